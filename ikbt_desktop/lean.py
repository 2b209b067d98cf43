"""Imports without what importing drags along: sources that nobody reads, a library nobody asks."""

import importlib
import inspect
import linecache
import sys
from collections.abc import Iterator
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


@contextmanager
def importing() -> Iterator[None]:
    """What is imported inside costs the program some ten megabytes less.

    PySide looks in the source of each module imported after it for its "features", which nobody
    uses here: half a million lines, which linecache would keep. An installed program has no sources
    at all; here they are blank meanwhile.

    SQLAlchemy imports asyncio, and with it the library of the net's encryption, to be ready for
    programs that wait for their database. Ours does not.
    """
    kept = linecache.cache
    linecache.cache = _BlankSources()
    stand_in = None if "asyncio" in sys.modules else _Unasked("asyncio")
    if stand_in is not None:
        stand_in.__dict__["iscoroutine"] = inspect.iscoroutine  # asked while SQLAlchemy is imported
        sys.modules["asyncio"] = stand_in
    try:
        yield
    finally:
        if not isinstance(kept, _BlankSources):
            linecache.cache = kept
        if stand_in is not None and sys.modules.get("asyncio") is stand_in:
            del sys.modules["asyncio"]
