"""A young patient's guardians on the patient's page: who they are and what each says."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.guardians import Support
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.services.guardians import ConsentLine, Family, GuardianView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, clear
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.record import family_words
from ikbt_desktop.ui.record.family_forms import (
    ConsentForm,
    EndForm,
    GuardianForm,
    SupportForm,
)
from ikbt_desktop.ui.record.form_card import FormCard

_MASK = "••••••"


class FamilyCard(FormCard):
    """Shown for patients under 18. A protected patient's guardians are masked until asked for."""

    def __init__(self, services: Services, patient_id: str) -> None:
        add = Button("", icon="plus", small=True)
        super().__init__(add)
        self.setObjectName("family_card")
        self._services, self._patient_id = services, patient_id
        self._family: Family | None = None
        self._revealed = False
        self.treatment_id: str | None = None  # the young patient's own, to put support beside
        self._title = Label("", "h3")
        self.reveal = Button("", Kind.TEXT, icon="eye", small=True)
        self.reveal.setObjectName("reveal_family")
        self.add = add
        self.add.setObjectName("add_guardian")
        self._note = InlineMessage(Tone.WARNING)
        self._note.setObjectName("family_note")
        self._people = Column(gap=10)
        head = Row(gap=8)
        head.put(self._title, None, self.reveal, self.add)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        self.body.addLayout(self._people)
        self.body.addLayout(self.form_place)
        self.reveal.clicked.connect(self._reveal)
        self.add.clicked.connect(lambda: self._open(GuardianForm, None))
        self.hide()

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read afresh; a form under way keeps what is typed."""
        self._family = self._services.guardians.agreement(self._patient_id)
        self.retranslate()

    def read_anew(self) -> None:
        self.refresh()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Guardians"))
        self.reveal.setText(self.tr("S&how"))
        self.add.setText(self.tr("A&dd guardian"))
        if self.form is not None:
            self.form.retranslate()
        self.show_anew()

    def show_anew(self) -> None:
        family = self._family
        known = family is not None and (family.guardians or family.former or family.own_word)
        young = family is not None and family.is_minor and family.age is not None
        self.setVisible(bool(known or young))
        clear(self._people)
        if family is None:
            return
        masked = family.protected and not self._revealed
        self.reveal.setVisible(masked)
        may = self._services.actor.may(Permission.EDIT_PATIENT) and family.is_minor and not masked
        self.add.setVisible(may and self.form is None)
        self._show_note(family)
        for person in family.guardians:
            self._person(person, masked=masked, may=may)
        self._own_word(family, may=may)
        for person in family.former:
            self._former(person, masked=masked)

    def _show_note(self, family: Family) -> None:
        told = family_words.agreement(family)
        self._note.setVisible(bool(told))
        if told:
            self._note.say(told)

    def _person(self, person: GuardianView, *, masked: bool, may: bool) -> None:
        holder = QWidget()
        holder.setObjectName(f"guardian_{person.id[:8]}")
        column = Column(holder, gap=2)
        head = Row(gap=8)
        name = _MASK if masked else person.name
        who = f"{name}, {family_words.relation(person.relation).lower()}"
        head.addWidget(Label(who, "body", weight=600, wrap=True), 1)
        head.addWidget(_pill(person.said, person))
        column.addLayout(head)
        place = " ".join(filter(None, (person.postcode, person.city)))
        ways = (person.phone, person.email, person.address, place)
        told = _MASK if masked else "  ·  ".join(filter(None, ways)) or self.tr("no contact ways")
        column.addWidget(Label(told, "small", ink="muted", wrap=True))
        for line in person.said:
            column.addWidget(Label(family_words.said(line), "small", wrap=True))
        if self._services.actor.may(Permission.READ_CLINICAL):
            support = self.tr("Parent support: {state}")
            words = support.format(state=family_words.support(person.support))
            column.addWidget(Label(words, "small", ink="muted", wrap=True))
        if may and self.form is None:
            column.addWidget(self._verbs(person))
        self._people.addWidget(Line())
        self._people.addWidget(holder)

    def _verbs(self, person: GuardianView) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=8)
        key = person.id[:8]
        verbs: list[tuple[str, str, Callable[[], None]]] = [
            ("consent", self.tr("Note consent"), lambda: self._open(ConsentForm, person)),
            ("edit", self.tr("Edit"), lambda: self._open(GuardianForm, person)),
            ("end", self.tr("No longer guardian"), lambda: self._open_end(person)),
        ]
        going = person.support is Support.ACTIVE
        if self._services.actor.may(Permission.ASSIGN_PROGRAM) and self.treatment_id and not going:
            verbs.insert(
                1, ("support", self.tr("Parent support"), lambda: self._open_support(person))
            )
        for name, text, act in verbs:
            button = Button(text, Kind.TEXT, small=True)
            button.setObjectName(f"{name}_{key}")
            button.setAccessibleName(f"{text}: {person.name}")
            button.clicked.connect(act)
            flow.addWidget(button)
        return holder

    def _own_word(self, family: Family, *, may: bool) -> None:
        if not family.is_minor:
            return
        holder = QWidget()
        column = Column(holder, gap=2)
        head = Row(gap=8)
        head.addWidget(Label(self.tr("The young person"), "body", weight=600, wrap=True), 1)
        stance = family.own_word[0].stance if family.own_word else None
        pill = family_words.stance_pill(stance)
        head.addWidget(Pill(pill.text, pill.state, icon=pill.icon, height=22))
        column.addLayout(head)
        for line in family.own_word:
            column.addWidget(Label(family_words.said(line), "small", wrap=True))
        if may and self.form is None:
            button = Button(self.tr("Note the young person's word"), Kind.TEXT, small=True)
            button.setObjectName("consent_own")
            button.clicked.connect(lambda: self._open(ConsentForm, None))
            row = QWidget()
            Flow(row, gap=8).addWidget(button)
            column.addWidget(row)
        self._people.addWidget(Line())
        self._people.addWidget(holder)

    def _former(self, person: GuardianView, *, masked: bool) -> None:
        name = _MASK if masked else person.name
        told = self.tr("{name}, guardian until {day}: {reason}").format(
            name=name, day=person.ended_on, reason=person.ended_reason
        )
        self._people.addWidget(Label(told, "small", ink="muted", wrap=True))

    def _reveal(self) -> None:
        # Opening a protected person's guardians is a reading of its own in the log.
        self._family = self._services.guardians.of_patient(self._patient_id)
        self._revealed = True
        self.show_anew()
        self.add.setFocus()

    # --- forms -------------------------------------------------------------------------------

    def _open(
        self, form: type[GuardianForm] | type[ConsentForm], person: GuardianView | None
    ) -> None:
        if self._family is not None:
            self.begin(form(self._services, self._family, person))

    def _open_end(self, person: GuardianView) -> None:
        if self._family is not None:
            self.begin(EndForm(self._services, self._family, person))

    def _open_support(self, person: GuardianView) -> None:
        if self._family is not None:
            self.begin(SupportForm(self._services, self._family, person, self.treatment_id))


def _pill(said: tuple[ConsentLine, ...], person: GuardianView) -> Pill:
    value = family_words.stance_pill(person.stance if said else None)
    return Pill(value.text, value.state, icon=value.icon, height=22)
