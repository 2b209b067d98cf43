"""The clinic's own versions lie over the shipped ones, and every version once in force is found."""

import dataclasses
from typing import Any

import pytest

from ikbt_desktop.clinic import catalogue, data_files, eligibility
from ikbt_desktop.clinic.catalogue import Catalogue, Standing
from ikbt_desktop.clinic.data_files import DataFile, FileKind
from ikbt_desktop.clinic.eligibility import Intake
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.clinic.wordings import Wording, ensure_fits, read_wording
from ikbt_desktop.errors import BrokenResource, InvalidValue, NotFound
from tests.clinic.test_catalogue import TRIAL

SHIPPED = catalogue.load()
FORM, PROGRAM, WORDING = FileKind.INSTRUMENT, FileKind.PROGRAM, FileKind.WORDING
CRITERIA, LIMITS, FEES = FileKind.CRITERIA, FileKind.LIMITS, FileKind.FEES
WEEK_4 = FileKind.COURSE_CHECK

WORDS = """
code = "mini-spin"
version = "1"
rights = "Klinikens tillstånd"
source = "Blanketten"
[[item]]
number = 1
wording = "Ett"
[[item]]
number = 2
wording = "Två"
[[item]]
number = 3
wording = "Tre"
"""


def own(kind: FileKind, text: str) -> DataFile:
    return data_files.described(kind, "egen.toml", text, own=True)


def changed(kind: FileKind, code: str, *changes: tuple[str, str]) -> DataFile:
    text = SHIPPED.files[kind, code].text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return own(kind, text)


def standing(*versions: DataFile) -> Standing:
    return Standing(versions[0].key, versions)


def laid(*standings: Standing, kept: tuple[DataFile, ...] = ()) -> Catalogue:
    found, rejected = catalogue.laid_over(SHIPPED, standings, kept)
    assert rejected == ()
    return found


NEW_KEDS = changed(FORM, "keds", ('version = "2026-1"', 'version = "k1"'))
NEW_SLEEP = changed(PROGRAM, "sovhjalpen", ('version = "okänd"', 'version = "k1"'))
NEW_RULES = changed(
    CRITERIA, "intake", ('version = "2026-1"', 'version = "k1"'), ("isi = 22", "isi = 21")
)
NEW_LIMITS = changed(LIMITS, "limits", ('version = "2026-1"', 'version = "k1"'))
NEW_FEES = changed(FEES, "per-feedback", ("amount = 250", "amount = 200"))


def test_each_kind_can_have_a_version_of_the_clinics_own() -> None:
    found = laid(*map(standing, (NEW_KEDS, NEW_SLEEP, NEW_RULES, NEW_LIMITS, NEW_FEES)))
    assert found.instruments["keds"].version == "k1"
    assert found.programs["sovhjalpen"].version == "k1"
    assert (found.criteria.version, found.criteria.severe["isi"]) == ("k1", 21)
    assert found.limits.version == "k1"
    assert found.fees["per-feedback"].amount == 200
    assert found.files[FORM, "keds"].own
    assert [program.order for program in found.programs.values()] == list(range(1, 8))
    assert SHIPPED.instruments["keds"].version == "2026-1"


def test_the_shipped_version_is_still_found_by_its_own() -> None:
    found = laid(*map(standing, (NEW_KEDS, NEW_SLEEP, NEW_RULES, NEW_LIMITS)))
    for version in ("k1", "2026-1"):
        assert found.instrument("keds", version).version == version
        assert found.criteria_of(version).version == version
        assert found.limits_of(version).version == version
        assert found.has(FORM, "keds", version)
    assert found.program("sovhjalpen", "okänd").version == "okänd"
    assert found.instrument("keds").version == "k1"
    assert found.instrument("keds", "never").version == "k1"
    assert not found.has(FORM, "keds", "never")
    assert found.fee_profile("no-fee").amount == 0


def test_a_decision_is_seen_with_the_versions_of_its_day() -> None:
    found = laid(*map(standing, (NEW_KEDS, NEW_SLEEP, NEW_RULES)))
    then = found.as_it_was(
        criteria="2026-1", programs={"sovhjalpen": "okänd"}, instruments={"keds": "2026-1"}
    )
    assert (then.criteria.severe["isi"], found.criteria.severe["isi"]) == (22, 21)
    assert then.programs["sovhjalpen"].version == "okänd"
    assert then.instruments["keds"].version == "2026-1"
    assert found.as_it_was(criteria="k1").programs == found.programs
    for missing in (
        {"criteria": "never"},
        {"criteria": "k1", "programs": {"sovhjalpen": "never"}},
        {"criteria": "k1", "instruments": {"keds": "never"}},
    ):
        with pytest.raises(NotFound):
            found.as_it_was(**missing)


def test_what_is_out_of_use_is_not_offered_and_still_shown() -> None:
    kept = SHIPPED.files[FORM, "keds"]
    found = laid(Standing((FORM, "keds"), out_of_use=True), kept=(kept,))
    assert "keds" not in found.instruments
    assert found.instrument("keds").name == "KEDS"
    assert found.instrument("keds", "2026-1").version == "2026-1"
    with pytest.raises(NotFound):
        found.instrument("never")
    with pytest.raises(NotFound):
        found.limits_of("never")


def test_a_program_taken_out_of_use_since_has_to_be_chosen_anew() -> None:
    kept = SHIPPED.files[PROGRAM, "sovhjalpen"]
    found = laid(Standing((PROGRAM, "sovhjalpen"), out_of_use=True), kept=(kept,))
    chosen = Intake.of({"programme": "sovhjalpen", "cbt_suitable": True, "diagnosis": "G47.0"})
    assert eligibility.assess(chosen, SHIPPED).by_rule["INC-1"].outcome == "OK"
    assert eligibility.assess(chosen, found).by_rule["INC-1"].outcome == "MISSING"
    with pytest.raises(InvalidValue):
        eligibility.assess(Intake.of({"programme": "sovhjälpen"}), found)


