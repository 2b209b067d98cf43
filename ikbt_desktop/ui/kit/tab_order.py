"""Tab goes as one reads: by where things stand, not by the order in which they were made.

Neither layouts nor the chain are asked: PySide keeps what QLayout.itemAt gave after Qt has deleted
it, and QWidget.nextInFocusChain makes the window a child of its own last field, which ends badly.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

Span = Callable[[QRect], tuple[int, int]]


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
    placed = _sorted([child for child in children if not child.isHidden()])
    for place, child in enumerate(children):
        if child.isHidden():
            at = placed.index(children[place - 1]) + 1 if place else 0
            placed.insert(at, child)
    return placed


def _sorted(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Cut across where a line of nothing goes, else downwards, until each stands alone."""
    for span in (_down, _across):
        parts = _cut(widgets, span)
        if len(parts) > 1:
            return [widget for part in parts for widget in _sorted(part)]
    return sorted(widgets, key=lambda one: (one.y(), one.x()))


def _cut(widgets: Sequence[QWidget], span: Span) -> list[list[QWidget]]:
    parts: list[list[QWidget]] = []
    reached = 0
    for widget in sorted(widgets, key=lambda one: span(one.geometry())):
        start, end = span(widget.geometry())
        if not parts or start >= reached:
            parts.append([])
        parts[-1].append(widget)
        reached = max(reached, end)
    return parts


def _down(box: QRect) -> tuple[int, int]:
    return box.y(), box.y() + box.height()


def _across(box: QRect) -> tuple[int, int]:
    return box.x(), box.x() + box.width()
