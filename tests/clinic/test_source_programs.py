"""Each figure of programs.md against the files of resources/programs, typed from the page."""

from dataclasses import dataclass

import pytest

from ikbt_desktop.clinic import catalogue, programs
from ikbt_desktop.clinic.programs import Audience

CAT = catalogue.load()


@dataclass(frozen=True)
class Row:
    """A row of section 1. Ages with both ends included; None where the page has a dash."""

    codes: tuple[str, ...]
    ages: tuple[int, int | None]
    sections: int | None
    weeks: int | None
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    exposure: bool = False
    sleep: bool = False
    by_diagnosis: tuple[tuple[str, str], ...] = ()
    first_title: str = "Avsnitt 1"
    version: str = "okänd"


_ANXIETY = ("F40.1", "F41.0", "F40.0", "F41.1", "F41.9")
ROWS = {
    "depressionshjalpen": Row(
        ("F32.0", "F32.1", "F33.0", "F33.1"),
        (18, None),
        *(7, 10),
        ("madrs-s",),
        ("phq-9", "gad-7", "eq-5d-5l"),
        first_title="Att känna sig deprimerad",
        version="2.0",
    ),
    "oroshjalpen": Row(  # "> 18", read as from 18 and said so
        ("F41.1", "F45.2"),
        (18, None),
        *(7, None),
        ("gad-7",),
        ("phq-9", "madrs-s", "isi"),
        first_title="Vad är oro?",
    ),
    "stresshjalpen": Row(
        ("F43.2", "F43.9", "F43.8", "Z73.3"),
        (18, None),
        *(None, None),
        ("pss-10",),
        ("keds", "isi", "madrs-s", "gad-7"),
    ),
    "sovhjalpen": Row(
        ("G47.0", "F51.0"),
        (18, None),
        *(7, None),
        ("isi",),
        ("madrs-s", "gad-7"),
        sleep=True,
        first_title="Introduktion och sömnkunskap",
    ),
    "angesthjalpen": Row(
        _ANXIETY,
        (18, None),
        *(8, 10),
        ("gad-7",),
        ("madrs-s", "isi"),
        exposure=True,
        by_diagnosis=(
            *(("F40.1", "lsas-sr"), ("F41.0", "pdss-sr"), ("F40.0", "pdss-sr")),
            *(("F41.1", "gad-7"), ("F41.9", "gad-7")),
        ),
        first_title="Ett första steg",
        version="3.0",
    ),
    "angesthjalpen-ung": Row(
        _ANXIETY,
        (13, 19),
        *(8, 10),
        ("rcads-25",),
        ("rcads-47", "madrs-y"),
        exposure=True,
        version="1.0",
    ),
}
every_program = pytest.mark.parametrize(
    "code", list(ROWS), ids=[f"programs.md-1:{c}" for c in ROWS]
)


@every_program
def test_the_row_of_section_1(code: str) -> None:
    row, found = ROWS[code], CAT.programs[code]
    assert set(found.diagnoses) == set(row.codes)
    assert (found.min_age, found.max_age) == row.ages
    assert (found.sections, found.weeks) == (row.sections, row.weeks)
    assert found.primary == row.primary
    assert set(found.secondary) == set(row.secondary)
    for diagnosis, measure in row.by_diagnosis:
        assert found.primary_measures(diagnosis) == (measure,)
    assert (found.exposure, found.sleep_treatment) == (row.exposure, row.sleep)
    assert found.audience is Audience.PATIENT
    assert found.publisher == "Psykologpartners W & W"


@every_program
def test_only_the_first_title_is_established(code: str) -> None:
    """4.1–4.5 and 7: "section titles beyond the first" are not."""
    row, found = ROWS[code], CAT.programs[code]
    assert found.section(1).title == row.first_title
    assert set(found.titles) <= {1}
    assert found.section(2).title == "Avsnitt 2"
    assert found.version == row.version


@pytest.mark.parametrize("code", list(CAT.programs))
def test_the_common_frame_of_section_2(code: str) -> None:
    found = CAT.programs[code]
    said = " ".join(one.text for one in found.facts)
    assert (found.minutes_low, found.minutes_high) == (10, 20)  # Region Östergötland
    assert found.interval_days == 7
    for figure in ("1–3 timmar", "minst 3 timmar", "10–20 minuter", "30–60 minuter"):
        assert figure in said
    assert "en gång i veckan" in said
    assert "KBT" in found.competence.text


def test_the_lengths_of_section_2_are_notes() -> None:
    lengths = CAT.criteria.lengths
    assert (lengths.weeks_low, lengths.weeks_high) == (6, 9)  # Gotland
    assert (lengths.sections_low, lengths.sections_high) == (7, 10)  # Doktor.se


