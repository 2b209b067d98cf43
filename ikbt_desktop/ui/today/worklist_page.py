"""Att göra: what waits, by urgency; Enter does it, and the next row has the focus."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.worklist import RISK_KINDS, Task, TaskCounts
from ikbt_desktop.ui.crisis_card import CrisisDialog
from ikbt_desktop.ui.kit import language, paint, person, problems, theme, tokens
from ikbt_desktop.ui.kit.button import Button, IconButton, Kind
from ikbt_desktop.ui.kit.card import ActionBar, EmptyState, Ground
from ikbt_desktop.ui.kit.chip import Chip
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row
from ikbt_desktop.ui.kit.menus import Menu
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.reception.words import DOT, short_name, spoken
from ikbt_desktop.ui.today import words
from ikbt_desktop.ui.today.steps import next_step, patient_place
from ikbt_desktop.ui.today.task_pane import TaskPane

_CHOICES = ("all", "mine", "late", "feedback", "unsigned", "to_file")
_BESIDE = 840  # the detail stands beside the list from this width of the page at 100 %
_FOUR_COLUMNS = 640  # narrower lists join their columns, and their chips become one button
_CHIPS_NEED = 560
_BUT_NAMES = 500  # what the other three columns need to be read


class WorklistPage(Page):
    """List left, the chosen task right; at small sizes the task is a page of its own."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("worklist_page")
        self._services = services
        self._chosen = place.detail if place.detail in _CHOICES else "all"
        self._tasks: dict[str, Task] = {}
        self._rows: tuple[RowValue, ...] = ()
        self._counts: TaskCounts | None = None
        self._is_joined = False
        self._is_beside = True
        self._detail_open = False
        self._make_list()
        self._make_pane()
        left = QWidget()
        column = Column(left, gap=0)
        column.addWidget(self._list, 1)
        column.addWidget(self._bar)
        self._left = left
        whole = Row(self, gap=0)
        whole.addWidget(left, 1)
        whole.addWidget(self.pane)
        language.follow(self, self.retranslate)
        theme.follow(self._fit)
        if place.record_id is not None:
            self._select_subject(place.record_id)

    # --- building ----------------------------------------------------------------------------

    def _make_list(self) -> None:
        self._list = Ground("surface")
        self._title = Label("", "h1")
        self._line = Label("", "small", ink="muted", wrap=True)
        self.fresh = IconButton("refresh-cw", "")
        self.fresh.setObjectName("refresh")
        self.fresh.clicked.connect(self.refresh)
        self.filter = Button("", Kind.SECONDARY, icon="sliders-horizontal")
        self.filter.setObjectName("filter")
        self.filter.clicked.connect(self._show_filters)
        self.table = PagedTable((), self._fetch)
        self.view = TableView(self.table)
        self.view.setObjectName("tasks")
        self.view.row_activated.connect(self._do)
        self.view.row_selected.connect(self._show_selected)
        self.view.space_pressed.connect(self._open_detail)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("worklist_trouble")
        self._trouble.hide()
        head = Row(gap=8)
        titles = Column(gap=2)
        titles.put(self._title, self._line)
        head.addLayout(titles, 1)
        for button in (self.filter, self.fresh):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        top = Column(gap=12, margins=(24, 20, 24, 12))
        top.addLayout(head)
        top.put(self._make_chips(), self._trouble)
        whole = Column(self._list, gap=0)
        whole.addLayout(top)
        whole.addWidget(Line())
        whole.addWidget(self._make_stack(), 1)

    def _make_chips(self) -> QWidget:
        self._chips: dict[str, Chip] = {}
        self._chip_room = QWidget()
        flow = Flow(self._chip_room, gap=8)
        for choice in _CHOICES:
            icon = "clock-alert" if choice == "late" else ""
            chip = Chip("", 0, icon=icon, parent=self._chip_room)
            chip.setObjectName(f"chip_{choice}")
            chip.setChecked(choice == self._chosen)
            chip.clicked.connect(lambda _=False, choice=choice: self.choose(choice))
            self._chips[choice] = chip
            flow.addWidget(chip)
        return self._chip_room

    def _make_stack(self) -> QStackedWidget:
        self._all = Button("")
        self._all.setObjectName("show_all")
        self._all.clicked.connect(lambda: self.choose("all"))
        self._done = EmptyState("list-checks", "")
        self._no_match = EmptyState("list-checks", "", button=self._all)
        self._stack = QStackedWidget()
        for widget in (self.view, self._done, self._no_match):
            self._stack.addWidget(widget)
        return self._stack

    def _make_pane(self) -> None:
        self.pane = TaskPane(self._services.actor)
        self.pane.setObjectName("task_pane")
        self.pane.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.pane.acted.connect(self._do_selected)
        self.pane.patient_wanted.connect(self._open_patient)
        self.pane.crisis_wanted.connect(self._show_crisis)
        self.pane.ticked.connect(self._tick)
        self.pane.outbox_wanted.connect(lambda: self.went.emit(Place(View.OUTBOX)))
        self.pane.closed.connect(self._close_detail)
        self.bar_act = Button("", Kind.PRIMARY)
        self.bar_act.setObjectName("bar_act")
        self.bar_act.clicked.connect(self._do_selected)
        self.bar_open = Button("")
        self.bar_open.setObjectName("bar_open")
        self.bar_open.clicked.connect(self._open_patient)
        self._bar = ActionBar()
        self._bar.add_left(self.bar_act, self.bar_open)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("To do"))
        self.view.setAccessibleName(self.tr("To do"))
        self.fresh.set_name(self.tr("Refresh (F5)"))
        for choice, text in self._choice_words().items():
            self._chips[choice].setText(text)
        self._all.setText(self.tr("&Show all"))
        self._no_match.set_texts(
            self.tr("Nothing matches the filter"), self.tr("Other things may still wait.")
        )
        self.bar_open.setText(self.tr("&Open"))
        self._bar.say(self.tr("Details: Space"), icon="")
        self._set_columns()
        self.refresh()

    def _choice_words(self) -> dict[str, str]:
        return {
            "all": self.tr("All"),
            "mine": self.tr("Mine"),
            "late": self.tr("Late"),
            "feedback": self.tr("Feedback"),
            "unsigned": self.tr("Unsigned"),
            "to_file": self.tr("To file"),
        }

    def _set_columns(self) -> None:
        due = TableColumn("due", self.tr("Due"), Cell.PILL, width=128)
        if self._is_joined:
            both = TableColumn("what", self.tr("Patient, to do"), Cell.TWO_LINES)
            self.table.set_columns((due, both))
            return
        patient = TableColumn("patient", self.tr("Patient"), Cell.TWO_LINES, width=162)
        what = TableColumn("what", self.tr("To do"), Cell.TWO_LINES)
        owner = TableColumn("owner", self.tr("Owner"), width=140)
        self.table.set_columns((due, patient, what, owner))

    def _say_when(self) -> None:
        now = self._services.workplace.clock()
        day = self._today()
        whole = spoken(day)
        line = self.tr("{day}, week {week}  ·  computed {time} from the whole clinic").format(
            day=whole[:1].upper() + whole[1:],
            week=day.isocalendar().week,
            time=words.local_time(now),
        )
        pressing = any(task.late_days >= 0 for task in self._tasks.values())
        if self._chosen == "all" and self._tasks and not pressing:
            line = f"{self.tr('Everything is done for today.')} {self._next_thing()}"
        self._line.setText(line)

    def _next_thing(self) -> str:
        days = [task.due_on for task in self._tasks.values() if task.due_on is not None]
        if not days:
            return self.tr("What comes up is listed here.")
        return self.tr("Next thing: {day}.").format(day=spoken(min(days)))

    # --- rows --------------------------------------------------------------------------------

    def _today(self) -> date:
        return local_day(self._services.workplace.clock())

    def _fetch(self, offset: int, limit: int, _order: Order) -> Sequence[RowValue]:
        return self._rows[offset : offset + limit]

    def refresh(self) -> None:
        """Compute the list afresh; the chosen row stays."""
        try:
            found = self._services.worklist.tasks(chosen=self._chosen)
            counts = self._services.worklist.counts()
        except IkbtError as error:
            self._tell(error)
            return
        self._trouble.hide()
        self._tasks = {_key(task): task for task in found}
        self._rows = tuple(self._grouped(found))
        self.table.reload()
        self._show_counts(counts)
        self._show_stack()
        self._say_when()
        self._fit()
        self._show_selected(self.view.selected_key)

    def _grouped(self, tasks: Sequence[Task]) -> list[RowValue]:
        """Open risk first and apart, contact today before follow-up; then by when it falls due."""
        rows = [self._row(task) for task in tasks if task.kind in RISK_KINDS]
        others = [task for task in tasks if task.kind not in RISK_KINDS]
        today = self._today()
        sunday = today + timedelta(days=6 - today.weekday())
        groups = (
            (self.tr("LATE AND TODAY"), [t for t in others if t.late_days >= 0]),
            (self.tr("THIS WEEK"), [t for t in others if _within(t, sunday)]),
            (
                self.tr("LATER"),
                [t for t in others if t.late_days < 0 and not _within(t, sunday)],
            ),
        )
        for name, members in groups:
            if members:
                rows.append(RowValue(f"group/{name}", group=f"{name}{DOT}{len(members)}"))
                rows += [self._row(task) for task in members]
        return rows

    def _row(self, task: Task) -> RowValue:
        today = self._today()
        told = words.describe(task, today=today, cat=self._services.catalogue)
        name, number = person.first_line(task), person.second_line(task)
        pill, flagged = words.due_pill(task, today=today), task.kind == "risk"
        if self._is_joined:
            joined = Two(f"{name}{DOT}{told.title}", f"{number}{DOT}{told.reason}", strong=True)
            return RowValue(_key(task), (pill, joined), flagged=flagged)
        values = (
            pill,
            Two(name, number, strong=True),
            Two(told.title, told.reason),
            short_name(task.owner) if task.owner else "–",
        )
        return RowValue(_key(task), values, flagged=flagged)

    def _show_counts(self, counts: TaskCounts) -> None:
        self._counts = counts
        for choice, chip in self._chips.items():
            chip.set_count(getattr(counts, choice))
        self.filter.setText(
            self.tr("Filter: {choice} {count}").format(
                choice=self._choice_words()[self._chosen].lower(),
                count=getattr(counts, self._chosen),
            )
        )

    def _show_stack(self) -> None:
        if self._rows:
            self._stack.setCurrentWidget(self.view)
        elif self._chosen == "all":
            self._done.set_texts(self.tr("Everything is done for today"), self._next_thing())
            self._stack.setCurrentWidget(self._done)
        else:
            self._stack.setCurrentWidget(self._no_match)

    # --- choosing ----------------------------------------------------------------------------

    def choose(self, choice: str) -> None:
        """Show another selection; an open risk stays in every one."""
        self._chosen = choice
        self._chips[choice].setChecked(True)
        self.refresh()

    def _show_filters(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice, text in self._choice_words().items():
            action = menu.addAction(f"{text}  {getattr(self._counts, choice, 0)}")
            action.setCheckable(True)
            action.setChecked(choice == self._chosen)
            action.triggered.connect(lambda _=False, choice=choice: self.choose(choice))
        menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    @property
    def selected(self) -> Task | None:
        """The task of the chosen row."""
        return self._tasks.get(str(self.view.selected_key))

    def _select_subject(self, wanted: str) -> None:
        """A task as `place` names it, or the first that concerns a record."""
        of_record = [key for key, task in self._tasks.items() if task.subject_id == wanted]
        for key in [wanted] if wanted in self._tasks else of_record[:1]:
            self.view.select_key(key)

    def _show_selected(self, _key: object) -> None:
        task = self.selected
        if task is not None:
            told = words.describe(task, today=self._today(), cat=self._services.catalogue)
            self.pane.show_task(task, told, today=self._today())
            step = next_step(task, self._services.actor)
            self.bar_act.setText("" if step is None else step.verb)
            self.bar_act.setVisible(step is not None)
        self._fit()

    # --- doing -------------------------------------------------------------------------------

    def _do(self, key: object) -> None:
        task = self._tasks.get(str(key))
        if task is None:
            return
        step = next_step(task, self._services.actor)
        if step is None:
            self.went.emit(patient_place(task))
        elif step.place is not None:
            self.went.emit(step.place)
        else:
            self._file(task)

    def _do_selected(self) -> None:
        self._do(self.view.selected_key)

    def _file(self, task: Task) -> None:
        documents = self._services.documents

        def undo() -> None:
            documents.untick_filed(task.subject_id)
            self._done_with(None, None)

        self._attempt(
            partial(documents.tick_filed, task.subject_id),
            self.tr("The document is marked as filed in the journal."),
            undo,
        )

    def _tick(self) -> None:
        task = self.selected
        if task is None:
            return
        if task.kind == "send_text":
            send = partial(self._services.feedback_notes.tick_sent, task.subject_id)
            self._attempt(send, self.tr("The text is marked as sent."), None)
        elif task.kind == "referral_answer":
            answer = partial(self._answer, task.subject_id)
            self._attempt(answer, self.tr("The reply is noted as sent."), None)

    def _answer(self, referral_id: str) -> None:
        referrals = self._services.referrals
        referrals.tick_answered(referral_id, version=referrals.detail(referral_id).row.version)

    def _attempt(
        self, act: Callable[[], object], sentence: str, undo: Callable[[], None] | None
    ) -> None:
        try:
            act()
        except IkbtError as error:
            self.refresh()
            self._tell(error)
            return
        self._done_with(sentence, undo)

    def _done_with(self, sentence: str | None, undo: Callable[[], None] | None) -> None:
        """The next row takes the place of the one that is done."""
        self._close_detail()
        self.refresh()
        self.changed.emit()
        if sentence is not None:
            self.said.emit(sentence, undo)

    def _open_patient(self) -> None:
        task = self.selected
        if task is not None:
            self.went.emit(patient_place(task))

    def _show_crisis(self) -> None:
        task = self.selected
        if task is None or not task.patient_id:
            return
        try:
            card = self._services.caseload.crisis_card(task.patient_id)
        except IkbtError as error:
            self._tell(error)
            return
        CrisisDialog(self, card).open()

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    # --- size --------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Detail beside the list or as a page of its own; four columns or two."""
        look = theme.current()
        effective = self.width() / look.scale
        self._is_beside = effective >= _BESIDE
        has_task = self.selected is not None
        wide = look.wide(tokens.DETAIL)
        self.pane.setMinimumWidth(wide if self._is_beside else 0)
        self.pane.setMaximumWidth(wide if self._is_beside else 16_777_215)
        as_page = not self._is_beside and self._detail_open and has_task
        self.pane.setVisible(has_task and (self._is_beside or as_page))
        self._left.setVisible(not as_page)
        self._bar.setVisible(not self._is_beside and has_task)
        room = effective - (tokens.DETAIL if self._is_beside and has_task else 0)
        one_pane = not self._is_beside
        joined = one_pane or room < max(_FOUR_COLUMNS, self._needed_width() / look.scale)
        narrow = one_pane or room < _CHIPS_NEED
        self._chip_room.setVisible(not narrow)
        self.filter.setVisible(narrow)
        self.fresh.setVisible(not narrow)
        self._line.setVisible(not narrow)
        self.view.horizontalHeader().setVisible(self._is_beside or not joined)
        if joined != self._is_joined:
            self._is_joined = joined
            self._rows = tuple(self._grouped(tuple(self._tasks.values())))
            self._set_columns()

    def _needed_width(self) -> int:
        """What four columns take when the longest name stands whole."""
        font = theme.current().font("body", 500)
        names = [paint.text_size(font, task.name).width() for task in self._tasks.values()]
        return max(names, default=0) + theme.current().wide(_BUT_NAMES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open_detail(self, _key: object) -> None:
        """Space: the detail as a page, or the way into the pane."""
        self._detail_open = True
        self._fit()
        self.pane.focus_first()

    def _close_detail(self) -> None:
        self._detail_open = False
        self._fit()
        self.view.setFocus()

    # --- the page's contract -----------------------------------------------------------------

    def focus_first(self) -> None:
        """The list, on its most urgent row."""
        if self._stack.currentWidget() is self.view:
            self.view.setFocus()
        elif self._stack.currentWidget() is self._no_match:
            self._all.setFocus()
        else:
            self._chips[self._chosen].setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """List and detail, as they are shown."""
        shown: list[QWidget] = [] if self._left.isHidden() else [self.view]
        if not self.pane.isHidden():
            shown.append(self.pane)
        return tuple(shown)

    def place(self) -> Place:
        """The selection, and the task that is chosen."""
        task = self.selected
        return Place(
            View.TODAY,
            record_id=None if task is None else _key(task),
            detail=None if self._chosen == "all" else self._chosen,
        )

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of the list."""
        return (
            Shortcut("↑ ↓", self.tr("Choose a task")),
            Shortcut("Enter", self.tr("Do the task")),
            Shortcut(self.tr("Space"), self.tr("Show the details")),
            Shortcut("F9", self.tr("Crisis numbers of the patient")),
            Shortcut("Esc", self.tr("Back to the list")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._detail_open:
            self._close_detail()
            return
        super().keyPressEvent(event)


def _key(task: Task) -> str:
    return f"{task.kind}/{task.subject_id}/{task.due_on}"


def _within(task: Task, sunday: date) -> bool:
    return task.late_days < 0 and task.due_on is not None and task.due_on <= sunday
