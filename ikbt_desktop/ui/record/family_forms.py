"""The forms about a guardian: who it is, what was said, why no longer, and the support program."""

from collections.abc import Sequence
from dataclasses import asdict

from ikbt_desktop.clinic.guardians import Support
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import InvalidValue, NotFound
from ikbt_desktop.services.guardians import Family, GuardianChanges, GuardianView, NewConsent
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import NewSupport
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.record import family_words
from ikbt_desktop.ui.record.act_forms import ActForm
from ikbt_desktop.ui.record.kept_form import Values

_WIDTHS = {
    "given_name": 240,
    "family_name": 240,
    "phone": 180,
    "email": 300,
    "address": 300,
    "postcode": 110,
    "city": 180,
}


class FamilyForm(ActForm):
    """A form over one guardian, or over the patient when there is none yet."""

    def __init__(
        self, services: Services, family: Family, guardian: GuardianView | None, name: str
    ) -> None:
        subject = guardian.id if guardian is not None else family.patient_id
        super().__init__(services, name, subject_id=subject, patient_id=family.patient_id)
        self.family, self.guardian = family, guardian

    @property
    def person(self) -> str:
        """Whom it is about."""
        if self.guardian is not None:
            return self.guardian.name
        return self.tr("The young person")

    def newest(self, guardian_id: str) -> GuardianView:
        """The guardian as is kept now. Raises `NotFound` when it is guardian no longer."""
        self.family = self.services.guardians.of_patient(self.patient_id)
        for person in self.family.guardians:
            if person.id == guardian_id:
                return person
        raise NotFound("guardian")


