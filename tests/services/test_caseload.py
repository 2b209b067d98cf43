"""The patients: found at a key, in Swedish order, opened with a trace, corrected in turn."""

import dataclasses
from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.identity import Identity
from ikbt_desktop.clinic.lifecycles import RiskCaseState, TreatmentState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import InvalidValue, NotFound, NotPermitted, StaleRecord
from ikbt_desktop.models import Referral, RiskCase, Screening, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.caseload import Caseload, PatientChanges, PatientDetails
from ikbt_desktop.services.referrals import NewReferral, Referrals
from ikbt_desktop.storage import list_patients
from ikbt_desktop.storage.unit_of_work import open_work
from tests.clinics import NEW_CLINIC, Clinic, invented_number
from tests.doors import let_in

FRONT = ("rut", "maria", "tore")
BORN = date(1984, 6, 15)


@pytest.fixture
def caseload(clinic: Clinic) -> Caseload:
    return of(clinic, "maria")


def of(clinic: Clinic, login: str) -> Caseload:
    return Caseload(clinic.workplace(login), clinic.catalogue)


def enter(clinic: Clinic, name: str, number: Identity, **more: Any) -> str:
    """Register a patient by "Efternamn, Förnamn"; gives the id."""
    family, given_name = name.split(", ")
    new = NewReferral(
        identity=number,
        family_name=family,
        given_name=given_name,
        source="self_referral",
        received_on=clinic.clock.today,
        **more,
    )
    return Referrals(clinic.workplace("rut"), clinic.catalogue).register(new).patient_id


def enter_all(clinic: Clinic, *names: str) -> dict[str, str]:
    """Register several, each born a day after the one before."""
    return {
        name: enter(clinic, name, invented_number(BORN + timedelta(days=place)))
        for place, name in enumerate(names)
    }


def names(caseload: Caseload, text: str = "", **more: Any) -> list[str]:
    return [row.name for row in caseload.page(text=text, **more)]


# --- the list ----------------------------------------------------------------------------------


def test_patients_stand_in_swedish_order(clinic: Clinic, caseload: Caseload) -> None:
    order = ["Ek, Bo", "Zetterlund, Ada", "Åberg, Åsa", "Ängman, Li", "Öberg, Per"]
    enter_all(clinic, *reversed(order))
    assert names(caseload) == order
    assert caseload.count() == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e", ["Exempelsson, Karin"]),
        ("KAR", ["Exempelsson, Karin"]),
        ("karin exem", ["Exempelsson, Karin"]),
        ("exem karin", ["Exempelsson, Karin"]),
        ("k e", ["Exempelsson, Karin"]),
        ("berg", ["Berg-Ström, Anna-Lisa"]),
        ("ström lisa", ["Berg-Ström, Anna-Lisa"]),
        ("anna-lisa", ["Berg-Ström, Anna-Lisa"]),
        ("åb", ["Åberg, Åsa"]),
        ("å", ["Åberg, Åsa"]),
        ("asa", ["Åberg, Åsa"]),
        ("ström", ["Berg-Ström, Anna-Lisa"]),
        ("19840615", ["Exempelsson, Karin"]),
        ("840615-", ["Exempelsson, Karin"]),
        ("19840615-238", ["Exempelsson, Karin"]),
        ("840616", ["Berg-Ström, Anna-Lisa"]),
        ("8406 berg", ["Berg-Ström, Anna-Lisa"]),
        ("xempel", []),
        ("%", []),
        ('"', []),
        ("_", []),
        ("kar%", ["Exempelsson, Karin"]),
        ("' OR 1=1 --", []),
        ("\x00", []),
        ("k" * 1_000_000, []),
        ("", ["Berg-Ström, Anna-Lisa", "Exempelsson, Karin", "Åberg, Åsa"]),
        ("   ", ["Berg-Ström, Anna-Lisa", "Exempelsson, Karin", "Åberg, Åsa"]),
    ],
)
def test_a_patient_is_found_by_the_beginning_of_any_word_or_number(
    clinic: Clinic, caseload: Caseload, text: str, found: list[str]
) -> None:
    enter_all(clinic, "Exempelsson, Karin", "Berg-Ström, Anna-Lisa", "Åberg, Åsa")
    assert names(caseload, text) == found
    assert caseload.count(text=text) == len(found)


