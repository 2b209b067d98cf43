import shutil
from datetime import timedelta

import pytest
from sqlalchemy import text

from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import (
    AlreadySigned,
    ClinicMissing,
    InvalidValue,
    NotFound,
    NotPermitted,
    StaleRecord,
    UnloggedChange,
)
from ikbt_desktop.models import (
    AuditEntry,
    ClinicProfile,
    Document,
    Draft,
    Patient,
    Phrase,
    User,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from tests.storage.clinics import StandingClock, add_document, add_patient, at_work

REGISTER = Permission.REGISTER_REFERRAL


def kept_patient(workplace: Workplace) -> Patient:
    with open_work(workplace, REGISTER) as work:
        patient = add_patient(work)
        work.commit()
        return patient


def patients(workplace: Workplace) -> list[str]:
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        return [p.given_name for p in work.find(Patient)]


def test_leaving_without_commit_undoes_everything(workplace: Workplace) -> None:
    with open_work(workplace, REGISTER) as work:
        add_patient(work)
    assert patients(workplace) == []


def test_an_error_undoes_everything(workplace: Workplace) -> None:
    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            add_patient(work)
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        attempt()
    assert patients(workplace) == []


def test_a_change_that_nobody_logged_is_refused(workplace: Workplace) -> None:
    patient = kept_patient(workplace)

    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            work.get(Patient, patient.id).given_name = "Eva"
            work.commit()

    with pytest.raises(UnloggedChange):
        attempt()
    assert patients(workplace) == ["Åsa"]


def test_the_next_words_of_a_draft_need_no_line_in_the_log_but_nothing_else_goes_with_them(
    workplace: Workplace,
) -> None:
    patient = kept_patient(workplace)
    with open_work(workplace, REGISTER) as work:
        user = work.add(User(slot_id="s", login="a", name="A", role="clinician"))
        work.flush()
        draft = work.add(
            Draft(user_id=user.id, kind="k", subject_id="s", text="Hej", changed_at=work.now())
        )
        with pytest.raises(TypeError):
            work.keep_writing()
        work.log(Action.CREATE, kind="draft")
        work.commit()
    with open_work(workplace, REGISTER) as work:
        work.get(Draft, draft.id).text = "Hej Bo"
        work.keep_writing()
        work.commit()
    with open_work(workplace, REGISTER) as work:
        work.get(Draft, draft.id).text = "Hej Bo!"
        work.get(Patient, patient.id).given_name = "Eva"
        with pytest.raises(TypeError):
            work.keep_writing()
    with open_work(workplace, REGISTER) as work:
        work.get(Draft, draft.id).text = "Hej Bo!"
        work.keep_writing()
        work.get(Patient, patient.id).given_name = "Eva"
        with pytest.raises(UnloggedChange):
            work.commit()
    with open_reading(workplace, REGISTER) as work:
        assert work.get(Draft, draft.id).text == "Hej Bo"
    assert patients(workplace) == [patient.given_name]


def test_a_change_behind_the_records_is_seen_too(workplace: Workplace) -> None:
    kept_patient(workplace)

    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            work.session.execute(text("UPDATE patient SET given_name = 'Eva'"))
            work.commit()

    with pytest.raises(UnloggedChange):
        attempt()
    assert patients(workplace) == ["Åsa"]


def test_reading_needs_no_log_and_looking_needs_no_change(workplace: Workplace) -> None:
    with open_work(workplace, REGISTER) as work:
        work.log(Action.READ, kind="patient", patient_id="1" * 32)
        work.commit()
    with open_work(workplace, REGISTER) as work:
        work.commit()
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        assert work.count(AuditEntry, action="read") == 1


def test_a_refused_person_stands_in_the_log(workplace: Workplace, clock: StandingClock) -> None:
    reception = at_work(workplace.database, clock, Role.RECEPTIONIST)
    for opening in (open_work, open_reading):
        with pytest.raises(NotPermitted):
            opening(reception, Permission.DECIDE)
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        entries = list(work.session.query(AuditEntry))
    assert [(e.action, e.role, e.details) for e in entries] == [
        ("denied", "receptionist", {"permission": "decide"})
    ] * 2


def test_a_record_is_made_at_the_workplaces_time_and_read_back_aware(
    workplace: Workplace, clock: StandingClock
) -> None:
    patient = kept_patient(workplace)
    with open_reading(workplace, REGISTER) as work:
        assert work.get(Patient, patient.id).created_at == clock.moment


def test_a_stale_version_names_who_saved_and_when(
    workplace: Workplace, clock: StandingClock
) -> None:
    patient = kept_patient(workplace)
    clock.move(60)
    with open_work(workplace, REGISTER) as work:
        mine = work.get(Patient, patient.id, version=1)
        mine.phone = "070"
        work.log(Action.CHANGE, kind="patient", record_id=patient.id, patient_id=patient.id)
        work.commit()
    with pytest.raises(StaleRecord) as refused, open_work(workplace, REGISTER) as work:
        work.get(Patient, patient.id, version=1)
    assert refused.value.kind == "patient"
    assert refused.value.changed_by == "Anna Ek"
    assert refused.value.changed_at == clock.moment


def test_a_missing_record_is_told_by_its_kind(workplace: Workplace) -> None:
    with (
        pytest.raises(NotFound) as refused,
        open_reading(workplace, Permission.OPEN_PATIENT) as work,
    ):
        work.get(Patient, "0" * 32)
    assert refused.value.kind == "patient"


def test_a_signed_text_is_refused_as_already_signed(workplace: Workplace) -> None:
    with open_work(workplace, REGISTER) as work:
        document = add_document(work, add_patient(work), signed=True)
        work.commit()

    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            work.get(Document, document.id).text = "ändrad"
            work.log(Action.CHANGE, kind="document", record_id=document.id)
            work.commit()

    with pytest.raises(AlreadySigned) as refused:
        attempt()
    assert refused.value.kind == "document"


def test_an_unsigned_text_may_change(workplace: Workplace) -> None:
    with open_work(workplace, REGISTER) as work:
        document = add_document(work, add_patient(work), signed=False)
        work.commit()
    with open_work(workplace, REGISTER) as work:
        work.get(Document, document.id).text = "ändrad"
        work.log(Action.CHANGE, kind="document", record_id=document.id)
        work.commit()
    with open_reading(workplace, REGISTER) as work:
        assert work.get(Document, document.id).text == "ändrad"


def test_only_drafts_and_the_like_can_be_discarded(workplace: Workplace) -> None:
    patient = kept_patient(workplace)
    with open_work(workplace, REGISTER) as work:
        phrase = work.add(Phrase(name="hej", text="Hej och välkommen"))
        work.log(Action.CREATE, kind="phrase", record_id=phrase.id)
        work.discard(phrase)
        work.log(Action.DISCARD, kind="phrase", record_id=phrase.id)
        work.commit()
        assert work.count(Phrase) == 0
    with pytest.raises(TypeError), open_work(workplace, REGISTER) as work:
        work.discard(work.get(Patient, patient.id))


def test_a_unit_of_work_commits_once(workplace: Workplace) -> None:
    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            work.commit()
            work.commit()

    with pytest.raises(RuntimeError):
        attempt()


@pytest.mark.parametrize("value", ["a\x00b", "\ud800"])
def test_signs_that_cannot_be_kept_are_refused_by_field(workplace: Workplace, value: str) -> None:
    with pytest.raises(InvalidValue) as refused, open_work(workplace, REGISTER) as work:
        add_patient(work, name=value)
    assert (refused.value.field, refused.value.reason) == ("given_name", "control_sign")


def test_finding_orders_limits_and_compares(workplace: Workplace) -> None:
    with open_work(workplace, REGISTER) as work:
        for number in range(3):
            add_patient(work, digits=f"R{number}", name=str(number))
        work.commit()
    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        found = work.find(Patient, order_by=("-identity_digits",), limit=2)
        assert [p.given_name for p in found] == ["2", "1"]
        one = work.first(Patient, identity_digits="R1")
        assert one is not None
        assert one.given_name == "1"
        assert work.first(ClinicProfile) is None


def test_time_without_a_zone_is_refused(workplace: Workplace, clock: StandingClock) -> None:
    def attempt() -> None:
        with open_work(workplace, REGISTER) as work:
            patient = add_patient(work)
            patient.created_at = (clock.moment + timedelta(1)).replace(tzinfo=None)
            work.flush()

    with pytest.raises(Exception, match="time zone"):
        attempt()


def added(workplace: Workplace, digits: str) -> None:
    with open_work(workplace, Permission.EDIT_PATIENT) as work:
        add_patient(work, digits=digits)
        work.commit()


def test_a_file_that_is_moved_away_takes_no_word_more_and_goes_on_once_it_is_back(
    workplace: Workplace,
) -> None:
    path = workplace.database.folder.database
    added(workplace, "191212121212")
    elsewhere = path.with_name("moved.db")
    path.rename(elsewhere)
    for _ in range(2):
        with pytest.raises(ClinicMissing) as gone:
            added(workplace, "191301011234")
        assert gone.value.what == "vanished"
    elsewhere.rename(path)
    added(workplace, "191301011234")
    with open_reading(workplace, Permission.EDIT_PATIENT) as work:
        assert work.count(Patient) == 2


def test_another_file_in_its_place_is_not_taken_for_it(workplace: Workplace) -> None:
    path = workplace.database.folder.database
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.replace(path)
    with pytest.raises(ClinicMissing):
        added(workplace, "191212121212")
