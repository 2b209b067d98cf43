"""Imports that leave nothing behind but what they were for."""

import linecache
import sys
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
