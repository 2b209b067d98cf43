"""One running program a clinic: a lock that the kernel holds and frees, whatever happens."""

import os
from types import TracebackType

from ikbt_desktop.errors import ClinicInUse
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.running import elsewhere, take
from ikbt_desktop.storage import durable


class ClinicLock:
    """Held from construction until `release`, or until the process ends.

    Raises:
        ClinicInUse: another running program has the clinic open.

    """

    def __init__(self, folder: DataFolder) -> None:
        with durable.told_plainly():
            folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._descriptor = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise ClinicInUse(elsewhere(folder)) from error

    def release(self) -> None:
        """Let another program in."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> "ClinicLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
