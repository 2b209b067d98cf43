"""Dangerous texts from the keyboard to the file, screen, paper, table and backup, and back."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from ikbt_desktop.errors import InvalidValue, UnprintableText
from ikbt_desktop.services.administration import LogFilter
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage import backup
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.ui.pages import Place, View
from tests import dangerous
from tests.clinics import Clinic, Template, invented_number, open_copy
from tests.exports import reading, table_reading
from tests.journeys.robot import settle
from tests.ui.shell.robot import Program

_KEPT = {**dangerous.KEPT, **dangerous.UNDRAWABLE}
_EACH = pytest.mark.parametrize("text", _KEPT.values(), ids=_KEPT)


@dataclass(frozen=True)
class Written:
    """A referral whose name, referrer and question are one dangerous text."""

    referral_id: str
    patient_id: str
    text: str
    name: str


def _line(text: str) -> str:
    """What a field of one line makes of it: names are short."""
    return " ".join(unicodedata.normalize("NFC", text).split())[:90].strip()


def _new(text: str, number: int, today: date) -> NewReferral:
    return NewReferral(
        identity=invented_number(date(1950, 1, 1) + timedelta(days=37 * number)),
        family_name=_line(text),
        given_name="Åsa",
        source="referral",
        received_on=today,
        referrer=_line(text),
        question=text,
    )


@pytest.fixture(scope="module")
def clinic(clinic_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    opened = open_copy(clinic_template, tmp_path_factory.mktemp("dangerous"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def written(clinic: Clinic) -> dict[str, Written]:
    found = {}
    for number, text in enumerate(_KEPT.values()):
        row = clinic.clinician.referrals.register(_new(text, number, clinic.clock.today))
        found[text] = Written(row.id, row.patient_id, text, f"{_line(text)}, Åsa")
    return found


@_EACH
def test_it_comes_back_from_the_services_and_from_the_file_as_it_was_written(
    clinic: Clinic, written: dict[str, Written], text: str
) -> None:
    one = written[text]
    detail = clinic.clinician.referrals.detail(one.referral_id)
    assert detail.question == dangerous.as_kept(text)
    assert detail.row.name == one.name
    assert detail.row.referrer == _line(text)
    bare = connect(clinic.folder.database, clinic.database.keys)
    query = "SELECT question FROM referral WHERE id = ?"
    assert bare.execute(query, (one.referral_id,)).fetchone() == (dangerous.as_kept(text),)
    bare.close()


@_EACH
def test_the_search_finds_it_by_its_own_words(
    clinic: Clinic, written: dict[str, Written], text: str
) -> None:
    one = written[text]
    for asked in (one.name.removesuffix(", Åsa"), one.name.split()[0]):
        found = {row.id for row in clinic.clinician.caseload.page(text=asked, limit=50)}
        words = "".join(sign for sign in asked if sign.isalnum())
        assert one.patient_id in found or not words, asked


@pytest.mark.parametrize("text", dangerous.KEPT.values(), ids=dangerous.KEPT)
def test_a_letter_prints_it_letter_by_letter(
    clinic: Clinic, written: dict[str, Written], text: str
) -> None:
    one, documents = written[text], clinic.reception.documents
    row = documents.acknowledgement(one.referral_id)
    content = documents.content(row.id)
    printed = reading.letters(content)
    assert "".join(_line(text).split()) in printed
    assert reading.images(content) == 0
    assert reading.links(content) == 0


@pytest.mark.parametrize("text", dangerous.UNDRAWABLE.values(), ids=dangerous.UNDRAWABLE)
def test_signs_that_the_font_lacks_are_named_and_no_letter_is_made(
    clinic: Clinic, written: dict[str, Written], text: str
) -> None:
    one, documents = written[text], clinic.reception.documents
    with pytest.raises(UnprintableText) as refused:
        documents.acknowledgement(one.referral_id)
    assert set(refused.value.signs) <= set(text)
    assert documents.of_patient(one.patient_id) == ()


@pytest.mark.parametrize("text", dangerous.REFUSED.values(), ids=dangerous.REFUSED)
def test_what_would_show_other_than_it_says_is_refused_at_its_field(
    clinic: Clinic, text: str
) -> None:
    before = clinic.clinician.referrals.counts()
    with pytest.raises(InvalidValue) as refused:
        clinic.clinician.referrals.register(_new(text, 700, clinic.clock.today))
    assert refused.value.reason == "control_sign"
    assert clinic.clinician.referrals.counts() == before


def test_the_log_holds_none_of_it(clinic: Clinic, written: dict[str, Written]) -> None:
    bare = connect(clinic.folder.database, clinic.database.keys)
    rows = bare.execute("SELECT reason, details FROM audit_entry").fetchall()
    bare.close()
    told = " ".join(str(column) for row in rows for column in row)
    assert not [one.text for one in written.values() if _line(one.text) in told]


def test_a_backup_brings_every_sign_back(
    clinic: Clinic, written: dict[str, Written], tmp_path: Path
) -> None:
    keys = clinic.database.keys
    order = backup.Order(1, "Alva", "ws-1", clinic.clock(), "hand")
    made = backup.make(clinic.folder, keys, order)
    backup.prove(made.path, keys, tmp_path / "back.db")
    bare = connect(tmp_path / "back.db", keys, frozen=True)
    found = dict(bare.execute("SELECT id, question FROM referral").fetchall())
    bare.close()
    assert found == {one.referral_id: dangerous.as_kept(one.text) for one in written.values()}


def test_the_table_of_the_log_gives_every_name_back_and_begins_none_as_a_formula(
    clinic: Clinic, written: dict[str, Written], tmp_path: Path
) -> None:
    made = clinic.coordinator.log_papers.save_rows(LogFilter(), tmp_path / "logg.csv")
    content = made.path.read_bytes()
    told = {line["Patient"] for line in table_reading.columns(content)}
    assert {one.name for one in written.values()} <= told
    starts = {cell[:1] for row in table_reading.cells(content) for cell in row}
    assert starts.isdisjoint("=+-@\t\r\n")
    assert "'" in starts  # the formula of the corpus is there, behind its guard


# --- the screen ------------------------------------------------------------------------------


def _services(program: Program) -> Services:
    assert program.application.services is not None
    return program.application.services


def test_the_window_shows_it_letter_by_letter_and_reads_no_markup(program: Program) -> None:
    window = program.sign_in("maria")
    today = program.clock.today
    for number, text in enumerate(_KEPT.values()):
        row = _services(program).referrals.register(_new(text, number, today))
        for place in (
            Place(View.REFERRALS, record_id=row.id),
            Place(View.PATIENT, row.patient_id),
        ):
            window.go(place)
            settle()
            labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
            assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
            shown = [label.text() for label in labels]
            shown += [edit.toPlainText() for edit in window.findChildren(QPlainTextEdit)]
            assert any(_line(text) in words for words in shown), (place.view, text)
        assert _line(text) not in program.front.windowTitle()
