"""Tab goes as one reads: by where things stand, not by the order in which they were made.

Neither layouts nor the chain are asked: PySide keeps what QLayout.itemAt gave after Qt has deleted
it, and QWidget.nextInFocusChain makes the window a child of its own last field, which ends badly.
"""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

Span = tuple[int, int]


def follow_reading(root: QWidget) -> None:
    """Set the Tab order of everything inside `root`; call it when a part has come or moved."""
    before: QWidget | None = None
    for widget in _read(root):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _read(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        inner: QWidget | None = widget.widget()
    elif isinstance(widget, QStackedWidget):
        inner = widget.currentWidget()
    elif isinstance(widget, QAbstractScrollArea | QComboBox):
        return
    else:
        for child in _in_order(widget):
            yield from _read(child)
        return
    if inner is not None:
        yield from _read(inner)


def _in_order(parent: QWidget) -> list[QWidget]:
    """The children as they stand; a hidden one has no place and follows the one made before it."""
    children = [
        child for child in parent.children() if isinstance(child, QWidget) and not child.isWindow()
    ]
    if len(children) < 2:
        return children
    shown = [child for child in children if not child.isHidden()]
    placed = [stand.widget for stand in _sorted([_stand(child) for child in shown])]
    if len(shown) < len(children):
        kept = set(map(id, shown))
        for place, child in enumerate(children):
            if id(child) not in kept:
                at = placed.index(children[place - 1]) + 1 if place else 0
                placed.insert(at, child)
    return placed


class _Stand(NamedTuple):
    """A widget and where it stands."""

    widget: QWidget
    down: Span
    across: Span


def _stand(widget: QWidget) -> _Stand:
    box = widget.geometry()
    x, y = box.x(), box.y()
    return _Stand(widget, (y, y + box.height()), (x, x + box.width()))


def _sorted(stands: list[_Stand]) -> list[_Stand]:
    """Cut across where a line of nothing goes, else downwards, until each stands alone."""
    if len(stands) < 2:
        return stands
    for span in (_DOWN, _ACROSS):
        parts = _cut(stands, span)
        if len(parts) > 1:
            return [stand for part in parts for stand in _sorted(part)]
    return sorted(stands, key=lambda one: (one.down[0], one.across[0]))


def _cut(stands: list[_Stand], span: Callable[[_Stand], Span]) -> list[list[_Stand]]:
    parts: list[list[_Stand]] = []
    reached = 0
    for stand in sorted(stands, key=span):
        start, end = span(stand)
        if not parts or start >= reached:
            parts.append([])
        parts[-1].append(stand)
        reached = max(reached, end)
    return parts


_DOWN: Callable[[_Stand], Span] = attrgetter("down")
_ACROSS: Callable[[_Stand], Span] = attrgetter("across")
