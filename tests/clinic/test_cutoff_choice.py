"""Another published limit of a form in use: same figures, other marks, each example worked."""

import tomllib

import pytest

from ikbt_desktop.clinic import catalogue, cutoff_choice, data_files
from ikbt_desktop.clinic.data_files import DataFile, FileKind
from ikbt_desktop.clinic.instruments import FlagWord, Instrument
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.errors import InvalidValue

SHIPPED = catalogue.load()
CHOICES = [
    (code, place)
    for code, form in SHIPPED.instruments.items()
    for place, choice in enumerate(cutoff_choice.choices(form))
    if not choice.in_use
]


def chosen(code: str, place: int) -> Instrument:
    """The form with that choice, read with every check of a shipped file."""
    choice = cutoff_choice.choices(SHIPPED.instruments[code])[place]
    values = tomllib.loads(SHIPPED.files[FileKind.INSTRUMENT, code].text)
    changed = cutoff_choice.with_choice(values, choice, version="2026-1-k1")
    read = data_files.read_checked(
        DataFile(FileKind.INSTRUMENT, code, "2026-1-k1", written(changed), own=True)
    )
    assert isinstance(read, Instrument)
    return read


@pytest.mark.parametrize(("code", "place"), CHOICES)
def test_every_other_published_limit_can_be_in_use(code: str, place: int) -> None:
    before, form = SHIPPED.instruments[code], chosen(code, place)
    choice = cutoff_choice.choices(before)[place]
    assert [one.at_least for one in form.cutoffs if one.chosen] == [
        one.at_least for one in choice.limits
    ]
    assert [(one.at_least, one.sex, one.source) for one in form.cutoffs] == [
        (one.at_least, one.sex, one.source) for one in before.cutoffs
    ]
    assert (form.items, form.bands, form.risks, form.missing) == (
        before.items,
        before.bands,
        before.risks,
        before.missing,
    )


def test_the_limits_that_instruments_md_names_side_by_side_are_offered() -> None:
    """instruments.md 2.4, 2.5, 2.13: GAD-7 10 or 8, ISI 14, 10 or 15, AUDIT-C by sex in three."""
    found = {
        code: [
            tuple((limit.at_least, limit.sex) for limit in choice.limits)
            for choice in cutoff_choice.choices(SHIPPED.instruments[code])
        ]
        for code in ("gad-7", "isi", "audit-c")
    }
    assert found["gad-7"] == [((10, None),), ((8, None),)]
    assert found["isi"] == [((14, None),), ((10, None),), ((15, None),)]
    assert found["audit-c"] == [
        ((6, "male"), (5, "female")),
        ((5, "male"), (4, "female")),
        ((4, "male"), (3, "female")),
    ]


def test_gad_7_of_eight_is_above_only_with_the_other_limit() -> None:
    answers = [2, 2, 2, 2, 0, 0, 0]
    assert FlagWord.ABOVE_CUTOFF not in SHIPPED.instruments["gad-7"].score(answers).flags
    form = chosen("gad-7", 1)
    assert FlagWord.ABOVE_CUTOFF in form.score(answers).flags
    assert FlagWord.ABOVE_CUTOFF not in form.score([2, 2, 2, 1, 0, 0, 0]).flags


def test_what_holds_already_is_no_choice() -> None:
    form = SHIPPED.instruments["gad-7"]
    values = tomllib.loads(SHIPPED.files[FileKind.INSTRUMENT, "gad-7"].text)
    with pytest.raises(InvalidValue) as caught:
        cutoff_choice.with_choice(values, cutoff_choice.choices(form)[0], version="x")
    assert (caught.value.field, caught.value.reason) == ("cutoff", "unchanged")


def test_a_form_without_a_sum_gets_no_examples_of_a_total() -> None:
    """A mean may never fall upon its limit: the file's own examples are marked anew."""
    values = tomllib.loads(SHIPPED.files[FileKind.INSTRUMENT, "smbm-6"].text)
    values["cutoff"] = [
        {"at_least": 4.0, "chosen": True, "source": "påhittad"},
        {"at_least": 3.0, "source": "påhittad"},
    ]
    form = data_files.read_kept(DataFile(FileKind.INSTRUMENT, "smbm-6", "1", written(values)))
    assert isinstance(form, Instrument)
    changed = cutoff_choice.with_choice(values, cutoff_choice.choices(form)[1], version="k1")
    assert len(changed["example"]) == len(values["example"])