def test_a_kept_version_that_can_no_longer_be_read_gives_way_to_the_one_in_use() -> None:
    old = dataclasses.replace(NEW_KEDS, version="k0", text='code = "keds"\nversion = "k0"\n')
    found = laid(standing(NEW_KEDS), kept=(old,))
    assert found.instrument("keds", "k0").version == "k1"


def test_a_version_that_does_not_pass_gives_way_to_the_one_before() -> None:
    broken = changed(
        FORM, "keds", ('version = "2026-1"', 'version = "k2"'), ("total = 18", "total = 17")
    )
    found, rejected = catalogue.laid_over(SHIPPED, [Standing(NEW_KEDS.key, (broken, NEW_KEDS))], ())
    assert found.instruments["keds"].version == "k1"
    ((file, fault, instead),) = [(one.file, one.fault, one.instead) for one in rejected]
    assert (file, fault.key, instead) == (broken, "example[1].total", "k1")
    alone = dataclasses.replace(
        own(FORM, TRIAL), text=TRIAL.replace('total = 0\nband = "low"', 'total = 1\nband = "low"')
    )
    found, rejected = catalogue.laid_over(SHIPPED, [standing(alone)], ())
    assert "trial" not in found.instruments
    assert [one.instead for one in rejected] == [""]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (changed(FORM, "phq-9", ("at_least = 1\nflag", "at_least = 2\nflag")), ""),
        (changed(CRITERIA, "intake", ("madrs_above = 41", "madrs_above = 42")), "thresholds"),
        (changed(CRITERIA, "intake", ("phq-9 = 20", "phq9 = 20")), "severe.phq9"),
        (changed(PROGRAM, "sovhjalpen", ('primary = ["isi"]', 'primary = ["sömn"]')), "primary"),
        (changed(WEEK_4, "course-check", ('instrument = "', 'instrument = "x-')), "deterioration"),
        (own(WORDING, WORDS.replace("mini-spin", "spin")), "item"),
        (own(WORDING, WORDS.replace("mini-spin", "never")), "code"),
    ],
)
def test_a_version_is_checked_against_what_it_names(file: DataFile, key: str) -> None:
    with pytest.raises(BrokenResource) as refused:
        catalogue.checked(file, SHIPPED, SHIPPED)
    assert refused.value.key.startswith(key)


def test_the_words_of_a_form_are_laid_on_its_items() -> None:
    found = laid(standing(own(WORDING, WORDS)))
    assert [item.wording for item in found.instruments["mini-spin"].items] == ["Ett", "Två", "Tre"]
    assert {item.wording for item in SHIPPED.instruments["mini-spin"].items} == {""}


def test_words_of_another_length_are_laid_on_nothing() -> None:
    """A form that the clinic has since changed keeps its topics."""
    words = WORDS.replace('[[item]]\nnumber = 3\nwording = "Tre"\n', "")
    fitting = read_wording(read_text("w.toml", words))
    assert len(fitting.items) == 2
    with pytest.raises(BrokenResource):
        ensure_fits(read_text("w.toml", words), fitting, SHIPPED.instruments["mini-spin"])
    assert (
        catalogue._worded(SHIPPED.instruments["mini-spin"], fitting)
        == (SHIPPED.instruments["mini-spin"])
    )


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("number = 2", "number = 3", "item[2].number"),
        ('wording = "Ett"', 'wording = " "', "item[1].wording"),
        ('wording = "Ett"', 'text = "Ett"', "item[1].wording"),
        ('rights = "Klinikens tillstånd"\n', "", "rights"),
        ('source = "Blanketten"', 'source = "Blanketten"\nscore = 1', "score"),
    ],
)
def test_a_slip_in_a_wording_is_refused_by_its_key(old: str, new: str, key: str) -> None:
    assert old in WORDS
    with pytest.raises(BrokenResource) as refused:
        read_wording(read_text("w.toml", WORDS.replace(old, new, 1)))
    assert refused.value.key == key


def test_a_wording_without_questions_is_refused() -> None:
    with pytest.raises(BrokenResource) as refused:
        read_wording(read_text("w.toml", WORDS[: WORDS.index("[[item]]")]))
    assert refused.value.key == "item"


def test_a_file_knows_its_kind_code_version_and_fingerprint() -> None:
    assert (NEW_KEDS.key, NEW_KEDS.version, NEW_KEDS.name) == ((FORM, "keds"), "k1", "keds.toml")
    assert (NEW_RULES.code, NEW_LIMITS.code) == ("intake", "limits")
    assert NEW_FEES.version == "2022-01-01"
    other = dataclasses.replace(NEW_KEDS, text=NEW_KEDS.text + "\n")
    assert len({NEW_KEDS.digest, other.digest, SHIPPED.files[FORM, "keds"].digest}) == 3
    with pytest.raises(BrokenResource):
        data_files.described(FORM, "egen.toml", "code =", own=True)


@pytest.mark.parametrize("file", [*SHIPPED.files.values(), NEW_KEDS, NEW_RULES])
def test_what_was_in_force_once_can_be_read_again(file: DataFile) -> None:
    kept: Any = data_files.read_kept(file)
    assert data_files.version_of(file.kind, data_files.table_of(file).values) == file.version
    assert type(kept) is type(data_files.read_checked(file))
    assert not isinstance(kept, Wording)
