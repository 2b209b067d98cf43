"""The plan drawn as weeks: one box a section, with week, start and the day of the reply."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.clinic.programs import Plan, PlanWeek
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.label import as_plain_tip
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Flow
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.sheet import end

_WIDE = 116


class WeekBox(QWidget):
    """One section."""

    def __init__(self, week: PlanWeek, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._is_first, self._is_red = is_first, week.red_day is not None
        day = words.day_short(week.start)
        self.caption = f"{words.week_of(week.start)} · {day}"
        self.title = say("WeekStrip", "Section {number}").format(number=week.section.number)
        answer = words.weekday_short(week.feedback_due)
        if week.red_day is not None:
            self.note = say("WeekStrip", "reply {day}, holiday").format(day=answer)
        elif is_last:
            self.note = say("WeekStrip", "reply {day}, end").format(day=answer)
        else:
            self.note = say("WeekStrip", "reply {day}").format(day=answer)
        spoken = [self.caption, self.title, self.note]
        if week.red_day is not None:
            self.setToolTip(as_plain_tip(week.red_day))
            spoken.append(week.red_day)
        self.setAccessibleName(", ".join(spoken))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        note = paint.text_size(look.font("cap"), self.note).width() + 2 * look.px(9)
        tall = look.line("cap") + look.line("small") + look.line("cap") + look.px(14)
        return QSize(max(look.wide(_WIDE), note), tall)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        cap, small = look.line("cap"), look.line("small")
        font = look.font("cap")
        paint.words(painter, QRectF(0, 0, self.width(), cap), self.caption, font=font, ink="muted")
        box = QRectF(0, cap + look.px(3), self.width(), self.height() - cap - look.px(3))
        fill, outline = "surface", "line2"
        if self._is_red:
            fill, outline = "review_bg", "review_line"
        elif self._is_first:
            fill, outline = "sel", "accent"
        radius = look.px(tokens.RADIUS_CONTROL)
        paint.box(painter, box, fill=fill, outline=outline, radius=radius)
        left = box.left() + look.px(9)
        room = QRectF(left, box.top() + look.px(4), box.width() - look.px(12), small)
        ink = "sel_text" if self._is_first and not self._is_red else "text"
        paint.words(painter, room, self.title, font=look.font("small", 600), ink=ink)
        room = QRectF(left, room.bottom(), box.width() - look.px(12), cap)
        ink = "review" if self._is_red else ("sel_text" if self._is_first else "muted")
        paint.words(painter, room, self.note, font=font, ink=ink)
        painter.end()


class WeekStrip(QWidget):
    """The boxes beside each other; they go on below where the width ends."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("week_strip")
        self._flow = Flow(self, gap=8)
        self.boxes: list[WeekBox] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_plan(self, plan: Plan | None) -> None:
        """Draw a plan, or nothing."""
        while self._flow.count():
            self._flow.takeAt(0)
        for box in self.boxes:
            end(box)
        weeks = plan.weeks if plan is not None else ()
        self.boxes = [
            WeekBox(week, is_first=place == 0, is_last=place == len(weeks) - 1)
            for place, week in enumerate(weeks)
        ]
        for box in self.boxes:
            self._flow.addWidget(box)
            box.show()
        self.setVisible(bool(self.boxes))
        self.updateGeometry()
