"""The menus of the window: as a bar, as one menu where it is narrow, and as finds of the search."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.menus import Menu, MenuBar
from ikbt_desktop.ui.pages import Place, View


class _Entry(NamedTuple):
    """A line: its words, its keys, what it does, and whether this person is offered it."""

    text: str
    keys: str
    act: Callable[[], object]
    offered: bool = True


_LINE = None
_Table = tuple[tuple[str, list[_Entry | None]], ...]


def in_text(verb: str) -> bool:
    """Do `undo`, `cut` and the like in the field of text that has the focus; False without one."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit | QPlainTextEdit):
        getattr(focused, verb)()
        return True
    return False


class WindowMenus(QObject):
    """Made anew when the language changes, or when a patient comes in sight or goes."""

    lock_asked = Signal()
    switch_asked = Signal()
    password_asked = Signal()
    quit_asked = Signal()
    undo_asked = Signal()
    refresh_asked = Signal()
    search_asked = Signal()
    referral_asked = Signal()
    crisis_asked = Signal()
    keys_asked = Signal()
    security_asked = Signal()
    went = Signal(object)
    """A `Place`."""
    treatment_asked = Signal(object)
    """A `View` of the treatment of the patient in sight."""
    larger_asked = Signal(int)
    """A step of the text scale, up or down."""
    scheme_asked = Signal(str)
    language_asked = Signal(str)

    def __init__(self, owner: QObject, services: Services, bar: MenuBar, whole: Menu) -> None:
        super().__init__(owner)
        self._may, self._demo = services.actor.may, services.demo
        self._bar, self._whole = bar, whole
        self._made_for: tuple[object, ...] = ()
        self.actions: dict[str, QAction] = {}
        """By their words, for the search."""

    def show_for(self, rooms: list[tuple[str, View]], *, patient: bool) -> None:
        """Offer what fits now: the rooms by name, and the acts upon a patient when one is there."""
        facts = (language.chosen(), patient)
        if facts == self._made_for:
            return
        self._made_for = facts
        self._bar.clear()
        self.actions.clear()
        self._whole.clear()
        for title, entries in self._table(rooms, patient=patient):
            rows = [entry for entry in entries if entry is _LINE or entry.offered]
            if any(rows):
                for menu in (self._bar.addMenu(title), self._whole.addMenu(title)):
                    self._fill(menu, rows)

    def _fill(self, menu: QMenu, rows: list[_Entry | None]) -> None:
        for row in rows:
            if row is _LINE:
                menu.addSeparator()
                continue
            action = menu.addAction(f"{row.text}\t{row.keys}" if row.keys else row.text)
            action.triggered.connect(row.act)
            self.actions[row.text] = action

    def _table(self, rooms: list[tuple[str, View]], *, patient: bool) -> _Table:
        return (
            (self.tr("&File"), self._file()),
            (self.tr("&Edit"), self._edit()),
            (self.tr("&View"), [*self._rooms(rooms), _LINE, *self._look()]),
            (self.tr("&Patient"), self._patient(there=patient)),
            (self.tr("&Treatment"), self._treatment(there=patient)),
            (self.tr("&Help"), self._help()),
        )

    def _file(self) -> list[_Entry | None]:
        change = self.tr("Change your password …")
        return [
            _Entry(self.tr("Lock now"), "Ctrl+L", self.lock_asked.emit),
            _Entry(self.tr("Switch user"), "", self.switch_asked.emit),
            _Entry(change, "", self.password_asked.emit, not self._demo),
            _LINE,
            _Entry(self.tr("Quit"), "Ctrl+Q", self.quit_asked.emit),
        ]

    def _edit(self) -> list[_Entry | None]:
        return [
            _Entry(self.tr("Undo"), "Ctrl+Z", self.undo_asked.emit),
            _Entry(self.tr("Redo"), "Ctrl+Y", lambda: in_text("redo")),
            _LINE,
            _Entry(self.tr("Cut"), "Ctrl+X", lambda: in_text("cut")),
            _Entry(self.tr("Copy"), "Ctrl+C", lambda: in_text("copy")),
            _Entry(self.tr("Paste"), "Ctrl+V", lambda: in_text("paste")),
        ]

    def _rooms(self, rooms: list[tuple[str, View]]) -> list[_Entry]:
        return [
            _Entry(name, f"Alt+{place}", self._going(view))
            for place, (name, view) in enumerate(rooms, start=1)
        ]

    def _going(self, view: View) -> Callable[[], None]:
        return lambda: self.went.emit(Place(view))

    def _look(self) -> list[_Entry | None]:
        other, code = ("Svenska", "sv") if language.chosen() == "en" else ("English", "en")
        return [
            _Entry(self.tr("Refresh"), "F5", self.refresh_asked.emit),
            _Entry(self.tr("Larger text"), "Ctrl++", lambda: self.larger_asked.emit(1)),
            _Entry(self.tr("Smaller text"), "Ctrl+-", lambda: self.larger_asked.emit(-1)),
            _Entry(self.tr("Light"), "", lambda: self.scheme_asked.emit("light")),
            _Entry(self.tr("Dark"), "", lambda: self.scheme_asked.emit("dark")),
            _Entry(self.tr("As the system"), "", lambda: self.scheme_asked.emit("system")),
            _LINE,
            _Entry(other, "", lambda: self.language_asked.emit(code)),
        ]

    def _patient(self, *, there: bool) -> list[_Entry | None]:
        may = self._may
        search, register = may(Permission.LIST_PATIENTS), may(Permission.REGISTER_REFERRAL)
        return [
            _Entry(self.tr("Search …"), "Ctrl+K", self.search_asked.emit, search),
            _Entry(self.tr("New referral"), "Ctrl+R", self.referral_asked.emit, register),
            _Entry(self.tr("Crisis numbers"), "F9", self.crisis_asked.emit, there),
        ]

    def _treatment(self, *, there: bool) -> list[_Entry | None]:
        write = there and self._may(Permission.WRITE_FEEDBACK)
        measure = there and self._may(Permission.RECORD_MEASUREMENT)
        asked = self.treatment_asked.emit
        return [
            _Entry(self.tr("Write feedback"), "", lambda: asked(View.FEEDBACK), write),
            _Entry(self.tr("New measurement"), "", lambda: asked(View.MEASURE), measure),
        ]

    def _help(self) -> list[_Entry | None]:
        return [
            _Entry(self.tr("Keys of this view"), "F1", self.keys_asked.emit),
            _Entry(self.tr("About security"), "", self.security_asked.emit),
        ]
