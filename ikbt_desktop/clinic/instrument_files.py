"""Reads an instrument file and refuses it unless its ranges, bands, rules and examples agree."""

from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from ikbt_desktop.clinic.instrument_checks import CHECKS, check_range
from ikbt_desktop.clinic.instruments import (
    SEXES,
    Band,
    ChangeFigure,
    Cutoff,
    Direction,
    Example,
    FlagWord,
    Instrument,
    Item,
    Level,
    MissingRule,
    Recovery,
    RiskRule,
    Scoring,
    Skip,
    Subscale,
)
from ikbt_desktop.clinic.reading import Table

UNANSWERED = "-"
"""How an example writes an unanswered item: TOML has no word for nothing."""

_Word = TypeVar("_Word", bound=StrEnum)


def read_instrument(table: Table) -> Instrument:
    """The instrument of a file. Raises `BrokenResource` naming file and key."""
    instrument = _read(table)
    check_range(table, instrument)
    table.finish()
    for check in CHECKS:
        check(table, instrument)
    return instrument


def read_kept_instrument(table: Table) -> Instrument:
    """The instrument of a file that passed the checks of its day."""
    return _read(table)


def _read(table: Table) -> Instrument:
    items = tuple(_items(table))
    return Instrument(
        code=table.text("code"),
        name=table.text("name"),
        full_name=table.text("full_name"),
        version=table.text("version"),
        source=table.text("source"),
        rights=table.text("rights"),
        scoring=_word(table, "scoring", Scoring, Scoring.SUM),
        direction=_word(table, "higher_is", Direction, Direction.WORSE),
        lookback_days=_optional_days(table, "lookback_days"),
        interval_days=_optional_days(table, "interval_days"),
        items=items,
        subscales=tuple(_subscales(table)),
        bands=tuple(_bands(table)),
        band_source=table.text("band_source", ""),
        cutoffs=tuple(_cutoffs(table)),
        missing=_missing(table),
        risks=tuple(_risks(table)),
        changes=tuple(_changes(table)),
        recovery=_recovery(table),
        cautions=table.texts("cautions"),
        doubts=table.texts("doubts"),
        examples=tuple(_examples(table)),
    )


def _items(table: Table) -> Iterator[Item]:
    low, high = table.integer("minimum"), table.integer("maximum")
    if not 0 <= low < high:
        table.refuse("maximum", "must be above minimum, and both at least 0")
    for place, row in enumerate(table.tables("item"), start=1):
        values = row.integers("values") or tuple(range(low, high + 1))
        if list(values) != sorted(set(values)) or values[0] < 0:
            row.refuse("values", "must rise from 0 or more")
        item = Item(
            number=row.integer("number"),
            topic=row.text("topic"),
            values=values,
            reverse=row.flag("reverse", default=False),
            printed=row.text("printed", ""),
        )
        if item.number != place:
            row.refuse("number", f"must be {place}: items stand in order from 1")
        row.finish()
        yield item


def _subscales(table: Table) -> Iterator[Subscale]:
    for row in table.tables("subscale"):
        yield Subscale(
            name=row.text("name"),
            word=row.text("word"),
            items=row.integers("items"),
            scoring=_word(row, "scoring", Scoring, Scoring.SUM),
            most_missing=row.integer("most_missing", 0),
        )
        row.finish()


def _bands(table: Table) -> Iterator[Band]:
    for row in table.tables("band"):
        yield Band(
            name=row.text("name"),
            low=row.integer("low"),
            high=row.integer("high"),
            word=row.text("word"),
            guidance_only=row.flag("guidance_only", default=False),
            uncertain=row.flag("uncertain", default=False),
            english_word=row.text("english", default=""),
        )
        row.finish()


def _cutoffs(table: Table) -> Iterator[Cutoff]:
    for row in table.tables("cutoff"):
        yield Cutoff(
            at_least=row.number("at_least"),
            sex=_sex(row),
            chosen=row.flag("chosen", default=False),
            uncertain=_uncertain(row),
            source=row.text("source"),
            note=row.text("note", ""),
        )
        row.finish()


