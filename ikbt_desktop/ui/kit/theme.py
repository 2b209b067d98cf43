"""The one place that turns tokens into colours, fonts and sizes on the screen.

Ask by name: ``theme.current().color("muted")``, ``.font("h2")``, ``.px(8)`` (a distance at the
present text scale), ``.tall(34)`` (a control's height), ``.icon_size(16)``. Nothing else may hold
a colour: a widget that caches something listens to ``theme.current().changed`` or, shorter, calls
``theme.follow(self.restyle)`` with a method of a QObject.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from shiboken6 import isValid

from ikbt_desktop import paths
from ikbt_desktop.ui.kit import ear, tokens, turns
from ikbt_desktop.ui.kit.style import HouseStyle

FAMILY = "IBM Plex Sans"
_PLACE = re.compile(r"\$([a-z_]+)(\d*)")
_PART = re.compile(r"/\* part: (\w+) \*/")


class Scheme(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Light or dark, how large, and everything that follows from it."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = Scheme.SYSTEM
        self._scale = 1.0
        self._colours: dict[str, QColor] = {}
        self._inks: dict[str, QPalette] = {}
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self.pictures: dict[Hashable, QPixmap] = {}
        """What is painted again and again, until the look changes."""
        _load_fonts()
        self._template = (paths.resources() / "style.qss").read_text(encoding="utf-8")
        self._parts: dict[str, str] = {}
        self._applied: tuple[bool, float, bool] | None = None
        self._style = HouseStyle(self.color)
        application.setStyle(self._style)
        # Both wrappers are kept: with the first forgotten, PySide holds the second for deleted.
        self._hints = application.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._apply)
        self._accessibility.contrastPreferenceChanged.connect(self._apply)
        application.focusWindowChanged.connect(self._style.watch)
        application.focusWindowChanged.connect(ear.attend_window)
        self._apply()

    # --- what is chosen -------------------------------------------------------------------

    @property
    def scheme(self) -> Scheme:
        """The user's choice, which may be to follow the system."""
        return self._scheme

    @property
    def scale(self) -> float:
        """Text scale, 1.0 to 2.0."""
        return self._scale

    @property
    def is_dark(self) -> bool:
        """Whether the dark table is in use."""
        if self._scheme is not Scheme.SYSTEM:
            return self._scheme is Scheme.DARK
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def is_high_contrast(self) -> bool:
        """Whether the system asks for high contrast: its colours then replace ours."""
        return self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast

    def choose(self, *, scheme: Scheme | None = None, scale: float | None = None) -> None:
        """Change light or dark, or the text scale (one of `tokens.SCALES`)."""
        wanted_scheme = self._scheme if scheme is None else scheme
        wanted_scale = self._scale if scale is None else scale
        if wanted_scale not in tokens.SCALES:
            raise ValueError(wanted_scale)
        if (wanted_scheme, wanted_scale) == (self._scheme, self._scale):
            return
        self._scheme, self._scale = wanted_scheme, wanted_scale
        self._tell_system()
        self._apply()

    def _tell_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            dark = self._scheme is Scheme.DARK
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    # --- what is asked --------------------------------------------------------------------

    def color(self, token: str) -> QColor:
        """The colour of a token; an unknown name is a bug and raises KeyError."""
        return self._colours[token]

    def ink(self, token: str) -> QPalette:
        """A palette that says nothing but the colour of words; disabled ones stay pale."""
        if token not in self._inks:
            palette = self._inks[token] = QPalette()
            palette.setResolveMask(0)
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                palette.setColor(group, QPalette.ColorRole.WindowText, self.color(token))
        return self._inks[token]

    def px(self, distance: float) -> int:
        """A distance (gap, padding, radius) at the present scale."""
        return round(distance * (1 + 0.35 * (self._scale - 1)))

    def icon_size(self, size: int) -> int:
        """An icon's or a mark's side: it grows with the text."""
        return round(size * self._scale)

    def tall(self, height: int, line: int | None = None) -> int:
        """The height of a control that is `height` at 100 % and holds `line` pixels of text."""
        text = line if line is not None else (20 if height > 30 else 16)
        return round(text * self._scale) + self.px(height - text)

    def wide(self, width: int) -> int:
        """A width that holds text, for fields and columns."""
        return round(width * self._scale)

    def font(self, role: str = "body", weight: int | None = None, *, italic: bool = False) -> QFont:
        """The font of a text role (`tokens.TYPE`); `weight` 400, 500 or 600."""
        style = tokens.TYPE[role]
        key = (role, weight or style.weight, italic)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(style.size, key[1], italic=italic)
        return self._fonts[key]

    def _make_font(self, size: int, weight: int, *, italic: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(round(size * self._scale))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def sheet(self, *parts: str) -> str:
        """Parts of the sheet: line, text, list, menu, head, scroll."""
        return "".join(self._parts[part] for part in parts)

    @property
    def shows_mnemonics(self) -> bool:
        """Whether the underlined letters show: only while Alt is down."""
        return self._style.shows_mnemonics

    @property
    def style_of_menus(self) -> QStyle:
        """For what Qt letters itself."""
        return self._style.of_menus

    def line(self, role: str) -> int:
        """The line height of a text role, in pixels."""
        return round(tokens.TYPE[role].line * self._scale)

    # --- what is done ---------------------------------------------------------------------

    def _apply(self) -> None:
        wanted = (self.is_dark, self._scale, self.is_high_contrast)
        if wanted == self._applied:
            return
        self._applied = wanted
        table = tokens.DARK if self.is_dark else tokens.LIGHT
        self._colours = {name: QColor(value) for name, value in table.items()}
        if self.is_high_contrast:
            self._colours = _system_colours(self._style.standardPalette())
        self._fonts.clear()
        self._inks.clear()
        self.pictures.clear()
        self._application.setPalette(self._palette())
        self._application.setFont(self.font())
        self._parts = self._sheet()
        turns.finish()  # the system may change it at any moment: nobody is half made when told
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette

    def _sheet(self) -> dict[str, str]:
        """The parts of the sheet by name, filled in."""
        _, *pieces = _PART.split(self._template)
        return {
            name: _PLACE.sub(self._fill, rules)
            for name, rules in zip(pieces[::2], pieces[1::2], strict=True)
        }

    def _fill(self, place: re.Match[str]) -> str:
        word, number = place[1], int(place[2] or 0)
        match word:
            case "fs":
                return str(round(number * self._scale))
            case "px":
                return str(self.px(number))
            case "pad":
                return str(self.px(number + 1) - 1 if number in {9, 3} else self.px(number))
            case "in":
                return str(self.tall(tokens.CONTROL) - 2 * number)
            case "sin":
                return str(self.tall(tokens.CONTROL_SMALL, 18) - 2 * number)
            case _:
                return self.color(place[0][1:]).name()


_ROLE = QPalette.ColorRole
_PALETTE: Mapping[QPalette.ColorRole, str] = {
    _ROLE.Window: "canvas",
    _ROLE.WindowText: "text",
    _ROLE.Base: "surface",
    _ROLE.AlternateBase: "sunken",
    _ROLE.Text: "text",
    _ROLE.Button: "surface",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "on_accent",
    _ROLE.Highlight: "accent",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.PlaceholderText: "faint",
    _ROLE.Link: "link",
    _ROLE.LinkVisited: "link",
    _ROLE.ToolTipBase: "surface",
    _ROLE.ToolTipText: "text",
    _ROLE.Mid: "line2",
    _ROLE.Midlight: "line",
    _ROLE.Light: "hover",
    _ROLE.Dark: "line2",
    _ROLE.Shadow: "line2",
    _ROLE.Accent: "accent",
}
_TEXT_ROLES = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)

