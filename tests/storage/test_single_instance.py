import subprocess
import sys
from pathlib import Path

import pytest

from ikbt_desktop.errors import ClinicInUse
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.single_instance import ClinicLock

HOLD = """
import sys, time
from pathlib import Path
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.single_instance import ClinicLock
lock = ClinicLock(DataFolder(Path(sys.argv[1])))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_program_is_told_that_the_clinic_is_open(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "clinic")
    with ClinicLock(folder), pytest.raises(ClinicInUse):
        ClinicLock(folder)
    ClinicLock(folder).release()


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "clinic")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder.root)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(ClinicInUse):
            ClinicLock(folder)
        child.kill()
        child.wait()
    ClinicLock(folder).release()
