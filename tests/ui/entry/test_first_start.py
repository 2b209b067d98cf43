"""First start, as the person who founds the clinic meets it."""

import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.ui.entry.first_start import FirstStart
from ikbt_desktop.ui.kit import language
from tests.clinics import PASSWORD, Clock, entry
from tests.ui.robots import named, type_text


class Founder:
    """Fills in the wizard by its fields' names, with keys alone."""

    def __init__(self, qtbot: QtBot, folder: Path, *, disks: Sequence[Path] = ()) -> None:
        self.qtbot, self.saved_to = qtbot, folder / "sheet.pdf"
        self.entry = entry(DataFolder(folder / "clinic"), Clock())
        self.chosen = ""
        self.page = FirstStart(
            self.entry,
            save_as=lambda _parent, _name: str(self.saved_to),
            disks=lambda: [str(disk) for disk in disks],
            choose_folder=lambda _parent: self.chosen,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1366, 689)
        self.page.show()
        qtbot.waitUntil(lambda: self.page._protection is not None)

    def field(self, name: str) -> QWidget:
        return named(self.page, name)

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            field = self.field(name)
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            field.clear()
            type_text(field, text)

    def errors(self) -> list[str]:
        return [field.block.error for field in self.page._fields.values() if field.block.error]

    def rail_says(self, step: str) -> str:
        return next(row.step.line for row in self.page.rail._steps if row.step.key == step)

    def come_to_the_person(self) -> None:
        self.write(name="Kvarnbackens psykologmottagning")
        self.page.next.press()
        self.write(crisis_unit="Psykakuten", crisis_phone="08-465 004 99")
        self.page.next.press()
        self.page.next.press()

    def found(self, *, alone: bool = True) -> None:
        self.come_to_the_person()
        if alone:
            self.page.alone.click()
        self.write(person="Alva Påhittsson", login="alva", password=PASSWORD, again=PASSWORD)
        self.page.next.press()
        self.qtbot.waitUntil(lambda: bool(self.page._key.text()), timeout=20_000)


@pytest.fixture
def founder(qtbot: QtBot, tmp_path: Path) -> Founder:
    return Founder(qtbot, tmp_path)


def test_the_clinic_is_made_and_opens_only_after_its_key_was_typed(founder: Founder) -> None:
    founder.found()
    assert founder.entry.state() == "untested_key"
    key = founder.page._key.text()
    founder.write(typed=key)
    with founder.qtbot.waitSignal(founder.page.founded, timeout=20_000) as told:
        founder.page.next.press()
    assert told.args == ["alva"]
    assert founder.entry.state() == "ready"
    founder.entry.sign_in("alva", PASSWORD).close()


def test_a_mistyped_key_is_said_at_the_field_and_kept(founder: Founder) -> None:
    founder.found()
    key = founder.page._key.text()
    wrong = ("B" if key[0] != "B" else "C") + key[1:]
    founder.write(typed=wrong)
    founder.page.next.press()
    founder.qtbot.waitUntil(lambda: bool(founder.errors()), timeout=20_000)
    field = founder.field("typed")
    assert isinstance(field, QLineEdit)
    assert field.text() == wrong
    assert founder.entry.state() == "untested_key"


def test_the_recovery_sheet_is_a_pdf_where_one_asked_for_it(founder: Founder) -> None:
    founder.found()
    founder.page.save_sheet.click()
    assert founder.saved_to.read_bytes().startswith(b"%PDF-1.4")


def test_nothing_is_made_without_the_crisis_number(founder: Founder) -> None:
    founder.write(name="Kvarnbackens psykologmottagning")
    founder.page.next.press()
    founder.write(crisis_unit="Psykakuten")
    founder.page.next.press()
    assert founder.errors() == ["Fyll i det här för att gå vidare."]
    assert founder.entry.state() == "first_start"


