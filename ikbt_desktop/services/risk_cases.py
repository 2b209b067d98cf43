"""The risk loop: opened by a flag, seen by every clinician, closed only by a signed assessment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.lifecycles import Lifecycle, RiskCaseState, TreatmentState, ensure_move
from ikbt_desktop.clinic.risk import RiskLevel
from ikbt_desktop.clinic.roles import GRANTS, Permission, Role
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import AlreadySigned, Incomplete, InvalidValue, RuleRefused, StaleRecord
from ikbt_desktop.models import (
    ClinicProfile,
    ContactAttempt,
    Patient,
    RiskCase,
    RiskFlag,
    SafetyPlan,
    Treatment,
    User,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, risk_papers, risk_watch, safety_papers
from ikbt_desktop.services.drafts import discard_own
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

SAFETY_STEPS = (
    "warning_signs",
    "own_ways",
    "places",
    "people",
    "care",
    "surroundings",
    "reasons",
)
"""The headings of the safety plan, in order."""
ATTEMPT_KINDS = tuple(risk.Attempt)
BY_HAND_DRAFT = "risk_by_hand"
"""Why a case is to be opened, while it is written; the patient is its subject."""
_TEXTS = ("questions", "scales", "notes")


@dataclass(frozen=True)
class RiskFlagView:
    """Why the case is open. `instrument` is "" where a person raised the flag, without a form.

    `retracted_at`: the answer behind it was corrected then; the flag stays to be read.
    """

    instrument: str
    rule: str  # "item", "total", "rise", "by_hand"
    item: int | None
    value: float | None
    previous: float | None
    raised_at: datetime
    reason: str = ""
    retracted_at: datetime | None = None
    level: Level = Level.RED

    measured_on: date | None = None  # the form's own day, where a form raised it
    measurement_id: str | None = None  # None while the digits are not a measurement yet

    @classmethod
    def of(cls, flag: RiskFlag) -> "RiskFlagView":
        """The flag as a case keeps it."""
        return cls(
            instrument=flag.instrument,
            rule=flag.rule,
            item=flag.item,
            value=flag.value,
            previous=flag.previous,
            raised_at=flag.raised_at,
            reason=flag.reason,
            retracted_at=flag.retracted_at,
            level=Level(flag.urgency),
            measured_on=flag.measured_on,
            measurement_id=flag.measurement_id,
        )


@dataclass(frozen=True)
class AttemptView:
    """One try to reach the patient. `kind`: "answered", "no_answer", "message"."""

    at: datetime
    kind: str
    note: str
    by: str
    follow_up: bool = False  # of the contact that the closed assessment promised


@dataclass(frozen=True)
class SafetyPlanView:
    """One version of the safety plan: heading key → the patient's own words."""

    version: int
    written_at: datetime
    written_by: str
    content: Mapping[str, str]


@dataclass(frozen=True)
class EarlierCase:
    """An assessment of the same patient before this one."""

    id: str
    state: str
    opened_at: datetime
    signed_by: str
    level: str


@dataclass(frozen=True)
class RiskCaseView:
    """One case as the risk page shows it."""

    id: str
    version: int
    patient_id: str
    screening_id: str | None
    treatment_id: str | None
    state: str
    opened_at: datetime
    deadline_at: datetime
    owner_id: str | None
    owner: str | None
    flags: tuple[RiskFlagView, ...]
    attempts: tuple[AttemptView, ...]
    safety_plan: SafetyPlanView | None
    # keys: questions, scales, notes (texts), risk_factors, protective_factors (codes, or None)
    assessment: Mapping[str, Any]
    level: str  # "", "low", "medium", "high", "acute"
    plan: str
    informed: str
    next_contact_at: datetime | None
    action_note: str  # on acute: who, when, what (ACU-1)
    missing: tuple[str, ...]  # what is left before closing, clinic.risk words
    crisis_unit: str
    crisis_phone: str
    crisis_text: str
    escalation_text: str
    signed_at: datetime | None
    signed_by: str | None
    can_close_as_mistake: bool = False  # every flag is corrected since, or was raised by hand
    mistake_reason: str = ""
    number: int = 1  # of the patient's cases
    off_hours: risk.OffHours | None = None  # the flag came when the clinic may be empty
    unreached: int = 0  # tries without an answer since the patient last answered
    escalates: bool = False  # so many that the clinic's own text is to be followed
    plans: tuple[SafetyPlanView, ...] = ()  # every version of the safety plan, newest first
    kva_codes: tuple[str, ...] = ()  # the proposed code, once it is accepted
    earlier: tuple[EarlierCase, ...] = ()  # newest first
    follow_up_open: bool = False  # closed, and the promised contact is not made yet
    is_printed: bool = False  # the signed assessment is a document already
    is_pressing: bool = True  # red: contact today; a soft one is to be followed up today


