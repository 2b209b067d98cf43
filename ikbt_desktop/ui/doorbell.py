"""Hears that the program was started a second time, and lets the window come forward instead."""

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.running import Running


class Doorbell(QObject):
    """Watches the file in which a second program rings."""

    def __init__(self, window: QWidget, running: Running) -> None:
        super().__init__(window)
        self._window, self._running = window, running
        self._watcher = QFileSystemWatcher([str(running.path)], self)
        self._watcher.fileChanged.connect(self._look)

    def _look(self) -> None:
        if self._running.was_rung():
            come_forward(self._window)


def come_forward(window: QWidget) -> None:
    """Above the others and ready for keys, as it was before it was put away."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
