"""Protection and blocks in words."""

from collections.abc import Mapping
from types import MappingProxyType

from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "AccessWords"

PROTECTIONS: Mapping[Protection, str] = MappingProxyType(
    {
        Protection.NONE: mark("AccessWords", "No protection"),
        Protection.MARKED: mark("AccessWords", "Secrecy mark"),
        Protection.POPULATION: mark("AccessWords", "Protected population registration"),
    }
)
_MEANS: Mapping[Protection, str] = MappingProxyType(
    {
        Protection.NONE: mark("AccessWords", "Name and number stand in the lists."),
        Protection.MARKED: mark(
            "AccessWords",
            "A warning from the tax agency: try each time whether anything is given out. Lists"
            " show initials, letters show no address.",
        ),
        Protection.POPULATION: mark(
            "AccessWords",
            "The true address is in no register and is not kept here. Letters go by the tax"
            " agency.",
        ),
    }
)


def protection(kind: Protection) -> str:
    """The kind by name."""
    return say(_HERE, PROTECTIONS[kind])


def meaning(kind: Protection) -> str:
    """What the kind does here."""
    return say(_HERE, _MEANS[kind])
