"""One key in the patient search to the repainted list, against the same SELECT done bare."""

from functools import partial
from statistics import median

from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.patients_page import PatientsPage
from tests.benchmarks import many_patients, screen
from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import Figure, Pairs, milliseconds, slow_end
from tests.ui.robots import type_text

TYPED = (
    *("skenström", "låtsberg amira", "påhittsson åsa", "testmark", "fantasdal ylva", "gissequist"),
    *("zoë", "örjan noor", "bo", "kim-lisa", "19450412", "1987", "198703122", "450412-2"),
    *("tänkås", "diktlund inger-maj", "hittegren lo", "sagenén märta", "abdi", "asa"),
)
"""As people type: a beginning of a family name, then of a given name; or of a number."""


def keys(crowd: Crowd, *, typed: tuple[str, ...] = TYPED) -> Pairs:
    """Each key of each word, from the key press to the painted list; then its SELECT bare."""
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
        page.search.setFocus()
        for word in typed:
            painted.milliseconds_after(lambda: _begin(page))
            for key in word:
                heard.clear()
                ours.append(painted.milliseconds_after(partial(type_text, page.search, key)))
                if not heard:
                    raise RuntimeError(f"no SELECT was heard after {key!r} of {word!r}")
                bare.append(milliseconds(partial(screen.run_bare, connection, list(heard))))
        page.close()
        page.deleteLater()
    return Pairs(tuple(ours), tuple(bare))


def _begin(page: PatientsPage) -> None:
    page.search.clear()
    page.list.viewport().update()


def measure(crowd: Crowd) -> tuple[Figure, ...]:
    """p95 in milliseconds, and the ratio to the SELECT."""
    pairs = keys(crowd)
    what = f"one key in the patient search to the repainted list, {len(pairs.ours)} keys"
    return (
        Figure(
            f"{what} (p95)",
            f"{slow_end(pairs.ours):.1f} ms",
            f"{slow_end(pairs.bare):.1f} ms",
            f"{slow_end(pairs.ours) / slow_end(pairs.bare):.2f}",
            "16 ms",
        ),
        Figure(
            f"{what} (median)",
            f"{median(pairs.ours):.1f} ms",
            f"{median(pairs.bare):.1f} ms",
            f"{pairs.ratio:.2f}",
            "5 × the SELECT",
        ),
    )
