"""What happened and when: acts put down in any order, done in the order of their time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL

Act = Callable[[], object]


@dataclass
class MovedClock:
    """The time of the act that is being done."""

    moment: datetime

    def __call__(self) -> datetime:
        """Now."""
        return self.moment


@dataclass
class Timeline:
    """Acts on days counted from today (0), which are never later than now."""

    now: datetime
    _acts: list[tuple[datetime, Act]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The Swedish date on which the clinic is made."""
        return local_day(self.now)

    def day(self, offset: int) -> date:
        """The date so many days from today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, clock_time: time) -> datetime:
        """The moment on that day."""
        local = datetime.combine(self.day(offset), clock_time, tzinfo=LOCAL)
        return local.astimezone(UTC)

    def at(self, offset: int, clock_time: time, act: Act) -> None:
        """Let it happen then; what lies later today happens just now."""
        self._acts.append((min(self.moment(offset, clock_time), self.now), act))

    def run(self, clock: MovedClock) -> None:
        """Do everything in its time; acts of one moment in the order in which they were put."""
        for moment, act in sorted(self._acts, key=lambda one: one[0]):
            clock.moment = moment
            act()
        clock.moment = self.now
