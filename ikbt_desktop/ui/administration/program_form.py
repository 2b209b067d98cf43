"""A program as a form: the values of its data file, each list as lines that one can write."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.programs import SupportHead
from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.ui.administration.program_words import SUPPORT_HEADS
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column

_WIDE = 420
_DIGITS = 4
_TEXTS = ("name", "target", "publisher", "source")
_FIGURES = (
    *("min_age", "max_age", "sections", "weeks"),
    *("interval_days", "minutes_low", "minutes_high"),
)
_MAY_BE_EMPTY = frozenset({"max_age", "sections", "weeks"})
_CODES = ("diagnoses", "primary", "secondary")
_EXPOSURE, _SLEEP, _NEITHER = "exposure", "sleep", "neither"
_SUPPORT = tuple(f"support_{head}" for head in SupportHead)
NEW_PROGRAM: Mapping[str, Any] = {
    "audience": "patient",
    "min_age": 18,
    "exposure": False,
    "sleep_treatment": False,
    "diagnoses": [],
    "primary": [],
    "secondary": [],
    "interval_days": 7,
    "minutes_low": 10,
    "minutes_high": 20,
}
"""What a program of the clinic's own begins with: the common frame of programs.md §2."""


class ProgramForm(QWidget):
    """Every fact of a program that the clinic may write; `values` and `show_values`."""

    def __init__(self, known: Catalogue) -> None:
        super().__init__()
        self.setObjectName("program_form")
        self._known = known
        self._base: dict[str, Any] = {}
        self._heads = [Label("", "h3") for _ in range(4)]
        self.blocks: dict[str, FieldBlock] = {}
        self._kind, self._audience = ComboBox(width=_WIDE), ComboBox(width=_WIDE)
        groups: Sequence[Sequence[tuple[str, QWidget, bool]]] = (
            (
                ("code", LineEdit(width=_WIDE), False),
                ("name", LineEdit(width=_WIDE), False),
                ("target", LineEdit(), False),
                ("publisher", LineEdit(width=_WIDE), False),
                ("source", LineEdit(), False),
                ("audience", self._audience, False),
            ),
            (
                *((key, LineEdit(width=110), key in _MAY_BE_EMPTY) for key in _FIGURES),
                ("inactivity", LineEdit(width=210), True),
                ("kind", self._kind, False),
                ("section", TextEdit(lines=3), True),
            ),
            (
                ("diagnoses", LineEdit(), True),
                ("primary", LineEdit(), True),
                ("primary_for", TextEdit(lines=2), True),
                ("secondary", LineEdit(), True),
                ("risk_measure", LineEdit(width=_WIDE), True),
            ),
            (
                ("competence", TextEdit(lines=2), False),
                ("fact", TextEdit(lines=4), True),
                ("caution", TextEdit(lines=4), True),
                *((key, TextEdit(lines=2), True) for key in _SUPPORT),
            ),
        )
        column = Column(self, gap=12)
        for head, group in zip(self._heads, groups, strict=True):
            card = Card(gap=10)
            card.body.addWidget(head)
            for key, field, optional in group:
                field.setObjectName(f"program_{key}")
                self.blocks[key] = FieldBlock("", field, optional=optional)
                card.body.addWidget(self.blocks[key])
            column.addWidget(card)

    # --- in and out --------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, Any], *, is_new: bool) -> None:
        """Fill in from the values of a file."""
        self._base = dict(values)
        for block in self.blocks.values():
            block.set_error("")
        self.blocks["code"].setVisible(is_new)
        for key in (*_TEXTS, "code"):
            self._set(key, str(values.get(key, "")))
        for key in _FIGURES:
            value = values.get(key)
            self._set(key, "" if value is None else str(value))
        self._audience.set_value(values.get("audience", "patient"))
        sleeps = values.get("sleep_treatment", False)
        exposes = values.get("exposure", False)
        self._kind.set_value(_SLEEP if sleeps else _EXPOSURE if exposes else _NEITHER)
        for key in _CODES:
            self._set(key, ", ".join(self._shown(code) for code in values.get(key, [])))
        self._set("risk_measure", self._shown(values.get("risk_measure", "")))
        self._set(
            "primary_for",
            "\n".join(
                f"{', '.join(row['diagnoses'])}: {', '.join(map(self._shown, row['instruments']))}"
                for row in values.get("primary_for", [])
            ),
        )
        rows = values.get("section", [])
        self._set("section", "\n".join(f"{row['number']}: {row['title']}" for row in rows))
        ladder = values.get("inactivity", [])
        self._set("inactivity", ", ".join(str(step["days"]) for step in ladder))
        competence = values.get("competence")
        self._set("competence", _line(competence) if competence else "")
        for key in ("fact", "caution"):
            self._set(key, "\n".join(map(_line, values.get(key, []))))
        for head in SupportHead:
            lines = [_support_line(row) for row in values.get("support", []) if row["head"] == head]
            self._set(f"support_{head}", "\n".join(lines))

    def values(self) -> dict[str, Any]:
        """The file's values as the form has them. Raises `InvalidValue` of a field."""
        found = dict(self._base)
        for key in (*_TEXTS, "code"):
            text = self.text(key)
            if not text:
                raise InvalidValue(key, "empty")
            found[key] = text
        found |= {key: self._figure(key) for key in _FIGURES}
        found["audience"] = self._audience.value
        found["exposure"] = self._kind.value == _EXPOSURE
        found["sleep_treatment"] = self._kind.value == _SLEEP
        found["diagnoses"] = _parts(self.text("diagnoses"))
        for key in ("primary", "secondary"):
            found[key] = [self._code(name, key) for name in _parts(self.text(key))]
        risk = self.text("risk_measure")
        found["risk_measure"] = self._code(risk, "risk_measure") if risk else None
        found["primary_for"] = [self._chosen(line) for line in self._lines("primary_for")]
        found["section"] = [_section(line) for line in self._lines("section")]
        found["inactivity"] = self._ladder()
        stated = [_statement(line, "competence") for line in self._lines("competence")]
        if len(stated) != 1:
            raise InvalidValue("competence", "empty" if not stated else "format")
        found["competence"] = stated[0]
        for key in ("fact", "caution"):
            found[key] = [_statement(line, key) for line in self._lines(key)]
        found["support"] = [
            _support(head, line) for head in SupportHead for line in self._lines(f"support_{head}")
        ]
        return found

    def _ladder(self) -> list[dict[str, Any]]:
        """The program's own days for the clinic's steps; none where the clinic's days hold."""
        days = _parts(self.text("inactivity"))
        if not days:
            return []
        steps = self._known.limits.inactivity
        if len(days) != len(steps) or not all(map(_is_figure, days)):
            raise InvalidValue("inactivity", "format")
        return [
            {"code": step.code, "days": int(day)} for step, day in zip(steps, days, strict=True)
        ]

    def typed(self) -> dict[str, str]:
        """Every field as text, to keep and to bring back."""
        texts = {key: self.text(key) for key in self.blocks if key not in {"audience", "kind"}}
        return {**texts, "audience": str(self._audience.value), "kind": str(self._kind.value)}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Bring back what `typed` gave."""
        for key, text in kept.items():
            if key == "audience":
                self._audience.set_value(text)
            elif key == "kind":
                self._kind.set_value(text)
            elif key in self.blocks:
                self._set(key, str(text))

    # --- fields ------------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """What a field says."""
        field = self.blocks[key].field
        if isinstance(field, TextEdit):
            return field.toPlainText().strip()
        return field.text().strip() if isinstance(field, LineEdit) else ""

    def _lines(self, key: str) -> list[str]:
        return [line.strip() for line in self.text(key).splitlines() if line.strip()]

    def _set(self, key: str, text: str) -> None:
        field = self.blocks[key].field
        if isinstance(field, TextEdit):
            field.setPlainText(text)
        elif isinstance(field, LineEdit):
            field.setText(text)

    def _figure(self, key: str) -> int | None:
        text = self.text(key)
        if not text and key in _MAY_BE_EMPTY:
            return None
        if not _is_figure(text):
            raise InvalidValue(key, "not_a_number")
        return int(text)

    def _shown(self, code: str) -> str:
        form = self._known.instruments.get(code)
        return code if form is None else form.name

    def _code(self, name: str, key: str) -> str:
        """The code of a form by its name or code, whichever was written."""
        wanted = name.casefold().replace("\N{NON-BREAKING HYPHEN}", "-")
        for code, form in self._known.instruments.items():
            if wanted in {code, form.name.casefold()}:
                return code
        raise InvalidValue(key, "unknown")

    def _chosen(self, line: str) -> dict[str, Any]:
        diagnoses, colon, names = line.partition(":")
        if not colon:
            raise InvalidValue("primary_for", "format")
        codes = [self._code(name, "primary_for") for name in _parts(names)]
        return {"diagnoses": _parts(diagnoses), "instruments": codes}

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        heads = (
            self.tr("The program"),
            self.tr("Ages, length and pace"),
            self.tr("Diagnoses and questionnaires"),
            self.tr("For the clinician"),
        )
        for head, words in zip(self._heads, heads, strict=True):
            head.setText(words)
        labels = {
            "code": self.tr("Code: small letters, digits and hyphens"),
            "name": self.tr("Name"),
            "target": self.tr("For whom"),
            "publisher": self.tr("Publisher"),
            "source": self.tr("Source"),
            "audience": self.tr("Who works in it"),
            "min_age": self.tr("From the age of"),
            "max_age": self.tr("To the age of"),
            "sections": self.tr("Number of sections"),
            "weeks": self.tr("Weeks by the publisher"),
            "interval_days": self.tr("Days from measure to measure"),
            "minutes_low": self.tr("Clinician's minutes a week, from"),
            "minutes_high": self.tr("Clinician's minutes a week, to"),
            "inactivity": self.tr("Inactivity ladder, days of silence"),
            "kind": self.tr("Kind, as the medicine rule asks"),
            "section": self.tr("Titles of sections"),
            "diagnoses": self.tr("Diagnosis codes"),
            "primary": self.tr("Main measures"),
            "primary_for": self.tr("Main measures by diagnosis"),
            "secondary": self.tr("Other measures"),
            "risk_measure": self.tr("Risk measure"),
            "competence": self.tr("What the clinician needs"),
            "fact": self.tr("Facts"),
            "caution": self.tr("Think of"),
        }
        for place in SupportHead:
            labels[f"support_{place}"] = say("ProgramWords", SUPPORT_HEADS[place])
        for key, block in self.blocks.items():
            block.set_label(labels[key])
        commas = self.tr("Separate with commas.")
        for key in _CODES:
            self.blocks[key].set_help(commas)
        self.blocks["inactivity"].set_help(
            self.tr("Four days in rising order with commas. Empty: the clinic's, {days}.").format(
                days=", ".join(str(step.days) for step in self._known.limits.inactivity)
            )
        )
        self.blocks["section"].set_help(
            self.tr("One line each: 1: Title. Without a title it is called Avsnitt 1.")
        )
        self.blocks["primary_for"].set_help(self.tr("One line each: F40.1: LSAS-SR"))
        stated = self.tr("One line each: text | source. End with | uncertain where it is.")
        for key in ("competence", "fact", "caution"):
            self.blocks[key].set_help(stated)
        for key in _SUPPORT:
            self.blocks[key].set_help(
                self.tr(
                    "One line each: text | link | source. A link begins with https:// or file:///"
                )
            )
        self._audience.set_options(
            [("patient", self.tr("The patient")), ("guardian", self.tr("A guardian"))]
        )
        self._kind.set_options(
            [
                (_NEITHER, self.tr("Neither exposure nor sleep treatment")),
                (_EXPOSURE, self.tr("Contains exposure")),
                (_SLEEP, self.tr("Sleep treatment")),
            ]
        )


_UNCERTAIN = frozenset({"uncertain", "osäker", "osäkert"})


def _is_figure(text: str) -> bool:
    """A whole number of 0–9; no count of years, weeks or sections has more digits."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _line(statement: Mapping[str, Any]) -> str:
    parts = [statement["text"], statement["source"]]
    return " | ".join([*parts, "osäker"] if statement.get("uncertain") else parts)


def _statement(line: str, key: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    uncertain = parts[-1].casefold() in _UNCERTAIN
    told = parts[:-1] if uncertain else parts
    if len(told) != 2 or not all(told):
        raise InvalidValue(key, "needs_source")
    return {"text": told[0], "source": told[1], "uncertain": True if uncertain else None}


def _section(line: str) -> dict[str, Any]:
    number, colon, title = line.partition(":")
    if not (colon and _is_figure(number.strip()) and title.strip()):
        raise InvalidValue("section", "format")
    return {"number": int(number), "title": title.strip()}


def _support_line(row: Mapping[str, Any]) -> str:
    parts = [row["text"], row.get("link", ""), row.get("source", "")]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _support(head: SupportHead, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > 3 or not parts[0]:
        raise InvalidValue(f"support_{head}", "format")
    text, link, source = (*parts, "", "")[:3]
    return {"head": head.value, "text": text, "link": link or None, "source": source or None}
