import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import AlreadySigned
from ikbt_desktop.models import Consent, FileOrder, Guardian, KeptFile, Patient, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage import migrate
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import open_work
from tests.storage.clinics import Clinic, StandingClock, add_patient, at_work
from tests.storage.older import at_revision, insert

PATIENT, TREATMENT = "p" * 32, "t" * 32


def _treated(bare: dbapi2.Connection) -> None:
    """A patient in a treatment, with everything that points at both."""
    person = {"identity_digits": "199302122389", "given_name": "Åsa", "protected_identity": 0}
    insert(bare, "patient", id=PATIENT, **person)
    insert(bare, "user", id="u" * 32, slot_id="s", login="anna", preferences="{}")
    insert(bare, "referral", id="r" * 32, patient_id=PATIENT, received_on="2026-09-18")
    insert(
        bare,
        "screening",
        id="c" * 32,
        patient_id=PATIENT,
        referral_id="r" * 32,
        clinician_id="u" * 32,
        signed_at="2026-10-08T08:00:00.000000Z",
        content='{"reason":"Tydlig målgrupp."}',
    )
    insert(
        bare,
        "treatment",
        id=TREATMENT,
        patient_id=PATIENT,
        referral_id="r" * 32,
        screening_id="c" * 32,
        clinician_id="u" * 32,
        assigned_by_id="u" * 32,
        agreed_on="2026-10-08",
        starts_on="2026-10-08",
        planned_end_on="2026-12-03",
        closing="{}",
    )
    insert(bare, "section", id="e" * 32, treatment_id=TREATMENT, number=1, title="Avsnitt 1")


def test_a_file_of_the_first_revision_opens_with_every_row_it_had(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 1)
    _treated(bare)
    bare.close()
    kept = []
    database = Database.open(
        clinic.folder, clinic.new.keys, before_migration=lambda: kept.append("copy")
    )
    try:
        with open_work(at_work(database, clock, Role.COORDINATOR), Permission.OPEN_PATIENT) as work:
            patient, treatment = work.get(Patient, PATIENT), work.get(Treatment, TREATMENT)
            assert (patient.given_name, patient.region) == ("Åsa", None)
            assert (treatment.guardian_id, treatment.beside_id) == (None, None)
        assert database.damage() == ()
    finally:
        database.dispose()
    assert kept == ["copy"]
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    assert bare.execute("PRAGMA user_version").fetchone() == (migrate.HEAD,)
    bare.close()


def test_what_a_guardian_said_cannot_be_said_otherwise_afterwards(
    clinic: Clinic, clock: StandingClock
) -> None:
    database = Database.open(clinic.folder, clinic.new.keys)
    try:
        with open_work(at_work(database, clock, Role.COORDINATOR), Permission.EDIT_PATIENT) as work:
            patient = add_patient(work)
            work.flush()
            guardian = work.add(
                Guardian(
                    patient_id=patient.id,
                    family_name="Öberg",
                    given_name="Bo",
                    relation="father",
                )
            )
            work.flush()
            said = work.add(
                Consent(
                    patient_id=patient.id,
                    guardian_id=guardian.id,
                    stance="agrees",
                    form="oral",
                    on=work.now().date(),
                    signed_at=work.now(),
                )
            )
            work.log(Action.CREATE, kind="consent", record_id=said.id)
            work.commit()
        with open_work(at_work(database, clock, Role.COORDINATOR), Permission.EDIT_PATIENT) as work:
            work.get(Consent, said.id).stance = "declines"
            with pytest.raises(AlreadySigned):
                work.flush()
    finally:
        database.dispose()


def test_a_file_of_before_the_clinic_kept_data_files_opens_and_can_keep_one(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 4)
    _treated(bare)
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    try:
        with open_work(at_work(database, clock, Role.COORDINATOR), Permission.OPEN_PATIENT) as work:
            assert work.get(Patient, PATIENT).given_name == "Åsa"
            assert work.count(KeptFile) == work.count(FileOrder) == 0
            kept = work.add(
                KeptFile(
                    kind="instrument",
                    code="egen",
                    file_version="1",
                    text="",
                    digest="0",
                    own=True,
                    number=1,
                    signed_at=work.now(),
                )
            )
            work.log(Action.CREATE, kind="instrument_file", record_id=kept.id)
            work.commit()
        with open_work(at_work(database, clock, Role.COORDINATOR), Permission.OPEN_PATIENT) as work:
            work.get(KeptFile, kept.id).text = "annan"
            with pytest.raises(AlreadySigned):
                work.flush()
        assert database.damage() == ()
    finally:
        database.dispose()
