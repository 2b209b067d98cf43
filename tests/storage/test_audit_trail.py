from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.models import AuditEntry
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.audit_trail import Verification
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from tests.storage.clinics import Clinic, StandingClock, at_work

ENTRIES = 6
COLUMNS = sorted(AuditEntry.__table__.columns.keys())


def log_some(workplace: Workplace) -> None:
    for number in range(ENTRIES):
        with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
            work.log(
                Action.READ,
                kind="patient",
                record_id=f"{number}",
                patient_id=f"{number}",
                version=number,
                reason="Återbesök",
                details={"page": number, "whole": True},
            )
            work.commit()


def verified(
    workplace: Workplace, last: int | None = None, anchor: Anchor | None = None
) -> Verification:
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        return work.verify_log(last, anchor=anchor)


@pytest.fixture
def broken(clinic: Clinic, clock: StandingClock) -> Iterator["Breaker"]:
    database = Database.open(clinic.folder, clinic.new.keys)
    log_some(at_work(database, clock))
    yield Breaker(at_work(database, clock))
    database.dispose()


class Breaker:
    """Someone with the key and another program: no walls, but no seal either."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        database = workplace.database
        bare = connect(database.folder.database, database.keys, walled=False)
        bare.execute("DROP TRIGGER wall_audit_entry_update")
        bare.execute("DROP TRIGGER wall_audit_entry_delete")
        self.rows = bare.execute("SELECT * FROM audit_entry ORDER BY seq").fetchall()
        bare.close()

    def rewrite(self, rows: list[tuple[Any, ...]]) -> None:
        database = self.workplace.database
        bare = connect(database.folder.database, database.keys, walled=False)
        marks = ",".join("?" * len(rows[0])) if rows else ""
        bare.execute("BEGIN")
        bare.execute("DELETE FROM audit_entry")
        if rows:
            bare.executemany(f"INSERT INTO audit_entry VALUES ({marks})", rows)
        bare.execute("COMMIT")
        bare.close()


def test_a_whole_chain_verifies_wholly_and_in_part(broken: Breaker) -> None:
    found = verified(broken.workplace)
    assert (found.whole, found.entries) == (True, ENTRIES)
    assert verified(broken.workplace, 2).entries == 2


def other(value: Any) -> Any:
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "x"
    return value[:-1] + ("0" if value[-1] != "0" else "1") if value else "x"


def test_any_single_change_of_any_column_is_found(broken: Breaker) -> None:
    names = [c.name for c in AuditEntry.__table__.columns]

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, ENTRIES - 1), st.sampled_from(names))
    def change(place: int, column: str) -> None:
        rows = [list(row) for row in broken.rows]
        at = names.index(column)
        if column == "details":
            rows[place][at] = '{"page":99,"whole":true}'
        elif column == "utc":
            rows[place][at] = "2026-11-22T09:00:01.000000Z"
        else:
            rows[place][at] = other(rows[place][at])
        if column == "seq" and place < ENTRIES - 1:
            return  # the number is taken: the table itself refuses
        broken.rewrite([tuple(row) for row in rows])
        assert not verified(broken.workplace).whole

    change()


@pytest.mark.parametrize("place", range(ENTRIES - 1))
def test_a_removed_entry_is_found(broken: Breaker, place: int) -> None:
    broken.rewrite(broken.rows[:place] + broken.rows[place + 1 :])
    assert verified(broken.workplace).broken_at == (1 if place == 0 else place + 1)


def test_a_cut_tail_is_found_by_the_anchor_alone(broken: Breaker) -> None:
    anchor = verified(broken.workplace).head
    assert anchor is not None
    assert verified(broken.workplace, anchor=anchor).whole
    broken.rewrite(broken.rows[:-2])
    assert verified(broken.workplace).whole
    assert not verified(broken.workplace, anchor=anchor).whole


def test_a_chain_of_another_clinic_does_not_fit(broken: Breaker) -> None:
    names = [c.name for c in AuditEntry.__table__.columns]
    rows = [list(row) for row in broken.rows]
    rows[0][names.index("prev")] = "00" * 32
    broken.rewrite([tuple(row) for row in rows])
    assert verified(broken.workplace).broken_at == 1


def test_an_entry_stands_or_falls_with_its_act(workplace: Workplace) -> None:
    with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
        work.log(Action.READ, kind="patient")
    assert verified(workplace).entries == 0


def test_names_are_copied_in_with_role_and_machine(workplace: Workplace) -> None:
    log_some(workplace)
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        entry = work.session.get_one(AuditEntry, 1)
    assert (entry.user_name, entry.role, entry.workstation) == ("Anna Ek", "clinician", "ws-1")
    assert entry.utc == workplace.clock()
