"""One criterion: its answers, source and note, its outcome at the right edge; folded when met."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QWidget

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Judgement
from ikbt_desktop.clinic.screening import AnswerSource, ScreeningState
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.button import Kind as ButtonKind
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.screening import asks as questions
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.asks import JNO, UNCLEAR, Ask, Kind
from ikbt_desktop.ui.screening.desk import Desk, show_text

_FOLDABLE = frozenset({Outcome.OK, Outcome.OBS})


class NumberField(LineEdit):
    """Hours or minutes with a decimal comma or point; what is no number is said, never guessed."""

    number_typed = Signal(object)
    refused = Signal()

    def __init__(self) -> None:
        super().__init__(width=76)
        self._shown = ""
        self.editingFinished.connect(self._left)

    def show_number(self, value: float | None) -> None:
        """Show a kept figure, unless the person is typing another."""
        text = "" if value is None else f"{value:g}".replace(".", ",")
        if not self.hasFocus() or self.text() == self._shown:
            self.setText(text)
        self._shown = text

    def _left(self) -> None:
        text = self.text().strip()
        if text == self._shown:
            return
        if not text:
            self._shown = ""
            self.number_typed.emit(None)
            return
        try:
            value = float(text.replace(",", ".")) if text.isascii() else -1.0
        except ValueError:
            value = -1.0
        if not 0 <= value <= 10_000:  # also refuses nan
            self.refused.emit()
            return
        self._shown = text
        self.number_typed.emit(int(value) if value == int(value) else value)


class _Answer(QWidget):
    """One question of the row: a few words, and the parts or the figure."""

    answered = Signal(str, object)
    refused = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        self.label = Label("", "small", ink="muted")
        self.field: SegmentedAnswer | NumberField
        if ask.is_number:
            self.field = NumberField()
            self.field.number_typed.connect(lambda value: self.answered.emit(ask.key, value))
            self.field.refused.connect(self.refused)
            self.field.setObjectName(ask.key)
        else:
            self.field = SegmentedAnswer(questions.choices(ask.kind))
            self.field.answered.connect(lambda value: self.answered.emit(ask.key, value))
            for place, part in enumerate(self.parts()):
                part.setObjectName(f"{ask.key}_{place}")
        self.unit = Label("", "small", ink="muted")
        Row(self, gap=8).put(self.label, self.field, self.unit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def parts(self) -> list[QAbstractButton]:
        """The parts of a chosen answer."""
        return self.field.findChildren(QAbstractButton)

    def retranslate(self, title: str) -> None:
        """Set the words; the criterion's title is the accessible name."""
        self.label.setText(self.ask.label)
        self.label.setVisible(bool(self.ask.label))
        name = f"{title}. {self.ask.label}".rstrip(". ")
        units = {
            Kind.HOURS: self.tr("hours a week"),
            Kind.MINUTES: self.tr("minutes at a stretch"),
        }
        self.unit.setText(units.get(self.ask.kind, ""))
        self.unit.setVisible(self.ask.is_number)
        if isinstance(self.field, SegmentedAnswer):
            self.field.set_texts([text for _, text in questions.choices(self.ask.kind)])
            self.field.set_name(name)
        else:
            self.field.setAccessibleName(f"{name}, {self.unit.text()}")

    def show_value(self, value: object) -> None:
        """Show the kept answer."""
        if isinstance(self.field, SegmentedAnswer):
            if self.field.value != value:
                self.field.set_value(value)
        else:
            self.field.show_number(value if isinstance(value, int | float) else None)

    def is_focused(self) -> bool:
        """Whether the focus is in it."""
        return self.field.hasFocus() or any(part.hasFocus() for part in self.parts())

    def set_focus(self) -> None:
        """Focus the chosen part, else the first; or the figure."""
        chosen = next((part for part in self.parts() if part.isChecked()), None)
        (chosen or self.field).setFocus(Qt.FocusReason.TabFocusReason)


