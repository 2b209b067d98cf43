"""The clinic's own programs and forms: read, looked over, put in force with a reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.ui.administration.knowledge_room import KnowledgeRoom
from ikbt_desktop.ui.administration.sheet import open_outside
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.edits import TextEdit
from tests.clinic.test_catalogue import TRIAL
from tests.clinics import Clinic
from tests.ui.administration.robot import Steward
from tests.ui.robots import in_sight


def in_room(qtbot: QtBot, clinic: Clinic) -> tuple[Steward, KnowledgeRoom]:
    steward = Steward(qtbot, clinic.services("alva"), "knowledge")
    room = steward.room
    assert isinstance(room, KnowledgeRoom)
    return steward, room


def pick(steward: Steward, room: KnowledgeRoom, path: Path) -> None:
    room.choose_file = lambda _parent: str(path)
    steward.press("knowledge_read_file")


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    path = tmp_path / "egen.toml"
    path.write_text(TRIAL, encoding="utf-8")
    return path


def test_a_form_is_previewed_and_then_put_in_force(
    qtbot: QtBot, clinic: Clinic, form_file: Path
) -> None:
    steward, room = in_room(qtbot, clinic)
    renewed: list[bool] = []
    steward.page.catalogue_changed.connect(lambda: renewed.append(True))
    steward.choose("knowledge_kind", "instrument")
    pick(steward, room, form_file)
    words = steward.words()
    for told in (
        "Ett (0–2)",
        "låg",
        "Räknade exempel",
        "1 2 0",
        "fördjupad bedömning",
        "Version 1",
    ):
        assert told in words
    assert "trial" not in clinic.services("maria").catalogue.instruments
    steward.press("knowledge_enforce")
    assert "Skriv varför" in steward.words()
    assert not renewed
    steward.write(knowledge_reason="Vi har köpt formuläret")
    steward.press("knowledge_enforce")
    assert renewed == [True]
    assert steward.told == ["Version 1 är i kraft."]
    assert "trial" in clinic.services("maria").catalogue.instruments


def test_at_large_text_the_lists_and_the_acts_scroll_with_what_is_read(
    qtbot: QtBot, clinic: Clinic, form_file: Path
) -> None:
    steward, room = in_room(qtbot, clinic)
    assert in_sight(steward.field("knowledge_read_file"))
    theme.current().choose(scale=2.0)
    steward.settle()
    assert room.sheet.viewport().height() >= room.height() - 2
    steward.choose("knowledge_kind", "instrument")
    pick(steward, room, form_file)  # its acts are what one is here for
    steward.settle()
    assert in_sight(steward.field("knowledge_enforce"))
    theme.current().choose(scale=1.0)
    steward.press("knowledge_leave")
    steward.settle()
    assert in_sight(steward.field("knowledge_read_file"))
    assert in_sight(steward.field("knowledge_kind"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("low = 3", "low = 4", "egen.toml, rad 44, band[2].low: det ska vara 3"),
        ("minimum = 0", "minimum = = 0", "egen.toml, rad 8: raden går inte att läsa"),
        ('topic = "Ett"', 'topc = "Ett"', "item[1].topic: det saknas"),
    ],
)
def test_a_refusal_names_file_line_and_key(
    qtbot: QtBot, clinic: Clinic, form_file: Path, *, old: str, new: str, told: str
) -> None:
    form_file.write_text(TRIAL.replace(old, new, 1), encoding="utf-8")
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    pick(steward, room, form_file)
    assert "Filen togs inte in." in steward.words()
    assert told in steward.words()
    assert room.preview is None
    pick(steward, room, Path())
    assert "Filen togs inte in." in steward.words()


def test_a_form_is_taken_out_of_use_and_put_back(
    qtbot: QtBot, clinic: Clinic, form_file: Path
) -> None:
    files = clinic.services("alva").own_files
    files.put_in_force(files.read_path(FileKind.INSTRUMENT, form_file), reason="Köpt")
    for press, told in (
        ("knowledge_out_of_use", "Ur bruk"),
        ("knowledge_put_back", "Klinikens egen, version 1"),
    ):
        steward, _room = in_room(qtbot, clinic)
        steward.choose("knowledge_kind", "instrument")
        steward.choose("knowledge_code", "trial")
        steward.write(knowledge_reason="Beslutat i ledningen")
        steward.press(press)
        steward, _room = in_room(qtbot, clinic)
        steward.choose("knowledge_kind", "instrument")
        steward.choose("knowledge_code", "trial")
        assert told in steward.words()
        assert "Beslutat i ledningen" in steward.words()


def test_what_the_rules_need_cannot_be_taken_away(qtbot: QtBot, clinic: Clinic) -> None:
    steward, _room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    steward.choose("knowledge_code", "madrs-s")
    steward.write(knowledge_reason="Prov")
    steward.press("knowledge_out_of_use")
    assert "Programmets regler behöver det." in steward.words()
    assert steward.read("knowledge_reason") == "Prov"


def test_a_sheet_is_filled_in_turns_and_the_last_choice_alone_stands_there(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    for code in ("audit", "gad-7"):
        room.code.set_value(code)
        room.code.activated.emit(room.code.currentIndex())
        QApplication.processEvents()
        assert not room.sheet.is_whole, "a section a turn"
    words = steward.words()
    assert room.sheet.is_whole
    assert "Generalised Anxiety Disorder" in words or "GAD" in words
    assert words.count("Vad som gäller") == 1
    assert "WHO" not in words, "nothing is left of the one before"


def test_the_program_form_is_made_when_somebody_writes(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    assert room.findChild(QWidget, "program_name") is None
    steward.press("knowledge_edit_program")
    assert room.findChild(QWidget, "program_name") is not None


# --- programs --------------------------------------------------------------------------------


def test_a_program_is_changed_looked_over_and_put_in_force(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_code", "sovhjalpen")
    steward.press("knowledge_edit_program")
    steward.write(program_sections="8", program_secondary="MADRS-S, PHQ-9")
    steward.write(program_support_routines="Rutin | https://exempel.se/rutin | klinikens egen")
    steward.press("knowledge_look_over")
    words = steward.words()
    assert "Rutin" in words
    assert "https://exempel.se/rutin" in words
    assert "okänd-k1" in words
    steward.write(knowledge_reason="Åtta avsnitt hos oss")
    steward.press("knowledge_enforce")
    program = clinic.services("maria").catalogue.programs["sovhjalpen"]
    assert (program.sections, program.secondary) == (8, ("madrs-s", "phq-9"))
    assert [one.link for one in program.support] == ["", "", "https://exempel.se/rutin"]
    assert program.cautions == clinic.catalogue.programs["sovhjalpen"].cautions
    assert room.preview is None


@pytest.mark.parametrize("code", sorted(["depressionshjalpen", "angesthjalpen", "stresshjalpen"]))
def test_an_unchanged_form_writes_the_program_that_it_read(
    qtbot: QtBot, clinic: Clinic, code: str
) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_code", code)
    steward.press("knowledge_edit_program")
    steward.press("knowledge_look_over")
    assert room.preview is not None
    shipped = clinic.catalogue.programs[code]
    content = room.preview.content
    for name in ("cautions", "facts", "support", "competence", "titles", "primary_for", "battery"):
        if name != "battery":
            assert getattr(content, name) == getattr(shipped, name), name


def test_a_program_of_the_clinics_own_is_added(qtbot: QtBot, clinic: Clinic) -> None:
    steward, _room = in_room(qtbot, clinic)
    steward.press("knowledge_new_program")
    steward.press("knowledge_look_over")
    assert "Skriv något här." in steward.words()
    steward.write(
        program_code="livsbalansen",
        program_name="Livsbalansen",
        program_target="Stress och återhämtning",
        program_publisher="Region Östergötland",
        program_source="programs.md 6",
        program_diagnoses="F43.9, Z73.3",
        program_primary="PSS-10",
        program_competence="Grundläggande KBT | Region Gotland",
    )
    steward.press("knowledge_look_over")
    steward.write(knowledge_reason="Nytt avtal")
    steward.press("knowledge_enforce")
    program = clinic.services("maria").catalogue.programs["livsbalansen"]
    assert (program.version, program.primary, program.sections) == ("1-k1", ("pss-10",), None)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("program_min_age", "arton", "Skriv det med siffror."),
        ("program_max_age", "12", "det får inte vara under"),
        ("program_primary", "Okänd skala", "Välj ur listan."),
        ("program_caution", "Utan källa", "Varje påstående nämner sin källa."),
        ("program_section", "Första", ""),
        ("program_primary_for", "GAD-7", ""),
        ("program_support_method", "Manual | http://exempel.se", "https://"),
        ("program_competence", "", "Skriv något här."),
    ],
)
def test_a_slip_is_said_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, clinic: Clinic, field: str, text: str, told: str
) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.press("knowledge_edit_program")
    steward.write(**{field: text})
    steward.press("knowledge_look_over")
    assert room.preview is None
    assert told in steward.words()
    block = room.form.blocks[field.removeprefix("program_")]
    assert block.error or "Programmet går inte ihop än." in steward.words()
    assert steward.read(field) == text


def test_a_program_under_way_is_there_again(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.press("knowledge_edit_program")
    steward.write(program_caution="Halvskriven tanke")
    room.keep()
    steward, room = in_room(qtbot, clinic)
    steward.press("knowledge_edit_program")
    field = room.form.blocks["caution"].field
    assert isinstance(field, TextEdit)
    assert field.toPlainText() == "Halvskriven tanke"


# --- links -----------------------------------------------------------------------------------


def asked(steward: Steward) -> list[Dialog]:
    """Press the link's button; gives the questions that were asked."""
    button = steward.page.findChild(Button, "open_link")
    assert button is not None
    button.press()
    return steward.page.window().findChildren(Dialog, "link_dialog")