def test_a_short_password_is_refused_in_words_and_the_rest_is_kept(founder: Founder) -> None:
    founder.come_to_the_person()
    founder.page.alone.click()
    founder.write(person="Alva Påhittsson", login="alva", password="kort", again="kort")
    founder.page.next.press()
    founder.qtbot.waitUntil(lambda: bool(founder.errors()), timeout=20_000)
    assert "15" in founder.errors()[0]
    name = founder.field("name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Kvarnbackens psykologmottagning"
    assert founder.entry.state() == "first_start"


def test_two_different_passwords_are_noticed_before_anything_is_made(founder: Founder) -> None:
    founder.write(name="K")
    founder.page.next.press()
    founder.write(crisis_unit="P", crisis_phone="1")
    founder.page.next.press()
    founder.page.next.press()
    founder.write(person="A", login="alva", password=PASSWORD, again=PASSWORD + "x")
    founder.page.next.press()
    assert founder.errors() == ["De två lösenorden är olika."]


def test_a_clinic_whose_key_was_never_typed_asks_for_that_alone(founder: Founder) -> None:
    founder.found()
    key = founder.page._key.text()
    again = FirstStart(founder.entry)
    founder.qtbot.addWidget(again)
    again.resume_untested()
    again.show()
    typed = again.findChild(QLineEdit, "typed")
    assert isinstance(typed, QLineEdit)
    typed.setText(key)
    with founder.qtbot.waitSignal(again.founded, timeout=20_000):
        again.next.press()
    assert founder.entry.state() == "ready"


# --- the device code ---------------------------------------------------------------------------


def test_without_a_keyring_the_administrator_chooses_and_the_rules_follow(founder: Founder) -> None:
    founder.come_to_the_person()
    page = founder.page
    assert page.typed_daily.isVisible()
    assert page.typed_daily.isChecked()
    assert "Minst 10 tecken" in page._fields["password"].block._note.text()
    page.alone.click()
    assert "Minst 15 tecken" in page._fields["password"].block._note.text()
    assert page._alone_note.isVisible()


def test_both_papers_are_printed_and_typed_before_the_clinic_opens(founder: Founder) -> None:
    founder.found(alone=False)
    page = founder.page
    key, code = page._key.text(), page._device.text()
    assert len(code.split("-")) == 8
    for button in (page.save_sheet, page.save_device_sheet):
        button.click()
        assert founder.saved_to.read_bytes().startswith(b"%PDF-1.4")
    page.next.press()
    assert founder.errors() == ["Fyll i det här för att gå vidare."] * 2
    founder.write(typed=key, typed_device=code[:-1] + "!")
    page.next.press()
    founder.qtbot.waitUntil(lambda: bool(page._fields["typed_device"].block.error), timeout=20_000)
    assert founder.entry.state() == "untested_key"
    founder.write(typed_device=code.lower())
    with founder.qtbot.waitSignal(page.founded, timeout=20_000):
        page.next.press()
    assert founder.entry.state() == "ready"
    assert page._device.text() == ""


def test_a_restart_asks_for_both_papers_and_offers_a_way_when_one_is_lost(
    founder: Founder,
) -> None:
    founder.found(alone=False)
    again = FirstStart(entry(DataFolder(founder.saved_to.parent / "clinic"), Clock()))
    founder.qtbot.addWidget(again)
    again.resume_untested()
    again.show()
    assert named(again, "typed_device").isVisible()
    with founder.qtbot.waitSignal(again.papers_lost):
        again.lost.click()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards by account, not by mode")
def test_a_saved_paper_is_readable_by_its_owner_alone(founder: Founder) -> None:
    founder.found()
    founder.page.save_sheet.click()
    assert stat.S_IMODE(founder.saved_to.stat().st_mode) == 0o600


# --- while the password is typed -----------------------------------------------------------------


def test_what_the_password_lacks_is_said_while_it_is_typed(founder: Founder) -> None:
    founder.come_to_the_person()
    block = founder.page._fields["password"].block

    def hint(password: str) -> str:
        founder.write(password=password)
        return block._note.text()

    assert hint("tre") == "7 tecken till behövs."
    assert hint("sommar2026").startswith("Lätt att gissa")
    founder.write(login="fredrika", name="Kvarnbackens psykologmottagning")
    assert hint("Fredrika 77").startswith("Lätt att gissa")
    assert hint("kvarnbackens").startswith("Lätt att gissa")
    assert hint("tre gröna").startswith("1 tecken till")
    assert hint("tre gröna hattar").startswith("Tillräckligt långt")
    assert hint("tre gröna hattar på en rad") == "Långt och svårt att gissa."
    assert block._good.text() == "Starkt"
    assert block.field.accessibleDescription() == "Långt och svårt att gissa."


def test_a_password_is_pasted_shown_and_hidden(founder: Founder) -> None:
    founder.come_to_the_person()
    password, again = founder.field("password"), founder.field("again")
    assert isinstance(password, QLineEdit)
    assert isinstance(again, QLineEdit)
    QApplication.clipboard().setText("tre gröna hattar på en rad")
    QTest.keyClick(password, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert password.text() == "tre gröna hattar på en rad"
    assert password.echoMode() == again.echoMode() == QLineEdit.EchoMode.Password
    eye = named(founder.page, "show_password")
    assert isinstance(eye, QAbstractButton)
    eye.click()
    assert password.echoMode() == again.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Dölj lösenordet"
    eye.click()
    assert password.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_told_at_the_field(founder: Founder) -> None:
    founder.come_to_the_person()
    founder.write(password="A")  # a capital without Shift
    assert founder.page._fields["password"].block._note.text().startswith("Caps Lock är på.")
    founder.write(password="")
    assert "Caps" not in founder.page._fields["password"].block._note.text()


def test_what_is_wrong_has_the_focus_and_the_rail_does_not_call_it_filled_in(
    founder: Founder,
) -> None:
    founder.come_to_the_person()
    founder.page.alone.click()
    founder.write(person="Alva Påhittsson", login="alva", password=PASSWORD, again="något annat")
    assert founder.rail_says("person") == "Ifyllt"
    founder.page.next.press()
    assert founder.page.focusWidget() is founder.field("again")
    assert founder.rail_says("person") == "1 fält kvar"


def test_the_rail_counts_while_one_writes(founder: Founder) -> None:
    assert founder.rail_says("clinic") == "1 fält kvar"
    founder.write(name="Kvarnbackens psykologmottagning")
    assert founder.rail_says("clinic") == "Ifyllt"


def test_the_mistyped_group_is_marked_so_that_one_sees_which(founder: Founder) -> None:
    founder.found()
    key = founder.page._key.text()
    wrong = key[:-1] + ("B" if key[-1] != "B" else "C")
    founder.write(typed=wrong)
    founder.page.next.press()
    founder.qtbot.waitUntil(lambda: bool(founder.errors()), timeout=20_000)
    field = founder.field("typed")
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == wrong[-5:]


def test_whoever_founds_the_clinic_may_choose_the_language(founder: Founder) -> None:
    founder.page.next.press()
    assert founder.errors() == ["Fyll i det här för att gå vidare."]
    button = founder.field("language")
    assert isinstance(button, QAbstractButton)
    button.click()
    QApplication.processEvents()
    assert founder.page.next.text() == "&Next"
    assert founder.errors() == [], "nothing is left in the other language"


# --- where copies go -----------------------------------------------------------------------------


@pytest.fixture
def other_disk() -> Iterator[Path]:
    """A folder that does not lie on the disk of the tests."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name)


needs_other_disk = pytest.mark.skipif(
    not Path("/dev/shm").is_dir(), reason="there is one disk here: none is another"
)


def come_to_the_places(founder: Founder) -> None:
    founder.write(name="Kvarnbackens psykologmottagning")
    founder.page.next.press()
    founder.write(crisis_unit="Psykakuten", crisis_phone="08-465 004 99")
    founder.page.next.press()


def place_of(founder: Founder) -> str:
    field = founder.field("backup_place")
    assert isinstance(field, QLineEdit)
    return field.text()


def warning_of(founder: Founder) -> str:
    message = founder.field("backup_place_warning")
    return message.accessibleName() if message.isVisible() else ""


@needs_other_disk
def test_a_disk_that_is_plugged_in_is_proposed_and_gets_every_copy(
    qtbot: QtBot, tmp_path: Path, other_disk: Path
) -> None:
    founder = Founder(qtbot, tmp_path, disks=[tmp_path, other_disk])
    qtbot.waitUntil(lambda: bool(place_of(founder)))
    proposed = other_disk / "iKBT-säkerhetskopior"
    assert place_of(founder) == str(proposed)
    come_to_the_places(founder)
    block = founder.page._fields["backup_place"].block
    qtbot.waitUntil(lambda: "På en annan disk" in block._note.text())
    assert warning_of(founder) == ""
    assert not proposed.exists()
    founder.page.next.press()
    founder.page.alone.click()
    founder.write(person="Alva Påhittsson", login="alva", password=PASSWORD, again=PASSWORD)
    founder.page.next.press()
    qtbot.waitUntil(lambda: bool(founder.page._key.text()), timeout=20_000)
    assert proposed.is_dir()
    founder.entry.confirm_recovery_key(founder.page._key.text())
    services = founder.entry.sign_in("alva", PASSWORD)
    assert not services.backups.standing().alone
    made = services.backups.make()
    services.close()
    assert made.placed == 2
    assert len(list(proposed.glob("*.ikbtbackup"))) == 1


def test_the_second_place_can_wait_and_that_is_said(founder: Founder) -> None:
    come_to_the_places(founder)
    assert "Ingen andra plats än" in warning_of(founder)
    assert str(founder.entry.folder.backups) == founder.page._own_place.text()
    founder.page.next.press()
    founder.page.alone.click()
    founder.write(person="Alva Påhittsson", login="alva", password=PASSWORD, again=PASSWORD)
    founder.page.next.press()
    founder.qtbot.waitUntil(lambda: bool(founder.page._key.text()), timeout=20_000)
    founder.entry.confirm_recovery_key(founder.page._key.text())
    services = founder.entry.sign_in("alva", PASSWORD)
    assert services.backups.standing().alone
    services.close()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("vanlig", "Samma disk som kliniken"),
        ("OneDrive/kopior", "Samma disk som kliniken"),
        ("borta/helt", "Mappen finns inte"),
    ],
)
def test_what_a_folder_is_worth_is_said_before_it_is_chosen(
    founder: Founder, tmp_path: Path, folder: str, said: str
) -> None:
    if "borta" not in folder:
        (tmp_path / folder).mkdir(parents=True)
    come_to_the_places(founder)
    founder.chosen = str(tmp_path / folder)
    founder.page.choose_place.click()
    founder.qtbot.waitUntil(lambda: said in warning_of(founder))
    assert place_of(founder) == str(tmp_path / folder)


@needs_other_disk
def test_a_synced_folder_on_another_disk_is_warned_of(founder: Founder, other_disk: Path) -> None:
    synced = other_disk / "Dropbox"
    synced.mkdir()
    come_to_the_places(founder)
    founder.write(backup_place=str(synced))
    founder.qtbot.waitUntil(lambda: "synktjänst" in warning_of(founder))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("kopior", "Mappen finns inte."),
        ("{root}/borta/helt", "Mappen finns inte."),
        ("{root}/clinic/inuti", "klinikens egen mapp"),
    ],
)
def test_a_place_that_cannot_be_is_refused_at_its_field_and_nothing_is_made(
    founder: Founder, tmp_path: Path, written: str, said: str
) -> None:
    come_to_the_places(founder)
    text = written.format(root=tmp_path)
    founder.write(backup_place=text)
    founder.page.next.press()
    founder.page.alone.click()
    founder.write(person="Alva Påhittsson", login="alva", password=PASSWORD, again=PASSWORD)
    founder.page.next.press()
    founder.qtbot.waitUntil(lambda: bool(founder.errors()), timeout=20_000)
    assert said in founder.errors()[0]
    assert founder.page._step == "backups"
    assert place_of(founder) == text
    assert founder.entry.state() == "first_start"


def test_the_place_is_kept_through_the_steps_and_the_language(founder: Founder) -> None:
    come_to_the_places(founder)
    founder.write(backup_place="/någonstans/halvskr")
    founder.page.back.press()
    language.install("en")
    QApplication.processEvents()
    founder.page.next.press()
    assert place_of(founder) == "/någonstans/halvskr"
    assert "The second place" in founder.page._fields["backup_place"].block.label.text()
