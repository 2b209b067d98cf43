"""Referrals: registered whole or not at all, sorted by the clock, and never at a dead end."""

import dataclasses
import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ikbt_desktop.clinic import lifecycles
from ikbt_desktop.clinic.lifecycles import Lifecycle, ReferralState, TreatmentState
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.workdays import Span, care_clock
from ikbt_desktop.errors import (
    AttachmentRefused,
    InvalidValue,
    MoveRefused,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import Patient, Referral, Screening, Treatment, Visit
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.administration import Administration, ClinicView
from ikbt_desktop.services.caseload import Caseload
from ikbt_desktop.services.referrals import (
    LARGEST_ATTACHMENT,
    NewAttachment,
    NewReferral,
    NewVisit,
    ReferralRow,
    Referrals,
)
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests.clinics import Clinic, invented_number
from tests.services.walk import Walk

BORN = date(1984, 6, 15)
PDF = b"%PDF-1.7\n" + b"x" * 100
R = ReferralState


@pytest.fixture
def referrals(clinic: Clinic) -> Referrals:
    return of(clinic, "rut")


def of(clinic: Clinic, login: str) -> Referrals:
    return Referrals(clinic.workplace(login), clinic.catalogue)


def new(clinic: Clinic, **changed: Any) -> NewReferral:
    filled = NewReferral(
        identity=invented_number(BORN),
        family_name="Exempelsson",
        given_name="Karin",
        source="referral",
        received_on=clinic.clock.today,
        referrer="Vårdcentralen Ekliden",
        question="Önskar bedömning och KBT via internet.",
        diagnosis_code="f321",
        phone="070-174 06 05",
    )
    return dataclasses.replace(filled, **changed)


def nothing_but(clinic: Clinic, patients: int, referrals: int) -> bool:
    with open_reading(clinic.workplace("tore"), Permission.READ_REFERRAL) as work:
        return (work.count(Patient), work.count(Referral)) == (patients, referrals)


def put(clinic: Clinic, row: ReferralRow, state: str) -> ReferralRow:
    """Set the state as another verb (a decision, an assignment) would leave it."""
    with open_work(clinic.workplace("maria"), Permission.MOVE_REFERRAL) as work:
        referral = work.get(Referral, row.id)
        referral.state = state
        work.log(Action.CHANGE, kind="referral", record_id=row.id)
        work.commit()
    return next(one for one in of(clinic, "maria").page(chosen="all") if one.id == row.id)


def treat(clinic: Clinic, row: ReferralRow, state: TreatmentState) -> None:
    """Let a treatment in this state hang on the referral."""
    day, moment, maria = clinic.clock.today, clinic.clock.moment, clinic.actor("maria").user_id
    with open_work(clinic.workplace("maria"), Permission.ASSIGN_PROGRAM) as work:
        screening = work.add(
            Screening(
                referral_id=row.id,
                patient_id=row.patient_id,
                clinician_id=maria,
                state="signed",
                step="decision",
                changed_at=moment,
            )
        )
        work.flush()
        work.add(
            Treatment(
                patient_id=row.patient_id,
                referral_id=row.id,
                screening_id=screening.id,
                program_code="depressionshjalpen",
                program_version="1",
                clinician_id=maria,
                state=state,
                section_count=7,
                agreed_on=day,
                starts_on=day,
                planned_end_on=day,
                assigned_by_id=maria,
                assigned_at=moment,
            )
        )
        work.log(Action.CREATE, kind="treatment")
        work.commit()


# --- registering -------------------------------------------------------------------------------


def test_a_registered_referral_stands_first_in_the_coordinators_hands(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    assert (row.name, row.state) == ("Exempelsson, Karin", R.RECEIVED)
    assert row.identity == invented_number(BORN).formatted
    assert (row.next_action, row.owner) == ("review_referral", "Tore Fantasén")
    assert row.due_on == clinic.clock.today + timedelta(days=3)
    assert (row.guarantee_days_left, row.guarantee_tone) == (3, "soon")
    assert (row.referrer, row.source) == ("Vårdcentralen Ekliden", "referral")
    assert referrals.page() == (row,)
    kinds = [(line.action, line.kind) for line in clinic.log()[:3]]
    assert kinds == [("create", "referral"), ("create", "referrer"), ("create", "patient")]


def test_the_clinician_reads_what_reception_typed(clinic: Clinic, referrals: Referrals) -> None:
    row = referrals.register(new(clinic, attachment=NewAttachment("Remiss", PDF)))
    detail = of(clinic, "maria").detail(row.id)
    assert detail.question == "Önskar bedömning och KBT via internet."
    assert (detail.diagnosis_code, detail.withheld) == ("F32.1", False)
    (paper,) = detail.attachments
    kept, content = of(clinic, "maria").attachment(paper.id)
    assert (kept, content) == (paper, PDF)
    assert (paper.media_type, paper.size) == ("application/pdf", len(PDF))
    assert hashlib.sha256(content).hexdigest() == hashlib.sha256(PDF).hexdigest()


def test_reception_gets_no_clinical_text_back(clinic: Clinic, referrals: Referrals) -> None:
    row = referrals.register(new(clinic, attachment=NewAttachment("Remiss", PDF)))
    treat(clinic, row, TreatmentState.RUNNING)
    detail = referrals.detail(row.id)
    assert detail.withheld
    assert "bedömning och KBT" not in repr(detail)
    assert "F32" not in repr(detail)
    assert detail.row.screening_id is None
    with pytest.raises(NotPermitted):
        referrals.attachment(detail.attachments[0].id)
    assert clinic.refusals() == 1


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"family_name": " "}, "family_name", "empty"),
        ({"given_name": "x" * 1_000_000}, "given_name", "too_long"),
        ({"family_name": "Ex\x00empel"}, "family_name", "control_sign"),
        ({"family_name": "nossle\u202epmexE"}, "family_name", "control_sign"),
        ({"question": "x" * 20_001}, "question", "too_long"),
        ({"question": "a\x00b"}, "question", "control_sign"),
        ({"question": "\ud800"}, "question", "control_sign"),
        ({"referrer": ""}, "referrer", "empty"),
        ({"referrer": "x" * 1_000_000}, "referrer", "too_long"),
        ({"source": "granne"}, "source", "unknown"),
        ({"received_on": date(2026, 10, 6)}, "received_on", "future"),
        ({"received_on": date(1026, 10, 5)}, "received_on", "too_old"),
        ({"diagnosis_code": "depression"}, "diagnosis_code", "no_code"),
        ({"phone": "ring 112"}, "phone", "no_phone"),
        ({"email": "karin"}, "email", "no_email"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_half_written(
    clinic: Clinic, referrals: Referrals, changed: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        referrals.register(new(clinic, **changed))
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert nothing_but(clinic, patients=0, referrals=0)


def test_twenty_thousand_signs_of_a_question_are_kept(clinic: Clinic, referrals: Referrals) -> None:
    question = "å" * 20_000
    row = referrals.register(new(clinic, question=question))
    assert of(clinic, "maria").detail(row.id).question == question


def test_markup_and_quotes_are_kept_as_they_are(clinic: Clinic, referrals: Referrals) -> None:
    text = '<img src=x onerror=1> "100 %" \'; DROP TABLE patient;'
    row = referrals.register(new(clinic, family_name=text, question=text))
    assert row.name.startswith(text)
    assert of(clinic, "maria").detail(row.id).question == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "type"),
        (b"<html>%PDF-", "type"),
        (b"%PDF-" + b"\x00" * LARGEST_ATTACHMENT, "size"),
    ],
)
def test_a_file_that_is_no_paper_is_refused_and_nobody_is_registered(
    clinic: Clinic, referrals: Referrals, content: bytes, reason: str
) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        referrals.register(new(clinic, attachment=NewAttachment("Remiss", content)))
    assert refused.value.reason == reason
    assert nothing_but(clinic, patients=0, referrals=0)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    ],
)
def test_a_paper_is_told_by_its_first_bytes(
    clinic: Clinic, referrals: Referrals, content: bytes, media_type: str
) -> None:
    row = referrals.register(new(clinic))
    assert referrals.attach(row.id, NewAttachment("remiss.exe", content)).media_type == media_type
    assert content not in clinic.folder.database.read_bytes()


