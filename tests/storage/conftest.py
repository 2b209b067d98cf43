"""A real clinic: keys with the light cost, an encrypted file, and a person at work in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace
from tests.storage.clinics import LOGIN, PASSWORD, Clinic, StandingClock, at_work


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    folder = DataFolder(tmp_path_factory.mktemp("template") / "clinic")
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    Database.create(folder, new.keys).dispose()
    return Clinic(folder, new)


@pytest.fixture
def clinic(template: Clinic, tmp_path: Path) -> Clinic:
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(template.folder.root, folder.root)
    return Clinic(folder, template.new)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def database(clinic: Clinic) -> Iterator[Database]:
    opened = Database.open(clinic.folder, clinic.new.keys)
    yield opened
    opened.dispose()


@pytest.fixture
def workplace(database: Database, clock: StandingClock) -> Workplace:
    return at_work(database, clock)
