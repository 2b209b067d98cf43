"""A second person's signature, proven by that person's own login and password."""

from ikbt_desktop.clinic.roles import Actor, Permission, Role, require
from ikbt_desktop.errors import RuleRefused, WrongCredentials
from ikbt_desktop.models import User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import training
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work

KIND = "cosignature"


def proven(
    workplace: Workplace,
    permission: Permission,
    login: str,
    password: str | None,
    *,
    needed: Permission = Permission.COSIGN,
) -> Actor:
    """Who the second person is. Slow (Argon2id); a failure is logged under the one who asked.

    Raises:
        WrongCredentials, TooManyAttempts: as at sign-in. NotPermitted: the role lacks `needed`.
        RuleRefused: a one-time password, which another person knows, proves nothing.

    """
    keys = workplace.database.keys
    word = training.PASSWORD if keys.demo and not password else password or ""
    try:
        unlocked = vault.unlock(
            workplace.database.folder,
            login=login,
            password=word,
            device_code=vault.device_code_of(keys),
            demo=keys.demo,
        )
    except WrongCredentials:
        with open_work(workplace, permission) as work:
            work.log(Action.DENIED, kind=KIND, reason="credentials")
            work.commit()
        raise
    if unlocked.must_change:
        raise RuleRefused("COSIGN", "one_time_password")
    with open_reading(workplace, permission) as work:
        user = work.first(User, slot_id=unlocked.slot_id, active=True)
    if user is None:
        raise WrongCredentials
    cosigner = Actor(user.id, user.name, Role(user.role), user.title)
    require(cosigner, needed)
    return cosigner
