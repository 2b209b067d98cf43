"""Programs, forms and their wording: what holds, the clinic's own files, and their history."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QWidget

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.instruments import Band, Cutoff, Example, FlagWord, Instrument
from ikbt_desktop.clinic.programs import Program
from ikbt_desktop.clinic.wordings import Wording
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import (
    BrokenResource,
    IkbtError,
    Incomplete,
    InvalidValue,
    StaleRecord,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.own_files import FileEvent, FileState, Read
from ikbt_desktop.ui.administration.program_form import NEW_PROGRAM, ProgramForm
from ikbt_desktop.ui.administration.program_sheet import show_instrument, show_program, whole
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.administration.sheet import Fact, Sheet
from ikbt_desktop.ui.kit import fault_words, problems, theme, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll
from ikbt_desktop.ui.kit.levels import level_word
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values

_HERE = "KnowledgeRoom"
_ACTS = {
    "in_force": mark("KnowledgeRoom", "Put in force"),
    "out_of_use": mark("KnowledgeRoom", "Taken out of use"),
    "shipped": mark("KnowledgeRoom", "The program's own again"),
}
_FLAGS: Mapping[str, str] = {
    FlagWord.RISK_ITEM: mark("KnowledgeRoom", "risk question"),
    FlagWord.DEEPENED_ASSESSMENT: mark("KnowledgeRoom", "in-depth assessment"),
    FlagWord.INCOMPLETE: mark("KnowledgeRoom", "incomplete"),
    FlagWord.PRORATED: mark("KnowledgeRoom", "prorated"),
    FlagWord.ABOVE_CUTOFF: mark("KnowledgeRoom", "above the limit"),
    FlagWord.REDUCED_RANGE: mark("KnowledgeRoom", "shorter range"),
}
_SEXES: Mapping[str, str] = {
    "male": mark("KnowledgeRoom", "men"),
    "female": mark("KnowledgeRoom", "women"),
}
_IN_EXC_2 = frozenset({"audit", "audit-c", "dudit"})
_ORDER_NEW = 100
_LOW = 380  # lower rooms give their room to what is read
"""A program of the clinic's own stands after the shipped ones."""

ChooseFile = Callable[[QWidget], str]


def ask_for_data_file(parent: QWidget) -> str:
    """The system's own dialog; empty when nothing was picked."""
    return QFileDialog.getOpenFileName(parent, "", "", "TOML (*.toml)")[0]


def _move(widget: QWidget, column: Column, *, place: int) -> None:
    """Into another column; where it stands there already nothing happens."""
    if column.indexOf(widget) < 0:
        column.insertWidget(place, widget)


