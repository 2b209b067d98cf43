"""The sentences of documents, read from resources/documents and filled in with named facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from ikbt_desktop import paths
from ikbt_desktop.clinic.reading import Table, read_file
from ikbt_desktop.errors import InvalidValue

_Word = TypeVar("_Word", bound=StrEnum)
_FIELD = re.compile(r"\{([a-z_]+)\}")
_STRAY = re.compile(r"[{}]")


class Language(StrEnum):
    """Languages of letters; everything but letters to patients is in Swedish."""

    SWEDISH = "sv"
    ENGLISH = "en"


class Draft(StrEnum):
    """A text that the program proposes and a person edits before it is signed or sent."""

    RECORD_SUITABLE = "record-suitable"
    RECORD_UNSUITABLE = "record-unsuitable"
    RECORD_WAIT = "record-wait"
    PATIENT_SUITABLE = "patient-suitable"
    PATIENT_UNSUITABLE = "patient-unsuitable"
    PATIENT_WAIT = "patient-wait"
    REFERRER_SUITABLE = "referrer-suitable"
    REFERRER_UNSUITABLE = "referrer-unsuitable"
    REFERRER_WAIT = "referrer-wait"
    REFERRER_FINISHED = "referrer-finished"
    ACKNOWLEDGEMENT = "acknowledgement"


_PATIENT = (Draft.PATIENT_SUITABLE, Draft.PATIENT_UNSUITABLE, Draft.PATIENT_WAIT)


@dataclass(frozen=True)
class Template:
    """A text with `{named_fields}`."""

    text: str

    @property
    def fields(self) -> frozenset[str]:
        """The names that must be given."""
        return frozenset(_FIELD.findall(self.text))

    def fill(self, facts: Mapping[str, str]) -> str:
        """The text with every field filled in.

        Raises `InvalidValue` (field, "missing", "empty" or "unknown"): a letter with a hole in it,
        or a fact that silently is not told, must not leave the clinic.
        """
        for name in sorted(self.fields):
            if name not in facts:
                raise InvalidValue(name, "missing")
            if not facts[name].strip():
                raise InvalidValue(name, "empty")
        for name in sorted(facts):
            if name not in self.fields:
                raise InvalidValue(name, "unknown")
        return _FIELD.sub(lambda found: facts[found[1]].strip(), self.text)


@dataclass(frozen=True)
class Wording:
    """All the sentences: labels by document and language, and drafts by kind and language."""

    labels: Mapping[tuple[str, Language], Mapping[str, Template]]
    drafts: Mapping[tuple[Draft, Language], Template]

    def of(self, document: str, language: Language = Language.SWEDISH) -> "Labels":
        """The labels of one document."""
        return Labels(self.labels[document, language])

    def draft(
        self, kind: Draft, facts: Mapping[str, str], language: Language = Language.SWEDISH
    ) -> str:
        """The draft with its facts. Raises `InvalidValue` when they do not fit its fields."""
        return self.drafts[kind, language].fill(facts)

    def fields(self, kind: Draft, language: Language = Language.SWEDISH) -> frozenset[str]:
        """The facts that a draft wants."""
        return self.drafts[kind, language].fields


@dataclass(frozen=True)
class Labels:
    """The fixed words of one document."""

    templates: Mapping[str, Template]

    def __call__(self, key: str, **facts: str) -> str:
        """The words under `key` with their facts; a missing key is a bug of ours."""
        return self.templates[key].fill(facts)


def load(folder: Path | None = None) -> Wording:
    """Read and check all files of a folder. Raises `BrokenResource` with file and key."""
    folder = paths.resources() / "documents" if folder is None else folder
    labels: dict[tuple[str, Language], Mapping[str, Template]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name != "drafts.toml":
            labels.update(_labels(path))
    return Wording(labels, _drafts(read_file(folder / "drafts.toml")))


@cache
def shipped() -> Wording:
    """The wording of this installation."""
    return load()


def draft(kind: Draft, facts: Mapping[str, str], language: Language = Language.SWEDISH) -> str:
    """The shipped draft with its facts. Raises `InvalidValue` when they do not fit its fields."""
    return shipped().draft(kind, facts, language)


def _labels(path: Path) -> dict[tuple[str, Language], Mapping[str, Template]]:
    document = read_file(path)
    found: dict[tuple[str, Language], Mapping[str, Template]] = {}
    for language in Language:
        if language is Language.SWEDISH or document.has(language.value):
            table = document.table(language.value)
            found[path.stem, language] = {key: _template(table, key) for key in table.values}
    document.finish()
    swedish = found[path.stem, Language.SWEDISH]
    for (_, language), templates in found.items():
        for key in sorted(swedish.keys() ^ templates.keys()):
            document.refuse(f"{language}.{key}", "must stand in every language")
        for key, template in templates.items():
            if template.fields != swedish[key].fields:
                document.refuse(f"{language}.{key}", "must have the same fields as sv")
    return found


def _template(table: Table, key: str) -> Template:
    template = Template(table.text(key))
    if _STRAY.search(_FIELD.sub("", template.text)):
        table.refuse(key, "has a field that is not written {like_this}")
    return template


def _drafts(document: Table) -> dict[tuple[Draft, Language], Template]:
    found: dict[tuple[Draft, Language], Template] = {}
    for table in document.tables("draft"):
        kind, language = _member(table, "kind", Draft), _member(table, "language", Language)
        if (kind, language) in found:
            table.refuse("kind", "stands twice")
        template = _template(table, "text")
        declared = frozenset(table.texts("fields"))
        if declared != template.fields:
            table.refuse("fields", "must be those of the text: " + ", ".join(template.fields))
        table.finish()
        found[kind, language] = template
    document.finish()
    wanted = {(kind, Language.SWEDISH) for kind in Draft}
    wanted |= {(kind, Language.ENGLISH) for kind in _PATIENT}
    for kind, language in sorted(wanted - found.keys()):
        document.refuse(f"{kind}.{language}", "missing")
    return found


def _member(table: Table, key: str, kind: type[_Word]) -> _Word:
    word = table.text(key)
    try:
        return kind(word)
    except ValueError:
        table.refuse(key, "unknown word")
