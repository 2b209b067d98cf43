"""Each benchmark's machinery works on a tiny clinic; how long anything took is not judged."""

import re
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic import identity
from ikbt_desktop.models import AuditEntry, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.benchmarks import (
    blocked,
    many_patients,
    memory,
    screen,
    scrolling,
    search,
    start_up,
    summary_pdf,
    table,
)
from tests.benchmarks.blocked import Block
from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import Figure, in_turn, slow_end

COUNT = 320


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    return many_patients.build(tmp_path_factory.mktemp("crowd"), count=COUNT)


def test_the_invented_patients_are_many_valid_and_found_and_one_row_of_the_log_tells_it(
    crowd: Crowd,
) -> None:
    with many_patients.opened(crowd) as services:
        workplace = services.workplace
        with UnitOfWork(workplace, reading=True) as work:
            today = workplace.clock().date()
            numbers = [patient.identity_digits for patient in work.find(Patient)]
            imports = work.find(AuditEntry, action=Action.IMPORT)
        assert len(set(numbers)) == COUNT
        assert [identity.parse(number, today=today).digits for number in numbers] == numbers
        assert len(imports) == 1
        assert services.caseload.count() == COUNT
        assert {row.name for row in services.caseload.page(text="skenström")} >= {
            "Skenström, Amira"
        }
        assert services.worklist.counts().all > 0


def test_there_are_numbers_enough_for_the_largest_clinic() -> None:
    numbers = [digits for _, digits, _, _ in many_patients.numbers()]
    assert len(numbers) == len(set(numbers)) > many_patients.MANY


@pytest.mark.usefixtures("qapp")
def test_each_key_is_measured_to_the_painted_list_and_its_select_beside_it(crowd: Crowd) -> None:
    pairs = search.keys(crowd, typed=("sken", "ingen heter så"))
    assert len(pairs.ours) == len(pairs.bare) == len("sken") + len("ingen heter så")
    assert min(pairs.ours) > 0
    assert min(pairs.bare) > 0


def test_the_selects_of_a_search_are_heard_and_done_bare_give_its_rows(crowd: Crowd) -> None:
    with (
        many_patients.opened(crowd) as services,
        screen.bare_connection(services) as connection,
        screen.heard_selects() as heard,
    ):
        found = services.caseload.page(text="skenström")
        assert any("patient_word" in text for text, _ in heard)
        assert screen.run_bare(connection, heard) >= len(found) > 0
        heard.clear()
        assert screen.run_bare(connection, heard) == 0


@pytest.mark.usefixtures("qapp")
def test_scrolling_goes_on_until_the_last_patient(crowd: Crowd) -> None:
    pairs = scrolling.pages(crowd)
    assert len(pairs.ours) == len(pairs.bare) == 3  # the first 100 came with the page


@pytest.mark.skipif(sys.platform != "linux", reason="weighs a process as Linux tells it")
def test_the_worklist_and_the_bare_window_are_weighed(crowd: Crowd) -> None:
    resident, unshared = memory.measure(crowd, rounds=1)
    assert re.fullmatch(r"\d+ MiB", resident.measured)
    assert float(unshared.ratio) > 0


def test_the_sign_in_window_and_the_bare_one_show_themselves_and_end() -> None:
    warm, cold = start_up.measure(rounds=1)
    assert float(warm.ratio) > 0
    assert float(cold.ratio) > 0


def test_the_summary_is_measured_beside_bare_pages() -> None:
    (figure,) = summary_pdf.measure(rounds=1)
    assert float(figure.ratio) > 0


def _held(qapp: QApplication) -> tuple[Block, ...]:
    """The gaps while the loop goes round and is held once for two tenths of a second."""

    def act() -> None:
        QTimer.singleShot(30, lambda: time.sleep(0.2))
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            qapp.processEvents()
            time.sleep(0.002)

    return blocked.watched(act)


def test_the_watchdog_finds_what_held_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    longest, *_ = _held(qapp)
    assert longest.milliseconds >= 150
    assert not longest.busy


def test_before_there_is_a_window_none_is_held(qapp: QApplication) -> None:
    assert QApplication.focusWindow() is None
    assert _held(qapp) == ()


def test_only_a_gap_without_a_sign_of_work_counts_against_the_limit() -> None:
    blocks = [Block(400.0, "ui/a.py:1 f", busy=True), Block(70.0, "ui/b.py:2 g", busy=False)]
    first, *places = blocked.figures(blocks)
    assert first.measured == "70 ms"
    assert [place.what.strip() for place in places] == ["ui/a.py:1 f", "ui/b.py:2 g"]


def test_work_is_measured_by_turns_and_the_slow_end_is_that_of_95_in_100() -> None:
    done: list[str] = []
    pairs = in_turn(lambda: done.append("a"), lambda: done.append("b"), rounds=3, warm=1)
    assert done == ["a", "b"] * 4
    assert len(pairs.ours) == len(pairs.bare) == 3
    assert slow_end([float(n) for n in range(1, 102)]) == 96.0


def test_the_table_is_one_that_can_be_pasted() -> None:
    lines = table.as_table([Figure("start", "200 ms", "120 ms", "1.67", "2.0 ×")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[2].startswith("| start ")


def test_a_name_that_is_no_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        table.main(["nonsense"])
    assert ended.value.code == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_machinery_lies_where_no_test_is_collected() -> None:
    folder = Path(table.__file__).parent
    assert not list(folder.glob("test_*.py"))
