"""Reads an instrument file and refuses it unless its ranges, bands, rules and examples agree."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from ikbt_desktop.clinic.instruments import (
    Band,
    ChangeFigure,
    Cutoff,
    Direction,
    Example,
    Flag,
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
from ikbt_desktop.errors import InvalidAnswers

UNANSWERED = "-"
"""How an example writes an unanswered item: TOML has no word for nothing."""

_Word = TypeVar("_Word", bound=StrEnum)


def read_instrument(table: Table) -> Instrument:
    """The instrument of a file. Raises `BrokenResource` naming file and key."""
    instrument = _read(table)
    _check_range(table, instrument)
    table.finish()
    for check in _CHECKS:
        check(table, instrument)
    return instrument


# --- reading ---------------------------------------------------------------------------------


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
        lookback_days=_optional_integer(table, "lookback_days"),
        interval_days=_optional_integer(table, "interval_days"),
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
        yield RiskRule(
            name=row.text("name"),
            item=_optional_integer(row, "item"),
            at_least=_optional_integer(row, "at_least"),
            more_than=_optional_integer(row, "more_than"),
            rise=_optional_integer(row, "rise"),
            flag=_word(row, "flag", Flag, None),
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
            answers=tuple(_answers(row)),
            total=row.number("total") if row.has("total") else None,
            band=row.text("band") if row.has("band") else None,
            flags=frozenset(row.texts("flags")),
            subscales=MappingProxyType(dict(_figures(row))),
            sex=_sex(row),
        )
        row.finish()
        yield example


def _answers(row: Table) -> Iterator[int | None]:
    values = row.raw("answers")
    if not isinstance(values, list):
        row.refuse("answers", f'must be a list of whole numbers and "{UNANSWERED}"')
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
    if sex not in {"male", "female"}:
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


# --- checking: does the file agree with itself? -------------------------------------------------


def _check_range(table: Table, instrument: Instrument) -> None:
    """The range that the source prints must be the one that the items give."""
    stated = (table.raw("total_minimum"), table.raw("total_maximum"))
    if not instrument.items:
        table.refuse("item", "missing")
    if stated[0] != instrument.minimum:
        table.refuse("total_minimum", f"the items give {instrument.minimum}")
    if stated[1] != instrument.maximum:
        table.refuse("total_maximum", f"the items give {instrument.maximum}")


def _check_items_named(table: Table, instrument: Instrument) -> None:
    """Every rule and scale names items that exist."""
    known = {item.number for item in instrument.items}
    reverse = {item.number for item in instrument.items if item.reverse}
    for place, scale in enumerate(instrument.subscales, start=1):
        if not scale.items or not known.issuperset(scale.items):
            table.refuse(f"subscale[{place}].items", "names an item that is not there")
        if len(set(scale.items)) != len(scale.items):
            table.refuse(f"subscale[{place}].items", "names an item twice")
        if not 0 <= scale.most_missing < len(scale.items):
            table.refuse(f"subscale[{place}].most_missing", "must leave an answered item")
    for place, rule in enumerate(instrument.risks, start=1):
        if rule.item is not None and rule.item not in known - reverse:
            table.refuse(f"risk[{place}].item", "names no item, or a reversed one")
        if rule.item is None and instrument.scoring is not Scoring.SUM:
            table.refuse(f"risk[{place}].item", "a rule on the total needs a sum")
    named = [n for skip in instrument.missing.skips for n in skip.zero + skip.skipped]
    if not known.issuperset([*named, *instrument.missing.not_applicable]):
        table.refuse("missing", "names an item that is not there")
    if not 0 <= instrument.missing.most < len(instrument.items):
        table.refuse("missing.most", "must leave an answered item")


def _check_names_once(table: Table, instrument: Instrument) -> None:
    for key, names in (
        ("subscale", [scale.name for scale in instrument.subscales]),
        ("band", [band.name for band in instrument.bands]),
        ("risk", [rule.name for rule in instrument.risks]),
    ):
        if len(set(names)) != len(names):
            table.refuse(f"{key}.name", "the same name twice")
    if sum(figure.chosen for figure in instrument.changes) > 1:
        table.refuse("reliable_change.chosen", "at most one figure is in use")
    chosen = [limit.sex for limit in instrument.cutoffs if limit.chosen]
    if len(set(chosen)) != len(chosen) or (None in chosen and len(chosen) > 1):
        table.refuse("cutoff.chosen", "at most one limit is in use for each sex")


def _check_bands(table: Table, instrument: Instrument) -> None:
    """Bands meet without gap or overlap, from the lowest total to the highest."""
    if not instrument.bands:
        return
    if instrument.scoring is not Scoring.SUM:
        table.refuse("band", "bands need a sum")
    if not instrument.band_source:
        table.refuse("band_source", "missing")
    if any(band.uncertain for band in instrument.bands) and not instrument.doubts:
        table.refuse("doubts", "uncertain bands need a sentence that says so")
    start = instrument.minimum
    for place, band in enumerate(instrument.bands, start=1):
        if band.low != start:
            table.refuse(f"band[{place}].low", f"must be {start}: no gap, no overlap")
        if band.high < band.low:
            table.refuse(f"band[{place}].high", "must not be below low")
        start = band.high + 1
    if instrument.bands[-1].high != instrument.maximum:
        table.refuse(f"band[{len(instrument.bands)}].high", f"must be {instrument.maximum}")


def _check_limits(table: Table, instrument: Instrument) -> None:
    """A limit that no total can reach, or that every total reaches, is a slip of the pen."""
    low, high = instrument.minimum, instrument.maximum
    figures = [(f"cutoff[{n}].at_least", c.at_least) for n, c in enumerate(instrument.cutoffs, 1)]
    if instrument.recovery is not None:
        figures.append(("recovery.below", instrument.recovery.below))
    for key, figure in figures:
        if low is None or high is None or not low < figure <= high:
            table.refuse(key, "lies outside the totals")


def _check_examples(table: Table, instrument: Instrument) -> None:
    """Each example comes out as the hand worked it."""
    names = {scale.name for scale in instrument.subscales}
    for place, example in enumerate(instrument.examples, start=1):
        key = f"example[{place}]."
        try:
            score = instrument.score(example.answers, sex=example.sex)
        except InvalidAnswers as fault:
            table.refuse(f"{key}answers", f"item {fault.item}: {fault.reason}")
        worked: Sequence[tuple[str, Any, Any]] = (
            ("total", example.total, score.total),
            ("band", example.band, score.band.name if score.band else None),
            ("flags", sorted(example.flags), sorted(score.flags)),
        )
        for name, wanted, got in worked:
            if wanted != got:
                table.refuse(f"{key}{name}", f"the rules give {got}")
        for name, wanted in example.subscales.items():
            if name not in names or score.subscales.get(name) != wanted:
                table.refuse(f"{key}subscales.{name}", "the rules give another figure")
    for scale in instrument.subscales:
        if not any(scale.name in example.subscales for example in instrument.examples):
            table.refuse("example", f"none works the subscale {scale.name}")


def _check_edges_worked(table: Table, instrument: Instrument) -> None:
    """An example stands at both edges of each band and on both sides of each limit in use."""
    totals = {example.total for example in instrument.examples}
    for band in instrument.bands:
        for edge in (band.low, band.high):
            if edge not in totals:
                table.refuse("example", f"none at {edge}, an edge of the band {band.name}")
    for limit in instrument.cutoffs:
        if limit.chosen:
            _check_limit_worked(table, instrument, limit)


def _check_limit_worked(table: Table, instrument: Instrument, limit: Cutoff) -> None:
    known = [
        example
        for example in instrument.examples
        if example.total is not None and limit.sex in {None, example.sex}
    ]
    reached = [e.total for e in known if Flag.ABOVE_CUTOFF in e.flags]
    under = [e.total for e in known if Flag.ABOVE_CUTOFF not in e.flags]
    exact = instrument.scoring is Scoring.SUM  # a mean may never fall upon its limit
    if not reached or (exact and limit.at_least not in reached):
        table.refuse("example", f"none reaches the limit {limit.at_least}")
    if not under or (exact and limit.at_least - 1 not in under):
        table.refuse("example", f"none just under the limit {limit.at_least}")


def _check_risks_worked(table: Table, instrument: Instrument) -> None:
    """Each risk rule has an example at its edge and one just below it."""
    for rule in instrument.risks:
        if rule.rise is not None:
            continue  # needs two measurements: tests/clinic/test_risk.py
        edge = rule.at_least if rule.more_than is None else rule.more_than + 1
        assert edge is not None
        seen = {_seen(rule, example) for example in instrument.examples}
        if edge not in seen:
            table.refuse("example", f"none at {edge}, where the rule {rule.name} begins")
        if edge - 1 not in seen:
            table.refuse("example", f"none at {edge - 1}, just below the rule {rule.name}")


def _seen(rule: RiskRule, example: Example) -> int | float | None:
    return example.total if rule.item is None else example.answers[rule.item - 1]


def _check_missing_worked(table: Table, instrument: Instrument) -> None:
    """The missing rule is worked: the most that may be left, and one more."""
    rule = instrument.missing
    left = {
        len(instrument.score(example.answers).missing_items): example
        for example in instrument.examples
    }
    if rule.most + 1 not in left:
        table.refuse("example", f"none with {rule.most + 1} unanswered, which the rule refuses")
    if rule.most not in left:
        table.refuse("example", f"none with {rule.most} unanswered, which the rule allows")
    for skip in rule.skips:
        if not any(_skips_all(skip, example) for example in instrument.examples):
            table.refuse("example", f"none skips the items {list(skip.skipped)}")
    for number in rule.not_applicable:
        if not any(
            example.answers[number - 1] is None and example.total is not None
            for example in instrument.examples
        ):
            table.refuse("example", f"none leaves item {number}, which may not concern the patient")


def _skips_all(skip: Skip, example: Example) -> bool:
    return (
        example.total is not None
        and all(example.answers[number - 1] == 0 for number in skip.zero)
        and all(example.answers[number - 1] is None for number in skip.skipped)
    )


def _check_reversals_worked(table: Table, instrument: Instrument) -> None:
    """Each reversed item has a pair of examples, all else equal, that shows it turned."""
    for item in instrument.items:
        if item.reverse and not _turned(instrument.examples, item.number):
            table.refuse("example", f"no pair shows that item {item.number} is reversed")


def _turned(examples: Sequence[Example], number: int) -> bool:
    for one in examples:
        for other in examples:
            differs = [
                place
                for place, pair in enumerate(zip(one.answers, other.answers, strict=True), start=1)
                if pair[0] != pair[1]
            ]
            low, high = one.answers[number - 1], other.answers[number - 1]
            if differs != [number] or low is None or high is None:
                continue
            if one.total is not None and other.total is not None and low < high:
                return one.total > other.total
    return False


_CHECKS: tuple[Callable[[Table, Instrument], None], ...] = (
    _check_items_named,
    _check_names_once,
    _check_bands,
    _check_limits,
    _check_examples,
    _check_edges_worked,
    _check_risks_worked,
    _check_missing_worked,
    _check_reversals_worked,
)
