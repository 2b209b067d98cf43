"""A block holds in search, lists, counts, charts and papers; passing and lifting leave a trace."""

from collections.abc import Callable

import pytest

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.care_relation import Ground, Why, rules
from ikbt_desktop.errors import (
    IkbtError,
    InvalidValue,
    NotFound,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import Patient, Unit, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import invented_number
from tests.services.walk import RED, Walk

WISH = "Hanna är min granne."


def against(walk: Walk, login: str) -> None:
    user = walk.clinic.actor(login).user_id
    walk.clinic.reception.blocks.place(walk.patient_id, NewBlock("patient", WISH, user))


def two_units(walk: Walk) -> None:
    """Norra with Maria, Rut and the patient; Södra with Hanna and Tore."""
    with UnitOfWork(walk.clinic.workplace("alva"), reading=False) as work:
        units = [work.add(Unit(name=name)) for name in ("Norra", "Södra")]
        work.flush()
        for user in work.find(User):
            user.unit_id = units[user.login in {"hanna", "tore"}].id
        work.get(Patient, walk.patient_id).unit_id = units[0].id
        work.log(Action.CREATE, kind="unit")
        work.commit()


def number_of(walk: Walk) -> str:
    with UnitOfWork(walk.clinic.workplace("tore"), reading=True) as work:
        return work.get(Patient, walk.patient_id).identity_digits


def everything(services: Services) -> str:
    """Whatever lists and counts say, as one text."""
    told = [
        services.caseload.page(),
        services.caseload.count(),
        services.caseload.recent(),
        services.referrals.counts(),
        *(services.referrals.page(chosen=chosen) for chosen in ("open", "running", "all")),
        services.worklist.tasks(),
        services.worklist.counts(),
        services.documents.outbox(),
        services.risk_cases.standing(),
        services.risk_cases.open_count(),
    ]
    return "\n".join(map(repr, told))


def attempts(walk: Walk, services: Services) -> list[Callable[[], object]]:
    patient, treatment = walk.patient_id, walk.treatment_id
    return [
        lambda: services.caseload.banner(patient),
        lambda: services.caseload.details(patient),
        lambda: services.caseload.crisis_card(patient),
        lambda: services.treatments.view(treatment),
        lambda: services.measurements.course(treatment),
        lambda: services.measurements.of_patient(patient),
        lambda: services.risk_cases.of_patient(patient),
        lambda: services.feedback_notes.desk(treatment),
        lambda: services.documents.preview_summary(treatment),
        lambda: services.referrals.detail(walk.referral_id),
        lambda: services.blocks.of_patient(patient),
        lambda: services.guardians.of_patient(patient),
        lambda: services.fees.account(patient),
    ]


@pytest.fixture
def risky(running: Walk) -> Walk:
    """A running treatment with an open risk case, so that everybody has a tie."""
    running.clinic.clock.move(days=1)
    running.measure(*RED)
    return running


@pytest.mark.parametrize("how", [two_units, None])
def test_nothing_is_left_of_a_blocked_patient(
    risky: Walk, how: Callable[[Walk], None] | None
) -> None:
    clinic = risky.clinic
    hanna, maria = clinic.colleague, clinic.clinician
    if how is None:
        before = everything(hanna)
        assert "Provberg" in before
        against(risky, "hanna")
    else:
        how(risky)
        assert "Provberg" in everything(hanna)
        clinic.reception.blocks.place(risky.patient_id, NewBlock("patient", WISH))
    after = everything(hanna)
    assert "Provberg" not in after
    assert risky.patient_id not in after
    assert hanna.caseload.count() == 0
    assert hanna.caseload.page(text="provb") == ()
    assert hanna.referrals.counts().running == 0
    assert hanna.risk_cases.open_count() == 0
    for attempt in attempts(risky, hanna):
        with pytest.raises(NotFound):
            attempt()
    assert "Provberg" in everything(maria)
    for attempt in attempts(risky, maria):
        attempt()


def test_a_block_against_one_leaves_all_others(risky: Walk) -> None:
    against(risky, "hanna")
    for services in (risky.clinic.clinician, risky.clinic.coordinator, risky.clinic.reception):
        assert services.caseload.count() == 1


def test_the_typed_number_tells_that_there_is_a_block_and_no_more(risky: Walk) -> None:
    against(risky, "hanna")
    hanna = risky.clinic.colleague
    door = hanna.doors.behind(number_of(risky))
    assert door is not None
    assert (door.name, door.identity, set(door.why)) == ("", "", {Why.BLOCKED})
    assert {reason.ground for reason in door.reasons} == {Ground.CONSENT, Ground.EMERGENCY}
    assert hanna.doors.behind("provberg") is None
    assert hanna.doors.behind(number_of(risky)[:9]) is None
    assert risky.clinic.clinician.doors.behind(number_of(risky)) is None


def test_reception_is_told_of_a_block_and_may_not_pass_it(risky: Walk) -> None:
    against(risky, "rut")
    reception = risky.clinic.reception
    door = reception.doors.behind(number_of(risky))
    assert door is not None
    assert door.reasons == ()
    with pytest.raises(NotPermitted):
        reception.doors.pass_block(risky.patient_id, Ground.EMERGENCY, "Akut.")


def test_a_blocked_person_is_not_registered_a_second_time(risky: Walk) -> None:
    against(risky, "rut")

    number = identity.parse(number_of(risky), today=risky.today)
    with pytest.raises(RuleRefused) as refused:
        risky.clinic.reception.referrals.register(
            NewReferral(
                identity=number,
                family_name="Provberg",
                given_name="Åsa",
                source="self_referral",
                received_on=risky.today,
            )
        )
    assert (refused.value.rule, refused.value.reason) == ("BLOCK", "number")
    other = NewReferral(
        identity=invented_number(risky.today.replace(year=1990)),
        family_name="Alm",
        given_name="Bo",
        source="self_referral",
        received_on=risky.today,
    )
    assert risky.clinic.reception.referrals.register(other).patient_id


def test_an_emergency_passes_the_block_for_some_hours_and_stands_in_the_log(risky: Walk) -> None:
    against(risky, "hanna")
    hanna, clinic = risky.clinic.colleague, risky.clinic
    hanna.doors.pass_block(risky.patient_id, Ground.EMERGENCY, "Medvetslös, kan inte tillfrågas.")
    line = next(line for line in clinic.log() if line.kind == "block" and line.action == "read")
    assert line.reason == "Medvetslös, kan inte tillfrågas."
    assert hanna.caseload.banner(risky.patient_id).family_name == "Provberg"
    opened = hanna.doors.opened(risky.patient_id)
    assert opened is not None
    assert opened.through_block
    clinic.clock.move(hours=rules().visit_hours)
    assert hanna.caseload.count() == 0


@pytest.mark.parametrize(
    ("ground", "words"), [(Ground.EMERGENCY, " "), (Ground.STAND_IN, "Vikarie."), (Ground.CARE, "")]
)
def test_a_block_is_passed_with_a_reason_that_passes_blocks(
    risky: Walk, ground: Ground, words: str
) -> None:
    against(risky, "hanna")
    with pytest.raises(InvalidValue):
        risky.clinic.colleague.doors.pass_block(risky.patient_id, ground, words)
    assert risky.clinic.colleague.caseload.count() == 0


def test_nobody_passes_a_block_that_is_not_meant_for_them(risky: Walk) -> None:
    against(risky, "hanna")
    with pytest.raises(NotFound):
        risky.clinic.clinician.doors.pass_block(risky.patient_id, Ground.CONSENT, "Ja.")


def test_a_lifted_block_hides_nothing_and_stays_to_be_read(risky: Walk) -> None:
    against(risky, "hanna")
    maria = risky.clinic.clinician
    (row,) = maria.blocks.of_patient(risky.patient_id)
    assert (row.against, row.wish, row.lifted_at) == ("Hanna Testmark", WISH, None)
    with pytest.raises(NotPermitted):
        risky.clinic.reception.blocks.lift(row.id, "Vill inte längre.", version=row.version)
    with pytest.raises(InvalidValue):
        maria.blocks.lift(row.id, " ", version=row.version)
    with pytest.raises(StaleRecord):
        maria.blocks.lift(row.id, "Vill inte längre.", version=row.version + 1)
    (lifted,) = maria.blocks.lift(row.id, "Vill inte längre.", version=row.version)
    assert (lifted.lifted_by, lifted.lift_reason) == ("Maria Skenfors", "Vill inte längre.")
    assert risky.clinic.colleague.caseload.count() == 1
    with pytest.raises(RuleRefused):
        maria.blocks.lift(row.id, "Igen.", version=lifted.version)
    kinds = [(line.action, line.reason) for line in risky.clinic.log() if line.kind == "block"]
    assert kinds == [("change", "Vill inte längre."), ("create", WISH)]


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewBlock("guardian", WISH, "x"), RuleRefused("BLOCK", "guardian")),
        (NewBlock("neighbour", WISH, "x"), InvalidValue("asked_by", "unknown")),
        (NewBlock("patient", "", "x"), InvalidValue("wish", "empty")),
        (NewBlock("patient", WISH, "x"), InvalidValue("user_id", "unknown")),
        (NewBlock("patient", WISH), RuleRefused("BLOCK", "one_unit")),
    ],
)
def test_a_block_that_cannot_be_is_refused(running: Walk, new: NewBlock, error: IkbtError) -> None:
    with pytest.raises(type(error)) as refused:
        running.clinic.reception.blocks.place(running.patient_id, new)
    assert refused.value == error


def test_the_same_block_stands_once_and_somebody_always_sees_the_patient(running: Walk) -> None:
    against(running, "hanna")
    with pytest.raises(RuleRefused) as twice:
        against(running, "hanna")
    assert twice.value.reason == "standing"
    against(running, "maria")
    with pytest.raises(RuleRefused) as alone:
        against(running, "tore")
    assert alone.value.reason == "nobody_left"


def test_whom_a_block_may_be_meant_for(running: Walk) -> None:
    reception = running.clinic.reception
    names = [name for _, name in reception.blocks.persons()]
    assert names == ["Hanna Testmark", "Maria Skenfors", "Rut Låtsasdal", "Tore Fantasén"]
    assert reception.blocks.other_units(running.patient_id) == ()
    two_units(running)
    assert reception.blocks.other_units(running.patient_id) == ("Södra",)


def test_the_head_reads_the_log_of_a_patient_who_is_blocked_for_them(running: Walk) -> None:
    """The log is looked through for the whole clinic: that is a purpose of its own."""
    against(running, "tore")
    assert any(row.patient for row in running.clinic.coordinator.administration.log_page())
