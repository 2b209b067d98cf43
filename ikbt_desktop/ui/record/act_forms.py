"""Small forms on a patient's page: a mark under the curve, a pause, and what they share."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.services.treatments import TreatmentView
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values


class ActForm(QWidget):
    """A title, a date, more fields, the verb and Cancel; Esc closes and keeps what is typed.

    Where somebody else saved first it says what is otherwise now; the same press then holds.
    """

    done = Signal(str)
    closed = Signal()
    overtaken = Signal()
    """What stands around the form is older than what is kept."""

    def __init__(self, services: Services, name: str, *, subject_id: str, patient_id: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.services = services
        self.subject_id, self.patient_id = subject_id, patient_id
        self.title = Label("", "h3", wrap=True)
        self.trouble = InlineMessage(Tone.TROUBLE)
        self.trouble.hide()
        self.day = DateField(
            lambda text: parse_day(text, today=local_day(services.workplace.clock())),
            words.spelled,
        )
        self.day.setObjectName(f"{name}_date")
        self.day_block = FieldBlock("", self.day)
        self.save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.save.setObjectName(f"{name}_save")
        self.cancel = Button("", hint="Esc")
        self.cancel.setObjectName(f"{name}_cancel")
        self.first: QWidget = self.save  # where the focus goes when it opens
        self.fields = Column(gap=10)
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(self.save)
        flow.addWidget(self.cancel)
        whole = Column(self, gap=10, margins=(15, 0, 15, 0))
        whole.put(self.title, self.trouble)
        whole.addLayout(self.fields)
        whole.put(buttons, None)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._throw_away)
        self.draft: KeptForm | None = None

    def begin(self) -> None:
        """Fill in what was typed before; the draft is kept from here on."""
        self.draft = KeptForm(
            self,
            self.services,
            kind=self.objectName(),
            subject_id=self.subject_id,
            patient_id=self.patient_id,
            read=self.values,
        )
        kept = self.draft.kept()
        if kept is not None:
            self.fill(kept)
        self.retranslate()

    def values(self) -> Values:
        """What is typed."""
        return {"day": self.day.text()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.day.setText(str(kept.get("day", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.cancel.setText(self.tr("&Cancel"))

    def act(self) -> str:
        """Do it; gives the sentence to say."""
        raise NotImplementedError

    def chosen_day(self, field: str) -> date:
        """The day that is typed. Raises `InvalidValue` of the field that says what is wrong."""
        if not self.day.text().strip():
            raise InvalidValue(field, "missing")
        today = local_day(self.services.workplace.clock())
        return parse_day(self.day.text(), today=today, field=field)

    def keep(self) -> None:
        """Keep what is typed, at once."""
        if self.draft is not None:
            self.draft.keep()

    def _save(self) -> None:
        self.trouble.hide()
        try:
            said = self.act()
        except InvalidValue as error:
            if not self.mark(error):
                self._say(error)
            return
        except IkbtError as error:
            self._say(error)
            return
        if self.draft is not None:
            self.draft.forget()
        self.done.emit(said)

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field; False when the form has no such field."""
        del error
        return False

    def catch_up(self) -> Sequence[str]:
        """Read what is kept now and build upon it; tells line by line what is otherwise."""
        return ()

    def _say(self, error: IkbtError) -> None:
        if isinstance(error, StaleRecord):
            self._overtaken(error)
            return
        lead = self.tr("Not saved. What you wrote is still here.")
        self.trouble.say(lead, words.problem(error))
        self.trouble.reveal()

    def _overtaken(self, stale: StaleRecord) -> None:
        try:
            different = self.catch_up()
        except IkbtError as gone:
            self._say(gone)
            return
        self.trouble.say(self.tr("Not saved yet."), meanwhile.sentence(stale, different))
        self.overtaken.emit()
        self.trouble.reveal()

    def _throw_away(self) -> None:
        if self.draft is not None:
            self.draft.forget()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class EventForm(ActForm):
    """Something that may explain the course: a changed medicine, or another thing."""

    def __init__(self, services: Services, view: TreatmentView) -> None:
        super().__init__(services, "event_form", subject_id=view.id, patient_id=view.patient_id)
        self.view = view
        self.kind = SegmentedAnswer([("medicine", ""), ("other", "")])
        self.kind.setObjectName("event_kind")
        self.kind_block = FieldBlock("", self.kind)
        self.words = LineEdit()
        self.words.setObjectName("event_words")
        self.words.setMaxLength(60)
        self.words_block = FieldBlock("", self.words)
        self.fields.put(self.kind_block, self.day_block, self.words_block)
        self.day.set_date(local_day(services.workplace.clock()))
        self.kind.set_value("medicine")
        self.begin()

    def values(self) -> Values:
        """What is typed."""
        return {**super().values(), "kind": self.kind.value, "words": self.words.text()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        super().fill(kept)
        self.kind.set_value(kept.get("kind"))
        self.words.setText(str(kept.get("words", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Event"))
        self.kind.set_texts([self.tr("Medicine"), self.tr("Other")])
        self.kind_block.set_label(self.tr("Kind"))
        self.day_block.set_label(self.tr("Date"))
        self.words_block.set_label(self.tr("What happened"))
        self.words_block.set_help(self.tr("Short: it stands under the curve and in the summary."))
        self.save.setText(self.tr("Save event"))

    def act(self) -> str:
        """Put the mark under the curve."""
        self.services.treatments.add_event(
            self.view.id,
            on=self.chosen_day("on"),
            kind=str(self.kind.value),
            words=self.words.text(),
        )
        return self.tr("The event stands under the curve.")

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        blocks = {"on": self.day_block, "words": self.words_block, "kind": self.kind_block}
        if error.field not in blocks:
            return False
        blocks[error.field].show_problem(error)
        blocks[error.field].field.setFocus()
        return True


class PauseForm(ActForm):
    """Stop the clocks until a day; the risk rules go on."""

    def __init__(self, services: Services, view: TreatmentView) -> None:
        super().__init__(services, "pause_form", subject_id=view.id, patient_id=view.patient_id)
        self.view = view
        self.reason = TextEdit(lines=3)
        self.reason.setObjectName("pause_reason")
        self.reason_block = FieldBlock("", self.reason)
        self._note = Label("", "small", ink="muted", wrap=True)
        self.fields.put(self._note, self.day_block, self.reason_block)
        self.begin()

    def values(self) -> Values:
        """What is typed."""
        return {**super().values(), "reason": self.reason.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        super().fill(kept)
        self.reason.setPlainText(str(kept.get("reason", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Pause the treatment"))
        self._note.setText(self.tr("A pause stops deadlines and reminders, never the risk rules."))
        self.day_block.set_label(self.tr("Back on"))
        self.reason_block.set_label(self.tr("Reason"))
        self.save.setText(self.tr("Pause"))

    def catch_up(self) -> Sequence[str]:
        """The treatment as it is now."""
        self.view = self.services.treatments.view(self.view.id)
        return ()

    def act(self) -> str:
        """Pause."""
        self.reason_block.set_error("")
        until = self.chosen_day("until")
        if not self.reason.toPlainText().strip():
            raise InvalidValue("reason", "missing")
        self.services.treatments.pause(
            self.view.id,
            until=until,
            reason=self.reason.toPlainText(),
            version=self.view.version,
        )
        return self.tr("The treatment is paused until {day}.").format(day=words.written(until))

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        blocks = {"until": self.day_block, "reason": self.reason_block}
        if error.field not in blocks:
            return False
        if error.reason == "not_future":
            self.day_block.set_error(self.tr("Choose a day after today."))
        else:
            blocks[error.field].show_problem(error)
        blocks[error.field].field.setFocus()
        return True


class ReasonForm(ActForm):
    """An act that only asks why."""

    def __init__(self, services: Services, name: str, view: TreatmentView | ScreeningView) -> None:
        super().__init__(services, name, subject_id=view.id, patient_id=view.patient_id)
        self.version = view.version
        self.reason = TextEdit(lines=3)
        self.reason.setObjectName(f"{name}_reason")
        self.reason_block = FieldBlock("", self.reason)
        self.note = Label("", "small", ink="muted", wrap=True)
        self.day_block.hide()
        self.fields.put(self.note, self.reason_block)
        self.begin()

    def values(self) -> Values:
        """What is typed."""
        return {"reason": self.reason.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.reason.setPlainText(str(kept.get("reason", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.reason_block.set_label(self.tr("Reason"))

    def newest(self) -> TreatmentView | ScreeningView:
        """What the act is done to, as it is now."""
        return self.services.treatments.view(self.subject_id)

    def catch_up(self) -> Sequence[str]:
        """Build upon it as it is now."""
        self.version = self.newest().version
        return ()

    def why(self) -> str:
        """The reason that is typed. Raises `InvalidValue` where there is none."""
        self.reason_block.set_error("")
        if not self.reason.toPlainText().strip():
            raise InvalidValue("reason", "missing")
        return self.reason.toPlainText()

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        if error.field != "reason":
            return False
        self.reason_block.show_problem(error)
        self.reason.setFocus()
        return True


class FollowUpEndForm(ReasonForm):
    """Give up follow-ups that will not come about, with a reason; until then they wait."""

    def __init__(self, services: Services, view: TreatmentView) -> None:
        super().__init__(services, "follow_up_end", view)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("End the follow-ups"))
        self.note.setText(
            self.tr(
                "The planned follow-ups leave To do. The reason is kept with your name and the day."
            )
        )
        self.save.setText(self.tr("End the follow-ups"))

    def act(self) -> str:
        """Give them up."""
        self.services.treatments.end_follow_ups(
            self.subject_id, reason=self.why(), version=self.version
        )
        return self.tr("The follow-ups are ended.")


class VoidForm(ReasonForm):
    """Take a wrong assignment out of use, with a reason; it stays in the history."""

    def __init__(self, services: Services, view: TreatmentView) -> None:
        self._of_guardian = bool(view.guardian)
        super().__init__(services, "void_form", view)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Void the assignment"))
        stays = self.tr("It stays here as history, with your reason. What is signed stays signed.")
        queue = self.tr("The referral goes back to the queue.")
        self.note.setText(stays if self._of_guardian else f"{stays} {queue}")
        self.save.setText(self.tr("&Void"))

    def act(self) -> str:
        """Void it."""
        self.services.treatments.void(self.subject_id, reason=self.why(), version=self.version)
        return self.tr("The assignment is voided.")


class BreakOffForm(ReasonForm):
    """End an assessment without a decision, with a reason."""

    def __init__(self, services: Services, view: ScreeningView) -> None:
        super().__init__(services, "break_off", view)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Break off the assessment"))
        self.note.setText(
            self.tr(
                "Nothing is decided. What was answered in questionnaires stays among the "
                "measures, and an open risk stays open."
            )
        )
        self.save.setText(self.tr("&Break off"))
        self.cancel.setText(self.tr("&Keep the assessment"))

    def newest(self) -> ScreeningView:
        """The assessment as it is now."""
        return self.services.screenings.open(self.subject_id)

    def act(self) -> str:
        """Break it off."""
        self.services.screenings.discontinue(
            self.subject_id, reason=self.why(), version=self.version
        )
        return self.tr("The assessment is broken off.")
