"""Gathers one treatment into the facts of its summary; the sentences stand in resources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic import change
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.change import Outcome as CourseOutcome
from ikbt_desktop.clinic.change import Reliability
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.figures import signed, written
from ikbt_desktop.clinic.instruments import FlagWord, Instrument
from ikbt_desktop.clinic.lifecycles import RiskCaseState
from ikbt_desktop.clinic.screening import ScreeningState
from ikbt_desktop.clinic.workdays import iso_week, local_day
from ikbt_desktop.exports.facts import (
    Imprint,
    MeasureLine,
    RuleLine,
    TreatmentSummaryFacts,
    WeekLine,
)
from ikbt_desktop.exports.wording import Labels, shipped
from ikbt_desktop.models import (
    CareContact,
    ClinicProfile,
    FeedbackNote,
    Guardian,
    Patient,
    Referral,
    Referrer,
    RiskCase,
    Screening,
    Section,
    Treatment,
    User,
    WeekReport,
)
from ikbt_desktop.services import check_sentences, course_facts, kept_documents
from ikbt_desktop.services.course_facts import TreatmentCourse
from ikbt_desktop.services.screening_content import Content
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_RULE_WORDS: Mapping[str, str] = {
    Outcome.ACUTE: "Akut",
    Outcome.EXCLUDE: "Hindrar",
    Outcome.NOT_MET: "Inte uppfyllt",
    Outcome.REVIEW: "Bedömt",
    Outcome.OBS: "Observandum",
}
_WEEK_MEASURES = 1
_HYPHEN = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True)
class _Sources:
    """Every record that the summary rests on, read once."""

    work: UnitOfWork
    catalogue: Catalogue
    treatment: Treatment
    patient: Patient
    referral: Referral
    screening: Screening
    course: TreatmentCourse
    say: Labels
    today: date
    closing: Mapping[str, Any]

    @property
    def state(self) -> ScreeningState:
        """The screening's answers as they were signed."""
        return Content.of(self.screening.content).state


def gather(
    work: UnitOfWork,
    treatment: Treatment,
    catalogue: Catalogue,
    imprint: Imprint,
    *,
    closing: Mapping[str, Any] | None = None,
) -> TreatmentSummaryFacts:
    """The facts as they stand now; `closing` in place of the closing form that is kept."""
    found = _Sources(
        work=work,
        catalogue=catalogue,
        treatment=treatment,
        patient=work.get(Patient, treatment.patient_id),
        referral=work.get(Referral, treatment.referral_id),
        screening=work.get(Screening, treatment.screening_id),
        course=course_facts.of(work, treatment, catalogue),
        say=shipped().of("summary-sentences"),
        today=local_day(work.now()),
        closing=treatment.closing if closing is None else closing,
    )
    clinic = work.first(ClinicProfile)
    assert clinic is not None  # a clinic is founded with its profile
    clinician = work.get(User, treatment.clinician_id)
    if treatment.guardian_id is not None:
        return _for_guardian(found, clinic, clinician, imprint)
    facts = found.course.facts(today=found.today)
    return TreatmentSummaryFacts(
        letterhead=kept_documents.letterhead(clinic),
        patient=kept_documents.patient_head(found.patient, on=found.today),
        imprint=imprint,
        program=catalogue.program(treatment.program_code, treatment.program_version).name,
        start=treatment.starts_on,
        end=treatment.ended_on or found.today,
        closing=found.say(treatment.end_reason or "running"),
        referrer=_referrer(found),
        diagnosis=_diagnosis(found),
        assessment_and_decision=_decision_days(found),
        clinician=", ".join(part for part in (clinician.name, clinician.title) if part),
        contacts=_contacts(found),
        procedure_codes=_codes(found),
        background=str(found.closing.get("background", "")) or found.referral.question,
        assessment=_assessment(found),
        rules=tuple(_rules(found)),
        week_measures=tuple(_week_names(found)),
        weeks=tuple(_weeks(found)),
        measures=tuple(_measures(found)),
        risk=tuple(_risk(found)),
        result=str(found.closing.get("result", "")),
        course=facts,
        course_notes=tuple(_course_notes(found)),
        plan=tuple(_plan(found)),
        checks=check_sentences.told(work, treatment, catalogue, today=found.today),
    )


