"""The assessment visit (DEC-1): when, who met the patient, and in which form."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.clinic.workdays import parse_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import ComboBox, DateField
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.desk import Desk
from ikbt_desktop.ui.screening.step_page import StepPage, divider

FORMS = ("physical", "video", "phone")


class VisitPage(StepPage):
    """Date, clinician, form. A booked visit is proposed and taken over with one press."""

    step = Step.VISIT

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title, self._lead = Label("", "h1"), Label("", "body", ink="muted", wrap=True)
        self.booked = InlineMessage(Tone.PROPOSAL, icon="calendar-check")
        self.booked.acted.connect(self._take_booked)
        self.date = DateField(
            lambda text: parse_day(text, today=desk.today(), field="visit_on"), words.spelled
        )
        self.date.setObjectName("visit_on")
        self.date.date_changed.connect(self._dated)
        self.clinician = ComboBox(width=320)
        self.clinician.setObjectName("visit_clinician")
        self.clinician.activated.connect(self._chosen)
        self.form = SegmentedAnswer([(form, form) for form in FORMS])
        self.form.answered.connect(lambda value: desk.change(visit_form=value or ""))
        for place, part in enumerate(self.form.findChildren(QAbstractButton)):
            part.setObjectName(f"visit_form_{place}")
        self._date_block = FieldBlock("", self.date)
        self._clinician_block = FieldBlock("", self.clinician)
        self._form_block = FieldBlock("", self.form)
        card = Card(gap=14, margins=(20, 18, 20, 18))
        card.body.put(self._date_block, self._clinician_block, self._form_block)
        self.body.put(self._title, self._lead, self.booked, card)
        self._referral = Label("", "small", ink="muted", weight=600)
        self._received = Label("", "small", wrap=True)
        self._referrer = Label("", "small", wrap=True)
        self._asked = Label("", "small", ink="muted", weight=600)
        self._question = Label("", "small", wrap=True)
        self._rule = Label("", "small", ink="muted", wrap=True)
        self.side.put(self._referral, self._received, self._referrer, divider())
        self.side.put(self._asked, self._question, divider(), self._rule)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Assessment visit"))
        self._lead.setText(
            self.tr("The decision rests on a meeting with the patient, at the clinic or by video.")
        )
        self._date_block.set_label(self.tr("&Date of the visit"))
        self._clinician_block.set_label(self.tr("&Who met the patient"))
        self._form_block.set_label(self.tr("Form of the visit"))
        self.clinician.setPlaceholderText(self.tr("Choose"))
        self.form.set_texts([self.tr("At the clinic"), self.tr("Video"), self.tr("Phone")])
        self._referral.setText(self.tr("Referral"))
        self._asked.setText(self.tr("Question asked"))
        self._rule.setText(
            self.tr(
                "Without a recorded visit no program can start (rule DEC-1). You can answer the "
                "other pages before the visit is recorded."
            )
        )
        self.clinician.set_options(self._people())

    def _people(self) -> list[tuple[object, str]]:
        names = [person.name for person in self.desk.services.referrals.clinicians()]
        kept = self.desk.view.state.visit_clinician
        return [(name, name) for name in dict.fromkeys([*names, *([kept] if kept else [])])]

    def show_view(self, view: ScreeningView) -> None:
        state = view.state
        kept = date.fromisoformat(state.visit_on) if state.visit_on else None
        if self.date.date != kept and not self.date.hasFocus():
            self.date.set_date(kept)
        if self.clinician.value != state.visit_clinician:
            self.clinician.set_value(state.visit_clinician or None)
        if self.form.value != (state.visit_form or None):
            self.form.set_value(state.visit_form or None)
        self._show_booked(view)
        self._received.setText(
            self.tr("Received {day}").format(day=view.referral_received_on.isoformat())
        )
        self._referrer.setText(view.referrer or self.tr("Self-referral"))
        self._question.setText(view.referral_question or self.tr("No question is written."))

    def _show_booked(self, view: ScreeningView) -> None:
        offered = view.visit_at is not None and view.state.visit_on is None
        self.booked.setVisible(offered)
        if view.visit_at is None or not offered:
            return
        local = view.visit_at.astimezone(LOCAL)
        if local.date() > self.desk.today():
            sentence = self.tr("It has not been held yet. Record it when you have met the patient.")
            self.booked.say(
                self.tr("Booked visit {when}").format(when=f"{local:%Y-%m-%d %H:%M}"), sentence
            )
            return
        self.booked.say(
            self.tr("Booked visit {when}").format(when=f"{local:%Y-%m-%d %H:%M}"),
            self.tr("Has it been held?"),
            button=self.tr("&Use the booked visit"),
        )

    def _take_booked(self) -> None:
        view = self.desk.view
        if view.visit_at is None:
            return
        self.desk.change(
            visit_on=view.visit_at.astimezone(LOCAL).date().isoformat(),
            visit_clinician=view.state.visit_clinician or view.visit_clinician,
            visit_form=view.state.visit_form or view.visit_form,
        )
        self.finished.emit()

    def _dated(self, day: object) -> None:
        written = day.isoformat() if isinstance(day, date) else None
        if written == self.desk.view.state.visit_on or self.desk.is_signed:
            return
        if isinstance(day, date) and day > self.desk.today():
            self._date_block.set_error(
                self.tr("The visit lies ahead. Record it when it has been held.")
            )
            return
        changes: dict[str, str | None] = {"visit_on": written}
        if written and not self.desk.view.state.visit_clinician:
            changes["visit_clinician"] = self.desk.services.actor.name
        if self.desk.change(**changes):
            self._date_block.set_error("")
            self._date_block.set_help(self._spelled(day) if isinstance(day, date) else "")

    def _spelled(self, day: date) -> str:
        """The day in words; a visit before the referral is possible, a slip of the year too."""
        told = words.spelled(day)
        if day < self.desk.view.referral_received_on:
            told += ". " + self.tr("It lies before the referral came in. Is the year right?")
        return told

    def _chosen(self) -> None:
        self.desk.change(visit_clinician=str(self.clinician.value or ""))

    def focus_first(self) -> None:
        self.focus_missing(next(iter(self.gaps()), "visit_on"))

    def focus_missing(self, word: str) -> bool:
        fields = {"visit_on": self.date, "visit_clinician": self.clinician}
        if word in fields:
            fields[word].setFocus()
        return word in fields
