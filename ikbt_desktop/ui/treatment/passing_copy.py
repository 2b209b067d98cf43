"""Puts a text on the clipboard for a short while: it is taken away again if it is still ours."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000


class PassingCopy(QObject):
    """One for the whole program, so that the text goes away although its page was closed."""

    def __init__(self, *, kept_ms: int = KEPT_MS) -> None:
        application = QCoreApplication.instance()
        super().__init__(application)
        self._text = ""
        self._timer = QTimer(self, singleShot=True, interval=kept_ms)
        self._timer.timeout.connect(self.clear)
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; the time starts again."""
        self._text = text
        QGuiApplication.clipboard().setText(text)
        self._timer.start()

    def clear(self) -> None:
        """Take the text away, unless somebody copied something else since."""
        self._timer.stop()
        if self._text and QGuiApplication.clipboard().text() == self._text:
            QGuiApplication.clipboard().clear()
        self._text = ""
