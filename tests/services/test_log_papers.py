"""The receipt tells an older or changed log, and the extract tells the patient who has read."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from ikbt_desktop.errors import (
    FolderReadOnly,
    InvalidIdentity,
    InvalidValue,
    MistypedKey,
    NotFound,
    NotPermitted,
)
from ikbt_desktop.services import log_papers
from ikbt_desktop.services.administration import LogFilter
from ikbt_desktop.services.log_papers import Comparison, LogPapers
from ikbt_desktop.storage import printed_keys
from tests.clinics import Clinic
from tests.exports import reading, table_reading
from tests.services.walk import Walk


def of(clinic: Clinic, login: str = "tore") -> LogPapers:
    return LogPapers(clinic.workplace(login))


def number(walk: Walk) -> str:
    return walk.clinic.coordinator.caseload.banner(walk.patient_id).identity


def test_a_receipt_holds_as_long_as_the_log_only_grows(running: Walk, tmp_path: Path) -> None:
    papers = of(running.clinic)
    receipt = papers.save_receipt(tmp_path / "kvitto.pdf")
    assert receipt.code.replace("-", " ") in reading.whole((tmp_path / "kvitto.pdf").read_bytes())
    running.clinic.services("rut").caseload.banner(running.patient_id)
    compared = papers.compare(receipt.code.lower().replace("-", " "))
    assert compared.found is Comparison.HOLDS
    assert compared.row == receipt.rows < compared.rows_now


def test_a_receipt_of_a_longer_log_tells_that_rows_are_missing(running: Walk) -> None:
    later = printed_keys.printed((99_999).to_bytes(5, "big") + b"abcde")
    assert of(running.clinic).compare(later).found is Comparison.SHORTER


def test_a_receipt_with_another_seal_tells_that_the_log_was_changed(running: Walk) -> None:
    other = printed_keys.printed((1).to_bytes(5, "big") + b"abcde")
    assert of(running.clinic).compare(other).found is Comparison.CHANGED


def test_a_slip_of_the_hand_is_found_in_its_group(running: Walk, tmp_path: Path) -> None:
    code = of(running.clinic).save_receipt(tmp_path / "k.pdf").code
    groups = code.split("-")
    wrong = "0" if groups[1][0] != "0" else "1"
    groups[1] = wrong + groups[1][1:]
    with pytest.raises(MistypedKey) as refused:
        of(running.clinic).compare("-".join(groups))
    assert refused.value.group == 2


def test_the_extract_tells_every_row_of_the_patient_and_no_others(
    running: Walk, tmp_path: Path
) -> None:
    identity = number(running)
    today = running.today
    made = of(running.clinic, "alva").save_extract(
        identity, first_day=today - timedelta(days=30), last_day=today, target=tmp_path / "u.pdf"
    )
    told = sum(line.family_name is not None for line in running.clinic.log())
    assert made.rows == told - 1  # its own making is the newest row
    text = reading.whole(made.path.read_bytes())
    assert f"Antal rader: {made.rows}" in text
    assert "Maria Skenfors" not in text
    newest = running.clinic.log()[0]
    assert (newest.action, newest.kind) == ("extract", "log")


def test_an_extract_of_days_when_nobody_read_says_so(running: Walk, tmp_path: Path) -> None:
    day = running.today - timedelta(days=300)
    made = of(running.clinic).save_extract(
        number(running), first_day=day, last_day=day, target=tmp_path / "u.pdf"
    )
    assert made.rows == 0
    assert "Ingen har öppnat dina uppgifter" in reading.whole(made.path.read_bytes())


def test_what_is_wrong_with_the_number_or_the_days_is_said(running: Walk, tmp_path: Path) -> None:
    papers, day, target = of(running.clinic), running.today, tmp_path / "u.pdf"
    with pytest.raises(InvalidIdentity):
        papers.save_extract("19900101-2390", first_day=day, last_day=day, target=target)
    with pytest.raises(NotFound):
        papers.save_extract("190905271474", first_day=day, last_day=day, target=target)
    with pytest.raises(InvalidValue):
        papers.save_extract(
            number(running), first_day=day, last_day=day - timedelta(days=1), target=target
        )
    with pytest.raises(FolderReadOnly):
        papers.save_extract(
            number(running), first_day=day, last_day=day, target=tmp_path / "x" / "u.pdf"
        )
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("login", ["rut", "maria"])
def test_reception_and_clinicians_make_no_papers_of_the_log(
    running: Walk, login: str, tmp_path: Path
) -> None:
    papers, day = of(running.clinic, login), running.today
    with pytest.raises(NotPermitted):
        papers.save_receipt(tmp_path / "k.pdf")
    with pytest.raises(NotPermitted):
        papers.compare("AAAA")
    with pytest.raises(NotPermitted):
        papers.save_rows(LogFilter(), tmp_path / "r.csv")
    with pytest.raises(NotPermitted):
        papers.save_extract("190905271474", first_day=day, last_day=day, target=tmp_path / "u.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


# --- rows for a spreadsheet ------------------------------------------------------------------


def test_the_table_holds_every_row_that_the_page_would_show(
    running: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_papers, "_AT_ONCE", 7)  # many portions, no row twice and none lost
    chosen = LogFilter()
    shown = running.clinic.coordinator.administration.log_page(chosen, limit=10_000)
    made = of(running.clinic).save_rows(chosen, tmp_path / "logg.csv")
    lines = table_reading.columns(made.path.read_bytes())
    # That the page was read is a row that the page itself does not show.
    assert [int(line["Rad"]) for line in lines[1:]] == [row.seq for row in shown]
    assert [line["Patient"] for line in lines[1:]] == [row.patient or "" for row in shown]
    assert len(shown) > 2 * 7
    assert made.rows == len(lines)


def test_the_saving_of_rows_is_logged_with_its_choice_and_seal_but_not_the_searched_word(
    running: Walk, tmp_path: Path
) -> None:
    chosen = LogFilter(text="Provberg", first=running.today, only="emergency")
    made = of(running.clinic, "alva").save_rows(chosen, tmp_path / "logg.csv")
    newest = running.clinic.log()[0]
    assert (newest.action, newest.kind) == ("export", "log")
    details = running.clinic.details(newest.seq)
    assert details["sha256"] == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert (details["searched"], details["only"]) == (True, "emergency")
    assert details["first"] == running.today.isoformat()
    assert "Provberg" not in str(details)


def test_the_administrator_gets_neither_patients_nor_what_was_written(
    running: Walk, tmp_path: Path
) -> None:
    running.clinic.services("rut").fees.account(running.patient_id)
    made = of(running.clinic, "alva").save_rows(LogFilter(), tmp_path / "logg.csv")
    lines = table_reading.columns(made.path.read_bytes())
    assert lines
    assert "Patient" not in lines[0]
    name = running.clinic.coordinator.caseload.banner(running.patient_id).name
    assert name.split(",")[0] not in made.path.read_text(encoding="utf-8")


def test_rows_that_cannot_be_written_leave_no_file(running: Walk, tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnly):
        of(running.clinic).save_rows(LogFilter(), tmp_path / "gone" / "logg.csv")
    assert list(tmp_path.glob("*.csv")) == []
