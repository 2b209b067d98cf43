"""The next hundred rows while scrolling through all patients, against the same SELECT done bare."""

from functools import partial
from statistics import median

from ikbt_desktop.ui.kit.paged_table import PAGE
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.patients_page import PatientsPage
from tests.benchmarks import many_patients, screen
from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import Figure, Pairs, milliseconds, slow_end


def pages(crowd: Crowd) -> Pairs:
    """To the end of what is fetched, again and again until nothing more comes."""
    screen.application()
    ours, bare = [], []
    with (
        many_patients.opened(crowd) as services,
        screen.bare_connection(services) as connection,
        screen.heard_selects() as heard,
    ):
        page = PatientsPage(services, Place(View.PATIENTS))
        page.resize(1150, 660)
        page.show()
        painted = screen.Painted(page.list, page)
        painted.milliseconds_after(page.list.viewport().update)
        fetched = page.table.rowCount()
        while fetched < crowd.count:
            heard.clear()
            ours.append(painted.milliseconds_after(partial(_scroll, page)))
            if page.table.rowCount() <= fetched:
                raise RuntimeError(f"no rows came after {fetched}")
            fetched = page.table.rowCount()
            bare.append(milliseconds(partial(screen.run_bare, connection, list(heard))))
        page.close()
        page.deleteLater()
    return Pairs(tuple(ours), tuple(bare))


def _scroll(page: PatientsPage) -> None:
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.list.viewport().update()


def measure(crowd: Crowd) -> tuple[Figure, ...]:
    """p95 in milliseconds over the whole way down."""
    pairs = pages(crowd)
    return (
        Figure(
            f"next {PAGE} rows while scrolling {crowd.count:,} (p95)".replace(",", " "),
            f"{slow_end(pairs.ours):.1f} ms",
            f"{slow_end(pairs.bare):.1f} ms",
            f"{slow_end(pairs.ours) / slow_end(pairs.bare):.2f}",
            "16 ms",
        ),
        Figure(
            f"next {PAGE} rows while scrolling (median)",
            f"{median(pairs.ours):.1f} ms",
            f"{median(pairs.bare):.1f} ms",
            f"{pairs.ratio:.2f}",
            "for knowledge",
        ),
    )
