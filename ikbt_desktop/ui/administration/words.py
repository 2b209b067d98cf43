"""The words of the administration: roles, what the log says, and days."""

from collections.abc import Mapping

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.ui.kit.language import mark, say

_ROLES: Mapping[Role, str] = {
    Role.RECEPTIONIST: mark("AdministrationWords", "Reception"),
    Role.CLINICIAN: mark("AdministrationWords", "Clinician"),
    Role.COORDINATOR: mark("AdministrationWords", "Coordinator"),
    Role.ADMINISTRATOR: mark("AdministrationWords", "Administrator"),
}
_ACTIONS: Mapping[str, str] = {
    "read": mark("AdministrationWords", "Read"),
    "list": mark("AdministrationWords", "Listed"),
    "search": mark("AdministrationWords", "Searched"),
    "create": mark("AdministrationWords", "Created"),
    "change": mark("AdministrationWords", "Changed"),
    "sign": mark("AdministrationWords", "Signed"),
    "correct": mark("AdministrationWords", "Corrected"),
    "void": mark("AdministrationWords", "Voided"),
    "discard": mark("AdministrationWords", "Threw away"),
    "print": mark("AdministrationWords", "Printed"),
    "export": mark("AdministrationWords", "Exported"),
    "import": mark("AdministrationWords", "Imported"),
    "extract": mark("AdministrationWords", "Took out the log"),
    "sign_in": mark("AdministrationWords", "Signed in"),
    "failed_sign_in": mark("AdministrationWords", "Sign-in refused"),
    "sign_out": mark("AdministrationWords", "Signed out"),
    "lock": mark("AdministrationWords", "Locked"),
    "unlock": mark("AdministrationWords", "Unlocked"),
    "denied": mark("AdministrationWords", "Was refused"),
    "role": mark("AdministrationWords", "Changed role"),
    "key": mark("AdministrationWords", "Keys"),
    "backup": mark("AdministrationWords", "Backed up"),
    "restore": mark("AdministrationWords", "Restored"),
    "migrate": mark("AdministrationWords", "Upgraded"),
    "destroy": mark("AdministrationWords", "Destroyed"),
    "clock": mark("AdministrationWords", "Clock"),
    "verify": mark("AdministrationWords", "Checked the chain"),
}
_KINDS: Mapping[str, str] = {
    "patient": mark("AdministrationWords", "Patient"),
    "protected": mark("AdministrationWords", "Protected identity"),
    "contact_details": mark("AdministrationWords", "Contact ways"),
    "crisis_card": mark("AdministrationWords", "Crisis numbers"),
    "referral": mark("AdministrationWords", "Referral"),
    "attachment": mark("AdministrationWords", "Attachment"),
    "screening": mark("AdministrationWords", "Assessment"),
    "assignment": mark("AdministrationWords", "Assignment"),
    "treatment": mark("AdministrationWords", "Treatment"),
    "feedback_note": mark("AdministrationWords", "Feedback"),
    "week_report": mark("AdministrationWords", "What was sent in"),
    "measurement": mark("AdministrationWords", "Measurement"),
    "course": mark("AdministrationWords", "Course"),
    "course_event": mark("AdministrationWords", "Event"),
    "closing": mark("AdministrationWords", "Closing"),
    "treatment_summary": mark("AdministrationWords", "Summary preview"),
    "document": mark("AdministrationWords", "Document"),
    "filing": mark("AdministrationWords", "Filing"),
    "draft": mark("AdministrationWords", "Draft"),
    "risk_case": mark("AdministrationWords", "Risk case"),
    "visit": mark("AdministrationWords", "Visit"),
    "care_contact": mark("AdministrationWords", "Care contact"),
    "phrase": mark("AdministrationWords", "Phrase"),
    "user": mark("AdministrationWords", "User"),
    "slot": mark("AdministrationWords", "Way in"),
    "sign_in": mark("AdministrationWords", "Sign-in"),
    "recovery_key": mark("AdministrationWords", "Recovery key"),
    "clinic_profile": mark("AdministrationWords", "Clinic profile"),
    "clinic": mark("AdministrationWords", "Clinic"),
    "preference": mark("AdministrationWords", "Own setting"),
    "log": mark("AdministrationWords", "Access log"),
}


def role(word: Role | str) -> str:
    """A role; one that is not known stands as it was written."""
    return say("AdministrationWords", _ROLES[Role(word)]) if word in set(Role) else str(word)


def action(word: str) -> str:
    """What was done."""
    return say("AdministrationWords", _ACTIONS[word]) if word in _ACTIONS else word


def kind(word: str) -> str:
    """What it was done with."""
    return say("AdministrationWords", _KINDS[word]) if word in _KINDS else word.replace("_", " ")
