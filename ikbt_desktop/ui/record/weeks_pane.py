"""The weeks of a treatment below each other: what is done, late, open and locked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.treatments import SectionView, TreatmentView
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, Scroll, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words


class _List(Scroll):
    """The rows; they are read, so the arrows scroll."""

    def __init__(self) -> None:
        super().__init__(gap=0)
        self.setObjectName("weeks")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class WeeksPane(Card):
    """``show_treatment(view)``; put the buttons into `foot`."""

    def __init__(self) -> None:
        super().__init__(gap=0, margins=(1, 10, 1, 12))
        self._view: TreatmentView | None = None
        self._is_whole = False
        self._title, self._count = Label("", "h3"), Label("", "small", ink="muted")
        self._note = Label("", "small", ink="muted", wrap=True)
        self.list = _List()
        self.list.setMinimumHeight(theme.current().wide(120))
        head = Row(gap=8, margins=(15, 0, 15, 8))
        head.put(self._title, None, self._count)
        self.foot = Column(gap=8, margins=(15, 10, 15, 0))
        under = Row(margins=(15, 0, 15, 6))
        under.addWidget(self._note, 1)
        self.body.addLayout(head)
        self.body.addLayout(under)
        self.body.addWidget(Line())
        self.body.addWidget(self.list, 1)
        self.body.addLayout(self.foot)

    def show_treatment(self, view: TreatmentView) -> None:
        """Show a treatment's weeks."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Weeks"))
        view = self._view
        if view is None:
            return
        opened = sum(section.opened_on is not None for section in view.sections)
        self._count.setText(
            self.tr("{opened} of {all} sections open").format(opened=opened, all=view.section_count)
        )
        self._note.setText(_standing(view))
        self._note.setVisible(bool(self._note.text()))
        clear(self.list.body)
        for section in view.sections:
            self.list.body.addWidget(self._row(section, view))
        self.list.body.addStretch(1)
        self.fit_list(whole=self._is_whole)
        self.list.setAccessibleName(self._title.text())
        self.list.setAccessibleDescription(
            "\n".join(
                f"{section.number}. {section.title}, {words.week(section.week)}, "
                f"{_pill(section, view).text}"
                for section in view.sections
            )
        )

    def fit_list(self, *, whole: bool) -> None:
        """All rows below each other, or as many as leave the next act in sight."""
        self._is_whole = whole
        if not whole:
            self.list.setMinimumHeight(theme.current().wide(120))
            return
        body = self.list.body
        wide = self.width() or theme.current().wide(330)
        tall = body.minimumHeightForWidth(wide) if body.hasHeightForWidth() else 0
        self.list.setMinimumHeight(max(tall, body.minimumSize().height()))

    def _row(self, section: SectionView, view: TreatmentView) -> QWidget:
        now = section.state in {"open", "late"}
        ground = Ground("sel" if now else "surface", lines="bottom")
        row = Row(ground, gap=12, margins=(15, 4, 15, 4))
        ink, quiet = ("sel_text", "sel_text") if now else ("text", "muted")
        number = Column(gap=0)
        number.put(
            Label(str(section.number), "h3", ink=ink),
            Label(words.week(section.week), "cap", ink=quiet),
        )
        what = Column(gap=0)
        what.addWidget(Label(section.title, "body", weight=500, ink=ink, wrap=True))
        what.addWidget(Label(_line(section), "cap", ink=quiet, wrap=True))
        pill = _pill(section, view)
        row.addLayout(number)
        row.addLayout(what, 1)
        row.addWidget(
            Pill(pill.text, pill.state, icon=pill.icon, height=22),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        return ground


def _standing(view: TreatmentView) -> str:
    """What is particular about the treatment as a whole."""
    if view.paused_until is not None and view.state == "paused":
        return say("WeeksPane", "Paused, back {day}").format(day=words.written(view.paused_until))
    if view.ended_on is not None:
        return say("WeeksPane", "Ended {day}: {reason}").format(
            day=words.written(view.ended_on), reason=words.end_reason(view.end_reason)
        )
    return ""


def _line(section: SectionView) -> str:
    """One line of truth under the title."""
    parts = []
    if section.feedback_on is not None:
        parts.append(
            say("WeeksPane", "Feedback {day}, {minutes} min").format(
                day=words.short(section.feedback_on), minutes=section.feedback_minutes or 0
            )
        )
    if section.measure_missing:
        parts.append(say("WeeksPane", "measure missing"))
    if section.done_on is None and section.report_on is not None:
        parts.append(say("WeeksPane", "Sent in {day}").format(day=words.short(section.report_on)))
    if section.done_on is None and section.draft_words:
        parts.append(say("WeeksPane", "draft of %n word(s)", section.draft_words))
    if section.state == "locked":
        parts.append(
            say("WeeksPane", "Opens when week {number} is signed").format(number=section.number - 1)
        )
    return "  ·  ".join(parts) or say("WeeksPane", "Waits for feedback")


def _pill(section: SectionView, view: TreatmentView) -> PillValue:
    match section.state:
        case "done":
            return PillValue(say("WeeksPane", "Done"), State.OK)
        case "late":
            late = section.late_days or view.late_days or 0
            return PillValue(say("WeeksPane", "%n day(s) late", late), State.NOT_MET, "clock-alert")
        case "open":
            return PillValue(say("WeeksPane", "Open"), State.NEUTRAL, "calendar")
        case _:
            return PillValue(say("WeeksPane", "Locked"), State.MISSING, "lock")
