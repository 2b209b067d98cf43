import pytest

from ikbt_desktop.errors import AlreadySigned
from ikbt_desktop.models import LogCheck, LogCheckRow
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert


def test_a_file_of_revision_five_takes_log_checks_and_seals_them(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 5)
    insert(bare, "clinic_profile", name="Kvarnbacken", settings="{}")
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    place = at_work(database, clock)
    with UnitOfWork(place, reading=False) as work:
        work.log(Action.READ, kind="patient")
        check = work.add(
            LogCheck(
                month="2026-10", occasions=1, found={}, head_seq=1, seed="s", drawn_by_name="Tore"
            )
        )
        row = work.add(LogCheckRow(log_check_id=check.id, seq=1, points=["random"]))
        work.log(Action.CREATE, kind="log_check", record_id=check.id)
        work.commit()
        ids = check.id, row.id
    with UnitOfWork(place, reading=False) as work:
        kept = work.get(LogCheck, ids[0])
        kept.signed_at, kept.signed_by_name = work.now(), "Tore"
        work.log(Action.SIGN, kind="log_check", record_id=ids[0])
        work.commit()
    for spoil in (_add_a_row, _judge_again):
        with UnitOfWork(place, reading=False) as work:
            spoil(work, *ids)
            with pytest.raises(AlreadySigned):
                work.flush()
    assert database.damage() == ()
    database.dispose()


def _add_a_row(work: UnitOfWork, check_id: str, _row_id: str) -> None:
    work.add(LogCheckRow(log_check_id=check_id, seq=2, points=[]))


def _judge_again(work: UnitOfWork, _check_id: str, row_id: str) -> None:
    work.get(LogCheckRow, row_id).verdict = "expected"
