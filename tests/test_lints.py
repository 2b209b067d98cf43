"""Rules that a reviewer would otherwise have to remember, for every file of the program.

Colours, sheets and labels have theirs in tests/ui/kit/test_lint.py, paragraphs on paper in
tests/exports/test_words.py, and who may import whom in pyproject.toml.
"""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = _ROOT / "ikbt_desktop"
_FILES = sorted(_PROGRAM.rglob("*.py"))
_EACH = pytest.mark.parametrize("file", _FILES, ids=lambda file: file.relative_to(_ROOT).as_posix())
_SQL = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|ATTACH|REPLACE)\b", re.IGNORECASE
)
# The triggers are built from the names of our own tables, which no parameter can stand for.
_WALLS = frozenset({"audit_trail.py", "migrate.py"})
_READS_FILES = frozenset({"open", "read_bytes", "read_text", "write_bytes", "write_text"})


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def calls(file: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_there_is_something_to_look_at() -> None:
    assert len(_FILES) > 150


# --- storage ---------------------------------------------------------------------------------


@_EACH
def test_the_unencrypted_database_module_is_never_imported(file: Path) -> None:
    assert not imported(file) & {"sqlite3", "pickle", "marshal", "shelve", "xmlrpc", "ftplib"}


@_EACH
def test_only_sqlite_opens_the_database_file(file: Path) -> None:
    """One open and close by the program itself would drop SQLite's locks (trust.md D7).

    One module weighs the closed file: after its last connection and before its first.
    """
    if file.name == "file_seal.py":
        return
    found = [
        ast.unparse(call)
        for call in calls(file)
        if called(call).rpartition(".")[2] in _READS_FILES and ".database" in ast.unparse(call)
    ]
    assert found == []


@_EACH
def test_sql_is_never_put_together_from_values(file: Path) -> None:
    found = [
        ast.unparse(node)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.JoinedStr) and _SQL.match(_constant_part(node))
        if file.name not in _WALLS
    ]
    assert found == []


def _constant_part(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


# --- what is said outside the window ---------------------------------------------------------


@_EACH
def test_nothing_is_printed(file: Path) -> None:
    """A console or a journal keeps what it was told; the walk of the demo is a command."""
    if file.relative_to(_PROGRAM).as_posix() not in {"demo/walk.py", "demo/robot.py"}:
        assert not [call for call in calls(file) if called(call) in {"print", "pprint"}]


@_EACH
def test_a_line_of_the_log_is_a_constant(file: Path) -> None:
    """So no record can come into it: what stands beside it goes through an allow-list."""
    for call in calls(file):
        name, _, verb = called(call).rpartition(".")
        if name in {"_log", "log", "logger", "logging"} and verb in _LEVELS:
            assert len(call.args) == 1, ast.unparse(call)
            assert isinstance(call.args[0], ast.Constant), ast.unparse(call)


_LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})


# --- the screen ------------------------------------------------------------------------------


@_EACH
def test_no_dialog_runs_a_loop_of_its_own(file: Path) -> None:
    """`exec` would hold the lock up; a message box guesses at markup."""
    if not file.is_relative_to(_PROGRAM / "ui"):
        return
    assert not [call for call in calls(file) if called(call).endswith((".exec", ".exec_"))]
    names = {node.id for node in ast.walk(tree(file)) if isinstance(node, ast.Name)}
    assert not names & {"QMessageBox", "QInputDialog", "QErrorMessage", "QWizard"}


@_EACH
def test_a_tooltip_is_never_written_as_markup(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file.name != "label.py":
        assert not re.search(r"RichText|setHtml|fromHtml|insertHtml|appendHtml", text)


# --- the data files --------------------------------------------------------------------------


def _data(folder: str) -> list[Path]:
    found = sorted((_ROOT / "resources" / folder).rglob("*.toml"))
    return [*found, *sorted((_ROOT / "resources" / folder).rglob("*.json"))]


_CLINICAL = [file for name in ("instruments", "programs", "criteria") for file in _data(name)]


def test_there_are_clinical_files() -> None:
    assert len(_CLINICAL) > 15


@pytest.mark.parametrize("file", _CLINICAL, ids=lambda file: file.stem)
def test_every_clinical_file_names_its_source(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    content = tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)
    assert any(_sources(content)), file.name


def _sources(content: object) -> Iterator[bool]:
    if isinstance(content, dict):
        for key, value in content.items():
            if str(key).startswith("source"):
                yield bool(value)
            yield from _sources(value)
    elif isinstance(content, list):
        for one in content:
            yield from _sources(one)


# --- the repository --------------------------------------------------------------------------

# Put together here, so that this file does not hold what it looks for.
_FOREIGN = tuple(
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("/work", "/main"),
        ("/work", "/shared"),
        ("/tmp/", "house"),
        ("/home/", "runner"),
        ("extra-", "index-url"),
        ("Co-authored", "-by"),
        ("TO", "DO:"),
        ("FIX", "ME"),
    )
)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    return [_ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_tracked_file_knows_the_machine_it_was_written_on() -> None:
    found = []
    for file in _tracked():
        if not file.is_file():
            continue
        content = file.read_bytes()
        found += [
            f"{file.relative_to(_ROOT)}: {word}" for word in _FOREIGN if word.encode() in content
        ]
    assert found == []


def test_no_python_file_is_without_its_one_sentence() -> None:
    without = [file for file in _FILES if not ast.get_docstring(tree(file))]
    assert without == []
