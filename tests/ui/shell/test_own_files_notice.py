"""The window after other files are in force, and when one of them no longer passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.models import FileOrder
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage.unit_of_work import open_work
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from tests.clinic.test_catalogue import TRIAL
from tests.clinics import Clinic, Template, make_template, open_copy


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def clinic(template: Template, tmp_path: Path) -> Iterator[Clinic]:
    opened = open_copy(template, tmp_path)
    yield opened
    opened.close()


def window(qtbot: QtBot, services: Services) -> MainWindow:
    shown = MainWindow(services)
    qtbot.addWidget(shown)
    shown.resize(1366, 689)
    shown.show()
    shown.begin()
    return shown


def words(shown: MainWindow) -> str:
    labels = shown.findChildren(Label)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(shown))


def test_what_is_put_in_force_holds_in_the_whole_window_at_once(
    qtbot: QtBot, clinic: Clinic
) -> None:
    shown = window(qtbot, clinic.services("alva"))
    shown.go(Place(View.ADMINISTRATION, detail="knowledge"))
    given: list[Services] = []
    shown.services_renewed.connect(given.append)
    before = shown.page
    services = clinic.services("alva")
    services.own_files.put_in_force(
        services.own_files.read(FileKind.INSTRUMENT, TRIAL), reason="Köpt"
    )
    assert before is not None
    before.catalogue_changed.emit()
    qtbot.waitUntil(lambda: bool(given), timeout=2_000)
    assert "trial" in given[0].catalogue.instruments
    assert shown.page is not before
    assert shown.place == Place(View.ADMINISTRATION, detail="knowledge")


@pytest.mark.parametrize(("login", "told"), [("alva", True), ("maria", False)])
def test_a_file_that_no_longer_passes_is_said_to_the_administrator_until_it_is_mended(
    qtbot: QtBot, clinic: Clinic, login: str, told: bool
) -> None:
    services = clinic.services("alva")
    files = services.own_files
    text = services.catalogue.files[FileKind.PROGRAM, "sovhjalpen"].text
    files.put_in_force(files.read(FileKind.INSTRUMENT, TRIAL), reason="Köpt")
    files = clinic.services("alva").own_files
    own = text.replace('version = "', 'version = "k1 ', 1).replace(
        "secondary = [", 'secondary = ["trial", ', 1
    )
    files.put_in_force(files.read(FileKind.PROGRAM, own), reason="Eget mått")
    with open_work(clinic.workplace("alva"), Permission.EDIT_CATALOGUE) as work:
        work.add(
            FileOrder(kind="instrument", code="trial", act="out_of_use", reason="-", number=99)
        )
        work.log(Action.CHANGE, kind="data_file")
        work.commit()
    shown = window(qtbot, clinic.services(login))
    said = "En av klinikens egna filer klarar inte längre kontrollen."
    for _ in range(2):
        assert (said in words(shown)) is told
        assert ("sovhjalpen.toml, primary: inget formulär i bruk" in words(shown)) is told
        shown.begin()
