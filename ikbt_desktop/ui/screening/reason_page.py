"""Why the patient comes, in plain words, and the diagnosis out of ICD-10-SE."""

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ikbt_desktop.clinic.diagnoses import Code
from ikbt_desktop.clinic.programs import covers
from ikbt_desktop.clinic.screening import AnswerSource, Step
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import thin_bars
from ikbt_desktop.ui.screening.desk import Desk, show_text
from ikbt_desktop.ui.screening.step_page import StepPage, divider

_CODE = re.compile(r"[A-Za-z][0-9]{2}(?:\.?[0-9A-Za-z]{1,2})?")
_SHOWN = 5


class CodeList(QListWidget):
    """The codes that the words find; Enter chooses the marked one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("diagnosis_list")
        thin_bars(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Whole rows at the present scale."""
        look = theme.current()
        theme.shape(self, "rows")
        self.setFont(look.font("body"))
        self.setFixedHeight(_SHOWN * look.tall(26) + look.px(4) + 8)

    def show_codes(self, codes: tuple[Code, ...], *, own: str, chosen: str) -> None:
        """Show what was found; `own` is a code that the list lacks but the person wrote."""
        self.clear()
        for code in codes:
            self._add(code.code, code.shown)
            if code.code == chosen:
                self.setCurrentRow(self.count() - 1)
        if own:
            self._add(own, self.tr("{code} (not in the list)").format(code=own))
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def _add(self, code: str, shown: str) -> None:
        item = QListWidgetItem(shown)
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setSizeHint(QSize(0, theme.current().tall(26)))
        self.addItem(item)


class ReasonPage(StepPage):
    """Reason in free words; the diagnosis is searched by code or name."""

    step = Step.REASON

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title = Label("", "h1")
        self.reason = TextEdit(lines=3)
        self.reason.setObjectName("contact_reason")
        self._saving = desk.follow_text(self.reason, lambda text: {"contact_reason": text})
        self._reason_block = FieldBlock("", self.reason)
        self.search = LineEdit(width=320)
        self.search.setObjectName("diagnosis_search")
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._take_current)
        self.search.installEventFilter(self)
        self._search_block = FieldBlock("", self.search)
        self.list = CodeList()
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._chosen = Label("", "body", weight=600, wrap=True)
        self._chosen.setObjectName("diagnosis_chosen")
        card = Card(gap=10, margins=(20, 14, 20, 14))
        card.body.put(self._reason_block, self._search_block, self.list, self._chosen)
        self.body.put(self._title, card)
        self._about = Label("", "small", ink="muted", weight=600)
        self._name = Label("", "body", weight=600, wrap=True)
        self._listed = Label("", "small", wrap=True)
        self._programs = Label("", "small", wrap=True)
        self._note = Label("", "small", ink="muted", wrap=True)
        self._line_head = Label("", "small", ink="muted", weight=600)
        self._line = Label("", "small", italic=True, wrap=True)
        self.side.put(self._about, self._name, self._listed, self._programs, self._note)
        self.side.put(divider(), self._line_head, self._line)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Reason and diagnosis"))
        self._reason_block.set_label(self.tr("&Reason for contact"))
        self._reason_block.set_help(
            self.tr("In the patient's words or yours; it begins the record text.")
        )
        self._search_block.set_label(self.tr("Dia&gnosis (ICD-10-SE)"))
        self._search_block.set_help(
            self.tr("Search by code or name; Enter chooses the marked one.")
        )
        self.list.setAccessibleName(self.tr("Diagnoses found"))
        self._about.setText(self.tr("About the diagnosis"))
        self._line_head.setText(self.tr("The source's list"))
        self._line.setText(f"”{self.desk.cat.criteria.by_id['INC-1'].related}”")
        self._find(self.search.text())

    def show_view(self, view: ScreeningView) -> None:
        show_text(self.reason, self._saving, view.state.contact_reason)
        code = view.state.answers.get("diagnosis")
        self._show_chosen(str(code) if code else "")

    def _show_chosen(self, code: str) -> None:
        cat = self.desk.cat
        known = cat.diagnoses.by_code.get(code)
        shown = known.shown if known else code
        self._chosen.setText(
            self.tr("Chosen: {diagnosis}").format(diagnosis=shown)
            if code
            else self.tr("No diagnosis is chosen yet.")
        )
        self._name.setText(shown or self.tr("None chosen"))
        self._listed.setVisible(bool(code))
        listed = bool(code) and covers(cat.criteria.listed_diagnoses, code)
        self._listed.setText(
            self.tr("It is in the source's list.")
            if listed
            else self.tr("It is not in the source's list: a judgement is asked for on Inclusion.")
        )
        fitting = [
            program.name for program in cat.programs.values() if code and program.is_for(code)
        ]
        self._programs.setText(
            self.tr("Target group of: {programs}").format(programs=", ".join(fitting))
            if fitting
            else self.tr("No program names it as its target group.")
        )
        self._programs.setVisible(bool(code))
        notes = [known.note, known.source] if known else []
        self._note.setText(" ".join(note for note in notes if note))

    def _find(self, text: str) -> None:
        codes = self.desk.cat.diagnoses
        own = ""
        if _CODE.fullmatch(text.strip()):
            plain = text.strip().upper().replace(".", "")
            own = plain if len(plain) == 3 else f"{plain[:3]}.{plain[3:]}"
        found = codes.search(text)
        chosen = str(self.desk.view.state.answers.get("diagnosis") or "")
        known = own in codes.by_code
        self.list.show_codes(found, own="" if known else own, chosen=chosen)

    def _take_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        kept = self.desk.change(
            answers={"diagnosis": code}, sources={"diagnosis": AnswerSource.TALK}
        )
        if kept:
            self.search.clear()
            self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and event.type() == QEvent.Type.KeyPress:
                row = self.list.currentRow() + step
                if 0 <= row < self.list.count():
                    self.list.setCurrentRow(row)
                return True
        return False

    def focus_first(self) -> None:
        self.focus_missing(next(iter(self.gaps()), "contact_reason"))

    def focus_missing(self, word: str) -> bool:
        fields = {"contact_reason": self.reason, "diagnosis": self.search}
        if word in fields:
            fields[word].setFocus()
        return word in fields
