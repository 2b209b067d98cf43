"""Tables come back word for word, run nothing, and open in a Swedish spreadsheet as they are."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic.care_relation import Ground, Tie
from ikbt_desktop.clinic.fees import Reason
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.exports.cleaning import clean
from ikbt_desktop.exports.printing import tabled
from ikbt_desktop.exports.sheets.sheet import guarded, written
from ikbt_desktop.exports.table_facts import (
    FeeBasisFacts,
    FeeChangeLine,
    FeeLine,
    LogLineFacts,
    LogTableFacts,
)
from ikbt_desktop.exports.wording import shipped
from tests import dangerous
from tests.exports import table_reading

_ALL = {**dangerous.KEPT, **dangerous.UNDRAWABLE, **dangerous.REFUSED}
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _one(text: str) -> bytes:
    return written(["a", "b"], [[text, 7]])


@pytest.mark.parametrize("text", _ALL.values(), ids=_ALL)
def test_a_dangerous_text_comes_back_as_paper_would_have_it(text: str) -> None:
    assert table_reading.texts(_one(text)) == [["a", "b"], [clean(text), "7"]]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_whatever_is_written_comes_back_and_no_cell_begins_as_a_formula(row: list[str]) -> None:
    content = written(["x"] * len(row), [row])
    assert table_reading.texts(content)[1] == [clean(text) for text in row]
    for cell in table_reading.cells(content)[1]:
        assert not cell.lstrip().startswith(_RUNS), cell


@given(st.text(alphabet="=+-@'\"; \t\r\n,a＝＋－＠\x00\u202e"))
def test_the_guard_is_taken_off_again_without_a_doubt(text: str) -> None:
    assert guarded(text).removeprefix("'") == clean(text)
    assert guarded(clean(text)) == guarded(text)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0", "＝1＋1"),
        "\x00=1",
        "'=1",
        "\ufeff=1",
    ],
)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(text: str) -> None:
    assert table_reading.cells(_one(text))[1][0].startswith("'")


@pytest.mark.parametrize("text", ["a=1", "10-20", "Ek, Mona", "−5", "–", "19121212-1212", "", " a"])
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert table_reading.cells(_one(text))[1][0] == text


@pytest.mark.parametrize("text", ['"', 'a"b', '"a', 'a"', '""', '";"', '"\r\n"', ";", "\n"])
def test_a_lone_quote_and_what_parts_cells_part_nothing(text: str) -> None:
    assert table_reading.texts(_one(text))[1] == [clean(text), "7"]


def test_a_field_beyond_what_pythons_reader_takes_is_written_whole() -> None:
    text = "=" + "å;\n" * 200_000
    assert len(text) > csv.field_size_limit()
    assert table_reading.texts(_one(text))[1][0] == text


def test_the_file_is_as_swedish_excel_wants_it() -> None:
    content = written(["Dag", "Belopp"], [[date(2026, 10, 8), Decimal("-1450.50")], ["Åsa", 275]])
    assert content == b"\xef\xbb\xbfDag;Belopp\r\n2026-10-08;-1450,50\r\n\xc3\x85sa;275\r\n"


def test_a_table_without_rows_still_has_its_heads() -> None:
    assert written(["Dag"], []) == b"\xef\xbb\xbfDag\r\n"


# --- the two tables --------------------------------------------------------------------------


def _fee(**facts: Any) -> FeeLine:
    plain = FeeLine(
        on=date(2026, 10, 12),
        contact_id="c1",
        name="Provberg, Åsa",
        identity="19930212-0000",
        protected=False,
        channel="message",
        fee=250,
        reason="ordinary",
        sum_after=250,
        changes=(),
    )
    return replace(plain, **facts)


def test_each_contact_is_a_line_with_its_reason_and_changes() -> None:
    change = FeeChangeLine(250, 0, "Samtalet bröts; {0}", "Rut", date(2026, 10, 13))
    lines = (_fee(), _fee(fee=0, reason="waived", changes=(change,), name="=1+1"))
    charged, waived = table_reading.columns(tabled(FeeBasisFacts(lines)).table)
    assert charged["Datum"] == "2026-10-12"
    assert charged["Personnummer"] == "19930212-0000"
    assert (charged["Avgift (kr)"], charged["Debiteras"]) == ("250", "ja")
    assert charged["Kontakt"] == "Återkoppling, meddelande"
    assert (waived["Debiteras"], waived["Skäl"]) == ("nej", "Ej debiterad")
    assert waived["Ändringar"] == "2026-10-13: 250 kr blev 0 kr, Samtalet bröts; {0} (Rut)"
    assert waived["Patient"] == "=1+1"


def test_what_a_later_program_wrote_is_given_by_its_own_word() -> None:
    (line,) = table_reading.columns(
        tabled(FeeBasisFacts((_fee(channel="video", reason="moon"),))).table
    )
    assert (line["Kontakt"], line["Skäl"]) == ("video", "moon")


def _row(**facts: Any) -> LogLineFacts:
    plain = LogLineFacts(
        seq=7,
        at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        who="Maria Skenfors",
        role="clinician",
        unit="Norra",
        action="read",
        kind="patient",
        patient="Provberg, Åsa",
        by="treatment",
        reason="",
        workstation="ws-1",
    )
    return replace(plain, **facts)


def _log(*rows: LogLineFacts, sees: bool = True) -> list[dict[str, str]]:
    facts = LogTableFacts(rows, with_patients=sees, with_text=sees)
    return table_reading.columns(tabled(facts).table)


def test_a_row_of_the_log_is_said_in_words_and_the_hour_that_comes_twice_is_told_apart() -> None:
    later = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    first, second = _log(_row(), _row(at=later))
    assert first["Tid"] == second["Tid"] == "2026-10-25 02:30:00"
    assert (first["Tid (UTC)"], second["Tid (UTC)"]) == (
        "2026-10-25 00:30:00",
        "2026-10-25 01:30:00",
    )
    assert (first["Roll"], first["Vad"]) == ("Behandlare", "Läste")
    assert (first["Grund"], first["Patient"]) == ("behandlar patienten", "Provberg, Åsa")


def test_whoever_sees_no_patient_gets_neither_the_column_nor_what_was_written() -> None:
    (row,) = _log(_row(reason="Jour den kvällen.", patient=""), sees=False)
    assert "Patient" not in row
    assert row["Orsak"] == ""
    (row,) = _log(_row(reason="read_clinical", action="denied"), sees=False)
    assert row["Orsak"] == "Rollen får inte: läsa klinisk text"


def test_every_column_is_explained_in_the_file_beside() -> None:
    for facts in (
        FeeBasisFacts((_fee(),)),
        LogTableFacts((_row(),), with_patients=True, with_text=True),
        LogTableFacts((_row(),), with_patients=False, with_text=False),
    ):
        made = tabled(facts)
        heads = table_reading.texts(made.table)[0]
        explained = table_reading.columns(made.columns)
        assert [line["Kolumn"] for line in explained] == [*heads, "(hela filen)"]
        assert all(line["Betydelse"] for line in explained)


def test_every_word_of_the_tables_is_there() -> None:
    fees, log = shipped().of("fee-basis").templates, shipped().of("log-table").templates
    assert all(f"reason_{reason}" in fees for reason in Reason)
    assert all(f"by_{word}" in log for word in (*Tie, *Ground))
    assert all(f"permission_{word}" in log for word in Permission)
