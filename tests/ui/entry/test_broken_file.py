"""A broken data file at the start is said: which file, which line, what is wrong."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop import paths
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.ui import application
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.label import Label


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "lookback_days = 14",
            "lookback_days = = 14",
            "phq-9.toml, rad 11: raden",
        ),
        ("high = 4", "high = 5", "phq-9.toml, rad 64, band[2].low: det ska vara 6"),
        ("rights = ", "rigths = ", "rights: det saknas"),
    ],
)
def test_a_broken_shipped_file_is_named_and_nothing_is_opened(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    old: str,
    new: str,
    told: str,
) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(paths.resources(), resources)
    file = resources / "instruments" / "phq-9.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    front = Front(demo=False)
    qtbot.addWidget(front)
    monkeypatch.setattr(paths, "resources", lambda: resources)
    assert application.run(front, DataFolder(tmp_path / "data"), demo=False) is None
    shown = front.shown
    assert shown is not None
    assert shown.findChild(InlineMessage, "broken_file") is not None
    words = "\n".join(label.text() for label in shown.findChildren(Label))
    assert told in words
    assert "Klinikens data är orörda." in words
    assert "Traceback" not in words
    assert not (tmp_path / "data").exists()
