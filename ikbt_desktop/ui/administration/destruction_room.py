"""A record is destroyed: whose, by which decision, by which two persons; and those that were."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import (
    IkbtError,
    InvalidIdentity,
    InvalidValue,
    NotFound,
    TooManyAttempts,
    WrongCredentials,
)
from ikbt_desktop.services.destruction import (
    Destruction,
    DestructionOrder,
    Line,
    Prepared,
    Preview,
    Remaining,
    Removed,
    destroy,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration import destruction_words, log_words
from ikbt_desktop.ui.administration.destruction_row import DestroyedRow
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll, clear
from ikbt_desktop.ui.reception.words import spoken
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where


class DestructionRoom(Room):
    """Nothing happens before the number was typed twice, two persons agree and a dialog asks."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.save_as: SaveAs = ask_where
        self._verbs = Destruction(services.workplace)
        self._preview: Preview | None = None
        self._lines: tuple[Line, ...] = ()
        self._rows: list[DestroyedRow] = []
        self._make_parts()
        self._lay()
        self._wire()
        self.retranslate()

    # --- building ----------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._title = Label("", "h1", wrap=True)
        self._right = InlineMessage(Tone.WARNING)
        self._right.setObjectName("destruction_right")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("destruction_trouble")
        self._trouble.hide()
        self._heads = [Label("", "h3", wrap=True) for _ in range(3)]
        self.number = LineEdit(width=210)
        self.number.setObjectName("destruction_number")
        self.number.setMaxLength(40)
        self._number_block = FieldBlock("", self.number)
        self.look = Button("")
        self.look.setObjectName("destruction_look")
        self._who = Label("", "body", weight=500, wrap=True)
        self._who.setObjectName("destruction_who")
        self._counts = Label("", "small", wrap=True)
        self._counts.setObjectName("destruction_counts")
        self._stays = Label("", "small", ink="muted", wrap=True)
        self._stays.setObjectName("destruction_stays")
        self._blocked = InlineMessage(Tone.TROUBLE)
        self._blocked.setObjectName("destruction_blocked")
        self._alone = InlineMessage(Tone.WARNING)
        self._alone.setObjectName("destruction_alone")
        self._found = QWidget()
        self._order = Card(gap=10)
        self.decision = LineEdit(width=260)
        self.decision.setObjectName("destruction_decision")
        self.decision.setMaxLength(60)
        self._decision_block = FieldBlock("", self.decision)
        self.decided = DateField(self._parse, spoken)
        self.decided.setObjectName("destruction_decided")
        self._decided_block = FieldBlock("", self.decided)
        self.again = LineEdit(width=210)
        self.again.setObjectName("destruction_again")
        self.again.setMaxLength(40)
        self._again_block = FieldBlock("", self.again)
        self.confirmer = ComboBox(width=320)
        self.confirmer.setObjectName("destruction_confirmer")
        self._confirmer_block = FieldBlock("", self.confirmer)
        self.password = PasswordEdit(width=260)
        self.password.setObjectName("destruction_password")
        self._password_block = FieldBlock("", self.password)
        self._after = Label("", "small", ink="muted", wrap=True)
        self.act = Button("", Kind.DANGER)
        self.act.setObjectName("destroy_record")
        self._register = Card(gap=14)
        self._none = Label("", "small", ink="muted", wrap=True)

    def _lay(self) -> None:
        scroll = self._scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        found = Column(self._found, gap=8)
        found.put(self._who, self._counts, self._stays, self._blocked, self._alone)
        whose = Card(gap=10)
        whose.body.put(self._heads[0], self._number_block, _side(self.look), self._found)
        self._order.body.put(
            self._heads[1],
            _side(self._decision_block, self._decided_block),
            self._again_block,
            _side(self._confirmer_block, self._password_block),
            self._after,
            _side(self.act),
        )
        self._register.body.put(self._heads[2], self._none)
        self._destroyed = Column(gap=18)
        self._register.body.addLayout(self._destroyed)
        scroll.body.put(
            self._title, self._right, self._trouble, whose, self._order, self._register, None
        )
        Column(self).addWidget(scroll)
        self._found.hide()
        self._order.hide()
        self._password_block.setVisible(not self.services.demo)

    def _wire(self) -> None:
        self.look.clicked.connect(self._look)
        self.number.returnPressed.connect(self._look)
        self.number.textEdited.connect(lambda _: self._forget())
        self.act.clicked.connect(self._ask)
        for field, block in (
            (self.decision, self._decision_block),
            (self.again, self._again_block),
            (self.password, self._password_block),
        ):
            field.textEdited.connect(lambda _, block=block: block.set_error(""))

    def _parse(self, written: str) -> date:
        today = local_day(self.services.workplace.clock())
        return parse_day(written, today=today, field="decided_on")

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Destruction of a record"))
        self._right.say(
            self.tr("Only IVO can decide it, on the patient's own application."),
            self.tr(
                "Patient Data Act (PDL 2008:355) chapter 8, section 4. Nothing else gives the"
                " right: no wish alone, no age of the record. Destroying cannot be undone."
            ),
        )
        heads = (
            self.tr("Whose record"),
            self.tr("The decision, and two persons"),
            self.tr("Destroyed records"),
        )
        for label, text in zip(self._heads, heads, strict=True):
            label.setText(text)
        self._number_block.set_label(self.tr("The patient's whole identity number"))
        self.look.setText(self.tr("Show &what would be destroyed"))
        self._decision_block.set_label(self.tr("Reference number of IVO's decision"))
        self._decided_block.set_label(self.tr("Date of the decision"))
        self._again_block.set_label(self.tr("The patient's number once more, from the decision"))
        self._confirmer_block.set_label(self.tr("Second person, who has read the decision"))
        self._password_block.set_label(self.tr("Their own password"))
        self._after.setText(
            self.tr(
                "Everybody is signed out. The database is written anew without the record, a"
                " backup is made at once, and a receipt is kept here. Older backups go on holding"
                " the record until they are thinned out or removed below."
            )
        )
        self.act.setText(self.tr("&Destroy the record …"))
        self._none.setText(self.tr("None so far."))
        self._say_preview()
        for row in self._rows:
            row.retranslate()

    def _say_preview(self) -> None:
        seen = self._preview
        if seen is None:
            return
        locale = QLocale()
        self._who.setText("  ·  ".join(filter(None, (seen.name, seen.identity))))
        rows = say("DestructionRoom", "%n row(s) in the database would be gone", seen.rows)
        self._counts.setText(f"{rows}: {destruction_words.counts(seen.counts)}")
        self._stays.setText(
            self.tr(
                "What stays: {rows} rows of the access log with the record's id, {reasons} of"
                " them with a reason that somebody typed. The program writes no name and no"
                " clinical text there."
            ).format(rows=locale.toString(seen.log_rows), reasons=locale.toString(seen.log_reasons))
        )
        self._blocked.say(
            self.tr("Not yet: somebody is still being cared for."),
            " ".join(map(destruction_words.blocker, seen.blockers)),
        )
        self._blocked.setVisible(bool(seen.blockers))
        self._alone.say(
            self.tr("There is nobody who could confirm."),
            self.tr(
                "It takes a second administrator or coordinator. Appoint one under Users first."
            ),
        )
        self._alone.setVisible(not seen.blockers and not seen.confirmers)
        self.confirmer.set_options(
            [
                (one.login, f"{one.name}, {log_words.role_word(one.role)} ({one.login})")
                for one in seen.confirmers
            ]
        )

    # --- whose -------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Another number is another person: what was shown and typed for the one before goes."""
        self._number_block.set_error("")
        if self._preview is None:
            return
        self._preview = None
        self._found.hide()
        self._order.hide()
        for field in (self.decision, self.decided, self.again, self.password):
            field.clear()

    def _look(self) -> None:
        self._trouble.hide()
        if not self.number.text().strip():
            self._number_block.set_error(self.tr("Type the number from the decision."))
            self.number.setFocus()
            return
        typed = self.number.text()
        self.look.set_busy(self.tr("Looking …"))
        background.run(
            self,
            lambda _: self._verbs.preview(typed),
            done=self._looked,
            failed=self._not_found,
        )

    def _looked(self, seen: Preview) -> None:
        self.look.set_busy("")
        self._number_block.set_error("")
        self._preview = seen
        self._say_preview()
        self._found.show()
        free = not seen.blockers and bool(seen.confirmers)
        self._order.setVisible(free)
        if free:
            self.decision.setFocus()

    def _not_found(self, error: IkbtError) -> None:
        self.look.set_busy("")
        if isinstance(error, InvalidIdentity):
            self._number_block.show_problem(error)
        elif isinstance(error, NotFound):
            self._number_block.set_error(
                self.tr("Nobody here has this number. Compare it with the decision.")
            )
        else:
            self._tell(error)
        self.number.setFocus()

    # --- the order ---------------------------------------------------------------------------

    def _ask(self) -> None:
        seen, decided = self._preview, self.decided.date
        if seen is None:
            return
        for missing, block, words in (
            (
                not self.decision.text().strip(),
                self._decision_block,
                self.tr("Write the number that stands on IVO's letter."),
            ),
            (decided is None, self._decided_block, self.tr("Write a day.")),
            (
                not self.again.text().strip(),
                self._again_block,
                self.tr("Type the number once more, from the decision."),
            ),
            (
                not self.services.demo and not self.password.text(),
                self._password_block,
                self.tr("The second person types their own password."),
            ),
        ):
            if missing:
                block.set_error(words)
                block.field.setFocus()
                return
        dialog = Dialog(
            self,
            self.tr("Destroy the whole record of {name}?").format(name=seen.name),
            self.tr("It cannot be undone, by nobody. Everybody is signed out, you too."),
            safe=self.tr("&Keep the record"),
            act=self.tr("&Destroy it"),
        )
        dialog.setObjectName("destroy_dialog")
        dialog.act.setObjectName("destroy_act")
        dialog.accepted.connect(self._prepare)
        dialog.open()

    def _prepare(self) -> None:
        seen, decided = self._preview, self.decided.date
        if seen is None or decided is None:
            return
        order = DestructionOrder(
            seen.patient_id,
            self.again.text(),
            self.decision.text(),
            decided,
            str(self.confirmer.value),
            self.password.text() or None,
        )
        self._trouble.hide()
        self.password.clear()
        self.act.set_busy(self.tr("Asking …"))
        background.run(
            self,
            lambda _: self._verbs.prepare(order),
            done=self._prepared,
            failed=self._refused,
        )

    def _prepared(self, prepared: Prepared) -> None:
        self.act.set_busy("")
        self.destruction_asked.emit(lambda services, told: destroy(services, prepared, told))

    def _refused(self, error: IkbtError) -> None:
        self.act.set_busy("")
        blocks = {
            "typed_number": self._again_block,
            "decision_number": self._decision_block,
            "decided_on": self._decided_block,
        }
        block = blocks.get(error.field) if isinstance(error, InvalidValue) else None
        if isinstance(error, WrongCredentials | TooManyAttempts):
            block = self._password_block
        if block is None:
            self._tell(error)
            return
        block.show_problem(error)
        block.field.setFocus()
        self._scroll.ensureWidgetVisible(block)

    # --- what was destroyed ------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the register; what is being typed stays."""
        lines = self._verbs.lines()
        if lines == self._lines and self._rows:
            return
        self._lines = lines
        clear(self._destroyed)
        may_remove = self.services.actor.may(Permission.KEEP_BACKUPS)
        self._rows = [
            DestroyedRow(line, number, may_remove=may_remove) for number, line in enumerate(lines)
        ]
        for row in self._rows:
            row.receipt_asked.connect(self._save_receipt)
            row.look_asked.connect(self._look_for_copies)
            row.removal_asked.connect(self._remove_older)
            self._destroyed.addWidget(row)
        self._none.setVisible(not self._rows)

    def _save_receipt(self, row: DestroyedRow) -> None:
        day = row.line.decided_on.isoformat()
        target = self.save_as(self, self.tr("Receipt of destruction {day}.pdf").format(day=day))
        if not target:
            return
        row.receipt.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self._verbs.save_paper(row.line.id, Path(target)),
            done=lambda _: self._saved(row),
            failed=lambda error: self._failed(row, error),
        )

    def _saved(self, row: DestroyedRow) -> None:
        row.receipt.set_busy("")
        self.said.emit(self.tr("The receipt is saved. It names no patient."), None)

    def _look_for_copies(self, row: DestroyedRow) -> None:
        row.look.set_busy(self.tr("Looking …"))
        background.run(
            self,
            lambda _: self._verbs.remaining(row.line.id),
            done=lambda left: self._found_copies(row, left),
            failed=lambda error: self._failed(row, error),
        )

    @staticmethod
    def _found_copies(row: DestroyedRow, left: Remaining) -> None:
        row.look.set_busy("")
        row.remove.set_busy("")
        row.show_remaining(left)

    def _remove_older(self, row: DestroyedRow) -> None:
        row.remove.set_busy(self.tr("Proving and removing …"))
        background.run(
            self,
            lambda told: (
                self._verbs.remove_older(row.line.id, told.report),
                self._verbs.remaining(row.line.id),
            ),
            done=lambda both: self._removed(row, *both),
            failed=lambda error: self._failed(row, error),
        )

    def _removed(self, row: DestroyedRow, removed: Removed, left: Remaining) -> None:
        self._found_copies(row, left)
        row.show_removed(removed)
        self.changed.emit()

    @staticmethod
    def _failed(row: DestroyedRow, error: IkbtError) -> None:
        for button in (row.receipt, row.look, row.remove):
            button.set_busy("")
        row.show_error(error)

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()
        self._scroll.ensureWidgetVisible(self._trouble)

    def focus_first(self) -> None:
        """The number."""
        self.number.setFocus()


def _side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, gap=16)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
