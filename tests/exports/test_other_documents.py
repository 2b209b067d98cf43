"""Letters, record texts, the safety plan and the recovery key: the same frame, the same care."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ikbt_desktop.errors import DocumentTooLong, UnprintableText
from ikbt_desktop.exports.facts import (
    DeviceSheetFacts,
    ForwardingFacts,
    LetterFacts,
    LetterKind,
    RecoverySheetFacts,
    RiskAssessmentFacts,
    SafetyPlanFacts,
)
from ikbt_desktop.exports.pdf import (
    device_sheet,
    forwarding,
    letter,
    recovery_sheet,
    risk_assessment,
    safety_plan,
)
from ikbt_desktop.exports.pdf.counted import page_count
from ikbt_desktop.exports.wording import Language
from tests.exports import reading
from tests.exports.invented import CLINIC, GORAN, IMPRINT, UNSIGNED
from tests.exports.preflight import assert_archive

LETTER = LetterFacts(
    CLINIC,
    GORAN,
    IMPRINT,
    LetterKind.PATIENT_LETTER,
    "Hej Göran,\n\nTack för samtalet.\n\nHälsningar\nMaria Skenfors",
    recipient="Göran Fantasén",
    address=("Påhittsgatan 3", "000 00 Exempelstad"),
)
PLAN = SafetyPlanFacts(
    CLINIC,
    GORAN,
    IMPRINT,
    date(2026, 10, 8),
    "Maria Skenfors",
    "Exempelstads psykiatriska akutmottagning, dygnet runt: 010-000 00 01.",
    warning_signs=("Slutar svara i telefon", "Sover på dagen"),
    people=("Min bror",),
)
ASSESSED = RiskAssessmentFacts(
    CLINIC,
    GORAN,
    IMPRINT,
    "Ärende 1, öppnat 2026-10-08 10:40",
    "Medelhög",
    (("Frågor", ("Tankar ja, planer nej.",)), ("Riskfaktorer", ("Förlust", "Sömnbrist"))),
)
GROUPS = tuple(f"{letter}7XQ2P" for letter in "ABCDEFGHJKLMN")
SHEET = RecoverySheetFacts(CLINIC, UNSIGNED, date(2026, 10, 8), "K-1", GROUPS)
DEVICE_CODE = ("ABCD2", "EFGH3", "JKMN4", "PQRS5", "TVWX6", "YZ017", "23458", "6789A")
FORWARDED = ForwardingFacts(
    CLINIC, UNSIGNED, "19930212-2388", ("Kliniken", "Box 1"), ("Förmedlingen", "Box 0")
)
DEVICE_SHEET = DeviceSheetFacts(CLINIC, UNSIGNED, date(2026, 10, 8), "K-1", DEVICE_CODE)

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "letter": lambda: letter.render(LETTER),
    "english letter": lambda: letter.render(replace(LETTER, language=Language.ENGLISH)),
    "record text": lambda: letter.render(replace(LETTER, kind=LetterKind.RECORD_TEXT)),
    "safety plan": lambda: safety_plan.render(PLAN),
    "risk assessment": lambda: risk_assessment.render(ASSESSED),
    "forwarding": lambda: forwarding.render(FORWARDED),
    "recovery sheet": lambda: recovery_sheet.render(SHEET),
    "device sheet": lambda: device_sheet.render(DEVICE_SHEET),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_a_valid_archive_file(name: str, tmp_path: Path) -> None:
    assert_archive(DOCUMENTS[name](), tmp_path)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_fits_one_page_repeats_itself_and_has_only_embedded_fonts(name: str) -> None:
    content = DOCUMENTS[name]()
    assert content == DOCUMENTS[name]()
    # An inner and an outer envelope never share a sheet.
    assert len(reading.pages(content)) == (2 if name == "forwarding" else 1)
    found = reading.fonts(content)
    assert found
    assert all("IBMPlexSans" in font and embedded for font, embedded in found.items())


def test_a_letter_has_its_recipient_and_address() -> None:
    text = reading.whole(letter.render(LETTER))
    assert "Göran Fantasén Påhittsgatan 3 000 00 Exempelstad" in text
    assert "Brev till patient" in text


def test_the_address_of_a_protected_person_is_never_printed() -> None:
    hidden = replace(LETTER, patient=replace(GORAN, protected=True))
    text = reading.whole(letter.render(hidden))
    assert "Förmedlingsadressen är inte inskriven" in text
    outer = replace(hidden, mediation=("Förmedlingen", "Box 0, 000 00 Exempelort"))
    sent = reading.whole(letter.render(outer))
    assert "Yttre kuvertet adresseras till: Förmedlingen Box 0, 000 00 Exempelort" in sent
    assert "Påhittsgatan" not in sent
    open_one = reading.whole(letter.render(replace(LETTER, mediation=outer.mediation)))
    assert "Förmedlingen" not in open_one
    assert "Påhittsgatan" not in text
    assert "000 00 Exempelstad" not in text.replace(CLINIC.contact.split("\u2002")[0], "")
    assert "Skatteverkets postförmedling" in text
    assert "Skyddade personuppgifter" in text


def test_a_reply_to_the_referrer_keeps_the_referrers_address() -> None:
    reply = replace(
        LETTER,
        kind=LetterKind.REFERRER_REPLY,
        patient=replace(GORAN, protected=True),
        recipient="Vårdcentralen Ekliden",
        address=("Ekvägen 0",),
    )
    text = reading.whole(letter.render(reply))
    assert "Vårdcentralen Ekliden Ekvägen 0" in text
    assert "Gäller Fantasén, Göran, 19580228-2391" in text


def test_only_a_record_text_asks_to_be_entered_in_the_record() -> None:
    record = replace(LETTER, kind=LetterKind.RECORD_TEXT)
    assert "Införd i journalen" in reading.whole(letter.render(record))
    assert "Införd i journalen" not in reading.whole(letter.render(LETTER))


def test_an_english_letter_is_english_to_its_page_number() -> None:
    text = reading.whole(letter.render(replace(LETTER, language=Language.ENGLISH)))
    for words in ("Letter to patient", "Page 1 of 1", "signed 2026-10-08 14:20", "68 years"):
        assert words in text
    for words in ("Sida", "signerad", "Utskriven"):
        assert words not in text


def test_an_unsigned_letter_is_marked() -> None:
    assert "UTKAST – osignerad" in reading.whole(letter.render(replace(LETTER, imprint=UNSIGNED)))


def test_written_line_breaks_stay_and_markup_is_text() -> None:
    body = "Rad ett\nRad två\n\n<img src=/etc/passwd> a<b och c>d & NUL\x00"
    content = letter.render(replace(LETTER, body=body))
    text = reading.whole(content)
    assert "Rad ett Rad två <img src=/etc/passwd> a<b och c>d & NUL" in text
    assert reading.images(content) == 0


def test_a_long_letter_flows_and_keeps_every_paragraph() -> None:
    body = "\n\n".join(f"Stycke {number} i brevet." for number in range(1, 201))
    pages = reading.pages(letter.render(replace(LETTER, body=body)))
    assert len(pages) > 3
    for number in range(1, 201):
        assert any(f"Stycke {number} i brevet." in page for page in pages)
    assert "Stycke 200" in pages[-1]


def test_a_letter_without_words_is_not_made() -> None:
    with pytest.raises(ValueError, match="without words"):
        letter.render(replace(LETTER, body=" \n\n "))


def test_an_emoji_in_a_letter_is_reported() -> None:
    with pytest.raises(UnprintableText) as caught:
        letter.render(replace(LETTER, body="Hej 👍"))
    assert caught.value.signs == "👍"


def test_the_safety_plan_has_the_patients_words_and_112() -> None:
    text = reading.whole(safety_plan.render(PLAN))
    for words in ("Slutar svara i telefon", "Min bror", "Ring 112.", "010-000 00 01"):
        assert words in text
    assert text.count("Inte ifyllt än.") == 5


def plan_of(lines: int) -> SafetyPlanFacts:
    words = tuple(f"Rad {number} med patientens egna ord om det" for number in range(lines))
    return replace(
        PLAN,
        warning_signs=words,
        own_ways=words,
        places=words,
        people=words,
        care=words,
        surroundings=words,
        reasons=words,
    )


@pytest.mark.parametrize("lines", [1, 3, 4, 5])
def test_a_long_safety_plan_stays_on_one_page_with_every_word(lines: int) -> None:
    content = safety_plan.render(plan_of(lines))
    assert page_count(content) == 1
    assert reading.whole(content).count("med patientens egna ord") == lines * 7
    assert "Ring 112." in reading.whole(content)


def test_a_safety_plan_that_no_page_holds_is_refused_and_never_cut() -> None:
    with pytest.raises(DocumentTooLong) as caught:
        safety_plan.render(plan_of(30))
    assert caught.value.limit == 1


def test_an_assessment_has_its_judgement_and_every_section() -> None:
    text = reading.whole(risk_assessment.render(ASSESSED))
    for words in ("Medelhög", "Tankar ja, planer nej.", "Förlust", "Sömnbrist"):
        assert words in text


def test_a_long_assessment_goes_on_over_the_page_with_every_word() -> None:
    long = tuple(f"Stycke {number}. " + "ord " * 60 for number in range(40))
    content = risk_assessment.render(replace(ASSESSED, sections=(("Frågor", long),)))
    assert page_count(content) > 1
    assert "Stycke 39." in reading.whole(content)


def test_the_recovery_sheet_shows_every_group_and_no_patient() -> None:
    text = reading.whole(recovery_sheet.render(SHEET))
    for group in GROUPS:
        assert group in text
    assert "tar administratören fram en ny nyckel" in text
    assert "Fantasén" not in text
    assert "UTKAST" not in text


def test_the_device_code_has_a_paper_of_its_own_that_says_what_it_is_for() -> None:
    text = reading.whole(device_sheet.render(DEVICE_SHEET))
    for group in DEVICE_CODE:
        assert group in text
        assert group not in reading.whole(recovery_sheet.render(SHEET))
    for told in ("Enhetskod", "öppnar ingenting ensam", "inte i samma kuvert", "Prova koden"):
        assert told in text


JUDGES = ("pdftoppm", "zbarimg")
LACKING = [tool for tool in JUDGES if not shutil.which(tool)]


@pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)} to read the picture")
@pytest.mark.parametrize(
    ("content", "groups"),
    [
        (lambda: recovery_sheet.render(SHEET), GROUPS),
        (lambda: device_sheet.render(DEVICE_SHEET), DEVICE_CODE),
    ],
    ids=["recovery", "device"],
)
def test_the_picture_on_the_paper_reads_as_the_same_key(
    content: Callable[[], bytes], groups: tuple[str, ...], tmp_path: Path
) -> None:
    paper, page = tmp_path / "paper.pdf", tmp_path / "page"
    paper.write_bytes(content())
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", paper, page], check=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", f"{page}.png"], capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == "-".join(groups)


def test_a_paper_without_a_patient_gives_the_clinics_address_its_whole_line() -> None:
    contact = "Exempelgatan 0, 000 00 Exempelstad · 08-465 004 00 · kontakt@kvarnbacken.example"
    head = replace(SHEET.letterhead, contact=contact)
    assert contact in reading.whole(recovery_sheet.render(replace(SHEET, letterhead=head)))


def test_the_recovery_sheets_code_lies_inside_its_frame() -> None:
    content = recovery_sheet.render(SHEET)
    assert reading.images(content) == 0
    assert len(content) < 60_000
