"""The key file is not the one that the program wrote last: what differs, and who decides."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.key_copies import State
from ikbt_desktop.services.key_file_check import Comparison, Difference, KeyFileCheck, What
from ikbt_desktop.ui.kit import background, language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll

_CARD = 620
_STATES = {
    State.AHEAD: mark(
        "KeyFilePage",
        "The file holds a change that the database does not know of. As a rule the program was "
        "interrupted in the middle of it. Was the change below meant, let the file hold.",
    ),
    State.SET_BACK: mark(
        "KeyFilePage",
        "An older one of the clinic's own key files lies in the place of the newest. Whoever was "
        "shut out since may be back in it. As a rule the kept file is put back.",
    ),
    State.BROKEN_SEAL: mark(
        "KeyFilePage",
        "The file is not as the program wrote it: its seal does not fit. Nobody but an "
        "administrator comes in until the kept file is put back.",
    ),
}
_WHATS = {
    What.ADDED: mark("KeyFilePage", "{login}: has a way in, in the file alone"),
    What.MISSING: mark("KeyFilePage", "{login}: has no way in, in the file"),
    What.LOGIN: mark("KeyFilePage", "{login}: bears another user name in the file"),
    What.WRAP: mark("KeyFilePage", "{login}: another password or device code"),
    What.NEW_PAIR: mark("KeyFilePage", "{login}: another key pair, as after a one-time password"),
    What.CHEAPER: mark("KeyFilePage", "{login}: a password that is cheaper to guess"),
    What.NO_DEVICE: mark("KeyFilePage", "{login}: no device code is asked for"),
    What.BOXES: mark("KeyFilePage", "{login}: the sealed master key differs"),
    What.PAPER: mark("KeyFilePage", "The recovery key: another one"),
    What.PAPER_TESTED: mark("KeyFilePage", "The recovery key: when it was typed from the paper"),
    What.EPOCH: mark("KeyFilePage", "The number of the master key"),
    What.OTHER: mark("KeyFilePage", "Something that is no way in: a date or a label"),
}


class KeyFilePage(Ground):
    """It shows and asks; nothing is changed before somebody has said what, and why."""

    decided = Signal()
    given_up = Signal()

    def __init__(self, check: KeyFileCheck) -> None:
        super().__init__("canvas")
        self.setObjectName("key_file_page")
        self._check = check
        self._shown: Comparison = check.compare()
        self._head = Label("", "h1", wrap=True)
        self._state = InlineMessage(Tone.WARNING)
        self._state.setObjectName("key_file_state")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._list_head = Label("", "h3", wrap=True)
        self._list = Label("", "body", wrap=True)
        self._list.setObjectName("key_file_differences")
        self._choices = Label("", "small", ink="muted", wrap=True)
        self.reason = LineEdit()
        self.reason.setObjectName("key_file_reason")
        self.reason.setMaxLength(200)
        self._reason_block = FieldBlock("", self.reason)
        self.put_back = Button("", Kind.PRIMARY)
        self.put_back.setObjectName("key_file_put_back")
        self.accept = Button("")
        self.accept.setObjectName("key_file_accept")
        self.leave = Button("", Kind.TEXT)
        self.leave.setObjectName("key_file_leave")
        self._card = Card(gap=12, margins=(36, 28, 36, 28))
        self._build()
        self.put_back.clicked.connect(lambda: self._decide(self._check.put_back, self.put_back))
        self.accept.clicked.connect(lambda: self._decide(self._check.accept, self.accept))
        self.leave.clicked.connect(self.given_up)
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        acts = QWidget()
        flow = Flow(acts)
        for button in (self.put_back, self.accept, self.leave):
            flow.addWidget(button)
        self._card.body.put(
            self._head,
            self._state,
            self._trouble,
            self._list_head,
            self._list,
            self._choices,
            self._reason_block,
            acts,
        )
        scroll = Scroll(margins=(16, 16, 16, 16))
        scroll.body.addStretch(1)
        across = Row()
        across.put(None, self._card, None)
        scroll.body.addLayout(across)
        scroll.body.addStretch(1)
        Column(self, gap=0).addWidget(scroll)

    def restyle(self) -> None:
        """Take the card's width at the present scale."""
        wide = theme.current().wide(_CARD)
        self._card.setMaximumWidth(wide)
        self._card.setMinimumWidth(min(wide, 640))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        shown = self._shown
        self._head.setText(self.tr("The key file is not the one that was kept"))
        words = _STATES.get(shown.state, "")
        self._state.say(
            self.tr("Decide before anybody goes on"), say("KeyFilePage", words) if words else ""
        )
        kept = "" if shown.kept_at is None else f"{shown.kept_at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
        self._list_head.setText(
            self.tr("The file beside the database, against the copy of {when} inside it").format(
                when=kept
            )
        )
        self._list.setText("\n".join(f"• {_words(one)}" for one in shown.differences))
        self._list.setVisible(bool(shown.differences))
        told = [
            self.tr(
                "Putting the kept file back: passwords and ways in are as the database remembers "
                "them."
            )
        ]
        if shown.may_accept:
            told.append(
                self.tr("Letting the file hold: what is listed above becomes the clinic's own.")
            )
        told.append(self.tr("If you do not know why it differs, change all keys afterwards."))
        self._choices.setText(" ".join(told))
        self._reason_block.set_label(self.tr("Why?"))
        self._reason_block.set_help(self.tr("It stands in the access log."))
        self.put_back.setText(self.tr("&Put the kept file back"))
        self.put_back.setVisible(shown.may_put_back)
        self.accept.setText(self.tr("&Let the file hold"))
        self.accept.setVisible(shown.may_accept)
        self.leave.setText(self.tr("&Sign out"))

    def _decide(self, verb: Callable[[str], None], button: Button) -> None:
        because = self.reason.text()
        if not because.strip():
            self._reason_block.set_error(self.tr("Write why. It stands in the log."))
            self.reason.setFocus()
            return
        self._reason_block.set_error("")
        self._trouble.hide()
        button.set_busy(self.tr("Writing …"))

        def _failed(error: IkbtError) -> None:
            button.set_busy("")
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()

        background.run(
            self, lambda _: verb(because), done=lambda _: self.decided.emit(), failed=_failed
        )

    def focus_first(self) -> None:
        """The reason."""
        self.reason.setFocus()


def _words(one: Difference) -> str:
    return say("KeyFilePage", _WHATS[one.what]).format(login=one.login)