def _for_guardian(
    found: _Sources, clinic: ClinicProfile, clinician: User, imprint: Imprint
) -> TreatmentSummaryFacts:
    """A guardian's program: nothing of what the young patient answered, wrote or was judged."""
    work, treatment = found.work, found.treatment
    guardian = work.get(Guardian, treatment.guardian_id or "")
    told = found.say("guardian", name=f"{guardian.given_name} {guardian.family_name}")
    written = str(found.closing.get("background", "")).strip()
    return TreatmentSummaryFacts(
        letterhead=kept_documents.letterhead(clinic),
        patient=kept_documents.patient_head(found.patient, on=found.today),
        imprint=imprint,
        program=found.catalogue.program(treatment.program_code, treatment.program_version).name,
        start=treatment.starts_on,
        end=treatment.ended_on or found.today,
        closing=found.say(treatment.end_reason or "running"),
        referrer="",
        diagnosis="",
        assessment_and_decision="",
        clinician=", ".join(part for part in (clinician.name, clinician.title) if part),
        contacts=_contacts(found),
        procedure_codes=_codes(found),
        background=f"{told} {written}".strip(),
        assessment=found.say("guardian_assessment"),
        rules=(),
        week_measures=(),
        weeks=tuple(_weeks(found)),
        measures=(),
        risk=(),
        result=str(found.closing.get("result", "")),
        course=found.course.facts(today=found.today),
        course_notes=(),
        plan=tuple(str(item) for item in found.closing.get("plan", ())),
    )


def _name(instrument: Instrument) -> str:
    return instrument.name.replace("-", _HYPHEN)


def _referrer(found: _Sources) -> str:
    day = found.referral.received_on.isoformat()
    if found.referral.referrer_id is None:
        return found.say("self_referral", date=day)
    return found.say(
        "referral", referrer=found.work.get(Referrer, found.referral.referrer_id).name, date=day
    )


def _diagnosis(found: _Sources) -> str:
    code = found.state.answers.get("diagnosis") or found.referral.diagnosis_code
    if not code:
        return found.say("no_diagnosis")
    known = found.catalogue.diagnoses.by_code.get(code)
    return known.shown if known is not None else str(code)


def _decision_days(found: _Sources) -> str:
    visit = found.state.visit
    decided = local_day(found.screening.signed_at or found.screening.changed_at)
    day = visit.day if visit is not None else decided
    if day == decided:
        return found.say("decision_same_day", visit=day.isoformat())
    return found.say("decision_later", visit=day.isoformat(), decision=decided.isoformat())


def _contact_rows(found: _Sources) -> list[CareContact]:
    return found.work.find(CareContact, treatment_id=found.treatment.id, order_by=("on",))


def _contacts(found: _Sources) -> str:
    rows = _contact_rows(found)
    calls = sum(row.channel == "phone" for row in rows)
    told = [
        _counted(found.say, key, count)
        for key, count in (("messages", len(rows) - calls), ("calls", calls))
        if count
    ]
    match told:
        case [messages, spoken]:
            return found.say("contacts", messages=messages, calls=spoken)
        case [only]:
            return only
    return found.say("no_contacts")


def _counted(say: Labels, key: str, count: int) -> str:
    return say(f"{key}_one") if count == 1 else say(f"{key}_many", count=str(count))


def _codes(found: _Sources) -> tuple[str, ...]:
    contacts = (code for row in _contact_rows(found) for code in row.kva_codes)
    assessed = (code for case in _own_cases(found) for code in case.kva_codes)
    return tuple(dict.fromkeys([*contacts, *assessed]))


def _assessment(found: _Sources) -> str:
    visit = found.state.visit
    day = visit.day.isoformat() if visit is not None else "–"
    remarks = any(True for _ in _rules(found))
    criteria = found.say("with_remarks" if remarks else "all_met")
    reason = found.screening.reason.strip() or "–"
    words = found.say("assessment", visit=day, criteria=criteria, reason=reason)
    extra = found.treatment.fit_reason.strip()
    return f"{words} {found.say('fit_reason', reason=extra)}" if extra else words


