"""Imports without what importing drags along: sources nobody reads, libraries nobody asks."""

import importlib
import inspect
import linecache
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, TypeGuard, cast


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


_TALKATIVE = frozenset({"sqlalchemy"})
"""Libraries whose explanations weigh two megabytes; they hold without them, as under `-OO`."""
_NEEDS_ITS_WORDS = ".events"
_OPENSSL = "_hashlib"


class _Terse(SourceFileLoader):
    """Reads a module without what its functions say of themselves."""

    def get_code(self, fullname: str) -> CodeType | None:
        code = super().get_code(fullname)
        return None if code is None else _without_words(code)

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__doc__ = None
        for made in vars(module).values():
            # An attribute of mapped classes has a property of that name.
            if _is_of(made, module) and isinstance(vars(made).get("__doc__"), str):
                made.__doc__ = None


def _is_of(made: object, module: ModuleType) -> TypeGuard[type]:
    return isinstance(made, type) and made.__module__ == module.__name__


def _without_words(code: CodeType) -> CodeType:
    """The first constant of a function is its text, or None where it has none."""
    inner = [_without_words(one) if isinstance(one, CodeType) else one for one in code.co_consts]
    is_function = code.co_flags & inspect.CO_NEWLOCALS and code.co_flags & inspect.CO_OPTIMIZED
    if is_function and not code.co_name.startswith("<") and isinstance(inner[0], str):
        inner[0] = None
    return code.replace(co_consts=tuple(inner))


class _TerseFinder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in _TALKATIVE or fullname.endswith(_NEEDS_ITS_WORDS):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Terse(spec.loader.name, spec.loader.path)
        return spec


@contextmanager
def importing() -> Iterator[None]:
    """What is imported inside costs the program some fifteen megabytes less.

    PySide looks in the source of each module imported after it for its "features", which nobody
    uses here: half a million lines, which linecache would keep. An installed program has no sources
    at all; here they are blank meanwhile.

    SQLAlchemy imports asyncio, and with it the library of the net's encryption, to be ready for
    programs that wait for their database, and a reader of mail headers to look for dialects that
    are packages of their own. Ours does neither. Of its own words nobody reads any here.

    Python's check sums bring in the system's OpenSSL, when Qt, SQLCipher and cryptography have
    their own; its own C does for what is small, and `storage.digest` for whole files.
    """
    kept = linecache.cache
    linecache.cache = _BlankSources()
    stand_ins = [_stand_in(name) for name in _STOOD_FOR if name not in sys.modules]
    terse = _TerseFinder()
    sys.meta_path.insert(0, terse)
    if _OPENSSL not in sys.modules:
        sys.modules[_OPENSSL] = cast("ModuleType", None)  # so an import says that it is not there
    try:
        yield
    finally:
        sys.meta_path.remove(terse)
        if sys.modules.get(_OPENSSL) is None:
            sys.modules.pop(_OPENSSL, None)
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
