"""The steps that a patient of the training clinic goes through, each by a verb of the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.care_relation import Ground
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.demo import people, texts
from ikbt_desktop.demo.forms import filled
from ikbt_desktop.demo.people import Invented
from ikbt_desktop.demo.staff import Staff
from ikbt_desktop.demo.timeline import Timeline
from ikbt_desktop.services.assignments import NewSupport
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.feedback_notes import spoken
from ikbt_desktop.services.fees import NewPeriod
from ikbt_desktop.services.guardians import GuardianChanges, NewConsent
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral, NewVisit
from ikbt_desktop.services.screenings import FinishedScreening, ScreeningView
from ikbt_desktop.services.treatment_weeks import WeekReportView
from ikbt_desktop.services.treatments import NewAssignment

VISIT, PAPERS, ASSIGNED, SENT_IN, ANSWERED = (
    time(9, 0),
    time(11, 30),
    time(13, 15),
    time(7, 50),
    time(14, 10),
)
_MORNING, _TICKED = time(8, 20), time(14, 15)
_ORDINARY: Mapping[str, Any] = {
    "cbt_suitable": True,
    "somatic_suspicion": False,
    "hours_per_week": 3,
    "concentration_minutes": 60,
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
_JUDGED = "Bedömt i samtalet: hindrar inte behandlingen, följs upp varje vecka."
_LEFT_OUT = "Formuläret fylls i på papper vid behandlingsstart."


@dataclass(frozen=True)
class Intake:
    """What the assessment visit comes to. `totals` are the questionnaires of the visit."""

    program: str
    diagnosis: str
    reason: str
    totals: Mapping[str, int]
    decision: str = "suitable"
    item_nine: int = 1
    answers: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Week:
    """One week of a treatment: what came in, and how it was answered."""

    number: int
    totals: Mapping[str, int]
    item_nine: int = 1
    phq_nine: int = 0
    homework: str = "done"
    phone: bool = False


@dataclass
class Journey:
    """One invented patient on the way through the clinic."""

    person: Invented
    line: Timeline
    staff: Staff
    number: int
    login: str = "maria"
    patient_id: str = ""
    referral_id: str = ""
    screening_id: str = ""
    treatment_id: str = ""
    started: int = 0
    _known_version: int | None = None

    def _before(self, login: str) -> Services:
        """The person's services; of a protected patient the door is opened for a reason first."""
        services = self.staff[login]
        if self.person.protected and services.doors.at(self.patient_id) is not None:
            may = services.actor.may(Permission.READ_CLINICAL)
            services.doors.open(self.patient_id, Ground.CARE if may else Ground.OFFICE)
        return services

    def blocked(self, day: int, login: str, wish: str) -> None:
        """The patient asks that one of those who work here does not see the record."""
        self.line.at(day, time(11, 20), lambda: self._block(login, wish))

    def _block(self, login: str, wish: str) -> None:
        new = NewBlock("patient", wish, self.staff.id_of(login))
        self.staff["rut"].blocks.place(self.patient_id, new)

    # --- reception ---------------------------------------------------------------------------

    def received(
        self,
        day: int,
        question: str,
        *,
        referrer: str = "Vårdcentralen Ekliden",
        acknowledged: bool = True,
        letter: bool = False,
    ) -> None:
        """Reception registers the referral and confirms it to the sender."""
        self.line.at(day, _MORNING, lambda: self._register(day, question, referrer))
        if letter:
            self.line.at(day, _MORNING, self._confirm_by_letter)
        if referrer and acknowledged:
            self.line.at(day, _MORNING, self._acknowledge)

    def _register(self, day: int, question: str, referrer: str) -> None:
        person, today = self.person, self.line.today
        hidden = person.protected
        row = self.staff["rut"].referrals.register(
            NewReferral(
                identity=person.identity(today=today),
                family_name=person.family_name,
                given_name=person.given_name,
                source="referral" if referrer else "self_referral",
                received_on=self.line.day(day),
                referrer=referrer,
                question=question,
                phone="" if hidden else people.mobile(self.number),
                email="" if hidden else f"patient{self.number}@exempel.example",
                address="" if hidden else people.STREET,
                postcode="" if hidden else people.POSTCODE,
                city="" if hidden else people.CITY,
                protected=hidden,
            )
        )
        self.patient_id, self.referral_id = row.patient_id, row.id
        self._known_version = row.version

    def _version(self) -> int:
        """The referral's version: as the last verb gave it, or read again after other acts."""
        if self._known_version is None:
            return self.staff["rut"].referrals.detail(self.referral_id).row.version
        return self._known_version

    def _acknowledge(self) -> None:
        row = self.staff["rut"].referrals.acknowledge(self.referral_id, version=self._version())
        self._known_version = row.version

    def _confirm_by_letter(self) -> None:
        made = self.staff["rut"].documents.acknowledgement(self.referral_id)
        self.staff["rut"].documents.tick_filed(made.id)

    def reviewed(self, day: int) -> None:
        """The head of unit looks at it: it is for this clinic."""
        self.line.at(day, time(10, 5), lambda: self._move("reviewing"))

    def left(self, day: int, state: str, note: str) -> None:
        """The way ends before any decision."""
        self.line.at(day, time(15, 40), lambda: self._move(state, note))

    def _move(self, state: str, note: str = "") -> None:
        row = self.staff["tore"].referrals.move(
            self.referral_id, state, version=self._version(), note=note
        )
        self._known_version = row.version

    def booked(self, day: int, on: int, *, at: time = VISIT, form: str = "physical") -> None:
        """Reception books the assessment visit."""
        starts_at = datetime.combine(self.line.day(on), at)
        self.line.at(day, time(10, 40), lambda: self._book(starts_at, form))

    def _book(self, starts_at: datetime, form: str) -> None:
        visit = NewVisit(self.referral_id, self.staff.id_of(self.login), starts_at, form)
        row = self.staff["rut"].referrals.book_visit(visit, version=self._version())
        self._known_version = row.version

    def waits_by_own_wish(self, day: int, until: int, reason: str) -> None:
        """The patient wants to wait: the clock of the care guarantee stands still."""
        self.line.at(day, time(11, 0), lambda: self._own_wait(until, reason))

    def _own_wait(self, until: int, reason: str) -> None:
        self.staff["rut"].referrals.set_own_wait(
            self.referral_id,
            until=self.line.day(until),
            reason=reason,
            version=self._version(),
        )

    # --- the assessment ----------------------------------------------------------------------

    def assessed(
        self, day: int, intake: Intake, *, answered: bool = True, filed: bool = True
    ) -> None:
        """A whole screening on the day of the visit, signed; then the papers go out."""
        self.line.at(day, time(9, 50), lambda: self._screen(day, intake))
        if filed:
            self.line.at(day, PAPERS, self._file)
        if answered:
            self.line.at(day, PAPERS, self._answer)

    def begun(self, day: int, intake: Intake) -> None:
        """A screening that somebody left half-way."""
        self.line.at(day, time(9, 50), lambda: self._fill(day, intake))

    def _fill(self, day: int, intake: Intake) -> ScreeningView:
        services = self._before(self.login)
        view = services.screenings.begin(self.referral_id)
        self.screening_id = view.id
        answers = {
            **_ORDINARY,
            **(intake.answers or {}),
            "programme": intake.program,
            "diagnosis": intake.diagnosis,
        }
        view = services.screenings.save(
            view.id,
            {
                "visit_on": self.line.day(day).isoformat(),
                "visit_clinician": services.actor.name,
                "visit_form": "physical",
                "contact_reason": intake.reason,
                "answers": answers,
                "sources": dict.fromkeys(("diagnosis", "hours_per_week", "medicines"), "talk"),
            },
            step=Step.QUESTIONNAIRES,
            version=view.version,
        )
        for code, total in intake.totals.items():
            form = services.catalogue.instruments[code]
            answered = filled(form, total, risk=intake.item_nine if code == "madrs-s" else 0)
            view = services.screenings.keep_answers(
                view.id,
                code,
                answered,
                answered_on=self.line.day(day),
                version=view.version,
            )
        return view

    def _screen(self, day: int, intake: Intake) -> None:
        services = self._before(self.login)
        view = self._fill(day, intake)
        self._known_version = None  # the decision moves the referral
        judged = {
            rule: _JUDGED
            for rule, judgement in view.assessment.by_rule.items()
            if judgement.outcome is Outcome.REVIEW
        }
        wanted = screening.needed_measures(view.state, services.catalogue)
        judged |= {code: _LEFT_OUT for code in wanted if code not in intake.totals}
        read = screening.DRAFTS if view.referrer else screening.DRAFTS[:2]
        view = services.screenings.save(
            view.id,
            {
                "judgements": judged,
                "decision": intake.decision,
                "reason": intake.reason,
                "drafts_read": list(read),
            },
            step=Step.DECISION,
            version=view.version,
        )
        services.screenings.sign(
            view.id,
            FinishedScreening(intake.decision, intake.reason, {}),
            version=view.version,
        )

    def _file(self) -> None:
        reception = self._before("rut").documents
        for row in reception.of_patient(self.patient_id):
            if row.state == "made":
                reception.tick_filed(row.id)

    def _answer(self) -> None:
        self._before("rut").referrals.tick_answered(self.referral_id, version=self._version())

    # --- the treatment -----------------------------------------------------------------------

    def assigned(self, day: int, program: str, *, reason: str = "") -> None:
        """The head of unit gives the program; it starts that day."""
        self.started = day
        self.line.at(day, ASSIGNED, lambda: self._assign(day, program, reason))

    def _assign(self, day: int, program: str, reason: str) -> None:
        given = self._before("tore").treatments.assign(
            NewAssignment(
                referral_id=self.referral_id,
                program=program,
                clinician_id=self.staff.id_of(self.login),
                starts_on=self.line.day(day),
                agreed_on=self.line.day(day),
                sections=9 if program == "stresshjalpen" else None,
                reason=reason,
            )
        )
        self.treatment_id = given.id

    def guarded(self, day: int, guardian: GuardianChanges, *, stance: str) -> None:
        """Reception registers a guardian, and what the guardian says at the visit."""
        self.line.at(day, _MORNING, lambda: self._guard(day, guardian, stance))

    def _guard(self, day: int, guardian: GuardianChanges, stance: str) -> None:
        guardians = self.staff["rut"].guardians
        family = guardians.add(self.patient_id, guardian)
        said = NewConsent(stance, "oral", self.line.day(day), family.guardians[-1].id)
        guardians.record_consent(self.patient_id, said)

    def supported(self, day: int) -> None:
        """The first guardian gets the program for guardians beside the young patient's."""
        self.line.at(day, ANSWERED, lambda: self._support(day))

    def _support(self, day: int) -> None:
        services = self.staff[self.login]
        family = services.guardians.of_patient(self.patient_id)
        services.treatments.assign_support(
            NewSupport(
                treatment_id=self.treatment_id,
                guardian_id=family.guardians[0].id,
                clinician_id=self.staff.id_of(self.login),
                starts_on=self.line.day(day),
                agreed_on=self.line.day(day),
                sections=4,
            )
        )

    def paid(self, day: int, opening_sum: int) -> None:
        """The patient shows what is paid elsewhere in the twelve months that run."""
        self.line.at(
            day,
            _MORNING,
            lambda: self.staff["rut"].fees.keep_period(
                self.patient_id, NewPeriod(self.line.day(day - 60), opening_sum)
            ),
        )

    def weeks(self, weeks: Sequence[Week]) -> None:
        """What came in and how it was answered, a week after a week."""
        for week in weeks:
            day = self.started + 7 * week.number
            self.sent_in(day, week)
            self.answered(day, week)

    def sent_in(self, day: int, week: Week) -> None:
        """The patient's forms, homework and reflection of the week."""
        self.line.at(day, SENT_IN, lambda: self._enter(day, week))

    def _enter(self, day: int, week: Week) -> None:
        services = self._before(self.login)
        risks = {"madrs-s": week.item_nine, "phq-9": week.phq_nine}
        for code, total in week.totals.items():
            form = services.catalogue.instruments[code]
            services.measurements.record(
                NewMeasurement(
                    patient_id=self.patient_id,
                    instrument=code,
                    answers=filled(form, total, risk=risks.get(code, 0)),
                    answered_on=self.line.day(day),
                    treatment_id=self.treatment_id,
                    week=week.number,
                )
            )
        place = (week.number - 1) % len(texts.REFLECTIONS)
        services.treatments.report_week(
            self.treatment_id,
            WeekReportView(
                section=week.number,
                reported_on=self.line.day(day),
                homework=week.homework,
                homework_note="",
                reflection=texts.REFLECTIONS[place],
                agreed=((texts.AGREED[place], week.homework == "done"),),
            ),
        )

    def answered(self, day: int, week: Week, *, sent: bool = True) -> None:
        """The clinician's feedback, signed and sent."""
        self.line.at(day, ANSWERED, lambda: self._sign(day, week, sent=sent))

    def _sign(self, day: int, week: Week, *, sent: bool) -> None:
        text = texts.CALL if week.phone else texts.FEEDBACK[(week.number - 1) % len(texts.FEEDBACK)]
        signed = self._before(self.login).feedback_notes.sign(
            self.treatment_id,
            week.number,
            text.format(name=self.person.given_name, day=spoken(self.line.day(day + 7))),
            channel="phone" if week.phone else "message",
            minutes=25 if week.phone else 10 + (self.number + week.number) % 6,
        )
        if sent and not week.phone:
            self._before(self.login).feedback_notes.tick_sent(signed.contact_id)

    def event(self, day: int, kind: str, words: str) -> None:
        """A mark under the curve."""
        self.line.at(
            day,
            time(15, 0),
            lambda: self._before(self.login).treatments.add_event(
                self.treatment_id, on=self.line.day(day), kind=kind, words=words
            ),
        )

    def drafted(self, day: int, section: int, text: str) -> None:
        """A feedback that is begun and not signed."""
        self.line.at(
            day,
            time(16, 20),
            lambda: self._before(self.login).feedback_notes.keep_draft(
                self.treatment_id, section, text, cursor=len(text)
            ),
        )

    def paused(self, day: int, until: int, reason: str) -> None:
        """The treatment rests."""
        self.line.at(day, time(15, 10), lambda: self._pause(until, reason))

    def _pause(self, until: int, reason: str) -> None:
        treatments = self._before(self.login).treatments
        view = treatments.view(self.treatment_id)
        treatments.pause(view.id, until=self.line.day(until), reason=reason, version=view.version)

    def ended(self, day: int, closing: Closing) -> None:
        """The clinician ends the treatment with the closing form."""
        self.line.at(day, time(15, 20), lambda: self._end(closing))

    def _end(self, closing: Closing) -> None:
        treatments = self._before(self.login).treatments
        view = treatments.view(self.treatment_id)
        treatments.close(view.id, closing, version=view.version)

    def summed_up(self, day: int, *, filed: bool) -> None:
        """The summary is signed; perhaps somebody has put it in the journal."""
        self.line.at(day, time(15, 45), lambda: self._sum_up(filed=filed))

    def _sum_up(self, *, filed: bool) -> None:
        made = self._before(self.login).documents.sign_summary(self.treatment_id)
        if filed:
            self._before("rut").documents.tick_filed(made.id)

    def no_answer(self, day: int, at: time) -> None:
        """A try to reach the patient of an open risk case."""
        self.line.at(day, at, self._ring)

    def _ring(self) -> None:
        cases = self._before(self.login).risk_cases
        case = cases.of_patient(self.patient_id)
        if case is not None:
            cases.take(case.id, version=case.version)
            cases.attempt(case.id, "no_answer", note="Signaler gick fram, inget svar.")


def closing(
    line: Timeline,
    day: int,
    *,
    reason: str,
    background: str,
    result: str,
    follow_up: tuple[int, ...],
) -> Closing:
    """The closing form; follow-ups are days counted from today."""
    return Closing(
        reason=reason,
        ended_on=line.day(day),
        background=background,
        result=result,
        plan=(
            "Fortsätter på egen hand med planen från det sista avsnittet.",
            "Söker vårdcentralen i första hand vid försämring, vid akut fara 112.",
        ),
        follow_up_on=tuple(line.day(one) for one in follow_up),
    )
