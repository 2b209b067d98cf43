"""The treatment summary: an archive file that tells everything, to the right person's journal."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.chart import Event, EventKind
from ikbt_desktop.errors import DocumentTooLong, UnprintableText
from ikbt_desktop.exports.facts import RuleLine, TreatmentSummaryFacts, WeekLine
from ikbt_desktop.exports.pdf import page
from ikbt_desktop.exports.pdf.treatment_summary import render
from ikbt_desktop.exports.pdf.words import unprintable
from tests.exports import reading
from tests.exports.invented import COURSE, GORAN, IMPRINT, SUMMARY, UNSIGNED
from tests.exports.preflight import assert_archive


def test_it_is_a_valid_archive_file(tmp_path: Path) -> None:
    assert_archive(render(SUMMARY), tmp_path)


def test_the_marked_unsigned_variant_is_a_valid_archive_file_too(tmp_path: Path) -> None:
    facts = replace(
        SUMMARY,
        imprint=replace(
            UNSIGNED, demo=True, version=2, replaces_version=1, replaces_reason="diagnos"
        ),
        patient=replace(GORAN, protected=True),
        background="Жанна Αθήνα ΑΩ åäö ÅÄÖ é ß ł “citat” – ≥ ±",
    )
    assert_archive(render(facts), tmp_path)


def test_it_takes_two_pages_and_few_bytes() -> None:
    content = render(SUMMARY)
    assert len(reading.pages(content)) == 2
    assert len(content) < 60_000


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    long = replace(SUMMARY, background="Ett långt stycke om bakgrunden.\n\n" * 120)
    for content in (render(SUMMARY), render(long)):
        texts = reading.pages(content)
        for number, text in enumerate(texts, start=1):
            assert "Fantasén, Göran 19580228-2391" in text
            assert "Kvarnbackens psykologmottagning" in text
            assert f"Sida {number} av {len(texts)}" in text
            assert "dokument 7F3A-92C1" in text


def test_all_that_the_facts_say_can_be_selected_in_the_file() -> None:
    text = reading.letters(render(SUMMARY))
    told = [
        SUMMARY.program,
        SUMMARY.diagnosis,
        SUMMARY.referrer,
        SUMMARY.contacts,
        SUMMARY.background,
        SUMMARY.assessment,
        SUMMARY.result,
        *SUMMARY.risk,
        *SUMMARY.plan,
        *SUMMARY.course_notes,
        *SUMMARY.procedure_codes,
        *(measure.interpretation for measure in SUMMARY.measures),
        *(week.feedback for week in SUMMARY.weeks),
        "3 augusti – 5 oktober 2026",
        "Signerad",
        "2026-10-08 14:20",
        "Saknas",
        "Flagga från 4",
    ]
    for words in told:
        assert "".join(words.split()) in text, words


def test_a_missing_total_is_written_as_missing() -> None:
    facts = replace(SUMMARY, weeks=(WeekLine("1", "Avsnitt 1", "–", (None,), "–"),))
    assert "Avsnitt 1 – saknas –" in reading.pages(render(facts))[0]


def test_rules_that_mattered_stand_with_outcome_and_reason() -> None:
    rule = RuleLine("Läkemedel", "Observandum", "Sömntablett varje natt.")
    assert "Läkemedel: Observandum. Sömntablett varje natt." in reading.whole(
        render(replace(SUMMARY, rules=(rule,)))
    )


def test_an_unsigned_summary_says_so_on_every_page() -> None:
    for text in reading.pages(render(replace(SUMMARY, imprint=UNSIGNED))):
        assert "UTKAST – osignerad" in text
        assert "signerad 2026" not in text
    assert "Osignerad" in reading.whole(render(replace(SUMMARY, imprint=UNSIGNED)))


def test_a_signed_summary_is_not_marked_as_a_draft() -> None:
    text = reading.whole(render(SUMMARY))
    assert "UTKAST" not in text
    assert "ÖVNING" not in text


def test_a_training_document_says_so_on_every_page() -> None:
    facts = replace(SUMMARY, imprint=replace(IMPRINT, demo=True))
    assert all("ÖVNING" in text for text in reading.pages(render(facts)))


def test_a_new_version_says_what_it_replaces_and_why() -> None:
    imprint = replace(IMPRINT, version=2, replaces_version=1, replaces_reason="felskriven diagnos")
    text = reading.whole(render(replace(SUMMARY, imprint=imprint)))
    assert "Version 2, ersätter version 1, rättelse av felskriven diagnos" in text


def test_times_are_told_in_swedish_time_in_winter_and_summer() -> None:
    winter = replace(IMPRINT, printed_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert "Utskriven 2027-01-01 00:30" in reading.whole(render(replace(SUMMARY, imprint=winter)))
    assert "Utskriven 2026-10-08 14:32" in reading.whole(render(SUMMARY))


def test_only_the_shipped_font_is_in_the_file() -> None:
    found = reading.fonts(render(SUMMARY))
    assert found
    assert all("IBMPlexSans" in name for name in found)
    assert all(found.values())


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render(SUMMARY) == render(SUMMARY)


def test_the_file_says_nothing_of_the_patient_about_itself() -> None:
    with pikepdf.open(io.BytesIO(render(SUMMARY))) as pdf:
        about = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title) == "Behandlingssammanfattning"
    for secret in ("Fantasén", "Göran", "19580228", "2391", "Skenfors"):
        assert secret not in about


@pytest.mark.parametrize(
    "written",
    [
        "<img src=/etc/passwd>",
        '<img src="/etc/hostname" width="10"/>',
        '<a href="file:///etc/passwd">här</a>',
        "a<b och c>d",
        "temp <normal> idag <!-- dolt -->",
        "<b>oavslutad",
        "R&D &amp; &lt; 100 %",
        "<para><br/></para>",
        "]]> <![CDATA[x]]> <?xml?>",
        "{program} %(x)s %s",
    ],
)
def test_user_text_is_text_and_never_markup(written: str) -> None:
    facts = replace(
        SUMMARY,
        background=written,
        result=written,
        plan=(written,),
        patient=replace(GORAN, surname=written),
    )
    content = render(facts)
    text = reading.letters(content)
    assert text.count("".join(written.split())) >= 3
    assert reading.images(content) == 0
    assert reading.links(content) == 0


def test_signs_that_work_unseen_are_taken_away() -> None:
    hostile = "Tar\x00 \u202edärefter\u202c 5\u200b mg\u2066 \x1bdagligen\u00ad\ufeff\ud800."
    content = render(replace(SUMMARY, background=hostile))
    assert "Tar därefter 5 mg dagligen." in reading.whole(content)


def test_decomposed_letters_become_the_swedish_ones() -> None:
    content = render(replace(SUMMARY, background="A\u030angest o\u0308ver na\u0308tter"))
    assert "Ångest över nätter" in reading.whole(content)


def test_signs_that_the_font_lacks_are_reported_all_at_once() -> None:
    facts = replace(SUMMARY, background="glad 😀", plan=("mycket 漢字",))
    with pytest.raises(UnprintableText) as caught:
        render(facts)
    assert set(caught.value.signs) == set("😀漢字")


def test_a_sign_in_what_nobody_can_rewrite_is_named_and_stops_no_summary() -> None:
    """A note of medicine with an emoji would otherwise leave the treatment without a summary."""
    noted = replace(
        SUMMARY.course, events=(Event(1, EventKind.MEDICINE, "Sertralin 💊\ufe0f 50 mg"),)
    )
    facts = replace(SUMMARY, course=noted, risk=("Plan: ring 📞 syster.",), checks=("Ringde 漢.",))
    told = reading.whole(render(facts))
    assert "Sertralin [tecknet U+1F48A] 50 mg" in told
    assert "Plan: ring [tecknet U+1F4DE] syster." in told
    assert "Ringde [tecknet U+6F22]." in told


def test_a_word_of_two_hundred_thousand_letters_is_broken_and_kept() -> None:
    content = render(replace(SUMMARY, background="ß" * 200_000))
    assert len(reading.pages(content)) > 30
    assert reading.letters(content).count("ß") == 200_000


@pytest.mark.timeout(20)
@pytest.mark.parametrize("pasted", ["&" * 30_000, "rad\n" * 8_000, "ord " * 20_000, "<" * 30_000])
def test_a_pasted_book_takes_time_in_step_with_its_length_and_is_kept(pasted: str) -> None:
    content = render(replace(SUMMARY, background=pasted, plan=(pasted[:6000],)))
    text = reading.letters(content)
    sign = pasted.strip()[0]
    assert text.count(sign) >= pasted.count(sign) + pasted[:6000].count(sign)


def test_long_words_in_a_cell_are_kept() -> None:
    long = "x" * 7000
    week = WeekLine("1", long, long, (None,), long)
    content = render(replace(SUMMARY, weeks=(week,), referrer=long))
    assert reading.letters(content).count("x") >= 28_000


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE_LIMIT", 3)
    with pytest.raises(DocumentTooLong):
        render(replace(SUMMARY, background="Rad.\n\n" * 400))


def _signature_page(content: bytes) -> str:
    return next(text for text in reading.pages(content) if "Införd i journalen" in text)


@pytest.mark.parametrize("words", range(0, 900, 60))
def test_the_signature_box_is_never_alone_on_a_page(words: int) -> None:
    plan = ("planord " * words + "sista planordet",)
    text = _signature_page(render(replace(SUMMARY, plan=plan)))
    assert "sista planordet" in text


@pytest.mark.parametrize("lines", range(1, 60, 4))
def test_the_signature_box_keeps_company_whatever_the_number_of_plan_items(lines: int) -> None:
    plan = tuple(f"punkt {number} i planen" for number in range(1, lines + 1))
    text = _signature_page(render(replace(SUMMARY, plan=plan)))
    assert f"punkt {lines} i planen" in text


def test_empty_lists_are_told_and_not_left_out() -> None:
    text = reading.whole(render(replace(SUMMARY, weeks=(), measures=(), plan=())))
    assert "Inget avsnitt har öppnats." in text
    assert "Inga mått finns registrerade." in text
    assert "Ingen uppföljning är planerad." in text


def test_empty_texts_are_shown_as_empty() -> None:
    text = reading.whole(render(replace(SUMMARY, background=" ", risk=())))
    assert "Bakgrund – Bedömning" in text
    assert "Risk – Resultat" in text


def test_a_course_with_more_events_than_a_page_holds_still_shows_every_one() -> None:
    events = tuple(Event(1, EventKind.OTHER, f"händelse {number}") for number in range(60))
    text = reading.whole(render(replace(SUMMARY, course=replace(COURSE, events=events))))
    for number in range(60):
        assert f"händelse {number}" in text


def test_a_very_long_name_never_pushes_out_the_number() -> None:
    patient = replace(GORAN, surname="Efternamnsson-" * 30)
    for text in reading.pages(render(replace(SUMMARY, patient=patient))):
        assert "19580228-2391" in text


_PLACES: dict[str, Callable[[str], TreatmentSummaryFacts]] = {
    "background": lambda words: replace(SUMMARY, background=words),
    "plan": lambda words: replace(SUMMARY, plan=(words,)),
    "cell": lambda words: replace(SUMMARY, referrer=words),
    "name": lambda words: replace(SUMMARY, patient=replace(GORAN, given_name=words)),
}


@pytest.mark.parametrize("place", _PLACES)
@settings(max_examples=25, deadline=None)
@given(words=st.text(max_size=200))
def test_any_text_anywhere_makes_a_document_or_is_reported(place: str, words: str) -> None:
    facts = _PLACES[place](words)
    if unprintable(words):
        with pytest.raises(UnprintableText):
            render(facts)
    else:
        assert len(reading.pages(render(facts))) >= 2
