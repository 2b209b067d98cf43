"""The training clinic: everybody invented, every state there, made by real acts in their order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from ikbt_desktop.clinic import identity, phone
from ikbt_desktop.clinic.lifecycles import ReferralState, TreatmentState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.demo import clinic as training
from ikbt_desktop.demo.knowledge import OWN_FORM
from ikbt_desktop.errors import ClinicInUse, UnsuitableFolder
from ikbt_desktop.models import (
    AuditEntry,
    CareContact,
    ClinicProfile,
    Document,
    Draft,
    FeedbackNote,
    Measurement,
    Patient,
    Phrase,
    Referral,
    RiskCase,
    Screening,
    Treatment,
    User,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.storage.unit_of_work import UnitOfWork, open_reading
from tests import clinics
from tests.doors import let_in

NOW = datetime(2026, 10, 8, 12, 32, tzinfo=UTC)
TODAY = date(2026, 10, 8)


def now() -> datetime:
    return NOW


def entry(folder: DataFolder) -> Entry:
    return Entry(
        folder, demo=True, clock=now, catalogue=clinics.shipped(), workstation="övningsdator"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    made = DataFolder(tmp_path_factory.mktemp("training") / "demo")
    training.make(made, clock=now, catalogue=clinics.shipped())
    return made


@contextmanager
def signed_in(folder: DataFolder, login: str) -> Iterator[Services]:
    services = entry(folder).sign_in_demo(login)
    try:
        yield services
    finally:
        services.close()


@pytest.fixture(scope="module")
def maria(folder: DataFolder) -> Iterator[Services]:
    with signed_in(folder, "maria") as services:
        yield services


@contextmanager
def records(services: Services) -> Iterator[UnitOfWork]:
    with open_reading(services.workplace, Permission.SEE_WORKLIST) as work:
        yield work


# --- who is there ----------------------------------------------------------------------------


def test_twenty_five_invented_people_with_valid_numbers_of_the_test_series(
    maria: Services,
) -> None:
    with records(maria) as work:
        people = work.find(Patient)
    assert len(people) == 25
    assert len({person.identity_digits for person in people}) == 25
    for person in people:
        read = identity.parse(person.identity_digits, today=TODAY)
        assert read.kind.value == person.identity_kind
        assert person.identity_digits[8:11] in {"238", "239"}
    assert sum(person.identity_kind == "samordningsnummer" for person in people) == 1
    assert len({person.name for person in people}) == 25


def test_phones_and_addresses_belong_to_nobody(maria: Services) -> None:
    with records(maria) as work:
        people, profile = work.find(Patient), work.find(ClinicProfile)[0]
    mobiles = {phone.stored(f"070-17406{n:02d}", field="phone") for n in range(5, 100)}
    fixed = {phone.stored(f"08-465004{n:02d}", field="phone") for n in range(100)}
    numbers = [person.phone for person in people if person.phone]
    assert set(numbers) <= mobiles
    assert len(set(numbers)) == len(numbers) == 24
    assert {phone.stored(n, field="phone") for n in (profile.phone, profile.crisis_phone)} <= fixed
    assert {person.address for person in people} == {"", "Exempelgatan 0"}
    assert profile.is_demo


def test_the_protected_person_has_no_address_anywhere(maria: Services) -> None:
    with records(maria) as work:
        (hidden,) = work.find(Patient, protected_identity=True)
    assert (hidden.phone, hidden.email, hidden.address, hidden.city) == ("", "", "", "")


def test_the_minor_is_fifteen_and_has_the_program_of_the_young(maria: Services) -> None:
    with records(maria) as work:
        (minor,) = [p for p in work.find(Patient) if p.birth_date and p.birth_date.year > 2008]
        own, beside = sorted(
            work.find(Treatment, patient_id=minor.id), key=lambda row: row.guardian_id or ""
        )
    assert own.program_code == "angesthjalpen-ung"
    let_in(maria.workplace, minor.id)
    family = maria.guardians.of_patient(minor.id)
    assert [(one.name, one.stance) for one in family.guardians] == [
        ("Mona Sagolund", "agrees"),
        ("Jens Sagolund", "undecided"),
    ]
    assert (beside.guardian_id, beside.beside_id) == (family.guardians[0].id, own.id)
    assert maria.caseload.banner(minor.id).age == 15


def test_six_people_work_there_and_four_can_be_chosen(folder: DataFolder, maria: Services) -> None:
    with records(maria) as work:
        assert work.count(User) == 6
        assert work.count(Phrase, owner_id=None) >= 5
    assert [one.login for one in entry(folder).demo_persons()] == ["rut", "maria", "tore", "alva"]
    cards = {card.name: card for card in maria.treatments.clinicians("depressionshjalpen", "")}
    assert cards["Maria Skenfors"].refusal is None
    assert cards["Ivar Provlind"].refusal == "no_basic_training"


# --- what has happened -----------------------------------------------------------------------


def test_every_state_is_there(maria: Services) -> None:
    with records(maria) as work:
        referrals = {row.state for row in work.find(Referral)}
        treatments = {row.state for row in work.find(Treatment)}
        waits = [row for row in work.find(Referral) if row.own_wait_until]
        screenings = {row.state for row in work.find(Screening)}
        states = {row.is_current for row in work.find(Measurement)}
    assert referrals == set(ReferralState)
    assert treatments == {TreatmentState.RUNNING, TreatmentState.PAUSED, TreatmentState.ENDED}
    assert screenings == {"open", "signed"}
    assert len(waits) == 1
    assert states == {True}


def test_the_log_is_one_whole_chain_in_the_order_of_time(maria: Services) -> None:
    with open_reading(maria.workplace, Permission.READ_CLINICAL) as work:
        assert work.verify_log().whole
        rows = work.find(AuditEntry, order_by=("seq",))
    times = [row.utc for row in rows]
    assert times == sorted(times)
    assert times[-1] <= NOW
    assert (local_day(times[-1]) - local_day(times[0])).days >= 8 * 7
    assert {row.user_name for row in rows} >= {"Rut Låtsasdal", "Maria Skenfors", "Tore Fantasén"}


def test_the_worklist_holds_every_kind(folder: DataFolder, maria: Services) -> None:
    tasks = maria.worklist.tasks()
    assert {task.kind for task in tasks} == {
        "risk",
        "risk_soft",
        "week_check",
        "feedback",
        "screening",
        "referral_answer",
        "referral_step",
        "assign",
        "file_document",
        "measure",
        "send_text",
        "summary",
        "end_pause",
        "follow_up",
        "inactivity",
    }
    assert (tasks[0].kind, tasks[0].name) == ("risk", "Testlund, Nils")
    late = {task.name: task for task in tasks if task.kind == "feedback"}
    assert late["Exempelsson, Karin"].late_days == 2
    assert dict(late["Exempelsson, Karin"].facts)["week"] == "5"
    assert "draft_at" in dict(late["Provberg, Åsa"].facts)
    assert 20 <= len(tasks) <= 60


def test_the_open_flag_was_raised_by_a_form_of_today(maria: Services) -> None:
    with records(maria) as work:
        (case,) = work.find(RiskCase, urgency="red")
    seen = maria.risk_cases.view(case.id)
    assert seen.state == "open"
    assert local_day(seen.opened_at) == TODAY
    assert {flag.rule for flag in seen.flags} == {"item", "rise"}
    assert [attempt.kind for attempt in seen.attempts] == ["no_answer"]


def test_a_soft_flag_of_today_is_to_be_followed_up(maria: Services) -> None:
    with records(maria) as work:
        (case,) = work.find(RiskCase, urgency="soft")
    seen = maria.risk_cases.view(case.id)
    assert [(flag.instrument, flag.value) for flag in seen.flags] == [("phq-9", 1)]


def test_the_clinic_has_a_form_of_its_own_and_a_rule_on_trial(maria: Services) -> None:
    assert OWN_FORM in maria.catalogue.instruments
    with records(maria) as work:
        (draft,) = work.find(Draft, kind="rule_form")
    assert '"hours_at_least": "2"' in draft.text


def test_karins_course_is_that_of_the_picture(maria: Services) -> None:
    (row,) = maria.caseload.page(text="Exempelsson", offset=0, limit=10)
    (view,) = maria.treatments.of_patient(row.id)
    course = maria.measurements.course(view.id)
    points = {one.code: one for one in course.facts.measures}
    assert [p.value for p in points["madrs-s"].points] == [26, 25, 22, 19, 15]
    assert points["madrs-s"].missing == (3.0,)
    assert [p.value for p in points["phq-9"].points] == [16, 13, 8]
    assert [p.week for p in points["phq-9"].points] == [0, 2, 4]
    assert [s.state for s in view.sections] == ["done"] * 4 + ["late", "locked", "locked"]
    assert [s.measure_missing for s in view.sections[:4]] == [False, False, True, False]
    assert [event.words for event in course.facts.events] == ["", "Sertralin 50 mg"]


def test_one_summary_is_filed_and_one_is_not(maria: Services) -> None:
    with records(maria) as work:
        papers = work.find(Document, kind="treatment_summary")
        names = {work.get(Patient, paper.patient_id).family_name: paper for paper in papers}
    states = {
        name: next(
            row.state for row in maria.documents.of_patient(paper.patient_id) if row.id == paper.id
        )
        for name, paper in names.items()
    }
    assert states == {"Fantasén": "filed", "Diktorp": "made"}


def test_every_document_opens_and_names_its_patient(maria: Services) -> None:
    with records(maria) as work:
        papers = [
            (paper.id, paper.patient_id, work.get(Patient, paper.patient_id).family_name)
            for paper in work.find(Document)
        ]
    assert len(papers) > 30
    for paper, patient_id, family_name in papers:
        let_in(maria.workplace, patient_id)
        with pypdfium2.PdfDocument(maria.documents.content(paper)) as pdf:
            assert family_name in pdf[0].get_textpage().get_text_bounded()


def test_feedback_is_signed_charged_and_free_of_other_names(maria: Services) -> None:
    with records(maria) as work:
        notes = work.find(FeedbackNote)
        given = {p.id: p.given_name for p in work.find(Patient)}
        fees = [row.fee for row in work.find(CareContact)]
    assert len(notes) > 30
    for note in notes:
        assert given[note.patient_id] in note.text
        assert "{" not in note.text
        assert note.signed_at is not None
    assert {250, 200, 0} <= set(fees)


# --- the folder ------------------------------------------------------------------------------


def test_nothing_of_the_making_is_left(folder: DataFolder) -> None:
    assert training.is_made(folder)
    assert sorted(file.name for file in folder.root.iterdir() if file.is_dir()) == []


def test_an_open_clinic_is_not_thrown_away(folder: DataFolder, maria: Services) -> None:
    with pytest.raises(ClinicInUse):
        training.reset(folder, clock=now, catalogue=clinics.shipped())
    assert maria.caseload.count() == 25


def test_a_real_clinic_is_never_touched(tmp_path: Path) -> None:
    template = clinics.make_template(tmp_path)
    before = template.folder.database.read_bytes()
    for verb in (training.make, training.reset):
        with pytest.raises((UnsuitableFolder, FileExistsError)):
            verb(template.folder, clock=now, catalogue=clinics.shipped())
    assert template.folder.database.read_bytes() == before


def test_what_an_interrupted_making_left_is_cleared_and_a_reset_makes_it_anew(
    tmp_path: Path,
) -> None:
    folder = DataFolder(tmp_path / "demo")
    (folder.root / "making").mkdir(parents=True)
    (folder.root / "making" / "clinic.db").write_bytes(b"half")
    folder.demo_mark.write_text("")
    folder.keys.write_text("half")
    assert not training.is_made(folder)
    training.ensure(folder, now, clinics.shipped(), afresh=False)
    first = folder.database.read_bytes()[:16]
    training.ensure(folder, now, clinics.shipped(), afresh=False)
    assert folder.database.read_bytes()[:16] == first
    training.ensure(folder, now, clinics.shipped(), afresh=True)
    assert folder.database.read_bytes()[:16] != first  # another clinic with another salt
    with signed_in(folder, "rut") as rut:
        assert rut.notices.log_whole
        assert rut.notices.keys_as_kept
        assert rut.notices.clock == ""
        assert rut.demo
