"""Every public verb of the services, found by looking, and plain arguments to ask each with."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.log_checks import Month
from ikbt_desktop.services.destruction import Destruction
from ikbt_desktop.services.menu import Services

# Made by the room that needs it, when it is opened.
_LATE: Mapping[str, type] = {"destruction": Destruction}
_NO_SERVICE = frozenset({"door", "notices"})


def services() -> Mapping[str, type]:
    """The services of the menu, by the name under which the screen has them."""
    hints = typing.get_type_hints(Services)
    return {**_LATE} | {
        field.name: hints[field.name]
        for field in dataclasses.fields(Services)
        if field.name not in _NO_SERVICE
        and inspect.isclass(hints[field.name])
        and hints[field.name].__module__.startswith("ikbt_desktop.services")
    }


def verbs() -> Mapping[str, Callable[..., object]]:
    """Each verb as "service.verb"."""
    return {
        f"{name}.{verb}": function
        for name, service in services().items()
        for verb, function in inspect.getmembers(service, inspect.isfunction)
        if not verb.startswith("_")
    }


def ask(menu: Services, verb: str, known: Mapping[str, Any], own: Mapping[str, Any]) -> object:
    """Call the verb with arguments that are right in form.

    `known` are those that must be real wherever they are asked for, `own` are this verb's.
    """
    service, _, name = verb.partition(".")
    late = _LATE.get(service)
    asked = getattr(menu, service) if late is None else late(menu.workplace)
    method = getattr(asked, name)
    hints = typing.get_type_hints(getattr(type(asked), name))
    positional, named = [], {}
    for parameter in inspect.signature(method).parameters.values():
        if parameter.name in own:
            value = own[parameter.name]
        elif parameter.default is not inspect.Parameter.empty:
            continue
        elif parameter.name in known:
            value = known[parameter.name]
        else:
            value = _plain(hints[parameter.name], known)
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            positional.append(value)
    return method(*positional, **named)


def _plain(hint: Any, known: Mapping[str, Any]) -> Any:
    """A value of the type that says as little as possible."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        kinds = typing.get_args(hint)
        return None if type(None) in kinds else _plain(kinds[0], known)
    if origin is tuple:
        kinds = typing.get_args(hint)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return ()
        if kinds and kinds[0] is FileKind:
            return (FileKind.CRITERIA, "intake")
        return tuple(_plain(kind, known) for kind in kinds)
    if origin is not None:
        return {} if issubclass(origin, Mapping) else lambda *_: None
    return _of_class(hint, known)


def _of_class(hint: Any, known: Mapping[str, Any]) -> Any:
    table: tuple[tuple[type, Any], ...] = (
        (bool, False),
        (int, 1),
        (str, "x"),
        (bytes, b"x"),
        (datetime, datetime(2026, 10, 5, 8, tzinfo=UTC)),
        (date, date(2026, 10, 5)),
        (Path, Path("/nowhere/at/all")),
        (Month, Month.read("2026-09")),
    )
    for kind, value in table:
        if hint is kind:
            return value
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        needed = [
            field
            for field in dataclasses.fields(hint)
            if field.init
            and field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING
        ]
        return hint(
            **{
                field.name: known.get(field.name, _plain(hints[field.name], known))
                for field in needed
            }
        )
    return None