@dataclass(frozen=True)
class RiskChanges:
    """The written part of the assessment; a field left None is not touched."""

    assessment: Mapping[str, Any] | None = None
    level: str | None = None
    plan: str | None = None
    informed: str | None = None
    next_contact_at: datetime | None = None
    action_note: str | None = None
    kva_codes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class OpenCount:
    """How many cases are open: red ones, and those with soft flags alone."""

    pressing: int
    soft: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.pressing + self.soft


@dataclass(frozen=True)
class StandingCase:
    """An open case as a sign of change: it names nobody."""

    case_id: str
    flags: int
    standing_flags: int
    is_pressing: bool


class RiskCases:
    """Handle what must not wait."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- seeing ------------------------------------------------------------------------------

    def open_count(self) -> int:
        """How many patients have an open case; every role may know the number, not who."""
        return self.open_counts().all

    def open_counts(self) -> OpenCount:
        """How many patients need contact today, and how many are to be followed up."""
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            return OpenCount(
                pressing=work.count(RiskCase, state=RiskCaseState.OPEN, urgency=Level.RED),
                soft=work.count(RiskCase, state=RiskCaseState.OPEN, urgency=Level.SOFT),
            )

    def standing(self) -> frozenset[StandingCase]:
        """A sign that changes when a case opens or closes, or a flag joins or is retracted.

        It names no patient and is not an opening: a window asks it to know when to read afresh.
        """
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            return frozenset(
                StandingCase(
                    case_id=case.id,
                    flags=work.count(RiskFlag, risk_case_id=case.id),
                    standing_flags=work.count(RiskFlag, risk_case_id=case.id, retracted_at=None),
                    is_pressing=risk_watch.is_pressing(case),
                )
                for case in work.find(RiskCase, state=RiskCaseState.OPEN)
            )

    def of_patient(self, patient_id: str) -> RiskCaseView | None:
        """The patient's open case, else the last closed one, else None."""
        with open_work(self._workplace, Permission.SEE_RISK) as work:
            work.get(Patient, patient_id)
            case = risk_watch.open_case(work, patient_id) or work.first(
                RiskCase, patient_id=patient_id, order_by=("-number",)
            )
            work.log(
                Action.READ,
                kind="risk_case",
                record_id=case.id if case else None,
                patient_id=patient_id,
            )
            seen = None if case is None else self._seen(work, case)
            work.commit()
            return seen

    def view(self, case_id: str) -> RiskCaseView:
        """Open one case; logged."""
        with open_work(self._workplace, Permission.SEE_RISK) as work:
            case = work.get(RiskCase, case_id)
            work.log(Action.READ, kind="risk_case", record_id=case.id, patient_id=case.patient_id)
            seen = self._seen(work, case)
            work.commit()
            return seen

    # --- acting ------------------------------------------------------------------------------

    def open_by_hand(self, patient_id: str, *, reason: str) -> RiskCaseView:
        """Acute suicidality found in any other way than by a form."""
        words = _needed(reason, "reason")
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            work.get(Patient, patient_id)
            origin = risk_watch.origin_by_hand(
                patient_id, treatment_id=_going_treatment(work, patient_id)
            )
            case = risk_watch.watch(work, origin, [risk_watch.flag_by_hand(words)])
            assert case is not None  # a fresh origin has nothing assessed before it
            discard_own(work, BY_HAND_DRAFT, patient_id)
            seen = self._seen(work, case)
            work.commit()
            return seen

    def take(self, case_id: str, *, version: int) -> RiskCaseView:
        """Become the owner."""
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id, version=version)
            case.owner_id = work.actor.user_id
            return self._kept(work, case, Action.CHANGE)

    def owners(self) -> tuple[tuple[str, str], ...]:
        """Whom a case may be given to: (id, name) of those who handle risk, by name."""
        with open_reading(self._workplace, Permission.HANDLE_RISK) as work:
            users = work.find(User, active=True, order_by=("name",))
        return tuple(
            (user.id, user.name)
            for user in users
            if Permission.HANDLE_RISK in GRANTS.get(Role(user.role), frozenset())
        )

    def give(self, case_id: str, owner_id: str, *, version: int) -> RiskCaseView:
        """Make somebody else the owner. Raises `InvalidValue` for one who may not handle risk."""
        if owner_id not in dict(self.owners()):
            raise InvalidValue("owner_id", "unknown")
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id, version=version)
            case.owner_id = owner_id
            return self._kept(work, case, Action.CHANGE)

    def attempt(
        self, case_id: str, kind: str, *, note: str = "", at: datetime | None = None
    ) -> RiskCaseView:
        """Log a try to reach the patient, now or a while ago. Who tries first becomes the owner.

        Raises `InvalidValue` for a time that has not come or lies before the day of the flag.
        """
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id)
            if case.owner_id is None:
                case.owner_id = work.actor.user_id
            self._try(work, case, kind, note=note, at=at, earliest=case.opened_at)
            return self._tried(work, case)

    def follow_up(
        self, case_id: str, kind: str, *, note: str = "", at: datetime | None = None
    ) -> RiskCaseView:
        """Log a try at the contact that a closed assessment promised.

        It waits in the worklist until the patient has answered. Raises `RuleRefused` (EXC-3) where
        nothing is promised or the contact is made already.
        """
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = work.get(RiskCase, case_id)
            if not follow_up_open(work, case):
                raise RuleRefused("EXC-3", "nothing_promised")
            since = case.signed_at or case.opened_at
            self._try(work, case, kind, note=note, at=at, earliest=since, follow_up=True)
            return self._tried(work, case)

    def save(self, case_id: str, changes: RiskChanges, *, version: int) -> RiskCaseView:
        """Keep what is written so far."""
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id, version=version)
            self._write(work, case, changes)
            return self._kept(work, case, Action.CHANGE)

    def write_safety_plan(
        self, case_id: str, content: Mapping[str, str], *, seen: int | None = None
    ) -> RiskCaseView:
        """A new version of the plan, in the patient's own words, one line a point.

        `content` has keys of `SAFETY_STEPS`; empty headings are left out. `seen` is the newest
        version that was read, 0 for none. Raises `InvalidValue`, `Incomplete`, `StaleRecord`.
        """
        unknown = set(content) - set(SAFETY_STEPS)
        if unknown:
            raise InvalidValue(min(unknown), "unknown_key")
        checked = {heading: fields.prose(words, heading) for heading, words in content.items()}
        written = {heading: words for heading, words in checked.items() if words}
        if not written:
            raise Incomplete(("safety_plan",))
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = work.get(RiskCase, case_id)
            last = _latest_plan(work, case.patient_id)
            if last is not None and seen is not None and last.version_number != seen:
                raise StaleRecord("safety_plan", last.written_by_name, last.created_at)
            plan = work.add(
                SafetyPlan(
                    patient_id=case.patient_id,
                    risk_case_id=case.id,
                    version_number=1 if last is None else last.version_number + 1,
                    content=written,
                    written_by_id=work.actor.user_id,
                    written_by_name=work.actor.name,
                )
            )
            work.log(
                Action.CREATE,
                kind="safety_plan",
                record_id=plan.id,
                patient_id=case.patient_id,
                version=plan.version_number,
            )
            view = self._seen(work, case)
            work.commit()
            return view

    def print_safety_plan(self, case_id: str) -> str:
        """Make the newest safety plan a document of the outbox; gives its id.

        A version is made once. Slow (PDF): run it off the screen's thread. Raises `Incomplete`
        without a plan, `UnprintableText`.
        """
        with open_reading(self._workplace, Permission.HANDLE_RISK) as work:
            case = work.get(RiskCase, case_id)
            plan = _latest_plan(work, case.patient_id)
            if plan is None:
                raise Incomplete(("safety_plan",))
            paper = safety_papers.gather(work, case.patient_id, plan)
        content = safety_papers.render(paper)
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            document_id = safety_papers.keep(work, paper, content)
            work.commit()
            return document_id

    def print_assessment(self, case_id: str) -> str:
        """Make the signed assessment a document of the outbox, once; gives its id.

        Slow (PDF): run it off the screen's thread. Raises `Incomplete` before the signature,
        `UnprintableText`, `DocumentTooLong`.
        """
        with open_reading(self._workplace, Permission.HANDLE_RISK) as work:
            case = work.get(RiskCase, case_id)
            if case.state != RiskCaseState.CLOSED:
                raise Incomplete(("signature",))
            paper = risk_papers.gather(work, case, self._catalogue)
        content = risk_papers.render(paper)
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            document_id = risk_papers.keep(work, work.get(RiskCase, case_id), paper, content)
            work.commit()
            return document_id

    # --- closing -----------------------------------------------------------------------------

    def close(self, case_id: str, *, version: int) -> RiskCaseView:
        """Sign the assessment and close. Raises `Incomplete` with what is missing."""
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id, version=version)
            missing = _missing(case, signed_by=work.actor.name)
            if missing:
                raise Incomplete(missing)
            if case.next_contact_at is not None and case.next_contact_at <= work.now():
                raise InvalidValue("next_contact_at", "past")
            return self._sign(work, case, RiskCaseState.CLOSED)

    def close_as_mistake(self, case_id: str, *, reason: str, version: int) -> RiskCaseView:
        """Opened by a mistyped form: closed as such, signed, never deleted.

        Raises `RuleRefused` (EXC-3) while an answer still stands behind a flag: correct the form
        first, or assess; and (ACU-1) while the risk is judged as acute.
        """
        words = _needed(reason, "reason")
        with open_work(self._workplace, Permission.HANDLE_RISK) as work:
            case = _unsigned(work, case_id, version=version)
            if not risk_watch.may_be_mistake(risk_watch.flags_of(work, case)):
                raise RuleRefused("EXC-3", "flag_stands")
            if case.level == RiskLevel.ACUTE:
                raise RuleRefused("ACU-1", "acute")
            case.mistake_reason = words
            return self._sign(work, case, RiskCaseState.CLOSED_AS_MISTAKE)

    # --- inside ------------------------------------------------------------------------------

    @staticmethod
    def _try(
        work: UnitOfWork,
        case: RiskCase,
        kind: str,
        *,
        note: str,
        at: datetime | None,
        earliest: datetime,
        follow_up: bool = False,
    ) -> None:
        if kind not in ATTEMPT_KINDS:
            raise InvalidValue("kind", "unknown")
        moment = at or work.now()
        if moment > work.now():
            raise InvalidValue("at", "future")
        if local_day(moment) < min(local_day(earliest), local_day(work.now())):
            raise InvalidValue("at", "before_flag")
        attempt = work.add(
            ContactAttempt(
                risk_case_id=case.id,
                at=moment,
                kind=kind,
                note=fields.prose(note, "note"),
                by_id=work.actor.user_id,
                by_name=work.actor.name,
                follow_up=follow_up,
            )
        )
        work.log(
            Action.CREATE,
            kind="contact_attempt",
            record_id=attempt.id,
            patient_id=case.patient_id,
            details={"kind": kind},
        )

    def _tried(self, work: UnitOfWork, case: RiskCase) -> RiskCaseView:
        seen = self._seen(work, case)
        work.commit()
        return seen

    def _write(self, work: UnitOfWork, case: RiskCase, changes: RiskChanges) -> None:
        if changes.assessment is not None:
            case.assessment = {**case.assessment, **self._checked(changes.assessment)}
        if changes.level is not None:
            if changes.level and changes.level not in set(RiskLevel):
                raise InvalidValue("level", "unknown")
            case.level = changes.level
            if changes.level == RiskLevel.ACUTE:  # ACU-1 locks, whatever opened the case
                case.urgency = Level.RED
        if changes.next_contact_at is not None:
            if changes.next_contact_at <= work.now():
                raise InvalidValue("next_contact_at", "past")
            case.next_contact_at = changes.next_contact_at
        if changes.kva_codes is not None:
            if not set(changes.kva_codes) <= {risk.KVA_CODE}:
                raise InvalidValue("kva_codes", "unknown")
            case.kva_codes = list(changes.kva_codes)
        for name in ("plan", "informed", "action_note"):
            words = getattr(changes, name)
            if words is not None:
                setattr(case, name, fields.prose(words, name))
        case.owner_id = case.owner_id or work.actor.user_id

    def _checked(self, assessment: Mapping[str, Any]) -> dict[str, Any]:
        """Texts as texts, ticks as codes that the lists hold; None means not gone through."""
        lists = self._catalogue.risk
        codes = {
            "risk_factors": {choice.code for choice in lists.risk_factors},
            "protective_factors": {choice.code for choice in lists.protective_factors},
        }
        checked: dict[str, Any] = {}
        for key, value in assessment.items():
            if key in codes:
                if value is not None and not set(value) <= codes[key]:
                    raise InvalidValue(key, "unknown")
                checked[key] = None if value is None else list(value)
            elif key in _TEXTS and isinstance(value, str):
                checked[key] = fields.prose(value, key)
            else:
                raise InvalidValue(key, "unknown")
        return checked

    def _sign(self, work: UnitOfWork, case: RiskCase, state: RiskCaseState) -> RiskCaseView:
        ensure_move(Lifecycle.RISK_CASE, case.state, state)
        actor = work.actor
        case.state = state
        case.owner_id = case.owner_id or actor.user_id
        case.signed_at = work.now()
        case.signed_by_id = actor.user_id
        case.signed_by_name = actor.name
        case.signed_role = actor.role
        return self._kept(work, case, Action.SIGN)

    def _kept(self, work: UnitOfWork, case: RiskCase, action: Action) -> RiskCaseView:
        work.flush()
        work.log(
            action,
            kind="risk_case",
            record_id=case.id,
            patient_id=case.patient_id,
            version=case.version,
        )
        seen = self._seen(work, case)
        work.commit()
        return seen

    def _seen(self, work: UnitOfWork, case: RiskCase) -> RiskCaseView:
        work.flush()
        clinic = work.first(ClinicProfile)
        owner = work.get(User, case.owner_id) if case.owner_id else None
        attempts = work.find(ContactAttempt, risk_case_id=case.id, order_by=("at", "created_at"))
        plans = tuple(map(_plan_view, _plans(work, case.patient_id)))
        tries = [a.kind for a in attempts if not a.follow_up]
        missed = risk.unreached(tries)
        is_open = case.state == RiskCaseState.OPEN
        flags = risk_watch.flags_of(work, case)
        return RiskCaseView(
            id=case.id,
            version=case.version,
            patient_id=case.patient_id,
            screening_id=case.screening_id,
            treatment_id=case.treatment_id,
            state=case.state,
            opened_at=case.opened_at,
            deadline_at=case.deadline_at,
            owner_id=case.owner_id,
            owner=owner.name if owner else None,
            flags=tuple(map(RiskFlagView.of, flags)),
            attempts=tuple(
                AttemptView(a.at, a.kind, a.note, a.by_name, a.follow_up) for a in attempts
            ),
            safety_plan=next(iter(plans), None),
            assessment=dict(case.assessment),
            level=case.level,
            plan=case.plan,
            informed=case.informed,
            next_contact_at=case.next_contact_at,
            action_note=case.action_note,
            missing=_missing(case, signed_by=case.signed_by_name or "") if is_open else (),
            crisis_unit=clinic.crisis_unit if clinic else "",
            crisis_phone=clinic.crisis_phone if clinic else "",
            crisis_text=clinic.crisis_text if clinic else "",
            escalation_text=clinic.escalation_text if clinic else "",
            signed_at=case.signed_at,
            signed_by=case.signed_by_name,
            can_close_as_mistake=is_open
            and risk_watch.may_be_mistake(flags)
            and case.level != RiskLevel.ACUTE,
            mistake_reason=case.mistake_reason,
            number=case.number,
            is_pressing=risk_watch.is_pressing(case),
            off_hours=risk.off_hours(case.opened_at),
            unreached=missed,
            escalates=is_open and missed >= (clinic.escalation_after if clinic else 1),
            plans=plans,
            kva_codes=tuple(case.kva_codes),
            earlier=tuple(_earlier(work, case)),
            follow_up_open=follow_up_open(work, case),
            is_printed=case.signed_at is not None and risk_papers.made(work, case) is not None,
        )


