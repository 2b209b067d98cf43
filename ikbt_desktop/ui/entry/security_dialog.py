"""About security: what a clinic may rely on, who stands for it, and what nobody can promise.

The statements are those of README's section Security; nothing more is promised anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll

_HERE = "SecurityDialog"
_WIDE, _HIGH, _MARGIN = 680, 600, 32


@dataclass(frozen=True)
class Statement:
    """One sentence to rely on or to know, and who stands for it ("" where it is advice)."""

    words: str
    kept_by: str = ""


PROMISES = (
    Statement(
        mark(
            "SecurityDialog",
            "The clinic's file is useless without a password and the device code, or the recovery "
            "key from its paper. Where the clinic chose passwords alone, the password is all.",
        ),
        mark("SecurityDialog", "cryptography"),
    ),
    Statement(
        mark(
            "SecurityDialog",
            "What you saved is there after a crash or a power cut, if the disk keeps its word.",
        ),
        mark("SecurityDialog", "the database, tried with simulated power cuts"),
    ),
    Statement(
        mark(
            "SecurityDialog",
            "Damage is noticed. An older copy put back is noticed when it is compared with a "
            "receipt.",
        ),
        mark("SecurityDialog", "seals, and the chain of the access log"),
    ),
    Statement(
        mark("SecurityDialog", "A backup was opened and compared before it was called a backup."),
        mark("SecurityDialog", "the program"),
    ),
    Statement(
        mark("SecurityDialog", "Reception cannot see clinical text, and each reading is logged."),
        mark("SecurityDialog", "the program, not cryptography"),
    ),
)
LIMITS = (
    Statement(
        mark(
            "SecurityDialog",
            "Someone who controls the computer while you work, through harmful software for "
            "example, can see what you see.",
        ),
        mark("SecurityDialog", "nothing"),
    ),
    Statement(
        mark(
            "SecurityDialog",
            "While the clinic is open its keys and texts are in the computer's memory. We do not "
            "promise that they are gone from there the moment it is locked.",
        ),
        mark("SecurityDialog", "nothing"),
    ),
    Statement(
        mark(
            "SecurityDialog",
            "The walls between the roles are the program's. All share one file: a colleague's "
            "password opens it, whatever the role.",
        ),
        mark("SecurityDialog", "the program, not cryptography"),
    ),
    Statement(
        mark(
            "SecurityDialog",
            "The log tells in which order things were done. It cannot tell that the computer's "
            "clock was right.",
        ),
        mark("SecurityDialog", "nothing"),
    ),
)
DUTIES = (
    Statement(
        mark(
            "SecurityDialog",
            "Encrypt the computer's whole disk (BitLocker, FileVault, LUKS), and lock the "
            "computer itself.",
        )
    ),
    Statement(
        mark(
            "SecurityDialog",
            "Switch hibernation off: it writes the memory, with what is open, to the disk.",
        )
    ),
    Statement(
        mark(
            "SecurityDialog",
            "Keep the two papers in two places: the recovery key in a sealed envelope, the "
            "device code locked up at the clinic.",
        )
    ),
    Statement(
        mark(
            "SecurityDialog",
            "Never put the clinic's folder where it is copied to a cloud. Give the backups a "
            "second place on another disk.",
        )
    ),
    Statement(
        mark(
            "SecurityDialog",
            "Keep the log's receipt outside the computer, and compare it when something seems "
            "wrong.",
        )
    ),
)


class _Line(QWidget):
    """A mark, the statement, and below it who stands for it."""

    def __init__(self, statement: Statement, icon: str, tone: str) -> None:
        super().__init__()
        self._statement = statement
        self._words = Label("", "body", wrap=True)
        self._kept_by = Label("", "cap", ink="muted", wrap=True)
        texts = Column(gap=2)
        texts.put(self._words, self._kept_by)
        row = Row(self, gap=10)
        row.addWidget(IconMark(icon, tone, size=18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self._kept_by.setVisible(bool(statement.kept_by))

    def retranslate(self) -> None:
        """Say it in the language that now holds."""
        self._words.setText(say(_HERE, self._statement.words))
        if self._statement.kept_by:
            who = say(_HERE, self._statement.kept_by)
            self._kept_by.setText(say("SecurityDialog", "Kept by: {who}").format(who=who))


class SecurityDialog(QDialog):
    """One page to read; Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("about_security")
        self._lead = Label("", "body", ink="muted", wrap=True)
        self._heads = [Label("", "h3", wrap=True) for _ in range(3)]
        self._lines: list[_Line] = []
        scroll = Scroll(gap=10, margins=(24, 20, 24, 12))
        scroll.setObjectName("about_security_text")
        scroll.body.addWidget(self._lead)
        for head, statements, icon, tone in (
            (self._heads[0], PROMISES, "shield-check", "ok"),
            (self._heads[1], LIMITS, "shield-alert", "review"),
            (self._heads[2], DUTIES, "clipboard-check", "accent"),
        ):
            self._add(scroll, head, statements, icon, tone)
        scroll.body.addStretch(1)
        self._close = Button("", Kind.PRIMARY, hint="Esc")
        self._close.setObjectName("close_security")
        self._close.clicked.connect(self.accept)
        foot = Row(margins=(24, 6, 24, 16))
        foot.put(None, self._close)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def _add(
        self, scroll: Scroll, head: Label, statements: Sequence[Statement], icon: str, tone: str
    ) -> None:
        scroll.body.room(6)
        scroll.body.addWidget(head)
        for statement in statements:
            line = _Line(statement, icon, tone)
            self._lines.append(line)
            scroll.body.addWidget(line)

    def restyle(self) -> None:
        """Take the size at the present scale, within the window that it stands over."""
        look, room = theme.current(), self._over.window().size()
        self.resize(
            min(look.wide(_WIDE), room.width() - _MARGIN),
            min(look.px(_HIGH), room.height() - _MARGIN),
        )

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.setWindowTitle(self.tr("About security"))
        self._lead.setText(
            self.tr("What you may rely on, who stands for it, and what nobody can promise.")
        )
        texts = (
            self.tr("What you may rely on"),
            self.tr("What nobody can promise"),
            self.tr("What the clinic does itself"),
        )
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        for line in self._lines:
            line.retranslate()
        self._close.setText(self.tr("&Close"))
