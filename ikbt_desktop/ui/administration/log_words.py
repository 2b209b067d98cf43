"""The access log in words: who did what to which part."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from ikbt_desktop.clinic.care_relation import Ground, Tie
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.record import door_words

_HERE = "LogWords"

ROLES: Mapping[str, str] = MappingProxyType(
    {
        Role.RECEPTIONIST: mark("LogWords", "reception"),
        Role.CLINICIAN: mark("LogWords", "clinician"),
        Role.COORDINATOR: mark("LogWords", "coordinator"),
        Role.ADMINISTRATOR: mark("LogWords", "administrator"),
    }
)

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "read": mark("LogWords", "Read"),
        "list": mark("LogWords", "Listed"),
        "search": mark("LogWords", "Searched"),
        "create": mark("LogWords", "Added"),
        "change": mark("LogWords", "Changed"),
        "sign": mark("LogWords", "Signed"),
        "correct": mark("LogWords", "Corrected"),
        "void": mark("LogWords", "Voided"),
        "discard": mark("LogWords", "Threw away"),
        "print": mark("LogWords", "Printed"),
        "export": mark("LogWords", "Saved a copy"),
        "import": mark("LogWords", "Took in"),
        "extract": mark("LogWords", "Made an extract"),
        "sign_in": mark("LogWords", "Signed in"),
        "failed_sign_in": mark("LogWords", "Failed sign-in"),
        "sign_out": mark("LogWords", "Signed out"),
        "lock": mark("LogWords", "Locked"),
        "unlock": mark("LogWords", "Unlocked"),
        "denied": mark("LogWords", "Refused"),
        "role": mark("LogWords", "Changed the role"),
        "key": mark("LogWords", "Changed a key"),
        "backup": mark("LogWords", "Backed up"),
        "restore": mark("LogWords", "Restored"),
        "migrate": mark("LogWords", "Upgraded"),
        "destroy": mark("LogWords", "Destroyed"),
        "clock": mark("LogWords", "The clock was wrong"),
        "verify": mark("LogWords", "Checked"),
    }
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "acknowledgement": mark("LogWords", "Acknowledgement of the referral"),
        "assignment": mark("LogWords", "Program assignment"),
        "attachment": mark("LogWords", "Attached scan"),
        "backup": mark("LogWords", "Backup"),
        "backup_drill": mark("LogWords", "Rehearsed restore"),
        "backup_place": mark("LogWords", "Place for backups"),
        "block": mark("LogWords", "Blocked record"),
        "care_contact": mark("LogWords", "Care contact"),
        "clinic": mark("LogWords", "Clinic"),
        "clinic_profile": mark("LogWords", "Clinic profile"),
        "clock": mark("LogWords", "The computer's clock"),
        "closing": mark("LogWords", "Closing"),
        "contact_attempt": mark("LogWords", "Attempt to reach the patient"),
        "consent": mark("LogWords", "Consent"),
        "contact_details": mark("LogWords", "Contact ways"),
        "cosignature": mark("LogWords", "Second signature"),
        "course": mark("LogWords", "Course"),
        "crisis_card": mark("LogWords", "Crisis card"),
        "course_check": mark("LogWords", "Check of the course"),
        "course_check_result": mark("LogWords", "What the check led to"),
        "course_event": mark("LogWords", "Event in the course"),
        "data_file": mark("LogWords", "Program, form or rules"),
        "decision": mark("LogWords", "Decision"),
        "destruction_paper": mark("LogWords", "Receipt of a destroyed record"),
        "destruction_register": mark("LogWords", "Destroyed records, left out of a restore"),
        "device_code": mark("LogWords", "Device code"),
        "document": mark("LogWords", "Document"),
        "door": mark("LogWords", "Record opened for a reason"),
        "draft": mark("LogWords", "Draft"),
        "epoch_begin": mark("LogWords", "The new keys hold"),
        "epoch_end": mark("LogWords", "The old keys end"),
        "fee_account": mark("LogWords", "Fees of the patient"),
        "fee_change": mark("LogWords", "Fee"),
        "fee_month": mark("LogWords", "Monthly basis of fees"),
        "fee_period": mark("LogWords", "Fee period"),
        "feedback_desk": mark("LogWords", "Feedback desk"),
        "feedback_note": mark("LogWords", "Feedback"),
        "filing": mark("LogWords", "Filing in the journal"),
        "forwarding": mark("LogWords", "Letter by the tax agency"),
        "inactivity_record": mark("LogWords", "Step of the inactivity ladder"),
        "guardian": mark("LogWords", "Guardian"),
        "key_file": mark("LogWords", "Key file"),
        "log": mark("LogWords", "Access log"),
        "database": mark("LogWords", "Database"),
        "set_aside": mark("LogWords", "Clinic set aside by a restore"),
        "log_check": mark("LogWords", "Log check"),
        "measurement": mark("LogWords", "Measurement"),
        "older_copies": mark("LogWords", "Older copies with a destroyed record"),
        "patient": mark("LogWords", "Patient"),
        "patient_unit": mark("LogWords", "Care unit of the patient"),
        "permission": mark("LogWords", "Permission"),
        "phrase": mark("LogWords", "Phrase"),
        "preference": mark("LogWords", "Own setting"),
        "protected": mark("LogWords", "Record of a protected person"),
        "protection": mark("LogWords", "Protected identity"),
        "record": mark("LogWords", "Whole record"),
        "recovery_key": mark("LogWords", "Recovery key"),
        "referral": mark("LogWords", "Referral"),
        "referrer": mark("LogWords", "Referrer"),
        "risk_case": mark("LogWords", "In-depth assessment"),
        "rotation": mark("LogWords", "Change of keys"),
        "rule_trial": mark("LogWords", "Rules tried on past cases"),
        "safety_plan": mark("LogWords", "Safety plan"),
        "screen_hidden": mark("LogWords", "Windows left out of screenshots"),
        "screen_shown": mark("LogWords", "Windows may be seen in screenshots"),
        "salvage": mark("LogWords", "Row saved from a damaged file"),
        "screening": mark("LogWords", "Assessment"),
        "shipped_files": mark("LogWords", "The program's data files"),
        "sign_in": mark("LogWords", "Sign-in"),
        "slot": mark("LogWords", "A way in"),
        "treatment": mark("LogWords", "Treatment"),
        "unit": mark("LogWords", "Care unit"),
        "user": mark("LogWords", "User"),
        "visit": mark("LogWords", "Visit"),
        "week_report": mark("LogWords", "The patient's week"),
    }
)

PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        Permission.LIST_PATIENTS: mark("LogWords", "lists patients"),
        Permission.OPEN_PATIENT: mark("LogWords", "opens a patient"),
        Permission.EDIT_PATIENT: mark("LogWords", "changes a patient's details"),
        Permission.KEEP_BLOCKS: mark("LogWords", "blocks a record"),
        Permission.LIFT_BLOCK: mark("LogWords", "lifts or passes a block"),
        Permission.LIFT_PROTECTION: mark("LogWords", "lifts a protection"),
        Permission.REGISTER_REFERRAL: mark("LogWords", "registers referrals"),
        Permission.READ_REFERRAL: mark("LogWords", "reads referrals"),
        Permission.MOVE_REFERRAL: mark("LogWords", "moves referrals"),
        Permission.BOOK_VISIT: mark("LogWords", "books visits"),
        Permission.READ_CLINICAL: mark("LogWords", "reads clinical text"),
        Permission.SCREEN: mark("LogWords", "assesses"),
        Permission.DECIDE: mark("LogWords", "decides"),
        Permission.COSIGN: mark("LogWords", "signs with a colleague"),
        Permission.ASSIGN_PROGRAM: mark("LogWords", "assigns programs"),
        Permission.RECORD_MEASUREMENT: mark("LogWords", "records measurements"),
        Permission.SEE_RISK: mark("LogWords", "sees risk"),
        Permission.HANDLE_RISK: mark("LogWords", "assesses risk"),
        Permission.WRITE_FEEDBACK: mark("LogWords", "writes feedback"),
        Permission.CLOSE_TREATMENT: mark("LogWords", "closes treatments"),
        Permission.MAKE_DOCUMENT: mark("LogWords", "makes documents"),
        Permission.PRINT_LETTER: mark("LogWords", "prints letters"),
        Permission.FILE_DOCUMENT: mark("LogWords", "files documents"),
        Permission.SEE_WORKLIST: mark("LogWords", "sees what is to be done"),
        Permission.SEE_FEES: mark("LogWords", "sees fees"),
        Permission.KEEP_FEES: mark("LogWords", "keeps fees"),
        Permission.MANAGE_USERS: mark("LogWords", "manages users"),
        Permission.EDIT_CLINIC: mark("LogWords", "changes the clinic profile"),
        Permission.EDIT_CATALOGUE: mark("LogWords", "changes programs, forms and rules"),
        Permission.READ_LOG: mark("LogWords", "reads the access log"),
        Permission.READ_PATIENT_LOG: mark("LogWords", "reads the access log of a patient"),
        Permission.KEEP_BACKUPS: mark("LogWords", "keeps backups"),
        Permission.DESTROY_RECORD: mark("LogWords", "destroys a record by decision of IVO"),
        Permission.CHANGE_OWN_SIGN_IN: mark("LogWords", "changes the own password"),
    }
)

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "credentials": mark("LogWords", "Wrong user name or password"),
        "password_only": mark("LogWords", "Passwords alone, without a device code"),
        "attempts_file_damaged": mark("LogWords", "The file of failed sign-ins was damaged"),
    }
)

_DONE: Mapping[str, str] = MappingProxyType(
    {
        "ordered": mark("LogWords", "asked for and confirmed, not yet done"),
        "destroyed": mark("LogWords", "done, by two persons"),
        "reapplied": mark("LogWords", "left out of the restored clinic again"),
        "password_changed": mark("LogWords", "changed the own password"),
        "password_reissued": mark("LogWords", "new one-time password for {name}"),
        "shut_out": mark("LogWords", "the way in was gone"),
        "slot_removed": mark("LogWords", "took away the way in of {name}"),
    }
)


TIES: Mapping[str, str] = MappingProxyType(
    {
        Tie.TREATMENT: mark("LogWords", "treats the patient"),
        Tie.FEEDBACK: mark("LogWords", "has written feedback"),
        Tie.SUPERVISION: mark("LogWords", "supervises the treatment"),
        Tie.SCREENING: mark("LogWords", "has assessed the patient"),
        Tie.COSIGNATURE: mark("LogWords", "has signed the decision"),
        Tie.REFERRAL: mark("LogWords", "has the referral"),
        Tie.VISIT: mark("LogWords", "has a booked visit"),
        Tie.RISK_CASE: mark("LogWords", "handles the risk"),
        Tie.OPEN_RISK: mark("LogWords", "open risk case"),
        Tie.NEW_REFERRAL: mark("LogWords", "new referral"),
        Tie.QUEUE: mark("LogWords", "waits for a program"),
        Tie.COORDINATION: mark("LogWords", "coordination"),
        Tie.RECEPTION: mark("LogWords", "work of the reception"),
    }
)


def by_word(by: str) -> str:
    """By what right a record was open: the care relation, or the reason that was given."""
    if by in TIES:
        return say(_HERE, TIES[by])
    if by in set(Ground):
        ground = door_words.short_ground(Ground(by))
        return say("LogWords", "Reason: {reason}").format(reason=ground)
    return by


def done_words(what: str, about: str) -> str:
    """Which act it was, and to which colleague it was done."""
    return say(_HERE, _DONE[what]).format(name=about or "–") if what in _DONE else about


def role_word(role: str) -> str:
    """The role as it was then; a row of before anybody was known has none."""
    return say(_HERE, ROLES[role]) if role in ROLES else role


def role_at(role: str, unit: str) -> str:
    """The role, and from which unit where the clinic has several."""
    return ", ".join(filter(None, (role_word(role), unit)))


def action_word(action: str) -> str:
    """What was done."""
    return say(_HERE, ACTIONS[action]) if action in ACTIONS else action


def kind_word(kind: str) -> str:
    """To which part."""
    return say(_HERE, KINDS[kind]) if kind in KINDS else kind


def destroyed(record_id: str) -> str:
    """Instead of a name: nothing else is left of the patient."""
    return say("LogWords", "destroyed record (id {id})").format(id=record_id)


def reason_words(reason: str, *, may_read_text: bool) -> str:
    """Why, in words. What a colleague wrote is shown only to those who may read such text."""
    if reason in PERMISSIONS:
        told = say(_HERE, PERMISSIONS[reason])
        return say("LogWords", "The role lacks: {permission}").format(permission=told)
    if reason in _REASONS:
        return say(_HERE, _REASONS[reason])
    return reason if may_read_text else ""


def moment(at: datetime, *, today: date) -> str:
    """``14:31:52``, with the date before it on another day than today."""
    local = at.astimezone(LOCAL)
    return f"{local:%H:%M:%S}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"
