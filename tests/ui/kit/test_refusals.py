"""Every refusal that the sources can raise has a sentence of its own, in both languages."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ikbt_desktop
from ikbt_desktop import errors
from ikbt_desktop.clinic.lifecycles import STAGES, TreatmentState
from ikbt_desktop.ui.kit import language, problems

_ROOT = Path(ikbt_desktop.__file__).parent
_SOUGHT = ("RuleRefused(", "InvalidValue(")


def _words(node: ast.expr, names: dict[str, set[str]]) -> set[str]:
    """The short words that an argument can be; a name stands for all that it is given."""
    match node:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=one, orelse=other):
            return _words(one, names) | _words(other, names)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue()]):
            return {f"{start}{state}" for state in TreatmentState if start == "treatment_"}
        case ast.Name(id=name):
            return names.get(name, set())
        case _:
            return set()


def _given(tree: ast.AST) -> dict[str, set[str]]:
    """What each variable of a file is set to, where that is written out as a word."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, set()).update(_words(node.value, found))
        if isinstance(node, ast.FunctionDef) and node.name == "competence_gap":
            returned = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
            words = (_words(value, {}) for value in returned if value is not None)
            found.setdefault("gap", set()).update(*words)
    return found


@cache
def _trees() -> dict[Path, ast.Module]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(_ROOT.rglob("*.py"))}
    told = {path: text for path, text in texts.items() if any(name in text for name in _SOUGHT)}
    return {path: ast.parse(text) for path, text in told.items()}


@cache
def _calls(name: str) -> list[tuple[list[set[str]], str]]:
    return list(_find_calls(name))


def _find_calls(name: str) -> Iterator[tuple[list[set[str]], str]]:
    for path, tree in _trees().items():
        names = _given(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == name:
                where = f"{path.relative_to(_ROOT)}:{node.lineno}"
                yield [_words(each, names) for each in node.args], where


def _rule_refusals() -> list[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for (rules, reasons), where in _calls("RuleRefused"):
        assert reasons, f"{where}: the reason cannot be read from the source"
        found |= {(rule, reason) for rule in rules or {"EXC-4"} for reason in reasons}
    # A running treatment is what feedback is given in: that pair is never raised.
    return sorted(found - {("FB-1", "treatment_running")})


def _value_refusals() -> list[str]:
    found: set[str] = set()
    for arguments, where in _calls("InvalidValue"):
        reasons = arguments[1]
        assert reasons or where.startswith("clinic/workdays.py"), where
        found |= reasons
    for arguments, where in _calls("_refuse"):
        if where.startswith("clinic/workdays.py"):
            found |= arguments[1]
    return sorted(found - {"day_of_month"})  # its sentence needs figures; test_problems has it


@pytest.fixture(params=language.LANGUAGES)
def tongue(qapp: QApplication, request: pytest.FixtureRequest) -> str:
    language.install(request.param)
    return str(request.param)


def test_the_sources_are_read() -> None:
    assert ("DEC-1", "no_visit") in _rule_refusals()
    assert ("COMP-1", "no_basic_training") in _rule_refusals()
    assert ("FB-1", "phone_not_documented") in _rule_refusals()
    assert ("ACT-1", "treatment_ended") in _rule_refusals()
    assert {"inactive", "taken", "month"} <= set(_value_refusals())


def test_every_refusal_of_a_rule_says_what_to_do(tongue: str) -> None:
    for rule, reason in _rule_refusals():
        told = problems.describe(errors.RuleRefused(rule, reason))
        unnamed = problems.describe(errors.RuleRefused(rule, "a new reason"))
        assert told.title
        assert told.sentence != unnamed.sentence, (rule, reason)
        assert "!" not in told.sentence
        assert told.sentence.count(".") >= 2, f"{rule} {reason}: what is wrong, and what to do"


def test_every_value_that_is_refused_has_words_of_its_own(tongue: str) -> None:
    unnamed = problems.describe(errors.InvalidValue("field", "a new reason"))
    for reason in _value_refusals():
        told = problems.describe(errors.InvalidValue("field", reason, {"limit": 5}))
        assert told.sentence != unnamed.sentence, reason
        assert "{" not in told.sentence


def test_every_state_says_where_it_stands_when_a_move_is_refused(tongue: str) -> None:
    for lifecycle, stages in STAGES.items():
        unnamed = problems.describe(errors.MoveRefused(lifecycle, "a new state", "elsewhere"))
        for state in stages:
            told = problems.describe(errors.MoveRefused(lifecycle, state, "elsewhere"))
            assert told.sentence != unnamed.sentence, (lifecycle, state)


def test_no_refusal_is_left_in_english(qapp: QApplication) -> None:
    refused = [errors.RuleRefused(*pair) for pair in _rule_refusals()]
    language.install("en")
    english = [problems.describe(error).sentence for error in refused]
    language.install("sv")
    swedish = [problems.describe(error).sentence for error in refused]
    assert not set(english) & set(swedish)
