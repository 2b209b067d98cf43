"""What is heavy and seldom needed is not imported at start, and comes when it is needed."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
from holidays.constants import DE_FACTO, PUBLIC

from ikbt_desktop.clinic import workdays

ROOT = Path(__file__).resolve().parents[1]
LATE = (
    *("alembic", "reportlab", "PIL", "pikepdf", "pypdfium2", "keyring", "holidays"),
    *("asyncio", "ssl", "email", "ikbt_desktop.demo.clinic"),
    *("ikbt_desktop.services.destruction", "ikbt_desktop.storage.erasure"),
    *("_hashlib", "dateutil.parser", "six"),
)
_STARTED = """
import linecache, sys
from ikbt_desktop.__main__ import program
program().import_floors()
assert "ikbt_desktop.ui.application" in sys.modules
"""
_WHAT_IS_HELD = f"""
print(*(name for name in {LATE!r} if name in sys.modules), len(linecache.cache))
print(*(name for name in sys.modules if name.endswith("_page") and "ikbt" in name))
"""
_ASKED = """
import asyncio
from sqlalchemy.util import concurrency, queue
assert concurrency.asyncio is not asyncio, "what SQLAlchemy holds stands for it"
assert concurrency.is_exit_exception(KeyboardInterrupt())
assert concurrency.is_exit_exception(asyncio.CancelledError())
assert not concurrency.is_exit_exception(ValueError())
assert queue.asyncio.Queue is asyncio.Queue
from sqlalchemy.util import compat, langhelpers
assert not compat.importlib_metadata_get("no such group")
assert langhelpers.parse_version_from_metadata("sqlalchemy")[0] == 2
import hashlib, hmac
assert hashlib.sha256(b"abc").hexdigest().startswith("ba7816bf")
assert hmac.new(b"Jefe", b"what do ya want for nothing?", "sha256").hexdigest()[:8] == "5bdcc146"
import sqlalchemy.orm
assert not sqlalchemy.orm.Session.__doc__ and not sqlalchemy.orm.Session.execute.__doc__
import _hashlib, dateutil.parser
assert dateutil.parser.parse("12 October 2026").day == 12
print("answered")
"""


def _told(code: str) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return told.stdout.splitlines()


def test_the_started_program_holds_neither_paper_nor_migrations_nor_other_countries() -> None:
    held, pages = _told(_STARTED + _WHAT_IS_HELD)
    *late, kept = held.split()
    assert late == []
    assert int(kept) < 10, "no source is read meanwhile"
    # A room is imported when it is first entered.
    assert {name.split(".")[2] for name in pages.split()} == {"entry"}


def test_the_first_window_waits_for_no_calendar_and_no_data_file() -> None:
    shown = "import sys; from ikbt_desktop.__main__ import program; program().Front"
    late = "(name for name in {'ikbt_desktop.clinic.workdays', 'tomllib', 'sqlalchemy'})"
    assert _told(f"{shown}; print([name for name in {late} if name in sys.modules])") == ["[]"]


def test_a_library_that_was_stood_for_answers_when_it_is_asked() -> None:
    assert _told(_STARTED + _ASKED) == ["answered"]


def test_the_lone_sweden_knows_what_the_whole_library_knows() -> None:
    whole = holidays.country_holidays("SE", categories=(PUBLIC, DE_FACTO), language="sv")
    first = date(2000, 1, 1)
    for day in (first + timedelta(days=step) for step in range(60 * 366)):
        assert workdays.red_day(day) == whole.get(day), day