def _rules(found: _Sources) -> Iterator[RuleLine]:
    """The rules that were not plainly met, with what the clinician wrote about them."""
    written = found.state.judgements
    for rule, kept in sorted(found.screening.judgements.items()):
        outcome = str(kept.get("outcome", ""))
        if outcome in _RULE_WORDS:
            parts = (_reason(found, kept, outcome), written.get(rule, ""))
            reason = " ".join(str(part).strip() for part in parts if str(part).strip())
            yield RuleLine(_rule_name(found, rule), _RULE_WORDS[outcome], reason or "–")


def _rule_name(found: _Sources, rule: str) -> str:
    """What the rule is about, with its number for whoever looks it up."""
    known = found.catalogue.criteria.by_id.get(rule)
    return f"{known.title} ({rule})" if known is not None else rule


def _reason(found: _Sources, kept: Mapping[str, Any], outcome: str) -> str:
    """Why: of several medicines those that decided, each by its name."""
    details = kept.get("details", ())
    medicines = found.state.answers.get("medicines") or ()
    if len(medicines) != len(details):
        return str(kept.get("text", ""))
    deciding = [
        ": ".join(filter(None, (medicine.get("name", "").strip(), one["text"])))
        for medicine, one in zip(medicines, details, strict=True)
        if one["outcome"] == outcome and one["text"]
    ]
    return " ".join(dict.fromkeys(deciding)) or str(kept.get("text", ""))


# --- weeks and measures ----------------------------------------------------------------------


def _main(found: _Sources) -> tuple[Instrument, ...]:
    if found.treatment.guardian_id is not None:
        return ()
    return found.course.measures[:_WEEK_MEASURES]


def _week_names(found: _Sources) -> Iterator[str]:
    return (_name(instrument) for instrument in _main(found))


def _weeks(found: _Sources) -> Iterator[WeekLine]:
    work, treatment, say = found.work, found.treatment, found.say
    notes = {
        note.section_number: note
        for note in work.find(FeedbackNote, treatment_id=treatment.id, version_number=1)
    }
    reports = {
        report.section_number: report for report in work.find(WeekReport, treatment_id=treatment.id)
    }
    for section in work.find(Section, treatment_id=treatment.id, order_by=("number",)):
        if section.opened_on is None:
            continue
        note, report = notes.get(section.number), reports.get(section.number)
        told = f"{note.written_on.isoformat()}, {say(note.channel)}" if note else "–"
        yield WeekLine(
            week=str(section.number),
            section=section.title,
            feedback=told,
            totals=tuple(
                _total_of_week(found, instrument, section.number) for instrument in _main(found)
            ),
            homework=say(report.homework) if report else say("no_homework"),
        )


def _total_of_week(found: _Sources, instrument: Instrument, week: int) -> str | None:
    rows = [
        kept
        for kept in found.course.measurements
        if kept.instrument == instrument.code
        and kept.total is not None
        and found.course.section_of(kept) == week
    ]
    return written(rows[-1].total) if rows and rows[-1].total is not None else None


def _measures(found: _Sources) -> Iterator[MeasureLine]:
    for course in found.course.until_the_end().changes(today=found.today):
        scored = [point for point in course.points if point.total is not None]
        if scored:
            measures = {measure.code: measure for measure in found.course.measures}
            instrument = measures[course.instrument]
            yield _measure(found, instrument, course, scored)


def _measure(
    found: _Sources,
    instrument: Instrument,
    course: change.Course,
    scored: list[change.Point],
) -> MeasureLine:
    low, high = instrument.minimum, instrument.maximum
    name = _name(instrument)
    if low is not None and high is not None:
        name += f", {written(low)}–{written(high)}"
    since = course.since_start
    return MeasureLine(
        name=name,
        before=_total(scored[0]),
        after=_total(scored[-1]) if len(scored) > 1 else None,
        change=_signed(since.points) if since is not None else "–",
        interpretation=" ".join(
            filter(
                None,
                (
                    _interpretation(found.say, instrument, since),
                    _prorated(found.say, instrument, scored),
                ),
            )
        ),
    )


def _total(point: change.Point) -> str:
    return "–" if point.total is None else written(point.total)


