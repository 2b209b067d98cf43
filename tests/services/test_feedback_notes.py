"""The weekly feedback: kept as it is written, signed once, corrected only beside itself."""

import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    AlreadySigned,
    DiskFull,
    Incomplete,
    InvalidValue,
    NotPermitted,
    RuleRefused,
)
from ikbt_desktop.models import CareContact, Draft, FeedbackNote, Patient, Section, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Base
from ikbt_desktop.services.feedback_notes import Desk, FeedbackNotes
from ikbt_desktop.storage.database import Database
from tests.doors import let_in
from tests.services.walk import MADRS, Walk, register


def notes(walk: Walk) -> FeedbackNotes:
    return walk.clinic.clinician.feedback_notes


def desk(walk: Walk) -> Desk:
    return notes(walk).desk(walk.treatment_id)


def nothing_happened(walk: Walk) -> None:
    """Neither text nor contact, no section opened, the day unmoved and the draft still there."""
    with walk.records() as work:
        assert not work.count(FeedbackNote)
        assert not work.count(CareContact)
        rows = work.find(Section, order_by=("number",))
        assert [row.number for row in rows if row.opened_on] == [1]
        assert all(row.done_on is None for row in rows)
        treatment = work.get(Treatment, walk.treatment_id)
        assert treatment.next_feedback_on == treatment.starts_on + timedelta(days=7)
    assert desk(walk).draft_text == "Hej Åsa"


# --- drafts ----------------------------------------------------------------------------------

KILLED = """
import sys
from pathlib import Path
from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.feedback_notes import FeedbackNotes
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace
from tests.clinics import Clock

root, recovery, user, treatment = sys.argv[1:]
folder = DataFolder(Path(root))
database = Database.open(folder, vault.unlock_with_recovery(folder, recovery))
actor = Actor(user, "Maria Skenfors", Role.CLINICIAN, "leg. psykolog")
notes = FeedbackNotes(Workplace(database, actor, Clock(), "ws-1"), catalogue.load())
number = 0
while True:
    number += 1
    words = " ".join(str(one) for one in range(1, number + 1))
    notes.keep_draft(treatment, 1, words, cursor=len(words))
    print(number, flush=True)
"""


def test_a_draft_is_found_again_after_a_kill(running: Walk) -> None:
    clinic = running.clinic
    clinic.close()
    arguments = [
        str(clinic.folder.root),
        clinic.template.founded.recovery_key,
        clinic.actor("maria").user_id,
        running.treatment_id,
    ]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(5)][-1]
        child.kill()
        rest = child.stdout.read().split()
    told = int(rest[-1]) if rest else told
    clinic.database = Database.open(clinic.folder, clinic.template.keys)
    kept = desk(running)
    written = [int(word) for word in kept.draft_text.split()]
    # What was told as kept is there; one more may have been kept before it could be told.
    assert written in (list(range(1, told + 1)), list(range(1, told + 2)))
    assert kept.draft_cursor == len(kept.draft_text)


def test_a_draft_is_its_writers_own(running: Walk) -> None:
    notes(running).keep_draft(running.treatment_id, 1, "Hej Åsa", cursor=3)
    let_in(running.clinic.workplace("hanna"), running.patient_id)
    colleague = running.clinic.colleague.feedback_notes.desk(running.treatment_id)
    assert colleague.draft_text == ""
    own = desk(running)
    assert (own.draft_text, own.draft_cursor) == ("Hej Åsa", 3)
    assert own.draft_saved_at == running.clinic.clock()


def test_a_draft_is_not_legible_in_the_file(running: Walk) -> None:
    notes(running).keep_draft(running.treatment_id, 1, "Hemlighetsord", cursor=0)
    for file in running.clinic.folder.root.iterdir():
        if file.is_file():
            assert b"Hemlighetsord" not in file.read_bytes()


