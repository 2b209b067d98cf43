"""The catalogue: every program and questionnaire with where each statement comes from."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.programs import Program, Statement
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.leaf import Leaf

_PROGRAM, _INSTRUMENT = "program:", "instrument:"


class _Rows(TableView):
    """A table that also stands in a narrow column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(200), theme.current().wide(120))


class ProgramsPage(Page):
    """Read only. What a source leaves uncertain is marked with the word."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("programs_page")
        self._catalogue = services.catalogue
        self._title = Label("", "h1")
        self._line = Label("", "small", ink="muted", wrap=True)
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = _Rows(self.table)
        self.list.setObjectName("catalogue")
        self.leaf = Leaf("catalogue_leaf")
        self._left = QWidget()
        head = Column(gap=2, margins=(24, 18, 24, 10))
        head.put(self._title, self._line)
        column = Column(self._left, gap=0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._halves = Row(self, gap=0)
        self._halves.addWidget(self._left, 2)
        self._halves.addWidget(self.leaf, 3)
        self.list.row_selected.connect(self._show)
        self.list.row_activated.connect(lambda _: self.leaf.setFocus())
        self.retranslate()
        if place.detail is not None:
            self.list.select_key(f"{_PROGRAM}{place.detail}")

    # --- the list ----------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        return (TableColumn("name", self.tr("Name"), Cell.TWO_LINES),)

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        programs, instruments = self._catalogue.programs, self._catalogue.instruments
        rows = [
            RowValue(None, group=self.tr("PROGRAMS") + f" · {len(programs)}"),
        ]
        rows += [
            RowValue(f"{_PROGRAM}{one.code}", (Two(one.name, one.target, strong=False),))
            for one in programs.values()
        ]
        rows.append(RowValue(None, group=self.tr("QUESTIONNAIRES") + f" · {len(instruments)}"))
        rows += [
            RowValue(f"{_INSTRUMENT}{one.code}", (Two(words.unbroken(one.name), one.full_name),))
            for one in instruments.values()
        ]
        return rows[offset : offset + limit]

    def _show(self, key: str | None) -> None:
        self.leaf.begin()
        if key is not None and key.startswith(_PROGRAM):
            self._program(self._catalogue.programs[key.removeprefix(_PROGRAM)])
        elif key is not None:
            self._instrument(self._catalogue.instruments[key.removeprefix(_INSTRUMENT)])
        self.leaf.end()
        self.leaf.verticalScrollBar().setValue(0)

    # --- one program -------------------------------------------------------------------------

    def _program(self, program: Program) -> None:
        leaf = self.leaf
        leaf.setAccessibleName(program.name)
        leaf.card()
        leaf.title(program.name, role="h2")
        leaf.fact(self.tr("For"), program.target)
        leaf.fact(self.tr("Ages"), self._ages(program))
        leaf.fact(self.tr("Sections"), self._known(program.sections))
        leaf.fact(self.tr("Weeks"), self._known(program.weeks))
        leaf.fact(self.tr("Diagnoses"), ", ".join(program.diagnoses))
        leaf.fact(self.tr("Exposure"), self._yes(program.exposure))
        leaf.fact(self.tr("Sleep treatment"), self._yes(program.sleep_treatment))
        leaf.fact(
            self.tr("Time"),
            self.tr("{low}–{high} minutes a patient and week").format(
                low=program.minutes_low, high=program.minutes_high
            ),
        )
        leaf.fact(self.tr("Version"), f"{program.version}, {program.publisher}")
        leaf.fact(self.tr("Source"), program.source)
        leaf.card()
        leaf.title(self.tr("Battery"))
        for label, codes in (
            (self.tr("Main"), program.primary),
            (self.tr("Others"), program.secondary),
            (self.tr("Risk"), (program.risk_measure,) if program.risk_measure else ()),
        ):
            leaf.fact(label, ", ".join(map(self._instrument_name, codes)))
        for diagnosis, codes in program.primary_for.items():
            leaf.fact(diagnosis, ", ".join(map(self._instrument_name, codes)))
        leaf.card()
        leaf.title(self.tr("Competence"))
        self._statement(program.competence)
        for title, statements in (
            (self.tr("Cautions"), program.cautions),
            (self.tr("What is known"), program.facts),
        ):
            if statements:
                leaf.card()
                leaf.title(title)
                for statement in statements:
                    self._statement(statement)
        if program.titles:
            leaf.card()
            leaf.title(self.tr("Established section titles"))
            for number, title in sorted(program.titles.items()):
                leaf.fact(str(number), title)

    def _ages(self, program: Program) -> str:
        if program.max_age is None:
            return self.tr("from {age}").format(age=program.min_age)
        return f"{program.min_age}–{program.max_age}"

    def _known(self, figure: int | None) -> str:
        return self.tr("not given in any source") if figure is None else str(figure)

    def _yes(self, fact: object) -> str:
        return self.tr("yes") if fact else self.tr("no")

    def _instrument_name(self, code: str) -> str:
        found = self._catalogue.instruments.get(code)
        return words.unbroken(found.name) if found is not None else code

    def _statement(self, statement: Statement) -> None:
        self.leaf.text(statement.text)
        source = self.tr("Source: {source}").format(source=statement.source)
        uncertain = self.tr("Uncertain.") + " " if statement.uncertain else ""
        self.leaf.note(uncertain + source)

    # --- one questionnaire -------------------------------------------------------------------

    def _instrument(self, instrument: Instrument) -> None:
        leaf = self.leaf
        leaf.setAccessibleName(instrument.name)
        leaf.card()
        leaf.title(words.unbroken(instrument.name), role="h2")
        leaf.text(instrument.full_name, ink="muted")
        leaf.fact(self.tr("Version"), instrument.version)
        leaf.fact(self.tr("Questions"), str(len(instrument.items)))
        low, high = instrument.minimum, instrument.maximum
        if low is not None and high is not None:
            leaf.fact(self.tr("Range"), f"{words.figure(low)}–{words.figure(high)}")
        leaf.fact(self.tr("Rights"), instrument.rights)
        leaf.fact(self.tr("Source"), instrument.source)
        figure = instrument.change_figure
        leaf.fact(
            self.tr("Reliable change"),
            self.tr("not shown: no figure is established")
            if figure is None
            else f"±{figure.points}, {figure.study}",
        )
        if instrument.bands:
            leaf.card()
            leaf.title(self.tr("Levels"))
            for band in instrument.bands:
                marks = [self.tr("guidance")] if band.guidance_only else []
                marks += [self.tr("uncertain")] if band.uncertain else []
                name = band.word or band.name
                leaf.fact(f"{band.low}–{band.high}", ", ".join((name, *marks)))
            leaf.note(self.tr("Source: {source}").format(source=instrument.band_source))
        for title, lines in (
            (self.tr("Cautions"), instrument.cautions),
            (self.tr("Uncertain"), instrument.doubts),
        ):
            if lines:
                leaf.card()
                leaf.title(title)
                for line in lines:
                    leaf.text(line)

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """The catalogue does not change while the program runs."""

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Programs"))
        self._line.setText(self.tr("What the sources say. Uncertain facts are marked."))
        self.list.setAccessibleName(self.tr("Programs and questionnaires"))
        self.table.set_columns(self._columns())
        self._show(self.list.selected_key)

    def focus_first(self) -> None:
        """The list."""
        self.list.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """List and what is read."""
        return (self._left, self.leaf)

    def place(self) -> Place:
        """The chosen program."""
        key = str(self.list.selected_key or "")
        detail = key.removeprefix(_PROGRAM) if key.startswith(_PROGRAM) else None
        return Place(View.PROGRAMS, detail=detail)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (Shortcut("Enter", self.tr("Read the chosen one")),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / theme.current().scale < 760
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(down if narrow else right)
