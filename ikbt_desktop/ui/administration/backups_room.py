"""Backups: whether they can be trusted, which there are and where, and the way back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services import backups
from ikbt_desktop.services.backups import (
    AsideView,
    BackupMade,
    CopyView,
    Drill,
    Loss,
    PlaceView,
    Standing,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui import backup_words
from ikbt_desktop.ui.administration.aside_row import AsideRow
from ikbt_desktop.ui.administration.restore_pane import RestorePane
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems, theme
from ikbt_desktop.ui.kit.background import Job, Reporter
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, EmptyState, Ground
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.progress import Progress
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State

_JOINED = 760
_ROWS_TALL = 236
_OLD_DAYS = 8
Overview = tuple[tuple[CopyView, ...], tuple[PlaceView, ...], tuple[AsideView, ...]]

ChooseFolder = Callable[[QWidget], str]
"""Asks for a folder or a file; the empty word is a no."""


def ask_folder(parent: QWidget) -> str:
    """The system's own dialog."""
    return QFileDialog.getExistingDirectory(parent)


def ask_file(parent: QWidget) -> str:
    """The system's own dialog, for backups alone."""
    return QFileDialog.getOpenFileName(parent, "", "", "*.ikbtbackup")[0]


class _Place(QWidget):
    """One folder: where, what it is worth, and a way to leave it out."""

    removed = Signal(object)

    def __init__(self, place: PlaceView, number: int) -> None:
        super().__init__()
        self.place = place
        self._name = Label("", "body", weight=500, wrap=True)
        self._facts = Label("", "small", ink="muted", wrap=True)
        self.remove = Button("", Kind.TEXT, small=True)
        self.remove.setObjectName(f"remove_place_{number}")
        self.remove.setVisible(not place.own)
        self.remove.clicked.connect(lambda: self.removed.emit(place.path))
        words = Column(gap=0)
        words.put(self._name, self._facts)
        row = Row(self, gap=8)
        row.addLayout(words, 1)
        row.addWidget(self.remove)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        place = self.place
        own = self.tr("This computer, the clinic's own folder")
        self._name.setText(own if place.own else str(place.path))
        self._facts.setText("  ·  ".join(self._about(place)))
        self._facts.set_ink("muted" if place.facts.is_there else "review")
        self.remove.setText(self.tr("Take &away"))
        self.remove.setAccessibleName(self.tr("Take away {path}").format(path=place.path))

    def _about(self, place: PlaceView) -> list[str]:
        facts = place.facts
        if not facts.is_there:
            return [self.tr("Not there now. Plug it in; the next backup is copied to it.")]
        found = [backup_words.copies(place.copies)]
        if facts.same_disk:
            found.append(self.tr("on the same disk as the clinic"))
        if facts.network:
            found.append(self.tr("on the network"))
        if facts.synced:
            found.append(
                self.tr("a sync service uploads it: encrypted, but old copies may stay there")
            )
        if not facts.is_writable:
            found.append(self.tr("cannot be written"))
        return found