def test_a_pasted_book_is_refused_and_what_was_there_stays(running: Walk) -> None:
    notes(running).keep_draft(running.treatment_id, 1, "Hej Åsa", cursor=0)
    with pytest.raises(InvalidValue):
        notes(running).keep_draft(running.treatment_id, 1, "x" * 1_000_000, cursor=0)
    with pytest.raises(InvalidValue):
        running.sign(1, "x" * 1_000_000)
    nothing_happened(running)


@pytest.mark.parametrize("number", [0, 8, -1])
def test_there_is_no_draft_for_a_section_that_is_not_there(running: Walk, number: int) -> None:
    with pytest.raises(InvalidValue):
        notes(running).keep_draft(running.treatment_id, number, "Hej", cursor=0)


# --- the desk --------------------------------------------------------------------------------


def test_the_desk_shows_what_is_new_since_last_time(running: Walk) -> None:
    clock = running.clinic.clock
    clock.move(days=7)
    running.measure(*MADRS, week=1)
    running.report(1)
    running.sign(1, "Hej Åsa! Bra att du kom igång.")
    clock.move(days=7)
    running.measure(2, 3, 3, 1, 2, 3, 2, 2, 1, week=2)
    running.report(2, homework="partly", agreed=(("Promenad måndag", True),))
    seen = desk(running)
    assert (seen.section, seen.section_title) == (2, "Avsnitt 2")
    assert seen.next_section == 3
    assert seen.since == date(2026, 10, 12)
    (new,) = seen.measures
    assert (new.now.total, new.last and new.last.total) == (19, 22)
    assert len(new.most_changed) == 3
    assert {change for _, change in new.most_changed} == {-1}
    assert seen.missing_measures == ()
    assert seen.report is not None
    assert seen.report.homework == "partly"
    assert seen.agreed_before == (("Promenad måndag", False),)
    assert seen.previous is not None
    assert seen.previous.text == "Hej Åsa! Bra att du kom igång."
    assert seen.next_due_on == running.today + timedelta(days=7)
    assert seen.editable


def test_correcting_last_weeks_text_hides_nothing_that_came_since(running: Walk) -> None:
    clock = running.clinic.clock
    clock.move(days=7)
    signed = running.sign(1, "Hej Åsa! Bra att du kom igång.")
    clock.move(days=5)
    running.measure(*MADRS, week=2)
    clock.move(days=1)
    notes(running).amend(signed.note.id, "Hej Åsa! Bra gjort.", reason="stavfel")
    seen = desk(running)
    assert seen.since == date(2026, 10, 12)
    assert [new.now.total for new in seen.measures] == [22]
    assert seen.missing_measures == ()
    assert seen.previous is not None
    assert seen.previous.text == "Hej Åsa! Bra gjort."


def test_a_form_that_was_entered_after_the_last_feedback_is_new_whatever_its_day(
    running: Walk,
) -> None:
    running.clinic.clock.move(days=7)
    running.sign(1)
    running.clinic.clock.move(days=1)
    running.measure(*MADRS, week=1, on=running.today - timedelta(days=2))
    assert [new.now.total for new in desk(running).measures] == [22]