def test_a_number_that_is_somebodys_is_refused_unless_that_patient_is_chosen(
    clinic: Clinic, referrals: Referrals
) -> None:
    first = referrals.register(new(clinic))
    with pytest.raises(InvalidValue) as refused:
        referrals.register(new(clinic))
    assert (refused.value.field, refused.value.reason) == ("identity", "taken")
    again = referrals.register(
        new(clinic, patient_id=first.patient_id, family_name="Exempelson", phone="08-465 004 04")
    )
    assert (again.patient_id, again.name) == (first.patient_id, "Exempelsson, Karin")
    details = Caseload(clinic.workplace("rut"), clinic.catalogue).details(first.patient_id)
    assert details.phone == "08-465 004 04"
    assert nothing_but(clinic, patients=1, referrals=2)


def test_a_protection_that_comes_with_a_later_referral_is_logged_on_the_patient(
    clinic: Clinic, referrals: Referrals
) -> None:
    first = referrals.register(new(clinic))
    referrals.register(new(clinic, patient_id=first.patient_id, protected=True))
    assert ("change", "patient") in [(row.action, row.kind) for row in clinic.log()]


def test_a_number_of_one_patient_is_not_put_on_another(
    clinic: Clinic, referrals: Referrals
) -> None:
    referrals.register(new(clinic))
    other = referrals.register(
        new(clinic, identity=invented_number(date(1990, 1, 1)), given_name="Carin")
    )
    with pytest.raises(InvalidValue):
        referrals.register(new(clinic, patient_id=other.patient_id))
    assert nothing_but(clinic, patients=2, referrals=2)


