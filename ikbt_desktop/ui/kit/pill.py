"""A state in a word, an icon and a shape; never a button."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.tokens import STATE_ICONS, State


@dataclass(frozen=True, slots=True)
class PillValue:
    """What a pill says; `icon` may be left out where the state has one of its own."""

    text: str
    state: State = State.NEUTRAL
    icon: str = ""

    @property
    def shown_icon(self) -> str:
        """The icon that is painted: every pill has one."""
        return self.icon or STATE_ICONS[self.state]


def size(value: PillValue, height: int = 22) -> QSize:
    """The room of a pill that is 20, 22 or 24 high at 100 %."""
    look = theme.current()
    width = paint.text_size(_font(height), value.text).width()
    return QSize(look.px(9) + look.icon_size(14) + look.px(4) + width + look.px(9), _tall(height))


def draw(painter: QPainter, left_middle: QPointF, value: PillValue, height: int = 22) -> None:
    """Paint a pill from its left edge and vertical middle."""
    room = size(value, height)
    rect = QRectF(left_middle.x(), left_middle.y() - room.height() / 2, room.width(), room.height())
    draw_shape(painter, rect, value.state, radius=room.height() / 2)
    draw_words(painter, rect, value, height)


def stamp(painter: QPainter, left_middle: QPointF, value: PillValue, height: int = 22) -> None:
    """As `draw`, from a picture that is made once: lists paint the same few pills all the time."""
    pictures = theme.current().pictures
    ratio = painter.device().devicePixelRatioF()
    key = (value, height, ratio)
    picture = pictures.get(key)
    if picture is None:
        picture = pictures[key] = _picture(value, height, ratio)
    top = round(left_middle.y() - picture.deviceIndependentSize().height() / 2)
    painter.drawPixmap(QPointF(round(left_middle.x()), top), picture)


def _picture(value: PillValue, height: int, ratio: float) -> QPixmap:
    room = size(value, height)
    picture = QPixmap(room * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QPointF(0, room.height() / 2), value, height)
    painter.end()
    return picture


def draw_shape(painter: QPainter, rect: QRectF, state: State, *, radius: float) -> None:
    """The ground of a state: dashed and empty, tint, or solid."""
    missing = state is State.MISSING
    paint.box(
        painter,
        rect,
        fill=None if missing else f"{state}_bg",
        outline=f"{state}_line",
        radius=radius,
        dashed=missing,
    )


def draw_words(painter: QPainter, rect: QRectF, value: PillValue, height: int = 22) -> None:
    """Icon and word inside the shape."""
    look = theme.current()
    left = rect.x() + look.px(9)
    icon = look.icon_size(14)
    paint.mark(painter, QPointF(left, rect.center().y()), icon, value.shown_icon, value.state)
    room = rect.adjusted(look.px(9) + icon + look.px(4), 0, 0, 0)
    paint.words(painter, room, value.text, font=_font(height), ink=value.state)


def _font(height: int) -> QFont:
    return theme.current().font("small" if height >= 24 else "cap", 600)


def _tall(height: int) -> int:
    return theme.current().tall(height, 18 if height >= 24 else 16)


class Pill(QWidget):
    """A pill on its own: 24 high in headings, 22 in tables, 20 small."""

    def __init__(
        self,
        text: str = "",
        state: State = State.NEUTRAL,
        *,
        icon: str = "",
        height: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        self.value = PillValue(text, state, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value(self.value)
        theme.current().changed.connect(self.updateGeometry)

    def show_value(self, value: PillValue) -> None:
        """Say something else."""
        self.value = value
        self.setAccessibleName(value.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return size(self.value, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw(painter, QPointF(0, self.height() / 2), self.value, self._height)
        painter.end()
