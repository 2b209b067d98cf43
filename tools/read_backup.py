"""Reads a backup without the program: the recovery key from its paper, and out comes plain SQLite.

    python tools/read_backup.py clinic-….ikbtbackup OUT.sqlite

Only `cryptography` and the standard library are needed. OUT holds everything in the clear: make it
on an encrypted disk, and remove it when the rescue is over.
"""

import getpass
import hashlib
import hmac
import json
import sys
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE, IV, MAC = 4096, 16, 64
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def derived(secret: bytes, purpose: str, context: str) -> bytes:
    """One key of many from one secret."""
    info = f"ikbt|{purpose}|{context}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


def secret_of(paper: str) -> bytes:
    """The 256 bits of the recovery paper: 13 groups of four signs and a check sign."""
    signs = paper.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OILU", "011V"))
    number = 0
    for place, sign in enumerate(signs):
        if place % 5 < 4:
            number = number << 5 | SIGNS.index(sign)
    return (number >> 4).to_bytes(32, "big")


def read(backup: Path, paper: str) -> bytes:
    """The plain database of a backup; raises when a single bit of it is not as it was sealed."""
    with zipfile.ZipFile(backup) as container:
        keys, pages = json.loads(container.read("clinic.keys")), container.read("clinic.db")
    db_id, epoch, salt = keys["db_id"], keys["epoch"], bytes.fromhex(keys["db_salt"])
    private = X25519PrivateKey.from_private_bytes(derived(secret_of(paper), "recovery", db_id))
    box = bytes.fromhex(keys["recovery"]["boxes"][f"master/{epoch}"])
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    master = suite.decrypt(box, private, info=f"ikbt|{db_id}|recovery|{epoch}|master".encode())
    key = derived(master, "db", f"{db_id}|{epoch}")
    seal = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    plain = b""
    for number, at in enumerate(range(0, len(pages), PAGE), start=1):
        start = at + (16 if number == 1 else 0)
        sealed, mac = pages[start : at + PAGE - MAC], pages[at + PAGE - MAC : at + PAGE]
        found = hmac.digest(seal, sealed + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(found, mac):
            raise ValueError(f"page {number} is damaged")
        opened = Cipher(algorithms.AES(key), modes.CBC(sealed[-IV:])).decryptor()
        head = b"SQLite format 3\0" if number == 1 else b""
        plain += head + opened.update(sealed[:-IV]) + opened.finalize() + bytes(IV + MAC)
    return plain


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_bytes(read(Path(sys.argv[1]), getpass.getpass("Recovery key: ")))
