"""Papers: made whole, kept as bytes, let out only whole, ticked when they are in the journal."""

import hashlib
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from ikbt_desktop.clinic import chart
from ikbt_desktop.errors import (
    AlreadySigned,
    DiskFull,
    FolderReadOnly,
    Incomplete,
    MoveRefused,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.exports.facts import Imprint, TreatmentSummaryFacts
from ikbt_desktop.exports.pdf import treatment_summary
from ikbt_desktop.models import Document, Filing, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import summary_facts
from ikbt_desktop.services.documents import DocumentRow, Documents
from tests.doors import let_in
from tests.services.walk import RED, Walk, register

WEEKS = (  # MADRS-S at the end of each week; week 4 did not come
    (3, 3, 3, 2, 2, 3, 2, 2, 2),
    (3, 3, 2, 2, 2, 3, 2, 2, 2),
    (2, 3, 2, 2, 2, 3, 2, 2, 1),
    None,
    (2, 2, 2, 2, 1, 2, 2, 1, 1),
    (2, 2, 1, 1, 1, 2, 1, 1, 1),
    (1, 1, 1, 1, 1, 1, 1, 1, 0),
)


def documents(walk: Walk) -> Documents:
    return walk.clinic.clinician.documents


def text_of(content: bytes) -> str:
    """The words of all pages on one line, hyphens made plain."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"\s+", " ", " ".join(pages)).replace("\N{NON-BREAKING HYPHEN}", "-")


def walk_to_the_end(walk: Walk) -> None:
    """Seven sections in seven weeks, one by phone, one form missing, then the closing form."""
    for number, answers in enumerate(WEEKS, start=1):
        walk.clinic.clock.move(days=7)
        if answers is not None:
            walk.measure(*answers, week=number)
        walk.report(number, homework="done" if number != 4 else "not_done")
        walk.sign(number, channel="phone" if number == 4 else "message")
    walk.clinic.clinician.treatments.add_event(
        walk.treatment_id, on=walk.today, kind="medicine", words="Sertralin 50 mg"
    )
    walk.close()


@pytest.fixture
def ended(running: Walk) -> Walk:
    walk_to_the_end(running)
    return running


# --- the treatment summary -------------------------------------------------------------------


def test_a_pause_noted_with_an_emoji_leaves_no_treatment_without_its_summary(
    running: Walk,
) -> None:
    treatments = running.clinic.clinician.treatments
    until, version = running.today + timedelta(days=7), running.view().version
    treatments.pause(running.treatment_id, until=until, reason="Semester 🏖", version=version)
    running.clinic.clock.move(days=7)
    treatments.resume(running.treatment_id, version=running.view().version)
    running.close()
    made = documents(running).sign_summary(running.treatment_id)
    assert "Semester [tecknet U+1F3D6]" in text_of(documents(running).content(made.id))


def test_a_prorated_total_has_a_comma_and_two_decimals_on_paper(running: Walk) -> None:
    """A GAD-7 with one answer missing is 11 × 7 / 6; on paper it is Swedish as on the screen."""
    running.measure(2, 2, 2, 2, 2, 1, None, instrument="gad-7", week=0)
    running.clinic.clock.move(days=7)
    running.measure(1, 1, 1, 1, 1, None, 0, instrument="gad-7", week=1)
    running.sign(1)
    running.close()
    made = documents(running).sign_summary(running.treatment_id)
    told = text_of(documents(running).content(made.id))
    assert "GAD-7, 0–21 12,83 5,83 −7" in told
    assert told.count("Uppräknat för obesvarade frågor.") == 1
    course = running.clinic.clinician.measurements.course(running.treatment_id)
    rows = chart.table(course.facts).rows
    assert any("12,83, måttlig" in row for row in rows)
    assert not re.search(r"\d\.\d{2,}", told)


def test_the_summary_tells_the_whole_treatment(ended: Walk) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    told = text_of(documents(ended).content(made.id))
    for words in (
        "Kvarnbackens psykologmottagning",
        "Provberg, Åsa",
        "19930212-2388",
        "Depressionshjälpen",
        "Vårdcentralen Ekliden, remiss 2026-09-15",
        "F32.1",
        "2026-10-05, beslut samma dag",
        "6 meddelanden och 1 telefonsamtal",
        "DU011, ZV051",
        "Remitterad för nedstämdhet.",
        "Tydlig målgrupp, god motivation.",
        "Att känna sig deprimerad",
        "2026-10-12, meddelande",
        "2026-11-02, telefon",
        "saknas",
        "MADRS-S, 0–54",
        "−14",
        "Säker förändring anges inte",
        "fråga 9 högst 2, sist 0",
        "Symtomen minskade tydligt.",
        "Vidmakthållandeplan gjord",
        "2027-02-21",
        "Maria Skenfors, leg. psykolog",
        "Sida 1 av 2",
        "Sida 2 av 2",
        made.number,
    ):
        assert words in told, words
    assert made.signed
    assert made.sha256 == hashlib.sha256(documents(ended).content(made.id)).hexdigest()


def test_what_did_not_happen_is_not_counted_in_the_summary(running: Walk) -> None:
    told = text_of(documents(running).preview_summary(running.treatment_id))
    assert "Inga registrerade" in told
    running.clinic.clock.move(days=7)
    running.sign(1)
    told = text_of(documents(running).preview_summary(running.treatment_id))
    assert "1 meddelande" in told
    assert "telefonsamtal" not in told


def test_a_rule_with_a_remark_is_named_by_what_it_is_about(registered: Walk) -> None:
    sobril = {"name": "Sobril", "kind": "benzodiazepine", "frequent": False}
    registered.screen(medicines=[sobril])
    registered.assign()
    told = text_of(documents(registered).preview_summary(registered.treatment_id))
    assert "Läkemedel (EXC-4): Observandum. Sobril: " in told
    assert "OBS" not in told


def test_a_form_without_a_total_is_said_to_be_missing_and_never_zero(ended: Walk) -> None:
    told = text_of(documents(ended).preview_summary(ended.treatment_id))
    assert re.search(r"4 Avsnitt 4 2026-11-02, telefon\S* saknas Ej gjord", told)


def test_a_preview_is_marked_as_unsigned_and_keeps_nothing(ended: Walk) -> None:
    told = text_of(documents(ended).preview_summary(ended.treatment_id))
    assert "osignera" in told.casefold()
    assert "Sida 1 av 2" in told
    with ended.records() as work:
        assert not work.count(Document, kind="treatment_summary")
    assert ended.clinic.log()[0].action == Action.READ


def test_a_risk_and_how_it_was_met_stand_in_the_summary(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.measure(*RED, week=1)
    running.assess_risk()
    running.sign(1)
    running.close()
    made = documents(running).sign_summary(running.treatment_id)
    told = text_of(documents(running).content(made.id))
    assert "2026-10-12" in told
    assert "Telefon imorgon." in told
    assert "fråga 9 högst 4" in told


def test_a_form_after_a_pause_stands_beside_the_section_that_it_followed(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    running.clinic.clock.move(days=7)
    running.measure(*WEEKS[0], week=1)
    running.sign(1)
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=14),
        reason="Semester",
        version=running.view().version,
    )
    running.clinic.clock.move(days=14)
    treatments.resume(paused.id, version=paused.version)
    running.clinic.clock.move(days=7)
    running.measure(2, 2, 2, 1, 1, 1, 1, 1, 0, week=4)
    running.report(2)
    running.sign(2)
    told = text_of(documents(running).preview_summary(running.treatment_id))
    assert re.search(r"2 Avsnitt 2 2026-11-02, meddelande\S* 11 Gjord", told)


def test_a_case_that_was_open_before_the_screening_stands_in_the_summary(
    registered: Walk,
) -> None:
    cases = registered.clinic.clinician.risk_cases
    cases.open_by_hand(registered.patient_id, reason="Ringde mottagningen.")
    registered.clinic.clock.move(days=1)
    registered.clinic.clinician.screenings.begin(registered.referral_id)
    registered.clinic.clock.move(hours=1)
    registered.assess_risk()
    registered.screen()
    registered.assign()
    told = text_of(documents(registered).preview_summary(registered.treatment_id))
    assert "Ingen flagga" not in told
    assert "Telefon imorgon." in told


def test_what_patients_wrote_is_text_and_never_markup(running: Walk) -> None:
    wild = 'Tack <b>så</b> mycket & <img src="x"> å ä ö Ω Ж'
    running.close(result=wild, background="")
    made = documents(running).sign_summary(running.treatment_id)
    assert wild in text_of(documents(running).content(made.id))


def test_a_treatment_that_goes_on_has_no_summary_to_sign(running: Walk) -> None:
    with pytest.raises(RuleRefused) as caught:
        documents(running).sign_summary(running.treatment_id)
    assert caught.value.rule == "SUMMARY"
    assert documents(running).preview_summary(running.treatment_id).startswith(b"%PDF")


def test_a_second_version_needs_a_reason_and_names_the_first(ended: Walk) -> None:
    first = documents(ended).sign_summary(ended.treatment_id)
    documents(ended).tick_filed(first.id)
    with pytest.raises(Incomplete) as caught:
        documents(ended).sign_summary(ended.treatment_id, correction_reason=" ")
    assert caught.value.missing == ("correction_reason",)
    second = documents(ended).sign_summary(
        ended.treatment_id, correction_reason="Fel antal avsnitt"
    )
    assert (second.version_number, second.state) == (2, "made")  # back in the outbox
    told = text_of(documents(ended).content(second.id))
    assert "Version 2" in told
    assert "ersätter version 1" in told
    assert "Fel antal avsnitt" in told
    rows = {row.version_number: row for row in summaries(ended)}
    assert rows[1].replaced
    assert not rows[2].replaced
    assert "version 1" in text_of(documents(ended).content(first.id))


@pytest.mark.parametrize("meanwhile", ["a form", "another signature"])
def test_a_signature_does_not_hold_over_what_changed_while_it_was_printed(
    ended: Walk, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    printed = treatment_summary.render

    def printed_slowly(facts: TreatmentSummaryFacts) -> bytes:
        content = printed(facts)
        monkeypatch.undo()
        if meanwhile == "a form":
            ended.measure(*WEEKS[0], instrument="madrs-s", on=ended.today, week=None)
        else:
            ended.clinic.colleague.documents.sign_summary(ended.treatment_id)
        return content

    let_in(ended.clinic.workplace("hanna"), ended.patient_id)
    if meanwhile == "a form":
        ended.clinic.clock.move(days=1)
    monkeypatch.setattr(treatment_summary, "render", printed_slowly)
    with pytest.raises(StaleRecord):
        documents(ended).sign_summary(ended.treatment_id)
    assert len(summaries(ended)) == (0 if meanwhile == "a form" else 1)


def summaries(walk: Walk) -> list[DocumentRow]:
    rows = documents(walk).of_patient(walk.patient_id)
    return [row for row in rows if row.kind == "treatment_summary"]


def test_the_bytes_of_a_kept_document_never_change(ended: Walk) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)

    def attempt() -> None:
        with ended.change() as work:
            work.get(Document, made.id).content = b"%PDF-1.4 other"
            work.log(Action.CHANGE, kind="document", record_id=made.id)
            work.commit()

    with pytest.raises(AlreadySigned):
        attempt()
    assert hashlib.sha256(documents(ended).content(made.id)).hexdigest() == made.sha256


# --- the outbox ------------------------------------------------------------------------------


def test_a_document_waits_until_somebody_says_that_it_is_filed(ended: Walk) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    reception = ended.clinic.reception.documents
    assert made.id in [row.id for row in reception.outbox()]
    filed = reception.tick_filed(made.id)
    assert (filed.state, filed.filed_by) == ("filed", "Rut Låtsasdal")
    assert filed.filed_at == ended.clinic.clock()
    assert made.id not in [row.id for row in reception.outbox()]
    with pytest.raises(MoveRefused):
        reception.tick_filed(made.id)
    back = reception.untick_filed(made.id)
    assert (back.state, back.filed_at, back.filed_by) == ("made", None, "")
    with ended.records() as work:
        assert work.count(Filing, document_id=made.id) == 1


def test_the_outbox_is_oldest_first_and_comes_in_pages(ended: Walk) -> None:
    ended.clinic.clock.move(days=1)
    documents(ended).sign_summary(ended.treatment_id)
    rows = documents(ended).outbox()
    assert [row.made_at for row in rows] == sorted(row.made_at for row in rows)
    assert documents(ended).outbox(offset=1, limit=1) == rows[1:2]


# --- who may open what -----------------------------------------------------------------------


def test_reception_opens_letters_and_no_clinical_paper(ended: Walk) -> None:
    documents(ended).sign_summary(ended.treatment_id)
    reception = ended.clinic.reception.documents
    before = ended.clinic.refusals()
    refused = 0
    for row in reception.of_patient(ended.patient_id):
        if row.kind in {"patient_letter", "acknowledgement"}:
            assert reception.may_open(row.kind)
            assert reception.content(row.id).startswith(b"%PDF")
            continue
        assert not reception.may_open(row.kind)
        with pytest.raises(NotPermitted):
            reception.content(row.id)
        refused += 1
    assert refused >= 3  # record text, reply to the referrer, summary
    assert ended.clinic.refusals() == before + refused


def test_an_administrator_opens_nothing(ended: Walk) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    for verb in (
        ended.clinic.administrator.documents.content,
        ended.clinic.administrator.documents.preview_summary,
    ):
        with pytest.raises(NotPermitted):
            verb(made.id)


# --- out of the program ----------------------------------------------------------------------


def test_an_exported_file_has_no_identity_in_its_name(ended: Walk, tmp_path: Path) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    name = documents(ended).file_name(made.id)
    assert name == f"Behandlingssammanfattning-2026-11-23-{made.number}.pdf"
    target = tmp_path / name
    assert documents(ended).export(made.id, target) == target
    assert hashlib.sha256(target.read_bytes()).hexdigest() == made.sha256
    assert ended.clinic.log()[0].action == Action.EXPORT
    for kind in documents(ended).of_patient(ended.patient_id):
        assert "1993" not in documents(ended).file_name(kind.id)


def test_reception_exports_no_clinical_paper(ended: Walk, tmp_path: Path) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    with pytest.raises(NotPermitted):
        ended.clinic.reception.documents.export(made.id, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_missing_folder_is_told_and_leaves_nothing(ended: Walk, tmp_path: Path) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    with pytest.raises(FolderReadOnly):
        documents(ended).export(made.id, tmp_path / "away" / "a.pdf")
    assert not (tmp_path / "away").exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc is a read-only folder of Linux")
def test_a_folder_that_takes_no_files_is_told(ended: Walk) -> None:
    made = documents(ended).sign_summary(ended.treatment_id)
    with pytest.raises(FolderReadOnly):
        documents(ended).export(made.id, Path("/proc/self/a.pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes to set")
def test_a_full_disk_leaves_the_older_file_as_it_was(ended: Walk, tmp_path: Path) -> None:
    import resource

    made = documents(ended).sign_summary(ended.treatment_id)
    target = tmp_path / "out" / "a.pdf"
    target.parent.mkdir()
    target.write_bytes(b"older")
    content = documents(ended).content(made.id)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Everything of the clinic's own file is written before the export begins.
    ended.clinic.database.dispose()
    wal = Path(f"{ended.clinic.folder.database}-wal")
    assert not wal.exists() or wal.stat().st_size < len(content)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(content) - 1, limit[1]))
    try:
        with pytest.raises(DiskFull):
            documents(ended).export(made.id, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert target.read_bytes() == b"older"
    assert list(target.parent.iterdir()) == [target]


# --- letters ---------------------------------------------------------------------------------


def test_an_acknowledgement_is_a_letter_to_the_referrer(registered: Walk) -> None:
    made = registered.clinic.reception.documents.acknowledgement(registered.referral_id)
    told = text_of(registered.clinic.reception.documents.content(made.id))
    assert "Vårdcentralen Ekliden" in told
    assert "2026-09-15" in told
    assert "iKBT för depression?" not in told  # the question is clinical text
    assert made.kind == "acknowledgement"


def test_a_patient_who_came_alone_has_nobody_to_acknowledge(registered: Walk) -> None:
    alone = register(registered.clinic, born=date(1980, 4, 1), referrer=False)
    with pytest.raises(RuleRefused) as caught:
        registered.clinic.reception.documents.acknowledgement(alone.referral_id)
    assert (caught.value.rule, caught.value.reason) == ("REPLY", "self_referral")


def test_a_summary_corrected_after_a_follow_up_keeps_the_treatments_own_totals(
    running: Walk,
) -> None:
    """The follow-up months later is told as such; "after" is how the treatment ended."""
    running.clinic.clock.move(days=49)
    running.measure(1, 1, 1, 1, 1, 1, 1, 1, 1, week=7)
    running.close()
    running.clinic.clock.move(days=90)
    running.measure(2, 2, 2, 2, 2, 2, 2, 2, 2)
    with running.records() as work:
        imprint = Imprint("X", 2, running.clinic.clock(), "Maria", None)
        treatment = work.get(Treatment, running.treatment_id)
        facts = summary_facts.gather(work, treatment, running.clinic.catalogue, imprint)
    (madrs,) = [line for line in facts.measures if line.name.startswith("MADRS")]
    assert (madrs.before, madrs.after, madrs.change) == ("22", "9", "−13")
    assert "Uppföljning 2027-02-21: MADRS\N{NON-BREAKING HYPHEN}S 18 p." in facts.course_notes
