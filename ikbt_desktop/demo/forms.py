"""Filled-in forms with a wanted total, as a patient might have answered."""

from ikbt_desktop.clinic.instruments import Instrument, Item

Answers = tuple[int | None, ...]


def filled(instrument: Instrument, total: int, *, risk: int = 0) -> Answers:
    """Answers that add up to the total, evenly spread; the item about risk has `risk`.

    Raises ValueError when no answers give that total.
    """
    watched = {rule.item for rule in instrument.risks if rule.item is not None}
    points = {item.number: risk if item.number in watched else 0 for item in instrument.items}
    left = total - sum(points.values())
    while left > 0:
        raised = False
        for item in instrument.items:
            room = points[item.number] < max(item.values) and item.number not in watched
            if left > 0 and room:
                points[item.number] += 1
                left -= 1
                raised = True
        if not raised:
            raise ValueError(total)
    if left < 0:
        raise ValueError(total)
    return tuple(_answer(item, points[item.number]) for item in instrument.items)


def _answer(item: Item, points: int) -> int:
    return max(item.values) - points if item.reverse else points
