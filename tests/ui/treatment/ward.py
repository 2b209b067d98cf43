"""A clinic with one patient on her way: waiting for a program, or in the middle of one."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.models import ClinicProfile, Phrase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.risk_cases import RiskChanges
from ikbt_desktop.services.screenings import FinishedScreening
from ikbt_desktop.services.treatments import NewAssignment, TreatmentView, WeekReportView
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import Clinic, Template, invented_number, make_template, open_copy

CALM = (3, 3, 3, 3, 3, 4, 3, 3, 2)
BETTER = (3, 4, 2, 3, 3, 3, 2, 3, 1)
RED = (2, 2, 2, 2, 2, 2, 1, 1, 4)
ANSWERS = {
    "programme": "depressionshjalpen",
    "cbt_suitable": True,
    "diagnosis": "F32.1",
    "somatic_suspicion": False,
    "hours_per_week": 2,
    "concentration_minutes": 45,
    "swedish_text": True,
    "swedish_speech": True,
    "device": "computer",
    "connection": True,
    "motivation": "yes",
    "hindering_condition": False,
    "substance_abuse": False,
    "acutely_suicidal": False,
    "medicines": [{"kind": "benzodiazepine", "name": "Sobril", "frequent": False}],
    "other_treatment": False,
    "severe_complex_longstanding": False,
}
PHRASES = {
    "bokad": "Vi hörs igen {nästa datum}. Skriv gärna innan dess om något är oklart.",
    "boosta": "Du har redan visat att du kan, {förnamn}.",
    "nästa": "Nästa avsnitt är {nästa avsnitt}. {mål}",
}


@dataclass
class Ward:
    """The clinic, and the ids of the one whose work it is."""

    clinic: Clinic
    patient_id: str
    referral_id: str
    treatment_id: str = ""

    @property
    def today(self) -> date:
        return self.clinic.clock.today

    def treatment(self) -> TreatmentView:
        return self.clinic.clinician.treatments.view(self.treatment_id)

    def measure(self, answers: tuple[int | None, ...], *, week: int) -> str:
        recorded = self.clinic.clinician.measurements.record(
            NewMeasurement(
                patient_id=self.patient_id,
                instrument="madrs-s",
                answers=answers,
                answered_on=self.today,
                treatment_id=self.treatment_id or None,
                week=week,
            )
        )
        return recorded.row.id

    def sign(self, section: int) -> None:
        """Maria's feedback on a section, signed today."""
        self.clinic.clinician.feedback_notes.sign(
            self.treatment_id, section, "Hej Åsa! Fint gjort.", channel="message", minutes=5
        )

    def assess_risk(self, level: str = "low") -> None:
        """Close the open case the way a clinician does."""
        cases = self.clinic.clinician.risk_cases
        case = cases.of_patient(self.patient_id)
        assert case is not None
        saved = cases.save(
            case.id,
            RiskChanges(
                assessment={
                    "questions": "Tankar ja, planer nej",
                    "risk_factors": ["loss"],
                    "protective_factors": ["hope"],
                    "scales": "MADRS-S",
                },
                level=level,
                plan="Telefon imorgon.",
                informed="Hanna Testmark",
                next_contact_at=self.clinic.clock() + timedelta(days=1),
            ),
            version=case.version,
        )
        cases.close(case.id, version=saved.version)


def register(clinic: Clinic, *, born: date = date(1993, 2, 12)) -> Ward:
    """Reception registers Åsa; nobody has met her."""
    row = clinic.reception.referrals.register(
        NewReferral(
            identity=invented_number(born),
            family_name="Provberg",
            given_name="Åsa",
            source="referral",
            received_on=clinic.clock.today - timedelta(days=20),
            referrer="Vårdcentralen Ekliden",
            question="iKBT för depression?",
        )
    )
    return Ward(clinic, row.patient_id, row.id)


