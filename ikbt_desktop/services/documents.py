"""Documents: made from facts, kept as bytes, waiting in the outbox until they are filed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import (
    DocumentState,
    Lifecycle,
    TreatmentState,
    ensure_move,
    ensure_undo,
)
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    Incomplete,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.exports import printing, wording
from ikbt_desktop.exports.facts import Imprint, LetterFacts, LetterKind, TreatmentSummaryFacts
from ikbt_desktop.exports.wording import Draft
from ikbt_desktop.models import (
    ClinicProfile,
    Document,
    Filing,
    Patient,
    Referral,
    Referrer,
    Treatment,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import (
    closings,
    fields,
    forwarding,
    kept_documents,
    saved_files,
    summary_facts,
)
from ikbt_desktop.services.closings import Texts
from ikbt_desktop.services.forwarding import ForwardingSheets
from ikbt_desktop.services.kept_documents import NewDocument
from ikbt_desktop.storage import list_documents, masked
from ikbt_desktop.storage.list_documents import DocumentLine
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

SUMMARY = "treatment_summary"
# What reception prints and may therefore open; everything else is clinical text.
LETTERS = frozenset({"patient_letter", "acknowledgement"})

_FILE_WORDS = {
    SUMMARY: "Behandlingssammanfattning",
    "record_text": "Journaltext",
    "patient_letter": "Brev-till-patient",
    "referrer_reply": "Remissvar",
    "acknowledgement": "Remissbekraftelse",
    "safety_plan": "Sakerhetsplan",
    "risk_assessment": "Fordjupad-bedomning",
    "decision_record": "Beslut",
}


_NEXT_STEPS = {
    "": "vi går igenom remissen och hör av oss till patienten.",
    "visit_booked": "patienten är kallad till ett bedömningssamtal.",
}


@dataclass(frozen=True)
class DocumentRow:
    """One version of one document.

    kind: "treatment_summary", "record_text", "patient_letter", "referrer_reply",
    "acknowledgement", "safety_plan", "risk_assessment", "decision_record".
    """

    id: str
    patient_id: str
    treatment_id: str | None
    name: str
    identity: str
    kind: str
    number: str  # "7F3A-92C1"
    version_number: int
    replaced: bool
    made_at: datetime
    made_by: str
    signed: bool
    pages: int
    sha256: str
    state: str  # clinic.lifecycles.DocumentState
    filed_at: datetime | None
    filed_by: str
    protected: bool
    may_hold_address: bool = False
    """A letter to somebody who was protected later: the address of that time may stand on it."""

    @classmethod
    def of(cls, line: DocumentLine, *, may_hold_address: bool = False) -> "DocumentRow":
        """The row of a line of the outbox."""
        document, filing, patient = line.document, line.filing, line.patient
        return cls(
            id=document.id,
            patient_id=patient.id,
            treatment_id=document.treatment_id,
            name=masked.listed_name(patient),
            identity=masked.listed_identity(patient),
            kind=document.kind,
            number=document.number,
            version_number=document.version_number,
            replaced=line.replaced,
            made_at=document.created_at,
            made_by=document.signed_by_name or "",
            signed=document.signed_at is not None,
            pages=document.pages,
            sha256=document.sha256,
            state=filing.state,
            filed_at=filing.filed_at,
            filed_by=filing.filed_by_name,
            protected=patient.protected_identity,
            may_hold_address=may_hold_address,
        )


class Documents:
    """Preview, sign, export, file."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- the treatment summary ---------------------------------------------------------------

    def preview_summary(self, treatment_id: str, *, texts: Texts | None = None) -> bytes:
        """The summary as it would be signed now, marked as a draft. Nothing is kept; logged.

        `texts` in place of those of the closing form. Slow (some tenths of a second): run it off
        the screen's thread.
        """
        with open_work(self._workplace, Permission.MAKE_DOCUMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            closing = _rewritten(treatment, texts)
            facts = self._facts(work, treatment, self._imprint(work, signed=False), closing)
            work.log(
                Action.READ,
                kind=SUMMARY,
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            work.commit()
        return printing.printed(facts)

    def sign_summary(
        self,
        treatment_id: str,
        *,
        correction_reason: str = "",
        seen: int | None = None,
        texts: Texts | None = None,
    ) -> DocumentRow:
        """Sign and keep the summary; a second one is version 2 and needs a reason.

        The facts are read and printed first; the signature holds only if nothing that they rest on
        changed meanwhile. `seen` is the newest version that was read, 0 for none. `texts` are those
        of the closing form written anew; they are kept with the signature, or not at all. Raises
        `RuleRefused` while the treatment goes on, `Incomplete`, `StaleRecord`.
        """
        reason = fields.prose(correction_reason, "correction_reason")
        with open_reading(self._workplace, Permission.MAKE_DOCUMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            _ensure_ended(treatment)
            newest = _newest(work, treatment)
            if newest is not None and seen is not None and newest.version_number != seen:
                raise StaleRecord("document", newest.signed_by_name, newest.signed_at)
            if newest is not None and not reason:
                raise Incomplete(("correction_reason",))
            imprint = _replacing(self._imprint(work, signed=True), newest, reason)
            closing = _rewritten(treatment, texts)
            facts = self._facts(work, treatment, imprint, closing)
            replaces = newest.id if newest is not None else None
        content = printing.printed(facts)
        with open_work(self._workplace, Permission.MAKE_DOCUMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            newest = _newest(work, treatment)
            same = (newest.id if newest is not None else None) == replaces
            closing = _rewritten(treatment, texts)
            if not same or self._facts(work, treatment, imprint, closing) != facts:
                raise StaleRecord("treatment")
            if closing is not None and closing != treatment.closing:
                treatment.closing = closing
                work.log(
                    Action.CORRECT,
                    kind="treatment",
                    record_id=treatment.id,
                    patient_id=treatment.patient_id,
                    details={"what": "closing_texts"},
                )
            document = kept_documents.keep(
                work,
                NewDocument(
                    kind=SUMMARY,
                    number=imprint.document_id,
                    patient_id=treatment.patient_id,
                    text="",
                    content=content,
                    referral_id=treatment.referral_id,
                    treatment_id=treatment.id,
                    version_number=imprint.version,
                    replaces_id=replaces,
                    replaces_reason=reason,
                ),
                signed_at=imprint.printed_at,
            )
            work.log(
                Action.SIGN,
                kind="document",
                record_id=document.id,
                patient_id=document.patient_id,
                version=document.version_number,
                details={"kind": SUMMARY, "sha256": document.sha256},
            )
            row = _row(work, document.id)
            work.commit()
        return row

    def _facts(
        self,
        work: UnitOfWork,
        treatment: Treatment,
        imprint: Imprint,
        closing: Mapping[str, object] | None = None,
    ) -> TreatmentSummaryFacts:
        return summary_facts.gather(work, treatment, self._catalogue, imprint, closing=closing)

    def _imprint(self, work: UnitOfWork, *, signed: bool) -> Imprint:
        clinic = _clinic(work)
        return kept_documents.imprint(
            kept_documents.new_number(),
            actor=work.actor,
            at=work.now(),
            signed=signed,
            demo=clinic.is_demo,
        )

    # --- reading -----------------------------------------------------------------------------

    def content(self, document_id: str) -> bytes:
        """The bytes as made; logged as reading. Letters for reception, the rest for clinicians."""
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            document = self._opened(work, document_id)
            work.log(
                Action.READ,
                kind="document",
                record_id=document.id,
                patient_id=document.patient_id,
                details={"kind": document.kind},
            )
            content = document.content
            work.commit()
        return content

    def _opened(self, work: UnitOfWork, document_id: str) -> Document:
        document = work.get(Document, document_id)
        needed = Permission.PRINT_LETTER if document.kind in LETTERS else Permission.READ_CLINICAL
        if not work.actor.may(needed):
            work.log(
                Action.DENIED,
                kind="document",
                record_id=document.id,
                patient_id=document.patient_id,
                details={"permission": needed.value},
            )
            work.commit()
            raise NotPermitted(needed.value)
        return document

    def may_open(self, kind: str) -> bool:
        """Whether this role may open documents of the kind; the screen asks before it offers."""
        needed = Permission.PRINT_LETTER if kind in LETTERS else Permission.READ_CLINICAL
        return self._workplace.actor.may(needed)

    def of_patient(self, patient_id: str) -> tuple[DocumentRow, ...]:
        """All documents of a patient, newest first."""
        with open_reading(self._workplace, Permission.OPEN_PATIENT) as work:
            work.admit(patient_id)
            lines = list_documents.of_patient(work, patient_id)
            return tuple(_listed(work, line) for line in lines)

    def outbox(
        self, *, offset: int = 0, limit: int = 100, kind: str | None = None
    ) -> tuple[DocumentRow, ...]:
        """What is made and not yet in the journal, oldest first; of one kind when given."""
        with open_reading(self._workplace, Permission.FILE_DOCUMENT) as work:
            lines = list_documents.waiting(work, offset=offset, limit=limit, kind=kind)
            return tuple(_listed(work, line) for line in lines)

    def waiting(self) -> Mapping[str, int]:
        """How many documents of each kind wait in the outbox."""
        with open_reading(self._workplace, Permission.FILE_DOCUMENT) as work:
            return list_documents.waiting_by_kind(work)

    # --- out of the program ------------------------------------------------------------------

    def file_name(self, document_id: str) -> str:
        """A name for the exported file: type, date and number, never a personnummer or a name."""
        with open_reading(self._workplace, Permission.FILE_DOCUMENT) as work:
            document = work.get(Document, document_id)
            day = local_day(document.created_at).isoformat()
            return f"{_FILE_WORDS[document.kind]}-{day}-{document.number}.pdf"

    def export(self, document_id: str, target: Path) -> Path:
        """Log, then write the file (temporary file, then renamed).

        Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
        """
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            document = self._opened(work, document_id)
            work.log(
                Action.EXPORT,
                kind="document",
                record_id=document.id,
                patient_id=document.patient_id,
                details={"kind": document.kind, "sha256": document.sha256},
            )
            content = document.content
            work.commit()
        saved_files.write(target, content)
        return target

    # --- letters by way of the tax agency ----------------------------------------------------

    def forwarding(self, patient_id: str) -> ForwardingSheets:
        """The envelope sheets of a protected person's letter, to look at; logged, never kept.

        Raises `RuleRefused` ("FORWARD"), `ReasonNeeded`, `UnprintableText`.
        """
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            made = forwarding.sheets(work, patient_id, Action.READ)
            work.commit()
        return made

    def export_forwarding(self, patient_id: str, target: Path) -> Path:
        """Log, then write them to be printed. Raises as `forwarding`, `DiskFull`, `FolderReadOnly`.

        No file is left behind when it could not be written whole.
        """
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            made = forwarding.sheets(work, patient_id, Action.EXPORT)
            work.commit()
        saved_files.write(target, made.content)
        return target

    # --- the outbox --------------------------------------------------------------------------

    def tick_filed(self, document_id: str) -> DocumentRow:
        """Somebody says: it is in the journal."""
        with open_work(self._workplace, Permission.FILE_DOCUMENT) as work:
            filing = _filing(work, document_id)
            ensure_move(Lifecycle.DOCUMENT, filing.state, DocumentState.FILED)
            filing.state = DocumentState.FILED.value
            filing.filed_at = work.now()
            filing.filed_by_id, filing.filed_by_name = work.actor.user_id, work.actor.name
            return self._moved(work, filing)

    def untick_filed(self, document_id: str) -> DocumentRow:
        """Undo a wrong tick."""
        with open_work(self._workplace, Permission.FILE_DOCUMENT) as work:
            filing = _filing(work, document_id)
            ensure_undo(Lifecycle.DOCUMENT, filing.state, DocumentState.MADE)
            filing.state = DocumentState.MADE.value
            filing.filed_at = filing.filed_by_id = None
            filing.filed_by_name = ""
            return self._moved(work, filing)

    def _moved(self, work: UnitOfWork, filing: Filing) -> DocumentRow:
        work.log(
            Action.CHANGE,
            kind="filing",
            record_id=filing.document_id,
            patient_id=filing.patient_id,
            details={"state": filing.state},
        )
        row = _row(work, filing.document_id)
        work.commit()
        return row

    def acknowledgement(self, referral_id: str) -> DocumentRow:
        """A letter that confirms the referral. Raises `RuleRefused` for a self-referral."""
        with open_reading(self._workplace, Permission.PRINT_LETTER) as work:
            facts = self._acknowledged(work, work.get(Referral, referral_id))
        content = printing.printed(facts)
        with open_work(self._workplace, Permission.PRINT_LETTER) as work:
            referral = work.get(Referral, referral_id)
            document = kept_documents.keep(
                work,
                NewDocument(
                    kind="acknowledgement",
                    number=facts.imprint.document_id,
                    patient_id=referral.patient_id,
                    text=facts.body,
                    content=content,
                    referral_id=referral.id,
                ),
                signed_at=facts.imprint.printed_at,
            )
            row = _row(work, document.id)
            work.commit()
        return row

    def _acknowledged(self, work: UnitOfWork, referral: Referral) -> LetterFacts:
        if referral.referrer_id is None:
            raise RuleRefused("REPLY", "self_referral")
        clinic = _clinic(work)
        patient = work.get(Patient, referral.patient_id)
        today = local_day(work.now())
        day = referral.received_on.isoformat()
        body = wording.draft(
            Draft.ACKNOWLEDGEMENT,
            {
                # The day written on the referral is not registered; the day it came is.
                "referral_date": day,
                "received_date": day,
                "next_step": _NEXT_STEPS.get(referral.state, _NEXT_STEPS[""]),
                "clinic_phone": clinic.phone or clinic.email or clinic.name,
            },
        )
        return LetterFacts(
            letterhead=kept_documents.letterhead(clinic),
            patient=kept_documents.patient_head(patient, on=today),
            imprint=self._imprint(work, signed=True),
            kind=LetterKind.ACKNOWLEDGEMENT,
            body=body,
            recipient=work.get(Referrer, referral.referrer_id).name,
        )


def _rewritten(treatment: Treatment, texts: Texts | None) -> dict[str, object] | None:
    return None if texts is None else closings.rewritten(treatment.closing, texts)


def _ensure_ended(treatment: Treatment) -> None:
    if treatment.state != TreatmentState.ENDED:
        raise RuleRefused("SUMMARY", "treatment_not_ended")


def _newest(work: UnitOfWork, treatment: Treatment) -> Document | None:
    return work.first(
        Document, treatment_id=treatment.id, kind=SUMMARY, order_by=("-version_number",)
    )


def _replacing(imprint: Imprint, newest: Document | None, reason: str) -> Imprint:
    if newest is None:
        return imprint
    return replace(
        imprint,
        version=newest.version_number + 1,
        replaces_version=newest.version_number,
        replaces_reason=reason,
    )


def _clinic(work: UnitOfWork) -> ClinicProfile:
    clinic = work.first(ClinicProfile)
    assert clinic is not None  # a clinic is founded with its profile
    return clinic


def _filing(work: UnitOfWork, document_id: str) -> Filing:
    filing = work.first(Filing, document_id=document_id)
    assert filing is not None  # every document is kept with its filing
    return filing


def _row(work: UnitOfWork, document_id: str) -> DocumentRow:
    return _listed(work, list_documents.one(work, document_id))


def _listed(work: UnitOfWork, line: DocumentLine) -> DocumentRow:
    """The row, with a warning where a letter is older than the person's protection."""
    document = line.document
    addressed = line.patient.protected_identity and document.kind == LetterKind.PATIENT_LETTER
    since = list_documents.protected_since(work, line.patient.id) if addressed else None
    older = since is not None and document.created_at < since
    return DocumentRow.of(line, may_hold_address=older)
