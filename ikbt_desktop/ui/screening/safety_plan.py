"""The safety plan in the patient's own words; each review is a new version."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import StaleRecord
from ikbt_desktop.services.risk_cases import SafetyPlanView
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import ComboBox, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
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
        self._plans: Sequence[SafetyPlanView] = ()
        self._draft: dict[str, str] = {}
        self.versions = ComboBox(small=True)
        self.versions.setObjectName("plan_versions")
        self.versions.activated.connect(self._choose)
        self._versions_block = FieldBlock("", self.versions)
        self._title, self._lead = Label("", "h3"), Label("", "small", ink="muted", wrap=True)
        self.fields = {key: TextEdit(lines=2) for key in _HEADINGS}
        self._blocks = {key: FieldBlock("", field) for key, field in self.fields.items()}
        for key, field in self.fields.items():
            field.setObjectName(f"plan_{key}")
            field.textChanged.connect(self.typed)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.save = Button("", icon="save")
        self.save.setObjectName("save_plan")
        self.save.clicked.connect(lambda: self.written.emit(self.content()))
        self.close_button = Button("", Kind.TEXT)
        self.close_button.setObjectName("close_plan")
        self.close_button.clicked.connect(self.closed)
        buttons = Row(gap=8)
        buttons.put(self.save, self.close_button, None)
        self.body.put(self._title, self._lead, self._versions_block)
        self.body.put(*self._blocks.values(), self._trouble)
        self.body.addLayout(buttons)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Safety plan"))
        self._lead.setText(
            self.tr("In the patient's own words. Saving makes a new version; the old ones stay.")
        )
        for key, block in self._blocks.items():
            block.set_label(say("SafetyPlan", _HEADINGS[key]))
        self._versions_block.set_label(self.tr("Read"))
        self._name_versions()
        self.save.setText(self.tr("Save this &version"))
        self.close_button.setText(self.tr("Close, keep the draft"))

    @property
    def shows_old(self) -> bool:
        """Whether a kept version is being read, which nobody can change."""
        return self.versions.value is not None

    def content(self) -> dict[str, str]:
        """What is written now, heading by heading; also while an older version is being read."""
        if self.shows_old:
            return dict(self._draft)
        return {key: field.toPlainText() for key, field in self.fields.items()}

    def show_content(self, content: Mapping[str, str]) -> None:
        """Show a draft."""
        self.versions.set_value(None)
        self._write(content, readable_only=False)

    def show_plans(self, plans: Sequence[SafetyPlanView]) -> None:
        """Start from the latest version; the older ones can be read in their place."""
        self._plans = plans
        self._name_versions()
        self._versions_block.setVisible(bool(plans))
        self.show_content(plans[0].content if plans else {})

    @property
    def newest(self) -> int:
        """The newest version that can be read here, 0 for none."""
        return max((plan.version for plan in self._plans), default=0)

    def say_overtaken(self, error: StaleRecord, plans: Sequence[SafetyPlanView]) -> None:
        """A colleague wrote a version meanwhile: it can be read, and mine may become the next."""
        mine, self._plans = self.content(), plans
        self._name_versions()
        self._versions_block.setVisible(True)
        self.show_content(mine)
        theirs = plans[0].content
        told = meanwhile.lines(
            (block.label.text(), theirs.get(key, ""), mine.get(key, ""))
            for key, block in self._blocks.items()
        )
        self.say_problem(meanwhile.sentence(error, told))

    def _name_versions(self) -> None:
        options: list[tuple[object, str]] = [(None, self.tr("The version being written"))]
        for plan in self._plans:
            text = self.tr("Version {version}, {day}, {name}").format(
                version=plan.version, day=local_day(plan.written_at), name=plan.written_by
            )
            options.append((plan.version, text))
        self.versions.set_options(options)

    def _choose(self) -> None:
        if not any(field.isReadOnly() for field in self.fields.values()):
            self._draft = {key: field.toPlainText() for key, field in self.fields.items()}
        chosen = {plan.version: plan.content for plan in self._plans}
        self._write(
            chosen.get(int(str(self.versions.value)), {}) if self.shows_old else self._draft,
            readable_only=self.shows_old,
        )

    def _write(self, content: Mapping[str, str], *, readable_only: bool) -> None:
        for key, field in self.fields.items():
            field.blockSignals(True)
            field.setPlainText(content.get(key, ""))
            field.setReadOnly(readable_only)
            field.blockSignals(False)
        self.save.setEnabled(not readable_only)

    def say_problem(self, sentence: str) -> None:
        """What stood in the way; the words stay."""
        self._trouble.say("", sentence)
        if sentence:
            self._trouble.reveal()
        else:
            self._trouble.hide()

    def focus_first(self) -> None:
        """The first heading without words."""
        empty = (field for field in self.fields.values() if not field.toPlainText().strip())
        next(empty, self.fields[HEADINGS[0]]).setFocus()