def test_the_four_last_digits_find_a_patient(clinic: Clinic, caseload: Caseload) -> None:
    enter_all(clinic, "Exempelsson, Karin", "Berg, Anna")
    last_four = invented_number(BORN).digits[8:]
    assert "Exempelsson, Karin" in names(caseload, last_four)


def test_rings_and_dots_are_dropped_only_when_nobody_else_is_found(
    clinic: Clinic, caseload: Caseload
) -> None:
    enter_all(clinic, "Alm, Åsa", "Boman, Asa")
    assert names(caseload, "asa") == ["Boman, Asa"]
    assert names(caseload, "åsa") == ["Alm, Åsa"]


def test_each_page_goes_on_where_the_last_one_ended(clinic: Clinic, caseload: Caseload) -> None:
    everybody = sorted(enter_all(clinic, *(f"Efternamn{n:02}, Anna" for n in range(12))))
    for text in ("", "a", "anna", "efternamn anna"):
        pages = [names(caseload, text, offset=offset, limit=5) for offset in (0, 5, 10, 15)]
        assert list(chain.from_iterable(pages)) == everybody
        # Another window may ask for any page first.
        assert names(of(clinic, "tore"), text, offset=5, limit=5) == pages[1]


def test_a_page_after_a_page_is_right_though_somebody_was_registered_meanwhile(
    clinic: Clinic, caseload: Caseload
) -> None:
    enter_all(clinic, "Berg, Anna", "Dal, Anna", "Falk, Anna")
    assert names(caseload, limit=2) == ["Berg, Anna", "Dal, Anna"]
    enter(clinic, "Alm, Anna", invented_number(date(1990, 1, 1)))
    assert names(caseload, offset=2, limit=2) == ["Falk, Anna"]


def test_a_row_tells_who_and_where_they_stand(clinic: Clinic, caseload: Caseload) -> None:
    enter(clinic, "Exempelsson, Karin", invented_number(BORN))
    (row,) = caseload.page()
    assert row.identity == invented_number(BORN).formatted
    assert (row.age, row.state, row.protected) == (42, "received", False)
    assert (row.program, row.week, row.contact_today) == (None, None, False)


def test_markup_in_a_name_stays_text(clinic: Clinic, caseload: Caseload) -> None:
    enter(clinic, "<img src=/etc/passwd>, <b>Bo</b>", invented_number(BORN))
    assert names(caseload, "img") == ["<img src=/etc/passwd>, <b>Bo</b>"]


def test_reception_is_not_told_who_needs_contact_today(clinic: Clinic) -> None:
    patient_id = enter(clinic, "Exempelsson, Karin", invented_number(BORN))
    with open_work(clinic.workplace("maria"), Permission.HANDLE_RISK) as work:
        now = work.now()
        case = work.add(
            RiskCase(
                patient_id=patient_id, state=RiskCaseState.OPEN, opened_at=now, deadline_at=now
            )
        )
        work.log(Action.CREATE, kind="risk_case", record_id=case.id, patient_id=patient_id)
        work.commit()
    for login, told in (("rut", False), ("maria", True), ("tore", True)):
        one = of(clinic, login)
        assert one.page()[0].contact_today is told
        banner = one.banner(patient_id)
        assert banner.contact_today is told
        assert (banner.risk_case_id == case.id) is told


