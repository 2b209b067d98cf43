"""Gathers the texts of each room into .ts files, takes in the Swedish and checks the lot.

    python tools/translations.py update [ROOM ...]       gather texts from the sources
    python tools/translations.py todo ROOM               print what lacks Swedish, as JSON
    python tools/translations.py fill ROOM FILE.json     write translations
    python tools/translations.py compile [ROOM ...]      make the .qm files that the program reads
    python tools/translations.py check [ROOM ...]        exit 1 if anything is missing or stale

The JSON maps the English source to the Swedish text; a plural source (with %n) maps to a list of
two: one, many. `"Class|source"` instead of `"source"` names one context only.

The texts are gathered with Python's own parser rather than pyside6-lupdate, which loses the plural
of QCoreApplication.translate and takes the pattern of an f-string for a text. The .ts files are
ordinary ones: Qt Linguist opens them and pyside6-lrelease compiles them.
"""

import argparse
import ast
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6
from PySide6.QtCore import QProcess

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "kit",
    "entry",
    "today",
    "reception",
    "screening",
    "treatment",
    "record",
    "administration",
    "shell",
)
_FACTS = re.compile(r"\{\w*\}|%n")


class WrongText(Exception):
    """A text that cannot be gathered, with the place and the reason."""


@dataclass(frozen=True, order=True)
class Source:
    """One English text as written in a source file."""

    context: str
    text: str

    @property
    def plural(self) -> bool:
        """Whether the text counts something."""
        return "%n" in self.text


Translations = dict[Source, tuple[str, ...]]


def sources(room: str, root: Path = ROOT) -> list[Path]:
    """The Python files of a room; the shell is what lies directly in ui."""
    ui = root / "ikbt_desktop" / "ui"
    return sorted(ui.glob("*.py")) if room == "shell" else sorted((ui / room).rglob("*.py"))


def gather(paths: list[Path]) -> list[Source]:
    """Every text of the files, once, in reading order."""
    found: dict[Source, None] = {}
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for context, call in _calls(tree, ""):
            source = _source(path, context, call)
            if source is not None:
                found[source] = None
    return list(found)


