"""How a patient is named where others may see it: a protected person by initials alone."""

from typing import Protocol

from ikbt_desktop.ui.kit.language import mark, say

_PROTECTED = mark("person", "Protected identity")
_CLINIC = mark("person", "The clinic")


class Listed(Protocol):
    """A row of a list: of a protected person it has the initials for a name, and no number."""

    @property
    def name(self) -> str:
        """As listed."""
        ...

    @property
    def identity(self) -> str:
        """The number as shown."""
        ...

    @property
    def protected(self) -> bool:
        """Whether the two above are masked."""
        ...


def first_line(row: Listed) -> str:
    """The name, or that it is not told; what is nobody's is the clinic's own."""
    if not row.name:
        return say("person", _CLINIC)
    return say("person", _PROTECTED) if row.protected else row.name


def second_line(row: Listed) -> str:
    """The number; of a protected person the initials, to tell two of them apart."""
    return row.name if row.protected else row.identity
