"""The menu that the screen is given: what the signed-in person can do."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field

from ikbt_desktop.clinic.catalogue import Catalogue, Rejected
from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.models import ClinicProfile
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import kept_files
from ikbt_desktop.services.administration import Administration
from ikbt_desktop.services.backups import Backups
from ikbt_desktop.services.blocks import Blocks
from ikbt_desktop.services.caseload import Caseload
from ikbt_desktop.services.course_checks import CourseChecks
from ikbt_desktop.services.decisions import Decisions
from ikbt_desktop.services.documents import Documents
from ikbt_desktop.services.doors import Doors
from ikbt_desktop.services.drafts import Drafts
from ikbt_desktop.services.feedback_notes import FeedbackNotes
from ikbt_desktop.services.fees import Fees
from ikbt_desktop.services.guardians import Guardians
from ikbt_desktop.services.inactivity import Inactivity
from ikbt_desktop.services.key_copies import State
from ikbt_desktop.services.key_file_check import KeyFileCheck
from ikbt_desktop.services.keys import Keys, Rotated, RotationOrder
from ikbt_desktop.services.log_checks import LogChecks
from ikbt_desktop.services.log_papers import LogPapers
from ikbt_desktop.services.measurements import Measurements
from ikbt_desktop.services.own_files import OwnFiles
from ikbt_desktop.services.referrals import Referrals
from ikbt_desktop.services.risk_cases import RiskCases
from ikbt_desktop.services.rule_trials import RuleTrials
from ikbt_desktop.services.screenings import Screenings
from ikbt_desktop.services.treatments import Treatments
from ikbt_desktop.services.units import Units
from ikbt_desktop.services.worklist import Worklist
from ikbt_desktop.storage import file_seal, vault
from ikbt_desktop.storage.attempts import Anchor, Clocks
from ikbt_desktop.storage.backup import Share
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.storage.unit_of_work import Workplace, open_leaving, open_reading
from ikbt_desktop.storage.vault import CostProfile


@dataclass(frozen=True)
class Notices:
    """What was found out of order when the clinic was opened; the screen says it in a banner.

    `log_whole`: the access log's chain holds and was not set back. `tail_lost`: so many of its
    newest rows, once seen, are gone while the rest holds, as a lost `clinic.db-wal` or an older
    file leaves it. `file_as_left`: the database is the one that was let go of last;
    `file_sound`: each of its pages can be read, asked only where it is not. `key_file`: whether it
    is the one that the database remembers. `clock`: the computer's clock stands "behind" the log's
    last row, or went further "ahead" than time did. `own_files`: data files of the clinic's that no
    longer pass the check.
    """

    log_whole: bool = True
    tail_lost: int = 0
    file_as_left: bool = True
    file_sound: bool = True
    key_file: State = State.KEPT
    clock: str = ""
    own_files: tuple[Rejected, ...] = ()

    @property
    def keys_as_kept(self) -> bool:
        """Whether the key file is the one that the program wrote last."""
        return self.key_file is State.KEPT


class Door:
    """What stands open while somebody is signed in: the file, and the program's hold on it."""

    def __init__(self, workplace: Workplace, lock: ClinicLock | None) -> None:
        self._workplace = workplace
        self._lock = lock
        self._open = True

    def close(self, action: Action) -> None:
        """Log it, remember the log's head outside the file, and let go; the second time nothing."""
        if not self._open:
            return
        try:
            self._log(action)
        finally:
            self.shut()

    def say_goodbye(self, action: Action) -> None:
        """Log that the person went. What is still to be done may follow before `shut`."""
        self._log(action)
        self._keep_anchor()

    def _log(self, action: Action) -> None:
        with open_leaving(self._workplace) as work:
            work.log(action, kind="sign_in", record_id=work.actor.user_id)
            work.commit()

    def shut(self) -> None:
        """Let go of the file and of the program's hold on it, whatever else goes wrong."""
        if not self._open:
            return
        self._open = False
        head: Anchor | None = None
        try:
            head = self._head()
        finally:
            try:
                self._workplace.database.shut()
                self._keep(head, closed=True)
            finally:
                if self._lock is not None:
                    self._lock.release()

    @property
    def is_open(self) -> bool:
        """Whether the clinic is still held."""
        return self._open

    def let_go(self) -> None:
        """A change of keys closed the file and kept the anchors: only the hold is left."""
        self._open = False
        if self._lock is not None:
            self._lock.release()

    def remember(self) -> None:
        """Keep the log's head outside the file while work goes on: a crash may lose the rest."""
        if self._open:
            self._keep_anchor()

    def _keep_anchor(self) -> None:
        self._keep(self._head(), closed=False)

    def _head(self) -> Anchor | None:
        with open_leaving(self._workplace, reading=True) as work:
            return work.log_head()

    def _keep(self, head: Anchor | None, *, closed: bool) -> None:
        """Keep the log's head outside the file, and what the file weighs once it is closed."""
        if head is None:
            return
        database, clock = self._workplace.database, self._workplace.clock
        keys = database.keys
        book = vault.attempts_book(
            database.folder, db_id=keys.db_id, device=keys.device, clocks=Clocks(now=clock)
        )
        # Without the program's hold on the folder somebody else may be opening the file now.
        alone = closed and self._lock is not None
        book.keep_anchor(head, file=file_seal.weigh(database.folder) if alone else None)


