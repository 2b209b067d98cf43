"""The words of the administration."""

from collections.abc import Mapping

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.ui.kit.language import mark, say

_ROLES: Mapping[Role, str] = {
    Role.RECEPTIONIST: mark("AdministrationWords", "Reception"),
    Role.CLINICIAN: mark("AdministrationWords", "Clinician"),
    Role.COORDINATOR: mark("AdministrationWords", "Coordinator"),
    Role.ADMINISTRATOR: mark("AdministrationWords", "Administrator"),
}


def role(word: Role | str) -> str:
    """A role; one that is not known stands as it was written."""
    return say("AdministrationWords", _ROLES[Role(word)]) if word in set(Role) else str(word)
