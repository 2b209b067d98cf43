"""An ear at the services: which verbs the windows ask for, by whom, and from which window.

It stands before every public verb for as long as the process lives, and does what was asked as
ever: it observes, nothing of the program is replaced.
"""

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import Any

from ikbt_desktop.clinic.roles import Role
from tests.services import verbs

_SCREEN = "ikbt_desktop.ui."


@dataclass(frozen=True)
class Heard:
    """One verb that a window asked for."""

    verb: str
    role: Role
    window: str
    """The part of `ui` that asked, such as "record/fees_tab"."""


Hear = Callable[[Heard], None]

_hearing: list[Hear] = []
_answered: list[Hear] = []


def on_asked(hear: Hear) -> None:
    """Be told of every verb when it is asked for, whatever comes of it."""
    _listen()
    _hearing.append(hear)


def on_answered(hear: Hear) -> None:
    """Be told of every verb that did what it was asked for."""
    _listen()
    _answered.append(hear)


def deaf(hear: Hear) -> None:
    """Be told no more."""
    for told in (_hearing, _answered):
        if hear in told:
            told.remove(hear)


@cache
def _listen() -> None:
    services = verbs.services()
    for verb, function in verbs.verbs().items():
        service, _, name = verb.partition(".")
        setattr(services[service], name, _before(verb, function))


def _before(verb: str, function: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(function)
    def ask(service: Any, *plain: object, **named: object) -> object:
        window = _window(sys._getframe(1))
        if not window:
            return function(service, *plain, **named)
        heard = Heard(verb, service._workplace.actor.role, window)
        for hear in _hearing:
            hear(heard)
        found = function(service, *plain, **named)
        for hear in _answered:
            hear(heard)
        return found

    return ask


def _window(asker: FrameType) -> str:
    """The window that asked; nothing where another service did, or the test itself."""
    name = str(asker.f_globals.get("__name__", ""))
    return name.removeprefix(_SCREEN).replace(".", "/") if name.startswith(_SCREEN) else ""
