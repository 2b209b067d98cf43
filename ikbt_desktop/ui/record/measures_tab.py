"""Every measurement with its answers and corrections, and each question over the weeks."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.change import GapReason
from ikbt_desktop.clinic.instruments import FlagWord, Instrument, Level
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import SECTION_DAYS
from ikbt_desktop.services.measurements import MeasurementRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.levels import level_word
from ikbt_desktop.ui.kit.paged_table import Cell, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.few_rows import FewRows
from ikbt_desktop.ui.record.item_heat import HeatRow, ItemHeat
from ikbt_desktop.ui.record.leaf import Leaf
from ikbt_desktop.ui.record.tab import Tab

_MOST_COLUMNS = 12


class MeasuresTab(Tab):
    """The table to the left, the chosen questionnaire's answers to the right."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._rows: tuple[MeasurementRow, ...] = ()
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = FewRows(self.table, tall=tokens.ROW_WORKLIST, least=120)
        self.list.setObjectName("measurements")
        self.list.row_selected.connect(self._select)
        self._empty = EmptyState("chart-column", "")
        self.correct = Button("", Kind.TEXT, icon="pencil", small=True)
        self.correct.setObjectName("correct_measurement")
        self.correct.clicked.connect(self._correct)
        self._title = Label("", "h3", wrap=True)
        self._facts = Label("", "small", ink="muted", wrap=True)
        self.answers = Leaf("measurement_answers")
        self._build()

    def _build(self) -> None:
        left = QWidget()
        column = Column(left, gap=0)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        right = Ground("surface", lines="left")
        head = Column(gap=4, margins=(16, 12, 16, 4))
        row = Row(gap=8)
        row.addWidget(self._title, 1)
        row.addWidget(self.correct)
        head.addLayout(row)
        head.addWidget(self._facts)
        whole = Column(right, gap=0)
        whole.addLayout(head)
        whole.addWidget(self.answers, 1)
        self._left, self._right = left, right
        scroll, both = Scroll(gap=0), QWidget()
        scroll.body.addWidget(both, 1)
        whole_tab = Column(self, gap=0)
        whole_tab.addWidget(scroll)
        self._halves = Row(both, gap=0)
        self._halves.addWidget(left, 1)
        self._halves.addWidget(right, 1)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all measurements; the chosen one stays chosen."""
        self._rows = self.services.measurements.of_patient(self.patient_id)
        self.table.set_columns(self._columns())
        self._empty.set_texts(
            self.tr("No measurement yet."),
            self.tr("The first one is keyed in during the assessment."),
        )
        self._empty.setVisible(not self._rows)
        self.list.setVisible(bool(self._rows))
        self._right.setVisible(bool(self._rows))
        self.list.setAccessibleName(self.tr("Measurements"))
        self.correct.setText(self.tr("&Correct …"))
        self._select(self.list.selected_key)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("measure", self.tr("Measure"), Cell.TWO_LINES, width=150),
            TableColumn("total", self.tr("Total"), Cell.NUMBER, width=64),
            TableColumn("level", self.tr("Level"), Cell.TWO_LINES),
            TableColumn("state", self.tr("State"), Cell.PILL, width=110),
        )

    def _fetch(self, offset: int, limit: int, _order: object) -> list[RowValue]:
        return [self._line(row) for row in self._rows[offset : offset + limit]]

    def _line(self, row: MeasurementRow) -> RowValue:
        instrument = self.services.catalogue.instrument(row.instrument, row.version)
        day = words.written(row.answered_on)
        if row.week is not None:
            day += "  ·  " + self.tr("week {number}").format(number=row.week)
        level, guidance = self._level(instrument, row.band)
        return RowValue(
            row.id,
            (
                Two(words.unbroken(instrument.name), day, strong=True),
                words.figure(row.total),
                Two(level, guidance),
                self._pill(row),
            ),
            flagged="deepened_assessment" in row.flags and not row.corrected,
        )

    def _level(self, instrument: Instrument, name: str | None) -> tuple[str, str]:
        band = next((band for band in instrument.bands if band.name == name), None)
        if band is None:
            return "", ""
        return level_word(band), self.tr("guidance") if band.guidance_only else ""

    def _pill(self, row: MeasurementRow) -> PillValue | None:
        if row.corrected:
            return PillValue(self.tr("Corrected"), State.NEUTRAL, "pencil")
        if "deepened_assessment" in row.flags:
            return PillValue(self.tr("Flag"), State.ACUTE)
        if "incomplete" in row.flags or row.total is None:
            return PillValue(self.tr("Incomplete"), State.MISSING)
        if FlagWord.PRORATED in row.flags:
            return PillValue(self.tr("Prorated"), State.MISSING)
        return None

    # --- one questionnaire -------------------------------------------------------------------

    def _select(self, key: object) -> None:
        row = next((row for row in self._rows if row.id == key), None)
        self.correct.setVisible(
            row is not None
            and not row.corrected
            and row.treatment_id is not None
            and self.services.actor.may(Permission.RECORD_MEASUREMENT)
        )
        if row is None:
            return
        instrument = self.services.catalogue.instrument(row.instrument, row.version)
        self._title.setText(f"{words.unbroken(instrument.name)}, {words.written(row.answered_on)}")
        self._facts.setText(self._about(row))
        leaf = self.answers
        leaf.setAccessibleName(self._title.text())
        leaf.begin()
        self._over_time(instrument)
        self._own_answers(instrument, row)
        leaf.end()

    def _about(self, row: MeasurementRow) -> str:
        missing = sum(answer is None for answer in row.answers)
        parts = [
            self.tr("Entered {moment} by {name}").format(
                moment=words.moment(row.entered_at), name=row.entered_by
            )
        ]
        if missing:
            parts.append(say("MeasuresTab", "%n answer(s) missing", missing))
        if row.correction_reason:
            reason = self.tr("Correction: {reason}")
            parts.append(reason.format(reason=row.correction_reason))
        if row.corrected:
            parts.append(self.tr("Replaced by a newer version"))
        return "  ·  ".join(parts)

    def _over_time(self, instrument: Instrument) -> None:
        held = [
            row
            for row in reversed(self._rows)
            if row.instrument == instrument.code
            and not row.corrected
            and len(row.answers) == len(instrument.items)
        ][-_MOST_COLUMNS:]
        if not held:
            return
        columns = self._columns_of(instrument, held)
        rows = [
            HeatRow(
                name=f"{item.number}. {item.topic}",
                answers=tuple(
                    None if row is None else row.answers[item.number - 1] for _, row in columns
                ),
                high=item.high,
                flag_from=instrument.limit(item.number, Level.RED, Level.SOFT),
                acute_from=instrument.limit(item.number, Level.RED),
            )
            for item in instrument.items
        ]
        rows.sort(key=lambda row: row.flag_from is None)  # risk questions on top
        heat = ItemHeat()
        heat.setObjectName("item_heat")
        heat.setAccessibleName(self.tr("Answers over the weeks"))
        heads = tuple(head for head, _ in columns)
        heat.show_rows(heads, tuple(rows), change=self.tr("Change"))
        self.answers.title(self.tr("Question by question"))
        self.answers.put(heat)

    def _columns_of(
        self, instrument: Instrument, held: list[MeasurementRow]
    ) -> list[tuple[str, MeasurementRow | None]]:
        """The forms by day, and between them the weeks that ought to have one and have none."""
        dated: list[tuple[date, str, MeasurementRow | None]] = [
            (row.answered_on, words.short(row.answered_on), row) for row in held
        ]
        treated = [row.treatment_id for row in held if row.treatment_id is not None]
        if treated:
            course = self.services.measurements.course(treated[-1])
            own = next((one for one in course.changes if one.instrument == instrument.code), None)
            weeks = [] if own is None else [point for point in own.points if point.week]
            missing = [] if own is None else own.gaps
            for gap in missing:
                if gap.reason is GapReason.MISSING and weeks and weeks[0].week is not None:
                    start = weeks[0].on - timedelta(days=SECTION_DAYS * weeks[0].week)
                    day = start + timedelta(days=SECTION_DAYS * gap.week)
                    if held[0].answered_on < day < held[-1].answered_on:
                        head = self.tr("week {number}").format(number=gap.week)
                        dated.append((day, head, None))
        dated.sort(key=lambda one: one[0])
        return [(head, row) for _, head, row in dated]

    def _own_answers(self, instrument: Instrument, row: MeasurementRow) -> None:
        if not row.corrected or len(row.answers) != len(instrument.items):
            return
        self.answers.card()
        self.answers.title(self.tr("The answers of this version"))
        for item, answer in zip(instrument.items, row.answers, strict=True):
            shown = self.tr("missing") if answer is None else str(answer)
            self.answers.fact(f"{item.number}. {item.topic}", shown)

    def _correct(self) -> None:
        row = next((row for row in self._rows if row.id == self.list.selected_key), None)
        if row is not None:
            self.went.emit(
                Place(
                    View.MEASURE,
                    patient_id=self.patient_id,
                    record_id=row.treatment_id,
                    detail=row.instrument,
                )
            )

    # --- the page's wishes -------------------------------------------------------------------

    def focus_first(self) -> None:
        """The table."""
        self.list.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Table and answers."""
        return (self._left, self._right)

    def fit(self, width: float) -> None:
        """The answers below the table where it is narrow."""
        down, right = Column.Direction.TopToBottom, Column.Direction.LeftToRight
        narrow = width < 900
        self.list.fit_rows(whole=narrow)
        self._halves.setDirection(down if narrow else right)
        self._right.setMinimumHeight(theme.current().wide(260) if narrow else 0)
