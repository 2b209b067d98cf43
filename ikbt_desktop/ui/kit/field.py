"""A field with its label above and one line of help, error or good answer."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ikbt_desktop.errors import IkbtError, InvalidValue, MistypedKey
from ikbt_desktop.ui.kit import problems, theme
from ikbt_desktop.ui.kit.edits import DateField, TextEdit
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer

_SIGNS = 5
"""Of a group of a printed key."""


class FieldBlock(QWidget):
    """Label, ``optional`` after it, the field, and below it help or error.

    `set_error(text)` says what is wrong and how to write it; the input stays. `set_good(text)`
    says to the right of the field what the program understood. An error at the field that has the
    focus is scrolled into sight. `beside` puts the label left of
    the field; help is then spoken only, and an error still stands below. `aside` is a small
    button right of the field.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        optional: bool = False,
        help_text: str = "",
        beside: bool = False,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._is_beside = beside
        self._help = help_text
        self._error = ""
        self.label = Label(label, "small", weight=500)
        self.label.setBuddy(field)
        self._optional = Label("", "cap", ink="muted")
        self._good_mark = IconMark("circle-check", "ok")
        self._good = Label("", "small", ink="ok", weight=500, wrap=True)
        self._good.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._note_mark = IconMark("circle-alert", "error")
        self._note = Label("", "cap", ink="muted", wrap=True)
        self._aside = aside
        self._build(stretches=isinstance(field, TextEdit) or not _has_width(field))
        self._optional.setVisible(optional)  # shown before it has a parent it would be a window
        self.set_label(label)
        follow(self, self.retranslate)
        self.set_good("")
        self._show_note()
        if isinstance(field, DateField):
            field.understood.connect(self._understood)
            field.refused.connect(self._refused)

    def _build(self, *, stretches: bool) -> None:
        middle = Row(gap=8)
        head = middle if self._is_beside else Row(gap=8)
        head.put(self.label, self._optional)
        middle.addWidget(self.field, 1 if stretches else 0)
        if self._aside is not None:
            middle.addWidget(self._aside)
        middle.put(self._good_mark)
        middle.addWidget(self._good, 0 if stretches else 1)
        if not stretches:
            middle.addStretch(0)
        foot = Row(gap=6)
        foot.addWidget(self._note_mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._note, 1)
        whole = Column(self, gap=4)
        if not self._is_beside:
            head.addStretch(1)
            whole.put(head)
        whole.put(middle, foot)
        whole.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_label(self, label: str) -> None:
        """The words above the field; they are its accessible name."""
        self.label.setText(label)
        name = label.replace("&", "")
        if isinstance(self.field, SegmentedAnswer):
            self.field.set_name(name)
        else:
            self.field.setAccessibleName(name)

    def retranslate(self) -> None:
        """Say ``optional`` in the language of the screen."""
        self._optional.setText(self.tr("optional"))

    @property
    def error(self) -> str:
        """The sentence now shown as wrong; empty when all is well."""
        return self._error

    def set_help(self, text: str) -> None:
        """The quiet line under the field."""
        self._help = text
        self._show_note()

    def set_error(self, text: str) -> None:
        """Mark the field and say what is wrong; the empty text takes it away."""
        self._error = text
        self.set_good("")
        self._show_note()
        if text:
            # After the page has given the focus to the first wrong field, and is laid out anew.
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        focused = QApplication.focusWidget()
        if not self._error or focused is None or not self.isAncestorOf(focused):
            return
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.ensureWidgetVisible(self, 0, theme.current().px(8))

    def show_problem(self, error: IkbtError) -> None:
        """Say what is wrong in the words of `problems`; a mistyped group is marked."""
        chosen = isinstance(self.field, QComboBox | SegmentedAnswer)
        if chosen and isinstance(error, InvalidValue) and error.reason == "empty":
            self.set_error(self.tr("Choose something here."))
            return
        self.set_error(problems.alone(error))
        if isinstance(error, MistypedKey) and isinstance(self.field, QLineEdit):
            start, length = _group(self.field.text(), error.group)
            self.field.setSelection(start, length)

    def set_good(self, text: str) -> None:
        """What the program understood, right of the field."""
        self._good.setText(text)
        self._good.setVisible(bool(text))
        self._good_mark.setVisible(bool(text))

    def _show_note(self) -> None:
        wrong = bool(self._error)
        text = self._error or self._help
        self._note.setText(text)
        self._note.set_ink("error" if wrong else "muted")
        self._note.set_role("small" if wrong else "cap", 500 if wrong else 400)
        self._note.setVisible(bool(text) and (wrong or not self._is_beside))
        self._note_mark.setVisible(wrong)
        theme.set_invalid(self.field, invalid=wrong)
        self.field.setAccessibleDescription(text)

    def _understood(self, spelled: str) -> None:
        self._error = ""
        self.set_help(spelled)

    def _refused(self, error: IkbtError) -> None:
        self.show_problem(error)


def _group(typed: str, group: int) -> tuple[int, int]:
    """Where the n-th group of five signs stands in what was typed, however it was spaced."""
    signs = [place for place, sign in enumerate(typed) if sign.isalnum()]
    own = signs[(group - 1) * _SIGNS : group * _SIGNS]
    return (own[0], own[-1] + 1 - own[0]) if own else (len(typed), 0)


def _has_width(field: QWidget) -> bool:
    """Whether the field keeps a width of its own rather than taking what there is."""
    policy = field.sizePolicy().horizontalPolicy()
    return field.minimumWidth() == field.maximumWidth() or policy == QSizePolicy.Policy.Fixed
