"""Rules of the look that a reviewer would otherwise have to remember."""

import re
from pathlib import Path

import pytest

import ikbt_desktop.ui

_UI = Path(ikbt_desktop.ui.__file__).parent
_FILES = sorted(_UI.rglob("*.py"))


@pytest.mark.parametrize("file", _FILES, ids=lambda file: str(file.relative_to(_UI)))
def test_colours_and_sheets_live_in_the_theme_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file.name not in {"theme.py", "tokens.py"}:
        assert "setStyleSheet" not in text
        assert not re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", text)
        assert not re.search(r"QColor\(\d|Qt\.GlobalColor\.(?!transparent)", text)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: str(file.relative_to(_UI)))
def test_no_page_uses_a_label_that_could_read_markup(file: Path) -> None:
    if file.name != "label.py":
        assert not re.search(r"\bQLabel\b", file.read_text(encoding="utf-8").split('"""', 2)[-1])


def test_every_icon_that_is_named_is_shipped() -> None:
    icons = {path.stem for path in (_UI.parent.parent / "resources" / "icons").glob("*.svg")}
    named = re.compile(r"(?:icon=|set_icon\(|IconMark\(|icons\.icon\()\"([a-z0-9-]+)\"")
    used = {name for file in _FILES for name in named.findall(file.read_text(encoding="utf-8"))}
    assert used
    assert used <= icons