words = st.text(st.sampled_from("aåäbnö -'<%é"), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(family=words, given_name=words, length=st.integers(1, 8))
def test_every_beginning_of_every_word_leads_to_the_patient(
    family: str, given_name: str, length: int
) -> None:
    whole = list_patients.words_of(
        family_name=family, given_name=given_name, identity_digits="198406152380"
    )
    rows = list_patients.rows_of(whole)
    for word in whole:
        beginning = word[:length]
        if len(beginning) <= list_patients.SHORT:
            assert beginning in rows
        else:
            assert any(row.startswith(beginning) for row in rows)


# --- duplicates --------------------------------------------------------------------------------


def test_the_same_number_is_the_nearest_duplicate(clinic: Clinic) -> None:
    number = invented_number(BORN)
    patient_id = enter(clinic, "Exempelsson, Karin", number)
    (found,) = of(clinic, "rut").duplicates(
        identity=number, family_name="Exempelsson", given_name="Karin"
    )
    assert (found.patient_id, found.reason) == (patient_id, "same_number")
    assert found.registered_on == clinic.clock.today
    assert found.open_referral_since == clinic.clock.today


def test_a_slip_of_the_hand_is_a_duplicate(clinic: Clinic) -> None:
    number = invented_number(BORN)
    near = next(
        identity.parse(digits, today=clinic.clock.today)
        for digits in sorted(identity.neighbours(number.digits, today=clinic.clock.today))
    )
    enter(clinic, "Exempelsson, Karin", number)
    (found,) = of(clinic, "rut").duplicates(identity=near)
    assert found.reason == "one_digit"


def test_the_same_name_and_birth_date_is_a_duplicate_whatever_the_case(clinic: Clinic) -> None:
    enter(clinic, "Åkesson, Karin", invented_number(BORN))
    enter(clinic, "Åkesson, Karin", invented_number(date(1990, 1, 1)))
    other = invented_number(BORN, serial=239)
    found = of(clinic, "rut").duplicates(
        identity=other, family_name=" ÅKESSON ", given_name="karin"
    )
    assert [one.reason for one in found] == ["same_name"]
    assert found[0].identity.startswith("19840615")
    assert of(clinic, "rut").duplicates(identity=other, family_name="Åkesson") == ()


def test_without_a_number_everybody_of_the_name_is_shown(clinic: Clinic) -> None:
    for year in range(1980, 1988):
        enter(clinic, "Ek, Bo", invented_number(date(year, 1, 1)))
    found = of(clinic, "rut").duplicates(identity=None, family_name="Ek", given_name="Bo")
    assert len(found) == 5


def test_a_reserve_number_is_the_same_however_it_is_parted(clinic: Clinic) -> None:
    today = clinic.clock.today
    enter(clinic, "Okänd, Man", identity.parse_reserve("GB-8406-A12", today=today))
    (found,) = of(clinic, "rut").duplicates(
        identity=identity.parse_reserve("gb8406a12", today=today)
    )
    assert (found.reason, found.identity) == ("same_number", "GB-8406-A12")


# --- opening -----------------------------------------------------------------------------------


def test_opening_is_logged_once_a_window(clinic: Clinic, caseload: Caseload) -> None:
    first, second = enter_all(clinic, "Ek, Bo", "Alm, Li").values()

    def openings() -> int:
        return sum(line.action == Action.READ for line in clinic.log())

    caseload.banner(first)
    caseload.banner(first)
    assert openings() == 1
    caseload.banner(second)
    caseload.banner(first)
    assert openings() == 3
    clinic.clock.move(minutes=20)
    caseload.banner(first)
    assert openings() == 4
    caseload.page(text="ek")
    assert openings() == 4


def test_a_protected_person_is_logged_as_such(clinic: Clinic, caseload: Caseload) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN), protected=True)
    let_in(clinic.workplace("maria"), patient_id)
    caseload.banner(patient_id)
    caseload.details(patient_id)
    caseload.crisis_card(patient_id)
    assert [line.kind for line in clinic.log()[:3]] == ["protected"] * 3


def test_the_banner_tells_the_referral_and_the_days_left(
    clinic: Clinic, caseload: Caseload
) -> None:
    patient_id = enter(clinic, "Exempelsson, Karin", invented_number(BORN))
    clinic.clock.move(days=2)
    banner = caseload.banner(patient_id)
    assert (banner.name, banner.age, banner.legal_sex) == ("Exempelsson, Karin", 42, "female")
    assert (banner.referral_state, banner.guarantee_days_left) == ("received", 1)
    assert (banner.program, banner.treatment_id, banner.feedback_due_on) == (None, None, None)


def test_the_last_ten_opened_come_first_and_are_ones_own(
    clinic: Clinic, caseload: Caseload
) -> None:
    ids = list(enter_all(clinic, *(f"Efternamn{n:02}, Anna" for n in range(12))).values())
    for patient_id in ids:
        caseload.banner(patient_id)
    caseload.banner(ids[3])
    expected = [ids[3], *(one for one in reversed(ids) if one != ids[3])][:10]
    assert [row.id for row in caseload.recent()] == expected
    assert of(clinic, "tore").recent() == ()