def _missing(table: Table) -> MissingRule:
    if table.raw("missing") == "refuse":
        return MissingRule()
    row = table.table("missing")
    rule = MissingRule(
        most=row.integer("most", 0),
        rounded=row.flag("rounded", default=False),
        skips=tuple(_skips(row)),
        not_applicable=row.integers("not_applicable"),
        source=row.text("source"),
    )
    row.finish()
    return rule


def _skips(table: Table) -> Iterator[Skip]:
    for row in table.tables("skip"):
        yield Skip(zero=row.integers("zero"), skipped=row.integers("skipped"))
        row.finish()


def _risks(table: Table) -> Iterator[RiskRule]:
    for row in table.tables("risk"):
        limits = [key for key in ("at_least", "more_than", "rise") if row.has(key)]
        if len(limits) != 1:
            row.refuse("at_least", "exactly one of at_least, more_than and rise")
        rise = _optional_integer(row, "rise")
        if rise is not None and rise < 1:
            row.refuse("rise", "must be 1 or more")
        yield RiskRule(
            name=row.text("name"),
            item=_optional_integer(row, "item"),
            at_least=_optional_integer(row, "at_least"),
            more_than=_optional_integer(row, "more_than"),
            rise=rise,
            flag=_word(row, "flag", FlagWord, None),
            level=_word(row, "level", Level, None),
            uncertain=_uncertain(row),
            source=row.text("source"),
            note=row.text("note", ""),
        )
        row.finish()


def _changes(table: Table) -> Iterator[ChangeFigure]:
    for row in table.tables("reliable_change"):
        figure = ChangeFigure(
            value=row.number("value"),
            basis=row.text("basis"),
            study=row.text("study"),
            chosen=row.flag("chosen", default=False),
            uncertain=_uncertain(row),
            note=row.text("note", ""),
        )
        if figure.value <= 0:
            row.refuse("value", "must be above 0")
        if figure.chosen and figure.uncertain:
            row.refuse("chosen", "an uncertain figure is listed, never in use")
        row.finish()
        yield figure


def _recovery(table: Table) -> Recovery | None:
    if not table.has("recovery"):
        return None
    row = table.table("recovery")
    recovery = Recovery(
        below=row.integer("below"),
        source=row.text("source"),
        guidance_only=row.flag("guidance_only", default=False),
    )
    row.finish()
    return recovery


def _examples(table: Table) -> Iterator[Example]:
    for row in table.tables("example"):
        if row.has("total") == row.flag("unscored", default=False):
            row.refuse("total", "either a total or unscored = true")
        example = Example(
            answers=tuple(_answers(row, "answers")),
            total=row.number("total") if row.has("total") else None,
            band=row.text("band") if row.has("band") else None,
            flags=frozenset(row.texts("flags")),
            subscales=MappingProxyType(dict(_figures(row))),
            sex=_sex(row),
            previous=tuple(_answers(row, "previous")) if row.has("previous") else None,
        )
        row.finish()
        yield example


def _answers(row: Table, key: str) -> Iterator[int | None]:
    values = row.raw(key)
    if not isinstance(values, list):
        row.refuse(key, f'must be a list of whole numbers and "{UNANSWERED}"')
    yield from (None if value == UNANSWERED else value for value in values)


def _figures(row: Table) -> Iterator[tuple[str, int | float]]:
    if row.has("subscales"):
        scales = row.table("subscales")
        yield from ((name, scales.number(name)) for name in scales.values)


def _word(table: Table, key: str, words: type[_Word], default: _Word | None) -> _Word:
    text = table.text(key, default)
    if text not in {str(word) for word in words}:
        table.refuse(key, f"must be one of {', '.join(words)}")
    return words(text)


def _sex(row: Table) -> str | None:
    if not row.has("sex"):
        return None
    sex = row.text("sex")
    if sex not in SEXES:
        row.refuse("sex", "must be male or female")
    return sex


def _uncertain(row: Table) -> bool:
    """An uncertain figure must say why, so that the screen can."""
    uncertain = row.flag("uncertain", default=False)
    if uncertain and not row.has("note"):
        row.refuse("note", "an uncertain figure needs a note")
    return uncertain


def _optional_integer(table: Table, key: str) -> int | None:
    return table.integer(key) if table.has(key) else None


def _optional_days(table: Table, key: str) -> int | None:
    days = _optional_integer(table, key)
    if days is not None and days < 1:
        table.refuse(key, "must be 1 or more")
    return days
