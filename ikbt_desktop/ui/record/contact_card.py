"""How the patient is reached: read by everybody who may open the record, changed in place."""

from dataclasses import asdict, fields, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.caseload import PatientChanges, PatientDetails
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import tab_order, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear
from ikbt_desktop.ui.record import words

_WIDTHS = {
    "family_name": 240,
    "given_name": 240,
    "phone": 180,
    "email": 300,
    "address": 300,
    "postcode": 110,
    "city": 180,
    "region": 240,
    "kin_name": 240,
    "kin_phone": 180,
}
_MASK = "••••••"


class ContactCard(Card):
    """Contact ways. `changed` after saving; a protected person's are masked until asked for.

    The form is made when it is first opened: most who look at a record change nothing here.
    """

    changed = Signal()
    form_made = Signal()
    given_up = Signal()

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(gap=10)
        self._services, self._patient_id = services, patient_id
        self._details: PatientDetails | None = None
        self._base: PatientDetails | None = None  # what the form was filled from
        self._revealed = False
        self._title = Label("", "h3")
        self._facts = Column(gap=4)
        self.edit = Button("", icon="pencil", small=True)
        self.edit.setObjectName("edit_contact")
        self.reveal = Button("", Kind.TEXT, icon="eye", small=True)
        self.reveal.setObjectName("reveal_contact")
        self._form: QWidget | None = None
        head = Row(gap=8)
        head.put(self._title, None, self.reveal, self.edit)
        self.body.addLayout(head)
        self._reading = QWidget()
        self._reading.setLayout(self._facts)
        self.body.addWidget(self._reading)
        self.edit.clicked.connect(self.begin_edit)
        self.reveal.clicked.connect(self._reveal)

    def _make_form(self) -> QWidget:
        self._fields = {key: FieldBlock("", LineEdit(width=_WIDTHS[key])) for key in _WIDTHS}
        self.save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.save.setObjectName("save_contact")
        self.cancel = Button("")
        self.cancel.setObjectName("cancel_contact")
        self._stale = InlineMessage(Tone.WARNING)
        self._stale.hide()
        self._theirs = Button("", Kind.TEXT)
        self._theirs.setObjectName("take_theirs")
        self._mine = Button("", Kind.TEXT)
        self._mine.setObjectName("keep_mine")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._end_edit)
        self.cancel.clicked.connect(self.given_up)
        self._theirs.clicked.connect(self._take_theirs)
        self._mine.clicked.connect(self._keep_mine)
        return self._lay_out_form()

    def _lay_out_form(self) -> QWidget:
        form = QWidget()
        column = Column(form, gap=10)
        ways = QWidget()
        flow = Flow(ways, gap=6)
        for button in (self._theirs, self._mine):
            flow.addWidget(button)
        self._stale.body.addWidget(ways)
        column.put(self._stale, self._trouble)
        for row in (
            ("family_name", "given_name"),
            ("phone", "email"),
            ("address",),
            ("postcode", "city"),
            ("region",),
            ("kin_name", "kin_phone"),
        ):
            holder = QWidget()
            line = Flow(holder, gap=12)
            for key in row:
                self._fields[key].field.setObjectName(f"contact_{key}")
                line.addWidget(self._fields[key])
            column.addWidget(holder)
        foot = QWidget()
        buttons = Flow(foot, gap=8)
        for button in (self.save, self.cancel):
            buttons.addWidget(button)
        column.addWidget(foot)
        form.hide()
        return form

    # --- reading -----------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self._form is not None and not self._form.isHidden()

    @property
    def details(self) -> PatientDetails | None:
        """What was read last."""
        return self._details

    def refresh(self) -> None:
        """Read afresh; a form under way keeps what is typed."""
        self._details = self._services.caseload.details(self._patient_id)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Contact ways"))
        self.edit.setText(self.tr("Ed&it"))
        self.reveal.setText(self.tr("&Show"))
        if self._form is not None:
            self._say_form()
        self._show_facts()

    def _say_form(self) -> None:
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("&Cancel"))
        self._theirs.setText(self.tr("Take &theirs"))
        self._mine.setText(self.tr("&Keep mine"))
        for key, label in self._labels().items():
            self._fields[key].set_label(label)

    def _labels(self) -> dict[str, str]:
        return {
            "family_name": self.tr("Family name"),
            "given_name": self.tr("Given name"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "address": self.tr("Address"),
            "postcode": self.tr("Postcode"),
            "city": self.tr("City"),
            "region": self.tr("Region of registration"),
            "kin_name": self.tr("Next of kin"),
            "kin_phone": self.tr("Phone of next of kin"),
        }

    def _show_facts(self) -> None:
        clear(self._facts)
        details = self._details
        if details is None:
            return
        masked = details.protected and not self._revealed
        self.reveal.setVisible(masked and not self.is_editing)
        may = self._services.actor.may(Permission.EDIT_PATIENT)
        self.edit.setVisible(may and not masked and not self.is_editing)
        if details.protected:
            self._facts.addWidget(Label(self.tr("Protected identity"), "small", weight=600))
        place = " ".join(part for part in (details.postcode, details.city) if part)
        address = ", ".join(part for part in (details.address, place) if part)
        for name, value in (
            (self.tr("Phone"), details.phone),
            (self.tr("E-mail"), details.email),
            (self.tr("Address"), address),
            *self._region(details),
            (self.tr("Next of kin"), details.kin_name),
            (self.tr("Phone of next of kin"), details.kin_phone),
        ):
            holder = QWidget()
            row = Row(holder, gap=12)
            label = Label(name, "small", ink="muted", wrap=True)
            label.setFixedWidth(theme.current().wide(170))
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            shown = _MASK if masked else value or self.tr("not given")
            ink = "text" if value and not masked else "muted"
            row.addWidget(Label(shown, "body", ink=ink, wrap=True), 1)
            self._facts.addWidget(holder)

    def _region(self, details: PatientDetails) -> list[tuple[str, str]]:
        """Where the person is registered, and whether the clinic leaves that region out."""
        if not details.region:
            return []
        told = details.region
        if details.region_left_out:
            reason = self.tr("the clinic does not treat those registered there (REG-1)")
            told = f"{told}: {reason}"
        return [(self.tr("Region of registration"), told)]

    def _reveal(self) -> None:
        # Opening a protected person's contact ways is a reading of its own in the log.
        self._details = self._services.caseload.details(self._patient_id)
        self._revealed = True
        self._show_facts()
        self.edit.setFocus()

    # --- editing -----------------------------------------------------------------------------

    def begin_edit(self) -> None:
        """Open the form with what is kept."""
        if self._form is None:
            self._form = self._make_form()
            self.body.addWidget(self._form)
            self._say_form()
            self.form_made.emit()
            tab_order.follow_reading(self.window())
        self._base = self._details
        self._fill(self._details)
        self._show_form(shown=True)
        self._fields["phone"].field.setFocus()

    def _fill(self, details: PatientDetails | None) -> None:
        if details is None:
            return
        for key, block in self._fields.items():
            self._line(key).setText(str(getattr(details, key)))
            block.set_error("")

    def _line(self, key: str) -> LineEdit:
        field = self._fields[key].field
        assert isinstance(field, LineEdit)
        return field

    def _show_form(self, *, shown: bool) -> None:
        if self._form is not None:
            self._form.setVisible(shown)
        self._reading.setVisible(not shown)
        self._stale.hide()
        self._trouble.hide()
        self._show_facts()

    def _end_edit(self) -> None:
        self._show_form(shown=False)
        (self.edit if self.edit.isVisible() else self.reveal).setFocus()

    def typed(self) -> PatientChanges:
        """What the form says now."""
        texts = {key: self._line(key).text() for key in self._fields}
        return PatientChanges(**texts)

    def _save(self) -> None:
        if self._base is None or not self.is_editing:
            return
        for block in self._fields.values():
            block.set_error("")
        try:
            self._details = self._services.caseload.change(
                self._patient_id, self.typed(), version=self._base.version
            )
        except StaleRecord:
            self._compare()
            return
        except InvalidValue as error:
            self._mark(error)
            return
        except IkbtError as error:
            self._trouble.say(
                self.tr("Not saved. What you wrote is still here."), words.problem(error)
            )
            self._trouble.reveal()
            return
        self._revealed = True
        self._end_edit()
        self.changed.emit()

    def _mark(self, error: InvalidValue) -> None:
        block = self._fields.get(error.field)
        if block is None:
            self._trouble.say(
                self.tr("Not saved. What you wrote is still here."), words.problem(error)
            )
            self._trouble.reveal()
            return
        block.show_problem(error)
        block.field.setFocus()

    # --- edited by two -----------------------------------------------------------------------

    def _compare(self) -> None:
        """Say what the other one wrote beside what stands in the form."""
        self._details = self._services.caseload.details(self._patient_id)
        mine, labels = self.typed(), self._labels()
        differing = []
        for field in fields(PatientChanges):
            theirs, own = getattr(self._details, field.name), getattr(mine, field.name)
            if theirs != own and field.name in labels:
                line = self.tr("{field}: theirs ”{theirs}”, yours ”{mine}”")
                differing.append(line.format(field=labels[field.name], theirs=theirs, mine=own))
        self._stale.say(
            self.tr("Somebody else changed the contact ways meanwhile."), "\n".join(differing)
        )
        self._stale.reveal()
        self._theirs.setFocus()

    def _take_theirs(self) -> None:
        self._base = self._details
        self._fill(self._details)
        self._end_edit()

    def _keep_mine(self) -> None:
        if self._details is not None and self._base is not None:
            self._base = replace(self._base, version=self._details.version)
        self._save()

    # --- keeping what is typed ---------------------------------------------------------------

    def unsaved(self) -> dict[str, object] | None:
        """What is typed and not saved, to be kept as a draft."""
        if not self.is_editing or self._base is None:
            return None
        return {"version": self._base.version, **asdict(self.typed())}

    def restore(self, kept: dict[str, object]) -> None:
        """Open the form with what was typed before."""
        if self._details is None:
            return
        version = kept.get("version")
        self.begin_edit()
        for key in self._fields:
            self._line(key).setText(str(kept.get(key, "")))
        if isinstance(version, int) and self._base is not None:
            self._base = replace(self._base, version=version)
