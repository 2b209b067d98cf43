"""Referrals: registering, the path from received to closed, and the booked visit."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikbt_desktop.clinic import lifecycles
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.identity import Identity, Kind
from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.lifecycles import Lifecycle, ReferralState, TreatmentState
from ikbt_desktop.clinic.protection import Protection, ensure_no_address
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.workdays import Limits, local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import AttachmentRefused, InvalidValue, MoveRefused, NotFound, RuleRefused
from ikbt_desktop.models import (
    Attachment,
    Patient,
    Referral,
    Referrer,
    Screening,
    Treatment,
    User,
    Visit,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id
from ikbt_desktop.services import fields, guardians, shown, units, waiting
from ikbt_desktop.services.caseload import (
    checked_contact,
    checked_names,
    same_number,
    sees_risk,
    set_protection,
)
from ikbt_desktop.services.guardians import GuardianChanges
from ikbt_desktop.storage import list_patients, list_referrals, vault
from ikbt_desktop.storage.collation import sort_key
from ikbt_desktop.storage.list_referrals import BOOKED, CANCELLED, KeptPaper, ListedReferral
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work


@dataclass(frozen=True)
class NewAttachment:
    """A scanned paper as picked or dropped. PDF, PNG or JPEG, at most 20 MB."""

    title: str
    content: bytes


@dataclass(frozen=True)
class NewReferral:
    """What reception typed. `patient_id` is set when a duplicate was recognised and chosen."""

    identity: Identity
    family_name: str
    given_name: str
    source: str  # "referral" | "self_referral"
    received_on: date
    referrer: str = ""
    question: str = ""
    diagnosis_code: str | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    protected: bool = False
    patient_id: str | None = None
    attachment: NewAttachment | None = None
    region: str = ""  # of registration (REG-1)
    guardians: tuple[GuardianChanges, ...] = ()  # of a minor; registered in the same transaction
    unit_id: str | None = None
    """The unit that cares for a new patient; None: that of whoever registers."""


@dataclass(frozen=True)
class ReferralRow:
    """One line of Remisser. `guarantee_tone`: "calm", "soon", "over", "own_wait", "none".

    `next_action` is "" when the referral has reached its end.
    """

    id: str
    version: int
    patient_id: str
    name: str
    identity: str
    state: str
    next_action: str  # a word of clinic.lifecycles: what is to be done
    owner: str | None
    due_on: date | None
    visit_at: datetime | None
    guarantee_days_left: int | None
    guarantee_tone: str
    own_wait_until: date | None
    received_on: date
    referrer: str | None
    source: str
    contact_today: bool
    follow_up_today: bool
    protected: bool
    screening_id: str | None


@dataclass(frozen=True)
class AttachmentRow:
    """A paper in the record, without its bytes."""

    id: str
    title: str
    media_type: str
    size: int
    added_at: datetime

    @classmethod
    def of(cls, paper: KeptPaper) -> "AttachmentRow":
        """The frozen form of what the database gives."""
        return cls(paper.id, paper.title, paper.media_type, paper.size, paper.added_at)


@dataclass(frozen=True)
class ReferralDetail:
    """One referral as the right pane shows it."""

    row: ReferralRow
    question: str
    diagnosis_code: str | None
    acknowledged_on: date | None
    answered_on: date | None
    own_wait_reason: str
    closing_note: str
    attachments: tuple[AttachmentRow, ...]
    possible_moves: tuple[str, ...]  # states that this role may move it to
    withheld: bool = False  # question, diagnosis, note and papers are for those who treat


@dataclass(frozen=True)
class NewVisit:
    """An assessment visit to book. `form`: "physical", "video", "phone"."""

    referral_id: str
    clinician_id: str
    starts_at: datetime
    form: str


@dataclass(frozen=True)
class Person:
    """A colleague to choose in a list."""

    id: str
    name: str
    title: str
    role: str


@dataclass(frozen=True)
class ReferralCounts:
    """For the chips above the list."""

    open: int
    unanswered: int
    waiting: int
    closed: int
    running: int = 0


SOURCES = ("referral", "self_referral")
VISIT_FORMS = ("physical", "video", "phone")
SELECTIONS = ("open", "unanswered", "waiting", "running", "closed", "all")
LARGEST_ATTACHMENT = 20 * 1024 * 1024
_OLDEST = timedelta(days=5 * 366)  # an older date of arrival is a slip of the hand
_FURTHEST = timedelta(days=2 * 366)

# How a file says what it is, in its first bytes; its name is not asked.
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_R = ReferralState
_NEED_NOTE = frozenset({_R.REDIRECTED, _R.WITHDRAWN, _R.CLOSED})
# These steps are taken by booking a visit and by assigning a program.
_BY_OTHERS = frozenset({_R.VISIT_BOOKED, _R.RUNNING})
# Steps that follow from a judgement of the patient; reception takes none of these.
_JUDGED = frozenset({_R.ASSESSED, _R.WAITING, _R.REDIRECTED, _R.CLOSED})
_UNDECIDED = frozenset({_R.RECEIVED, _R.REVIEWING, _R.VISIT_BOOKED})
_UNDER_WAY = frozenset({TreatmentState.PLANNED, TreatmentState.RUNNING, TreatmentState.PAUSED})
_CAN_BE_BOOKED = frozenset({Role.CLINICIAN, Role.COORDINATOR})


class Referrals:
    """What happens between the envelope and the treatment."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- registering -------------------------------------------------------------------------

    def register(self, new: NewReferral) -> ReferralRow:
        """One transaction: patient (new or chosen), referral, attachment, log.

        Raises `InvalidValue` (field and reason; identity "taken" when the number is a patient's
        who was not chosen; `guardian2_phone` for the phone of the second guardian),
        `AttachmentRefused`, `RuleRefused` ("START", "recovery_key_untested"; "MINOR", "adult").
        """
        checked = _Checked.of(new, today=self._today())
        with open_work(self._workplace, Permission.REGISTER_REFERRAL) as work:
            self._ensure_started()
            patient = _chosen_patient(work, new, checked)
            referral = work.add(
                Referral(
                    patient_id=patient.id,
                    source=new.source,
                    referrer_id=_referrer_id(work, checked.referrer),
                    received_on=new.received_on,
                    question=checked.question,
                    diagnosis_code=checked.diagnosis_code,
                    state=_R.RECEIVED,
                    state_since=work.now(),
                )
            )
            self._hand_on(work, referral)
            work.flush()
            for guardian in checked.guardians:
                guardians.register(work, patient, guardian)
            if checked.paper is not None:
                _keep_paper(work, referral, checked.paper)
            work.log(Action.CREATE, kind="referral", record_id=referral.id, patient_id=patient.id)
            row = self._row(work, referral.id)
            work.commit()
            return row

    def _ensure_started(self) -> None:
        """No patient before the clinic has proved that it can come back (product story 11)."""
        if vault.recovery_tested(self._workplace.database.folder) is None:
            raise RuleRefused("START", "recovery_key_untested")

    # --- lists -------------------------------------------------------------------------------

    def page(
        self,
        *,
        chosen: str = "open",  # "open" | "unanswered" | "waiting" | "running" | "closed" | "all"
        text: str = "",
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[ReferralRow, ...]:
        """Referrals by days left in the care guarantee, fewest first.

        Whoever needs contact or is to be followed up today stands before all of them, for those
        who may know of it.
        """
        if chosen not in SELECTIONS:
            raise InvalidValue("chosen", "unknown")
        if len(text) > fields.LINE:
            return ()
        with open_reading(self._workplace, Permission.READ_REFERRAL) as work:
            limits = waiting.limits(work, self._catalogue.limits)
            lines = list_referrals.page(
                work,
                chosen=chosen,
                text=text,
                limits=limits,
                on=self._today(),
                risk_first=sees_risk(self._workplace.actor),
                offset=offset,
                limit=limit,
            )
            return tuple(self._row_of(line, limits) for line in lines)

    def counts(self) -> ReferralCounts:
        """How many lie in each selection."""
        with open_reading(self._workplace, Permission.READ_REFERRAL) as work:
            found = list_referrals.figures(work)
            return ReferralCounts(
                open=found.open,
                unanswered=found.unanswered,
                waiting=found.waiting,
                closed=found.closed,
                running=found.running,
            )

    def _row(self, work: UnitOfWork, referral_id: str) -> ReferralRow:
        line = list_referrals.line(work, referral_id)
        if line is None:
            raise NotFound("referral")
        return self._row_of(line, waiting.limits(work, self._catalogue.limits))

    def _row_of(self, line: ListedReferral, limits: Limits) -> ReferralRow:
        clock = waiting.guarantee(
            limits,
            state=line.state,
            received=line.received_on,
            own_wait_from=line.own_wait_from,
            own_wait_until=line.own_wait_until,
            on=self._today(),
        )
        stage = lifecycles.stage(Lifecycle.REFERRAL, line.state)
        clinical = self._workplace.actor.may(Permission.READ_CLINICAL)
        return ReferralRow(
            id=line.id,
            version=line.version,
            patient_id=line.patient_id,
            name=shown.listed_name(family_name=line.family_name, given_name=line.given_name),
            identity=shown.identity(kind=line.identity_kind, digits=line.identity_digits),
            state=line.state,
            next_action="" if stage.next_action is None else stage.next_action.value,
            owner=line.owner,
            due_on=line.due_on,
            visit_at=line.visit_at,
            guarantee_days_left=clock.days_left,
            guarantee_tone=clock.tone,
            own_wait_until=line.own_wait_until,
            received_on=line.received_on,
            referrer=line.referrer,
            source=line.source,
            contact_today=line.risk_urgency == Level.RED and sees_risk(self._workplace.actor),
            follow_up_today=line.risk_urgency == Level.SOFT and sees_risk(self._workplace.actor),
            protected=line.protected,
            screening_id=line.screening_id if clinical else None,
        )

    # --- one referral ------------------------------------------------------------------------

    def detail(self, referral_id: str) -> ReferralDetail:
        """Open one referral; logged. Reception gets no clinical text (`withheld`)."""
        clinical = self._workplace.actor.may(Permission.READ_CLINICAL)
        with open_work(self._workplace, Permission.READ_REFERRAL) as work:
            referral = work.get(Referral, referral_id)
            work.log(
                Action.READ,
                kind="referral",
                record_id=referral.id,
                patient_id=referral.patient_id,
            )
            detail = ReferralDetail(
                row=self._row(work, referral.id),
                question=referral.question if clinical else "",
                diagnosis_code=referral.diagnosis_code if clinical else None,
                acknowledged_on=referral.acknowledged_on,
                answered_on=referral.answered_on,
                own_wait_reason=referral.own_wait_reason,
                closing_note=referral.closing_note if clinical else "",
                attachments=tuple(map(AttachmentRow.of, list_referrals.papers(work, referral.id))),
                possible_moves=self._possible_moves(work, referral),
                withheld=not clinical,
            )
            work.commit()
            return detail

    def booked_visit(self, referral_id: str) -> datetime | None:
        """When the patient is booked, for whoever has opened the record: lists may not tell it.

        Raises `ReasonNeeded`.
        """
        with open_reading(self._workplace, Permission.OPEN_PATIENT) as work:
            referral = work.get(Referral, referral_id)
            known = work.find(
                Visit, referral_id=referral.id, state=BOOKED, order_by=("-starts_at",)
            )
            return known[0].starts_at if known else None

    def _possible_moves(self, work: UnitOfWork, referral: Referral) -> tuple[str, ...]:
        actor = self._workplace.actor
        return tuple(
            str(state)
            for state in lifecycles.stage(Lifecycle.REFERRAL, referral.state).moves
            if actor.may(_permission_for(state)) and _by_hand(work, referral, state)
        )

    def move(self, referral_id: str, state: str, *, version: int, note: str = "") -> ReferralRow:
        """Take the next step of `clinic.lifecycles` (review, queue, redirect, withdraw …).

        Redirecting, withdrawing and closing need a note. Booking and starting are verbs of their
        own; what follows from a judgement of the patient is not reception's. Raises `MoveRefused`,
        `InvalidValue` ("note"), `NotPermitted`, `StaleRecord`.
        """
        kept = fields.prose(note, "note", required=state in _NEED_NOTE)
        with open_work(self._workplace, _permission_for(state)) as work:
            referral = work.get(Referral, referral_id, version=version)
            lifecycles.ensure_move(Lifecycle.REFERRAL, referral.state, state)
            if not _by_hand(work, referral, state):
                raise MoveRefused(Lifecycle.REFERRAL, referral.state, state)
            if referral.state == _R.VISIT_BOOKED and state != _R.ASSESSED:
                _cancel_visits(work, referral)
            if kept:
                referral.closing_note = kept
            return self._moved(work, referral, state)

    def undo_move(self, referral_id: str, earlier: str, *, version: int) -> ReferralRow:
        """Take back the step from `earlier` that was just made, a cancelled visit with it.

        Raises `MoveRefused`, `NotPermitted`, `StaleRecord` (somebody went on meanwhile).
        """
        with open_reading(self._workplace, Permission.READ_REFERRAL) as look:
            taken = look.get(Referral, referral_id, version=version).state
        with open_work(self._workplace, _permission_for(taken)) as work:
            referral = work.get(Referral, referral_id, version=version)
            lifecycles.ensure_undo(Lifecycle.REFERRAL, referral.state, earlier)
            if (
                referral.state in _BY_OTHERS
                or earlier == _R.RUNNING
                or _rests_on_signature(work, referral)
            ):
                raise MoveRefused(Lifecycle.REFERRAL, referral.state, earlier)
            return self._moved(work, referral, earlier)

    def _moved(self, work: UnitOfWork, referral: Referral, state: str) -> ReferralRow:
        before, referral.state = referral.state, state
        referral.state_since = work.now()
        visit = _visit_again(work, referral) if state == _R.VISIT_BOOKED else None
        self._hand_on(work, referral)
        if visit is not None:
            referral.owner_id, referral.due_on = visit.clinician_id, local_day(visit.starts_at)
        return self._saved(work, referral, details={"from": before, "state": state})

    def _hand_on(self, work: UnitOfWork, referral: Referral) -> None:
        """Whose turn it is now, and by when: a role with one person in it names that person."""
        stage = lifecycles.stage(Lifecycle.REFERRAL, referral.state)
        if stage.is_final:
            referral.owner_id, referral.due_on = None, None
            return
        if stage.owner is not None:
            people = work.find(User, role=stage.owner.value, active=True)
            owner = people[0].id if len(people) == 1 else None
            if stage.owner is work.actor.role:
                owner = work.actor.user_id
            referral.owner_id = owner
        referral.due_on = self._due(work, referral)

    def _due(self, work: UnitOfWork, referral: Referral) -> date | None:
        """The day that the care guarantee sets for the state; a booked visit sets its own."""
        return waiting.guarantee(
            waiting.limits(work, self._catalogue.limits),
            state=referral.state,
            received=referral.received_on,
            own_wait_from=referral.own_wait_from,
            own_wait_until=referral.own_wait_until,
            on=self._today(),
        ).due

    def book_visit(self, visit: NewVisit, *, version: int) -> ReferralRow:
        """Book or rebook the assessment visit; the referral moves to booked and gets its owner.

        Raises `InvalidValue` (clinician_id, starts_at, form), `MoveRefused`, `StaleRecord`.
        """
        if visit.form not in VISIT_FORMS:
            raise InvalidValue("form", "unknown")
        starts_at = visit.starts_at
        if starts_at.tzinfo is None:
            starts_at = starts_at.replace(tzinfo=LOCAL)
        if starts_at > self._workplace.clock() + _FURTHEST:
            raise InvalidValue("starts_at", "future")
        if local_day(starts_at) < self._today() - timedelta(days=365):
            raise InvalidValue("starts_at", "past")
        with open_work(self._workplace, Permission.BOOK_VISIT) as work:
            referral = work.get(Referral, visit.referral_id, version=version)
            if referral.state != _R.VISIT_BOOKED:
                lifecycles.ensure_move(Lifecycle.REFERRAL, referral.state, _R.VISIT_BOOKED)
            clinician = work.first(User, id=visit.clinician_id, active=True)
            if clinician is None or clinician.role not in _CAN_BE_BOOKED:
                raise InvalidValue("clinician_id", "unknown")
            _cancel_visits(work, referral)
            work.add(
                Visit(
                    referral_id=referral.id,
                    patient_id=referral.patient_id,
                    clinician_id=clinician.id,
                    starts_at=starts_at,
                    form=visit.form,
                    state=BOOKED,
                )
            )
            if referral.state != _R.VISIT_BOOKED:
                referral.state = _R.VISIT_BOOKED
                referral.state_since = work.now()
            referral.owner_id = clinician.id
            referral.due_on = local_day(starts_at)
            return self._saved(work, referral, details={"state": _R.VISIT_BOOKED.value})

    def delegate(self, referral_id: str, clinician_id: str, *, version: int) -> ReferralRow:
        """Give the referral an owner."""
        with open_work(self._workplace, Permission.MOVE_REFERRAL) as work:
            referral = self._open_one(work, referral_id, version)
            owner = work.first(User, id=clinician_id, active=True)
            if owner is None or owner.role == Role.ADMINISTRATOR:
                raise InvalidValue("clinician_id", "unknown")
            referral.owner_id = owner.id
            return self._saved(work, referral, details={"owner": owner.name})

    def set_own_wait(
        self, referral_id: str, *, until: date | None, reason: str, version: int
    ) -> ReferralRow:
        """The patient's own wish to wait: the clock stands still, with a reason.

        `until` None ends the wait: the days until yesterday stay uncounted.
        """
        words = fields.line(reason, "reason", required=until is not None)
        today = self._today()
        if until is not None and until < today:
            raise InvalidValue("until", "past")
        if until is not None and until > today + _FURTHEST:
            raise InvalidValue("until", "future")
        with open_work(self._workplace, Permission.MOVE_REFERRAL) as work:
            referral = self._open_one(work, referral_id, version)
            if until is None:
                _end_own_wait(referral, today)
            else:
                referral.own_wait_from = _wait_begins(referral, today)
                referral.own_wait_until = until
                referral.own_wait_reason = words
            if referral.state != _R.VISIT_BOOKED:
                referral.due_on = max(
                    filter(None, (until, self._due(work, referral))), default=None
                )
            return self._saved(work, referral, details={"own_wait": until is not None})

    def acknowledge(self, referral_id: str, *, version: int) -> ReferralRow:
        """Confirm to the referrer that it has come."""
        with open_work(self._workplace, Permission.MOVE_REFERRAL) as work:
            referral = work.get(Referral, referral_id, version=version)
            referral.acknowledged_on = self._today()
            return self._saved(work, referral, details={"acknowledged": True})

    def tick_answered(self, referral_id: str, *, version: int) -> ReferralRow:
        """The reply has been sent. Raises `RuleRefused` ("REPLY", "no_decision")."""
        with open_work(self._workplace, Permission.MOVE_REFERRAL) as work:
            referral = work.get(Referral, referral_id, version=version)
            if referral.state in _UNDECIDED:
                raise RuleRefused("REPLY", "no_decision")
            referral.answered_on = self._today()
            return self._saved(work, referral, details={"answered": True})

    def _open_one(self, work: UnitOfWork, referral_id: str, version: int) -> Referral:
        referral = work.get(Referral, referral_id, version=version)
        if lifecycles.stage(Lifecycle.REFERRAL, referral.state).is_final:
            raise MoveRefused(Lifecycle.REFERRAL, referral.state, referral.state)
        return referral

    def _saved(
        self, work: UnitOfWork, referral: Referral, *, details: dict[str, str | int | bool | None]
    ) -> ReferralRow:
        work.flush()
        work.log(
            Action.CHANGE,
            kind="referral",
            record_id=referral.id,
            patient_id=referral.patient_id,
            version=referral.version,
            details=details,
        )
        row = self._row(work, referral.id)
        work.commit()
        return row

    # --- papers ------------------------------------------------------------------------------

    def attach(self, referral_id: str, attachment: NewAttachment) -> AttachmentRow:
        """Keep a scanned paper inside the database. Raises `AttachmentRefused`."""
        paper = _checked_paper(attachment)
        with open_work(self._workplace, Permission.REGISTER_REFERRAL) as work:
            referral = work.get(Referral, referral_id)
            kept = _keep_paper(work, referral, paper)
            work.commit()
            return kept

    def attachment(self, attachment_id: str) -> tuple[AttachmentRow, bytes]:
        """Open a paper; logged. What stands on it is for those who treat."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            paper = work.get(Attachment, attachment_id)
            work.log(
                Action.READ,
                kind="attachment",
                record_id=paper.id,
                patient_id=paper.patient_id,
            )
            work.commit()
            return _paper_row(paper), paper.content

    # --- choices -----------------------------------------------------------------------------

    def referrers(self) -> tuple[str, ...]:
        """Known referrers by name."""
        with open_reading(self._workplace, Permission.READ_REFERRAL) as work:
            names = [referrer.name for referrer in work.find(Referrer)]
            return tuple(sorted(names, key=sort_key))

    def clinicians(self) -> tuple[Person, ...]:
        """Who can be booked."""
        with open_reading(self._workplace, Permission.READ_REFERRAL) as work:
            people = [user for role in sorted(_CAN_BE_BOOKED) for user in _active(work, role)]
            return tuple(Person(user.id, user.name, user.title, user.role) for user in people)

    def _today(self) -> date:
        return local_day(self._workplace.clock())


# --- what was typed --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Paper:
    title: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class _Checked:
    """The typed form, checked field by field before anything is opened."""

    names: dict[str, str]
    contact: dict[str, str]
    referrer: str
    question: str
    diagnosis_code: str | None
    paper: _Paper | None
    region: str
    guardians: tuple[dict[str, str], ...]

    @classmethod
    def of(cls, new: NewReferral, *, today: date) -> "_Checked":
        """Raise `InvalidValue` for the first field that cannot be kept."""
        if new.source not in SOURCES:
            raise InvalidValue("source", "unknown")
        if new.received_on > today:
            raise InvalidValue("received_on", "future")
        if new.received_on < today - _OLDEST:
            raise InvalidValue("received_on", "too_old")
        return cls(
            names=checked_names(family_name=new.family_name, given_name=new.given_name),
            contact=checked_contact(
                phone_number=new.phone,
                email=new.email,
                address=new.address,
                postcode=new.postcode,
                city=new.city,
            ),
            referrer=fields.line(
                new.referrer,
                "referrer",
                length=fields.NAME,
                required=new.source == "referral",
            ),
            question=fields.prose(new.question, "question", length=fields.QUESTION),
            diagnosis_code=fields.diagnosis_code(new.diagnosis_code),
            paper=None if new.attachment is None else _checked_paper(new.attachment),
            region=fields.line(new.region, "region", length=fields.NAME),
            guardians=tuple(
                _checked_guardian(one, place) for place, one in enumerate(new.guardians, start=1)
            ),
        )


def _checked_guardian(guardian: GuardianChanges, place: int) -> dict[str, str]:
    try:
        return guardians.checked(guardian)
    except InvalidValue as fault:
        fault.field = f"guardian{place}_{fault.field}"  # where it stands in the form
        raise


def _checked_paper(attachment: NewAttachment) -> _Paper:
    content = attachment.content
    if not content:
        raise AttachmentRefused("empty")
    if len(content) > LARGEST_ATTACHMENT:
        raise AttachmentRefused("size")
    for beginning, media_type in _MAGIC:
        if content.startswith(beginning):
            return _Paper(fields.line(attachment.title, "title"), media_type, content)
    raise AttachmentRefused("type")


def _chosen_patient(work: UnitOfWork, new: NewReferral, checked: _Checked) -> Patient:
    """The patient who was recognised, with new ways to reach them; or a new one."""
    if new.patient_id is None and list_patients.blocked(work, new.identity.digits) is not None:
        raise RuleRefused("BLOCK", "number")
    others = [known for known in same_number(work, new.identity) if known.id != new.patient_id]
    if others:
        raise InvalidValue("identity", "taken")
    if new.patient_id is not None:
        return _with_fresh_contact(work, new, checked)
    if new.protected and new.identity.kind is Kind.RESERVNUMMER:
        raise InvalidValue("identity", "reserve_for_protected")
    patient = work.add(
        Patient(
            identity_kind=new.identity.kind,
            identity_digits=_kept_number(new.identity),
            birth_date=new.identity.birth_date,
            legal_sex=new.identity.legal_sex,
            protected_identity=new.protected,
            protection=Protection.MARKED if new.protected else Protection.NONE,
            search_key="",
            sort_key="",
            region=checked.region or None,
            unit_id=units.checked(work, new.unit_id or units.own_in_use(work)),
            **checked.names,
            **checked.contact,
        )
    )
    list_patients.enter(work, patient)
    work.log(Action.CREATE, kind="patient", record_id=patient.id, patient_id=patient.id)
    return patient


def _with_fresh_contact(work: UnitOfWork, new: NewReferral, checked: _Checked) -> Patient:
    """The chosen patient; what was typed anew counts, what was left empty is kept."""
    patient = work.get(Patient, new.patient_id or "")
    ensure_no_address(patient.protection, **checked.contact)
    fresh = {**checked.contact, "region": checked.region}
    typed = {field: value for field, value in fresh.items() if value}
    changed = [field for field, value in typed.items() if getattr(patient, field) != value]
    for field in changed:
        setattr(patient, field, typed[field])
    # The care stays where it is; only a unit that is out of use gives a new referral away.
    if patient.unit_id not in {None, *(unit.id for unit in units.names(work))}:
        patient.unit_id = units.checked(work, new.unit_id or units.own_in_use(work))
        changed.append("unit")
    masked = new.protected and not patient.protected_identity
    if masked:
        set_protection(work, patient, Protection.MARKED)
        work.log(
            Action.CHANGE,
            kind="protection",
            record_id=patient.id,
            patient_id=patient.id,
            details={"from": Protection.NONE.value, "to": Protection.MARKED.value},
        )
    if changed or masked:
        work.flush()
        work.log(
            Action.CHANGE,
            kind="patient",
            record_id=patient.id,
            patient_id=patient.id,
            version=patient.version,
        )
    return patient


def _kept_number(identity: Identity) -> str:
    return identity.formatted if identity.kind is Kind.RESERVNUMMER else identity.digits


def _referrer_id(work: UnitOfWork, name: str) -> str | None:
    if not name:
        return None
    known = work.first(Referrer, name=name)
    if known is None:
        known = work.add(Referrer(name=name))
        work.flush()
        work.log(Action.CREATE, kind="referrer", record_id=known.id)
    return known.id


def _keep_paper(work: UnitOfWork, referral: Referral, paper: _Paper) -> AttachmentRow:
    kept = work.add(
        Attachment(
            id=new_id(),
            patient_id=referral.patient_id,
            referral_id=referral.id,
            title=paper.title,
            media_type=paper.media_type,
            sha256=hashlib.sha256(paper.content).hexdigest(),
            size=len(paper.content),
            content=paper.content,
        )
    )
    work.flush()
    work.log(
        Action.IMPORT,
        kind="attachment",
        record_id=kept.id,
        patient_id=referral.patient_id,
        details={"sha256": kept.sha256, "size": kept.size},
    )
    return _paper_row(kept)


def _paper_row(paper: Attachment) -> AttachmentRow:
    return AttachmentRow(paper.id, paper.title, paper.media_type, paper.size, paper.created_at)


def _permission_for(state: str) -> Permission:
    return Permission.READ_CLINICAL if state in _JUDGED else Permission.MOVE_REFERRAL


def _by_hand(work: UnitOfWork, referral: Referral, state: str) -> bool:
    """Whether a person may take the step, rather than another verb: no treatment hangs on it."""
    if state in _BY_OTHERS:
        return False
    if referral.state != _R.RUNNING:
        return True
    treatments = work.find(Treatment, referral_id=referral.id)
    return state == _R.CLOSED and not any(one.state in _UNDER_WAY for one in treatments)


def _rests_on_signature(work: UnitOfWork, referral: Referral) -> bool:
    """Whether the last step was made by signing a decision, in the same moment."""
    return work.count(Screening, referral_id=referral.id, signed_at=referral.state_since) > 0


def _visit_again(work: UnitOfWork, referral: Referral) -> Visit | None:
    """The booking that was cancelled last stands again."""
    visit = work.first(
        Visit, order_by=("-created_at", "-id"), referral_id=referral.id, state=CANCELLED
    )
    if visit is not None:
        visit.state = BOOKED
    return visit


def _cancel_visits(work: UnitOfWork, referral: Referral) -> None:
    """A visit that is booked anew, or no more: the earlier booking stays readable."""
    for visit in work.find(Visit, referral_id=referral.id, state=BOOKED):
        visit.state = CANCELLED


def _wait_begins(referral: Referral, today: date) -> date:
    """A wait that still goes on, or ended yesterday, is one with the new one."""
    begun, until = referral.own_wait_from, referral.own_wait_until
    if begun is not None and (until is None or until >= today - timedelta(days=1)):
        return begun
    return today


def _end_own_wait(referral: Referral, today: date) -> None:
    if referral.own_wait_from is None:
        return
    yesterday = today - timedelta(days=1)
    if referral.own_wait_from > yesterday:
        referral.own_wait_from, referral.own_wait_until = None, None
        referral.own_wait_reason = ""
    elif referral.own_wait_until is None or referral.own_wait_until > yesterday:
        referral.own_wait_until = yesterday


def _active(work: UnitOfWork, role: Role) -> list[User]:
    return work.find(User, order_by=("name", "id"), role=role.value, active=True)
