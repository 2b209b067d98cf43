"""A key on its way to paper: shown once, saved as a sheet, and typed again from it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services import saved_files
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Flow, Margins
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where


class CodeCard(Card):
    """The groups, a button for the PDF, and, with `tested`, the field to type them in."""

    def __init__(
        self, name: str, *, tested: bool = True, margins: Margins = (16, 14, 16, 14)
    ) -> None:
        super().__init__(gap=10, margins=margins)
        self.save_as: SaveAs = ask_where
        self._sheet, self._file = b"", ""
        self.is_saved = False
        self._title = Label("", "h3", wrap=True)
        self._once = Label("", "small", ink="muted", wrap=True)
        self.code = Label("", "h3", wrap=True)
        self.code.setObjectName(f"{name}_shown")
        self.save = Button("", icon="printer")
        self.save.setObjectName(f"{name}_save")
        self._saved = Label("", "small", ink="ok", weight=500, wrap=True)
        self.typed = LineEdit()
        self.typed.setObjectName(f"{name}_typed")
        self.block = FieldBlock("", self.typed)
        self.block.setVisible(tested)
        sheet = QWidget()
        Flow(sheet).addWidget(self.save)
        self.body.put(self._title, self._once, self.code, sheet, self._saved, self.block)
        self.save.clicked.connect(self._save)
        self.retranslate()

    def set_title(self, title: str) -> None:
        """What is shown, in the language that now holds."""
        self._title.setText(title)

    def show_code(self, code: str, sheet: bytes, *, file: str) -> None:
        """Show a fresh one; what was typed for another is gone."""
        self._sheet, self._file, self.is_saved = sheet, file, False
        self.code.setText(code)
        self._saved.hide()
        self.typed.clear()
        self.block.set_error("")

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        self.show_code("", b"", file="")

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._once.setText(self.tr("It is shown now and never again."))
        self.save.setText(self.tr("&Save the sheet as PDF …"))
        self.block.set_label(self.tr("Typed from the paper"))

    def _save(self) -> None:
        target = self.save_as(self, self._file)
        if not target:
            return
        try:
            saved_files.write(Path(target), self._sheet)
        except IkbtError as error:
            self._saved.show()
            self._saved.set_ink("error")
            self._saved.setText(problems.alone(error))
            return
        self.is_saved = True
        self._saved.show()
        self._saved.set_ink("ok")
        self._saved.setText(self.tr("Saved. Print it, then delete the file."))
