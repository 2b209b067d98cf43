"""The change of a figure in a pill: an arrow, the points, and whether it is better or worse."""

from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.treatment import words


def change_value(change: float, *, worse_up: bool) -> PillValue:
    """``−3 p, bättre``; an unchanged figure is neutral."""
    if change == 0:
        return PillValue(say("ChangePill", "unchanged"), State.NEUTRAL, "minus")
    worse = (change > 0) == worse_up
    pattern = (
        say("ChangePill", "{change} p, worse") if worse else say("ChangePill", "{change} p, better")
    )
    icon = "arrow-up-right" if change > 0 else "arrow-down-right"
    state = State.NOT_MET if worse else State.OK
    return PillValue(pattern.format(change=words.signed(change)), state, icon)


def change_pill(change: float, *, worse_up: bool) -> Pill:
    """The pill itself, small."""
    pill = Pill("", height=20)
    pill.show_value(change_value(change, worse_up=worse_up))
    return pill
