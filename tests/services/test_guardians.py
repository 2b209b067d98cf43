import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ikbt_desktop.clinic.guardians import Agreement, Stance
from ikbt_desktop.errors import (
    InvalidValue,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import Phrase, Referral
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.guardians import Family, GuardianChanges, NewConsent
from ikbt_desktop.services.treatments import NewSupport, TreatmentView
from tests.clinics import Clinic
from tests.exports import reading
from tests.services.walk import Walk, furnish, register

MOTHER = GuardianChanges("Provberg", "Mona", "mother", phone="070-174 06 35")
FATHER = GuardianChanges("Påhittsson", "Per", "father")


@pytest.fixture
def young(clinic: Clinic) -> Walk:
    """Åsa, who is fifteen."""
    return register(clinic, born=date(2011, 5, 4))


def add(walk: Walk, *people: GuardianChanges) -> Family:
    for one in people:
        family = walk.clinic.reception.guardians.add(walk.patient_id, one)
    return family


def say(walk: Walk, stance: str, guardian_id: str | None = None, **changes: Any) -> Family:
    said = NewConsent(stance, "oral", walk.today, guardian_id)
    return walk.clinic.reception.guardians.record_consent(walk.patient_id, replace(said, **changes))


def test_guardians_are_persons_of_their_own_with_relation_and_contact(young: Walk) -> None:
    family = add(young, MOTHER, FATHER)
    assert [(one.name, one.relation) for one in family.guardians] == [
        ("Mona Provberg", "mother"),
        ("Per Påhittsson", "father"),
    ]
    assert family.guardians[0].phone == "070-174 06 35"
    assert (family.age, family.is_minor) == (15, True)
    assert family.agreement is Agreement.INCOMPLETE


def test_what_each_said_is_kept_with_day_form_and_who_wrote_it(young: Walk) -> None:
    mother = add(young, MOTHER).guardians[0]
    family = say(young, "agrees", mother.id, form="written", note="Blankett i pärmen.")
    (line,) = family.guardians[0].said
    assert (line.stance, line.form, line.on) == ("agrees", "written", young.today)
    assert (line.note, line.recorded_by) == ("Blankett i pärmen.", "Rut Låtsasdal")
    assert family.agreement is Agreement.AGREED


def test_a_change_of_mind_is_a_new_line_and_the_old_one_stays(young: Walk) -> None:
    mother = add(young, MOTHER).guardians[0]
    say(young, "agrees", mother.id)
    young.clinic.clock.move(days=3)
    family = say(young, "declines", mother.id)
    assert [line.stance for line in family.guardians[0].said] == ["declines", "agrees"]
    assert family.guardians[0].stance is Stance.DECLINES


def test_two_guardians_can_disagree_and_it_is_said(young: Walk) -> None:
    mother, father = add(young, MOTHER, FATHER).guardians
    say(young, "agrees", mother.id)
    assert say(young, "declines", father.id).agreement is Agreement.DISAGREE


def test_the_young_patient_has_a_word_of_their_own(young: Walk) -> None:
    family = say(young, "agrees")
    assert [line.stance for line in family.own_word] == ["agrees"]
    assert family.agreement is Agreement.NOBODY


def test_a_former_guardian_stays_with_the_reason_and_has_no_say(young: Walk) -> None:
    mother, father = add(young, MOTHER, FATHER).guardians
    say(young, "agrees", mother.id)
    say(young, "declines", father.id)
    desk = young.clinic.reception.guardians
    family = desk.end(father.id, reason="Vårdnaden ändrad.", version=father.version)
    assert [one.name for one in family.former] == ["Per Påhittsson"]
    assert family.former[0].ended_reason == "Vårdnaden ändrad."
    assert family.agreement is Agreement.AGREED
    with pytest.raises(RuleRefused) as caught:
        say(young, "agrees", father.id)
    assert (caught.value.rule, caught.value.reason) == ("MINOR", "guardian_ended")


def test_an_adult_has_no_guardians(registered: Walk) -> None:
    with pytest.raises(RuleRefused) as caught:
        add(registered, MOTHER)
    assert (caught.value.rule, caught.value.reason) == ("MINOR", "adult")


def test_who_turns_eighteen_speaks_alone_from_then_on(young: Walk) -> None:
    mother = add(young, MOTHER).guardians[0]
    young.clinic.clock.moment = young.clinic.clock.moment.replace(year=2029)
    assert not young.clinic.reception.guardians.of_patient(young.patient_id).is_minor
    with pytest.raises(RuleRefused):
        say(young, "agrees", mother.id)


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"on": date(2026, 10, 6)}, "on", "future"),
        ({"on": date(2011, 5, 3)}, "on", "before_birth"),
        ({"stance": "perhaps"}, "stance", "unknown_word"),
        ({"form": "dream"}, "form", "unknown_word"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(
    young: Walk, changes: dict[str, Any], field: str, reason: str
) -> None:
    mother = add(young, MOTHER).guardians[0]
    with pytest.raises(InvalidValue) as caught:
        say(young, str(changes.pop("stance", "agrees")), mother.id, **changes)
    assert (caught.value.field, caught.value.reason) == (field, reason)
    assert young.clinic.reception.guardians.of_patient(young.patient_id).guardians[0].said == ()


def test_a_guardian_of_somebody_else_says_nothing_here(young: Walk) -> None:
    other = register(young.clinic, born=date(2012, 5, 4))
    stranger = add(other, FATHER).guardians[0]
    with pytest.raises(InvalidValue):
        say(young, "agrees", stranger.id)


def test_two_editors_of_a_guardian_are_told(young: Walk) -> None:
    mother = add(young, MOTHER).guardians[0]
    desk = young.clinic.reception.guardians
    desk.change(mother.id, replace(MOTHER, city="Visby"), version=mother.version)
    with pytest.raises(StaleRecord):
        desk.change(mother.id, replace(MOTHER, city="Slite"), version=mother.version)
    assert desk.of_patient(young.patient_id).guardians[0].city == "Visby"


def test_an_administrator_reads_no_guardians_and_the_try_is_logged(young: Walk) -> None:
    verbs: tuple[Callable[[], object], ...] = (
        lambda: young.clinic.administrator.guardians.of_patient(young.patient_id),
        lambda: young.clinic.administrator.guardians.add(young.patient_id, MOTHER),
        lambda: young.clinic.administrator.guardians.record_consent(
            young.patient_id, NewConsent("agrees", "oral", young.today)
        ),
    )
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()
    assert young.clinic.refusals() == 3


def test_reading_and_writing_stand_in_the_log(young: Walk) -> None:
    mother = add(young, MOTHER).guardians[0]
    say(young, "agrees", mother.id, on=young.today - timedelta(days=1))
    young.clinic.reception.guardians.of_patient(young.patient_id)
    lines = [(line.action, line.kind) for line in young.clinic.log()[:3]]
    assert lines == [("read", "guardian"), ("create", "consent"), ("create", "guardian")]


# --- the program for guardians ---------------------------------------------------------------

SECRETS = ("HEMLIGRAD", "HEMLIGANTECKNING", "HEMLIGREFLEXION", "HEMLIGPLAN", "HEMLIGBEDÖMNING")


@pytest.fixture
def treated(young: Walk) -> Walk:
    """Åsa in Ångesthjälpen ung, with secrets in everything that is hers."""
    furnish(young.clinic)
    young.screen(
        programme="angesthjalpen-ung",
        diagnosis="F40.1",
        motivation="unsure",
        judged={"rcads-25": "Fylls i vid start.", "INC-7": "HEMLIGBEDÖMNING"},
    )
    young.assign(program="angesthjalpen-ung", reason="HEMLIGRAD")
    young.report(1, reflection="HEMLIGREFLEXION", homework_note="HEMLIGANTECKNING")
    add(young, MOTHER)
    return young


def support(walk: Walk, **changes: Any) -> TreatmentView:
    guardian = walk.clinic.clinician.guardians.of_patient(walk.patient_id).guardians[0]
    new = NewSupport(
        treatment_id=walk.treatment_id,
        guardian_id=guardian.id,
        clinician_id=walk.clinic.actor("maria").user_id,
        starts_on=walk.today,
        agreed_on=walk.today,
        sections=4,
    )
    return walk.clinic.clinician.treatments.assign_support(replace(new, **changes))


def referral_state(walk: Walk) -> str:
    with walk.records() as work:
        return work.get(Referral, walk.referral_id).state


def test_the_guardians_program_is_an_assignment_of_its_own(treated: Walk) -> None:
    given = support(treated)
    assert (given.program.code, given.guardian, given.section_count) == (
        "angesthjalpen-ung-foraldrastod",
        "Mona Provberg",
        4,
    )
    family = treated.clinic.clinician.guardians.of_patient(treated.patient_id)
    assert family.guardians[0].support == "active"
    # The banner, the list and the young patient's own treatment are as before.
    banner = treated.clinic.clinician.caseload.banner(treated.patient_id)
    assert (banner.program, banner.treatment_id) == ("Ångesthjälpen ung", treated.treatment_id)
    assert treated.view().guardian == ""


def test_it_is_never_given_as_the_young_patients_own(young: Walk) -> None:
    young.screen(programme="angesthjalpen-ung", diagnosis="F40.1", judged={"rcads-25": "Sedan."})
    board = young.clinic.clinician.treatments.board(young.referral_id)
    assert "angesthjalpen-ung-foraldrastod" not in {one.code for one in board.programs}
    with pytest.raises(RuleRefused) as caught:
        young.assign(program="angesthjalpen-ung-foraldrastod", reason="Ändå.", sections=4)
    assert (caught.value.rule, caught.value.reason) == ("MINOR", "for_guardian")


def test_the_end_of_the_guardians_program_ends_nothing_of_the_young_patients(
    treated: Walk,
) -> None:
    given = support(treated)
    close(treated, given)
    assert referral_state(treated) == "running"
    assert treated.view().state == "running"
    family = treated.clinic.clinician.guardians.of_patient(treated.patient_id)
    assert family.guardians[0].support == "ended"


def test_voiding_it_leaves_the_referral_alone(treated: Walk) -> None:
    given = support(treated)
    treated.clinic.clinician.treatments.void(given.id, reason="Fel person.", version=given.version)
    assert referral_state(treated) == "running"
    family = treated.clinic.clinician.guardians.of_patient(treated.patient_id)
    assert family.guardians[0].support == ""


@pytest.mark.parametrize(
    ("changes", "rule", "reason"),
    [
        ({"agreed_on": None}, "DEC-2", "no_agreement"),
        ({"starts_on": date(2026, 10, 4)}, "DEC-1", "start_before_decision"),
    ],
)
def test_the_guardian_agrees_and_starts_after_the_decision(
    treated: Walk, changes: dict[str, Any], rule: str, reason: str
) -> None:
    with pytest.raises(RuleRefused) as caught:
        support(treated, **changes)
    assert (caught.value.rule, caught.value.reason) == (rule, reason)


def test_a_guardian_works_in_it_once_at_a_time(treated: Walk) -> None:
    support(treated)
    with pytest.raises(RuleRefused) as caught:
        support(treated)
    assert caught.value.reason == "already_supported"


def test_a_program_without_companion_has_no_support(clinic: Clinic) -> None:
    walk = register(clinic, born=date(2009, 1, 4))
    walk.screen()
    walk.assign(reason="Sjutton och motiverad.")
    add(walk, MOTHER)
    with pytest.raises(RuleRefused) as caught:
        support(walk)
    assert caught.value.reason == "no_support_program"


def test_offered_and_declined_are_kept_until_it_is_assigned(treated: Walk) -> None:
    desk = treated.clinic.clinician.guardians
    guardian = desk.of_patient(treated.patient_id).guardians[0]
    family = desk.offer_support(guardian.id, "declined", version=guardian.version)
    assert family.guardians[0].support == "declined"
    with pytest.raises(NotPermitted):
        treated.clinic.reception.guardians.offer_support(
            guardian.id, "offered", version=family.guardians[0].version
        )
    with pytest.raises(InvalidValue):
        desk.offer_support(guardian.id, "active", version=family.guardians[0].version)


def test_no_answer_of_the_young_patient_is_entered_in_it(treated: Walk) -> None:
    given = support(treated)
    treated.treatment_id = given.id
    treated.clinic.clock.move(days=1)
    with pytest.raises(RuleRefused) as caught:
        treated.measure(*[1] * 9)
    assert caught.value.reason == "guardians_program"


def close(walk: Walk, given: TreatmentView) -> None:
    treatments = walk.clinic.clinician.treatments
    closing = Closing(
        reason="as_planned",
        ended_on=walk.today,
        background="Stöd i att pröva hemma.",
        result="Föräldern känner sig säkrare.",
        plan=("Uppföljning per telefon.",),
        follow_up_on=(walk.today + timedelta(days=30),),
    )
    treatments.close(given.id, closing, version=treatments.view(given.id).version)


def test_the_young_patients_answers_stay_out_of_the_guardians_prints(treated: Walk) -> None:
    given = support(treated)
    clinician = treated.clinic.clinician
    treated.clinic.clock.move(days=7)
    treated.measure(*(6, 5, 6, 5, 6, 5, 3, 3, 3))  # 42: a flag, with its case
    treated.assess_risk("low")
    clinician.feedback_notes.sign(given.id, 1, "Hej Mona!", channel="message", minutes=5)
    close(treated, given)
    for content in (
        clinician.documents.preview_summary(given.id),
        clinician.documents.content(clinician.documents.sign_summary(given.id).id),
    ):
        # The document's own number is random, and may hold any digits.
        text = re.sub(r"dokument [0-9A-F]{4}-[0-9A-F]{4}", "", reading.whole(content))
        assert "vårdnadshavaren Mona Provberg" in text
        assert "Föräldern känner sig säkrare." in text
        for secret in (
            *SECRETS,
            "MADRS",
            "42",
            "iKBT för depression?",
            "F40.1",
            "Flagga",
            "Telefon imorgon",
            "Tydlig målgrupp",
            "070-174 06 35",
        ):
            assert secret not in text, secret
    own = reading.whole(clinician.documents.preview_summary(treated.treatment_id))
    assert "HEMLIGBEDÖMNING" in own  # the marker is where it belongs


def test_feedback_to_a_guardian_is_addressed_to_the_guardian_without_the_answers(
    treated: Walk,
) -> None:
    given = support(treated)
    treated.clinic.clock.move(days=1)
    treated.measure(*(2, 2, 2, 2, 2, 2, 1, 1, 1), instrument="madrs-s")
    with treated.change() as work:
        phrase = work.add(Phrase(name="hej", text="Hej {förnamn}! {MADRS-S förändring}"))
        work.log(Action.CHANGE, kind="phrase")
        work.commit()
    notes = treated.clinic.clinician.feedback_notes
    assert notes.fill_phrase(phrase.id, given.id) == "Hej Mona! {MADRS-S förändring}"
    desk = notes.desk(given.id)
    assert (desk.given_name, desk.measures) == ("Mona", ())
    told = [str(one) for one in notes.advice(given.id, "Hej Åsa! Fint.")]
    assert any("Åsa" in one for one in told)
