"""What the clinic has chosen for course and fees: limits, the ladder's texts, ceilings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.course_check import Parameter, Sign
from ikbt_desktop.clinic.fees import Ceiling, FeeProfile
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.inactivity import FIELDS, LadderText
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import course_words, fee_words
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import Values
from ikbt_desktop.ui.record.signed_form import SignedForm


class TextForm(SignedForm):
    """The ready text of one step; an empty one brings the shipped text back."""

    def __init__(self, services: Services, text: LadderText) -> None:
        super().__init__(
            services,
            name=f"ladder_text_{text.step}",
            subject_id=text.step,
            patient_id=None,
        )
        self._step, self._seen = text.step, text.text
        self.text = TextEdit(lines=6)
        self.text.setObjectName(f"ladder_text_{text.step}_field")
        self.text.setPlainText(text.text)
        self.blocks = {"text": FieldBlock("", self.text)}
        self.fields.put(*self.blocks.values())
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.blocks["text"].set_label(course_words.step(self._step))
        self.save.setText(self.tr("Save the text"))

    def values(self) -> Values:
        """What is typed."""
        return {"text": self.text.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.text.setPlainText(str(kept.get("text", "")))

    def catch_up(self) -> Sequence[str]:
        """The text as a colleague left it, beside what is typed."""
        texts = {one.step: one.text for one in self.services.inactivity.texts()}
        self._seen = texts[self._step]
        label = self.blocks["text"].label.text()
        return meanwhile.lines([(label, self._seen, self.text.toPlainText())])

    def act(self) -> str:
        """Keep the clinic's own text."""
        keep = self.services.inactivity.keep_text
        keep(self._step, self.text.toPlainText(), seen=self._seen)
        self.catch_up()
        return self.tr("The text is saved and used from now on.")


class CourseRoom(Room):
    """Read from top to bottom: each limit with its source, each text with its field."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._title = Label("", "h1")
        self._line = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._check, self._ladder, self._fees = Card(gap=8), Card(gap=8), Card(gap=8)
        self._forms: dict[str, TextForm] = {}
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        scroll.body.put(
            self._title, self._line, self._trouble, self._check, self._ladder, self._fees, None
        )
        Column(self, gap=0).addWidget(scroll)
        self._scroll = scroll
        scroll.setObjectName("course_room_scroll")

    def refresh(self) -> None:
        """Read the limits and the texts; a text that is being written stays."""
        self._trouble.hide()
        self._title.setText(self.tr("Course and fees"))
        self._line.setText(
            self.tr(
                "Each limit stands in a data file with a version and its source, and is changed "
                "under Rules. A recorded check keeps the limits of its day."
            )
        )
        self._show_check()
        self._show_fees()
        try:
            self._show_ladder(self.services.inactivity.texts())
        except IkbtError as error:
            self._trouble.say(self.tr("The texts could not be read."), record_words.problem(error))
            self._trouble.show()

    # --- parts -------------------------------------------------------------------------------

    def _show_check(self) -> None:
        rule, body = self.services.catalogue.course_check, self._check.body
        clear(body)
        title = self.tr("Course check, week {week}, version {version}")
        body.addWidget(Label(title.format(week=rule.week, version=rule.version), "h3", wrap=True))
        for sign in Sign:
            limits = rule.limits[sign]
            body.addWidget(self._parameter(course_words.finding_title(sign, ""), limits))
        for code, limits in rule.worse.items():
            name = record_words.unbroken(self.services.catalogue.instrument(code).name)
            worse = self.tr("{measure}, worse by").format(measure=name)
            body.addWidget(self._parameter(worse, limits))

    def _parameter(self, title: str, limits: Parameter) -> QWidget:
        state = PillValue(self.tr("With a source"), State.OK)
        if limits.clinic_choice:
            state = PillValue(self.tr("The clinic's choice"), State.OBS)
        figure = record_words.figure(limits.limit)
        return _line(f"{title}: {figure}", limits.source, state)

    def _show_fees(self) -> None:
        body = self._fees.body
        clear(body)
        body.addWidget(Label(self.tr("Fees and ceilings"), "h3", wrap=True))
        for profile in self.services.catalogue.fees.values():
            body.addWidget(Label(self._told(profile), "body", weight=600, wrap=True))
            body.addWidget(Label(profile.source, "cap", ink="muted", wrap=True))
            for row in profile.ceilings:
                body.addWidget(self._ceiling(row))

    def _told(self, profile: FeeProfile) -> str:
        """The profile in one sentence."""
        parts = [profile.name]
        if profile.least_per_week:
            least = fee_words.kronor(profile.least_per_week)
            parts.append(self.tr("at least {sum} in a week with a contact").format(sum=least))
        if profile.free_under_age:
            parts.append(self.tr("free under {age}").format(age=profile.free_under_age))
        return ", ".join(parts)

    def _ceiling(self, row: Ceiling) -> QWidget:
        state = PillValue(self.tr("Read"), State.OK)
        if row.uncertain:
            state = PillValue(self.tr("Computed, not read"), State.REVIEW)
        title = self.tr("Ceiling from {year}: {sum}")
        return _line(
            title.format(year=row.year, sum=fee_words.kronor(row.amount)), row.source, state
        )

    def _show_ladder(self, texts: tuple[LadderText, ...]) -> None:
        body = self._ladder.body
        for kept in self._forms.values():
            kept.setParent(self)
            kept.hide()
        clear(body)
        body.addWidget(Label(self.tr("Inactivity ladder"), "h3", wrap=True))
        limits = self.services.catalogue.limits
        steps = ", ".join(
            self.tr("day {days} {step}").format(
                days=step.days, step=course_words.step(step.code).lower()
            )
            for step in limits.inactivity
        )
        body.addWidget(Label(steps, "body", wrap=True))
        body.addWidget(Label(limits.source, "cap", ink="muted", wrap=True))
        fields = ", ".join(f"{{{name}}}" for name in sorted(FIELDS))
        known = self.tr("Fields that are filled in: {fields}. An empty text brings ours back.")
        body.addWidget(Label(known.format(fields=fields), "cap", ink="muted", wrap=True))
        for text in texts:
            form = self._forms.get(text.step)
            if form is None:
                form = self._forms[text.step] = TextForm(self.services, text)
                form.done.connect(self._saved)
            body.addWidget(form)
            form.show()

    def _saved(self, sentence: str) -> None:
        done = self.sender()
        self._forms = {step: one for step, one in self._forms.items() if one is not done}
        self.keep()
        if isinstance(done, TextForm):
            done.hide()
            done.setParent(self)
            done.deleteLater()
        self.said.emit(sentence, None)
        self.refresh()

    # --- the room ----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.refresh()
        for form in self._forms.values():
            form.retranslate()

    def focus_first(self) -> None:
        """The first text."""
        for form in self._forms.values():
            form.text.setFocus()
            return

    def keep(self) -> None:
        """Keep what is typed."""
        for form in self._forms.values():
            form.keep()


def _line(title: str, source: str, state: PillValue) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=10)
    said = Column(gap=0)
    said.addWidget(Label(title, "body", weight=500, wrap=True))
    said.addWidget(Label(source, "cap", ink="muted", wrap=True))
    row.addLayout(said, 1)
    row.addWidget(Pill(state.text, state.state, icon=state.icon, height=22))
    return holder
