"""A page as the viewer lays it out, whatever it was read from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """The size of one page, in points or picture dots, and its words for a screen reader."""

    width: float
    height: float
    words: str = ""
