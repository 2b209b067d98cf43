"""The reasons for which a record is opened, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from ikbt_desktop.clinic.care_relation import Ground, Why
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "DoorWords"

_GROUNDS: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.CARE: mark("DoorWords", "I treat or assess the patient"),
        Ground.OFFICE: mark("DoorWords", "Booking, letter or fee"),
        Ground.STAND_IN: mark("DoorWords", "I stand in for a colleague"),
        Ground.ASKED: mark("DoorWords", "The patient or a colleague asked me"),
        Ground.REVIEW: mark("DoorWords", "Quality review that I am charged with"),
        Ground.CONSENT: mark("DoorWords", "The patient consents"),
        Ground.EMERGENCY: mark("DoorWords", "Emergency access"),
    }
)
_SHORT: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.CARE: mark("DoorWords", "care of the patient"),
        Ground.OFFICE: mark("DoorWords", "booking, letter or fee"),
        Ground.STAND_IN: mark("DoorWords", "stands in for a colleague"),
        Ground.ASKED: mark("DoorWords", "asked by patient or colleague"),
        Ground.REVIEW: mark("DoorWords", "quality review"),
        Ground.CONSENT: mark("DoorWords", "the patient's consent"),
        Ground.EMERGENCY: mark("DoorWords", "emergency access"),
    }
)
_TITLES: Mapping[Why, str] = MappingProxyType(
    {
        Why.BLOCKED: mark("DoorWords", "The record is blocked"),
        Why.NO_RELATION: mark("DoorWords", "You have no care relation to the patient"),
        Why.PROTECTED: mark("DoorWords", "The person has protected identity"),
    }
)
_SENTENCES: Mapping[Why, str] = MappingProxyType(
    {
        Why.BLOCKED: mark(
            "DoorWords",
            "The patient has asked for it. It opens with the patient's consent or in an"
            " emergency; the block itself stays.",
        ),
        Why.NO_RELATION: mark(
            "DoorWords",
            "You do not treat, assess or book the patient. The record opens for a reason, which"
            " stands in the log and is read at the monthly check.",
        ),
        Why.PROTECTED: mark(
            "DoorWords", "Say why you open the record. The reason stands in the log."
        ),
    }
)


def ground(value: Ground) -> str:
    """As it is chosen."""
    return say(_HERE, _GROUNDS[value])


def short_ground(value: Ground) -> str:
    """As a pill or a line of the log says it."""
    return say(_HERE, _SHORT[value])


def title(why: frozenset[Why]) -> str:
    """What stands before the record: the firmest of them."""
    return say(_HERE, _TITLES[_firmest(why)])


def sentence(why: frozenset[Why]) -> str:
    """What it means."""
    return say(_HERE, _SENTENCES[_firmest(why)])


def _firmest(why: frozenset[Why]) -> Why:
    return next(one for one in Why if one in why)
