"""What Tab does on a page, told by names and places as a person sees them."""

import re
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

_FURTHEST = 200


def tab_chain(page: QWidget, first: QWidget) -> list[QWidget]:
    """Press Tab from `first` until it comes round again; what had the focus, in order."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found = [first]
    for _ in range(_FURTHEST):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        if reached is first or reached is None:
            return found
        if page.isAncestorOf(reached):
            found.append(reached)
    raise AssertionError("Tab never comes round")


def steps_up(widgets: list[QWidget], within: QWidget) -> list[tuple[str, str]]:
    """The pairs where Tab goes up inside `within`, or left on the same line."""
    inside = [widget for widget in widgets if within.isAncestorOf(widget)]
    return [
        (one.objectName(), other.objectName())
        for one, other in pairwise(inside)
        if _is_before(_box(other, within), _box(one, within))
    ]


def _box(widget: QWidget, within: QWidget) -> tuple[int, int, int, int]:
    corner = widget.mapTo(within, QPoint(0, 0))
    return corner.x(), corner.y(), widget.width(), widget.height()


def _is_before(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Wholly above, or on the same line and to the left."""
    if one[1] + one[3] <= other[1]:
        return True
    same_line = one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
    return same_line and one[0] + one[2] <= other[0]


def shared_mnemonics(page: QWidget) -> dict[str, list[str]]:
    """The letters that two visible parts of a page both take with Alt."""
    taken: dict[str, list[str]] = {}
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLabel):
            found = re.search(r"&([^&])", widget.text().replace("&&", ""))
            if found is not None:
                taken.setdefault(found[1].lower(), []).append(widget.text())
    return {letter: texts for letter, texts in taken.items() if len(texts) > 1}
