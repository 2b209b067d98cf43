"""The forms about who may come near a record: its protection, a block, and lifting one."""

from collections.abc import Sequence
from dataclasses import replace

from ikbt_desktop.clinic.protection import Protection, is_milder
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.services.blocks import BlockRow, NewBlock
from ikbt_desktop.services.caseload import PatientDetails
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.edits import ComboBox, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.record import access_words
from ikbt_desktop.ui.record.act_forms import ActForm
from ikbt_desktop.ui.record.kept_form import Values

OTHER_UNITS = "other_units"


class ReasonedForm(ActForm):
    """One choice and a reason in words."""

    def __init__(self, services: Services, name: str, *, subject_id: str, patient_id: str) -> None:
        super().__init__(services, name, subject_id=subject_id, patient_id=patient_id)
        self.choice = ComboBox(width=320)
        self.choice.setObjectName(f"{name}_choice")
        self.choice_block = FieldBlock("", self.choice)
        self.reason = TextEdit(lines=2)
        self.reason.setObjectName(f"{name}_reason")
        self.reason_block = FieldBlock("", self.reason)
        self.fields.put(self.choice_block, self.reason_block)
        self.first = self.choice

    def values(self) -> Values:
        """What is chosen and written."""
        return {"choice": self.choice.value, "reason": self.reason.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was written before."""
        self.choice.set_value(kept.get("choice"))
        self.reason.setPlainText(str(kept.get("reason", "")))

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        block = {"reason": self.reason_block, "choice": self.choice_block}.get(error.field)
        if block is None:
            return False
        block.show_problem(error)
        block.field.setFocus()
        return True

    def chosen(self) -> str:
        """The value of the choice. Raises `InvalidValue` while nothing is chosen."""
        for block in (self.choice_block, self.reason_block):
            block.set_error("")
        if self.choice.value is None:
            raise InvalidValue("choice", "missing")
        return str(self.choice.value)


class ProtectionForm(ReasonedForm):
    """Which kind of protection the person has, and how it is known."""

    def __init__(self, services: Services, details: PatientDetails) -> None:
        name = "protection_form"
        super().__init__(services, name, subject_id=details.id, patient_id=details.id)
        self._details = details
        self.choice.currentIndexChanged.connect(self._explain)
        self.retranslate()
        self.choice.set_value(details.protection.value)
        self.begin()

    def _kinds(self) -> list[Protection]:
        """What takes protection away is offered to those alone who may do it."""
        now = self._details.protection
        lifts = self.services.actor.may(Permission.LIFT_PROTECTION)
        return [kind for kind in Protection if lifts or not is_milder(kind, now)]

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Protected identity"))
        self.choice_block.set_label(self.tr("What the population register says"))
        self.reason_block.set_label(self.tr("Reason, and how it is known"))
        self.choice.set_options(
            [(kind.value, access_words.protection(kind)) for kind in self._kinds()]
        )
        self.save.setText(self.tr("Save the protection"))
        self._explain()

    def _explain(self) -> None:
        if self.choice.value is not None:
            told = access_words.meaning(Protection(str(self.choice.value)))
            self.choice_block.set_help(told)

    def catch_up(self) -> Sequence[str]:
        """The protection as a colleague left it, beside the one that is chosen."""
        self._details = self.services.caseload.details(self.patient_id)
        theirs = access_words.protection(self._details.protection)
        chosen = self.choice.currentText()
        return meanwhile.lines([(self.choice_block.label.text(), theirs, chosen)])

    def act(self) -> str:
        """Set or lift it."""
        kind, details = Protection(self.chosen()), self._details
        self.services.caseload.protect(
            self.patient_id, kind, reason=self.reason.toPlainText(), version=details.version
        )
        return self.tr("Saved: {kind}.").format(kind=access_words.protection(kind).lower())


class BlockForm(ReasonedForm):
    """For whom the patient wants the record blocked, who asked for it, and their words."""

    def __init__(self, services: Services, patient_id: str) -> None:
        name = "block_form"
        super().__init__(services, name, subject_id=patient_id, patient_id=patient_id)
        self.asked = ComboBox(width=320)
        self.asked.setObjectName("block_form_asked")
        self.asked_block = FieldBlock("", self.asked)
        self.fields.insertWidget(0, self.asked_block)
        self._people = services.blocks.persons()
        self._units = services.blocks.other_units(patient_id)
        self.retranslate()
        self.asked.set_value("patient")
        self.choice.setCurrentIndex(-1)
        self.begin()

    def values(self) -> Values:
        """What is chosen and written."""
        return {**super().values(), "asked": self.asked.value}

    def fill(self, kept: Values) -> None:
        """Show what was written before."""
        super().fill(kept)
        self.asked.set_value(kept.get("asked", "patient"))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Block the record"))
        self.asked_block.set_label(self.tr("Who asks for it"))
        self.asked.set_options(
            [("patient", self.tr("The patient")), ("guardian", self.tr("A guardian"))]
        )
        self.choice_block.set_label(self.tr("For whom it is blocked"))
        self.choice.setPlaceholderText(self.tr("Choose"))
        units = [(OTHER_UNITS, self._other_units())] if self._units else []
        self.choice.set_options([*units, *self._people])
        self.choice_block.set_help(
            self.tr(
                "Between units the law gives the right; for one person it is the clinic's own way"
                " of limiting who may read."
            )
        )
        self.reason_block.set_label(self.tr("What the patient has said"))
        self.save.setText(self.tr("Block now"))

    def _other_units(self) -> str:
        names = ", ".join(self._units)
        if len(self._units) == 1:
            return self.tr("The other unit: {name}").format(name=names)
        return self.tr("The other units: {names}").format(names=names)

    def act(self) -> str:
        """Place it."""
        who = self.chosen()
        against = None if who == OTHER_UNITS else who
        wish = NewBlock(str(self.asked.value), self.reason.toPlainText(), against)
        self.services.blocks.place(self.patient_id, wish)
        return self.tr("The record is blocked.")

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        names = {"wish": "reason", "user_id": "choice"}
        return super().mark(replace(error, field=names.get(error.field, error.field)))


class UnitForm(ReasonedForm):
    """Which unit is to care for the patient from now on, and why."""

    def __init__(self, services: Services, details: PatientDetails) -> None:
        name = "unit_of_patient_form"
        super().__init__(services, name, subject_id=details.id, patient_id=details.id)
        self._details = details
        self._units = services.units.names()
        self.retranslate()
        self.choice.setCurrentIndex(-1)
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Move the care to another unit"))
        self.choice_block.set_label(self.tr("The unit that cares for the patient"))
        self.choice.setPlaceholderText(self.tr("Choose"))
        now = self._details.unit_id
        self.choice.set_options([(unit.id, unit.name) for unit in self._units if unit.id != now])
        self.choice_block.set_help(
            self.tr("The patient can block the record for every unit but the one that cares.")
        )
        self.reason_block.set_label(self.tr("Why the care is moved"))
        self.save.setText(self.tr("Move the care"))

    def catch_up(self) -> Sequence[str]:
        """The unit that cares now, beside the one that is chosen."""
        self._details = self.services.caseload.details(self.patient_id)
        now = {unit.id: unit.name for unit in self._units}.get(self._details.unit_id or "", "")
        return meanwhile.lines([(self.choice_block.label.text(), now, self.choice.currentText())])

    def act(self) -> str:
        """Move it."""
        unit_id, details = self.chosen(), self._details
        name = next(unit.name for unit in self._units if unit.id == unit_id)
        self.services.units.move_patient(
            details.id, unit_id, reason=self.reason.toPlainText(), version=details.version
        )
        return self.tr("{name} cares for the patient from now on.").format(name=name)

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        names = {"unit_id": "choice"}
        return super().mark(replace(error, field=names.get(error.field, error.field)))


class LiftForm(ReasonedForm):
    """Why a block is lifted for good."""

    def __init__(self, services: Services, patient_id: str, block: BlockRow) -> None:
        name = "lift_form"
        super().__init__(services, name, subject_id=block.id, patient_id=patient_id)
        self._block = block
        self.choice_block.hide()
        self.first = self.reason
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Lift the block for good"))
        self.reason_block.set_label(self.tr("How the patient has said that it is to be lifted"))
        self.save.setText(self.tr("Lift the block"))

    def catch_up(self) -> Sequence[str]:
        """The block as a colleague left it."""
        rows = self.services.blocks.of_patient(self.patient_id)
        self._block = next((row for row in rows if row.id == self._block.id), self._block)
        return ()

    def act(self) -> str:
        """Lift it."""
        self.reason_block.set_error("")
        block = self._block
        self.services.blocks.lift(block.id, self.reason.toPlainText(), version=block.version)
        return self.tr("The block is lifted.")
