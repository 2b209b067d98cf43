"""What one guess at a password costs here: raised where the machine allows it, never lowered.

The memory stays as it is, so that every workstation of the clinic can open what another one wrote;
a quicker machine makes more passes over it. A clinic's cost is the dearest that stands in its key
file, so it outlives the machine that measured it.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import key_file, vault
from ikbt_desktop.storage.vault import ClinicKeys, CostProfile

_PATIENCE = 0.6  # seconds that signing in may think about the password
_MOST_PASSES = 10  # the bound of the key file


def _work(cost: CostProfile) -> int:
    return cost.m_kib * cost.t


def measured(cost: CostProfile) -> float:
    """Seconds that one guess takes on this machine."""
    began = time.perf_counter()
    vault.spend(cost)
    return time.perf_counter() - began


def calibrated(
    base: CostProfile, *, seconds: Callable[[CostProfile], float] = measured
) -> CostProfile:
    """As many passes as fit in the patience, and never fewer than `base` has.

    Raises:
        TooLittleMemory: the machine cannot even do `base` now; the cost is not lowered for it.

    """
    fitting = int(base.t * _PATIENCE / max(seconds(base), 1e-6))
    return replace(base, t=min(max(base.t, fitting), max(base.t, _MOST_PASSES)))


def of_clinic(folder: DataFolder, base: CostProfile) -> CostProfile:
    """The dearest in the key file, or `base` where that is dearer still."""
    slots = key_file.load(folder).slots.values()
    known = (CostProfile(slot.kdf.m_kib, slot.kdf.t, slot.kdf.p) for slot in slots)
    return max((base, *known), key=_work)


def raise_for(
    folder: DataFolder, keys: ClinicKeys, *, slot_id: str, password: str, base: CostProfile
) -> bool:
    """Rewrap a person's key at the clinic's cost if it was wrapped at a lower one.

    Raises:
        TooLittleMemory: not now; the next sign-in tries again.

    """
    slot, wanted = key_file.load(folder).slots[slot_id], of_clinic(folder, base)
    if _work(CostProfile(slot.kdf.m_kib, slot.kdf.t, slot.kdf.p)) >= _work(wanted):
        return False
    vault.rewrap(folder, keys, slot_id=slot_id, password=password, cost=wanted)
    return True
