"""Shows a PDF or a picture page by page inside the program: nothing is ever written to a file."""

import importlib
from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ikbt_desktop.errors import AttachmentRefused, IkbtError
from ikbt_desktop.ui.kit import background, paint, problems, theme, tokens
from ikbt_desktop.ui.kit.button import Button, IconButton, Kind
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Column, Row, thin_bars
from ikbt_desktop.ui.record.leaf import FocusRing
from ikbt_desktop.ui.record.paper import Paper

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Against the width of the pane; 1.0 fits it."""
_WIDEST = 920  # a page that fits a very wide pane would be larger than paper
_GAP, _EDGE = 12, 16


class _PdfPages(Protocol):
    """What `ui.record.pdf_pages` gives; PDFium is loaded when the first PDF is shown."""

    def papers(self, content: bytes) -> list[Paper]: ...

    def image(self, content: bytes, number: int, dots: int) -> QImage: ...


class _Sheet(QWidget):
    """One page on white, whatever the theme; empty until its picture has come."""

    def __init__(self, paper: Paper, parent: QWidget) -> None:
        super().__init__(parent)
        self.paper = paper
        self.image: QImage | None = None
        self.asked_width = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self, width: int) -> None:
        """Take a width in pixels; the height follows the paper."""
        self.resize(width, max(1, round(width * self.paper.height / self.paper.width)))

    def show_image(self, image: QImage) -> None:
        """Show what was rendered."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(self.rect(), QColor(tokens.LIGHT["surface"]))
        if self.image is not None:
            self._draw(painter, self.image)
        painter.setPen(theme.current().color("line2"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
        painter.end()

    def _draw(self, painter: QPainter, image: QImage) -> None:
        """Dot for dot: fitted into a height one dot less, a line of print would lose its midst."""
        dots = self.size() * self.devicePixelRatioF()
        if abs(image.width() - dots.width()) <= 1 and abs(image.height() - dots.height()) <= 1:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(QPoint(0, 0), image)
        else:  # of another size, until the one asked for has come
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), image)


class _Desk(QScrollArea):
    """The pages below each other; keys move it, a ring shows that it has the focus."""

    moved = Signal()
    key_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pdf_pages")
        thin_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.viewport().installEventFilter(self)
        self.ground = QWidget()
        self.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self._ring = FocusRing(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.show()
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)  # the scroll area listens here too

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = {
            Qt.Key.Key_Plus: "larger",
            Qt.Key.Key_Minus: "smaller",
            Qt.Key.Key_0: "fit",
            Qt.Key.Key_PageDown: "next",
            Qt.Key.Key_PageUp: "previous",
            Qt.Key.Key_Home: "first",
            Qt.Key.Key_End: "last",
        }
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        word = words.get(Qt.Key(event.key())) if plain else None
        if word is None:
            super().keyPressEvent(event)
        else:
            self.key_pressed.emit(word)


