"""Takes pictures of a widget for the eye: three sizes, light and dark, Swedish and English.

    python tools/look.py FOLDER [module:Class]       (default: the page of parts)

A class that needs arguments is pictured from a script with `grab(widget, folder, name)`.
"""

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication, QWidget

from ikbt_desktop.ui.kit import language, theme


@dataclass(frozen=True)
class View:
    """How to look."""

    name: str
    size: tuple[int, int] = (1366, 689)
    scale: float = 1.0
    scheme: theme.Scheme = theme.Scheme.LIGHT
    language: str = "sv"


VIEWS = (
    View("1366"),
    View("1366-dark", scheme=theme.Scheme.DARK),
    View("1024", size=(1024, 640)),
    View("200", scale=2.0),
    View("1366-en", language="en"),
)


def grab(make: Callable[[], QWidget], folder: Path, name: str) -> list[Path]:
    """Make the widget once for every view and save what it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for view in VIEWS:
        language.install(view.language)
        theme.current().choose(scheme=view.scheme, scale=view.scale)
        widget = make()
        widget.resize(*view.size)
        widget.show()
        for _ in range(3):  # a change of language, then the layouts that it asks for
            QApplication.processEvents()
        saved.append(folder / f"{name}-{view.name}.png")
        widget.grab().save(str(saved[-1]))
        widget.close()
        widget.deleteLater()
    return saved


def main(arguments: list[str]) -> int:
    """Picture one class."""
    if not arguments:
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    target = arguments[1] if len(arguments) > 1 else "ikbt_desktop.ui.kit.parts_page:PartsPage"
    module, _, name = target.partition(":")
    QApplication.instance() or QApplication(sys.argv[:1])
    for path in grab(getattr(importlib.import_module(module), name), Path(arguments[0]), name):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
