"""The access log: newest first, filtered while typing, its chain checked on demand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import LOCAL, local_day, parse_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.administration import LogRow, LogState
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration import words
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import EmptyState
from ikbt_desktop.ui.kit.edits import DateField, SearchField
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words as record_words


class LogRoom(Room):
    """Rows cannot be changed or removed, and the page says so."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._state: LogState | None = None
        self._wide = True
        self._title = Label("", "h2")
        self._mark = IconMark("link", "muted")
        self._chain = Label("", "small", weight=500, wrap=True)
        self._chain.setObjectName("chain_state")
        self.check = Button("")
        self.check.setObjectName("check_chain")
        self.filter = SearchField(width=280)
        self.filter.setObjectName("log_filter")
        self.filter.setMaxLength(200)
        self.day = DateField(
            lambda text: parse_day(text, today=local_day(services.workplace.clock())),
            record_words.spelled,
        )
        self.day.setObjectName("log_day")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._broken = InlineMessage(Tone.WARNING)
        self._broken.setObjectName("chain_broken")
        self._broken.hide()
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("log_rows")
        self._empty = EmptyState("list", "")
        self._foot = Label("", "cap", ink="muted", wrap=True)
        self._build()
        self.check.clicked.connect(self._check)
        self.filter.textChanged.connect(self._filtered)
        self.day.date_changed.connect(self._filtered)
        self.retranslate()

    def _build(self) -> None:
        head = Column(gap=8, margins=(24, 16, 24, 10))
        top = Row(gap=8)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.check)
        state = Row(gap=8)
        state.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._chain, 1)
        filters = QWidget()
        flow = Flow(filters, gap=12)
        flow.addWidget(self.filter)
        flow.addWidget(self.day)
        head.addLayout(top)
        head.addLayout(state)
        head.put(filters, self._trouble, self._broken)
        whole = Column(self, gap=0)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._empty, 1)
        foot = Row(margins=(24, 8, 24, 10))
        foot.addWidget(self._foot, 1)
        whole.addLayout(foot)

    # --- rows --------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        time = TableColumn("time", self.tr("Time"), Cell.TWO_LINES, width=110)
        who = TableColumn("who", self.tr("Who"), Cell.TWO_LINES, width=170)
        what = TableColumn("what", self.tr("What"), Cell.TWO_LINES, width=150)
        patient = TableColumn("patient", self.tr("Patient"), width=190)
        look = TableColumn("look", self.tr("To look at"), Cell.PILL)
        return (time, who, what, patient, look) if self._wide else (time, who, what, look)

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        try:
            rows = self.services.administration.log_page(
                text=self.filter.text(), on=self.day.date, offset=offset, limit=limit
            )
        except IkbtError as error:
            self._trouble.say(self.tr("The log could not be read."), record_words.problem(error))
            self._trouble.show()
            return []
        return [self._line(row) for row in rows]

    def _line(self, row: LogRow) -> RowValue:
        at = row.at.astimezone(LOCAL)
        what = words.kind(row.kind)
        if not self._wide and row.patient:
            what = f"{what}  ·  {row.patient}"
        refused = row.action in {"denied", "failed_sign_in"}
        pill = PillValue(self.tr("Refused"), State.NOT_MET, "shield-x") if refused else None
        if row.kind == "protected":
            pill = PillValue(self.tr("Protected identity"), State.REVIEW, "eye")
        cells = {
            "time": Two(at.strftime("%H:%M:%S"), at.strftime("%Y-%m-%d")),
            "who": Two(row.who or "–", words.role(row.role)),
            "what": Two(words.action(row.action), what, strong=True),
            "patient": row.patient or "",
            "look": pill,
        }
        return RowValue(row.seq, tuple(cells[column.key] for column in self._columns()))

    def _filtered(self) -> None:
        self._trouble.hide()
        self.table.restart()
        self._show_empty()

    def _show_empty(self) -> None:
        some = self.table.rowCount() > 0
        self.list.setVisible(some)
        self._empty.setVisible(not some)

    # --- the chain ---------------------------------------------------------------------------

    def _check(self) -> None:
        self.check.set_busy(self.tr("Checking …"))
        self._broken.hide()
        background.run(
            self,
            lambda _: self.services.administration.verify_log(),
            done=self._checked,
            failed=self._refused,
        )

    def _checked(self, state: LogState) -> None:
        self.check.set_busy("")
        self._state = state
        self._say_state()
        announce(self, self._chain.text())
        self.table.reload()

    def _refused(self, error: IkbtError) -> None:
        self.check.set_busy("")
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _say_state(self) -> None:
        state = self._state
        if state is None:
            self._chain.setText(self.tr("The chain has not been checked in this session."))
            self._chain.set_ink("muted")
            self._mark.set_icon("link", "muted")
            return
        at = state.checked_at.astimezone(LOCAL).strftime("%H:%M")
        if state.whole:
            text = say("LogRoom", "The chain is whole, %n row(s), checked {time}", state.rows)
            self._chain.setText(text.format(time=at))
            self._chain.set_ink("ok")
            self._mark.set_icon("link", "ok")
            return
        self._chain.setText(self.tr("The chain is broken, checked {time}").format(time=at))
        self._chain.set_ink("notmet")
        self._mark.set_icon("unplug", "notmet")
        where = (
            self.tr("Row {row} is the first that does not fit.").format(row=state.broken_at)
            if state.broken_at is not None
            else self.tr("Rows are missing at the end.")
        )
        self._broken.say(
            self.tr("Rows are missing or changed."),
            where + " " + self.tr("Tell the head of unit today, and keep the newest backup."),
        )
        self._broken.show()

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the newest rows."""
        self._trouble.hide()
        self.table.reload()
        self._show_empty()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Access log"))
        self.check.setText(self.tr("&Check the chain"))
        self.filter.setPlaceholderText(self.tr("Person, patient or what was done"))
        self.filter.setAccessibleName(self.tr("Filter the log"))
        self.day.setPlaceholderText(self.tr("Day"))
        self.day.setAccessibleName(self.tr("Only this day"))
        self.list.setAccessibleName(self.tr("Access log"))
        self._empty.set_texts(
            self.tr("Nothing matches the filter."), self.tr("Empty the fields to see all rows.")
        )
        self._foot.setText(
            self.tr("Rows cannot be changed or removed, not even by an administrator.")
        )
        self.table.set_columns(self._columns())
        self._say_state()
        self._show_empty()

    def focus_first(self) -> None:
        """The filter."""
        self.filter.setFocus()

    def fit(self, width: float) -> None:
        """The patient joins what was done where it is narrow."""
        wide = width >= 800
        if wide != self._wide:
            self._wide = wide
            self.table.set_columns(self._columns())
