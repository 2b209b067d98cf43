from dataclasses import replace

import pytest

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.verdict import Verdict, Why
from ikbt_desktop.errors import AlreadySigned, NotFound, NotPermitted
from ikbt_desktop.models import Document, Patient, Screening
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.decisions import Decisions, TakenDecision
from tests.doors import let_in
from tests.exports import reading
from tests.services.walk import PROGRAM, Walk

DAILY = {"kind": "benzodiazepine", "name": "Sobril", "frequent": True, "disturbs_sleep": False}


def taken(walk: Walk) -> TakenDecision:
    decisions = walk.clinic.clinician.decisions
    (line,) = decisions.of_patient(walk.patient_id)
    return decisions.open(line.screening_id)


def test_the_intake_opens_as_it_was_signed(waiting: Walk) -> None:
    found = taken(waiting)
    assert (found.decision, found.outcome, found.criteria_version) == ("suitable", "OK", "2026-1")
    assert found.clinician == "Maria Skenfors"
    assert found.clinician_title == "leg. psykolog"
    assert found.reason == "Tydlig målgrupp, god motivation."
    assert (found.program, found.program_version) == ("Depressionshjälpen", "2.0")
    assert found.diagnosis.startswith("F32.1")
    assert (found.referrer, found.question) == ("Vårdcentralen Ekliden", "iKBT för depression?")
    assert found.age == 33
    assert found.state.sources["medicines"] == "talk"
    assert found.why == Why(Verdict.PLAIN_YES, ())
    assert tuple(found.by_rule)[:2] == ("INC-1", "INC-2")
    assert found.by_rule["INC-3"].line.startswith("Patienten kan avsätta 1-3 timmar/vecka")
    assert found.by_rule["INC-3"].source == "Region Gotland, Internetbaserad KBT"
    assert set(found.texts) == {"record_text", "patient_letter", "referrer_reply"}


def test_each_form_keeps_its_version_and_every_answer(waiting: Walk) -> None:
    (form,) = taken(waiting).forms
    shipped = waiting.clinic.catalogue.instruments["madrs-s"]
    assert (form.name, form.version, form.total) == ("MADRS-S", shipped.version, 22)
    assert form.answers == (3, 3, 3, 2, 2, 3, 2, 2, 2)
    assert [number for number, _ in form.topics] == list(range(1, 10))
    assert form.guidance


def _stricter(walk: Walk) -> Decisions:
    """The clinic's services after it has raised the hours and renamed everything."""
    cat = walk.clinic.catalogue
    limits = replace(cat.criteria.thresholds, hours_at_least=3)
    rules = {
        rule: replace(one, title="Omskriven", line="Omskriven")
        for rule, one in cat.criteria.by_id.items()
    }
    programs = dict(cat.programs)
    programs[PROGRAM] = replace(programs[PROGRAM], name="Omdöpt", version="9")
    instruments = dict(cat.instruments)
    instruments["madrs-s"] = replace(instruments["madrs-s"], version="99", name="Omdöpt")
    criteria = replace(cat.criteria, version="2029-1", thresholds=limits, by_id=rules)
    later = replace(cat, criteria=criteria, programs=programs, instruments=instruments)
    return Decisions(walk.clinic.workplace("maria"), later)


def test_changed_rules_change_nothing_in_an_old_decision(waiting: Walk) -> None:
    before = taken(waiting)
    after = _stricter(waiting).open(before.screening_id)
    assert replace(after, today=None) == replace(before, today=None)


def test_what_the_rules_would_say_today_stands_apart(waiting: Walk) -> None:
    found = taken(waiting)
    assert found.today is not None
    assert found.today.changed == ()
    today = _stricter(waiting).open(found.screening_id).today
    assert today is not None
    assert (today.version, today.outcome) == ("2029-1", Outcome.NOT_MET)
    (changed,) = today.changed
    assert (changed.rule, changed.then, changed.now) == ("INC-3", Outcome.OK, Outcome.NOT_MET)


def test_a_program_that_the_clinic_has_since_lost_is_only_not_judged_today(waiting: Walk) -> None:
    cat = waiting.clinic.catalogue
    left = {code: one for code, one in cat.programs.items() if code != PROGRAM}
    later = Decisions(waiting.clinic.workplace("maria"), replace(cat, programs=left))
    found = later.open(taken(waiting).screening_id)
    assert found.today is None
    assert found.program == "Depressionshjälpen"


def test_an_override_names_its_rule_reason_and_cosigner(registered: Walk) -> None:
    registered.screen(medicines=[DAILY], cosigner="hanna")
    found = taken(registered)
    assert found.overridden == ("EXC-4",)
    assert found.cosigner == "Hanna Testmark"
    assert found.why == Why(Verdict.YES_AGAINST_RULE, ("EXC-4",))
    text = reading.whole(pdf(registered))
    assert "Ja, trots att regeln sade nej (Läkemedel (EXC-4), hindrar)" in text
    assert "Tydlig målgrupp, god motivation. Medsignerat av Hanna Testmark." in text
    assert "Läkemedel: Sobril (bensodiazepin, frekvent) (samtal)" in text


