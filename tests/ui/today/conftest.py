"""Patients on their way, walked once; every test works in a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikbt_desktop.ui.kit import background
from tests.services.walk import Stages, Walk, make_stages


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def waiting(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """A patient found suitable, who waits for a program; three papers lie in the outbox."""
    yield from _opened(stages, "waiting", tmp_path)


@pytest.fixture
def running(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """A patient who was given Depressionshjälpen today."""
    yield from _opened(stages, "running", tmp_path)


def _opened(stages: Stages, stage: str, folder: Path) -> Iterator[Walk]:
    walk = stages.open(stage, folder)
    yield walk
    background.wait()
    walk.clinic.close()
