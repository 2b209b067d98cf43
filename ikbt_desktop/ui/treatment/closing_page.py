"""The end of a treatment: why, with what result, what comes after, and the signed summary."""

import json
from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.closing import EndReason, follow_ups
from ikbt_desktop.clinic.instruments import Direction
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.errors import IkbtError, Incomplete, InvalidValue, StaleRecord, UnprintableText
from ikbt_desktop.services.closings import Texts
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.measurements import MeasurementRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import Closing
from ikbt_desktop.ui.kit import background, language, meanwhile, problems, theme, turns
from ikbt_desktop.ui.kit.autosave import Autosave, saved_words
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row
from ikbt_desktop.ui.pages import Place, Shortcut, View
from ikbt_desktop.ui.record.pdf_view import PdfView
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.change_pill import change_pill
from ikbt_desktop.ui.treatment.sheet import Sheet, clear

_FOLLOW_UPS = 2
_SUMMARY = "treatment_summary"
_REWRITTEN = "summary_texts"
"""The draft of texts that are written anew after the end; they are kept with the signature."""


class ClosingPage(Sheet):
    """Written over days if need be: every text is kept until the treatment is closed."""

    side_width = 320
    needs = 600

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__(services, place)
        self.setObjectName("closing_page")
        self._id = place.record_id or ""
        # The last step of the inactivity ladder comes with its reason; a clinician confirms it.
        self._proposed = EndReason.INACTIVE.value if place.detail == "inactive" else ""
        self._view = services.treatments.view(self._id)
        self._document: DocumentRow | None = None
        self._is_loading = True
        for build in (
            *(self._build_form, self._build_side, self._build_bar, self._listen),
            *(lambda: language.follow(self, self.retranslate), self._begin, self._show_state),
        ):
            turns.part(build)

    # --- building ----------------------------------------------------------------------------

    def _listen(self) -> None:
        self._saving = Autosave(
            self._result, save=lambda _text: self._keep_now(), clock=self.now, text=lambda: ""
        )
        self._saving.saved.connect(
            lambda at: self.bar.say(saved_words(words.clock_of(at)), icon="check", ink="ok")
        )
        self._saving.failed.connect(self._tell_at_its_place)
        self._why.textEdited.connect(self._changed_something)
        for editor in (self._background, self._result, self._plan):
            editor.textChanged.connect(self._changed_something)
            editor.left.connect(self._saving.flush)
        self._draft = self._seen = self.services.treatments.closing_draft(self._id)

    def _begin(self) -> None:
        self._show_draft(self._draft)
        if self.is_ended:
            self._show_rewritten()
        self._is_loading = False

    def _build_form(self) -> None:
        self._title = Label("", "h1")
        self._what = Label("", "small", ink="muted", wrap=True)
        self._reason = ComboBox(width=280)
        self._reason.setObjectName("end_reason")
        self._reason.currentIndexChanged.connect(self._changed_something)
        self._reason_block = FieldBlock("", self._reason)
        self._ended = self.date_field("ended_on")
        self._ended.date_changed.connect(self._end_changed)
        self._ended_block = FieldBlock("", self._ended)
        first = Flow(gap=16)
        first.addWidget(self._reason_block)
        first.addWidget(self._ended_block)
        self._background = TextEdit(lines=3)
        self._background.setObjectName("background")
        self._background_block = FieldBlock("", self._background, optional=True)
        self._result = TextEdit(lines=4)
        self._result.setObjectName("result")
        self._result_block = FieldBlock("", self._result)
        self._plan = TextEdit(lines=3)
        self._plan.setObjectName("plan")
        self._plan_block = FieldBlock("", self._plan, optional=True)
        self._follow_fields: list[DateField] = []
        self._follow_blocks: list[FieldBlock] = []
        follow = Flow(gap=16)
        for number in range(_FOLLOW_UPS):
            field = self.date_field(f"follow_up_{number + 1}")
            field.date_changed.connect(self._changed_something)
            block = FieldBlock("", field, optional=True)
            self._follow_fields.append(field)
            self._follow_blocks.append(block)
            follow.addWidget(block)
        self._why = LineEdit()
        self._why.setObjectName("correction_reason")
        self._why.setMaxLength(500)
        self._why_block = FieldBlock("", self._why)
        card = Card(gap=10)
        card.body.addLayout(first)
        card.body.put(self._background_block, self._result_block, self._plan_block)
        card.body.put(self._why_block)
        card.body.addLayout(follow)
        self.paper = PdfView()
        self.paper.setObjectName("summary_preview")
        self.paper.hide()
        self.main.put(self._title, self._what, self.notice, card, self.paper)
        self._card = card

    def _build_side(self) -> None:
        self._measures_head = Label("", "h3")
        self._measures = Column(gap=6)
        self._means_head = Label("", "h3")
        self._means = Column(gap=6)
        self.side_body.put(self._measures_head, self._measures, Line())
        self.side_body.put(self._means_head, self._means)

    def _build_bar(self) -> None:
        self._back = Button("", Kind.SECONDARY, icon="arrow-left")
        self._back.setObjectName("back")
        self._back.clicked.connect(self._leave)
        self._preview = Button("", Kind.SECONDARY)
        self._preview.setObjectName("preview_summary")
        self._preview.clicked.connect(self.preview)
        self._primary = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self._primary.setObjectName("close_treatment")
        self._primary.clicked.connect(self.act)
        self.bar.add_left(self._back)
        self.bar.add_right(self._preview, self._primary)
        self.primary = self._primary

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("End the treatment"))
        self._reason_block.set_label(self.tr("&Why it ends"))
        self._fill_reasons()
        self._ended_block.set_label(self.tr("&End date"))
        self._background_block.set_label(self.tr("&Background"))
        self._result_block.set_label(self.tr("Res&ult"))
        self._result_block.set_help(self.tr("Stands in the summary as you write it."))
        self._plan_block.set_label(self.tr("P&lan ahead"))
        self._plan_block.set_help(self.tr("One line for each point."))
        self._why_block.set_label(self.tr("Reason of the &correction"))
        self._why_block.set_help(self.tr("It stands under the title of the new version."))
        for number, block in enumerate(self._follow_blocks, start=1):
            block.set_label(self.tr("Follow-up {number}").format(number=number))
        self._measures_head.setText(self.tr("Measures before and after"))
        self._means_head.setText(self.tr("What the closing means"))
        self._back.setText(self.tr("&Back"))
        self._preview.setText(
            self.tr("&Show the form")
            if self.paper.isVisibleTo(self)
            else self.tr("&Preview summary")
        )
        self._show_what()
        self._show_measures()
        self._show_means()
        self._show_state()

    def _fill_reasons(self) -> None:
        options: list[tuple[object, str]] = [("", self.tr("Choose …"))]
        options += [(reason.value, words.reason_name(reason)) for reason in EndReason]
        was, self._is_loading = self._is_loading, True
        self._reason.set_options(options)
        self._is_loading = was

    def _show_what(self) -> None:
        view = self._view
        done = sum(section.done_on is not None for section in view.sections)
        pattern = self.tr("{program}, started {day}. {done} of {all} sections done.")
        self._what.setText(
            pattern.format(
                program=view.program.name,
                day=words.day_spoken(view.starts_on),
                done=done,
                all=view.section_count,
            )
        )

    # --- before and after --------------------------------------------------------------------

    def _show_measures(self) -> None:
        clear(self._measures)
        course = self.services.measurements.course(self._id)
        found = False
        for code in dict.fromkeys(row.instrument for row in course.measurements):
            rows = [
                row
                for row in course.measurements
                if row.instrument == code and row.total is not None and not row.corrected
            ]
            if rows:
                found = True
                self._measures.addWidget(self._measure_line(rows))
        if not found:
            empty = self.tr("No questionnaire with a total is entered.")
            self._measures.addWidget(Label(empty, "small", ink="muted", wrap=True))

    def _measure_line(self, rows: Sequence[MeasurementRow]) -> QWidget:
        ordered = sorted(rows, key=lambda row: (row.answered_on, row.entered_at))
        first, last = ordered[0], ordered[-1]
        instrument = self.services.catalogue.instrument(last.instrument, last.version)
        line = QWidget()
        row = Row(line, gap=8)
        name = words.code_name(instrument.name)
        row.addWidget(Label(name, "small", weight=500), 1)
        before, after = words.figure(first.total), words.figure(last.total)
        figures = before if first is last else f"{before} \u2192 {after}"
        row.addWidget(Label(figures, "small"))
        if first is not last and first.total is not None and last.total is not None:
            change = last.total - first.total
            row.addWidget(change_pill(change, worse_up=instrument.direction is Direction.WORSE))
        line.setAccessibleName(f"{name}: {figures}")
        return line

    def _show_means(self) -> None:
        clear(self._means)
        for icon, text in (
            ("lock", self.tr("No more feedback can be written in this treatment.")),
            ("calendar-check", self.tr("The follow-up dates stand in the summary.")),
            ("file-text", self.tr("You then sign the summary; it waits to be filed.")),
            ("history", self.tr("Everything stays readable.")),
        ):
            line = QWidget()
            row = Row(line, gap=8)
            row.addWidget(IconMark(icon, "muted"))
            row.addWidget(Label(text, "small", wrap=True), 1)
            self._means.addWidget(line)

    # --- the form ----------------------------------------------------------------------------

    def _show_draft(self, closing: Closing) -> None:
        self._reason.set_value(closing.reason or self._proposed)
        self._ended.set_date(closing.ended_on)
        self._background.setPlainText(closing.background)
        self._result.setPlainText(closing.result)
        self._plan.setPlainText("\n".join(closing.plan))
        days: list[date | None] = [*closing.follow_up_on, *[None] * _FOLLOW_UPS]
        for field, day in zip(self._follow_fields, days, strict=False):
            field.set_date(day)

    def _closing(self) -> Closing:
        lines = self._plan.toPlainText().splitlines()
        return Closing(
            reason=str(self._reason.value or ""),
            ended_on=self._ended.date or self._draft.ended_on,
            background=self._background.toPlainText(),
            result=self._result.toPlainText(),
            plan=tuple(line.strip() for line in lines if line.strip()),
            follow_up_on=tuple(field.date for field in self._follow_fields if field.date),
        )

    @property
    def is_ended(self) -> bool:
        """Whether the treatment is closed already."""
        return self._view.state in {TreatmentState.ENDED, TreatmentState.VOIDED}

    def _end_changed(self, day: object) -> None:
        """The proposed follow-ups move with the end, as long as they are the proposed ones."""
        if self._is_loading or not isinstance(day, date):
            return
        old = follow_ups(self._draft.ended_on)
        if tuple(field.date for field in self._follow_fields) == old:
            for field, proposed in zip(self._follow_fields, follow_ups(day), strict=True):
                field.set_date(proposed)
            self._draft = self._closing()
        self._changed_something()

    def _changed_something(self, *_: object) -> None:
        if not self._is_loading and self._view.state != TreatmentState.VOIDED:
            self._saving.changed()

    def _texts(self) -> Texts:
        return Texts.of(self._closing())

    def _show_rewritten(self) -> None:
        """What was written anew after the end and not signed yet."""
        draft = self.services.drafts.find(_REWRITTEN, self._id)
        if draft is None or not draft.text:
            return
        kept = json.loads(draft.text)
        self._background.setPlainText(kept["background"])
        self._result.setPlainText(kept["result"])
        self._plan.setPlainText(kept["plan"])
        self._why.setText(kept["why"])

    def _keep_rewritten(self) -> None:
        written = {
            "background": self._background.toPlainText(),
            "result": self._result.toPlainText(),
            "plan": self._plan.toPlainText(),
            "why": self._why.text(),
        }
        text, patient = json.dumps(written), self._view.patient_id
        self.services.drafts.keep(_REWRITTEN, self._id, text, patient_id=patient)

    def _keep_now(self) -> None:
        if self.is_ended:
            self._keep_rewritten()
        else:
            keep = self.services.treatments.keep_closing
            self._seen = keep(self._id, self._closing(), seen=self._seen)

    def gaps(self) -> tuple[str, ...]:
        """What is missing before the treatment can be closed, in screen order."""
        wrong_follow = any(
            field.date is None and field.text().strip() for field in self._follow_fields
        )
        checks = (
            ("end_reason", not self._reason.value),
            ("ended_on", self._ended.date is None),
            ("result", not self._result.toPlainText().strip()),
            ("follow_up_on", wrong_follow),
        )
        return tuple(word for word, missing in checks if missing)

    def _show_state(self) -> None:
        ended = self.is_ended
        if ended and self._document is None:
            self._document = self._standing_summary()
        is_voided = self._view.state == TreatmentState.VOIDED
        self._card.setEnabled(not is_voided)
        for part in (self._reason, self._ended, *self._follow_fields):
            part.setEnabled(not ended)  # facts of the treatment; the texts are the summary's
        self._why_block.setVisible(self._document is not None)
        self._preview.setVisible(ended)
        self._primary.setVisible(not is_voided)
        if self._document is not None:
            number = self._document.version_number + 1
            self._primary.setText(self.tr("&Sign version {number}").format(number=number))
        elif ended:
            self._primary.setText(self.tr("&Sign the summary"))
        else:
            self._primary.setText(self.tr("&End the treatment"))

    def _standing_summary(self) -> DocumentRow | None:
        """The signed summary of this treatment; a correction of it is made among the documents."""
        rows = self.services.documents.of_patient(self._view.patient_id)
        return next(
            (
                row
                for row in rows
                if row.treatment_id == self._id and row.kind == _SUMMARY and not row.replaced
            ),
            None,
        )

    # --- acting ------------------------------------------------------------------------------

    def act(self) -> None:
        """Close the treatment, or sign its summary when it is closed."""
        if self.is_ended:
            self.sign()
        else:
            self.close_treatment()

    def _blocks(self) -> dict[str, FieldBlock]:
        wrong = next(
            (block for block in self._follow_blocks if _is_wrong(block)), self._follow_blocks[0]
        )
        return {
            "end_reason": self._reason_block,
            "reason": self._reason_block,
            "ended_on": self._ended_block,
            "background": self._background_block,
            "result": self._result_block,
            "plan": self._plan_block,
            "follow_up_on": wrong,
        }

    def _tell_at_its_place(self, error: IkbtError) -> None:
        """What cannot be kept is said at its field; nothing of it is cut off to make it fit."""
        if isinstance(error, InvalidValue):
            block = self._blocks().get(error.field, self._result_block)
            block.set_error(words.sentence_of(error))
            self.reveal(block)
        elif isinstance(error, StaleRecord):
            self._say_overtaken(error)
        else:
            self.tell(error)

    def _say_overtaken(self, error: StaleRecord) -> None:
        """A colleague wrote the same closing: theirs is told beside mine, and mine may hold."""
        try:
            theirs = self._seen = self.services.treatments.closing_draft(self._id)
        except IkbtError as gone:
            self.tell(gone)
            return
        mine = self._closing()
        told = meanwhile.lines(
            (block.label.text(), written, typed)
            for block, written, typed in (
                (self._reason_block, _reason_of(theirs), _reason_of(mine)),
                (self._ended_block, theirs.ended_on.isoformat(), mine.ended_on.isoformat()),
                (self._background_block, theirs.background, mine.background),
                (self._result_block, theirs.result, mine.result),
                (self._plan_block, " ".join(theirs.plan), " ".join(mine.plan)),
                (self._follow_blocks[0], _days(theirs), _days(mine)),
            )
        )
        sentence = meanwhile.sentence(error, told)
        self.reveal(self.notice.say(Tone.TROUBLE, self.tr("Not saved yet."), sentence))

    def close_treatment(self) -> None:
        """Close, or say what is missing at its field."""
        blocks = self._blocks()
        for block in blocks.values():
            block.set_error("")
        gaps = self.gaps()
        if gaps:
            for word in gaps:
                blocks[word].set_error(f"{words.missing(word)}.")
            blocks[gaps[0]].field.setFocus()
            self.bar.say(say("ClosingPage", "%n thing(s) missing", len(gaps)))
            return
        if not self._saving.flush():
            return
        try:
            latest = self.services.treatments.view(self._id)
            self._view = self.services.treatments.close(
                self._id, self._closing(), version=latest.version, seen=self._seen
            )
        except InvalidValue as error:
            self._tell_at_its_place(error)
            blocks.get(error.field, self._result_block).field.setFocus()
            return
        except IkbtError as error:
            self._tell_at_its_place(error)
            return
        self._saving.forget()
        self._closed()

    def _closed(self) -> None:
        self.changed.emit()
        self._show_state()
        self.bar.say("")
        self.notice.say(
            Tone.DONE,
            self.tr("The treatment is ended."),
            self.tr(
                "Read the summary through; its texts can be changed until you sign it. "
                "Then it waits to be filed."
            ),
        )
        self.sheet.verticalScrollBar().setValue(0)
        self._preview.setFocus()

    def preview(self) -> None:
        """Show the summary as it would be printed; a second press shows the form again."""
        if self.paper.isVisibleTo(self):
            self._show_paper(shown=False)
            return
        self._preview.set_busy(self.tr("Fetching …"))
        documents, treatment, texts = self.services.documents, self._id, self._texts()
        self._saving.flush()
        background.run(
            self,
            lambda _reporter: documents.preview_summary(treatment, texts=texts),
            done=self._previewed,
            failed=self._not_signed,
        )

    def _previewed(self, content: bytes) -> None:
        self._preview.set_busy("")
        self.paper.show_pdf(content, name=self.tr("Treatment summary, draft"))
        self._show_paper(shown=True)

    def _show_paper(self, *, shown: bool) -> None:
        self.paper.setVisible(shown)
        self._card.setVisible(not shown)
        self._preview.setText(self.tr("&Show the form") if shown else self.tr("&Preview summary"))
        for words_of_form in (self._title, self._what):
            words_of_form.setVisible(not shown)
        self._fit_paper()
        if shown:
            self.paper.setFocus()

    def _fit_paper(self) -> None:
        """The paper takes the height that is left, so that only its own pages scroll."""
        if not hasattr(self, "paper") or not self.paper.isVisibleTo(self):
            return
        look = theme.current()
        above = look.px(2 * self.gap)
        if self.notice.isVisibleTo(self):
            wide = self.sheet.viewport().width() - 2 * look.px(24)
            tall = self.notice.heightForWidth(wide)
            above += max(tall, self.notice.sizeHint().height()) + look.px(self.gap)
        left = self.sheet.viewport().height() - above
        self.paper.setFixedHeight(max(look.wide(200), left))

    def fit(self) -> None:
        """Lay out for the room there is."""
        super().fit()
        self._fit_paper()

    def sign(self) -> None:
        """Sign the summary; printing takes a moment and runs beside the window."""
        why, seen = self._why.text().strip(), 0
        self._why_block.set_error("")
        self._result_block.set_error("")
        if self._document is not None:
            seen = self._document.version_number
            if not why:
                self._show_paper(shown=False)
                self._why_block.set_error(f"{words.missing('correction_reason')}.")
                self._why.setFocus()
                return
        if not self._saving.flush():
            return
        self._primary.set_busy(self.tr("Signing …"))
        documents, treatment, texts = self.services.documents, self._id, self._texts()
        background.run(
            self,
            lambda _reporter: documents.sign_summary(
                treatment, correction_reason=why, seen=seen, texts=texts
            ),
            done=self._signed,
            failed=self._not_signed,
        )

    def _signed(self, document: DocumentRow) -> None:
        self._primary.set_busy("")
        self._saving.forget()
        self.services.drafts.discard(_REWRITTEN, self._id)
        self._why.clear()
        self._document = document
        self._show_state()
        self.changed.emit()
        self.said.emit(self.tr("The summary is signed and waits to be filed."), None)
        self.went.emit(Place(View.PATIENT, patient_id=self._view.patient_id, detail="documents"))

    def _not_signed(self, error: IkbtError) -> None:
        self._primary.set_busy("")
        self._preview.set_busy("")
        if isinstance(error, StaleRecord):
            self._document = None  # a colleague's version is the one to correct now
            self.refresh()
        if isinstance(error, Incomplete | InvalidValue | UnprintableText):
            self._show_paper(shown=False)  # the texts can be changed there
        described = problems.describe(error)
        self.notice.say(Tone.TROUBLE, described.title, described.sentence)

    # --- the page ----------------------------------------------------------------------------

    def patient_id(self) -> str | None:
        return self._view.patient_id

    def referral_id(self) -> str | None:
        return self._view.referral_id

    def keep(self) -> None:
        self._saving.flush()

    def _leave(self) -> None:
        self.keep()
        self.returned.emit()

    def refresh(self) -> None:
        """Read the treatment and its measures afresh; the texts stay."""
        self._view = self.services.treatments.view(self._id)
        self._show_what()
        self._show_measures()
        self._show_state()

    def focus_first(self) -> None:
        if self.is_ended:
            (self._result if self._document is not None else self._primary).setFocus()
        elif not self._reason.value:
            self._reason.setFocus()
        else:
            self._result.setFocus()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+Enter", self.tr("End the treatment, then sign the summary")),)


def _reason_of(closing: Closing) -> str:
    return words.reason_name(EndReason(closing.reason)) if closing.reason else ""


def _days(closing: Closing) -> str:
    return ", ".join(day.isoformat() for day in closing.follow_up_on)


def _is_wrong(block: FieldBlock) -> bool:
    field = block.field
    return isinstance(field, DateField) and field.date is None and bool(field.text().strip())