def test_a_measure_that_did_not_come_is_named(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    seen = desk(running)
    assert seen.measures == ()
    assert seen.missing_measures == ("madrs-s",)


def test_the_coordinator_may_look_and_not_write(running: Walk) -> None:
    coordinator = running.clinic.coordinator.feedback_notes
    assert not coordinator.desk(running.treatment_id).editable
    with pytest.raises(NotPermitted):
        coordinator.keep_draft(running.treatment_id, 1, "Hej", cursor=0)


def test_reception_sees_no_feedback_and_the_try_is_logged(running: Walk) -> None:
    reception, before = running.clinic.reception.feedback_notes, running.clinic.refusals()
    for verb in (reception.desk, reception.history):
        with pytest.raises(NotPermitted):
            verb(running.treatment_id)
    assert running.clinic.refusals() == before + 2


# --- signing ---------------------------------------------------------------------------------


def test_signing_does_five_things_at_once(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    notes(running).keep_draft(running.treatment_id, 1, "Hej Åsa", cursor=7)
    signed = running.sign(1, "  Hej Åsa! Bra gjort.\n", minutes=11)
    today = running.today
    assert (signed.opened_section, signed.next_due_on, signed.fee) == (
        2,
        today + timedelta(days=7),
        250,
    )
    with running.records() as work:
        note = work.get(FeedbackNote, signed.note.id)
        assert (note.text, note.signed_by_name) == ("Hej Åsa! Bra gjort.", "Maria Skenfors")
        assert note.signed_at is not None
        assert local_day(note.signed_at) == today
        first, second, third = work.find(Section, order_by=("number",))[:3]
        assert (first.done_on, second.opened_on, third.opened_on) == (today, today, None)
        assert work.get(Treatment, running.treatment_id).next_feedback_on == signed.next_due_on
        (contact,) = work.find(CareContact)
        assert (contact.id, contact.channel, contact.minutes) == (
            signed.contact_id,
            "message",
            11,
        )
        assert contact.kva_codes == ["DU011", "ZV051"]
        assert contact.sent_at is None
        assert not work.count(Draft)
    assert running.clinic.log()[0].action == Action.SIGN


class Fault(Exception):
    """What no service expects."""


@pytest.mark.parametrize(
    ("record", "moment"),
    [
        (FeedbackNote, "before_insert"),
        (Section, "before_update"),
        (Treatment, "before_update"),
        (CareContact, "before_insert"),
        (Draft, "before_delete"),
    ],
)
def test_a_fault_in_one_of_the_five_undoes_the_others(
    running: Walk, record: type[Base], moment: str
) -> None:
    running.clinic.clock.move(days=1)
    notes(running).keep_draft(running.treatment_id, 1, "Hej Åsa", cursor=7)

    def fail(*_: object) -> None:
        raise Fault

    event.listen(record, moment, fail)
    try:
        with pytest.raises(Fault):
            running.sign(1)
    finally:
        event.remove(record, moment, fail)
    nothing_happened(running)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes to set")
def test_a_full_disk_signs_nothing_and_keeps_the_draft(running: Walk) -> None:
    import resource

    notes(running).keep_draft(running.treatment_id, 1, "Hej Åsa", cursor=7)
    wal = running.clinic.folder.database.with_name(running.clinic.folder.database.name + "-wal")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + 8192, limit[1]))
    try:
        with pytest.raises(DiskFull):
            running.sign(1, "Hej Åsa! " + "Ord " * 4_900)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    nothing_happened(running)
    assert running.sign(1).opened_section == 2


def test_a_section_is_answered_once(running: Walk) -> None:
    running.sign(1)
    with pytest.raises(AlreadySigned):
        running.sign(1, "En gång till")
    with running.records() as work:
        assert work.count(FeedbackNote) == work.count(CareContact) == 1


@pytest.mark.parametrize("number", [2, 7])
def test_a_locked_section_is_not_answered(running: Walk, number: int) -> None:
    with pytest.raises(RuleRefused) as caught:
        running.sign(number)
    assert (caught.value.rule, caught.value.reason) == ("FB-1", "section_locked")


def test_an_empty_text_is_not_signed(running: Walk) -> None:
    for channel in ("message", "phone"):
        with pytest.raises(Incomplete):
            running.sign(1, " \n\t", channel=channel)


@pytest.mark.parametrize("minutes", [-1, 601])
def test_minutes_that_cannot_be_are_refused(running: Walk, minutes: int) -> None:
    with pytest.raises(InvalidValue):
        running.sign(1, minutes=minutes)


def test_signs_that_cannot_be_kept_are_refused(running: Walk) -> None:
    with pytest.raises(InvalidValue):
        running.sign(1, "Hej\x00 Åsa")


