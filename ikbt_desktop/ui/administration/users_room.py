"""The people who work here: who may come in, as what, and trained in which programs."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord, WeakPassword
from ikbt_desktop.services.administration import NewUser, UserChanges, UserView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.services.units import UnitName
from ikbt_desktop.ui.administration import words
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.kit import background, meanwhile, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Ground
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.eye import Eye
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values

_BESIDE = 820  # narrower rooms show the list or the form
_CHOICES = ("role", "unit_id")


class _Rows(TableView):
    """A table that also stands in a narrow column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(200), theme.current().wide(120))


class UsersRoom(Room):
    """The list to the left, one colleague's form to the right."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._users: tuple[UserView, ...] = ()
        self._units: tuple[UnitName, ...] = ()
        self._chosen: UserView | None = None
        self._is_new = False
        self._is_narrow = False
        self._form_open = False
        self._title = Label("", "h1")
        self.add = Button("", icon="user-plus", key="Ctrl+N", small=True)
        self.add.setObjectName("add_user")
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = _Rows(self.table)
        self.list.setObjectName("users")
        self._head = Label("", "h3", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.blocks: dict[str, FieldBlock] = {}
        self.active = CheckBox("", wrap=True)
        self._shut_words = Label("", "cap", ink="muted", wrap=True)
        self._shut_words.setObjectName("shut_words")
        self.basic_cbt = CheckBox("", wrap=True)
        self._programs_head = Label("", "small", weight=500)
        self.programs = {
            code: CheckBox(program.name) for code, program in services.catalogue.programs.items()
        }
        password = PasswordEdit(width=280)
        self.eye = Eye(password)
        self.password_block = FieldBlock("", password, aside=self.eye)
        self._once = Label("", "cap", ink="muted", wrap=True)
        self.suggest = Button("", small=True)
        self.suggest.setObjectName("suggest_password")
        self.reissue = Button("", small=True)
        self.reissue.setObjectName("reissue_password")
        self.save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.save.setObjectName("save_user")
        self.cancel = Button("")
        self.cancel.setObjectName("cancel_user")
        self._form = QWidget()
        self._draft: KeptForm | None = None
        self._build()
        self._rules = services.administration.password_rules()
        self._hint = PasswordHint(self.password_block, self._now_rules)
        self.suggest.clicked.connect(self._suggest)
        self.list.row_selected.connect(self._select)
        self.list.row_activated.connect(lambda _: self._open_form("name"))
        self.list.space_pressed.connect(lambda _: self._open_form("name"))
        self.add.clicked.connect(self.begin_new)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._throw_away)
        self.reissue.clicked.connect(self._reissue)
        self.retranslate()

    def _build(self) -> None:
        self._left = left = Ground("surface")
        column = Column(left, gap=0)
        head = Row(gap=8, margins=(24, 16, 16, 10))
        head.put(self._title, None, self.add)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        right = Ground("surface", lines="left")
        self._right = right
        scroll = Scroll(gap=10, margins=(20, 16, 20, 16))
        form = Column(self._form, gap=10)
        day = DateField(
            lambda text: parse_day(text, today=local_day(self.services.workplace.clock())),
            record_words.spelled,
        )
        for key, field in (
            ("login", LineEdit(width=210)),
            ("name", LineEdit(width=320)),
            ("title", LineEdit(width=320)),
            ("role", ComboBox(width=240)),
            ("unit_id", ComboBox(width=320)),
            ("ikbt_course_on", day),
            ("weekly_minutes", LineEdit(width=90)),
        ):
            field.setObjectName(f"user_{key}")
            self.blocks[key] = FieldBlock("", field, optional=key in {"title", "ikbt_course_on"})
        self.active.setObjectName("user_active")
        self.basic_cbt.setObjectName("user_basic_cbt")
        self.password_block.field.setObjectName("user_password")
        form.put(*(self.blocks[key] for key in ("login", "name", "title", "role", "unit_id")))
        form.put(
            self.active, self._shut_words, Line(), self.basic_cbt, self.blocks["ikbt_course_on"]
        )
        form.addWidget(self._programs_head)
        for code, box in self.programs.items():
            box.setObjectName(f"user_program_{code}")
            form.addWidget(box)
        form.put(self.blocks["weekly_minutes"], Line(), self.password_block, self._once)
        again = QWidget()
        flow = Flow(again)
        flow.addWidget(self.suggest)
        flow.addWidget(self.reissue)
        form.addWidget(again)
        scroll.body.put(self._head, self._trouble, self._form, None)
        bar = ActionBar()
        bar.add_left(self.cancel)
        bar.add_right(self.save)
        whole = Column(right, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(bar)
        self._scroll = scroll
        self._halves = Row(self, gap=0)
        self._halves.addWidget(left, 1)
        self._halves.addWidget(right, 1)

    # --- the list ----------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("name", self.tr("Name"), Cell.TWO_LINES),
            TableColumn("role", self.tr("Role"), Cell.TWO_LINES, width=130),
            TableColumn("state", self.tr("State"), Cell.PILL, width=100),
        )

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        return [
            RowValue(
                user.id,
                (
                    Two(user.name, "  ·  ".join(filter(None, (user.login, user.title))), True),
                    Two(words.role(user.role), self._unit_told(user)),
                    PillValue(self.tr("Active"), State.OK)
                    if user.active
                    else PillValue(self.tr("Shut"), State.NEUTRAL, "lock"),
                ),
            )
            for user in self._users[offset : offset + limit]
        ]

    def _unit_told(self, user: UserView) -> str:
        return self._unit_name(user.unit_id) if len(self._units) > 1 else ""

    def _select(self, key: str | None) -> None:
        if self._is_new or (self._chosen is not None and self._chosen.id == key):
            return
        self.keep()
        self._show(next((user for user in self._users if user.id == key), None))

    # --- the form ----------------------------------------------------------------------------

    def _field(self, key: str) -> QWidget:
        return self.blocks[key].field

    def _line(self, key: str) -> LineEdit:
        field = self._field(key)
        assert isinstance(field, LineEdit)
        return field

    @property
    def _password(self) -> PasswordEdit:
        field = self.password_block.field
        assert isinstance(field, PasswordEdit)
        return field

    def begin_new(self) -> None:
        """An empty form for a colleague."""
        self.keep()
        self._is_new = True
        self._show(None)
        self._open_form("login")

    def _open_form(self, field: str) -> None:
        """Go into the form; in a narrow room it takes the place of the list."""
        self._form_open = True
        self._lay()
        self._field(field).setFocus()

    def _show(self, user: UserView | None) -> None:
        self._chosen = user
        self._lay()
        self._trouble.hide()
        self._password.clear()
        self.eye.setChecked(False)
        self.password_block.set_error("")
        self._fill(self._shown(user))
        subject = "new" if self._is_new else user.id if user is not None else ""
        if self._draft is not None:
            self._draft.let_go()
        self._draft = KeptForm(
            self._form, self.services, kind="user_form", subject_id=subject, read=self._typed
        )
        kept = self._draft.kept() if subject else None
        if kept is not None:
            self._fill(kept)
        self._say_form()

    def _shown(self, user: UserView | None) -> dict[str, Any]:
        if user is None:
            return {
                "login": "",
                "name": "",
                "title": "",
                "role": Role.CLINICIAN.value,
                "unit_id": self._only_unit(),
                "active": True,
                "basic_cbt": False,
                "ikbt_course_on": "",
                "weekly_minutes": "0",
                "programs": [],
            }
        return {
            "login": user.login,
            "name": user.name,
            "title": user.title,
            "role": user.role.value,
            "unit_id": user.unit_id,
            "active": user.active,
            "basic_cbt": user.basic_cbt,
            "ikbt_course_on": record_words.written(user.ikbt_course_on),
            "weekly_minutes": str(user.weekly_minutes),
            "programs": sorted(user.programs),
        }

    def _choice(self, key: str) -> ComboBox:
        field = self._field(key)
        assert isinstance(field, ComboBox)
        return field

    def _only_unit(self) -> str | None:
        """Where there is but one unit in use, a new colleague belongs to it."""
        return self._units[0].id if len(self._units) == 1 else None

    def _show_units(self) -> None:
        """A clinic that is one unit is never asked which."""
        self._units = self.services.units.names()
        choice = self._choice("unit_id")
        choice.set_options([(unit.id, unit.name) for unit in self._units])
        choice.setPlaceholderText(self.tr("Choose the unit"))
        self.blocks["unit_id"].setVisible(len(self._units) > 1)

    def _unit_name(self, unit_id: str | None) -> str:
        return next((unit.name for unit in self._units if unit.id == unit_id), "")

    def _now(self) -> dict[str, Any]:
        return {
            **{key: self._line(key).text() for key in self.blocks if key not in _CHOICES},
            **{key: self._choice(key).value for key in _CHOICES},
            "active": self.active.isChecked(),
            "basic_cbt": self.basic_cbt.isChecked(),
            "programs": sorted(code for code, box in self.programs.items() if box.isChecked()),
        }

    def _typed(self) -> Values | None:
        """What is typed and not saved; a password is never among it."""
        if not self._is_new and self._chosen is None:
            return None
        now = self._now()
        return None if now == self._shown(self._chosen) else now

    def _fill(self, values: Values) -> None:
        for key, block in self.blocks.items():
            block.set_error("")
            if key in _CHOICES:
                self._choice(key).set_value(values.get(key))
            else:
                self._line(key).setText(str(values.get(key, "")))
        self.active.setChecked(bool(values.get("active")))
        self.basic_cbt.setChecked(bool(values.get("basic_cbt")))
        held = set(values.get("programs", ()))
        for code, box in self.programs.items():
            box.setChecked(code in held)

    def _changes(self) -> UserChanges:
        """What the form wants. Raises `InvalidValue`."""
        now = self._now()
        day = self._field("ikbt_course_on")
        assert isinstance(day, DateField)
        if day.text().strip() and day.date is None:
            raise InvalidValue("ikbt_course_on", "no_day")
        minutes = str(now["weekly_minutes"]).strip() or "0"
        if not (minutes.isascii() and minutes.isdigit()):
            raise InvalidValue("weekly_minutes", "range", {"limit": 3600})
        return UserChanges(
            name=str(now["name"]),
            role=Role(str(now["role"])),
            title=str(now["title"]),
            active=self.active.isChecked(),
            basic_cbt=self.basic_cbt.isChecked(),
            ikbt_course_on=day.date,
            weekly_minutes=int(minutes),
            programs=tuple(now["programs"]),
            unit_id=now["unit_id"],
        )

    # --- doing -------------------------------------------------------------------------------

    def _save(self) -> None:
        if not self._is_new and self._chosen is None:
            return
        for block in (*self.blocks.values(), self.password_block):
            block.set_error("")
        self._trouble.hide()
        try:
            changes = self._changes()
            if self._is_new:
                self._hire(changes)
                return
            assert self._chosen is not None
            saved = self.services.administration.change_user(
                self._chosen.id, changes, version=self._chosen.version
            )
        except IkbtError as error:
            self._refused(error)
            return
        self._saved(saved)

    def _hire(self, changes: UserChanges) -> None:
        new = NewUser(
            login=self._line("login").text(),
            name=changes.name,
            role=changes.role,
            title=changes.title,
            one_time_password=self._password.text(),
            basic_cbt=changes.basic_cbt,
            ikbt_course_on=changes.ikbt_course_on,
            weekly_minutes=changes.weekly_minutes,
            programs=changes.programs,
            unit_id=changes.unit_id,
        )
        # A password takes the time of a slow hash: never on the window's thread.
        self.save.set_busy(self.tr("Adding …"))
        background.run(
            self,
            lambda _: self.services.administration.add_user(new),
            done=self._saved,
            failed=self._refused,
        )

    def _saved(self, user: UserView) -> None:
        self.save.set_busy("")
        if self._draft is not None:
            self._draft.forget()
        was_new, self._is_new = self._is_new, False
        self._chosen = None
        self._form_open = False
        self._password.clear()
        self.refresh()
        self.list.select_key(user.id)
        self._show(next((one for one in self._users if one.id == user.id), None))
        said = (
            self.tr("{name} can sign in with the one-time password.")
            if was_new
            else self.tr("{name} is saved.")
        )
        self.said.emit(said.format(name=user.name), None)
        self.changed.emit()

    def _suggest(self) -> None:
        """One that nobody guesses, shown so that it can be written down and told."""
        self._password.setText(self.services.administration.suggested_password())
        self.eye.setChecked(True)
        self._password.setFocus()

    def _now_rules(self) -> PasswordRules:
        login = self._chosen.login if self._chosen is not None else self._line("login").text()
        return replace(self._rules, login=login)

    def _reissue(self) -> None:
        user = self._chosen
        if user is None:
            return
        self.password_block.set_error("")
        typed = self._password.text()
        self.reissue.set_busy(self.tr("Giving …"))
        background.run(
            self,
            lambda _: self.services.administration.reissue(user.id, typed),
            done=lambda _: self._reissued(user),
            failed=self._refused,
        )

    def _reissued(self, user: UserView) -> None:
        self.reissue.set_busy("")
        self._password.clear()
        self.eye.setChecked(False)
        said = self.tr("{name} has a new one-time password. Tell it in person.")
        self.said.emit(said.format(name=user.name), None)
        self.changed.emit()

    def _refused(self, error: IkbtError) -> None:
        for button in (self.save, self.reissue):
            button.set_busy("")
        block = self.blocks.get(error.field) if isinstance(error, InvalidValue) else None
        if isinstance(error, WeakPassword):
            block = self.password_block
        if block is not None:
            block.show_problem(error)
            block.field.setFocus()
            self._scroll.ensureWidgetVisible(block)
            return
        lead = self.tr("Not saved. What you wrote is still here.")
        told = record_words.problem(error)
        if isinstance(error, StaleRecord):
            lead = self.tr("Not saved yet.")
            told = meanwhile.sentence(error, self._take_newer())
        self._trouble.say(lead, told)
        self._trouble.reveal()

    def _take_newer(self) -> list[str]:
        """What a colleague wrote beside what is typed; saving again writes over the newer one."""
        users = {one.id: one for one in self.services.administration.users()}
        if self._chosen is None or self._chosen.id not in users:
            return []
        newer = users[self._chosen.id]
        self._chosen = replace(self._chosen, version=newer.version)
        theirs, mine = self._told(newer), self._told(self._changes())
        return meanwhile.lines((label, theirs[label], mine[label]) for label in theirs)

    def _told(self, one: UserView | UserChanges) -> dict[str, str]:
        """Everything that can be changed about a colleague, by its label."""
        said = {True: self.tr("yes"), False: self.tr("no")}
        programs = self.services.catalogue.programs
        day = one.ikbt_course_on
        names = [programs[code].name for code in one.programs if code in programs]
        texts = {
            "name": one.name,
            "title": one.title,
            "role": words.role(one.role),
            "ikbt_course_on": "" if day is None else day.isoformat(),
            "weekly_minutes": str(one.weekly_minutes),
        }
        labelled = {self.blocks[key].label.text(): text for key, text in texts.items()}
        return labelled | {
            self.active.text(): said[one.active],
            self.basic_cbt.text(): said[one.basic_cbt],
            self._programs_head.text(): ", ".join(names),
        }

    def _throw_away(self) -> None:
        if self._draft is not None:
            self._draft.forget()
        self._is_new = False
        self._form_open = False
        self._show(next((u for u in self._users if u.id == self.list.selected_key), None))
        self.list.setFocus()

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everybody; the form keeps what is typed."""
        self._users = self.services.administration.users()
        self._show_units()
        self._take_unit()
        self.table.set_columns(self._columns())
        if self._chosen is None and not self._is_new:
            self._show(next((u for u in self._users if u.id == self.list.selected_key), None))

    def _take_unit(self) -> None:
        """Units may have been made or merged in the next room: an untouched choice follows."""
        chosen, choice = self._chosen, self._choice("unit_id")
        newer = next((u for u in self._users if chosen is not None and u.id == chosen.id), None)
        if chosen is not None and newer is not None and choice.value in {None, chosen.unit_id}:
            self._chosen = replace(chosen, unit_id=newer.unit_id)
            choice.set_value(newer.unit_id)

    def _say_form(self) -> None:
        new = self._is_new
        self.blocks["login"].setVisible(new)
        self.active.setVisible(not new)
        self._shut_words.setVisible(not new)
        self.reissue.setVisible(not new and self._chosen is not None and self._chosen.active)
        self._head.setText(
            self.tr("New colleague")
            if new
            else (self._chosen.name if self._chosen is not None else "")
        )
        self.save.setText(self.tr("Add c&olleague") if new else self.tr("&Save"))
        self.password_block.set_label(self.tr("One-time password"))
        self._hint.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Users"))
        self.add.setText(self.tr("&Add colleague"))
        self.cancel.setText(self.tr("&Cancel"))
        self.reissue.setText(self.tr("&Give a new one-time password"))
        self.suggest.setText(self.tr("S&uggest one"))
        self._once.setText(
            self.tr(
                "It is used once: at the first sign-in the colleague chooses their own. Tell it in "
                "person, never in a message."
            )
        )
        self.list.setAccessibleName(self.tr("Users"))
        self.active.setText(self.tr("May sign in"))
        self._shut_words.setText(
            self.tr(
                "Without the tick the way in is shut at once: the password opens nothing, and no "
                "new work is given. What was signed stays, with the name."
            )
        )
        self.basic_cbt.setText(self.tr("Basic psychotherapy training in CBT, or psychologist"))
        self._programs_head.setText(self.tr("Trained in"))
        labels = {
            "login": self.tr("User name"),
            "name": self.tr("Name"),
            "title": self.tr("Title"),
            "role": self.tr("Role"),
            "unit_id": self.tr("Unit"),
            "ikbt_course_on": self.tr("iCBT course"),
            "weekly_minutes": self.tr("Minutes a week for iCBT"),
        }
        for key, block in self.blocks.items():
            block.set_label(labels[key])
        self._choice("role").set_options([(one.value, words.role(one)) for one in Role])
        self._show_units()
        self.table.set_columns(self._columns())
        self._say_form()

    def focus_first(self) -> None:
        """The list."""
        self.list.setFocus()

    def keep(self) -> None:
        """Keep what is typed."""
        if self._draft is not None:
            self._draft.keep()

    def fit(self, width: float) -> None:
        """List and form beside each other, or one at a time."""
        self._is_narrow = width < _BESIDE
        self._lay()

    def _lay(self) -> None:
        has_form = self._chosen is not None or self._is_new
        alone = self._is_narrow and has_form and self._form_open
        self._right.setVisible(has_form and (alone or not self._is_narrow))
        self._left.setVisible(not alone)
