"""Every file that leaves by a button: its folder is full, read-only or gone, or the clinic's is.

A sentence says what is wrong and what to do, no file is left there, no half and no name of one,
and the same click saves once the fault is over.
"""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.pages import Place, View
from tests.journeys.forms import Do, Hands, administration, click, patient_tab
from tests.journeys.refusals import FAULTS
from tests.journeys.robot import settle
from tests.journeys.signing_forms import ask_for_key, draw_month


@contextmanager
def _full(place: Path) -> Iterator[None]:
    """The bytes are taken, and the disk has no room for them when they are brought to it."""
    real = os.fsync

    def _sync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().parent == place:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", _sync)
        yield


@contextmanager
def _read_only(place: Path) -> Iterator[None]:
    """Nothing can be made in the folder."""
    real = os.open

    def _open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if Path(path).parent == place and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", _open)
        yield


@contextmanager
def _gone(place: Path) -> Iterator[None]:
    """The stick was pulled out between the question and the answer."""
    place.rmdir()
    yield
    place.mkdir()


FOLDERS: Mapping[str, tuple[Callable[[Path], Any], str]] = {
    "full": (_full, "Välj en annan plats, eller gör plats"),
    "read-only": (_read_only, "Välj en annan mapp"),
    "gone": (_gone, "Välj en annan mapp"),
}


@dataclass(frozen=True)
class Export:
    """Who opens it, how it is reached, and what saves the file."""

    login: str
    fill: Do
    save: Do


def _to_row(place: Place, rows: str, words: str) -> Do:
    def _fill(hands: Hands) -> None:
        hands.go(place)
        hands.go_to_row(rows, words)

    return _fill


def _document(hands: Hands) -> None:
    patient_tab("Diktorp", "documents")(hands)
    hands.go_to_row("documents", "Behandlingssammanfattning")


def _forwarding(hands: Hands) -> None:
    rows = hands.tour.services.caseload.page(limit=50)
    protected = next(row.id for row in rows if row.protected)
    hands.go(Place(View.PATIENT, patient_id=protected, detail="documents"))
    hands.click("forwarding")
    background.wait()
    settle()


def _new_key(hands: Hands) -> None:
    administration("recovery")(hands)
    ask_for_key(hands)
    background.wait()
    settle()


def _extract(hands: Hands) -> None:
    hands.tour.be("rut")
    (row,) = hands.tour.services.caseload.page(text="Exempelsson", limit=1)
    hands.tour.be("tore")
    administration("log_papers", ("extract_number", row.identity))(hands)


EXPORTS = {
    "document of the record": Export("maria", _document, click("export_document")),
    "document of the outbox": Export(
        "maria",
        _to_row(Place(View.OUTBOX), "outbox", "Behandlingssammanfattning"),
        click("export_document"),
    ),
    "letter by the tax agency": Export("rut", _forwarding, click("export_document")),
    "fee basis": Export("rut", lambda hands: hands.go(Place(View.FEES)), click("save_fee_basis")),
    "rows of the log": Export("tore", administration("log"), click("save_log_rows")),
    "receipt of the log": Export("tore", administration("log_papers"), click("save_receipt")),
    "extract for a patient": Export("tore", _extract, click("save_extract")),
    "evidence of the check": Export("tore", draw_month, click("save_evidence")),
    "recovery sheet": Export("alva", _new_key, click("save_sheet")),
}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_a_file_that_cannot_be_written_is_said_leaves_nothing_and_is_saved_later(
    hands: Hands, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "stick"
    place.mkdir()

    def target(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        return str(place / Path(name).name), ""

    def pressed() -> str:
        export.save(hands)
        background.wait()
        settle()
        return hands.told()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", target)
    hands.tour.be(export.login)
    folder = hands.tour.application._entry.folder
    export.fill(hands)
    held = hands.held()
    for name, (fault, words) in FOLDERS.items():
        with fault(place):
            assert words in pressed(), name
        assert list(place.iterdir()) == [], name
    for name, (at_home, said) in FAULTS.items():
        with at_home(folder):
            told = pressed()
        if list(place.iterdir()):  # what needs no line in the log: the paper of a key
            assert export.save is EXPORTS["recovery sheet"].save, name
        else:
            assert any(word in told for word in said), f"{name}: {told}"
    assert hands.held() == held
    pressed()
    saved = list(place.iterdir())
    assert saved
    assert all(path.stat().st_size > 100 for path in saved)
    assert not [path for path in saved if path.suffix == ".part"]
