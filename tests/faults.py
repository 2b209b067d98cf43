"""Lets the n-th call to the operating system fail, whichever it is: open, write, sync, rename …

    for failing in failures(folder.root):
        with failing:
            act()

gives one try after the other, the first call failing in the first, until a try comes to its end
without having met its failure. By turns the disk is full, read-only and broken. What is slow takes
each third call only, unless `IKBT_KILLS` asks for a long run.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_CODES = (errno.ENOSPC, errno.EROFS, errno.EIO)
_LONG = int(os.environ.get("IKBT_KILLS", "50")) > 50
_BY_PATH = ("open", "replace", "rename", "mkdir", "unlink", "rmdir")
_BY_DESCRIPTOR = ("fsync", "posix_fallocate")
_MOST = 400


class _File:
    """An open file whose writing counts too."""

    def __init__(self, file: Any, count: Callable[[], None]) -> None:
        self._file, self._count = file, count

    def write(self, content: bytes) -> int:
        self._count()
        return int(self._file.write(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Failing:
    """One try: the call with this number fails, once."""

    def __init__(self, root: Path, number: int, code: int) -> None:
        self._root, self._number, self._code = str(root), number, code
        self.calls = 0
        self.met = ""

    def _count(self, name: str) -> None:
        self.calls += 1
        if self.calls == self._number:
            self.met = name
            raise OSError(self._code, os.strerror(self._code))

    def _concerns(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self._root)

    @contextmanager
    def _patched(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _BY_PATH:
                patch.setattr(os, name, self._by_path(name, getattr(os, name)))
            for name in _BY_DESCRIPTOR:
                patch.setattr(os, name, self._always(name, getattr(os, name)))
            real = os.fdopen

            def _fdopen(descriptor: int, mode: str = "r", **more: Any) -> Any:
                file = real(descriptor, mode, **more)
                writes = "w" in mode or "+" in mode
                return _File(file, lambda: self._count("write")) if writes else file

            patch.setattr(os, "fdopen", _fdopen)
            yield

    def _by_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def _call(path: Any, *rest: Any, **more: Any) -> Any:
            if self._concerns(path):
                self._count(name)
            return real(path, *rest, **more)

        return _call

    def _always(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def _call(*arguments: Any, **more: Any) -> Any:
            self._count(name)
            return real(*arguments, **more)

        return _call

    def __enter__(self) -> "Failing":
        self._open = self._patched()
        self._open.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)


def failures(root: Path, *, slow: bool = False) -> Iterator[Failing]:
    """Tries with the first, the second … call failing, ended by one that meets no failure."""
    step = 4 if slow and not _LONG else 1
    for turn, number in enumerate(range(1, _MOST, step)):
        failing = Failing(root, number, _CODES[turn % len(_CODES)])
        yield failing
        if not failing.met:
            return
    raise AssertionError("it never comes to its end")