@dataclass(frozen=True)
class Services:
    """Every verb, bound to one open clinic and one person. `close` ends it for good."""

    workplace: Workplace
    actor: Actor
    catalogue: Catalogue
    must_change_password: bool
    demo: bool
    clinic_name: str
    caseload: Caseload
    doors: Doors
    blocks: Blocks
    units: Units
    guardians: Guardians
    referrals: Referrals
    screenings: Screenings
    decisions: Decisions
    measurements: Measurements
    risk_cases: RiskCases
    treatments: Treatments
    feedback_notes: FeedbackNotes
    course_checks: CourseChecks
    inactivity: Inactivity
    fees: Fees
    worklist: Worklist
    documents: Documents
    drafts: Drafts
    administration: Administration
    log_checks: LogChecks
    log_papers: LogPapers
    backups: Backups
    own_files: OwnFiles
    rule_trials: RuleTrials
    keys: Keys
    key_file: KeyFileCheck
    door: Door = field(repr=False)
    shipped: Catalogue = field(repr=False)
    notices: Notices = Notices()
    cost: CostProfile | None = field(default=None, repr=False)
    device_codes: DeviceCodes | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        workplace: Workplace,
        shipped: Catalogue,
        *,
        must_change_password: bool = False,
        notices: Notices | None = None,
        lock: ClinicLock | None = None,
        cost: CostProfile | None = None,
        device_codes: DeviceCodes | None = None,
    ) -> "Services":
        """Every service for one person at one workplace. `cost` is that of new passwords.

        Over the shipped catalogue lie the clinic's own versions that are in force.
        """
        with open_reading(workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            profile = work.first(ClinicProfile)
            knowledge = kept_files.laid_over(work, shipped)
        catalogue = knowledge.catalogue
        own_files = OwnFiles(workplace, catalogue, shipped, knowledge.orders)
        return cls(
            workplace=workplace,
            actor=workplace.actor,
            catalogue=catalogue,
            must_change_password=must_change_password,
            demo=workplace.database.keys.demo,
            clinic_name="" if profile is None else profile.name,
            caseload=Caseload(workplace, catalogue),
            doors=Doors(workplace),
            blocks=Blocks(workplace),
            units=Units(workplace),
            guardians=Guardians(workplace),
            referrals=Referrals(workplace, catalogue),
            screenings=Screenings(workplace, catalogue),
            decisions=Decisions(workplace, catalogue),
            measurements=Measurements(workplace, catalogue),
            risk_cases=RiskCases(workplace, catalogue),
            treatments=Treatments(workplace, catalogue),
            feedback_notes=FeedbackNotes(workplace, catalogue),
            course_checks=CourseChecks(workplace, catalogue),
            inactivity=Inactivity(workplace, catalogue),
            fees=Fees(workplace, catalogue),
            worklist=Worklist(workplace, catalogue),
            documents=Documents(workplace, catalogue),
            drafts=Drafts(workplace, catalogue),
            administration=Administration(workplace, catalogue, cost=cost),
            log_checks=LogChecks(workplace),
            log_papers=LogPapers(workplace),
            backups=Backups(workplace),
            own_files=own_files,
            rule_trials=RuleTrials(workplace, catalogue, shipped, own_files),
            keys=Keys(workplace, cost=cost, device_codes=device_codes),
            key_file=KeyFileCheck(workplace),
            door=Door(workplace, lock),
            shipped=shipped,
            notices=dataclasses.replace(notices or Notices(), own_files=knowledge.rejected),
            cost=cost,
            device_codes=device_codes,
        )

    @property
    def password_only(self) -> bool:
        """Whether the clinic chose to have no device code; the status bar then says so."""
        return not self.demo and self.workplace.database.keys.device is None

    def renewed(self) -> "Services":
        """The same person behind the same door, with the catalogue as it now is in force."""
        fresh = Services.of(
            self.workplace,
            self.shipped,
            must_change_password=self.must_change_password,
            notices=self.notices,
            cost=self.cost,
            device_codes=self.device_codes,
        )
        return dataclasses.replace(fresh, door=self.door)

    @property
    def clock_fault(self) -> str:
        """What is wrong with the computer's clock: "behind", "ahead" or ""."""
        return self.workplace.database.clock_fault

    def change_keys(self, order: RotationOrder, told: Told = untold) -> Rotated:
        """Change all keys and let go of the clinic: everybody signs in anew. Slow.

        While `door.is_open` after an error, nothing was changed and the work goes on; else the next
        sign-in ends it. Raises what `Keys.prepare` and `Keys.carry_out` raise.
        """
        prepared = self.keys.prepare(order, Share(told, 0, 400))
        self.door.say_goodbye(Action.SIGN_OUT)
        try:
            return self.keys.carry_out(prepared, Share(told, 400, 1000))
        finally:
            self.door.let_go()

    def close(self, *, locking: bool = False) -> None:
        """Log the lock or exit, and let go of the database."""
        self.door.close(Action.LOCK if locking else Action.SIGN_OUT)

    def leave(self, *, locking: bool, last: Callable[[], object]) -> None:
        """Log the lock or exit, do a last thing with the open file, and let go of it after all."""
        try:
            self.door.say_goodbye(Action.LOCK if locking else Action.SIGN_OUT)
            last()
        finally:
            self.door.shut()
