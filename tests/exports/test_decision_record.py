"""A decision as it was taken, on paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ikbt_desktop.errors import UnprintableText
from ikbt_desktop.exports.facts import DecisionRecordFacts, FilledForm, JudgedRule
from ikbt_desktop.exports.pdf import decision_record
from tests.exports import reading
from tests.exports.invented import CLINIC, GORAN, IMPRINT
from tests.exports.preflight import assert_archive

RULE = JudgedRule(
    "EXC-2  Pågående missbruk",
    "Hindrar",
    (
        ("Svar", "Missbruk: ja (samtal)"),
        ("Regelns skäl", "Pågående missbruk."),
        ("Källans ord", "”Pågående missbruk (alkohol, narkotika etc.)” Källa: Region Gotland."),
    ),
)
FORM = FilledForm("MADRS‑S, formulärets version 1", "2026-10-08: 22 p av 54", "1 Ledsen 3")
RECORD = DecisionRecordFacts(
    letterhead=CLINIC,
    patient=GORAN,
    imprint=IMPRINT,
    subtitle="Beslut inte lämplig · 2026-10-08 14:20 · Maria Skenfors",
    why="Nej: Pågående missbruk (EXC-2), hindrar.",
    facts=(("Beslut", "inte lämplig"), ("Motivering", "Dricker dagligen.")),
    speaks_for=("Förstår svensk text och tal (INC-5).",),
    speaks_against=("Pågående missbruk (EXC-2). Hindrar.",),
    rules=(RULE,),
    forms=(FORM,),
    left_out=("GAD-7 fylldes inte i: tiden räckte inte",),
    risk="Inte akut suicidnära vid bedömningen.",
    texts=(("Journaltext", "Beslut: inte lämplig."),),
)
BARE = replace(
    RECORD, speaks_for=(), speaks_against=(), rules=(), forms=(), left_out=(), risk="", texts=()
)
LONG = replace(
    RECORD,
    rules=tuple(
        replace(RULE, heading=f"INC-{number}", lines=(("Anteckning", f"Rad {number}. " * 900),))
        for number in range(1, 8)
    ),
    forms=(replace(FORM, answers="48 Rädd 3 · " * 400),),
    texts=(("Journaltext", "Ett långt stycke om samtalet.\n\n" * 120),),
)
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "decision": lambda: decision_record.render(RECORD),
    "almost nothing": lambda: decision_record.render(BARE),
    "a book": lambda: decision_record.render(LONG),
    "protected": lambda: decision_record.render(
        replace(RECORD, patient=replace(GORAN, protected=True))
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_a_valid_archive_file_with_only_embedded_fonts(name: str, tmp_path: Path) -> None:
    content = DOCUMENTS[name]()
    assert_archive(content, tmp_path)
    assert content == DOCUMENTS[name]()
    assert all(reading.fonts(content).values())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_says_whose_it_is_and_which_it_is(name: str) -> None:
    pages = reading.pages(DOCUMENTS[name]())
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "19580228-2391" in page


def test_it_tells_everything_that_it_was_given() -> None:
    text = reading.whole(decision_record.render(RECORD))
    for words in (
        RECORD.why,
        "Dricker dagligen.",
        "Talade för – Förstår svensk text och tal (INC-5).",
        "Talade emot eller krävde bedömning – Pågående missbruk (EXC-2). Hindrar.",
        "Missbruk: ja (samtal)",
        "22 p av 54",
        "GAD-7 fylldes inte i: tiden räckte inte",
        "Inte akut suicidnära",
        "Journaltext Beslut: inte lämplig.",
        "Maria Skenfors, leg. psykolog",
    ):
        assert words in text, words


def test_what_is_empty_says_so() -> None:
    text = reading.whole(decision_record.render(BARE))
    assert "Talade för – Inget." in text
    assert "Inga skattningar fanns." in text


def test_long_notes_go_on_over_the_pages_and_nothing_is_lost() -> None:
    text = reading.letters(decision_record.render(LONG))
    assert text.count("Rad7.") == 900
    assert text.count("Ettlångtstycke") == 120


def test_a_sign_that_the_font_lacks_is_refused_by_name() -> None:
    with pytest.raises(UnprintableText) as caught:
        decision_record.render(replace(RECORD, why="漢"))
    assert caught.value.signs == "漢"
