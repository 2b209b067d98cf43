from sqlalchemy import select

from ikbt_desktop.models import AccessBlock, Opening, Patient, PatientWord, Unit
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert

OPEN, HIDDEN, USER = "o" * 32, "h" * 32, "u" * 32
NOW = "2026-10-08T08:00:00.000000Z"


def test_a_file_of_revision_eight_hides_its_protected_patients_from_the_search(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 8)
    insert(bare, "user", id=USER, slot_id="s", login="anna", preferences="{}")
    insert(bare, "clinic_profile", name="Kvarnbacken", settings="{}")
    for patient, number, word, protected in (
        (OPEN, "199302122389", "berg", 0),
        (HIDDEN, "198407052396", "ek", 1),
    ):
        insert(
            bare,
            "patient",
            id=patient,
            identity_digits=number,
            family_name=word,
            search_key=f" {word}",
            sort_key=word,
            protected_identity=protected,
        )
        insert(bare, "patient_word", word=word, sort_key=word, patient_id=patient)
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    place = at_work(database, clock)
    with UnitOfWork(place, reading=True) as work:
        assert list(work.session.scalars(select(PatientWord.patient_id))) == [OPEN]
        found = {patient.id: patient for patient in work.find(Patient)}
    assert {one: found[one].protection for one in found} == {OPEN: "", HIDDEN: "marked"}
    assert (found[OPEN].sort_key, found[HIDDEN].search_key) == ("berg", "")
    assert found[HIDDEN].sort_key > found[OPEN].sort_key
    assert found[HIDDEN].family_name == "ek"
    with UnitOfWork(place, reading=False) as work:
        unit = work.add(Unit(name="Norra"))
        work.flush()
        work.get(Patient, OPEN).unit_id = unit.id
        work.add(AccessBlock(patient_id=OPEN, user_id=USER, placed_by_name="Tore"))
        work.add(Opening(patient_id=OPEN, user_id=USER, until=work.now(), ground="emergency"))
        work.log(Action.CREATE, kind="unit", record_id=unit.id)
        work.commit()
    assert database.damage() == ()
    database.dispose()
