"""What every journey has: a clinic of its own, the training clinic, Swedish, and no settings."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.demo import clinic as training
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.ui.kit import background, language, theme
from tests import clinics
from tests.clinics import Clock, Template, make_template, open_copy
from tests.journeys.forms import Hands
from tests.journeys.robot import Tour
from tests.ui.shell.robot import Program
from tests.ui.treatment.ward import Stages, make_stages


@pytest.fixture(scope="session")
def clinic_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture(scope="session")
def training_template(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The training clinic, made once: everybody invented, every state there."""
    made = DataFolder(tmp_path_factory.mktemp("training") / "demo")
    training.make(made, clock=Clock(), catalogue=clinics.shipped())
    return made


@pytest.fixture
def tour(qtbot: QtBot, training_template: DataFolder, tmp_path: Path) -> Iterator[Tour]:
    """The program over a copy of the training clinic."""
    folder = DataFolder(tmp_path / "demo")
    shutil.copytree(training_template.root, folder.root)
    running = Tour.start(qtbot, folder, Clock())
    yield running
    background.wait()
    running.application.end()


@pytest.fixture
def hands(tour: Tour) -> Hands:
    """Hands on the training clinic."""
    made = Hands(tour.front, tour.application._entry.folder.root)
    made.tour = tour
    return made


@pytest.fixture
def program(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    """The program over a copy of the small clinic, nobody signed in."""
    copy = open_copy(clinic_template, tmp_path)
    copy.close()
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    background.wait()
    running.application.end()


@pytest.fixture
def in_treatment(qtbot: QtBot, stages: Stages, tmp_path: Path) -> Iterator[Program]:
    """The program over the clinic in which Åsa is two weeks into her treatment."""
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(stages.treated.folder.root, folder.root)
    clock = Clock()
    clock.move(days=14)
    running = Program.start(qtbot, folder, clock)
    yield running
    background.wait()
    running.application.end()


@pytest.fixture(autouse=True)
def _house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The look at 100 %, light, in Swedish; nothing of this machine's settings."""
    folder = str(tmp_path_factory.getbasetemp() / "settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    language.install("sv")
    # What Qt holds must be collected neither while it paints nor in a thread that works aside.
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    theme.current().choose(scheme=theme.Scheme.SYSTEM, scale=1.0)
    language.install("en")