def test_a_link_is_text_until_it_is_pressed_and_shown_in_full(
    qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    steward, _room = in_room(qtbot, clinic)
    steward.press("knowledge_edit_program")
    link = "https://exempel.se/manual?version=2"
    steward.write(program_support_method=f"Manual | {link}")
    steward.press("knowledge_look_over")
    (dialog,) = asked(steward)
    assert dialog.consequence.text() == link
    dialog.safe.press()
    assert opened == []
    asked(steward)[-1].act.press()
    assert opened == [link]
    assert not open_outside("http://exempel.se")
    assert opened == [link]


def test_the_room_speaks_english_and_changes_under_way(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.press("knowledge_new_program")
    language.install("en")
    room.retranslate()
    QApplication.processEvents()
    assert "Ages, length and pace" in steward.words()
    kind = steward.field("knowledge_kind")
    assert isinstance(kind, QComboBox)
    assert kind.currentText() == "Programs"


def test_another_published_limit_is_looked_over_and_put_in_force(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    steward.choose("knowledge_code", "gad-7")
    assert room.cutoff.currentText() == "≥ 10 · Melya; Formulärbanken"
    steward.choose("knowledge_cutoff", "1")
    assert "Version 2026-1-k1, inte i kraft än" in steward.words()
    assert clinic.services("maria").catalogue.instruments["gad-7"].cutoff() == 10
    steward.write(knowledge_reason="Samma gräns som IAPT.")
    steward.press("knowledge_enforce")
    later = clinic.services("maria").catalogue
    assert later.instruments["gad-7"].cutoff() == 8
    assert later.instrument("gad-7", "2026-1").cutoff() == 10  # what was scored keeps its own


def test_the_arrows_go_through_every_published_limit(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    steward.choose("knowledge_code", "audit-c")
    room.cutoff.setFocus()
    told = []
    for _ in range(2):
        QTest.keyClick(room.cutoff, Qt.Key.Key_Down)
        told.append(room.cutoff.currentText()[:9])
        QApplication.processEvents()
        assert "Version 2026-1-k1, inte i kraft än" in steward.words()
    assert told == ["≥ 5 män, ", "≥ 4 män, "]
    for _ in range(2):
        QTest.keyClick(room.cutoff, Qt.Key.Key_Up)
    assert room.preview is None


def test_a_form_with_one_limit_offers_no_other(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_kind", "instrument")
    steward.choose("knowledge_code", "phq-9")
    assert not room.cutoff.isVisible()
    steward.choose("knowledge_code", "audit-c")
    assert room.cutoff.isVisible()
    steward.choose("knowledge_cutoff", "1")
    assert "EXC-2 har en egen gräns för formuläret." in steward.words()
    steward.press("knowledge_leave")
    assert room.cutoff.currentText().startswith("≥ 6 män, ≥ 5 kvinnor")


def test_a_programs_own_ladder_is_written_in_its_form(qtbot: QtBot, clinic: Clinic) -> None:
    steward, room = in_room(qtbot, clinic)
    steward.choose("knowledge_code", "sovhjalpen")
    assert "dag 7, 10, 14, 21" in steward.words()
    steward.press("knowledge_edit_program")
    steward.write(program_inactivity="5, 8")
    steward.press("knowledge_look_over")
    said = "Skriv 4 dagar i stigande ordning, som 7, 10, 14, 21."
    assert room.form.blocks["inactivity"].error == said
    steward.write(program_inactivity="5, 8, 8, 15")
    steward.press("knowledge_look_over")
    assert room.form.blocks["inactivity"].error == "dagarna ska stiga från steg till steg"
    steward.write(program_inactivity="5, 8, 12, 15")
    steward.press("knowledge_look_over")
    assert "dag 5, 8, 12, 15, programmets egen" in steward.words()
    steward.write(knowledge_reason="Sömnrestriktionen är krävande.")
    steward.press("knowledge_enforce")
    program = clinic.services("maria").catalogue.programs["sovhjalpen"]
    assert [step.days for step in program.inactivity] == [5, 8, 12, 15]
