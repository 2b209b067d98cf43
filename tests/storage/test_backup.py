"""Backups: equal to one moment of the clinic, or not called a backup."""

import dataclasses
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import BackupUnusable, DiskFull, FolderReadOnly, IkbtError, NewerClinic
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, connection, container, migrate, vault
from ikbt_desktop.storage.backup import Made, Order
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace, open_work
from tests.storage.clinics import Clinic, add_document, add_patient
from tools import read_backup

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
MARKS = ("Öberg", "Åsa", "191212121212", "hemligtext")


def order(n: int = 1) -> Order:
    return Order(n=n, by="Anna Ek", on="ws-1", at=AT, why="hand")


def make(clinic: Clinic, n: int = 1) -> Made:
    return backup.make(clinic.folder, clinic.new.keys, order(n))


def write(workplace: Workplace, *digits: str) -> None:
    for n, number in enumerate(digits or ("191212121212", "191212121213", "191212121214")):
        with open_work(workplace, Permission.EDIT_PATIENT) as work:
            patient = add_patient(work, digits=number)
            add_document(work, patient, signed=n % 2 == 0)
            work.commit()


def left_over(folder: DataFolder) -> list[str]:
    """What should not be there after a work that did not succeed."""
    live = {"clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.keys", "clinic.auth"}
    found = {path.name for path in folder.root.iterdir()} - live - {"backups", "clinic.keys.bak"}
    made = list(folder.backups.iterdir()) if folder.backups.exists() else []
    return sorted(found) + [path.name for path in made]


@pytest.fixture
def filled(clinic: Clinic, workplace: Workplace) -> Clinic:
    write(workplace)
    return clinic


# --- a whole one -----------------------------------------------------------------------------


def test_a_backup_holds_what_was_there_and_says_how_much(filled: Clinic) -> None:
    made = make(filled)
    assert made.path.name == "clinic-20261122T101500Z-e1-n0001.ikbtbackup"
    assert made.path.parent == filled.folder.backups
    proof = made.proof
    assert (proof.patients, proof.signed_texts) == (3, 2)
    assert proof.manifest.rows["patient"] == 3
    assert proof.manifest.head is not None
    assert proof.manifest.head.seq == 6
    assert made.path.stat().st_mode & 0o077 == 0
    assert container.weigh(made.path).sha256 == made.sha256
    assert left_over(filled.folder) == [made.path.name]


