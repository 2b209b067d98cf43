"""The access log, newest first, and whether its chain holds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.administration import LogFilter, LogRow, LogState
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.saved_files import SavedTable
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.reception.words import DOT, spoken
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where

_PAGE = 100
_ACTIONS = tuple(log_words.ACTIONS)
_TWO = 2  # columns, when they are joined
_QUIET_MS = 400
_LOW = 380  # lower rooms give their room to the rows
_JOINED = 760  # narrower rooms have two lines a row instead of six columns


class LogRoom(Room):
    """The log can be read and its chain checked; nothing here changes it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.save_as: SaveAs = ask_where
        self._sees_patients = services.actor.may(Permission.LIST_PATIENTS)
        self._sees_text = services.actor.may(Permission.READ_CLINICAL)
        self._log: list[LogRow] = []
        self._asked = 0
        self._is_complete = True
        self._state: LogState | None = None
        self._is_joined = self._is_low = False
        self._make_parts()
        self._lay()
        self.retranslate()

    # --- building ----------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._title = Label("", "h1")
        self._chain_mark = IconMark("link", "muted")
        self._chain = Label("", "small", ink="muted", weight=500, wrap=True)
        self._chain.setObjectName("chain_state")
        self._broken = InlineMessage(Tone.TROUBLE)
        self._broken.setObjectName("chain_broken")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("log_trouble")
        for message in (self._broken, self._trouble):
            message.hide()
        self.check = Button("")
        self.check.setObjectName("check_chain")
        self.check.clicked.connect(self._check)
        self.save = Button("", icon="file-down")
        self.save.setObjectName("save_log_rows")
        self.save.clicked.connect(self._save)
        self.filter = LineEdit(width=200)
        self.filter.setObjectName("log_filter")
        self.filter.setMaxLength(100)
        self.day = DateField(self._parse, spoken)
        self.day.setObjectName("log_day")
        self.last = DateField(self._parse, spoken)
        self.last.setObjectName("log_last_day")
        self._last_block = FieldBlock("", self.last)
        self.action = ComboBox(width=170)
        self.action.setObjectName("log_action")
        self._action_block = FieldBlock("", self.action)
        self.only = ComboBox(width=180)
        self.only.setObjectName("log_only")
        self._only_block = FieldBlock("", self.only)
        self._filter_block = FieldBlock("", self.filter)
        self._day_block = FieldBlock("", self.day)
        self.clear = Button("", Kind.TEXT)
        self.clear.setObjectName("log_clear")
        self.clear.clicked.connect(self._clear)
        self.filters = Button("", icon="sliders-horizontal")
        self.filters.setObjectName("log_filters")
        self.filters.setCheckable(True)
        self.filters.toggled.connect(lambda _: self._fold())
        # Every reading of the log is a row in it: one for a word, not one for each letter.
        self._wait = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._wait.timeout.connect(self.refresh)
        # Not while the view is being resized: Qt then still holds the columns that go.
        self._relay = QTimer(self, singleShot=True, interval=0)
        self._relay.timeout.connect(self._lay_columns)
        self.filter.textChanged.connect(self._wait.start)
        self.day.date_changed.connect(self._wait.start)
        self.last.date_changed.connect(self._wait.start)
        self.last.returnPressed.connect(self.refresh)
        for chosen in (self.action, self.only):
            chosen.activated.connect(self._wait.start)
        self.filter.returnPressed.connect(self.refresh)
        self.day.returnPressed.connect(self.refresh)
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("log_rows")
        self.list.row_selected.connect(self._show_row)
        self._empty = EmptyState("list", "")
        self._row_words = Label("", "small", wrap=True)
        self._row_words.setObjectName("log_row_words")
        self._foot = Label("", "small", ink="muted", wrap=True)

    def _lay(self) -> None:
        head = Row(gap=8)
        head.addWidget(self._title)
        head.addStretch(1)
        for button in (self.filters, self.save, self.check):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        chain = Row(gap=8)
        chain.addWidget(self._chain_mark, 0, Qt.AlignmentFlag.AlignTop)
        chain.addWidget(self._chain, 1)
        self._filters = QWidget()
        below_its_label = self._clear_room = QWidget()
        Column(below_its_label, gap=4).put(Label("\u00a0", "small"), self.clear)
        flow = Flow(self._filters, gap=14)
        for widget in (
            self._filter_block,
            self._day_block,
            self._last_block,
            self._action_block,
            self._only_block,
            below_its_label,
        ):
            flow.addWidget(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        rows = Ground("surface", lines="top bottom left right")
        inside = Column(rows, gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self._stack, 1)
        inside.addWidget(Line())
        self._told = QWidget()
        told = Row(self._told, margins=(24, 8, 24, 8))
        told.addWidget(self._row_words, 1)
        inside.addWidget(self._told)
        whole = Column(self, gap=10, margins=(24, 18, 24, 14))
        whole.addLayout(head)
        whole.addLayout(chain)
        whole.put(self._broken, self._trouble, self._filters)
        whole.addWidget(rows, 1)
        whole.addWidget(self._foot)

    def _parse(self, written: str) -> date:
        return parse_day(written, today=self._today(), field="on")

    def _today(self) -> date:
        return local_day(self.services.workplace.clock())

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Access log"))
        self.list.setAccessibleName(self.tr("Access log"))
        self.check.setText(self.tr("&Check the chain"))
        self.save.setText(self.tr("Save the rows as CS&V …"))
        searched = (
            self.tr("Person, patient, part or reason")
            if self._sees_patients
            else self.tr("Person or part")
        )
        self._filter_block.set_label(searched)
        self._day_block.set_label(self.tr("From day"))
        self._last_block.set_label(self.tr("To day"))
        self._action_block.set_label(self.tr("What was done"))
        self.action.set_options(
            [("", self.tr("Everything")), *((key, log_words.action_word(key)) for key in _ACTIONS)]
        )
        self._only_block.set_label(self.tr("Show"))
        self.only.set_options(
            [
                ("", self.tr("All rows")),
                ("no_relation", self.tr("Without care relation")),
                ("emergency", self.tr("Emergency access")),
                ("protected", self.tr("Protected identity")),
            ]
        )
        self.clear.setText(self.tr("&Show all"))
        self._say_filters()
        self._empty.set_texts(
            self.tr("No rows match"), self.tr("Write something else, or show all rows.")
        )
        self._foot.setText(
            self.tr("Rows cannot be changed or removed, not even by an administrator.")
        )
        self._say_chain()
        self.table.set_columns(self._columns())
        self._show_row(self.list.selected_key)

    def _say_chain(self) -> None:
        state = self._state
        self._broken.hide()
        if state is None:
            self._say_before_checking()
            return
        tone = "ok" if state.whole else "error"
        words = (
            self.tr("The chain is whole, {rows} rows, checked {time}")
            if state.whole
            else self.tr("The chain is broken, {rows} rows, checked {time}")
        )
        clock = f"{state.checked_at.astimezone(LOCAL):%H:%M}"
        self._chain_mark.set_icon("link" if state.whole else "unplug", tone)
        self._chain.set_ink(tone)
        self._chain.setText(words.format(rows=QLocale().toString(state.rows), time=clock))
        if not state.whole:
            self._say_broken(state.broken_at)

    def _say_before_checking(self) -> None:
        whole = self.services.notices.log_whole
        self._chain_mark.set_icon("link", "muted")
        self._chain.set_ink("muted")
        self._chain.setText(
            self.tr("The newest rows were checked when the clinic was opened.")
            if whole
            else self.tr("The check when the clinic was opened found a fault.")
        )
        if not whole:
            self._say_broken(None)

    def _say_broken(self, seq: int | None) -> None:
        lead = (
            self.tr("The chain does not hold.")
            if seq is None
            else self.tr("The chain does not hold from row {row}.").format(
                row=QLocale().toString(seq)
            )
        )
        self._broken.say(
            lead,
            self.tr(
                "Rows are missing or changed. Tell the head of unit today, and keep the newest "
                "backup as it is."
            ),
        )
        self._broken.show()

    def _columns(self) -> tuple[TableColumn, ...]:
        if self._is_joined:
            return (
                TableColumn("who", self.tr("When and who"), Cell.TWO_LINES),
                TableColumn("what", self.tr("What"), Cell.TWO_LINES),
            )
        return (
            TableColumn("at", self.tr("Time"), width=150),
            TableColumn("who", self.tr("Who"), Cell.TWO_LINES, width=160),
            TableColumn("what", self.tr("What"), width=180),
            *self._patient_column(),
            TableColumn("part", self.tr("Part"), width=170),
            TableColumn("reason", self.tr("Reason")),
        )

    def _lay_columns(self) -> None:
        self.table.set_columns(self._columns())

    def _patient_column(self) -> list[TableColumn]:
        if not self._sees_patients:
            return []
        return [TableColumn("patient", self.tr("Patient"), width=150)]

    # --- rows --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the newest rows. That is noted in the log, as every reading of it is."""
        self._wait.stop()
        self._say_filters()
        before = (self._log, self._asked, self._is_complete)
        self._log, self._asked, self._is_complete = [], 0, False
        try:
            self._read_until(_PAGE)
        except IkbtError as error:
            self._log, self._asked, self._is_complete = before
            self._tell(error)
            return
        self._trouble.hide()
        self.table.restart()
        self._stack.setCurrentWidget(self.list if self._log else self._empty)
        self._show_row(self.list.selected_key)

    def _read_until(self, count: int) -> None:
        """Read on until there are so many rows.

        Rows written meanwhile push the old ones down, so that a page may begin with rows that
        are here already; each stands once.
        """
        while len(self._log) < count and not self._is_complete:
            page = self.services.administration.log_page(
                self._chosen(), offset=self._asked, limit=_PAGE
            )
            self._asked += len(page)
            self._is_complete = len(page) < _PAGE
            oldest = self._log[-1].seq if self._log else None
            self._log += [row for row in page if oldest is None or row.seq < oldest]

    def _say_filters(self) -> None:
        """A folded filter says that it still holds rows back."""
        holds = self._chosen() != LogFilter()
        self.filters.setText(self.tr("&Filter: some rows") if holds else self.tr("&Filter: all"))
        self._clear_room.setVisible(holds)

    def _fold(self) -> None:
        self._filters.setVisible(not self._is_low or self.filters.isChecked())
        self.filters.setVisible(self._is_low)

    def _chosen(self) -> LogFilter:
        return LogFilter(
            text=self.filter.text(),
            first=self.day.date,
            last=self.last.date,
            action=str(self.action.value or ""),
            only=str(self.only.value or ""),
        )

    def _fetch(self, offset: int, limit: int, _order: Order) -> Sequence[RowValue]:
        try:
            self._read_until(offset + limit)
        except IkbtError as error:
            self._tell(error)
        return [self._row(row) for row in self._log[offset : offset + limit]]

    def _row(self, row: LogRow) -> RowValue:
        at = log_words.moment(row.at, today=self._today())
        who = row.who or "–"
        what, part = log_words.action_word(row.action), log_words.kind_word(row.kind)
        patient, reason = self._patient(row), self._reason(row)
        role = log_words.role_at(row.role, row.unit)
        if len(self.table.columns) == _TWO:
            second = DOT.join(filter(None, (patient, reason)))
            joined = (Two(f"{at}{DOT}{who}", role), Two(f"{what}{DOT}{part}", second))
            return RowValue(row.seq, joined)
        named = (patient,) if self._sees_patients else ()
        return RowValue(row.seq, (at, Two(who, role), what, *named, part, reason))

    def _patient(self, row: LogRow) -> str:
        if row.destroyed:
            return log_words.destroyed(row.destroyed)
        return (row.patient or "") if self._sees_patients else ""

    def _reason(self, row: LogRow) -> str:
        told = log_words.reason_words(row.reason, may_read_text=self._sees_text)
        done = log_words.done_words(row.what, row.about)
        return DOT.join(filter(None, (log_words.by_word(row.by), done, told)))

    def _show_row(self, key: object) -> None:
        """The chosen row in full, so that nothing stands only in a narrow column."""
        row = next((line for line in self._log if line.seq == key), None)
        if row is None:
            self._row_words.setText("")
            return
        who = ", ".join(filter(None, (row.who or "–", log_words.role_at(row.role, row.unit))))
        parts = (
            self.tr("Row {row}").format(row=QLocale().toString(row.seq)),
            f"{row.at.astimezone(LOCAL):%Y-%m-%d %H:%M:%S}",
            who,
            f"{log_words.action_word(row.action)}: {log_words.kind_word(row.kind)}",
            self._patient(row),
            self._reason(row),
            self.tr("computer {name}").format(name=row.workstation) if row.workstation else "",
        )
        self._row_words.setText(DOT.join(filter(None, parts)))

    def _clear(self) -> None:
        self.filter.clear()
        self.day.clear()
        self.last.clear()
        self.action.set_value("")
        self.only.set_value("")
        self.refresh()
        self.filter.setFocus()

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    # --- the file ----------------------------------------------------------------------------

    def _save(self) -> None:
        """Every row that the fields choose, also those that nobody has scrolled to."""
        name = self.tr("Access log {day}.csv").format(day=self._today().isoformat())
        target = self.save_as(self, name)
        if not target:
            return
        chosen = self._chosen()
        self._trouble.hide()
        self.save.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self.services.log_papers.save_rows(chosen, Path(target)),
            done=self._saved,
            failed=self._not_saved,
        )

    def _saved(self, made: SavedTable) -> None:
        self.save.set_busy("")
        told = say("LogRoom", "Saved as {name}, %n row(s). Delete the file afterwards.", made.rows)
        self.said.emit(told.format(name=made.path.name), None)
        self.refresh()

    def _not_saved(self, error: IkbtError) -> None:
        self.save.set_busy("")
        self._tell(error)

    # --- the chain ---------------------------------------------------------------------------

    def _check(self) -> None:
        self.check.set_busy(self.tr("Checking the chain …"))
        background.run(
            self,
            lambda _: self.services.administration.verify_log(),
            done=self._checked,
            failed=self._not_checked,
        )

    def _checked(self, state: LogState) -> None:
        self.check.set_busy("")
        self._state = state
        self._say_chain()
        announce(self, self._chain.text())
        self.refresh()

    def _not_checked(self, error: IkbtError) -> None:
        self.check.set_busy("")
        self._tell(error)

    # --- the room ----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The newest row."""
        if self._stack.currentWidget() is self.list:
            self.list.setFocus()
        else:
            self.filter.setFocus()

    def fit(self, width: float) -> None:
        """Six columns, or two lines a row."""
        low = self._is_low = self.height() / theme.current().scale < _LOW
        self._title.setVisible(not low)  # the column or the list above it says where one is
        self._told.setVisible(not low)
        self._foot.setVisible(not low)
        self.list.horizontalHeader().setVisible(not low)  # two lines a row say what they are
        self._fold()
        joined = width < _JOINED
        if joined != self._is_joined:
            self._is_joined = joined
            self._relay.start()
