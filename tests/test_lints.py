"""Rules that a reviewer would otherwise have to remember, for every file of the program.

Colours, sheets and labels have theirs in tests/ui/kit/test_lint.py, paragraphs on paper in
tests/exports/test_words.py, and who may import whom in pyproject.toml.
"""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ikbt_desktop.diagnostics import ALLOWED_FIELDS

_ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = _ROOT / "ikbt_desktop"
_FILES = sorted(_PROGRAM.rglob("*.py"))
_SQL = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|ATTACH|REPLACE)\b", re.IGNORECASE
)
_READS_FILES = frozenset({"open", "read_bytes", "read_text", "write_bytes", "write_text"})


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def last(call: ast.Call) -> str:
    return called(call).rpartition(".")[2]


def names(source: str) -> set[str]:
    found = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return found | {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_there_is_something_to_look_at() -> None:
    assert len(_FILES) > 150


# --- the rules: each gives what offends it in a source, and knows who is excused ---------------


def unencrypted_modules(source: str) -> list[str]:
    """The unencrypted database module and those that run what they read are never imported."""
    return sorted(imported(source) & _NEVER_IMPORTED)


def opened_database(source: str) -> list[str]:
    """Only SQLite opens the database: one open and close of ours would drop its locks (D7)."""
    return [
        ast.unparse(call)
        for call in calls(source)
        if last(call) in _READS_FILES
        and re.search(r"\.database\b|clinic\.db|-wal|-shm", ast.unparse(call))
    ]


def sql_of_values(source: str) -> list[str]:
    """SQL is never put together from values: by f-string, %, format or +."""
    found = []
    for node in ast.walk(ast.parse(source)):
        text = None
        if isinstance(node, ast.JoinedStr):
            text = node.values[0] if node.values else None
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            text = node.left
        elif isinstance(node, ast.Call) and last(node) == "format":
            text = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(text, ast.Constant) and _SQL.match(str(text.value)):
            found.append(ast.unparse(node))
    return found


def printed(source: str) -> list[str]:
    """Nothing is printed: a console or a journal keeps what it was told."""
    return [ast.unparse(call) for call in calls(source) if called(call) in {"print", "pprint"}]


def told_logs(source: str) -> list[str]:
    """A line of the log is a constant, and beside it stands only what the allow-list knows."""
    found = []
    for call in calls(source):
        name, _, verb = called(call).rpartition(".")
        if name not in {"_log", "log", "logger", "logging"} or verb not in _LEVELS:
            continue
        constant = len(call.args) == 1 and isinstance(call.args[0], ast.Constant)
        extra = [word.value for word in call.keywords if word.arg == "extra"]
        keys = {
            key.value if isinstance(key, ast.Constant) else None
            for one in extra
            for key in (one.keys if isinstance(one, ast.Dict) else [None])
        }
        if not constant or keys - set(ALLOWED_FIELDS):
            found.append(ast.unparse(call))
    return found


def own_loops(source: str) -> list[str]:
    """No dialog runs a loop of its own: `exec` holds the lock up; a message box guesses markup."""
    looped = [ast.unparse(call) for call in calls(source) if last(call) in {"exec", "exec_"}]
    boxes = {"QMessageBox", "QInputDialog", "QErrorMessage", "QWizard"}
    return looped + sorted(names(source) & boxes)


def markup_on_screen(source: str) -> list[str]:
    """Nothing that a person typed is shown by a widget that guesses whether it is markup."""
    asked = re.findall(r"RichText|AutoText|setHtml|fromHtml|insertHtml|appendHtml", source)
    guessing = {"QLabel", "QTextEdit", "QTextBrowser", "QWhatsThis", "QTextDocument"}
    return asked + sorted(names(source) & guessing)


def guessing_tips(source: str) -> list[str]:
    """A tooltip guesses too: what it says goes through `as_plain_tip`, or is a constant."""
    places = {"setToolTip": 0, "setWhatsThis": 0, "showText": 1}
    return [
        ast.unparse(call)
        for call in calls(source)
        if last(call) in places
        and len(call.args) > places[last(call)]
        and not _is_plain(call.args[places[last(call)]])
    ]


def _is_plain(said: ast.expr) -> bool:
    through = isinstance(said, ast.Call) and last(said) in {"as_plain_tip", "tr"}
    return through or isinstance(said, ast.Constant)


def static_texts(source: str) -> list[str]:
    """A static text guesses too, unless it is told at once that it is plain."""
    made = [ast.unparse(call) for call in calls(source) if last(call) == "QStaticText"]
    plain = source.count("setTextFormat(Qt.TextFormat.PlainText)")
    return made if len(made) > plain else []


def paragraphs(source: str) -> list[str]:
    """One module makes paragraphs for paper, where it is escaped."""
    makers = {"Paragraph", "XPreformatted", "Preformatted", "PDFImage", "Image"}
    return [ast.unparse(call) for call in calls(source) if last(call) in makers]


def own_tables(source: str) -> list[str]:
    """One module writes tables, where what a spreadsheet would run is guarded against."""
    return sorted(imported(source) & {"csv"})


@dataclass(frozen=True)
class Rule:
    """A rule, where it holds, who is excused, and what it must catch."""

    offences: Callable[[str], list[str]]
    room: str
    excused: frozenset[str]
    caught: tuple[str, ...]
    passed: tuple[str, ...] = ()


_NEVER_IMPORTED = frozenset({"sqlite3", "pickle", "marshal", "shelve", "xmlrpc", "ftplib"})
_LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
RULES = (
    Rule(
        unencrypted_modules,
        "",
        frozenset(),
        ("import sqlite3", "from sqlite3 import dbapi2", "import pickle as p"),
        ("from sqlcipher3 import dbapi2",),
    ),
    # One module weighs the closed file, one reads a damaged one: both while nothing has it open.
    Rule(
        opened_database,
        "",
        frozenset({"storage/file_seal.py", "storage/damaged_file.py"}),
        (
            "folder.database.open('rb')",
            "open(folder.database)",
            "(root / 'clinic.db').read_bytes()",
        ),
        ("folder.keys.read_bytes()", "connect(folder.database, keys)"),
    ),
    # The triggers are built from the names of our own tables, which no parameter can stand for.
    Rule(
        sql_of_values,
        "",
        frozenset({"storage/audit_trail.py", "storage/migrate.py"}),
        (
            "f'SELECT * FROM patient WHERE name = {name}'",
            "'DELETE FROM patient WHERE id = %s' % one",
            "'UPDATE patient SET a = {}'.format(a)",
            "'SELECT a FROM ' + table",
        ),
        ("text('SELECT 1')", "'a' + 'b'", "f'{name} WHERE'"),
    ),
    Rule(
        printed,
        "",
        frozenset(),
        ("print(patient)", "pprint(row)"),
        ("sys.stdout.write(word)",),
    ),
    Rule(
        told_logs,
        "",
        frozenset(),
        (
            "_log.info(f'opened {patient}')",
            "_log.warning('opened %s', patient.name)",
            "logging.error(str(error))",
            "_log.info('opened', extra={'patient': patient})",
            "_log.info('opened', extra=facts)",
        ),
        ("_log.info('opened', extra={'error': type(error).__name__})",),
    ),
    Rule(
        own_loops,
        "ui",
        frozenset(),
        ("dialog.exec()", "from PySide6.QtWidgets import QMessageBox"),
        ("dialog.open()",),
    ),
    Rule(
        markup_on_screen,
        "ui",
        frozenset({"ui/kit/label.py"}),
        (
            "from PySide6.QtWidgets import QLabel",
            "QTextEdit().setText(note.body)",
            "label.setTextFormat(Qt.TextFormat.RichText)",
            "view.setHtml(text)",
        ),
        ("from ikbt_desktop.ui.kit.label import Label",),
    ),
    Rule(
        guessing_tips,
        "ui",
        frozenset(),
        ("button.setToolTip(person.name)", "QToolTip.showText(point, note)"),
        ("button.setToolTip(as_plain_tip(person.name))", "button.setToolTip('')"),
    ),
    Rule(
        static_texts,
        "ui",
        frozenset(),
        ("QStaticText(name)",),
        ("made = QStaticText(name)\nmade.setTextFormat(Qt.TextFormat.PlainText)",),
    ),
    Rule(
        paragraphs,
        "",
        frozenset({"exports/pdf/words.py"}),
        ("Paragraph(patient.name, style)", "platypus.XPreformatted(text)"),
        ("words.paragraph(text)",),
    ),
    Rule(
        own_tables,
        "",
        frozenset({"exports/sheets/sheet.py"}),
        ("import csv", "from csv import writer as w", "import csv as tables"),
        ("from ikbt_desktop.exports.sheets.sheet import written",),
    ),
)
_RULES = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.offences.__name__)


