"""A rule is changed, tried on past cases, and only then put in force."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.ui.administration.rules_room import RulesRoom
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.button import Button
from tests.clinics import Clinic
from tests.services.walk import Stages, Walk, make_stages
from tests.ui.administration.robot import Steward


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def waiting(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    walk = stages.open("waiting", tmp_path / "walk")
    yield walk
    walk.clinic.close()


def in_room(qtbot: QtBot, clinic: Clinic) -> tuple[Steward, RulesRoom]:
    steward = Steward(qtbot, clinic.services("alva"), "rules")
    room = steward.room
    assert isinstance(room, RulesRoom)
    return steward, room


def enforced(room: RulesRoom) -> bool:
    return room.enforce.isEnabled()


def tried(steward: Steward, qtbot: QtBot) -> None:
    steward.press("try_rules")
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=5_000)


def test_a_rule_is_tried_and_then_put_in_force(qtbot: QtBot, waiting: Walk) -> None:
    steward, room = in_room(qtbot, waiting.clinic)
    renewed: list[bool] = []
    steward.page.catalogue_changed.connect(lambda: renewed.append(True))
    assert not enforced(room)
    steward.write(figure_hours_at_least="3", figure_hours_noted_below="4")
    tried(steward, qtbot)
    words = steward.words()
    assert "Provat på 1 tidigare fall; 1 hade fått ett annat utfall" in words
    assert "uppfyllt → inte uppfyllt: 1 fall" in words
    assert waiting.clinic.services("maria").catalogue.criteria.version == "2026-1"
    steward.press("enforce_rules")
    assert "Skriv varför" in steward.words()
    steward.write(rule_reason="Utgivaren kräver tre timmar")
    steward.press("enforce_rules")
    assert renewed == [True]
    assert waiting.clinic.services("maria").catalogue.criteria.version == "2026-1-k1"


def test_a_figure_changed_after_the_trial_must_be_tried_anew(qtbot: QtBot, waiting: Walk) -> None:
    steward, room = in_room(qtbot, waiting.clinic)
    steward.write(figure_hours_at_least="2")
    tried(steward, qtbot)
    assert "Inget tidigare fall hade fått ett annat utfall." in steward.words()
    assert enforced(room)
    steward.write(figure_hours_at_least="2,5")
    assert not enforced(room)
    assert "Inget tidigare fall" not in steward.words()


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("figure_madrs_above", "42", "Skriv ett tal från 0 till 41."),
        ("figure_hours_at_least", "tre", "Skriv det med siffror."),
        ("figure_weeks_low", "12", "weeks_high"),
    ],
)
def test_a_figure_that_cannot_be_is_said(
    qtbot: QtBot, clinic: Clinic, field: str, text: str, told: str
) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.write(**{field: text})
    steward.press("try_rules")
    assert told in steward.words()
    assert steward.read(field) == text
    assert not enforced(room)


def test_nothing_changed_is_nothing_to_try(qtbot: QtBot, clinic: Clinic) -> None:
    steward, _room = in_room(qtbot, clinic)
    steward.press("try_rules")
    assert "Inget värde är ändrat." in steward.words()


def test_a_trial_can_be_cancelled(qtbot: QtBot, waiting: Walk) -> None:
    steward, room = in_room(qtbot, waiting.clinic)
    steward.write(figure_hours_at_least="3", figure_hours_noted_below="4")
    button = steward.field("try_rules")
    assert isinstance(button, Button)
    button.press()
    room.progress.cancelled.emit()
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=5_000)
    assert not enforced(room)
    assert button.isEnabled()
    assert not room.progress.isVisible()


def test_the_programs_own_rules_come_back_by_a_trial_too(qtbot: QtBot, clinic: Clinic) -> None:
    steward, _room = in_room(qtbot, clinic)
    steward.write(figure_hours_at_least="2")
    tried(steward, qtbot)
    steward.write(rule_reason="Prov")
    steward.press("enforce_rules")
    steward, room = in_room(qtbot, clinic)
    assert "I kraft: version 2026-1-k1" in steward.words()
    steward.press("try_shipped")
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=5_000)
    assert enforced(room)
    steward.write(rule_reason="Tillbaka")
    steward.press("enforce_rules")
    assert clinic.services("maria").catalogue.criteria == clinic.catalogue.criteria


def test_figures_under_way_are_there_again(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.write(figure_audit_male="10")
    room.keep()
    steward, _room = in_room(qtbot, clinic)
    assert steward.read("figure_audit_male") == "10"


def test_days_and_fees_have_their_figures(qtbot: QtBot, clinic: Clinic) -> None:
    steward, _room = in_room(qtbot, clinic)
    steward.choose("rule_file", "limits:limits")
    assert steward.read("figure_reminder") == "7"
    steward.choose("rule_file", "course_check:course-check")
    assert [steward.read(f"figure_check_{name}") for name in ("week", "contact", "worse")] == [
        "4",
        "14",
        "9",
    ]
    assert "Ingen källa anger gränserna: de är klinikens val" in steward.words()
    assert "Försämring" in steward.words()
    steward.choose("rule_file", "fees:per-feedback")
    assert steward.read("figure_amount") == "250"
    assert "Medföljande: 250" in steward.words()


def test_a_whole_file_is_tried_for_what_has_no_field(
    qtbot: QtBot, waiting: Walk, tmp_path: Path
) -> None:
    """The diagnosis of the walk is no longer listed: INC-1 asks for a judgement."""
    services = waiting.clinic.services("alva")
    text = services.catalogue.files[FileKind.CRITERIA, "intake"].text
    assert '"F32.1", ' in text
    path = tmp_path / "intake.toml"
    changed = text.replace('version = "2026-1"', 'version = "2026-1-egen"', 1)
    path.write_text(changed.replace('"F32.1", ', "", 1), encoding="utf-8")
    steward, room = in_room(qtbot, waiting.clinic)
    room.choose_file = lambda _parent: str(path)
    steward.press("try_file")
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=5_000)
    assert "INC-1" in steward.words()
    assert "inget hinder" not in steward.words()
    assert enforced(room)
    steward.write(rule_reason="Vår lista är kortare.")
    steward.press("enforce_rules")
    assert waiting.clinic.services("maria").catalogue.criteria.version == "2026-1-egen"


def test_a_file_of_another_kind_is_refused_and_nothing_is_changed(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    path = tmp_path / "limits.toml"
    files = clinic.services("alva").catalogue.files
    path.write_text(files[FileKind.LIMITS, "limits"].text, encoding="utf-8")
    steward, room = in_room(qtbot, clinic)
    room.choose_file = lambda _parent: str(path)
    steward.press("try_file")
    assert "Reglerna är som de var." in steward.words()
    assert "limits.toml" in steward.words()
    assert not enforced(room)
