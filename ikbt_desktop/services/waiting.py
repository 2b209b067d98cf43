"""The care-guarantee clock of a referral, with the clinic's own limits."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ikbt_desktop.clinic.lifecycles import ReferralState
from ikbt_desktop.clinic.workdays import Limits, Span, care_clock
from ikbt_desktop.models import ClinicProfile
from ikbt_desktop.storage.unit_of_work import UnitOfWork

WAITING_DAYS = "waiting_days"
WARN_DAYS = "warn_days"


@dataclass(frozen=True)
class Guarantee:
    """What a row says. `tone`: "calm", "soon", "over", "own_wait", "none"."""

    days_left: int | None
    tone: str
    due: date | None


_NONE = Guarantee(None, "none", None)


def limits(work: UnitOfWork, shipped: Limits) -> Limits:
    """The shipped limits, or those that the clinic has set in its profile."""
    profile = work.first(ClinicProfile)
    return shipped if profile is None else with_settings(shipped, profile.settings)


def with_settings(shipped: Limits, settings: Mapping[str, Any]) -> Limits:
    """The limits with the days that the clinic's settings give, by the code of the limit."""
    days: Mapping[str, int] = settings.get(WAITING_DAYS, {})
    return dataclasses.replace(
        shipped,
        warn_days=settings.get(WARN_DAYS, shipped.warn_days),
        waiting=tuple(
            dataclasses.replace(limit, days=days.get(limit.code, limit.days))
            for limit in shipped.waiting
        ),
    )


def guarantee(
    known: Limits,
    *,
    state: str,
    received: date,
    own_wait_from: date | None,
    own_wait_until: date | None,
    on: date,
) -> Guarantee:
    """The clock of one referral on a day."""
    waits = [] if own_wait_from is None else [Span(own_wait_from, own_wait_until)]
    clock = care_clock(known, state=ReferralState(state), received=received, on=on, own_waits=waits)
    if clock is None:
        return _NONE
    if clock.patient_waits:
        return Guarantee(clock.days_left, "own_wait", clock.due)
    tone = "over" if clock.is_over else "soon" if clock.warns else "calm"
    return Guarantee(clock.days_left, tone, clock.due)