@_RULES
def test_no_file_of_the_program_offends_the_rule(rule: Rule) -> None:
    held = 0
    for file in _FILES:
        name = file.relative_to(_PROGRAM).as_posix()
        if name.startswith(rule.room) and name not in rule.excused:
            held += 1
            assert rule.offences(file.read_text(encoding="utf-8")) == [], name
    assert held > 50


@_RULES
def test_the_rule_catches_an_offender_and_lets_others_pass(rule: Rule) -> None:
    for source in rule.caught:
        assert rule.offences(source), source
    for source in rule.passed:
        assert rule.offences(source) == [], source


@_RULES
def test_whoever_is_excused_from_the_rule_is_there_and_needs_it(rule: Rule) -> None:
    for name in rule.excused:
        assert rule.offences((_PROGRAM / name).read_text(encoding="utf-8")), name


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


# --- traces --------------------------------------------------------------------------------

# What can leave a trace outside the encrypted file, and the only places that may use it.
_TRACES = {
    "QSettings": {"ui/entry/front.py", "demo/walk.py"},  # names of the machine, never a patient
    "QDesktopServices": {"ui/administration/sheet.py"},  # links of programs; no file is opened
    "QSystemTrayIcon": set(),
    "QPrinter": set(),  # paper leaves as a file that the user names; no print job has a name
    "QPrintDialog": set(),
    "QTemporaryFile": set(),
    "QTemporaryDir": set(),
    # Beside its target, renamed or removed; encrypted trial files; the clinic of the walk.
    "tempfile": {
        *("services/saved_files.py", "services/self_check.py"),
        *("commands.py", "demo/walk.py"),
    },
    # Marked and taken back by `ui/copies.py` and `ui/leaving.py`.
    "clipboard": {
        *("ui/copies.py", "ui/leaving.py", "ui/crash_dialog.py"),
        "ui/treatment/passing_copy.py",
    },
}


@pytest.mark.parametrize("name", _TRACES)
def test_what_could_leave_a_trace_has_its_known_places(name: str) -> None:
    used = {
        file.relative_to(_PROGRAM).as_posix()
        for file in _FILES
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.Attribute) and node.attr == name)
    }
    assert used == _TRACES[name]


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
