"""Drafts: one's own, kept at once, found again after the program was killed."""

import pytest

from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.services.drafts import LONGEST, Drafts
from ikbt_desktop.storage.database import Database
from tests.clinics import Clinic


@pytest.fixture
def drafts(clinic: Clinic) -> Drafts:
    return Drafts(clinic.workplace("maria"), clinic.catalogue)


def test_a_draft_is_found_with_its_text_and_cursor(drafts: Drafts) -> None:
    drafts.keep("feedback", "t1/3", "Bra jobbat med", cursor=14)
    drafts.keep("feedback", "t1/3", "Bra jobbat med promenaderna", cursor=27)
    found = drafts.find("feedback", "t1/3")
    assert found is not None
    assert (found.text, found.cursor) == ("Bra jobbat med promenaderna", 27)
    assert len(drafts.all()) == 1


def test_a_draft_outlives_a_killed_program(clinic: Clinic, drafts: Drafts) -> None:
    drafts.keep("closing", "t1", "Åsa har gått hela programmet")
    clinic.database.dispose()
    clinic.database = Database.open(clinic.folder, clinic.template.keys)
    found = Drafts(clinic.workplace("maria"), clinic.catalogue).find("closing", "t1")
    assert found is not None
    assert found.text == "Åsa har gått hela programmet"


def test_an_emptied_text_is_kept_as_empty(drafts: Drafts) -> None:
    drafts.keep("feedback", "t1/3", "fel patient")
    drafts.keep("feedback", "t1/3", "")
    found = drafts.find("feedback", "t1/3")
    assert found is not None
    assert found.text == ""


def test_nobody_sees_a_colleagues_draft(clinic: Clinic, drafts: Drafts) -> None:
    drafts.keep("feedback", "t1/3", "hemligt")
    hanna = Drafts(clinic.workplace("hanna"), clinic.catalogue)
    hanna.keep("feedback", "t1/3", "mitt eget")
    hanna.discard("feedback", "t1/3")
    assert hanna.find("feedback", "t1/3") is None
    assert hanna.all() == ()
    found = drafts.find("feedback", "t1/3")
    assert found is not None
    assert found.text == "hemligt"


def test_a_discarded_draft_is_gone_and_discarding_nothing_is_no_error(drafts: Drafts) -> None:
    drafts.keep("risk", "r1", "text")
    drafts.discard("risk", "r1")
    drafts.discard("risk", "r1")
    assert drafts.find("risk", "r1") is None


def test_the_newest_draft_comes_first(clinic: Clinic, drafts: Drafts) -> None:
    drafts.keep("feedback", "a", "först")
    clinic.clock.move(seconds=2)
    drafts.keep("feedback", "b", "sedan")
    assert [draft.subject_id for draft in drafts.all()] == ["b", "a"]


def test_a_cursor_beyond_the_text_is_brought_to_its_end(drafts: Drafts) -> None:
    assert drafts.keep("feedback", "a", "kort", cursor=900).cursor == 4


def test_a_paste_of_a_megabyte_and_a_nul_are_refused_and_the_old_text_stays(
    drafts: Drafts,
) -> None:
    drafts.keep("feedback", "a", "kvar")
    for text, reason in (("x" * (LONGEST + 1), "too_long"), ("a\x00b", "control_sign")):
        with pytest.raises(InvalidValue) as refused:
            drafts.keep("feedback", "a", text)
        assert refused.value.reason == reason
    found = drafts.find("feedback", "a")
    assert found is not None
    assert found.text == "kvar"


def test_a_draft_stands_in_the_log_when_it_begins_and_when_it_ends(
    clinic: Clinic, drafts: Drafts
) -> None:
    before = len(clinic.log())
    for text in ("B", "Br", "Bra"):
        drafts.keep("feedback", "a", text)
    drafts.discard("feedback", "a")
    new = clinic.log()[: len(clinic.log()) - before]
    assert [(line.action, line.kind) for line in new] == [("discard", "draft"), ("create", "draft")]


@pytest.mark.parametrize("login", ["alva", "rut", "maria", "tore"])
def test_everybody_has_drafts_of_their_own(clinic: Clinic, login: str) -> None:
    own = Drafts(clinic.workplace(login), clinic.catalogue)
    own.keep("note", "x", f"av {login}")
    assert [draft.text for draft in own.all()] == [f"av {login}"]
