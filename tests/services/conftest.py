"""One clinic is founded for all tests of the services; each test works in a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clinics import Clinic, Template, make_template, open_copy


@pytest.fixture(scope="session")
def clinic_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def clinic(clinic_template: Template, tmp_path: Path) -> Iterator[Clinic]:
    opened = open_copy(clinic_template, tmp_path)
    yield opened
    opened.close()
