"""The fit matrix of the assignment: programs beside each other, the best one marked in words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.programs import Program
from ikbt_desktop.services.treatments import AssignmentBoard, FitCell
from ikbt_desktop.ui.kit import matrix, paint, theme
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.kit.matrix import MatrixCell
from ikbt_desktop.ui.kit.paged_table import Two
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.treatment import words

_NAMES = 158
_COLUMN = 92
"""The least width of a program's column, so that the longest word of a cell has room."""
_LINES = 3
"""Of a program's name, at most; the mark stands where a shorter name leaves a line free."""
_STOPS = frozenset({Outcome.NOT_MET, Outcome.EXCLUDE, Outcome.ACUTE})


def soft(name: str) -> str:
    """With the places where a program's long name may break."""
    return name.replace("hjälpen", "\N{SOFT HYPHEN}hjälpen").replace(
        "föräldrastöd", "föräldra\N{SOFT HYPHEN}stöd"
    )


def is_possible(board: AssignmentBoard, code: str) -> bool:
    """Whether nothing in the program's column stands in the way."""
    return not any(
        cell.judgement.outcome in _STOPS
        for row in board.rows
        for cell in row.cells
        if cell.program == code
    )


class _Grid(matrix.Matrix):
    """The kit's matrix with a narrow name column, three lines of head, and Space to choose."""

    def restyle(self) -> None:
        super().restyle()
        look = theme.current()
        head = self.lines * look.line("small") + look.line("cap") + look.px(8)
        self.horizontalHeader().setFixedHeight(head)
        rows = self.verticalHeader().defaultSectionSize() * max(1, len(self.value.rows))
        self.setFixedHeight(head + rows + 2)
        self.fit_names()

    @property
    def lines(self) -> int:
        """How many lines there are for a program's name."""
        return _LINES if len(self.value.heads) > 1 else _LINES - 1

    def leaves_a_line(self, column: int) -> bool:
        """Whether a mark has room above the column's name."""
        look = theme.current()
        wide = self.horizontalHeader().sectionSize(column + 1) - 10
        metrics = QFontMetrics(look.font("small", 600))
        name = self.value.heads[column].first
        tall = metrics.boundingRect(0, 0, wide, 10_000, paint.WRAP_LOW, name).height()
        return tall <= (self.lines - 1) * look.line("small") + 1

    def fit_names(self) -> None:
        """The names take what they need where the programs leave it, never more than a third."""
        header = self.horizontalHeader()
        if header.count() < 2:
            return
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        look, room, columns = theme.current(), self.viewport().width(), header.count() - 1
        least = min(look.wide(_NAMES), max(room // 3, 80))
        spare = min(room - columns * look.wide(_COLUMN), room // (2 if columns == 1 else 3))
        header.resizeSection(0, max(least, min(self._names_needed(), spare)))

    def _names_needed(self) -> int:
        """What lets each criterion's two lines stand whole."""
        look = theme.current()
        name, known = QFontMetrics(look.font("small", 500)), QFontMetrics(look.font("cap"))
        widths = [
            max(name.horizontalAdvance(row.first), known.horizontalAdvance(row.second))
            for row in self.value.rows
        ]
        return max(widths, default=0) + look.px(12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_names()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().column() > 0:
            self.column_chosen.emit(self.currentIndex().column() - 1)
            return
        super().keyPressEvent(event)


class FitMatrix(QWidget):
    """Shows a board; `codes` are the programs now drawn, in catalogue order."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = _Grid()
        self.grid.setObjectName("fit_matrix")
        self._best = Pill("", State.OK, height=20)
        self._chosen_mark = Pill("", State.NEUTRAL, icon="check", height=20)
        self._board: AssignmentBoard | None = None
        self.codes: tuple[str, ...] = ()
        self.chosen: str | None = None
        self._column = Column(self, gap=0)
        self._column.put(self.grid)
        for mark in (self._best, self._chosen_mark):
            mark.setParent(self)
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.grid.horizontalHeader().sectionResized.connect(self._place)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Put the marks where they belong at the present scale."""
        self._place()

    def columns_that_fit(self, width: int) -> int:
        """How many programs can stand beside each other in that width."""
        look = theme.current()
        names = min(look.wide(_NAMES), max(width // 3, 80))
        return max(1, (width - names) // look.wide(_COLUMN))

    def show_board(self, board: AssignmentBoard, codes: Sequence[str]) -> None:
        """Draw these programs."""
        self._board = board
        self.codes = tuple(codes)
        by_code: Mapping[str, Program] = {program.code: program for program in board.programs}
        heads = [Two(soft(by_code[code].name), _sections(by_code[code])) for code in codes]
        rows = [Two(words.row_name(row.criterion), row.known) for row in board.rows]
        cells = [
            [_cell(next(c for c in row.cells if c.program == code)) for code in codes]
            for row in board.rows
        ]
        self.grid.setAccessibleName(say("FitMatrix", "How the programs fit"))
        self.grid.show_value(matrix.of_cells(heads, rows, cells))
        self.grid.fit_names()
        self.choose(self.chosen)

    def choose(self, code: str | None) -> None:
        """Tint the chosen program."""
        self.chosen = code
        self.grid.set_chosen(self.codes.index(code) if code in self.codes else -1)
        self._place()

    def cell_at(self, row: int, column: int) -> FitCell | None:
        """The judgement behind a cell."""
        if self._board is None or column >= len(self.codes):
            return None
        line = self._board.rows[row]
        return next(cell for cell in line.cells if cell.program == self.codes[column])

    def _place(self) -> None:
        """Put each mark above its column's name; a name of three lines needs a row for it."""
        self._best.show_value(
            type(self._best.value)(say("FitMatrix", "Best fit"), State.OK, "circle-check")
        )
        self._chosen_mark.show_value(
            type(self._best.value)(say("FitMatrix", "Chosen"), State.NEUTRAL, "check")
        )
        best = self._board.best if self._board is not None else None
        both = best is not None and best == self.chosen
        if both:
            both_words = say("FitMatrix", "Best, chosen")
            self._best.show_value(type(self._best.value)(both_words, State.OK, "circle-check"))
        self._put(self._best, best)
        self._put(self._chosen_mark, None if both else self.chosen)
        marked = [self.codes.index(code) for code in (best, self.chosen) if code in self.codes]
        above = not all(map(self.grid.leaves_a_line, marked))
        tall = self._best.sizeHint().height() + 2 if above else 0
        if self._column.contentsMargins().top() != tall:
            self._column.setContentsMargins(0, tall, 0, 0)

    def _put(self, mark: Pill, code: str | None) -> None:
        mark.setVisible(code in self.codes)
        if code is None or code not in self.codes:
            return
        section = self.codes.index(code) + 1
        header = self.grid.horizontalHeader()
        size: QSize = mark.sizeHint()
        # Never over the next column, whose name may take every line.
        right = header.sectionViewportPosition(section) + header.sectionSize(section)
        left = min(header.sectionViewportPosition(section) + 2, right - size.width())
        mark.setGeometry(max(0, left), 1, size.width(), size.height())
        mark.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _sections(program: Program) -> str:
    if program.sections is None:
        return say("FitMatrix", "sections unknown")
    return say("FitMatrix", "%n section(s)", program.sections)


def _cell(cell: FitCell) -> MatrixCell:
    return MatrixCell(words.cell(cell.judgement.outcome), reason_of(cell))


def reason_of(cell: FitCell) -> str:
    """Why the cell says what it says: for medicines the sentences of the deciding rows."""
    judgement = cell.judgement
    deciding = [one.text for one in judgement.details if one.outcome is judgement.outcome]
    return " ".join(dict.fromkeys(filter(None, deciding))) or judgement.text
