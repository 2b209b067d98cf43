"""Ctrl+K: one field that finds a person, a view or an action."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView

from ikbt_desktop.services.caseload import PatientRow
from ikbt_desktop.ui.kit import person, theme
from ikbt_desktop.ui.kit.edits import SearchField
from ikbt_desktop.ui.kit.layouts import thin_bars

_MOST = 12
_ANY_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Hit:
    """One line of the list: what it says and what choosing it does."""

    text: str
    run: Callable[[], None]


class _Hits(QAbstractListModel):
    """The lines now shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def rowCount(self, _parent: _ANY_INDEX = _NOWHERE) -> int:
        return len(self.hits)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.hits[index.row()].text
        return None

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()


class Palette(QObject):
    """A popup under the search field while one types; ↓ in the empty field: recent patients."""

    patient_chosen = Signal(str)
    given_up = Signal()

    def __init__(
        self,
        field: SearchField,
        *,
        patients: Callable[[str], Sequence[PatientRow]],
        recent: Callable[[], Sequence[PatientRow]],
        actions: Callable[[], Sequence[Hit]],
        blocked: Callable[[str], Hit | None] = lambda _: None,
    ) -> None:
        super().__init__(field)
        self._field, self._patients, self._recent = field, patients, recent
        self._actions, self._blocked = actions, blocked
        self._list = QListView(field.window())
        self._list.setObjectName("palette")
        thin_bars(self._list)
        self._list.setFrameShape(QFrame.Shape.StyledPanel)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._model = _Hits(self)
        self._list.setModel(self._model)
        self._list.hide()
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        field.textEdited.connect(self._find)
        field.installEventFilter(self)
        theme.current().changed.connect(self._list.hide)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Persons first, then views and actions whose words hold every typed word."""
        words = text.casefold().split()
        people = [self._person(row) for row in self._patients(text)[:_MOST]] if words else []
        if words and not people and (hit := self._blocked(text)) is not None:
            people = [hit]
        verbs = [
            hit for hit in self._actions() if all(word in hit.text.casefold() for word in words)
        ]
        return tuple([*people, *verbs][:_MOST]) if words else ()

    def _person(self, row: PatientRow) -> Hit:
        program = f" · {row.program}" if row.program else ""
        return Hit(
            f"{person.first_line(row)}   {person.second_line(row)}{program}",
            lambda: self.patient_chosen.emit(row.id),
        )

    def _find(self, text: str) -> None:
        self._show(self.find(text))

    def _show(self, hits: Sequence[Hit]) -> None:
        self._model.show(hits)
        if not hits:
            self._list.hide()
            return
        self._list.setCurrentIndex(self._model.index(0))
        corner = self._field.mapTo(self._field.window(), self._field.rect().bottomRight())
        look = theme.current()
        width = max(self._field.width(), look.wide(460))
        row = max(self._list.sizeHintForRow(0), look.tall(30))
        height = row * len(hits) + 2 * self._list.frameWidth() + 2
        left = max(0, corner.x() + 1 - width)
        self._list.setGeometry(left, corner.y() + 4, width, height)
        self._list.show()
        self._list.raise_()

    def _choose(self, row: int) -> None:
        hits = self._model.hits
        if 0 <= row < len(hits):
            self._field.clear()
            self._list.hide()
            hits[row].run()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._list.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = self._list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down if not self._field.text() and self._list.isHidden():
                self._show([self._person(found) for found in self._recent()])
            case Qt.Key.Key_Down:
                self._step(row + 1)
            case Qt.Key.Key_Up:
                self._step(row - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(row)
            case Qt.Key.Key_Escape:
                self._list.hide()
                self._field.clear()
                self.given_up.emit()
            case _:
                return False
        return True

    def _step(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            self._list.setCurrentIndex(self._model.index(row))
