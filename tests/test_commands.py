"""The command line of the clinic's IT: make, verify, restore, with exit codes and no secrets."""

import getpass
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ikbt_desktop import commands
from ikbt_desktop.commands import Code
from ikbt_desktop.errors import UnsafeSetup
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, self_test
from ikbt_desktop.storage.single_instance import ClinicLock
from tests.clinics import PASSWORD, Clock, Template, entry, make_template, open_copy

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> DataFolder:
    copy = open_copy(template, tmp_path)
    copy.close()
    return copy.folder


Typed = Callable[..., None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What somebody types at the hidden prompts, in order."""

    def _type(*answers: str) -> None:
        waiting = list(answers)
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: waiting.pop(0))

    return _type


@pytest.fixture
def made(folder: DataFolder, tmp_path: Path, typed: Typed) -> Path:
    to = tmp_path / "usb"
    to.mkdir()
    typed(PASSWORD)
    assert run("backup", "--to", to, "--data-dir", folder.root, "--login", "alva") == Code.DONE
    (path,) = backup.found_in(to)
    return path


def run(*arguments: object) -> int:
    return commands.main([str(one) for one in arguments])


def test_a_backup_is_made_verified_and_restored_on_a_new_machine(
    made: Path, tmp_path: Path, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(PASSWORD)
    assert run("verify", made, "--login", "alva") == Code.DONE
    assert "is whole: 0 patients, 0 signed texts" in capsys.readouterr().out
    target = tmp_path / "ny" / "clinic"
    typed(PASSWORD)
    arguments = ("restore", made, "--to", target, "--login", "alva", "--reason", "ny dator")
    assert run(*arguments) == Code.DONE
    assert entry(DataFolder(target), Clock()).state() == "ready"


def test_the_paper_verifies_a_backup_without_any_password(
    made: Path, template: Template, typed: Typed
) -> None:
    typed(template.founded.recovery_key)
    assert run("verify", made, "--recovery-key") == Code.DONE


def test_each_failure_has_its_exit_code_and_a_sentence(
    made: Path,
    folder: DataFolder,
    tmp_path: Path,
    typed: Typed,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed("fel lösenord som är långt")
    assert run("verify", made, "--login", "alva") == Code.REFUSED
    typed(PASSWORD)
    assert run("verify", made, "--login", "rut") == Code.REFUSED
    damaged = tmp_path / made.name
    damaged.write_bytes(made.read_bytes()[:-5])
    typed(PASSWORD)
    assert run("verify", damaged, "--login", "alva") == Code.BACKUP
    assert run("verify", tmp_path / "none", "--login", "alva") == Code.BACKUP
    typed(PASSWORD)
    arguments = ("backup", "--data-dir", folder.root, "--login", "alva", "--to")
    assert run(*arguments, tmp_path / "none") == Code.DISK
    with ClinicLock(folder):
        assert run(*arguments, tmp_path) == Code.IN_USE
    gone = ("backup", "--to", tmp_path, "--data-dir", tmp_path / "empty", "--login", "alva")
    typed(PASSWORD)
    assert run(*gone) == Code.CLINIC
    with pytest.raises(SystemExit) as usage:
        run("backup")
    assert usage.value.code == Code.USAGE
    told = capsys.readouterr()
    assert told.err.count("ikbt-desktop: ") >= 7
    assert PASSWORD not in told.out + told.err


def test_giving_up_at_the_prompt_restores_nothing(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _leave(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(getpass, "getpass", _leave)
    target = tmp_path / "ny"
    assert run("restore", made, "--to", target, "--login", "alva") == Code.CANCELLED
    assert not (target / "clinic.db").exists()


def test_no_command_takes_a_secret_as_an_argument() -> None:
    for secret in ("--password", "--device-code", "--recovery-key=AAAA"):
        with pytest.raises(SystemExit):
            commands.arguments(["verify", "f", secret, "x"])


def test_a_command_starts_without_qt() -> None:
    code = (
        "import sys; sys.argv = ['ikbt-desktop', 'verify', '/nowhere'];"
        "from ikbt_desktop import __main__; print(__main__.main());"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["4", "[]"]


def test_the_self_check_tells_the_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("self-check") == Code.DONE
    told = dict(
        line.split(": ", 1) for line in capsys.readouterr().out.splitlines() if ": " in line
    )
    assert told["SQLCipher"].startswith("4.")
    assert told["SQLCipher's cryptography"].startswith("OpenSSL 3.")
    assert told["SQLite"].startswith("3.")
    assert told["core dumps"] == "off"


def test_the_self_check_is_kept_where_nothing_can_be_printed(tmp_path: Path) -> None:
    assert run("self-check", "--to", tmp_path / "told.txt") == Code.DONE
    assert "SQLCipher: 4." in (tmp_path / "told.txt").read_text("utf-8")
    assert run("self-check", "--to", tmp_path / "nowhere" / "told.txt") == Code.DISK


@pytest.mark.parametrize("fault", sorted(commands._FAULTS))
def test_a_failed_self_check_ends_with_a_sentence_of_what_to_do(
    fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _fail(_folder: DataFolder) -> None:
        raise UnsafeSetup(fault)

    monkeypatch.setattr(self_test, "ensure_private", _fail)
    assert run("self-check") == Code.CLINIC
    assert commands._FAULTS[fault] in capsys.readouterr().err


def test_what_can_be_read_of_a_damaged_clinic_is_saved_and_named(
    folder: DataFolder,
    made: Path,
    template: Template,
    typed: Typed,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = bytearray(folder.database.read_bytes())
    content[20 * 4096 + 100] ^= 1
    folder.database.write_bytes(bytes(content))
    arguments = ("salvage", "--to", folder.root, "--login", "alva", "--reason", "disken är trasig")
    typed("fel lösenord som är långt")
    assert run(*arguments) == Code.REFUSED
    typed(PASSWORD)
    assert run("salvage", "--to", made.parent / "none", "--login", "alva") == Code.CLINIC
    capsys.readouterr()
    typed(template.founded.recovery_key)
    assert run(*arguments[:3], "--recovery-key", "--reason", " ") == Code.USAGE
    assert not list(folder.root.glob("re*")), "nothing half-made was left"
    typed(PASSWORD)
    assert run(*arguments, "--backup", made) == Code.DONE
    told = capsys.readouterr().out
    assert f"restoring {made.name} would lose" in told
    assert "saving: 1 of " in told
    assert len(list(folder.root.glob("replaced-*"))) == 1
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    assert alva.notices.log_whole
    assert alva.notices.file_sound
    alva.close()
