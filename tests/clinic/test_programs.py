import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop import paths
from ikbt_desktop.clinic import catalogue, programs
from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.programs import (
    MOST_SECTIONS,
    Audience,
    Channel,
    Program,
    Ruling,
    SupportHead,
    Training,
    Visit,
    plan,
)
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.clinic.workdays import Week
from ikbt_desktop.errors import BrokenResource, InvalidValue, RuleRefused

CAT = catalogue.load()
LENGTHS = CAT.criteria.lengths
VISIT = Visit(date(2026, 10, 8), "Hanna Testmark")
START = date(2026, 10, 19)


@pytest.mark.parametrize(
    ("code", "sections", "ages", "exposure", "sleep"),
    [
        ("depressionshjalpen", 7, (18, None), False, False),
        ("oroshjalpen", 7, (18, None), False, False),
        ("stresshjalpen", None, (18, None), False, False),
        ("sovhjalpen", 7, (18, None), False, True),
        ("angesthjalpen", 8, (18, None), True, False),
        ("angesthjalpen-ung", 8, (13, 19), True, False),
        ("angesthjalpen-ung-foraldrastod", None, (13, 19), True, False),
    ],
)
def test_the_seven_programs_are_what_the_sources_say(
    code: str, sections: int | None, ages: tuple[int, int | None], exposure: bool, sleep: bool
) -> None:
    program = CAT.programs[code]
    assert program.sections == sections
    assert (program.min_age, program.max_age) == ages
    assert (program.exposure, program.sleep_treatment) == (exposure, sleep)
    assert (program.minutes_low, program.minutes_high) == (10, 20)
    assert all(statement.source for statement in (*program.facts, *program.cautions))


def test_only_the_guardians_program_is_for_somebody_else() -> None:
    others = [one.code for one in CAT.programs.values() if one.audience is Audience.GUARDIAN]
    assert others == ["angesthjalpen-ung-foraldrastod"]


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("depressionshjalpen", "Att känna sig deprimerad"),
        ("oroshjalpen", "Vad är oro?"),
        ("sovhjalpen", "Introduktion och sömnkunskap"),
        ("angesthjalpen", "Ett första steg"),
        ("stresshjalpen", "Avsnitt 1"),
    ],
)
def test_only_established_titles_are_shown(code: str, first: str) -> None:
    program = CAT.programs[code]
    assert program.section(1).title == first
    assert program.section(2).title == "Avsnitt 2"


def test_the_battery_holds_each_measure_once_with_the_risk_measure_first() -> None:
    anxiety = CAT.programs["angesthjalpen"]
    assert anxiety.battery("F40.1") == ("madrs-s", "lsas-sr", "isi")
    assert anxiety.battery(None) == ("madrs-s", "gad-7", "isi")
    assert CAT.programs["depressionshjalpen"].battery("F32.1") == (
        *("madrs-s", "phq-9", "gad-7", "eq-5d-5l"),
    )


def test_a_refined_code_belongs_to_the_code_that_it_refines() -> None:
    assert CAT.programs["stresshjalpen"].is_for("F43.8A")
    assert not CAT.programs["stresshjalpen"].is_for("F43")
    assert not CAT.programs["stresshjalpen"].is_for("F4")


def planned(code: str = "depressionshjalpen", sections: int | None = None) -> programs.Plan:
    return plan(CAT.programs[code], start=START, sections=sections, lengths=LENGTHS)


def test_the_plan_of_the_picture() -> None:
    found = planned()
    assert found.planned_end == date(2026, 12, 7)
    assert [week.week for week in found.weeks] == [Week(2026, 43 + step) for step in range(7)]
    assert [week.start for week in found.weeks][-1] == date(2026, 11, 30)
    assert found.weeks[0].feedback_due == date(2026, 10, 26)
    assert found.weeks[0].section.title == "Att känna sig deprimerad"
    assert found.notes == ()


@pytest.mark.parametrize(
    ("sections", "notes"),
    [
        (5, ("LEN-1", "LEN-2")),
        (6, ("LEN-2",)),
        (7, ()),
        (9, ()),
        (10, ("LEN-1", "LEN-3")),
        (11, ("LEN-1", "LEN-2", "LEN-3")),
    ],
)
def test_an_unusual_length_is_noted_and_never_stopped(
    sections: int, notes: tuple[str, ...]
) -> None:
    found = planned(sections=sections)
    assert found.notes == notes
    assert len(found.weeks) == sections


def test_an_unknown_number_of_sections_is_asked_for() -> None:
    with pytest.raises(InvalidValue) as caught:
        planned("stresshjalpen")
    assert (caught.value.field, caught.value.reason) == ("sections", "missing")
    assert len(planned("stresshjalpen", 8).weeks) == 8


@pytest.mark.parametrize("sections", [0, -1, MOST_SECTIONS + 1])
def test_an_impossible_number_of_sections_is_refused(sections: int) -> None:
    with pytest.raises(InvalidValue) as caught:
        planned(sections=sections)
    assert caught.value.reason == "range"


