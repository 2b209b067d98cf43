"""The words of patient fees: sums, kinds of contact, and why something is not charged."""

from collections.abc import Mapping

from ikbt_desktop.clinic.fees import Reason
from ikbt_desktop.services.fees import FeeAccount, FeeRow, PeriodView
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words

_HERE = "FeeWords"
_REASONS: Mapping[Reason, str] = {
    Reason.ORDINARY: mark("FeeWords", "Charged"),
    Reason.LAST_PART: mark("FeeWords", "Charged up to the ceiling"),
    Reason.WEEK_LEAST: mark("FeeWords", "Charged, the week's least sum"),
    Reason.CEILING_REACHED: mark("FeeWords", "Ceiling reached"),
    Reason.FREE_CARD: mark("FeeWords", "Free card"),
    Reason.NO_FEE: mark("FeeWords", "No fee"),
    Reason.CORRECTION: mark("FeeWords", "Correction"),
    Reason.AGE: mark("FeeWords", "Age exemption"),
    Reason.WEEK_COVERED: mark("FeeWords", "The week is paid"),
    Reason.WAIVED: mark("FeeWords", "Not charged"),
}
_CHANNELS: Mapping[str, str] = {
    "message": mark("FeeWords", "Feedback, message"),
    "phone": mark("FeeWords", "Feedback, phone"),
}
_CHARGED = frozenset({Reason.ORDINARY, Reason.LAST_PART, Reason.WEEK_LEAST})


def kronor(amount: int) -> str:
    """1 450 kr, never broken over two lines."""
    grouped = f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{grouped}\N{NO-BREAK SPACE}kr"


def kind(row: FeeRow) -> str:
    """What the contact was."""
    return say(_HERE, _CHANNELS[row.channel]) if row.channel in _CHANNELS else row.channel


def reason(word: str) -> str:
    """Why the fee is what it is."""
    return say(_HERE, _REASONS[Reason(word)]) if word in set(Reason) else word


def pill(row: FeeRow) -> PillValue:
    """Charged or not, and why."""
    if row.reason in _CHARGED:
        return PillValue(reason(row.reason), State.OK)
    icon = "circle-minus" if row.is_waived else "info"
    return PillValue(reason(row.reason), State.NEUTRAL, icon)


def standing(account: FeeAccount, period: PeriodView | None) -> list[str]:
    """The period in sentences: its days, its sum, its ceiling, and what is free or over."""
    told = [say("FeeWords", "Fee: {profile}.").format(profile=account.profile.name)]
    if account.is_exempt:
        told.append(say("FeeWords", "The patient's age is exempt from the fee."))
    if period is None:
        told.append(
            say(
                "FeeWords",
                "No twelve months are running: they begin with the first charged contact.",
            )
        )
        return told
    days = say("FeeWords", "Twelve months: {first} to {last}.")
    told.append(
        days.format(first=words.written(period.starts_on), last=words.written(period.last_day))
    )
    if period.ceiling is None:
        told.append(say("FeeWords", "Sum: {sum}, no ceiling.").format(sum=kronor(period.total)))
    else:
        text = say("FeeWords", "Sum: {sum} of {ceiling}, {opening} of it paid elsewhere.")
        told.append(
            text.format(
                sum=kronor(period.total),
                ceiling=kronor(period.ceiling),
                opening=kronor(period.opening_sum),
            )
        )
    if period.over:
        told.append(
            say("FeeWords", "{sum} more than the ceiling has been paid.").format(
                sum=kronor(period.over)
            )
        )
    if period.free_until is not None:
        told.append(
            say("FeeWords", "Free through {day}.").format(day=words.written(period.free_until))
        )
    return told


def ceiling_source(account: FeeAccount) -> str:
    """Where the ceiling comes from; one that is not read in a source says so."""
    row = account.ceiling
    if row is None:
        return ""
    if row.uncertain:
        text = say("FeeWords", "Ceiling {year}: {amount}, not certain. {source}.")
    else:
        text = say("FeeWords", "Ceiling {year}: {amount}. {source}.")
    return text.format(year=row.year, amount=kronor(row.amount), source=row.source)
