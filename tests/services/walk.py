"""One patient walked from the envelope to a program, by the clinic's own services."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.models import ClinicProfile, Phrase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.measurements import NewMeasurement, Recorded
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.risk_cases import RiskChanges
from ikbt_desktop.services.screenings import FinishedScreening
from ikbt_desktop.services.treatment_weeks import WeekReportView
from ikbt_desktop.services.treatments import NewAssignment, TreatmentView
from ikbt_desktop.storage.unit_of_work import UnitOfWork, open_work
from tests.clinics import Clinic, Template, invented_number, make_template, open_copy

PROGRAM = "depressionshjalpen"
MADRS = (3, 3, 3, 2, 2, 3, 2, 2, 2)  # 22 p
RED = (2, 2, 2, 2, 2, 2, 1, 1, 4)
PHRASES = {
    "bokad": "Vi hörs igen {nästa datum}, {förnamn}.",
    "boosta": "Bra jobbat! {mål}",
}
_ANSWERS: dict[str, Any] = {
    "programme": PROGRAM,
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
    "medicines": [],
    "other_treatment": False,
    "severe_complex_longstanding": False,
}


@dataclass
class Walk:
    """The clinic, and the ids of the patient who is on the way."""

    clinic: Clinic
    patient_id: str
    referral_id: str
    treatment_id: str = ""

    @property
    def today(self) -> date:
        return self.clinic.clock.today

    # --- the way to a program ----------------------------------------------------------------

    def screen(
        self,
        *,
        decision: str = "suitable",
        madrs: tuple[int | None, ...] = MADRS,
        judged: Mapping[str, str] = {},
        cosigner: str | None = None,
        **answers: Any,
    ) -> None:
        """A whole screening, signed by Maria today; `cosigner` is a colleague's login."""
        screenings = self.clinic.clinician.screenings
        view = screenings.begin(self.referral_id)
        view = screenings.save(
            view.id,
            {
                "visit_on": self.today.isoformat(),
                "visit_clinician": "Maria Skenfors",
                "visit_form": "physical",
                "contact_reason": "Nedstämd sedan i våras.",
                "answers": {**_ANSWERS, **answers},
                "sources": {"medicines": "talk"},
            },
            step=Step.VISIT,
            version=view.version,
        )
        view = screenings.keep_answers(
            view.id, "madrs-s", madrs, answered_on=self.today, version=view.version
        )
        view = screenings.finish_form(view.id, "madrs-s", version=view.version)
        written = {
            rule: "Bedömt i samtal, hindrar inte."
            for rule, judgement in view.assessment.by_rule.items()
            if judgement.outcome == "REVIEW"
        } | dict(judged)
        reason = "Tydlig målgrupp, god motivation."
        view = screenings.save(
            view.id,
            {"decision": decision, "reason": reason, "judgements": written},
            step=Step.DECISION,
            version=view.version,
        )
        view = screenings.save(
            view.id, {"drafts_read": list(view.texts)}, step=Step.DECISION, version=view.version
        )
        password = self.clinic.own_password(cosigner) if cosigner is not None else None
        finished = FinishedScreening(decision, reason, {}, cosigner, password)
        screenings.sign(view.id, finished, version=view.version)

    def new(self, **changes: Any) -> NewAssignment:
        return replace(
            NewAssignment(
                referral_id=self.referral_id,
                program=PROGRAM,
                clinician_id=self.clinic.actor("maria").user_id,
                starts_on=self.today,
                agreed_on=self.today,
            ),
            **changes,
        )

    def assign(self, **changes: Any) -> TreatmentView:
        view = self.clinic.clinician.treatments.assign(self.new(**changes))
        self.treatment_id = view.id
        return view

    # --- the weeks ---------------------------------------------------------------------------

    def view(self) -> TreatmentView:
        return self.clinic.clinician.treatments.view(self.treatment_id)

    def measure(
        self,
        *answers: int | None,
        instrument: str = "madrs-s",
        week: int | None = None,
        on: date | None = None,
    ) -> Recorded:
        return self.clinic.clinician.measurements.record(
            NewMeasurement(
                patient_id=self.patient_id,
                instrument=instrument,
                answers=answers,
                answered_on=on or self.today,
                treatment_id=self.treatment_id or None,
                week=week,
            )
        )

    def report(self, section: int, **changes: Any) -> None:
        treatments = self.clinic.clinician.treatments
        seen = (each for each in treatments.reports(self.treatment_id) if each.section == section)
        treatments.report_week(
            self.treatment_id,
            replace(
                WeekReportView(
                    section=section,
                    reported_on=self.today,
                    homework="done",
                    homework_note="Aktivitetsdagbok",
                    reflection="Gick ut varje dag.",
                    agreed=(("Promenad måndag", False),),
                    version=next((each.version for each in seen), 0),
                ),
                **changes,
            ),
        )

    def sign(self, section: int, text: str = "Hej Åsa! Bra gjort.", **how: Any) -> Any:
        chosen = {"channel": "message", "minutes": 10, **how}
        return self.clinic.clinician.feedback_notes.sign(self.treatment_id, section, text, **chosen)

    def close(self, **changes: Any) -> TreatmentView:
        closing = replace(
            Closing(
                reason="as_planned",
                ended_on=self.today,
                background="Remitterad för nedstämdhet.",
                result="Symtomen minskade tydligt.",
                plan=("Vidmakthållandeplan gjord i sista avsnittet.",),
                follow_up_on=(self.today + timedelta(days=90),),
            ),
            **changes,
        )
        return self.clinic.clinician.treatments.close(
            self.treatment_id, closing, version=self.view().version
        )

    def assess_risk(self, level: str = "low") -> None:
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
                action_note="Ringt akutmottagningen." if level == "acute" else None,
            ),
            version=case.version,
        )
        cases.close(case.id, version=saved.version)

    # --- behind the services' back -----------------------------------------------------------

    def records(self) -> UnitOfWork:
        """A look at the records themselves."""
        return UnitOfWork(self.clinic.workplace("maria"), reading=True)

    def change(self) -> UnitOfWork:
        """Work that no service does; to be logged and committed."""
        return open_work(self.clinic.workplace("maria"), Permission.SCREEN)


