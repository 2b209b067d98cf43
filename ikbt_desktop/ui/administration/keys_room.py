"""The clinic's keys: what there is, since when, what is still to be done, and how they change."""

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, MistypedKey, WrongRecoveryKey
from ikbt_desktop.services.keys import KeysView, NewDeviceCode, Step, WayIn
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration import words
from ikbt_desktop.ui.administration.code_card import CodeCard
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.administration.rotation_pane import RotationPane
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll, clear


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(LOCAL):%Y-%m-%d}"


class _Fact(QWidget):
    """A name, and below it what is so."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", "body", weight=600, wrap=True)
        self._words = Label("", "small", ink="muted", wrap=True)
        Column(self, gap=1).put(self._name, self._words)

    def say(self, name: str, text: str) -> None:
        """Change both."""
        self._name.setText(name)
        self._words.setText(text)


class KeysRoom(Room):
    """An overview, and two guides that take its place."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._view: KeysView | None = None
        self._new: NewDeviceCode | None = None
        self._title, self._about = Label("", "h1"), Label("", "body", wrap=True)
        self._done = InlineMessage(Tone.DONE)
        self._done.setObjectName("keys_done")
        self._todo = InlineMessage(Tone.WARNING)
        self._todo.setObjectName("keys_todo")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("keys_trouble")
        self._trouble.hide()
        self._exists = Label("", "h3")
        self._card = Card(gap=12)
        self._master, self._device, self._paper = _Fact(), _Fact(), _Fact()
        self._ways_head = Label("", "h3")
        self._ways_card = Card(gap=8)
        self._acts = Label("", "h3")
        self._acts_card = Card(gap=10)
        self._about_device = Label("", "small", ink="muted", wrap=True)
        self._about_rotation = Label("", "small", ink="muted", wrap=True)
        self.renew_device = Button("", icon="key-round")
        self.renew_device.setObjectName("renew_device")
        self.rotate = Button("", Kind.DANGER)
        self.rotate.setObjectName("rotate")
        self._device_title, self._device_words = (
            Label("", "h1", wrap=True),
            Label("", "body", wrap=True),
        )
        self._device_trouble = InlineMessage(Tone.TROUBLE)
        self._device_trouble.setObjectName("device_trouble")
        self._device_trouble.hide()
        self.card = CodeCard("device")
        self.take = Button("", Kind.PRIMARY)
        self.take.setObjectName("take_device")
        self.leave = Button("")
        self.leave.setObjectName("leave_device")
        self.pane = RotationPane(
            lambda: services.administration.password_rules(login=services.keys.own_login())
        )
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self._card.body.put(self._master, self._device, self._paper)
        self._device_acts, rotation = QWidget(), QWidget()
        Flow(self._device_acts).addWidget(self.renew_device)
        Flow(rotation).addWidget(self.rotate)
        self._acts_card.body.put(
            self._about_device, self._device_acts, self._about_rotation, rotation
        )
        first = Scroll(gap=12, margins=(24, 16, 24, 16))
        first.body.put(
            self._title,
            self._done,
            self._todo,
            self._trouble,
            self._about,
            self._exists,
            self._card,
            self._acts,
            self._acts_card,
            self._ways_head,
            self._ways_card,
            None,
        )
        acts = QWidget()
        flow = Flow(acts)
        flow.addWidget(self.take)
        flow.addWidget(self.leave)
        second = Scroll(gap=12, margins=(24, 16, 24, 16))
        second.body.put(
            self._device_title, self._device_words, self._device_trouble, self.card, acts, None
        )
        self._whole = QStackedWidget()
        for pane in (first, second, self.pane):
            self._whole.addWidget(pane)
        self._second = second
        Column(self, gap=0).addWidget(self._whole)

    def _wire(self) -> None:
        self.renew_device.clicked.connect(self._make_code)
        self.rotate.clicked.connect(self._begin_rotation)
        self.take.clicked.connect(self._take)
        self.card.typed.returnPressed.connect(self._take)
        self.leave.clicked.connect(self._back)
        self.pane.given_up.connect(self._back)
        self.pane.ordered.connect(self.keys_change_asked)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Keys"))
        self._exists.setText(self.tr("What there is"))
        self._ways_head.setText(self.tr("Ways in"))
        self._acts.setText(self.tr("What can be done"))
        self._about_device.setText(
            self.tr(
                "A new device code when its paper was seen or lost. Nobody's password is needed. "
                "The old code opens nothing any more; each other computer and account asks once "
                "for the new one."
            )
        )
        self.renew_device.setText(self.tr("New &device code …"))
        self._about_rotation.setText(
            self.tr(
                "All keys when somebody who left is not trusted, or a computer or a copy of the "
                "files is in other hands. If a colleague leaves on good terms it is enough to shut "
                "the way in, under Users."
            )
        )
        self.rotate.setText(self.tr("Change &all keys …"))
        self._device_title.setText(self.tr("New device code"))
        self._device_words.setText(
            self.tr(
                "Print the sheet, then type the code from the paper. Until it has been typed the "
                "old code holds."
            )
        )
        self.take.setText(self.tr("&Let the new code hold"))
        self.leave.setText(self.tr("&Cancel"))
        self.card.set_title(self.tr("The new device code"))
        self.card.retranslate()
        self.pane.retranslate()
        self._say()

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        self._master.say(
            self.tr("Master key, number {number}").format(number=view.epoch),
            self.tr("Made {date}.").format(date=_day(view.epoch_since))
            if not view.older_epochs
            else self.tr(
                "Made {date}. The keys of before are kept inside the database: they open older "
                "backups and the older part of the log."
            ).format(date=_day(view.epoch_since)),
        )
        self._device.say(
            self.tr("Device code"),
            self.tr("Made {date}. On paper, and in the keyring of each computer.").format(
                date=_day(view.device_since)
            )
            if view.has_device_code
            else self.tr("None: the passwords alone protect the files, so they are longer."),
        )
        tested = _day(view.paper_tested)
        self._paper.say(
            self.tr("Recovery key"),
            self.tr("Made {date}, typed from the paper {tested}.").format(
                date=_day(view.paper_since), tested=tested
            )
            if tested
            else self.tr("Made {date}, not yet typed from the paper.").format(
                date=_day(view.paper_since)
            ),
        )
        self._about.setText(
            self.tr(
                "Everything that is written lies encrypted under one master key. Each colleague's "
                "password opens it together with the device code; the recovery key opens it alone."
            )
            if view.has_device_code
            else self.tr(
                "Everything that is written lies encrypted under one master key. Each colleague's "
                "password opens it, and so does the recovery key."
            )
        )
        self._device_acts.setVisible(view.has_device_code)
        self._about_device.setVisible(view.has_device_code)
        self._say_ways(view.ways)
        self._say_todo(view)

    def _say_ways(self, ways: tuple[WayIn, ...]) -> None:
        clear(self._ways_card.body)
        for way in ways:
            fact = _Fact()
            fact.say(way.name, "  ·  ".join(self._about_way(way)))
            self._ways_card.body.addWidget(fact)

    def _about_way(self, way: WayIn) -> list[str]:
        told = [words.role(way.role)]
        if not way.active or not way.is_open:
            return [*told, self.tr("shut")]
        told.append(self.tr("made {date}").format(date=_day(way.made_at)))
        if way.one_time:
            told.append(self.tr("has a one-time password and has not signed in"))
        else:
            told.append(self.tr("password of {date}").format(date=_day(way.password_at)))
        return told

    def _say_todo(self, view: KeysView) -> None:
        said = {
            Step.RENEW_PAPER: self.tr(
                "The recovery key has been used. Make a new one under Recovery key."
            ),
            Step.TEST_PAPER: self.tr(
                "Type the recovery key from its paper, under Recovery key, and seal it."
            ),
            Step.RENEW_DEVICE: self.tr(
                "The device code may be in other hands. Make a new one below."
            ),
            Step.ONE_TIME: self.tr(
                "Not signed in with their one-time password yet: {names}."
            ).format(names=", ".join(view.one_time)),
            Step.BACK_UP: self.tr(
                "No backup has been made since the keys were changed. Make one under Backups."
            ),
        }
        lines = [said[step] for step in view.todo]
        self._todo.say(self.tr("Still to be done"), "\n".join(lines))
        self._todo.setVisible(bool(lines))
        self._done.say(
            self.tr("Nothing is left to be done"),
            self.tr("Every key has been tried, and every way in is somebody's own."),
        )
        self._done.setVisible(not lines)

    # --- the device code ---------------------------------------------------------------------

    def _make_code(self) -> None:
        self._trouble.hide()
        self.renew_device.set_busy(self.tr("Making the code …"))
        background.run(
            self,
            lambda _: self.services.keys.new_device_code(),
            done=self._show_code,
            failed=self._not_made,
        )

    def _show_code(self, new: NewDeviceCode) -> None:
        self.renew_device.set_busy("")
        self._new = new
        file = self.tr("Device code sheet.pdf")
        self.card.show_code(new.code, new.sheet, file=file)
        self._whole.setCurrentWidget(self._second)
        self.card.save.setFocus()

    def _take(self) -> None:
        new, typed = self._new, self.card.typed.text()
        if new is None:
            return
        if not typed.strip():
            self.card.block.set_error(self.tr("Type the code from the paper."))
            self.card.typed.setFocus()
            return
        self.card.block.set_error("")
        self._device_trouble.hide()
        self.take.set_busy(self.tr("Renewing every way in …"))
        background.run(
            self,
            lambda _: self.services.keys.take_device_code(new, typed),
            done=self._taken,
            failed=self._not_taken,
        )

    def _taken(self, kept: object) -> None:
        self.take.set_busy("")
        self._back()
        said = (
            self.tr("The new code holds, and this computer keeps it in its keyring.")
            if kept
            else self.tr("The new code holds. It is asked for at the next sign-in.")
        )
        self.said.emit(said, None)
        self.changed.emit()

    def _not_made(self, error: IkbtError) -> None:
        self.renew_device.set_busy("")
        self._tell(self._trouble, error)

    def _not_taken(self, error: IkbtError) -> None:
        """The printed sheet stays good: the same click lets its code hold later."""
        self.take.set_busy("")
        if isinstance(error, MistypedKey):
            self.card.block.show_problem(error)
        elif isinstance(error, WrongRecoveryKey):
            self.card.block.set_error(
                self.tr("That is another code. Type the one from the new sheet.")
            )
        else:
            self._tell(self._device_trouble, error)
            return
        self.card.typed.setFocus()

    def _tell(self, message: InlineMessage, error: IkbtError) -> None:
        problem = problems.describe(error)
        message.say(problem.title, problem.sentence)
        message.reveal()

    def _back(self) -> None:
        self._new = None
        self._device_trouble.hide()
        self.card.forget()
        self._whole.setCurrentIndex(0)
        self.refresh()
        self.rotate.setFocus()

    # --- a change of all keys ----------------------------------------------------------------

    def _begin_rotation(self) -> None:
        if self._view is None:
            return
        self.pane.begin(self._view, me=self.services.actor.user_id)
        self._whole.setCurrentWidget(self.pane)
        self.pane.focus_first()

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read how it stands."""
        self._view = self.services.keys.overview()
        self._say()

    def focus_first(self) -> None:
        """The first thing that can be done."""
        (self.renew_device if self.renew_device.isVisibleTo(self) else self.rotate).setFocus()
