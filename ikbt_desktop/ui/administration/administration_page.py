"""The administration: people, the clinic's profile, the access log and the recovery key."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.backups_room import BackupsRoom
from ikbt_desktop.ui.administration.clinic_room import ClinicRoom
from ikbt_desktop.ui.administration.course_room import CourseRoom
from ikbt_desktop.ui.administration.destruction_room import DestructionRoom
from ikbt_desktop.ui.administration.keys_room import KeysRoom
from ikbt_desktop.ui.administration.knowledge_room import KnowledgeRoom
from ikbt_desktop.ui.administration.log_check_room import LogCheckRoom
from ikbt_desktop.ui.administration.log_papers_room import LogPapersRoom
from ikbt_desktop.ui.administration.log_room import LogRoom
from ikbt_desktop.ui.administration.recovery_room import RecoveryRoom
from ikbt_desktop.ui.administration.room import Room, SubNavigation
from ikbt_desktop.ui.administration.rules_room import RulesRoom
from ikbt_desktop.ui.administration.units_room import UnitsRoom
from ikbt_desktop.ui.administration.users_room import UsersRoom
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words as record_words

_NAMES = {
    "users": mark("AdministrationPage", "Users"),
    "units": mark("AdministrationPage", "Units"),
    "clinic": mark("AdministrationPage", "Clinic profile"),
    "course": mark("AdministrationPage", "Course and fees"),
    "log": mark("AdministrationPage", "Access log"),
    "log_check": mark("AdministrationPage", "Log check"),
    "log_papers": mark("AdministrationPage", "Papers of the log"),
    "backups": mark("AdministrationPage", "Backups"),
    "knowledge": mark("AdministrationPage", "Programs and forms"),
    "rules": mark("AdministrationPage", "Rules"),
    "recovery": mark("AdministrationPage", "Recovery key"),
    "keys": mark("AdministrationPage", "Keys"),
    "destruction": mark("AdministrationPage", "Destruction"),
}
ROOMS: dict[str, tuple[Callable[[Services], Room], Permission]] = {
    "users": (UsersRoom, Permission.MANAGE_USERS),
    "units": (UnitsRoom, Permission.EDIT_CLINIC),
    "clinic": (ClinicRoom, Permission.EDIT_CLINIC),
    "course": (CourseRoom, Permission.EDIT_CLINIC),
    "log": (LogRoom, Permission.READ_LOG),
    "log_check": (LogCheckRoom, Permission.READ_LOG),
    "log_papers": (LogPapersRoom, Permission.READ_LOG),
    "backups": (BackupsRoom, Permission.KEEP_BACKUPS),
    "knowledge": (KnowledgeRoom, Permission.EDIT_CATALOGUE),
    "rules": (RulesRoom, Permission.EDIT_CATALOGUE),
    "recovery": (RecoveryRoom, Permission.MANAGE_USERS),
    "keys": (KeysRoom, Permission.MANAGE_USERS),
    "destruction": (DestructionRoom, Permission.DESTROY_RECORD),
}
"""By key, what makes the room, and who may go there."""
_NARROW = 760


class AdministrationPage(Page):
    """`place.detail` is the room: users, clinic, log, log_check …. A role sees only its own."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("administration_page")
        self._services = services
        self._keys = tuple(key for key, (_, needed) in ROOMS.items() if services.actor.may(needed))
        self.navigation = SubNavigation(self._keys)
        self.chooser = ComboBox(width=300)
        self.chooser.setObjectName("room_chooser")
        self._top = Ground("surface", lines="bottom")
        top = Row(self._top, margins=(16, 8, 16, 8))
        top.put(self.chooser, None)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._stack = QStackedWidget()
        self._made: dict[str, Room] = {}
        self._turns = turns.Turns(self, failed=self._tell)
        right = Column(gap=0)
        right.put(self._top, self._trouble)
        right.addWidget(self._stack, 1)
        whole = Row(self, gap=0)
        whole.addWidget(self.navigation)
        whole.addLayout(right, 1)
        self.navigation.chosen.connect(self.show_room)
        self.chooser.activated.connect(lambda _: self.show_room(str(self.chooser.value)))
        theme.current().changed.connect(self._fit)
        self._say()
        wanted = place.detail if place.detail in self._keys else None
        for step in self._steps(wanted or self._keys[0]) if self._keys else (self.refresh,):
            turns.part(step)

    @property
    def room(self) -> Room | None:
        """The room that is shown, once it is whole."""
        self._turns.finish()
        return self._shown

    @property
    def _shown(self) -> Room | None:
        return self._made.get(self.navigation.current)

    def show_room(self, key: str) -> None:
        """Show a room, read afresh; one that is new is made in turns and shown whole."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Room):
            shown.keep()
        self._turns.run(*self._steps(key))

    def _steps(self, key: str) -> tuple[turns.Act, ...]:
        self.navigation.set_current(key)
        self.chooser.set_value(key)
        return (lambda: self._make(key), lambda: self._show(key), self.refresh)

    def _make(self, key: str) -> None:
        if key in self._made:
            return
        room = self._made[key] = ROOMS[key][0](self._services)
        room.setObjectName(f"{key}_room")
        room.said.connect(self.said)
        room.changed.connect(self.changed)
        room.replaced.connect(self.replaced)
        room.keys_change_asked.connect(self.keys_change_asked)
        room.destruction_asked.connect(self.destruction_asked)
        room.catalogue_changed.connect(self.catalogue_changed)

    def _show(self, key: str) -> None:
        if self._stack.indexOf(self._made[key]) < 0:
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self._fit()

    def _tell(self, error: IkbtError) -> None:
        self._trouble.say(self.tr("It could not be read."), record_words.problem(error))
        self._trouble.show()

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the room that is shown."""
        try:
            if self._shown is not None:
                self._shown.refresh()
            elif not self._keys:
                # Nothing here is this role's: let the service say so, and note the attempt.
                self._services.administration.users()
        except IkbtError as error:
            self._tell(error)
            return
        self._trouble.hide()

    def _say(self) -> None:
        self.navigation.title.setText(self.tr("Administration"))
        self.navigation.set_names(lambda key: say("AdministrationPage", _NAMES[key]))
        self.chooser.setAccessibleName(self.tr("Administration"))
        self.chooser.set_options(
            [(key, say("AdministrationPage", _NAMES[key])) for key in self._keys]
        )

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._turns.finish()
        self._say()
        for room in self._made.values():
            room.retranslate()

    def focus_first(self) -> None:
        """What the room wants done."""
        if self.room is not None:
            self.room.focus_first()

    def keep(self) -> None:
        """Keep what is typed in any room."""
        self._turns.finish()
        for room in self._made.values():
            room.keep()

    def place(self) -> Place:
        """The chosen room."""
        return Place(View.ADMINISTRATION, detail=self.navigation.current)

    def panes(self) -> tuple[QWidget, ...]:
        """The rooms' column and the room."""
        return (self.navigation, self._stack)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        rows = [Shortcut("↑ ↓", self.tr("Another room, in the column"))]
        if "users" in self._keys:
            rows.append(Shortcut("Ctrl+N", self.tr("Add a colleague, or a unit")))
            rows.append(Shortcut("Ctrl+Enter", self.tr("Save the form")))
        return tuple(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / theme.current().scale
        narrow = width < _NARROW
        self.navigation.setVisible(not narrow)
        self._top.setVisible(narrow)
        for room in self._made.values():
            room.fit(width if narrow else width - 220)
