"""The question before a backup takes the place of the clinic: what comes and what goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.backups import Loss
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui import backup_words
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Scroll
from ikbt_desktop.ui.kit.progress import Progress

_SHOWN = 20


class RestorePane(QWidget):
    """Nothing is touched before a reason is written and the danger button pressed."""

    given_up = Signal()
    chosen = Signal(object, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._loss: Loss | None = None
        self._title = Label("", "h1", wrap=True)
        self._holds = Label("", "body", wrap=True)
        self._older = InlineMessage(Tone.PROPOSAL, icon="key-round")
        self._older.setObjectName("restore_older_keys")
        self._lost = InlineMessage(Tone.WARNING)
        self._lost.setObjectName("restore_lost")
        self._lines = [Label("", "small", wrap=True) for _ in range(_SHOWN + 1)]
        self._card = Card(gap=4)
        self._after = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("restore_trouble")
        self._trouble.hide()
        self.reason = LineEdit(width=480)
        self.reason.setObjectName("restore_reason")
        self.reason.setMaxLength(200)
        self._reason_block = FieldBlock("", self.reason)
        self._progress = Progress()
        self._progress.hide()
        self.cancel = Button("")
        self.cancel.setObjectName("restore_cancel")
        self.act = Button("", Kind.DANGER)
        self.act.setObjectName("restore_now")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self._card.body.put(*self._lines)
        scroll = Scroll(gap=12, margins=(24, 18, 24, 14))
        scroll.body.put(
            self._title,
            self._holds,
            self._older,
            self._lost,
            self._card,
            self._trouble,
            self._reason_block,
            self._after,
            self._progress,
            None,
        )
        bar = ActionBar()
        bar.add_left(self.cancel)
        bar.add_right(self.act)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(bar)
        self.cancel.clicked.connect(self.given_up)
        self.act.clicked.connect(self._choose)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._reason_block.set_label(self.tr("Why is it restored?"))
        self.cancel.setText(self.tr("&Cancel"))
        self.act.setText(self.tr("&Restore the clinic"))
        self._after.setText(
            self.tr(
                "What stands now is moved aside, not deleted. Everybody is signed out, and the "
                "restore stands in the access log with the reason."
            )
        )
        if self._loss is not None:
            self._say(self._loss)

    def show_loss(self, loss: Loss) -> None:
        """Tell what a backup holds and lacks; what was typed for another is gone."""
        self._loss = loss
        self.reason.clear()
        self._reason_block.set_error("")
        self._trouble.hide()
        self._progress.hide()
        self._set_free(free=True)
        self._say(loss)

    def _say(self, loss: Loss) -> None:
        today = self._services.workplace.clock()
        self._title.setText(
            self.tr("Restore the copy from {when}?").format(
                when=backup_words.moment(loss.made_at, today=today)
            )
        )
        self._holds.setText(
            self.tr("It is whole and holds {patients} and {texts}. Made by {name}.").format(
                patients=backup_words.patients(loss.patients),
                texts=backup_words.texts(loss.signed_texts),
                name=loss.made_by,
            )
        )
        self._older.say(
            self.tr("It was sealed with the keys of before"),
            self.tr(
                "You open it with the old keys that the database keeps. It is written anew under "
                "the present keys: today's passwords, device code and recovery key go on holding, "
                "and whoever was shut out stays out."
            ),
        )
        self._older.setVisible(loss.older_keys)
        self._say_lost(loss)
        shown = [
            " · ".join(
                (
                    backup_words.moment(line.utc, today=today),
                    line.user_name,
                    f"{log_words.action_word(line.action)}: {log_words.kind_word(line.kind)}",
                )
            )
            for line in loss.lines[:_SHOWN]
        ]
        if len(loss.lines) > _SHOWN:
            shown.append(self.tr("… and older ones"))
        for label, text in zip(self._lines, shown + [""] * len(self._lines), strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self._card.setVisible(bool(shown))

    def _say_lost(self, loss: Loss) -> None:
        if not loss.same_chain:
            self._lost.say(
                self.tr("The copy is not a part of this clinic's log"),
                self.tr("It was made on another path of history. All that stands now is lost."),
            )
            return
        self._lost.say(
            backup_words.rows_lost(loss.rows),
            self.tr("Of these, the changes are listed below, the newest first.")
            if loss.lines
            else self.tr("None of them changed anything: readings, locks and the like."),
        )

    def _choose(self) -> None:
        if self._loss is None:
            return
        if not self.reason.text().strip():
            self._reason_block.set_error(self.tr("Write why. It stands in the log."))
            self.reason.setFocus()
            return
        self._reason_block.set_error("")
        self._trouble.hide()
        self._set_free(free=False)
        self.chosen.emit(self._loss, self.reason.text())

    def _set_free(self, *, free: bool) -> None:
        self.act.setEnabled(free)
        self.reason.setReadOnly(not free)

    def show_progress(self, done: int, total: int) -> None:
        """How far the restore is; until its end nothing of the clinic is touched."""
        self._progress.show_count(self.tr("Restoring"), done=done, total=total)
        self._progress.show()

    def show_error(self, error: IkbtError) -> None:
        """Say why not; the clinic stands as it was."""
        self._progress.hide()
        self._set_free(free=True)
        problem = problems.describe(error)
        if isinstance(error, InvalidValue):
            self._reason_block.set_error(problem.sentence)
            self.reason.setFocus()
            return
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def focus_first(self) -> None:
        """The reason: the first thing to write."""
        self.reason.setFocus()