def test_a_backup_of_a_clinic_in_use_equals_one_moment_of_it(
    clinic: Clinic, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, so that many writes come between; the proof compares the copy's own counts."""
    monkeypatch.setattr(backup, "_PAGES", 5)
    stop, written = threading.Event(), 0

    def _work() -> None:
        nonlocal written
        while not stop.is_set():
            with open_work(workplace, Permission.EDIT_PATIENT) as work:
                add_patient(work, digits=f"{written:012d}")
                work.commit()
            written += 1

    writer = threading.Thread(target=_work)
    writer.start()
    while not written:
        time.sleep(0.01)
    try:
        heads = []
        for n in range(1, 6):
            manifest = make(clinic, n).proof.manifest
            assert manifest.head is not None
            assert manifest.head.seq == manifest.rows["audit_entry"] == manifest.rows["patient"]
            heads.append(manifest.head.seq)
    finally:
        stop.set()
        writer.join()
    assert heads == sorted(heads)
    assert heads[-1] > heads[0], "somebody wrote meanwhile"


def test_any_zip_program_reads_the_container(filled: Clinic) -> None:
    path = make(filled).path
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["header.json", "clinic.db", "clinic.keys", "manifest.bin"]
        assert opened.read("clinic.keys").decode() == vault.key_file_text(filled.folder)
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tq", str(path)], check=True, capture_output=True)


def test_the_recovery_reader_reads_every_row_with_the_paper_alone(
    filled: Clinic, tmp_path: Path
) -> None:
    """An oracle: thirty lines without our program and without SQLCipher."""
    proof = make(filled)
    plain = tmp_path / "plain.sqlite"
    plain.write_bytes(read_backup.read(proof.path, filled.new.recovery_key))
    opened = sqlite3.connect(plain)
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("SELECT text FROM document").fetchall() == [("hemligtext",)] * 3
    head = opened.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC").fetchone()
    opened.close()
    assert proof.proof.manifest.head is not None
    assert head == dataclasses.astuple(proof.proof.manifest.head)


def test_nothing_of_a_patient_can_be_read_in_the_folder_of_backups(filled: Clinic) -> None:
    made = make(filled)
    second = filled.folder.root.parent / "usb"
    second.mkdir()
    backup.copy_to(filled.folder, made, second)
    for path in [*filled.folder.backups.iterdir(), *second.iterdir()]:
        content = path.read_bytes()
        for mark in MARKS:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert mark.encode(encoding) not in content
        assert b'"patient"' not in content, "nor how many there are"


def test_the_second_place_gets_the_same_bytes(filled: Clinic, tmp_path: Path) -> None:
    made = make(filled)
    place = tmp_path / "usb"
    with pytest.raises(BackupUnusable) as missing:
        backup.copy_to(filled.folder, made, place)
    assert missing.value.reason == "missing"
    place.mkdir()
    assert backup.copy_to(filled.folder, made, place).read_bytes() == made.path.read_bytes()
    assert [path.name for path in place.iterdir()] == [made.path.name]


def test_numbers_are_found_in_names_and_other_files_are_left_out(clinic: Clinic) -> None:
    make(clinic, 41)
    (clinic.folder.backups / "clinic-kopia.ikbtbackup").touch()
    (clinic.folder.backups / "notes.txt").touch()
    assert [backup.number_of(path) for path in backup.found_in(clinic.folder.backups)] == [41]
    assert backup.highest_number([clinic.folder.backups, clinic.folder.root / "not there"]) == 41


# --- damage ----------------------------------------------------------------------------------


def refused(clinic: Clinic, content: bytes) -> str:
    path = clinic.folder.root / "damaged.ikbtbackup"
    unpacked = clinic.folder.root / "unpacked"
    path.write_bytes(content)
    try:
        with pytest.raises((BackupUnusable, NewerClinic)) as error:
            backup.prove(path, clinic.new.keys, unpacked)
        return str(getattr(error.value, "reason", "newer"))
    finally:
        unpacked.unlink(missing_ok=True)


def test_one_changed_bit_anywhere_is_noticed(filled: Clinic) -> None:
    content = make(filled).path.read_bytes()
    with zipfile.ZipFile(filled.folder.backups / make(filled, 2).path.name) as opened:
        offsets = [info.header_offset for info in opened.infolist()]
    small = [*range(offsets[0], offsets[0] + 600), *range(offsets[2] - 40, len(content))]
    pages = range(600, offsets[2], 9973)
    for at in [*small, *pages]:
        changed = bytearray(content)
        changed[at] ^= 1 << (at % 8)
        assert refused(filled, bytes(changed)) in {"damaged", "not_a_backup"}, at


@pytest.mark.parametrize("part", [0, 1, 100, 5_000, -5_000, -1])
def test_a_cut_container_is_noticed(filled: Clinic, part: int) -> None:
    content = make(filled).path.read_bytes()
    assert refused(filled, content[:part]) in {"damaged", "not_a_backup"}


def test_something_added_at_the_end_is_noticed(filled: Clinic) -> None:
    assert refused(filled, make(filled).path.read_bytes() + b"\0") == "damaged"


def test_a_copy_that_is_sound_but_older_than_its_manifest_is_no_backup(
    filled: Clinic, workplace: Workplace
) -> None:
    """What the built-in checks cannot see: a whole file that is not the one that was sealed."""
    older, work = make(filled), filled.folder.root / "older.db"
    with container.Container(older.path) as opened:
        opened.unpack_database(work)
    write(workplace, "191212121299")
    newer = make(filled, 2)
    with container.Container(newer.path) as opened:
        sealed, keys = opened.manifest, opened.keys
    weighed = container.weigh(work)
    header = dataclasses.replace(
        newer.proof.header, database_size=weighed.size, database_sha256=weighed.sha256
    )
    forged = filled.folder.root / "forged.ikbtbackup"
    container.write(
        forged, header=header, database=work, database_crc=weighed.crc, keys=keys, manifest=sealed
    )
    assert refused(filled, forged.read_bytes()) == "damaged"


def test_rows_that_differ_from_the_sealed_count_are_noticed(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(filled)
    monkeypatch.setattr(
        backup, "_opened_manifest", lambda *_: _with_rows(made, patient=4, document=3)
    )
    assert refused(filled, made.path.read_bytes()) == "damaged"


def _with_rows(made: Made, **rows: int) -> backup.Manifest:
    manifest = made.proof.manifest
    return dataclasses.replace(manifest, rows={**manifest.rows, **rows})


def test_other_keys_open_nothing(filled: Clinic, tmp_path: Path) -> None:
    content = make(filled).path
    other = vault.create(
        DataFolder(tmp_path / "other"),
        login="bo",
        password="kaffekopp blå hatt 7",
        device=False,
        cost=vault.LIGHT_COST,
    )
    for keys, reason in (
        (other.keys, "other_clinic"),
        (dataclasses.replace(filled.new.keys, epoch=2), "older_keys"),
        (dataclasses.replace(filled.new.keys, demo=True), "demo"),
        (dataclasses.replace(filled.new.keys, backup=bytes(32)), "damaged"),
    ):
        with pytest.raises(BackupUnusable) as error:
            backup.prove(content, keys, tmp_path / "never")
        assert error.value.reason == reason
        assert not (tmp_path / "never").exists()


def test_a_backup_of_a_newer_program_is_not_opened(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make(filled).path.read_bytes()
    monkeypatch.setattr(migrate, "HEAD", 0)
    assert refused(filled, content) == "newer"


# --- what goes wrong while it is made (any failing call: tests/services/test_failing_calls.py) -


class Stopped(Exception):
    """The person pressed Cancel."""


def test_cancelled_at_any_step_it_leaves_nothing_and_disturbs_nobody(
    filled: Clinic, workplace: Workplace
) -> None:
    steps = 0

    def _stop_at(wanted: int) -> Callable[[int, int], None]:
        nonlocal steps
        steps = 0

        def _told(done: int, total: int) -> None:
            nonlocal steps
            assert 0 <= done <= total
            steps += 1
            if steps == wanted:
                raise Stopped

        return _told

    wanted = 0
    while True:
        wanted += 1
        try:
            made = backup.make(filled.folder, filled.new.keys, order(), told=_stop_at(wanted))
            break
        except Stopped:
            assert left_over(filled.folder) == []
    assert wanted > 8
    assert left_over(filled.folder) == [made.path.name]
    write(workplace, "191212121299")


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, at: int, error: OSError
) -> Iterator[list[int]]:
    calls = [0]
    real = getattr(owner, name)

    def _call(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == at:
            raise error
        return real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _call)
        yield calls


def test_a_full_disk_is_told_before_it_is_filled(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(filled.folder.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(DiskFull):
        make(filled)
    assert left_over(filled.folder) == []


@pytest.mark.parametrize("limit", [10_000, 200_000, 439_000])
def test_a_disk_that_fills_up_meanwhile_leaves_nothing(filled: Clinic, limit: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(DiskFull):
            make(filled)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert left_over(filled.folder) == []
    assert make(filled).proof.patients == 3


def test_a_folder_that_cannot_be_written_is_said_so(
    filled: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(filled)
    place = tmp_path / "usb"
    place.mkdir()
    refusal = PermissionError(13, "read-only")
    with (
        failing(monkeypatch, container, "new_file", 1, refusal),
        pytest.raises(FolderReadOnly),
    ):
        backup.copy_to(filled.folder, made, place)
    with failing(monkeypatch, Path, "mkdir", 1, refusal), pytest.raises(FolderReadOnly):
        make(filled, 2)
    assert list(place.iterdir()) == []


def test_what_a_crash_left_is_cleared_away_at_the_next_backup(
    filled: Clinic, tmp_path: Path
) -> None:
    work = filled.folder.root / "backup-work"
    work.mkdir()
    (work / "copy.db").write_bytes(b"half")
    place = tmp_path / "usb"
    place.mkdir()
    (place / ".clinic-20261122T101500Z-e1-n0001.ikbtbackup.part").write_bytes(b"half")
    backup.copy_to(filled.folder, make(filled), place)
    assert len(list(place.iterdir())) == 1
    assert not work.exists()


def test_an_older_schema_is_backed_up_before_it_is_carried_over(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is of the file as it was: its own schema number and its own tables."""
    opened = connection.connect(filled.folder.database, filled.new.keys, walled=False)
    opened.execute("PRAGMA user_version = 0")
    opened.close()
    made: list[Made] = []
    monkeypatch.setattr(migrate, "to_head", lambda raw: raw.execute("PRAGMA user_version = 1"))
    monkeypatch.setattr(migrate, "HEAD", 1)
    Database.open(
        filled.folder, filled.new.keys, before_migration=lambda: made.append(make(filled))
    ).dispose()
    assert [one.proof.manifest.schema for one in made] == [0]
    assert made[0].proof.patients == 3


def test_a_failed_backup_stops_the_migration(
    filled: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _refuse() -> None:
        raise DiskFull

    monkeypatch.setattr(migrate, "HEAD", migrate.HEAD + 1)
    with pytest.raises(DiskFull):
        Database.open(filled.folder, filled.new.keys, before_migration=_refuse)
    monkeypatch.undo()
    Database.open(filled.folder, filled.new.keys).dispose()


def test_a_share_that_cannot_sync_its_folder_is_a_place_all_the_same(
    filled: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def _no_folders(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(22, "not here")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", _no_folders)
    place = tmp_path / "share"
    place.mkdir()
    assert backup.copy_to(filled.folder, make(filled), place).exists()


def test_every_refusal_is_an_error_with_words() -> None:
    assert issubclass(BackupUnusable, IkbtError)
