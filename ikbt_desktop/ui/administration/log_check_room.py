"""The monthly log check: the drawn rows, a verdict for each, the signature and the evidence."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.clinic.log_checks import Verdict
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import AlreadySigned, IkbtError, Incomplete, InvalidValue, StaleRecord
from ikbt_desktop.services.log_checks import CheckRow, CheckView, MonthRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration import log_check_words as words
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, meanwhile, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.edits import ComboBox, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.reception.words import DOT
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where
from ikbt_desktop.ui.record.kept_form import KeptForm, Values

_ROWS_SHOWN = 5  # more scroll, so that the judging is in sight below


class LogCheckRoom(Room):
    """One month at a time. Nobody judges what they read themselves."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.save_as: SaveAs = ask_where
        self._months: tuple[MonthRow, ...] = ()
        self._view: CheckView | None = None
        self._notes: dict[str, str] = {}  # typed and not yet judged, by row
        self._make_parts()
        self._lay()
        self._draft = KeptForm(
            self._writing, services, kind="log_check", subject_id="log_check", read=self._typed
        )
        self._wire()
        self.retranslate()

    # --- building ----------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._title = Label("", "h1")
        self._about = Label("", "small", ink="muted", wrap=True)
        self.month = ComboBox(width=300)
        self.month.setObjectName("check_month")
        self._month_block = FieldBlock("", self.month)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("check_trouble")
        self._trouble.hide()
        self._done = InlineMessage(Tone.DONE)
        self._done.setObjectName("check_signed")
        self._nothing = Label("", "body", wrap=True)
        self._nothing.setObjectName("check_nothing")
        self.draw = Button("", Kind.PRIMARY)
        self.draw.setObjectName("draw_rows")
        self._sum = Label("", "body", wrap=True)
        self._sum.setObjectName("check_sum")
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("check_rows")
        self._chosen = Label("", "body", weight=600, wrap=True)
        self._chosen.setObjectName("check_chosen")
        self._why = Label("", "small", ink="muted", wrap=True)
        self._own = InlineMessage(Tone.PROPOSAL)
        self._own.setObjectName("check_own")
        self.note = TextEdit(lines=1)
        self.note.setObjectName("check_note")
        self._note_block = FieldBlock("", self.note)
        self.verdicts = {verdict: Button("", small=True) for verdict in Verdict}
        for verdict, button in self.verdicts.items():
            button.setObjectName(f"verdict_{verdict}")
        self.conclusion = TextEdit(lines=2)
        self.conclusion.setObjectName("check_conclusion")
        self._conclusion_block = FieldBlock("", self.conclusion, optional=True)
        self.sign = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.sign.setObjectName("sign_check")
        self.evidence = Button("", icon="file-down")
        self.evidence.setObjectName("save_evidence")

    def _lay(self) -> None:
        scroll = self._scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        beginning = QWidget()
        Flow(beginning).addWidget(self.draw)
        self._start = Card(gap=10)
        self._start.body.put(self._nothing, beginning)
        self._judging = Card(gap=8)
        answers = QWidget()
        flow = Flow(answers, gap=8)
        for button in self.verdicts.values():
            flow.addWidget(button)
        self._judging.body.put(self._chosen, self._why, self._own, answers, self._note_block)
        self._answers = answers
        self._writing = QWidget()
        writing = Column(self._writing, gap=12)
        self._ending = Card(gap=10)
        self._ending.body.addWidget(self._conclusion_block)
        writing.put(self._judging, self._ending)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = Row(gap=8)
        head.put(self._month_block, None)
        scroll.body.put(self._title, self._about)
        scroll.body.addLayout(head)
        scroll.body.put(
            self._trouble, self._done, self._start, self._sum, self.list, self._writing, None
        )
        self._bar = ActionBar()
        self._bar.add_left(self.evidence)
        self._bar.add_right(self.sign)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._bar)

    def _wire(self) -> None:
        self.month.activated.connect(lambda _: self._open_chosen())
        self.draw.clicked.connect(self._draw)
        self.list.row_selected.connect(self._show_row)
        self.note.textChanged.connect(self._note_typed)
        self.list.row_activated.connect(lambda _: self.note.setFocus())
        for place, (verdict, button) in enumerate(self.verdicts.items(), start=1):
            button.clicked.connect(self._judging_as(verdict))
            # In the rows alone: a digit in a note is a word.
            key = QShortcut(QKeySequence(str(place)), self.list)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(self._judging_as(verdict))
        self.sign.clicked.connect(self._sign)
        self.evidence.clicked.connect(self._save)

    def _judging_as(self, verdict: Verdict) -> Callable[[], None]:
        return lambda: self._judge(verdict)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Log check"))
        self._about.setText(
            self.tr(
                "Each month some accesses are drawn from the log, and somebody else than the "
                "reader says whether they belonged to the work. The signed check is the evidence "
                "that the rules ask for."
            )
        )
        self._month_block.set_label(self.tr("Month"))
        self.draw.setText(self.tr("&Draw the rows"))
        self.list.setAccessibleName(self.tr("Drawn rows"))
        self._own.say(self.tr("This is your own access."), self.tr("Somebody else must judge it."))
        self._note_block.set_label(self.tr("Note"))
        self._note_block.set_help(
            self.tr("Needed when it is explained or followed up: say how, without clinical text.")
        )
        for place, (verdict, button) in enumerate(self.verdicts.items(), start=1):
            button.setText(f"&{place} {words.verdict(verdict)}")
        self._conclusion_block.set_label(self.tr("Conclusion"))
        self.sign.setText(self.tr("Sign the month"))
        self.evidence.setText(self.tr("Save &evidence as PDF …"))
        self.table.set_columns(self._columns())
        self._say_months()
        self._show()

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("verdict", self.tr("Finding"), Cell.PILL, width=140),
            TableColumn("who", self.tr("Who and when"), Cell.TWO_LINES, width=230),
            TableColumn("what", self.tr("What, and why it was drawn"), Cell.TWO_LINES),
        )

    def _say_months(self) -> None:
        today = local_day(self.services.workplace.clock())
        chosen = self.month.value
        self.month.set_options(
            [(row.month.code, words.month_state(row, today=today)) for row in self._months]
        )
        if chosen is not None:
            self.month.set_value(chosen)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the months, and the chosen one."""
        self._months = self.services.log_checks.months()
        self._say_months()
        if self.month.value is None and self._months:
            first = next((row for row in self._months if row.signed_at is None), self._months[0])
            self.month.set_value(first.month.code)
        self._open_chosen()

    @property
    def _chosen_month(self) -> MonthRow | None:
        return next((row for row in self._months if row.month.code == self.month.value), None)

    def _open_chosen(self) -> None:
        month = self._chosen_month
        self._view = None
        self._trouble.hide()
        if month is not None and month.drawn:
            self._view = self.services.log_checks.check(month.month)
        self._restore()
        self._show()
        self._choose_waiting()

    def _show(self) -> None:
        view, month = self._view, self._chosen_month
        self._month_block.setVisible(month is not None)
        self._start.setVisible(view is None)
        self._about.setVisible(view is None)
        self.draw.setVisible(month is not None)
        self._nothing.setText(
            self.tr("No month is over yet. The first check is made when this month has ended.")
            if month is None
            else self.tr(
                "The rows of this month are not drawn. The program draws them; nobody chooses."
            )
        )
        for part in (self._sum, self.list, self._writing, self._bar):
            part.setVisible(view is not None)
        signed = view is not None and view.signed_at is not None
        self._done.setVisible(signed)
        if view is None:
            return
        self._sum.setText(words.summary(view))
        if view.signed_at is not None:
            self._done.say(
                self.tr("The month is signed {moment} by {name}.").format(
                    moment=words.moment(view.signed_at), name=view.signed_by
                ),
                self.tr("Nothing of it can be changed."),
            )
            self.conclusion.setPlainText(view.conclusion)
        self.conclusion.setReadOnly(signed)
        needed = self.tr("Needed when something is followed up. Empty means: nothing to remark.")
        self._conclusion_block.set_help("" if signed else needed)
        self.sign.setVisible(not signed)
        self._say_missing(view)
        self.table.reload()
        self.list.setVisible(bool(view.rows))
        self._fit_list(len(view.rows))
        self._judging.setVisible(bool(view.rows) and not signed)

    def _fit_list(self, rows: int) -> None:
        head = self.list.horizontalHeader().sizeHint().height()
        row = self.list.verticalHeader().defaultSectionSize()
        self.list.setFixedHeight(head + row * min(rows, _ROWS_SHOWN) + theme.current().px(12))

    def fit(self, _width: float) -> None:
        """The rows are as tall as the text asks for."""
        if self._view is not None:
            self._fit_list(len(self._view.rows))

    def _say_missing(self, view: CheckView) -> None:
        if view.signed_at is not None:
            self._bar.say("")
        elif view.unjudged:
            self._bar.say(say("LogCheckRoom", "%n row(s) without a verdict", view.unjudged))
        else:
            self._bar.say(self.tr("Every row is judged"), icon="circle-check", ink="ok")

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        rows = () if self._view is None else self._view.rows
        return [self._row_value(row) for row in rows[offset : offset + limit]]

    def _row_value(self, row: CheckRow) -> RowValue:
        patient = row.patient if row.patient is not None else self.tr("patient not shown")
        if row.destroyed:
            patient = log_words.destroyed(row.destroyed)
        what = f"{log_words.action_word(row.action)}: {log_words.kind_word(row.kind)}"
        from_where = log_words.role_at(row.role, row.unit)
        when = f"{words.moment(row.at)}{DOT}{from_where}"
        why = ", ".join(map(words.point, row.points))
        told = Two(f"{what}{DOT}{patient}", why)
        cells = (words.verdict_pill(row.verdict), Two(row.reader, when), told)
        return RowValue(row.id, cells)

    # --- judging -----------------------------------------------------------------------------

    @property
    def _row(self) -> CheckRow | None:
        rows = () if self._view is None else self._view.rows
        return next((row for row in rows if row.id == self.list.selected_key), None)

    def _show_row(self, _key: object) -> None:
        row = self._row
        self._note_block.set_error("")
        self._own.setVisible(row is not None and row.own)
        for part in (self._note_block, self._answers):
            part.setVisible(row is not None and not row.own)
        if row is None:
            self._chosen.setText(self.tr("Choose a row above."))
            self._why.setText("")
            return
        self._chosen.setText(
            DOT.join((row.reader, log_words.role_at(row.role, row.unit), words.moment(row.at)))
        )
        told = words.verdict(row.verdict) if row.verdict is not None else ""
        self._why.setText(
            DOT.join(filter(None, (", ".join(map(words.point, row.points)), told, row.judged_by)))
        )
        self._write_note(self._notes.get(row.id, row.note))

    def _write_note(self, text: str) -> None:
        """Show a note that is kept already."""
        self.note.blockSignals(True)
        self.note.setPlainText(text)
        self.note.blockSignals(False)

    def _note_typed(self) -> None:
        row = self._row
        if row is not None:
            self._notes[row.id] = self.note.toPlainText()

    def _choose_waiting(self) -> None:
        """The next row that this person can judge, else the first."""
        view = self._view
        if view is None or not view.rows:
            return
        waiting = [row for row in view.rows if row.verdict is None and not row.own]
        self.list.select_key((waiting or list(view.rows))[0].id)

    def _judge(self, verdict: Verdict) -> None:
        row = self._row
        if row is None or row.own or self._view is None or self._view.signed_at is not None:
            return
        try:
            view = self.services.log_checks.judge(
                row.id, verdict, self.note.toPlainText(), version=row.version
            )
        except InvalidValue as error:
            self._note_block.set_error(
                self.tr("Write how it is explained or followed up.")
                if error.reason == "empty"
                else problems.alone(error)
            )
            self.note.setFocus()
            return
        except IkbtError as error:
            self._tell(error)
            return
        self._trouble.hide()
        self._view = view
        self._notes.pop(row.id, None)
        self._forget_draft()
        self._show()
        self._choose_waiting()
        self._months = self.services.log_checks.months()
        self._say_months()
        self.list.setFocus()
        announce(self, words.verdict(verdict))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_ctrl_enter(event) and self.sign.isVisible():
            self._sign()
        else:
            super().keyPressEvent(event)

    # --- drawing, signing, the evidence ------------------------------------------------------

    def _draw(self) -> None:
        month = self._chosen_month
        if month is None:
            return
        self.draw.set_busy(self.tr("Drawing the rows …"))
        background.run(
            self,
            lambda _: self.services.log_checks.draw(month.month),
            done=lambda _: self._drawn(),
            failed=self._not_drawn,
        )

    def _drawn(self) -> None:
        self.draw.set_busy("")
        self.refresh()
        self.list.setFocus()
        self.changed.emit()

    def _not_drawn(self, error: IkbtError) -> None:
        self.draw.set_busy("")
        self._tell(error)

    def _sign(self) -> None:
        view = self._view
        if view is None:
            return
        try:
            self._view = self.services.log_checks.sign(
                view.month, self.conclusion.toPlainText(), version=view.version
            )
        except Incomplete as error:
            self._say_incomplete(error)
            return
        except IkbtError as error:
            self._tell(error)
            return
        self._notes.clear()
        self.conclusion.setPlainText("")
        self._forget_draft()
        self.refresh()
        self.evidence.setFocus()
        self.said.emit(self.tr("The log check is signed. Save the evidence."), None)
        self.changed.emit()

    def _say_incomplete(self, error: Incomplete) -> None:
        if "rows" in error.missing:
            self._trouble.say(
                self.tr("The month cannot be signed yet."),
                self.tr(
                    "Every row needs a verdict. Rows that you read yourself are judged by "
                    "somebody else."
                ),
            )
            self._trouble.reveal()
            self._choose_waiting()
            self.list.setFocus()
            return
        self._conclusion_block.set_error(self.tr("Write what came of what is followed up."))
        self.conclusion.setFocus()

    def _save(self) -> None:
        view = self._view
        if view is None:
            return
        name = self.tr("Log check {month}.pdf").format(month=view.month.code)
        target = self.save_as(self, name)
        if not target:
            return
        self.evidence.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self.services.log_checks.save_evidence(view.month, Path(target)),
            done=lambda _: self._saved(),
            failed=self._not_saved,
        )

    def _saved(self) -> None:
        self.evidence.set_busy("")
        self.said.emit(self.tr("The evidence is saved. Keep it for at least five years."), None)

    def _not_saved(self, error: IkbtError) -> None:
        self.evidence.set_busy("")
        self._tell(error)

    def _tell(self, error: IkbtError) -> None:
        if isinstance(error, StaleRecord | AlreadySigned) and self._view is not None:
            try:
                self._view = self.services.log_checks.check(self._view.month)
            except IkbtError as gone:
                error = gone
            else:
                self._say_overtaken(error)
                return
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.reveal()

    def _say_overtaken(self, error: StaleRecord | AlreadySigned) -> None:
        """Somebody else judged or signed meanwhile: theirs is shown, and mine is not lost."""
        view, chosen = self._view, self.list.selected_key
        mine = [*self._notes.values(), self.conclusion.toPlainText()]
        self._show()
        self.list.select_key(chosen)
        if view is None or view.signed_at is not None or isinstance(error, AlreadySigned):
            written = " ".join(f"”{text.strip()}”" for text in mine if text.strip())
            told = self.tr("Nothing of it can be changed.")
            if written:
                told += " " + self.tr("What you wrote is not in it: {words}").format(words=written)
            self._trouble.say(self.tr("The month was signed by somebody else meanwhile."), told)
        else:
            self._trouble.say(self.tr("Not saved yet."), meanwhile.sentence(error, self._theirs()))
        self._trouble.reveal()

    def _theirs(self) -> list[str]:
        """The chosen row as a colleague judged it, or that the verdicts are not those one saw."""
        row = self._row
        if row is None or row.verdict is None:
            return []
        who = self.tr("{name}: {verdict}").format(
            name=row.judged_by, verdict=words.verdict(row.verdict)
        )
        return [f"{who}. {row.note}" if row.note else who]

    # --- text that is being written ----------------------------------------------------------

    def _typed(self) -> Values | None:
        view = self._view
        if view is None or view.signed_at is not None:
            return None
        notes = {row: note for row, note in self._notes.items() if note.strip()}
        conclusion = self.conclusion.toPlainText()
        return {"month": view.month.code, "notes": notes, "conclusion": conclusion}

    def _forget_draft(self) -> None:
        """What was typed is kept for good; what else is being written stays."""
        if self.conclusion.toPlainText() or self._notes:
            self._draft.keep()
        else:
            self._draft.forget()

    def _restore(self) -> None:
        self._conclusion_block.set_error("")
        view, kept = self._view, self._draft.kept() or {}
        self._notes = {}
        if view is None or view.signed_at is not None or kept.get("month") != view.month.code:
            self.conclusion.setPlainText("")
            return
        self._notes = {str(row): str(note) for row, note in kept.get("notes", {}).items()}
        self.conclusion.setPlainText(str(kept.get("conclusion", "")))

    def keep(self) -> None:
        """Keep what is being written."""
        self._draft.keep()

    def focus_first(self) -> None:
        """The rows, or the button that draws them."""
        if self._view is None:
            (self.draw if self.draw.isVisible() else self.month).setFocus()
        else:
            self.list.setFocus()


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