def test_a_red_day_on_which_feedback_falls_due_is_named() -> None:
    christmas = plan(
        CAT.programs["sovhjalpen"], start=date(2026, 12, 10), sections=None, lengths=LENGTHS
    )
    assert [week.red_day for week in christmas.weeks[:3]] == [None, "Julafton", "Nyårsafton"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, MOST_SECTIONS))
def test_the_planned_end_is_seven_days_for_each_section(start: date, sections: int) -> None:
    found = plan(CAT.programs["sovhjalpen"], start=start, sections=sections, lengths=LENGTHS)
    assert found.planned_end == start + timedelta(days=7 * sections)
    assert found.weeks[-1].feedback_due == found.planned_end
    assert [week.section.number for week in found.weeks] == list(range(1, sections + 1))


# --- process rules ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visit", "ruling", "reason"),
    [
        (None, Ruling(VISIT.day, suitable=True), "no_visit"),
        (Visit(VISIT.day, " "), Ruling(VISIT.day, suitable=True), "no_clinician"),
        (VISIT, None, "no_decision"),
        (VISIT, Ruling(date(2026, 10, 7), suitable=True), "decision_before_visit"),
        (VISIT, Ruling(VISIT.day, suitable=False), "not_suitable"),
    ],
)
def test_nothing_starts_without_a_meeting_and_a_decision_on_or_after_it(
    visit: Visit | None, ruling: Ruling | None, reason: str
) -> None:
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_may_start(visit, ruling)
    assert (caught.value.rule, caught.value.reason) == ("DEC-1", reason)


@pytest.mark.parametrize("day", [VISIT.day, date(2026, 10, 9)])
def test_a_decision_on_the_day_of_the_meeting_or_later_lets_it_start(day: date) -> None:
    programs.ensure_may_start(VISIT, Ruling(day, suitable=True))
    programs.ensure_start_day(day, Ruling(day, suitable=True), today=day)
    with pytest.raises(RuleRefused):
        programs.ensure_start_day(day - timedelta(days=1), Ruling(day, suitable=True), today=day)
    far = day + timedelta(days=programs.FAR_DAYS)
    programs.ensure_start_day(far, Ruling(day, suitable=True), today=day)
    with pytest.raises(InvalidValue) as caught:
        programs.ensure_start_day(far + timedelta(days=1), Ruling(day, suitable=True), today=day)
    assert (caught.value.field, caught.value.reason) == ("starts_on", "too_far")


def test_the_patients_agreement_is_recorded_first() -> None:
    assert programs.ensure_agreed(VISIT.day, today=VISIT.day) == VISIT.day
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_agreed(None, today=VISIT.day)
    assert caught.value.rule == "DEC-2"


@pytest.mark.parametrize(("days", "reason"), [(-1, "future"), (programs.FAR_DAYS + 1, "too_old")])
def test_an_agreement_ahead_or_of_a_mistyped_year_is_refused(days: int, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        programs.ensure_agreed(VISIT.day, today=VISIT.day + timedelta(days=days))
    assert (caught.value.field, caught.value.reason) == ("agreed_on", reason)


@pytest.mark.parametrize(
    ("channel", "reason"),
    [(Channel.PHONE, "phone_not_documented"), (Channel.MESSAGE, "no_text")],
)
def test_a_feedback_without_words_is_none_by_phone_either(channel: Channel, reason: str) -> None:
    programs.ensure_feedback_recorded(channel, "Bra jobbat med promenaderna.")
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_feedback_recorded(channel, " \n")
    assert (caught.value.rule, caught.value.reason) == ("FB-1", reason)


def test_an_inactive_treatment_is_closed_by_a_person_and_never_past_an_open_risk() -> None:
    programs.ensure_may_close_inactive(confirmed_by="Hanna Testmark", open_risk=False)
    for who, risk, reason in (
        ("Hanna Testmark", True, "risk_open"),
        (None, False, "not_confirmed"),
        (" ", False, "not_confirmed"),
    ):
        with pytest.raises(RuleRefused) as caught:
            programs.ensure_may_close_inactive(confirmed_by=who, open_risk=risk)
        assert (caught.value.rule, caught.value.reason) == ("ACT-1", reason)


def test_only_regions_that_the_provider_leaves_out_are_refused() -> None:
    programs.ensure_region("Region Skåne", excluded=())
    programs.ensure_region("Gotland", excluded=["Skåne", "Sörmland"])
    programs.ensure_region(None, excluded=["Skåne"])
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_region("Region Skåne", excluded=["skåne"])
    assert caught.value.rule == "REG-1"


def test_a_program_is_given_only_by_those_with_basic_training() -> None:
    trained = Training(basic_cbt=True, courses={"sovhjalpen": date(2025, 3, 1)})
    programs.ensure_competent(trained)
    assert not programs.lacks_course(trained, CAT.programs["sovhjalpen"])
    assert programs.lacks_course(trained, CAT.programs["angesthjalpen"])
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_competent(Training(basic_cbt=False))
    assert (caught.value.rule, caught.value.reason) == ("COMP-1", "no_basic_training")


# --- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('audience = "patient"', 'audience = "parent"', "audience"),
        ("min_age = 18", "min_age = 18\nmax_age = 17", "max_age"),
        ("sleep_treatment = false", "sleep_treatment = true", "exposure"),
        ("sections = 8", "sections = 99", "sections"),
        ("minutes_low = 10", "minutes_low = 30", "minutes_low"),
        ("interval_days = 7", "interval_days = 0", "interval_days"),
        ('diagnoses = ["F40.1"]', 'diagnoses = ["F99.9"]', "primary_for"),
        ("weeks = 10", "week = 10", "week"),
        ('target = "', 'target = "" #', "target"),
    ],
)
def test_a_broken_program_file_names_its_key(old: str, new: str, key: str) -> None:
    content = (paths.resources() / "programs" / "angesthjalpen.toml").read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(BrokenResource) as caught:
        programs.read_program(read_text("angesthjalpen.toml", content.replace(old, new, 1)))
    assert caught.value.key == key


