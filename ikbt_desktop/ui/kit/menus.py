"""Menus in the look of the house."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ikbt_desktop.ui.kit import theme


class MenuBar(QMenuBar):
    """The row of menus; each menu that it adds looks like it."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyle(theme.current().style_of_menus)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take colours and distances."""
        theme.shape(self, "menu")


class Menu(QMenu):
    """One menu, and those within it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyle(theme.current().style_of_menus)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take colours and distances."""
        theme.shape(self, "menu")


def popup(menu: QMenu, at: QPoint) -> None:
    """Open a menu that Qt has made; it ends when it closes."""
    menu.setStyle(theme.current().style_of_menus)
    theme.shape(menu, "menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