def test_referrers_are_known_once_and_in_swedish_order(
    clinic: Clinic, referrals: Referrals
) -> None:
    for day, name in enumerate(("Öppenvården", "Vårdcentralen Ekliden", "Öppenvården", "Alby")):
        number = invented_number(BORN + timedelta(days=day))
        referrals.register(new(clinic, identity=number, referrer=name))
    assert referrals.referrers() == ("Alby", "Vårdcentralen Ekliden", "Öppenvården")


# --- the list ----------------------------------------------------------------------------------


def spread(clinic: Clinic, referrals: Referrals, *days_ago: int) -> list[ReferralRow]:
    return [
        referrals.register(
            new(
                clinic,
                identity=invented_number(BORN + timedelta(days=place)),
                received_on=clinic.clock.today - timedelta(days=ago),
            )
        )
        for place, ago in enumerate(days_ago)
    ]


def test_the_fewest_days_left_stand_first_whatever_the_state(
    clinic: Clinic, referrals: Referrals
) -> None:
    rows = spread(clinic, referrals, 1, 80, 95, 30, 2)
    for row in rows[1:4]:
        put(clinic, row, R.WAITING)
    page = referrals.page()
    assert [row.guarantee_days_left for row in page] == [-5, 1, 2, 10, 60]
    assert [row.guarantee_tone for row in page] == ["over", "soon", "soon", "soon", "calm"]
    assert [referrals.page(offset=place, limit=1)[0] for place in range(5)] == list(page)


def test_who_needs_contact_today_stands_first_for_those_who_may_know(
    clinic: Clinic, referrals: Referrals
) -> None:
    calm, flagged = spread(clinic, referrals, 80, 1)
    clinic.clinician.risk_cases.open_by_hand(flagged.patient_id, reason="Ringde, lät uppgiven")
    for who in (clinic.clinician, clinic.coordinator):
        assert [row.id for row in who.referrals.page()] == [flagged.id, calm.id]
        assert who.referrals.page(offset=1, limit=1)[0].id == calm.id
    assert [row.id for row in clinic.reception.referrals.page()] == [calm.id, flagged.id]


