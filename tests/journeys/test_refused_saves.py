"""Every form that saves, when the disk is full, the folder read-only, or the file gone meanwhile.

Each form is filled in by hand in the real window. The same click is tried under each fault: a
sentence says what is wrong, every field holds what it held, a new reader finds every table as it
was, and the program goes on. Then the fault is over, and the same click saves.
"""

import pytest

from ikbt_desktop.ui.kit import background
from tests.journeys.forms import FORMS, Form, Hands
from tests.journeys.refusals import FAULTS, kept
from tests.journeys.robot import settle
from tests.journeys.signing_forms import SIGNING

_ALL = {**FORMS, **SIGNING}


@pytest.mark.parametrize("form", _ALL.values(), ids=_ALL)
def test_a_save_that_is_refused_keeps_every_word_and_saves_when_the_fault_is_over(
    hands: Hands, form: Form
) -> None:
    tour = hands.tour
    tour.be(form.login)
    folder, keys = tour.application._entry.folder, tour.services.workplace.database.keys
    form.fill(hands)
    hands.page.keep()
    settle()
    before = kept(folder, keys)
    for name, (fault, words) in FAULTS.items():
        with fault(folder):
            form.last(hands)
            held = hands.held()
            form.save(hands)
            background.wait()
            settle()
            told = hands.told()
            assert any(word in told for word in words), f"{name}: {told}"
            now = hands.held()
            assert now == held, {
                key: (held.get(key), now.get(key)) for key in held if now.get(key) != held[key]
            }
        assert kept(folder, keys) == before, name
        assert tour.application.window is not None
    form.last(hands)
    form.save(hands)
    background.wait()
    settle()
    after = kept(folder, keys)
    assert after[form.table] != before[form.table], hands.told()
    assert after["audit_entry"] != before["audit_entry"]
