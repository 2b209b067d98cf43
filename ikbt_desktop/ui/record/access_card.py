"""Who may come near the record: the person's protection, and the blocks that they asked for."""

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.services.blocks import BlockRow
from ikbt_desktop.services.caseload import PatientDetails
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear
from ikbt_desktop.ui.record import access_words, words
from ikbt_desktop.ui.record.access_forms import (
    BlockForm,
    LiftForm,
    ProtectionForm,
    UnitForm,
)
from ikbt_desktop.ui.record.form_card import FormCard


class AccessCard(FormCard):
    """Protection and blocks in words. A form is made when it is asked for, and stands below."""

    def __init__(self, services: Services, patient_id: str) -> None:
        protect = Button("", Kind.TEXT, icon="shield-alert", small=True)
        super().__init__(protect)
        self.setObjectName("access_card")
        self._services, self._patient_id = services, patient_id
        self._details: PatientDetails | None = None
        self._title = Label("", "h3")
        self.protect = protect
        self.protect.setObjectName("change_protection")
        self.block = Button("", Kind.TEXT, icon="ban", small=True)
        self.block.setObjectName("new_block")
        self.move_care = Button("", Kind.TEXT, icon="arrow-right", small=True)
        self.move_care.setObjectName("move_unit")
        self._blocks: tuple[BlockRow, ...] = ()
        self._has_units = False
        self._facts = Column(gap=4)
        head = Row(gap=8)
        head.put(self._title, None)
        self.body.addLayout(head)
        self.body.addLayout(self._facts)
        verbs = QWidget()
        self._verbs = Flow(verbs, gap=8)
        self._verbs.addWidget(self.protect)
        self._verbs.addWidget(self.block)
        self._verbs.addWidget(self.move_care)
        self.body.addWidget(verbs)
        self.body.addLayout(self.form_place)
        self.protect.clicked.connect(self._open_protection)
        self.block.clicked.connect(self._open_block)
        self.move_care.clicked.connect(self._open_unit)

    def show_details(self, details: PatientDetails | None) -> None:
        """What was just read of the patient; the blocks are read besides."""
        self._details = details
        self._blocks = self._services.blocks.of_patient(self._patient_id)
        self._has_units = len(self._services.units.names()) > 1
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Protection and blocks"))
        self.block.setText(self.tr("Bloc&k the record"))
        self.protect.setText(self.tr("Change p&rotection"))
        self.move_care.setText(self.tr("Move to another &unit"))
        if self.form is not None:
            self.form.retranslate()
        self.show_anew()

    def show_anew(self) -> None:
        clear(self._facts)
        may = self._services.actor.may(Permission.EDIT_PATIENT)
        self.protect.setVisible(may and self.form is None and self._details is not None)
        self.move_care.setVisible(self.protect.isVisibleTo(self) and self._has_units)
        if self._details is None:
            return
        if self._has_units:
            cared = self.tr("Cared for at {unit}").format(unit=self._details.unit)
            self._facts.addWidget(Label(cared, "body", weight=600, wrap=True))
        kind = self._details.protection
        weight = 400 if kind is Protection.NONE else 600
        told = access_words.protection(kind)
        self._facts.addWidget(Label(told, "body", weight=weight, wrap=True))
        self._facts.addWidget(Label(access_words.meaning(kind), "small", ink="muted", wrap=True))
        self.block.setVisible(self.form is None)
        for block in self._blocks:
            self._show_block(block)

    def _show_block(self, block: BlockRow) -> None:
        holder = QWidget()
        column = Column(holder, gap=2)
        who = block.against or self.tr("everybody at other units")
        name = self.tr("Blocked for {who}").format(who=who)
        stands = block.lifted_at is None
        ink = "text" if stands else "muted"
        column.addWidget(Label(name, "body", ink=ink, weight=600 if stands else 400, wrap=True))
        placed = self.tr("{day}, {name}: {words}").format(
            day=words.written_day(block.placed_at), name=block.placed_by, words=block.wish
        )
        column.addWidget(Label(placed, "small", ink="muted", wrap=True))
        if block.lifted_at is not None:
            lifted = self.tr("Lifted {day} by {name}: {words}").format(
                day=words.written_day(block.lifted_at),
                name=block.lifted_by,
                words=block.lift_reason,
            )
            column.addWidget(Label(lifted, "small", ink="muted", wrap=True))
        elif self.form is None and self._services.actor.may(Permission.LIFT_BLOCK):
            row = QWidget()
            lift = Button(self.tr("Lift the block"), Kind.TEXT, icon="lock-open", small=True)
            lift.setObjectName(f"lift_{block.id[:8]}")
            lift.setAccessibleName(f"{lift.text()}: {who}")
            lift.clicked.connect(lambda: self._open_lift(block))
            Flow(row, gap=8).addWidget(lift)
            column.addWidget(row)
        self._facts.addWidget(holder)

    # --- the form ----------------------------------------------------------------------------

    def _open_protection(self) -> None:
        if self._details is not None:
            self.begin(ProtectionForm(self._services, self._details))

    def _open_block(self) -> None:
        self.begin(BlockForm(self._services, self._patient_id))

    def _open_unit(self) -> None:
        if self._details is not None:
            self.begin(UnitForm(self._services, self._details))

    def _open_lift(self, block: BlockRow) -> None:
        self.begin(LiftForm(self._services, self._patient_id, block))
