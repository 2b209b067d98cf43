"""What a form adds up to: total, guidance, flags and the measurement before, as digits come in."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.instruments import Direction, FlagWord, Instrument, Level, RiskRule, Score
from ikbt_desktop.services.measurements import MeasurementRow
from ikbt_desktop.ui.kit.band_scale import BandScale
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row
from ikbt_desktop.ui.kit.levels import level_word
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.sheet import clear, end


class ScorePane(QWidget):
    """`show_answers` after every digit."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("score_pane")
        self._head = Label("", "small", ink="muted", weight=600)
        self._total = Label("", "num")
        self._of = Label("", "small", ink="muted")
        self._told = Label("", "small", wrap=True)
        self._scale = BandScale()
        self._band = Label("", "small", weight=600, wrap=True)
        self._caution = Label("", "small", ink="muted", wrap=True)
        self._flags_head = Label("", "small", ink="muted", weight=600)
        self._flags = Column(gap=4)
        self._lines: list[QWidget] = []
        self._keys = Flow(gap=8)
        figure = Row(gap=8)
        figure.put(self._total, self._of, None)
        column = Column(self, gap=8)
        column.put(self._head, figure, self._told, self._scale, self._band, self._caution, Line())
        column.put(self._flags_head, self._flags, Line(), self._keys)

    @property
    def total_words(self) -> str:
        """The figure as shown."""
        return self._total.text()

    @property
    def flags_told(self) -> dict[str, str]:
        """Each rule with what is said of it."""
        told = (line.accessibleName().rpartition(": ") for line in self._lines)
        return {rule: answer for rule, _, answer in told}

    def retranslate(self) -> None:
        """The words that do not change with the answers."""
        self._head.setText(say("ScorePane", "Total"))
        self._flags_head.setText(say("ScorePane", "Flags"))
        while self._keys.count():
            item = self._keys.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                end(widget)
        for cap, meaning in (
            (say("ScorePane", "Digit"), say("ScorePane", "answers")),
            (say("ScorePane", "Backspace"), say("ScorePane", "goes back")),
            (say("ScorePane", "Space"), say("ScorePane", "skips, counts as missing")),
        ):
            self._keys.addWidget(KeyCap(cap))
            self._keys.addWidget(Label(meaning, "cap", ink="muted"))

    def show_answers(
        self,
        instrument: Instrument,
        answers: Sequence[int | None],
        previous: MeasurementRow | None,
        *,
        sex: str | None = None,
    ) -> None:
        """Score what is entered; a form with gaps has no total and says so."""
        score = instrument.score(answers, sex=sex)
        self._total.setText(words.figure(score.total))
        if instrument.maximum is not None:
            high = words.figure(instrument.maximum)
            self._of.setText(say("ScorePane", "of {high} p").format(high=high))
        self._told.setText(" ".join(_told(instrument, score, previous)))
        self._scale.show_total(instrument, score.total)
        self._show_band(instrument, score)
        before = previous.answers if previous is not None else None
        if before is not None and len(before) != len(instrument.items):
            before = None
        self._show_flags(instrument, answers, before)

    def _show_band(self, instrument: Instrument, score: Score) -> None:
        band = score.band
        self._band.setVisible(band is not None)
        if band is not None:
            word = level_word(band)
            pattern = (
                say("ScorePane", "Guidance level: {word} ({low}–{high})")
                if band.guidance_only
                else say("ScorePane", "Level: {word} ({low}–{high})")
            )
            self._band.setText(pattern.format(word=word, low=band.low, high=band.high))
        self._caution.setText(
            words.code_name(instrument.cautions[0]) if instrument.cautions else ""
        )
        self._caution.setVisible(bool(instrument.cautions))

    def _show_flags(
        self,
        instrument: Instrument,
        answers: Sequence[int | None],
        before: Sequence[int | None] | None,
    ) -> None:
        clear(self._flags)
        self._lines.clear()
        fired = {rule.name for rule in instrument.fired(answers, before)}
        for rule in instrument.risks:
            is_judged = instrument.is_judged(rule, answers, before)
            line = _flag_line(rule, fired=rule.name in fired if is_judged else None)
            self._lines.append(line)
            self._flags.addWidget(line)
        self._flags_head.setVisible(bool(instrument.risks))


def _flag_line(rule: RiskRule, *, fired: bool | None) -> QWidget:
    """A rule and whether it is broken; None: what it asks for is not known (yet)."""
    line = QWidget()
    icon, tone, answer = {
        True: ("flag", "error" if rule.level is Level.RED else "review", say("ScorePane", "yes")),
        False: ("check", "ok", say("ScorePane", "no")),
        None: ("circle-dashed", "missing", say("ScorePane", "not known")),
    }[fired]
    row = Row(line, gap=8)
    row.addWidget(IconMark(icon, tone))
    text = rule_words(rule)
    row.addWidget(Label(text, "small", wrap=True), 1)
    row.addWidget(Label(answer, "small", ink=tone, weight=600))
    line.setAccessibleName(f"{text}: {answer}")
    return line


def rule_words(rule: RiskRule) -> str:
    """A risk rule as a sentence."""
    what = say("ScorePane", "The total") if rule.item is None else ""
    if rule.item is not None:
        what = say("ScorePane", "Item {number}").format(number=rule.item)
    if rule.rise is not None:
        return say("ScorePane", "{what} has risen by {limit} or more").format(
            what=what, limit=rule.rise
        )
    if rule.at_least is not None:
        return say("ScorePane", "{what} is {limit} or more").format(what=what, limit=rule.at_least)
    return say("ScorePane", "{what} is above {limit}").format(what=what, limit=rule.more_than)


def _told(instrument: Instrument, score: Score, previous: MeasurementRow | None) -> tuple[str, ...]:
    found = []
    if score.total is not None and previous is not None and previous.total is not None:
        change = score.total - previous.total
        day = words.day_short(previous.answered_on)
        pattern = say("ScorePane", "{change} p since {day}.")
        if change == 0:
            pattern = say("ScorePane", "Unchanged since {day}.")
        found.append(pattern.format(change=words.signed(change), day=day))
    elif previous is None:
        found.append(say("ScorePane", "The first one of this form."))
    if score.missing_items:
        found.append(say("ScorePane", "%n answer(s) missing.", len(score.missing_items)))
        if FlagWord.PRORATED in score.flags:
            found.append(say("ScorePane", "The total is prorated from the others."))
    else:
        found.append(say("ScorePane", "All answers are there."))
    if instrument.direction is Direction.BETTER:
        found.append(say("ScorePane", "A higher total is better here."))
    return tuple(found)


def previous_by_item(row: MeasurementRow | None, count: int) -> Mapping[int, int | None]:
    """The answers before, by item number; none where the form had another length."""
    if row is None or len(row.answers) != count:
        return {}
    return dict(enumerate(row.answers, start=1))
