"""Every page of the program, in a real window over the training clinic."""

import pytest
from PySide6.QtWidgets import QApplication

from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import Place
from tests.journeys.robot import Tour, clipped, nameless, outside, places, settle
from tests.ui.shell.robot import Program

LOGINS = ("rut", "maria", "tore", "alva")


@pytest.mark.parametrize("login", LOGINS)
def test_whatever_can_hold_the_focus_has_a_name_on_every_page(tour: Tour, login: str) -> None:
    window = tour.be(login)
    found: Found = {}
    for place in places(tour.services):
        tour.go(place)
        assert tour.trouble() == "", place
        assert window.place.view is place.view
        note(found, place, nameless(window))
    assert not found, told(found)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize(
    ("size", "scale"),
    [((1366, 689), 1.0), ((1024, 640), 1.0), ((1366, 689), 2.0)],
    ids=["1366", "1024", "200-percent"],
)
@pytest.mark.parametrize("login", ["rut", "maria", "alva"])  # the coordinator sees the same pages
def test_no_word_is_clipped_on_any_page(
    tour: Tour, login: str, size: tuple[int, int], scale: float, code: str
) -> None:
    window = tour.be(login)
    language.install(code)
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=scale)
    tour.front.resize(*size)
    found: Found = {}
    for place in places(tour.services):
        tour.go(place)
        note(found, place, [*clipped(window), *outside(window)])
    assert not found, told(found)


Found = dict[str, list[str]]
"""Each fault once, with the pages that it stands on."""


def note(found: Found, place: Place, faults: list[str]) -> None:
    for fault in faults:
        where = f"{place.view.value} {place.detail or ''}".strip()
        if where not in found.setdefault(fault, []):
            found[fault].append(where)


def told(found: Found) -> str:
    return "\n" + "\n".join(f"{fault}  —  {', '.join(where)}" for fault, where in found.items())


def test_nothing_but_the_one_window_opens(program: Program) -> None:
    for login in LOGINS:
        program.sign_in(login)
        settle()
        windows = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        assert windows == [program.front]
        program.application.switch_user()
