"""What a killed program leaves: every word to its writer, and nothing to anybody else."""

import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.demo import walk
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import PASSWORD, Clock, Template, entry, open_copy
from tests.journeys import typist, walker
from tests.ui.screening.robot import refer
from tests.ui.shell.robot import Program
from tests.ui.treatment.ward import Stages

_ROOT = Path(__file__).resolve().parents[2]
SECRET = "en ekorre i varje träd på Storgatan"


@dataclass(frozen=True)
class Desk:
    """A computer of its own: its data, its settings, its log, its temporary files."""

    home: Path

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.home / "data" / "clinic")

    def environment(self) -> dict[str, str]:
        rooms = {
            "HOME": "home",
            "XDG_CONFIG_HOME": "settings",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
            "XDG_CACHE_HOME": "cache",
            "XDG_RUNTIME_DIR": "run",
            "TMPDIR": "tmp",
        }
        for room in rooms.values():
            (self.home / room).mkdir(exist_ok=True, mode=0o700)
        own = {name: str(self.home / room) for name, room in rooms.items()}
        return {**os.environ, **own, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"}

    def files(self) -> list[Path]:
        return [path for path in self.home.rglob("*") if path.is_file()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def move_in(desk: Desk, founded: DataFolder) -> None:
    """Put a clinic on the computer, and give Maria her own password."""
    desk.folder.root.parent.mkdir(parents=True)
    shutil.copytree(founded.root, desk.folder.root)
    way_in = entry(desk.folder, Clock())
    maria = way_in.sign_in("maria", PASSWORD)
    maria.administration.change_own_password(PASSWORD, SECRET)
    maria.close()


@contextmanager
def working(desk: Desk, work: str, place: str, *, lock: bool = False) -> Iterator[str]:
    """Somebody works until the block ends; then the process is killed as by a power cut."""
    arguments = [str(desk.folder.root), SECRET, work, place, "lock" if lock else ""]
    errors = desk.home / "stderr"
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typist", *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=desk.home,
            env=desk.environment(),
            text=True,
        ) as child,
    ):
        assert child.stdout is not None
        said = child.stdout.readline()
        try:
            assert said.startswith("ready"), errors.read_text(encoding="utf-8")
            yield said
        finally:
            child.send_signal(signal.SIGKILL)


def begin_again(qtbot: QtBot, desk: Desk) -> Program:
    """The program is started anew on the same folder, a little later."""
    clock = Clock()
    clock.move(days=14, minutes=5)
    program = Program.start(qtbot, desk.folder, clock)
    program.passwords["maria"] = SECRET
    program.sign_in("maria")
    return program


def end(program: Program) -> None:
    background.wait()
    program.application.end()


def text_and_cursor(program: Program, name: str) -> tuple[str, int]:
    QApplication.processEvents()
    editor = program.field(name)
    assert isinstance(editor, QPlainTextEdit)
    return editor.toPlainText(), editor.textCursor().position()


def test_feedback_half_written_at_a_power_cut_is_there_again(
    qtbot: QtBot, desk: Desk, stages: Stages
) -> None:
    move_in(desk, stages.treated.folder)
    with working(desk, "feedback", stages.treatment_id):
        pass
    program = begin_again(qtbot, desk)
    program.window.go(Place(View.FEEDBACK, stages.patient_id, stages.treatment_id))
    assert text_and_cursor(program, "feedback_text") == (typist.FEEDBACK, len(typist.FEEDBACK))
    end(program)


def test_a_wizard_at_a_power_cut_opens_with_its_words_and_cursor(
    qtbot: QtBot, desk: Desk, clinic_template: Template, tmp_path: Path
) -> None:
    clinic = open_copy(clinic_template, tmp_path / "before")
    clinic.clock.move(days=13)
    referred = refer(clinic)
    clinic.close()
    move_in(desk, clinic.folder)
    with working(desk, "screening", referred.referral_id):
        pass
    program = begin_again(qtbot, desk)
    program.window.go(Place(View.SCREENING, referral_id=referred.referral_id))
    assert text_and_cursor(program, "contact_reason") == (typist.REASON, len(typist.REASON))
    end(program)


MARKERS = (
    SECRET,
    typist.FAMILY,
    typist.GIVEN,
    typist.QUESTION,
    typist.FEEDBACK,
    "Provberg",
    "Kvastskaft",
    "Zebrafisken",
    "19871019",
)


