"""One process with one keyring: what the program makes of it, told as JSON."""

import json
import sys
import time

import keyring

from ikbt_desktop.storage.keyring_access import DeviceCodes

CLINIC = "a-clinic-of-the-test"
CODE = "7K2M4-9QX1B"


def main(verb: str, patience: float) -> None:
    """Do one thing with the account's keyring."""
    codes, began = DeviceCodes(patience=patience), time.monotonic()
    kept = None
    if verb == "keep":
        kept = codes.keep(CLINIC, CODE)
    elif verb == "forget":
        codes.forget(CLINIC)
    backend, found = codes.backend(), codes.read(CLINIC)
    kind = type(keyring.get_keyring())
    told = {
        "chosen": f"{kind.__module__}.{kind.__qualname__}",
        "trusted": backend,
        "kept": kept,
        "found": found,
        "seconds": time.monotonic() - began,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
