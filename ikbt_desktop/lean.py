"""Imports without what importing drags along: sources nobody reads, libraries nobody asks."""

import importlib
import inspect
import linecache
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _BlankSources(dict[str, Any]):
    """Says of every file that it is known and empty."""

    def __contains__(self, _name: object) -> bool:
        return True

    def __getitem__(self, _name: str) -> tuple[int, None, list[str], str]:
        return (0, None, [], "")


class _Unasked(ModuleType):
    """Stands for a module until somebody asks it for something; then the real one answers."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


# What is asked of them while SQLAlchemy is imported, and all that it needs of them here.
_STOOD_FOR: Mapping[str, Mapping[str, object]] = {
    "asyncio": {"iscoroutine": inspect.iscoroutine},
    "importlib.metadata": {},
}


@contextmanager
def importing() -> Iterator[None]:
    """What is imported inside costs the program some ten megabytes less.

    PySide looks in the source of each module imported after it for its "features", which nobody
    uses here: half a million lines, which linecache would keep. An installed program has no sources
    at all; here they are blank meanwhile.

    SQLAlchemy imports asyncio, and with it the library of the net's encryption, to be ready for
    programs that wait for their database, and a reader of mail headers to look for dialects that
    are packages of their own. Ours does neither.
    """
    kept = linecache.cache
    linecache.cache = _BlankSources()
    stand_ins = [_stand_in(name) for name in _STOOD_FOR if name not in sys.modules]
    try:
        yield
    finally:
        if not isinstance(kept, _BlankSources):
            linecache.cache = kept
        for module in stand_ins:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]


def _stand_in(name: str) -> _Unasked:
    made = sys.modules[name] = _Unasked(name)
    made.__dict__.update(_STOOD_FOR[name])
    package, _, part = name.rpartition(".")
    if package:  # as an import does; the next import of the real one replaces it
        setattr(sys.modules[package], part, made)
    return made
