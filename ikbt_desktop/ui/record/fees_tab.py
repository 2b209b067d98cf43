"""What each contact cost the patient and why, and the twelve months of high-cost protection."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.fees import FeeAccount, FeeRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme, tokens, turns
from ikbt_desktop.ui.kit.card import Card, EmptyState
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, Scroll, clear
from ikbt_desktop.ui.kit.paged_table import Cell, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.record import fee_words, words
from ikbt_desktop.ui.record.fee_forms import PeriodForm, WaiveForm
from ikbt_desktop.ui.record.few_rows import FewRows
from ikbt_desktop.ui.record.signed_form import SignedForm
from ikbt_desktop.ui.record.tab import Tab

_NARROW = 900


class FeesTab(Tab):
    """The contacts to the left; the twelve months and the chosen contact to the right."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._account: FeeAccount | None = None
        self._forms: dict[str, SignedForm] = {}
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = FewRows(self.table, tall=tokens.ROW_WORKLIST, least=160)
        self.list.setObjectName("fee_rows")
        self.list.row_selected.connect(lambda _key: self._show_chosen())
        self._empty = EmptyState("receipt", "")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._left = QWidget()
        column = Column(self._left, gap=0)
        column.addWidget(self._trouble)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self._period_card, self._chosen_card = Card(gap=8), Card(gap=8)
        self._right = Scroll(gap=12, margins=(16, 12, 16, 16))
        self._right.body.put(self._period_card, self._chosen_card, None)
        scroll, both = Scroll(gap=0), QWidget()
        scroll.body.addWidget(both, 1)
        Column(self, gap=0).addWidget(scroll)
        self._halves = Row(both, gap=0)
        self._halves.addWidget(self._left, 6)
        self._halves.addWidget(self._right, 5)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the account; the chosen contact stays chosen."""
        self._trouble.hide()
        try:
            self._account = self.services.fees.account(self.patient_id)
        except IkbtError as error:
            self._trouble.say(self.tr("The fees could not be read."), words.problem(error))
            self._trouble.show()
            return
        self.table.set_columns(self._columns())
        self.list.setAccessibleName(self.tr("Contacts and fees"))
        self._empty.set_texts(
            self.tr("No contact yet."), self.tr("Each signed feedback stands here with its fee.")
        )
        rows = self._account.rows
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        account = self._account
        turns.part(lambda: self._show_period(account))
        turns.part(self._show_chosen)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("day", self.tr("Contact"), Cell.TWO_LINES, width=150),
            TableColumn("fee", self.tr("Fee"), Cell.NUMBER, width=84),
            TableColumn("sum", self.tr("Sum"), Cell.NUMBER, width=94),
            TableColumn("why", self.tr("State"), Cell.PILL),
        )

    def _fetch(self, offset: int, limit: int, _order: object) -> list[RowValue]:
        rows = () if self._account is None else self._account.rows
        return [
            RowValue(
                row.contact_id,
                (
                    Two(words.written(row.on), fee_words.kind(row), strong=True),
                    fee_words.kronor(row.fee),
                    fee_words.kronor(row.sum_after),
                    fee_words.pill(row),
                ),
            )
            for row in rows[offset : offset + limit]
        ]

    def _form(self, key: str, make: Callable[[], SignedForm]) -> SignedForm:
        """The form of this matter as it is being written; forms of other matters go."""
        kind = key.partition("/")[0]
        for other in [name for name in self._forms if name.partition("/")[0] == kind]:
            form = self._forms[other]
            form.setParent(self)
            form.hide()
            if other != key:
                form.keep()
                del self._forms[other]
                form.deleteLater()
        if key not in self._forms:
            self._forms[key] = make()
            self._forms[key].done.connect(self._done)
        return self._forms[key]

    def _show_period(self, account: FeeAccount) -> None:
        now = next((period for period in account.periods if period.is_now), None)
        key = "period/new" if now is None else f"period/{now.id}/{now.version}"
        form = self._form(key, lambda: PeriodForm(self.services, self.patient_id, now))
        body = self._period_card.body
        clear(body)
        body.addWidget(Label(self.tr("High-cost protection"), "h3", wrap=True))
        for line in fee_words.standing(account, now):
            body.addWidget(Label(line, "body", wrap=True))
        source = fee_words.ceiling_source(account)
        if source:
            body.addWidget(Label(source, "cap", ink="muted", wrap=True))
        if account.editable:
            body.addWidget(Line())
            body.addWidget(form)
            form.show()

    def _show_chosen(self) -> None:
        account = self._account
        if account is None:
            return
        rows = {row.contact_id: row for row in account.rows}
        row = rows.get(str(self.list.selected_key))
        can = account.editable and row is not None and (row.fee > 0 or row.is_waived)
        form = None
        if can and row is not None:
            key = f"waive/{row.contact_id}/{row.is_waived}"
            form = self._form(key, partial(WaiveForm, self.services, row))
        body = self._chosen_card.body
        self._chosen_card.setVisible(row is not None)
        if form is None:
            self._put_away("waive")
        clear(body)
        if row is None:
            return
        self._describe(row)
        if form is not None:
            body.addWidget(Line())
            body.addWidget(form)
            form.show()

    def _put_away(self, kind: str) -> None:
        for key in [name for name in self._forms if name.startswith(kind)]:
            form = self._forms.pop(key)
            form.keep()
            form.setParent(self)
            form.hide()
            form.deleteLater()

    def _describe(self, row: FeeRow) -> None:
        body = self._chosen_card.body
        title = f"{words.written(row.on)}, {fee_words.kronor(row.fee)}"
        body.addWidget(Label(title, "h3", wrap=True))
        body.addWidget(Label(f"{fee_words.kind(row)}. {fee_words.reason(row.reason)}.", wrap=True))
        for change in row.changes:
            line = self.tr("{before} became {after}: {reason}").format(
                before=fee_words.kronor(change.before),
                after=fee_words.kronor(change.after),
                reason=change.reason,
            )
            body.addWidget(Label(line, "body", wrap=True))
            signed = f"{words.moment(change.at)}, {change.by}"
            body.addWidget(Label(signed, "cap", ink="muted", wrap=True))

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence, None)
        self.changed.emit()
        self.list.setFocus()

    # --- the page's wishes -------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        for form in self._forms.values():
            if isinstance(form, PeriodForm | WaiveForm):
                form.retranslate()

    def keep(self) -> None:
        """Keep what is typed."""
        for form in self._forms.values():
            form.keep()

    def focus_first(self) -> None:
        """The contacts, or the form while there are none."""
        if self.list.isVisibleTo(self):
            self.list.setFocus()
            return
        for form in self._forms.values():
            if isinstance(form, PeriodForm):
                form.starts.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Contacts, and the cards beside them."""
        return (self._left, self._right)

    def fit(self, width: float) -> None:
        """The cards below the table where it is narrow."""
        down, right = Column.Direction.TopToBottom, Column.Direction.LeftToRight
        narrow = width < _NARROW
        self.list.fit_rows(whole=narrow)
        self._halves.setDirection(down if narrow else right)
        self._right.setMinimumHeight(theme.current().wide(420) if narrow else 0)
