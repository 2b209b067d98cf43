"""What a signed screening says to the assignment: answers, meeting, decision, and who said what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import MedicineKind
from ikbt_desktop.clinic.eligibility import FitRow, Intake
from ikbt_desktop.clinic.programs import Ruling, Visit
from ikbt_desktop.clinic.screening import AnswerSource, Decision, ScreeningState
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.models import Measurement, Patient, Screening
from ikbt_desktop.services.screening_content import Content
from ikbt_desktop.storage.unit_of_work import UnitOfWork

# The answer that each row of the panel rests on, and the rule that judges it.
_ANSWERS: Mapping[FitRow, tuple[str, str]] = {
    FitRow.TARGET: ("diagnosis", "INC-1"),
    FitRow.TIME: ("hours_per_week", "INC-3"),
    FitRow.MEDICINES: ("medicines", "EXC-4"),
}
_SOURCES: Mapping[str, str] = {
    AnswerSource.REFERRAL: "remissen",
    AnswerSource.TALK: "samtal",
    AnswerSource.SCALE: "skattning",
}


@dataclass(frozen=True)
class ScreeningFacts:
    """A referral's decision as plain values. Without a signed screening everything is unknown."""

    intake: Intake
    visit: Visit | None
    ruling: Ruling | None
    totals: Mapping[str, float]
    state: ScreeningState
    catalogue: Catalogue

    def known(self, row: FitRow, age: int | None) -> str:
        """What is known about the patient, in Swedish: the line under the criterion's name."""
        match row:
            case FitRow.TARGET:
                return self._diagnosis()
            case FitRow.AGE:
                return f"{age} år" if age is not None else "ålder saknas"
            case FitRow.TIME:
                hours = self.intake.hours_per_week
                return (
                    "tid saknas" if hours is None else f"{hours:g}".replace(".", ",") + " h/vecka"
                )
            case FitRow.MEDICINES:
                return self._medicines()
            case FitRow.MEASURES:
                return self._measures()
            case FitRow.COMPETENCE:
                return "grundutbildning i KBT"

    def source(self, row: FitRow) -> str:
        """Where the answer came from, and the rule: "samtal 2026-10-08, regel EXC-4"."""
        if row not in _ANSWERS:
            return ""
        key, rule = _ANSWERS[row]
        word = _SOURCES.get(self.state.sources.get(key, ""), "")
        day = self.state.visit_on if word == "samtal" and self.state.visit_on else ""
        told = f"{word} {day}".strip()
        return f"{told}, regel {rule}" if told else f"regel {rule}"

    def _diagnosis(self) -> str:
        code = self.intake.diagnosis
        if code is None:
            return "diagnos saknas"
        known = self.catalogue.diagnoses.by_code.get(code)
        return f"{code}, {known.name}" if known is not None else code

    def _medicines(self) -> str:
        medicines = self.intake.medicines
        if medicines is None:
            return "inte besvarat"
        if not medicines:
            return "inga"
        return ", ".join(one.name or _KIND_WORDS[one.kind] for one in medicines)

    def _measures(self) -> str:
        names = [
            f"{self.catalogue.instrument(code).name} {total:g} p"
            for code, total in self.totals.items()
            if code in self.catalogue.instruments
        ]
        return ", ".join(names).replace("-", "\N{NON-BREAKING HYPHEN}") or "inga mätningar"


_KIND_WORDS: Mapping[MedicineKind, str] = {
    MedicineKind.BENZODIAZEPINE: "bensodiazepin",
    MedicineKind.BLOOD_PRESSURE: "blodtryckssänkande",
    MedicineKind.ANXIOLYTIC: "ångestdämpande",
    MedicineKind.SLEEP: "sömnmedel",
    MedicineKind.Z_DRUG: "z-preparat",
    MedicineKind.OTHER: "annat läkemedel",
}


def of(
    work: UnitOfWork, signed: Screening | None, patient: Patient, catalogue: Catalogue
) -> ScreeningFacts:
    """The facts of a signed screening, with the patient's newest totals beside its own."""
    state = Content.of(signed.content if signed is not None else {}).state
    totals = _totals(work, patient)
    own = screening.totals(state, catalogue)
    totals |= {code: total for code, total in own.items() if total is not None}
    return ScreeningFacts(
        intake=screening.intake(state, catalogue),
        visit=state.visit,
        ruling=_ruling(signed),
        totals=totals,
        state=state,
        catalogue=catalogue,
    )


def _totals(work: UnitOfWork, patient: Patient) -> dict[str, float]:
    rows = work.find(Measurement, patient_id=patient.id, is_current=True, order_by=("answered_on",))
    return {row.instrument: row.total for row in rows if row.total is not None}


def _ruling(signed: Screening | None) -> Ruling | None:
    if signed is None or signed.signed_at is None:
        return None
    day: date = local_day(signed.signed_at)
    return Ruling(day, signed.decision == Decision.SUITABLE)
