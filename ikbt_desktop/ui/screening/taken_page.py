"""A decision as it was taken: the intake of that day, to be read and printed, never changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import rank
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.decisions import TakenDecision, TakenForm, TakenRule
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import RULE_STATES
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.leaf import Leaf
from ikbt_desktop.ui.screening import taken_words, words


class TakenPage(Page):
    """`place.record_id` is the signed screening. Nothing on it can be written."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("taken_page")
        self._services, self._place = services, place
        self._taken: TakenDecision | None = None
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("taken_trouble")
        self._trouble.hide()
        self.leaf = Leaf("taken_leaf")
        self._bar = ActionBar()
        self.back = Button("", icon="arrow-left")
        self.back.setObjectName("back")
        self.back.clicked.connect(self.returned)
        self.export = Button("", Kind.PRIMARY, icon="file-down", key="Ctrl+Shift+E")
        self.export.setObjectName("export_decision")
        self.export.clicked.connect(self._export)
        self._bar.add_left(self.back)
        self._bar.add_right(self.export)
        whole = Column(self, gap=0)
        whole.addWidget(self._trouble)
        whole.addWidget(self.leaf, 1)
        whole.addWidget(self._bar)
        self._read()
        follow(self, self.retranslate)

    # --- the page's contract -----------------------------------------------------------------

    def _read(self) -> None:
        try:
            self._taken = self._services.decisions.open(self._place.record_id or "")
        except IkbtError as error:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()

    def refresh(self) -> None:
        """A signed decision does not change; what the rules say today may."""

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.back.setText(self.tr("&Back"))
        self.leaf.setAccessibleName(self.tr("Decision as it was taken"))
        self._show_export()
        self._write()

    def _show_export(self) -> None:
        taken = self._taken
        made = taken is not None and taken.document_id is not None
        self.export.setText(self.tr("Show the &PDF") if made else self.tr("E&xport PDF"))
        may = self._services.actor.may(Permission.MAKE_DOCUMENT)
        self.export.setVisible(taken is not None and (made or may))
        self._bar.say(self.tr("Read only: kept as it was signed"), icon="", ink="muted")

    def focus_first(self) -> None:
        """What is read."""
        self.leaf.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """The leaf and the bar."""
        return (self.leaf, self._bar)

    def place(self) -> Place | None:
        """This very decision."""
        return Place(
            View.DECISION, patient_id=self._place.patient_id, record_id=self._place.record_id
        )

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """What F1 lists."""
        return (
            Shortcut("Ctrl+Shift+E", self.tr("Export the decision as one PDF")),
            Shortcut("Esc", self.tr("Back")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.returned.emit()
            return
        super().keyPressEvent(event)

    # --- writing the leaf --------------------------------------------------------------------

    def _write(self) -> None:
        place = self.leaf.verticalScrollBar().value()
        self.leaf.begin()
        if self._taken is not None:
            self._decision(self._taken)
            self._weighed(self._taken)
            self._rules(self._taken)
            self._forms(self._taken)
            self._texts(self._taken)
            self._today(self._taken)
        self.leaf.end()
        self.leaf.verticalScrollBar().setValue(place)

    def _decision(self, taken: TakenDecision) -> None:
        leaf, state = self.leaf, taken.state
        leaf.card()
        title = self.tr("Decision as it was taken: {decision}")
        leaf.title(title.format(decision=record_words.decision(taken.decision)), role="h2")
        why = Label(taken_words.why(taken), "body", weight=600, wrap=True)
        why.setObjectName("why")
        leaf.put(why)
        leaf.fact(self.tr("The rules proposed"), words.outcome_word(taken.outcome))
        leaf.fact(self.tr("Reason"), taken.reason)
        signer = ", ".join(part for part in (taken.clinician, taken.clinician_title) if part)
        leaf.fact(self.tr("Signed"), f"{record_words.moment(taken.decided_at)}, {signer}")
        if taken.overridden:
            rules = ", ".join(taken.by_rule[rule].title or rule for rule in taken.overridden)
            leaf.fact(self.tr("Against the rule"), rules)
            leaf.fact(self.tr("Co-signed by"), taken.cosigner)
        form = record_words.visit_form(state.visit_form)
        visit = (state.visit_on, form, state.visit_clinician)
        leaf.fact(self.tr("Assessment visit"), ", ".join(filter(None, visit)))
        leaf.fact(self.tr("Contact reason"), state.contact_reason)
        leaf.fact(self.tr("Diagnosis"), taken.diagnosis)
        if taken.program:
            program = self.tr("{program}, version {version}")
            leaf.fact(
                self.tr("Program"),
                program.format(program=taken.program, version=taken.program_version or "–"),
            )
        leaf.fact(
            self.tr("Criteria"),
            self.tr("version {version}").format(version=taken.criteria_version),
        )
        if taken.received_on is not None:
            sender = taken.referrer or self.tr("Self-referral")
            leaf.fact(self.tr("Referral"), f"{sender}, {taken.received_on.isoformat()}")
        leaf.fact(self.tr("Question asked"), taken.question)
        if taken.name:
            age = self._age(taken.age)
            leaf.fact(self.tr("The patient then"), ", ".join((taken.name, taken.identity, age)))

    def _age(self, age: int | None) -> str:
        return self.tr("age unknown") if age is None else self.tr("{age} years").format(age=age)

    def _weighed(self, taken: TakenDecision) -> None:
        leaf = self.leaf
        leaf.card()
        leaf.title(self.tr("What spoke against, or asked for a judgement"))
        against = [rule for rule in taken.rules if rule.judgement.outcome is not Outcome.OK]
        for rule in sorted(against, key=lambda one: -rank(one.judgement.outcome)):
            said = rule.written.strip() or taken_words.judged(rule)
            leaf.outcome(_pill(rule), f"{rule.title or rule.rule} ({rule.rule})", said)
        if not against:
            leaf.note(self.tr("Nothing."))
        leaf.card()
        leaf.title(self.tr("What spoke for"))
        met = [rule for rule in taken.rules if rule.judgement.outcome is Outcome.OK]
        for rule in met:
            leaf.text(f"{rule.met_title or rule.title or rule.rule} ({rule.rule})", role="small")
        if not met:
            leaf.note(self.tr("Nothing."))

    def _rules(self, taken: TakenDecision) -> None:
        self.leaf.card()
        self.leaf.title(self.tr("The rules, as they were judged"))
        for rule in taken.rules:
            self._rule(taken, rule)

    def _rule(self, taken: TakenDecision, rule: TakenRule) -> None:
        leaf = self.leaf
        leaf.outcome(_pill(rule), f"{rule.rule}  {rule.title}", taken_words.judged(rule))
        leaf.fact(self.tr("Answer"), "; ".join(taken_words.answers(taken, rule.rule)))
        leaf.fact(self.tr("Note"), taken.state.notes.get(rule.rule, ""))
        leaf.fact(self.tr("The clinician's judgement"), rule.written)
        if rule.overridden:
            leaf.fact(
                self.tr("Override"),
                self.tr("The decision went against the rule, co-signed by {name}.").format(
                    name=taken.cosigner
                ),
            )
        if rule.line:
            quoted = self.tr("”{line}” Source: {source}, updated {day}")
            leaf.note(quoted.format(line=rule.line, source=rule.source, day=rule.source_day))

    def _forms(self, taken: TakenDecision) -> None:
        leaf = self.leaf
        leaf.card()
        leaf.title(self.tr("Ratings of that day"))
        for form in taken.forms:
            self._form(form)
        for code, reason in taken.left_out:
            told = self.tr("{form} was not filled in: {reason}")
            leaf.text(told.format(form=words.shown_code(code.upper()), reason=reason))
        if not taken.forms and not taken.left_out:
            leaf.note(self.tr("No ratings."))
        leaf.fact(self.tr("Risk"), taken.risk)

    def _form(self, form: TakenForm) -> None:
        leaf, name = self.leaf, words.shown_code(form.name)
        if form.version:
            shown = self.tr("{form}, version {version} of the form")
            name = shown.format(form=name, version=form.version)
        leaf.put(Label(name, "body", weight=600, wrap=True))
        leaf.text(taken_words.form_result(form))
        leaf.note(taken_words.form_answers(form))

    def _texts(self, taken: TakenDecision) -> None:
        for kind, text in taken.texts.items():
            self.leaf.card()
            self.leaf.title(words.text_name(kind))
            self.leaf.text(text)

    def _today(self, taken: TakenDecision) -> None:
        """What the rules would say now: apart, below, and said not to be the decision."""
        today = taken.today
        if today is not None and not today.changed:
            return
        leaf = self.leaf
        leaf.card()
        leaf.title(self.tr("With the rules of today (not part of the decision)"))
        if today is None:
            leaf.text(
                self.tr("The answers cannot be judged today: a program or form is gone since.")
            )
            return
        lead = self.tr(
            "Criteria version {version} would judge these answers otherwise. The decision stands "
            "as it was taken."
        )
        leaf.text(lead.format(version=today.version))
        for changed in today.changed:
            rule = taken.by_rule[changed.rule]
            line = self.tr("{rule}  {title}: then {then}, today {now}. {text}")
            leaf.text(
                line.format(
                    rule=changed.rule,
                    title=rule.title,
                    then=words.outcome_word(changed.then).lower(),
                    now=words.outcome_word(changed.now).lower(),
                    text=changed.text,
                ),
                role="small",
            )

    # --- on paper ----------------------------------------------------------------------------

    def _export(self) -> None:
        taken = self._taken
        if taken is None or not self.export.isVisibleTo(self):
            return
        if taken.document_id is not None:
            self._to_documents(taken)
            return
        self._trouble.hide()
        self.export.set_busy(self.tr("Making the PDF …"))
        background.run(
            self,
            lambda _: self._services.decisions.export(taken.screening_id),
            done=self._exported,
            failed=self._not_exported,
        )

    def _exported(self, _row: DocumentRow) -> None:
        self.export.set_busy("")
        self._read()
        self._show_export()
        self.changed.emit()
        self.said.emit(self.tr("The decision waits in the outbox as one PDF."), None)

    def _not_exported(self, error: IkbtError) -> None:
        self.export.set_busy("")
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _to_documents(self, taken: TakenDecision) -> None:
        self.went.emit(Place(View.PATIENT, patient_id=taken.patient_id, detail="documents"))


def _pill(rule: TakenRule) -> PillValue:
    return PillValue(taken_words.outcome(rule), RULE_STATES[rule.judgement.outcome])
