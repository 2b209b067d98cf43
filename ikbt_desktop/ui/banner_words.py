"""What the banner of a patient says beside the name: program and week, and what to mind."""

from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.caseload import PatientBanner
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import door_words


def age(found: PatientBanner) -> str:
    """In whole years; empty when the number tells none."""
    return "" if found.age is None else say("BannerWords", "%n year(s) old", found.age)


def pills(found: PatientBanner) -> list[PillValue]:
    """The program and its week, and whether it rests."""
    shown = []
    if found.program and found.week and found.weeks:
        text = say("BannerWords", "{program}, week {week} of {weeks}").format(
            program=found.program, week=found.week, weeks=found.weeks
        )
        shown.append(PillValue(text, State.NEUTRAL, icon="book-open"))
    elif found.program:
        shown.append(PillValue(found.program, State.NEUTRAL, icon="book-open"))
    if found.treatment_state == TreatmentState.PAUSED:
        shown.append(PillValue(say("BannerWords", "Paused"), State.NEUTRAL, icon="pause"))
    return shown


def flags(found: PatientBanner) -> list[PillValue]:
    """What must not be overlooked, the gravest first."""
    minded = []
    if found.contact_today:
        minded.append(PillValue(say("BannerWords", "Needs contact today"), State.ACUTE))
    if found.follow_up_today:
        minded.append(PillValue(say("BannerWords", "To follow up today"), State.REVIEW))
    if found.protected:
        minded.append(
            PillValue(say("BannerWords", "Protected identity"), State.NEUTRAL, icon="shield-alert")
        )
    if found.opened is not None:
        until = found.opened.until.astimezone(LOCAL).strftime("%H:%M")
        why = door_words.short_ground(found.opened.ground)
        words = say("BannerWords", "Open until {time}: {reason}").format(time=until, reason=why)
        minded.append(PillValue(words, State.OBS, icon="key-round"))
    if found.feedback_late_days:
        words = say("BannerWords", "Feedback %n day(s) late", found.feedback_late_days)
        minded.append(PillValue(words, State.NOT_MET, icon="clock-alert"))
    if found.guarantee_days_left is not None and found.program is None:
        minded.append(_guarantee(found.guarantee_days_left))
    return minded


def _guarantee(left: int) -> PillValue:
    if left < 0:
        words = say("BannerWords", "%n day(s) over", -left)
        return PillValue(words, State.NOT_MET, icon="clock-alert")
    return PillValue(say("BannerWords", "%n day(s) left", left), State.NEUTRAL, icon="calendar")
