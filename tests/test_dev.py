"""What dev.py decides before it installs or starts anything."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def lines_of(lock: Path) -> list[str]:
    return lock.read_text(encoding="utf-8").splitlines()


LOCK_FILES = [ROOT / "requirements.lock", ROOT / "installers" / "requirements.lock"]


# --- the file itself


def test_an_old_python_can_parse_the_file_and_so_reaches_the_sentence_about_versions() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_nothing_but_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    assert imported <= set(sys.stdlib_module_names)


def test_without_a_command_it_says_what_there_is_and_ends_with_an_error() -> None:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "dev.py")], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert all(f"dev.py {name}" in ended.stdout for name in dev.COMMANDS)
    assert ended.stderr == ""


def test_an_unknown_command_installs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "dev.py test" in capsys.readouterr().out


def test_asking_for_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    assert "dev.py demo" in capsys.readouterr().out


# --- what the machine lacks


def test_what_is_lacking_is_told_all_at_once_and_each_package_once() -> None:
    needs = (*dev.QT, *dev.X11)
    absent = dev.lacking(needs, lambda name: name in {"libEGL.so.1", "libxcb.so.1"})
    assert len(absent) == len(needs) - 2
    packages = dev.packages_of(absent)
    assert packages.count("libglib2.0-0") == 1
    assert "libegl1" not in packages
    assert {"libgl1", "libxcb-cursor0", "libxkbcommon-x11-0"} <= set(packages)


def test_a_machine_that_has_everything_needs_nothing() -> None:
    assert dev.lacking(dev.QT + dev.JUDGES, lambda _: True) == ()
    dev.provide(dev.QT, present=lambda _: True)


def test_the_loader_the_path_and_the_disk_are_each_asked_in_their_own_way(tmp_path: Path) -> None:
    there = tmp_path / "judge.jar"
    there.touch()
    assert dev.is_present(str(there))
    assert not dev.is_present(str(tmp_path / "no-judge.jar"))
    assert not dev.is_present("libikbt-that-no-one-made.so.9")
    assert not dev.is_present("ikbt-program-that-no-one-made")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the loader of Linux")
def test_a_library_of_the_system_is_found_by_its_soname() -> None:
    assert dev.is_present("libc.so.6")


def test_the_line_to_type_is_one_line_and_brings_every_package() -> None:
    for has_sudo in (True, False):
        line = dev.line_to_type(["libegl1", "python3-venv"], has_sudo=has_sudo)
        assert "\n" not in line
        assert "libegl1 python3-venv" in line
        assert line.startswith("sudo " if has_sudo else "su -c '")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the wheel for Linux")
def test_every_library_that_qt_asks_of_the_system_stands_in_the_tables() -> None:
    import PySide6
    import shiboken6

    qt = Path(PySide6.__file__).parent
    plugins = qt / "Qt" / "plugins" / "platforms"
    shipped = {path.name for path in (qt / "Qt" / "lib").iterdir()}
    shipped |= {path.name for path in qt.glob("*.so*")}
    shipped |= {path.name for path in Path(shiboken6.__file__).parent.glob("*.so*")}
    ground = {
        "libc.so.6",
        "libm.so.6",
        "libgcc_s.so.1",
        "libresolv.so.2",
        "libpthread.so.0",
        "libdl.so.2",
        "librt.so.1",
    }
    known = {need.name for need in (*dev.QT, *dev.X11)} | ground | shipped
    modules = [qt / "Qt" / "lib" / f"libQt6{name}.so.6" for name in QT_MODULES]
    for file in (*modules, plugins / "libqoffscreen.so", plugins / "libqxcb.so"):
        asked = {name for name in needed_by(file) if not name.startswith("ld-linux")}
        assert asked <= known, f"{file.name} also asks for {sorted(asked - known)}"


QT_MODULES = ("Core", "Gui", "Widgets", "DBus", "Network", "Svg", "PrintSupport", "XcbQpa")


def needed_by(file: Path) -> set[str]:
    """The sonames of a library that an ELF file was linked with, found by their spelling."""
    names = re.findall(
        rb"\x00((?:lib[\w.+-]+|ld-linux[\w.-]*)\.so(?:\.\d+)*)(?=\x00)", file.read_bytes()
    )
    own = re.sub(r"\.so.*", "", file.name)
    return {name.decode() for name in names if not name.decode().startswith(own)}


# --- which window system


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", ""),
        ({"DISPLAY": ":0"}, "linux", "x11"),
        ({"DISPLAY": ""}, "linux", ""),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "wayland"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({}, "win32", "native"),
        ({}, "darwin", "native"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", ""),
    ],
)
def test_the_demo_opens_a_window_only_where_one_can_be_seen(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert dev.display_of(environment, platform) == expected
    assert expected in dev.PLUGINS


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of Linux")
@pytest.mark.parametrize("spoken", [{}, {"LANG": "C"}, {"LANG": "sv_SE.UTF-8", "LC_ALL": "POSIX"}])
def test_where_utf_8_is_not_set_the_program_is_given_it(spoken: dict[str, str]) -> None:
    assert dev.surroundings({**spoken, "HOME": "/"}) == {
        **spoken,
        "HOME": "/",
        "LC_ALL": "C.UTF-8",
    }


def test_a_language_that_someone_chose_is_kept() -> None:
    chosen = {"LANG": "sv_SE.UTF-8"}
    assert dev.surroundings(chosen) == chosen


# --- the lock files


@pytest.mark.parametrize("lock", LOCK_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_pinned_package_has_hashes_and_no_address_stands_in_the_lock(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    names = dev.locked_names(text)
    assert names
    assert len(set(names)) == len(names)
    assert "://" not in text
    assert not [line for line in lines_of(lock) if line.startswith("-")]
    pieces = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pieces) == len(names)
    for piece in pieces:
        assert "--hash=sha256:" in piece, piece


def test_everything_that_the_program_and_its_tests_ask_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!\[; ]", line)[0].lower().replace("_", "-") for line in asked}
    pinned = set(dev.locked_names((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert names <= pinned


def test_the_installer_is_built_from_the_versions_that_were_tested() -> None:
    tested, packed = (pins_of(path) for path in LOCK_FILES)
    shared = tested.keys() & packed.keys()
    assert {"pyside6-essentials", "sqlcipher3", "cryptography"} <= shared
    assert {name: tested[name] for name in shared} == {name: packed[name] for name in shared}


def pins_of(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9._-]+)==(\S+)", lock.read_text("utf-8"), flags=re.MULTILINE)
    return dict(found)


def test_packages_of_one_system_are_left_out_on_the_others() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, system in (("secretstorage", "linux"), ("pywin32-ctypes", "win32")):
        assert re.search(rf"^{name}==\S+ ; sys_platform == '{system}'", text, flags=re.MULTILINE)


# --- progress


def test_pip_is_counted_from_what_it_says_and_from_what_lies_installed(tmp_path: Path) -> None:
    count = dev.PipCount(3)
    count.read("Ignoring colorama: markers 'sys_platform == \"win32\"' don't match\n")
    count.read("Collecting alembic==1.20.1 (from -r requirements.lock (line 2))\n")
    count.read("  Downloading alembic-1.20.1-py3-none-any.whl (245 kB)\n")
    count.look(tmp_path)
    assert str(count) == "1 of 2 fetched"
    count.read("Collecting cffi==2.1.1\n")
    count.read("Installing collected packages: alembic, cffi\n")
    (tmp_path / "alembic-1.20.1.dist-info").mkdir()
    count.look(tmp_path)
    assert str(count) == "1 of 2 installed"


def test_a_log_gets_its_progress_in_lines_and_not_in_carriage_returns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = dev.Progress("Installing")
    progress.show("1 of 2 fetched")
    progress.done("2 of 2")
    told = capsys.readouterr().out
    assert "\r" not in told
    assert told.splitlines() == ["Installing …", "Installing: 2 of 2 (0 s)"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("dlstatus:3:42.5:Retrieving file 3 of 9\n", " 42 % fetching"),
        (
            "pmstatus:libegl1:amd64:67.25:Unpacking libegl1 (amd64)\n",
            " 67 % Unpacking libegl1 (amd64)",
        ),
        ("pmstatus:dpkg-exec:0.0:Running dpkg\n", "  0 % Running dpkg"),
        ("Setting up libegl1 (1.6.0-1) ...\n", ""),
        ("pmerror:libegl1:50.0:dependency problems\n", ""),
    ],
)
def test_apt_s_status_lines_become_words(line: str, words: str) -> None:
    assert dev.apt_status(line) == words


# --- the tests' own options


def test_where_ci_runs_a_skip_is_a_failure() -> None:
    assert "--no-skips" in dev.pytest_options({"CI": "true"})
    assert "--no-skips" not in dev.pytest_options({})
    assert "--no-skips" not in dev.pytest_options({"CI": "false"})


def test_the_closing_words_name_each_check_that_failed() -> None:
    assert dev.closing_words([], dev.CHECKS).startswith("Checks passed: ruff check")
    told = dev.closing_words(["mypy", "translations"], dev.CHECKS)
    assert told == f"Checks FAILED: mypy, translations (2 of {len(dev.CHECKS)})"


def test_the_rules_of_the_clinic_are_tried_on_every_branch() -> None:
    command = dev.clinic_check({}).command
    assert {"--cov-branch", "--cov-fail-under=100", "tests/clinic"} <= set(command)
    assert "--no-skips" in dev.clinic_check({"CI": "true"}).command


@pytest.mark.parametrize(
    ("arguments", "checked", "tested"),
    [
        ([], "every branch of clinic/", "--ignore=tests/clinic"),
        (["tests/ui"], "translations", "tests/ui"),
    ],
)
def test_each_test_runs_once(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], checked: str, tested: str
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(list(command))
        return subprocess.CompletedProcess(command, 0)

    names: list[str] = []
    for step in ("provide_all", "set_up"):
        monkeypatch.setattr(dev, step, lambda *_, **__: None)
    monkeypatch.setattr(dev, "say", names.append)
    monkeypatch.setattr(subprocess, "run", run)
    assert dev.test(arguments) == 0
    assert ran[-1][-1] == tested
    assert any(f"── {checked}: passed" in name for name in names)
    assert sum("tests/clinic" in command for command in ran) == (0 if arguments else 1)


def test_the_program_is_compiled_where_it_may_be_written_and_otherwise_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    dev.compile_program()
    program = tmp_path / "ikbt_desktop"
    program.mkdir()
    (program / "room.py").write_text("MADE = True\n", encoding="utf-8")
    dev.compile_program()
    assert [made.name.split(".")[0] for made in program.glob("__pycache__/*.pyc")] == ["room"]


SKIPPING = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="no judge here")
def test_skips(): pass

def test_skips_later(): pytest.skip("no display here")

@pytest.mark.xfail(strict=True, reason="known")
def test_known(): raise AssertionError
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_with_no_skips_a_skipped_test_fails_and_an_expected_failure_does_not(
    tmp_path: Path, workers: str
) -> None:
    (tmp_path / "test_some.py").write_text(SKIPPING, encoding="utf-8")
    options = ["-p", "tests.plugins.no_skips", "-n", workers, "-rf"]
    lenient = inner_pytest(tmp_path, *options)
    strict = inner_pytest(tmp_path, *options, "--no-skips")
    assert lenient.returncode == 0
    assert "1 passed, 2 skipped, 1 xfailed" in lenient.stdout
    assert strict.returncode == 1
    assert "1 failed, 1 passed, 1 xfailed, 1 error" in strict.stdout
    assert "no judge here" in strict.stdout
    assert "no display here" in strict.stdout


def test_with_no_skips_a_file_that_skips_itself_fails_too(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text("def test_passes(): pass\n", encoding="utf-8")
    (tmp_path / "test_whole.py").write_text(
        "import pytest\npytest.skip('no java', allow_module_level=True)\n", encoding="utf-8"
    )
    options = ["-p", "tests.plugins.no_skips", "--continue-on-collection-errors"]
    assert inner_pytest(tmp_path, *options).returncode == 0
    strict = inner_pytest(tmp_path, *options, "--no-skips")
    assert strict.returncode == 1
    assert "1 passed, 1 error" in strict.stdout


def test_pytest_s_own_line_stays_the_last_below_the_checks(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text("def test_passes(): pass\n", encoding="utf-8")
    notes = tmp_path / "checks.txt"
    notes.write_text(dev.closing_words(["mypy"], dev.CHECKS), encoding="utf-8")
    told = inner_pytest(tmp_path, "-p", "tests.plugins.closing", IKBT_CHECKS=str(notes)).stdout
    assert "Checks FAILED: mypy" in told
    assert "1 passed" in told.strip().splitlines()[-1]


def inner_pytest(
    folder: Path, *options: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "IKBT", "COV"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
