"""Every error that a user can meet has words, in both languages."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from ikbt_desktop import commands, errors
from ikbt_desktop.clinic.identity import Problem as IdentityProblem
from ikbt_desktop.ui.kit import language, problems

_FACTS: dict[str, object] = {
    "item": 9, "seconds": 30, "minimum": 12, "group": 3, "limit": 2, "missing": ("visit",),
    "changed_at": datetime(2026, 10, 8, 12, 28, tzinfo=UTC), "line": None,
}  # fmt: skip
_CLASSES = sorted(errors.IkbtError.__subclasses__(), key=lambda each: each.__name__)


def _example(kind: type[errors.IkbtError]) -> errors.IkbtError:
    names = getattr(kind, "__dataclass_fields__", {})
    given = {name: _FACTS.get(name, "ord") for name in names if name != "facts"}
    return kind(**given)


@pytest.mark.parametrize("words", language.LANGUAGES)
@pytest.mark.parametrize("kind", _CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_has_a_title_and_a_sentence(
    qapp: QApplication, kind: type[errors.IkbtError], words: str
) -> None:
    language.install(words)
    found = problems.describe(_example(kind))
    assert found.title
    assert found.sentence
    assert "{" not in found.sentence
    assert "!" not in found.title + found.sentence


@pytest.mark.parametrize("reason", list(IdentityProblem))
def test_every_fault_of_an_identity_number_is_told_apart(
    qapp: QApplication, reason: IdentityProblem
) -> None:
    language.install("sv")
    told = problems.describe(errors.InvalidIdentity(reason)).sentence
    assert told != problems.describe(errors.InvalidIdentity("something else")).sentence


def test_the_last_day_of_a_month_is_said_with_its_name(qapp: QApplication) -> None:
    language.install("sv")
    facts = {"day": 31, "month": 11, "last_day": 30}
    found = problems.describe(errors.InvalidValue("received", "day_of_month", facts))
    assert found.sentence == "31 november finns inte, november har 30 dagar."
    assert found.field == "received"


@pytest.mark.parametrize("words", language.LANGUAGES)
def test_every_fault_of_the_self_test_has_a_sentence_of_its_own(
    qapp: QApplication, words: str
) -> None:
    language.install(words)
    reasons = [*commands._FAULTS, ""]
    told = {problems.describe(errors.UnsafeSetup(reason)).sentence for reason in reasons}
    assert len(told) == len(reasons)