def test_a_no_says_which_rule_it_rests_on(registered: Walk) -> None:
    registered.screen(decision="not_suitable", substance_abuse=True)
    assert taken(registered).why == Why(Verdict.RULE_NO, ("EXC-2",))
    assert "Nej: Pågående missbruk (EXC-2), hindrar." in reading.whole(pdf(registered))


def test_nothing_can_be_written_into_it_afterwards(waiting: Walk) -> None:
    with waiting.change() as work:
        record = work.find(Screening)[0]
        record.judgements = {}
        with pytest.raises(AlreadySigned):
            work.flush()


def test_only_a_signed_screening_is_a_decision(registered: Walk) -> None:
    begun = registered.clinic.clinician.screenings.begin(registered.referral_id)
    assert registered.clinic.clinician.decisions.of_patient(registered.patient_id) == ()
    with pytest.raises(NotFound):
        registered.clinic.clinician.decisions.open(begun.id)


def test_opening_and_exporting_stand_in_the_log(waiting: Walk) -> None:
    found = taken(waiting)
    waiting.clinic.clinician.decisions.export(found.screening_id)
    made, read = waiting.clinic.log()[:2]
    assert (made.action, made.kind) == (Action.CREATE, "document")
    assert (read.action, read.kind) == (Action.READ, "decision")


def test_reception_neither_opens_nor_exports_a_decision(waiting: Walk) -> None:
    found = taken(waiting)
    for verb in (
        lambda: waiting.clinic.reception.decisions.of_patient(waiting.patient_id),
        lambda: waiting.clinic.reception.decisions.open(found.screening_id),
        lambda: waiting.clinic.reception.decisions.export(found.screening_id),
    ):
        with pytest.raises(NotPermitted):
            verb()
    assert waiting.clinic.refusals() == 3
    # A coordinator reads it; documents are made by clinicians.
    assert waiting.clinic.coordinator.decisions.open(found.screening_id).decision == "suitable"
    assert not waiting.clinic.coordinator.actor.may(Permission.MAKE_DOCUMENT)


def pdf(walk: Walk) -> bytes:
    clinician = walk.clinic.clinician
    (line,) = clinician.decisions.of_patient(walk.patient_id)
    return clinician.documents.content(clinician.decisions.export(line.screening_id).id)


def test_the_paper_waits_in_the_outbox_with_its_hash_and_the_decisions_signature(
    waiting: Walk,
) -> None:
    decided = taken(waiting).decided_at
    waiting.clinic.clock.move(days=900)
    colleague = waiting.clinic.colleague.decisions
    row = colleague.export(taken(waiting).screening_id)
    assert (row.kind, row.state, row.signed, row.made_by) == (
        "decision_record",
        "made",
        True,
        "Maria Skenfors",
    )
    assert row.id in {one.id for one in waiting.clinic.reception.documents.outbox()}
    with waiting.records() as work:
        kept = work.get(Document, row.id)
        assert kept.signed_at == decided
        assert len(kept.sha256) == 64
    again = colleague.export(taken(waiting).screening_id)
    assert again.id == row.id
    name = waiting.clinic.reception.documents.file_name(row.id)
    assert name.startswith("Beslut-2029")
    assert "Provberg" not in name


def test_the_paper_tells_the_whole_intake_in_swedish(waiting: Walk) -> None:
    content = pdf(waiting)
    pages, text = reading.pages(content), reading.whole(content)
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "Provberg, Åsa" in page
    for words in (
        "Beslut som det togs",
        "Ja: alla inklusionskriterier var uppfyllda och inget talade emot.",
        "INC-3",
        "Tid: 2 h i veckan (källa ej angiven)",
        "Läkemedel: inga läkemedel (samtal)",
        "”Patienten kan avsätta 1-3 timmar/vecka",
        "Källa: Region Gotland, Internetbaserad KBT, uppdaterad 2026-01-15",
        "22 p av 54, vägledande nivå måttlig",
        "Depressionshjälpen, version 2.0",
        "version 2026-1",
        "Inte akut suicidnära vid bedömningen.",
        "Journaltext",
        "Maria Skenfors",
    ):
        assert words in text, words


def test_the_paper_keeps_a_changed_name_apart_from_the_name_of_that_day(waiting: Walk) -> None:
    with waiting.change() as work:
        patient = work.get(Patient, waiting.patient_id)
        patient.family_name, patient.protected_identity = "Nyberg", True
        work.log(Action.CHANGE, kind="patient", record_id=patient.id, patient_id=patient.id)
        work.commit()
    let_in(waiting.clinic.workplace("maria"), waiting.patient_id)
    text = reading.whole(pdf(waiting))
    assert "Nyberg, Åsa" in text
    assert "Provberg, Åsa, 19930212-2388, 33 år" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Skyddade personuppgifter" in text
