"""Who is responsible for a case, each try to reach the patient, and when others step in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_clock
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import ATTEMPT_KINDS, AttemptView, RiskCaseView
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear
from ikbt_desktop.ui.screening import words

_ICONS = {"answered": "phone-call", "no_answer": "phone-missed", "message": "voicemail"}
_TOP = Qt.AlignmentFlag.AlignTop


class ContactLog(QWidget):
    """`told(view)` after anything was kept, `failed(error)` when something stood in the way.

    After the case is closed it notes the contact that was promised, until the patient has answered.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, case: RiskCaseView) -> None:
        super().__init__()
        self._services, self._case = services, case
        self.escalation = InlineMessage(Tone.WARNING)
        self.escalation.setObjectName("escalation")
        self._head = Label("", "small", ink="muted", weight=600)
        self._rows = Column(gap=4)
        self.buttons = {str(kind): Button("", small=True) for kind in ATTEMPT_KINDS}
        buttons = QWidget()
        flow = Flow(buttons, gap=8)
        for kind, button in self.buttons.items():
            button.setObjectName(f"attempt_{kind}")
            button.clicked.connect(lambda _on=False, kind=kind: self._attempt(kind))
            flow.addWidget(button)
        self.note, self.at = LineEdit(), LineEdit(width=84)
        self.note.setObjectName("attempt_note")
        self.at.setObjectName("attempt_at")
        self._note_block = FieldBlock("", self.note)
        self._at_block = FieldBlock("", self.at)
        self._fields = QWidget()
        beside = Row(self._fields, gap=8)
        beside.addWidget(self._at_block, 0, _TOP)
        beside.addWidget(self._note_block, 1, _TOP)
        self.owner = ComboBox(small=True)
        self.owner.setObjectName("risk_owner")
        self.owner.activated.connect(self._give)
        self._owner_block = FieldBlock("", self.owner)
        whole = Column(self, gap=8)
        whole.put(self.escalation, self._head)
        whole.addLayout(self._rows)
        whole.put(self._fields, buttons, self._owner_block)

    def focus_first(self) -> None:
        """The first way to note a contact."""
        next(iter(self.buttons.values())).setFocus()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        labels = {
            "answered": self.tr("Answered"),
            "no_answer": self.tr("No answer"),
            "message": self.tr("Message"),
        }
        for kind, button in self.buttons.items():
            button.setText(labels[kind])
        self._owner_block.set_label(self.tr("Responsible"))
        self._at_block.set_label(self.tr("At"))
        self.at.setPlaceholderText(self.tr("now"))
        self._note_block.set_label(self.tr("Note, if any"))
        self.show_case(self._case)

    def show_case(self, case: RiskCaseView) -> None:
        """Show what is kept; a note that is being typed is left alone."""
        self._case = case
        today = local_day(self._now())
        self._head.setText(self._heading(today))
        clear(self._rows)
        for attempt in case.attempts:
            self._rows.addLayout(self._row(attempt, today))
        may_try = case.state == "open" or case.follow_up_open
        for button in self.buttons.values():
            button.setVisible(may_try)
        self._fields.setVisible(may_try)
        self._show_owner()
        self.escalation.setVisible(case.escalates)
        if case.escalates:
            self.escalation.say(
                say("ContactLog", "%n attempt(s) without an answer", case.unreached),
                case.escalation_text
                or self.tr("The clinic has written no text for this. Tell the coordinator now."),
            )

    # --- inside ------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._services.workplace.clock()

    def _heading(self, today: date) -> str:
        case = self._case
        if case.follow_up_open and case.next_contact_at is not None:
            when = words.moment(case.next_contact_at, today=today)
            return self.tr("Agreed contact {when}").format(when=when)
        if case.state != "open":
            return self.tr("Contact")
        return self.tr("Contact today") if case.is_pressing else self.tr("Follow-up today")

    def _row(self, attempt: AttemptView, today: date) -> Row:
        labels = {
            "answered": self.tr("Spoke with the patient"),
            "no_answer": self.tr("Call, no answer"),
            "message": self.tr("Message left"),
        }
        day, when = words.day_of(attempt.at), words.clock_word(attempt.at)
        row = Row(gap=8)
        row.addWidget(
            Label(when if day == today else f"{day.isoformat()} {when}", "small", ink="muted"),
            0,
            _TOP,
        )
        row.addWidget(IconMark(_ICONS[attempt.kind], "text", size=14), 0, _TOP)
        said = f"{labels[attempt.kind]}, {words.initials(attempt.by)}"
        text = f"{said}. {attempt.note}" if attempt.note else said
        told = Label(text, "small", wrap=True)
        told.setToolTip(as_plain_tip(attempt.by))
        row.addWidget(told, 1)
        return row

    def _show_owner(self) -> None:
        case, is_open = self._case, self._case.state == "open"
        people: list[tuple[object, str]] = [(None, self.tr("nobody yet"))]
        if is_open and self._services.actor.may(Permission.HANDLE_RISK):
            people += self._services.risk_cases.owners()
        if case.owner_id is not None and case.owner_id not in dict(people):
            people.append((case.owner_id, case.owner or ""))
        self.owner.set_options(people)
        self.owner.set_value(case.owner_id)
        self.owner.setEnabled(is_open)

    def _give(self) -> None:
        owner, case, cases = self.owner.value, self._case, self._services.risk_cases
        if owner is None or owner == case.owner_id:
            self.owner.set_value(case.owner_id)
            return
        self._do(lambda: cases.give(case.id, str(owner), version=case.version))

    def _attempt(self, kind: str) -> None:
        self._at_block.set_error("")
        case, cases = self._case, self._services.risk_cases
        log = cases.attempt if case.state == "open" else cases.follow_up
        if self._do(lambda: log(case.id, kind, note=self.note.text(), at=self._moment())):
            self.note.clear()
            self.at.clear()

    def _moment(self) -> datetime | None:
        """The time that is written, today; nothing means now."""
        text = self.at.text().strip()
        if not text:
            return None
        today = self._now().astimezone(LOCAL).date()
        return datetime.combine(today, parse_clock(text, field="at"), LOCAL)

    def _do(self, act: Callable[[], RiskCaseView]) -> bool:
        try:
            case = act()
        except InvalidValue as error:
            if error.field != "at":
                self.failed.emit(error)
                return False
            future = error.reason == "future"
            self._at_block.set_error(
                self.tr("The time has not come yet.")
                if future
                else self.tr("Write a time such as 10:40.")
            )
            self.at.setFocus()
            return False
        except IkbtError as error:
            self.owner.set_value(self._case.owner_id)
            self.failed.emit(error)
            return False
        self.told.emit(case)
        return True
