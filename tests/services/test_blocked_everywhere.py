"""Every verb of every service, asked by somebody of another unit about a patient who is blocked."""

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.errors import IkbtError, NotFound
from ikbt_desktop.models import (
    Attachment,
    AuditEntry,
    Document,
    FeedbackNote,
    Measurement,
    Patient,
    User,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewAttachment
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.services import verbs
from tests.services.walk import RED, Walk

# What writes or leaves without being asked about anybody, or is about the file alone.
_LEFT_OUT = frozenset(
    {
        "administration.renew_recovery_key",
        "backups.drill",
        "backups.make",
        "backups.make_by_itself",
        "key_file.put_back",
        "keys.new_device_code",
    }
)
# Asked with the blocked patient, these answer: that a block exists may be told, and no more.
_MAY_ANSWER = frozenset({"doors.at", "doors.opened"})
OTHERS = ("hanna", "rut", "tore")
IDS = (
    *("patient_id", "referral_id", "treatment_id", "screening_id", "case_id", "document_id"),
    *("attachment_id", "measurement_id", "note_id", "block_id", "section_id"),
)


@pytest.fixture
def blocked(running: Walk) -> Walk:
    """Norra with Maria and the patient, who has something of everything; the rest is Södra."""
    clinic = running.clinic
    clinic.clock.move(days=1)
    running.measure(*RED)
    scan = NewAttachment("remiss.pdf", b"%PDF-1.7 inskannad")
    clinic.reception.referrals.attach(running.referral_id, scan)
    for login in ("maria", "hanna", "rut"):
        drafts, half = clinic.services(login).drafts, "Halvskrivet om Provberg"
        drafts.keep("contact_form", running.patient_id, half, patient_id=running.patient_id)
    clinic.administrator.units.add("Södra")
    south = next(row.id for row in clinic.administrator.units.rows() if row.name == "Södra")
    with UnitOfWork(clinic.workplace("alva"), reading=False) as work:
        for user in work.find(User):
            user.unit_id = user.unit_id if user.login == "maria" else south
        work.log(Action.CHANGE, kind="user")
        work.commit()
    clinic.clinician.blocks.place(running.patient_id, NewBlock("patient", "Bara Norra."))
    return running


def secrets(walk: Walk) -> tuple[str, ...]:
    with UnitOfWork(walk.clinic.workplace("alva"), reading=True) as work:
        number = work.get(Patient, walk.patient_id).identity_digits
    known = (walk.patient_id, walk.referral_id, walk.treatment_id, number, number[:8])
    return ("Provberg", *filter(None, known))


def ids(walk: Walk) -> dict[str, str]:
    """An id of everything that the patient has."""
    kinds = {
        "document_id": Document,
        "attachment_id": Attachment,
        "measurement_id": Measurement,
        "note_id": FeedbackNote,
    }
    maria = walk.clinic.clinician
    case = maria.risk_cases.of_patient(walk.patient_id)
    assert case is not None
    with UnitOfWork(walk.clinic.workplace("alva"), reading=True) as work:
        of_records = {
            name: found.id
            for name, kind in kinds.items()
            if (found := work.first(kind, patient_id=walk.patient_id)) is not None
        }
    return {
        "patient_id": walk.patient_id,
        "referral_id": walk.referral_id,
        "treatment_id": walk.treatment_id,
        "screening_id": maria.decisions.of_patient(walk.patient_id)[0].screening_id,
        "case_id": case.id,
        "block_id": maria.blocks.of_patient(walk.patient_id)[0].id,
        **of_records,
    }


def required(verb: str) -> list[str]:
    parameters = inspect.signature(verbs.verbs()[verb]).parameters.values()
    empty = inspect.Parameter.empty
    return [one.name for one in parameters if one.default is empty and one.name != "self"]


def asked_for_nothing() -> Iterator[str]:
    return (verb for verb in verbs.verbs() if not required(verb) and verb not in _LEFT_OUT)


def about_a_patient() -> Iterator[str]:
    return (verb for verb in verbs.verbs() if set(required(verb)) & set(IDS))


def answer(menu: Services, verb: str, known: Mapping[str, Any]) -> object:
    """What the verb gives; None when it refuses, or stumbles over the plain arguments."""
    try:
        return verbs.ask(menu, verb, known, {})
    except (IkbtError, KeyError, ValueError, OSError, AssertionError):
        return None


def traces(walk: Walk, login: str) -> int:
    """How often the person is in the log of the patient."""
    user = walk.clinic.actor(login).user_id
    with UnitOfWork(walk.clinic.workplace("alva"), reading=True) as work:
        lines = work.find(AuditEntry, user_id=user, patient_id=walk.patient_id)
    return sum(line.action != Action.DENIED for line in lines)


@pytest.mark.parametrize("login", ["hanna", "rut"])
def test_no_verb_that_needs_no_id_tells_of_the_patient(blocked: Walk, login: str) -> None:
    menu, hidden = blocked.clinic.services(login), secrets(blocked)
    told = {verb: repr(answer(menu, verb, {})) for verb in asked_for_nothing()}
    assert len(told) > 30
    assert [verb for verb, text in told.items() if any(one in text for one in hidden)] == []


def test_the_same_verbs_tell_of_the_patient_at_her_own_unit(blocked: Walk) -> None:
    menu, hidden = blocked.clinic.clinician, secrets(blocked)
    told = {verb: repr(answer(menu, verb, {})) for verb in asked_for_nothing()}
    found = {verb for verb, text in told.items() if any(one in text for one in hidden)}
    assert found >= {"caseload.page", "worklist.tasks", "documents.outbox", "drafts.all"}
    assert menu.risk_cases.open_count() == 1
    assert blocked.clinic.colleague.risk_cases.open_count() == 0


@pytest.mark.parametrize("login", ["hanna", "rut", "tore"])
def test_no_verb_reaches_the_patient_by_any_id(blocked: Walk, login: str) -> None:
    menu, known, hidden = blocked.clinic.services(login), ids(blocked), secrets(blocked)
    before, found = traces(blocked, login), {}
    for verb in about_a_patient():
        told = answer(menu, verb, known)
        if told is not None and verb not in _MAY_ANSWER:
            found[verb] = repr(told)[:80]
        if verb not in _MAY_ANSWER:
            assert not any(one in repr(told) for one in hidden), verb
    # Answers without a row of the patient's are empty ones.
    assert {verb: told for verb, told in found.items() if told not in {"()", "{}", "[]", "0"}} == {}
    assert traces(blocked, login) == before


def test_the_door_tells_that_there_is_a_block_and_nothing_else(blocked: Walk) -> None:
    door = blocked.clinic.colleague.doors.at(blocked.patient_id)
    assert door is not None
    assert (door.name, door.identity) == ("", "")
    with pytest.raises(NotFound):
        blocked.clinic.colleague.caseload.banner(blocked.patient_id)


def test_the_months_fees_and_their_table_leave_the_patient_out(
    blocked: Walk, tmp_path: Path
) -> None:
    blocked.report(1)
    blocked.sign(1)
    clinic, today = blocked.clinic, blocked.today
    lines = [clinic.services(login).fees.month(today.year, today.month) for login in OTHERS]
    own = clinic.clinician.fees.month(today.year, today.month)
    assert "Provberg" in repr(own)
    assert "Provberg" not in repr(lines)
    table = tmp_path / "avgifter.csv"
    clinic.reception.fees.save_month(today.year, today.month, table)
    assert "Provberg" not in table.read_text("utf-8")
