"""Each check of the trust self-test, made to fail once by something real."""

import ctypes
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop import diagnostics
from ikbt_desktop.errors import UnsafeSetup
from ikbt_desktop.storage import connection, database, self_test
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.self_test import Versions
from tests.storage.clinics import Clinic

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows guards by account, not by mode")
GOOD = Versions("4.19.0 community", "OpenSSL 3.6.0 1 Oct 2025", "3.53.4")


def opened_and_shut(clinic: Clinic) -> None:
    Database.open(clinic.folder, clinic.new.keys).dispose()


def refusal(clinic: Clinic) -> str:
    with pytest.raises(UnsafeSetup) as refused:
        opened_and_shut(clinic)
    return refused.value.reason


def test_the_library_that_is_shipped_is_recent_enough(database: Database) -> None:
    found = database.versions()
    self_test.ensure_recent(found)
    assert found.provider.startswith("OpenSSL")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Versions("4.18.9 community", GOOD.provider, GOOD.sqlite), "cipher"),
        (Versions("", GOOD.provider, GOOD.sqlite), "cipher"),
        (Versions(GOOD.cipher, "OpenSSL 3.5.9 9 Sep 2025", GOOD.sqlite), "provider"),
        (Versions(GOOD.cipher, "", GOOD.sqlite), "provider"),
        (Versions(GOOD.cipher, GOOD.provider, "3.51.2"), "sqlite"),
        (Versions(GOOD.cipher, GOOD.provider, "unknown"), "sqlite"),
    ],
)
def test_a_library_that_is_too_old_is_named(found: Versions, reason: str) -> None:
    with pytest.raises(UnsafeSetup) as refused:
        self_test.ensure_recent(found)
    assert refused.value.reason == reason


def test_the_first_sqlite_without_the_wal_reset_fault_is_recent_enough() -> None:
    self_test.ensure_recent(Versions(GOOD.cipher, GOOD.provider, "3.51.3"))


def test_a_sqlite_that_cannot_encrypt_at_all_is_refused() -> None:
    plain = sqlite3.connect(":memory:")
    with pytest.raises(UnsafeSetup) as refused:
        self_test.ensure_recent(self_test.versions(plain))
    plain.close()
    assert refused.value.reason == "cipher"


def test_no_clinic_opens_with_an_old_library(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "OLDEST_SQLITE", (99, 0, 0))
    assert refusal(clinic) == "sqlite"


def test_a_setting_that_does_not_take_is_noticed(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_SETTINGS", (("synchronous", "OFF", 2),))
    assert refusal(clinic) == "settings"


@pytest.mark.parametrize("let_through", database._REFUSED)
def test_a_wall_that_lets_something_through_is_noticed_and_nothing_happens(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, let_through: str
) -> None:
    real = connection._authorizer()
    open_to = {
        "ATTACH": 24,  # SQLITE_ATTACH
        "PRAGMA": dbapi2.SQLITE_PRAGMA,
        "DROP": 11,  # SQLITE_DROP_TABLE
        "DELETE": dbapi2.SQLITE_DELETE,
    }
    hole = next(code for word, code in open_to.items() if word in let_through.split())
    # To drop a table is also to write the schema, and to look for what belongs to it.
    allowed = (
        {hole, dbapi2.SQLITE_DELETE, dbapi2.SQLITE_UPDATE} if "DROP" in let_through else {hole}
    )

    def leaky(
        action: int, first: str | None, second: str | None, schema: str | None, by: str | None
    ) -> int:
        return dbapi2.SQLITE_OK if action in allowed else real(action, first, second, schema, by)

    monkeypatch.setattr(connection, "_authorizer", lambda: leaky)
    assert refusal(clinic) == "walls"
    monkeypatch.undo()
    opened_and_shut(clinic)  # nothing was attached, dropped or deleted


def test_a_file_that_opens_without_a_key_is_no_vault(tmp_path: Path) -> None:
    plain = dbapi2.connect(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE patient (name)")
    plain.close()
    with pytest.raises(UnsafeSetup) as refused:
        database._ensure_unreadable(tmp_path / "plain.db")
    assert refused.value.reason == "plaintext"


@POSIX
def test_a_folder_that_others_could_read_is_shut_to_them(clinic: Clinic) -> None:
    clinic.folder.root.chmod(0o755)
    opened_and_shut(clinic)
    assert stat.S_IMODE(clinic.folder.root.stat().st_mode) == 0o700


@POSIX
def test_what_lies_inside_is_shut_to_others_too(clinic: Clinic) -> None:
    root = clinic.folder.root
    (root / "backups").mkdir(exist_ok=True)
    copy = root / "backups" / "older.ikbtbackup"
    copy.touch()
    for path, mode in ((copy, 0o644), (copy.parent, 0o755), (clinic.folder.keys, 0o664)):
        path.chmod(mode)
    (root / "elsewhere").symlink_to(root.parent)
    around = root.parent.stat().st_mode
    self_test.ensure_private(clinic.folder)
    assert [path.stat().st_mode & 0o777 for path in (copy, copy.parent, clinic.folder.keys)] == [
        *(0o600, 0o700, 0o600)
    ]
    assert root.parent.stat().st_mode == around


def test_a_disk_that_keeps_no_rights_is_refused(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.folder.root.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)  # as FAT does
    assert refusal(clinic) == "folder"


@POSIX
def test_a_folder_of_another_account_is_refused(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_ours(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    clinic.folder.root.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", not_ours)
    assert refusal(clinic) == "folder"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether it would dump")
def test_a_process_that_may_be_dumped_opens_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_and_shut(clinic)
    assert diagnostics.core_dumps_are_forbidden()
    monkeypatch.setattr(diagnostics, "forbid_core_dumps", lambda: None)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # somebody makes it dumpable again
    try:
        assert refusal(clinic) == "core_dumps"
    finally:
        monkeypatch.undo()
        diagnostics.forbid_core_dumps()
