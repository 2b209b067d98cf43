"""A small form whose contents are signed: kept while typed, errors at their fields, Ctrl+Enter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import IkbtError, Incomplete, InvalidValue, StaleRecord
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import DateField
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values


class SignedForm(QWidget):
    """`values`, `fill` and `act` are the form's own; `blocks` are its fields by name."""

    done = Signal(str)

    def __init__(
        self, services: Services, *, name: str, subject_id: str, patient_id: str | None
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.services, self.subject_id, self._patient_id = services, subject_id, patient_id
        self.blocks: dict[str, FieldBlock] = {}
        self.trouble = InlineMessage(Tone.TROUBLE)
        self.trouble.hide()
        self.fields = Column(gap=10)
        self.save = Button("", Kind.PRIMARY, hint="Ctrl+Enter")
        self.save.setObjectName(f"{name}_save")
        self.buttons = QWidget()
        self._flow = Flow(self.buttons, gap=8)
        self._flow.addWidget(self.save)
        whole = Column(self, gap=10)
        whole.put(self.trouble)
        whole.addLayout(self.fields)
        whole.put(self.buttons)
        self.save.clicked.connect(self._save)
        for keys in ("Ctrl+Enter", "Ctrl+Return"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save.press)
        self._draft: KeptForm | None = None

    def add_button(self, button: Button) -> None:
        """Another verb beside the primary one."""
        self._flow.addWidget(button)

    def begin(self) -> None:
        """All fields are there: show what was typed before, and keep what is typed from here on."""
        self._draft = KeptForm(
            self,
            self.services,
            kind=self.objectName(),
            subject_id=self.subject_id,
            patient_id=self._patient_id,
            read=self.values,
        )
        kept = self._draft.kept()
        if kept is not None:
            self.fill(kept)

    def date_field(self, name: str) -> DateField:
        """A field that reads days as people write them."""
        field = DateField(
            lambda text: parse_day(text, today=local_day(self.services.workplace.clock())),
            words.spelled,
        )
        field.setObjectName(name)
        return field

    def values(self) -> Values:
        """What is typed."""
        raise NotImplementedError

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        raise NotImplementedError

    def act(self) -> str:
        """Sign it; gives the sentence to say."""
        raise NotImplementedError

    def catch_up(self) -> Sequence[str]:
        """Somebody else saved first: read what is kept now, tell line by line what is otherwise."""
        return ()

    def keep(self) -> None:
        """Keep what is typed, at once."""
        if self._draft is not None:
            self._draft.keep()

    def forget(self) -> None:
        """What was typed is not needed any more."""
        if self._draft is not None:
            self._draft.forget()

    def _save(self) -> None:
        self.trouble.hide()
        for block in self.blocks.values():
            block.set_error("")
        try:
            said = self.act()
        except IkbtError as error:
            self._tell(error)
            return
        self.forget()
        self.done.emit(said)

    def _overtaken(self, stale: StaleRecord) -> None:
        try:
            different = self.catch_up()
        except IkbtError as gone:
            self._tell(gone)
            return
        self.trouble.say(say("SignedForm", "Not saved yet."), meanwhile.sentence(stale, different))
        self.trouble.reveal()

    def _tell(self, error: IkbtError) -> None:
        if isinstance(error, StaleRecord):
            self._overtaken(error)
            return
        wrong: Mapping[str, str] = {}
        if isinstance(error, Incomplete):
            wrong = dict.fromkeys(error.missing, say("SignedForm", "Fill this in before you sign."))
        elif isinstance(error, InvalidValue):
            wrong = {error.field: words.problem(error)}
        here = {name: text for name, text in wrong.items() if name in self.blocks}
        for name, text in here.items():
            self.blocks[name].set_error(text)
        if here:
            self.blocks[next(iter(here))].field.setFocus()
            return
        self.trouble.say(
            say("SignedForm", "Not signed. What you wrote is still here."), words.problem(error)
        )
        self.trouble.reveal()
