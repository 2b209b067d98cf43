"""Each of the four signs in, goes everywhere, and presses whatever is offered: nothing is refused.

The windows are held against the same table as the services: docs/roles.md.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests import ear
from tests.journeys.crawler import Crawler, stops
from tests.journeys.robot import Tour
from tests.journeys.test_roles import refusals
from tests.roles import LOGINS, stated


@pytest.fixture
def crawler(tour: Tour, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Crawler]:
    """Somebody with a finger for every button; the system's own dialogs answer at once."""

    def target(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        return str(tmp_path / name), ""

    def nothing(*_: object) -> tuple[str, str]:
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", target)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", nothing)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    found = Crawler(tour)
    ear.on_asked(found.hear)
    yield found
    ear.deaf(found.hear)


@pytest.mark.parametrize("login", LOGINS)
def test_no_window_asks_for_what_the_role_may_not(crawler: Crawler, login: str) -> None:
    crawler.tour.be(login)
    before = refusals(crawler.tour.services)
    for place, rows in stops(crawler.tour.services):
        crawler.crawl(place, rows=rows)
    crawler.find_by_words()
    role, table = LOGINS[login], stated()
    assert {verb: found for verb, found in crawler.heard.items() if not table[verb].may[role]} == {}
    assert refusals(crawler.tour.services) == before
    barred = {row.control: verb for verb, row in table.items() if not row.may[role]}
    assert sorted(crawler.offered & set(barred)) == []
