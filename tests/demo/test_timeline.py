from datetime import UTC, date, datetime, time

from ikbt_desktop.demo.timeline import MovedClock, Timeline

NOW = datetime(2026, 10, 27, 6, 30, tzinfo=UTC)  # 07:30, two days after the clocks were set back


def test_acts_are_done_in_the_order_of_their_time() -> None:
    line, clock, told = Timeline(NOW), MovedClock(NOW), list[tuple[str, datetime]]()
    line.at(-1, time(9, 0), lambda: told.append(("yesterday", clock())))
    line.at(-7, time(9, 0), lambda: told.append(("last week", clock())))
    line.at(-7, time(9, 0), lambda: told.append(("just after", clock())))
    line.run(clock)
    assert [name for name, _ in told] == ["last week", "just after", "yesterday"]
    assert told[0][1] == datetime(2026, 10, 20, 7, 0, tzinfo=UTC)  # summer time
    assert told[2][1] == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # winter time
    assert clock() == NOW


def test_what_lies_later_today_happens_just_now() -> None:
    line, clock, told = Timeline(NOW), MovedClock(NOW), list[datetime]()
    line.at(0, time(16, 0), lambda: told.append(clock()))
    line.run(clock)
    assert told == [NOW]


def test_today_is_the_swedish_date() -> None:
    line = Timeline(datetime(2026, 10, 7, 22, 30, tzinfo=UTC))
    assert line.today == date(2026, 10, 8)
    assert line.day(-8) == date(2026, 9, 30)
