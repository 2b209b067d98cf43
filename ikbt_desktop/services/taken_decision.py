"""A decision as it was taken, read from what was kept that day and never judged anew in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic import screening, verdict
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Assessment, Judgement
from ikbt_desktop.clinic.screening import Decision, ScreeningState
from ikbt_desktop.clinic.verdict import Why
from ikbt_desktop.errors import InvalidAnswers, InvalidValue
from ikbt_desktop.models import Screening
from ikbt_desktop.services import decided
from ikbt_desktop.services.screening_content import Content


@dataclass(frozen=True)
class TakenRule:
    """A rule as it stood and was judged that day. `title` is empty only in a file without it."""

    rule: str
    kind: str
    title: str
    met_title: str
    line: str
    related: str
    source: str
    source_day: str
    judgement: Judgement
    written: str
    overridden: bool


@dataclass(frozen=True)
class TakenForm:
    """A questionnaire of that day with the version of its form."""

    code: str
    name: str
    version: str
    source: str
    answered_on: date
    answers: tuple[int | None, ...]
    topics: tuple[tuple[int, str], ...]
    total: float | None
    highest: float | None
    band: str
    guidance: bool
    flags: frozenset[str]
    previous_total: float | None
    previous_on: date | None


@dataclass(frozen=True)
class LaterJudgement:
    """What a rule of today says of the answers of that day, where it says otherwise."""

    rule: str
    then: Outcome
    now: Outcome
    text: str


@dataclass(frozen=True)
class Today:
    """Today's criteria asked about the old answers; shown apart, and nothing rests on it."""

    version: str
    outcome: Outcome
    changed: tuple[LaterJudgement, ...]


@dataclass(frozen=True)
class TakenDecision:
    """The whole intake as it was signed."""

    screening_id: str
    patient_id: str
    referral_id: str
    decision: str
    outcome: Outcome
    reason: str
    why: Why
    decided_at: datetime
    clinician: str
    clinician_title: str
    cosigner: str
    overridden: tuple[str, ...]
    criteria_version: str
    program: str
    program_version: str
    diagnosis: str
    name: str
    identity: str
    age: int | None
    sex: str | None
    referral_source: str
    received_on: date | None
    referrer: str
    question: str
    risk: str
    state: ScreeningState
    rules: tuple[TakenRule, ...]
    forms: tuple[TakenForm, ...]
    left_out: tuple[tuple[str, str], ...]  # (instrument code, why it was left out)
    texts: Mapping[str, str]
    today: Today | None  # None: the catalogue can no longer judge these answers
    document_id: str | None

    @property
    def by_rule(self) -> Mapping[str, TakenRule]:
        """The rules by their id."""
        return {rule.rule: rule for rule in self.rules}


def read(record: Screening, catalogue: Catalogue, *, document_id: str | None) -> TakenDecision:
    """The decision of a signed screening."""
    state = Content.of(record.content).state
    kept: Mapping[str, Any] = record.content.get("taken", {})
    patient, referral = kept.get("patient", {}), kept.get("referral", {})
    found = decided.assessment(record)
    received = referral.get("received_on")
    return TakenDecision(
        screening_id=record.id,
        patient_id=record.patient_id,
        referral_id=record.referral_id,
        decision=record.decision,
        outcome=found.outcome,
        reason=record.reason,
        why=verdict.why(
            record.decision, {rule: said.outcome for rule, said in found.by_rule.items()}
        ),
        decided_at=record.signed_at or record.changed_at,
        clinician=record.signed_by_name or "",
        clinician_title=kept.get("signer_title", ""),
        cosigner=record.cosigner_name,
        overridden=_overridden(record, found),
        criteria_version=record.criteria_version,
        program=kept.get("program", record.program_code or ""),
        program_version=record.program_version,
        diagnosis=kept.get("diagnosis", state.answers.get("diagnosis") or ""),
        name=patient.get("name", ""),
        identity=patient.get("identity", ""),
        age=patient.get("age"),
        sex=patient.get("sex"),
        referral_source=referral.get("source", ""),
        received_on=date.fromisoformat(received) if received else None,
        referrer=referral.get("referrer", ""),
        question=referral.get("question", ""),
        risk=kept.get("risk", ""),
        state=state,
        rules=tuple(_rules(record, found)),
        forms=tuple(map(_form, record.content.get("forms", ()))),
        left_out=tuple(
            (code, text)
            for code, text in state.judgements.items()
            if code not in found.by_rule and text.strip()
        ),
        texts=_texts(record),
        today=_today(state, found, catalogue),
        document_id=document_id,
    )


def _today(state: ScreeningState, found: Assessment, catalogue: Catalogue) -> Today | None:
    try:
        now = screening.assess(state, catalogue)
    except (InvalidValue, InvalidAnswers):
        return None  # a program or a form that the clinic no longer has
    return Today(
        version=now.version,
        outcome=now.outcome,
        changed=tuple(
            LaterJudgement(rule, found.by_rule[rule].outcome, said.outcome, said.text)
            for rule, said in now.by_rule.items()
            if rule in found.by_rule and found.by_rule[rule].outcome is not said.outcome
        ),
    )


def _texts(record: Screening) -> dict[str, str]:
    """The decision's texts in the order in which they were read."""
    kept = Content.of(record.content).edited(record.decision)
    return {kind: kept[kind] for kind in screening.DRAFTS if kind in kept}


def _overridden(record: Screening, found: Assessment) -> tuple[str, ...]:
    if record.decision != Decision.SUITABLE:
        return ()
    against = set(screening.overridden(found))
    return tuple(rule for rule in verdict.in_order(found.by_rule) if rule in against)


def _rules(record: Screening, found: Assessment) -> Iterator[TakenRule]:
    overridden = _overridden(record, found)
    for rule in verdict.in_order(record.judgements):
        kept = record.judgements[rule]
        stood: Mapping[str, str] = kept.get("criterion", {})
        yield TakenRule(
            rule=rule,
            kind=stood.get("kind", ""),
            title=stood.get("title", ""),
            met_title=stood.get("met_title", ""),
            line=stood.get("line", ""),
            related=stood.get("related", ""),
            source=stood.get("source", ""),
            source_day=stood.get("source_day", ""),
            judgement=found.by_rule[rule],
            written=kept.get("written", ""),
            overridden=rule in overridden,
        )


def _form(kept: Mapping[str, Any]) -> TakenForm:
    stood: Mapping[str, Any] = kept.get("form", {})
    before = kept["previous_on"]
    return TakenForm(
        code=kept["instrument"],
        name=stood.get("name", kept["instrument"]),
        version=stood.get("version", ""),
        source=stood.get("source", ""),
        answered_on=date.fromisoformat(kept["answered_on"]),
        answers=tuple(kept["answers"]),
        topics=tuple((number, topic) for number, topic in stood.get("topics", ())),
        total=kept["total"],
        highest=stood.get("highest"),
        band=stood.get("band", ""),
        guidance=bool(stood.get("guidance")),
        flags=frozenset(kept["flags"]),
        previous_total=kept["previous_total"],
        previous_on=date.fromisoformat(before) if before else None,
    )
