"""What every test that shows something needs: no display, and the house's own look."""

import os

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments of the application that pytest-qt makes."""
    return ["ikbt-desktop"]
