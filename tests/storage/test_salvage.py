"""Saving what can be read: what is whole comes over byte for byte, and what is lost is named."""

import dataclasses
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import ClinicDamaged, ClinicMissing, NewerClinic
from ikbt_desktop.models import AuditEntry, PatientWord
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, damaged_file, migrate, restore, rotation, salvage, vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.salvage import Findings, Reading
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests import damage
from tests.storage import salvaged
from tests.storage.clinics import StandingClock, add_patient, at_work
from tests.storage.old_files import laid_out
from tests.storage.salvaged import AT, MARKER, TURN, Harmed, Ward, rows_of


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return salvaged.make(tmp_path_factory.mktemp("ward"))


def read_rows(reading: Reading) -> dict[tuple[str, int], tuple[object, ...]]:
    return {
        (name, rowid): one.layout.full(rowid, values)
        for name, one in reading.tables.items()
        for rowid, values in one.tree.rows.items()
    }


def all_rows(rows: Mapping[str, Mapping[int, tuple[object, ...]]]) -> dict[tuple[str, int], object]:
    return {(name, rowid): row for name, table in rows.items() for rowid, row in table.items()}


def ensure_opens(folder: DataFolder, findings: Findings, ward: Ward) -> None:
    database = Database.open(folder, ward.keys)
    assert not database.damage()
    with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
        assert work.verify_log().whole
        told = work.find(AuditEntry, kind="log", record_id=salvage.GAP)
        assert [(one.details["from"], one.details["to"]) for one in told] == list(findings.gaps)
    database.dispose()


# --- what is whole -------------------------------------------------------------------------------


def test_a_whole_file_comes_over_byte_for_byte(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, [])
    reading = harmed.read(backup_too=False)
    assert read_rows(reading) == all_rows(ward.rows)
    saved = harmed.saved(reading)
    found = saved.findings
    assert (found.lost_pages, found.lost, found.borrowed, found.unplaced) == (0, 0, 0, 0)
    assert found.whole == sum(map(len, ward.rows.values()))
    assert not found.at_least
    assert rows_of(saved.folder, ward.keys) == ward.rows
    ensure_opens(saved.folder, found, ward)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_every_row_whose_pages_are_whole_is_read_whatever_else_is_lost(
    ward: Ward, tmp_path: Path, data: st.DataObject
) -> None:
    pages = data.draw(st.sets(st.integers(2, ward.image.count), min_size=1, max_size=12))
    owners = ward.owners()
    may_go = {row for page in pages for row in owners.get(page, ())}
    reading = ward.harmed(tmp_path, pages).read(backup_too=False)
    found, whole = read_rows(reading), all_rows(ward.rows)
    free = ward.free()
    stays = {row: values for row, values in whole.items() if row not in may_go}
    missing = stays.keys() - found.keys()
    if pages & free:  # then a leaf that nothing leads to may be an old one: it is left aside
        lost_ways = {name for name, _ in missing}
        assert all(set(ward.pages(name, 5)) & pages for name in lost_ways)
    else:
        assert not missing
    assert all(found[row] == values for row, values in whole.items() if row in found)
    assert set(found) <= set(whole), "nothing that had been removed comes back"


def test_the_oracle_knows_what_is_on_a_page_and_what_is_free(ward: Ward) -> None:
    """The oracle of these tests knows every page: each belongs to something or is free."""
    owners, free = set(ward.owners()), ward.free()
    assert owners
    assert free
    assert not owners & free


# --- one page, of each kind ----------------------------------------------------------------------


def one_of(pages: list[int], at: int = 0) -> list[int]:
    assert pages
    return [pages[at % len(pages)]]


