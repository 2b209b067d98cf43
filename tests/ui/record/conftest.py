"""One patient is walked through the clinic once; each test works in a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import background, language, theme
from tests.ui.record.robot import Robot
from tests.ui.treatment.ward import BETTER, Stages, Ward, make_stages, open_assessed, open_treated


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def treated(stages: Stages, tmp_path: Path) -> Iterator[Ward]:
    ward = open_treated(stages, tmp_path)
    ward.measure(BETTER, week=2)
    yield ward
    assert background.wait()
    ward.clinic.close()


@pytest.fixture
def assessed(stages: Stages, tmp_path: Path) -> Iterator[Ward]:
    ward = open_assessed(stages, tmp_path)
    yield ward
    assert background.wait()
    ward.clinic.close()


@pytest.fixture
def robot(treated: Ward, qtbot: QtBot) -> Robot:
    return Robot(treated, qtbot)


@pytest.fixture(autouse=True)
def look(qtbot: QtBot) -> Iterator[None]:
    """Every test begins in Swedish, light, at 100 %."""
    language.install("sv")
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    yield
    language.install("sv")
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)
