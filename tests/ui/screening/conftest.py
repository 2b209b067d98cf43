"""A referred patient, whose visit was held an hour ago."""

import pytest

from tests.clinics import Clinic
from tests.ui.screening.robot import Referred, refer


@pytest.fixture
def referred(clinic: Clinic) -> Referred:
    return refer(clinic)