KINDS: Mapping[str, Callable[[Ward], list[int]]] = {
    "a leaf of patients": lambda ward: one_of(ward.pages("patient", 13), 1),
    "a leaf of documents": lambda ward: one_of(ward.pages("document", 13), 3),
    "a leaf of the log": lambda ward: one_of(ward.pages("audit_entry", 13), 2),
    "the inner page of patients": lambda ward: ward.pages("patient", 5),
    "the inner page of documents": lambda ward: ward.pages("document", 5),
    "the inner page of the log": lambda ward: ward.pages("audit_entry", 5),
    "a page on which a long text goes on": lambda ward: [ward.long_text()],
    "a page of an index": lambda ward: one_of(ward.pages("sqlite_autoindex_patient_1", 10)),
    "a free page": lambda ward: [min(ward.free())],
    "the first page": lambda _ward: [1],
    "a page of the schema": lambda ward: one_of(ward.pages("sqlite_schema", 13), 1),
    "the people's only page": lambda ward: ward.pages("user", 13),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("backup_too", [True, False])
def test_one_lost_page_costs_its_own_rows_and_no_other(
    ward: Ward, tmp_path: Path, kind: str, backup_too: bool
) -> None:
    pages = KINDS[kind](ward)
    lost = {row for page in pages for row in ward.owners().get(page, ())}
    harmed = ward.harmed(tmp_path, pages)
    reading = harmed.read(backup_too=backup_too)
    found, whole = read_rows(reading), all_rows(ward.rows)
    assert found == {row: values for row, values in whole.items() if row not in lost}
    saved = harmed.saved(reading)
    told, now = saved.findings, all_rows(rows_of(saved.folder, ward.keys))
    assert told.lost_pages == len(pages)
    # Where nothing tells how a table begins, nothing tells how much it held either.
    assert told.at_least == (kind == "a page of the schema" and not backup_too)
    assert not told.unplaced
    ensure_opens(saved.folder, told, ward)
    older = all_rows(ward.older)
    named = {(one.name, name) for one in told.tables for name in one.lost}
    borrowed = {(one.name, name) for one in told.tables for name in one.borrowed}
    for row in lost:
        who = (row[0], name_of(ward, row))
        given = backup_too and row in older
        assert (who in borrowed) == given, who
        assert (who in named) == (not given), who
        if given and row[0] != "audit_entry":
            assert now[row] == older[row]
    stand = {row for row in whole if row not in lost}
    apart = {(one.name, name) for one in told.tables for name in one.apart}
    for row in stand:
        if row[0] == "audit_entry":
            continue
        if row in now:
            assert now[row] == whole[row] or unlinked(told, row[0], name_of(ward, row))
        else:
            assert (row[0], name_of(ward, row)) in apart
    shutil.rmtree(saved.folder.root)


def name_of(ward: Ward, row: tuple[str, int]) -> str:
    table, rowid = row
    layout = salvage.layouts(migrate.HEAD)[table]
    return layout.name_of(rowid, ward.rows[table][rowid])


def unlinked(found: Findings, table: str, name: str) -> bool:
    return any(name in one.unlinked for one in found.tables if one.name == table)


def test_a_lost_inner_page_costs_nothing_at_all(ward: Ward, tmp_path: Path) -> None:
    pages = [
        page for name in ("patient", "document", "audit_entry") for page in ward.pages(name, 5)
    ]
    harmed = ward.harmed(tmp_path, pages)
    saved = harmed.saved(harmed.read(backup_too=False))
    assert saved.findings.lost == 0
    assert rows_of(saved.folder, ward.keys) == ward.rows


# --- the log -------------------------------------------------------------------------------------


def seqs_of(ward: Ward, page: int) -> list[int]:
    return sorted(seq for name, seq in ward.owners()[page] if name == "audit_entry")


def test_a_gap_that_the_backup_fills_leaves_the_chain_as_it_was(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, ward.pages("audit_entry", 13)[:1])
    saved = harmed.saved(harmed.read())
    assert saved.findings.gaps == ()
    assert saved.findings.carried == 0
    assert rows_of(saved.folder, ward.keys)["audit_entry"] == ward.rows["audit_entry"]


def test_a_gap_is_named_and_the_rows_behind_it_are_written_anew_with_their_old_seals(
    ward: Ward, tmp_path: Path
) -> None:
    leaves = ward.pages("audit_entry", 13)
    harmed = ward.harmed(tmp_path, [leaves[-3]])
    saved = harmed.saved(harmed.read())
    gone, newest = seqs_of(ward, leaves[-3]), max(ward.rows["audit_entry"])
    assert saved.findings.gaps == ((gone[0], gone[-1]),)
    assert saved.findings.carried == newest - gone[-1]
    before = ward.rows["audit_entry"]
    now = rows_of(saved.folder, ward.keys)["audit_entry"]
    assert all(now[seq] == before[seq] for seq in range(1, gone[0])), "the whole part stands"
    database = Database.open(saved.folder, ward.keys)
    with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
        assert work.verify_log().whole
        assert not work.verify_log(anchor=Anchor(newest, str(before[newest][-1]))).anchor_found
        entries = work.find(AuditEntry, order_by=("seq",))[gone[0] :]
    database.dispose()
    assert [one.details["old_seq"] for one in entries] == list(range(gone[-1] + 1, newest + 1))
    assert all(one.details["old_seal"] for one in entries)
    for one in entries:
        old = before[one.details["old_seq"]]
        assert (one.action, one.kind, one.record_id) == (old[8], old[9], old[10])
        assert one.details["old_mac"] == str(old[-1])[:20]


def test_the_lost_end_of_the_log_is_counted_by_the_head_that_was_kept_outside(
    ward: Ward, tmp_path: Path
) -> None:
    leaf = ward.pages("audit_entry", 13)[-1]
    newest = max(ward.rows["audit_entry"])
    anchor = Anchor(newest + 3, "0" * 64)
    harmed = ward.harmed(tmp_path, [leaf])
    saved = harmed.saved(harmed.read(anchor=anchor))
    assert saved.findings.gaps == ((seqs_of(ward, leaf)[0], newest + 3),)
    ensure_opens(saved.folder, saved.findings, ward)


# --- the whole file ------------------------------------------------------------------------------


@pytest.mark.parametrize("backup_too", [True, False])
@pytest.mark.parametrize(
    "harm",
    [damage.cut(-8 * PAGE), damage.cut(-1), damage.cut(40 * PAGE), damage.swap_pages],
    ids=["cut at a page", "one byte short", "cut near its beginning", "two pages swapped"],
)
def test_a_cut_or_mixed_file_gives_what_is_left_of_it(
    ward: Ward, tmp_path: Path, harm: damage.Harm, backup_too: bool
) -> None:
    harmed = ward.harmed(tmp_path, [])
    content = harmed.folder.database.read_bytes()
    harmed.folder.database.write_bytes(harm(content, content))
    image = damaged_file.read(harmed.folder, ward.keys)
    assert image.count == ward.image.count, "its head says how long it was"
    may_go = {row for page in image.lost for row in ward.owners().get(page, ())}
    reading = harmed.read(backup_too=backup_too)
    found, whole = read_rows(reading), all_rows(ward.rows)
    assert all(found[row] == whole[row] for row in found)
    assert not {row for row in whole if row not in may_go} - set(found)
    saved = harmed.saved(reading)
    ensure_opens(saved.folder, saved.findings, ward)


def test_ten_random_pages_at_a_time_always_give_a_clinic_that_opens(
    ward: Ward, tmp_path: Path
) -> None:
    chance = random.Random(11)
    for round_ in range(6):
        pages = chance.sample(range(1, ward.image.count + 1), 10)
        harmed = ward.harmed(tmp_path, pages)
        saved = harmed.saved(harmed.read(backup_too=round_ % 2 == 0))
        ensure_opens(saved.folder, saved.findings, ward)
        restore.forget(harmed.folder)


def test_nothing_to_read_is_said_and_nothing_is_left(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, range(1, ward.image.count + 1))
    with pytest.raises(ClinicDamaged):
        harmed.read()
    harmed.folder.database.unlink()
    with pytest.raises(ClinicMissing):
        harmed.read()
    other = dataclasses.replace(ward.keys, database=bytes(32))
    whole = ward.harmed(tmp_path, [])
    with pytest.raises(ClinicDamaged):
        salvage.read(whole.folder, other, older=None, anchor=None)
    assert not restore.is_under_way(whole.folder)


def test_a_file_of_an_older_program_is_saved_and_brought_up_to_date(tmp_path: Path) -> None:
    old = laid_out("r0005", tmp_path)
    before = {name: count for name, count in old.rows.items() if name not in salvaged.DERIVED}
    reading = salvage.read(old.folder, old.keys, older=None, anchor=old.head)
    assert reading.revision == 5
    saved = salvage.stage(old.folder, reading, TURN, key_text=old.folder.keys.read_bytes())
    after = {name: len(rows) for name, rows in rows_of(saved.folder, old.keys).items()}
    assert {name: after[name] for name in before} == before
    database = Database.open(saved.folder, old.keys)
    with open_reading(old.workplace(database), Permission.READ_LOG) as work:
        assert work.verify_log(anchor=old.head).whole
    database.dispose()


def test_a_file_of_a_newer_program_is_left_alone(
    ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmed = ward.harmed(tmp_path, [])
    monkeypatch.setattr(migrate, "HEAD", 1)
    with pytest.raises(NewerClinic):
        salvage.read(harmed.folder, ward.keys, older=None, anchor=None)


def test_the_words_of_the_search_are_made_anew(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, ward.pages("patient_word", 2, 10)[:1])
    saved = harmed.saved(harmed.read(backup_too=False))
    words = {}
    for folder in (ward.folder, saved.folder):
        database = Database.open(folder, ward.keys)
        with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
            words[folder] = {
                (one.word, one.sort_key, one.patient_id) for one in work.find(PatientWord)
            }
        database.dispose()
    assert words[saved.folder] >= words[ward.folder]


# --- the WAL -------------------------------------------------------------------------------------


@pytest.fixture
def in_wal(ward: Ward, tmp_path: Path) -> Harmed:
    """A crash: what was saved last lies in the WAL alone."""
    folder, lying = DataFolder(tmp_path / "open"), DataFolder(tmp_path / "harmed")
    shutil.copytree(ward.folder.root, folder.root)
    database = Database.open(folder, ward.keys)
    for n in (71, 72):
        with open_work(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
            add_patient(work, digits=f"{n:012d}")
            work.commit()
    shutil.copytree(folder.root, lying.root)
    database.dispose()
    return Harmed(ward, lying)


def test_what_lies_in_the_wal_comes_along(in_wal: Harmed, ward: Ward) -> None:
    content = bytearray(in_wal.folder.database.read_bytes())
    page = ward.pages("document", 13)[2]
    content[(page - 1) * PAGE + 99] ^= 1
    in_wal.folder.database.write_bytes(bytes(content))
    reading = in_wal.read(backup_too=False)
    numbers = {row[1] for row in patients(reading)}
    assert {"000000000071", "000000000072"} <= numbers
    saved = in_wal.saved(reading)
    ensure_opens(saved.folder, saved.findings, ward)
    assert in_wal.folder.database.with_name("clinic.db-wal").exists(), "only read"


def patients(reading: Reading) -> list[tuple[object, ...]]:
    return list(reading.tables["patient"].tree.rows.values())


def test_a_damaged_page_in_the_wal_costs_that_page_and_never_brings_an_older_one_back(
    in_wal: Harmed, ward: Ward
) -> None:
    wal = in_wal.folder.database.with_name("clinic.db-wal")
    content = bytearray(wal.read_bytes())
    whole = damaged_file.read(in_wal.folder, ward.keys)
    content[32 + 24 + 500] ^= 1
    wal.write_bytes(bytes(content))
    image = damaged_file.read(in_wal.folder, ward.keys)
    lost = set(whole.pages) - set(image.pages)
    assert len(lost) <= 1
    assert all(image.pages[page] == whole.pages[page] for page in image.pages)
    saved = in_wal.saved(in_wal.read())
    ensure_opens(saved.folder, saved.findings, ward)


def test_a_transaction_that_was_not_ended_in_the_wal_is_none(in_wal: Harmed, ward: Ward) -> None:
    wal = in_wal.folder.database.with_name("clinic.db-wal")
    content = wal.read_bytes()
    frames = (len(content) - 32) // (24 + PAGE)
    wal.write_bytes(content[: 32 + (frames - 1) * (24 + PAGE)])  # the last frame ends it
    numbers = {row[1] for row in patients(in_wal.read(backup_too=False))}
    assert "000000000071" in numbers
    assert "000000000072" not in numbers


@pytest.mark.parametrize("left", [b"", b"short", bytes(32), b"\x37\x7f\x06\x82" + bytes(40)])
def test_a_wal_that_is_none_changes_nothing(ward: Ward, tmp_path: Path, left: bytes) -> None:
    harmed = ward.harmed(tmp_path, [])
    harmed.folder.database.with_name("clinic.db-wal").write_bytes(left)
    assert read_rows(harmed.read(backup_too=False)) == all_rows(ward.rows)


# --- keys ----------------------------------------------------------------------------------------


def test_a_change_of_keys_that_was_cut_off_is_ended_by_it(ward: Ward, tmp_path: Path) -> None:
    """The file is still under the old key, the key file holds both: it comes out under the new."""
    harmed = ward.harmed(tmp_path, [ward.pages("document", 13)[1]])
    begun = vault.begin_epoch(harmed.folder, ward.keys)
    text = vault.ended(harmed.folder, begun).written()
    room = tmp_path / "older"
    room.mkdir()
    older = salvage.unpack(ward.copy, begun, room)
    reading = salvage.read(harmed.folder, begun, older=older, anchor=None)
    saved = salvage.stage(harmed.folder, reading, TURN, key_text=text)
    assert saved.keys.epoch == 2
    database = Database.open(saved.folder, saved.keys)
    assert set(database.keys.past) == {1}
    with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
        assert work.verify_log().whole
    database.dispose()


def test_a_damaged_file_of_the_second_epoch_keeps_its_chain_over_both(
    ward: Ward, tmp_path: Path
) -> None:
    harmed = ward.harmed(tmp_path, [])
    keys = rotation.finish(harmed.folder, vault.begin_epoch(harmed.folder, ward.keys), TURN)
    made = backup.make(harmed.folder, keys, Order(2, "Alva Ek", "ws-1", AT, "keys"))
    content = bytearray(harmed.folder.database.read_bytes())
    content[(ward.pages("past_key", 13)[0] - 1) * PAGE + 8] ^= 1
    content[(ward.pages("audit_entry", 13)[0] - 1) * PAGE + 8] ^= 1
    harmed.folder.database.write_bytes(bytes(content))
    bare = replace(keys, past={})
    for older in (None, salvage.unpack(made.path, bare, tmp_path)):
        reading = salvage.read(harmed.folder, bare, older=older, anchor=None)
        saved = salvage.stage(
            harmed.folder, reading, TURN, key_text=harmed.folder.keys.read_bytes()
        )
        assert bool(saved.findings.gaps) == (older is None)
        database = Database.open(saved.folder, saved.keys)
        with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
            assert work.verify_log().whole
        database.dispose()
        restore.forget(harmed.folder)


# --- nothing in the open, nothing half -----------------------------------------------------------


def test_nothing_is_written_in_the_open(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, [ward.pages("document", 13)[1]])
    saved = harmed.saved(harmed.read())
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert saved.folder.database in found
    for path in found:
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert MARKER.encode(encoding) not in content, path


def test_whoever_gives_up_half_way_leaves_everything_as_it_was(ward: Ward, tmp_path: Path) -> None:
    harmed = ward.harmed(tmp_path, [ward.pages("document", 13)[1]])
    before = harmed.folder.database.read_bytes()
    reading = harmed.read()

    class Enough(Exception):
        pass

    def told(done: int, total: int) -> None:
        if 1000 * done // max(1, total) >= 500:
            raise Enough

    with pytest.raises(Enough):
        salvage.stage(
            harmed.folder, reading, TURN, key_text=harmed.folder.keys.read_bytes(), told=told
        )
    assert not restore.is_under_way(harmed.folder)
    assert harmed.folder.database.read_bytes() == before
