"""The paper of a decision as it was taken: one document in the outbox, from what was kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ikbt_desktop.clinic.criteria import MedicineKind, Outcome
from ikbt_desktop.clinic.figures import written
from ikbt_desktop.clinic.screening import UNCLEAR_NOTE, AnswerSource
from ikbt_desktop.clinic.verdict import Verdict
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import (
    DecisionRecordFacts,
    FilledForm,
    Imprint,
    JudgedRule,
    Signature,
)
from ikbt_desktop.exports.wording import Labels, shipped
from ikbt_desktop.models import ClinicProfile, Document, Patient, Screening
from ikbt_desktop.services import kept_documents
from ikbt_desktop.services.kept_documents import NewDocument
from ikbt_desktop.services.taken_decision import TakenDecision, TakenForm, TakenRule
from ikbt_desktop.storage.unit_of_work import UnitOfWork

KIND = "decision_record"

# The answers that each rule was asked with; what was never asked is not told.
ANSWERED: Mapping[str, tuple[str, ...]] = {
    "INC-1": ("cbt_suitable", "diagnosis", "programme"),
    "INC-2": ("somatic_suspicion", "somatic_investigated"),
    "INC-3": ("hours_per_week",),
    "INC-4": ("concentration_minutes",),
    "INC-5": ("swedish_text", "swedish_speech"),
    "INC-6": ("device", "connection"),
    "INC-7": ("motivation",),
    "EXC-1": ("hindering_condition", "condition_hinders"),
    "EXC-2": ("substance_abuse",),
    "EXC-3": ("acutely_suicidal", "deepened_assessment"),
    "EXC-4": ("medicines",),
    "EXC-5": ("other_treatment", "other_disturbs"),
    "SEV-1": ("severe_complex_longstanding",),
}
_FOLLOWING = frozenset(
    {"somatic_investigated", "condition_hinders", "other_disturbs", "deepened_assessment"}
)
"""Asked only where another answer calls for it: unanswered, they are left out."""
_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ACUTE: "Akut",
    Outcome.EXCLUDE: "Hindrar",
    Outcome.NOT_MET: "Inte uppfyllt",
    Outcome.REVIEW: "Bedömt",
    Outcome.MISSING: "Uppgift saknas",
    Outcome.OBS: "Observandum",
    Outcome.OK: "Uppfyllt",
}
_NO_HINDRANCE = "Inget hinder"
_SOURCES = {
    AnswerSource.REFERRAL: "from_referral",
    AnswerSource.TALK: "from_talk",
    AnswerSource.SCALE: "from_scale",
}
_WORDS = {
    ("motivation", "yes"): "yes",
    ("motivation", "no"): "no",
    ("motivation", "unsure"): "unsure",
    ("device", "computer"): "computer",
    ("device", "phone"): "phone_only",
    ("device", "none"): "no_device",
    ("deepened_assessment", "acute"): "acute",
    ("deepened_assessment", "not_acute"): "not_acute",
    ("programme", "none"): "programme_none",
}
_VERDICTS: Mapping[Verdict, str] = {
    **{one: one.value for one in Verdict},
    Verdict.WAIT: "wait_plain",
}
_MEDICINES: Mapping[str, str] = {
    MedicineKind.BENZODIAZEPINE: "bensodiazepin",
    MedicineKind.BLOOD_PRESSURE: "blodtryckssänkande",
    MedicineKind.ANXIOLYTIC: "ångestdämpande",
    MedicineKind.SLEEP: "sömnmedel",
    MedicineKind.Z_DRUG: "zolpidem eller liknande",
    MedicineKind.OTHER: "annat läkemedel",
}
_HYPHEN = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True)
class Paper:
    """What the paper tells, and what of it is searched."""

    facts: DecisionRecordFacts
    text: str


def gather(work: UnitOfWork, record: Screening, taken: TakenDecision) -> Paper:
    """The facts: as they were kept; only the head says who the patient is now."""
    clinic, patient = work.first(ClinicProfile), work.get(Patient, record.patient_id)
    assert clinic is not None  # a clinic is founded with its profile
    say, now = shipped().of("decision-record"), work.now()
    signature = Signature(taken.clinician, taken.clinician_title, taken.decided_at)
    facts = DecisionRecordFacts(
        letterhead=kept_documents.letterhead(clinic),
        patient=kept_documents.patient_head(patient, on=now.astimezone(LOCAL).date()),
        imprint=Imprint(
            document_id=kept_documents.new_number(),
            version=1,
            printed_at=now,
            printed_by=work.actor.name,
            signature=signature,
            demo=clinic.is_demo,
        ),
        subtitle=say(
            "subtitle",
            decision=say(taken.decision),
            moment=_moment(taken.decided_at),
            clinician=taken.clinician or "–",
        ),
        why=why_line(taken, say),
        facts=tuple(_facts(taken, say)),
        speaks_for=tuple(_spoken(taken, (Outcome.OK,))),
        speaks_against=tuple(
            _spoken(
                taken,
                (
                    Outcome.ACUTE,
                    Outcome.EXCLUDE,
                    Outcome.NOT_MET,
                    Outcome.REVIEW,
                    Outcome.MISSING,
                    Outcome.OBS,
                ),
            )
        ),
        rules=tuple(_rule(taken, rule, say) for rule in taken.rules),
        forms=tuple(_form(form, say) for form in taken.forms),
        left_out=tuple(
            say("left_out", form=_unbroken(code.upper()), reason=reason)
            for code, reason in taken.left_out
        ),
        risk=taken.risk,
        texts=tuple((say(kind), text) for kind, text in taken.texts.items()),
    )
    return Paper(facts, "\n\n".join((facts.why, *taken.texts.values())))


def render(paper: Paper) -> bytes:
    """The PDF. Raises `UnprintableText` with every sign that the font lacks."""
    return printing.printed(paper.facts)


def keep(work: UnitOfWork, record: Screening, paper: Paper, content: bytes) -> Document:
    """Keep it in the outbox. Its signature is that of the decision, whoever prints it."""
    return kept_documents.keep(
        work,
        NewDocument(
            kind=KIND,
            number=paper.facts.imprint.document_id,
            patient_id=record.patient_id,
            text=paper.text,
            content=content,
            referral_id=record.referral_id,
            screening_id=record.id,
        ),
        signed_at=record.signed_at,
        signer=kept_documents.Signer(
            record.signed_by_id, record.signed_by_name, record.signed_role
        ),
    )


# --- sentences -------------------------------------------------------------------------------


def why_line(taken: TakenDecision, say: Labels) -> str:
    """Why it was yes or no, in one sentence."""
    key = _VERDICTS[taken.why.verdict]
    if not taken.why.rules:
        return say(key)
    rules = "; ".join(_named(taken.by_rule[rule]) for rule in taken.why.rules)
    return say(key, rules=rules)


def _named(rule: TakenRule) -> str:
    word = _outcome(rule).lower()
    return f"{rule.title or rule.rule} ({rule.rule}), {word}"


def _outcome(rule: TakenRule) -> str:
    outcome = rule.judgement.outcome
    if outcome is Outcome.OK and rule.kind == "exclusion":
        return _NO_HINDRANCE
    return _OUTCOMES[outcome]


def _facts(taken: TakenDecision, say: Labels) -> Iterator[tuple[str, str]]:
    state = taken.state
    yield say("decision"), say(taken.decision)
    yield say("proposal"), _OUTCOMES[taken.outcome]
    yield say("motivation"), taken.reason
    signer = ", ".join(part for part in (taken.clinician, taken.clinician_title) if part)
    yield say("signed_by"), f"{signer}, {_moment(taken.decided_at)}"
    if taken.overridden:
        yield (
            say("override"),
            say(
                "override_line",
                rules=", ".join(_named(taken.by_rule[rule]) for rule in taken.overridden),
                reason=_sentence(taken.reason),
                cosigner=taken.cosigner or say("no_cosigner"),
            ),
        )
    form = state.visit_form if state.visit_form in {"physical", "video", "phone"} else ""
    yield (
        say("visit"),
        say(
            "visit_line",
            day=state.visit_on,
            form=say(form or "unknown_form"),
            clinician=state.visit_clinician or "–",
        )
        if state.visit_on
        else say("no_visit"),
    )
    yield say("contact_reason"), state.contact_reason
    yield say("diagnosis"), taken.diagnosis
    if taken.program:
        yield (
            say("program"),
            say("program_line", program=taken.program, version=taken.program_version or "–"),
        )
    yield say("versions"), say("versions_line", version=taken.criteria_version)
    if taken.received_on is not None:
        day = taken.received_on.isoformat()
        known = (
            say("referral_line", referrer=taken.referrer, day=day)
            if taken.referrer
            else say("self_referral_line", day=day)
        )
        yield say("referral"), known
    yield say("question"), taken.question
    if taken.name:
        age = say("years", age=str(taken.age)) if taken.age is not None else say("no_age")
        yield (
            say("patient_then"),
            say("patient_line", name=taken.name, identity=taken.identity, age=age),
        )


def _sentence(words: str) -> str:
    told = words.strip() or "–"
    return told if told.endswith((".", "?", "!")) else f"{told}."


def _spoken(taken: TakenDecision, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The rules with these outcomes, the strongest first."""
    for outcome in outcomes:
        for rule in taken.rules:
            if rule.judgement.outcome is outcome:
                met = outcome is Outcome.OK and rule.met_title
                title = rule.met_title if met else rule.title or rule.rule
                said = rule.written.strip() or rule.judgement.text
                word = "" if outcome is Outcome.OK else f" {_OUTCOMES[outcome]}."
                yield f"{title} ({rule.rule}).{word}{f' {said}' if said and word else ''}"