# In high contrast the system's palette speaks; shapes and words carry the states.
_FILLED = ("accent", "accent_hover", "exclude_bg", "acute_bg", "demo_bg", "heat4", "heat5", "heat6")
_ON_FILLED = ("on_accent", "exclude", "acute", "demo")
_GROUNDS = ("canvas", "surface", "sunken", "nav", "hover", "demo_soft")
_CHOSEN = ("sel", "nav_sel", "accent_soft")


def _system_colours(system: QPalette) -> dict[str, QColor]:
    colours = dict.fromkeys(tokens.LIGHT, system.color(_ROLE.WindowText))
    for name in tokens.LIGHT:
        if name.endswith("_bg") or name.startswith(("band", "heat")) or name in _GROUNDS + _CHOSEN:
            colours[name] = system.color(_ROLE.Base)
    colours |= dict.fromkeys(_FILLED, system.color(_ROLE.Highlight))
    colours |= dict.fromkeys(_ON_FILLED, system.color(_ROLE.HighlightedText))
    colours["disabled"] = system.color(QPalette.ColorGroup.Disabled, _ROLE.WindowText)
    colours["link"] = system.color(_ROLE.Link)
    return colours


def _load_fonts() -> None:
    if FAMILY in QFontDatabase.families():
        return
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


_made: list[Theme] = []


def current() -> Theme:
    """The theme of the running application; made by the first call, when QApplication exists."""
    if _made and isValid(_made[0]):
        return _made[0]
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a QApplication comes before the theme")
    _made[:] = [Theme(application)]
    return _made[0]


def follow(restyle: Callable[[], None]) -> None:
    """Call `restyle` now and at every change of theme or scale."""
    restyle()
    current().changed.connect(restyle)


def shape(widget: QWidget, *parts: str) -> None:
    """Give one widget its parts of the sheet; called from `restyle`, before the font is set."""
    sheet = current().sheet(*parts)
    if widget.styleSheet() != sheet:
        widget.setStyleSheet(sheet)


def set_invalid(widget: QWidget, *, invalid: bool) -> None:
    """Mark a field as wrong; the sheet draws its outline."""
    if bool(widget.property("invalid")) != invalid:
        widget.setProperty("invalid", invalid)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
