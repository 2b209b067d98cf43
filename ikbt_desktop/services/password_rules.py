"""What a password must be here, for whoever is typing one."""

from dataclasses import dataclass

from ikbt_desktop.storage import passwords
from ikbt_desktop.storage.passwords import MAXIMUM, Judgement, Strength

__all__ = ["MAXIMUM", "Judgement", "PasswordRules", "Strength"]


@dataclass(frozen=True)
class PasswordRules:
    """The clinic's rules for one person; quick enough to be asked at every key."""

    with_device: bool
    login: str = ""
    clinic_name: str = ""

    @property
    def minimum(self) -> int:
        """Characters that it must have."""
        if self.with_device:
            return passwords.MINIMUM_WITH_DEVICE_CODE
        return passwords.MINIMUM_ALONE

    def judged(self, password: str) -> Judgement:
        """How good it is so far."""
        return passwords.judged(
            password,
            login=self.login,
            clinic_name=self.clinic_name,
            with_device=self.with_device,
        )