# --- rules -----------------------------------------------------------------------------------


def _rule(taken: TakenDecision, rule: TakenRule, say: Labels) -> JudgedRule:
    lines = [(say("answer"), "; ".join(answers(taken, rule.rule, say)))]
    note = taken.state.notes.get(rule.rule, "")
    if note:
        lines.append((say("note"), note))
    lines.append((say("judged"), _judged(rule)))
    if rule.written.strip():
        lines.append((say("written"), rule.written))
    if rule.overridden:
        lines.append((say("override"), say("overridden")))
    if rule.line:
        quoted = say("source_of", line=rule.line, source=rule.source, day=rule.source_day)
        lines.append((say("source_line"), quoted))
    return JudgedRule(f"{rule.rule}  {rule.title}", _outcome(rule), tuple(lines))


def _judged(rule: TakenRule) -> str:
    said = rule.judgement
    noted = "" if said.note in said.text else said.note
    return f"{said.text} {noted}".strip() or "–"


def answers(taken: TakenDecision, rule: str, say: Labels) -> Iterator[str]:
    """Each answer of the rule with where it came from."""
    state = taken.state
    for key in ANSWERED.get(rule, ()):
        value = state.answers.get(key)
        since = state.notes.get(f"{UNCLEAR_NOTE}{key}")
        if value is None and key in _FOLLOWING and not since:
            continue
        source = _source(taken, key, say)
        if value is None:
            source = ""
            told = say("unclear", day=since) if since else say("unanswered_question")
        else:
            told = _value(taken, key, value, say)
        words = f"{say(f'a_{key}')}: {told}"
        yield f"{words} ({source})" if source else words


