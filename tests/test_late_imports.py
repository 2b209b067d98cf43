"""What is heavy and seldom needed is not imported at start, and comes when it is needed."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
from holidays.constants import DE_FACTO, PUBLIC

from ikbt_desktop.clinic import workdays

ROOT = Path(__file__).resolve().parents[1]
LATE = ("alembic", "reportlab", "PIL", "pikepdf", "pypdfium2", "keyring", "holidays.countries")
_STARTED = f"""
import linecache, sys
from ikbt_desktop.__main__ import import_floors
import_floors()
assert "ikbt_desktop.ui.application" in sys.modules
print(*(name for name in {LATE!r} if name in sys.modules), len(linecache.cache))
"""


def test_the_started_program_holds_neither_paper_nor_migrations_nor_other_countries() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _STARTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = int(told.stdout.split()[-1])
    assert told.stdout.split()[:-1] == []
    assert kept < 100, "the sources that are read meanwhile are let go of"


def test_the_lone_sweden_knows_what_the_whole_library_knows() -> None:
    whole = holidays.country_holidays("SE", categories=(PUBLIC, DE_FACTO), language="sv")
    first = date(2000, 1, 1)
    for day in (first + timedelta(days=step) for step in range(60 * 366)):
        assert workdays.red_day(day) == whole.get(day), day
