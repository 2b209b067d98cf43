"""A minor's guardians: who they are, what each has said, and whether they agree."""

from collections.abc import Iterable
from enum import StrEnum

AGE_OF_MAJORITY = 18
"""Föräldrabalken (1949:381) 9 kap. 1 §: whoever is under 18 is a minor."""


class Relation(StrEnum):
    """What the guardian is to the young patient."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    APPOINTED = "appointed"  # särskilt förordnad vårdnadshavare
    OTHER = "other"


class Stance(StrEnum):
    """What somebody says about the treatment."""

    AGREES = "agrees"
    DECLINES = "declines"
    UNDECIDED = "undecided"


class ConsentForm(StrEnum):
    """How it was said."""

    ORAL = "oral"
    WRITTEN = "written"
    PHONE = "phone"
    VIDEO = "video"


class Support(StrEnum):
    """Where the program for guardians stands for one of them (programs.md, Föräldrastöd)."""

    NOT_ASSIGNED = ""
    OFFERED = "offered"
    DECLINED = "declined"
    ACTIVE = "active"
    ENDED = "ended"


class Agreement(StrEnum):
    """What the guardians say together."""

    NOBODY = "nobody"  # no guardian is registered
    INCOMPLETE = "incomplete"  # somebody has not said yes or no
    AGREED = "agreed"
    DISAGREE = "disagree"
    DECLINED = "declined"


def is_minor(age: int | None) -> bool:
    """Whether guardians have a say; an unknown age is no reason to leave them out."""
    return age is None or age < AGE_OF_MAJORITY


def agreement(said: Iterable[Stance | None]) -> Agreement:
    """What the latest words of every guardian make together; None has said nothing."""
    stances = list(said)
    if not stances:
        return Agreement.NOBODY
    if {Stance.AGREES, Stance.DECLINES} <= set(stances):
        return Agreement.DISAGREE
    if None in stances or Stance.UNDECIDED in stances:
        return Agreement.INCOMPLETE
    return Agreement.AGREED if stances[0] is Stance.AGREES else Agreement.DECLINED
