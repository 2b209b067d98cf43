"""Signing in: name and password to the left, what to trust and where to turn to the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ikbt_desktop import __version__
from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicMissing,
    DeviceCodeNeeded,
    IkbtError,
    MistypedKey,
    TooManyAttempts,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.ui.entry.logo import Logo
from ikbt_desktop.ui.entry.waiting import Waiting
from ikbt_desktop.ui.kit import language, problems, theme
from ikbt_desktop.ui.kit.button import Button, IconButton, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll

LEFT = 520


class Fact(QWidget):
    """An icon and a sentence of the right half."""

    def __init__(self, icon: str, tone: str = "muted") -> None:
        super().__init__()
        self._words = Label("", "small", wrap=True)
        self.hide()
        row = Row(self, gap=10)
        row.addWidget(IconMark(icon, tone, size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, text: str) -> None:
        """Change the sentence; empty hides the line."""
        self._words.setText(text)
        self.setVisible(bool(text))


class LanguageButton(Button):
    """Switches the running program to the other language; shows that language's own name."""

    def __init__(self) -> None:
        super().__init__("", Kind.TEXT, icon="languages")
        self.setObjectName("language")
        self.clicked.connect(self._switch)
        language.follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Name the language that a press gives."""
        self.setText("Svenska" if language.chosen() == "en" else "English")

    def _switch(self) -> None:
        language.install("sv" if language.chosen() == "en" else "en")


class EntryFrame(QWidget):
    """Two halves: what to do, 520 wide, and what to know, which goes away when there is no room.

    What of the right half one cannot do without is in `instead`, shown when that half is not.
    """

    goes_at_lock = False
    """Whether secrets may stand on it, so that a lock goes back to the sign-in."""

    def __init__(self) -> None:
        super().__init__()
        self.left = Ground("surface", lines="right")
        scroll = Scroll(gap=0, margins=(56, 40, 56, 24))
        self.form = scroll.body
        self.left_column = Column(self.left, gap=0)
        self.left_column.addWidget(scroll)
        self.right = Ground("canvas")
        self.facts = Column(self.right, gap=10, margins=(64, 40, 64, 24))
        self.instead: list[QWidget] = []
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.left)
        whole.addWidget(self.right, 1)
        theme.current().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        roomy = self.width() >= look.wide(LEFT) + look.wide(360)
        self.right.setVisible(roomy)
        for widget in self.instead:
            widget.setVisible(not roomy)
        if roomy:
            self.left.setFixedWidth(look.wide(LEFT))
        else:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(16_777_215)
        self._place_verbs(roomy=roomy)

    def _place_verbs(self, *, roomy: bool) -> None:
        """Where there is little room a page may keep its primary in sight below what scrolls."""


class SignInPage(EntryFrame):
    """Name, password, and where one reads why it did not work."""

    sign_in_asked = Signal(str, str, str)
    """Login, password, device code (empty when not asked for)."""
    recovery_asked = Signal()
    rescue_asked = Signal()
    security_asked = Signal()
    keys_asked = Signal()

    def __init__(self, *, clinic: str = "", login: str = "") -> None:
        super().__init__()
        self._clinic = clinic
        self._read_back_on = ""
        self._last_here = ("", "")
        self._told: Callable[[], None] = lambda: None
        self._waiting = Waiting(self)
        self._title = Label("", "h1", wrap=True)
        self._lead = Label("", "body", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._restored = InlineMessage(Tone.DONE)
        self._restored.setObjectName("restored")
        self._restored.hide()
        self.login = LineEdit(login)
        self.login.setObjectName("login")
        self.password = PasswordEdit()
        self.password.setObjectName("password")
        self.show_password = IconButton("eye", "")
        self.show_password.setObjectName("show_password")
        self.show_password.setCheckable(True)
        self.device_code = LineEdit()
        self.device_code.setObjectName("device_code")
        self._caps = Fact("arrow-big-up-dash", "review")
        self.button = Button("", Kind.PRIMARY, hint="Enter")
        self.button.setObjectName("sign_in")
        self.forgotten = Button("", Kind.TEXT)
        self.forgotten.setObjectName("forgotten")
        self._help = Label("", "small", ink="muted", wrap=True)
        self.recover = Button("", Kind.SECONDARY, icon="key-round", small=True)
        self.recover.setObjectName("recover")
        self.rescue = Button("", Kind.SECONDARY, icon="archive-restore", small=True)
        self.rescue.setObjectName("rescue")
        self.rescue.hide()
        self.keys_back = Button("", Kind.SECONDARY, icon="key-round", small=True)
        self.keys_back.setObjectName("keys_back")
        self.keys_back.hide()
        self.security = Button("", Kind.TEXT, icon="shield-check")
        self.security.setObjectName("security")
        self._build()
        self._connect()
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        self._login_block = FieldBlock("", self.login)
        line = QWidget()
        row = Row(line, gap=8)
        row.addWidget(self.password, 1)
        row.addWidget(self.show_password)
        line.setFocusProxy(self.password)
        self._password_block = FieldBlock("", line)
        self._password_block.label.setBuddy(self.password)
        self._device_block = FieldBlock("", self.device_code)
        self._device_block.hide()
        self._caps.hide()
        self._help.hide()
        self.recover.hide()
        buttons = Row(gap=12)
        buttons.put(self.button, self.forgotten, None)
        form = self.form
        form.addStretch(2)
        for widget, room in (
            (Logo(), 24),
            (self._title, 6),
            (self._lead, 20),
            (self._trouble, 12),
            (self._restored, 12),
            (self._login_block, 14),
            (self._password_block, 6),
            (self._device_block, 6),
            (self._caps, 12),
        ):
            form.addWidget(widget)
            form.room(room)
        form.addLayout(buttons)
        form.room(12)
        form.addWidget(self._help)
        form.room(8)
        form.addWidget(self.recover)
        form.room(8)
        form.addWidget(self.keys_back)
        form.room(8)
        form.addWidget(self.rescue)
        form.addStretch(3)
        about = Row()
        language_below = LanguageButton()
        self.instead.append(language_below)
        about.put(self.security, None, language_below)
        form.addLayout(about)
        self._build_facts()

    def _build_facts(self) -> None:
        self._here, self._locked_out = (
            Label("", "small", weight=600, ink="muted"),
            Label("", "small", weight=600, ink="muted"),
        )
        self._where = Fact("database", "text")
        self._last = Fact("users", "text")
        self._read_back = Fact("archive-restore", "text")
        self._manager = Fact("key-round", "text")
        self._paper = Fact("file-text", "text")
        self._version = Label("", "cap", ink="muted")
        facts = self.facts
        facts.addStretch(2)
        facts.put(self._here, self._where, self._last, self._read_back)
        facts.room(14)
        facts.put(self._locked_out, self._manager, self._paper)
        facts.addStretch(5)
        foot = Row()
        foot.put(self._version, None, LanguageButton())
        facts.addLayout(foot)

    def _connect(self) -> None:
        for field in (self.login, self.password, self.device_code):
            field.returnPressed.connect(self.submit)
        self.button.clicked.connect(self.submit)
        self.show_password.toggled.connect(lambda on: self.password.set_shown(shown=on))
        self.password.caps_lock_noticed.connect(self._caps.setVisible)
        self.forgotten.clicked.connect(self._explain)
        self.recover.clicked.connect(self.recovery_asked)
        self.rescue.clicked.connect(self.rescue_asked)
        self.security.clicked.connect(self.security_asked)
        self.keys_back.clicked.connect(self.keys_asked)
        self._waiting.left.connect(self._count_down)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self._clinic or self.tr("Sign in"))
        self._lead.setText(self.tr("Sign in to unlock the clinic's database."))
        self._login_block.set_label(self.tr("User name"))
        self._password_block.set_label(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.show_password.set_name(self.tr("Show password"))
        self._device_block.set_label(self.tr("Device code"))
        self._device_block.set_help(
            self.tr(
                "From the clinic's paper. Where the account has a keyring it is needed once, else "
                "at each start."
            )
        )
        self._caps.say(self.tr("Caps Lock is on"))
        self._caps.hide()
        self.button.setText(self.tr("&Sign in"))
        self.forgotten.setText(self.tr("&Forgotten your password?"))
        self._help.setText(
            self.tr(
                "Ask the clinic's administrator for a one-time password. You choose a new one "
                "when you sign in with it. If no administrator can sign in, the recovery sheet in "
                "the sealed envelope opens the clinic."
            )
        )
        self.recover.setText(self.tr("Use the &recovery sheet"))
        self.rescue.setText(self.tr("Restore from a &backup …"))
        self.keys_back.setText(self.tr("Take the &key file that was kept before"))
        self.security.setText(self.tr("&About security"))
        self._here.setText(self.tr("This computer"))
        self._where.say(self.tr("The database lies on this computer and is encrypted."))
        self._locked_out.setText(self.tr("If you cannot get in"))
        self._manager.say(
            self.tr("The administrator can give you a new way in. Nobody sees your password.")
        )
        self._paper.say(
            self.tr(
                "Does nobody have access? Then the recovery sheet in its sealed envelope is needed."
            )
        )
        self._say_last()
        self._say_read_back()
        self._version.setText(self.tr("Version {version}").format(version=__version__))
        self._say_missing()
        self._told()

    def show_last(self, name: str, when: str) -> None:
        """Who signed in last on this computer."""
        self._last_here = (name, when)
        self._say_last()

    def _say_last(self) -> None:
        name, when = self._last_here
        told = self.tr("Last signed in here: {name}, {when}.").format(name=name, when=when)
        self._last.say(told if name else "")

    def show_read_back(self, day: str) -> None:
        """When a backup was last read back whole; no figure that tells of patients."""
        self._read_back_on = day
        self._say_read_back()

    def _say_read_back(self) -> None:
        told = self.tr("The backup was last read back {date}.").format(date=self._read_back_on)
        self._read_back.say(told if self._read_back_on else "")

    def show_restored(self, when: str) -> None:
        """A backup has just taken the clinic's place."""
        self._trouble.hide()
        self.rescue.hide()
        self._tell(lambda: self._say_restored(when))
        self._restored.show()

    def _tell(self, speak: Callable[[], None]) -> None:
        """Say it, and again in the other language when that is chosen."""
        self._waiting.stop()
        self._told = speak
        speak()

    def _say_restored(self, when: str) -> None:
        self._restored.say(
            self.tr("The backup from {when} is restored").format(when=when),
            self.tr("Sign in. What stood here before is moved aside in the clinic's folder."),
        )

    def show_saved(self) -> None:
        """What could be read of a damaged clinic has just taken its place."""
        self._trouble.hide()
        self.rescue.hide()
        self._tell(self._say_saved)
        self._restored.show()

    def _say_saved(self) -> None:
        self._restored.say(
            self.tr("What could be read is saved"),
            self.tr(
                "Sign in. The damaged files are moved aside in the clinic's folder, and the access "
                "log names every row that came from the backup or is lost."
            ),
        )

    def offer_keys(self) -> None:
        """Only the key file is lost or cut: another one may take its place."""
        self._tell(self._say_keys_lost)
        self._trouble.show()
        self.keys_back.show()
        self.rescue.show()

    def _say_keys_lost(self) -> None:
        self._trouble.say(
            self.tr("The key file is lost or damaged"),
            self.tr(
                "The database is untouched. Take the key file that was kept before; passwords "
                "changed since then are the older ones."
            ),
        )

    def show_keys_back(self, when: str, backup: int | None) -> None:
        """Another key file has just taken the place of the lost one."""
        self._trouble.hide()
        self.rescue.hide()
        self.keys_back.hide()
        self._tell(lambda: self._say_keys_back(when, backup))
        self._restored.show()

    def _say_keys_back(self, when: str, backup: int | None) -> None:
        where = (
            self.tr("The key file from {when} is back")
            if backup is None
            else self.tr("The key file of backup {number} from {when} is back")
        )
        self._restored.say(
            where.format(when=when, number=backup),
            self.tr("Sign in. The administrator is shown what differs."),
        )

    def ask_for_device_code(self) -> None:
        """This workstation's keyring does not hold the code: type it from the paper."""
        self._device_block.show()
        if self.login.text() and self.password.text():
            self.device_code.setFocus()

    def focus_first(self) -> None:
        """The password when the name is known, else the name."""
        (self.password if self.login.text() else self.login).setFocus()

    def submit(self) -> None:
        """Ask to be let in, unless something is not filled in."""
        self._trouble.hide()
        self._tell(lambda: None)
        self._login_block.set_error("")
        self._password_block.set_error("")
        if not self.login.text().strip():
            self._login_block.set_error(self.tr("Write your user name."))
            self.login.setFocus()
            return
        if not self.password.text():
            self._password_block.set_error(self.tr("Write your password."))
            self.password.setFocus()
            return
        self.set_busy(busy=True)
        self.sign_in_asked.emit(
            self.login.text().strip(), self.password.text(), self.device_code.text().strip()
        )

    def _say_missing(self) -> None:
        if self._login_block.error:
            self._login_block.set_error(self.tr("Write your user name."))
        if self._password_block.error:
            self._password_block.set_error(self.tr("Write your password."))

    def set_busy(self, *, busy: bool) -> None:
        """While the password is being tried, the fields keep what was typed."""
        self.button.set_busy(self.tr("Unlocking …") if busy else "")
        for field in (self.login, self.password, self.device_code):
            field.setReadOnly(busy)

    def show_error(self, error: IkbtError) -> None:
        """Say why it did not work; the name stays, the password is to be typed anew."""
        self.set_busy(busy=False)
        if isinstance(error, MistypedKey | WrongRecoveryKey):
            self._device_block.show()
            self._tell(lambda: self._device_block.show_problem(error))
            self.device_code.setFocus()
            return
        if isinstance(error, DeviceCodeNeeded):
            self.ask_for_device_code()
        elif isinstance(error, ClinicMissing | ClinicDamaged):
            self.rescue.show()
        elif isinstance(error, WrongCredentials | TooManyAttempts):
            self.password.selectAll()
            self.password.setFocus()
        self._tell(lambda: self._say_problem(error))
        self._trouble.show()
        if isinstance(error, TooManyAttempts):
            self._waiting.begin(error.seconds)

    def _say_problem(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)

    def _count_down(self, seconds: int) -> None:
        self._told = lambda: self._say_problem(TooManyAttempts(seconds))
        if seconds:
            self._told()
        else:
            self._told = lambda: None
            self._trouble.hide()

    def clear(self) -> None:
        """Forget the typed password."""
        self.password.clear()
        self.device_code.clear()
        self.set_busy(busy=False)

    def _explain(self) -> None:
        shown = not self._help.isVisible()
        self._help.setVisible(shown)
        self.recover.setVisible(shown)
