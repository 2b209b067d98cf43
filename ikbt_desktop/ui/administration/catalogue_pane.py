"""Programs or questionnaires: names to the left, the chosen one to the right."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.ui.administration.choice_list import ChoiceList
from ikbt_desktop.ui.administration.program_sheet import show_instrument, show_program, whole
from ikbt_desktop.ui.administration.sheet import Sheet
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll

_NARROW = 620
_LIST = 250


class Shelf(StrEnum):
    """What the catalogue holds that one reads here."""

    PROGRAMS = "programs"
    INSTRUMENTS = "instruments"


class CataloguePane(QWidget):
    """The shelf's names and the sheet of one; in a narrow window one at a time."""

    def __init__(self, known: Catalogue, shelf: Shelf, *, chosen: str = "") -> None:
        super().__init__()
        self._known, self._shelf = known, shelf
        self.setObjectName(f"shelf_{shelf}")
        self._names = self._name_all()
        keys = [key for key, _ in self._names]
        self._chosen = chosen if chosen in keys else keys[0]
        self._is_open = bool(chosen)
        self._is_narrow = False
        self.list = ChoiceList(self._names, width=_LIST - 36, follows=True)
        self.list.setObjectName(f"{shelf}_list")
        self.list.set_current(self._chosen)
        self.list.chosen.connect(self.open)
        self.sheet = Sheet(f"{shelf}_sheet")
        self.back = Button("", Kind.TEXT, icon="arrow-left")
        self.back.setObjectName(f"{shelf}_back")
        self.back.clicked.connect(self.close_sheet)
        self._build()
        language.follow(self, self.retranslate)

    def _name_all(self) -> list[tuple[str, str]]:
        if self._shelf is Shelf.PROGRAMS:
            return [(code, program.name) for code, program in self._known.programs.items()]
        forms = self._known.instruments.items()
        return sorted(((code, whole(form.name)) for code, form in forms), key=lambda pair: pair[1])

    def _build(self) -> None:
        self._column = Ground("surface", lines="right")
        scroll = Scroll(gap=0)
        scroll.body.addWidget(self.list)
        Column(self._column, gap=0).addWidget(scroll)
        self._right = QWidget()
        right = Column(self._right, gap=0)
        self._back_row = QWidget()
        Row(self._back_row, margins=(14, 8, 14, 0)).put(self.back, None)
        right.addWidget(self._back_row)
        right.addWidget(self.sheet, 1)
        self._row = Row(self, gap=0)
        self._row.addWidget(self._column)
        self._row.addWidget(self._right, 1)
        theme.follow(self._fit)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.back.setText(self.tr("&Back to the list"))
        self._show()

    @property
    def chosen(self) -> str:
        """The code of what is shown."""
        return self._chosen

    def open(self, key: str) -> None:
        """Show one of them."""
        self._chosen, self._is_open = key, True
        self._show()
        self._fit()
        if self._is_narrow:
            self.sheet.setFocus()

    def close_sheet(self) -> None:
        """Back to the names."""
        self._is_open = False
        self._fit()
        self.list.focus_first()

    def focus_first(self) -> None:
        """The chosen name, or the sheet where it stands alone."""
        if self._column.isHidden():
            self.sheet.setFocus()
        else:
            self.list.focus_first()

    def panes(self) -> tuple[QWidget, ...]:
        """List and sheet, as they are shown."""
        return tuple(pane for pane in (self._column, self.sheet) if not pane.isHidden())

    def _show(self) -> None:
        show: dict[Shelf, Callable[[], None]] = {
            Shelf.PROGRAMS: lambda: show_program(
                self.sheet, self._known.programs[self._chosen], self._known
            ),
            Shelf.INSTRUMENTS: lambda: show_instrument(
                self.sheet, self._known.instruments[self._chosen], self._known
            ),
        }
        show[self._shelf]()

    def _fit(self) -> None:
        look = theme.current()
        self._is_narrow = self.width() / look.scale < _NARROW
        self._column.setVisible(not (self._is_narrow and self._is_open))
        self._right.setVisible(not self._is_narrow or self._is_open)
        self._back_row.setVisible(self._is_narrow)
        wide = look.wide(_LIST)
        self._column.setMinimumWidth(0 if self._is_narrow else wide)
        self._column.setMaximumWidth(16_777_215 if self._is_narrow else wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_narrow and self._is_open:
            self.close_sheet()
            return
        super().keyPressEvent(event)
