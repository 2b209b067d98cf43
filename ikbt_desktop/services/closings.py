"""The closing form of a treatment: what it must hold, and how it is kept while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic.closing import EndReason
from ikbt_desktop.errors import Incomplete, InvalidValue
from ikbt_desktop.services import fields


@dataclass(frozen=True)
class Closing:
    """The closing form. `reason` is a word of `clinic.closing.EndReason`."""

    reason: str
    ended_on: date
    background: str
    result: str
    plan: tuple[str, ...]
    follow_up_on: tuple[date, ...]


@dataclass(frozen=True)
class Texts:
    """What the summary says in the clinician's own words: it can be written anew after the end."""

    background: str
    result: str
    plan: tuple[str, ...]

    @classmethod
    def of(cls, closing: Closing) -> "Texts":
        """Those of a closing form."""
        return cls(closing.background, closing.result, closing.plan)


def rewritten(kept: Mapping[str, object], texts: Texts) -> dict[str, object]:
    """The kept form with other texts. Raises `Incomplete` without a result, `InvalidValue`."""
    if not texts.result.strip():
        raise Incomplete(("result",))
    return dict(kept) | {
        "background": fields.prose(texts.background, "background", length=fields.QUESTION),
        "result": fields.prose(texts.result, "result", length=fields.QUESTION),
        "plan": [fields.prose(item, "plan") for item in texts.plan],
    }


def ensure_complete(closing: Closing, *, earliest: date, today: date) -> None:
    """Raise `Incomplete` or `InvalidValue` unless the treatment can end with this.

    `earliest`: the start, or the last contact, since nothing is given after the end.
    """
    missing = tuple(
        word
        for word, value in (("reason", closing.reason), ("result", closing.result.strip()))
        if not value
    )
    if missing:
        raise Incomplete(missing)
    if closing.reason not in set(EndReason):
        raise InvalidValue("reason", "unknown_word")
    if not earliest <= closing.ended_on <= today:
        raise InvalidValue("ended_on", "range")
    if any(day <= closing.ended_on for day in closing.follow_up_on):
        raise InvalidValue("follow_up_on", "not_future")


def content(closing: Closing) -> dict[str, object]:
    """As the record keeps it. Raises `InvalidValue` for a text that cannot be kept."""
    return {
        "reason": closing.reason,
        "ended_on": closing.ended_on.isoformat(),
        "background": fields.prose(closing.background, "background", length=fields.QUESTION),
        "result": fields.prose(closing.result, "result", length=fields.QUESTION),
        "plan": [fields.prose(item, "plan") for item in closing.plan],
        "follow_up_on": [day.isoformat() for day in closing.follow_up_on],
    }


def read(kept: Mapping[str, object]) -> Closing:
    """The form that `content` wrote."""
    days, plan = kept["follow_up_on"], kept["plan"]
    assert isinstance(days, list)
    assert isinstance(plan, list)
    return Closing(
        reason=str(kept["reason"]),
        ended_on=date.fromisoformat(str(kept["ended_on"])),
        background=str(kept["background"]),
        result=str(kept["result"]),
        plan=tuple(map(str, plan)),
        follow_up_on=tuple(date.fromisoformat(str(day)) for day in days),
    )
