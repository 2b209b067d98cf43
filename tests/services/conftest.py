"""One clinic is founded for all tests of the services; each test works in a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clinics import Clinic, Template, make_template, open_copy
from tests.services.walk import Stages, Walk, make_stages


@pytest.fixture(scope="session")
def clinic_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def clinic(clinic_template: Template, tmp_path: Path) -> Iterator[Clinic]:
    opened = open_copy(clinic_template, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def registered(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """A patient whose referral has come, and no more."""
    walk = stages.open("registered", tmp_path)
    yield walk
    walk.clinic.close()


@pytest.fixture
def waiting(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """A patient found suitable, who waits for a program."""
    walk = stages.open("waiting", tmp_path)
    yield walk
    walk.clinic.close()


@pytest.fixture
def running(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """A patient who was given Depressionshjälpen today."""
    walk = stages.open("running", tmp_path)
    yield walk
    walk.clinic.close()