@pytest.mark.parametrize("lock", [False, True], ids=["killed", "locked-and-killed"])
def test_nothing_that_was_typed_lies_readable_anywhere(
    desk: Desk, stages: Stages, *, lock: bool
) -> None:
    move_in(desk, stages.treated.folder)
    with working(desk, "feedback", stages.treatment_id, lock=lock) as titles:
        found = readable(desk)  # while it runs: journal, shared memory and temporary files too
        assert not any(marker in titles for marker in MARKERS), titles
    assert not found, found
    assert not readable(desk)
    looked_at = {path.relative_to(desk.home).parts[0] for path in desk.files()}
    assert {"data", "settings"} <= looked_at
    assert any(path.suffix == ".log" for path in desk.files())


def forms(marker: str) -> set[bytes]:
    """A marker as it may lie in a file: composed or not, folded, in any encoding of letters."""
    written = {
        form
        for text in (marker, marker.casefold(), marker.upper())
        for form in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
    }
    return {text.encode(name) for text in written for name in ("utf-8", "utf-16-le", "utf-16-be")}


def readable(desk: Desk, markers: Iterable[str] = MARKERS, *, but: Path | None = None) -> list[str]:
    """Markers that stand in some file of the computer, `but` those in a folder the user chose."""
    wanted = [(marker, form) for marker in markers for form in forms(marker)]
    return [
        f"{marker} in {path.relative_to(desk.home)} as {form!r}"
        for path in desk.files()
        if but is None or not path.is_relative_to(but)
        for content in [content_of(path)]
        for marker, form in wanted
        if form in content
    ]


def content_of(path: Path) -> bytes:
    """What lies in a file; one that a backup took away meanwhile holds nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_a_marker_left_in_a_file_would_be_found(desk: Desk) -> None:
    (desk.home / "left.txt").write_text(typist.FEEDBACK, encoding="utf-16")
    (desk.home / "right.txt").write_text(f"x{SECRET}", encoding="utf-8")
    (desk.home / "apart.txt").write_text(unicodedata.normalize("NFD", SECRET), encoding="utf-8")
    assert len(readable(desk)) == 4
    assert len(readable(desk, but=desk.home / "left.txt")) == 2


# --- the whole main job --------------------------------------------------------------------------

_WALKED = (
    *(walker.DRAFT, walker.SEARCHED, walker.SCANNED, walker.COPIED),
    *(walk.FAMILY, walk.QUESTION, walk.REASON, walk.RESULT, walk.PLAN.splitlines()[0]),
    *walk.FEEDBACK[:2],
    *walk.REFLECTIONS[:2],
    *("19910520", "910520", "Nedstämdhet, initiativlöshet", "Tankar finns, inga planer"),
    "Säkerhetsplan skriven",
)
_A_PAPER = b"%PDF-"


@pytest.mark.timeout(900)
def test_the_main_job_from_referral_to_pdf_leaves_no_word_readable_anywhere(desk: Desk) -> None:
    """Scan, search, drafts, forms, risk, letters, preview, export, lock, copy; then the power goes.

    The folder that the user picks holds the export and the scan, and is looked at for that alone.
    """
    chosen = desk.home / "chosen"
    chosen.mkdir()
    errors = desk.home / "stderr"
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.walker", str(desk.folder.root), str(chosen)],
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=desk.home,
            env=desk.environment(),
            text=True,
        ) as child,
    ):
        assert child.stdout is not None
        said = child.stdout.readline()
        try:
            assert said.startswith("ready"), errors.read_text(encoding="utf-8")
            found = readable(desk, _WALKED, but=chosen)
        finally:
            child.send_signal(signal.SIGKILL)
    assert not found, found
    assert not readable(desk, _WALKED, but=chosen)
    assert not any(form in said.encode() for word in _WALKED for form in forms(word)), said
    left = [path for path in desk.files() if not path.is_relative_to(chosen)]
    papers = [path for path in left if _A_PAPER in content_of(path)]
    assert not papers, "what a PDF says is compressed: none may lie about at all"
    assert [path.suffix for path in chosen.glob("*.pdf")] == [".pdf"]
    assert walker.SCANNED.encode() in (chosen / "skannad.png").read_bytes()
    assert any(path.suffix == ".log" for path in left)
    assert any(path.name == "clinic.db" and path.stat().st_size > 100_000 for path in left)
    others = [path for path in left if path.stat().st_mode & 0o077 and path != errors]
    assert not others, "the account's own, every one"
