"""A record is destroyed by decision and by two persons, and no restore brings it back."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.clinic.log_checks import Month
from ikbt_desktop.errors import (
    BackupUnusable,
    DiskFull,
    InvalidIdentity,
    InvalidValue,
    NotFound,
    NotPermitted,
    RuleRefused,
    WrongCredentials,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.administration import LogFilter
from ikbt_desktop.services.backups import Why
from ikbt_desktop.services.destruction import (
    Blocker,
    Destroyed,
    Destruction,
    DestructionOrder,
    Kind,
    Prepared,
    destroy,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.rescue import Credentials
from ikbt_desktop.storage import backup, erasure, thinning, vault
from ikbt_desktop.storage.thinning import Copy
from tests.clinics import MONDAY, PASSWORD, Clock, entry, invented_number
from tests.exports import reading
from tests.services.walk import MADRS, RED, Stages, Walk
from tests.storage import belongings
from tools import read_backup

TORES = f"{PASSWORD} och en halv"
DECISION, DECIDED = "3.4.2-12345/2026", date(2026, 9, 30)
ASA = invented_number(date(1993, 2, 12))
KILLS = int(os.environ.get("IKBT_KILLS", "50"))


@dataclass
class Scene:
    """A clinic with Åsa, whose treatment has ended, and Björn; nobody is signed in."""

    folder: DataFolder
    clock: Clock
    patient_id: str
    recovery_key: str

    def come_in(self, login: str = "alva", password: str = PASSWORD) -> Services:
        return entry(self.folder, self.clock).sign_in(login, password)

    def order(self, **changes: Any) -> DestructionOrder:
        order = DestructionOrder(self.patient_id, ASA.digits, DECISION, DECIDED, "tore", TORES)
        return replace(order, **changes)

    def destroy(self) -> Destroyed:
        alva = self.come_in()
        return destroy(alva, Destruction(alva.workplace).prepare(self.order()))


def ended(walk: Walk) -> None:
    """A week, a closing, and drafts that somebody left."""
    walk.clinic.clock.move(days=7)
    walk.measure(*MADRS, week=1)
    walk.report(1)
    walk.sign(1)
    walk.close()
    walk.clinic.clinician.drafts.keep("decision_reason", "x", "utkast", patient_id=walk.patient_id)
    walk.clinic.reception.drafts.keep("referral_form", "new", f'{{"number": "{ASA.digits}"}}')


@pytest.fixture
def scene(stages: Stages, tmp_path: Path) -> Scene:
    walk = stages.open("running", tmp_path)
    ended(walk)
    walk.clinic.reception.referrals.register(
        NewReferral(
            identity=invented_number(date(1985, 7, 1)),
            family_name="Exempelsson",
            given_name="Björn",
            source="self_referral",
            received_on=walk.today,
        )
    )
    walk.clinic.own_password("tore")
    walk.clinic.close()
    return Scene(
        walk.clinic.folder,
        walk.clinic.clock,
        walk.patient_id,
        stages.running.founded.recovery_key,
    )


def told(path: Path) -> str:
    return reading.whole(path.read_bytes())


# --- before --------------------------------------------------------------------------------------


def test_what_would_go_is_shown_in_numbers_before_anything_is_asked(scene: Scene) -> None:
    alva = scene.come_in()
    seen = Destruction(alva.workplace).preview(ASA.digits)
    counts = dict(seen.counts)
    assert seen.patient_id == scene.patient_id
    assert seen.name == "Provberg, Åsa"
    assert counts[Kind.REFERRALS] == counts[Kind.TREATMENTS] == counts[Kind.ASSESSMENTS] == 1
    assert counts[Kind.DRAFTS] >= 2
    assert counts[Kind.NOTES] == 1
    assert sum(counts.values()) == seen.rows
    assert seen.blockers == ()
    assert seen.log_rows > 10
    assert [person.login for person in seen.confirmers] == ["tore"]
    newest = alva.administration.log_page()[0]
    assert (newest.action, newest.kind) == (Action.READ, "record")
    alva.close()


@pytest.mark.parametrize("login", ["rut", "maria"])
def test_reception_and_clinicians_neither_look_nor_destroy(
    running: Walk, login: str, tmp_path: Path
) -> None:
    theirs = Destruction(running.clinic.workplace(login))
    before = running.clinic.refusals()
    order = DestructionOrder(running.patient_id, ASA.digits, DECISION, DECIDED, "tore", TORES)
    someone = running.clinic.actor("tore")
    prepared = Prepared(running.patient_id, DECISION, DECIDED, someone)
    for verb in (
        lambda: theirs.preview(ASA.digits),
        lambda: theirs.prepare(order),
        lambda: theirs.carry_out(prepared),
        theirs.lines,
        lambda: theirs.remaining("x"),
        lambda: theirs.remove_older("x"),
        lambda: theirs.save_paper("x", tmp_path / "x.pdf"),
    ):
        with pytest.raises(NotPermitted):
            verb()
    assert running.clinic.refusals() == before + 7


def test_a_number_that_is_none_or_nobodys_finds_nobody(scene: Scene) -> None:
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    with pytest.raises(InvalidIdentity):
        verbs.preview("19930212")
    with pytest.raises(NotFound):
        verbs.preview(invented_number(date(1950, 1, 1)).digits)
    alva.close()


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"number": invented_number(date(1985, 7, 1)).digits}, "typed_number", "other_number"),
        ({"number": ""}, "typed_number", "other_number"),
        ({"decision_number": ""}, "decision_number", "empty"),
        ({"decision_number": "enligt telefon"}, "decision_number", "no_decision"),
        ({"decision_number": "12"}, "decision_number", "no_decision"),
        ({"decision_number": ASA.digits}, "decision_number", "no_decision"),
        ({"decision_number": "930212-2389 Åsa"}, "decision_number", "no_decision"),
        ({"decided_on": MONDAY.date() + timedelta(days=30)}, "decided_on", "future"),
    ],
)
def test_without_the_whole_decision_and_the_number_typed_nothing_is_prepared(
    scene: Scene, changes: dict[str, Any], field: str, reason: str
) -> None:
    alva = scene.come_in()
    with pytest.raises(InvalidValue) as refused:
        Destruction(alva.workplace).prepare(scene.order(**changes))
    assert (refused.value.field, refused.value.reason) == (field, reason)
    alva.close()


def test_the_same_person_twice_is_refused_and_so_is_who_may_not(scene: Scene) -> None:
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    with pytest.raises(RuleRefused) as refused:
        verbs.prepare(scene.order(confirmer="ALVA", password=PASSWORD))
    assert refused.value.reason == "same_person"
    with pytest.raises(WrongCredentials):
        verbs.prepare(scene.order(password="fel lösenord helt och hållet"))
    with pytest.raises(RuleRefused) as refused:  # a one-time password, which Alva knows
        verbs.prepare(scene.order(confirmer="hanna", password=PASSWORD))
    assert refused.value.reason == "one_time_password"
    vault.change_password(
        scene.folder,
        login="maria",
        old=PASSWORD,
        new=TORES,
        device_code=vault.device_code_of(alva.workplace.database.keys),
        cost=vault.LIGHT_COST,
    )
    with pytest.raises(NotPermitted):
        verbs.prepare(scene.order(confirmer="maria"))
    assert verbs.preview(ASA.digits).patient_id == scene.patient_id
    alva.close()


def test_an_open_risk_case_a_treatment_and_a_visit_come_first(running: Walk) -> None:
    clinic = running.clinic
    clinic.clock.move(days=1)
    running.measure(*RED)
    verbs = Destruction(clinic.workplace("alva"))
    clinic.own_password("tore")
    assert verbs.preview(ASA.digits).blockers == (Blocker.RISK, Blocker.TREATMENT)
    order = DestructionOrder(running.patient_id, ASA.digits, DECISION, DECIDED, "tore", TORES)
    with pytest.raises(RuleRefused) as refused:
        verbs.prepare(order)
    assert (refused.value.rule, refused.value.reason) == ("DESTROY", "open_risk")
    running.assess_risk()
    assert verbs.preview(ASA.digits).blockers == (Blocker.FOLLOW_UP, Blocker.TREATMENT)
    prepared = Prepared(running.patient_id, DECISION, DECIDED, clinic.actor("tore"))
    with pytest.raises(RuleRefused):  # asked again at the act: care may have begun meanwhile
        verbs.carry_out(prepared)


# --- the act -------------------------------------------------------------------------------------


def test_the_record_is_gone_from_everywhere_and_the_log_and_the_others_are_not(
    scene: Scene, tmp_path: Path
) -> None:
    alva = scene.come_in()
    keys = alva.workplace.database.keys
    asked = Destruction(alva.workplace)
    gone = asked.preview(ASA.digits)
    prepared = asked.prepare(scene.order())
    before = belongings.everything(scene.folder, keys)
    progress: list[int] = []
    done = destroy(alva, prepared, lambda at, of: progress.append(1000 * at // of))
    assert progress == sorted(progress)
    assert progress[-1] == 1000
    assert done.rows == gone.rows
    assert done.backup is not None
    plain = belongings.opened_pages(scene.folder, scene.recovery_key, tmp_path)
    for words in ("Provberg", "Åsa", ASA.digits, "930212-2389", "Gick ut varje dag", "Hej Åsa"):
        assert not belongings.holds(plain, words), words
    assert belongings.holds(plain, "Exempelgatan"), "the reader reads"
    newest = backup.found_in(scene.folder.backups)[0]
    copied = read_backup.read(newest, scene.recovery_key)
    assert not belongings.holds(copied, "Provberg"), "nor in the backup that followed"
    after = belongings.everything(scene.folder, keys)
    assert [row for row in after["audit_entry"] if row in before["audit_entry"]] == before[
        "audit_entry"
    ]
    tore = scene.come_in("tore", TORES)
    assert tore.notices.log_whole
    assert tore.notices.file_as_left
    assert tore.administration.verify_log().whole
    assert tore.caseload.count() == 1
    assert tore.caseload.count(text=ASA.digits) == 0
    with pytest.raises(NotFound):
        tore.caseload.banner(scene.patient_id)
    (line,) = Destruction(tore.workplace).lines()
    assert (line.record_id, line.decision_number) == (scene.patient_id, DECISION)
    assert (line.asked_by, line.confirmed_by) == ("Alva Påhittsson", "Tore Fantasén")
    assert line.rows == gone.rows
    assert line.counts == gone.counts
    # What the record held is told by the log as numbers and kinds; the act itself is two rows.
    rows = tore.administration.log_page(LogFilter(action="destroy"))
    assert [row.reason for row in rows] == [DECISION, DECISION]
    tore.close()


def test_a_file_of_the_log_names_nobody(scene: Scene) -> None:
    """As the receipt says: no name, no number and no text that the program wrote there."""
    alva = scene.come_in()
    rows = belongings.everything(scene.folder, alva.workplace.database.keys)["audit_entry"]
    theirs = [row for row in rows if scene.patient_id in row]
    assert len(theirs) > 10
    for words in ("Provberg", "Åsa", ASA.digits, ASA.digits[2:], "Gick ut"):
        assert words not in str(theirs)
    alva.close()


def test_the_receipt_tells_the_numbers_and_no_patient(scene: Scene, tmp_path: Path) -> None:
    alva = scene.come_in()
    alva.backups.make()
    alva.close()
    done = scene.destroy()
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    paper = verbs.save_paper(done.id, tmp_path / "kvitto.pdf")
    words = told(paper)
    for expected in (DECISION, "2026-09-30", scene.patient_id, "Tore Fantasén", "Alva Påhittsson"):
        assert expected in words
    assert "äldre säkerhetskopior som innehåller journalen: 1" in words
    for secret in ("Provberg", "Åsa", ASA.digits, "930212"):
        assert secret not in words
    rows = alva.administration.log_page()
    assert (rows[0].action, rows[0].kind) == (Action.EXPORT, "destruction_paper")
    alva.close()


def test_a_receipt_that_a_crash_prevented_is_made_when_it_is_asked_for(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Destruction, "_keep_paper", lambda *_: b"")
        done = scene.destroy()
    alva = scene.come_in()
    paper = Destruction(alva.workplace).save_paper(done.id, tmp_path / "kvitto.pdf")
    assert DECISION in told(paper)
    alva.close()


def test_a_disk_that_fills_up_leaves_the_record_and_the_clinic_as_they_were(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva = scene.come_in()
    prepared = Destruction(alva.workplace).prepare(scene.order())

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(erasure, "_take_over", full)
        with pytest.raises(DiskFull):
            destroy(alva, prepared)
    assert not alva.door.is_open
    alva = scene.come_in()
    assert alva.notices.log_whole
    assert Destruction(alva.workplace).preview(ASA.digits).patient_id == scene.patient_id
    assert Destruction(alva.workplace).lines() == ()
    alva.close()


def test_a_backup_that_fails_afterwards_is_due_until_it_is_made(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(backup, "make", broken)
        done = scene.destroy()
    assert done.backup is None
    alva = scene.come_in()
    assert alva.backups.is_due(Why.LOCK)
    alva.backups.make()
    scene.clock.move(minutes=1)
    assert not alva.backups.is_due(Why.LOCK)
    alva.close()


def test_a_months_check_draws_readings_of_a_record_that_is_gone(scene: Scene) -> None:
    scene.destroy()
    scene.clock.move(days=40)
    tore = scene.come_in("tore", TORES)
    drawn = tore.log_checks.draw(Month.of(MONDAY.date()))
    theirs = [row for row in drawn.rows if row.destroyed]
    assert {row.destroyed for row in theirs} == {scene.patient_id}
    assert not any(row.patient for row in theirs)
    assert not any("no_relation" in row.points for row in theirs if row.reader.startswith("Maria"))
    tore.close()


# --- backups -------------------------------------------------------------------------------------


def test_older_copies_are_named_with_the_day_on_which_the_last_one_goes(scene: Scene) -> None:
    alva = scene.come_in()
    for _ in range(3):
        alva.backups.make()
        scene.clock.move(days=1)
    alva.close()
    done = scene.destroy()
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    left = verbs.remaining(done.id)
    (place,) = left.places
    assert (place.copies, place.has_new, left.copies) == (3, True, 3)
    ends = place.until
    assert ends is not None
    while alva.backups.copies() and any(
        copy.n <= 3 for copy in alva.backups.copies()
    ):  # as it is made from now on: once a day
        scene.clock.move(days=1)
        alva.administration.set_preference("language", str(scene.clock.moment))
        alva.backups.make()
        assert scene.clock.today <= ends
    assert scene.clock.today == ends
    assert verbs.remaining(done.id).copies == 0
    alva.close()


def test_older_copies_are_removed_on_demand_and_no_place_is_left_without_one(
    scene: Scene, tmp_path: Path
) -> None:
    stick, gone = tmp_path / "usb", tmp_path / "away"
    stick.mkdir()
    gone.mkdir()
    alva = scene.come_in()
    alva.backups.add_place(stick)
    alva.backups.add_place(gone)
    alva.backups.make()
    alva.close()
    held = gone.rename(tmp_path / "in somebody's pocket")
    done = scene.destroy()
    held.rename(gone)
    tore = scene.come_in("tore", TORES)
    left = Destruction(tore.workplace).remaining(done.id)
    assert [(one.copies, one.has_new) for one in left.places] == [(1, True), (1, True), (1, False)]
    assert left.removable
    with pytest.raises(NotPermitted):
        Destruction(tore.workplace).remove_older(done.id)
    tore.close()
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    removed = verbs.remove_older(done.id)
    assert removed.copies == 2
    assert [(path, type(error)) for path, error in removed.missed] == [(gone, BackupUnusable)]
    assert [backup.number_of(path) for path in backup.found_in(stick)] == [2]
    assert [backup.number_of(path) for path in backup.found_in(gone)] == [1]
    assert [one.copies for one in verbs.remaining(done.id).places] == [0, 0, 1]
    paper = told(verbs.save_paper(done.id, tmp_path / "kvitto.pdf"))
    assert "version 2" in paper
    rows = alva.administration.log_page(LogFilter(action="destroy"))
    assert rows[0].kind == "older_copies"
    alva.close()


def test_a_new_copy_that_is_damaged_protects_the_older_ones(scene: Scene) -> None:
    alva = scene.come_in()
    alva.backups.make()
    alva.close()
    done = scene.destroy()
    newest = backup.found_in(scene.folder.backups)[0]
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    alva = scene.come_in()
    removed = Destruction(alva.workplace).remove_older(done.id)
    assert removed.copies == 0
    assert [path for path, _ in removed.missed] == [scene.folder.backups]
    assert len(backup.found_in(scene.folder.backups)) == 2
    alva.close()


def test_what_a_restore_set_aside_before_holds_the_record_and_goes_too(scene: Scene) -> None:
    alva = scene.come_in()
    alva.backups.make()
    alva.backups.restore(alva.backups.copies()[0].path, "prov")
    alva.close()
    scene.come_in().close()
    scene.clock.move(minutes=5)
    done = scene.destroy()
    alva = scene.come_in()
    verbs = Destruction(alva.workplace)
    assert verbs.remaining(done.id).set_aside == 1
    assert verbs.remove_older(done.id).copies >= 2
    assert not list(scene.folder.root.glob("replaced-*"))
    assert verbs.remaining(done.id).copies == 0
    alva.close()


# --- bringing back -------------------------------------------------------------------------------


def before_and_after(scene: Scene) -> Path:
    """A backup that holds the record, and then its destruction."""
    alva = scene.come_in()
    made = alva.backups.make()
    alva.close()
    scene.destroy()
    found = {backup.number_of(path): path for path in backup.found_in(scene.folder.backups)}
    return found[made.n]


def is_without(scene: Scene) -> None:
    alva = scene.come_in()
    assert alva.notices.log_whole
    assert [line.record_id for line in Destruction(alva.workplace).lines()] == [scene.patient_id]
    with pytest.raises(NotFound):
        Destruction(alva.workplace).preview(ASA.digits)
    rows = alva.administration.log_page(LogFilter(action="destroy"))
    assert rows[0].kind == "destruction_register"
    alva.close()
    tore = scene.come_in("tore", TORES)
    assert tore.caseload.count() == 1
    tore.close()


def test_a_restore_of_an_older_backup_leaves_the_destroyed_record_out(scene: Scene) -> None:
    older = before_and_after(scene)
    alva = scene.come_in()
    alva.backups.restore(older, "prov")
    alva.close()
    is_without(scene)


def test_so_does_a_restore_when_the_live_clinic_is_gone(scene: Scene, tmp_path: Path) -> None:
    older = before_and_after(scene)
    for path in scene.folder.root.glob("clinic.db*"):
        path.unlink()
    rescue = entry(scene.folder, scene.clock).rescue()
    found = rescue.open(older, Credentials(login="alva", password=PASSWORD))
    rescue.restore(found, "datorn brann")
    is_without(scene)
    plain = belongings.opened_pages(scene.folder, scene.recovery_key, tmp_path)
    assert not belongings.holds(plain, "Provberg")


def test_so_does_one_on_a_new_machine_from_a_folder_with_a_newer_copy(
    scene: Scene, tmp_path: Path
) -> None:
    older = before_and_after(scene)
    stick = tmp_path / "usb"
    shutil.copytree(scene.folder.backups, stick)
    shutil.rmtree(scene.folder.root)
    rescue = entry(scene.folder, scene.clock).rescue()
    found = rescue.open(stick / older.name, Credentials(login="alva", password=PASSWORD))
    rescue.restore(found, "ny dator")
    is_without(scene)


def test_a_restored_clinic_hands_the_register_on_in_its_own_backups(scene: Scene) -> None:
    older = before_and_after(scene)
    alva = scene.come_in()
    alva.backups.restore(older, "prov")
    alva.close()
    alva = scene.come_in()
    alva.backups.make()
    newest = backup.found_in(scene.folder.backups)[0]
    manifest = backup.peek(newest, alva.workplace.database.keys).manifest
    assert manifest is not None
    assert [line["destroyed_id"] for line in manifest.destroyed] == [scene.patient_id]
    alva.close()
    assert older.exists()
    alva = scene.come_in()
    alva.backups.restore(older, "en gång till")
    alva.close()
    is_without(scene)


# --- thinning, foreseen --------------------------------------------------------------------------


def test_what_is_foreseen_is_what_happens() -> None:
    copies = [Copy(n, MONDAY + timedelta(days=n)) for n in range(1, 60, 3)]
    ends = thinning.foreseen(copies, now=MONDAY + timedelta(days=60))
    assert set(ends) == {copy.n for copy in copies}
    assert max(ends.values()) <= date(2027, 12, 31)
    assert thinning.foreseen([], now=MONDAY) == {}


# --- killed --------------------------------------------------------------------------------------


def test_whenever_it_is_killed_the_record_is_whole_or_gone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.killed_destruction", str(KILLS), str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["killed"] + seen["finished"] == KILLS
    assert seen["killed"] > 0
    assert seen["whole"] > 0
    assert seen["gone"] > 0
