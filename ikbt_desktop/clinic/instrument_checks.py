"""Does an instrument file agree with itself? Ranges, names, bands, limits and worked examples.

Each check refuses what it finds by `BrokenResource`, naming file and key.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ikbt_desktop.clinic.instruments import (
    Cutoff,
    Example,
    FlagWord,
    Instrument,
    RiskRule,
    Scoring,
    Skip,
    Subscale,
)
from ikbt_desktop.clinic.reading import Table
from ikbt_desktop.errors import InvalidAnswers


def check_range(table: Table, instrument: Instrument) -> None:
    """The range that the source prints must be the one that the items give."""
    stated = (table.raw("total_minimum"), table.raw("total_maximum"))
    if not instrument.items:
        table.refuse("item", "missing")
    if instrument.scoring is Scoring.PROFILE:
        table.refuse("scoring", "a profile is no total: write it as a subscale")
    if isinstance(stated[0], bool) or stated[0] != instrument.minimum:
        table.refuse("total_minimum", f"the items give {instrument.minimum}")
    if isinstance(stated[1], bool) or stated[1] != instrument.maximum:
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


def _check_missing_rule(table: Table, instrument: Instrument) -> None:
    """A rule never counts an unanswered item as 0, nor carries a total out of its range."""
    rule = instrument.missing
    always_asked = len(instrument.items) - len(set(rule.not_applicable))
    if not 0 <= rule.most < max(always_asked, 1):
        table.refuse("missing.most", "must leave an answered item")
    if always_asked < 1:
        table.refuse("missing.not_applicable", "must leave an item that concerns everybody")
    for place, skip in enumerate(rule.skips, start=1):
        if not skip.zero or not skip.skipped or set(skip.zero) & set(skip.skipped):
            table.refuse(
                f"missing.skip[{place}].zero", "must be answered items beside the skipped ones"
            )
    if rule.most:
        _check_alike(table, instrument, [item.number for item in instrument.items], "missing.most")
    for place, scale in enumerate(instrument.subscales, start=1):
        if scale.most_missing:
            key = f"subscale[{place}].most_missing"
            _check_alike(table, instrument, scale.items, key)
        if scale.scoring is Scoring.PROFILE and not _has_one_digit(instrument, scale):
            table.refuse(f"subscale[{place}].scoring", "a profile needs answers from 0 to 8")


def _check_alike(table: Table, instrument: Instrument, numbers: Sequence[int], key: str) -> None:
    """The answered items can stand for a missing one only when all have the same range."""
    ranges = {(instrument.items[n - 1].low, instrument.items[n - 1].high) for n in numbers}
    if len(ranges) > 1:
        table.refuse(key, "the items have different ranges: a missing one cannot be made up for")


def _has_one_digit(instrument: Instrument, scale: Subscale) -> bool:
    """9 stands for an unanswered item, and two digits would move the others."""
    return all(instrument.items[number - 1].high < 9 for number in scale.items)


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
        try:
            risen = {str(rule.flag) for rule in _fired(instrument, example)}
        except InvalidAnswers as fault:
            table.refuse(f"{key}previous", f"item {fault.item}: {fault.reason}")
        worked: Sequence[tuple[str, Any, Any]] = (
            ("total", example.total, score.total),
            ("band", example.band, score.band.name if score.band else None),
            ("flags", sorted(example.flags), sorted(score.flags | risen)),
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
    reached = [e.total for e in known if FlagWord.ABOVE_CUTOFF in e.flags]
    under = [e.total for e in known if FlagWord.ABOVE_CUTOFF not in e.flags]
    exact = instrument.scoring is Scoring.SUM  # a mean may never fall upon its limit
    if not reached or (exact and limit.at_least not in reached):
        table.refuse("example", f"none reaches the limit {limit.at_least}")
    if not under or (exact and limit.at_least - 1 not in under):
        table.refuse("example", f"none just under the limit {limit.at_least}")


def _check_risks_worked(table: Table, instrument: Instrument) -> None:
    """Each risk rule has an example at its edge and one just below it, which it alone decides."""
    for rule in instrument.risks:
        edge = _edge(rule)
        begins = [e for e in _at(instrument, rule, edge) if _same_flag(instrument, rule, e) == 1]
        if not begins:
            table.refuse("example", f"none at {edge}, where the rule {rule.name} alone begins")
        below = [e for e in _at(instrument, rule, edge - 1) if not _same_flag(instrument, rule, e)]
        if not below:
            table.refuse("example", f"none at {edge - 1}, just below the rule {rule.name}")


def _edge(rule: RiskRule) -> int:
    """The lowest value that breaks the rule."""
    if rule.more_than is not None:
        return rule.more_than + 1
    edge = rule.rise if rule.at_least is None else rule.at_least
    assert edge is not None
    return edge


def _at(instrument: Instrument, rule: RiskRule, value: int) -> list[Example]:
    return [one for one in instrument.examples if _seen(instrument, rule, one) == value]


def _seen(instrument: Instrument, rule: RiskRule, example: Example) -> int | float | None:
    """What the rule looks at: a whole form's total, an answer, or how far either has risen."""
    if rule.item is None and example.total is None:
        return None
    now = instrument.risk_values(example.answers)[rule.item]
    if rule.rise is None or now is None:
        return now
    before = None
    if example.previous is not None:
        before = instrument.risk_values(example.previous)[rule.item]
    return None if before is None else now - before


