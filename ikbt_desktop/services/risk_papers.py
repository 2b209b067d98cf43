"""A signed in-depth assessment as a paper for the journal, one document a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.risk import Choice, RiskLevel
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import Imprint, RiskAssessmentFacts, Signature
from ikbt_desktop.exports.wording import Labels, shipped
from ikbt_desktop.models import (
    ClinicProfile,
    ContactAttempt,
    Document,
    Patient,
    RiskCase,
    RiskFlag,
    SafetyPlan,
    User,
)
from ikbt_desktop.services import kept_documents, risk_watch
from ikbt_desktop.services.kept_documents import NewDocument, Signer
from ikbt_desktop.storage.unit_of_work import UnitOfWork

KIND = "risk_assessment"


@dataclass(frozen=True)
class Paper:
    """What the paper tells, and where it belongs."""

    facts: RiskAssessmentFacts
    case_id: str
    text: str


def gather(work: UnitOfWork, case: RiskCase, catalogue: Catalogue) -> Paper:
    """The facts of a case that is signed; only the head says who the patient is now."""
    assert case.signed_at is not None  # asked before
    assert case.signed_by_id is not None  # the signature is one
    clinic, patient = work.first(ClinicProfile), work.get(Patient, case.patient_id)
    assert clinic is not None  # a clinic is founded with its profile
    say, now = shipped().of("risk-assessment"), work.now()
    title = work.get(User, case.signed_by_id).title
    levels = {choice.code: choice.word for choice in catalogue.risk.levels}
    facts = RiskAssessmentFacts(
        letterhead=kept_documents.letterhead(clinic),
        patient=kept_documents.patient_head(patient, on=local_day(now)),
        imprint=Imprint(
            document_id=kept_documents.new_number(),
            version=1,
            printed_at=now,
            printed_by=work.actor.name,
            signature=Signature(case.signed_by_name or "–", title, case.signed_at),
            demo=clinic.is_demo,
        ),
        subtitle=say(
            "subtitle",
            number=str(case.number),
            opened=_moment(case.opened_at),
            deadline=_moment(case.deadline_at),
        ),
        judgement=levels[case.level],
        sections=tuple(_sections(work, case, catalogue, say)),
    )
    lines = [line for _, section in facts.sections for line in section]
    return Paper(facts, case.id, "\n".join([facts.judgement, *lines]))


def render(paper: Paper) -> bytes:
    """The PDF. Raises `UnprintableText` with every sign that the font lacks, `DocumentTooLong`."""
    return printing.printed(paper.facts)


def made(work: UnitOfWork, case: RiskCase) -> Document | None:
    """The document of the case, once there is one."""
    return work.first(Document, risk_case_id=case.id, kind=KIND)


def keep(work: UnitOfWork, case: RiskCase, paper: Paper, content: bytes) -> str:
    """Keep the paper in the outbox, once; gives its id."""
    there = made(work, case)
    if there is not None:
        return there.id
    new = NewDocument(
        kind=KIND,
        number=paper.facts.imprint.document_id,
        patient_id=case.patient_id,
        treatment_id=case.treatment_id,
        risk_case_id=case.id,
        text=paper.text,
        content=content,
    )
    signer = Signer(case.signed_by_id, case.signed_by_name, case.signed_role)
    return kept_documents.keep(work, new, signed_at=case.signed_at, signer=signer).id


# --- section by section ----------------------------------------------------------------------


def _sections(
    work: UnitOfWork, case: RiskCase, catalogue: Catalogue, say: Labels
) -> Iterator[tuple[str, tuple[str, ...]]]:
    lists, written = catalogue.risk, case.assessment
    heads = {choice.code: choice.word for choice in lists.headings}
    flags = risk_watch.flags_of(work, case)
    yield say("why"), tuple(_flag(flag, catalogue, say) for flag in flags)
    tries = work.find(ContactAttempt, risk_case_id=case.id, follow_up=False, order_by=("at",))
    yield say("contact"), tuple(_try(attempt, say) for attempt in tries)
    yield heads["questions_asked"], _lines(written.get("questions"))
    yield heads["risk_factors"], _ticked(written.get("risk_factors"), lists.risk_factors, say)
    protective = _ticked(written.get("protective_factors"), lists.protective_factors, say)
    note = str(written.get("notes") or "").strip()
    extra = (say("note", note=note),) if note else ()
    yield heads["protective_factors"], (*protective, *extra)
    yield heads["scales"], _lines(written.get("scales"))
    yield say("plan"), _lines(case.plan)
    if case.level == RiskLevel.ACUTE:
        yield say("action"), _lines(case.action_note)
    yield say("safety_plan"), (_plan(work, case, say),)
    if case.kva_codes:
        codes = catalogue.measures.by_code
        yield say("codes"), tuple(codes[code].shown for code in case.kva_codes)
    yield say("informed"), _lines(case.informed)
    following = _moment(case.next_contact_at) if case.next_contact_at else "–"
    yield say("next_contact"), (following,)


def _lines(text: object) -> tuple[str, ...]:
    words = str(text or "").strip()
    return (words,) if words else ()


def _ticked(codes: list[str] | None, choices: tuple[Choice, ...], say: Labels) -> tuple[str, ...]:
    words = tuple(choice.word for choice in choices if choice.code in (codes or ()))
    return words or (say("gone_through"),)


def _flag(flag: RiskFlag, catalogue: Catalogue, say: Labels) -> str:
    told = _raised(flag, catalogue, say)
    if flag.retracted_at is None:
        return told
    return say("corrected", flag=told, when=_moment(flag.retracted_at))


def _raised(flag: RiskFlag, catalogue: Catalogue, say: Labels) -> str:
    if not flag.instrument:
        return say("talk", when=_moment(flag.raised_at), reason=flag.reason).strip()
    kind = "total" if flag.item is None else flag.rule
    facts = {"value": str(flag.value)}
    if flag.item is not None:
        facts["item"] = str(flag.item)
    if kind == "rise":
        facts["previous"] = str(flag.previous)
    day = flag.measured_on or local_day(flag.raised_at)
    name = catalogue.instrument(flag.instrument).name
    return say("raised", form=f"{name} {day.isoformat()}", what=say(kind, **facts))


def _try(attempt: ContactAttempt, say: Labels) -> str:
    when = _moment(attempt.at)
    return say(attempt.kind, when=when, by=attempt.by_name, note=attempt.note).strip()


def _plan(work: UnitOfWork, case: RiskCase, say: Labels) -> str:
    """The version that held when the assessment was signed."""
    assert case.signed_at is not None  # asked before
    plans = work.find(SafetyPlan, patient_id=case.patient_id, order_by=("-version_number",))
    held = next((plan for plan in plans if plan.created_at <= case.signed_at), None)
    if held is None:
        return say("no_plan")
    return say(
        "plan_version",
        version=str(held.version_number),
        day=local_day(held.created_at).isoformat(),
        name=held.written_by_name,
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
