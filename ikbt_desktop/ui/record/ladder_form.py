"""The step of the inactivity ladder that waits: ready text, what came of it, and the next day."""

from PySide6.QtCore import Signal

from ikbt_desktop.clinic.inactivity import LAST_STEP, StepResult
from ikbt_desktop.errors import Incomplete
from ikbt_desktop.services.inactivity import LadderState, TakenStep
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import ComboBox, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.record import course_words
from ikbt_desktop.ui.record.kept_form import Values
from ikbt_desktop.ui.record.signed_form import SignedForm
from ikbt_desktop.ui.treatment.passing_copy import PassingCopy

_ORDINARY = (
    StepResult.SENT,
    StepResult.NO_ANSWER,
    StepResult.REACHED,
    StepResult.SKIPPED,
)
_LAST = tuple(one for one in StepResult if one in LAST_STEP and one is not StepResult.CLOSED)


class LadderForm(SignedForm):
    """For the step of `state.waiting`. The last leads to the closing, or goes on with a reason."""

    ending = Signal()
    """A clinician wants to end the treatment."""

    def __init__(self, services: Services, state: LadderState) -> None:
        assert state.waiting is not None
        self._waiting = state.waiting
        super().__init__(
            services,
            name="ladder_step",
            subject_id=f"{state.treatment_id}/{state.waiting.step.code}",
            patient_id=state.patient_id,
        )
        self._treatment_id = state.treatment_id
        self._copy = PassingCopy()
        self.text = TextEdit(lines=10)
        self.text.setObjectName("ladder_text")
        self.text.setPlainText(state.text)
        self.copy = Button("", Kind.TEXT, icon="copy", small=True)
        self.copy.setObjectName("ladder_copy")
        self.copy.clicked.connect(lambda: self._copy.copy(self.text.toPlainText()))
        self.result = ComboBox()
        self.result.setObjectName("ladder_result")
        self.note = TextEdit(lines=2)
        self.note.setObjectName("ladder_note")
        self.day = self.date_field("ladder_next")
        self.day.set_date(state.next_on)
        self.blocks = {
            "text": FieldBlock("", self.text),
            "result": FieldBlock("", self.result),
            "note": FieldBlock("", self.note),
            "next_on": FieldBlock("", self.day),
        }
        self.fields.put(self.blocks["text"], self.copy)
        self.fields.put(*(self.blocks[name] for name in ("result", "note", "next_on")))
        self.end = Button("", Kind.SECONDARY)
        self.end.setObjectName("ladder_end")
        self.end.clicked.connect(self.ending)
        self.end.setVisible(self._waiting.is_last)
        self.add_button(self.end)
        self.result.currentIndexChanged.connect(self._chosen)
        self.retranslate()
        self.begin()

    def _chosen(self) -> None:
        self.blocks["next_on"].setVisible(self.result.value != StepResult.REACHED)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        last = self._waiting.is_last
        words = _LAST if last else _ORDINARY
        chosen = self.result.value
        self.result.set_options([(one, course_words.result(one)) for one in words])
        self.result.set_value(chosen)
        self.result.setPlaceholderText(self.tr("Choose what came of it"))
        label = self.tr("What to think of") if last else self.tr("Ready text, yours to change")
        self.blocks["text"].set_label(label)
        self.blocks["result"].set_label(self.tr("Result"))
        self.blocks["note"].set_label(self.tr("Note"))
        self.blocks["next_on"].set_label(self.tr("Next step"))
        self.copy.setText(self.tr("&Copy the text"))
        self.save.setText(self.tr("Sign the &step"))
        self.end.setText(self.tr("&End the treatment …"))
        self._chosen()

    def values(self) -> Values:
        """What is typed."""
        return {
            "text": self.text.toPlainText(),
            "result": self.result.value,
            "note": self.note.toPlainText(),
            "day": self.day.text(),
        }

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.text.setPlainText(str(kept.get("text", "")))
        chosen = kept.get("result")
        self.result.set_value(StepResult(chosen) if chosen else None)
        self.note.setPlainText(str(kept.get("note", "")))
        self.day.setText(str(kept.get("day", "")))

    def act(self) -> str:
        """Sign the step."""
        if self.result.value is None:
            raise Incomplete(("result",))
        result = StepResult(str(self.result.value))
        reached = result is StepResult.REACHED
        self.services.inactivity.take(
            self._treatment_id,
            TakenStep(
                step=self._waiting.step.code,
                result=result,
                text=self.text.toPlainText(),
                note=self.note.toPlainText(),
                next_on=None if reached else self.day.date,
            ),
        )
        return self.tr("The step is signed.")
