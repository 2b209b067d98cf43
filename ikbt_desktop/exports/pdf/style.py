"""Fonts, sizes and colours of documents (look.md §2 and §8); documents are always light."""

from enum import StrEnum
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ikbt_desktop import paths

SIDE = 22 * mm
TOP = 25 * mm
BOTTOM = 20 * mm


class Font(StrEnum):
    """The shipped faces, by the names they have inside a document."""

    REGULAR = "Plex"
    MEDIUM = "Plex-Medium"
    SEMIBOLD = "Plex-SemiBold"
    ITALIC = "Plex-Italic"


_FILES = {
    Font.REGULAR: "IBMPlexSans_400Regular.ttf",
    Font.MEDIUM: "IBMPlexSans_500Medium.ttf",
    Font.SEMIBOLD: "IBMPlexSans_600SemiBold.ttf",
    Font.ITALIC: "IBMPlexSans_400Regular_Italic.ttf",
}

_COLOURS = {
    "surface": "#FFFFFF",
    "canvas": "#F5F7F8",
    "text": "#17222B",
    "muted": "#51606C",
    "line": "#B4BFC7",  # darker than on screen: a grey printer drops #DDE3E7
    "line2": "#7C8994",
    "accent": "#0F5A6B",
    "on_accent": "#FFFFFF",
    "chart1": "#0F5A6B",
    "chart2": "#8A4520",
    "chart3": "#565B1E",
    "band1": "#F6F8F9",
    "band2": "#EDF1F4",
    "band3": "#E3E9ED",
    "band4": "#D8E0E6",
    "band5": "#CDD7DE",
    "review": "#664000",
    "review_bg": "#FBE5A6",
    "heat0": "#F0F4F5",
    "heat1": "#DCE9EC",
    "heat2": "#B9D6DC",
    "heat3": "#6FA6B3",
    "heat4": "#B30F26",
    "heat5": "#8A0A1D",
    "heat6": "#640715",
}


@cache
def colour(token: str) -> Color:
    """The ink of a token."""
    return HexColor(_COLOURS[token])


@cache
def register_fonts() -> frozenset[int]:
    """Make the faces known to ReportLab, once; the code points that every one of them can draw."""
    faces = []
    for font, file in _FILES.items():
        face = TTFont(font.value, str(paths.resources() / "fonts" / file))
        pdfmetrics.registerFont(face)
        faces.append(frozenset(face.face.charToGlyph))
    return frozenset.intersection(*faces)


def _style(
    name: str,
    size: float,
    leading: float,
    font: Font = Font.REGULAR,
    *,
    ink: str = "text",
    before: float = 0,
    after: float = 0,
    right: bool = False,
    stays: bool = False,
    indent: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font.value,
        bulletFontName=font.value,
        fontSize=size,
        leading=leading,
        textColor=colour(ink),
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_RIGHT if right else TA_LEFT,
        keepWithNext=stays,
        leftIndent=indent,
        bulletFontSize=size,
        allowWidows=0,
        allowOrphans=0,
    )


@cache
def smaller(look: ParagraphStyle, share: float) -> ParagraphStyle:
    """The same look at a share of its size, for a paper that has to stay on one page."""
    return ParagraphStyle(
        f"{look.name}-{share}",
        parent=look,
        fontSize=look.fontSize * share,
        leading=look.leading * share,
        bulletFontSize=look.bulletFontSize * share,
        spaceBefore=look.spaceBefore * share,
        spaceAfter=look.spaceAfter * share,
    )


BODY = _style("body", 9.6, 13.8, after=2)
BODY_BOLD = _style("body-bold", 9.6, 13.8, Font.SEMIBOLD)
BODY_MUTED = _style("body-muted", 9.6, 13.8, ink="muted")
LIST = _style("list", 9.6, 13.8, after=4, indent=13)
TITLE = _style("title", 18, 22, Font.SEMIBOLD, stays=True)
SUBTITLE = _style("subtitle", 9.6, 13.8, ink="muted", before=1, after=7)
HEADING = _style("heading", 11.2, 15, Font.SEMIBOLD, before=8, after=1, stays=True)
CELL = _style("cell", 8.6, 11.6)
CELL_BOLD = _style("cell-bold", 8.6, 11.6, Font.SEMIBOLD)
CELL_MUTED = _style("cell-muted", 8.6, 11.6, ink="muted")
CELL_RIGHT = _style("cell-right", 8.6, 11.6, right=True)
CELL_HEAD = _style("cell-head", 8.4, 11.6, Font.SEMIBOLD)
CELL_HEAD_RIGHT = _style("cell-head-right", 8.4, 11.6, Font.SEMIBOLD, right=True)
NOTE = _style("note", 8.6, 11.6, ink="muted", before=2)
LARGE = _style("large", 13, 19, Font.SEMIBOLD)
VERSION = _style("version", 9.6, 13.8, Font.SEMIBOLD, after=7)
SIGNED = _style("signed", 9.6, 13.8, before=8)
SIGNED_CELL = _style("signed-cell", 8.6, 11.6, before=10)
SIGNED_NOTE = _style("signed-note", 8.6, 11.6, ink="muted", before=12)
LETTER = _style("letter", 9.6, 13.8, after=6)
KEY = _style("key", 15, 20, Font.MEDIUM)
WRITING_LINE = _style("writing-line", 8.6, 11.6, ink="muted", before=26)
ITEM = _style("item", 9.6, 13.8, after=1, indent=11)
