"""The A4 page of every document: who it is about, what it is, and which page of how many."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table, TableStyle

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import DocumentTooLong
from ikbt_desktop.exports.facts import Imprint, Letterhead, PatientHead
from ikbt_desktop.exports.pdf import archive, style
from ikbt_desktop.exports.pdf.style import BOTTOM, SIDE, TOP, Font, colour
from ikbt_desktop.exports.pdf.words import line, text
from ikbt_desktop.exports.wording import Labels, Language, shipped

TableCommand = tuple[Any, ...]
PAGE_LIMIT = 500
WIDTH = A4[0] - 2 * SIDE
_LOCALE = {Language.SWEDISH: "sv-SE", Language.ENGLISH: "en-GB"}


@dataclass(frozen=True)
class Sheet:
    """All that head and foot need. `signable` is False for papers that nobody signs."""

    letterhead: Letterhead
    patient: PatientHead | None
    imprint: Imprint
    document_type: str
    language: Language = Language.SWEDISH
    signable: bool = True
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", shipped().of("page", self.language))

    @property
    def marks(self) -> tuple[str, ...]:
        """Words that must be seen on every page."""
        labels, imprint = self.labels, self.imprint
        protected = self.patient is not None and self.patient.protected
        chosen = (
            (imprint.demo, "training_mark"),
            (self.signable and imprint.signature is None, "draft_mark"),
            (protected, "protected_mark"),
        )
        return tuple(labels(key) for holds, key in chosen if holds)


def stamp(moment: datetime) -> str:
    """A moment in Swedish time, to the minute."""
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


def day(moment: datetime) -> str:
    """The day of a moment in Swedish time."""
    return moment.astimezone(LOCAL).date().isoformat()


def compose(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The document as an archive file. The same facts give the same bytes.

    Raises `UnprintableText` and `DocumentTooLong`.
    """
    style.register_fonts()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        leftMargin=SIDE,
        rightMargin=SIDE,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        invariant=1,
        initialFontName=Font.REGULAR.value,
        initialFontSize=9.6,
        title=sheet.document_type,
    )
    frame = Frame(
        SIDE,
        BOTTOM,
        WIDTH,
        A4[1] - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate("page", [frame])])
    document.build(list(story), canvasmaker=_canvas_for(sheet))
    label = archive.Label(
        sheet.document_type, sheet.imprint.printed_at.astimezone(UTC), _LOCALE[sheet.language]
    )
    return archive.finish(out.getvalue(), label)


def title_block(sheet: Sheet, title: str, subtitle: str = "") -> list[Flowable]:
    """The title, what is said under it, and which version it replaces."""
    block: list[Flowable] = [text(title, style.TITLE)]
    if subtitle:
        block.append(text(subtitle, style.SUBTITLE))
    imprint = sheet.imprint
    if imprint.replaces_version is not None:
        replaced = sheet.labels(
            "replaces",
            version=str(imprint.version),
            old=str(imprint.replaces_version),
            reason=imprint.replaces_reason,
        )
        block.append(text(replaced, style.VERSION))
    return block


# --- head and foot ---------------------------------------------------------------------------


def _canvas_for(sheet: Sheet) -> Callable[..., Canvas]:
    def make(*args: Any, **kwargs: Any) -> Canvas:
        return _PagedCanvas(sheet, *args, **kwargs)

    return make


