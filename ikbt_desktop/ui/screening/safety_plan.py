"""The safety plan in the patient's own words; each review is a new version."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from ikbt_desktop.services.risk_cases import SafetyPlanView
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Row

_HEADINGS: Mapping[str, str] = {
    "warning_signs": mark("SafetyPlan", "How I notice that it gets harder"),
    "own_ways": mark("SafetyPlan", "What I can do myself"),
    "places": mark("SafetyPlan", "People and places that take my mind off it"),
    "people": mark("SafetyPlan", "People I can ask for help"),
    "care": mark("SafetyPlan", "Care I can contact"),
    "surroundings": mark("SafetyPlan", "How I make it safer around me"),
    "reasons": mark("SafetyPlan", "What matters to me"),
}
HEADINGS = tuple(_HEADINGS)


class SafetyPlanCard(Card):
    """`written(content)` asks to keep a version; `typed()` that the draft be kept; `closed()`."""

    written = Signal(dict)
    typed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=10, margins=(20, 16, 20, 16))
        self.setObjectName("safety_plan")
        self._title, self._lead = Label("", "h3"), Label("", "small", ink="muted", wrap=True)
        self.fields = {key: TextEdit(lines=2) for key in _HEADINGS}
        self._blocks = {key: FieldBlock("", field) for key, field in self.fields.items()}
        for key, field in self.fields.items():
            field.setObjectName(f"plan_{key}")
            field.textChanged.connect(self.typed)
        self._trouble = Label("", "small", ink="error", weight=500, wrap=True)
        self._trouble.hide()
        self.save = Button("", icon="save")
        self.save.setObjectName("save_plan")
        self.save.clicked.connect(lambda: self.written.emit(self.content()))
        self.close_button = Button("", Kind.TEXT)
        self.close_button.setObjectName("close_plan")
        self.close_button.clicked.connect(self.closed)
        buttons = Row(gap=8)
        buttons.put(self.save, self.close_button, None)
        self.body.put(self._title, self._lead, *self._blocks.values(), self._trouble)
        self.body.addLayout(buttons)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Safety plan"))
        self._lead.setText(
            self.tr("In the patient's own words. Saving makes a new version; the old ones stay.")
        )
        for key, block in self._blocks.items():
            block.set_label(say("SafetyPlan", _HEADINGS[key]))
        self.save.setText(self.tr("Save this &version"))
        self.close_button.setText(self.tr("Close, keep the draft"))

    def content(self) -> dict[str, str]:
        """What is written now, heading by heading."""
        return {key: field.toPlainText() for key, field in self.fields.items()}

    def show_content(self, content: Mapping[str, str]) -> None:
        """Show a version or a draft."""
        for key, field in self.fields.items():
            field.blockSignals(True)
            field.setPlainText(content.get(key, ""))
            field.blockSignals(False)

    def show_plan(self, plan: SafetyPlanView | None) -> None:
        """Show the latest version."""
        self.show_content(plan.content if plan else {})

    def say_problem(self, sentence: str) -> None:
        """What stood in the way; the words stay."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """The first heading without words."""
        empty = (field for field in self.fields.values() if not field.toPlainText().strip())
        next(empty, self.fields[HEADINGS[0]]).setFocus()
