"""Text that is being written, kept encrypted within two seconds and found again after a crash."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.models import Draft as DraftRecord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

LONGEST = 200_000
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Draft:
    """One person's unfinished text. `cursor` is a position in `text`."""

    kind: str  # "feedback", "decision_reason", "referral_form", "risk", "closing" …
    subject_id: str
    text: str
    cursor: int
    changed_at: datetime

    @classmethod
    def of(cls, record: DraftRecord) -> "Draft":
        """The frozen form of a record."""
        return cls(record.kind, record.subject_id, record.text, record.cursor, record.changed_at)


class Drafts:
    """The signed-in person's own drafts; nobody else sees them."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    def keep(
        self,
        kind: str,
        subject_id: str,
        text: str,
        *,
        cursor: int = 0,
        patient_id: str | None = None,
    ) -> Draft:
        """Keep the newest text. An empty text is kept too: deleting is also a wish."""
        _ensure_fits(kind=kind, subject_id=subject_id, text=text)
        with open_work(self._workplace, Permission.SEE_WORKLIST) as work:
            record = _own(work, kind, subject_id)
            if record is None:
                record = work.add(
                    DraftRecord(
                        user_id=work.actor.user_id,
                        kind=kind,
                        subject_id=subject_id,
                        patient_id=patient_id,
                        text=text,
                        changed_at=work.now(),
                    )
                )
                work.log(Action.CREATE, kind="draft", record_id=record.id, patient_id=patient_id)
            record.text = text
            record.cursor = max(0, min(cursor, len(text)))
            record.changed_at = work.now()
            work.keep_writing()
            work.commit()
            return Draft.of(record)

    def find(self, kind: str, subject_id: str) -> Draft | None:
        """The kept text, or None."""
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            record = _own(work, kind, subject_id)
            return None if record is None else Draft.of(record)

    def all(self) -> tuple[Draft, ...]:
        """Every draft of this person, newest first."""
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            records = work.find(
                DraftRecord, order_by=("-changed_at", "id"), user_id=work.actor.user_id
            )
            return tuple(map(Draft.of, records))

    def discard(self, kind: str, subject_id: str) -> None:
        """Throw it away, e.g. when the form was registered."""
        with open_work(self._workplace, Permission.SEE_WORKLIST) as work:
            if discard_own(work, kind, subject_id):
                work.commit()


def _ensure_fits(*, kind: str, subject_id: str, text: str) -> None:
    for field, value, limit in (
        ("kind", kind, _LONGEST_NAME),
        ("subject_id", subject_id, _LONGEST_NAME),
        ("text", text, LONGEST),
    ):
        if len(value) > limit:
            raise InvalidValue(field, "too_long", {"length": len(value), "limit": limit})


def _own(work: UnitOfWork, kind: str, subject_id: str) -> DraftRecord | None:
    return work.first(DraftRecord, user_id=work.actor.user_id, kind=kind, subject_id=subject_id)


def discard_own(work: UnitOfWork, kind: str, subject_id: str) -> bool:
    """Throw the person's draft away inside other work, e.g. in the transaction that signs it."""
    record = _own(work, kind, subject_id)
    if record is None:
        return False
    work.discard(record)
    work.log(Action.DISCARD, kind="draft", record_id=record.id, patient_id=record.patient_id)
    return True