class BackupsRoom(Room):
    """The newest first; each file is opened and counted before anything is said of it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.choose_folder: ChooseFolder = ask_folder
        self.choose_file: ChooseFolder = ask_file
        self._copies: tuple[CopyView, ...] = ()
        self._places: tuple[PlaceView, ...] = ()
        self._aside: tuple[AsideView, ...] = ()
        self._standing: Standing | None = None
        self._job: Job | None = None
        self._doing = ""
        self._is_joined = False
        self._make_parts()
        self._lay()
        self._wire()
        self.retranslate()
        theme.follow(self.restyle)

    # --- building ----------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._title = Label("", "h1")
        self._state = InlineMessage(Tone.DONE)
        self._state.setObjectName("backup_state")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("backup_trouble")
        self._trouble.hide()
        self._damage = InlineMessage(Tone.TROUBLE)
        self._damage.setObjectName("backup_damage")
        self._damage.acted.connect(lambda: self.replaced.emit(None))
        self._damage.setVisible(not self.services.notices.file_sound)
        self._line = InlineMessage(Tone.PROPOSAL, icon="key-round")
        self._line.setObjectName("backup_line")
        self._line.hide()
        self._alone = InlineMessage(Tone.WARNING)
        self._alone.setObjectName("backup_alone")
        self._alone.hide()
        self.make = Button("", Kind.PRIMARY)
        self.make.setObjectName("make_backup")
        self.drill = Button("")
        self.drill.setObjectName("drill_backup")
        self.progress = Progress(can_cancel=True)
        self.progress.setObjectName("backup_progress")
        self.progress.hide()
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("backup_rows")
        self._empty = EmptyState("archive-restore", "")
        self.check = Button("", small=True)
        self.check.setObjectName("check_backup")
        self.restore = Button("", small=True)
        self.restore.setObjectName("restore_backup")
        self.other = Button("", Kind.TEXT, small=True)
        self.other.setObjectName("restore_other_file")
        self._places_head = Label("", "h3")
        self.add_place = Button("", icon="plus", small=True)
        self.add_place.setObjectName("add_place")
        self._place_card = Card(gap=8)
        self._aside_head = Label("", "h3")
        self._aside_head.hide()
        self._aside_card = Card(gap=12)
        self._aside_card.hide()
        self._foot = Label("", "small", ink="muted", wrap=True)
        self.pane = RestorePane(self.services)

    def _lay(self) -> None:
        head, acts, places = Row(gap=8), QWidget(), Row(gap=8)
        head.addWidget(self._title, 1)
        head.put(self.drill, self.make)
        flow = Flow(acts, gap=8)
        for button in (self.check, self.restore, self.other):
            flow.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        rows = Ground("surface", lines="top bottom left right")
        Column(rows, gap=0, margins=(1, 1, 1, 1)).addWidget(self._stack)
        places.put(self._places_head, None, self.add_place)
        scroll = Scroll(gap=10, margins=(24, 18, 24, 14))
        body = scroll.body
        body.addLayout(head)
        body.put(self._state, self._damage, self._alone, self._trouble, self.progress)
        body.addWidget(rows, 1)
        body.put(self._line, acts)
        body.addLayout(places)
        body.put(self._place_card, self._aside_head, self._aside_card, self._foot)
        self._whole = QStackedWidget()
        self._whole.addWidget(scroll)
        self._whole.addWidget(self.pane)
        Column(self, gap=0).addWidget(self._whole)

    def _wire(self) -> None:
        self.make.clicked.connect(self._make)
        self.drill.clicked.connect(self._drill)
        self.progress.cancelled.connect(self._cancel)
        self.check.clicked.connect(self._check)
        self.restore.clicked.connect(self._compare_chosen)
        self.other.clicked.connect(self._compare_other)
        self.add_place.clicked.connect(self._add_place)
        self.list.row_selected.connect(lambda _: self._enable())
        self.pane.given_up.connect(self._back)
        self.pane.chosen.connect(self._restore)

    def restyle(self) -> None:
        """Give the rows their height at the present scale."""
        self._stack.setMinimumHeight(theme.current().px(_ROWS_TALL))

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Backups"))
        self._damage.say(
            self.tr("The database is damaged"),
            self.tr(
                "Restore a copy here; or see beside it what can still be read and saved. For that "
                "the clinic is closed, and you go on at the door."
            ),
            button=self.tr("Sign out and compare both &ways …"),
        )
        self.list.setAccessibleName(self.tr("Backups"))
        self.make.setText(self.tr("Back up &now"))
        self.drill.setText(self.tr("&Rehearse now"))
        self.check.setText(self.tr("C&heck"))
        self.restore.setText(self.tr("Res&tore …"))
        self.other.setText(self.tr("Restore from another &file …"))
        self._places_head.setText(self.tr("Places"))
        self.add_place.setText(self.tr("Add a p&lace …"))
        self._empty.set_texts(
            self.tr("No backup yet"),
            self.tr("The first one is made when somebody locks or leaves."),
        )
        self._foot.setText(
            self.tr(
                "Backups are made by themselves at lock and closing, after two hours of work and "
                "before an upgrade. Of older ones 7 days, 5 weeks and 12 months are kept."
            )
        )
        self._aside_head.setText(self.tr("Set aside by a restore"))
        self.table.set_columns(self._columns())
        self._say_state()
        self._show_places()
        self._show_aside()
        self.pane.retranslate()

    def _say_state(self) -> None:
        standing, today = self._standing, self._today()
        self._state.hide()
        self._alone.hide()
        if standing is None:
            return
        trouble = backup_words.trouble(standing, today=today)
        self._state.setVisible(trouble is None and standing.drill is not None)
        if trouble is not None:
            self._trouble.say(*trouble)
            self._trouble.show()
        elif standing.drill is not None:
            drill = standing.drill
            self._state.say(
                self.tr("The copies can be relied on"),
                self.tr("Last read back {date}: {patients}, {texts}.").format(
                    date=backup_words.moment(drill.at, today=today),
                    patients=backup_words.patients(drill.patients),
                    texts=backup_words.texts(drill.signed_texts),
                ),
            )
        if self._places and not any(place.elsewhere for place in self._places):
            self._alone.say(
                self.tr("Every copy lies on the clinic's own disk"),
                self.tr("If the disk breaks all is lost. Add a USB stick or another disk below."),
            )
            self._alone.show()

    def _today(self) -> datetime:
        return self.services.workplace.clock()

    def _columns(self) -> tuple[TableColumn, ...]:
        if self._is_joined:
            return (
                TableColumn("state", self.tr("State"), Cell.PILL, width=140),
                TableColumn("made", self.tr("Made"), Cell.TWO_LINES),
            )
        return (
            TableColumn("state", self.tr("State"), Cell.PILL, width=150),
            TableColumn("made", self.tr("Made"), Cell.TWO_LINES, width=170),
            TableColumn("place", self.tr("Place")),
            TableColumn("size", self.tr("Size"), Cell.NUMBER, width=90),
            TableColumn("why", self.tr("Why"), width=170),
        )

    # --- rows --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look in every place; a stick or a share may be slow, so that is done aside."""
        self._standing = self.services.backups.standing()
        self._say_state()
        verbs = self.services.backups
        background.run(
            self,
            lambda _: (verbs.copies(), verbs.places(), verbs.set_aside()),
            done=self._found,
            failed=self._tell,
        )

    def _found(self, overview: Overview) -> None:
        self._copies, self._places, self._aside = overview
        self._standing = self.services.backups.standing()
        self._say_state()
        self.table.restart()
        self._stack.setCurrentWidget(self.list if self._copies else self._empty)
        if self._copies and self._chosen() is None:
            self.list.select_key(str(self._copies[0].path))
        self._show_places()
        self._show_aside()
        self._enable()

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        return [self._row(copy) for copy in self._copies[offset : offset + limit]]

    def _row(self, copy: CopyView) -> RowValue:
        made = Two(self._made(copy), copy.made_by, strong=True)
        place, size, why = self._where(copy), _megabytes(copy.size), backup_words.why(copy.why)
        if len(self.table.columns) == 2:
            where = "  ·  ".join(filter(None, (place, size, why)))
            made = Two(self._made(copy), where, strong=True)
            return RowValue(str(copy.path), (self._pill(copy), made))
        return RowValue(str(copy.path), (self._pill(copy), made, place, size, why))

    def _made(self, copy: CopyView) -> str:
        if copy.made_at is None:
            return self.tr("no. {number}").format(number=copy.n)
        return backup_words.moment(copy.made_at, today=self._today())

    def _where(self, copy: CopyView) -> str:
        own = copy.path.parent == self.services.workplace.database.folder.backups
        return self.tr("This computer") if own else str(copy.path.parent)

    def _pill(self, copy: CopyView) -> PillValue:
        if copy.state is backups.State.DAMAGED:
            return PillValue(self.tr("Damaged"), State.NOT_MET)
        if copy.state is backups.State.OTHER_KEYS:
            return PillValue(self.tr("Other keys"), State.REVIEW, "key-round")
        if copy.state is backups.State.FOREIGN or copy.made_at is None:
            return PillValue(self.tr("Another clinic's"), State.NEUTRAL)
        days = (self._today().astimezone(LOCAL) - copy.made_at.astimezone(LOCAL)).days
        newest = next(one for one in self._copies if one.path.parent == copy.path.parent)
        if newest is copy and days >= _OLD_DAYS:
            return PillValue(backup_words.days_old(days), State.REVIEW, "clock")
        return PillValue(self.tr("Readable"), State.OK)

    def _chosen(self) -> CopyView | None:
        key = self.list.selected_key
        return next((copy for copy in self._copies if str(copy.path) == key), None)

    def _show_aside(self) -> None:
        _empty(self._aside_card)
        for number, aside in enumerate(self._aside):
            row = AsideRow(
                aside, number, size=_megabytes(aside.size), today=local_day(self._today())
            )
            row.removal_asked.connect(self._remove_aside)
            self._aside_card.body.addWidget(row)
        for part in (self._aside_head, self._aside_card):
            part.setVisible(bool(self._aside))

    def _show_places(self) -> None:
        body = self._place_card.body
        _empty(self._place_card)
        for number, place in enumerate(self._places):
            row = _Place(place, number)
            row.removed.connect(self._remove_place)
            body.addWidget(row)
        self._place_card.setVisible(bool(self._places))

    def _enable(self) -> None:
        free, copy = self._job is None, self._chosen()
        readable = copy is not None and copy.state is backups.State.READABLE
        for button in (self.make, self.drill, self.other):
            button.setEnabled(free)
        self.drill.setEnabled(free and bool(self._copies))
        self.check.setEnabled(free and copy is not None)
        self.restore.setEnabled(free and readable)
        self._say_line(copy)

    def _say_line(self, copy: CopyView | None) -> None:
        """A whole copy that the present keys do not open: with which it was made, and what does."""
        other = copy is not None and copy.state is backups.State.OTHER_KEYS
        self._line.setVisible(other)
        if copy is None or not other:
            return
        line = copy.line
        title = self.tr("The copy is made with other keys than the present ones")
        if line is None:
            self._line.say(title, self.tr("Which ones cannot be told."))
        elif line.same_paper:
            self._line.say(
                title,
                self.tr(
                    "It belongs to change {number} of the keys. The recovery key that now holds "
                    "opens it, from the sign-in window. It is not damaged: keep it."
                ).format(number=line.epoch),
            )
        else:
            tested = line.paper_tested
            day = self.tr("never tested") if tested is None else backup_words.day(tested)
            self._line.say(
                title,
                self.tr(
                    "It belongs to change {number} of the keys. It opens with the recovery paper "
                    "of that time (test-typed: {day}), not with the present one. It is not "
                    "damaged: keep both."
                ).format(number=line.epoch, day=day),
            )

    # --- work aside --------------------------------------------------------------------------

    def _do(
        self, words: str, work: Callable[[Reporter], object], done: Callable[..., object]
    ) -> None:
        if self._job is not None:
            return
        self._trouble.hide()
        self._doing = words
        self._show_progress(0, 1000)
        self.progress.show()

        def _finish(outcome: object) -> None:
            self._end_work()
            done(outcome)

        self._job = background.run(
            self,
            work,
            done=_finish,
            failed=self._fail,
            progressed=self._show_progress,
            aside=True,
        )
        self._enable()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.show_count(self._doing, done=done, total=total)

    def _end_work(self) -> None:
        self._job = None
        self.progress.hide()
        self._enable()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end_work()
        self.said.emit(self.tr("Cancelled. Nothing half-made was left."), None)

    def _fail(self, error: IkbtError) -> None:
        self._end_work()
        self.refresh()
        self._tell(error)

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _make(self) -> None:
        verbs = self.services.backups
        self._do(self.tr("Backing up"), lambda told: verbs.make(told.report), self._made_one)

    def _made_one(self, made: BackupMade) -> None:
        self.refresh()
        self.changed.emit()
        words = self.tr("Backed up and checked: {patients}, {texts}.").format(
            patients=backup_words.patients(made.patients),
            texts=backup_words.texts(made.signed_texts),
        )
        announce(self, words)
        self.said.emit(words, None)
        if made.missed:
            first = made.missed[0]
            self._trouble.say(
                self.tr("One place got no copy: {path}").format(path=first.path),
                problems.alone(first.error),
            )
            self._trouble.show()

    def _drill(self) -> None:
        verbs = self.services.backups
        words = self.tr("Reading the newest copy back")
        self._do(words, lambda told: verbs.drill(told.report), self._drilled)

    def _drilled(self, drill: Drill) -> None:
        self.refresh()
        self.changed.emit()
        announce(self, backup_words.read_back(drill))

    def _check(self) -> None:
        copy, verbs = self._chosen(), self.services.backups
        if copy is not None:
            words = self.tr("Checking the copy")
            self._do(words, lambda told: verbs.check(copy.path, told.report), self._checked)

    def _checked(self, proof: backups.Proof) -> None:
        self.said.emit(
            self.tr("The copy is whole: {patients}, {texts}.").format(
                patients=backup_words.patients(proof.patients),
                texts=backup_words.texts(proof.signed_texts),
            ),
            None,
        )

    # --- bringing back -----------------------------------------------------------------------

    def _compare_chosen(self) -> None:
        copy = self._chosen()
        if copy is not None:
            self._compare(copy.path)

    def _compare_other(self) -> None:
        chosen = self.choose_file(self)
        if chosen:
            self._compare(Path(chosen))

    def _compare(self, path: Path) -> None:
        verbs = self.services.backups
        words = self.tr("Comparing the copy with what stands now")
        self._do(words, lambda told: verbs.compare(path, told.report), self._compared)

    def _compared(self, loss: Loss) -> None:
        self.pane.show_loss(loss)
        self._whole.setCurrentWidget(self.pane)
        self.pane.focus_first()

    def _back(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end_work()
        self._whole.setCurrentIndex(0)
        self.restore.setFocus()

    def _restore(self, loss: Loss, reason: str) -> None:
        verbs = self.services.backups
        self.pane.show_progress(0, 1000)
        self._job = background.run(
            self,
            lambda told: verbs.restore(loss.path, reason, told.report),
            done=lambda _: self._restored(loss),
            failed=self._not_restored,
            progressed=self.pane.show_progress,
            aside=True,
        )

    def _restored(self, loss: Loss) -> None:
        self._job = None
        self.replaced.emit(loss.made_at)

    def _not_restored(self, error: IkbtError) -> None:
        self._job = None
        self.pane.show_error(error)

    # --- places ------------------------------------------------------------------------------

    def _add_place(self) -> None:
        chosen = self.choose_folder(self)
        if not chosen:
            return
        try:
            self.services.backups.add_place(Path(chosen))
        except IkbtError as error:
            self._trouble.say(
                self.tr("{path} did not become a place").format(path=chosen),
                problems.describe(error).sentence,
            )
            self._trouble.show()
            return
        self._trouble.hide()
        self.refresh()
        self.changed.emit()

    def _remove_place(self, path: Path) -> None:
        try:
            self.services.backups.remove_place(path)
        except IkbtError as error:
            self._tell(error)
            return
        self.refresh()
        self.changed.emit()

    def _remove_aside(self, row: AsideRow, reason: str) -> None:
        try:
            self.services.backups.destroy_aside(row.aside.path, reason)
        except IkbtError as error:
            row.show_error(error)
            return
        self.said.emit(self.tr("Removed for good. It stands in the log."), None)
        self.refresh()

    # --- the room ----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """What the room is for."""
        if self._whole.currentWidget() is self.pane:
            self.pane.focus_first()
        else:
            self.make.setFocus()

    def fit(self, width: float) -> None:
        """Five columns, or two with two lines a row."""
        joined = width < _JOINED
        if joined != self._is_joined:
            self._is_joined = joined
            self.table.set_columns(self._columns())


def _empty(card: Card) -> None:
    while card.body.count():
        item = card.body.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _megabytes(size: int) -> str:
    """``184 MB``, or kB for what is small."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{QLocale().toString(round(size / 1_000_000))} MB"
