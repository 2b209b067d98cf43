"""Program: the catalogue as it is, programs and questionnaires, each fact with its source."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.catalogue_pane import CataloguePane, Shelf
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.chip import Chip
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View


class ProgramsPage(Page):
    """Two shelves to read from; `place.detail` is a shelf, or the code of a program or form."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("programs_page")
        known = services.catalogue
        detail = place.detail or ""
        on_forms = detail == Shelf.INSTRUMENTS or detail in known.instruments
        self._shelf = Shelf.INSTRUMENTS if on_forms else Shelf.PROGRAMS
        self._counts = {
            Shelf.PROGRAMS: len(known.programs),
            Shelf.INSTRUMENTS: len(known.instruments),
        }
        self.shelves = {shelf: CataloguePane(known, shelf, chosen=detail) for shelf in Shelf}
        self._title = Label("", "h1")
        self._line = Label("", "small", ink="muted", wrap=True)
        self._build()
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        head = Ground("surface")
        top = Column(head, gap=6, margins=(24, 18, 24, 12))
        top.put(self._title, self._line, self._make_chips())
        self._stack = QStackedWidget()
        for pane in self.shelves.values():
            self._stack.addWidget(pane)
        whole = Column(self, gap=0)
        whole.put(head, Line())
        whole.addWidget(self._stack, 1)
        self._stack.setCurrentWidget(self.shelves[self._shelf])

    def _make_chips(self) -> QWidget:
        room = QWidget()
        flow = Flow(room, gap=8)
        self.chips: dict[Shelf, Chip] = {}
        for shelf in Shelf:
            chip = Chip("", self._counts[shelf], parent=room)
            chip.setObjectName(f"chip_{shelf}")
            chip.setChecked(shelf is self._shelf)
            chip.clicked.connect(lambda _=False, shelf=shelf: self.choose(shelf))
            flow.addWidget(chip)
            self.chips[shelf] = chip
        return room

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Programs"))
        self._line.setText(
            self.tr("What the sources say. An administrator changes it under Administration.")
        )
        words = {
            Shelf.PROGRAMS: self.tr("Programs"),
            Shelf.INSTRUMENTS: self.tr("Measures"),
        }
        for shelf, chip in self.chips.items():
            chip.setText(words[shelf])
            chip.set_count(self._counts[shelf])

    def choose(self, shelf: Shelf) -> None:
        """Show the other shelf."""
        self._shelf = shelf
        self.chips[shelf].setChecked(True)
        self._stack.setCurrentWidget(self.shelves[shelf])

    def focus_first(self) -> None:
        """The chosen name."""
        self.shelves[self._shelf].focus_first()

    def panes(self) -> tuple[QWidget, ...]:
        """List and sheet of the shelf."""
        return self.shelves[self._shelf].panes()

    def place(self) -> Place:
        """What is open."""
        return Place(View.PROGRAMS, detail=self.shelves[self._shelf].chosen)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of the lists."""
        return (
            Shortcut("↑ ↓", self.tr("Choose from the list")),
            Shortcut("F6", self.tr("Between list and text")),
        )
