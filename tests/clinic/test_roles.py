"""Every cell of the table of roles and permissions, stated."""

import pytest

from ikbt_desktop.clinic.roles import Actor, Permission, Role, require
from ikbt_desktop.errors import NotPermitted

# r receptionist, c clinician, k coordinator, a administrator
TABLE = {
    "list_patients": "rck",
    "open_patient": "rck",
    "edit_patient": "rck",
    "lift_protection": "k",
    "keep_blocks": "rck",
    "lift_block": "ck",
    "register_referral": "rck",
    "read_referral": "rck",
    "move_referral": "rck",
    "book_visit": "rck",
    "read_clinical": "ck",
    "screen": "c",
    "decide": "c",
    "cosign": "ck",
    "assign_program": "ck",
    "record_measurement": "c",
    "see_risk": "ck",
    "handle_risk": "ck",
    "write_feedback": "c",
    "close_treatment": "c",
    "make_document": "c",
    "print_letter": "rck",
    "file_document": "rck",
    "see_worklist": "rcka",
    "see_fees": "rck",
    "keep_fees": "rck",
    "manage_users": "a",
    "edit_clinic": "a",
    "edit_catalogue": "a",
    "read_log": "ka",
    "read_patient_log": "k",
    "keep_backups": "a",
    "destroy_record": "ka",
    "change_own_sign_in": "rcka",
}
LETTERS = {
    Role.RECEPTIONIST: "r",
    Role.CLINICIAN: "c",
    Role.COORDINATOR: "k",
    Role.ADMINISTRATOR: "a",
}


def test_the_table_states_every_permission() -> None:
    assert set(TABLE) == {permission.value for permission in Permission}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    role: Role, permission: Permission
) -> None:
    actor = Actor(user_id="u", name="Maria Skenfors", role=role, title="")
    granted = LETTERS[role] in TABLE[permission.value]
    assert actor.may(permission) is granted
    if granted:
        require(actor, permission)
    else:
        with pytest.raises(NotPermitted) as refused:
            require(actor, permission)
        assert refused.value.permission == permission.value
