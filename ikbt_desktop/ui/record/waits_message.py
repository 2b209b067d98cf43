"""Says beside other work that the course check or the ladder waits, and leads there."""

from ikbt_desktop.clinic.course_check import CheckKind
from ikbt_desktop.services.course_checks import CourseState
from ikbt_desktop.services.inactivity import LadderState
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.record import course_words


class WaitsMessage(InlineMessage):
    """``show_treatment(id)``; hidden while nothing waits. `acted` asks for the course tab."""

    def __init__(self, services: Services) -> None:
        super().__init__(Tone.WARNING)
        self.setObjectName("course_waits")
        self._button.setObjectName("show_course")
        self._services = services
        self._check: CourseState | None = None
        self._ladder: LadderState | None = None
        self.hide()

    def show_treatment(self, treatment_id: str) -> None:
        """Read whether something waits. Raises what the services raise."""
        self._check, self._ladder = self._services.inactivity.with_checks(treatment_id)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        check, ladder = self._check, self._ladder
        if check is None or ladder is None:
            return
        leads, sentence = [], ""
        kinds = [one.kind for one in check.open]
        if CheckKind.DETERIORATION in kinds:
            leads.append(course_words.check_title(CheckKind.DETERIORATION, check.rule.week) + ".")
        if CheckKind.WEEK in kinds:
            title = course_words.check_title(CheckKind.WEEK, check.rule.week)
            leads.append(self.tr("{check}: below expectation.").format(check=title))
        if kinds:
            sentence = self.tr("It stays until one action is chosen; nothing is stopped by it.")
        if ladder.is_due and ladder.waiting is not None:
            step = course_words.step(ladder.waiting.step.code)
            leads.append(self.tr("Inactivity ladder: {step}.").format(step=step))
            sentence = sentence or course_words.silent(ladder.waiting.days)
        if leads:
            self.say(" ".join(leads), sentence, button=self.tr("&Show the course"))
        self.setVisible(bool(leads))