def test_a_paused_or_ended_treatment_is_not_answered(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=7),
        reason="Semester",
        version=running.view().version,
    )
    with pytest.raises(RuleRefused) as caught:
        running.sign(1)
    assert caught.value.reason == "treatment_paused"
    assert not desk(running).editable
    treatments.resume(paused.id, version=paused.version)
    running.close()
    with pytest.raises(RuleRefused) as ended:
        running.sign(1)
    assert ended.value.reason == "treatment_ended"


def test_a_phone_call_is_documented_and_needs_no_pasting(running: Walk) -> None:
    signed = running.sign(1, "Talat om sömnen. Nästa avsnitt öppnat.", channel="phone", minutes=25)
    with running.records() as work:
        assert work.get(CareContact, signed.contact_id).sent_at == running.clinic.clock()


def test_the_tick_sent_is_kept_once(running: Walk) -> None:
    contact = running.sign(1).contact_id
    first = running.clinic.clock()
    notes(running).tick_sent(contact)
    running.clinic.clock.move(hours=2)
    notes(running).tick_sent(contact)
    with running.records() as work:
        assert work.get(CareContact, contact).sent_at == first


def test_the_last_section_opens_none_and_sets_no_day(running: Walk) -> None:
    for number in range(1, 8):
        running.clinic.clock.move(days=7)
        signed = running.sign(number)
    assert (signed.opened_section, signed.next_due_on) == (None, None)
    assert running.view().late_days is None


# --- corrections -----------------------------------------------------------------------------


def test_a_correction_stands_beside_the_old_text_and_costs_nothing(running: Walk) -> None:
    old = running.sign(1, "Hej Åsa! Du sov 6 timmar.").note
    running.clinic.clock.move(hours=1)
    let_in(running.clinic.workplace("hanna"), running.patient_id)
    new = running.clinic.colleague.feedback_notes.amend(
        old.id, "Hej Åsa! Du sov 7 timmar.", reason="Fel antal timmar"
    )
    latest, first = notes(running).history(running.treatment_id)
    assert latest == new
    assert (latest.version_number, latest.replaces_id, latest.author) == (
        2,
        old.id,
        "Hanna Testmark",
    )
    assert latest.correction_reason == "Fel antal timmar"
    assert (first.text, first.replaced) == ("Hej Åsa! Du sov 6 timmar.", True)
    assert not latest.replaced
    with running.records() as work:
        assert work.count(CareContact) == 1
    assert running.clinic.log()[1].action == Action.CORRECT


def test_a_correction_needs_text_and_reason_and_only_the_newest_is_corrected(running: Walk) -> None:
    old = running.sign(1).note
    with pytest.raises(Incomplete) as caught:
        notes(running).amend(old.id, " ", reason="")
    assert caught.value.missing == ("text", "reason")
    notes(running).amend(old.id, "Bättre", reason="Stavfel")
    with pytest.raises(AlreadySigned):
        notes(running).amend(old.id, "Annat", reason="Stavfel")


@pytest.mark.parametrize(
    ("column", "value"),
    [("text", "Ändrad"), ("minutes", 1), ("signed_by_name", "Någon"), ("signed_at", None)],
)
def test_the_database_itself_locks_a_signed_text(running: Walk, column: str, value: Any) -> None:
    note = running.sign(1).note

    def attempt() -> None:
        with running.change() as work:
            setattr(work.get(FeedbackNote, note.id), column, value)
            work.log(Action.CHANGE, kind="feedback_note", record_id=note.id)
            work.commit()

    with pytest.raises(AlreadySigned):
        attempt()
    assert notes(running).history(running.treatment_id) == (note,)


# --- phrases and advice ----------------------------------------------------------------------