class GuardianForm(FamilyForm):
    """Who the guardian is, and how to reach them."""

    def __init__(self, services: Services, family: Family, guardian: GuardianView | None) -> None:
        super().__init__(services, family, guardian, "guardian_form")
        self.relation = ComboBox(width=240)
        self.relation.setObjectName("guardian_relation")
        self.relation_block = FieldBlock("", self.relation)
        self.blocks = {key: FieldBlock("", LineEdit(width=_WIDTHS[key])) for key in _WIDTHS}
        for key, block in self.blocks.items():
            block.field.setObjectName(f"guardian_{key}")
        names = ("given_name", "family_name")
        self.first = self.blocks["given_name"].field
        self.fields.put(*(self.blocks[key] for key in names), self.relation_block)
        self.fields.put(*(block for key, block in self.blocks.items() if key not in names))
        self.retranslate()
        if guardian is not None:
            self.fill({**asdict(guardian), "relation": guardian.relation.value})
        self.begin()

    def _line(self, key: str) -> LineEdit:
        field = self.blocks[key].field
        assert isinstance(field, LineEdit)
        return field

    def values(self) -> Values:
        """What is typed."""
        typed = {key: self._line(key).text() for key in self.blocks}
        return {**typed, "relation": self.relation.value}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        for key in self.blocks:
            self._line(key).setText(str(kept.get(key, "")))
        self.relation.set_value(kept.get("relation"))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        new = self.guardian is None
        self.title.setText(self.tr("New guardian") if new else self.tr("Edit the guardian"))
        labels = {
            "given_name": self.tr("Given name"),
            "family_name": self.tr("Family name"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "address": self.tr("Address"),
            "postcode": self.tr("Postcode"),
            "city": self.tr("City"),
        }
        for key, label in labels.items():
            self.blocks[key].set_label(label)
        self.relation_block.set_label(self.tr("Relation"))
        self.relation.setPlaceholderText(self.tr("Choose"))
        self.relation.set_options(
            [(word.value, family_words.relation(word)) for word in family_words.RELATIONS]
        )
        if self.relation.value is None or new:
            self.relation.set_value(self.relation.value)
        self.save.setText(self.tr("Save guardian"))

    def catch_up(self) -> Sequence[str]:
        """The guardian as a colleague left it, beside what is typed."""
        if self.guardian is None:
            return ()
        self.guardian = theirs = self.newest(self.guardian.id)
        typed = [
            (block.label.text(), str(getattr(theirs, key)), self._line(key).text())
            for key, block in self.blocks.items()
        ]
        relation = (
            self.relation_block.label.text(),
            family_words.relation(theirs.relation),
            self.relation.currentText(),
        )
        return meanwhile.lines([*typed, relation])

    def act(self) -> str:
        """Keep the guardian."""
        for block in (*self.blocks.values(), self.relation_block):
            block.set_error("")
        if self.relation.value is None:
            raise InvalidValue("relation", "missing")
        typed = {key: self._line(key).text() for key in self.blocks}
        changes = GuardianChanges(relation=str(self.relation.value), **typed)
        if self.guardian is None:
            self.services.guardians.add(self.patient_id, changes)
        else:
            self.services.guardians.change(self.guardian.id, changes, version=self.guardian.version)
        return self.tr("The guardian is saved.")

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        block = {**self.blocks, "relation": self.relation_block}.get(error.field)
        if block is None:
            return False
        block.show_problem(error)
        block.field.setFocus()
        return True


class ConsentForm(FamilyForm):
    """What a guardian, or the young person, said about the treatment."""

    def __init__(self, services: Services, family: Family, guardian: GuardianView | None) -> None:
        super().__init__(services, family, guardian, "consent_form")
        self.stance = SegmentedAnswer([(word.value, "") for word in family_words.STANCES])
        self.stance.setObjectName("consent_stance")
        self.stance_block = FieldBlock("", self.stance)
        self.how = SegmentedAnswer([(word.value, "") for word in family_words.FORMS])
        self.how.setObjectName("consent_how")
        self.how_block = FieldBlock("", self.how)
        self.note = LineEdit()
        self.note.setObjectName("consent_note")
        self.note_block = FieldBlock("", self.note, optional=True)
        self._stays = Label("", "small", ink="muted", wrap=True)
        self.first = self.stance
        self.day.set_date(local_day(services.workplace.clock()))
        self.fields.put(
            self._stays, self.stance_block, self.how_block, self.day_block, self.note_block
        )
        self.begin()

    def values(self) -> Values:
        """What is typed."""
        return {
            **super().values(),
            "stance": self.stance.value,
            "how": self.how.value,
            "note": self.note.text(),
        }

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        super().fill(kept)
        self.stance.set_value(kept.get("stance"))
        self.how.set_value(kept.get("how"))
        self.note.setText(str(kept.get("note", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("What {name} says").format(name=self.person))
        self._stays.setText(self.tr("It cannot be changed afterwards; a new word is a new line."))
        self.stance.set_texts([say("FamilyWords", text) for text in family_words.STANCES.values()])
        self.how.set_texts([say("FamilyWords", text) for text in family_words.FORMS.values()])
        self.stance_block.set_label(self.tr("About the treatment"))
        self.how_block.set_label(self.tr("How it was said"))
        self.day_block.set_label(self.tr("Date"))
        self.note_block.set_label(self.tr("Note"))
        self.save.setText(self.tr("Save consent"))

    def act(self) -> str:
        """Keep it."""
        for block in (self.stance_block, self.how_block, self.day_block, self.note_block):
            block.set_error("")
        for field, answer in (("stance", self.stance), ("form", self.how)):
            if answer.value is None:
                raise InvalidValue(field, "missing")
        self.services.guardians.record_consent(
            self.patient_id,
            NewConsent(
                stance=str(self.stance.value),
                form=str(self.how.value),
                on=self.chosen_day("on"),
                guardian_id=self.guardian.id if self.guardian is not None else None,
                note=self.note.text(),
            ),
        )
        return self.tr("It is noted what {name} says.").format(name=self.person)

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        block = {
            "stance": self.stance_block,
            "form": self.how_block,
            "on": self.day_block,
            "note": self.note_block,
        }.get(error.field)
        if block is None:
            return False
        block.show_problem(error)
        block.field.setFocus()
        return True


class EndForm(FamilyForm):
    """Why the person is guardian no longer."""

    def __init__(self, services: Services, family: Family, guardian: GuardianView) -> None:
        super().__init__(services, family, guardian, "guardian_end_form")
        self.reason = TextEdit(lines=2)
        self.reason.setObjectName("guardian_end_reason")
        self.reason_block = FieldBlock("", self.reason)
        self.first = self.reason
        self.fields.put(self.reason_block)
        self._id, self._version = guardian.id, guardian.version
        self.begin()

    def values(self) -> Values:
        """What is typed."""
        return {"reason": self.reason.toPlainText()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.reason.setPlainText(str(kept.get("reason", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("{name} is guardian no longer").format(name=self.person))
        self.reason_block.set_label(self.tr("Reason"))
        self.save.setText(self.tr("Save"))

    def catch_up(self) -> Sequence[str]:
        """Build upon the guardian as a colleague left it."""
        self._version = self.newest(self._id).version
        return ()

    def act(self) -> str:
        """End it; everything that was said stays."""
        self.reason_block.set_error("")
        reason = self.reason.toPlainText()
        self.services.guardians.end(self._id, reason=reason, version=self._version)
        return self.tr("{name} is guardian no longer.").format(name=self.person)

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        if error.field != "ended_reason":
            return False
        self.reason_block.show_problem(error)
        self.reason.setFocus()
        return True


class SupportForm(FamilyForm):
    """The program for guardians: offered, declined, or assigned beside the patient's treatment."""

    def __init__(
        self, services: Services, family: Family, guardian: GuardianView, treatment_id: str | None
    ) -> None:
        super().__init__(services, family, guardian, "support_form")
        self._id, self._version, self._treatment = guardian.id, guardian.version, treatment_id
        self.what = SegmentedAnswer([(word, "") for word in ("offered", "declined", "assign")])
        self.what.setObjectName("support_what")
        self.what_block = FieldBlock("", self.what)
        self.clinician = ComboBox(width=240)
        self.clinician.setObjectName("support_clinician")
        self.clinician_block = FieldBlock("", self.clinician)
        self.sections = LineEdit(width=64)
        self.sections.setObjectName("support_sections")
        self.sections_block = FieldBlock("", self.sections)
        self._apart = Label("", "small", ink="muted", wrap=True)
        self.day.set_date(local_day(services.workplace.clock()))
        self.fields.put(self.what_block, self._apart, self.clinician_block)
        self.fields.put(self.day_block, self.sections_block)
        self.first = self.what
        self.what.answered.connect(lambda _value: self._show_fields())
        self.begin()
        self._show_fields()

    def _show_fields(self) -> None:
        assigning = self.what.value == "assign"
        for block in (self.clinician_block, self.day_block, self.sections_block):
            block.setVisible(assigning)
        if assigning and self.clinician.count() == 0:
            self._fill_clinicians()

    def _fill_clinicians(self) -> None:
        programs = self.services.catalogue.programs
        guardians = [one for one in programs.values() if one.audience == "guardian"]
        if not guardians:
            return
        cards = self.services.treatments.clinicians(guardians[0].code, self.patient_id)
        able = [(card.id, card.name) for card in cards if card.refusal is None]
        self.clinician.set_options(able)
        self.clinician.set_value(able[0][0] if able else None)

    def values(self) -> Values:
        """What is typed."""
        return {
            **super().values(),
            "what": self.what.value,
            "clinician": self.clinician.value,
            "sections": self.sections.text(),
        }

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        super().fill(kept)
        self.what.set_value(kept.get("what"))
        self._show_fields()
        self.clinician.set_value(kept.get("clinician"))
        self.sections.setText(str(kept.get("sections", "")))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        self.title.setText(self.tr("Parent support for {name}").format(name=self.person))
        self.what.set_texts([self.tr("Offered"), self.tr("Declined"), self.tr("Assign now")])
        self.what_block.set_label(self.tr("The program for guardians"))
        self._apart.setText(
            self.tr(
                "An assignment of its own. The young person's answers are not shown in it, and "
                "stay out of its prints."
            )
        )
        self.clinician_block.set_label(self.tr("Clinician"))
        self.day_block.set_label(self.tr("Agreed and starts on"))
        self.sections_block.set_label(self.tr("Number of sections"))
        self.sections_block.set_help(self.tr("No source says how many there are."))
        self.save.setText(self.tr("Save"))

    def catch_up(self) -> Sequence[str]:
        """What a colleague noted about the program for guardians."""
        theirs = self.newest(self._id)
        self._version = theirs.version
        told = self.tr("The program for guardians is noted as: {state}")
        return (told.format(state=family_words.support(theirs.support)),)

    def act(self) -> str:
        """Note the offer, or assign."""
        for block in (self.what_block, self.clinician_block, self.day_block, self.sections_block):
            block.set_error("")
        what = self.what.value
        if what is None:
            raise InvalidValue("support", "missing")
        if what != "assign":
            support = Support(str(what))
            self.services.guardians.offer_support(self._id, support, version=self._version)
            return self.tr("It is noted: {state}.").format(state=family_words.support(support))
        if self.clinician.value is None:
            raise InvalidValue("clinician", "missing")
        count = self.sections.text().strip()
        if not (count.isascii() and count.isdigit() and len(count) <= 3):
            raise InvalidValue("sections", "missing" if not count else "not_a_number")
        day = self.chosen_day("starts_on")
        view = self.services.treatments.assign_support(
            NewSupport(
                treatment_id=self._treatment or "",
                guardian_id=self._id,
                clinician_id=str(self.clinician.value),
                starts_on=day,
                agreed_on=min(day, local_day(self.services.workplace.clock())),
                sections=int(count),
            )
        )
        told = self.tr("{program} is assigned to {name}.")
        return told.format(program=view.program.name, name=self.person)

    def mark(self, error: InvalidValue) -> bool:
        """Show an error at its field."""
        block = {
            "support": self.what_block,
            "clinician": self.clinician_block,
            "starts_on": self.day_block,
            "agreed_on": self.day_block,
            "sections": self.sections_block,
        }.get(error.field)
        if block is None:
            return False
        block.show_problem(error)
        block.field.setFocus()
        return True
