"""The feedback desk: what is new to the left, the letter to the right, and five things at once."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.clinic.feedback_advice import Advice
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.programs import Channel
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import AlreadySigned, IkbtError
from ikbt_desktop.services.feedback_notes import Desk, NoteView, SignedNote
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import language, theme, tokens, turns
from ikbt_desktop.ui.kit.autosave import Autosave, saved_words
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.pages import Place, Shortcut, View
from ikbt_desktop.ui.record.waits_message import WaitsMessage
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.history_pane import HistoryPane
from ikbt_desktop.ui.treatment.new_since_pane import NewSincePane
from ikbt_desktop.ui.treatment.passing_copy import PassingCopy
from ikbt_desktop.ui.treatment.phrase_editor import PhraseEditor
from ikbt_desktop.ui.treatment.phrases_pane import PhrasesPane
from ikbt_desktop.ui.treatment.sheet import ROOMY, Leaf, Notice, end

MINUTES_DRAFT = "feedback_minutes"
_HERE = "FeedbackDesk"
_LEFT = 486
_ADVICE_MS = 400
_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)

# check → (words when it is well, words when it could be better); "" is not shown
_ADVICE: dict[str, tuple[str, str]] = {
    "first_name": (
        mark("FeedbackDesk", "Right first name"),
        mark("FeedbackDesk", "The name {facts} is not in the text"),
    ),
    "other_name": ("", mark("FeedbackDesk", "{facts} is another patient's name: check it")),
    "praise": (
        mark("FeedbackDesk", "Concrete praise"),
        mark("FeedbackDesk", "No concrete praise"),
    ),
    "next_step": (mark("FeedbackDesk", "Next step"), mark("FeedbackDesk", "No next step")),
    "next_date": (
        mark("FeedbackDesk", "Date of the next contact"),
        mark("FeedbackDesk", "No date of the next contact."),
    ),
    "empty_variable": ("", mark("FeedbackDesk", "{facts} is not filled in")),
}


class FeedbackDesk(Leaf):
    """One patient and week. The text is kept encrypted while it is written."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__(services, place)
        self.setObjectName("feedback_desk")
        self._id = place.record_id or ""
        wanted = place.detail or ""
        section = int(wanted) if wanted.isascii() and wanted.isdigit() else None
        notes = services.feedback_notes
        self._desk = notes.desk(self._id, section=section)
        self._state = services.treatments.view(self._id).state
        self._signed: SignedNote | None = None
        self._copy = PassingCopy()
        self._is_writable = False
        self._unused = ""
        for build in (
            *(self._build_left, self._build_editor, self._build_bar, self._build_whole),
            *(self._build_phrases, self._listen, lambda: language.follow(self, self.retranslate)),
            *(
                self._restore,
                self._show_state,
                self._fit,
                lambda: theme.current().changed.connect(self._fit),
            ),
        ):
            turns.part(build)

    # --- building ----------------------------------------------------------------------------

    def _listen(self) -> None:
        self._saving = Autosave(self.editor, save=self._keep_text, clock=self.now)
        self._saving.saved.connect(self._say_saved)
        self._saving.failed.connect(self._not_kept)
        self._advising = QTimer(self, singleShot=True, interval=_ADVICE_MS)
        self._advising.timeout.connect(self.show_advice)

    def _build_left(self) -> None:
        self.new = NewSincePane(self.services, self.date_field("reported_on"))
        self.new.measure_asked.connect(self._go_to_measure)
        self.new.history_asked.connect(self.show_history)
        self.new.report_saved.connect(self._report_saved)
        self.new.failed.connect(self.tell)

    def _build_editor(self) -> None:
        notes, treatment = self.services.feedback_notes, self._id
        self._title = Label("", "h2")
        self.channel = SegmentedAnswer([(Channel.MESSAGE, ""), (Channel.PHONE, "")])
        self.channel.setObjectName("channel")
        self.channel.set_value(Channel.MESSAGE)
        self.channel.answered.connect(self._channel_changed)
        self._phrases = Button("", Kind.TEXT, icon="list-tree", hint=";")
        self._phrases.setObjectName("open_phrases")
        self._own_phrases = Button("", Kind.TEXT, icon="pencil", small=True)
        self._own_phrases.setObjectName("own_phrases")
        self._own_phrases.clicked.connect(self.show_phrases)
        self._count = Label("", "small", ink="muted")
        self._count.setObjectName("word_count")
        self._timer_mark = IconMark("timer", "muted")
        self.minutes = LineEdit("0", width=52)
        self.minutes.setObjectName("minutes")
        self.minutes.setMaxLength(4)
        self.minutes.textEdited.connect(self._minutes_edited)
        self._min = Label("", "small")
        self._min.setBuddy(self.minutes)
        self.editor = PhraseEditor(
            find=notes.phrases, fill=lambda phrase: notes.fill_phrase(phrase, treatment)
        )
        self.editor.setObjectName("feedback_text")
        self.editor.textChanged.connect(self._text_changed)
        self.editor.minutes_changed.connect(lambda minutes: self.minutes.setText(str(minutes)))
        self.editor.escaped.connect(self._leave)
        self._phrases.clicked.connect(self.editor.open_phrases)
        self.risk = Notice("risk_banner")
        self._sent = CheckBox("")
        self._sent.setObjectName("sent")
        self._sent.toggled.connect(self._tick_sent)
        self._copy_again = Button("", Kind.SECONDARY, icon="clipboard-copy")
        self._copy_again.setObjectName("copy_again")
        self._copy_again.clicked.connect(self._copy_text)
        self._after = Row(gap=12)
        self._after_holder = QWidget()
        self._after_holder.setLayout(self._after)
        self._after.put(self._sent, self._copy_again, None)
        self._advice_card = Card(gap=4, margins=(14, 8, 14, 8))
        self._advice_holder = QWidget()
        self._advice = Flow(self._advice_holder, gap=18)
        self._advice_note = Label("", "cap", ink="muted", wrap=True)
        self._advice_card.body.put(self._advice_holder, self._advice_note)
        self._means_mark = IconMark("info", "muted")
        self._means = Label("", "small", ink="muted", wrap=True)
        self._means.setObjectName("consequences")

    def _build_bar(self) -> None:
        self.bar = ActionBar()
        self._keep = Button("", Kind.SECONDARY, hint="Ctrl+S")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.keep)
        self._keep.setObjectName("keep_draft")
        self._keep.clicked.connect(self.keep)
        self._done = Button("", Kind.SECONDARY, icon="arrow-left")
        self._done.setObjectName("done")
        self._done.clicked.connect(self._leave)
        self._sign = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self._sign.setObjectName("sign_feedback")
        self._sign.clicked.connect(self.sign)
        self.bar.add_left(self._done, self._keep)
        self.bar.add_right(self._sign)

    def _build_whole(self) -> None:
        head = Row(gap=16)
        head.put(self._title, None, self.channel)
        tools = Row(gap=8)
        tools.put(
            self._phrases,
            self._own_phrases,
            None,
            self._count,
            self._timer_mark,
            self.minutes,
            self._min,
        )
        means = Row(gap=8)
        means.addWidget(self._means_mark, 0, Qt.AlignmentFlag.AlignTop)
        means.addWidget(self._means, 1)
        self.waits = WaitsMessage(self.services)
        self.waits.acted.connect(self._to_course)
        self._letter = Scroll(gap=8, margins=(24, 12, 24, 8))
        letter = self._letter.body
        letter.put(head, self.risk, self.waits, self.notice, self._after_holder, tools)
        letter.addWidget(self.editor, 1)
        letter.put(self._advice_card, means)
        self.writing = QWidget()
        right = Column(self.writing, gap=0)
        right.addWidget(self._letter, 1)
        right.addWidget(self.bar)
        self.history = HistoryPane(self.services, self._id)
        self.history.closed.connect(self._close_history)
        self.history.amended.connect(self._amended)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.writing)
        self._stack.addWidget(self.history)
        self.tabs = SegmentedAnswer([("new", ""), ("write", "")])
        self.tabs.setObjectName("tabs")
        self.tabs.set_value("write")
        self.tabs.answered.connect(lambda _which: self._fit())
        self._tabs_holder = QWidget()
        Row(self._tabs_holder, gap=8, margins=(24, 8, 24, 0)).put(self.tabs, None)
        panes = Row(gap=0)
        panes.addWidget(self.new)
        panes.addWidget(self._stack, 1)
        whole = Column(self, gap=0)
        self.editor.float_over(self)
        whole.addWidget(self._tabs_holder)
        whole.addLayout(panes, 1)

    def _build_phrases(self) -> None:
        self.phrases = PhrasesPane(self.services)
        self.phrases.closed.connect(self._close_phrases)
        self.phrases.said.connect(self.said)
        self._stack.addWidget(self.phrases)

    # --- fitting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two panes side by side, or one of them behind a tab."""
        narrow = self.is_narrow
        self._tabs_holder.setVisible(narrow)
        writing = self.tabs.value == "write"
        self.new.setVisible(not narrow or not writing)
        self._stack.setVisible(not narrow or writing)
        most = theme.current().wide(_LEFT)
        if narrow:
            self.new.setMinimumWidth(0)
            self.new.setMaximumWidth(16_777_215)
        else:
            self.new.setFixedWidth(min(most, round(self.width() * 0.42)))
        roomy = self.effective_width >= ROOMY
        self._sign.set_hint("Ctrl+Enter" if roomy else "")
        self._keep.setVisible(roomy and self._is_writable)
        self._advice_note.setVisible(not narrow)

    def panes(self) -> tuple[QWidget, ...]:
        if self.is_narrow:
            both = (self.new, self._stack)  # F6 changes between them
            return both if self.new.isVisibleTo(self) else both[::-1]
        shown = (self.new, self.writing, self.history, self.phrases)
        return tuple(pane for pane in shown if pane.isVisibleTo(self))

    def bring_pane(self, pane: QWidget) -> None:
        if pane in self.panes():
            self.tabs.set_value("new" if pane is self.new else "write")
            self._fit()

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        title = self.tr("Feedback week {number}").format(number=self._desk.section)
        self._title.setText(title)
        self.channel.set_texts([self.tr("Stöd och &behandling"), self.tr("P&hone")])
        self.channel.set_name(self.tr("Channel"))
        self.waits.retranslate()
        self.tabs.set_texts([self.tr("&New"), self.tr("&Write")])
        self.tabs.set_name(self.tr("Pane"))
        self._phrases.setText(self.tr("P&hrases"))
        self._own_phrases.setText(self.tr("&My phrases"))
        self._min.setText(self.tr("min"))
        self.minutes.setAccessibleName(self.tr("Minutes spent"))
        self.editor.setAccessibleName(title)
        self._advice_note.setText(self.tr("Advice, does not stop signing"))
        self._sent.setText(self.tr("&Sent"))
        self._copy_again.setText(
            self.tr("&Copy my draft") if self._unused else self.tr("&Copy again")
        )
        self._keep.setText(self.tr("Save &draft"))
        self._done.setText(self.tr("&Back"))
        self.new.retranslate()
        self.new.show_desk(self._desk, today=self.today())
        self.history.retranslate()
        self.phrases.retranslate()
        self._show_primary()
        self._show_count()
        self.show_advice()

    def _show_primary(self) -> None:
        following = self._desk.next_section
        if self.channel.value == Channel.PHONE:
            text = self.tr("&Sign the call")
        else:
            text = self.tr("&Sign")
        if following is not None:
            text = self.tr("&Sign and open section {number}").format(number=following)
        self._sign.setText(text)
        self._means.setText(self.consequences())

    def consequences(self) -> str:
        """What signing does, in one sentence: look.md §9, 14."""
        desk = self._desk
        parts = [self.tr("locks the text")]
        if desk.next_section is not None:
            parts.append(self.tr("opens section {number}").format(number=desk.next_section))
            day = words.day_short(desk.next_due_on)
            parts.append(self.tr("books the reply for {day}").format(day=day))
        if desk.fee:
            parts.append(self.tr("records contact and fee ({fee} kr)").format(fee=desk.fee))
        else:
            parts.append(self.tr("records the contact without a fee"))
        if self.channel.value == Channel.MESSAGE:
            parts.append(self.tr("copies the text"))
        listed = self.tr("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
        return self.tr("Signing {what}.").format(what=listed)

    # --- what stands there -------------------------------------------------------------------

    def _restore(self) -> None:
        """Find the draft again, with the cursor where it stood."""
        desk = self._desk
        self.editor.blockSignals(True)
        self.editor.setPlainText(desk.draft_text)
        self.editor.blockSignals(False)
        cursor = self.editor.textCursor()
        end_of_text = self.editor.document().characterCount() - 1  # Qt counts 😀 as two
        cursor.setPosition(max(0, min(desk.draft_cursor, end_of_text)))
        self.editor.setTextCursor(cursor)
        kept = self.services.drafts.find(MINUTES_DRAFT, self._subject())
        seconds, _, channel = (kept.text if kept is not None else "").partition(" ")
        if seconds.isdigit():
            self.editor.seconds = int(seconds)
        if channel in set(Channel):
            self.channel.set_value(Channel(channel))
            self._show_primary()
        self.minutes.setText(str(self.editor.minutes))
        if desk.draft_saved_at is not None and desk.draft_text:
            self._say_saved(desk.draft_saved_at)
        self._show_count()
        self.show_advice()

    def _standing(self) -> NoteView | None:
        """The signed text of this week, where there is one."""
        notes = self.services.feedback_notes.history(self._id)
        return next(
            (note for note in notes if note.section == self._desk.section and not note.replaced),
            None,
        )

    def _show_state(self) -> None:
        """Whether it can be written in, and why not."""
        turns.part(self._show_risk)
        turns.part(lambda: self.waits.show_treatment(self._id))
        turns.part(self._show_whether)

    def _show_whether(self) -> None:
        self._unused = ""
        self._after_holder.setVisible(self._signed is not None)
        standing = self._standing() if self._signed is None else None
        writable = self._desk.editable and standing is None and self._signed is None
        self.editor.setReadOnly(not writable)
        for part in (self.channel, self._phrases, self.minutes):
            part.setEnabled(writable)
        for shown in (self._sign, self._means, self._means_mark):
            shown.setVisible(writable)
        self._is_writable = writable
        self._own_phrases.setVisible(self.services.actor.may(Permission.WRITE_FEEDBACK))
        self._fit()
        self._advice_card.setVisible(writable and bool(self.editor.toPlainText().strip()))
        if standing is not None:
            self._show_standing(standing)
        elif not writable and self._signed is None:
            self._say_closed()

    def _show_standing(self, note: NoteView) -> None:
        self._saving.forget()
        self.editor.blockSignals(True)
        self.editor.setPlainText(note.text)
        self.editor.blockSignals(False)
        self._saving.forget()
        self.channel.set_value(Channel(note.channel))
        self.minutes.setText(str(note.minutes))
        self._show_count()
        self.bar.say("")
        self._offer_unused(note)
        may = self.services.actor.may(Permission.WRITE_FEEDBACK)
        self.notice.say(
            Tone.PROPOSAL,
            self.tr("This feedback is signed."),
            self.tr("A signed text is never changed. Correct it by a new version."),
            button=self.tr("Co&rrect") if may else "",
            act=lambda: self._begin_correction(note),
        )

    def _offer_unused(self, note: NoteView) -> None:
        """Somebody else signed the week first: what this person wrote can still be copied."""
        kept = self._fresh().draft_text
        self._unused = kept if kept.strip() and kept.strip() != note.text else ""
        self._after_holder.setVisible(bool(self._unused))
        self._sent.setVisible(False)
        self._copy_again.setVisible(bool(self._unused))
        self._copy_again.setText(self.tr("&Copy my draft"))

    def _say_closed(self) -> None:
        if self._state != TreatmentState.RUNNING:
            self.show_refusal(words.refusal(f"treatment_{self._state}"))
        else:
            self.notice.say(
                Tone.PROPOSAL,
                self.tr("You can read here."),
                self.tr("Feedback is written by clinicians."),
            )

    def _show_risk(self) -> None:
        case = None
        if self.services.actor.may(Permission.SEE_RISK):
            case = self.services.risk_cases.of_patient(self._desk.patient_id)
        if case is None or case.state != "open":
            self.risk.silence()
            return
        lead, sentence = (
            (
                self.tr("Needs contact today."),
                self.tr("An open risk is to be assessed before anything else."),
            )
            if case.is_pressing
            else (
                self.tr("To follow up today."),
                self.tr("The flag stands until it is assessed, planned and signed."),
            )
        )
        self.risk.say(
            Tone.ACUTE if case.is_pressing else Tone.WARNING,
            lead,
            sentence,
            button=self.tr("Open the &risk case"),
            act=lambda: self.follow_way("risk"),
        )

    # --- writing -----------------------------------------------------------------------------

    def _subject(self) -> str:
        return f"{self._id}/{self._desk.section}"

    def _text_changed(self) -> None:
        self._show_count()
        self._advising.start()

    def _show_count(self) -> None:
        count = len(self.editor.toPlainText().split())
        self._count.setText(say("FeedbackDesk", "%n word(s)", count))

    def _keep_text(self, text: str) -> None:
        if self.editor.isReadOnly():
            return
        desk = self._desk
        self.services.feedback_notes.keep_draft(
            desk.treatment_id,
            desk.section,
            text,
            cursor=self.editor.textCursor().position(),
        )
        self._keep_minutes()

    def _keep_minutes(self) -> None:
        """The time that it took, and whether it is a call: both belong to the draft."""
        self.services.drafts.keep(
            MINUTES_DRAFT,
            self._subject(),
            f"{self.editor.seconds} {self.channel.value}",
            patient_id=self._desk.patient_id,
        )

    def _say_saved(self, at: object) -> None:
        if isinstance(at, datetime):
            self.bar.say(saved_words(words.clock_of(at)), icon="check", ink="ok")

    def _not_kept(self, error: IkbtError) -> None:
        self.tell(error)
        self.bar.say(self.tr("The draft is not saved"), icon="circle-alert", ink="error")

    def _minutes_edited(self, text: str) -> None:
        written = text.strip()
        if written.isascii() and written.isdigit():
            self.editor.set_minutes(int(written))
            self._saving.changed()

    def _channel_changed(self, _value: object) -> None:
        self._show_primary()
        try:
            self._keep_minutes()
        except IkbtError as error:
            self._not_kept(error)

    # --- advice ------------------------------------------------------------------------------

    def show_advice(self) -> None:
        """Check the text; nothing here stops the signing."""
        while self._advice.count():
            item = self._advice.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                end(widget)
        text = self.editor.toPlainText()
        shown = bool(text.strip()) and self._desk.editable and not self.editor.isReadOnly()
        self._advice_card.setVisible(shown)
        if not shown:
            return
        with suppress(IkbtError):  # locked or out of reach meanwhile: advice can wait
            for advice in self.services.feedback_notes.advice(self._id, text):
                self._add_advice(advice)
        self._advice_holder.updateGeometry()

    def _add_advice(self, advice: Advice) -> None:
        well, better = _ADVICE[advice.check]
        pattern = well if advice.ok else better
        if not pattern:
            return
        sentence = say(_HERE, pattern).format(facts=", ".join(advice.facts))
        line = QWidget()
        line.setMinimumHeight(theme.current().tall(tokens.CONTROL_SMALL, 18))
        row = Row(line, gap=6)
        row.addWidget(IconMark("circle-check" if advice.ok else "pen-line", _tone(advice)))
        row.addWidget(Label(sentence, "small"))
        if advice.check == "next_date" and not advice.ok:
            day = words.day_short(self._desk.next_due_on)
            weekday = words.weekday_long(self._desk.next_due_on)
            text = self.tr("&Add {weekday} {day}").format(weekday=weekday, day=day)
            button = Button(text, Kind.TEXT, small=True)
            button.setObjectName("add_next_date")
            button.clicked.connect(self.add_next_date)
            row.addWidget(button)
        line.setAccessibleName(sentence)
        self._advice.addWidget(line)
        line.show()

    def add_next_date(self) -> None:
        """Put the promised day at the end of the text; the patient reads Swedish."""
        day = words.written_in(_SWEDISH, self._desk.next_due_on, "dddd d MMMM")
        self.editor.append_sentence(f"Vi hörs igen {day}.")

    # --- signing -----------------------------------------------------------------------------

    def sign(self) -> None:
        """Sign: one transaction does five things; then the text lies on the clipboard."""
        if self._signed is not None or self.editor.isReadOnly():
            return
        text = self.editor.toPlainText()
        if not text.strip():
            self.bar.say(words.missing("text"))
            self.editor.setFocus()
            return
        written = self.minutes.text().strip()
        if not (written.isascii() and written.isdigit() and int(written) <= 600):
            theme.set_invalid(self.minutes, invalid=True)
            self.bar.say(words.missing("minutes"), icon="circle-alert", ink="error")
            self.minutes.setFocus()
            return
        theme.set_invalid(self.minutes, invalid=False)
        try:
            signed = self.services.feedback_notes.sign(
                self._id,
                self._desk.section,
                text,
                channel=str(self.channel.value),
                minutes=int(written),
            )
        except AlreadySigned:
            self._saving.flush()
            self._show_state()
            return
        except IkbtError as error:
            self._saving.flush()
            self.tell(error)
            return
        self._after_signing(signed)

    def _after_signing(self, signed: SignedNote) -> None:
        self._saving.forget()
        self.services.drafts.discard(MINUTES_DRAFT, self._subject())
        self._signed = signed
        self._advising.stop()
        self._show_state()
        self.bar.say("")
        message = signed.note.channel == Channel.MESSAGE
        self._copy_again.setVisible(message)
        self._sent.setVisible(message)
        facts = self._what_happened(signed)
        if message:
            self._copy_text()
            lead = self.tr("Signed. Paste into Stöd och behandling.")
            copied = self.tr("The text is copied for 30 seconds.")
            self.notice.say(Tone.DONE, lead, f"{copied} {facts}")
            self._sent.setFocus()
        else:
            self.notice.say(Tone.DONE, self.tr("The call is signed."), facts)
            self._done.setFocus()
        QTimer.singleShot(0, self, self._show_what_follows)  # when the page is laid out anew
        self.changed.emit()

    def _show_what_follows(self) -> None:
        """The tick of what is sent stands whole above the foot."""
        if self._after_holder.isVisibleTo(self):
            self._letter.ensureWidgetVisible(self._after_holder, 0, theme.current().px(8))

    def _what_happened(self, signed: SignedNote) -> str:
        parts = []
        if signed.opened_section is not None:
            text = self.tr("Section {number} is open.")
            parts.append(text.format(number=signed.opened_section))
        if signed.next_due_on is not None:
            text = self.tr("Next reply {day}.")
            parts.append(text.format(day=words.day_spoken(signed.next_due_on)))
        if signed.fee:
            parts.append(self.tr("Fee {fee} kr.").format(fee=signed.fee))
        return " ".join(parts)

    def _copy_text(self) -> None:
        text = self._signed.note.text if self._signed is not None else self._unused
        if text:
            self._copy.copy(text)

    def _tick_sent(self, on: bool) -> None:
        if not on or self._signed is None:
            return
        try:
            self.services.feedback_notes.tick_sent(self._signed.contact_id)
        except IkbtError as error:
            self.tell(error)
            return
        self._sent.setEnabled(False)
        self._copy.clear()
        self.changed.emit()
        self._done.setFocus()

    # --- history and correction --------------------------------------------------------------

    def show_history(self) -> None:
        """Read every signed version."""
        self._saving.flush()
        self.history.show_notes()
        self._stack.setCurrentWidget(self.history)
        if self.is_narrow:
            self.tabs.set_value("write")
            self._fit()
        self.history.setFocus()

    def _begin_correction(self, note: NoteView) -> None:
        self.show_history()
        self.history.begin(note)

    def _close_history(self) -> None:
        self._stack.setCurrentWidget(self.writing)
        self._show_state()

    def _amended(self, _note: object) -> None:
        self.said.emit(self.tr("The correction is signed. Both versions stay readable."), None)
        self.changed.emit()

    # --- one's own phrases -------------------------------------------------------------------

    def show_phrases(self) -> None:
        """Make and change one's own phrases; the text beside stays as it is."""
        self._saving.flush()
        self._stack.setCurrentWidget(self.phrases)
        self.phrases.open_pane()

    def _close_phrases(self) -> None:
        self._stack.setCurrentWidget(self.writing)
        self.focus_first()

    # --- going -------------------------------------------------------------------------------

    def _go_to_measure(self) -> None:
        self.keep()
        missing = self._desk.missing_measures
        self.went.emit(
            Place(
                View.MEASURE,
                patient_id=self._desk.patient_id,
                record_id=self._id,
                detail=missing[0] if missing else None,
            )
        )

    def _to_course(self) -> None:
        self.keep()
        self.went.emit(Place(View.PATIENT, patient_id=self._desk.patient_id, detail="course"))

    def _report_saved(self) -> None:
        self.turns.run(self.refresh, self.changed.emit)

    def patient_id(self) -> str | None:
        return self._desk.patient_id

    def keep(self) -> None:
        self.turns.finish()
        self._saving.flush()
        self.new.form.keep()
        self.history.keep()
        self.phrases.keep()

    def _leave(self) -> None:
        if self._saving.flush():
            self.keep()
            self.returned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves and keeps the draft."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Read afresh what is new; the text being written is never touched."""
        turns.part(self._read_desk)
        turns.part(self._show_risk)
        turns.part(lambda: self.waits.show_treatment(self._id))

    def _read_desk(self) -> None:
        if self._signed is None:
            self._desk = self._fresh()
        self._state = self.services.treatments.view(self._id).state
        self.new.show_desk(self._desk, today=self.today())
        self._show_primary()

    def _fresh(self) -> Desk:
        return self.services.feedback_notes.desk(self._id, section=self._desk.section)

    def focus_first(self) -> None:
        if self.editor.isReadOnly():
            self._done.setFocus()
            return
        self.editor.setFocus()
        if self._desk.draft_saved_at is None:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def place(self) -> Place | None:
        return Place(
            View.FEEDBACK,
            patient_id=self._desk.patient_id,
            record_id=self._id,
            detail=str(self._desk.section),
        )

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Ctrl+Enter", self.tr("Sign")),
            Shortcut("Ctrl+S", self.tr("Save draft")),
            Shortcut(";", self.tr("Phrases: arrows choose, Tab inserts, Esc closes")),
            Shortcut("Esc", self.tr("Leave; the draft is kept")),
        )

    def undo(self) -> Callable[[], None] | None:
        return None


def _tone(advice: Advice) -> str:
    return "ok" if advice.ok else "review"
