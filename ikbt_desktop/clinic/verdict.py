"""Why a decision was yes or no, read from its kept judgements and never judged again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ikbt_desktop.clinic.criteria import RULES, Outcome
from ikbt_desktop.clinic.screening import Decision


class Verdict(StrEnum):
    """The kinds of yes and no that there are."""

    PLAIN_YES = "plain_yes"  # nothing spoke against it
    JUDGED_YES = "judged_yes"  # what asked for a judgement was judged
    YES_AGAINST_RULE = "yes_against_rule"  # overridden, with reason and co-signature
    ACUTE_NO = "acute_no"
    RULE_NO = "rule_no"
    CLINICIANS_NO = "clinicians_no"  # no rule said no
    WAIT_FOR_FACTS = "wait_for_facts"
    WAIT = "wait"


@dataclass(frozen=True)
class Why:
    """The verdict, and the rules that it rests on in their order."""

    verdict: Verdict
    rules: tuple[str, ...]


_AGAINST = frozenset({Outcome.EXCLUDE, Outcome.NOT_MET})


def why(decision: str, outcomes: Mapping[str, Outcome]) -> Why:
    """What carried the decision, from the outcome of each rule on its day."""
    if decision == Decision.SUITABLE:
        return _first(
            outcomes,
            (Verdict.YES_AGAINST_RULE, _AGAINST),
            (Verdict.JUDGED_YES, frozenset({Outcome.REVIEW})),
            otherwise=Verdict.PLAIN_YES,
        )
    if decision == Decision.NOT_SUITABLE:
        return _first(
            outcomes,
            (Verdict.ACUTE_NO, frozenset({Outcome.ACUTE})),
            (Verdict.RULE_NO, _AGAINST),
            otherwise=Verdict.CLINICIANS_NO,
        )
    missing = frozenset({Outcome.MISSING, Outcome.NOT_MET})
    return _first(outcomes, (Verdict.WAIT_FOR_FACTS, missing), otherwise=Verdict.WAIT)


def _first(
    outcomes: Mapping[str, Outcome],
    *kinds: tuple[Verdict, frozenset[Outcome]],
    otherwise: Verdict,
) -> Why:
    for verdict, wanted in kinds:
        rules = tuple(rule for rule in in_order(outcomes) if outcomes[rule] in wanted)
        if rules:
            return Why(verdict, rules)
    return Why(otherwise, ())


def in_order(rules: Mapping[str, object]) -> tuple[str, ...]:
    """The rules as the criteria order them; one that is no longer known comes last."""
    known = tuple(rule for rule in RULES if rule in rules)
    return known + tuple(sorted(set(rules) - set(known)))
