"""The shell: menus and search, the rooms to the left, one page, and the status row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QStackedWidget,
    QWidget,
)

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import (
    ClinicMissing,
    DiskFailing,
    DiskFull,
    FolderReadOnly,
    IkbtError,
    ShutOut,
)
from ikbt_desktop.services.backups import Standing
from ikbt_desktop.services.caseload import PatientBanner
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import StandingCase
from ikbt_desktop.ui import backup_words, banner_words, panes, rooms
from ikbt_desktop.ui.crisis_card import CrisisDialog
from ikbt_desktop.ui.entry.security_dialog import SecurityDialog
from ikbt_desktop.ui.figures import Figures, Read
from ikbt_desktop.ui.keys_dialog import KeysDialog
from ikbt_desktop.ui.kit import (
    autosave,
    language,
    tab_order,
    theme,
    tokens,
    turns,
)
from ikbt_desktop.ui.kit.banner import Banner
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import SearchField
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.menus import Menu, MenuBar
from ikbt_desktop.ui.kit.navigation import NavigationColumn, NavItem
from ikbt_desktop.ui.kit.status_row import StatusItem, StatusRow
from ikbt_desktop.ui.kit.toast import Toast
from ikbt_desktop.ui.notice_band import NoticeBand
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.palette import Hit, Palette
from ikbt_desktop.ui.window_menus import WindowMenus, in_text

ROOMY, NARROW = 1240, 900
"""Effective widths (window width over text scale) where the shell folds: look.md §4."""
_OF_THE_DISK = (DiskFull, DiskFailing, FolderReadOnly, ClinicMissing)
_REFRESH_MS = 30_000
_FIGURES_MS = 50
_TELLING_RISK = frozenset({View.TODAY, View.RISK, View.PATIENT})


@dataclass(frozen=True)
class _Room:
    """A view of the navigation: its words, its icon and who may go there."""

    view: View
    name: str
    icon: str
    permissions: tuple[Permission, ...]


_ROOMS = (
    _Room(View.REFERRALS, mark("MainWindow", "Referrals"), "inbox", (Permission.READ_REFERRAL,)),
    _Room(View.QUEUE, mark("MainWindow", "Queue"), "hourglass", (Permission.READ_REFERRAL,)),
    _Room(View.PATIENTS, mark("MainWindow", "Patients"), "users", (Permission.LIST_PATIENTS,)),
    _Room(View.TODAY, mark("MainWindow", "To do"), "list-checks", (Permission.READ_REFERRAL,)),
    _Room(View.OUTBOX, mark("MainWindow", "To file"), "file-check", (Permission.FILE_DOCUMENT,)),
    _Room(View.FEES, mark("MainWindow", "Fees"), "receipt", (Permission.SEE_FEES,)),
    _Room(View.PROGRAMS, mark("MainWindow", "Programs"), "library", (Permission.READ_CLINICAL,)),
    _Room(
        View.ADMINISTRATION,
        mark("MainWindow", "Administration"),
        "settings",
        (Permission.MANAGE_USERS, Permission.READ_LOG),
    ),
)


# Work on one patient: which room stays marked while it goes on.
_WITHIN: Mapping[View, View] = {
    View.PATIENT: View.PATIENTS,
    View.SCREENING: View.REFERRALS,
    View.DECISION: View.PATIENTS,
    View.ASSIGNMENT: View.QUEUE,
    View.FEEDBACK: View.TODAY,
    View.MEASURE: View.PATIENTS,
    View.RISK: View.TODAY,
    View.CLOSING: View.PATIENTS,
}
# The wizard brings a rail of its own instead of the navigation.
_OWN_RAIL = frozenset({View.SCREENING})


class MainWindow(Ground):
    """Everything that a signed-in person sees. It holds one patient at a time, never two."""

    lock_asked = Signal()
    switch_asked = Signal()
    quit_asked = Signal()
    services_renewed = Signal(object)
    password_asked = Signal()
    destruction_asked = Signal(object)
    """A record is to be destroyed, by this work upon the services: everybody out."""
    keys_change_asked = Signal(object)
    """All keys are to be changed, in this order."""
    replaced = Signal(object)
    """A backup waits to take the clinic's place; tells when it was made."""
    shut_out = Signal(object)
    """The person was removed, or given another role: the IkbtError that said so."""
    language_asked = Signal(str)
    look_asked = Signal(object, object)
    """A scheme or None, a text scale or None."""

    def __init__(self, services: Services) -> None:
        super().__init__("canvas")
        self.setObjectName("main_window")
        self._services = services
        self._may = services.actor.may
        self.rooms = tuple(
            room for room in _ROOMS if any(self._may(needed) for needed in room.permissions)
        )
        self._is_left = False
        self._kept: dict[View, Page] = {}
        self._trail: list[Place] = []
        self._place = Place(self.rooms[0].view)
        self._undo: Callable[[], None] | None = None
        self._risk_seen: frozenset[StandingCase] = frozenset()
        self._risk_told: frozenset[StandingCase] = frozenset()
        self._turns = turns.Turns(self, failed=self._say_problem)
        self._figures = Figures(
            self, services, risk=bool(self.rooms), wanted=lambda: self._is_looked_at
        )
        self._build()
        self._wire()
        language.follow(self, self.retranslate)
        self._risk_told = self._risk_seen
        theme.current().changed.connect(self._fit)
        self._clock = QTimer(self, interval=_REFRESH_MS)
        self._clock.timeout.connect(self._look_in_turns)
        self._clock.start()
        # After the page is painted and heard a key; once for all that happened meanwhile.
        self._figures_due = QTimer(self, singleShot=True, interval=_FIGURES_MS)
        self._figures_due.timeout.connect(self._refresh_figures_in_sight)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self._bar, self._whole_menu = MenuBar(), Menu(self)
        self._menus = WindowMenus(self, self._services, self._bar, self._whole_menu)
        self._menu_button = Button("", Kind.TEXT, icon="menu")
        self._menu_button.setObjectName("menu")
        self.search = SearchField(key="Ctrl+K")
        self.search.setObjectName("search_everything")
        self.search.setMaxLength(200)
        top = Ground("surface", lines="bottom")
        row = Row(top, gap=8, margins=(0, 4, 12, 4))
        row.addWidget(self._menu_button)
        row.addWidget(self._bar, 1)
        row.put(None, self.search)
        self.navigation = NavigationColumn(
            [
                NavItem(room.view.value, say("MainWindow", room.name), room.icon)
                for room in self.rooms
            ]
        )
        self.banner = Banner(training=self._services.demo)
        self.banner.crisis.setObjectName("crisis_button")
        self._notice = NoticeBand(self._services)
        self._stack = QStackedWidget()
        self._toast = Toast(self._stack)
        self.status = StatusRow()
        self._build_status()
        beside = Column(gap=0)
        beside.put(self.banner, self._notice)
        beside.addWidget(self._stack, 1)
        middle = Row(gap=0)
        middle.addWidget(self.navigation)
        middle.addLayout(beside, 1)
        whole = self._whole = Column(self, gap=0)
        whole.addWidget(top)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self._palette = Palette(
            self.search,
            patients=self._find_patients,
            recent=self._recent_patients,
            actions=self._hits,
            blocked=self._find_blocked,
        )

    def _build_status(self) -> None:
        actor, services = self._services.actor, self._services
        self._person = StatusItem("user", actor.name, rank=3)
        self._clinic = StatusItem("building-2", services.clinic_name)
        self._demo = StatusItem("graduation-cap", rank=2)
        self._alone = StatusItem("shield-alert", tone="review", rank=4)
        self._alone.setObjectName("password_only")
        self._saved = StatusItem("check", tone="ok", rank=1)
        self._backups = StatusItem("archive-restore")
        self._lock_in = StatusItem("lock", rank=5)
        left = [self._person, self._clinic]
        if services.password_only:
            left.append(self._alone)
        self.status.add_left(*([self._demo, *left] if services.demo else left))
        self.status.add_right(self._saved, self._backups, self._lock_in)
        self._saved.say("")
        self._backups.say("")
        self._lock_in.say("")

    def _wire(self) -> None:
        self._wire_menus()
        self.navigation.chosen.connect(lambda key: self.go(Place(View(key))))
        self._palette.patient_chosen.connect(
            lambda patient: self.go(Place(View.PATIENT, patient_id=patient))
        )
        self._palette.given_up.connect(self._return_to_page)
        self.banner.crisis_asked.connect(self.show_crisis)
        self.status.contact_asked.connect(lambda: self.go(Place(View.TODAY)))
        self.status.reminder_asked.connect(
            lambda: self.go(Place(View.ADMINISTRATION, detail="backups"))
        )
        self._toast.undone.connect(self._take_back)
        for keys, act in (
            ("Ctrl+K", self._search),
            ("F1", self.show_keys),
            ("F5", self.refresh),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
        ):
            _listen(self, keys, act)
        if self._may(Permission.REGISTER_REFERRAL):
            _listen(self, "Ctrl+R", self.new_referral)
        self._figures.counted.connect(self._show_figures)
        self._figures.failed.connect(self._say_problem)

    def _wire_menus(self) -> None:
        menus = self._menus
        self._menu_button.clicked.connect(self._open_menu)
        for asked, act in (
            (menus.lock_asked, self.lock_asked.emit),
            (menus.switch_asked, self.switch_asked.emit),
            (menus.password_asked, self.password_asked.emit),
            (menus.quit_asked, self.quit_asked.emit),
            (menus.undo_asked, self._undo_somehow),
            (menus.refresh_asked, self.refresh),
            (menus.search_asked, self._search),
            (menus.referral_asked, self.new_referral),
            (menus.crisis_asked, self.show_crisis),
            (menus.keys_asked, self.show_keys),
            (menus.security_asked, self.show_security),
            (menus.went, self.go),
            (menus.treatment_asked, self._to_treatment),
            (menus.larger_asked, self._scale),
            (menus.scheme_asked, lambda scheme: self.look_asked.emit(scheme, None)),
            (menus.language_asked, self.language_asked.emit),
        ):
            asked.connect(act)

    def _open_menu(self) -> None:
        corner = self._menu_button.rect().bottomLeft()
        self._whole_menu.popup(self._menu_button.mapToGlobal(corner))

    def _show_menus(self) -> None:
        names = [(say("MainWindow", room.name), room.view) for room in self.rooms]
        self._menus.show_for(names, patient=self._place.patient_id is not None)

    def let_go(self) -> None:
        """The clinic is locked: until this window is gone, nothing in it asks for anything."""
        self._is_left = True
        self._clock.stop()
        self._figures_due.stop()
        for work in self.findChildren(turns.Turns):
            work.drop()
        language.unfollow(self)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        if self._is_left:
            return
        self._each_page(Page.retranslate)
        names = {room.view.value: say("MainWindow", room.name) for room in self.rooms}
        self.navigation.set_names(names)
        self.search.setPlaceholderText(self.tr("Search person, view or action"))
        self.search.setAccessibleName(self.tr("Search person, view or action"))
        self._menu_button.setText(self.tr("Menu"))
        if self._services.demo:  # else it stands in no row, and would open a window of its own
            self._demo.say(self.tr("TRAINING"))
        if self._services.password_only:
            self._alone.say(self.tr("Password only"))
        self._notice.say_what_stands()
        self._show_menus()
        self.refresh_figures()
        self._show_banner()

    # --- going places ------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the window stands, as its page says it."""
        page = self.page
        return (page.place() if page is not None else None) or self._place

    @property
    def page(self) -> Page | None:
        """The page now shown; one that is gone to is there first."""
        self._turns.finish()
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def _return_to_page(self) -> None:
        """Where the keys went before the search took them."""
        if self.page is not None:
            last: QWidget | None = self.page.focusWidget()
            (last or self.page).setFocus()

    def begin(self) -> None:
        """The first page for this role: what waits, else the first room."""
        views = [room.view for room in self.rooms]
        self.go(Place(View.TODAY if View.TODAY in views else views[0]))
        self._turns.finish()

    def go(self, place: Place) -> None:
        """Show a place; what was written where one came from is kept first.

        The page is made in several turns of the loop. Whoever asks for `page` has it at once.
        """
        self._go(place)

    def _go(self, place: Place, *then: turns.Act) -> None:
        if not self.keep():
            return
        made: list[Page] = []
        self._turns.run(
            lambda: rooms.page_for(place.view),
            lambda: made.append(self._page_for(place)),
            lambda: self._arrive(made[0], place),
            *then,
        )

    def _arrive(self, page: Page, place: Place) -> None:
        if self.page is not None and self.place != place:
            self._trail = [*self._trail[-20:], self.place]
        self._show(page, place)

    def _page_for(self, place: Place) -> Page:
        if place.view in self._kept and place == Place(place.view):
            page = self._kept[place.view]
            page.refresh()
            return page
        if place.view in self._kept and self._kept[place.view].reopen(place):
            return self._kept[place.view]
        door = rooms.door_before(self._services, place)
        page = rooms.open_page(self._services, place) if door is None else door
        page.went.connect(self.go)
        page.said.connect(self._say)
        page.changed.connect(self._changed)
        page.catalogue_changed.connect(self._renew_soon)
        page.returned.connect(self.go_back)
        page.replaced.connect(self.replaced)
        page.keys_change_asked.connect(self.keys_change_asked)
        page.destruction_asked.connect(self.destruction_asked)
        if place == Place(place.view):
            self._kept[place.view] = page
        return page

    def _show(self, page: Page, place: Place) -> None:
        before = self.page
        self._place = place
        self._undo = None
        self._toast.hide()
        self._notice.stand()
        if before is not None and before is not page:
            panes.put_away(before)
        room = _WITHIN.get(place.view, place.view)
        self.navigation.set_current(room.value)
        self._show_banner(page.banner())
        self._show_menus()
        self._fit()
        # What stands around the page first, so that the page is laid out once.
        self._whole.activate()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            page.resize(self._stack.size())
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._kept.values():
            self._stack.removeWidget(before)
            before.deleteLater()
        self._figures_due.start()
        tab_order.follow_reading(self)
        page.focus_first()

    def show_anew(self) -> None:
        """Make the pages anew where one stands, so that no sentence is left of another language.

        What cannot be kept stays on the screen as it is.
        """
        if not self.keep():
            return
        place = self.place
        self._kept.clear()
        self._saved.say("")
        self._show(self._page_for(place), place)
        self._each_page(self._drop)

    def _drop(self, page: Page) -> None:
        if page is not self.page:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _each_page(self, act: Callable[[Page], None]) -> None:
        for page in [self._stack.widget(place) for place in range(self._stack.count())]:
            if isinstance(page, Page):
                act(page)

    def _renew_soon(self) -> None:
        """After the page that asks for it has said its say: it is one of those that go."""
        QTimer.singleShot(0, self.renew)

    def renew(self) -> None:
        """Other programs, forms or rules are in force: new services, and every page made anew."""
        try:
            self._services = self._services.renewed()
        except IkbtError as error:
            self._say_problem(error)
            return
        for each in (self._notice, self._figures):
            each.renew(self._services)
        self.services_renewed.emit(self._services)
        shown, place = self.page, self.place
        for page in self._kept.values():
            if page is not shown:
                self._stack.removeWidget(page)
                page.deleteLater()
        self._kept.clear()
        toast = self._toast.accessibleName() if self._toast.isVisible() else ""
        self._show(self._page_for(place), place)
        if toast:
            self._say(toast, None)

    def go_back(self) -> None:
        """To where one came from, else to what waits."""
        if self._trail:
            self._go(self._trail.pop(), self._forget_twice)
        else:
            self.begin()

    def _forget_twice(self) -> None:
        if self._trail and self._trail[-1] == self._place:
            self._trail.pop()

    def keep(self) -> bool:
        """Keep what the page holds; False (and a sentence) when it cannot be kept.

        One stays where the disk said no: with room made, the same words are saved.
        """
        if self.page is None:
            return True
        try:
            self.page.keep()
        except IkbtError as error:
            self._say_problem(error)
            return False
        trouble = self.unsaved
        if isinstance(trouble, _OF_THE_DISK):
            self._say_problem(trouble)
            return False
        return True

    @property
    def unsaved(self) -> IkbtError | None:
        """Why something that is written here is not saved, or None."""
        return None if self.page is None else autosave.unsaved(self.page)

    def new_referral(self) -> None:
        """Ctrl+R from anywhere."""
        self.go(Place(View.REFERRALS, detail="new"))

    def _to_treatment(self, view: View) -> None:
        banner = self._banner()
        if banner is not None and banner.treatment_id is not None:
            self.go(Place(view, patient_id=banner.id, record_id=banner.treatment_id))

    # --- the patient's banner ----------------------------------------------------------------

    def _banner(self) -> PatientBanner | None:
        if self._place.patient_id is None:
            return None
        try:
            return self._services.caseload.banner(self._place.patient_id)
        except IkbtError:
            return None

    def _show_banner(self, read: PatientBanner | None = None) -> None:
        found = read or self._banner()
        self.banner.setVisible(found is not None)
        if found is None:
            return
        self.banner.show_patient(
            name=found.name,
            age=banner_words.age(found),
            number=found.identity,
            pills=banner_words.pills(found),
            flags=banner_words.flags(found),
        )

    def show_crisis(self) -> None:
        """F9: the crisis numbers of the patient at hand."""
        if self._place.patient_id is None:
            return
        try:
            card = self._services.caseload.crisis_card(self._place.patient_id)
        except IkbtError as error:
            self._say_problem(error)
            return
        CrisisDialog(self, card).open()

    def show_keys(self) -> None:
        """F1: the keys of this view and of the window."""
        own = self.page.shortcuts() if self.page is not None else ()
        KeysDialog(self, own, self._own_shortcuts()).open()

    def show_security(self) -> None:
        """What the clinic may rely on, and what nobody can promise."""
        SecurityDialog(self).open()

    def _own_shortcuts(self) -> tuple[Shortcut, ...]:
        rows = [
            Shortcut("Ctrl+K", self.tr("Search person, view or action")),
            Shortcut("Ctrl+L", self.tr("Lock now")),
            Shortcut("Alt+1 … 9", self.tr("Rooms to the left")),
            Shortcut("F5", self.tr("Refresh")),
            Shortcut("F6", self.tr("Next pane")),
            Shortcut("F9", self.tr("Crisis numbers of the patient")),
            Shortcut("Ctrl++ / Ctrl+-", self.tr("Larger or smaller text")),
        ]
        if self._may(Permission.REGISTER_REFERRAL):
            rows.insert(1, Shortcut("Ctrl+R", self.tr("New referral")))
        return tuple(rows)

    # --- figures -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """F5."""
        if self.page is not None:
            self.page.refresh()
        self._changed()

    def _changed(self) -> None:
        self._saved.say(self.tr("Saved {time}").format(time=self._now()))
        self._show_banner()
        self._figures_due.start()

    def _now(self) -> str:
        return rooms.local_time(self._services).strftime("%H:%M")

    def _refresh_figures_in_sight(self) -> None:
        if self._is_looked_at:
            self._figures.count_in_turns()

    @property
    def _is_looked_at(self) -> bool:
        """A locked window has let go of its services."""
        return self.isVisible() and not self._is_left

    def look_again(self) -> None:
        """What others did meanwhile: the figures, and open risk on the banner and the page."""
        self.refresh_figures()
        self._tell_of_risk()

    def _look_in_turns(self) -> None:
        self._figures.count_in_turns(self._tell_of_risk)

    def _tell_of_risk(self) -> None:
        if self._risk_seen != self._risk_told and self.isVisible():
            self._risk_told = self._risk_seen
            self._show_banner()
            if self.page is not None and self._place.view in _TELLING_RISK:
                self.page.refresh()

    def refresh_figures(self) -> None:
        """Counters beside the rooms, and how many need contact or are to be followed up today."""
        self._figures.count()

    def _show_figures(self, found: Read) -> None:
        self._risk_seen = found.risk
        if found.standing is not None:
            self._say_backups(found.standing)
        if found.room is not None:
            self._notice.hear_room(backup_words.room_trouble(found.room))
        self._notice.look_at_clock()
        self.navigation.set_counts(found.counts)
        contacts = sum(case.is_pressing for case in found.risk)
        follow_ups = len(found.risk) - contacts
        self.status.show_contacts(
            say("MainWindow", "%n need(s|) contact today", contacts) if contacts else "",
            follow_ups=say("MainWindow", "%n to follow up today", follow_ups) if follow_ups else "",
        )

    def _say_backups(self, standing: Standing) -> None:
        """When a backup was last read back; what is wrong stays in front of whoever keeps them."""
        today = rooms.local_time(self._services)
        quiet = self._services.demo and standing.made_at is None
        self._backups.say("" if quiet else backup_words.status(standing, today=today))
        alone = standing.alone and self._may(Permission.KEEP_BACKUPS)
        self.status.remind(self.tr("Choose a second place for backups") if alone else "")
        trouble = backup_words.trouble(standing, today=today)
        wrong = trouble is not None
        self._backups.set_icon(
            "triangle-alert" if wrong else "archive-restore", "review" if wrong else "muted"
        )
        if self._may(Permission.KEEP_BACKUPS):
            self._notice.hear_backups(trouble)

    def show_lock_countdown(self, text: str) -> None:
        """When the window locks by itself."""
        self._lock_in.say(text)

    def show_saved(self, text: str) -> None:
        """Something was saved without a page telling."""
        self._saved.say(text)

    # --- saying and undoing ------------------------------------------------------------------

    def _say(self, text: str, undo: Callable[[], None] | None) -> None:
        self._turns.after(lambda: self._say_now(text, undo))

    def _say_now(self, text: str, undo: Callable[[], None] | None) -> None:
        self._undo = undo
        self._toast.say(text, undo=undo is not None)

    def say_problem(self, error: IkbtError) -> None:
        """Say what went wrong outside of any page."""
        self._say_problem(error)

    def _say_problem(self, error: IkbtError) -> None:
        if isinstance(error, ShutOut):
            self.shut_out.emit(error)
            return
        self._notice.say_problem(error)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            return
        try:
            undo()
        except IkbtError as error:
            self._say_problem(error)
        self.refresh()

    def _undo_somehow(self) -> None:
        if not in_text("undo"):
            self._toast.hide()
            page = self.page
            self._undo = self._undo or (page.undo() if page is not None else None)
            self._take_back()

    # --- size and look -----------------------------------------------------------------------

    @property
    def effective_width(self) -> float:
        """Window width over text scale: what the break points are measured in."""
        return self.width() / theme.current().scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.effective_width
        within = self._place.view in _WITHIN
        self.navigation.setVisible(self._place.view not in _OWN_RAIL)
        rail = within or width < ROOMY
        if rail != self.navigation.is_rail:
            self.navigation.set_rail(rail=rail)
        narrow = width < NARROW
        self._menu_button.setVisible(narrow)
        self._bar.setVisible(not narrow)
        self._clinic.setVisible(not narrow)
        # The band above says it: the room is for the words on what was saved.
        self._demo.setVisible(self._services.demo and not narrow)
        actor = self._services.actor
        parts = (actor.name,) if narrow else (actor.name, actor.title)
        self._person.say(", ".join(filter(None, parts)))

    def _scale(self, step: int) -> None:
        scales = tokens.SCALES
        at = scales.index(theme.current().scale) + step
        if 0 <= at < len(scales):
            self.look_asked.emit(None, scales[at])

    # --- finding -----------------------------------------------------------------------------

    def _search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _find_patients(self, text: str) -> tuple[rooms.PatientRow, ...]:
        if not self._may(Permission.LIST_PATIENTS):
            return ()
        return self._services.caseload.page(text=text, limit=8)

    def _find_blocked(self, text: str) -> Hit | None:
        """A line that says no more than that a record is blocked, for the number that was typed."""
        may = self._may(Permission.LIST_PATIENTS)
        door = self._services.doors.behind(text) if may else None
        if door is None:
            return None
        place = Place(View.PATIENT, patient_id=door.patient_id)
        return Hit(self.tr("A blocked record has this number"), lambda: self.go(place))

    def _recent_patients(self) -> tuple[rooms.PatientRow, ...]:
        if not self._may(Permission.LIST_PATIENTS):
            return ()
        return self._services.caseload.recent()

    def _hits(self) -> list[Hit]:
        return [
            Hit(text.replace("&", ""), action.trigger)
            for text, action in self._menus.actions.items()
        ]

    def _next_pane(self, step: int) -> None:
        page = self.page
        bring = page.bring_pane if page is not None else lambda _pane: None
        panes.go_round([self.navigation, *self._panes(), self.status], step, bring)

    def _panes(self) -> list[QWidget]:
        page = self.page
        if page is None:
            return []
        own = page.panes()
        return list(own) if own else [page]


def _listen(window: QWidget, keys: str, act: Callable[[], object]) -> None:
    """The window's keys hold also where a page has taken the same ones for the same thing."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(act)
    shortcut.activatedAmbiguously.connect(act)
