"""What documents are made from; kept apart from the printing, which is heavy to import."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ikbt_desktop.clinic.chart import CourseFacts
from ikbt_desktop.exports.wording import Language

# --- every paper -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Letterhead:
    """The clinic as its documents show it."""

    name: str
    contact: str


@dataclass(frozen=True)
class PatientHead:
    """Who the document is about. No address: letters carry their own, and only when allowed."""

    surname: str
    given_name: str
    identity_number: str
    age: int | None = None
    sex: str = ""
    protected: bool = False

    @property
    def list_name(self) -> str:
        """Surname first, as in lists and heads."""
        return f"{self.surname}, {self.given_name}"


@dataclass(frozen=True)
class Signature:
    """Who stands for the text, and since when."""

    name: str
    title: str
    at: datetime


@dataclass(frozen=True)
class Imprint:
    """What the paper is: for the foot, the marks and the signature box."""

    document_id: str
    version: int
    printed_at: datetime
    printed_by: str
    signature: Signature | None
    replaces_version: int | None = None
    replaces_reason: str = ""
    demo: bool = False


# --- the treatment summary -------------------------------------------------------------------


@dataclass(frozen=True)
class RuleLine:
    """A rule that mattered for the decision: its name, the outcome in words, and the reason."""

    rule: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class WeekLine:
    """One week: `totals` follow `TreatmentSummaryFacts.week_measures`; None means missing."""

    week: str
    section: str
    feedback: str
    totals: tuple[str | None, ...]
    homework: str


@dataclass(frozen=True)
class MeasureLine:
    """A measure before and after. None means that it was not measured; `change` is signed (−15)."""

    name: str
    before: str | None
    after: str | None
    change: str
    interpretation: str


@dataclass(frozen=True)
class TreatmentSummaryFacts:
    """Everything that the document says. `closing` is e.g. "avslutad enligt plan"."""

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    program: str
    start: date
    end: date
    closing: str
    referrer: str
    diagnosis: str
    assessment_and_decision: str
    clinician: str
    contacts: str
    procedure_codes: tuple[str, ...]
    background: str
    assessment: str
    rules: tuple[RuleLine, ...]
    week_measures: tuple[str, ...]
    weeks: tuple[WeekLine, ...]
    measures: tuple[MeasureLine, ...]
    risk: tuple[str, ...]
    result: str
    course: CourseFacts
    course_notes: tuple[str, ...]
    plan: tuple[str, ...]
    checks: tuple[str, ...] = ()
    """The course checks and the inactivity ladder, with each action and what became of it."""


# --- letters and record texts ----------------------------------------------------------------


class LetterKind(StrEnum):
    """What the paper is; the words are keys of resources/documents/letters.toml."""

    RECORD_TEXT = "record_text"
    PATIENT_LETTER = "patient_letter"
    REFERRER_REPLY = "referrer_reply"
    ACKNOWLEDGEMENT = "acknowledgement"


@dataclass(frozen=True)
class LetterFacts:
    """A letter or record text. Lines of `body` are paragraphs; `address` belongs to `recipient`.

    The address of a patient with protected identity is never printed, even when it is given here.
    """

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    kind: LetterKind
    body: str
    language: Language = Language.SWEDISH
    subject: str = ""
    recipient: str = ""
    address: tuple[str, ...] = ()
    mediation: tuple[str, ...] = ()
    """Where the outer envelope of a protected person's letter goes: the clinic has written it."""


@dataclass(frozen=True)
class ForwardingFacts:
    """A letter that the tax agency forwards: the number it asks for, and nothing of an address."""

    letterhead: Letterhead
    imprint: Imprint
    identity_number: str
    sender: tuple[str, ...]
    mediation: tuple[str, ...]
    uncertain_number: bool = False
    """The agency's own description says nothing of this kind of number."""


# --- the safety plan and the recovery sheet --------------------------------------------------


@dataclass(frozen=True)
class SafetyPlanFacts:
    """The steps in their order, each a list in the patient's words; `crisis` is the clinic's text.

    An empty step is printed as not filled in: nobody shall believe that it was forgotten.
    """

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    agreed_on: date
    agreed_with: str
    crisis: str
    warning_signs: tuple[str, ...] = ()
    own_ways: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    surroundings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RiskAssessmentFacts:
    """A signed in-depth assessment: each section a heading with what was written under it."""

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    subtitle: str
    judgement: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, repr=False)
class RecoverySheetFacts:
    """The key in its typed groups. `key_number` names the key without telling it."""

    letterhead: Letterhead
    imprint: Imprint
    created: date
    key_number: str
    groups: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class DeviceSheetFacts:
    """The code of the clinic's computers in its typed groups; `code_number` names it."""

    letterhead: Letterhead
    imprint: Imprint
    created: date
    code_number: str
    groups: tuple[str, ...]


# --- a decision as it was taken --------------------------------------------------------------


@dataclass(frozen=True)
class JudgedRule:
    """One rule of that day: `lines` are pairs of what it is and what was said."""

    heading: str
    outcome: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FilledForm:
    """A questionnaire of that day: its result and every answer by item."""

    heading: str
    result: str
    answers: str


@dataclass(frozen=True)
class DecisionRecordFacts:
    """The intake as it was signed. `texts` are the decision's texts, each with its name."""

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    subtitle: str
    why: str
    facts: tuple[tuple[str, str], ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    rules: tuple[JudgedRule, ...]
    forms: tuple[FilledForm, ...]
    left_out: tuple[str, ...]
    risk: str
    texts: tuple[tuple[str, str], ...]
