"""Every role before every view: what is offered opens, and all else is refused and logged."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage import list_log
from ikbt_desktop.storage.unit_of_work import open_reading
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.pages import Place, View
from tests.doors import let_in
from tests.journeys.robot import Tour, places

REFUSED = "Försöket är noterat i loggen."
TREATS = frozenset(
    {
        View.REFERRALS,
        View.QUEUE,
        View.PATIENTS,
        View.TODAY,
        View.OUTBOX,
        View.FEES,
        View.PROGRAMS,
        View.PATIENT,
        View.SCREENING,
        View.DECISION,
        View.ASSIGNMENT,
        View.FEEDBACK,
        View.MEASURE,
        View.RISK,
        View.CLOSING,
    }
)
# product.md, "Who sits at it".
OPEN_TO = {
    "rut": frozenset(
        {
            View.REFERRALS,
            View.QUEUE,
            View.PATIENTS,
            View.TODAY,
            View.OUTBOX,
            View.FEES,
            View.PATIENT,
        }
    ),
    "maria": TREATS,
    "tore": (TREATS - {View.CLOSING}) | {View.ADMINISTRATION},
    "alva": frozenset({View.ADMINISTRATION}),
}

# Not offered and still nothing to refuse: the catalogue holds no patient, and the list of what an
# administrator has to do is empty.
HARMLESS = frozenset({("rut", View.PROGRAMS), ("alva", View.PROGRAMS), ("alva", View.TODAY)})


@pytest.fixture
def every_view(tour: Tour) -> dict[View, Place]:
    """One place of each view, on patients that are there."""
    found: dict[View, Place] = {}
    for login in ("maria", "alva"):
        tour.be(login)
        for place in places(tour.services):
            found.setdefault(place.view, place)
    assert set(found) == set(View)
    return found


@pytest.mark.parametrize("login", OPEN_TO)
def test_each_view_opens_or_is_refused_in_words_and_in_the_log(
    tour: Tour, every_view: dict[View, Place], login: str
) -> None:
    wrong = []
    first = tour.be(login).place
    for view, place in every_view.items():
        if (login, view) in HARMLESS:
            continue
        tour.go(first)
        if place.patient_id is not None and tour.services.actor.may(Permission.OPEN_PATIENT):
            let_in(tour.services.workplace, place.patient_id)
        before = refusals(tour.services)
        tour.go(place)
        refused = (refusals(tour.services) > before, REFUSED in said(tour))
        expected = view not in OPEN_TO[login]
        if refused != (expected, expected):
            wrong.append(f"{view}: logged {refused[0]}, said {refused[1]}, expected {expected}")
    assert wrong == []


def test_an_administrator_has_nothing_of_a_patient_to_do(tour: Tour) -> None:
    tour.be("alva")
    tour.go(Place(View.TODAY))
    assert tour.services.worklist.tasks() == ()


@pytest.mark.parametrize("login", OPEN_TO)
def test_the_navigation_offers_what_opens_and_nothing_else(tour: Tour, login: str) -> None:
    window = tour.be(login)
    offered = {room.view for room in window.rooms}
    in_navigation = set(list(View)[: list(View).index(View.PATIENT)])
    assert offered == OPEN_TO[login] & in_navigation
    before = refusals(tour.services)
    for view in offered:
        tour.go(Place(view))
        assert window.place.view is view
        assert REFUSED not in said(tour)
    assert refusals(tour.services) == before


def test_a_refusal_is_not_said_any_more_on_the_next_page(
    tour: Tour, every_view: dict[View, Place]
) -> None:
    tour.be("rut")
    tour.go(every_view[View.CLOSING])
    assert tour.trouble()
    tour.go(Place(View.PATIENTS))
    assert tour.trouble() == ""


def refusals(services: Services) -> int:
    """How many refusals stand in the log."""
    reader = replace(services.workplace, actor=Actor("", "", Role.COORDINATOR, ""))
    with open_reading(reader, Permission.READ_LOG) as work:
        return sum(line.action == Action.DENIED for line in list_log.page(work, limit=500))


def said(tour: Tour) -> str:
    """Every word that is on the screen."""
    texts = [label.text() for label in tour.window.findChildren(QLabel) if label.isVisible()]
    messages = [
        one.accessibleName() for one in tour.window.findChildren(InlineMessage) if one.isVisible()
    ]
    return "\n".join([*texts, *messages])