class PdfView(QWidget):
    """``show_pdf(content)``, ``show_picture(content)``, ``show_content(content, media_type)``.

    PageUp, PageDown, Home and End step through the pages, + and - zoom, 0 fits the width. Pages
    are rendered as they come into view, off the screen's thread. `shown` tells that the page in
    view is painted, `failed` that the bytes are no document.
    """

    shown = Signal(int)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_view")
        self._content = b""
        self._is_pdf = True
        self._name = ""
        self._sheets: list[_Sheet] = []
        self._zoom = 1.0
        self._run = 0  # what was asked for an earlier document is not shown in a later one
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._count = Label("", "small", ink="muted", weight=500)
        self._count.setObjectName("page_count")
        self._scale = Label("", "small", ink="muted")
        self.smaller = IconButton("minus", "", key="", small=True)
        self.larger = IconButton("plus", "", key="", small=True)
        self.fit = Button("", Kind.TEXT, small=True)
        self._desk = _Desk()
        self.setFocusProxy(self._desk)
        self._build()
        follow(self, self.retranslate)
        theme.current().changed.connect(self._lay)

    def _build(self) -> None:
        for button, name in (
            (self.smaller, "zoom_out"),
            (self.larger, "zoom_in"),
            (self.fit, "zoom_fit"),
        ):
            button.setObjectName(name)
        self.smaller.clicked.connect(lambda: self._step_zoom(-1))
        self.larger.clicked.connect(lambda: self._step_zoom(1))
        self.fit.clicked.connect(lambda: self.set_zoom(1.0))
        self._desk.moved.connect(self._lay)
        self._desk.key_pressed.connect(self._act)
        self._bar = QWidget()
        row = Row(self._bar, gap=8, margins=(_EDGE, 0, _EDGE, 0))
        row.put(self._count, self.smaller, self._scale, self.larger, self.fit, None)
        whole = Column(self, gap=6)
        whole.put(self._trouble, self._bar)
        whole.addWidget(self._desk, 1)
        self.setMinimumHeight(theme.current().px(120))
        self._bar.hide()

    # --- what is shown -----------------------------------------------------------------------

    def show_content(self, content: bytes, media_type: str, *, name: str = "") -> None:
        """Show a PDF or a picture; `name` is said to a screen reader."""
        if media_type == "application/pdf":
            self.show_pdf(content, name=name)
        else:
            self.show_picture(content, name=name)

    def show_pdf(self, content: bytes, *, name: str = "") -> None:
        """Show a PDF from its first page."""
        self._begin(content, is_pdf=True, name=name)
        self._ask_papers(lambda: _pdf_pages().papers(content))

    def show_picture(self, content: bytes, *, name: str = "") -> None:
        """Show a PNG or JPEG as one page."""
        self._begin(content, is_pdf=False, name=name)
        self._ask_papers(lambda: _picture_papers(content))

    def clear(self) -> None:
        """Show nothing; what was shown is let go of."""
        self._begin(b"", is_pdf=True, name="")

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 until the document is read."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 when there is none."""
        top = self._desk.verticalScrollBar().value() + self._desk.viewport().height() // 3
        return sum(sheet.y() <= top for sheet in self._sheets) if self._sheets else 0

    @property
    def zoom(self) -> float:
        """Against the width of the pane."""
        return self._zoom

    def _begin(self, content: bytes, *, is_pdf: bool, name: str) -> None:
        self._run += 1
        self._content, self._is_pdf, self._name = content, is_pdf, name
        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._sheets = []
        self._zoom = 1.0
        self._trouble.hide()
        self._bar.hide()
        self._desk.verticalScrollBar().setValue(0)
        self._lay()

    def _ask_papers(self, read: Callable[[], list[Paper]]) -> None:
        run = self._run
        background.run(
            self,
            lambda _: read(),
            done=lambda papers: self._show_papers(papers, run),
            failed=lambda error: self._refuse(error, run),
        )

    def _show_papers(self, papers: list[Paper], run: int) -> None:
        if run != self._run:
            return
        self._sheets = [_Sheet(paper, self._desk.ground) for paper in papers]
        for sheet in self._sheets:
            sheet.show()
        self._bar.show()
        self._lay()

    def _refuse(self, error: IkbtError, run: int) -> None:
        if run != self._run:
            return
        title = self.tr("The document cannot be shown")
        self._trouble.say(title, problems.alone(error))
        self._trouble.show()
        self.failed.emit(error)

    # --- laying and rendering ----------------------------------------------------------------

    def _lay(self) -> None:
        look = theme.current()
        room = self._desk.viewport().width() - 2 * look.px(_EDGE)
        width = max(40, round(min(room, look.wide(_WIDEST)) * self._zoom))
        left = max(look.px(_EDGE), (self._desk.viewport().width() - width) // 2)
        top = look.px(_GAP)
        for sheet in self._sheets:
            sheet.fit(width)
            sheet.move(left, top)
            top += sheet.height() + look.px(_GAP)
        wanted = QSize(max(self._desk.viewport().width(), width + 2 * look.px(_EDGE)), top)
        if self._desk.ground.size() != wanted:
            self._desk.ground.resize(wanted)
        self._render_seen()
        self._say_place()

    def _render_seen(self) -> None:
        top = self._desk.verticalScrollBar().value()
        bottom = top + self._desk.viewport().height()
        for number, sheet in enumerate(self._sheets):
            near = sheet.y() <= bottom + sheet.height() and sheet.y() + 2 * sheet.height() >= top
            dots = round(sheet.width() * self.devicePixelRatioF())
            if not near:
                sheet.image, sheet.asked_width = None, 0  # memory is for what is looked at
            elif sheet.asked_width != dots:
                sheet.asked_width = dots
                self._render(number, sheet, dots)

    def _render(self, number: int, sheet: _Sheet, dots: int) -> None:
        run, content, is_pdf = self._run, self._content, self._is_pdf

        def job(_: background.Reporter) -> QImage:
            if is_pdf:
                return _pdf_pages().image(content, number, dots)
            return _picture(content, dots)

        def done(image: QImage) -> None:
            if run == self._run and sheet.asked_width == dots:
                sheet.show_image(image)
                self.shown.emit(number + 1)

        background.run(self, job, done=done, failed=lambda error: self._refuse(error, run))

    # --- moving ------------------------------------------------------------------------------

    def go_to_page(self, number: int) -> None:
        """Bring a page, from 1, to the top."""
        if self._sheets:
            place = min(max(number, 1), len(self._sheets)) - 1
            top = self._sheets[place].y() - theme.current().px(_GAP)
            self._desk.verticalScrollBar().setValue(top)

    def set_zoom(self, zoom: float) -> None:
        """Enlarge against the width of the pane; the page in view stays in view."""
        page = self.page
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._lay()
        self.go_to_page(page)

    def _step_zoom(self, step: int) -> None:
        nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - self._zoom))
        self.set_zoom(ZOOMS[min(max(nearest + step, 0), len(ZOOMS) - 1)])

    def _act(self, word: str) -> None:
        {
            "larger": lambda: self._step_zoom(1),
            "smaller": lambda: self._step_zoom(-1),
            "fit": lambda: self.set_zoom(1.0),
            "next": lambda: self.go_to_page(self.page + 1),
            "previous": lambda: self.go_to_page(self.page - 1),
            "first": lambda: self.go_to_page(1),
            "last": lambda: self.go_to_page(len(self._sheets)),
        }[word]()

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.smaller.set_name(self.tr("Smaller (-)"))
        self.larger.set_name(self.tr("Larger (+)"))
        self.fit.setText(self.tr("Fit width"))
        self._say_place()

    def _say_place(self) -> None:
        place = self.tr("Page {page} of {pages}").format(page=self.page, pages=self.page_count)
        self._count.setText(place)
        self._scale.setText(f"{round(self._zoom * 100)}\N{NO-BREAK SPACE}%")
        name = self._name or self.tr("Document")
        self._desk.setAccessibleName(f"{name}, {place}" if self._sheets else name)
        words = self._sheets[self.page - 1].paper.words if self._sheets and self.page else ""
        self._desk.setAccessibleDescription(words)


# --- off the screen's thread: PDFium is used by the one thread of `background` alone ------------


def _pdf_pages() -> _PdfPages:
    return cast("_PdfPages", importlib.import_module("ikbt_desktop.ui.record.pdf_pages"))


def _picture_papers(content: bytes) -> list[Paper]:
    image = QImage.fromData(content)
    if image.isNull():
        raise AttachmentRefused("unreadable")
    return [Paper(image.width(), image.height())]


def _picture(content: bytes, dots: int) -> QImage:
    image = QImage.fromData(content)
    if dots < image.width():
        image = image.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
    return image