def test_the_database_counts_days_as_the_rule_does(clinic: Clinic, referrals: Referrals) -> None:
    """The order of the SQL against `care_clock`, over states, arrivals and own waits."""
    today = clinic.clock.today
    waits = [None, (-10, 5), (-10, -4), (-40, 400), (0, 0), (-200, -100)]
    states = [R.RECEIVED, R.VISIT_BOOKED, R.WAITING]
    combined = list(itertools.product(waits, states, [0, 3, 50, 95]))
    spans = {
        wait: Span(today + timedelta(days=wait[0]), today + timedelta(days=wait[1]))
        for wait in waits
        if wait is not None
    }
    for place, (wait, state, ago) in enumerate(combined):
        span = None if wait is None else spans[wait]
        with open_work(clinic.workplace("rut"), Permission.REGISTER_REFERRAL) as work:
            number = invented_number(date(1950, 1, 1) + timedelta(days=place))
            patient = work.add(
                Patient(
                    identity_kind=number.kind,
                    identity_digits=number.digits,
                    family_name=f"Nr{place}",
                    given_name="A",
                    search_key="",
                    sort_key="",
                )
            )
            work.flush()
            work.add(
                Referral(
                    patient_id=patient.id,
                    source="self_referral",
                    received_on=today - timedelta(days=ago),
                    state=state,
                    state_since=work.now(),
                    own_wait_from=None if span is None else span.first,
                    own_wait_until=None if span is None else span.last,
                )
            )
            work.log(Action.CREATE, kind="referral")
            work.commit()
    page = referrals.page(limit=1000)
    left = [row.guarantee_days_left for row in page if row.guarantee_days_left is not None]
    assert len(left) == len(combined)
    assert left == sorted(left)
    expected = sorted(
        clock.days_left
        for wait, state, ago in combined
        if (
            clock := care_clock(
                clinic.catalogue.limits,
                state=state,
                received=today - timedelta(days=ago),
                on=today,
                own_waits=[] if wait is None else [spans[wait]],
            )
        )
    )
    assert left == expected


def test_the_clinics_own_limits_count(clinic: Clinic, referrals: Referrals) -> None:
    administration = Administration(clinic.workplace("alva"), clinic.catalogue)
    profile: ClinicView = administration.clinic()
    administration.change_clinic(
        dataclasses.replace(
            profile,
            settings={
                "waiting_days": {"first_assessment": 10, "treatment_start": 60},
                "warn_days": 2,
            },
        )
    )
    row = referrals.register(new(clinic))
    assert (row.guarantee_days_left, row.guarantee_tone) == (10, "calm")
    assert row.due_on == clinic.clock.today + timedelta(days=10)


def test_each_selection_holds_its_own_and_the_counts_agree(
    clinic: Clinic, referrals: Referrals
) -> None:
    states = [*ReferralState]
    rows = spread(clinic, referrals, *range(len(states)))
    for row, state in zip(rows, states, strict=True):
        put(clinic, row, state)
    counts = referrals.counts()
    found = {
        chosen: {row.state for row in referrals.page(chosen=chosen)}
        for chosen in ("open", "unanswered", "waiting", "running", "closed", "all")
    }
    assert found["open"] == {R.RECEIVED, R.REVIEWING, R.VISIT_BOOKED, R.ASSESSED, R.WAITING}
    assert found["unanswered"] == {R.ASSESSED, R.WAITING, R.RUNNING, R.CLOSED, R.REDIRECTED}
    assert found["closed"] == {R.CLOSED, R.REDIRECTED, R.WITHDRAWN}
    assert found["all"] == set(states)
    assert dataclasses.astuple(counts) == (5, 5, 1, 3, 1)
    with pytest.raises(InvalidValue):
        referrals.page(chosen="everything")


@pytest.mark.parametrize(
    ("text", "found"),
    [("exem", 1), ("karin 1984", 1), ("%", 0), ('"', 0), ("bo", 0), ("x" * 1_000_000, 0)],
)
def test_the_list_is_searched_by_name_and_number(
    clinic: Clinic, referrals: Referrals, text: str, found: int
) -> None:
    referrals.register(new(clinic))
    assert len(referrals.page(text=text)) == found


# --- the path ----------------------------------------------------------------------------------


