"""Keeps every field of a form as one draft, so that nothing typed is lost before it is saved."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import PasswordEdit
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer

Values = Mapping[str, Any]


class KeptForm:
    """The draft of one form. `read` gives its values, or None while there is nothing to keep.

    Passwords are for `read` to leave out; typing one is no reason to save.
    """

    def __init__(
        self,
        form: QWidget,
        services: Services,
        *,
        kind: str,
        subject_id: str,
        read: Callable[[], Values | None],
        patient_id: str | None = None,
    ) -> None:
        self._services, self._kind, self._subject = services, kind, subject_id
        self._patient_id, self._read = patient_id, read
        self._is_over = False
        self._autosave = Autosave(
            form, save=self._save, clock=services.workplace.clock, text=self._text
        )
        self.listen(form)

    def listen(self, form: QWidget) -> None:
        """Hear the fields of a form, also of one that is made when it is first opened."""
        changed, flush = self._autosave.changed, self._autosave.flush
        for line in form.findChildren(QLineEdit):
            if not isinstance(line, PasswordEdit):
                line.textEdited.connect(changed)
                line.editingFinished.connect(flush)
        for text in form.findChildren(QPlainTextEdit):
            text.textChanged.connect(changed)
        for box in form.findChildren(QComboBox):
            box.activated.connect(changed)
        for tick in form.findChildren(CheckBox):
            tick.clicked.connect(changed)
        for answer in form.findChildren(SegmentedAnswer):
            answer.answered.connect(changed)

    def let_go(self) -> None:
        """The form is somebody else's from here on: what is typed now is none of this draft."""
        self._autosave.forget()
        self._autosave.deleteLater()
        self._is_over = True

    def _text(self) -> str:
        return json.dumps(self._read(), ensure_ascii=False)

    def _save(self, text: str) -> None:
        if text != "null" and not self._is_over:
            self._services.drafts.keep(self._kind, self._subject, text, patient_id=self._patient_id)

    def keep(self) -> None:
        """Save now if anything changed."""
        self._autosave.flush()

    def kept(self) -> Values | None:
        """What was typed before and neither saved nor thrown away."""
        draft = self._services.drafts.find(self._kind, self._subject)
        found = json.loads(draft.text) if draft is not None and draft.text else None
        return found if isinstance(found, dict) else None

    def forget(self) -> None:
        """It was saved for good, or the person threw it away."""
        self._autosave.forget()
        self._services.drafts.discard(self._kind, self._subject)
