"""The language of the screen: Swedish from the .ts files, English from the source itself.

How a page speaks (all builders of pages, please):

* ``self.tr("Save draft")`` inside a QObject class. The context is the class name.
* ``say("ReferralForm", "Save draft")`` in plain functions, and ``say("ReferralForm", "%n day(s)
  left", n)`` for every plural: ``tr`` with a number is refused by ``tools/translations.py``,
  because Qt finds no plural that is inherited from a base class. English plurals are written
  ``(s)`` or ``(is|are)`` in the source text; Swedish gives both forms in the .ts file.
* ``mark("ReferralForm", "Saved")`` for a text in a table, said later with ``say(context, text)``.
* Only literal strings: no f-strings, no concatenation with ``+``. Facts go in afterwards:
  ``self.tr("Saved {time}").format(time=...)``.
* A widget that lives on when the language changes puts its texts in a method ``retranslate()``
  and is given to ``follow(widget, widget.retranslate)`` which calls it now and at each change.

Then ``tools/translations.py update ROOM``, ``todo ROOM > words.json``, fill in the Swedish,
``fill ROOM words.json``, ``compile ROOM``.
"""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QWidget

from ikbt_desktop import paths

LANGUAGES = ("sv", "en")
ROOMS = (
    "kit",
    "entry",
    "today",
    "reception",
    "screening",
    "treatment",
    "record",
    "administration",
    "shell",
)

_ALTERNATIVES = re.compile(r"\(([^()|]*)\|([^()|]*)\)")
_installed: list[QTranslator] = []
_chosen = ["en"]  # Qt keeps its translators per process, and so do we


def say(context: str, english: str, n: int = -1) -> str:
    """The text in the chosen language; `n` chooses the plural form and replaces ``%n``."""
    return QCoreApplication.translate(context, english, "", n)


def mark(_context: str, english: str) -> str:
    """The same text, untouched: a note to the translation tool that it will be said later."""
    return english


def english_form(source: str, n: int) -> str:
    """``%n day(s) (is|are) left`` with the endings that belong to `n`."""
    one = n == 1
    text = _ALTERNATIVES.sub(lambda found: found[1] if one else found[2], source)
    return text.replace("(s)", "" if one else "s").replace("%n", str(n))


class _English(QTranslator):
    """Gives plural sources their endings; every other text is its own translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, n: int = -1
    ) -> str:
        return english_form(source, n) if n >= 0 else source


def chosen() -> str:
    """The language now on the screen: "sv" or "en"."""
    return _chosen[0]


def install(language: str, *, folder: Path | None = None) -> None:
    """Speak `language` from now on; every widget is told by QEvent.LanguageChange."""
    if language not in LANGUAGES:
        raise ValueError(language)
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    _chosen[:] = [language]
    QLocale.setDefault(
        QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
        if language == "sv"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    for translator in _translators(language, folder or paths.resources() / "i18n"):
        _installed.append(translator)
        QCoreApplication.installTranslator(translator)


def _translators(language: str, folder: Path) -> list[QTranslator]:
    if language == "en":
        return [_English()]
    found = []
    for room in ROOMS:
        translator = QTranslator()
        if translator.load(str(folder / f"{room}_{language}.qm")):
            found.append(translator)
    return found


class _Follower(QObject):
    """Calls back when its widget hears that the language changed."""

    def __init__(self, widget: QWidget, retranslate: Callable[[], None]) -> None:
        super().__init__(widget)
        self._retranslate = retranslate
        widget.installEventFilter(self)

    def stop(self) -> None:
        """Hear it no more."""
        widget = self.parent()
        if widget is not None:
            widget.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return False


def follow(widget: QWidget, retranslate: Callable[[], None]) -> None:
    """Call `retranslate` now and whenever the language changes, as long as `widget` lives."""
    retranslate()
    _Follower(widget, retranslate)


def unfollow(window: QWidget) -> None:
    """What lies in a window that is about to go is said no more: it could not ask for its facts."""
    for follower in window.findChildren(_Follower):
        follower.stop()