# section, program, words of a fact or caution, and whether the page marks it [GK] or inferred
SAID: list[tuple[str, str, str, bool]] = [
    ("4.1", "depressionshjalpen", "12 veckor med 7 moduler; 56 %", False),
    ("4.1", "depressionshjalpen", "Självmordstankar utesluter inte i sig", False),
    ("4.1", "depressionshjalpen", "Bipolär sjukdom och psykos", False),
    ("4.1", "depressionshjalpen", "35–41", False),
    ("1", "depressionshjalpen", "Gängse mått", True),
    ("4.2", "oroshjalpen", "Acceptansbaserat", False),
    ("4.2", "oroshjalpen", "Oro utan undvikande", False),
    ("1", "oroshjalpen", "GAD-7 eller PSWQ", True),
    ("1", "oroshjalpen", "F45.2", True),
    ("1", "oroshjalpen", "över 18 år", True),
    ("4.3", "stresshjalpen", "F43.8A", False),
    ("4.3", "stresshjalpen", "beteendeanalys", False),
    ("4.3", "stresshjalpen", "utesluter inte", False),
    ("5", "stresshjalpen", "KEDS 19 eller mer", False),
    ("1", "stresshjalpen", "PSS-10 eller KEDS", True),
    ("1", "stresshjalpen", "Z73.3", True),
    ("4.4", "sovhjalpen", "Sömndagboken är obligatorisk", False),
    ("4.4", "sovhjalpen", "krävande", False),
    ("4.4", "sovhjalpen", "nedtrappning", False),
    ("4.4", "sovhjalpen", "observandum", False),
    ("4.4", "sovhjalpen", "sömnapné", True),
    ("1", "sovhjalpen", "F51.0", True),
    ("4.5", "angesthjalpen", "Undvikande är huvudskälet", False),
    ("4.5", "angesthjalpen", "exponering är inte bekräftat", True),
    ("4.5", "angesthjalpen", "tvångssyndrom och posttraumatiskt", True),
    ("4.5", "angesthjalpen", "För svårt tvångssyndrom", False),
    ("4.5", "angesthjalpen", "väg in läkemedel", False),
    ("1", "angesthjalpen", "LSAS-SR eller SPIN", True),
    ("4.6", "angesthjalpen-ung", "minst 8", True),
    ("4.6", "angesthjalpen-ung", "avsnitt 2–8", True),
    ("4.6", "angesthjalpen-ung", "inte validerat och får inga gränser", False),
    ("4.6", "angesthjalpen-ung", "12–18 år och 8–10 veckor", False),
    ("4.6", "angesthjalpen-ung", "sedan 2017", False),
    ("4.6", "angesthjalpen-ung", "Ingen vetenskaplig utvärdering", False),
    ("4.6", "angesthjalpen-ung", "huvuddiagnos", False),
    ("4.6", "angesthjalpen-ung", "18–19 år passar både", False),
    ("3", "angesthjalpen-ung", "självmordstankar på annat sätt", False),
    ("1", "angesthjalpen-ung", "RCADS-25 eller RCADS-47", True),
    ("4.6", "angesthjalpen-ung-foraldrastod", "inte kända", False),
    ("4.6", "angesthjalpen-ung-foraldrastod", "en annan person än patienten", False),
]


@pytest.mark.parametrize(
    ("code", "words", "uncertain"),
    [pytest.param(*row[1:], id=f"programs.md-{row[0]}:{row[1]}:{row[2]}") for row in SAID],
)
def test_what_the_page_says_of_a_program_stands_with_its_source(
    code: str, words: str, uncertain: bool
) -> None:
    found = CAT.programs[code]
    said = [one for one in (*found.facts, *found.cautions) if words in one.text]
    assert said
    assert all(one.source for one in said)
    assert uncertain in {one.uncertain for one in said}


@pytest.mark.parametrize(
    ("code", "words"),
    [  # sections 2 and 4: who may give it
        *((code, "Grundläggande psykoterapiutbildning") for code in ROWS),
        ("angesthjalpen", "minst två dagars"),
        ("angesthjalpen-ung", "minst två dagars"),
        ("depressionshjalpen", "KBT steg 1"),
        ("oroshjalpen", "utbildning i metoden och programmet"),
    ],
)
def test_the_competence_of_the_page(code: str, words: str) -> None:
    assert words in CAT.programs[code].competence.text


def test_ung_asks_for_suicidal_thoughts_in_another_way_and_the_others_by_madrs_s() -> None:
    """Section 3: in Ung a flag comes only from an optional form."""
    measures = {code: CAT.programs[code].risk_measure for code in ROWS}
    assert measures.pop("angesthjalpen-ung") is None
    assert set(measures.values()) == {"madrs-s"}


def test_the_parents_program_is_another_persons_and_its_size_is_not_known() -> None:
    """4.6: content, number of sections and dose were not found."""
    found = CAT.programs["angesthjalpen-ung-foraldrastod"]
    assert found.audience is Audience.GUARDIAN
    assert (found.sections, found.weeks, found.primary, found.secondary) == (None, None, (), ())


@pytest.mark.parametrize(
    ("age", "fitting"),
    [(12, 0), (13, 1), (17, 1), (18, 6), (19, 6), (20, 5), (90, 5)],
    ids=lambda one: f"programs.md-4.6:{one}",
)
def test_the_ages_leave_a_gap_below_and_overlap_at_eighteen(age: int, fitting: int) -> None:
    """ "18–19 fits both Ung and the adult programmes; 12 and under fit none"."""
    assert sum(CAT.programs[code].fits_age(age) for code in ROWS) == fitting


@pytest.mark.parametrize(
    ("age", "note"),
    [
        *((0, "none_fits"), (12, "none_fits"), (13, None), (17, None)),
        *((18, "two_fit"), (19, "two_fit"), (20, None), (None, None)),
    ],
    ids=lambda one: f"programs.md-4.6:{one}",
)
def test_the_gap_and_the_overlap_of_the_ages_are_said(age: int | None, note: str | None) -> None:
    assert programs.age_note(CAT.programs, age) == note
    assert programs.age_note({}, age) is None


def test_only_ung_has_a_program_for_the_guardians_beside_it() -> None:
    """4.6: the parents' programme is listed together with Ung."""
    beside = {code: programs.companion(CAT.programs, code) for code in ROWS}
    parents = CAT.programs["angesthjalpen-ung-foraldrastod"]
    assert beside.pop("angesthjalpen-ung") is parents
    assert set(beside.values()) == {None}


def test_the_page_knows_no_other_program() -> None:
    assert set(CAT.programs) == {*ROWS, "angesthjalpen-ung-foraldrastod"}