def _needed(words: str, field: str) -> str:
    clean = fields.prose(words, field)
    if not clean:
        raise Incomplete((field,))
    return clean


def _unsigned(work: UnitOfWork, case_id: str, *, version: int | None = None) -> RiskCase:
    case = work.get(RiskCase, case_id)
    if case.signed_at is not None:
        raise AlreadySigned("risk_case")
    return work.get(RiskCase, case_id, version=version)


def _missing(case: RiskCase, *, signed_by: str) -> tuple[str, ...]:
    """What clinic.risk still wants, and the note of action that ACU-1 wants on acute risk."""
    written = case.assessment
    missing = risk.missing_for_closing(
        risk.Assessment(
            questions_asked=written.get("questions") or "",
            risk_factors=_codes(written.get("risk_factors")),
            protective_factors=_codes(written.get("protective_factors")),
            scales=written.get("scales") or "",
            level=RiskLevel(case.level) if case.level else None,
            plan=case.plan,
            informed=case.informed,
            next_contact=case.next_contact_at,
            signed_by=signed_by,
        )
    )
    if case.level != RiskLevel.ACUTE or case.action_note.strip():
        return missing
    unsigned = tuple(word for word in missing if word != "signature")
    return (*unsigned, "action_note", *missing[len(unsigned) :])