class _PagedCanvas(Canvas):
    """Keeps the pages until their number is known, then draws head and foot on each."""

    _startPage: Callable[[], None]  # noqa: N815 — ReportLab's own, missing in its stubs

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheet = sheet
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 — ReportLab's name
        """Put the page aside."""
        if len(self._pages) >= PAGE_LIMIT:
            raise DocumentTooLong(PAGE_LIMIT)
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page, then the file."""
        pages = self._pages
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            _head(self, self._sheet)
            _foot(self, self._sheet, number, len(pages))
            super().showPage()
        super().save()


@dataclass(frozen=True)
class _Ink:
    """How words of the frame are written."""

    font: Font
    size: float
    token: str

    def width(self, words: str) -> float:
        return float(stringWidth(words, self.font.value, self.size))

    def fitted(self, words: str, room: float) -> str:
        """The words, cut with … where the room ends."""
        shown = line(words)
        if self.width(shown) <= room:
            return shown
        while shown and self.width(f"{shown}…") > room:
            shown = shown[:-1]
        return f"{shown.rstrip()}…"

    def put(self, canvas: Canvas, x: float, y: float, words: str) -> None:
        canvas.setFont(self.font.value, self.size)
        canvas.setFillColor(colour(self.token))
        canvas.drawString(x, y, words)

    def put_right(self, canvas: Canvas, x: float, y: float, words: str) -> None:
        self.put(canvas, x - self.width(words), y, words)


_CLINIC = _Ink(Font.SEMIBOLD, 9.6, "text")
_PATIENT = _Ink(Font.SEMIBOLD, 10.6, "text")
_UNDER = _Ink(Font.REGULAR, 8.2, "muted")
_MARK = _Ink(Font.SEMIBOLD, 8.4, "text")
_FOOT = _Ink(Font.REGULAR, 7.8, "muted")
_NUMBER = _Ink(Font.SEMIBOLD, 9, "text")
_RIGHT = A4[0] - SIDE
_HEAD_LINE = A4[1] - 36  # baseline of the names
_FOOT_LINES = (34.4, 24.6)


def _head(canvas: Canvas, sheet: Sheet) -> None:
    alone = sheet.patient is None  # then the whole line is the clinic's
    clinic = _CLINIC.fitted(sheet.letterhead.name, WIDTH - 14 if alone else WIDTH * 0.42)
    canvas.setFillColor(colour("accent"))
    canvas.rect(SIDE, _HEAD_LINE - 1.4, 9, 9, stroke=0, fill=1)
    _CLINIC.put(canvas, SIDE + 14, _HEAD_LINE, clinic)
    contact = _UNDER.fitted(sheet.letterhead.contact, WIDTH - 14 if alone else WIDTH * 0.6)
    _UNDER.put(canvas, SIDE + 14, _HEAD_LINE - 12, contact)
    if sheet.patient is not None:
        _patient_head(canvas, sheet, WIDTH - 14 - _CLINIC.width(clinic) - 16)
    canvas.setStrokeColor(colour("text"))
    canvas.setLineWidth(0.8)
    canvas.line(SIDE, A4[1] - 55.3, _RIGHT, A4[1] - 55.3)
    _marks(canvas, sheet)


def _patient_head(canvas: Canvas, sheet: Sheet, room: float) -> None:
    """Name and number, as wide as the clinic's name leaves; the number is never cut."""
    patient = sheet.patient
    assert patient is not None
    number = line(patient.identity_number)
    _PATIENT.put_right(canvas, _RIGHT, _HEAD_LINE, number)
    taken = _PATIENT.width(number) + 8
    name = _PATIENT.fitted(patient.list_name, room - taken)
    _PATIENT.put_right(canvas, _RIGHT - taken, _HEAD_LINE, name)
    age = "" if patient.age is None else sheet.labels("years", age=str(patient.age))
    under = "\u2002·\u2002".join(part for part in (age, line(patient.sex)) if part)
    _UNDER.put_right(canvas, _RIGHT, _HEAD_LINE - 12, under)


def _marks(canvas: Canvas, sheet: Sheet) -> None:
    """The marks in frames, side by side in the middle above the head."""
    gap = 8.0
    words = [line(mark) for mark in sheet.marks]
    widths = [_MARK.width(mark) + 14 for mark in words]
    x = (A4[0] - sum(widths) - gap * (len(words) - 1)) / 2
    for mark, width in zip(words, widths, strict=True):
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(1)
        canvas.rect(x, A4[1] - 25, width, 12.4, stroke=1, fill=0)
        _MARK.put(canvas, x + 7, A4[1] - 21.8, mark)
        x += width + gap


def _foot(canvas: Canvas, sheet: Sheet, number: int, pages: int) -> None:
    canvas.setStrokeColor(colour("line"))
    canvas.setLineWidth(0.6)
    canvas.line(SIDE, 45.3, _RIGHT, 45.3)
    of = sheet.labels("page", page=str(number), pages=str(pages))
    _NUMBER.put_right(canvas, _RIGHT, _FOOT_LINES[0], of)
    room = WIDTH - _NUMBER.width(of) - 12
    for parts, y in zip(_foot_words(sheet), _FOOT_LINES, strict=True):
        _FOOT.put(canvas, SIDE, y, _FOOT.fitted("\u2002·\u2002".join(parts), room))