class CriterionRow(QWidget):
    """``entered(rule)`` when the focus comes in, ``done(rule)`` when its last answer was given."""

    entered = Signal(str)
    done = Signal(str)

    def __init__(self, rule: str, asks: tuple[Ask, ...], desk: Desk) -> None:
        super().__init__()
        self.rule, self.asks, self._desk = rule, asks, desk
        self._barrier = rule[:3] != "INC"
        self._folded = False
        self._stays_open = False
        self._is_narrow = False
        self._shown: object = None
        self._answers: Mapping[str, Any] = {}
        self.setObjectName(f"row_{rule}")
        self._tick = IconMark("circle-check", "ok", size=18)
        self._title = Label("", "body", weight=500, wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._summary = Label("", "small", ink="muted", wrap=True)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.pill = Pill("", height=22)
        self.fold = Button("", ButtonKind.TEXT, icon="chevron-down", small=True)
        self.fold.setObjectName(f"fold_{rule}")
        self.fold.clicked.connect(self._turn)
        self.answers = [_Answer(ask) for ask in asks]
        self._source_word = Label("", "small", ink="muted")
        self.source = ComboBox(small=True, width=112)
        self.source.setObjectName("small")
        self.source.setProperty("field", f"source_{rule}")
        self.source.activated.connect(self._source_chosen)
        self.note_button = Button("", ButtonKind.TEXT, icon="message-square-plus", small=True)
        self.note_button.setObjectName(f"note_button_{rule}")
        self.note_button.clicked.connect(self._open_note)
        self.note = LineEdit()
        self.note.setObjectName(f"note_{rule}")
        self._note_saving = desk.follow_text(self.note, lambda text: {"notes": {rule: text}})
        self._reason = Label("", "small", ink="muted", wrap=True)
        self._trouble = Label("", "small", ink="error", weight=500, wrap=True)
        self._trouble.hide()
        self._build()
        for answer in self.answers:
            answer.answered.connect(self._answered)
            answer.refused.connect(self._no_number)
        for child in self.findChildren(QWidget):
            if child.focusPolicy() != Qt.FocusPolicy.NoFocus:
                child.installEventFilter(self)
        theme.follow(self.restyle)

    def _build(self) -> None:
        head = Row(gap=10)
        head.addWidget(self._tick)
        head.addWidget(self._title, 10)
        head.addWidget(self._summary, 9)
        head.addWidget(self.pill)
        head.addWidget(self.fold)
        self._open_part = QWidget()
        inner = Column(self._open_part, gap=5)
        lines = Column(gap=4)
        for answer in self.answers:
            lines.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        where = QWidget()
        Row(where, gap=8).put(self._source_word, self.source, self.note_button)
        where.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._both = Row(gap=12)
        self._both.addLayout(lines, 1)
        self._both.addWidget(where, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(self._both)
        inner.put(self.note, self._trouble, self._reason)
        self.note.hide()
        whole = Column(self, gap=4, margins=(20, 4, 16, 4))
        whole.addLayout(head)
        whole.addWidget(self._open_part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def restyle(self) -> None:
        """The least height at the present scale."""
        self.setMinimumHeight(theme.current().tall(tokens.ROW_ANSWERED))

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the source below the answers where the width does not hold both."""
        self._is_narrow = narrow
        self._summary.setVisible(self._folded and not narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._both.setDirection(down if narrow else across)
        item = self._both.itemAt(1)
        if item is not None:
            item.setAlignment(Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignTop)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        title = self._desk.cat.criteria.by_id[self.rule].title
        self._title.setText(title)
        for answer in self.answers:
            answer.retranslate(title)
        self._source_word.setText(self.tr("Source"))
        self.source.set_options([(each, words.source_word(each)) for each in AnswerSource])
        self.source.setPlaceholderText(self.tr("Choose"))
        self.source.setAccessibleName(self.tr("Source: {title}").format(title=title))
        _name(self.note_button, self.tr("Note: {title}").format(title=title))
        self.note.setPlaceholderText(self.tr("Note for the record"))
        self.note.setAccessibleName(self.tr("Note: {title}").format(title=title))
        self._shown = None

    # --- showing -----------------------------------------------------------------------------

    def show_state(self, state: ScreeningState, judgement: Judgement) -> None:
        """Show answers and outcome; touched only when something of this row changed."""
        values = tuple(questions.value_of(ask, state.answers, state.notes) for ask in self.asks)
        source = next((state.sources[a.key] for a in self.asks if a.key in state.sources), None)
        note = state.notes.get(self.rule, "")
        written = state.judgements.get(self.rule, "").strip()
        fresh = (values, source, note, judgement, written)
        if fresh == self._shown:
            return
        self._shown = fresh
        self._answers = state.answers
        for answer, value in zip(self.answers, values, strict=True):
            answer.show_value(value)
            answer.setVisible(answer.ask.applies(state.answers))
        if self.source.value != source:
            self.source.set_value(source)
        show_text(self.note, self._note_saving, note)
        self.note.setVisible(bool(note) or self.note.isVisibleTo(self._open_part))
        self.pill.show_value(words.outcome_pill(judgement.outcome, barrier=self._barrier))
        self._show_reason(values, judgement)
        self._summary.setText(self._summed(values, source, note, written or judgement.note))
        is_said = bool(written) or not screening.wants_words(judgement)
        met = judgement.outcome in _FOLDABLE and is_said and self._is_answered(values)
        self._fold(folded=met and not self._stays_open and not self._is_typing())
        self.fold.setVisible(met)

    def _is_answered(self, values: tuple[object, ...]) -> bool:
        return all(
            value not in {None, UNCLEAR}
            for ask, value in zip(self.asks, values, strict=True)
            if ask.applies(self._answers)
        )

    def _is_typing(self) -> bool:
        return self.note.hasFocus()

    def _show_reason(self, values: tuple[object, ...], judgement: Judgement) -> None:
        said = judgement.text if judgement.outcome is not Outcome.MISSING else ""
        if UNCLEAR in values:
            said = self.tr("To find out. It stays among what is missing; go on meanwhile.")
        elif any(value is not None for value in values) and not said:
            said = judgement.text
        self._reason.setText(f"{said} {judgement.note}".strip())
        self._reason.setVisible(bool(self._reason.text()))

    def _summed(self, values: tuple[object, ...], source: str | None, note: str, said: str) -> str:
        shown = [
            self._said(answer, value)
            for answer, value in zip(self.answers, values, strict=True)
            if value is not None and answer.ask.applies(self._answers)
        ]
        parts = [", ".join(shown), words.source_word(source).lower() if source else ""]
        parts += [said, note]
        return "  ·  ".join(part for part in parts if part)

    def _said(self, answer: _Answer, value: object) -> str:
        if isinstance(value, int | float) and answer.ask.is_number:
            unit = "h" if answer.ask.kind is Kind.HOURS else "min"
            return f"{QLocale().toString(float(value), 'g', 6)} {unit}"
        word = next(
            (text for each, text in questions.choices(answer.ask.kind) if each == value), ""
        )
        label = answer.ask.label if len(self.asks) > 1 else ""
        return f"{label}: {word.lower()}" if label else word

    def _fold(self, *, folded: bool) -> None:
        self._folded = folded
        self._open_part.setVisible(not folded)
        self._tick.setVisible(folded)
        self._summary.setVisible(folded and not self._is_narrow)
        self.fold.set_icon("chevron-down" if folded else "chevron-up")
        title = self._title.text()
        _name(
            self.fold,
            self.tr("Open: {title}").format(title=title)
            if folded
            else self.tr("Fold: {title}").format(title=title),
        )

    @property
    def is_folded(self) -> bool:
        """Whether only its one line shows."""
        return self._folded

    def _turn(self) -> None:
        self._stays_open = self._folded
        self._fold(folded=not self._folded)
        if not self._folded:
            self.focus_first()

    # --- answering ---------------------------------------------------------------------------

    def _answered(self, key: str, value: object) -> None:
        self._trouble.hide()
        self.repaint()  # the answer shows before it is kept
        ask = next(each for each in self.asks if each.key == key)
        unclear = value == UNCLEAR
        changes: dict[str, Any] = {
            "answers": {key: None if unclear else value},
            "notes": {questions.note_of(key): self._desk.today().isoformat() if unclear else None},
        }
        for other in self.asks:
            if other.only_if == key and value is not True:
                changes["answers"][other.key] = None
                changes["notes"][questions.note_of(other.key)] = None
        if value is not None and self.source.value is None:
            changes["sources"] = {each.key: AnswerSource.TALK for each in self.asks}
        self._stays_open = False
        if not self._desk.change(**changes) or value is None:
            return
        following = [
            each
            for each in self.answers
            if each.ask.applies(self._answers)
            and self._desk.view.state.answers.get(each.ask.key) is None
            and each.ask.key != key
        ]
        if following and not unclear and self.asks.index(ask) < len(self.asks) - 1:
            following[0].set_focus()
        else:
            self.done.emit(self.rule)

    def _no_number(self) -> None:
        self._trouble.setText(self.tr("Write a figure, such as 2 or 1,5. Nothing was changed."))
        self._trouble.show()

    def _source_chosen(self) -> None:
        value = self.source.value
        self._desk.change(sources={ask.key: value for ask in self.asks})

    def _open_note(self) -> None:
        self._stays_open = True
        self.note.show()
        self.note.setFocus()

    def focus_first(self) -> None:
        """The first answer that is missing, else the first; a folded row's own line."""
        if self._folded:
            self.fold.setFocus()
            return
        shown = [each for each in self.answers if each.ask.applies(self._answers)]
        missing = [
            each for each in shown if self._desk.view.state.answers.get(each.ask.key) is None
        ]
        (missing or shown)[0].set_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = JNO.get(event.text().lower())
        if place is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        shown = [
            each
            for each in self.answers
            if each.ask.applies(self._answers) and not each.ask.is_number
        ]
        focused = [each for each in shown if each.is_focused()]
        if shown and not self._folded:
            (focused or shown)[0].parts()[place].click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._folded:
            self._turn()
        event.accept()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.rule)
            self.update()
        elif event.type() == QEvent.Type.FocusOut:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().color("line"))
        painter.end()


def _name(button: Button, name: str) -> None:
    """The name of a button that shows an icon alone."""
    button.setAccessibleName(name)
    button.setToolTip(as_plain_tip(name))
