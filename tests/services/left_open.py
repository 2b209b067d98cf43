"""Signs in, changes something, says so, and waits to be killed.

python -m tests.services.left_open FOLDER
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

from ikbt_desktop.paths import DataFolder
from tests.clinics import PASSWORD, Clock, entry

PHONE = "08-465 004 66"

if __name__ == "__main__":
    alva = entry(DataFolder(Path(sys.argv[1])), Clock()).sign_in("alva", PASSWORD)
    clinic = alva.administration.clinic()
    alva.administration.change_clinic(replace(clinic, phone=PHONE))
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    time.sleep(60)
