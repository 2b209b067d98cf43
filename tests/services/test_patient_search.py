"""The search of patients finds what a plain filter finds, in its order, and walks an index."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.models import Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.caseload import Caseload
from ikbt_desktop.storage import list_patients
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.list_patients import SHORT
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests.benchmarks import screen
from tests.clinics import Clinic, Template, invented_number, open_copy

MANY = 240
FAMILY = ("Ek", "Åkerlund", "Åk", "Andersson", "Andersen", "Andel", "Öberg-Ström", "af Påhitt")
FAMILY_TOO = ("", "", "son", "-Ek", " Örn", "'s", " 100%", "_under", " Müller", " O’Hara")
GIVEN = ("Bo", "Åsa", "Asa", "Örjan", "Anders", "Zoë", "Ångström", "Kim-Lisa", "Noor", "Li")
GIVEN_TOO = ("", "", " Noor", "-Andel", " Å", " É", " Anna Karin", " 7")
RESERVED = ("GB-8406-A12", "SU 77 ÅSA", "19840615")


@dataclass(frozen=True)
class Known:
    """A patient as the plain filter sees them."""

    order: tuple[str, str]
    words: frozenset[str]


@dataclass(frozen=True, repr=False)
class Register:
    """A clinic with many patients, and the same in plain Python."""

    clinic: Clinic
    caseload: Caseload
    known: tuple[Known, ...]

    def found(self, text: str, **more: Any) -> list[str]:
        return [row.id for row in self.caseload.page(text=text, limit=MANY, **more)]


@pytest.fixture(scope="module")
def register(
    clinic_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Register]:
    clinic = open_copy(clinic_template, tmp_path_factory.mktemp("register"))
    known = tuple(enter_all(clinic))
    yield Register(clinic, Caseload(clinic.workplace("maria"), clinic.catalogue), known)
    clinic.close()


def enter_all(clinic: Clinic) -> Iterator[Known]:
    """Everybody is entered under one name, and every third person is then renamed."""
    chance = random.Random(20261122)
    lists = (FAMILY, FAMILY_TOO, GIVEN, GIVEN_TOO)
    parts = chance.sample(list(itertools.product(*lists)), MANY)
    digits = [
        *RESERVED,
        *(invented_number(date(1984, 6, 1) + timedelta(days=n)).digits for n in range(MANY)),
    ]
    with open_work(clinic.workplace("rut"), Permission.REGISTER_REFERRAL) as work:
        for place, (family, family_too, given_name, given_too) in enumerate(parts):
            patient = Patient(
                identity_kind="personnummer",
                identity_digits=digits[place],
                family_name=family + family_too,
                given_name=given_name + given_too,
                search_key="",
                sort_key="",
                protected_identity=place % 5 == 0,
            )
            list_patients.enter(work, work.add(patient))
            if place % 3 == 0:
                patient.family_name = chance.choice(FAMILY)
                list_patients.enter(work, patient)
            yield _known(patient)
        work.log(Action.IMPORT, kind="patient")
        work.commit()


def _known(patient: Patient) -> Known:
    words = list_patients.words_of(
        family_name=patient.family_name,
        given_name=patient.given_name,
        identity_digits=patient.identity_digits,
    )
    # A protected person is found by the whole number alone, which is another test's.
    return Known(
        (patient.sort_key, patient.id), frozenset() if patient.protected_identity else words
    )


def words_in(text: str) -> set[str]:
    return set(list_patients.words_of(family_name=text, given_name="", identity_digits="")) - {""}


def plainly_found(register: Register, text: str) -> list[str]:
    """What the search promises, as slowly and plainly as it can be said."""
    wanted = words_in(text)
    if text.strip() and not wanted:
        return []
    found = [one for one in register.known if _has_all(one, wanted)]
    if not found:
        found = [one for one in register.known if _has_all_without_rings(one, wanted)]
    return [patient_id for _, patient_id in sorted(one.order for one in found)]


def _has_all(one: Known, wanted: set[str]) -> bool:
    return all(any(word.startswith(beginning) for word in one.words) for beginning in wanted)


def _has_all_without_rings(one: Known, wanted: set[str]) -> bool:
    """The longest word without its rings and dots, and only of those who have some."""
    longest, *others = sorted(wanted, key=lambda word: (-len(word), word))
    bare = _bare(longest)
    ringed = {_bare(word) for word in one.words if word != _bare(word)}
    # A word so short is tried whole: its beginnings would be anybody's.
    fits = bare in ringed if len(bare) < SHORT else any(word.startswith(bare) for word in ringed)
    return fits and _has_all(one, set(others))


def _bare(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))


beginnings = st.one_of(
    st.builds(
        lambda whole, length: whole[:length],
        st.sampled_from((*FAMILY, *GIVEN, "1984", "198406", "840615", "Karin", "gb8406", "asa")),
        st.integers(1, 10),
    ),
    st.text(st.sampled_from("aåäönsk1984 -+%_'\\~\x00ABÅ"), max_size=5),
)
searches = st.lists(beginnings, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(text=searches)
def test_the_search_finds_what_a_plain_filter_finds_in_the_same_order(
    register: Register, text: str
) -> None:
    expected = plainly_found(register, text)
    assert register.found(text) == expected
    backwards = " ".join(reversed(text.split(" ")))
    assert register.found(backwards) == plainly_found(register, backwards)
    if text.strip():
        assert register.caseload.count(text=text) == len(expected)


@settings(max_examples=60, deadline=None)
@given(text=searches, size=st.integers(1, 40))
def test_the_pages_of_a_search_join_without_a_gap_or_a_repetition(
    register: Register, text: str, size: int
) -> None:
    pages: list[str] = []
    while True:
        rows = register.caseload.page(text=text, offset=len(pages), limit=size)
        pages += [row.id for row in rows]
        if len(rows) < size:
            break
    assert pages == register.found(text)


@pytest.mark.parametrize("text", ["%", "_", "100%", "and%", "_nder", "\\", "ek' OR 1=1 --", '"'])
def test_wildcards_and_quotes_are_no_more_than_what_parts_words(
    register: Register, text: str
) -> None:
    assert register.found(text) == plainly_found(register, text)


WALKS = {"SCAN hit", "SCAN patient USING COVERING INDEX ix_patient_sort_key"}
SHAPES = ("", "a", "ande", "anders", "bo a", "anders bo", "anders karin", "anders bo karin a", "89")


def test_every_shape_of_a_search_walks_along_an_index(register: Register) -> None:
    """A new shape of statement that reads a whole table would be seen only with many patients."""
    database = register.clinic.workplace("maria").database
    connection = connect(database.folder.database, database.keys, reading=True)
    for text in SHAPES:
        for offset in (0, 2):
            with screen.heard_selects() as heard:
                register.caseload.page(text=text, offset=offset, limit=2)
            searched = [one for one in heard if "patient" in one[0]]  # not the person's own record
            assert searched
            for statement, values in searched:
                rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
                plan = [row[3] for row in rows]
                assert any("ix_patient_sort_key (sort_key=? AND id=?)" in step for step in plan)
                assert {step for step in plan if step.startswith("SCAN")} <= WALKS, plan
    connection.close()


def test_a_search_of_a_known_shape_is_not_planned_anew(register: Register) -> None:
    """A parameter that the plan asks for would have SQLite make the whole plan at each key."""
    workplace = register.clinic.workplace("maria")
    decided: list[int] = []

    def count(action: int, *_: str | None) -> int:
        decided.append(action)
        return 0

    with open_reading(workplace, Permission.LIST_PATIENTS) as work:
        connection: Any = work.session.connection().connection.dbapi_connection
        connection.set_authorizer(count)
        list_patients.page(work, "anders bo karin")
        assert decided
        decided.clear()
        list_patients.page(work, "örjan noor karin")
        assert not decided
        work.session.connection().invalidate()
