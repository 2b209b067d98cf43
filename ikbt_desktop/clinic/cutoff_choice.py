"""Another published cut-off of a questionnaire: the same file, with other limits marked as in use.

The limits and their sources stand in the file already; the clinic only says which of them holds.
The worked examples are marked anew, and one is added on each side of a limit that had none.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ikbt_desktop.clinic.data_files import DataFile, FileKind, read_kept
from ikbt_desktop.clinic.instruments import SEXES, Cutoff, FlagWord, Instrument, Item, Scoring
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.errors import InvalidValue

_UNANSWERED = "-"


@dataclass(frozen=True)
class Choice:
    """Limits that belong together: one for everybody, or one for each sex. Places in the file."""

    limits: tuple[Cutoff, ...]
    places: tuple[int, ...]

    @property
    def in_use(self) -> bool:
        """Whether these hold now."""
        return all(limit.chosen for limit in self.limits)


def choices(instrument: Instrument) -> tuple[Choice, ...]:
    """Every published limit that may be in use, in the order of the file; uncertain ones not."""
    known = [(place, one) for place, one in enumerate(instrument.cutoffs) if not one.uncertain]
    whole = [Choice((one,), (place,)) for place, one in known if one.sex is None]
    by_sex = [[pair for pair in known if pair[1].sex == sex] for sex in SEXES]
    both = [
        Choice(tuple(one for _, one in pair), tuple(place for place, _ in pair))
        for pair in zip(*by_sex, strict=False)
    ]
    return tuple(sorted([*both, *whole], key=lambda choice: choice.places))


def with_choice(values: Mapping[str, Any], choice: Choice, *, version: str) -> dict[str, Any]:
    """The file's values with these limits in use and a version of its own.

    Raises `InvalidValue` ("cutoff", "unchanged") where they hold already.
    """
    if choice.in_use:
        raise InvalidValue("cutoff", "unchanged")
    changed = copy.deepcopy(dict(values))
    changed["version"] = version
    for place, row in enumerate(changed["cutoff"]):
        row["chosen"] = True if place in choice.places else None
    form = _read(changed)
    changed["example"] = [
        *(_marked(form, row) for row in changed["example"]),
        *_added(form, choice, changed["example"]),
    ]
    return changed


def _read(values: Mapping[str, Any]) -> Instrument:
    file = DataFile(FileKind.INSTRUMENT, values["code"], values["version"], written(values))
    form = read_kept(file)
    assert isinstance(form, Instrument)  # the kind says so
    return form


def _marked(form: Instrument, row: Mapping[str, Any]) -> dict[str, Any]:
    """The example as it was, above or below the limit as it now stands."""
    answers = [None if answer == _UNANSWERED else answer for answer in row["answers"]]
    above = FlagWord.ABOVE_CUTOFF in form.score(answers, sex=row.get("sex")).flags
    flags = {flag for flag in row.get("flags", ()) if flag != FlagWord.ABOVE_CUTOFF}
    flags |= {FlagWord.ABOVE_CUTOFF.value} if above else set()
    return {**row, "flags": sorted(flags)}


def _added(
    form: Instrument, choice: Choice, rows: list[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """An example at each limit and just under it, where the file has none of that total."""
    if form.scoring is not Scoring.SUM:
        return
    for limit in choice.limits:
        known = {row.get("total") for row in rows if limit.sex in {None, row.get("sex")}}
        for total in (int(limit.at_least), int(limit.at_least) - 1):
            if total not in known:
                yield _example(form, total, limit.sex)


def _example(form: Instrument, total: int, sex: str | None) -> dict[str, Any]:
    """The first items as high as they go, the others as low, until the total is reached."""
    lowest = [min(item.values, key=item.value) for item in form.items]
    answers, left = list(lowest), total - sum(map(_value, form.items, lowest))
    for place, item in enumerate(form.items):
        low = item.value(lowest[place])
        best = max((one for one in item.values if item.value(one) - low <= left), key=item.value)
        answers[place], left = best, left - (item.value(best) - low)
    score = form.score(answers, sex=sex)
    return {
        "answers": answers,
        "total": score.total,
        "band": None if score.band is None else score.band.name,
        "sex": sex,
        "flags": sorted(score.flags),
    }


def _value(item: Item, answer: int) -> int:
    return item.value(answer)
