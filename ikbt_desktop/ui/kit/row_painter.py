"""Paints the visible rows of a table in one go.

Qt's own way asks model, style and delegate about each cell, and the asking took twice as long as
the painting: too long at each key of a search.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ikbt_desktop.ui.kit import paint, pill, theme
from ikbt_desktop.ui.kit.laid_out import Face, Texts
from ikbt_desktop.ui.kit.paged_table import Cell, CellValue, Column, IconValue, RowValue, Two
from ikbt_desktop.ui.kit.pill import PillValue

PAD = 12
PILL = 22
BODY: Face = ("body", 400)
NAME: Face = ("body", 500)
STRONG: Face = ("body", 600)
SMALL: Face = ("cap", 400)
_GROUP: Face = ("cap", 600)
_BAR = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands."""

    column: Column
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One visible row."""

    value: RowValue
    top: int
    height: int
    chosen: bool
    hovered: bool


class RowPainter:
    """One painting of a table; the whole row is one thing, so that no joints show."""

    def __init__(
        self,
        painter: QPainter,
        texts: Texts,
        places: Sequence[Place],
        *,
        margin: int,
        focused: bool,
    ) -> None:
        self._painter, self._texts, self._places = painter, texts, places
        self._margin, self._focused = margin, focused
        self._look = look = theme.current()
        self._left = places[0].left
        self._wide = places[-1].left + places[-1].width - self._left
        self._pad, self._gap = look.px(PAD), look.px(4)
        self._body, self._cap = look.line("body"), look.line("cap")

    def paint(self, lines: Iterable[Line]) -> None:
        """Paint these rows."""
        for line in lines:
            if line.value.group:
                self._paint_group(line)
            else:
                self._paint_row(line)

    def _fill(self, left: int, top: int, width: int, height: int, colour: str) -> None:
        self._painter.fillRect(left, top, width, height, self._look.color(colour))

    def _ground(self, line: Line, colour: str) -> None:
        self._fill(self._left, line.top, self._wide, line.height, colour)
        self._fill(self._left, line.top + line.height - 1, self._wide, 1, "line")

    def _paint_group(self, line: Line) -> None:
        self._ground(line, "sunken")
        # The words run on under the columns beside the first.
        room = QRectF(self._left, line.top, self._wide, line.height)
        self._ink("muted")
        whole = room.adjusted(self._margin, 0, 0, 0)
        self._texts.draw(self._painter, _GROUP, line.value.group, whole)

    def _paint_row(self, line: Line) -> None:
        plain = "error_bg" if line.value.flagged else "hover" if line.hovered else "surface"
        self._ground(line, "sel" if line.chosen else plain)
        for number, (place, value) in enumerate(zip(self._places, line.value.values, strict=False)):
            left = self._margin if number == 0 else self._pad
            room = QRectF(place.left + left, line.top, place.width - left - self._gap, line.height)
            self._paint_cell(room, value, place.column, line)
        if line.chosen:
            self._paint_chosen(line)

    def _paint_chosen(self, line: Line) -> None:
        self._fill(self._left, line.top, _BAR, line.height, "focus")
        if self._focused:
            bottom, right = line.top + line.height, self._left + self._wide
            self._fill(self._left, line.top, self._wide, 2, "focus")
            self._fill(self._left, bottom - 2, self._wide, 2, "focus")
            self._fill(right - 2, line.top, 2, line.height, "focus")

    def _ink(self, colour: str) -> None:
        self._painter.setPen(self._look.color(colour))

    def _paint_cell(self, room: QRectF, value: CellValue, column: Column, line: Line) -> None:
        ink = "sel_text" if line.chosen else "text"
        match value:
            case Two():
                self._paint_two(room, value, ink=ink, small="muted" if not line.chosen else ink)
            case str():
                strong = line.value.flagged and column.strong_when_flagged
                self._ink(ink)
                to_right = column.cell is Cell.NUMBER
                face = STRONG if strong else BODY
                self._texts.draw(self._painter, face, value, room, to_right=to_right)
            case PillValue():
                self._paint_pill(room, value)
            case IconValue():
                side = self._look.icon_size(18)
                self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint.mark(self._painter, _left_middle(room), side, value.icon, value.tone)

    def _paint_pill(self, room: QRectF, value: PillValue) -> None:
        """A column is made wide enough by its first rows; a wider pill far down is cut off."""
        self._painter.setClipRect(room.adjusted(0, 0, self._gap, 0))
        pill.stamp(self._painter, _left_middle(room), value, PILL)
        self._painter.setClipping(False)

    def _paint_two(self, room: QRectF, value: Two, *, ink: str, small: str) -> None:
        face = NAME if value.strong else BODY
        self._ink(ink)
        if not value.second:
            self._texts.draw(self._painter, face, value.first, room)
            return
        top = room.top() + (room.height() - self._body - self._cap) / 2
        first = QRectF(room.left(), top, room.width(), self._body)
        self._texts.draw(self._painter, face, value.first, first)
        second = QRectF(room.left(), top + self._body - 1, room.width(), self._cap)
        self._ink(small)
        self._texts.draw(self._painter, SMALL, value.second, second)


def _left_middle(room: QRectF) -> QPointF:
    return QPointF(room.left(), room.center().y())
