"""First start: the clinic, its crisis number, the first administrator, and the recovery key."""

import hmac
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStorageInfo, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ikbt_desktop.errors import (
    IkbtError,
    InvalidValue,
    MistypedKey,
    WeakPassword,
    WrongRecoveryKey,
)
from ikbt_desktop.services import saved_files
from ikbt_desktop.services.backups import PlaceFacts
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.services.sign_in import Entry, Founded, NewClinic, Protection
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.entry.sign_in_page import LanguageButton
from ikbt_desktop.ui.kit import background, language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card, Ground
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.kit.edits import LineEdit, PasswordEdit, TextEdit
from ikbt_desktop.ui.kit.eye import Eye
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.wizard_rail import RailStep, StepState, WizardRail

_QUIET_MS = 400
_PLUGGED = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Where Linux and macOS show disks that are plugged in."""
_NARROW = 900
"""Effective width below which the rail gives its room to the form."""


class Step(StrEnum):
    """The steps, in their order."""

    CLINIC = "clinic"
    CRISIS = "crisis"
    BACKUPS = "backups"
    PERSON = "person"
    RECOVERY = "recovery"


def mounted_disks() -> list[str]:
    """Where disks are that somebody may have plugged in; the system's own places are left out."""
    found = [one.rootPath() for one in QStorageInfo.mountedVolumes() if _is_for_people(one)]
    return sorted(found)


def _is_for_people(disk: QStorageInfo) -> bool:
    if not disk.isValid() or not disk.isReady() or disk.isReadOnly() or disk.isRoot():
        return False
    return sys.platform == "win32" or disk.rootPath().startswith(_PLUGGED)


@dataclass(frozen=True)
class _Field:
    """One field of the wizard: which step, which widget, and whether it must be filled in."""

    step: Step
    block: FieldBlock
    required: bool

    @property
    def is_asked(self) -> bool:
        """Whether it is among the fields that one sees."""
        return not self.block.isHidden()

    @property
    def text(self) -> str:
        """What is written in it, without surrounding spaces (a password is kept as it is)."""
        field = self.block.field
        if isinstance(field, TextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, LineEdit)
        return field.text() if isinstance(field, PasswordEdit) else field.text().strip()


