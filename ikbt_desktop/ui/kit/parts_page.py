"""Every part once, as in the picture of the parts: for the eye, and for the tests."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ikbt_desktop.ui.kit import tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, EmptyState, Ground
from ikbt_desktop.ui.kit.choices import CheckBox, RadioButton
from ikbt_desktop.ui.kit.digit_row import DigitRow
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column as Down
from ikbt_desktop.ui.kit.layouts import Flow, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, Column, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.progress import Progress
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State


class PartsPage(QWidget):
    """The page of `n-components`; the names in it are invented."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        left = Scroll(gap=8, margins=(24, 16, 24, 16))
        right = Ground("surface", lines="left")
        aside = Scroll(gap=9, margins=(20, 20, 24, 16))
        Down(right).put(aside)
        whole = Row(self, gap=0)
        whole.addWidget(left, 866)
        whole.addWidget(right, 500)
        self._fill_left(left.body)
        self._fill_right(aside.body)

    def _head(self, text: str) -> Label:
        return Label(text, "small", ink="muted", weight=600)

    def _pills(self, values: Sequence[PillValue]) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=10)
        for value in values:
            flow.addWidget(Pill(value.text, value.state, icon=value.icon))
        return holder

    def _fill_left(self, body: Down) -> None:
        body.put(self._head(self.tr("Outcome words: always shape, word and tone")))
        body.put(self._pills(self._outcomes()))
        body.put(self._head(self.tr("Buttons: one primary per surface")), self._buttons())
        body.put(self._head(self.tr("Fields: error, focus, optional")), self._fields())
        body.put(self._head(self.tr("Choices, digits")), self._answers(), self._choices())
        body.put(self._head(self.tr("Progress")), self._progress())
        body.put(self._head(self.tr("Care guarantee and time")), self._pills(self._times()))
        body.put(self._head(self.tr("Rows: urgent, chosen with focus, plain")), self._table(), None)

    def _outcomes(self) -> list[PillValue]:
        return [
            PillValue(self.tr("Met"), State.OK),
            PillValue(self.tr("Observe"), State.OBS),
            PillValue(self.tr("Judge"), State.REVIEW),
            PillValue(self.tr("Missing"), State.MISSING),
            PillValue(self.tr("Not met"), State.NOT_MET),
            PillValue(self.tr("Hinders"), State.EXCLUDE),
            PillValue(self.tr("Acute"), State.ACUTE),
        ]

    def _times(self) -> list[PillValue]:
        return [
            PillValue(self.tr("83 days left"), State.NEUTRAL, "calendar"),
            PillValue(self.tr("9 days left"), State.REVIEW, "clock"),
            PillValue(self.tr("4 days over"), State.NOT_MET, "clock-alert"),
            PillValue(self.tr("Own wait"), State.MISSING, "pause"),
            PillValue(self.tr("Today 16:00"), State.ACUTE),
        ]

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=10)
        self.focus_button = Button(self.tr("Focus"))
        sign = Button(self.tr("Sign"))
        sign.setEnabled(False)
        for button in (
            Button(self.tr("Register referral"), Kind.PRIMARY, hint="Ctrl+Enter"),
            Button(self.tr("Cancel")),
            Button(self.tr("Open"), Kind.TEXT, icon="external-link"),
            Button(self.tr("Void"), Kind.DANGER, icon="ban"),
            self.focus_button,
            sign,
        ):
            flow.addWidget(button)
        return holder

    def _fields(self) -> QWidget:
        holder = QWidget()
        row = Flow(holder, gap=24)
        received = FieldBlock(self.tr("Date received"), LineEdit("2026-11-31", width=180))
        received.set_error(self.tr("31 November does not exist."))
        start = FieldBlock(
            self.tr("Start date"),
            LineEdit(self.tr("today"), width=180),
            help_text=self.tr("Thursday 8 October, week 41"),
        )
        self.focus_field = start.field
        reserve = FieldBlock(
            self.tr("Reserve number"),
            LineEdit(placeholder=self.tr("e.g. 22950606-FH20"), width=180),
            optional=True,
        )
        for block in (received, start, reserve):
            row.addWidget(block)
        return holder

    def _answers(self) -> QWidget:
        holder = QWidget()
        self.answer = SegmentedAnswer(
            [("yes", self.tr("Yes")), ("no", self.tr("No")), ("unsure", self.tr("Unsure"))],
            name=self.tr("Example"),
        )
        self.answer.set_value("yes")
        self.digits = DigitRow(range(7), name=self.tr("Example"))
        self.digits.set_value(4)
        flow = Flow(holder, gap=20)
        flow.addWidget(self.answer)
        flow.addWidget(self.digits)
        return holder

    def _choices(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=8)
        suitable, unsuitable = (
            RadioButton(self.tr("Suitable")),
            RadioButton(self.tr("Not suitable")),
        )
        suitable.setChecked(True)
        read, printed = CheckBox(self.tr("Read")), CheckBox(self.tr("Print"))
        read.setChecked(True)
        for choice in (suitable, unsuitable, read, printed):
            flow.addWidget(choice)
        return holder

    def _progress(self) -> QWidget:
        progress = Progress(note=self.tr("Cancel at any time. Nothing is changed."))
        text = self.tr("Reading the copy back: 148 of 212 patients")
        progress.show_count(text, done=148, total=212)
        return progress

    def _table(self) -> QWidget:
        columns = (
            Column("due", self.tr("Due"), Cell.PILL, width=150),
            Column("patient", self.tr("Patient"), width=180),
            Column("what", self.tr("To do"), width=300, strong_when_flagged=True),
            Column("who", self.tr("Responsible")),
        )
        self.table = TableView(PagedTable(columns, self._rows), tall=tokens.ROW_COMPACT)
        self.table.horizontalHeader().hide()
        self.table.select_key(2)
        holder = Card(margins=(1, 1, 1, 1))
        holder.body.addWidget(self.table)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * 3)
        return holder

    def _rows(self, offset: int, _limit: int, _order: Order) -> list[RowValue]:
        today = PillValue(self.tr("Today 16:00"), State.ACUTE)
        soon = PillValue(self.tr("Today"), State.REVIEW, "clock")
        later = PillValue(self.tr("In 2 days"), State.NEUTRAL, "calendar")
        contact, write = self.tr("Needs contact today"), self.tr("Write feedback, week 3")
        missing = self.tr("Missing measurement, week 6")
        rows = [
            RowValue(
                1, (today, Two("Testlund, Nils", strong=True), contact, "M. Skenfors"), flagged=True
            ),
            RowValue(2, (soon, Two("Provberg, Åsa", strong=True), write, "M. Skenfors")),
            RowValue(3, (later, Two("Hittepålund, Ida", strong=True), missing, "M. Skenfors")),
        ]
        return rows[offset:]

    def _fill_right(self, body: Down) -> None:
        empty = Card(margins=(1, 1, 1, 1))
        empty.body.addWidget(
            EmptyState(
                "inbox",
                self.tr("No open referrals"),
                self.tr("When a referral comes in you register it here."),
                button=Button(self.tr("New referral"), Kind.PRIMARY, hint="Ctrl+R"),
            )
        )
        trouble = InlineMessage(
            Tone.TROUBLE,
            self.tr("The network folder does not answer."),
            self.tr("You can read but not save. What you wrote is still here."),
            button=self.tr("Try again"),
        )
        body.put(self._head(self.tr("Empty state")), empty)
        body.put(self._head(self.tr("Messages")), trouble)
        body.put(self._head(self.tr("Dialog: only what cannot be undone")), self._dialog(), None)

    def _dialog(self) -> QWidget:
        card = Card(gap=8, margins=(20, 16, 20, 16))
        card.body.put(Label(self.tr("Void the assignment?"), "h3", wrap=True))
        text = self.tr("The history remains. It cannot be undone after today.")
        card.body.put(Label(text, "small", wrap=True))
        buttons = Row(gap=8)
        buttons.put(
            None, Button(self.tr("Keep"), Kind.PRIMARY), Button(self.tr("Void"), Kind.DANGER)
        )
        card.body.put(buttons)
        return card
