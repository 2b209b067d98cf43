"""Papers of the log: the weekly receipt, comparing one, and the extract for a patient."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import (
    IkbtError,
    InvalidIdentity,
    InvalidValue,
    MistypedKey,
    NotFound,
)
from ikbt_desktop.services.log_papers import Compared, Comparison, Extracted, Receipt
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import DateField, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll
from ikbt_desktop.ui.reception.words import spoken
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where

_REACH = timedelta(days=365)


class LogPapersRoom(Room):
    """Three cards: what keeps the log honest from outside, and what the patient may have."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.save_as: SaveAs = ask_where
        self._title = Label("", "h1")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("papers_trouble")
        self._trouble.hide()
        self._heads = [Label("", "h3") for _ in range(3)]
        self._abouts = [Label("", "small", ink="muted", wrap=True) for _ in range(3)]
        self.receipt = Button("", icon="printer")
        self.receipt.setObjectName("save_receipt")
        self._receipt_saved = Label("", "small", ink="ok", weight=500, wrap=True)
        self._receipt_saved.setObjectName("receipt_saved")
        self.code = LineEdit(width=320)
        self.code.setObjectName("receipt_code")
        self.code.setMaxLength(100)
        self._code_block = FieldBlock("", self.code)
        self.compare = Button("")
        self.compare.setObjectName("compare_receipt")
        self._holds = InlineMessage(Tone.DONE)
        self._holds.setObjectName("receipt_holds")
        self._fails = InlineMessage(Tone.TROUBLE)
        self._fails.setObjectName("receipt_fails")
        self.number = LineEdit(width=210)
        self.number.setObjectName("extract_number")
        self.number.setMaxLength(40)
        self._number_block = FieldBlock("", self.number)
        self.first = DateField(self._parse, spoken)
        self.first.setObjectName("extract_first")
        self._first_block = FieldBlock("", self.first)
        self.last = DateField(self._parse, spoken)
        self.last.setObjectName("extract_last")
        self._last_block = FieldBlock("", self.last)
        self.extract = Button("", icon="file-down")
        self.extract.setObjectName("save_extract")
        self._extract_saved = Label("", "small", ink="ok", weight=500, wrap=True)
        self._extract_saved.setObjectName("extract_saved")
        self._lay()
        self._wire()
        self.last.set_date(self._today())
        self.first.set_date(self._today() - _REACH)
        self.retranslate()

    def _lay(self) -> None:
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        scroll.body.put(self._title, self._trouble)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (_side_by_side(self.receipt), self._receipt_saved),
            (self._code_block, _side_by_side(self.compare), self._holds, self._fails),
            (
                self._number_block,
                _side_by_side(self._first_block, self._last_block),
                _side_by_side(self.extract),
                self._extract_saved,
            ),
        )
        for head, about, group in zip(self._heads, self._abouts, groups, strict=True):
            card = Card(gap=10)
            card.body.put(head, about, *group)
            scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        Column(self).addWidget(scroll)
        for message in (self._holds, self._fails, self._receipt_saved, self._extract_saved):
            message.hide()

    def _wire(self) -> None:
        self.receipt.clicked.connect(self._save_receipt)
        self.compare.clicked.connect(self._compare)
        self.code.returnPressed.connect(self._compare)
        self.code.textEdited.connect(lambda _: self._code_block.set_error(""))
        self.extract.clicked.connect(self._save_extract)
        self.number.returnPressed.connect(self._save_extract)
        self.number.textEdited.connect(lambda _: self._number_block.set_error(""))

    def _today(self) -> date:
        return local_day(self.services.workplace.clock())

    def _parse(self, written: str) -> date:
        return parse_day(written, today=self._today(), field="on")

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Papers of the log"))
        heads = (
            self.tr("Receipt of the week"),
            self.tr("Compare a receipt"),
            self.tr("Extract for a patient"),
        )
        abouts = (
            self.tr(
                "The receipt says how far the log had come. Keep it where whoever looks after the "
                "computer cannot reach it: with it, rows that are taken away and an older file put "
                "back are noticed."
            ),
            self.tr("Type the code from a receipt. Capitals, spaces and hyphens do not matter."),
            self.tr(
                "The patient has the right to know from which unit and when somebody was in the "
                "data. The extract names roles, not colleagues, in plain Swedish."
            ),
        )
        for label, text in zip(self._heads, heads, strict=True):
            label.setText(text)
        for label, text in zip(self._abouts, abouts, strict=True):
            label.setText(text)
        self.receipt.setText(self.tr("Save the &receipt as PDF …"))
        self._code_block.set_label(self.tr("Receipt code"))
        self.compare.setText(self.tr("&Compare"))
        self._number_block.set_label(self.tr("The patient's identity number"))
        self._first_block.set_label(self.tr("From"))
        self._last_block.set_label(self.tr("Through"))
        self.extract.setText(self.tr("Save the e&xtract as PDF …"))

    # --- the receipt -------------------------------------------------------------------------

    def _save_receipt(self) -> None:
        name = self.tr("Log receipt {day}.pdf").format(day=self._today().isoformat())
        target = self.save_as(self, name)
        if not target:
            return
        self._trouble.hide()
        self._receipt_saved.hide()
        self.receipt.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self.services.log_papers.save_receipt(Path(target)),
            done=self._receipt_done,
            failed=self._receipt_failed,
        )

    def _receipt_done(self, receipt: Receipt) -> None:
        self.receipt.set_busy("")
        self._receipt_saved.setText(
            self.tr("Saved: the log has {rows} rows. Print it and put it away.").format(
                rows=QLocale().toString(receipt.rows)
            )
        )
        self._receipt_saved.show()

    def _receipt_failed(self, error: IkbtError) -> None:
        self.receipt.set_busy("")
        self._tell(error)

    def _compare(self) -> None:
        for message in (self._holds, self._fails):
            message.hide()
        if not self.code.text().strip():
            self._code_block.set_error(self.tr("Type the code from the receipt."))
            self.code.setFocus()
            return
        try:
            compared = self.services.log_papers.compare(self.code.text())
        except MistypedKey as error:
            self._code_block.show_problem(error)
            self.code.setFocus()
            return
        except IkbtError as error:
            self._tell(error)
            return
        self._say_compared(compared)

    def _say_compared(self, compared: Compared) -> None:
        row, now = (QLocale().toString(number) for number in (compared.row, compared.rows_now))
        if compared.found is Comparison.HOLDS:
            self._holds.say(
                self.tr("The receipt belongs to this log."),
                self.tr("Row {row} is here as it was. The log has {now} rows now.").format(
                    row=row, now=now
                ),
            )
            self._holds.show()
            return
        lead = (
            self.tr("The log ends before the receipt.")
            if compared.found is Comparison.SHORTER
            else self.tr("The log is not the one that the receipt was taken of.")
        )
        self._fails.say(
            lead,
            self.tr(
                "The receipt names row {row}; the log has {now}. An older copy may have been put "
                "back, or rows taken away. Tell the head of unit today, and keep every backup."
            ).format(row=row, now=now),
        )
        self._fails.show()

    # --- the extract -------------------------------------------------------------------------

    def _save_extract(self) -> None:
        self._trouble.hide()
        self._extract_saved.hide()
        if not self.number.text().strip():
            self._number_block.set_error(self.tr("Type the patient's identity number."))
            self.number.setFocus()
            return
        for field, block in ((self.first, self._first_block), (self.last, self._last_block)):
            if field.date is None:
                block.set_error(self.tr("Write a day."))
                field.setFocus()
                return
        name = self.tr("Log extract {day}.pdf").format(day=self._today().isoformat())
        target = self.save_as(self, name)
        if target:
            self._write_extract(Path(target))

    def _write_extract(self, target: Path) -> None:
        first, last, number = self.first.date, self.last.date, self.number.text()
        assert first is not None
        assert last is not None
        self.extract.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self.services.log_papers.save_extract(
                number, first_day=first, last_day=last, target=target
            ),
            done=self._extract_done,
            failed=self._extract_failed,
        )

    def _extract_done(self, made: Extracted) -> None:
        self.extract.set_busy("")
        self.number.clear()
        self._extract_saved.setText(
            say("LogPapersRoom", "Saved, %n row(s). Hand it over and delete the file.", made.rows)
        )
        self._extract_saved.show()

    def _extract_failed(self, error: IkbtError) -> None:
        self.extract.set_busy("")
        if isinstance(error, InvalidIdentity):
            self._number_block.show_problem(error)
            self.number.setFocus()
        elif isinstance(error, NotFound):
            self._number_block.set_error(
                self.tr("Nobody here has this number. Compare it with the patient's paper.")
            )
            self.number.setFocus()
        elif isinstance(error, InvalidValue):
            self._last_block.set_error(self.tr("The last day lies before the first. Check both."))
            self.last.setFocus()
        else:
            self._tell(error)

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.reveal()

    def focus_first(self) -> None:
        """The receipt, which is made most often."""
        self.receipt.setFocus()


def _side_by_side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, gap=16)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