def _source(taken: TakenDecision, key: str, say: Labels) -> str:
    if key == "deepened_assessment":
        return say("from_case")
    if key == "programme":
        return ""  # the clinician's own proposal
    word = taken.state.sources.get(key)
    return say(_SOURCES[AnswerSource(word)] if word else "no_source")


def _value(taken: TakenDecision, key: str, value: Any, say: Labels) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, int | float):
        unit = "hours" if key == "hours_per_week" else "minutes"
        return say(unit, figure=written(value))
    if key == "medicines":
        return ", ".join(_medicine(one, say) for one in value) or say("no_medicines")
    if (key, value) in _WORDS:
        return say(_WORDS[key, value])
    if key == "programme":
        return taken.program or str(value)
    return taken.diagnosis or str(value) if key == "diagnosis" else str(value)


def _medicine(one: Mapping[str, Any], say: Labels) -> str:
    flags = {
        "frequent": {True: "frequent", False: "occasional"},
        "contraindicated": {True: "contraindicated"},
        "disturbs_sleep": {True: "disturbs_sleep"},
    }
    told = [_MEDICINES.get(one.get("kind", ""), "")]
    for flag, known in flags.items():
        answer = one.get(flag)
        if isinstance(answer, bool) and answer in known:
            told.append(say(known[answer]))
    name = str(one.get("name") or "").strip()
    inside = ", ".join(filter(None, told))
    return f"{name} ({inside})" if name else inside


# --- forms -----------------------------------------------------------------------------------


def _form(form: TakenForm, say: Labels) -> FilledForm:
    heading = _unbroken(form.name)
    if form.version:
        heading = f"{heading}, {say('form_version', version=form.version)}"
    parts = [_total(form, say)]
    if form.band:
        parts.append(say("guidance" if form.guidance else "band", band=form.band))
    if form.previous_total is not None and form.previous_on is not None:
        parts.append(
            say("before", total=written(form.previous_total), day=form.previous_on.isoformat())
        )
    result = say("form_line", day=form.answered_on.isoformat(), total=", ".join(parts))
    topics = dict(form.topics)
    told = [
        f"{number} {topics.get(number, '')}".strip()
        + f"\N{NO-BREAK SPACE}{say('unanswered') if answer is None else answer}"
        for number, answer in enumerate(form.answers, start=1)
    ]
    return FilledForm(heading, result, " · ".join(told))


def _total(form: TakenForm, say: Labels) -> str:
    if form.total is None:
        return say("incomplete")
    if form.highest is None:
        return say("total", total=written(form.total))
    return say("total_of", total=written(form.total), highest=written(form.highest))


def _unbroken(name: str) -> str:
    return name.replace("-", _HYPHEN)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
