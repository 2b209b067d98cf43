"""Two units in the training clinic: what one has blocked, the other finds in no window."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.errors import NotFound
from ikbt_desktop.models import AccessBlock, Document, Patient, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.units import UnitRow
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.door_page import DoorPage
from tests.journeys.robot import PATIENT_TABS, Tour, places, settle
from tests.ui.record.robot import Robot

OTHERS = ("hanna", "rut", "tore")


@pytest.fixture
def divided(tour: Tour) -> Tour:
    """Maria's unit has every patient; Hanna, Rut and Tore are at Södra."""
    tour.be("alva")
    divide(tour.services)
    return tour


def divide(admin: Services) -> None:
    admin.units.add("Södra")
    south = unit(admin, "Södra").id
    with UnitOfWork(admin.workplace, reading=False) as work:
        for user in work.find(User):
            user.unit_id = south if user.login in OTHERS else user.unit_id
        work.log(Action.CHANGE, kind="user")
        work.commit()


def unit(admin: Services, name: str) -> UnitRow:
    return next(row for row in admin.units.rows() if row.name == name)


def block(services: Services, patients: set[str], *, user_id: str | None = None) -> None:
    """As the services write it; a whole clinic of blocks in one go."""
    with UnitOfWork(services.workplace, reading=False) as work:
        for patient in sorted(patients):
            work.add(AccessBlock(patient_id=patient, user_id=user_id, placed_by_name="Maria"))
        work.log(Action.CREATE, kind="block")
        work.commit()


def lift_all(services: Services) -> None:
    with UnitOfWork(services.workplace, reading=False) as work:
        for one in work.find(AccessBlock, lifted_at=None):
            one.lifted_at = work.now()
        work.log(Action.CHANGE, kind="block")
        work.commit()


def everybody(services: Services) -> dict[str, tuple[str, ...]]:
    """Each patient's name and number, as somebody would know them again."""
    with UnitOfWork(services.workplace, reading=True) as work:
        return {
            one.id: (one.name, f"{one.given_name} {one.family_name}", one.identity_shown)
            for one in work.find(Patient)
        }


def blocked_half(tour: Tour) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Every other patient is blocked for Södra."""
    tour.be("maria")
    known = everybody(tour.services)
    with UnitOfWork(tour.services.workplace, reading=True) as work:
        ordered = [one.id for one in work.find(Patient, order_by=("sort_key", "id"))]
    half = set(ordered[::2])
    lift_all(tour.services)  # the training clinic has a block of its own
    block(tour.services, half)
    return half, known


def told(tour: Tour) -> str:
    settle()
    return Robot.seen(tour.front) + "\n" + tour.front.windowTitle()


def leaks(text: str, hidden: set[str], known: dict[str, tuple[str, ...]]) -> list[str]:
    return sorted({word for one in hidden for word in known[one] if word in text})


@pytest.mark.parametrize("login", OTHERS)
def test_no_window_of_the_other_unit_names_a_blocked_patient(divided: Tour, login: str) -> None:
    hidden, known = blocked_half(divided)
    divided.be(login)
    found: dict[str, list[str]] = {}
    before = divided.services.caseload.count()
    assert before == len(known) - len(hidden)
    for place in places(divided.services):
        if place.view is View.ADMINISTRATION:
            continue  # the log is looked through for the whole clinic: a purpose of its own
        divided.go(place)
        for word in leaks(told(divided), hidden, known):
            found.setdefault(word, []).append(f"{place.view.value} {place.detail or ''}")
    assert found == {}


@pytest.mark.parametrize("login", OTHERS)
def test_a_place_that_one_remembers_leads_to_the_block_and_no_further(
    divided: Tour, login: str
) -> None:
    hidden, known = blocked_half(divided)
    window = divided.be(login)
    for patient in sorted(hidden):
        for tab in PATIENT_TABS[:: len(PATIENT_TABS) - 1]:
            divided.go(Place(View.PATIENT, patient_id=patient, detail=tab))
            assert isinstance(window.page, DoorPage)
            text = told(divided)
            assert "spärrad" in text
            assert leaks(text, {patient}, known) == []


@pytest.mark.parametrize("login", OTHERS)
def test_search_and_palette_find_no_blocked_patient_by_name(divided: Tour, login: str) -> None:
    hidden, known = blocked_half(divided)
    window = divided.be(login)
    for patient in hidden:
        family = known[patient][0].partition(",")[0]
        rows = divided.services.caseload.page(text=family)
        assert patient not in {row.id for row in rows}
        hits = "\n".join(f"{hit.text}" for hit in window._palette.find(family))
        assert leaks(hits, {patient}, known) == []


def counts_agree(services: Services) -> None:
    """Each figure is the length of the list that it stands for: it counts nobody who is hidden."""
    assert services.caseload.count() == len(services.caseload.page(limit=500))
    figures = services.referrals.counts()
    for chosen in ("open", "unanswered", "waiting", "running", "closed"):
        rows = services.referrals.page(chosen=chosen, limit=500)
        assert getattr(figures, chosen) == len(rows), chosen
    waiting = services.documents.waiting()
    assert sum(waiting.values()) == len(services.documents.outbox(limit=500))


def lists(services: Services) -> str:
    """Every row and figure that somebody is shown without asking for one patient."""
    tasks = services.worklist.tasks()
    found: list[object] = [
        services.caseload.page(limit=500),
        services.caseload.recent(),
        *(services.referrals.page(chosen=one, limit=500) for one in ("open", "closed", "all")),
        tasks,
        services.worklist.counts(),
        services.documents.outbox(limit=500),
        services.fees.month(services.workplace.clock().year, services.workplace.clock().month),
    ]
    return repr(found)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_blocked_for_whomever_no_row_and_no_figure_tells_of_it(
    divided: Tour, data: st.DataObject
) -> None:
    admin = divided.services
    known = everybody(admin)
    with UnitOfWork(admin.workplace, reading=True) as work:
        people = {
            user.login: user.id for user in work.find(User) if user.role != Role.ADMINISTRATOR
        }
    lift_all(admin)
    some = st.sets(st.sampled_from(sorted(known)))
    between = data.draw(some, label="blocked between units")
    persons = data.draw(st.dictionaries(st.sampled_from(sorted(people)), some), label="for persons")
    block(admin, between)
    for login, patients in persons.items():
        block(admin, patients, user_id=people[login])
    login = data.draw(st.sampled_from(sorted(people)), label="who looks")
    hidden = persons.get(login, set()) | (between if login in OTHERS else set())
    services = at_work(admin, login)
    text = lists(services)
    assert leaks(text, hidden, known) == []
    assert [one for one in hidden if one in text] == []
    assert services.caseload.count() == len(known) - len(hidden)
    counts_agree(services)
    no_paper_opens(services, hidden)


def no_paper_opens(services: Services, hidden: set[str]) -> None:
    """Neither the list of a blocked patient's documents nor any of them by its id."""
    with UnitOfWork(services.workplace, reading=True) as work:
        papers = [(one.id, one.patient_id) for one in work.find(Document)]
    for patient in hidden:
        with pytest.raises(NotFound):
            services.documents.of_patient(patient)
    for paper in (one for one, patient in papers if patient in hidden):
        with pytest.raises(NotFound):
            services.documents.content(paper)


def at_work(admin: Services, login: str) -> Services:
    """The same file as somebody else sees it."""
    with UnitOfWork(admin.workplace, reading=True) as work:
        (user,) = work.find(User, login=login)
        actor = Actor(user.id, user.name, Role(user.role), user.title)
    return Services.of(replace(admin.workplace, actor=actor), admin.shipped)
