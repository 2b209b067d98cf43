"""A name is never cut: what does not fit beside it goes below, also when the text grows."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.banner import Banner
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State


def cut(banner: Banner) -> list[str]:
    """Labels and pills with less room than their words ask for."""
    parts = [one for one in banner.findChildren(Label) if one.isVisible()]
    pills = [one for one in banner.findChildren(Pill) if one.isVisible()]
    narrow = [one.text() for one in parts if one.width() < one.minimumSizeHint().width()]
    return narrow + [one.value.text for one in pills if one.width() < one.sizeHint().width()]


def shown(qtbot: QtBot, width: int) -> tuple[QWidget, Banner]:
    """A window with the banner of a patient; who holds the window holds the banner."""
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner(parent=window)
    column = QVBoxLayout(window)
    column.addWidget(banner)
    column.addStretch(1)
    window.setFixedSize(width, 600)
    window.show()
    banner.show_patient(
        name="Påhittsson, Örjan",
        age="60 år",
        number="19660911-2393",
        pills=[PillValue("Stresshjälpen, vecka 3 av 9", State.NEUTRAL, icon="book-open")],
        flags=[
            PillValue("Att följa upp idag", State.REVIEW),
            PillValue("Återkoppling 3 dagar sen", State.NOT_MET, icon="clock-alert"),
        ],
    )
    qtbot.waitUntil(lambda: cut(banner) == [])
    return window, banner


def test_nothing_is_cut_when_the_text_grows_under_an_open_patient(qtbot: QtBot) -> None:
    _window, banner = shown(qtbot, 1310)
    theme.current().choose(scale=2.0)
    qtbot.waitUntil(lambda: cut(banner) == [])
    theme.current().choose(scale=1.0)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: cut(banner) == [])
    assert banner._below.isHidden()


def test_a_window_too_narrow_for_the_grown_pills_alone_has_them_below(qtbot: QtBot) -> None:
    theme.current().choose(scale=2.0)
    _wide_window, wide = shown(qtbot, 4_000)
    needed = wide._first.minimumSize().width() + wide.width() - wide.contentsRect().width()
    theme.current().choose(scale=1.0)
    # Name, age and number have room once they have grown, and the pills as they were.
    _window, banner = shown(qtbot, needed + 60)
    assert banner._below.isHidden()
    theme.current().choose(scale=2.0)
    qtbot.waitUntil(lambda: cut(banner) == [])
    assert not banner._below.isHidden()
