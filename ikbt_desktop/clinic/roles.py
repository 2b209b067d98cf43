"""Who may do what: one table, everything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ikbt_desktop.errors import NotPermitted


class Role(StrEnum):
    """What a person is employed to do. A person has one role at a time."""

    RECEPTIONIST = "receptionist"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that a role may or may not do."""

    LIST_PATIENTS = "list_patients"
    OPEN_PATIENT = "open_patient"
    EDIT_PATIENT = "edit_patient"
    LIFT_PROTECTION = "lift_protection"
    KEEP_BLOCKS = "keep_blocks"
    LIFT_BLOCK = "lift_block"
    REGISTER_REFERRAL = "register_referral"
    READ_REFERRAL = "read_referral"
    MOVE_REFERRAL = "move_referral"
    BOOK_VISIT = "book_visit"
    READ_CLINICAL = "read_clinical"
    SCREEN = "screen"
    DECIDE = "decide"
    COSIGN = "cosign"
    ASSIGN_PROGRAM = "assign_program"
    RECORD_MEASUREMENT = "record_measurement"
    SEE_RISK = "see_risk"
    HANDLE_RISK = "handle_risk"
    WRITE_FEEDBACK = "write_feedback"
    CLOSE_TREATMENT = "close_treatment"
    MAKE_DOCUMENT = "make_document"
    PRINT_LETTER = "print_letter"
    FILE_DOCUMENT = "file_document"
    SEE_WORKLIST = "see_worklist"
    SEE_FEES = "see_fees"
    KEEP_FEES = "keep_fees"
    MANAGE_USERS = "manage_users"
    EDIT_CLINIC = "edit_clinic"
    EDIT_CATALOGUE = "edit_catalogue"
    READ_LOG = "read_log"
    READ_PATIENT_LOG = "read_patient_log"
    KEEP_BACKUPS = "keep_backups"
    DESTROY_RECORD = "destroy_record"
    CHANGE_OWN_SIGN_IN = "change_own_sign_in"


_EVERYONE = frozenset({Permission.SEE_WORKLIST, Permission.CHANGE_OWN_SIGN_IN})
_FRONT = frozenset(
    {
        Permission.LIST_PATIENTS,
        Permission.OPEN_PATIENT,
        Permission.EDIT_PATIENT,
        Permission.REGISTER_REFERRAL,
        Permission.READ_REFERRAL,
        Permission.MOVE_REFERRAL,
        Permission.BOOK_VISIT,
        Permission.PRINT_LETTER,
        Permission.FILE_DOCUMENT,
        Permission.KEEP_BLOCKS,
        Permission.SEE_FEES,
        Permission.KEEP_FEES,
    }
)
_CLINICAL_READING = frozenset(
    {Permission.READ_CLINICAL, Permission.SEE_RISK, Permission.LIFT_BLOCK}
)

# product.md, "Who sits at it": what is not in this table is refused.
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.RECEPTIONIST: _EVERYONE | _FRONT,
        Role.CLINICIAN: _EVERYONE
        | _FRONT
        | _CLINICAL_READING
        | {
            Permission.SCREEN,
            Permission.DECIDE,
            Permission.COSIGN,
            Permission.ASSIGN_PROGRAM,
            Permission.RECORD_MEASUREMENT,
            Permission.HANDLE_RISK,
            Permission.WRITE_FEEDBACK,
            Permission.CLOSE_TREATMENT,
            Permission.MAKE_DOCUMENT,
        },
        Role.COORDINATOR: _EVERYONE
        | _FRONT
        | _CLINICAL_READING
        | {
            Permission.COSIGN,
            Permission.ASSIGN_PROGRAM,
            Permission.HANDLE_RISK,
            Permission.LIFT_PROTECTION,
            Permission.READ_LOG,
            Permission.READ_PATIENT_LOG,
            Permission.DESTROY_RECORD,
        },
        Role.ADMINISTRATOR: _EVERYONE
        | {
            Permission.MANAGE_USERS,
            Permission.EDIT_CLINIC,
            Permission.EDIT_CATALOGUE,
            Permission.READ_LOG,
            Permission.KEEP_BACKUPS,
            Permission.DESTROY_RECORD,
        },
    }
)


@dataclass(frozen=True)
class Actor:
    """The signed-in person: who answers for what is done."""

    user_id: str
    name: str
    role: Role
    title: str

    def may(self, permission: Permission) -> bool:
        """Whether the role grants it; the screen asks to leave out what would be refused."""
        return permission in GRANTS[self.role]


def require(actor: Actor, permission: Permission) -> None:
    """Raise `NotPermitted` unless the actor's role grants the permission."""
    if not actor.may(permission):
        raise NotPermitted(permission.value)
