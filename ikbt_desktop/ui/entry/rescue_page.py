"""The way back when the clinic's files are damaged or gone: a backup, who asks, and why."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import (
    DeviceCodeNeeded,
    IkbtError,
    InvalidValue,
    MistypedKey,
    StaleRecord,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.services.rescue import Credentials, Found, Rescue
from ikbt_desktop.services.salvage import Salvage, Savable
from ikbt_desktop.ui import backup_words
from ikbt_desktop.ui.entry import salvage_words
from ikbt_desktop.ui.entry.sign_in_page import EntryFrame, Fact
from ikbt_desktop.ui.kit import background, language, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.kit.progress import Progress

_FIELD = 388  # so that a scroll bar has room beside it
_LINES = 30


def ask_file(parent: QWidget) -> str:
    """The system's own dialog, for backups alone."""
    return QFileDialog.getOpenFileName(parent, "", "", "*.ikbtbackup")[0]


class RescuePage(EntryFrame):
    """First a backup is opened and counted; then, with a reason, it takes the clinic's place.

    Where the database still holds pages, the other way is shown beside it: saving what can be read.
    """

    goes_at_lock = True
    given_up = Signal()
    restored = Signal(str)
    saved = Signal()

    def __init__(self, rescue: Rescue) -> None:
        super().__init__()
        self.setObjectName("rescue_page")
        self.choose_file: Callable[[QWidget], str] = ask_file
        self._rescue = rescue
        self._files = [one.path for one in rescue.candidates()]
        self._labels = [
            f"{one.labelled.astimezone(LOCAL):%Y-%m-%d %H:%M}" for one in rescue.candidates()
        ]
        self._found: Found | None = None
        self._salvage = Salvage(rescue)
        self._savable: Savable | None = None
        self._by_paper = False
        self._asks_device = False
        self._job: background.Job | None = None
        self._make_parts()
        self._build()
        self._connect()
        language.follow(self, self.retranslate)
        self._show_state()

    def _make_parts(self) -> None:
        self._title = Label("", "h1", wrap=True)
        self._lead = Label("", "body", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("rescue_trouble")
        self._trouble.hide()
        self.files = ComboBox(width=_FIELD)
        self.files.setObjectName("rescue_files")
        self._files_block = FieldBlock("", self.files)
        self.other = Button("", Kind.TEXT, icon="folder-open", small=True)
        self.other.setObjectName("rescue_other")
        self.login = LineEdit(width=_FIELD)
        self.login.setObjectName("rescue_login")
        self._login_block = FieldBlock("", self.login)
        self.password = PasswordEdit(width=_FIELD)
        self.password.setObjectName("rescue_password")
        self._password_block = FieldBlock("", self.password)
        self.key = LineEdit(width=_FIELD)
        self.key.setObjectName("rescue_key")
        self._key_block = FieldBlock("", self.key)
        self.device_code = LineEdit(width=_FIELD)
        self.device_code.setObjectName("rescue_device_code")
        self._device_block = FieldBlock("", self.device_code)
        self._device_block.hide()
        self.paper = Button("", Kind.TEXT, icon="key-round", small=True)
        self.paper.setObjectName("rescue_paper")
        self.open = Button("", Kind.PRIMARY)
        self.open.setObjectName("rescue_open")
        self.cancel = Button("")
        self.cancel.setObjectName("rescue_cancel")
        self._holds = InlineMessage(Tone.DONE)
        self._holds.setObjectName("rescue_holds")
        self._lost = InlineMessage(Tone.WARNING)
        self._lost.setObjectName("rescue_lost")
        self._keys = InlineMessage(Tone.WARNING, icon="key-round")
        self._keys.setObjectName("rescue_keys")
        self.look_closer = Button("", Kind.TEXT, icon="search", small=True)
        self.look_closer.setObjectName("rescue_look_closer")
        self._one_way = InlineMessage(Tone.PROPOSAL, icon="archive-restore")
        self._one_way.setObjectName("rescue_one_way")
        self._other_way = InlineMessage(Tone.PROPOSAL, icon="search")
        self._other_way.setObjectName("rescue_other_way")
        self._lines = [Label("", "small", wrap=True) for _ in range(_LINES + 1)]
        self.save = Button("", Kind.DANGER)
        self.save.setObjectName("rescue_save")
        self.reason = LineEdit(width=_FIELD)
        self.reason.setObjectName("rescue_reason")
        self.reason.setMaxLength(200)
        self._reason_block = FieldBlock("", self.reason)
        self.restore = Button("", Kind.DANGER)
        self.restore.setObjectName("rescue_restore")
        self.progress = Progress(can_cancel=True)
        self.progress.setObjectName("rescue_progress")
        self.progress.hide()
        self._aside, self._paper_fact = Fact("archive-restore", "text"), Fact("file-text", "text")
        self._closer_fact = Fact("search", "text")

    def _build(self) -> None:
        files, ways, acts = QWidget(), QWidget(), QWidget()
        Flow(files).addWidget(self.other)
        Flow(ways).addWidget(self.paper)
        closer, lines = QWidget(), QWidget()
        Flow(closer).addWidget(self.look_closer)
        Column(lines, gap=2).put(*self._lines)
        flow = Flow(acts, gap=12)
        for button in (self.open, self.restore, self.save, self.cancel):
            flow.addWidget(button)
        form = self.form
        form.addStretch(1)
        for widget, room in (
            (self._title, 6),
            (self._lead, 16),
            (self._trouble, 10),
            (self._files_block, 2),
            (files, 10),
            (self._login_block, 10),
            (self._password_block, 4),
            (self._key_block, 4),
            (ways, 2),
            (closer, 6),
            (self._device_block, 10),
            (self._holds, 8),
            (self._lost, 8),
            (self._keys, 10),
            (self._one_way, 8),
            (self._other_way, 8),
            (lines, 8),
            (self._reason_block, 12),
            (self.progress, 8),
            (acts, 0),
        ):
            form.addWidget(widget)
            form.room(room)
        form.addStretch(2)
        self.facts.addStretch(2)
        self.facts.put(self._aside, self._paper_fact, self._closer_fact)
        self.facts.addStretch(5)

    def _connect(self) -> None:
        self.other.clicked.connect(self._choose_other)
        self.paper.clicked.connect(self._switch_way)
        self.open.clicked.connect(self.submit)
        self.restore.clicked.connect(self._restore)
        self.look_closer.clicked.connect(self._look_closer)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._leave)
        self.progress.cancelled.connect(self._stop)
        self.files.activated.connect(lambda _: self._forget())
        for field in (self.login, self.password, self.key, self.device_code):
            field.returnPressed.connect(self.submit)
            field.textEdited.connect(lambda _: self._forget())

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._say_title()
        self._files_block.set_label(self.tr("Backup"))
        self.other.setText(self.tr("Another &file …"))
        self._login_block.set_label(self.tr("An administrator's user name"))
        self._password_block.set_label(self.tr("Password"))
        self._key_block.set_label(self.tr("Recovery key from its paper"))
        self._device_block.set_label(self.tr("Device code"))
        self.paper.setText(
            self.tr("Use a &password instead")
            if self._by_paper
            else self.tr("Use the recovery &sheet")
        )
        self.open.setText(self.tr("&Check the backup"))
        self.cancel.setText(self.tr("&Back"))
        self.restore.setText(self.tr("&Restore the clinic"))
        self.look_closer.setText(self.tr("Compare with saving &what can be read …"))
        self.save.setText(self.tr("&Save what can be read"))
        self._closer_fact.say(
            self.tr(
                "A damaged database is rarely damaged everywhere. What can be read of it is kept, "
                "the rest comes from the backup, and what is lost is named."
            )
        )
        self._aside.say(self.tr("What is left of the damaged files is moved aside, not deleted."))
        self._paper_fact.say(
            self.tr("The recovery sheet opens every backup, also when nobody's password is known.")
        )
        self._set_files()
        self._say_found()
        self._say_savable()

    def _say_title(self) -> None:
        """Which step it is: choosing a backup, or choosing between the two ways."""
        if self._savable is not None:
            self._title.setText(self.tr("Two ways back"))
            self._lead.setText(
                self.tr("Compare, write why, and choose one. Nothing has been touched yet.")
            )
            self._reason_block.set_label(self.tr("Why?"))
            return
        self._title.setText(self.tr("Restore the clinic from a backup"))
        self._lead.setText(
            self.tr("Choose a backup. It is opened and counted before anything is changed.")
        )
        self._reason_block.set_label(self.tr("Why is it restored?"))

    def _set_files(self) -> None:
        """The backups; and none of them, where the damaged file alone may give something."""
        options = list(enumerate(self._labels))
        if self._salvage.is_possible():
            options.append((len(options), self.tr("No backup: the damaged file alone")))
        self.files.set_options(options)

    def _chosen(self) -> Path | None:
        """The chosen backup; None where none is wanted."""
        at = max(0, self.files.currentIndex())
        return self._files[at] if at < len(self._files) else None

    def _say_savable(self) -> None:
        savable = self._savable
        if savable is None:
            return
        self._one_way.say(*salvage_words.restoring(savable))
        self._other_way.say(*salvage_words.saving(savable))
        told = salvage_words.lines(savable.findings)
        if len(told) > _LINES:
            told = [*told[:_LINES], self.tr("… and more, each row in the log afterwards")]
        for label, text in zip(self._lines, told + [""] * len(self._lines), strict=False):
            label.setText(text)
            label.setVisible(bool(text))

    def _say_found(self) -> None:
        found = self._found
        if found is None:
            return
        made = f"{found.made_at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
        self._holds.say(
            self.tr("The backup from {when} is whole").format(when=made),
            self.tr("{patients}, {texts}. Made by {name}.").format(
                patients=backup_words.patients(found.patients),
                texts=backup_words.texts(found.signed_texts),
                name=found.made_by,
            ),
        )
        self._say_keys(found)
        if found.lost is None:
            self._lost.say(
                self.tr("What was written after it is lost"),
                self.tr("How much that is cannot be told: nothing of the clinic is left here."),
            )
        else:
            self._lost.say(
                backup_words.rows_lost(found.lost),
                self.tr("They are rows of the access log: changes, readings and signings in."),
            )

    def _say_keys(self, found: Found) -> None:
        """Whose passwords will open the clinic once this backup is it."""
        if found.older_keys:
            self._keys.say(
                self.tr("It was sealed with the keys of before"),
                self.tr(
                    "It is written anew under the present keys: today's passwords, device code "
                    "and recovery key go on holding, and whoever was shut out stays out."
                ),
            )
        elif found.own_keys:
            self._keys.say(
                self.tr("The key file is gone here, so the backup's own comes back"),
                self.tr(
                    "Passwords, device code and recovery key of that day hold again, also for "
                    "whoever was shut out since. Look at Administration, Users and Keys, "
                    "afterwards."
                ),
            )

    def _show_state(self) -> None:
        """First who asks for which; then, in their place, what it holds and why it is wanted."""
        self._say_title()
        compared = self._savable is not None
        opened = self._found is not None or compared
        self._login_block.setVisible(not opened and not self._by_paper)
        self._password_block.setVisible(not opened and not self._by_paper)
        self._key_block.setVisible(not opened and self._by_paper)
        self._files_block.setVisible(not opened and self.files.count() > 0)
        for button in (self.other, self.paper, self.open):
            button.setVisible(not opened)
        self._device_block.setVisible(not opened and self._asks_device)
        found = self._found
        for widget in (self._holds, self._lost):
            widget.setVisible(found is not None and not compared)
        self._reason_block.setVisible(opened)
        self.restore.setVisible(found is not None)
        for message in (self._one_way, self._other_way):
            message.setVisible(compared)
        self.save.setVisible(compared)
        for line in self._lines:
            line.setVisible(compared and bool(line.text()))
        self.look_closer.setVisible(not compared and self._salvage.is_possible())
        self._closer_fact.setVisible(self._salvage.is_possible())
        self._keys.setVisible(found is not None and (found.older_keys or found.own_keys))

    def focus_first(self) -> None:
        """Who asks."""
        (self.key if self._by_paper else self.login).setFocus()

    # --- choosing ----------------------------------------------------------------------------

    def _choose_other(self) -> None:
        chosen = self.choose_file(self)
        if not chosen:
            return
        self._files.insert(0, Path(chosen))
        self._labels.insert(0, Path(chosen).name)
        self._set_files()
        self.files.set_value(0)
        self._forget()

    def _switch_way(self) -> None:
        self._by_paper = not self._by_paper
        self._forget()
        self.retranslate()
        self.focus_first()

    def _forget(self) -> None:
        """What was opened was opened with other words."""
        self._found = None
        self._forget_savable()
        self._show_state()

    def _forget_savable(self) -> None:
        if self._savable is not None:
            self._savable = None
            self._salvage.forget()

    # --- opening and restoring ---------------------------------------------------------------

    def submit(self) -> None:
        """Open the chosen backup and count it."""
        self._trouble.hide()
        path, who = self._chosen(), self._asking()
        if path is None:
            self._trouble.say(self.tr("No backup is chosen"), self.tr("Choose a file first."))
            self._trouble.show()
            return
        if who is not None:
            self._do(lambda told: self._rescue.open(path, who, told.report), self._opened)

    def _asking(self) -> Credentials | None:
        """Who asks; None when that was not filled in, which is then said."""
        who = Credentials(
            login="" if self._by_paper else self.login.text().strip(),
            password="" if self._by_paper else self.password.text(),
            recovery_key=self.key.text().strip() if self._by_paper else "",
            device_code=self.device_code.text().strip(),
        )
        if not (who.recovery_key or (who.login and who.password)):
            block = self._key_block if self._by_paper else self._login_block
            block.set_error(self.tr("Write who asks: without it no backup opens."))
            self.focus_first()
            return None
        for block in (self._key_block, self._login_block):
            block.set_error("")
        return who

    def _opened(self, found: Found) -> None:
        self._found = found
        self._say_found()
        self._show_state()
        self.reason.setFocus()

    def _look_closer(self) -> None:
        """Show both ways beside each other; nothing of the clinic is touched."""
        self._trouble.hide()
        path, who, found = self._chosen(), self._asking(), self._found
        if who is None:
            return

        def look(told: background.Reporter) -> tuple[Found | None, Savable]:
            opened = found
            if opened is None and path is not None:
                opened = self._rescue.open(path, who, told.report)
            return opened, self._salvage.look(who, path, told.report)

        self._do(look, self._compared)

    def _compared(self, outcome: tuple[Found | None, Savable]) -> None:
        self._found, self._savable = outcome
        self._say_found()
        self._say_savable()
        self._show_state()
        self.reason.setFocus()

    def _save(self) -> None:
        savable = self._savable
        if savable is None or not self._has_reason():
            return
        because = self.reason.text()
        self._do(
            lambda _: self._salvage.save(savable, because),
            lambda _: self._saved(),
        )

    def _saved(self) -> None:
        self._savable = None
        self.saved.emit()

    def _has_reason(self) -> bool:
        if self.reason.text().strip():
            self._reason_block.set_error("")
            return True
        self._reason_block.set_error(self.tr("Write why. It stands in the log."))
        self.reason.setFocus()
        return False

    def _restore(self) -> None:
        found = self._found
        if found is None or not self._has_reason():
            return
        self._savable = None  # what was made ready gives way to the backup
        made, because = f"{found.made_at.astimezone(LOCAL):%Y-%m-%d %H:%M}", self.reason.text()
        self._do(
            lambda told: self._rescue.restore(found, because, told.report),
            lambda _: self.restored.emit(made),
        )

    def _do(
        self, work: Callable[[background.Reporter], object], done: Callable[..., object]
    ) -> None:
        if self._job is not None:
            return
        self._trouble.hide()
        self._show_progress(0, 1000)
        self.progress.show()
        for button in self._acts():
            button.setEnabled(False)

        def _finish(outcome: object) -> None:
            self._end_work()
            done(outcome)

        self._job = background.run(
            self,
            work,
            done=_finish,
            failed=self._fail,
            progressed=self._show_progress,
            aside=True,
        )

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.show_count(self.tr("Reading the backup"), done=done, total=total)

    def _end_work(self) -> None:
        self._job = None
        self.progress.hide()
        for button in self._acts():
            button.setEnabled(True)

    def _acts(self) -> tuple[Button, ...]:
        return (self.open, self.restore, self.other, self.look_closer, self.save)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end_work()

    def _fail(self, error: IkbtError) -> None:
        self._end_work()
        problem = problems.describe(error)
        if isinstance(error, DeviceCodeNeeded):
            self._asks_device = True
            self._show_state()
            self.device_code.setFocus()
        elif isinstance(error, StaleRecord):
            self._forget()
        elif isinstance(error, InvalidValue):
            self._reason_block.set_error(problem.sentence)
            self.reason.setFocus()
            return
        elif isinstance(error, WrongCredentials | WrongRecoveryKey | MistypedKey):
            (self.key if self._by_paper else self.password).setFocus()
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _leave(self) -> None:
        self._stop()
        if self._savable is not None and self._found is not None:
            self._forget_savable()
            self._show_state()
        elif self._found is not None or self._savable is not None:
            self._forget()
            self.focus_first()
        else:
            self.given_up.emit()
