import json

from ikbt_desktop.models import RiskCase, RiskFlag
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert

NOW, LATER = "2026-10-08T08:00:00.000000Z", "2026-10-09T08:00:00.000000Z"
PATIENT, OPEN, CLOSED = "p" * 32, "o" * 32, "c" * 32


def test_cases_and_flags_of_revision_ten_were_all_red(clinic: Clinic, clock: StandingClock) -> None:
    bare = at_revision(clinic, 10)
    insert(bare, "patient", id=PATIENT, identity_digits="199302122389")
    insert(bare, "clinic_profile", name="Kvarnbacken", settings="{}")
    kept = {"patient_id": PATIENT, "assessment": "{}", "kva_codes": json.dumps([])}
    insert(bare, "risk_case", id=CLOSED, number=1, state="closed", signed_at=LATER, **kept)
    insert(bare, "risk_case", id=OPEN, number=2, state="open", opened_at=NOW, **kept)
    for number, case in enumerate((CLOSED, OPEN), start=1):
        insert(bare, "risk_flag", id=str(number) * 32, risk_case_id=case, number=1)
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    with UnitOfWork(at_work(database, clock), reading=False) as work:
        assert [case.urgency for case in work.find(RiskCase)] == ["red", "red"]
        assert [flag.urgency for flag in work.find(RiskFlag)] == ["red", "red"]
    assert database.damage() == ()
    database.dispose()
