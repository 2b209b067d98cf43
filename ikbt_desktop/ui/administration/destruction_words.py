"""A destroyed record in words: what it consisted of, what stands in the way, what is left of it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QLocale

from ikbt_desktop.services.destruction import Blocker, Kind, PlaceLeft
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.reception.words import DOT

_HERE = "DestructionWords"

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.REFERRALS: mark("DestructionWords", "Referrals"),
        Kind.VISITS: mark("DestructionWords", "Booked visits"),
        Kind.SCANS: mark("DestructionWords", "Attached papers"),
        Kind.ASSESSMENTS: mark("DestructionWords", "Assessments"),
        Kind.ANSWERS: mark("DestructionWords", "Filled-in forms"),
        Kind.TREATMENTS: mark("DestructionWords", "Treatments"),
        Kind.NOTES: mark("DestructionWords", "Feedback texts, each version"),
        Kind.WEEKS: mark("DestructionWords", "Reports of the week"),
        Kind.CHECKS: mark("DestructionWords", "Checks of course and inactivity"),
        Kind.RISK_CASES: mark("DestructionWords", "In-depth assessments of risk"),
        Kind.SAFETY_PLANS: mark("DestructionWords", "Safety plans, each version"),
        Kind.CONTACTS: mark("DestructionWords", "Care contacts"),
        Kind.FEES: mark("DestructionWords", "Fee periods and changed fees"),
        Kind.GUARDIANS: mark("DestructionWords", "Guardians and consents"),
        Kind.DOCUMENTS: mark("DestructionWords", "Documents"),
        Kind.DRAFTS: mark("DestructionWords", "Drafts"),
        Kind.BLOCKS: mark("DestructionWords", "Blocks and reasons for opening"),
        Kind.OTHER: mark(
            "DestructionWords", "Personal details, words of the search, smaller parts"
        ),
    }
)

BLOCKERS: Mapping[Blocker, str] = MappingProxyType(
    {
        Blocker.RISK: mark(
            "DestructionWords", "A risk case is open: a clinician assesses and closes it first."
        ),
        Blocker.FOLLOW_UP: mark(
            "DestructionWords",
            "A promised contact has not been made: a clinician makes it first (To do).",
        ),
        Blocker.TREATMENT: mark(
            "DestructionWords",
            "A treatment is planned, runs or rests: the clinician closes or voids it first.",
        ),
        Blocker.VISIT: mark("DestructionWords", "A visit is booked: reception cancels it first."),
    }
)


def counts(found: Iterable[tuple[Kind, int]]) -> str:
    """ "Referrals 1 · Filled-in forms 12 …"."""
    locale = QLocale()
    return DOT.join(f"{say(_HERE, KINDS[kind])} {locale.toString(n)}" for kind, n in found)


def blocker(what: Blocker) -> str:
    """What stands in the way, and who sees to it."""
    return say(_HERE, BLOCKERS[what])


def place(left: PlaceLeft) -> str:
    """What one place of backups still holds, and until when."""
    own = say("DestructionWords", "This computer, the clinic's own folder")
    name = own if left.own else str(left.path)
    return f"{name}: {' '.join(_told(left))}"


def _told(left: PlaceLeft) -> list[str]:
    if not left.is_there:
        return [say("DestructionWords", "Not there now. Older backups on it may hold the record.")]
    found = [say("DestructionWords", "%n older backup(s) with the record.", left.copies)]
    if left.copies and left.until is not None:
        found.append(
            say(
                "DestructionWords",
                "The last one is thinned out about {day}, if a backup is made each day; with"
                " fewer it stays longer.",
            ).format(day=left.until.isoformat())
        )
    elif left.copies:
        found.append(say("DestructionWords", "When the last one goes cannot be said."))
    if left.copies and not left.has_new:
        found.append(
            say(
                "DestructionWords",
                "No backup of after the destruction lies there yet, so none is removed.",
            )
        )
    if left.unreadable:
        found.append(
            say("DestructionWords", "%n file(s) cannot be read and may hold it.", left.unreadable)
        )
    return found