def test_no_state_but_an_ended_one_is_without_next_step_and_day(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    maria = of(clinic, "maria")
    steps = [row, referrals.move(row.id, R.REVIEWING, version=row.version)]
    steps.append(referrals.book_visit(a_visit(clinic, row), version=steps[-1].version))
    for state in (R.ASSESSED, R.WAITING):
        steps.append(maria.move(row.id, state, version=steps[-1].version))
    for step in steps:
        assert step.next_action
        assert step.owner
        assert step.due_on
    assert [step.owner for step in steps] == [
        "Tore Fantasén",
        "Rut Låtsasdal",
        "Maria Skenfors",
        "Maria Skenfors",
        "Tore Fantasén",
    ]
    ended = maria.move(row.id, R.WITHDRAWN, version=steps[-1].version, note="Vill inte mer")
    assert (ended.next_action, ended.owner, ended.due_on) == ("", None, None)
    assert maria.detail(row.id).possible_moves == ()


@pytest.mark.parametrize("wanted", list(ReferralState))
@pytest.mark.parametrize("state", list(ReferralState))
def test_only_the_steps_of_the_life_cycle_are_taken(
    clinic: Clinic, referrals: Referrals, state: ReferralState, wanted: ReferralState
) -> None:
    row = put(clinic, referrals.register(new(clinic)), state)
    tore = of(clinic, "tore")
    offered = tore.detail(row.id).possible_moves
    if wanted in offered:
        moved = tore.move(row.id, wanted, version=row.version, note="Efter samtal")
        assert moved.state == wanted
        assert wanted in lifecycles.stage(Lifecycle.REFERRAL, state).moves
    else:
        with pytest.raises(MoveRefused):
            tore.move(row.id, wanted, version=row.version, note="Efter samtal")
        assert tore.detail(row.id).row.state == state


@pytest.mark.parametrize("wanted", [R.REDIRECTED, R.WITHDRAWN])
def test_ending_a_referral_needs_a_note(clinic: Clinic, referrals: Referrals, wanted: str) -> None:
    row = referrals.register(new(clinic))
    tore = of(clinic, "tore")
    with pytest.raises(InvalidValue) as refused:
        tore.move(row.id, wanted, version=row.version, note=" ")
    assert (refused.value.field, refused.value.reason) == ("note", "empty")
    tore.move(row.id, wanted, version=row.version, note="Till Ungdomsmottagningen")
    assert tore.detail(row.id).closing_note == "Till Ungdomsmottagningen"
    assert referrals.detail(row.id).closing_note == ""


def test_reception_takes_no_step_that_follows_from_a_judgement(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    assert referrals.detail(row.id).possible_moves == (R.REVIEWING, R.WITHDRAWN)
    with pytest.raises(NotPermitted):
        referrals.move(row.id, R.REDIRECTED, version=row.version, note="nej")
    assert clinic.refusals() == 1


def test_a_running_referral_is_not_closed_under_a_treatment(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    treat(clinic, row, TreatmentState.RUNNING)
    row = put(clinic, row, R.RUNNING)
    maria = of(clinic, "maria")
    assert maria.detail(row.id).possible_moves == ()
    with pytest.raises(MoveRefused):
        maria.move(row.id, R.CLOSED, version=row.version, note="klar")


def test_a_referral_whose_treatment_was_voided_can_be_closed(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    treat(clinic, row, TreatmentState.VOIDED)
    row = put(clinic, row, R.RUNNING)
    closed = of(clinic, "maria").move(row.id, R.CLOSED, version=row.version, note="Flyttat")
    assert closed.state == R.CLOSED


@pytest.mark.parametrize("decision", ["not_suitable", "suitable", "wait"])
def test_what_rests_on_a_signed_decision_is_not_taken_back(registered: Walk, decision: str) -> None:
    registered.screen(decision=decision)
    referrals = registered.clinic.clinician.referrals
    row = referrals.detail(registered.referral_id).row
    earlier = [
        state
        for state, stage in lifecycles.STAGES[Lifecycle.REFERRAL].items()
        if row.state in stage.moves
    ]
    for state in earlier:
        with pytest.raises(MoveRefused):
            referrals.undo_move(row.id, state, version=row.version)
    assert referrals.detail(row.id).row.state == row.state


def test_the_last_step_is_taken_back(clinic: Clinic, referrals: Referrals) -> None:
    row = referrals.register(new(clinic))
    row = referrals.move(row.id, R.REVIEWING, version=row.version)
    row = referrals.book_visit(a_visit(clinic, row), version=row.version)
    booked_at = row.visit_at
    row = referrals.move(row.id, R.REVIEWING, version=row.version)
    assert row.visit_at is None
    row = referrals.undo_move(row.id, R.VISIT_BOOKED, version=row.version)
    assert (row.state, row.visit_at, row.owner) == (R.VISIT_BOOKED, booked_at, "Maria Skenfors")
    with pytest.raises(MoveRefused):
        referrals.undo_move(row.id, R.REVIEWING, version=row.version)
    with pytest.raises(StaleRecord):
        referrals.undo_move(row.id, R.REVIEWING, version=row.version - 1)


def test_the_same_row_moved_in_two_windows_is_moved_once(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    referrals.move(row.id, R.REVIEWING, version=row.version)
    with pytest.raises(StaleRecord) as stale:
        of(clinic, "tore").move(row.id, R.WITHDRAWN, version=row.version, note="Ringde")
    assert stale.value.changed_by == "Rut Låtsasdal"
    assert referrals.page()[0].state == R.REVIEWING


# --- the visit ---------------------------------------------------------------------------------


def a_visit(clinic: Clinic, row: ReferralRow, **changed: Any) -> NewVisit:
    visit = NewVisit(
        referral_id=row.id,
        clinician_id=clinic.actor("maria").user_id,
        starts_at=datetime(2026, 10, 14, 7, 0, tzinfo=UTC),
        form="physical",
    )
    return dataclasses.replace(visit, **changed)


@pytest.fixture
def reviewed(clinic: Clinic, referrals: Referrals) -> ReferralRow:
    row = referrals.register(new(clinic))
    return referrals.move(row.id, R.REVIEWING, version=row.version)


def test_booking_moves_the_referral_to_its_clinician(
    clinic: Clinic, referrals: Referrals, reviewed: ReferralRow
) -> None:
    row = referrals.book_visit(a_visit(clinic, reviewed), version=reviewed.version)
    assert (row.state, row.owner, row.next_action) == (R.VISIT_BOOKED, "Maria Skenfors", "screen")
    assert row.visit_at == datetime(2026, 10, 14, 7, 0, tzinfo=UTC)
    assert row.due_on == date(2026, 10, 14)
    assert row.guarantee_days_left == 90


def test_a_time_without_a_zone_is_swedish(
    clinic: Clinic, referrals: Referrals, reviewed: ReferralRow
) -> None:
    visit = a_visit(clinic, reviewed, starts_at=datetime.fromisoformat("2026-10-26 09:00"))
    row = referrals.book_visit(visit, version=reviewed.version)
    assert row.visit_at == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)


def test_rebooking_keeps_the_earlier_booking_as_cancelled(
    clinic: Clinic, referrals: Referrals, reviewed: ReferralRow
) -> None:
    row = referrals.book_visit(a_visit(clinic, reviewed), version=reviewed.version)
    later = datetime(2026, 10, 20, 11, 0, tzinfo=UTC)
    hanna = clinic.actor("hanna").user_id
    row = referrals.book_visit(
        a_visit(clinic, row, starts_at=later, clinician_id=hanna, form="video"),
        version=row.version,
    )
    assert (row.visit_at, row.owner) == (later, "Hanna Testmark")
    with open_reading(clinic.workplace("tore"), Permission.READ_REFERRAL) as work:
        states = [visit.state for visit in work.find(Visit, order_by=("starts_at",))]
    assert states == ["cancelled", "booked"]


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"form": "brev"}, "form", "unknown"),
        ({"clinician_id": "0" * 32}, "clinician_id", "unknown"),
        ({"clinician_id": "rut"}, "clinician_id", "unknown"),
        ({"starts_at": datetime(2226, 10, 14, 7, 0, tzinfo=UTC)}, "starts_at", "future"),
        ({"starts_at": datetime(1926, 10, 14, 7, 0, tzinfo=UTC)}, "starts_at", "past"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(
    clinic: Clinic, reviewed: ReferralRow, changed: dict[str, Any], field: str, reason: str
) -> None:
    referrals = of(clinic, "rut")
    if changed.get("clinician_id") == "rut":
        changed = {"clinician_id": clinic.actor("rut").user_id}
    with pytest.raises(InvalidValue) as refused:
        referrals.book_visit(a_visit(clinic, reviewed, **changed), version=reviewed.version)
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert referrals.page()[0] == reviewed


def test_an_unreviewed_referral_is_not_booked(clinic: Clinic, referrals: Referrals) -> None:
    row = referrals.register(new(clinic))
    with pytest.raises(MoveRefused):
        referrals.book_visit(a_visit(clinic, row), version=row.version)
    assert referrals.page() == (row,)


def test_only_those_who_treat_can_be_booked(referrals: Referrals) -> None:
    people = {(person.name, person.role) for person in referrals.clinicians()}
    assert people == {
        ("Maria Skenfors", Role.CLINICIAN),
        ("Hanna Testmark", Role.CLINICIAN),
        ("Tore Fantasén", Role.COORDINATOR),
    }


# --- waiting, owner, replies -------------------------------------------------------------------


def test_the_patients_own_wait_stops_the_clock(clinic: Clinic, referrals: Referrals) -> None:
    row = referrals.register(new(clinic))
    until = clinic.clock.today + timedelta(days=20)
    row = referrals.set_own_wait(row.id, until=until, reason="Bortrest", version=row.version)
    assert (row.guarantee_tone, row.own_wait_until) == ("own_wait", until)
    left, due = row.guarantee_days_left, row.due_on
    assert left is not None
    assert due is not None
    assert due >= until
    clinic.clock.move(days=10)
    assert referrals.page()[0].guarantee_days_left == left
    row = referrals.set_own_wait(row.id, until=None, reason="", version=row.version)
    assert row.guarantee_tone != "own_wait"
    clinic.clock.move(days=1)
    (later,) = referrals.page()
    assert later.guarantee_days_left == (row.guarantee_days_left or 0) - 1
    assert referrals.detail(row.id).own_wait_reason == "Bortrest"


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (date(2026, 10, 4), "Bortrest", "until"),
        (date(2126, 10, 4), "Bortrest", "until"),
        (date(2026, 10, 20), "  ", "reason"),
        (date(2026, 10, 20), "x" * 1_000_000, "reason"),
    ],
)
def test_an_own_wait_needs_a_coming_day_and_a_reason(
    clinic: Clinic, referrals: Referrals, until: date, reason: str, field: str
) -> None:
    row = referrals.register(new(clinic))
    with pytest.raises(InvalidValue) as refused:
        referrals.set_own_wait(row.id, until=until, reason=reason, version=row.version)
    assert refused.value.field == field
    assert referrals.page() == (row,)


def test_a_referral_is_given_to_a_colleague_but_not_to_the_administrator(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    row = referrals.delegate(row.id, clinic.actor("hanna").user_id, version=row.version)
    assert row.owner == "Hanna Testmark"
    with pytest.raises(InvalidValue):
        referrals.delegate(row.id, clinic.actor("alva").user_id, version=row.version)


def test_the_sender_is_told_that_it_came_and_later_how_it_went(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    row = referrals.acknowledge(row.id, version=row.version)
    with pytest.raises(RuleRefused):
        referrals.tick_answered(row.id, version=row.version)
    row = put(clinic, row, R.WAITING)
    assert referrals.counts().unanswered == 1
    referrals.tick_answered(row.id, version=row.version)
    assert referrals.counts().unanswered == 0
    detail = referrals.detail(row.id)
    assert detail.acknowledged_on == detail.answered_on == clinic.clock.today


# --- who may what ------------------------------------------------------------------------------


def test_the_administrator_touches_no_referral_and_each_try_is_logged(
    clinic: Clinic, referrals: Referrals
) -> None:
    row = referrals.register(new(clinic))
    alva = of(clinic, "alva")
    tries = (
        lambda: alva.register(new(clinic)),
        alva.page,
        alva.counts,
        lambda: alva.detail(row.id),
        lambda: alva.move(row.id, R.REVIEWING, version=row.version),
        lambda: alva.undo_move(row.id, R.RECEIVED, version=row.version),
        lambda: alva.book_visit(a_visit(clinic, row), version=row.version),
        lambda: alva.delegate(row.id, "x", version=row.version),
        lambda: alva.set_own_wait(row.id, until=None, reason="", version=row.version),
        lambda: alva.acknowledge(row.id, version=row.version),
        lambda: alva.tick_answered(row.id, version=row.version),
        lambda: alva.attach(row.id, NewAttachment("x", PDF)),
        lambda: alva.attachment("x"),
        alva.referrers,
        alva.clinicians,
    )
    for attempt in tries:
        with pytest.raises(NotPermitted):
            attempt()
    assert clinic.refusals() == len(tries)
    assert referrals.page() == (row,)


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_everybody_else_registers_reviews_and_books(clinic: Clinic, login: str) -> None:
    one = of(clinic, login)
    row = one.register(new(clinic))
    row = one.move(row.id, R.REVIEWING, version=row.version)
    row = one.book_visit(a_visit(clinic, row), version=row.version)
    row = one.acknowledge(row.id, version=row.version)
    assert one.detail(row.id).row == row
    assert clinic.refusals() == 0
