"""The translation tool loses nothing and lets nothing slip through."""

from pathlib import Path

import pytest

from tools import translations
from tools.translations import Source, WrongText


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "ikbt_desktop" / "ui" / "today").mkdir(parents=True)
    return tmp_path


def _write(root: Path, text: str) -> None:
    (root / "ikbt_desktop" / "ui" / "today" / "page.py").write_text(text, encoding="utf-8")


def test_what_is_filled_survives_an_update_and_what_is_gone_is_dropped(root: Path) -> None:
    _write(root, 'class A:\n    def f(self):\n        self.tr("One")\n        self.tr("Two")\n')
    translations.fill("today", {"One": "Ett", "Two": "Två"}, root)
    _write(root, 'class A:\n    def f(self):\n        self.tr("One")\n        self.tr("Three")\n')
    kept = translations.update("today", root)
    assert kept == {Source("A", "One"): ("Ett",), Source("A", "Three"): ()}


def test_check_finds_the_missing_the_stale_and_the_uncompiled(root: Path) -> None:
    _write(root, 'say("A", "%n day(s)", n)\n')
    translations.update("today", root)
    assert "no translation" in translations.check("today", root)[0]
    translations.fill("today", {"%n day(s)": ["%n dag", "%n dagar"]}, root)
    assert "older" in translations.check("today", root)[0]
    translations.compile_room("today", root=root)
    assert translations.check("today", root) == []
    _write(root, 'say("A", "other")\n')
    assert any("no longer said" in fault for fault in translations.check("today", root))


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"Hello {name}")',
        'self.tr("%n day(s)", "", n)',
        'say("A", "%n day(s)")',
        'say("A")',
        'self.tr("a" + b)',
    ],
)
def test_a_text_that_would_come_out_untranslated_is_refused(root: Path, line: str) -> None:
    _write(root, f"class A:\n    def f(self, name, n, b):\n        {line}\n")
    with pytest.raises(WrongText):
        translations.update("today", root)


def test_a_translation_that_loses_a_fact_is_refused(root: Path) -> None:
    _write(root, 'say("A", "Saved {time}")\n')
    with pytest.raises(WrongText, match="same facts"):
        translations.fill("today", {"Saved {time}": "Sparat"}, root)
