"""Pages about keys that stand where nobody is signed in, or not yet: imported when first wanted."""

import importlib
from typing import TYPE_CHECKING, Any

from ikbt_desktop import lean
from ikbt_desktop.ui.kit.card import Ground

if TYPE_CHECKING:
    from ikbt_desktop.services.key_file_check import KeyFileCheck
    from ikbt_desktop.services.menu import Services
    from ikbt_desktop.services.password_rules import PasswordRules
    from ikbt_desktop.services.rescue import Rescue
    from ikbt_desktop.ui.destruction_page import DestructionPage
    from ikbt_desktop.ui.entry.rescue_page import RescuePage
    from ikbt_desktop.ui.key_file_page import KeyFilePage
    from ikbt_desktop.ui.new_paper_page import NewPaperPage
    from ikbt_desktop.ui.paper_page import PaperPage, Way
    from ikbt_desktop.ui.rotation_page import RotationPage


class SecretPage(Ground):
    """Keys or passwords stand on it while nobody is signed in: a lock puts it away."""

    @property
    def is_at_work(self) -> bool:
        """Whether it does what may not be broken off, and shows nothing meanwhile."""
        return False


def _module(name: str) -> Any:
    with lean.importing():
        return importlib.import_module(f"ikbt_desktop.ui.{name}")


def rescue_page(rescue: "Rescue") -> "RescuePage":
    """The way back when the files are damaged or gone."""
    page: RescuePage = _module("entry.rescue_page").RescuePage(rescue)
    return page


def rotation_page() -> "RotationPage":
    """While all keys are changed, and what came of it."""
    page: RotationPage = _module("rotation_page").RotationPage()
    return page


def destruction_page() -> "DestructionPage":
    """While a record is destroyed, and what came of it."""
    page: DestructionPage = _module("destruction_page").DestructionPage()
    return page


def key_file_page(check: "KeyFileCheck") -> "KeyFilePage":
    """The key file is not the one that was kept."""
    page: KeyFilePage = _module("key_file_page").KeyFilePage(check)
    return page


def new_paper_page(services: "Services") -> "NewPaperPage":
    """The recovery key was used, and a new one is owed."""
    page: NewPaperPage = _module("new_paper_page").NewPaperPage(services)
    return page


def paper_page(way: "Way", rules: "PasswordRules") -> "PaperPage":
    """The recovery key from its envelope."""
    page: PaperPage = _module("paper_page").PaperPage(way, rules)
    return page
