"""The screening: begun from a referral, saved answer by answer, signed once."""

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic import eligibility, screening
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Assessment
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.lifecycles import (
    Lifecycle,
    ReferralState,
    ensure_move,
)
from ikbt_desktop.clinic.lifecycles import ScreeningState as Stage
from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.clinic.screening import Decision, ScreeningState, Step
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    AlreadySigned,
    Incomplete,
    InvalidValue,
    MoveRefused,
    NotFound,
    RuleRefused,
)
from ikbt_desktop.models import (
    ClinicProfile,
    Measurement,
    Patient,
    Referral,
    Referrer,
    Screening,
    User,
    Visit,
)
from ikbt_desktop.models import Draft as DraftRecord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import (
    cosigning,
    decided,
    decision_papers,
    fields,
    kept_documents,
    kept_forms,
    regions,
    risk_watch,
    screening_content,
    screening_texts,
    shown,
)
from ikbt_desktop.services.decision_papers import Paper
from ikbt_desktop.services.kept_documents import NewDocument
from ikbt_desktop.services.kept_forms import Answers, Place
from ikbt_desktop.services.screening_content import Content, PendingForm
from ikbt_desktop.services.screening_texts import Case
from ikbt_desktop.storage import list_measurements, masked
from ikbt_desktop.storage.list_referrals import BOOKED
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

CRITERIA = "criteria"
OPEN_STATES = (Stage.OPEN, Stage.AWAITING_COSIGNATURE)
_SCREENED = (
    ReferralState.RECEIVED,
    ReferralState.REVIEWING,
    ReferralState.VISIT_BOOKED,
    ReferralState.ASSESSED,
    ReferralState.WAITING,
)
_ELSEWHERE = frozenset({"deepened_assessment", "sex"})
"""Answers that come from the signed risk case and from the patient's identity."""
_ASKED_ANEW = frozenset({"acutely_suicidal"})
"""Never taken over from an earlier screening: risk is asked about each time."""


