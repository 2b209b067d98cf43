"""The one action that answers a check, and what became of it."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.course_check import Action, CheckKind, Question
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import Incomplete
from ikbt_desktop.services.course_checks import NewCheck, OpenCheck, RecordedCheck
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.edits import ComboBox, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.record import course_words
from ikbt_desktop.ui.record.kept_form import Values
from ikbt_desktop.ui.record.signed_form import SignedForm

_LATER = timedelta(days=7)
_CLOSED = (Action.END, Action.NONE)


class CheckForm(SignedForm):
    """Four questions to think through, one action, and the day to look at it again."""

    def __init__(
        self, services: Services, *, treatment_id: str, patient_id: str, check: OpenCheck
    ) -> None:
        super().__init__(
            services,
            name=f"{check.kind}_check",
            subject_id=treatment_id,
            patient_id=patient_id,
        )
        self.kind: CheckKind = check.kind
        self.questions = {one: SegmentedAnswer([("yes", ""), ("no", "")]) for one in Question}
        self._asked = {one: Label("", "small", weight=500, wrap=True) for one in Question}
        self.action = ComboBox()
        self.action.setObjectName(f"{check.kind}_action")
        self.note = TextEdit(lines=2)
        self.note.setObjectName(f"{check.kind}_note")
        self.day = self.date_field(f"{check.kind}_follow_up")
        self.day.set_date(local_day(services.workplace.clock()) + _LATER)
        self.blocks = {
            "action": FieldBlock("", self.action),
            "note": FieldBlock("", self.note),
            "follow_up_on": FieldBlock("", self.day),
        }
        for one, field in self.questions.items():
            field.setObjectName(f"{check.kind}_{one}")
            line = QWidget()
            row = Row(line, gap=12)
            row.put(self._asked[one], stretch=1)
            row.addWidget(field)
            self.fields.addWidget(line)
        self.fields.put(*self.blocks.values())
        self.action.currentIndexChanged.connect(self._chosen)
        self.retranslate()
        self.begin()

    def _chosen(self) -> None:
        self.blocks["follow_up_on"].setVisible(self.action.value not in _CLOSED)
        is_none = self.action.value == Action.NONE
        self.blocks["note"].set_label(self.tr("Reason") if is_none else self.tr("Note"))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        for one, label in self._asked.items():
            label.setText(course_words.question(one))
            self.questions[one].set_name(label.text())
            self.questions[one].set_texts([self.tr("Yes"), self.tr("No")])
        chosen = self.action.value
        self.action.set_options([(one, course_words.action(one)) for one in Action])
        self.action.set_value(chosen)
        self.action.setPlaceholderText(self.tr("Choose one action"))
        self.blocks["action"].set_label(self.tr("Action"))
        self.blocks["follow_up_on"].set_label(self.tr("Look at it again"))
        self.save.setText(self.tr("&Sign the action"))
        self._chosen()

    def values(self) -> Values:
        """What is typed."""
        return {
            "answers": {str(one): field.value for one, field in self.questions.items()},
            "action": self.action.value,
            "note": self.note.toPlainText(),
            "day": self.day.text(),
        }

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        answers = kept.get("answers", {})
        for one, field in self.questions.items():
            field.set_value(answers.get(str(one)))
        chosen = kept.get("action")
        self.action.set_value(Action(chosen) if chosen else None)
        self.note.setPlainText(str(kept.get("note", "")))
        self.day.setText(str(kept.get("day", "")))

    def act(self) -> str:
        """Sign the action."""
        if self.action.value is None:
            raise Incomplete(("action",))
        action = Action(str(self.action.value))
        self.services.course_checks.record(
            self.subject_id,
            NewCheck(
                kind=self.kind,
                action=action,
                note=self.note.toPlainText(),
                answers={
                    str(one): str(field.value)
                    for one, field in self.questions.items()
                    if field.value is not None
                },
                follow_up_on=None if action in _CLOSED else self.day.date,
            ),
        )
        return self.tr("The action is signed and stands in the treatment summary.")


class ResultForm(SignedForm):
    """What became of one action."""

    def __init__(self, services: Services, *, patient_id: str, check: RecordedCheck) -> None:
        super().__init__(services, name="check_result", subject_id=check.id, patient_id=patient_id)
        self.result = TextEdit(lines=2)
        self.result.setObjectName("check_result_text")
        self.blocks = {"result": FieldBlock("", self.result)}
        self.fields.put(*self.blocks.values())
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.blocks["result"].set_label(self.tr("What became of it"))
        self.save.setText(self.tr("Sign the &result"))

    def values(self) -> Values:
        """What is typed."""
        return {"result": self.result.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.result.setPlainText(str(kept.get("result", "")))

    def act(self) -> str:
        """Sign it."""
        self.services.course_checks.tell_result(self.subject_id, self.result.toPlainText())
        return self.tr("What became of the action is signed.")
