"""While a password is typed: what it lacks, in words, and that Caps Lock is on."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ikbt_desktop.services.password_rules import MAXIMUM, Judgement, PasswordRules, Strength
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.edits import PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.language import mark, say

_WORDS = {
    Strength.COMMON: mark(
        "PasswordHint", "Easy to guess: many use such words. Write something of your own."
    ),
    Strength.FAIR: mark("PasswordHint", "Long enough. One or two words more make it stronger."),
    Strength.GOOD: mark("PasswordHint", "Long and hard to guess."),
}


class PasswordHint(QObject):
    """Follows one field; `rules` are asked at each key, since name and protection may change."""

    def __init__(self, block: FieldBlock, rules: Callable[[], PasswordRules]) -> None:
        super().__init__(block)
        field = block.field
        assert isinstance(field, PasswordEdit)
        self._block, self._field, self._rules = block, field, rules
        self._is_caps = False
        field.textChanged.connect(self._typed)
        field.caps_lock_noticed.connect(self._notice)
        language.follow(block, self.retranslate)

    def retranslate(self) -> None:
        """Say it in the language that now holds, and under the rules that now hold."""
        rules = self._rules()
        found = rules.judged(self._field.text())
        caps = self.tr("Caps Lock is on.") + " " if self._is_caps else ""
        self._block.set_help(caps + _words(found))
        good = found.strength is Strength.GOOD and not self._block.error
        self._block.set_good(self.tr("Strong") if good else "")

    def _typed(self) -> None:
        if not self._field.text():
            self._is_caps = False
        elif self._block.error:
            self._block.set_error("")
        self.retranslate()

    def _notice(self, is_on: bool) -> None:
        if self._is_caps != is_on:
            self._is_caps = is_on
            self.retranslate()


def _words(found: Judgement) -> str:
    if found.strength is Strength.EMPTY:
        return say(
            "PasswordHint",
            "At least %n character(s). Several words are easy to remember.",
            found.missing,
        )
    if found.strength is Strength.SHORT:
        return say("PasswordHint", "%n more character(s) are needed.", found.missing)
    if found.strength is Strength.TOO_LONG:
        return say("PasswordHint", "At most %n character(s) can be kept.", MAXIMUM)
    return say("PasswordHint", _WORDS[found.strength])