def _codes(ticked: list[str] | None) -> tuple[str, ...] | None:
    return None if ticked is None else tuple(ticked)


def _plans(work: UnitOfWork, patient_id: str) -> list[SafetyPlan]:
    return work.find(SafetyPlan, patient_id=patient_id, order_by=("-version_number",))


def _latest_plan(work: UnitOfWork, patient_id: str) -> SafetyPlan | None:
    return next(iter(_plans(work, patient_id)), None)


def _earlier(work: UnitOfWork, case: RiskCase) -> Iterator[EarlierCase]:
    for other in work.find(RiskCase, patient_id=case.patient_id, order_by=("-number",)):
        if other.number < case.number:
            yield EarlierCase(
                id=other.id,
                state=other.state,
                opened_at=other.opened_at,
                signed_by=other.signed_by_name or "",
                level=other.level,
            )


def follow_up_open(work: UnitOfWork, case: RiskCase) -> bool:
    """Whether the promised contact still is to be made: a newer case takes over its promise."""
    if case.state != RiskCaseState.CLOSED or case.next_contact_at is None:
        return False
    newest = work.first(RiskCase, patient_id=case.patient_id, order_by=("-number",))
    if newest is None or newest.id != case.id:
        return False
    return not work.count(
        ContactAttempt, risk_case_id=case.id, follow_up=True, kind=risk.Attempt.ANSWERED
    )


def _plan_view(plan: SafetyPlan) -> SafetyPlanView:
    return SafetyPlanView(
        version=plan.version_number,
        written_at=plan.created_at,
        written_by=plan.written_by_name,
        content=dict(plan.content),
    )


def _going_treatment(work: UnitOfWork, patient_id: str) -> str | None:
    """The treatment that runs or rests, so that the case is found from it too."""
    for state in (TreatmentState.RUNNING, TreatmentState.PAUSED):
        treatment = work.first(Treatment, patient_id=patient_id, state=state)
        if treatment is not None:
            return treatment.id
    return None
