"""Every reason for which a data file is refused is said in the language that holds."""

import ast
from pathlib import Path

from PySide6.QtWidgets import QApplication

import ikbt_desktop
from ikbt_desktop.errors import BrokenResource
from ikbt_desktop.ui.kit import fault_words, language

_CLINIC = Path(ikbt_desktop.__file__).parent / "clinic"


def test_file_line_key_and_reason_stand_in_one_sentence(qapp: QApplication) -> None:
    fault = BrokenResource("egen.toml", "band[2].low", "must be 3: no gap, no overlap", 44)
    language.install("sv")
    assert fault_words.sentence(fault) == (
        "egen.toml, rad 44, band[2].low: det ska vara 3: nivåer möts utan glapp eller överlapp."
    )
    assert fault_words.sentence(BrokenResource("a.toml", "", "något eget")) == "a.toml: något eget."
    language.install("en")
    assert fault_words.sentence(fault).startswith("egen.toml, line 44, band[2].low: it must be 3")


def _constant_reasons() -> set[str]:
    """The reasons of instrument and program files that are written out as one text."""
    names = ("reading.py", "instrument_files.py", "instrument_checks.py", "watchfulness.py")
    found: set[str] = set()
    for name in names:
        for node in ast.walk(ast.parse((_CLINIC / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("refuse"):
                last = node.args[-1]
                if isinstance(last, ast.Constant) and isinstance(last.value, str):
                    found.add(last.value)
    return found


def test_the_common_reasons_have_words_of_their_own(qapp: QApplication) -> None:
    language.install("sv")
    for reason in ("missing", "unknown key", "must not be empty", "the same name twice"):
        assert reason in _constant_reasons()
        assert fault_words.reason_words(reason) != reason


def _every_reason() -> set[str]:
    """Each reason that a reader in clinic/ gives; what is filled in stands as 7."""
    found: set[str] = set()
    for path in _CLINIC.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".refuse"):
                last = node.args[-1]
                for said in (last.body, last.orelse) if isinstance(last, ast.IfExp) else (last,):
                    if isinstance(said, ast.Constant) and isinstance(said.value, str):
                        found.add(said.value)
                    elif isinstance(said, ast.JoinedStr):
                        found.add(_with_sevens(said))
    return found


def _with_sevens(said: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "7" for part in said.values
    )


def test_every_reason_of_every_reader_has_swedish_words(qapp: QApplication) -> None:
    reasons = _every_reason()
    assert len(reasons) > 80
    language.install("sv")
    assert {reason for reason in reasons if fault_words.reason_words(reason) == reason} == set()
