"""The answers of one questionnaire over the weeks: a cell for each, risk questions on top."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme

_STEPS = 6
_FLAG_STEP = 4
_CELL, _TALL, _NAME, _CHANGE = 46, 26, 230, 64


@dataclass(frozen=True)
class HeatRow:
    """One question: its name, its answers in order of day, the highest answer, and its limits.

    An answer from `flag_from` on asks for attention; from `acute_from` on for contact the same day.
    """

    name: str
    answers: tuple[int | None, ...]
    high: int
    flag_from: int | None = None
    acute_from: int | None = None

    @property
    def change(self) -> int | None:
        """From the first answer to the last one; None with fewer than two."""
        known = [answer for answer in self.answers if answer is not None]
        return known[-1] - known[0] if len(known) > 1 else None

    def tones(self, answer: int) -> tuple[str, str]:
        """Ground and ink: acute from its limit on, yellow from a softer one, else neither."""
        if self.acute_from is not None and answer >= self.acute_from:
            return f"heat{min(_STEPS, _FLAG_STEP + answer - self.acute_from)}", "acute"
        if self.flag_from is not None and answer >= self.flag_from:
            return "review_bg", "review"
        if self.high <= 0:
            return "heat0", "text"
        step = min(_FLAG_STEP - 1, round(answer / self.high * (_FLAG_STEP - 1)))
        return f"heat{step}", "text"


def signed(change: int | None) -> str:
    """−2, +1, ±0; nothing where nothing can be compared."""
    if change is None:
        return ""
    return f"{'−' if change < 0 else '+' if change > 0 else '±'}{abs(change)}"


class ItemHeat(QWidget):
    """``show_rows(heads, rows)``; every digit stands in its cell, a missing one is a dash.

    The change from the first answer to the last stands at the end of the row.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[HeatRow, ...] = ()
        self._change = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_rows(
        self, heads: tuple[str, ...], rows: tuple[HeatRow, ...], *, change: str = ""
    ) -> None:
        """Show answers; `change` is the head of the last column, empty for none."""
        self._heads, self._rows, self._change = heads, rows, change
        self.setAccessibleDescription(
            "\n".join(
                f"{row.name}: "
                + ", ".join(
                    f"{head} {'–' if answer is None else answer}"
                    for head, answer in zip(heads, row.answers, strict=True)
                )
                + (f", {change} {signed(row.change)}" if change and row.change is not None else "")
                for row in rows
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = look.wide(_NAME) + len(self._heads) * look.wide(_CELL)
        width += look.wide(_CHANGE) if self._change else 0
        return QSize(width, (len(self._rows) + 1) * look.tall(_TALL, 16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        name, cell, tall = look.wide(_NAME), look.wide(_CELL), look.tall(_TALL, 16)
        cap, body = look.font("cap"), look.font("small")
        for place, head in enumerate(self._heads):
            room = QRectF(name + place * cell, 0, cell, tall)
            paint.words(painter, room, head, font=cap, ink="muted", flags=paint.CENTRE)
        end = name + len(self._heads) * cell
        last = QRectF(end, 0, look.wide(_CHANGE), tall)
        paint.words(painter, last, self._change, font=cap, ink="muted", flags=paint.CENTRE)
        for line, row in enumerate(self._rows, start=1):
            top = line * tall
            if self._change:
                room = QRectF(end, top, look.wide(_CHANGE), tall)
                font = look.font("small", 600)
                told = signed(row.change)
                paint.words(painter, room, told, font=font, ink="text", flags=paint.CENTRE)
            font = look.font("small", 600) if row.flag_from is not None else body
            shown = paint.elided(font, row.name, name - look.px(12))
            paint.words(painter, QRectF(0, top, name, tall), shown, font=font, ink="text")
            for place, answer in enumerate(row.answers):
                box = QRectF(name + place * cell + 3, top + 2, cell - 6, tall - 4)
                self._cell(painter, box, row, answer)
        painter.end()

    def _cell(self, painter: QPainter, box: QRectF, row: HeatRow, answer: int | None) -> None:
        look = theme.current()
        font = look.font("small", 600)
        if answer is None:
            paint.box(painter, box, outline="line2", radius=look.px(4), dashed=True)
            paint.words(painter, box, "–", font=font, ink="muted", flags=paint.CENTRE)
            return
        ground, ink = row.tones(answer)
        paint.box(painter, box, fill=ground, radius=look.px(4))
        paint.words(painter, box, str(answer), font=font, ink=ink, flags=paint.CENTRE)