def _same_flag(instrument: Instrument, rule: RiskRule, example: Example) -> int:
    """How many rules raise the flag of this one."""
    return sum(fired.flag is rule.flag for fired in _fired(instrument, example))


def _fired(instrument: Instrument, example: Example) -> tuple[RiskRule, ...]:
    before = None if example.previous is None else instrument.check(example.previous)
    return instrument.fired(example.answers, before)


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
    if rule.rounded and not any(_is_rounded(instrument, one) for one in instrument.examples):
        table.refuse("example", "none shows that the total is rounded")
    for scale in instrument.subscales:
        _check_scale_missing_worked(table, instrument, scale)
    for skip in rule.skips:
        if not any(_skips_all(skip, example) for example in instrument.examples):
            table.refuse("example", f"none skips the items {list(skip.skipped)}")
    for number in rule.not_applicable:
        if not any(
            example.answers[number - 1] is None and example.total is not None
            for example in instrument.examples
        ):
            table.refuse("example", f"none leaves item {number}, which may not concern the patient")


def _is_rounded(instrument: Instrument, example: Example) -> bool:
    """Whether the made-up total of the example would have decimals if it were not rounded."""
    left = len(instrument.score(example.answers).missing_items)
    values = instrument.risk_values(example.answers)
    answered = len(instrument.items) - left
    return example.total is not None and bool((values[None] or 0) * (answered + left) % answered)


def _check_scale_missing_worked(table: Table, instrument: Instrument, scale: Subscale) -> None:
    """A subscale that may lack answers is worked at the most it allows and one more."""
    if not scale.most_missing:
        return
    allowed = [e for e in instrument.examples if _left(scale, e) == scale.most_missing]
    if not any(scale.name in example.subscales for example in allowed):
        table.refuse("example", f"none with {scale.most_missing} of {scale.name} unanswered")
    if not any(_left(scale, e) == scale.most_missing + 1 for e in instrument.examples):
        table.refuse("example", f"none with {scale.most_missing + 1} of {scale.name} unanswered")


def _left(scale: Subscale, example: Example) -> int:
    return sum(example.answers[number - 1] is None for number in scale.items)


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


CHECKS: tuple[Callable[[Table, Instrument], None], ...] = (
    _check_items_named,
    _check_missing_rule,
    _check_names_once,
    _check_bands,
    _check_limits,
    _check_examples,
    _check_edges_worked,
    _check_risks_worked,
    _check_missing_worked,
    _check_reversals_worked,
)