def register(clinic: Clinic, *, born: date = date(1993, 2, 12), referrer: bool = True) -> Walk:
    """Reception registers Åsa; nobody has met her."""
    row = clinic.reception.referrals.register(
        NewReferral(
            identity=invented_number(born),
            family_name="Provberg",
            given_name="Åsa",
            source="referral" if referrer else "self_referral",
            received_on=clinic.clock.today - timedelta(days=20),
            referrer="Vårdcentralen Ekliden" if referrer else "",
            question="iKBT för depression?",
        )
    )
    return Walk(clinic, row.patient_id, row.id)


def furnish(clinic: Clinic) -> None:
    """The clinic's fee profile and its phrases."""
    with UnitOfWork(clinic.workplace("alva"), reading=False) as work:
        profile = work.find(ClinicProfile)[0]
        profile.settings = {**profile.settings, "fee_profile": "per-feedback"}
        for name, text in PHRASES.items():
            work.add(Phrase(name=name, text=text, owner_id=None))
        work.log(Action.CHANGE, kind="clinic")
        work.commit()


@dataclass(frozen=True)
class Stages:
    """Closed clinics to copy: the patient registered, waiting for a program, and in one."""

    registered: Template
    waiting: Template
    running: Template
    patient_id: str
    referral_id: str
    treatment_id: str

    def open(self, stage: str, root: Path) -> Walk:
        """A copy of one stage."""
        clinic = open_copy(getattr(self, stage), root)
        treatment = self.treatment_id if stage == "running" else ""
        return Walk(clinic, self.patient_id, self.referral_id, treatment)


def make_stages(root: Path) -> Stages:
    """Walk the patient once; every test starts from a copy."""
    template = make_template(root / "founded")
    clinic = open_copy(template, root / "registered")
    furnish(clinic)
    first = register(clinic)
    clinic.close()
    registered = replace(template, folder=clinic.folder)

    clinic = open_copy(registered, root / "waiting")
    walk = Walk(clinic, first.patient_id, first.referral_id)
    walk.screen()
    clinic.close()
    waiting = replace(template, folder=clinic.folder)

    clinic = open_copy(waiting, root / "running")
    walk = Walk(clinic, first.patient_id, first.referral_id)
    treatment = walk.assign()
    clinic.close()
    running = replace(template, folder=clinic.folder)
    return Stages(registered, waiting, running, first.patient_id, first.referral_id, treatment.id)
