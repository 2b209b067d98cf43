import json
from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import AlreadySigned
from ikbt_desktop.models import ClinicProfile, RiskCase, RiskFlag
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert

NOW, LATER = "2026-10-08T08:00:00.000000Z", "2026-10-09T08:00:00.000000Z"
PATIENT, USER, FORM = "p" * 32, "u" * 32, "m" * 32
CLOSED, OPEN = "c" * 32, "o" * 32


def flag(value: int, origin: str, *, retracted: str | None = None) -> dict[str, object]:
    return {
        "instrument": "madrs-s",
        "name": "madrs-s-item-9",
        "rule": "item",
        "item": 9,
        "value": value,
        "previous": 2,
        "origin": origin,
        "raised_at": NOW,
        "retracted_at": retracted,
    }


def _case(bare: dbapi2.Connection, case_id: str, *flags: dict[str, object], **values: str) -> None:
    kept = {"assessment": "{}", "flags": json.dumps(flags)}
    insert(bare, "risk_case", id=case_id, patient_id=PATIENT, **{**kept, **values})


def _assessed(bare: dbapi2.Connection) -> None:
    """One case that is signed and one that is open, as revision 3 kept them."""
    insert(bare, "patient", id=PATIENT, identity_digits="199302122389")
    insert(bare, "user", id=USER, slot_id="s", login="anna", preferences="{}")
    insert(bare, "clinic_profile", name="Kvarnbacken", settings="{}")
    insert(
        bare,
        "measurement",
        id=FORM,
        patient_id=PATIENT,
        entered_by_id=USER,
        answers="[]",
        flags="[]",
        subscales="{}",
        answered_on="2026-10-07",
    )
    first = (flag(4, f"measurement:{FORM}"), flag(5, "hand:x", retracted=LATER))
    _case(bare, CLOSED, *first, state="closed", opened_at=NOW, signed_at=LATER)
    _case(bare, OPEN, flag(6, "screening:s:madrs-s"), state="open", opened_at=LATER)
    for verb in ("update", "delete"):  # the carrying over has to get past the wall
        bare.execute(
            f"CREATE TRIGGER wall_risk_case_{verb} BEFORE {verb.upper()} ON risk_case"
            " WHEN OLD.signed_at IS NOT NULL"
            " BEGIN SELECT RAISE(ABORT, 'ikbt:signed:risk_case'); END"
        )


@pytest.fixture
def carried(clinic: Clinic, clock: StandingClock) -> Iterator[UnitOfWork]:
    bare = at_revision(clinic, 3)
    _assessed(bare)
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    with UnitOfWork(at_work(database, clock), reading=False) as work:
        yield work
    assert database.damage() == ()
    database.dispose()


def test_each_flag_of_an_older_file_gets_a_row_of_its_own(carried: UnitOfWork) -> None:
    kept = carried.find(RiskFlag, order_by=("risk_case_id", "number"))
    assert [
        (row.risk_case_id, row.number, row.value, row.measurement_id, row.retracted_at is None)
        for row in kept
    ] == [
        (CLOSED, 1, 4, FORM, True),
        (CLOSED, 2, 5, None, False),
        (OPEN, 1, 6, None, True),
    ]
    assert [str(row.measured_on) for row in kept] == ["2026-10-07", "None", "None"]


def test_older_cases_are_numbered_in_their_order_and_stay_signed(carried: UnitOfWork) -> None:
    cases = carried.find(RiskCase, order_by=("number",))
    assert [(case.id, case.number, case.kva_codes) for case in cases] == [
        (CLOSED, 1, []),
        (OPEN, 2, []),
    ]
    cases[0].plan = "omskriven"
    with pytest.raises(AlreadySigned):
        carried.flush()


def test_the_clinic_keeps_the_number_of_tries_that_it_knew(carried: UnitOfWork) -> None:
    assert [clinic.escalation_after for clinic in carried.find(ClinicProfile)] == [2]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk_flag SET retracted_at = NULL WHERE number = 2",
        f"DELETE FROM risk_flag WHERE risk_case_id = '{CLOSED}'",
        "INSERT INTO risk_flag SELECT * FROM other",
        "INSERT OR REPLACE INTO risk_flag SELECT * FROM risk_flag",
    ],
)
def test_the_file_itself_refuses_to_change_the_flags_of_a_signed_case(
    carried: UnitOfWork, clinic: Clinic, statement: str
) -> None:
    carried.session.rollback()
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    try:
        bare.execute("CREATE TEMP TABLE other AS SELECT * FROM risk_flag WHERE number = 2")
        bare.execute("UPDATE other SET id = 'x', number = 9")
        with pytest.raises(dbapi2.DatabaseError, match="ikbt:signed:risk_case"):
            bare.execute(statement)
        assert bare.execute("SELECT count(*) FROM risk_flag").fetchone() == (3,)
    finally:
        bare.close()


def test_the_file_itself_refuses_a_second_open_case(carried: UnitOfWork, clinic: Clinic) -> None:
    carried.session.rollback()
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    try:
        bare.execute("CREATE TEMP TABLE other AS SELECT * FROM risk_case WHERE state = 'open'")
        bare.execute("UPDATE other SET id = 'x', number = 3")
        with pytest.raises(dbapi2.IntegrityError, match="patient_id"):
            bare.execute("INSERT INTO risk_case SELECT * FROM other")
        bare.execute("UPDATE other SET state = 'closed'")
        bare.execute("INSERT INTO risk_case SELECT * FROM other")
    finally:
        bare.close()