def assess(
    ward: Ward, *, programme: str = "depressionshjalpen", decision: str = "suitable"
) -> None:
    """A whole screening, signed by Maria; the referral then waits for its program."""
    screenings = ward.clinic.clinician.screenings
    view = screenings.begin(ward.referral_id)
    view = screenings.save(
        view.id,
        {
            "visit_on": ward.today.isoformat(),
            "visit_clinician": "Maria Skenfors",
            "visit_form": "physical",
            "contact_reason": "Nedstämd sedan i våras.",
            "answers": {**ANSWERS, "programme": programme},
            "sources": {"medicines": "talk", "diagnosis": "talk"},
        },
        step=Step.VISIT,
        version=view.version,
    )
    view = screenings.keep_answers(
        view.id, "madrs-s", CALM, answered_on=ward.today, version=view.version
    )
    view = screenings.finish_form(view.id, "madrs-s", version=view.version)
    reason = "Tydlig målgrupp, god motivation."
    view = screenings.save(
        view.id,
        {"decision": decision, "reason": reason},
        step=Step.DECISION,
        version=view.version,
    )
    view = screenings.save(
        view.id, {"drafts_read": list(view.texts)}, step=Step.DECISION, version=view.version
    )
    screenings.sign(view.id, FinishedScreening(decision, reason, {}), version=view.version)


def furnish(clinic: Clinic) -> None:
    """The clinic's fee profile and its phrases."""
    with UnitOfWork(clinic.workplace("alva"), reading=False) as work:
        profile = work.find(ClinicProfile)[0]
        profile.settings = {**profile.settings, "fee_profile": "per-feedback"}
        for name, text in PHRASES.items():
            work.add(Phrase(name=name, text=text, owner_id=None))
        work.log(Action.CHANGE, kind="clinic")
        work.commit()


def treat(ward: Ward) -> None:
    """Depressionshjälpen with Maria, two weeks in: one feedback given, one form a week."""
    clinic = ward.clinic
    services = clinic.clinician
    view = services.treatments.assign(
        NewAssignment(
            referral_id=ward.referral_id,
            program="depressionshjalpen",
            clinician_id=clinic.actor("maria").user_id,
            starts_on=ward.today,
            agreed_on=ward.today,
        )
    )
    ward.treatment_id = view.id
    clinic.clock.move(days=7)
    ward.measure(CALM, week=1)
    services.treatments.report_week(
        view.id,
        WeekReportView(
            section=1,
            reported_on=ward.today,
            homework="done",
            homework_note="Aktivitetsdagbok",
            reflection="Gick ut varje dag.",
            agreed=(("Promenad måndag och torsdag", False), ("Ringa min bror", False)),
        ),
    )
    services.feedback_notes.sign(
        view.id,
        1,
        "Hej Åsa! Fint att du skrev ned vad som hände före.",
        channel="message",
        minutes=10,
    )
    clinic.clock.move(days=7)


@dataclass(frozen=True)
class Stages:
    """Closed clinics to copy: the patient assessed, and the patient in treatment."""

    founded: Template
    assessed: Template
    treated: Template
    patient_id: str
    referral_id: str
    treatment_id: str


def make_stages(root: Path) -> Stages:
    """Walk the patient once; every test then starts from a copy."""
    template = make_template(root / "founded")
    clinic = open_copy(template, root / "assessed")
    ward = register(clinic)
    furnish(clinic)
    assess(ward)
    clinic.close()
    assessed = replace(template, folder=clinic.folder)
    other = open_copy(assessed, root / "treated")
    going = Ward(other, ward.patient_id, ward.referral_id)
    treat(going)
    other.close()
    treated = replace(template, folder=other.folder)
    return Stages(
        template, assessed, treated, ward.patient_id, ward.referral_id, going.treatment_id
    )


def open_assessed(stages: Stages, root: Path) -> Ward:
    """A copy in which the referral waits for its program."""
    return Ward(open_copy(stages.assessed, root), stages.patient_id, stages.referral_id)


def open_treated(stages: Stages, root: Path) -> Ward:
    """A copy two weeks into the treatment: it is the third Monday."""
    clinic = open_copy(stages.treated, root)
    clinic.clock.move(days=14)
    return Ward(clinic, stages.patient_id, stages.referral_id, stages.treatment_id)
