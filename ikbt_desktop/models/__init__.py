"""The records: what the encrypted file holds, one module a subject."""

from ikbt_desktop.models.access import AccessBlock, Opening, Unit
from ikbt_desktop.models.audit_entry import AuditEntry
from ikbt_desktop.models.base import Base
from ikbt_desktop.models.course import (
    CourseCheck,
    CourseCheckResult,
    InactivityRecord,
    TreatmentPause,
)
from ikbt_desktop.models.destruction import Destruction, DestructionPaper
from ikbt_desktop.models.document import Document, Filing
from ikbt_desktop.models.draft import Draft
from ikbt_desktop.models.feedback_note import FeedbackNote
from ikbt_desktop.models.guardian import Consent, Guardian
from ikbt_desktop.models.kept_file import FileOrder, KeptFile
from ikbt_desktop.models.log_check import LogCheck, LogCheckRow
from ikbt_desktop.models.measurement import Measurement
from ikbt_desktop.models.patient import Patient, PatientWord
from ikbt_desktop.models.referral import Attachment, Referral, Referrer, Visit
from ikbt_desktop.models.risk_case import ContactAttempt, RiskCase, RiskFlag, SafetyPlan
from ikbt_desktop.models.screening import Screening
from ikbt_desktop.models.treatment import (
    CareContact,
    CourseEvent,
    FeeChange,
    FeePeriod,
    Section,
    Treatment,
    WeekReport,
)
from ikbt_desktop.models.workplace import (
    ClinicProfile,
    Competence,
    KeyFileCopy,
    PastKey,
    Phrase,
    User,
)

__all__ = [
    "AccessBlock",
    "Attachment",
    "AuditEntry",
    "Base",
    "CareContact",
    "ClinicProfile",
    "Competence",
    "Consent",
    "ContactAttempt",
    "CourseCheck",
    "CourseCheckResult",
    "CourseEvent",
    "Destruction",
    "DestructionPaper",
    "Document",
    "Draft",
    "FeeChange",
    "FeePeriod",
    "FeedbackNote",
    "FileOrder",
    "Filing",
    "Guardian",
    "InactivityRecord",
    "KeptFile",
    "KeyFileCopy",
    "LogCheck",
    "LogCheckRow",
    "Measurement",
    "Opening",
    "PastKey",
    "Patient",
    "PatientWord",
    "Phrase",
    "Referral",
    "Referrer",
    "RiskCase",
    "RiskFlag",
    "SafetyPlan",
    "Screening",
    "Section",
    "Treatment",
    "TreatmentPause",
    "Unit",
    "User",
    "Visit",
    "WeekReport",
]
