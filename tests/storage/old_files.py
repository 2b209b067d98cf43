"""Lays out the clinics that earlier programs wrote, as `tools/keep_old_file.py` kept them."""

import json
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace
from ikbt_desktop.storage.vault import ClinicKeys
from tests.clinics import Clock
from tools.keep_old_file import FOLDER, START, PageKeys, rebuilt

KEPT = sorted(path.stem for path in FOLDER.glob("r*.json"))


@dataclass(frozen=True)
class OldFile:
    """One kept clinic, laid out in a folder as it was when its program closed it."""

    folder: DataFolder
    keys: ClinicKeys
    facts: Mapping[str, Any]

    @property
    def rows(self) -> Mapping[str, int]:
        return {str(name): int(count) for name, count in self.facts["rows"].items()}

    @property
    def head(self) -> Anchor:
        return Anchor(int(self.facts["head"][0]), str(self.facts["head"][1]))

    def workplace(self, database: Database) -> Workplace:
        actor = Actor("0" * 32, "Alva Påhittsson", Role.ADMINISTRATOR, "")
        return Workplace(database, actor, Clock(), "ws-1")


def laid_out(stem: str, root: Path) -> OldFile:
    facts = json.loads((FOLDER / f"{stem}.json").read_text("utf-8"))
    folder = DataFolder(root / "clinic")
    folder.root.mkdir(parents=True, mode=0o700)
    folder.keys.write_text(facts["keys"], encoding="utf-8")
    keys = vault.unlock_with_recovery(folder, facts["recovery_key"])
    packed = lzma.decompress((FOLDER / f"{stem}.pages.xz").read_bytes())
    cut = START * int(facts["pages"])
    pages = PageKeys.of(keys.database, keys.database_salt)
    folder.database.write_bytes(rebuilt(packed[:cut], packed[cut:], pages))
    return OldFile(folder, keys, facts)
