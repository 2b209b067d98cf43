"""While a record is destroyed: how far it is; then what came of it, and what is still to do."""

from PySide6.QtCore import QLocale

from ikbt_desktop.services.destruction import Destroyed
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.standby_page import StandbyPage

_STAGES = (500, 950, 1000)
"""In thousandths: the database anew, the backup after, the receipt."""


class DestructionPage(StandbyPage):
    """The record is destroyed; then what is left to do."""

    def __init__(self) -> None:
        super().__init__("destruction", "shield-alert")
        self._done: Destroyed | None = None
        self._so_far = (0, 1000)
        self._next = Label("", "body", wrap=True)
        self._next.setObjectName("destruction_next")
        self._next.hide()
        self.button.clicked.connect(self.ended)
        self.foot.hide()
        self.build(self._next)
        language.follow(self, self.retranslate)

    @property
    def is_at_work(self) -> bool:
        """Whether it is being done now: nothing may end the program by itself."""
        return self._done is None

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        done = self._done
        if done is None:
            self.head.setText(self.tr("The record is being destroyed"))
            self.lead.setText(
                self.tr(
                    "Leave the computer on. If it stops all the same the record is either whole or"
                    " wholly gone; look under Administration, Destruction."
                )
            )
            self.show_progress(*self._so_far)
            return
        self.head.setText(self.tr("The record is destroyed"))
        self.lead.setText(
            self.tr(
                "{rows} rows are gone from the database. Every other row was compared and is as it"
                " was; the access log stands."
            ).format(rows=QLocale().toString(done.rows))
        )
        missed = self.tr("The backup after it could not be made")
        self.say_missed(done.backup, head=missed)
        self._next.setText(
            self.tr(
                "1. Sign in, open Administration, Destruction, and save the receipt.\n"
                "2. See there which older backups still hold the record, and until when.\n"
                "3. Destroy prints and saved files, and do the same in other systems."
            )
        )
        self.button.setText(self.tr("&Sign in"))

    def show_progress(self, at: int, total: int) -> None:
        """How far it is, and at what."""
        self._so_far = (at, total)
        stages = (
            self.tr("The database, without the record"),
            self.tr("Backup after, in every place"),
            self.tr("The receipt"),
        )
        self.show_stage(stages, _STAGES, at, total)

    def show_destroyed(self, done: Destroyed) -> None:
        """It is done."""
        self._done = done
        self.progress.hide()
        self._next.show()
        self.foot.show()
        self.retranslate()
        self.button.setFocus()
