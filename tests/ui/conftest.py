"""What every test of a window has: a real clinic, Swedish, and settings of its own."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from ikbt_desktop.ui.kit import background, language, theme
from tests.clinics import Clinic, Template, make_template, open_copy


@pytest.fixture(scope="session")
def clinic_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def clinic(clinic_template: Template, tmp_path: Path) -> Iterator[Clinic]:
    opened = open_copy(clinic_template, tmp_path)
    yield opened
    background.wait()
    opened.close()


@pytest.fixture(autouse=True)
def _house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The look at 100 %, light, in Swedish; nothing of this machine's settings."""
    folder = str(tmp_path_factory.getbasetemp() / "settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    language.install("sv")
    # A window that only a test holds must not be collected while it paints.
    gc.disable()
    yield
    gc.enable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.current().choose(scheme=theme.Scheme.SYSTEM, scale=1.0)
    language.install("en")
