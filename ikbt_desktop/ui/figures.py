"""What is counted around the pages: figures beside the rooms, open risk, the state of backups."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.backups import Room, Standing
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import StandingCase
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.pages import View


@dataclass
class Read:
    """What stands beside the rooms and in the status row, as it is read."""

    risk: frozenset[StandingCase] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    standing: Standing | None = None
    room: Room | None = None


class Figures(QObject):
    """Reads them at once, or one by one in turns of the loop; `wanted` says whether still."""

    counted = Signal(object)
    """A `Read`, whole."""
    failed = Signal(object)
    """The IkbtError that stopped it."""

    def __init__(
        self, owner: QObject, services: Services, *, risk: bool, wanted: Callable[[], bool]
    ) -> None:
        super().__init__(owner)
        self._services, self._risk, self._wanted = services, risk, wanted
        self._turns = turns.Turns(self, failed=self.failed.emit, idle=True)

    def renew(self, services: Services) -> None:
        """Ask others from now on."""
        self._services = services

    def count_in_turns(self, *then: turns.Act) -> None:
        """One thing after the other, when nobody waits; nothing once nobody looks."""
        found = Read()
        reads = [self._if_wanted(read, found) for read in self._reads()]
        self._turns.drop()  # what was begun would count what has changed since
        self._turns.run(*reads, self._if_wanted(self.counted.emit, found), *then)

    def count(self) -> None:
        """All at once, now."""
        self._turns.drop()
        found = Read()
        try:
            for read in self._reads():
                read(found)
        except IkbtError as error:
            self.failed.emit(error)
            return
        self.counted.emit(found)

    def _if_wanted(self, act: Callable[[Read], object], found: Read) -> turns.Act:
        return lambda: act(found) if self._wanted() else None

    def _reads(self) -> tuple[Callable[[Read], None], ...]:
        """What is read for the figures, one thing after the other."""
        may = self._services.actor.may
        return (
            *((self._read_risk,) if self._risk else ()),
            *(
                (self._read_referrals, self._read_courses, self._read_tasks)
                if may(Permission.READ_REFERRAL)
                else ()
            ),
            *((self._read_log_checks,) if may(Permission.READ_LOG) else ()),
            self._read_standing,
        )

    def _read_risk(self, found: Read) -> None:
        found.risk = self._services.risk_cases.standing()

    def _read_referrals(self, found: Read) -> None:
        referrals = self._services.referrals.counts()
        found.counts[View.REFERRALS.value] = referrals.open
        found.counts[View.QUEUE.value] = referrals.waiting

    def _read_courses(self, _found: Read) -> None:
        self._services.worklist.read_courses()

    def _read_tasks(self, found: Read) -> None:
        found.counts[View.TODAY.value] = self._services.worklist.counts().all

    def _read_log_checks(self, found: Read) -> None:
        found.counts[View.ADMINISTRATION.value] = self._services.log_checks.waiting()

    def _read_standing(self, found: Read) -> None:
        found.standing = self._services.backups.standing()
        found.room = self._services.backups.room()
