"""The three texts of a decision as the program would write them, from facts alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic import eligibility, screening
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Assessment, Judgement
from ikbt_desktop.clinic.programs import Program
from ikbt_desktop.clinic.screening import Decision, ScreeningState
from ikbt_desktop.clinic.workdays import add_working_days, local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.exports import wording
from ikbt_desktop.exports.wording import Draft
from ikbt_desktop.models import ClinicProfile, Patient, Referral, Referrer, RiskCase

_FOLLOW_UP_WORKING_DAYS = 10

KINDS: Mapping[str, Mapping[str, Draft]] = {
    Decision.SUITABLE: {
        "record_text": Draft.RECORD_SUITABLE,
        "patient_letter": Draft.PATIENT_SUITABLE,
        "referrer_reply": Draft.REFERRER_SUITABLE,
    },
    Decision.NOT_SUITABLE: {
        "record_text": Draft.RECORD_UNSUITABLE,
        "patient_letter": Draft.PATIENT_UNSUITABLE,
        "referrer_reply": Draft.REFERRER_UNSUITABLE,
    },
    Decision.WAIT: {
        "record_text": Draft.RECORD_WAIT,
        "patient_letter": Draft.PATIENT_WAIT,
        "referrer_reply": Draft.REFERRER_WAIT,
    },
}
"""The draft of each text by decision."""

_VISIT_FORMS = {"physical": "på mottagningen", "video": "via video", "phone": "per telefon"}
_OUTCOMES = {
    Outcome.ACUTE: "akut",
    Outcome.EXCLUDE: "hinder",
    Outcome.NOT_MET: "inte uppfyllt",
    Outcome.REVIEW: "bedömt",
    Outcome.MISSING: "saknas",
    Outcome.OBS: "observandum",
}


@dataclass(frozen=True)
class Case:
    """Everything that the texts may tell."""

    state: ScreeningState
    assessment: Assessment
    catalogue: Catalogue
    patient: Patient
    clinician: str
    clinic: ClinicProfile
    referral: Referral
    referrer: Referrer | None
    risk_case: RiskCase | None
    measured_on: Mapping[str, date]
    today: date

    @property
    def kinds(self) -> tuple[str, ...]:
        """The texts that this case needs: without a referrer nobody waits for a reply."""
        return tuple(kind for kind in screening.DRAFTS if kind != "referrer_reply" or self.referrer)


def drafts(case: Case, decision: str) -> dict[str, str]:
    """The texts of a decision; no field of them is empty."""
    facts = _facts(case)
    return {
        kind: wording.draft(
            KINDS[decision][kind],
            {key: facts[key] for key in wording.shipped().fields(KINDS[decision][kind])},
        )
        for kind in case.kinds
    }


def _facts(case: Case) -> dict[str, str]:
    state, program = case.state, _program(case)
    reason = state.reason.strip() or "motivering ännu inte skriven"
    return {
        "assessment_date": state.visit_on or "ännu inte genomfört",
        "visit_form": _VISIT_FORMS.get(state.visit_form, "form ej angiven"),
        "clinician": state.visit_clinician.strip() or case.clinician,
        "reason_for_contact": _contact_reason(case),
        "criteria": _criteria(case),
        "measures": _measures(case),
        "risk": risk_line(case),
        "program": program.name if program else "program ännu inte valt",
        "decision_date": case.today.isoformat(),
        "motivation": reason,
        "information": "Skriftlig information lämnas i brev. Samtycke till programmet "
        "dokumenteras när det tilldelas.",
        "alternative": _alternative(case),
        "awaits": _awaits(case, reason).rstrip("."),
        "next_date": add_working_days(case.today, _FOLLOW_UP_WORKING_DAYS).isoformat(),
        "given_name": case.patient.given_name,
        "start_date": "så snart en plats är klar",
        "planned_end": _planned_end(program),
        "clinic_phone": case.clinic.phone or case.clinic.email or "mottagningens telefon",
        "crisis": case.clinic.crisis_text,
        "reason": reason,
        "referral_date": case.referral.received_on.isoformat(),
        "summary": f"{_diagnosis(case)} {_measures(case)}",
    }


def _program(case: Case) -> Program | None:
    return eligibility.chosen_program(screening.intake(case.state, case.catalogue), case.catalogue)


def _planned_end(program: Program | None) -> str:
    if program is None or program.sections is None:
        return "efter det sista avsnittet, med ett avsnitt i veckan"
    return f"omkring {program.sections} veckor efter starten"


def _diagnosis(case: Case) -> str:
    code = screening.intake(case.state, case.catalogue).diagnosis
    if code is None:
        return "Diagnos ännu inte satt."
    known = case.catalogue.diagnoses.by_code.get(code)
    return f"Diagnos: {known.shown if known else code}."


def _contact_reason(case: Case) -> str:
    told = case.state.contact_reason.strip() or case.referral.question.strip()
    return f"{_sentence(told)} {_diagnosis(case)}" if told else _diagnosis(case)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _criteria(case: Case) -> str:
    noted = [
        _criterion(case, rule, judgement)
        for rule, judgement in case.assessment.by_rule.items()
        if judgement.outcome is not Outcome.OK or judgement.note
    ]
    version = f"Kriterier version {case.assessment.version}."
    if not noted:
        return f"Alla inklusionskriterier är uppfyllda och inget hinder finns. {version}"
    return " ".join([*noted, "Övriga kriterier utan anmärkning.", version])


def _criterion(case: Case, rule: str, judgement: Judgement) -> str:
    criterion = case.catalogue.criteria.by_id[rule]
    written = case.state.judgements.get(rule, "").strip()
    if judgement.outcome is Outcome.OK:
        # That the reason shall be recorded is told to the one who writes, not to the reader.
        reminder = criterion.notes.get("record")
        noted = written or (judgement.note if judgement.note != reminder else "")
        return f"{criterion.met_title}. {_sentence(noted)}" if noted else f"{criterion.met_title}."
    title, word = criterion.title, _OUTCOMES[judgement.outcome]
    said = written or (_medicines(case) if rule == "EXC-4" else judgement.text)
    return f"{title}: {word}. {_sentence(said)}" if said else f"{title}: {word}."


def _medicines(case: Case) -> str:
    """The medicines by the names that were written, for the record."""
    named = [one.get("name", "").strip() for one in case.state.answers.get("medicines") or ()]
    return ", ".join(name for name in named if name)


def _measures(case: Case) -> str:
    lines = [
        _measure(case, code, total)
        for code, total in screening.totals(case.state, case.catalogue).items()
    ]
    return _sentence("; ".join(lines)) if lines else "Inga skattningar är ifyllda."


def _measure(case: Case, code: str, total: float | None) -> str:
    instrument = case.catalogue.instrument(code, case.state.versions.get(code))
    day = case.measured_on[code].isoformat()
    if total is None:
        return f"{instrument.name} ofullständig ({day})"
    band = instrument.score(case.state.measurements[code]).band
    said = f"{instrument.name} {total:g} p".replace(".", ",")
    if band is None or not band.word:
        return f"{said} ({day})"
    kind = "vägledande nivå" if band.guidance_only else "nivå"
    return f"{said} ({day}), {kind} {band.word}"


def risk_line(case: Case) -> str:
    """What is known of the risk, in one or two sentences for the record."""
    assessed = case.risk_case
    if assessed is not None and assessed.signed_at is not None:
        words = {choice.code: choice.word for choice in case.catalogue.risk.levels}
        day, level = local_day(assessed.signed_at).isoformat(), words[assessed.level].lower()
        told = [
            f"Fördjupad bedömning {day} av {assessed.signed_by_name}: {level} risk.",
            _sentence(f"Plan: {assessed.plan.strip()}"),
        ]
        if assessed.next_contact_at is not None:
            local = assessed.next_contact_at.astimezone(LOCAL)
            told.append(f"Nästa kontakt {local:%Y-%m-%d %H:%M}.")
        return " ".join(told)
    if assessed is not None:
        return "Fördjupad bedömning pågår."
    if case.state.answers.get("acutely_suicidal") is False:
        return "Inte akut suicidnära vid bedömningen."
    return "Ännu inte bedömd."


def _alternative(case: Case) -> str:
    if case.assessment.outcome is Outcome.ACUTE:
        return f"akut psykiatrisk bedömning, {case.clinic.crisis_unit}"
    if case.referrer is not None:
        return f"fortsatt kontakt med {case.referrer.name}"
    return "kontakt med vårdcentralen för annan hjälp"


def _awaits(case: Case, reason: str) -> str:
    if case.assessment.by_rule["INC-2"].outcome is Outcome.NOT_MET:
        return "somatisk utredning"
    return reason
