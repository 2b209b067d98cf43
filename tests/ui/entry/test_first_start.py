"""First start, as the person who founds the clinic meets it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.ui.entry.first_start import FirstStart
from tests.clinics import PASSWORD, Clock, entry
from tests.ui.robots import named, type_text


class Founder:
    """Fills in the wizard by its fields' names, with keys alone."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.saved_to = qtbot, folder / "sheet.pdf"
        self.entry = entry(DataFolder(folder / "clinic"), Clock())
        self.page = FirstStart(self.entry, save_as=lambda _parent, _name: str(self.saved_to))
        qtbot.addWidget(self.page)
        self.page.resize(1366, 689)
        self.page.show()

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

    def found(self) -> None:
        self.write(name="Kvarnbackens psykologmottagning")
        self.page.next.press()
        self.write(crisis_unit="Psykakuten", crisis_phone="08-465 004 99")
        self.page.next.press()
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
    founder.write(name="Kvarnbackens psykologmottagning")
    founder.page.next.press()
    founder.write(crisis_unit="Psykakuten", crisis_phone="08-465 004 99")
    founder.page.next.press()
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
