"""The parts of a window that F6 goes round, and pages that are put away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_round(
    panes: Sequence[QWidget], step: int, bring: Callable[[QWidget], None] = lambda _pane: None
) -> None:
    """Bring the focus to the next pane (or, with -1, the one before) that can take it.

    ``bring`` is asked to show one that stands behind a tab.
    """
    focused = QApplication.focusWidget()
    here = [
        place
        for place, pane in enumerate(panes)
        if focused is not None and (pane is focused or pane.isAncestorOf(focused))
    ]
    start = here[-1] if here else 0
    for ahead in range(1, len(panes) + 1):
        pane = panes[(start + step * ahead) % len(panes)]
        if not pane.isVisible():
            bring(pane)
        first = _first_focusable(pane)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return


def put_away(page: QWidget) -> None:
    """Hide a page; the focus goes to nobody on the way."""
    focused = QApplication.focusWidget()
    if focused is not None and page.isAncestorOf(focused):
        focused.clearFocus()
    page.hide()


def _first_focusable(pane: QWidget) -> QWidget | None:
    for widget in pane.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return widget
    return None
