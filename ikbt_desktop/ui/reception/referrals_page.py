"""Remisser and Kö: who waits, how long is left, what is done next, and the form for a new one."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import AttachmentRow, ReferralCounts, ReferralRow
from ikbt_desktop.ui.kit import language, paint, person, problems, theme, tokens, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.chip import Chip
from ikbt_desktop.ui.kit.edits import SearchField
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row
from ikbt_desktop.ui.kit.menus import Menu
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.reception import words
from ikbt_desktop.ui.reception.paper_view import PaperView
from ikbt_desktop.ui.reception.referral_form import ReferralForm
from ikbt_desktop.ui.reception.referral_pane import ReferralPane
from ikbt_desktop.ui.reception.scan_drop import ChooseFile, ask_for_file

NEW = "new"
"""`Place.detail` that opens the form."""
_CHOICES = ("open", "unanswered", "waiting", "closed")
_BESIDE = 920  # the pane stands beside the list from this width of the page at 100 %
_SINCE, _SINCE_ROOMY, _ROOMY_LIST = 148, 230, 900  # a referrer's long name stands whole
_FOUR_COLUMNS = 640  # narrower lists join their columns
_BUT_NAMES = 480  # what the other three columns need to be read


class ReferralsPage(Page):
    """List left; right the form or one referral, which at small sizes covers the list."""

    def __init__(
        self, services: Services, place: Place, *, choose_file: ChooseFile = ask_for_file
    ) -> None:
        super().__init__()
        self.setObjectName("referrals_page")
        self._services, self._view, self._choose_file = services, place.view, choose_file
        self._chosen = "waiting" if place.view is View.QUEUE else "open"
        if place.detail in _CHOICES:
            self._chosen = str(place.detail)
        self._counts: ReferralCounts | None = None
        self._is_joined = False
        self._is_roomy = False
        self._names: tuple[str, ...] = ()
        self._form: ReferralForm | None = None
        self._first_read: tuple[object, Sequence[ReferralRow]] | None = None
        self._make_list()
        self._make_right()
        whole = Row(self, gap=0)
        whole.addWidget(self._list, 1)
        whole.addWidget(self._right)
        for keys, act in (("Ctrl+F", self._to_search), ("Ctrl+N", self.new_referral)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        language.follow(self, self.retranslate)
        theme.follow(self._fit)
        if place.detail == NEW:
            self.new_referral()
        elif place.record_id is not None:
            self._open(place.record_id)

    # --- building ----------------------------------------------------------------------------

    def _make_list(self) -> None:
        self._list = Ground("surface")
        self._title = Label("", "h1")
        self._line = Label("", "small", ink="muted", wrap=True)
        self.new = Button("", Kind.SECONDARY, icon="plus", hint="Ctrl+R")
        self.new.setObjectName("new_referral")
        self.new.clicked.connect(self.new_referral)
        self.search = SearchField(key="Ctrl+F", width=200)
        self.search.setObjectName("search")
        self.search.textChanged.connect(self._restart)
        self.table = PagedTable((), self._fetch)
        self.view = TableView(self.table, tall=tokens.ROW_REFERRAL)
        self.view.setObjectName("referrals")
        self.view.row_activated.connect(self._open)
        self.view.space_pressed.connect(self._open)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._make_empty()
        head = Row(gap=8)
        titles = Column(gap=2)
        titles.put(self._title, self._line)
        head.addLayout(titles, 1)
        head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        top = Column(gap=12, margins=(24, 20, 24, 12))
        top.addLayout(head)
        top.addWidget(self._filters())
        top.addWidget(self._trouble)
        whole = Column(self._list, gap=0)
        whole.addLayout(top)
        whole.addWidget(Line())
        whole.addWidget(self._stack, 1)

    def _filters(self) -> QWidget:
        self._chips: dict[str, Chip] = {}
        self._chip_room = QWidget()
        chips = Flow(self._chip_room, gap=8)
        for choice in _CHOICES:
            chip = Chip("", 0, parent=self._chip_room)
            chip.setObjectName(f"chip_{choice}")
            chip.setChecked(choice == self._chosen)
            chip.clicked.connect(lambda _=False, choice=choice: self.choose(choice))
            self._chips[choice] = chip
            chips.addWidget(chip)
        self.filter = Button("", Kind.SECONDARY, icon="sliders-horizontal", small=True)
        self.filter.setObjectName("filter")
        self.filter.clicked.connect(self._show_filters)
        room = QWidget()
        row = Row(room, gap=8)
        row.addWidget(self._chip_room, 1)
        row.addWidget(self.filter)
        row.addStretch(0)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        return room

    def _make_empty(self) -> None:
        self._first = Button("", Kind.PRIMARY, hint="Ctrl+R")
        self._first.setObjectName("first_referral")
        self._first.clicked.connect(self.new_referral)
        self._all = Button("")
        self._all.setObjectName("show_all")
        self._all.clicked.connect(self._show_all)
        self._nothing = EmptyState("inbox", "", button=self._first)
        self._no_match = EmptyState("search", "", button=self._all)
        self._stack = QStackedWidget()
        for widget in (self.view, self._nothing, self._no_match):
            self._stack.addWidget(widget)

    def _make_right(self) -> None:
        self._right = QStackedWidget()
        self._right.setObjectName("right")
        self._right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.pane = ReferralPane(self._services, choose_file=self._choose_file)
        self.pane.went.connect(self.went)
        self.pane.said.connect(self.said)
        self.pane.changed.connect(self._records_changed)
        self.pane.closed.connect(self.close_right)
        self.pane.paper_wanted.connect(self._show_paper)
        self._right.addWidget(self.pane)
        self._right.hide()

    @cached_property
    def paper(self) -> PaperView:
        """The scanned paper; made when the first is looked at."""
        paper = PaperView()
        paper.closed.connect(lambda: self._show_right(self.pane))
        self._right.addWidget(paper)
        return paper

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        queue = self._view is View.QUEUE
        self._title.setText(self.tr("Queue") if queue else self.tr("Referrals"))
        limits = sorted({limit.days for limit in self._services.catalogue.limits.waiting})
        days = self.tr(" and ").join(map(str, limits))
        self._line.setText(
            self.tr("Sorted by days left in the care guarantee ({days} days)").format(days=days)
        )
        self.new.setText(self.tr("New referral"))
        self.search.setPlaceholderText(self.tr("Search the list"))
        self.search.setAccessibleName(self.tr("Search the list"))
        for choice, text in self._choice_words().items():
            self._chips[choice].setText(text)
        self.view.setAccessibleName(self.tr("Referrals"))
        self._first.setText(self.tr("&New referral"))
        self._all.setText(self.tr("&Show all"))
        self._no_match.set_texts(
            self.tr("Nothing matches the filter"),
            self.tr("Search for a name or a number, or choose another selection."),
        )
        self._first_read = None
        self._set_columns()
        self._show_fresh()

    def _choice_words(self) -> dict[str, str]:
        return {
            "open": self.tr("Open"),
            "unanswered": self.tr("Unanswered"),
            "waiting": self.tr("In the queue"),
            "closed": self.tr("Closed"),
        }

    def _set_columns(self) -> None:
        clock = TableColumn("clock", self.tr("Care guarantee"), Cell.PILL, width=128)
        if self._is_joined:
            both = TableColumn("what", self.tr("Patient, next step"), Cell.TWO_LINES)
            self.table.set_columns((clock, both))
            return
        what = TableColumn("what", self.tr("Next step"), Cell.TWO_LINES)
        patient = TableColumn("patient", self.tr("Patient"), Cell.TWO_LINES, width=148)
        wide = _SINCE_ROOMY if self._is_roomy else _SINCE
        since = TableColumn("since", self.tr("Received, from"), Cell.TWO_LINES, width=wide)
        self.table.set_columns((clock, patient, what, since))

    # --- rows --------------------------------------------------------------------------------

    def _today(self) -> date:
        return local_day(self._services.workplace.clock())

    def _fetch(self, offset: int, limit: int, _order: Order) -> Sequence[RowValue]:
        if not self.table_is_ready:
            return ()
        rows = self._rows(offset, limit)
        self._names = (() if offset == 0 else self._names) + tuple(row.name for row in rows)
        return [self._row_value(row) for row in rows]

    def _rows(self, offset: int, limit: int) -> Sequence[ReferralRow]:
        """The first page is remembered until it is read afresh: other columns, the same rows."""
        asked = (self._chosen, self.search.text(), limit)
        if offset == 0 and self._first_read is not None and self._first_read[0] == asked:
            return self._first_read[1]
        rows = self._services.referrals.page(
            chosen=self._chosen, text=self.search.text(), offset=offset, limit=limit
        )
        if offset == 0:
            self._first_read = (asked, rows)
        return rows

    @property
    def table_is_ready(self) -> bool:
        """Whether the columns are set, so that rows can be asked for."""
        return hasattr(self, "table") and bool(self.table.columns)

    def _row_value(self, row: ReferralRow) -> RowValue:
        today = self._today()
        clock = words.guarantee_pill(row)
        name, number = person.first_line(row), person.second_line(row)
        step, stands = words.next_step(row, today=today), words.standing(row, today=today)
        if row.contact_today:
            step, stands = self.tr("Needs contact today"), words.DOT.join([step, stands])
        elif row.follow_up_today:
            step, stands = self.tr("To follow up today"), words.DOT.join([step, stands])
        if self._is_joined:
            first, second = words.DOT.join([name, step]), words.DOT.join([number, stands])
            joined = Two(first, second, strong=True)
            return RowValue(row.id, (clock, joined), flagged=row.contact_today)
        values = (
            clock,
            Two(name, number, strong=True),
            Two(step, stands),
            Two(row.received_on.isoformat(), words.from_whom(row)),
        )
        return RowValue(row.id, values, flagged=row.contact_today)

    def refresh(self) -> None:
        """Read the list, the counts and the open referral afresh."""
        self._first_read = None
        self._show_fresh()

    def _show_fresh(self) -> None:
        self._try(self._read_counts)
        self._try(self.table.reload)
        self._show_stack()
        self._fit()
        if self._right.isVisibleTo(self) and self.pane.referral_id is not None:
            self._try(self.pane.refresh)

    def _read_counts(self) -> None:
        counts = self._counts = self._services.referrals.counts()
        for choice, chip in self._chips.items():
            chip.set_count(getattr(counts, choice))
        text = self._choice_words()[self._chosen].lower()
        self.filter.setText(
            self.tr("Filter: {choice} {count}").format(
                choice=text, count=getattr(counts, self._chosen)
            )
        )

    def _try(self, act: object) -> None:
        assert callable(act)
        try:
            act()
        except IkbtError as error:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
        else:
            self._trouble.hide()

    def _show_stack(self) -> None:
        searched = bool(self.search.text().strip())
        if self.table.rowCount():
            self._stack.setCurrentWidget(self.view)
        elif searched:
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._nothing.set_texts(*self._empty_words())
            self._first.setVisible(
                self._chosen == "open" and self._services.actor.may(Permission.REGISTER_REFERRAL)
            )
            self._stack.setCurrentWidget(self._nothing)

    def _empty_words(self) -> tuple[str, str]:
        return {
            "open": (
                self.tr("No open referrals"),
                self.tr("When a referral arrives you register it here."),
            ),
            "unanswered": (
                self.tr("Every referral is answered"),
                self.tr("A referral stands here from its decision until the reply is sent."),
            ),
            "waiting": (
                self.tr("The queue is empty"),
                self.tr("Whoever is assessed and waits for a program stands here."),
            ),
            "closed": (
                self.tr("No closed referrals"),
                self.tr("Referrals that have reached their end stand here."),
            ),
        }[self._chosen]

    def _records_changed(self) -> None:
        self._try(self._read_counts)
        self._first_read = None
        self._try(self.table.reload)
        self._show_stack()
        self.changed.emit()

    # --- choosing ----------------------------------------------------------------------------

    def choose(self, choice: str) -> None:
        """Show another selection."""
        self._chosen = choice
        self._chips[choice].setChecked(True)
        self._restart()

    def _restart(self) -> None:
        self._first_read = None
        self._try(self.table.restart)
        self._try(self._read_counts)
        self._show_stack()
        self._fit()

    def _show_all(self) -> None:
        self.search.clear()
        self.choose("open")
        self.focus_first()

    def _show_filters(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice, text in self._choice_words().items():
            count = getattr(self._counts, choice, 0)
            action = menu.addAction(f"{text}  {count}")
            action.setCheckable(True)
            action.setChecked(choice == self._chosen)
            action.triggered.connect(lambda _=False, choice=choice: self.choose(choice))
        menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    def _to_search(self) -> None:
        if self._right.isVisible() and not self._list.isVisible():
            self.close_right()
        self.search.setFocus()
        self.search.selectAll()

    # --- the right ---------------------------------------------------------------------------

    def new_referral(self) -> None:
        """Open the form, with the draft that was left in it."""
        if not self._services.actor.may(Permission.REGISTER_REFERRAL):
            return
        if self._form is None:
            self._make_form()
        turns.part(self._show_form)

    def _show_form(self) -> None:
        if self._form is not None:
            self._show_right(self._form)
            self._form.focus_first()

    def _make_form(self) -> None:
        form = ReferralForm(self._services, choose_file=self._choose_file)
        form.setObjectName("referral_form")
        form.registered.connect(self._registered)
        form.closed.connect(self.close_right)
        form.opened.connect(
            lambda patient_id: self.went.emit(Place(View.PATIENT, patient_id=patient_id))
        )
        form.emptied.connect(lambda undo: self.said.emit(self.tr("The form is cleared."), undo))
        turns.part(lambda: self._take_form(form))

    def _take_form(self, form: ReferralForm) -> None:
        """It is whole now."""
        self._form = form
        self._right.addWidget(form)

    def _registered(self, row: ReferralRow) -> None:
        family, _, given = row.name.partition(", ")
        if self._chosen != "open" or self.search.text():
            self.search.clear()
            self.choose("open")
        self._records_changed()
        self.view.select_key(row.id)
        self.close_right()
        sentence = self.tr("The referral of {name} is registered.")
        self.said.emit(sentence.format(name=f"{given} {family}"), None)

    def _open(self, referral_id: str) -> None:
        try:
            self.pane.open(referral_id)
        except IkbtError as error:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
            return
        self._show_right(self.pane)
        self.view.select_key(referral_id)
        self.pane.focus_first()

    def _show_paper(self, paper: AttachmentRow) -> None:
        try:
            row, content = self._services.referrals.attachment(paper.id)
        except IkbtError as error:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
            return
        self._show_right(self.paper)
        self.paper.show_paper(row, content)
        self.paper.setFocus()

    def _show_right(self, widget: QWidget) -> None:
        self.keep()
        self._right.setCurrentWidget(widget)
        self._right.show()
        self._fit()
        if widget is self.pane:
            self.pane.focus_first()

    def close_right(self) -> None:
        """Back to the list; what is typed is kept."""
        self.keep()
        self._right.hide()
        self._fit()
        self.focus_first()

    # --- size --------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Beside or over the list; four columns or two; chips or one button."""
        look = theme.current()
        effective = self.width() / look.scale
        is_open = not self._right.isHidden()
        beside = effective >= _BESIDE
        self._list.setVisible(beside or not is_open)
        wide = look.wide(tokens.FORM)
        self._right.setMinimumWidth(wide if beside else 0)
        self._right.setMaximumWidth(wide if beside else 16_777_215)
        room = effective - (tokens.FORM if is_open and beside else 0)
        narrow = not beside or room < _FOUR_COLUMNS
        joined = narrow or room < max(_FOUR_COLUMNS, self._needed_width() / look.scale)
        if self._form is not None:
            self._form.set_one_column(one=not beside)
        form_is_open = is_open and self._right.currentWidget() is self._form
        may_register = self._services.actor.may(Permission.REGISTER_REFERRAL)
        self.new.setVisible(may_register and not form_is_open)
        self.new.set_hint("" if narrow else "Ctrl+R")
        self._chip_room.setVisible(not narrow)
        self.filter.setVisible(narrow)
        self._line.setVisible(not narrow)
        self.view.horizontalHeader().setVisible(beside or not joined)
        roomy = room >= _ROOMY_LIST
        if (joined, roomy) != (self._is_joined, self._is_roomy):
            self._is_joined, self._is_roomy = joined, roomy
            self._set_columns()

    def _needed_width(self) -> int:
        """What four columns take when the longest name stands whole."""
        font = theme.current().font("body", 500)
        names = [paint.text_size(font, name).width() for name in self._names]
        return max(names, default=0) + theme.current().wide(_BUT_NAMES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- the page's contract -----------------------------------------------------------------

    def reopen(self, place: Place) -> bool:
        """The form for a new referral opens beside the list that stands."""
        if place.detail != NEW:
            return False
        self.refresh()
        self.new_referral()
        return True

    def focus_first(self) -> None:
        """The form's first gap, the open referral's next step, else the list."""
        if not self._right.isHidden():
            shown = self._right.currentWidget()
            if isinstance(shown, ReferralForm | ReferralPane):
                shown.focus_first()
        elif self.table.rowCount():
            self.view.setFocus()
        else:
            self.search.setFocus()

    def keep(self) -> None:
        """Keep the form's draft and what a step was given."""
        self.pane.keep()
        if self._form is not None:
            self._form.keep()

    def panes(self) -> tuple[QWidget, ...]:
        """List and right pane, as they are shown."""
        shown: list[QWidget] = [self.view] if not self._list.isHidden() else []
        current = self._right.currentWidget()
        if not self._right.isHidden() and current is not None:
            shown.append(current)
        return tuple(shown)

    def place(self) -> Place:
        """The list with what stands open to the right."""
        if self._right.isHidden():
            usual = "waiting" if self._view is View.QUEUE else "open"
            return Place(self._view, detail=None if self._chosen == usual else self._chosen)
        if self._right.currentWidget() is self._form:
            return Place(self._view, detail=NEW)
        return Place(self._view, record_id=self.pane.referral_id, detail=self._chosen)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of list, pane and form."""
        return (
            Shortcut("↑ ↓", self.tr("Choose a referral")),
            Shortcut("Enter", self.tr("Open the referral, take the next step")),
            Shortcut("Ctrl+R / Ctrl+N", self.tr("New referral")),
            Shortcut("Ctrl+F", self.tr("Search the list")),
            Shortcut("Ctrl+Enter", self.tr("Register, or go to the first error")),
            Shortcut("Esc", self.tr("Close the pane; nothing typed is lost")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._right.isHidden():
            self.close_right()
            return
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.focus_first()
            return
        super().keyPressEvent(event)
