"""Keeps an encrypted clinic as the program of today writes it, for every later program to open.

    PYTHONPATH=. python tools/keep_old_file.py

Run it before a new revision of the schema is added: `tests/storage/test_old_files.py` asks for the
file of each revision but the newest. A clinic is small and populated by the program's own acts.
Its pages are stored opened and packed, with the random start of each, because encrypted pages do
not pack; `rebuilt` gives back the file byte for byte, and the SHA-256 kept beside it proves that.
"""

import hashlib
import hmac
import json
import lzma
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ikbt_desktop import __version__
from ikbt_desktop.storage import migrate
from ikbt_desktop.storage.connection import connect
from tests.clinics import PASSWORD
from tests.ui.treatment.ward import RED, make_stages, open_treated

PAGE, START, MAC, SALT = 4096, 16, 64, 16
TEXT = PAGE - START - MAC
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "old_files"


@dataclass(frozen=True, repr=False)
class PageKeys:
    """What SQLCipher derives for one file: the key of the pages and that of their seals."""

    key: bytes
    seal: bytes
    salt: bytes

    @classmethod
    def of(cls, key: bytes, salt: bytes) -> "PageKeys":
        """From the raw key and the salt."""
        masked = bytes(byte ^ 0x3A for byte in salt)
        return cls(key, hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32), salt)


def opened(content: bytes, keys: PageKeys) -> tuple[bytes, bytes]:
    """The random starts of all pages, and their texts; the salt's place is left out."""
    starts, texts = b"", b""
    for at in range(0, len(content), PAGE):
        first = at + (SALT if at == 0 else 0)
        start = content[at + TEXT : at + TEXT + START]
        cipher = Cipher(algorithms.AES(keys.key), modes.CBC(start)).decryptor()
        texts += cipher.update(content[first : at + TEXT]) + cipher.finalize()
        starts += start
    return starts, texts


def rebuilt(starts: bytes, texts: bytes, keys: PageKeys) -> bytes:
    """The encrypted file again, byte for byte."""
    content, at = keys.salt, 0
    for number in range(1, len(starts) // START + 1):
        start = starts[(number - 1) * START : number * START]
        length = TEXT - (SALT if number == 1 else 0)
        cipher = Cipher(algorithms.AES(keys.key), modes.CBC(start)).encryptor()
        sealed = cipher.update(texts[at : at + length]) + cipher.finalize() + start
        mac = hmac.digest(keys.seal, sealed + number.to_bytes(4, "little"), "sha512")
        content += sealed + mac
        at += length
    return content


def main() -> int:
    """Make the clinic of the checkout in PYTHONPATH, which may be an older one, and keep it."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        stages = make_stages(root / "stages")
        ward = open_treated(stages, root / "again")
        ward.measure(RED, week=3)
        ward.assess_risk()
        ward.clinic.close()
        folder, founded = ward.clinic.folder, stages.founded.founded
        keys = stages.founded.keys
        content = folder.database.read_bytes()
        pages = PageKeys.of(keys.database, keys.database_salt)
        starts, texts = opened(content, pages)
        if rebuilt(starts, texts, pages) != content:
            raise AssertionError("the pages do not come back as they were")
        bare = connect(folder.database, keys, walled=False)
        rows = {
            table: bare.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for (table,) in bare.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
        }
        seq, mac = bare.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC").fetchone()
        bare.close()
        facts = {
            "revision": migrate.HEAD,
            "program": __version__,
            "login": "alva",
            "password": PASSWORD,
            "recovery_key": founded.recovery_key,
            "patient": stages.patient_id,
            "treatment": stages.treatment_id,
            "pages": len(content) // PAGE,
            "sha256": hashlib.sha256(content).hexdigest(),
            "head": [seq, mac],
            "rows": rows,
            "keys": folder.keys.read_text("utf-8"),
        }
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    into.mkdir(parents=True, exist_ok=True)
    stem = f"r{migrate.HEAD:04d}"
    packed = lzma.compress(starts + texts, preset=9 | lzma.PRESET_EXTREME)
    (into / f"{stem}.pages.xz").write_bytes(packed)
    told = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (into / f"{stem}.json").write_text(told, encoding="utf-8")
    sys.stdout.write(f"{stem}: {len(content)} bytes kept in {len(packed)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
