"""What every test that shows something needs: no display, and the house's own look."""

import os

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# How long one example takes says more of the machine than of the program.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments of the application that pytest-qt makes."""
    return ["ikbt-desktop"]
