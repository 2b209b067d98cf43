"""What is copied out of the program: no clipboard history, cloud or manager shall keep it."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QApplication

_HINT = "x-kde-passwordManagerHint"
# What the systems' own histories, and the managers that keep to the custom, look for.
_HINTS = {
    _HINT: b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}


class CopyMarker(QObject):
    """Marks whatever the program itself puts on the clipboard, by a button or by Ctrl+C."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._clipboard.dataChanged.connect(self._mark)

    def _mark(self) -> None:
        if not self._clipboard.ownsClipboard():
            return  # another program's
        lying = self._clipboard.mimeData()
        if not lying.hasText() or lying.hasFormat(_HINT):
            return
        marked = QMimeData()
        marked.setText(lying.text())
        for name, content in _HINTS.items():
            marked.setData(name, content)
        self._clipboard.setMimeData(marked)
