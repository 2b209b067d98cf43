"""The scanned referral: dropped on the form or picked as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ikbt_desktop.errors import AttachmentRefused, IkbtError
from ikbt_desktop.services.referrals import LARGEST_ATTACHMENT, NewAttachment
from ikbt_desktop.ui.kit import language, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row
from ikbt_desktop.ui.reception import words

ChooseFile = Callable[[QWidget], str]


def ask_for_file(parent: QWidget) -> str:
    """The system's own dialog; empty when nothing was picked."""
    return QFileDialog.getOpenFileName(parent, "", "", "PDF, PNG, JPEG (*.pdf *.png *.jpg *.jpeg)")[
        0
    ]


def read_scan(path: Path) -> NewAttachment:
    """The paper with its file's name. Raises `AttachmentRefused` before a huge file is read."""
    try:
        size = path.stat().st_size
        if size > LARGEST_ATTACHMENT:
            raise AttachmentRefused("size")
        content = path.read_bytes()
    except OSError:
        raise AttachmentRefused("unreadable") from None
    if not content:
        raise AttachmentRefused("empty")
    return NewAttachment(path.name, content)


class ScanDrop(QWidget):
    """Says what can be dropped, or which paper is attached. `changed` when that changes."""

    changed = Signal()

    def __init__(self, choose_file: ChooseFile) -> None:
        super().__init__()
        self._choose_file = choose_file
        self._scan: NewAttachment | None = None
        self._lost = ""
        self._error: IkbtError | None = None
        self._words = Label("", "small", ink="muted")
        self.pick = Button("", Kind.TEXT, small=True)
        self.pick.setObjectName("scan_pick")
        self.pick.clicked.connect(self._pick)
        self.remove = Button("", Kind.TEXT, small=True)
        self.remove.setObjectName("scan_remove")
        self.remove.clicked.connect(lambda: self.set_scan(None))
        self._mark = IconMark("circle-alert", "error")
        self._note = Label("", "small", ink="error", weight=500, wrap=True)
        row = Row(gap=4)
        row.addWidget(IconMark("paperclip"))
        flow_holder = QWidget()
        flow = Flow(flow_holder, gap=4, level=True)
        for widget in (self._words, self.pick, self.remove):
            flow.addWidget(widget)
        row.addWidget(flow_holder, 1)
        foot = Row(gap=6)
        foot.addWidget(self._mark)
        foot.addWidget(self._note, 1)
        whole = Column(self, gap=4)
        whole.put(row, foot)
        language.follow(self, self.retranslate)

    @property
    def scan(self) -> NewAttachment | None:
        """The attached paper."""
        return self._scan

    @property
    def error(self) -> str:
        """What is wrong with the paper, in words."""
        return "" if self._error is None else problems.alone(self._error)

    def set_scan(self, scan: NewAttachment | None, *, lost: str = "") -> None:
        """Show a paper, or none. `lost`: a paper of that name was chosen before a restart."""
        self._scan, self._lost, self._error = scan, lost, None
        self.retranslate()
        self.changed.emit()

    def take(self, path: Path) -> None:
        """A file was dropped or picked."""
        try:
            self.set_scan(read_scan(path))
        except AttachmentRefused as error:
            self.show_problem(error)

    def show_problem(self, error: IkbtError) -> None:
        """Say why the paper cannot be kept."""
        self._error = error
        self.retranslate()

    def _pick(self) -> None:
        chosen = self._choose_file(self)
        if chosen:
            self.take(Path(chosen))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        scan = self._scan
        if scan is None:
            self._words.setText(self.tr("Drop the scanned referral here or"))
            self.pick.setText(self.tr("choose &file"))
        else:
            size = words.file_size(len(scan.content))
            title = scan.title if len(scan.title) <= 40 else f"{scan.title[:38]}…"
            self._words.setText(f"{title}, {size}")
            self.pick.setText(self.tr("&Replace"))
        self.remove.setText(self.tr("Remo&ve"))
        self.remove.setVisible(scan is not None)
        note = self.error
        if not note and self._lost:
            note = self.tr("{name} is not kept with the draft. Choose it again.").format(
                name=self._lost
            )
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._mark.setVisible(bool(note))
        self.pick.setAccessibleDescription(note)