class KnowledgeRoom(Room):
    """Looks at one thing at a time, or at a file before it is put in force, or writes a program."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.choose_file: ChooseFile = ask_for_data_file
        self.kind, self.code = ComboBox(width=240), ComboBox(width=300)
        self.cutoff = ComboBox(width=330)
        self.kind.setObjectName("knowledge_kind")
        self.code.setObjectName("knowledge_code")
        self.cutoff.setObjectName("knowledge_cutoff")
        self._buttons: dict[str, Button] = {}
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.sheet = Sheet("knowledge_sheet")
        self._form: ProgramForm | None = None
        self._draft: KeptForm | None = None
        self._form_scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        self._reason = LineEdit()
        self._reason.setObjectName("knowledge_reason")
        self.reason = FieldBlock("", self._reason)
        self.preview: Read | None = None
        self._writes = ""  # the code of the program being written; "new" for another one
        self._weighs = False  # the preview came from the list of cut-offs, which stays
        self.sheet.failed.connect(lambda error: self._say(self.tr("It could not be read."), error))
        self._build()
        self._trouble.acted.connect(self._read_anew)
        self._why = KeptForm(
            self.reason, services, kind="file_reason", subject_id="file", read=self._typed_reason
        )
        self._reason.setText(str((self._why.kept() or {}).get("reason", "")))
        self._fill_kinds()
        turns.part(self._say_words)

    @property
    def form(self) -> ProgramForm:
        """The form to write a program in; made when somebody first writes one."""
        if self._form is None:
            self._form = ProgramForm(self.services.catalogue)
            self._form_scroll.body.put(self._form, None)
            self._form.retranslate()
        return self._form

    def _kept_form(self) -> KeptForm:
        if self._draft is None:
            self._draft = KeptForm(
                self.form,
                self.services,
                kind="program_form",
                subject_id="program",
                read=self._typed,
            )
        return self._draft

    def _build(self) -> None:
        top = self._top = Ground("surface", lines="bottom")
        choices, ways = QWidget(), QWidget()
        flow = Flow(choices, gap=8)
        for field in (self.kind, self.code, self.cutoff):
            flow.addWidget(field)
        head = Column(top, gap=8, margins=(24, 12, 24, 12))
        head.put(choices, self._trouble)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self._form_scroll)
        foot = self._foot = Ground("surface", lines="top")
        low = Column(foot, gap=8, margins=(24, 8, 24, 10))
        low.put(self.reason, ways)
        row = Flow(ways, gap=8)
        acts: tuple[tuple[str, Kind, Callable[[], None]], ...] = (
            ("read_file", Kind.SECONDARY, self.pick_file),
            ("edit_program", Kind.SECONDARY, self.edit_program),
            ("new_program", Kind.SECONDARY, self.new_program),
            ("use_shipped", Kind.SECONDARY, self.use_shipped),
            ("out_of_use", Kind.SECONDARY, self.take_out_of_use),
            ("put_back", Kind.SECONDARY, self.put_back),
            ("leave", Kind.TEXT, self.leave),
            ("look_over", Kind.PRIMARY, self.look_over),
            ("enforce", Kind.PRIMARY, self.put_in_force),
        )
        for name, kind, act in acts:
            button = self._buttons[name] = Button("", kind)
            button.setObjectName(f"knowledge_{name}")
            button.clicked.connect(act)
            row.addWidget(button)
        self._is_low = False
        whole_room = self._whole = Column(self, gap=0)
        whole_room.put(top)
        whole_room.addWidget(self._stack, 1)
        whole_room.put(foot)
        self.kind.activated.connect(lambda _: self._other_kind())
        self.code.activated.connect(lambda _: self.leave())
        self.cutoff.activated.connect(lambda _: self.choose_cutoff())

    def fit(self, _width: float) -> None:
        """Where there is little height the lists and the acts scroll along with what is read."""
        self._is_low = self.height() / theme.current().scale < _LOW
        self._place_edges()

    def _place_edges(self) -> None:
        """What is written or looked over has its acts in sight all the same."""
        writes = self._stack.currentWidget() is not self.sheet
        top_scrolls = self._is_low and not writes
        foot_scrolls = top_scrolls and self.preview is None
        focused = QApplication.focusWidget()
        _move(self._top, self.sheet.above if top_scrolls else self._whole, place=0)
        _move(self._foot, self.sheet.below if foot_scrolls else self._whole, place=-1)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()  # moved, a widget loses it

    # --- what is chosen ----------------------------------------------------------------------

    @property
    def _kind(self) -> FileKind:
        return FileKind(str(self.kind.value or FileKind.PROGRAM))

    @property
    def _code(self) -> str:
        return str(self.code.value or "")

    def _fill_kinds(self) -> None:
        chosen = self._kind
        self.kind.set_options(
            [
                (FileKind.PROGRAM.value, self.tr("Programs")),
                (FileKind.INSTRUMENT.value, self.tr("Forms")),
                (FileKind.WORDING.value, self.tr("Wording of forms")),
            ]
        )
        self.kind.set_value(chosen.value)

    def _fill_codes(self) -> None:
        chosen = self._code
        states = self.services.own_files.states(self._kind)
        options = sorted(((one.code, self._name(one)) for one in states), key=lambda one: one[1])
        self.code.set_options(options)
        codes = [code for code, _ in options]
        if codes:
            self.code.set_value(chosen if chosen in codes else codes[0])
        self.code.setVisible(bool(options))

    def _name(self, state: FileState) -> str:
        known = self.services.catalogue
        name = state.code
        if self._kind is FileKind.PROGRAM:
            name = known.program(state.code).name
        elif state.code in known.instruments or self._kind is FileKind.INSTRUMENT:
            name = whole(known.instrument(state.code).name)
        return self.tr("{name} (out of use)").format(name=name) if not state.in_force else name

    def _state(self) -> FileState | None:
        return self.services.own_files.state(self._kind, self._code) if self._code else None

    def _other_kind(self) -> None:
        self._fill_codes()
        self.leave()

    # --- looking -----------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to what holds; a program that is being written keeps its draft."""
        self.keep()
        self.preview, self._writes, self._weighs = None, "", False
        self._trouble.hide()
        self._show()

    def _show(self) -> None:
        writes = bool(self._writes) and self.preview is None
        self._stack.setCurrentWidget(self._form_scroll if writes else self.sheet)
        if not writes:
            self.sheet.show_in_turns(self._show_sheet)
        self._show_buttons(writes=writes)
        self._place_edges()

    def _show_sheet(self) -> None:
        known, preview = self.services.catalogue, self.preview
        if preview is not None:
            self._show_preview(preview)
            return
        state = self._state()
        if state is None:
            self.sheet.begin(self.tr("No file yet"), self._help(), ())
            self.sheet.end()
            return
        if self._kind is FileKind.PROGRAM:
            show_program(self.sheet, known.program(state.code), known)
        elif self._kind is FileKind.INSTRUMENT:
            show_instrument(self.sheet, known.instrument(state.code), known)
        else:
            self._show_wording(known.instrument(state.code))
        self.sheet.section(self.tr("What holds"), self._standing(state))
        history = self.services.own_files.history(self._kind, state.code)
        self.sheet.section(self.tr("History"), [self._event(event) for event in history])
        self.sheet.end()

    def _help(self) -> str:
        return self.tr(
            "Read a file of the clinic's own. Only words that the clinic holds the rights to may be"
            " kept here."
        )

    def _standing(self, state: FileState) -> list[Fact]:
        if state.in_force is None:
            held = self.tr("Out of use. What was made with it keeps it.")
        elif state.own:
            held = self.tr("The clinic's own, version {version}").format(version=state.in_force)
        else:
            held = self.tr("The program's own, version {version}").format(version=state.in_force)
        facts = [Fact(self.tr("In force"), held)]
        if state.is_overtaken:
            text = self.tr("The program has come with version {version}. Compare, and choose.")
            facts.append(Fact(self.tr("Newer"), text.format(version=state.shipped)))
        return facts

    def _event(self, event: FileEvent) -> Fact:
        act = say(_HERE, _ACTS[event.act])
        what = f"{act}: {event.version}" if event.version else act
        when = event.at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
        return Fact(when, f"{what}. {event.reason}", event.by)

    def _show_wording(self, form: Instrument) -> None:
        self.sheet.begin(whole(form.name), form.full_name, ())
        self.sheet.section(
            self.tr("Questions"),
            [Fact(f"{item.number}. {item.topic}", item.wording or "–") for item in form.items],
        )

    def _show_preview(self, read: Read) -> None:
        content, known = read.content, self.services.catalogue
        if isinstance(content, Program):
            show_program(self.sheet, content, known)
        elif isinstance(content, Instrument):
            show_instrument(self.sheet, content, known)
            self.sheet.section(
                self.tr("Questions"),
                [
                    Fact(str(item.number), _item_line(item.topic, item.values))
                    for item in content.items
                ],
            )
            self.sheet.section(
                self.tr("Worked examples"),
                [self._example(one, content.bands) for one in content.examples],
            )
        elif isinstance(content, Wording):
            self.sheet.begin(content.code, content.rights, ())
            self.sheet.section(
                self.tr("Questions"),
                [Fact(str(number), text) for number, text in content.items.items()],
            )
        version = self.tr("Version {version}, not yet in force").format(version=read.file.version)
        before = self.tr("replaces version {version}").format(version=read.replaces)
        told = f"{version}; {before}" if read.replaces else version
        facts = [Fact("", told)]
        if read.file.kind is FileKind.INSTRUMENT and read.file.code in _IN_EXC_2:
            text = self.tr("EXC-2 has a limit of its own for this form. See it under Rules.")
            facts.append(Fact("", text))
        self.sheet.section(self.tr("What would hold"), facts)
        self.sheet.end()

    def _example(self, example: Example, bands: Sequence[Band]) -> Fact:
        answers = " ".join("–" if one is None else str(one) for one in example.answers)
        total = self.tr("no total") if example.total is None else f"{example.total:g}"
        flags = [say(_HERE, _FLAGS[flag]) for flag in sorted(example.flags)]
        level = next((level_word(one) for one in bands if one.name == example.band), "")
        parts = [total, level, ", ".join(flags)]
        return Fact(answers, " · ".join(part for part in parts if part))

    def _show_buttons(self, *, writes: bool) -> None:
        looks = self.preview is None and not writes
        state = self._state() if looks else None
        is_program = self._kind is FileKind.PROGRAM
        held = state is not None and state.in_force is not None
        shown = {
            "read_file": looks,
            "edit_program": looks and is_program and held,
            "new_program": looks and is_program,
            "use_shipped": state is not None
            and state.shipped is not None
            and (state.own or state.in_force is None),
            "out_of_use": held,
            "put_back": state is not None and not held and state.shipped is None,
            "leave": not looks,
            "look_over": writes,
            "enforce": self.preview is not None,
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
        self._show_cutoffs(shown=looks and self._kind is FileKind.INSTRUMENT and held)
        self.code.setVisible(looks and self.code.count() > 0)
        self.kind.setEnabled(looks)
        self.reason.setVisible(not writes and (state is not None or self.preview is not None))

    # --- another published cut-off ---------------------------------------------------------------

    def _show_cutoffs(self, *, shown: bool) -> None:
        if self._weighs:  # the arrows go on from one to the next
            return
        found = self.services.own_files.cutoffs(self._code) if shown else ()
        self.cutoff.setVisible(len(found) > 1)
        self.cutoff.set_options(
            [(str(place), _limit_words(choice.limits)) for place, choice in enumerate(found)]
        )
        self.cutoff.set_value(
            next((str(place) for place, choice in enumerate(found) if choice.in_use), None)
        )

    def choose_cutoff(self) -> None:
        """The form as it would be with the chosen limit; nothing holds before it is put in force.

        A form that is scored already keeps its version and its flags.
        """
        found, chosen = self.services.own_files.cutoffs(self._code), self.cutoff.value
        if chosen is None:
            return
        if found[int(str(chosen))].in_use:
            self.leave()
            return
        place = int(str(chosen))
        self._trouble.hide()
        try:
            self.preview = self.services.own_files.with_cutoff(self._code, found[place])
        except IkbtError as error:
            self._say(self.tr("Nothing was changed."), error)
            return
        self._weighs = True
        self._show()

    # --- a file of the clinic's own ----------------------------------------------------------

    def pick_file(self) -> None:
        """The system's dialog, then the file as it would hold."""
        chosen = self.choose_file(self)
        if chosen:
            self.read_path(Path(chosen))

    def read_path(self, path: Path) -> None:
        """Check a file and show what it says; nothing is kept yet."""
        self._trouble.hide()
        try:
            self.preview = self.services.own_files.read_path(self._kind, path)
        except IkbtError as error:
            self._say(self.tr("The file is not taken in."), error)
            return
        self._show()
        self._reason.setFocus()

    def put_in_force(self) -> None:
        """From now on the file that is shown holds."""
        read = self.preview
        if read is None:
            return
        wrote = bool(self._writes)
        if self._order(lambda reason: self.services.own_files.put_in_force(read, reason=reason)):
            if wrote:
                self._kept_form().forget()
            self.preview, self._writes, self._weighs = None, "", False
            text = self.tr("Version {version} is in force.").format(version=read.file.version)
            self._told(text)

    # --- orders ------------------------------------------------------------------------------

    def take_out_of_use(self) -> None:
        """Nobody chooses it any more; nothing is deleted."""
        kind, code = self._kind, self._code
        if self._order(
            lambda reason: self.services.own_files.take_out_of_use(kind, code, reason=reason)
        ):
            self._told(self.tr("It is out of use. What was made with it keeps it."))

    def use_shipped(self) -> None:
        """The program's own version holds again."""
        kind, code = self._kind, self._code
        if self._order(
            lambda reason: self.services.own_files.use_shipped(kind, code, reason=reason)
        ):
            self._told(self.tr("The program's own version is in force."))

    def put_back(self) -> None:
        """The clinic's last version holds again."""
        kind, code = self._kind, self._code
        history = self.services.own_files.history(kind, code)
        version = next((one.version for one in history if one.version), "")
        if self._order(
            lambda reason: self.services.own_files.put_back(kind, code, version, reason=reason)
        ):
            self._told(self.tr("Version {version} is in force.").format(version=version))

    def _order(self, act: Callable[[str], object]) -> bool:
        """Do it with the reason that is written; False when it was refused, and it is said why."""
        self._trouble.hide()
        self.reason.set_error("")
        try:
            act(self._reason.text())
        except Incomplete:
            self.reason.set_error(self.tr("Write why; it stands in the history."))
            self._reason.setFocus()
            return False
        except StaleRecord as error:
            self._say_overtaken(error)
            return False
        except IkbtError as error:
            self._say(self.tr("Nothing was changed."), error)
            return False
        self._reason.clear()
        self._why.forget()
        return True

    def _say_overtaken(self, error: StaleRecord) -> None:
        """Somebody else gave an order: it is shown before anybody overrules it."""
        told = self.tr(
            "Nothing was changed. What holds now is something else; your words are kept."
        )
        self._trouble.say(
            problems.who_was_first(error), told, button=self.tr("&Show what holds now")
        )
        self._trouble.reveal()

    def _read_anew(self) -> None:
        self.keep()
        self.catalogue_changed.emit()

    def _typed_reason(self) -> Values:
        text = self._reason.text()
        return {"reason": text}

    def _told(self, text: str) -> None:
        self.said.emit(text, None)
        self.catalogue_changed.emit()

    def _say(self, lead: str, error: IkbtError) -> None:
        told = (
            fault_words.sentence(error)
            if isinstance(error, BrokenResource)
            else record_words.problem(error)
        )
        self._trouble.say(lead, told)
        self._trouble.reveal()

    # --- writing a program -------------------------------------------------------------------

    def edit_program(self) -> None:
        """The chosen program as a form; what is saved is a new version."""
        text = self.services.catalogue.files[FileKind.PROGRAM, self._code].text
        self._write(self._code, tomllib.loads(text))

    def new_program(self) -> None:
        """An empty form with the common frame."""
        orders = [one.order for one in self.services.catalogue.programs.values()]
        order = max([*orders, _ORDER_NEW]) + 1
        self._write("new", {**NEW_PROGRAM, "order": order})

    def _write(self, writes: str, values: dict[str, Any]) -> None:
        self._trouble.hide()
        kept = self._kept_form().kept()
        self._writes = writes
        self.form.show_values(values, is_new=writes == "new")
        if kept is not None and kept.get("writes") == writes:
            self.form.restore(kept["fields"])
            self._say_newer(kept)
        self._show()
        first = "code" if writes == "new" else "name"
        self.form.blocks[first].field.setFocus()

    def _say_newer(self, kept: Values) -> None:
        """What was written before a colleague put another version in force is compared first."""
        version = self._version_written()
        if kept.get("based_on", version) == version:
            return
        told = self.tr(
            "Version {version} holds since you wrote. Compare before you let yours hold."
        )
        self._trouble.say(
            self.tr("Somebody changed this program meanwhile."), told.format(version=version)
        )
        self._trouble.reveal()

    def _version_written(self) -> str:
        held = self.services.catalogue.files.get((FileKind.PROGRAM, self._writes))
        return "" if held is None else held.version

    def _typed(self) -> Values | None:
        if not self._writes:
            return None
        based_on = self._version_written()
        return {"writes": self._writes, "fields": self.form.typed(), "based_on": based_on}

    def look_over(self) -> None:
        """Check what is written and show it as it would hold."""
        self._trouble.hide()
        for block in self.form.blocks.values():
            block.set_error("")
        try:
            values = self.form.values()
            key = (FileKind.PROGRAM, str(values["code"]))
            values["version"] = self.services.rule_trials.next_version(key)
            if self._writes == "new" and key in self.services.catalogue.files:
                raise InvalidValue("code", "taken")
            self.preview = self.services.own_files.read(FileKind.PROGRAM, written(values))
        except InvalidValue as error:
            self._point_at(error)
            return
        except BrokenResource as error:
            wrong = self.form.blocks.get(error.key.partition("[")[0])
            if wrong is not None:
                wrong.set_error(fault_words.reason_words(error.reason))
                self._form_scroll.ensureWidgetVisible(wrong)
            self._say(self.tr("The program does not hold together yet."), error)
            return
        self.keep()
        self._show()
        self._reason.setFocus()

    def _point_at(self, error: InvalidValue) -> None:
        block = self.form.blocks.get(error.field)
        if block is None:
            self._say(self.tr("Nothing was changed."), error)
            return
        block.show_problem(error)
        if error.field == "inactivity":
            days = [str(step.days) for step in self.services.catalogue.limits.inactivity]
            text = self.tr("Write {count} days in rising order, as {days}.")
            block.set_error(text.format(count=len(days), days=", ".join(days)))
        block.field.setFocus()
        self._form_scroll.ensureWidgetVisible(block)

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what holds; a preview or a form under way stays."""
        if self.preview is None and not self._writes:
            self._fill_codes()
            self._show()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._fill_kinds()
        self._fill_codes()
        self._say_words()
        if self._form is not None:
            self._form.retranslate()
        self._show()

    def _say_words(self) -> None:
        self.kind.setAccessibleName(self.tr("What to look at"))
        self.code.setAccessibleName(self.tr("Which one"))
        self.cutoff.setAccessibleName(self.tr("Cut-off in use"))
        self.cutoff.setPlaceholderText(self.tr("Choose a cut-off"))
        texts = {
            "read_file": self.tr("Read a &file …"),
            "edit_program": self.tr("&Change the program …"),
            "new_program": self.tr("&New program …"),
            "use_shipped": self.tr("&Use the program's own"),
            "out_of_use": self.tr("Take &out of use"),
            "put_back": self.tr("&Put back in use"),
            "leave": self.tr("&Back"),
            "look_over": self.tr("Look it o&ver"),
            "enforce": self.tr("Put in &force"),
        }
        for name, text in texts.items():
            self._buttons[name].setText(text)
        self.reason.set_label(self.tr("Why it is changed"))

    def focus_first(self) -> None:
        """The choice of what to look at."""
        self.kind.setFocus()

    def keep(self) -> None:
        """Keep the program under way, and why."""
        self._why.keep()
        if self._draft is not None:
            self._draft.keep()


def _limit_words(limits: Sequence[Cutoff]) -> str:
    """The limits of a choice with where they come from."""
    parts = []
    for limit in limits:
        whom = f" {say(_HERE, _SEXES[limit.sex])}" if limit.sex else ""
        parts.append(f"≥ {limit.at_least:g}{whom}")
    sources = list(dict.fromkeys(limit.source.split(" (")[0] for limit in limits))
    return f"{', '.join(parts)} · {sources[0]}"


def _item_line(topic: str, values: tuple[int, ...]) -> str:
    return f"{topic} ({values[0]}–{values[-1]})"
