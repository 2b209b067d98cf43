"""The papers of the access log: archive files in plain Swedish, whatever the log holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ikbt_desktop.clinic.log_checks import Point, Verdict
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.exports.log_facts import (
    CheckedLine,
    ExtractLine,
    LogCheckFacts,
    LogExtractFacts,
    LogReceiptFacts,
)
from ikbt_desktop.exports.pdf import log_check, log_extract, log_receipt
from ikbt_desktop.exports.wording import shipped
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.ui.administration import log_words
from tests.exports import reading
from tests.exports.invented import CLINIC, GORAN, IMPRINT, UNSIGNED
from tests.exports.preflight import assert_archive

AT = datetime(2026, 10, 8, 12, 0, tzinfo=UTC)
LINE = ExtractLine(AT, "Kvarnbacken", "clinician", "read", "patient")
EXTRACT = LogExtractFacts(CLINIC, GORAN, UNSIGNED, date(2026, 10, 1), date(2026, 10, 31), (LINE,))
ROW = CheckedLine(
    12,
    AT,
    "Maria Skenfors",
    "clinician",
    "read",
    "screening",
    "Fantasén, Göran",
    ("night", "random"),
    "explained",
    "Jour den kvällen.",
    "Tore Fantasén",
)
CHECK = LogCheckFacts(
    CLINIC,
    IMPRINT,
    date(2026, 10, 1),
    date(2026, 10, 31),
    31,
    (("night", 1), ("same_name", 0)),
    812,
    AT,
    "Tore Fantasén",
    (ROW,),
    "",
)
RECEIPT = LogReceiptFacts(CLINIC, UNSIGNED, AT, 812, ("AAAA1", "BBBB2", "CCCC3", "DDDD4"))
LONG = replace(
    EXTRACT, lines=tuple(replace(LINE, at=AT + timedelta(minutes=n)) for n in range(400))
)

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "extract": lambda: log_extract.render(EXTRACT),
    "empty extract": lambda: log_extract.render(replace(EXTRACT, lines=())),
    "long extract": lambda: log_extract.render(LONG),
    "check": lambda: log_check.render(CHECK),
    "empty check": lambda: log_check.render(replace(CHECK, lines=(), occasions=0)),
    "receipt": lambda: log_receipt.render(RECEIPT),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paper_of_the_log_is_a_valid_archive_file_that_repeats_itself(
    name: str, tmp_path: Path
) -> None:
    content = DOCUMENTS[name]()
    assert content == DOCUMENTS[name]()
    assert_archive(content, tmp_path)


def test_the_extract_says_when_where_in_which_role_and_what_but_no_colleagues_name() -> None:
    text = reading.whole(log_extract.render(EXTRACT))
    assert "2026-10-08 14:00" in text
    assert "Kvarnbacken" in text
    assert "Behandlare" in text
    assert "Läste: kontaktuppgifter och översikt" in text
    assert "Antal rader: 1" in text
    assert "Fantasén, Göran" in text


def test_a_long_extract_names_its_columns_and_the_patient_on_every_page() -> None:
    pages = reading.pages(log_extract.render(LONG))
    assert len(pages) > 5
    for page in pages[:-1]:
        assert "När" in page
        assert "Fantasén, Göran" in page


def test_what_a_later_program_wrote_is_told_and_not_left_out() -> None:
    odd = replace(LINE, action="teleport", kind="hologram", role="robot")
    text = reading.whole(log_extract.render(replace(EXTRACT, lines=(odd,))))
    assert "Gjorde något annat: annan del" in text


@pytest.mark.parametrize("kind", sorted(log_words.KINDS))
def test_every_part_that_the_screen_can_name_has_its_plain_words_on_paper(kind: str) -> None:
    assert f"kind_{kind}" in shipped().of("log-extract").templates


@pytest.mark.parametrize("action", list(Action))
def test_every_act_has_its_plain_words_on_paper(action: Action) -> None:
    assert f"action_{action}" in shipped().of("log-extract").templates


def test_every_role_point_and_verdict_has_its_words() -> None:
    extract, check = shipped().of("log-extract").templates, shipped().of("log-check").templates
    assert all(f"role_{role}" in extract for role in Role)
    assert all(f"point_{point}" in check for point in Point)
    assert all(f"verdict_{verdict}" in check for verdict in Verdict)


def test_the_evidence_says_why_each_row_was_drawn_and_what_was_found() -> None:
    text = reading.whole(log_check.render(CHECK))
    assert "vid 31 tillfällen" in text
    assert "Natt, 22–06: 1" in text
    assert "Maria Skenfors, Behandlare" in text
    assert "Förklarad" in text
    assert "Jour den kvällen." in text
    assert "Bedömd av Tore Fantasén" in text
    assert "Inget att anmärka." in text
    assert "UTKAST" not in text
    assert "kan inte ändras efteråt" in text
    assert "ny version" not in text  # a signed check is never corrected


def test_evidence_that_nobody_signed_says_so() -> None:
    text = reading.whole(log_check.render(replace(CHECK, imprint=UNSIGNED)))
    assert "UTKAST" in text
    waiting = replace(ROW, verdict="", note="", judged_by="")
    assert "Inte bedömd" in reading.whole(log_check.render(replace(CHECK, lines=(waiting,))))


def test_the_receipt_carries_its_code() -> None:
    assert "AAAA1 BBBB2 CCCC3 DDDD4" in reading.whole(log_receipt.render(RECEIPT))
