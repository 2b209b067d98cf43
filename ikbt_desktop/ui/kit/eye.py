"""Shows what is typed in a password field, and hides it again."""

from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.button import IconButton
from ikbt_desktop.ui.kit.edits import PasswordEdit


class Eye(IconButton):
    """One for several fields that hold the same; beside the first of them."""

    def __init__(self, *fields: PasswordEdit) -> None:
        super().__init__("eye", "")
        self.setCheckable(True)
        self.setObjectName("show_password")
        self._fields = fields
        self.toggled.connect(self._show)
        language.follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Say what a press does in the language that now holds."""
        hides = self.isChecked()
        self.set_name(self.tr("Hide password") if hides else self.tr("Show password"))

    def _show(self, shown: bool) -> None:
        for field in self._fields:
            field.set_shown(shown=shown)
        self.retranslate()
