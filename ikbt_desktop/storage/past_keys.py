"""The master keys of epochs that are over, as the encrypted file itself keeps them."""

from dataclasses import replace

from sqlcipher3 import dbapi2

from ikbt_desktop.storage.vault import ClinicKeys


def kept_in(connection: dbapi2.Connection) -> dict[int, bytes]:
    """By epoch; empty in a file whose keys were never changed, or of before there was a place."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'past_key'").fetchone()
    if there is None:
        return {}
    rows = connection.execute("SELECT epoch, master FROM past_key").fetchall()
    return {int(epoch): bytes(master) for epoch, master in rows}


def known(connection: dbapi2.Connection, keys: ClinicKeys) -> ClinicKeys:
    """The keys that opened the file, with those that it keeps of before."""
    return replace(keys, past={**keys.past, **kept_in(connection)})
