"""The course checks and the inactivity ladder as the treatment summary tells them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ikbt_desktop.clinic import figures
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.course_check import Action as Chosen
from ikbt_desktop.clinic.course_check import CheckKind, Finding, Sign, Verdict
from ikbt_desktop.clinic.inactivity import NEEDS_NOTE, StepResult
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.exports.wording import Labels, shipped
from ikbt_desktop.models import InactivityRecord, Treatment
from ikbt_desktop.services import course_checks, following
from ikbt_desktop.services.course_checks import RecordedCheck
from ikbt_desktop.services.following import Followed
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_STEPS = {"phone": "phone_step"}  # "phone" alone is the channel of a feedback


@dataclass(frozen=True)
class _Telling:
    followed: Followed
    catalogue: Catalogue
    say: Labels
    today: date


def told(
    work: UnitOfWork, treatment: Treatment, catalogue: Catalogue, *, today: date
) -> tuple[str, ...]:
    """Every check with its action and result, the rule, and each silence with its steps."""
    followed = following.of(work, treatment, catalogue)
    telling = _Telling(followed, catalogue, shipped().of("summary-sentences"), today)
    return (*_checks(telling), *_ladder(telling))


# --- checks ----------------------------------------------------------------------------------


def _checks(telling: _Telling) -> Iterator[str]:
    recorded = list(course_checks.recorded(telling.followed))
    yield from (_check(telling, check) for check in recorded)
    if not any(check.kind is CheckKind.WEEK for check in recorded):
        yield from _unrecorded_week(telling)


def _check(telling: _Telling, check: RecordedCheck) -> str:
    say, facts = telling.say, check.facts
    day = check.noticed_on.isoformat()
    parts = []
    if check.kind is CheckKind.WEEK:
        signs = ", ".join(_kept_signs(say, facts))
        parts.append(say("check_week", week=str(facts["week"]), date=day, signs=signs))
        parts.append(_rule(say, facts["version"], _limits(facts)))
    else:
        signs = "; ".join(_kept_worsenings(telling, facts))
        parts.append(say("check_worse", date=day, signs=signs))
    done = local_day(check.at).isoformat()
    parts.append(say("check_action", date=done, action=say(check.action.value), signer=check.by))
    if check.note:
        key = "check_reason" if check.action is Chosen.NONE else "check_note"
        parts.append(say(key, note=check.note))
    parts.extend(
        say("check_result", date=local_day(result.at).isoformat(), result=result.text)
        for result in check.results
    )
    return " ".join(parts)


def _unrecorded_week(telling: _Telling) -> Iterator[str]:
    """A check that found nothing, or that nobody has answered: both are said."""
    treatment, rule = telling.followed.treatment, telling.catalogue.course_check
    until = min(telling.today, treatment.ended_on or telling.today)
    week = course_checks.week_check(rule, telling.followed, today=until)
    if week is None:
        return
    say, day, number = telling.say, week.day.isoformat(), str(rule.week)
    if not week.is_below:
        yield say("check_expected", week=number, date=day)
        return
    signs = ", ".join(_sign(say, one) for one in week.findings if one.verdict is Verdict.BELOW)
    limits = {one.sign.value: one.wanted for one in week.findings}
    yield " ".join(
        (
            say("check_open", week=number, date=day, signs=signs),
            _rule(say, rule.version, limits),
        )
    )


def _rule(say: Labels, version: str, limits: Mapping[str, float]) -> str:
    written = {sign.value: figures.written(limits[sign.value]) for sign in Sign}
    return say("check_rule", version=version, **written)


def _limits(facts: Mapping[str, Any]) -> dict[str, float]:
    return {one["sign"]: one["wanted"] for one in facts["findings"]}


def _kept_signs(say: Labels, facts: Mapping[str, Any]) -> Iterator[str]:
    for one in facts["findings"]:
        if one["verdict"] == Verdict.BELOW:
            yield _sign_words(say, Sign(one["sign"]), one["value"], one["wanted"])


def _sign(say: Labels, found: Finding) -> str:
    assert found.value is not None  # what is below is known
    return _sign_words(say, found.sign, found.value, found.wanted)


def _sign_words(say: Labels, sign: Sign, value: float, wanted: float) -> str:
    figure = figures.written(abs(value))
    match sign:
        case Sign.CHANGE:
            key = "sign_change" if value > 0 else "sign_change_worse"
            return say("sign_change_same") if value == 0 else say(key, value=figure)
        case Sign.SECTIONS:
            return say("sign_sections", value=figure, wanted=figures.written(wanted))
        case Sign.CONTACT:
            return say("sign_contact", value=figure)


def _kept_worsenings(telling: _Telling, facts: Mapping[str, Any]) -> Iterator[str]:
    for one in facts["worsenings"]:
        instrument = telling.catalogue.instruments.get(one["instrument"])
        name = instrument.name if instrument is not None else one["instrument"]
        yield telling.say(
            f"worse_{one['since']}",
            measure=name.replace("-", _HYPHEN),
            points=figures.written(one["points"]),
            limit=figures.written(one["limit"]),
            source=one["source"].rstrip("."),
        )


# --- the ladder ------------------------------------------------------------------------------


def _ladder(telling: _Telling) -> Iterator[str]:
    """One sentence for each silence that had a step."""
    say = telling.say
    by_silence = groupby(telling.followed.steps, key=lambda row: row.inactive_since)
    for since, rows in by_silence:
        steps = "; ".join(
            say(
                "ladder_step",
                step=_step_name(say, row),
                date=row.done_on.isoformat(),
                result=_result(say, row),
            )
            for row in rows
        )
        yield say("ladder", since=since.isoformat(), steps=steps)


def _step_name(say: Labels, row: InactivityRecord) -> str:
    key = _STEPS.get(row.step, row.step)
    return say(key) if key in say.templates else row.step


def _result(say: Labels, row: InactivityRecord) -> str:
    if StepResult(row.result) in NEEDS_NOTE:
        return say(row.result, note=row.note)
    return say(row.result)
