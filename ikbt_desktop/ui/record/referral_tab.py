"""The patient's referrals: what was asked, where each stands, and the papers that came with it."""

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.clinic.lifecycles import NextAction
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import AttachmentRow, ReferralDetail, ReferralRow
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.pdf_view import PdfView
from ikbt_desktop.ui.record.reading_tabs import ReadingTab

_HERE = "ReferralTab"
_NEXT = {
    NextAction.REVIEW_REFERRAL: mark("ReferralTab", "Review the referral"),
    NextAction.BOOK_VISIT: mark("ReferralTab", "Book the assessment"),
    NextAction.SCREEN: mark("ReferralTab", "Assess"),
    NextAction.QUEUE_OR_REPLY: mark("ReferralTab", "Reply to the referrer"),
    NextAction.ASSIGN_PROGRAM: mark("ReferralTab", "Assign program"),
    NextAction.FOLLOW_TREATMENT: mark("ReferralTab", "Follow the treatment"),
}


class ReferralTab(ReadingTab):
    """Reception sees dates and states; the question and the papers are for those who treat."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id, "referral_leaf")
        self._stack = QStackedWidget()
        self.pages = PdfView()
        self.back = Button("", icon="arrow-left", small=True)
        self.back.setObjectName("paper_back")
        self.back.clicked.connect(self._show_leaf)
        self._paper_name = Label("", "h3", elide=True)
        paper = QWidget()
        column = Column(paper, gap=8, margins=(16, 12, 16, 0))
        head = Row(gap=10)
        head.addWidget(self.back)
        head.addWidget(self._paper_name, 1)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.leaf)
        self._stack.addWidget(self.leaf)
        self._stack.addWidget(paper)
        layout.addWidget(self._stack)

    def write(self) -> None:
        """Newest first."""
        self.back.setText(self.tr("&Back to the referral"))
        rows = self.referrals()
        for row in rows:
            self._referral(self.services.referrals.detail(row.id))
        if not rows:
            self.empty("inbox", self.tr("No referral."), self.tr("Register one with Ctrl+R."))

    def _referral(self, detail: ReferralDetail) -> None:
        leaf, row = self.leaf, detail.row
        leaf.card()
        title = self.tr("{source} {day}").format(
            source=words.source(row.source), day=words.written(row.received_on)
        )
        leaf.title(title, pill=words.treatment_pill(row.state))
        leaf.fact(self.tr("Referrer"), row.referrer or "")
        leaf.fact(self.tr("Next step"), self._next(row.next_action))
        leaf.fact(self.tr("Owner"), row.owner or "")
        leaf.fact(self.tr("Due"), words.written(row.due_on))
        leaf.fact(self.tr("Assessment visit"), words.moment(self._visit(row)))
        leaf.fact(self.tr("Acknowledged"), words.written(detail.acknowledged_on))
        leaf.fact(self.tr("Answered"), words.written(detail.answered_on))
        leaf.fact(self.tr("Own wait until"), words.written(row.own_wait_until))
        leaf.fact(self.tr("Reason of the wait"), detail.own_wait_reason)
        if detail.withheld:
            leaf.note(self.tr("The question and the papers are for those who treat the patient."))
        else:
            leaf.fact(self.tr("Diagnosis"), detail.diagnosis_code or "")
            leaf.fact(self.tr("Question asked"), detail.question)
            leaf.fact(self.tr("Closing note"), detail.closing_note)
            self._papers(detail.attachments)
        button = Button(self.tr("Open in &referrals"), Kind.TEXT, small=True)
        button.setObjectName(f"open_referral_{row.id[:8]}")
        button.clicked.connect(lambda: self._open_referral(row.id))
        leaf.put(button)

    def _visit(self, row: ReferralRow) -> datetime | None:
        """What a list does not tell of a protected person, the opened record does."""
        if not row.protected:
            return row.visit_at
        return self.services.referrals.booked_visit(row.id)

    def _next(self, word: str) -> str:
        known = {action.value: text for action, text in _NEXT.items()}
        return say(_HERE, known[word]) if word in known else ""

    def _open_referral(self, referral_id: str) -> None:
        self.went.emit(Place(View.REFERRALS, referral_id=referral_id, record_id=referral_id))

    def _papers(self, papers: tuple[AttachmentRow, ...]) -> None:
        if not papers or not self.services.actor.may(Permission.READ_CLINICAL):
            return
        holder = QWidget()
        flow = Flow(holder, gap=8)
        for paper in papers:
            button = Button(paper.title or self.tr("Paper"), icon="paperclip", small=True)
            button.setObjectName(f"open_paper_{paper.id[:8]}")
            button.clicked.connect(lambda _=False, paper=paper: self.open_paper(paper))
            flow.addWidget(button)
        self.leaf.put(holder)

    def open_paper(self, paper: AttachmentRow) -> None:
        """Show a paper inside the program; opening it is logged."""
        try:
            row, content = self.services.referrals.attachment(paper.id)
        except IkbtError as error:
            self.leaf.loose()
            self.leaf.put(InlineMessage(Tone.TROUBLE, "", words.problem(error)))
            return
        self._paper_name.setText(row.title)
        self.pages.show_content(content, row.media_type, name=row.title)
        self._stack.setCurrentIndex(1)
        self.pages.setFocus()

    def _show_leaf(self) -> None:
        self.pages.clear()
        self._stack.setCurrentIndex(0)
        self.leaf.setFocus()
