"""Judges at the end of a whole run whether the windows ask for the verbs that docs/roles.md says.

Every test of the windows runs under an ear at the services (tests/ear.py). What all of them heard
together is held against the column Window of the table.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest

OF_WINDOWS = ("tests/ui", "tests/journeys")
Told = Mapping[str, list[str]]
_HEARD = pytest.StashKey[dict[str, set[str]]]()
_LISTENS = pytest.StashKey[bool]()
_FAULTS = pytest.StashKey[list[str]]()


class Worker(Protocol):
    """One of several processes that run the tests, as xdist names it."""

    config: pytest.Config
    workeroutput: Mapping[str, Told]


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is heard yet."""
    config.stash[_HEARD], config.stash[_FAULTS] = {}, []
    config.stash[_LISTENS] = False


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Listen from the first test of a window on."""
    stash = item.config.stash
    if stash[_LISTENS] or not item.nodeid.startswith(OF_WINDOWS):
        return
    from tests import ear  # the services are heavy: only where there are windows

    stash[_LISTENS] = True
    heard = stash[_HEARD]
    ear.on_answered(lambda one: heard.setdefault(one.verb, set()).add(one.window))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker) -> None:
    """Another process is done: what it heard is heard here."""
    heard = node.config.stash[_HEARD]
    told: Mapping[str, Told] = getattr(node, "workeroutput", {})  # one that crashed told nothing
    for verb, windows in told.get("windows", {}).items():
        heard.setdefault(verb, set()).update(windows)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that began this one; or judge, after a whole run."""
    config = session.config
    told = {verb: sorted(windows) for verb, windows in sorted(config.stash[_HEARD].items())}
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output["windows"] = told
        return
    if "IKBT_HEARD" in os.environ:
        Path(os.environ["IKBT_HEARD"]).write_text(json.dumps(told, indent=1), encoding="utf-8")
    if is_whole(config) and session.exitstatus == pytest.ExitCode.OK:
        from tests import roles

        config.stash[_FAULTS] = roles.faults(told)
        if config.stash[_FAULTS]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_whole(config: pytest.Config) -> bool:
    """Whether every test of the windows was asked for, and none was left out by its name."""
    option = config.option
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not (
        option.keyword or option.markexpr
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what is not as the table says."""
    faults = terminalreporter.config.stash[_FAULTS]
    if faults:
        terminalreporter.section("docs/roles.md, column Window")
        for fault in faults:
            terminalreporter.write_line(fault)