def _calls(node: ast.AST, context: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            yield context, child
        yield from _calls(child, inner)


def _source(path: Path, context: str, call: ast.Call) -> Source | None:
    name = _spoken(call.func)
    if not name:
        return None
    place = f"{path.name}:{call.lineno}"
    if name == "tr":
        if len(call.args) > 1 or call.keywords:
            raise WrongText(f'{place}: use say("{context}", "%n …", n) for plurals, not tr')
        return Source(context, _literal(place, call.args[0]))
    if len(call.args) < 2:
        raise WrongText(f"{place}: {name}(context, text) needs both")
    if not isinstance(call.args[1], ast.Constant) and name == "say":
        return None  # a text marked elsewhere with mark()
    if path.name == "language.py":
        return None  # the definitions themselves
    source = Source(_literal(place, call.args[0]), _literal(place, call.args[1]))
    counted = len(call.args) > 2 or bool(call.keywords)
    if source.plural != counted and name != "mark":
        raise WrongText(f"{place}: a text with %n needs its number, and only such a text")
    return source


def _spoken(function: ast.expr) -> str:
    """Which of the speaking functions is called: self.tr, QCoreApplication.translate, say, mark."""
    if isinstance(function, ast.Name):
        return function.id if function.id in {"say", "mark"} else ""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        spoken = {("self", "tr"), ("QCoreApplication", "translate")}
        return function.attr if (function.value.id, function.attr) in spoken else ""
    return ""


def _literal(place: str, node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise WrongText(f"{place}: only a literal text can be translated")


def ts_path(room: str, root: Path = ROOT) -> Path:
    """The translation file of a room."""
    return root / "resources" / "i18n" / f"{room}_sv.ts"


def read(path: Path) -> Translations:
    """The translations of a .ts file; an unfinished one is an empty tuple."""
    if not path.is_file():
        return {}
    found: Translations = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            source = Source(context.findtext("name", ""), message.findtext("source", ""))
            found[source] = _forms(message)
    return found


def _forms(message: ET.Element) -> tuple[str, ...]:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return ()
    plural = [form.text or "" for form in translation.iter("numerusform")]
    return tuple(plural) if plural else (translation.text or "",)


def write(path: Path, translations: Translations) -> None:
    """Write a .ts file; contexts sorted, texts in the order of the sources."""
    root = ET.Element("TS", version="2.1", language="sv", sourcelanguage="en")
    for name in sorted({source.context for source in translations}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source, forms in translations.items():
            if source.context == name:
                _message(context, source, forms)
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8"
    )


def _message(context: ET.Element, source: Source, forms: tuple[str, ...]) -> None:
    message = ET.SubElement(context, "message", {"numerus": "yes"} if source.plural else {})
    ET.SubElement(message, "source").text = source.text
    translation = ET.SubElement(message, "translation")
    if not forms:
        translation.set("type", "unfinished")
    elif source.plural:
        for form in forms:
            ET.SubElement(translation, "numerusform").text = form
    else:
        translation.text = forms[0]


def update(room: str, root: Path = ROOT) -> Translations:
    """Bring a room's .ts file in step with its sources; what is no longer said is dropped."""
    old = read(ts_path(room, root))
    fresh = {source: old.get(source, ()) for source in gather(sources(room, root))}
    write(ts_path(room, root), fresh)
    return fresh


def fill(room: str, words: dict[str, str | list[str]], root: Path = ROOT) -> None:
    """Take in translations; a key that no source has is refused, and so are lost facts."""
    translations = update(room, root)
    known = {s.text for s in translations} | {f"{s.context}|{s.text}" for s in translations}
    if unknown := sorted(set(words) - known):
        raise WrongText("not in the sources: " + "; ".join(unknown))
    for source in translations:
        given = words.get(f"{source.context}|{source.text}", words.get(source.text))
        if given:
            forms = (given,) if isinstance(given, str) else tuple(given)
            if faults := list(_faults(source, forms)):
                raise WrongText("; ".join(faults))
            translations[source] = forms
    write(ts_path(room, root), translations)


def _faults(source: Source, forms: tuple[str, ...]) -> Iterator[str]:
    where = f"{source.context}: {source.text!r}"
    if not forms or not all(forms):
        yield f"{where} has no translation"
    elif len(forms) != (2 if source.plural else 1):
        yield f"{where} needs {'two forms' if source.plural else 'one form'}"
    else:
        facts = set(_FACTS.findall(source.text)) - {"%n"}
        for form in forms:
            if set(_FACTS.findall(form)) - {"%n"} != facts:
                yield f"{where} and {form!r} do not hold the same facts"


def compile_room(room: str, *, target: Path | None = None, root: Path = ROOT) -> None:
    """Make the .qm file with Qt's own compiler."""
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / f"lrelease{suffix}"
    ts = ts_path(room, root)
    goal = target or ts.with_suffix(".qm")
    code = QProcess.execute(str(program), ["-silent", str(ts), "-qm", str(goal)])
    if code != 0:
        raise WrongText(f"lrelease refused {ts.name} (exit code {code})")


def check(room: str, root: Path = ROOT) -> list[str]:
    """What is wrong with a room's translations, in sentences; empty when all is well."""
    kept = read(ts_path(room, root))
    gathered = gather(sources(room, root))
    faults = [f"{s.context}: {s.text!r} is not in the .ts file" for s in gathered if s not in kept]
    wanted = set(gathered)
    faults += [f"{s.context}: {s.text!r} is no longer said" for s in kept if s not in wanted]
    for source, forms in kept.items():
        faults += _faults(source, forms)
    if kept and not faults and not _is_compiled(room, root):
        faults.append(f"{room}_sv.qm is older than its .ts file: run compile")
    return faults


def _is_compiled(room: str, root: Path) -> bool:
    present = ts_path(room, root).with_suffix(".qm")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.qm"
        compile_room(room, target=fresh, root=root)
        return present.is_file() and present.read_bytes() == fresh.read_bytes()


def todo(room: str, root: Path = ROOT) -> dict[str, str | list[str]]:
    """The texts without Swedish, ready to be filled in."""
    return {
        source.text: ["", ""] if source.plural else ""
        for source, forms in update(room, root).items()
        if not forms
    }


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 1 when something is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("command", choices=["update", "todo", "fill", "compile", "check"])
    parser.add_argument("room", nargs="?", choices=ROOMS)
    parser.add_argument("file", nargs="?", type=Path)
    given = parser.parse_args(arguments)
    rooms = (given.room,) if given.room else ROOMS
    try:
        faults = _run(given.command, rooms, given.file)
    except WrongText as wrong:
        faults = [str(wrong)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _run(command: str, rooms: tuple[str, ...], file: Path | None) -> list[str]:
    faults: list[str] = []
    for room in rooms:
        if command == "update":
            update(room)
        elif command == "todo":
            sys.stdout.write(json.dumps(todo(room), ensure_ascii=False, indent=2) + "\n")
        elif command == "fill":
            if file is None:
                raise WrongText("fill needs a room and a file")
            fill(room, json.loads(file.read_text(encoding="utf-8")))
        elif command == "compile":
            compile_room(room)
        else:
            faults += [f"{room}: {fault}" for fault in check(room)]
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
