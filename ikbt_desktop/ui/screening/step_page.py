"""What every page of the wizard shares: a body that scrolls, and a pane beside or below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Shortcut
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.desk import Desk


class TwoPanes(QWidget):
    """`body` is the page, `pane` what stands to its right, or in its column where it is narrow.

    `needs` is the width in pixels at 100 % that the body wants before the pane may stand beside.
    """

    needs = 440
    pane_first = False

    def __init__(self, *, with_pane: bool = True) -> None:
        super().__init__()
        self.sheet = Scroll(gap=10, margins=(24, 14, 24, 14))
        self.body = Column(gap=10)
        self.pane = QWidget()
        self.side = Column(self.pane, gap=8)
        self.beside = Ground("surface", lines="left")
        self.beside_scroll = Scroll(gap=0, margins=(20, 14, 20, 14))
        self.beside_scroll.body.addStretch(1)
        Column(self.beside, gap=0).addWidget(self.beside_scroll)
        self.sheet.body.addLayout(self.body)
        self.sheet.body.addStretch(1)
        self._has_pane = with_pane
        self._is_beside: bool | None = None
        self.above = QWidget()
        # As wide as the cards below, beside which there is a scroll bar.
        self.top = Column(self.above, gap=0, margins=(24, 12, 32, 0))
        self.above.hide()
        left = Column(gap=0)
        left.addWidget(self.above)
        left.addWidget(self.sheet, 1)
        row = Row(self, gap=0)
        row.addLayout(left, 1)
        row.addWidget(self.beside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def fit_pane(self, width: int) -> None:
        """Put the pane beside the body when there is room for both, else into the body's column."""
        look = theme.current()
        self.beside.setFixedWidth(look.wide(tokens.SIDE_PANE))
        beside = self._has_pane and width - look.wide(tokens.SIDE_PANE) >= look.wide(self.needs)
        if beside == self._is_beside:
            return
        self._is_beside = beside
        self.beside.setVisible(beside and self._has_pane)
        if not self._has_pane:
            return
        # Moved, a widget loses the focus: what is being written goes on where it stands now.
        focused = QApplication.focusWidget() if self._pane_has_focus() else None
        if beside:
            self.beside_scroll.body.insertWidget(0, self.pane)
        else:
            self.fold_pane()
        self.pane.show()
        if focused is not None:
            focused.setFocus()

    def _pane_has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.pane.isAncestorOf(focused)

    def fold_pane(self) -> None:
        """Put the pane into the body's column."""
        self.sheet.body.insertWidget(0 if self.pane_first else 1, self.pane)

    @property
    def pane_is_beside(self) -> bool:
        """Whether the pane stands to the right."""
        return bool(self._is_beside)


class StepPage(TwoPanes):
    """One step of the wizard."""

    step = Step.VISIT
    gone = Signal(object)
    """Asks to go to another `Step`."""
    finished = Signal()
    """The last thing on the page is answered: the focus goes to the primary."""

    def __init__(self, desk: Desk, *, with_pane: bool = True) -> None:
        super().__init__(with_pane=with_pane)
        self.desk = desk
        self._gaps: tuple[ScreeningView | None, tuple[str, ...]] = (None, ())

    # --- to be filled in by each page --------------------------------------------------------

    def show_view(self, view: ScreeningView) -> None:
        """Show what is kept. Called after every change; touches only what differs."""

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""

    def focus_first(self) -> None:
        """The first thing to do on this page."""

    def focus_missing(self, word: str) -> bool:
        """Put the focus where the gap is filled; False when it is not on this page."""
        del word
        return False

    def primary(self) -> str:
        """The primary's words where they are not "next"."""
        return ""

    def press_primary(self) -> bool:
        """Do the page's own primary; False leaves it to the wizard, which goes on."""
        return False

    def keep_typed(self) -> None:
        """Keep what is being typed and the desk does not know of; nothing is finished by it."""

    def keep(self) -> None:
        """The page is left: keep what is typed, and finish what is complete."""

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The page's own keys."""
        return ()

    # --- shared ------------------------------------------------------------------------------

    def gaps(self) -> tuple[str, ...]:
        """What this step lacks, in the words of clinic.screening."""
        view = self.desk.view
        if self._gaps[0] is not view:
            found = screening.missing(view.state, self.desk.cat, flag_open=view.risk_required)
            self._gaps = (view, found[self.step])
        return self._gaps[1]


class OutcomeCounts(QWidget):
    """How many rules came out how, in the order of the rules; what is zero is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome_counts")
        self._title = Label("", "h3")
        self._rows: dict[Outcome, tuple[QWidget, Pill, Label]] = {}
        column = Column(self, gap=4)
        column.addWidget(self._title)
        column.room(4)
        for outcome in words.ORDER:
            holder = QWidget()
            pill, count = Pill(words.outcome_word(outcome), height=20), Label("0", "h3")
            Row(holder, gap=8).put(pill, None, count)
            self._rows[outcome] = (holder, pill, count)
            column.addWidget(holder)

    def show_counts(self, found: dict[Outcome, int], *, barrier: bool) -> None:
        """Show the counts."""
        self._title.setText(self.tr("Outcome so far"))
        for outcome, (holder, pill, count) in self._rows.items():
            number = found.get(outcome, 0)
            pill.show_value(words.outcome_pill(outcome, barrier=barrier))
            count.setText(str(number))
            holder.setAccessibleName(f"{pill.value.text} {number}")
            holder.setVisible(number > 0)


def divider() -> Line:
    """A hairline between the parts of a pane."""
    return Line()