def test_every_measure_of_a_program_is_an_instrument() -> None:
    for program in CAT.programs.values():
        assert program.measures() <= set(CAT.instruments)


def test_a_program_with_an_unknown_measure_is_refused_at_start(tmp_path: Path) -> None:
    copied = tmp_path / "resources"
    shutil.copytree(paths.resources(), copied)
    file = copied / "programs" / "sovhjalpen.toml"
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace('primary = ["isi"]', 'primary = ["sleep"]'), encoding="utf-8")
    with pytest.raises(BrokenResource) as caught:
        catalogue.load(copied)
    assert caught.value.file == "sovhjalpen.toml"
    assert "sleep" in caught.value.reason


def test_programs_keep_a_fixed_place_on_the_screen() -> None:
    order: list[Program] = list(CAT.programs.values())
    assert [program.order for program in order] == list(range(1, 8))


# --- support for the clinician ----------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CAT.programs))
def test_support_stands_under_the_heads_of_the_source_page(code: str) -> None:
    """region-gotland-ikbt, "Stöd för behandlare": a support page and a method, and no address."""
    found = CAT.programs[code].support
    assert [one.head for one in found] == [SupportHead.SUPPORT_PAGE, SupportHead.METHOD]
    assert all(one.source.startswith("Region Gotland") and not one.link for one in found)


@pytest.mark.parametrize(
    ("link", "good"),
    [
        ("https://exempel.se/manual?v=2#del", True),
        ("file:///srv/klinik/rutin.pdf", True),
        ("http://exempel.se", False),
        ("https://", False),
        ("https://anna:hemligt@exempel.se", False),
        ("https://exempel.se/en manual", False),
        ("https://[exempel", False),
        ("javascript:alert(1)", False),
        ("file://server/rutin.pdf", False),
        ("file:///", False),
        ("exempel.se", False),
        ("https://exempel.se/\u202efdp", False),
    ],
)
def test_only_a_web_page_by_https_or_a_file_may_be_opened(link: str, good: bool) -> None:
    assert programs.is_link(link) is good


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('head = "method"', 'head = "metod"', "support[2].head"),
        ('head = "method"', 'head = "method"\nlink = "http://x.se"', "support[2].link"),
    ],
)
def test_a_head_or_link_that_is_none_is_refused(old: str, new: str, key: str) -> None:
    text = CAT.files[FileKind.PROGRAM, "sovhjalpen"].text.replace(old, new, 1)
    with pytest.raises(BrokenResource) as caught:
        programs.read_program(read_text("sovhjalpen.toml", text))
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("min_age = 18", "min_age = 18\nmax_age = 18"),
        ("sections = 8", "sections = 1"),
        ("sections = 8", f"sections = {MOST_SECTIONS}"),
        ("minutes_low = 10", "minutes_low = 1"),
        ("minutes_low = 10", "minutes_low = 20"),
        ("interval_days = 7", "interval_days = 1"),
        (
            'diagnoses = ["F41.0", "F40.0"]',
            'diagnoses = ["F41.0", "F40.0", "F41.1", "F41.9"]',
        ),
    ],
)
def test_the_ends_of_what_a_program_may_be_are_allowed(old: str, new: str) -> None:
    content = (paths.resources() / "programs" / "angesthjalpen.toml").read_text(encoding="utf-8")
    assert old in content
    programs.read_program(read_text("angesthjalpen.toml", content.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"), [("sections = 8", "sections = 0"), ("minutes_low = 10", "minutes_low = 0")]
)
def test_what_lies_below_them_is_not(old: str, new: str) -> None:
    content = (paths.resources() / "programs" / "angesthjalpen.toml").read_text(encoding="utf-8")
    with pytest.raises(BrokenResource):
        programs.read_program(read_text("angesthjalpen.toml", content.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("diagnosis", "covered"),
    [
        *(("F43.8", True), ("F43.8A", True), ("F43.8X", True), ("F32", True)),
        *(("F43.8AA", False), ("F43.8Z", False), ("F99.9A", False), ("F32A", False)),
        *(("F32.1", False), ("F321", False), ("F43", False), ("F43.", False), ("", False)),
    ],
)
def test_a_code_covers_itself_and_its_one_letter_refinement(diagnosis: str, covered: bool) -> None:
    assert programs.covers({"F43.8", "F32"}, diagnosis) is covered
