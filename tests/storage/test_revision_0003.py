"""A file of an earlier revision is carried over with what lies in it."""

import json
from collections.abc import Iterator

import pytest
from alembic import command
from sqlcipher3 import dbapi2

from ikbt_desktop.storage import migrate, revisions

PATIENT, REFERRAL, SCREENING, USER = "p" * 32, "r" * 32, "s" * 32, "u" * 32
NOW = "2026-09-01T08:00:00.000000Z"


def at_revision(number: str) -> dbapi2.Connection:
    """A file as the program of that revision left it."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    with migrate.engine_over(connection).begin() as opened:
        command.upgrade(revisions.config_for(opened), number)
    return connection


@pytest.fixture
def before() -> Iterator[dbapi2.Connection]:
    connection = at_revision("0002")
    yield connection
    connection.close()


def keep(connection: dbapi2.Connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
        tuple(values.values()),
    )


def keep_treatment(connection: dbapi2.Connection, key: str, **changes: object) -> None:
    values = {
        "id": key,
        "created_at": NOW,
        "version": 1,
        "patient_id": PATIENT,
        "referral_id": REFERRAL,
        "screening_id": SCREENING,
        "program_code": "depressionshjalpen",
        "program_version": "2.0",
        "clinician_id": USER,
        "state": "running",
        "section_count": 7,
        "agreed_on": "2026-09-01",
        "starts_on": "2026-09-01",
        "planned_end_on": "2026-11-10",
        "assigned_by_id": USER,
        "assigned_at": NOW,
        "fit_reason": "",
        "pause_reason": "",
        "end_reason": "",
        "closing": "{}",
        "void_reason": "",
    }
    keep(connection, "treatment", **(values | changes))


def log(connection: dbapi2.Connection, seq: int, treatment: str, utc: str, what: str) -> None:
    keep(
        connection,
        "audit_entry",
        seq=seq,
        utc=utc,
        monotonic_ms=seq,
        boot_id="b" * 32,
        user_id=USER,
        user_name="Maria",
        role="clinician",
        unit="",
        action="change",
        kind="treatment",
        record_id=treatment,
        workstation="ws-1",
        details=json.dumps({"what": what}),
        epoch=1,
        alg="hmac-sha256",
        prev="",
        mac="",
    )


def pauses(connection: dbapi2.Connection, treatment: str) -> list[tuple[object, ...]]:
    found = connection.execute(
        'SELECT "first", planned_until, "last", reason FROM treatment_pause '
        'WHERE treatment_id = ? ORDER BY "first"',
        (treatment,),
    )
    return list(found.fetchall())


def test_each_pause_gets_its_own_days(before: dbapi2.Connection) -> None:
    keep_treatment(
        before,
        "twice",
        paused_from="2026-10-05",
        paused_until="2026-10-12",
        pause_reason="Flytt",
    )
    for day, words in (("2026-09-14", "Semester"), ("2026-10-05", "Flytt")):
        keep(
            before,
            "course_event",
            id=f"e{day}",
            created_at=NOW,
            treatment_id="twice",
            on=day,
            kind="pause",
            words=words,
        )
    log(before, 1, "twice", "2026-09-14T06:00:00.000000Z", "paused")
    log(before, 2, "twice", "2026-09-27T22:30:00.000000Z", "resumed")  # after midnight in Sweden
    log(before, 3, "twice", "2026-10-05T06:00:00.000000Z", "paused")
    log(before, 4, "twice", "2026-10-12T06:00:00.000000Z", "resumed")
    migrate.to_head(before)
    assert pauses(before, "twice") == [
        ("2026-09-14", None, "2026-09-28", "Semester"),
        ("2026-10-05", None, "2026-10-12", "Flytt"),
    ]


def test_a_pause_that_goes_on_stays_open_with_its_planned_day(before: dbapi2.Connection) -> None:
    keep_treatment(
        before,
        "paused",
        state="paused",
        paused_from="2026-10-05",
        paused_until="2026-10-26",
        pause_reason="Flytt",
    )
    log(before, 1, "paused", "2026-10-05T06:00:00.000000Z", "paused")
    migrate.to_head(before)
    assert pauses(before, "paused") == [("2026-10-05", "2026-10-26", None, "Flytt")]


def test_a_pause_that_the_log_does_not_know_is_kept_as_the_treatment_has_it(
    before: dbapi2.Connection,
) -> None:
    keep_treatment(before, "lost", paused_from="2026-10-05", paused_until="2026-10-12")
    keep_treatment(before, "never")
    migrate.to_head(before)
    assert pauses(before, "lost") == [("2026-10-05", None, "2026-10-12", "")]
    assert pauses(before, "never") == []


def test_the_last_follow_up_of_an_ended_treatment_is_found_without_its_form(
    before: dbapi2.Connection,
) -> None:
    days = {"follow_up_on": ["2027-02-01", "2028-05-01"]}
    keep_treatment(before, "ended", state="ended", closing=json.dumps(days))
    keep_treatment(before, "alone", state="ended", closing=json.dumps({"follow_up_on": []}))
    migrate.to_head(before)
    found = before.execute("SELECT id, follow_up_until FROM treatment ORDER BY id").fetchall()
    assert found == [("alone", None), ("ended", "2028-05-01")]


def test_a_carried_over_file_has_the_newest_schema_and_its_walls(before: dbapi2.Connection) -> None:
    migrate.to_head(before)
    assert before.execute("PRAGMA user_version").fetchone() == (migrate.HEAD,)
    found = before.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    walls = {name for (name,) in found}
    assert any("course_check" in name for name in walls)
    assert any("fee_change" in name for name in walls)