@dataclass(frozen=True)
class ScreeningRow:
    """One begun or finished screening."""

    id: str
    patient_id: str
    name: str
    clinician: str
    state: str
    step: str
    begun_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class EnteredForm:
    """A questionnaire of this screening: what was keyed in, and what came out."""

    instrument: str
    measurement_id: str | None  # None while only a partial entry is kept
    answers: tuple[int | None, ...]
    answered_on: date
    total: float | None
    band: str | None
    flags: frozenset[str]
    previous_answers: tuple[int | None, ...] | None
    previous_total: float | None
    previous_on: date | None
    version: str = ""  # of the instrument that was filled in

    def plain(self) -> dict[str, Any]:
        """As a signed screening keeps it."""
        day = self.previous_on.isoformat() if self.previous_on else None
        return {
            **dataclasses.asdict(self),
            "answered_on": self.answered_on.isoformat(),
            "flags": sorted(self.flags),
            "previous_on": day,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "EnteredForm":
        """Read what `plain` wrote."""
        earlier, day = kept["previous_answers"], kept["previous_on"]
        values = {
            **{one.name: kept[one.name] for one in dataclasses.fields(cls) if one.name in kept},
            "answers": tuple(kept["answers"]),
            "answered_on": date.fromisoformat(kept["answered_on"]),
            "flags": frozenset(kept["flags"]),
            "previous_answers": None if earlier is None else tuple(earlier),
            "previous_on": None if day is None else date.fromisoformat(day),
        }
        return cls(**values)


@dataclass(frozen=True)
class ScreeningView:
    """Everything that the wizard shows, judged. Frozen: each save gives a new one."""

    id: str
    version: int
    patient_id: str
    referral_id: str
    referral_received_on: date
    referral_question: str
    referrer: str | None
    patient_age: int | None
    patient_sex: str | None
    clinician_id: str
    clinician: str
    step: Step
    state: ScreeningState
    assessment: Assessment
    forms: tuple[EnteredForm, ...]
    battery: tuple[str, ...]  # instrument codes wanted for the program and diagnosis
    reachable: tuple[Step, ...]
    risk_case_id: str | None
    risk_required: bool  # a red case is open, and its assessment not signed
    acute: bool
    signed_at: datetime | None
    texts: Mapping[str, str]  # record_text, patient_letter, referrer_reply as drafted or edited
    visit_at: datetime | None  # the booked visit, proposed as the assessment visit
    visit_form: str  # "physical", "video" or "phone"; "" without a booked visit
    visit_clinician: str  # who it is booked with
    newer: Mapping[str, str]  # "criteria" or the program's code: judged anew by this version


@dataclass(frozen=True)
class FinishedScreening:
    """The clinician's decision. `decision`: "suitable", "not_suitable", "wait"."""

    decision: str
    reason: str
    texts: Mapping[str, str]
    cosigner_login: str | None = None
    cosigner_password: str | None = None


@dataclass(frozen=True)
class SignedScreening:
    """What signing did."""

    screening_id: str
    decision: str
    document_ids: tuple[str, ...]


@dataclass(frozen=True)
class BrokenOff:
    """A screening that ended without a decision, and why."""

    id: str
    at: datetime
    clinician: str
    reason: str


class Screenings:
    """One run of the wizard. Each field is saved as it is left; nothing waits for the end."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- opening -----------------------------------------------------------------------------

    def begin(self, referral_id: str) -> ScreeningView:
        """Open the referral's unfinished screening, or begin one.

        A new one after a decision to wait takes over what was answered. Raises `MoveRefused` when
        the referral is past being screened.
        """
        with open_work(self._workplace, Permission.SCREEN) as work:
            referral = work.get(Referral, referral_id)
            found = _unfinished(work, referral_id)
            record = found or self._begun(work, referral)
            work.log(
                Action.READ if found else Action.CREATE,
                kind="screening",
                record_id=record.id,
                patient_id=record.patient_id,
            )
            return self._committed(work, record)

    def open(self, screening_id: str) -> ScreeningView:
        """Read one; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            record = work.get(Screening, screening_id)
            work.log(
                Action.READ, kind="screening", record_id=record.id, patient_id=record.patient_id
            )
            return self._committed(work, record)

    def broken_off(self, patient_id: str) -> tuple[BrokenOff, ...]:
        """The patient's screenings that ended without a decision, newest first; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            found = work.find(
                Screening,
                patient_id=patient_id,
                state=Stage.DISCONTINUED,
                order_by=("-changed_at",),
            )
            work.log(Action.READ, kind="screening", patient_id=patient_id)
            lines = tuple(
                BrokenOff(
                    record.id,
                    record.changed_at,
                    work.get(User, record.clinician_id).name,
                    record.reason,
                )
                for record in found
            )
            work.commit()
            return lines

    def unfinished(self) -> tuple[ScreeningRow, ...]:
        """Påbörjade bedömningar, oldest first."""
        with open_reading(self._workplace, Permission.READ_CLINICAL) as work:
            records = [
                record
                for state in OPEN_STATES
                for record in work.find(Screening, state=state, order_by=("created_at",))
            ]
            return tuple(_row(work, record) for record in records)

    # --- writing -----------------------------------------------------------------------------

    def save(
        self, screening_id: str, changes: Mapping[str, Any], *, step: Step, version: int
    ) -> ScreeningView:
        """Keep changed answers, sources, notes, judgements and the place. One short transaction.

        `changes` are keys of `ScreeningState` (see clinic.screening), and "texts": edited texts by
        kind, for the decision that then stands. Mappings are merged; None takes a key away. Digits
        go by `keep_answers`. Raises `StaleRecord`, `AlreadySigned`, `InvalidValue`.
        """
        entered = {key: _checked(value, key) for key, value in changes.items()}
        _ensure_own(entered, today=local_day(self._workplace.clock()))
        with open_work(self._workplace, Permission.SCREEN) as work:
            record = _writable(work, screening_id, version)
            content = Content.of(record.content)
            before = content.state
            content = self._entered(work, record, content, entered)
            self._keep(work, record, content, step)
            self._watch_talk(work, record, content.state, before=before)
            return self._committed(work, record)

    def keep_answers(
        self,
        screening_id: str,
        instrument: str,
        answers: Answers,
        *,
        answered_on: date,
        version: int,
    ) -> ScreeningView:
        """Keep the keyed-in digits so far. Risk rules run on what is there, at once.

        A flag opens (or joins) the risk case in the same transaction; a corrected digit
        retracts its flag. Raises `InvalidAnswers` and keeps nothing of it.
        """
        with open_work(self._workplace, Permission.SCREEN) as work:
            record = _writable(work, screening_id, version)
            form = self._form_of(work, record, instrument)
            given = form.check(answers)
            patient = work.get(Patient, record.patient_id)
            kept_forms.ensure_day(patient, answered_on, today=local_day(work.now()))
            content = Content.of(record.content)
            finished = screening_content.measured(work, record).get(form.code)
            pending = PendingForm(given, answered_on, form.version)
            content = content.with_pending(form.code, _differing(pending, finished))
            self._keep(work, record, content, Step.QUESTIONNAIRES)
            digits = kept_forms.Digits(given, answered_on)
            kept_forms.watch_digits(work, form, record, digits, finished)
            return self._committed(work, record)

    def finish_form(self, screening_id: str, instrument: str, *, version: int) -> ScreeningView:
        """Make the kept digits a measurement of this screening.

        A second time makes a correction of the first. Raises `Incomplete` without digits,
        `InvalidValue` when the form of that day is measured elsewhere.
        """
        with open_work(self._workplace, Permission.SCREEN) as work:
            record = _writable(work, screening_id, version)
            form = self._form_of(work, record, instrument)
            content = Content.of(record.content)
            if form.code in content.pending:
                self._measure(work, record, form, content.pending[form.code])
                content = content.with_pending(form.code, None)
                self._keep(work, record, content, Step.QUESTIONNAIRES)
            elif form.code not in screening_content.measured(work, record):
                raise Incomplete((form.code,))
            return self._committed(work, record)

    def discontinue(self, screening_id: str, *, reason: str, version: int) -> None:
        """Break off without a decision, e.g. when the referral is withdrawn. A risk case stays.

        Digits that are keyed in stay too, as measurements: a later rise is counted from them.
        """
        words = fields.prose(reason, "reason", required=True)
        with open_work(self._workplace, Permission.SCREEN) as work:
            record = _writable(work, screening_id, version)
            ensure_move(Lifecycle.SCREENING, record.state, Stage.DISCONTINUED)
            self._measure_unless_elsewhere(work, record)
            record.state, record.reason = Stage.DISCONTINUED, words
            record.changed_at = work.now()
            self._log(work, record, Action.VOID)
            work.commit()

    # --- deciding ----------------------------------------------------------------------------

    def draft_texts(self, screening_id: str, *, decision: str) -> Mapping[str, str]:
        """The three texts as the program would write them for this decision; two without referrer.

        Edited texts are in the view; these are always fresh. Logged.
        """
        if decision not in set(Decision):
            raise InvalidValue("decision", "unknown_word")
        with open_work(self._workplace, Permission.SCREEN) as work:
            record = work.get(Screening, screening_id)
            content = Content.of(record.content)
            state = self._live(work, record, content)
            texts = screening_texts.drafts(self._case(work, record, state), decision)
            self._log(work, record, Action.READ)
            work.commit()
            return texts

    def sign(
        self, screening_id: str, finished: FinishedScreening, *, version: int
    ) -> SignedScreening:
        """Sign: one transaction locks the screening, moves the referral, files the documents.

        Slow (Argon2id and PDF): run it off the screen's thread. Raises `Incomplete` (what is
        missing), `RuleRefused` (DEC-1, EXC-3, ACU-1 …), `WrongCredentials` (co-signer),
        `StaleRecord`, `UnprintableText`.
        """
        at = self._workplace.clock()
        cosigner = self._cosigner(finished)
        with open_reading(self._workplace, Permission.DECIDE) as work:
            record = _writable(work, screening_id, version)
            ready = self._ready(work, record, finished, at=at, cosigner=cosigner)
        papers = decision_papers.render(
            ready.case, ready.texts, signer=self._workplace.actor, at=at
        )
        with open_work(self._workplace, Permission.DECIDE) as work:
            record = _writable(work, screening_id, version)
            self._measure_pending(work, record)
            ready = self._ready(work, record, finished, at=at, cosigner=cosigner)
            return self._signed(work, record, ready, papers, cosigner=cosigner, at=at)

    def _measure_pending(self, work: UnitOfWork, record: Screening) -> None:
        """Digits that nobody finished are measurements too, before the rules are asked."""
        content = Content.of(record.content)
        for code, form in content.pending.items():
            self._measure(work, record, self._form_of(work, record, code), form)
        record.content = dataclasses.replace(content, pending={}).plain()
        work.flush()

    def _measure_unless_elsewhere(self, work: UnitOfWork, record: Screening) -> None:
        """As `_measure_pending`, but a form of a day that is measured already is left as it is."""
        content = Content.of(record.content)
        for code, form in content.pending.items():
            with contextlib.suppress(InvalidValue):  # "already_measured", before anything is kept
                self._measure(work, record, self._form_of(work, record, code), form)
                content = content.with_pending(code, None)
        record.content = content.plain()
        work.flush()

    def _cosigner(self, finished: FinishedScreening) -> Actor | None:
        if not finished.cosigner_login:
            return None
        return cosigning.proven(
            self._workplace,
            Permission.DECIDE,
            finished.cosigner_login,
            finished.cosigner_password,
        )

    def _ready(
        self,
        work: UnitOfWork,
        record: Screening,
        finished: FinishedScreening,
        *,
        at: datetime,
        cosigner: Actor | None,
    ) -> "_Ready":
        """Everything checked, or the reason why not. All rules hold here, whatever a page did."""
        if finished.decision not in set(Decision):
            raise InvalidValue("decision", "unknown_word")
        content = Content.of(record.content)
        before = self._live(work, record, content)
        same = before.decision == finished.decision
        texts = self._texts(work, record, before, content) if same else {}
        state = dataclasses.replace(
            before,
            decision=finished.decision,
            reason=fields.prose(finished.reason, "reason", length=fields.QUESTION),
            drafts_read=content.still_read(texts),
        )
        case = self._case(work, record, state)
        edited = {
            kind: fields.prose(text, kind, length=fields.QUESTION)
            for kind, text in finished.texts.items()
            if kind in case.kinds
        }
        texts = {**screening_texts.drafts(case, finished.decision), **texts, **edited}
        today = local_day(at)
        if state.visit is not None and state.visit.day > today:
            raise RuleRefused("DEC-1", "decision_before_visit")
        screening.ensure_closable(
            state,
            self._catalogue,
            on=today,
            signer=work.actor.user_id,
            cosigner=cosigner.user_id if cosigner else None,
            flag_open=_flag_open(work, record),
            drafts=case.kinds,
        )
        if finished.decision == Decision.SUITABLE:
            regions.ensure(work, case.patient)
        if finished.decision == Decision.SUITABLE and risk_watch.stands_acute(
            work, record.patient_id
        ):
            raise RuleRefused("ACU-1", "acute")
        empty = tuple(f"draft:{kind}" for kind in case.kinds if not texts[kind].strip())
        if empty:
            raise Incomplete(empty)
        return _Ready(content, state, case, {kind: texts[kind] for kind in case.kinds})

    def _signed(
        self,
        work: UnitOfWork,
        record: Screening,
        ready: "_Ready",
        papers: Sequence[Paper],
        *,
        cosigner: Actor | None,
        at: datetime,
    ) -> SignedScreening:
        ensure_move(Lifecycle.SCREENING, record.state, Stage.SIGNED)
        forms = tuple(self._forms(work, record, ready.content))
        found = ready.case.assessment
        overridden = ready.state.decision == Decision.SUITABLE and screening.overridden(found)
        program = eligibility.chosen_program(
            screening.intake(ready.state, self._catalogue), self._catalogue
        )
        record.content = {
            **ready.state.plain(),
            "forms": [
                decided.plain_form(
                    form.plain(),
                    self._catalogue.instrument(form.instrument, form.version),
                    ready.case.patient.legal_sex,
                )
                for form in forms
            ],
            "taken": decided.plain_surroundings(ready.case, work.actor),
            "texts": {ready.state.decision or "": ready.texts},
        }
        record.criteria_version = found.version
        record.program_code = program.code if program else None
        record.program_version = program.version if program else ""
        record.outcome = found.outcome
        record.judgements = decided.plain_judgements(found, ready.state, self._catalogue.criteria)
        record.decision, record.reason = ready.state.decision or "", ready.state.reason
        if overridden and cosigner is not None:
            record.cosigner_id, record.cosigner_name = cosigner.user_id, cosigner.name
        record.state, record.step, record.changed_at = Stage.SIGNED, Step.DECISION, at
        record.signed_at, record.signed_role = at, work.actor.role
        record.signed_by_id, record.signed_by_name = work.actor.user_id, work.actor.name
        self._log(work, record, Action.SIGN)
        decided.move_referral(
            work, ready.case.referral, record, limits=self._catalogue.limits, at=at
        )
        decided.hold_visit(work, record, ready.state)
        ids = tuple(self._filed(work, record, paper, at=at) for paper in papers)
        for draft in work.find(DraftRecord, subject_id=record.id):
            work.discard(draft)
        work.commit()
        return SignedScreening(record.id, record.decision, ids)

    @staticmethod
    def _filed(work: UnitOfWork, record: Screening, paper: Paper, *, at: datetime) -> str:
        document = kept_documents.keep(
            work,
            NewDocument(
                kind=paper.kind,
                number=paper.number,
                patient_id=record.patient_id,
                text=paper.text,
                content=paper.content,
                referral_id=record.referral_id,
                screening_id=record.id,
            ),
            signed_at=at,
        )
        return document.id

    # --- inside: writing ---------------------------------------------------------------------

    def _form_of(self, work: UnitOfWork, record: Screening, code: str) -> Instrument:
        """The form as it was begun here, whatever is in force by now; else the one in force."""
        pending = Content.of(record.content).pending.get(code)
        finished = screening_content.measured(work, record).get(code)
        if pending is not None:
            return self._catalogue.instrument(code, pending.version)
        if finished is not None:
            return self._catalogue.instrument(code, finished.instrument_version)
        if code not in self._catalogue.instruments:
            raise NotFound("instrument")
        return self._catalogue.instruments[code]

    def _begun(self, work: UnitOfWork, referral: Referral) -> Screening:
        if referral.state not in _SCREENED:
            raise MoveRefused(Lifecycle.REFERRAL, referral.state, ReferralState.ASSESSED)
        return work.add(
            Screening(
                referral_id=referral.id,
                patient_id=referral.patient_id,
                clinician_id=work.actor.user_id,
                state=Stage.OPEN,
                step=Step.VISIT,
                content=Content(_first_state(work, referral)).plain(),
                changed_at=work.now(),
            )
        )

    def _entered(
        self, work: UnitOfWork, record: Screening, content: Content, entered: Mapping[str, Any]
    ) -> Content:
        """The content with the changes. Another decision has its own texts, which are unread."""
        texts = entered.get("texts", {})
        read = entered.get("drafts_read")
        plain = {
            key: value for key, value in entered.items() if key not in {"texts", "drafts_read"}
        }
        answers = dict(plain.get("answers") or {})
        known = self._live(work, record, content).answers
        for key in _ELSEWHERE & answers.keys():
            if answers.pop(key) != known.get(key):
                raise InvalidValue(key, "is_kept_elsewhere")
        if "answers" in plain:
            plain["answers"] = answers
        state = content.state.changed(plain)
        screening.assess(state, self._catalogue)  # an unknown programme is refused here
        if state.decision != content.state.decision:
            content = dataclasses.replace(content, read={})
        content = dataclasses.replace(content, state=state)
        if texts:
            content = content.with_texts(texts, state.decision)
        if read is not None:
            live = self._live(work, record, content)
            shown_now = self._texts(work, record, live, content)
            kept = {
                kind: screening_content.digest(text)
                for kind, text in shown_now.items()
                if kind in read
            }
            content = dataclasses.replace(content, read=kept)
        return content

    def _keep(self, work: UnitOfWork, record: Screening, content: Content, step: Step) -> None:
        judged_by = self._versions(content.state)
        record.content = dataclasses.replace(content, judged_by=judged_by).plain()
        record.step = step
        record.changed_at = work.now()
        self._log(work, record, Action.CHANGE)

    def _versions(self, state: ScreeningState) -> dict[str, str]:
        """What the answers are judged by now; "" for a program that is out of use."""
        code = state.answers.get("programme")
        if code is None or not self._catalogue.knows_program(code):
            return {CRITERIA: self._catalogue.criteria.version}
        program = self._catalogue.programs.get(code)
        version = "" if program is None else program.version
        return {CRITERIA: self._catalogue.criteria.version, code: version}

    def _newer(self, content: Content) -> dict[str, str]:
        """What holds in another version than when it was last written in."""
        now = self._versions(content.state)
        before = content.judged_by
        return {key: now[key] for key in before if key in now and now[key] != before[key]}

    @staticmethod
    def _log(work: UnitOfWork, record: Screening, action: Action) -> None:
        work.flush()
        work.log(
            action,
            kind="screening",
            record_id=record.id,
            patient_id=record.patient_id,
            version=record.version,
        )

    @staticmethod
    def _watch_talk(
        work: UnitOfWork, record: Screening, state: ScreeningState, *, before: ScreeningState
    ) -> None:
        """Acute suicidality found in talk opens the case too, whatever the scores say.

        Said again after it was taken back, it is a finding of its own.
        """
        origin = risk_watch.Origin(
            f"screening:{record.id}:talk", record.patient_id, screening_id=record.id
        )
        said = state.answers.get("acutely_suicidal") is True
        is_new = said and before.answers.get("acutely_suicidal") is not True
        found = [risk_watch.flag_by_hand("")] if said else []
        risk_watch.watch(work, origin, found, is_new=is_new)

    def _measure(
        self, work: UnitOfWork, record: Screening, form: Instrument, pending: PendingForm
    ) -> None:
        patient = work.get(Patient, record.patient_id)
        finished = screening_content.measured(work, record).get(form.code)
        if finished is None or finished.answered_on != pending.answered_on:
            kept_forms.ensure_first_of_day(work, patient.id, form.code, pending.answered_on)
        kept = kept_forms.keep(
            work,
            patient=patient,
            instrument=form,
            answers=pending.answers,
            answered_on=pending.answered_on,
            place=Place(screening_id=record.id),
            replaces=finished,
            reason="ändrad i bedömningen" if finished else "",
        )
        kept_forms.watch(work, form, kept)

    # --- inside: seeing ----------------------------------------------------------------------

    def _live(self, work: UnitOfWork, record: Screening, content: Content) -> ScreeningState:
        if record.signed_at is not None:
            return content.state
        patient = work.get(Patient, record.patient_id)
        return screening_content.live(work, record, content, patient)

    def _case(self, work: UnitOfWork, record: Screening, state: ScreeningState) -> Case:
        referral = work.get(Referral, record.referral_id)
        clinic = work.first(ClinicProfile)
        assert clinic is not None  # a clinic is founded with its profile
        content = Content.of(record.content)
        days = {
            code: kept.answered_on
            for code, kept in screening_content.measured(work, record).items()
        }
        return Case(
            state=state,
            assessment=screening.assess(state, self._catalogue),
            catalogue=self._catalogue,
            patient=work.get(Patient, record.patient_id),
            clinician=work.get(User, record.clinician_id).name,
            clinic=clinic,
            referral=referral,
            referrer=work.get(Referrer, referral.referrer_id) if referral.referrer_id else None,
            risk_case=screening_content.standing_case(work, record),
            measured_on=days | {code: form.answered_on for code, form in content.pending.items()},
            today=local_day(work.now()),
        )

    def _texts(
        self, work: UnitOfWork, record: Screening, state: ScreeningState, content: Content
    ) -> dict[str, str]:
        """The texts of the decision as they stand: as edited, otherwise as drafted."""
        if state.decision is None:
            return {}
        if record.signed_at is not None:
            return dict(content.edited(state.decision))
        drafted = screening_texts.drafts(self._case(work, record, state), state.decision)
        return {**drafted, **content.edited(state.decision)}

    def _forms(
        self, work: UnitOfWork, record: Screening, content: Content
    ) -> Iterator[EnteredForm]:
        measured = screening_content.measured(work, record)
        sex = work.get(Patient, record.patient_id).legal_sex
        for code in dict.fromkeys((*measured, *content.pending)):
            form = self._form_of(work, record, code)
            pending, kept = content.pending.get(code), measured.get(code)
            day = pending.answered_on if pending else kept.answered_on if kept else date.min
            answers = pending.answers if pending else tuple(kept.answers) if kept else ()
            earlier = _previous(work, record, code, day)
            score = form.score(answers, sex=sex)
            before = kept_forms.answers_before(
                work,
                patient_id=record.patient_id,
                instrument=form,
                day=day,
                outside_screening=record.id,
            )
            fired = {str(rule.flag) for rule in form.fired(answers, before)}
            yield EnteredForm(
                instrument=code,
                measurement_id=None if pending or kept is None else kept.id,
                answers=answers,
                answered_on=day,
                total=score.total,
                band=score.band.name if score.band else None,
                flags=frozenset(score.flags | fired),
                previous_answers=tuple(earlier.answers) if earlier else None,
                previous_total=kept_forms.whole(earlier.total) if earlier else None,
                previous_on=earlier.answered_on if earlier else None,
                version=form.version,
            )

    def _committed(self, work: UnitOfWork, record: Screening) -> ScreeningView:
        work.flush()
        seen = self._seen(work, record)
        work.commit()
        return seen

    def _seen(self, work: UnitOfWork, record: Screening) -> ScreeningView:
        content = Content.of(record.content)
        state = self._live(work, record, content)
        texts = self._texts(work, record, state, content)
        signed = record.signed_at is not None
        if not signed:
            state = dataclasses.replace(state, drafts_read=content.still_read(texts))
        found = decided.assessment(record) if signed else screening.assess(state, self._catalogue)
        patient, referral = (
            work.get(Patient, record.patient_id),
            work.get(Referral, record.referral_id),
        )
        referrer = work.get(Referrer, referral.referrer_id) if referral.referrer_id else None
        visit = work.first(Visit, referral_id=referral.id, state=BOOKED, order_by=("-starts_at",))
        open_case = risk_watch.open_case(work, record.patient_id)
        case = open_case or screening_content.standing_case(work, record)
        flag_open = _flag_open(work, record)
        return ScreeningView(
            id=record.id,
            version=record.version,
            patient_id=record.patient_id,
            referral_id=record.referral_id,
            referral_received_on=referral.received_on,
            referral_question=referral.question,
            referrer=referrer.name if referrer else None,
            patient_age=shown.age(patient.birth_date, on=local_day(work.now())),
            patient_sex=patient.legal_sex,
            clinician_id=record.clinician_id,
            clinician=work.get(User, record.clinician_id).name,
            step=Step(record.step),
            state=state,
            assessment=found,
            forms=(
                tuple(map(EnteredForm.of, record.content["forms"]))
                if signed
                else tuple(self._forms(work, record, content))
            ),
            battery=self._battery(state),
            reachable=(
                tuple(Step)
                if signed
                else screening.reachable_steps(state, self._catalogue, flag_open=flag_open)
            ),
            risk_case_id=case.id if case else None,
            risk_required=not signed
            and screening.risk_required(state, self._catalogue, flag_open=flag_open),
            acute=found.outcome is Outcome.ACUTE,
            signed_at=record.signed_at,
            texts=texts,
            visit_at=visit.starts_at if visit else None,
            visit_form=visit.form if visit else "",
            visit_clinician=work.get(User, visit.clinician_id).name if visit else "",
            newer={} if signed else self._newer(content),
        )

    def _battery(self, state: ScreeningState) -> tuple[str, ...]:
        """What is needed first, then what the program usually adds."""
        read = screening.intake(state, self._catalogue)
        program = eligibility.chosen_program(read, self._catalogue)
        usual = program.battery(read.diagnosis) if program else ()
        return tuple(dict.fromkeys((*screening.needed_measures(state, self._catalogue), *usual)))


@dataclass(frozen=True)
class _Ready:
    """A decision that may be signed."""

    content: Content
    state: ScreeningState
    case: Case
    texts: Mapping[str, str]


def _checked(value: Any, field: str) -> Any:
    """Every text of a change, however deep, bounded and without hidden signs."""
    if isinstance(value, str):
        return fields.prose(value, field, length=fields.QUESTION)
    if isinstance(value, Mapping):
        return {key: _checked(item, field) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(item, field) for item in value]
    return value


def _ensure_own(entered: Mapping[str, Any], *, today: date) -> None:
    """Refuse what is entered elsewhere, and a meeting that has not been held."""
    if {"measurements", "versions"} & entered.keys():
        raise InvalidValue("measurements", "is_a_measurement")
    unknown = set(entered.get("texts", ())) | set(entered.get("drafts_read") or ())
    if unknown - set(screening.DRAFTS):
        raise InvalidValue("texts", "unknown_key")
    if "visit_on" in entered and entered["visit_on"] is not None:
        try:
            day = date.fromisoformat(entered["visit_on"])
        except (TypeError, ValueError) as fault:
            raise InvalidValue("visit_on", "not_a_date") from fault
        if day > today:
            raise InvalidValue("visit_on", "future")


def _writable(work: UnitOfWork, screening_id: str, version: int) -> Screening:
    record = work.get(Screening, screening_id)
    if record.signed_at is not None:
        raise AlreadySigned("screening")
    if record.state not in OPEN_STATES:
        raise MoveRefused(Lifecycle.SCREENING, record.state, Stage.OPEN)
    return work.get(Screening, screening_id, version=version)


def _unfinished(work: UnitOfWork, referral_id: str) -> Screening | None:
    for state in OPEN_STATES:
        found = work.first(Screening, referral_id=referral_id, state=state)
        if found is not None:
            return found
    return None


def _first_state(work: UnitOfWork, referral: Referral) -> ScreeningState:
    """What is known before the first question: the answers of a decision to wait, or a code."""
    earlier = work.first(
        Screening, referral_id=referral.id, state=Stage.SIGNED, order_by=("-signed_at",)
    )
    if earlier is not None and earlier.decision == Decision.WAIT:
        old = Content.of(earlier.content).state
        left = _ELSEWHERE | _ASKED_ANEW
        answers = {key: value for key, value in old.answers.items() if key not in left}
        return dataclasses.replace(
            old,
            answers=answers,
            judgements={rule: text for rule, text in old.judgements.items() if rule != "EXC-3"},
            measurements={},
            versions={},
            acute_action={},
            drafts_read=(),
            decision=None,
            reason="",
        )
    if referral.diagnosis_code is None:
        return ScreeningState()
    return ScreeningState(
        answers={"diagnosis": referral.diagnosis_code},
        sources={"diagnosis": screening.AnswerSource.REFERRAL},
    )


def _differing(pending: PendingForm, finished: Measurement | None) -> PendingForm | None:
    """The digits, unless they say what is measured already or nothing at all."""
    if finished is None:
        return pending if any(answer is not None for answer in pending.answers) else None
    same = (
        pending.answers == tuple(finished.answers) and pending.answered_on == finished.answered_on
    )
    return None if same else pending


def _flag_open(work: UnitOfWork, record: Screening) -> bool:
    """Whether a case stops everything else; a soft one waits beside the screening."""
    return risk_watch.pressing_case(work, record.patient_id) is not None


def _previous(
    work: UnitOfWork, record: Screening, instrument: str, day: date
) -> Measurement | None:
    return list_measurements.before(
        work,
        patient_id=record.patient_id,
        instrument=instrument,
        day=day,
        outside_screening=record.id,
    )


def _row(work: UnitOfWork, record: Screening) -> ScreeningRow:
    patient = work.glance(Patient, record.patient_id)
    return ScreeningRow(
        id=record.id,
        patient_id=patient.id,
        name=masked.listed_name(patient),
        clinician=work.get(User, record.clinician_id).name,
        state=record.state,
        step=record.step,
        begun_at=record.created_at,
        changed_at=record.changed_at,
    )
