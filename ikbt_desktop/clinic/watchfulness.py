"""A clinic's own version may watch for risk more closely than the shipped one, never less."""

from ikbt_desktop.clinic.criteria import Criteria
from ikbt_desktop.clinic.instruments import Instrument, Level, RiskRule
from ikbt_desktop.clinic.reading import Table

_LIMITS = ("madrs_above", "madrs_item_at_least")


def ensure_as_watchful(table: Table, own: Instrument, shipped: Instrument) -> None:
    """Each shipped risk rule is there, at its limit or a lower one, and not softer."""
    if len(own.items) != len(shipped.items):
        table.refuse("item", f"must be {len(shipped.items)} items, as the shipped form has")
    for rule in shipped.risks:
        if not any(_as_close(kept, rule) for kept in own.risks):
            table.refuse("risk", f"the shipped rule {rule.name} is missing or looser")


def _as_close(own: RiskRule, shipped: RiskRule) -> bool:
    """Whether the clinic's rule fires whenever the shipped one does."""
    if own.item != shipped.item or (shipped.level is Level.RED and own.level is not Level.RED):
        return False
    if shipped.rise is not None:
        return own.rise is not None and own.rise <= shipped.rise
    begins = _begins(own)
    limit = _begins(shipped)
    assert limit is not None  # a rule has exactly one limit
    return begins is not None and begins <= limit


def _begins(rule: RiskRule) -> int | None:
    """The lowest whole value that fires; None for a rule on a rise."""
    if rule.more_than is not None:
        return rule.more_than + 1
    return rule.at_least


def ensure_limits_as_low(table: Table, own: Criteria, shipped: Criteria) -> None:
    """EXC-3: the in-depth assessment is asked for no later than the shipped limits ask for it."""
    limits = table.table("thresholds")
    if own.thresholds.madrs_item != shipped.thresholds.madrs_item:
        limits.refuse("madrs_item", f"must be {shipped.thresholds.madrs_item}")
    for name in _LIMITS:
        highest = getattr(shipped.thresholds, name)
        if getattr(own.thresholds, name) > highest:
            limits.refuse(name, f"must not be above {highest:g}, the shipped limit")