def _signed(points: float | None) -> str:
    return "–" if points is None else signed(points)


def _prorated(say: Labels, instrument: Instrument, scored: list[change.Point]) -> str:
    """A total that is reckoned from the answers that are there says so."""
    ends = (scored[0], scored[-1])
    told = any(FlagWord.PRORATED in instrument.score(point.items).flags for point in ends)
    return say("prorated") if told else ""


_RELIABLE = {
    Reliability.IMPROVEMENT: "improvement",
    Reliability.NONE: "no_change",
    Reliability.DETERIORATION: "deterioration",
}


def _interpretation(say: Labels, instrument: Instrument, since: change.Change | None) -> str:
    if since is None:
        return say("single")
    if since.points is None:
        return say("not_comparable")
    parts = []
    if since.reliability is Reliability.UNKNOWN or since.figure is None:
        parts.append(say("unknown", measure=_name(instrument)))
    else:
        parts.append(
            say(
                _RELIABLE[since.reliability],
                limit=written(since.figure.points),
                study=since.figure.study,
            )
        )
    if since.outcome is CourseOutcome.RECOVERED and instrument.recovery is not None:
        parts.append(say("recovered", below=written(instrument.recovery.below)))
    if any(band.guidance_only for band in instrument.bands):
        parts.append(say("guidance"))
    return " ".join(parts)


def _course_notes(found: _Sources) -> Iterator[str]:
    parts = []
    if any(course.gaps for course in found.course.changes(today=found.today)):
        parts.append(found.say("dotted"))
    parts.extend(
        found.say("no_cutoffs", measure=_name(instrument))
        for instrument in found.course.measures
        if any(band.guidance_only for band in instrument.bands)
    )
    if parts:
        yield " ".join(parts)
    for kept in found.course.follow_ups():
        if kept.total is not None:
            yield found.say(
                "follow_up_total",
                date=kept.answered_on.isoformat(),
                measure=_name(found.catalogue.instrument(kept.instrument)),
                total=written(kept.total),
            )


# --- risk and plan ---------------------------------------------------------------------------


def _risk(found: _Sources) -> Iterator[str]:
    own = _own_cases(found)
    lines = [_case(found.say, case) for case in own] or [found.say("no_risk")]
    nine = _item_nine(found)
    yield " ".join([lines[0], nine]) if nine and not own else lines[0]
    yield from lines[1:]
    if nine and own:
        yield nine


def _own_cases(found: _Sources) -> list[RiskCase]:
    cases = found.work.find(RiskCase, patient_id=found.patient.id, order_by=("number",))
    return [case for case in cases if case.signed_at is None or case.signed_at >= _since(found)]


def _since(found: _Sources) -> datetime:
    """Cases that stood open at any time from the screening on belong to this course of care."""
    return found.screening.created_at


def _case(say: Labels, case: RiskCase) -> str:
    day = local_day(case.opened_at).isoformat()
    if case.state == RiskCaseState.OPEN or case.signed_at is None:
        return say("risk_open", date=day)
    if case.state == RiskCaseState.CLOSED_AS_MISTAKE:
        return say("risk_mistake", date=day, reason=case.mistake_reason)
    return say(
        "risk_case",
        date=day,
        level=say(case.level),
        plan=case.plan,
        signer=case.signed_by_name or "–",
        signed=local_day(case.signed_at).isoformat(),
    )


def _item_nine(found: _Sources) -> str:
    answers = [
        kept.answers[8]
        for kept in found.course.measurements
        if kept.instrument == "madrs-s" and kept.answers[8] is not None
    ]
    if not answers:
        return ""
    return found.say("item_nine", highest=str(max(answers)), last=str(answers[-1]))


def _plan(found: _Sources) -> Iterator[str]:
    closing = found.closing
    yield from (str(item) for item in closing.get("plan", ()))
    names = " och ".join(_name(instrument) for instrument in found.course.measures[:2])
    for text in closing.get("follow_up_on", ()):
        day = date.fromisoformat(text)
        yield found.say(
            "follow_up",
            date=day.isoformat(),
            week=str(iso_week(day).number),
            measures=names or "samtal",
        )
