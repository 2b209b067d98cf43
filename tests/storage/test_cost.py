"""What a guess costs: never less than agreed, more where the machine and the clinic can."""

import subprocess
import sys
from pathlib import Path

import pytest

from ikbt_desktop.errors import WrongCredentials
from ikbt_desktop.storage import cost, key_file, vault
from ikbt_desktop.storage.vault import CLINIC_COST, LIGHT_COST, CostProfile
from tests.storage.clinics import LOGIN, PASSWORD, Clinic, StandingClock

DEARER = CostProfile(m_kib=64 * 1024, t=5, p=4)


def test_the_clinics_cost_is_that_of_the_design() -> None:
    assert CostProfile(m_kib=262_144, t=3, p=4) == CLINIC_COST
    assert key_file._MEMORY_KIB.start == 64 * 1024


@pytest.mark.parametrize(
    ("seconds", "passes"), [(0.3, 6), (0.5, 3), (0.6, 3), (5.0, 3), (0.05, 10), (0.0, 10)]
)
def test_a_quick_machine_makes_more_passes_and_a_slow_one_no_fewer(
    seconds: float, passes: int
) -> None:
    found = cost.calibrated(CLINIC_COST, seconds=lambda _cost: seconds)
    assert found == CostProfile(m_kib=CLINIC_COST.m_kib, t=passes, p=CLINIC_COST.p)


def test_the_machine_is_really_measured() -> None:
    assert cost.measured(LIGHT_COST) > 0.005
    assert cost.calibrated(LIGHT_COST).t >= LIGHT_COST.t


def test_a_clinics_cost_is_the_dearest_that_stands_in_its_keys(clinic: Clinic) -> None:
    assert cost.of_clinic(clinic.folder, LIGHT_COST) == LIGHT_COST
    assert cost.of_clinic(clinic.folder, CLINIC_COST) == CLINIC_COST
    vault.add_slot(
        clinic.folder,
        clinic.new.keys,
        login="bo",
        one_time_password="regnrock i hallen 3",
        role_hint="clinician",
        cost=DEARER,
    )
    assert cost.of_clinic(clinic.folder, LIGHT_COST) == DEARER


def test_a_cheap_way_in_is_made_dearer_and_the_password_stays(
    clinic: Clinic, clock: StandingClock
) -> None:
    keys, slot_id = clinic.new.keys, clinic.new.slot_id
    before = key_file.load(clinic.folder).slots[slot_id]

    def raised(base: CostProfile) -> bool:
        return cost.raise_for(clinic.folder, keys, slot_id=slot_id, password=PASSWORD, base=base)

    assert not raised(LIGHT_COST)
    assert raised(DEARER)
    assert not raised(DEARER)
    assert not raised(LIGHT_COST)  # never back
    slot = key_file.load(clinic.folder).slots[slot_id]
    assert (slot.kdf.m_kib, slot.kdf.t, slot.kdf.p) == (DEARER.m_kib, DEARER.t, DEARER.p)
    assert slot.kdf.salt != before.kdf.salt
    assert (slot.pub, slot.boxes, slot.pw_changed) == (before.pub, before.boxes, before.pw_changed)
    for password, comes_in in ((PASSWORD, True), ("fel lösenord igen", False)):
        try:
            vault.unlock(
                clinic.folder,
                login=LOGIN,
                password=password,
                device_code=clinic.new.device_code,
                clocks=clock.clocks,
            )
            assert comes_in
        except WrongCredentials:
            assert not comes_in


LITTLE = """
import resource, sys
from pathlib import Path
from ikbt_desktop.errors import TooLittleMemory
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import cost, vault

folder, code, password = DataFolder(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
vault.unlock(folder, login="anna", password=password, device_code=code)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 40 * 2**20,) * 2)
for attempt in (
    lambda: vault.unlock(folder, login="anna", password=password, device_code=code),
    lambda: cost.calibrated(vault.CLINIC_COST),
):
    try:
        attempt()
    except TooLittleMemory as told:
        print(told.megabytes)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="takes memory away as Linux can")
def test_too_little_memory_is_told_and_counts_as_no_failed_attempt(clinic: Clinic) -> None:
    before = clinic.folder.keys.read_bytes()
    done = subprocess.run(
        [
            *(sys.executable, "-c", LITTLE, str(clinic.folder.root)),
            *(str(clinic.new.device_code), PASSWORD),
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["64", "256"], done.stderr
    assert clinic.folder.keys.read_bytes() == before
    assert not clinic.folder.attempts.exists()