class FirstStart(Ground):
    """Five steps: nothing is made before the fourth, and nobody is let in before the fifth."""

    founded = Signal(str)
    """The clinic is ready and its papers test-typed; the administrator's login name follows."""
    papers_lost = Signal()
    """What was printed is gone before it was typed: sign in and print anew."""

    def __init__(
        self,
        entry: Entry,
        *,
        save_as: Callable[[QWidget, str], str] | None = None,
        disks: Callable[[], list[str]] = mounted_disks,
        choose_folder: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__("canvas")
        self._disks = disks
        self._choose_folder = choose_folder or _ask_folder
        self._place: PlaceFacts | IkbtError | None = None
        self._entry = entry
        self._save_as = save_as or _ask_where
        self._step = Step.CLINIC
        self._sheets: dict[str, bytes] = {}
        self._protection: Protection | None = None
        self._has_keyring = False
        self._made = self._resumed = False
        self.rail = WizardRail(self.tr("First start"))
        self.rail.step_chosen.connect(self._go)
        self._stack = QStackedWidget()
        self._fields: dict[str, _Field] = {}
        self._heads: dict[Step, tuple[Label, Label]] = {}
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.back = Button("", Kind.SECONDARY, icon="arrow-left")
        self.back.setObjectName("back")
        self.next = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.next.setObjectName("next")
        self._bar = ActionBar()
        self._build()
        language.follow(self, self.retranslate)
        theme.current().changed.connect(self._fit)
        self._show()
        self.look_for_keyring()
        self._propose_place()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        for step in Step:
            self._stack.addWidget(self._page(step))
        self._bar.add_left(self.back, LanguageButton())
        self._bar.add_right(self.next)
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._next)
        right = Column(gap=0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._bar)
        whole = Row(self, gap=0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def _page(self, step: Step) -> QWidget:
        scroll = Scroll(gap=12, margins=(24, 18, 24, 18))
        head, lead = Label("", "h1", wrap=True), Label("", "body", ink="muted", wrap=True)
        self._heads[step] = (head, lead)
        scroll.body.put(head, lead)
        if step is Step.CLINIC:
            scroll.body.addWidget(self._trouble)
        card = Card(gap=12, margins=(20, 18, 20, 18))
        for widget in {
            Step.CLINIC: self._clinic_fields,
            Step.CRISIS: self._crisis_fields,
            Step.BACKUPS: self._backup_parts,
            Step.PERSON: self._person_fields,
            Step.RECOVERY: self._recovery_parts,
        }[step]():
            card.body.addWidget(widget)
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        return scroll

    def _field(
        self,
        step: Step,
        key: str,
        widget: QWidget,
        *,
        required: bool = True,
        aside: QWidget | None = None,
    ) -> FieldBlock:
        widget.setObjectName(key)
        block = FieldBlock("", widget, optional=not required, aside=aside)
        if isinstance(widget, LineEdit | TextEdit):
            widget.textChanged.connect(self._count_fields)
        self._fields[key] = _Field(step, block, required)
        return block

    def _clinic_fields(self) -> list[QWidget]:
        step = Step.CLINIC
        return [
            self._field(step, "name", LineEdit(width=420)),
            self._field(step, "address", LineEdit(width=420), required=False),
            self._field(step, "phone", LineEdit(width=210), required=False),
            self._field(step, "email", LineEdit(width=320), required=False),
        ]

    def _crisis_fields(self) -> list[QWidget]:
        step = Step.CRISIS
        return [
            self._field(step, "crisis_unit", LineEdit(width=420)),
            self._field(step, "crisis_phone", LineEdit(width=210)),
            self._field(step, "crisis_text", TextEdit(lines=4)),
        ]

    def _backup_parts(self) -> list[QWidget]:
        self._own_head = Label("", "small", weight=500)
        self._own_place = Label(str(self._entry.folder.backups), "body", wrap=True)
        self._own_place.setObjectName("own_backup_place")
        self._own_note = Label("", "cap", ink="muted", wrap=True)
        self.choose_place = Button("", small=True)
        self.choose_place.setObjectName("choose_backup_place")
        self.choose_place.clicked.connect(self._choose_place)
        place = LineEdit(width=420)
        block = self._field(
            Step.BACKUPS, "backup_place", place, required=False, aside=self.choose_place
        )
        self._place_warning = InlineMessage(Tone.WARNING)
        self._place_warning.setObjectName("backup_place_warning")
        self._place_warning.hide()
        # A disk may be slow to answer: it is asked when one stops typing, and aside.
        self._look = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._look.timeout.connect(self._look_at_place)
        place.textChanged.connect(self._place_changed)
        return [self._own_head, self._own_place, self._own_note, block, self._place_warning]

    def _propose_place(self) -> None:
        """Ask aside which disks there are; what somebody wrote meanwhile stays."""
        background.run(
            self,
            lambda _: self._entry.proposed_backup_place(self._disks()),
            done=self._show_proposed,
            failed=lambda _: None,
        )

    def _show_proposed(self, place: str) -> None:
        field = self._fields["backup_place"].block.field
        if isinstance(field, LineEdit) and not field.text() and place:
            field.setText(place)

    def _choose_place(self) -> None:
        chosen = self._choose_folder(self)
        field = self._fields["backup_place"].block.field
        if chosen and isinstance(field, LineEdit):
            field.setText(chosen)

    def _place_changed(self) -> None:
        self._fields["backup_place"].block.set_error("")
        self._place = None
        self._say_place()
        self._look.start()

    def _look_at_place(self) -> None:
        written = self._text("backup_place")
        if not written:
            return

        def _found(facts: PlaceFacts | IkbtError) -> None:
            if self._text("backup_place") == written:  # nobody typed on meanwhile
                self._place = facts
                self._say_place()

        background.run(
            self,
            lambda _: self._entry.about_backup_place(written),
            done=_found,
            failed=_found,
        )

    def _say_place(self) -> None:
        """What the folder is worth; nothing chosen is allowed, and said."""
        block, place = self._fields["backup_place"].block, self._place
        warning: tuple[str, str] | None = None
        if not self._text("backup_place"):
            warning = (
                self.tr("No second place yet"),
                self.tr(
                    "You can go on. The status row reminds administrators until one is chosen."
                ),
            )
        elif isinstance(place, IkbtError):
            block.show_problem(place)
        elif place is not None:
            warning = self._about_place(place)
        block.set_help(self._place_help(place))
        self._place_warning.setVisible(warning is not None)
        if warning is not None:
            self._place_warning.say(*warning)

    def _place_help(self, place: PlaceFacts | IkbtError | None) -> str:
        if not isinstance(place, PlaceFacts) or not place.is_there:
            return ""
        if place.same_disk or place.synced or place.network:
            return ""
        return self.tr("On another disk. The folder is made together with the clinic.")

    def _about_place(self, place: PlaceFacts) -> tuple[str, str] | None:
        if not place.is_there:
            return (
                self.tr("The folder is not there"),
                self.tr("Plug in the disk, or choose another folder."),
            )
        if not place.is_writable:
            return (
                self.tr("Nothing can be written there"),
                self.tr("Choose another folder."),
            )
        if place.same_disk:
            return (
                self.tr("The same disk as the clinic"),
                self.tr("If the disk breaks all is lost. A USB stick or another disk is safer."),
            )
        if place.synced:
            return (
                self.tr("A sync service uploads this folder"),
                self.tr("The copies are encrypted, but old ones may stay there for good."),
            )
        if place.network:
            return (
                self.tr("A folder on the network"),
                self.tr("It gets its copy when the network is there."),
            )
        return None

    def _person_fields(self) -> list[QWidget]:
        step = Step.PERSON
        return [
            self._field(step, "person", LineEdit(width=320)),
            self._field(step, "title", LineEdit(width=320), required=False),
            self._field(step, "login", LineEdit(width=210)),
            self._protection_choice(),
            self._password_field(),
            self._field(step, "again", self._again),
        ]

    def _password_field(self) -> FieldBlock:
        self._again = PasswordEdit(width=320)
        field = PasswordEdit(width=320)
        block = self._field(Step.PERSON, "password", field, aside=Eye(field, self._again))
        self._hint = PasswordHint(block, self._rules)
        return block

    def _rules(self) -> PasswordRules:
        return self._entry.password_rules(
            self._protection, login=self._text("login"), clinic_name=self._text("name")
        )

    def _protection_choice(self) -> QWidget:
        """Where no keyring can hold the device code: type it each day, or do without it."""
        self._choice = QWidget()
        self._choice_head = Label("", "small", weight=500)
        self._choice_why = Label("", "cap", ink="muted", wrap=True)
        self.typed_daily, self.alone = RadioButton(), RadioButton()
        self.typed_daily.setObjectName("device_code_typed")
        self.alone.setObjectName("password_only")
        self._alone_note = Label("", "cap", ink="review", wrap=True)
        Column(self._choice, gap=4).put(
            self._choice_head, self._choice_why, self.typed_daily, self.alone, self._alone_note
        )
        self._choice.hide()
        self._alone_note.hide()
        self.alone.toggled.connect(self._choose_protection)
        return self._choice

    def _choose_protection(self) -> None:
        alone = self.alone.isChecked()
        self._protection = Protection.ALONE if alone else Protection.DEVICE_CODE
        self._alone_note.setVisible(alone)
        self._hint.retranslate()

    def look_for_keyring(self) -> None:
        """Ask aside, since a keyring may take seconds to answer."""
        background.run(
            self,
            lambda _: self._entry.has_keyring(),
            done=self._show_keyring,
            failed=lambda _: self._show_keyring(False),
        )

    def _show_keyring(self, there: bool) -> None:
        self._protection = Protection.DEVICE_CODE
        self._has_keyring = there
        self._choice.setVisible(not there)
        self.typed_daily.setChecked(True)
        self._hint.retranslate()

    def _recovery_parts(self) -> list[QWidget]:
        self._key_words = Label("", "small", ink="muted", wrap=True)
        self._key, self._device = (Label("", "h3", wrap=True), Label("", "h3", wrap=True))
        self._key_head, self._device_head = (Label("", "h2"), Label("", "h2"))
        self._key.setObjectName("recovery_key")
        self._device.setObjectName("device_code")
        self._device_words = Label("", "small", ink="muted", wrap=True)
        self.save_sheet = Button("", Kind.SECONDARY, icon="printer")
        self.save_sheet.setObjectName("save_sheet")
        self.save_device_sheet = Button("", Kind.SECONDARY, icon="printer")
        self.save_device_sheet.setObjectName("save_device_sheet")
        self._saved = Label("", "small", ink="ok", weight=500, wrap=True)
        self.lost = Button("", Kind.TEXT)
        self.lost.setObjectName("papers_lost")
        self.lost.hide()
        self.save_sheet.clicked.connect(lambda: self._save_sheet("recovery"))
        self.save_device_sheet.clicked.connect(lambda: self._save_sheet("device"))
        self.lost.clicked.connect(self.papers_lost)
        typed = self._field(Step.RECOVERY, "typed", LineEdit(width=560))
        self._device_parts: list[QWidget] = [
            Line(),
            self._device_head,
            self._device_words,
            self._device,
            _row(self.save_device_sheet),
            self._field(Step.RECOVERY, "typed_device", LineEdit(width=560)),
        ]
        for part in self._device_parts:
            part.hide()
        own = [self._key_head, self._key_words, self._key, _row(self.save_sheet), typed]
        return [*own, *self._device_parts, self._saved, _row(self.lost)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.rail.setVisible(self.width() / theme.current().scale >= _NARROW)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        heads = {
            Step.CLINIC: (
                self.tr("Your clinic"),
                self.tr("The name stands on every letter and summary. It can be changed later."),
            ),
            Step.CRISIS: (
                self.tr("When it is urgent"),
                self.tr(
                    "Shown beside 112 wherever a risk is flagged. The program does not start "
                    "without it."
                ),
            ),
            Step.BACKUPS: (
                self.tr("Backups"),
                self.tr(
                    "The program makes encrypted copies by itself, at lock and closing and after "
                    "two hours of work. A disk that breaks takes the copies on it along: so let "
                    "each copy also lie on another disk."
                ),
            ),
            Step.PERSON: (
                self.tr("The first administrator"),
                self.tr("You add colleagues afterwards. An administrator reads no clinical text."),
            ),
            Step.RECOVERY: (
                self.tr("The clinic's papers"),
                self.tr("Print both, keep them in different places, and type them from the paper.")
                if self._fields["typed_device"].is_asked
                else self.tr("Print it, seal it in an envelope, and type it here from the paper."),
            ),
        }
        for step, (head, lead) in heads.items():
            self._heads[step][0].setText(head)
            self._heads[step][1].setText(lead)
        self.rail.set_title(self.tr("First start"))
        self._label_fields()
        self._label_papers()
        self._label_choice()
        for field in self._fields.values():
            field.block.set_error("")  # it was said in the other language
        self._own_head.setText(self.tr("The first place"))
        self._own_note.setText(self.tr("In the clinic's own folder, always. It is on this disk."))
        self.choose_place.setText(self.tr("Choose a &folder …"))
        self._say_place()
        self.back.setText(self.tr("&Back"))
        self._show()

    def _label_papers(self) -> None:
        self._key_head.setText(self.tr("Recovery key"))
        self._device_head.setText(self.tr("Device code"))
        shown_once = self.tr("It is shown now and never again.")
        self._key_words.setText(
            " ".join(
                (
                    self.tr("If every password is lost, this key is the only way back."),
                    self.tr("Seal it in an envelope.")
                    if not self._resumed
                    else self.tr(
                        "The clinic was made earlier. Type the key from the printed sheet."
                    ),
                    "" if self._resumed else shown_once,
                )
            ).strip()
        )
        self._device_words.setText(
            " ".join(
                (
                    self.tr("A copied folder is worth nothing without it. It opens nothing alone."),
                    self.tr("This account's keyring keeps it; a new computer asks for it once.")
                    if self._has_keyring
                    else self.tr("This computer asks for it at each start."),
                    self.tr("Lock it up at the clinic, not with the recovery key."),
                    "" if self._resumed else shown_once,
                )
            ).strip()
        )
        self.save_sheet.setText(self.tr("&Save the recovery sheet as PDF …"))
        self.save_device_sheet.setText(self.tr("Save the &device code's sheet as PDF …"))
        self.lost.setText(self.tr("Is a &paper lost? Sign in and print a new one"))

    def _label_choice(self) -> None:
        self._choice_head.setText(self.tr("The device code"))
        self._choice_why.setText(
            self.tr(
                "This computer account has no keyring that the program trusts, so nothing here "
                "can keep the clinic's device code."
            )
        )
        self.typed_daily.setText(self.tr("Type the device code at each start"))
        self.alone.setText(self.tr("Password only"))
        self._alone_note.setText(
            self.tr(
                "Whoever copies the clinic's folder can then try passwords on it. Passwords must "
                "be longer, the choice is logged, and the status bar says so."
            )
        )

    def _label_fields(self) -> None:
        labels = {
            "name": self.tr("The clinic's name"),
            "address": self.tr("Address"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "crisis_unit": self.tr("Nearest psychiatric emergency unit"),
            "crisis_phone": self.tr("Its phone number"),
            "crisis_text": self.tr("What patients and colleagues are told"),
            "backup_place": self.tr("The second place"),
            "person": self.tr("Your name"),
            "title": self.tr("Title"),
            "login": self.tr("User name"),
            "password": self.tr("Password"),
            "again": self.tr("The password once more"),
            "typed": self.tr("The recovery key, typed from the paper"),
            "typed_device": self.tr("The device code, typed from the paper"),
        }
        for key, label in labels.items():
            self._fields[key].block.set_label(label)
        self._hint.retranslate()
        text = self._fields["crisis_text"].block.field
        if isinstance(text, TextEdit) and not text.toPlainText():
            text.setPlainText(
                "Vid akut fara för liv: ring 112. Mår du så dåligt att du behöver hjälp genast: "
                "kontakta den psykiatriska akutmottagningen, dygnet runt."
            )

    def _names(self) -> dict[Step, str]:
        return {
            Step.CLINIC: self.tr("Clinic"),
            Step.CRISIS: self.tr("Crisis numbers"),
            Step.BACKUPS: self.tr("Backups"),
            Step.PERSON: self.tr("Administrator"),
            Step.RECOVERY: self.tr("Papers"),
        }

    # --- moving ------------------------------------------------------------------------------

    def _show(self) -> None:
        steps = list(Step)
        self._stack.setCurrentIndex(steps.index(self._step))
        self._count_fields()
        self.rail.set_current(self._step.value)
        self.back.setVisible(self._step is not Step.CLINIC and not self._made)
        self.next.setText(
            {
                Step.PERSON: self.tr("&Make the clinic"),
                Step.RECOVERY: self.tr("&Done"),
            }.get(self._step, self.tr("&Next"))
        )

    def _count_fields(self) -> None:
        self.rail.set_steps([self._rail_step(step) for step in Step])

    def _rail_step(self, step: Step) -> RailStep:
        wrong = {key for key, field in self._fields.items() if field.block.error}
        own = {key for key in wrong if self._fields[key].step is step}
        missing = len(own | set(self._missing(step)))
        if step is Step.RECOVERY and not self._made:
            state, line = StepState.LOCKED, self.tr("After the administrator")
        elif self._made and step is not Step.RECOVERY:
            state, line = StepState.LOCKED, self.tr("Done")
        elif step is Step.BACKUPS and not self._text("backup_place"):
            state, line = StepState.UNTOUCHED, self.tr("Can wait")
        elif missing:
            state = StepState.BEGUN if step is self._step else StepState.UNTOUCHED
            line = say("FirstStart", "%n field(s) left", missing)
        else:
            state, line = StepState.DONE, self.tr("Filled in")
        return RailStep(step.value, self._names()[step], line, state)

    def _missing(self, step: Step) -> list[str]:
        return [
            key
            for key, field in self._fields.items()
            if field.step is step and field.required and not field.text and field.is_asked
        ]

    def _go(self, key: str) -> None:
        if not self._made and Step(key) is not Step.RECOVERY:
            self._step = Step(key)
        self._show()
        self.focus_first()

    def focus_first(self) -> None:
        """The first empty field of the step."""
        own = [(key, field) for key, field in self._fields.items() if field.step is self._step]
        empty = [field for _, field in own if field.required and not field.text]
        (empty or [field for _, field in own])[0].block.field.setFocus()

    def _back(self) -> None:
        steps = list(Step)
        self._go(steps[max(0, steps.index(self._step) - 1)].value)

    def _next(self) -> None:
        if not self._is_filled_in(self._step):
            return
        if self._step is Step.RECOVERY:
            self._confirm()
        elif self._step is Step.PERSON:
            self._found()
        else:
            steps = list(Step)
            self._go(steps[steps.index(self._step) + 1].value)

    def _is_filled_in(self, step: Step) -> bool:
        for field in self._fields.values():
            if field.step is step:
                field.block.set_error("")
        missing = self._missing(step)
        for key in missing:
            self._fields[key].block.set_error(self.tr("Fill this in to go on."))
        if not missing and step is Step.PERSON and self._text("password") != self._text("again"):
            self._fields["again"].block.set_error(self.tr("The two passwords differ."))
            missing = ["again"]
        if missing:
            self._fields[missing[0]].block.field.setFocus()
        self._count_fields()
        return not missing

    def _text(self, key: str) -> str:
        return self._fields[key].text

    # --- making ------------------------------------------------------------------------------

    def _found(self) -> None:
        unfinished = [step for step in (Step.CLINIC, Step.CRISIS) if self._missing(step)]
        if unfinished:
            self._go(unfinished[0].value)
            self._is_filled_in(unfinished[0])
            return
        # Every field of the value is a field of the form under the same name.
        texts = {
            field.name: self._text(field.name) for field in fields(NewClinic) if field.type is str
        }
        new = NewClinic(**texts, protection=self._protection)
        self.next.set_busy(self.tr("Making the clinic …"))
        background.run(
            self, lambda _: self._entry.found(new), done=self._show_keys, failed=self._refused
        )

    def _show_keys(self, founded: Founded) -> None:
        self.next.set_busy("")
        self._made = True
        self._sheets = {"recovery": founded.recovery_sheet}
        self._key.setText(founded.recovery_key)
        if founded.device_code is not None and founded.device_sheet is not None:
            self._sheets["device"] = founded.device_sheet
            self._device.setText(founded.device_code)
            self._ask_device_code()
        self._step = Step.RECOVERY
        self._show()
        self.focus_first()

    @property
    def shows_keys(self) -> bool:
        """Whether keys stand on the screen that are never shown again."""
        return bool(self._sheets)

    @property
    def person(self) -> str:
        """The administrator to be."""
        return self._text("person")

    def proves(self, password: str) -> bool:
        """Whether this is the password that was chosen a step ago."""
        return hmac.compare_digest(password.encode(), self._text("password").encode())

    def _ask_device_code(self) -> None:
        for part in self._device_parts:
            part.show()
        self.retranslate()

    def resume_untested(self) -> None:
        """The clinic was made but its papers never typed: only the last step is left."""
        self._made = self._resumed = True
        self._step = Step.RECOVERY
        if self._entry.uses_device_code():
            self._ask_device_code()
        for shown_once in (self._key, self._device, self.save_sheet, self.save_device_sheet):
            shown_once.hide()
        self.lost.show()
        self.retranslate()

    def _refused(self, error: IkbtError) -> None:
        self.next.set_busy("")
        problem = problems.describe(error)
        if isinstance(error, WeakPassword):
            self._refuse(self._fields["password"], error)
        elif isinstance(error, InvalidValue) and error.field in self._fields:
            field = self._fields[error.field]
            self._go(field.step.value)
            self._refuse(field, error)
        else:
            self._go(Step.CLINIC.value)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()

    def _save_sheet(self, which: str) -> None:
        names = {
            "recovery": self.tr("Recovery sheet.pdf"),
            "device": self.tr("Device code sheet.pdf"),
        }
        target = self._save_as(self, names[which])
        if not target:
            return
        try:
            saved_files.write(Path(target), self._sheets[which])
        except IkbtError:
            self._saved.set_ink("error")
            self._saved.setText(
                self.tr("The file could not be written there. Choose another place.")
            )
            return
        self._saved.set_ink("ok")
        self._saved.setText(
            self.tr("Saved. Print it, then delete the file: whoever has it can open the clinic.")
            if which == "recovery"
            else self.tr("Saved. Print it, then delete the file.")
        )

    def _confirm(self) -> None:
        key, code = self._text("typed"), self._text("typed_device")
        asked = self._fields["typed_device"].is_asked
        self.next.set_busy(self.tr("Trying what you typed …"))
        background.run(
            self,
            lambda _: self._tried(key, code if asked else None),
            done=self._answer,
            failed=lambda error: self._mistyped("typed", error),
        )

    def _tried(self, key: str, code: str | None) -> tuple[str, IkbtError] | None:
        """Both papers, off the screen's thread; the first that is wrong, or None."""
        if code is not None:
            try:
                self._entry.try_device_code(code)
            except (MistypedKey, WrongRecoveryKey) as error:
                return "typed_device", error
        self._entry.confirm_recovery_key(key)
        return None

    def _answer(self, wrong: tuple[str, IkbtError] | None) -> None:
        if wrong is None:
            self._finished()
        else:
            self._mistyped(*wrong)

    def _mistyped(self, key: str, error: IkbtError) -> None:
        self.next.set_busy("")
        self._refuse(self._fields[key], error)

    def _refuse(self, field: _Field, error: IkbtError) -> None:
        field.block.show_problem(error)
        field.block.field.setFocus()
        self._count_fields()

    def _finished(self) -> None:
        self.next.set_busy("")
        self._sheets = {}
        self._key.setText("")
        self._device.setText("")
        self.founded.emit(self._text("login"))


def _row(button: Button) -> QWidget:
    row = QWidget()
    Flow(row).addWidget(button)
    return row


def _ask_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent)


def _ask_where(parent: QWidget, name: str) -> str:
    chosen, _ = QFileDialog.getSaveFileName(parent, name, name, "PDF (*.pdf)")
    return chosen
