"""The inactivity ladder: which step waits when a patient has not been heard of (ACT-1).

Days in a pause are not counted, and nothing here touches the risk rules. A step is done when
somebody has recorded it; the last one is a clinician's to confirm, never the program's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ikbt_desktop.clinic.workdays import InactivityStep, Span, counted_days, day_when


class StepResult(StrEnum):
    """What came of a step."""

    SENT = "sent"
    NO_ANSWER = "no_answer"
    REACHED = "reached"
    SKIPPED = "skipped"
    GOES_ON = "goes_on"
    CLOSED = "closed"


NEEDS_NOTE = frozenset({StepResult.SKIPPED, StepResult.GOES_ON})
"""Leaving a step out, or going on against the ladder, says why."""
LAST_STEP = frozenset({StepResult.GOES_ON, StepResult.CLOSED, StepResult.REACHED})
"""What may come of the proposal to close."""


@dataclass(frozen=True)
class Taken:
    """A step as it was recorded. `next_on` is the day that was set for the next one."""

    step: str
    done_on: date
    result: StepResult
    next_on: date | None


@dataclass(frozen=True)
class Waiting:
    """The step that comes next: from which day on, and how long the patient has been silent."""

    step: InactivityStep
    due_on: date
    since: date
    days: int
    is_last: bool
    taken: tuple[Taken, ...]


def heard_of(since: date, taken: Sequence[Taken]) -> date:
    """The day that the patient was last heard of, a step that reached them included."""
    reached = [one.done_on for one in taken if one.result is StepResult.REACHED]
    return max([since, *reached])


def waiting(
    steps: Sequence[InactivityStep],
    taken: Sequence[Taken],
    *,
    since: date,
    on: date,
    pauses: Sequence[Span] = (),
) -> Waiting | None:
    """The next step of the ladder, whether or not its day has come; None without a ladder.

    `since` is the day that the patient was last heard of; earlier steps belong to another silence.
    A day that was set with a step is waited for. After the last step it comes back on that day.
    """
    if not steps:
        return None
    since = heard_of(since, taken)
    own = [one for one in taken if one.done_on >= since and one.result is not StepResult.REACHED]
    done = {one.step for one in own}
    step = next((step for step in steps if step.code not in done), steps[-1])
    reached = day_when(since, step.days, left_out=pauses)
    promised = own[-1].next_on if own else None
    return Waiting(
        step=step,
        due_on=max(reached, promised) if promised is not None else reached,
        since=since,
        days=counted_days(since, on, left_out=pauses),
        is_last=step is steps[-1],
        taken=tuple(own),
    )


def next_day(
    steps: Sequence[InactivityStep],
    step: InactivityStep,
    *,
    since: date,
    on: date,
    pauses: Sequence[Span] = (),
) -> date:
    """The day proposed for the step after this one: never closer than the ladder has them."""
    later = [one for one in steps if one.days > step.days]
    if not later:
        return on + timedelta(days=7)
    planned = day_when(since, later[0].days, left_out=pauses)
    return max(planned, on + timedelta(days=later[0].days - step.days))