def _foot_words(sheet: Sheet) -> tuple[list[str], list[str]]:
    """What the paper is; when and by whom it was printed."""
    labels, imprint = sheet.labels, sheet.imprint
    kind = [sheet.document_type, labels("version", version=str(imprint.version))]
    if sheet.signable:
        signed = imprint.signature
        kind.append(labels("signed", moment=stamp(signed.at)) if signed else labels("unsigned"))
    printed = labels("printed", moment=stamp(imprint.printed_at), name=imprint.printed_by)
    return kind, [printed, labels("document", number=imprint.document_id)]


# --- the signature box -----------------------------------------------------------------------


def signature_box(sheet: Sheet, *, filed: bool = True, note: str = "") -> Table:
    """Who signed and when, or that nobody has; with `filed` the line for the journal's own tick.

    `note` says how the signature binds where it binds otherwise than a journal text.
    """
    labels, signed = sheet.labels, sheet.imprint.signature
    if signed is None:
        left = [
            text(labels("unsigned_title"), style.BODY_BOLD),
            text(labels("unsigned_note"), style.CELL_MUTED),
        ]
    else:
        left = [
            text(labels("signed_title"), style.CELL_MUTED),
            text(f", {signed.title}", style.SIGNED, lead=signed.name),
            text(stamp(signed.at), style.BODY),
            text(note or labels("signed_note"), style.SIGNED_NOTE),
        ]
    if not filed:
        return boxed([[left]], [WIDTH])
    right = [
        text(labels("filed_title"), style.CELL_MUTED),
        text(labels("filed_line"), style.SIGNED_CELL),
        text("_" * 28, style.SIGNED_CELL),
    ]
    return boxed([[left, right]], [WIDTH * 0.55, WIDTH * 0.45])


def boxed(rows: Sequence[list[Any]], widths: Sequence[float]) -> Table:
    """A frame with a heavier top, its columns parted by a hair."""
    table = Table(rows, colWidths=widths, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                *plain_cells(),
                ("BOX", (0, 0), (-1, -1), 0.8, colour("text")),
                ("LINEABOVE", (0, 0), (-1, 0), 1.4, colour("text")),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, colour("line")),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
                ("RIGHTPADDING", (0, 0), (-1, -1), 9),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table


def plain_cells() -> list[TableCommand]:
    """What every table begins with. Without the font a table slips in an unembedded Helvetica."""
    return [
        ("FONTNAME", (0, 0), (-1, -1), Font.REGULAR.value),
        ("FONTSIZE", (0, 0), (-1, -1), 8.6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]


def ruled(rows: Sequence[list[Any]], widths: Sequence[float]) -> Table:
    """A table whose head stands on a line of its own and comes back on every page."""
    table = Table(rows, colWidths=widths, repeatRows=1, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                *plain_cells(),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, colour("line")),
                ("LINEBELOW", (0, 0), (-1, 0), 1, colour("text")),
            ]
        )
    )
    return table


class SignedEnding(Flowable):
    """The last text with the signature box under it: the box is never alone on a page."""

    _LINES = 3

    def __init__(self, last: Flowable, box: Flowable, *, gap: float = 10) -> None:
        super().__init__()
        self._last, self._box, self._gap = last, box, gap
        self._heights = (0.0, 0.0)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Both, one under the other."""
        last = self._last.wrap(available_width, available_height)[1]
        box = self._box.wrap(available_width, available_height)[1]
        self._heights = (last, box)
        return available_width, last + self._gap + box

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Cut the text, keeping some lines of it with the box."""
        last, box = self._heights
        least = self._LINES * style.BODY.leading
        if last + self._gap + box <= available_height:
            return [self]
        parts = self._last.splitOn(self.canv, available_width, min(available_height, last - least))
        if len(parts) != 2:
            return []
        return [parts[0], SignedEnding(parts[1], self._box, gap=self._gap)]

    def draw(self) -> None:
        """The text above, the box below."""
        box = self._heights[1]
        self._last.drawOn(self.canv, 0, self._gap + box)
        self._box.drawOn(self.canv, 0, 0)
