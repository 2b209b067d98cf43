"""When the program itself has failed: what to do, and a report without patient data to copy."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row


class CrashDialog(QDialog):
    """Says that nothing saved is lost; the program goes on."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(self.tr("The program made a mistake"))
        self._report = TextEdit(report, lines=10)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        copy = Button(self.tr("&Copy the report"), Kind.SECONDARY, icon="copy")
        copy.setObjectName("copy_report")
        copy.clicked.connect(self._copy)
        close = Button(self.tr("&Go on"), Kind.PRIMARY)
        close.setObjectName("go_on")
        close.clicked.connect(self.accept)
        foot = Row(gap=8)
        foot.put(copy, None, close)
        whole = Column(self, gap=12, margins=(20, 18, 20, 16))
        whole.put(
            Label(self.tr("The program made a mistake"), "h3"),
            Label(
                self.tr(
                    "What was saved is there, and you can go on working. The last step may not "
                    "have been done: look before you repeat it. The report holds no patient data; "
                    "send it to whoever looks after the program."
                ),
                "small",
                wrap=True,
            ),
            self._report,
        )
        whole.addLayout(foot)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setMinimumWidth(theme.current().wide(560))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._report.toPlainText())
