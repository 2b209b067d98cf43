"""A destroyed record is nowhere in the new file; everything else is as it was, to the byte."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import ClinicDamaged, ClinicInUse, DiskFull, NotFound
from ikbt_desktop.models import AuditEntry, Destruction, PatientWord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Registry, new_id
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, durable, erasure
from ikbt_desktop.storage.audit_trail import AuditTrail, Entry
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.erasure import Belongings
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests.storage import belongings
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.killed import AT

GOING, STAYING = "går", "stannar"
ALVA = Actor("a" * 32, "Alva Ek", Role.ADMINISTRATOR, "")


def written(clinic: Clinic) -> erasure.Write:
    """What a destruction leaves: a row of the log and one of the register."""

    def _write(session: Session, found: Belongings) -> None:
        entry = Entry(
            utc=AT,
            user_id=ALVA.user_id,
            user_name=ALVA.name,
            role=ALVA.role.value,
            unit="",
            workstation="ws-1",
            action=Action.DESTROY,
            kind="record",
            record_id=None,
            version=None,
            patient_id=None,
            reason=None,
            details={},
        )
        anchor = AuditTrail.of(clinic.new.keys).append(session, entry)
        session.execute(
            insert(Destruction).values(
                id=new_id(),
                created_at=AT,
                destroyed_id=new_id(),
                decision_number="1",
                decided_on=date(2026, 11, 1),
                asked_by_id=ALVA.user_id,
                asked_by_name=ALVA.name,
                asked_role=ALVA.role.value,
                removed=dict(found.rows),
                log_seq=anchor.seq,
                log_rows=found.log_rows,
                log_reasons=found.log_reasons,
                signed_at=AT,
                signed_by_id="b" * 32,
                signed_by_name="Bo Ek",
                signed_role="coordinator",
            )
        )

    return _write


@pytest.fixture
def pair(clinic: Clinic) -> tuple[Clinic, str, str]:
    """Two whole records, and what each left in the log."""
    ids = []
    for who, digits in ((GOING, "193002122389"), (STAYING, "193407052396")):
        ids.append(belongings.fill(clinic.folder, clinic.new.keys, who, digits=digits))
    database = Database.open(clinic.folder, clinic.new.keys)
    with open_work(at_work(database, StandingClock()), Permission.SEE_WORKLIST) as work:
        for patient in ids:
            work.log(Action.READ, kind="patient", patient_id=patient, waits=False)
            work.log(Action.CHANGE, kind="patient", patient_id=patient, reason="skäl")
        work.commit()
    database.dispose()
    return clinic, ids[0], ids[1]


def test_nothing_of_the_record_is_left_in_the_file_and_all_else_is_as_it_was(
    pair: tuple[Clinic, str, str], tmp_path: Path
) -> None:
    clinic, going, _ = pair
    keys, paper = clinic.new.keys, clinic.new.recovery_key
    before = belongings.everything(clinic.folder, keys)
    opened = belongings.opened_pages(clinic.folder, paper, tmp_path)
    assert belongings.holds(opened, f"{belongings.MARK} {GOING}"), "the reader would see it"
    found = erasure.erase(clinic.folder, keys, (going,), written(clinic))
    assert found.rows == {table.name: 1 for table in belongings.hanging()}
    assert (found.log_rows, found.log_reasons) == (2, 1)
    after = belongings.everything(clinic.folder, keys)
    for table, rows in before.items():
        theirs = () if table == "audit_entry" else (GOING,)  # the log names the id, and stays
        kept = [row for row in rows if not any(one in str(row) for one in theirs)]
        grown = 1 if table in {"audit_entry", "destruction"} else 0
        assert after[table][: len(after[table]) - grown] == kept, table
    opened = belongings.opened_pages(clinic.folder, paper, tmp_path)
    for hanging in belongings.hanging():
        for column in hanging.columns:
            told = belongings.mark(GOING, hanging.name, column.name)
            assert not belongings.holds(opened, told), told
    assert belongings.holds(opened, f"{belongings.MARK} {STAYING}")
    assert not belongings.holds(opened, f"{belongings.MARK} {GOING}")
    for path in clinic.folder.root.rglob("*"):
        assert path.is_dir() or not belongings.holds(path.read_bytes(), belongings.MARK)
    assert not list(clinic.folder.root.glob("clinic.db*.tmp*"))
    database = Database.open(clinic.folder, keys)
    with open_reading(at_work(database, StandingClock()), Permission.SEE_WORKLIST) as work:
        assert work.verify_log().whole
    assert database.damage() == ()
    database.dispose()


def test_every_table_with_a_patient_in_it_hangs_on_the_patient() -> None:
    """A column that merely names one would be left standing; the log alone may."""
    hanging = {table.name for table in belongings.hanging()}
    for table in Registry.metadata.sorted_tables:
        if "patient_id" in table.columns and table.name != AuditEntry.__tablename__:
            assert table.name in hanging, table.name
    assert PatientWord.__tablename__ in hanging
    assert not hanging & {"audit_entry", "destruction", "user", "referrer", "log_check_row"}


@pytest.mark.parametrize(
    ("subject", "text", "goes"),
    [
        ("new", '{"number": "930212-2389"}', True),
        ("new", '{"number": "199302122389"}', True),
        ("new", '{"number": "19930212-2389"}', True),
        ("04går".ljust(32, "f"), "", True),
        ("new", '{"number": "840705-2396"}', False),
        ("5" * 32, "fri text", False),
    ],
)
def test_a_draft_of_something_that_was_not_there_yet_goes_with_the_number_in_it(
    clinic: Clinic, subject: str, text: str, goes: bool
) -> None:
    keys = clinic.new.keys
    going = belongings.fill(clinic.folder, keys, GOING, digits="199302122389")
    bare = connect(clinic.folder.database, keys, walled=False)
    author = bare.execute('SELECT id FROM "user"').fetchone()[0]
    bare.execute(
        "INSERT INTO draft (id, created_at, user_id, kind, subject_id, text, cursor, changed_at)"
        " VALUES (?, ?, ?, 'referral_form', ?, ?, 0, ?)",
        ("d" * 32, "2026-10-08T08:00:00.000000Z", author, subject, text, "2026"),
    )
    bare.close()
    found = erasure.erase(clinic.folder, keys, (going,), written(clinic))
    assert found.rows["draft"] == 1 + goes
    assert len(belongings.everything(clinic.folder, keys)["draft"]) == (not goes)


def test_what_would_go_is_counted_beforehand_without_touching_anything(
    pair: tuple[Clinic, str, str],
) -> None:
    clinic, going, _ = pair
    before = belongings.everything(clinic.folder, clinic.new.keys)
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    found = erasure.belongings(bare, (going,))
    assert erasure.belongings(bare, (going,)) == found
    bare.close()
    assert found.rows == {table.name: 1 for table in belongings.hanging()}
    assert belongings.everything(clinic.folder, clinic.new.keys) == before


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(going=st.sets(st.integers(0, 3), min_size=1))
def test_whichever_patients_go_the_others_stay_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, template: Clinic, going: set[int]
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("some") / "clinic")
    shutil.copytree(template.folder.root, folder.root)
    clinic = Clinic(folder, template.new)
    ids = [
        belongings.fill(folder, clinic.new.keys, f"nr{number}x", digits=f"19300212238{number}")
        for number in range(4)
    ]
    before = belongings.everything(folder, clinic.new.keys)
    erasure.erase(folder, clinic.new.keys, [ids[number] for number in going], written(clinic))
    after = belongings.everything(folder, clinic.new.keys)
    gone = tuple(f"nr{number}x" for number in going)
    for table in (table.name for table in belongings.hanging()):
        kept = [row for row in before[table] if not any(one in str(row) for one in gone)]
        assert after[table] == kept, table
    text = str(after)
    assert not any(one in text for one in gone)


def test_an_unknown_patient_changes_nothing(pair: tuple[Clinic, str, str]) -> None:
    clinic, _, _ = pair
    before = belongings.everything(clinic.folder, clinic.new.keys)
    with pytest.raises(NotFound):
        erasure.erase(clinic.folder, clinic.new.keys, ("0" * 32,), written(clinic))
    assert belongings.everything(clinic.folder, clinic.new.keys) == before
    Database.open(clinic.folder, clinic.new.keys).dispose()


def test_a_clinic_that_somebody_has_open_is_left_alone(pair: tuple[Clinic, str, str]) -> None:
    clinic, going, _ = pair
    other = connect(clinic.folder.database, clinic.new.keys)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM patient").fetchone()
    with pytest.raises((ClinicInUse, dbapi2.OperationalError)):
        erasure.erase(clinic.folder, clinic.new.keys, (going,), written(clinic))
    other.execute("COMMIT")
    assert other.execute("SELECT count(*) FROM patient").fetchone() == (2,)
    other.close()


def test_a_row_that_came_over_otherwise_than_it_was_stops_it(
    pair: tuple[Clinic, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic, going, _ = pair
    before = belongings.everything(clinic.folder, clinic.new.keys)

    def tampered(session: Session, found: Belongings) -> None:
        written(clinic)(session, found)
        session.connection().exec_driver_sql("UPDATE patient SET phone = 'annat'")

    with pytest.raises(ClinicDamaged):
        erasure.erase(clinic.folder, clinic.new.keys, (going,), tampered)
    assert belongings.everything(clinic.folder, clinic.new.keys) == before
    assert not list(clinic.folder.root.glob("clinic.db.tmp*"))


def test_a_full_disk_changes_nothing(
    pair: tuple[Clinic, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic, going, _ = pair
    before = belongings.everything(clinic.folder, clinic.new.keys)

    def full(_place: Path, _wanted: int) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "ensure_room", full)
    with pytest.raises(DiskFull):
        erasure.erase(clinic.folder, clinic.new.keys, (going,), written(clinic))
    assert belongings.everything(clinic.folder, clinic.new.keys) == before


def test_what_a_crash_left_is_swept_with_what_sqlite_laid_beside_it(clinic: Clinic) -> None:
    for name in ("clinic.db.tmp", "clinic.db.tmp-journal", "clinic.db.tmp-wal"):
        (clinic.folder.root / name).write_bytes(b"x")
    durable.sweep(clinic.folder.root)
    assert not list(clinic.folder.root.glob("clinic.db.tmp*"))


def test_the_register_is_never_changed_and_never_shortened(pair: tuple[Clinic, str, str]) -> None:
    clinic, going, _ = pair
    erasure.erase(clinic.folder, clinic.new.keys, (going,), written(clinic))
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    for statement in ("UPDATE destruction SET decision_number = ''", "DELETE FROM destruction"):
        with pytest.raises(dbapi2.IntegrityError, match="ikbt:signed:destruction"):
            bare.execute(statement)
    bare.close()


def test_progress_only_grows_and_ends(pair: tuple[Clinic, str, str]) -> None:
    clinic, going, _ = pair
    told: list[int] = []
    erasure.erase(
        clinic.folder,
        clinic.new.keys,
        (going,),
        written(clinic),
        told=lambda done, total: told.append(1000 * done // total),
    )
    assert told == sorted(told)
    assert told[-1] == 1000


def test_somebody_who_stops_it_leaves_everything_as_it_was(pair: tuple[Clinic, str, str]) -> None:
    clinic, going, _ = pair
    before = belongings.everything(clinic.folder, clinic.new.keys)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        erasure.erase(clinic.folder, clinic.new.keys, (going,), written(clinic), told=stop)
    assert belongings.everything(clinic.folder, clinic.new.keys) == before
    Database.open(clinic.folder, clinic.new.keys).dispose()
