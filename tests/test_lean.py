"""Imports that leave nothing behind but what they were for."""

import importlib
import linecache
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ikbt_desktop import lean


@pytest.fixture
def without_asyncio(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "asyncio"]:
        monkeypatch.delitem(sys.modules, name)


def test_no_source_is_read_inside_and_all_are_read_outside() -> None:
    with lean.importing():
        assert linecache.getlines(__file__) == []
    assert linecache.getline(__file__, 1).startswith('"""Imports that leave')


def test_the_sources_come_back_when_two_import_at_once() -> None:
    first, second = lean.importing(), lean.importing()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert linecache.getline(__file__, 1).startswith('"""Imports that leave')


def test_the_sources_come_back_after_an_import_that_failed() -> None:
    with pytest.raises(ImportError), lean.importing():
        raise ImportError("nothing there")
    assert linecache.getline(__file__, 1).startswith('"""Imports that leave')


@pytest.mark.usefixtures("without_asyncio")
def test_what_stands_for_a_library_is_gone_afterwards_and_answers_with_the_real_one() -> None:
    with lean.importing():
        held = sys.modules["asyncio"]
        assert not hasattr(held, "__file__"), "looking at every module asks for nothing"
        assert sys.modules["asyncio"] is held
    assert "asyncio" not in sys.modules
    assert held.run.__module__ == "asyncio.runners"
    assert sys.modules["asyncio"] is not held


@pytest.mark.usefixtures("without_asyncio")
def test_a_part_of_the_library_can_be_imported_while_it_is_stood_for() -> None:
    with lean.importing():
        import asyncio.locks

        assert isinstance(asyncio.locks, ModuleType)
    assert asyncio.locks.Lock.__name__ == "Lock"


def test_a_library_that_is_there_already_stays() -> None:
    import asyncio

    with lean.importing():
        assert sys.modules["asyncio"] is asyncio


def _read_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> ModuleType:
    """A module of a library whose words nobody reads, imported as the program does."""
    package = tmp_path / "sqlalchemy"
    package.mkdir()
    (package / "__init__.py").write_text(source, encoding="utf-8")
    for name in [name for name in sys.modules if name.split(".")[0] == "sqlalchemy"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    with lean.importing():
        return importlib.import_module("sqlalchemy")


def test_a_library_loses_its_words_and_nothing_that_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = '''
"""Of the module."""
class Kind:
    """Of the class."""
    said = "kept"
    def act(self):
        """Of the act."""
        return "kept", [word for word in ("kept",)], (lambda: "kept")()
    @property
    def named(self):
        """Of the property."""
        return "kept"
class Own:
    @property
    def __doc__(self):
        return "kept"
def bare():
    "of a line"
def plain():
    return "kept"
'''
    read = _read_inside(tmp_path, monkeypatch, source)
    kind = read.Kind
    assert [read.__doc__, kind.__doc__, kind.act.__doc__, kind.named.__doc__] == [None] * 4
    assert (read.bare.__doc__, read.bare(), read.plain()) == (None, None, "kept")
    assert (kind.said, kind().named, read.Own().__doc__) == ("kept", "kept", "kept")
    assert kind().act() == ("kept", ["kept"], "kept")
    monkeypatch.delitem(sys.modules, "sqlalchemy")


def test_the_system_s_check_sums_come_back_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "_hashlib", raising=False)
    with lean.importing(), pytest.raises(ImportError):
        importlib.import_module("_hashlib")
    assert importlib.import_module("_hashlib").openssl_sha256(b"").hexdigest()[:8] == "e3b0c442"
