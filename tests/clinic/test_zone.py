"""Days and hours are those of Sweden, also when summer time ends."""

from datetime import UTC, datetime

import pytest

from ikbt_desktop.clinic.zone import LOCAL


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2026-07-02 00:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-01 00:30"),
    ],
)
def test_a_moment_is_told_by_the_clock_on_the_wall(moment: datetime, shown: str) -> None:
    assert f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}" == shown
