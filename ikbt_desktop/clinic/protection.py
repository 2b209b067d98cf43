"""Protected personal data: which kinds there are, and what may be kept of an address (E.4)."""

from enum import StrEnum

from ikbt_desktop.errors import InvalidValue


class Protection(StrEnum):
    """What the tax agency's register says. An assumed identity has no mark at all, anywhere."""

    NONE = ""
    MARKED = "marked"
    """Sekretessmarkering: a warning; whether anything is given out must be tried each time."""
    POPULATION = "population"
    """Skyddad folkbokföring: the true address is in no register; post goes by way of the agency."""


MEDIATION = "mediation_address"
"""The clinic's setting: where the agency takes letters for a protected person (förmedlingsadress).

It is written by the clinic from the agency's own pages; none is shipped.
"""
ADDRESS = ("address", "postcode", "city")
"""The fields that tell where somebody lives."""


def is_milder(new: Protection, old: Protection) -> bool:
    """Whether the change takes protection away: that is for the head of unit alone."""
    order = tuple(Protection)
    return order.index(new) < order.index(old)


def ensure_no_address(protection: str, **fields: str) -> None:
    """Refuse to keep where a person in protected population registration lives.

    Raises:
        InvalidValue: the first of the address fields that is filled in, "not_kept".

    """
    if protection != Protection.POPULATION:
        return
    for name in ADDRESS:
        if fields.get(name):
            raise InvalidValue(name, "not_kept")