def test_a_patient_who_is_not_there_is_told(caseload: Caseload) -> None:
    with pytest.raises(NotFound):
        caseload.banner("0" * 32)


def test_the_crisis_card_has_the_numbers_to_call(clinic: Clinic) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN), phone="070-174 06 05")
    card = of(clinic, "rut").crisis_card(patient_id)
    assert (card.name, card.phone) == ("Ek, Bo", "070-174 06 05")
    assert card.crisis_phone == NEW_CLINIC.crisis_phone


# --- correcting --------------------------------------------------------------------------------


def edited(details: PatientDetails, **changed: Any) -> PatientChanges:
    kept = {
        field.name: getattr(details, field.name) for field in dataclasses.fields(PatientChanges)
    }
    return PatientChanges(**(kept | changed))


def test_a_new_name_is_found_and_the_old_one_no_more(clinic: Clinic, caseload: Caseload) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    details = caseload.details(patient_id)
    caseload.change(patient_id, edited(details, family_name="Åkerlund"), version=details.version)
    assert names(caseload, "åker") == ["Åkerlund, Bo"]
    assert names(caseload, "ek") == []
    assert names(caseload, "bo") == ["Åkerlund, Bo"]
    assert names(caseload, "198406") == ["Åkerlund, Bo"]


def test_contact_ways_are_kept_in_one_form(clinic: Clinic, caseload: Caseload) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    details = caseload.details(patient_id)
    changed = caseload.change(
        patient_id,
        edited(
            details,
            phone="+46 70 174 06 05",
            postcode="62157",
            city=" Visby ",
            kin_name="Li Ek",
            kin_phone="0846500407",
        ),
        version=details.version,
    )
    assert (changed.phone, changed.kin_phone) == ("070-174 06 05", "08-465 004 07")
    assert (changed.postcode, changed.city) == ("621 57", "Visby")
    assert caseload.details(patient_id) == changed


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("family_name", "", "empty"),
        ("given_name", "x" * 1_000_000, "too_long"),
        ("given_name", "Bo\x00", "control_sign"),
        ("family_name", "Ek\u202e", "control_sign"),
        ("phone", "٠٧٠١٧٤٠٦٠٥", "no_phone"),
        ("kin_phone", "mamma", "no_phone"),
        ("email", "bo@", "no_email"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(
    clinic: Clinic, caseload: Caseload, field: str, value: str, reason: str
) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    details = caseload.details(patient_id)
    changes = edited(details, city="Visby", **{field: value})
    with pytest.raises(InvalidValue) as refused:
        caseload.change(patient_id, changes, version=details.version)
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert caseload.details(patient_id) == details


def test_invisible_signs_of_a_paste_are_taken_away(clinic: Clinic, caseload: Caseload) -> None:
    patient_id = enter(clinic, "E\u200bk\u00ad, Bo\ufeff", invented_number(BORN))
    assert caseload.banner(patient_id).name == "Ek, Bo"


def test_the_second_of_two_editors_is_told_who_was_first(clinic: Clinic) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    rut, maria = of(clinic, "rut"), of(clinic, "maria")
    seen_by_both = rut.details(patient_id)
    rut.change(patient_id, edited(seen_by_both, city="Visby"), version=seen_by_both.version)
    with pytest.raises(StaleRecord) as stale:
        maria.change(patient_id, edited(seen_by_both, city="Slite"), version=seen_by_both.version)
    assert stale.value.changed_by == "Rut Låtsasdal"
    assert stale.value.changed_at == clinic.clock.moment
    assert maria.details(patient_id).city == "Visby"


# --- who may what ------------------------------------------------------------------------------


def test_the_administrator_sees_no_patient_and_each_try_is_logged(clinic: Clinic) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    details = of(clinic, "rut").details(patient_id)
    alva = of(clinic, "alva")
    tries = (
        alva.page,
        alva.count,
        alva.recent,
        lambda: alva.duplicates(identity=None, family_name="Ek", given_name="Bo"),
        lambda: alva.banner(patient_id),
        lambda: alva.details(patient_id),
        lambda: alva.change(patient_id, edited(details), version=details.version),
        lambda: alva.crisis_card(patient_id),
    )
    for attempt in tries:
        with pytest.raises(NotPermitted):
            attempt()
    assert clinic.refusals() == len(tries)


@pytest.mark.parametrize("login", FRONT)
def test_everybody_else_finds_opens_and_corrects(clinic: Clinic, login: str) -> None:
    patient_id = enter(clinic, "Ek, Bo", invented_number(BORN))
    one = of(clinic, login)
    assert names(one, "ek") == ["Ek, Bo"]
    assert one.banner(patient_id).id == patient_id
    details = one.details(patient_id)
    changed = one.change(patient_id, edited(details, city="Visby"), version=details.version)
    assert changed.city == "Visby"
    assert one.crisis_card(patient_id).name == "Ek, Bo"
    assert [row.id for row in one.recent()] == [patient_id]
    assert clinic.refusals() == 0


# --- with a treatment --------------------------------------------------------------------------


def begin(clinic: Clinic, patient_id: str, state: TreatmentState, **more: Any) -> None:
    """Let a treatment that began 15 days ago hang on the patient's referral."""
    day, maria = clinic.clock.today, clinic.actor("maria").user_id
    with open_work(clinic.workplace("maria"), Permission.ASSIGN_PROGRAM) as work:
        referral = work.find(Referral, patient_id=patient_id)[0]
        screening = work.add(
            Screening(
                referral_id=referral.id,
                patient_id=patient_id,
                clinician_id=maria,
                state="signed",
                step="decision",
                changed_at=work.now(),
            )
        )
        work.flush()
        values = {
            "program_code": "depressionshjalpen",
            "section_count": 7,
            "starts_on": day - timedelta(days=15),
            "next_feedback_on": day - timedelta(days=2),
        }
        work.add(
            Treatment(
                patient_id=patient_id,
                referral_id=referral.id,
                screening_id=screening.id,
                program_version="1",
                clinician_id=maria,
                state=state,
                agreed_on=day,
                planned_end_on=day,
                assigned_by_id=maria,
                assigned_at=work.now(),
                **(values | more),
            )
        )
        work.log(Action.CREATE, kind="treatment", patient_id=patient_id)
        work.commit()


def test_a_row_and_the_banner_tell_program_week_and_late_feedback(
    clinic: Clinic, caseload: Caseload
) -> None:
    patient_id = enter(clinic, "Exempelsson, Karin", invented_number(BORN))
    begin(clinic, patient_id, TreatmentState.ENDED, program_code="oroshjalpen")
    clinic.clock.move(minutes=1)
    begin(clinic, patient_id, TreatmentState.VOIDED, program_code="sovhjalpen")
    begin(clinic, patient_id, TreatmentState.RUNNING)
    (row,) = caseload.page()
    assert (row.program, row.week, row.weeks) == ("Depressionshjälpen", 3, 7)
    assert (row.state, row.clinician) == ("running", "Maria Skenfors")
    banner = caseload.banner(patient_id)
    assert (banner.program, banner.week, banner.weeks) == ("Depressionshjälpen", 3, 7)
    assert (banner.treatment_state, banner.feedback_late_days) == ("running", 2)


@dataclasses.dataclass(frozen=True)
class Course:
    """A treatment and what its row should say."""

    state: TreatmentState
    week: int | None
    row_state: str
    late: int | None = None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)


@pytest.mark.parametrize(
    "course",
    [
        Course(TreatmentState.PAUSED, 3, "paused"),
        Course(TreatmentState.ENDED, None, "received"),
        Course(TreatmentState.VOIDED, None, "received"),
        Course(TreatmentState.RUNNING, 2, "running", late=2, more={"section_count": 2}),
        Course(TreatmentState.PLANNED, None, "planned", more={"starts_on": date(2026, 10, 12)}),
    ],
)
def test_the_week_follows_the_treatment_and_a_pause_is_never_late(
    clinic: Clinic, caseload: Caseload, course: Course
) -> None:
    patient_id = enter(clinic, "Exempelsson, Karin", invented_number(BORN))
    begin(clinic, patient_id, course.state, **course.more)
    (row,) = caseload.page()
    assert (row.week, row.state) == (course.week, course.row_state)
    assert caseload.banner(patient_id).feedback_late_days == course.late