def test_phrases_are_found_by_their_beginning_ones_own_first(running: Walk) -> None:
    mine = notes(running).save_phrase(name="Bo", text="Min egen.", own=True)
    assert [phrase.name for phrase in notes(running).phrases("bo")] == ["bo", "bokad", "boosta"]
    assert [p.own for p in notes(running).phrases("BO")] == [True, False, False]
    colleague = running.clinic.colleague.feedback_notes
    assert mine.name not in [phrase.name for phrase in colleague.phrases()]
    with pytest.raises(InvalidValue):
        colleague.discard_phrase(mine.id)
    notes(running).discard_phrase(mine.id)
    assert [phrase.name for phrase in notes(running).phrases()] == ["bokad", "boosta"]


def test_a_phrase_changes_its_name_and_takes_no_others_place(running: Walk) -> None:
    mine = notes(running).save_phrase(name="a", text="Ett.", own=True)
    other = notes(running).save_phrase(name="b", text="Två.", own=True)
    with pytest.raises(InvalidValue) as refused:
        notes(running).save_phrase(name="B", text="Nytt.", own=True)
    assert (refused.value.field, refused.value.reason) == ("name", "phrase_taken")
    with pytest.raises(InvalidValue):
        notes(running).save_phrase(name="b", text="Ett.", own=True, phrase_id=mine.id)
    renamed = notes(running).save_phrase(name="c", text="Ett!", own=True, phrase_id=mine.id)
    assert (renamed.id, renamed.name, renamed.text) == (mine.id, "c", "Ett!")
    assert [p.name for p in notes(running).phrases() if p.own] == ["b", "c"]
    colleague = running.clinic.colleague.feedback_notes
    with pytest.raises(InvalidValue) as refused:
        colleague.save_phrase(name="d", text="Mitt.", own=True, phrase_id=other.id)
    assert refused.value.reason == "not_own"
    with pytest.raises(InvalidValue):
        notes(running).save_phrase(name="tom", text=" ", own=True)


@pytest.mark.parametrize("name", ["", "två ord", "a;b", "%", "x" * 41])
def test_a_phrase_has_a_name_that_the_semicolon_finds(running: Walk, name: str) -> None:
    with pytest.raises(InvalidValue):
        notes(running).save_phrase(name=name, text="Text", own=True)


def test_a_phrase_is_filled_and_what_is_unknown_stays_in_braces(running: Walk) -> None:
    booked, boost = notes(running).phrases()
    fill = notes(running).fill_phrase
    assert fill(booked.id, running.treatment_id) == "Vi hörs igen måndag 12 oktober, Åsa."
    assert fill(boost.id, running.treatment_id) == "Bra jobbat! {mål}"


def test_the_change_since_last_time_fills_a_phrase(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.measure(2, 3, 3, 1, 2, 3, 2, 2, 1, week=1)
    phrase = notes(running).save_phrase(name="mål", text="{MADRS-S förändring}", own=True)
    assert notes(running).fill_phrase(phrase.id, running.treatment_id) == "−3 p"


def test_the_advice_warns_of_another_patients_name_and_stops_nothing(running: Walk) -> None:
    other = register(running.clinic, born=date(1988, 7, 30))
    with running.change() as work:
        work.get(Patient, other.patient_id).given_name = "Karin Maria"
        work.log(Action.CHANGE, kind="patient", patient_id=other.patient_id)
        work.commit()
    other.screen()
    other.assign()
    found = {
        advice.check: advice
        for advice in notes(running).advice(running.treatment_id, "Hej Karin! {mål}")
    }
    assert not found["first_name"].ok
    assert (found["other_name"].ok, found["other_name"].facts) == (False, ("Karin",))
    assert (found["empty_variable"].ok, found["empty_variable"].facts) == (False, ("{mål}",))
    assert not found["next_date"].ok
    good = "Hej Åsa! Bra att du gick ut. Nästa avsnitt är öppet, vi hörs 12 oktober."
    assert all(advice.ok for advice in notes(running).advice(running.treatment_id, good))
    assert running.sign(1, "Hej Karin!").opened_section == 2
