"""Ny remiss: what reception types from the paper, checked as it is typed and never lost."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ikbt_desktop.clinic import identity as numbers
from ikbt_desktop.clinic import phone
from ikbt_desktop.clinic.guardians import is_minor
from ikbt_desktop.clinic.identity import Identity, Kind, Problem, Sex
from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import AttachmentRefused, IkbtError, InvalidIdentity, InvalidValue
from ikbt_desktop.services import fields
from ikbt_desktop.services.caseload import Duplicate
from ikbt_desktop.services.guardians import GuardianChanges
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.ui.kit import language, problems, turns
from ikbt_desktop.ui.kit.autosave import Autosave, saved_words
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.button import Kind as ButtonKind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.tokens import CONTROL
from ikbt_desktop.ui.reception import words
from ikbt_desktop.ui.reception.duplicates_panel import DuplicatesPanel
from ikbt_desktop.ui.reception.known_edit import KnownEdit
from ikbt_desktop.ui.reception.scan_drop import ChooseFile, ScanDrop, ask_for_file
from ikbt_desktop.ui.record import family_words

_KIND, _SUBJECT = "referral_form", "new"
_SEARCH_MS = 120
_GUARDIANS = (1, 2)
_LONGEST_LINE = 2_000_000  # nothing pasted is cut off in silence
# Wrong whatever is typed after it; other faults are told when the number is whole or left.
_WRONG_AT_ONCE = frozenset({Problem.FOREIGN_DIGITS, Problem.SIGNS, Problem.TOO_LONG})
_WHOLE = re.compile(r"[0-9]{12}|[0-9]{6}(?:[0-9]{2})?[-+][0-9]{4}|(?!1[89]|20)[0-9]{10}")


@dataclass(frozen=True)
class _Typed:
    """One field of text: where it stands, how it is checked, and whether it must be there."""

    block: FieldBlock
    check: Callable[[str], object]
    required: Callable[[], bool]

    @property
    def text(self) -> str:
        """As it was typed."""
        field = self.block.field
        if isinstance(field, TextEdit):
            return field.toPlainText()
        assert isinstance(field, LineEdit)
        return field.text()

    def write(self, text: str) -> None:
        """Show a text."""
        field = self.block.field
        if isinstance(field, TextEdit):
            field.setPlainText(text)
        elif isinstance(field, LineEdit):
            field.setText(text)


class ReferralForm(Ground):
    """The pane that registers. It opens with the draft that was left, and closes without loss."""

    registered = Signal(object)
    """The `ReferralRow` that came of it."""
    closed = Signal()
    opened = Signal(str)
    """The record of a patient is wanted."""
    emptied = Signal(object)
    """All was thrown away; a callable follows that brings it back."""

    def __init__(self, services: Services, *, choose_file: ChooseFile = ask_for_file) -> None:
        super().__init__("surface", lines="left")
        self._services = services
        self._known: Duplicate | None = None
        self._number_before = ""
        self._identity: Identity | None = None
        self._typed: dict[str, _Typed] = {}
        self._restoring = False
        for build in (
            self._make_fields,
            self._make_contact,
            self._make_guardians,
            partial(self._make_parts, choose_file),
            self._build,
            self._keep_what_is_typed,
            partial(language.follow, self, self.retranslate),
            self._restore,
        ):
            turns.part(build)

    def _keep_what_is_typed(self) -> None:
        self._autosave = Autosave(
            self, save=self._save, clock=self._services.workplace.clock, text=self._as_text
        )
        self._listen()
        self._autosave.failed.connect(self._not_kept)
        self._autosave.saved.connect(self._say_kept)
        for typed in self._typed.values():
            typed.block.field.installEventFilter(self._autosave)
        self._search = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._search.timeout.connect(self._look_for_duplicates)

    # --- parts -------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        name = fields.NAME
        self._add("identity", LineEdit(width=210), self._read_number, _always)
        self._add("family_name", LineEdit(), _line("family_name", name), _always)
        self._add("given_name", LineEdit(), _line("given_name", name), _always)
        self._referrer = KnownEdit(self._services.referrals.referrers())
        self._referrer.matched.connect(self._offer)
        self._add("referrer", self._referrer, _line("referrer", name), self._is_referral)
        self._add("received_on", self._date_field(), self._read_day, _always)
        self._add(
            "question",
            TextEdit(lines=2),
            lambda text: fields.prose(text, "question", length=fields.QUESTION),
            _never,
        )

    def _make_contact(self) -> None:
        name = fields.NAME
        self._add("diagnosis_code", LineEdit(width=120), fields.diagnosis_code, _never)
        self._add("phone", LineEdit(width=210), partial(phone.stored, field="phone"), _never)
        self._add("email", LineEdit(), fields.email, _never)
        self._add("address", LineEdit(), lambda text: fields.line(text, "address"), _never)
        self._add("postcode", LineEdit(width=100), fields.postcode, _never)
        self._add("city", LineEdit(), _line("city", name), _never)
        self._add("region", LineEdit(width=240), _line("region", name), _never)

    def _make_parts(self, choose_file: ChooseFile) -> None:
        self.reserve = CheckBox()
        self.reserve.setObjectName("reserve")
        self.protected = CheckBox(wrap=True)
        self.protected.setObjectName("protected")
        self.source = SegmentedAnswer(
            [("referral", ""), ("self_referral", "")], name="source", tallness=CONTROL - 4
        )
        self.source.setObjectName("source")
        self.source.set_value("referral")
        self._source_block = FieldBlock("", self.source)
        self.unit = ComboBox(width=320)
        self.unit.setObjectName("unit")
        self._unit_block = FieldBlock("", self.unit)
        self.unit.set_options([(unit.id, unit.name) for unit in self._services.units.names()])
        self._own_unit = self._services.units.own()
        self.unit.set_value(self._own_unit)
        self.unit.activated.connect(lambda _index: self._unit_chosen())
        self.duplicates = DuplicatesPanel(today=self._today())
        self.scan = ScanDrop(choose_file)

    def _make_guardians(self) -> None:
        """Two guardians of a minor: names, relation and phone; the rest on the patient's page."""
        self.relations: dict[str, FieldBlock] = {}
        for place in _GUARDIANS:
            wanted = partial(self._is_named, place)
            for part in ("given_name", "family_name"):
                key = f"guardian{place}_{part}"
                self._add(key, LineEdit(), _line(key, fields.NAME), wanted)
            relation = ComboBox(width=200)
            relation.setObjectName(f"guardian{place}_relation")
            relation.activated.connect(lambda _index: self._relation_chosen())
            self.relations[f"guardian{place}_relation"] = FieldBlock("", relation)
            key = f"guardian{place}_phone"
            self._add(key, LineEdit(width=160), partial(phone.stored, field=key), _never)
        self._family = QWidget()
        self._family.setObjectName("guardians")
        self._family_head = Label("", "h3")
        self._family_known = Label("", "small", ink="muted", wrap=True)
        self._family_known.setObjectName("known_guardians")

    def _is_named(self, place: int) -> bool:
        """Whether something is typed of that guardian, so that the rest must be there too."""
        if not self._is_minor():
            return False
        parts = ("given_name", "family_name", "phone")
        typed = (self._typed.get(f"guardian{place}_{part}") for part in parts)
        return self._relation(place) is not None or any(
            one is not None and one.text.strip() for one in typed
        )

    def _relation(self, place: int) -> object:
        block = self.relations.get(f"guardian{place}_relation")
        field = None if block is None else block.field
        return field.value if isinstance(field, ComboBox) else None

    def _is_minor(self) -> bool:
        """Whether the number is that of a minor, or tells no age."""
        known = self._identity
        return known is not None and is_minor(known.age(on=self._today()))

    def _relation_chosen(self) -> None:
        for block in self.relations.values():
            block.set_error("")
        self._count_errors()
        self._autosave.changed()

    def _show_family(self) -> None:
        """Guardians are asked for when the number says that the patient is a minor."""
        self._show_unit()
        self._family.setVisible(self._is_minor())
        told = ""
        known = self._known
        if known is not None and not known.protected and self._is_minor():
            try:
                family = self._services.guardians.agreement(known.patient_id)
            except IkbtError as error:
                self._show_trouble(error)
            else:
                names = ", ".join(one.name for one in family.guardians)
                told = self.tr("Registered already: {names}").format(names=names) if names else ""
        self._family_known.setText(told)
        self._family_known.setVisible(bool(told))

    def _unit_chosen(self) -> None:
        self._unit_block.set_error("")
        self._autosave.changed()

    def _show_unit(self) -> None:
        """Only where there are several, and only of somebody new: known care stays where it is."""
        self._unit_block.setVisible(self.unit.count() > 1 and self._known is None)

    def _date_field(self) -> DateField:
        return DateField(self._read_day, self._spell_day)

    def _add(
        self,
        key: str,
        field: LineEdit | TextEdit,
        check: Callable[[str], object],
        required: Callable[[], bool],
    ) -> None:
        field.setObjectName(key)
        if isinstance(field, LineEdit):
            field.setMaxLength(_LONGEST_LINE)
        block = FieldBlock("", field, optional=not required() if key != "referrer" else False)
        self._typed[key] = _Typed(block, check, required)

    def _offer(self, names: list[str]) -> None:
        """Known referrers that hold what is typed: the arrow down takes one."""
        help_text = self.tr("↓ takes {names}").format(names=", ".join(names)) if names else ""
        self._typed["referrer"].block.set_help(help_text)

    def _build(self) -> None:
        self._title = Label("", "h2")
        self._title.setAccessibleName("")
        head = Ground("surface", lines="bottom")
        row = Row(head, gap=8, margins=(24, 11, 20, 11))
        self._kept = Label("", "cap", ink="muted")
        row.put(self._title, None, self._kept, KeyCap("Esc"))
        self._scroll = Scroll(gap=12, margins=(24, 14, 24, 14))
        self._lay_out(self._scroll.body)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("form_trouble")
        self._trouble.hide()
        whole = Column(self, gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._trouble)
        whole.addWidget(self._foot())

    def _lay_out(self, body: Column) -> None:
        block = {key: typed.block for key, typed in self._typed.items()}
        self._contact_head = Label("", "h3")
        body.put(block["identity"], self.reserve, self.duplicates, self._unit_block)
        names = _beside(block["family_name"], block["given_name"])
        body.addLayout(names)
        source = Row(gap=12)
        source.addWidget(self._source_block, 0, Qt.AlignmentFlag.AlignTop)
        source.addWidget(block["referrer"], 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(source)
        body.put(block["received_on"], block["question"], self.scan, block["diagnosis_code"])
        body.put(Line(), self._contact_head, block["phone"], block["email"], block["address"])
        place = Row(gap=12)
        place.addWidget(block["postcode"], 0, Qt.AlignmentFlag.AlignTop)
        place.addWidget(block["city"], 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(place)
        body.addWidget(block["region"])
        family = Column(self._family, gap=10)
        family.put(Line(), self._family_head, self._family_known)
        pairs = []
        for number in _GUARDIANS:
            own = f"guardian{number}_"
            called = _beside(block[f"{own}given_name"], block[f"{own}family_name"])
            reached = Row(gap=12)
            for each in (self.relations[f"{own}relation"], block[f"{own}phone"]):
                reached.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
            reached.addStretch(1)
            family.addLayout(called)
            family.addLayout(reached)
            pairs += [called, reached]
        self._pairs = (names, source, place, *pairs)
        self._family.hide()
        body.put(self._family, self.protected)
        body.addStretch(1)

    def set_one_column(self, *, one: bool) -> None:
        """Fields below each other where the form covers the list."""
        way = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        for pair in self._pairs:
            pair.setDirection(way)

    def _foot(self) -> QWidget:
        self.register = Button("", ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.register.setObjectName("register")
        self.cancel = Button("", ButtonKind.SECONDARY)
        self.cancel.setObjectName("form_cancel")
        self.empty = Button("", ButtonKind.TEXT)
        self.empty.setObjectName("form_empty")
        self.register.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.leave)
        self.empty.clicked.connect(self.throw_away)
        self._count = Label("", "small", ink="error", weight=600)
        self._count.setObjectName("error_count")
        foot = Ground("surface", lines="top")
        holder = QWidget()
        flow = Flow(holder, gap=8)
        for widget in (self.register, self.cancel, self.empty):
            flow.addWidget(widget)
        row = Row(foot, gap=8, margins=(24, 9, 24, 9))
        row.addWidget(holder, 1)
        row.addWidget(self._count)
        return foot

    def _listen(self) -> None:
        for key, typed in self._typed.items():
            field = typed.block.field
            if isinstance(field, LineEdit):
                field.textChanged.connect(lambda _text, key=key: self._changed(key))
                field.editingFinished.connect(lambda key=key: self._left(key))
            elif isinstance(field, TextEdit):
                field.textChanged.connect(lambda key=key: self._changed(key))
                field.left.connect(lambda key=key: self._left(key))
        self.reserve.toggled.connect(self._kind_chosen)
        self.protected.toggled.connect(self._autosave.changed)
        self.source.answered.connect(self._source_chosen)
        self.scan.changed.connect(self._autosave.changed)
        self.duplicates.opened.connect(self._open)
        self.duplicates.recognised.connect(self._recognise)
        self.setAcceptDrops(True)

    def _line(self, key: str) -> LineEdit:
        field = self._typed[key].block.field
        assert isinstance(field, LineEdit)
        return field

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("New referral"))
        self._title.setAccessibleName(self._title.text())
        labels = {
            "identity": self._number_label(),
            "family_name": self.tr("Family name"),
            "given_name": self.tr("Given name"),
            "referrer": self.tr("Referrer"),
            "received_on": self.tr("Date received"),
            "question": self.tr("Question asked"),
            "diagnosis_code": self.tr("Diagnosis code"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "address": self.tr("Address"),
            "postcode": self.tr("Postcode"),
            "city": self.tr("Town"),
        }
        labels["region"] = self.tr("Region of registration")
        for place in _GUARDIANS:
            labels |= {
                f"guardian{place}_given_name": self.tr("Guardian {place}, given name").format(
                    place=place
                ),
                f"guardian{place}_family_name": self.tr("Guardian {place}, family name").format(
                    place=place
                ),
                f"guardian{place}_phone": self.tr("Guardian {place}, phone").format(place=place),
            }
            relation = self.relations[f"guardian{place}_relation"]
            relation.set_label(self.tr("Relation"))
            assert isinstance(relation.field, ComboBox)
            chosen = relation.field.value
            relation.field.setPlaceholderText(self.tr("Choose"))
            relation.field.set_options(
                [(word.value, family_words.relation(word)) for word in family_words.RELATIONS]
            )
            relation.field.set_value(chosen)
        self._family_head.setText(self.tr("Guardians"))
        for key, label in labels.items():
            self._typed[key].block.set_label(label)
        self._show_family()
        self._line("received_on").setPlaceholderText(self.tr("e.g. today"))
        self._line("diagnosis_code").setPlaceholderText(self.tr("e.g. F32.1"))
        self._unit_block.set_label(self.tr("Unit"))
        self._source_block.set_label(self.tr("Source"))
        self.source.set_texts([self.tr("Referral"), self.tr("Self-referral")])
        self.reserve.setText(self.tr("Reserve number"))
        self.protected.setText(self.tr("Protected identity"))
        self._contact_head.setText(self.tr("Contact details"))
        self.register.setText(self.tr("&Register referral"))
        self.cancel.setText(self.tr("Can&cel"))
        self.empty.setText(self.tr("C&lear"))
        self._count_errors()

    def _number_label(self) -> str:
        return self.tr("Reserve number") if self.reserve.isChecked() else self.tr("Personal number")

    def _spell_day(self, day: date) -> str:
        week = day.isocalendar().week
        return self.tr("{day}, week {week}").format(day=words.spoken(day), week=week)

    def _understood(self, known: Identity) -> str:
        sex = {Sex.FEMALE: self.tr("Woman"), Sex.MALE: self.tr("Man")}.get(
            known.legal_sex or Sex.FEMALE, ""
        )
        age = known.age(on=self._today())
        if known.birth_date is None or age is None or known.legal_sex is None:
            return self.tr("Number understood")
        return self.tr("{sex}, {age}, born {born}").format(
            sex=sex, age=say("ReferralForm", "%n year(s)", age), born=known.birth_date.isoformat()
        )

    # --- the number --------------------------------------------------------------------------

    def _today(self) -> date:
        return local_day(self._services.workplace.clock())

    def _read_number(self, text: str) -> Identity:
        read = numbers.parse_reserve if self.reserve.isChecked() else numbers.parse
        return read(text, today=self._today())

    def _read_day(self, text: str) -> date:
        day = parse_day(text, today=self._today(), field="received_on")
        if day > self._today():
            raise InvalidValue("received_on", "future")
        return day

    def _number_changed(self) -> None:
        block = self._typed["identity"].block
        text = self._typed["identity"].text
        self._identity = None
        block.set_error("")
        block.set_help("")
        try:
            self._identity = self._read_number(text)
        except InvalidIdentity as error:
            if self._is_clearly_wrong(text, error):
                block.show_problem(error)
        else:
            block.set_good(self._understood(self._identity))
            if self._identity.kind is Kind.SAMORDNINGSNUMMER:
                block.set_help(self.tr("Coordination number"))
        if self._known is not None and not self._restoring:
            self._known = None
        self._show_family()

    def _is_clearly_wrong(self, text: str, error: InvalidIdentity) -> bool:
        if self.reserve.isChecked():
            return error.reason == Problem.FOREIGN_DIGITS
        plain = "".join(text.split())
        return error.reason in _WRONG_AT_ONCE or _WHOLE.fullmatch(plain) is not None

    def _kind_chosen(self) -> None:
        self._typed["identity"].block.set_label(self._number_label())
        self._changed("identity")

    def _source_chosen(self) -> None:
        self._typed["referrer"].block.setVisible(self._is_referral())
        self._typed["referrer"].block.set_error("")
        self._count_errors()
        self._autosave.changed()

    def _is_referral(self) -> bool:
        return self.source.value == "referral"

    # --- duplicates --------------------------------------------------------------------------

    def _look_for_duplicates(self) -> None:
        found, name_only = self._found_duplicates()
        known = self._known
        if known is not None and known.patient_id not in {each.patient_id for each in found}:
            found = (known, *found)
        self.duplicates.show_duplicates(
            found, chosen=None if known is None else known.patient_id, name_only=name_only
        )

    def _found_duplicates(self) -> tuple[tuple[Duplicate, ...], bool]:
        """Those found, and whether a name alone found them."""
        names = (self._typed["family_name"].text, self._typed["given_name"].text)
        number = self._identity or self._mistyped()
        search = self._services.caseload.duplicates
        try:
            by_name = search(identity=self._identity, family_name=names[0], given_name=names[1])
            near = () if number is self._identity else search(identity=number)
        except IkbtError as error:
            self._show_trouble(error)
            return (), False
        seen = {each.patient_id for each in near}
        both = (*near, *(each for each in by_name if each.patient_id not in seen))
        return both, self._identity is None

    def _mistyped(self) -> Identity | None:
        """The digits as typed while the check digit is still wrong, to find who is one slip off."""
        if self.reserve.isChecked():
            return None
        digits = numbers.typed_digits(self._typed["identity"].text, today=self._today())
        return None if digits is None else Identity(Kind.PERSONNUMMER, digits, digits, None, None)

    def _open(self, patient_id: str) -> None:
        self.keep()
        self.opened.emit(patient_id)

    def _recognise(self, duplicate: Duplicate | None) -> None:
        """The referral belongs to this patient: the number is theirs; names only if missing."""
        self._restoring = True
        try:
            if duplicate is not None:
                self._number_before = self._typed["identity"].text
                self._set_number(duplicate.identity)
                family, _, given = ("" if duplicate.protected else duplicate.name).partition(", ")
                for key, name in (("family_name", family), ("given_name", given)):
                    if not self._typed[key].text.strip():
                        self._typed[key].write(name)
            elif self._number_before:
                self._set_number(self._number_before)
        finally:
            self._restoring = False
        self._known = duplicate
        self._search.stop()
        self._look_for_duplicates()
        self._show_family()
        self._autosave.changed()
        self._line("family_name").setFocus()

    def _set_number(self, text: str) -> None:
        try:
            numbers.parse(text, today=self._today())
            is_reserve = False
        except InvalidIdentity:
            is_reserve = self.reserve.isChecked() or any(map(str.isalpha, text))
        self.reserve.setChecked(is_reserve)
        self._typed["identity"].write(text)

    # --- checking ----------------------------------------------------------------------------

    def _changed(self, key: str) -> None:
        typed = self._typed[key]
        if key == "identity":
            self._number_changed()
        elif typed.block.error:
            typed.block.set_error("")
        if key in {"identity", "family_name", "given_name"}:
            self._search.start()
        self._count_errors()
        if not self._restoring:
            self._autosave.changed()

    def _left(self, key: str) -> None:
        """A field is checked when it is left; an empty one is told of when one registers."""
        if self._typed[key].text.strip():
            self._check(key)
        self._count_errors()

    def _check(self, key: str) -> bool:
        typed = self._typed[key]
        try:
            if not typed.text.strip() and typed.required() and key != "identity":
                raise InvalidValue(key, "empty")
            if typed.text.strip() or key == "identity":
                typed.check(typed.text)
        except IkbtError as error:
            typed.block.show_problem(error)
            return False
        return True

    @property
    def errors(self) -> tuple[str, ...]:
        """The keys of the fields that are marked as wrong, in reading order."""
        wrong = [
            key for key, typed in self._typed.items() if typed.block.error and self._is_asked(key)
        ]
        for place in _GUARDIANS if self._is_minor() else ():
            key, after = f"guardian{place}_relation", f"guardian{place}_phone"
            if self.relations[key].error:
                order = list(self._typed)
                later = [one for one in wrong if order.index(one) >= order.index(after)]
                wrong.insert(len(wrong) - len(later), key)
        return (*wrong, "scan") if self.scan.error else tuple(wrong)

    def _is_asked(self, key: str) -> bool:
        """Whether the field is shown: a referrer of a referral, guardians of a minor."""
        if key.startswith("guardian"):
            return self._is_minor()
        return key != "referrer" or self._is_referral()

    def _count_errors(self) -> None:
        count = len(self.errors)
        self._count.setText(say("ReferralForm", "%n error(s) to correct", count) if count else "")
        self._count.setVisible(bool(count))

    # --- registering -------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: register, or go to the first field that is wrong."""
        self._trouble.hide()
        for key in self._typed:
            if self._is_asked(key):
                self._check(key)
        for place in _GUARDIANS:
            if self._is_named(place) and self._relation(place) is None:
                block = self.relations[f"guardian{place}_relation"]
                block.set_error(self.tr("Choose the relation."))
        self._count_errors()
        if self.errors:
            self._go_to(self.errors[0])
            return
        try:
            row = self._services.referrals.register(self._new())
        except IkbtError as error:
            self._refused(error)
            return
        self._forget()
        self._referrer.set_known(self._services.referrals.referrers())
        self.registered.emit(row)

    def _new(self) -> NewReferral:
        text = {key: typed.text for key, typed in self._typed.items()}
        known = self._known
        return NewReferral(
            identity=self._read_number(text["identity"]),
            family_name=text["family_name"],
            given_name=text["given_name"],
            source=str(self.source.value),
            received_on=self._read_day(text["received_on"]),
            referrer=text["referrer"] if self._is_referral() else "",
            question=text["question"],
            diagnosis_code=text["diagnosis_code"] or None,
            phone=text["phone"],
            email=text["email"],
            address=text["address"],
            postcode=text["postcode"],
            city=text["city"],
            protected=self.protected.isChecked(),
            patient_id=None if known is None else known.patient_id,
            attachment=self.scan.scan,
            region=text["region"],
            unit_id=str(self.unit.value) if self.unit.value is not None else None,
            guardians=tuple(
                GuardianChanges(
                    family_name=text[f"guardian{place}_family_name"],
                    given_name=text[f"guardian{place}_given_name"],
                    relation=str(self._relation(place)),
                    phone=text[f"guardian{place}_phone"],
                )
                for place in _GUARDIANS
                if self._is_named(place)
            ),
        )

    def _refused(self, error: IkbtError) -> None:
        field = getattr(error, "field", "")
        if isinstance(error, AttachmentRefused):
            self.scan.show_problem(error)
        elif isinstance(error, InvalidValue) and (field, error.reason) == ("identity", "taken"):
            self._typed["identity"].block.set_error(
                self.tr(
                    "The number belongs to a patient who is registered. Choose “Same person” above "
                    "or compare the number."
                )
            )
            self._look_for_duplicates()
        elif isinstance(error, InvalidValue) and (field, error.reason) == (
            "received_on",
            "too_old",
        ):
            self._typed["received_on"].block.set_error(
                self.tr("The date is more than five years back. Check the year.")
            )
        elif field == "unit_id" and isinstance(error, InvalidValue):
            self._unit_block.show_problem(error)
            self._unit_block.show()
            self._scroll.ensureWidgetVisible(self._unit_block)
        elif field in self._typed:
            self._typed[field].block.show_problem(error)
        else:
            self._show_trouble(error)
        self._count_errors()
        if self.errors:
            self._go_to(self.errors[0])

    def _show_trouble(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _go_to(self, key: str) -> None:
        if key in self.relations:
            widget = self.relations[key].field
        else:
            widget = self.scan.pick if key == "scan" else self._typed[key].block.field
        widget.setFocus()
        self._scroll.ensureWidgetVisible(widget, 0, 60)

    # --- the draft ---------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed, at once."""
        self._autosave.flush()

    def _as_text(self) -> str:
        known, scan = self._known, self.scan.scan
        draft = {
            "typed": {key: typed.text for key, typed in self._typed.items()},
            "reserve": self.reserve.isChecked(),
            "protected": self.protected.isChecked(),
            "source": self.source.value,
            "patient_id": None if known is None else known.patient_id,
            "scan": None if scan is None else scan.title,
            "relations": {f"{place}": self._relation(place) for place in _GUARDIANS},
            "unit": self.unit.value,
        }
        return json.dumps(draft, ensure_ascii=False)

    def _save(self, text: str) -> None:
        self._services.drafts.keep(_KIND, _SUBJECT, text)

    def _say_kept(self, at: datetime) -> None:
        self._kept.setText(saved_words(at.astimezone(LOCAL)))

    def _not_kept(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._kept.setText("")
        lead = self.tr("The draft is not kept")
        self._trouble.say(lead, problem.sentence)
        self._trouble.show()

    def _restore(self) -> None:
        draft = self._services.drafts.find(_KIND, _SUBJECT)
        if draft is not None and draft.text:
            self._show_draft(json.loads(draft.text))

    def _show_draft(self, draft: Mapping[str, object]) -> None:
        self._restoring = True
        try:
            self.reserve.setChecked(bool(draft.get("reserve")))
            self.protected.setChecked(bool(draft.get("protected")))
            self.source.set_value(draft.get("source") or "referral")
            self.unit.set_value(draft.get("unit") or self._own_unit)
            typed = draft.get("typed")
            if isinstance(typed, dict):
                for key, text in typed.items():
                    if key in self._typed:
                        self._typed[key].write(str(text))
            relations = draft.get("relations")
            for place in _GUARDIANS:
                block = self.relations[f"guardian{place}_relation"]
                assert isinstance(block.field, ComboBox)
                held = relations.get(f"{place}") if isinstance(relations, dict) else None
                block.field.set_value(held)
                block.set_error("")
            self.scan.set_scan(None, lost=str(draft.get("scan") or ""))
        finally:
            self._restoring = False
        self._source_chosen()
        self._search.stop()
        found, _ = self._found_duplicates()
        self._known = next(
            (each for each in found if each.patient_id == draft.get("patient_id")), None
        )
        self._look_for_duplicates()
        self._show_family()
        for key in self._typed:
            self._left(key)
        self._autosave.forget()

    def leave(self) -> None:
        """Cancel or Esc: the pane closes, the draft stays."""
        self.keep()
        self.closed.emit()

    def throw_away(self) -> None:
        """Clear: an empty form; what was there can be brought back."""
        before, scan = json.loads(self._as_text()), self.scan.scan
        self._forget()

        def bring_back() -> None:
            self._show_draft(before)
            self.scan.set_scan(scan)
            self._autosave.changed()
            self.keep()

        self.emptied.emit(bring_back)
        self.focus_first()

    def _forget(self) -> None:
        """An empty form and no draft."""
        empty: dict[str, object] = {"typed": dict.fromkeys(self._typed, "")}
        self._known, self._number_before = None, ""
        self._show_draft(empty)
        self._trouble.hide()
        for typed in self._typed.values():
            typed.block.set_error("")
            typed.block.set_help("")
        self._count_errors()
        self._kept.setText("")
        self._autosave.forget()
        try:
            self._services.drafts.discard(_KIND, _SUBJECT)
        except IkbtError as error:
            self._show_trouble(error)

    # --- keys, drops -------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first empty required field, else the first that is wrong."""
        empty = [
            key for key, typed in self._typed.items() if typed.required() and not typed.text.strip()
        ]
        key = next(iter((*self.errors, *empty)), "identity")
        if key in self._typed:
            self._line(key).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.scan.take(Path(files[0]))
            self._count_errors()
            event.acceptProposedAction()


def _always() -> bool:
    return True


def _never() -> bool:
    return False


def _line(field: str, length: int) -> Callable[[str], str]:
    return lambda text: fields.line(text, field, length=length)


def _beside(*blocks: QWidget) -> Row:
    row = Row(gap=12)
    for block in blocks:
        row.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
    return row
