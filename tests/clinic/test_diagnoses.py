import pytest

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.diagnoses import read_codes
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.errors import BrokenResource

CAT = catalogue.load()


def test_the_list_and_the_programs_agree_on_who_is_for_what() -> None:
    for code in CAT.diagnoses.by_code.values():
        for_it = {name for name, program in CAT.programs.items() if program.is_for(code.code)}
        assert set(code.programs) == for_it, code.code


def test_every_diagnosis_of_a_program_is_in_the_list() -> None:
    for program in CAT.programs.values():
        assert set(program.diagnoses) <= set(CAT.diagnoses.by_code)


def test_a_code_is_found_by_its_number_or_by_words_of_its_name() -> None:
    assert [code.code for code in CAT.diagnoses.search("f32.1")] == ["F32.1"]
    assert [code.code for code in CAT.diagnoses.search("ÅNGEST generaliserat")] == ["F41.1"]
    assert CAT.diagnoses.search("") == tuple(CAT.diagnoses.by_code.values())
    assert CAT.diagnoses.search("finns inte") == ()


def test_the_measures_of_internet_treatment_and_of_risk_are_there() -> None:
    assert {"DU011", "ZV051", "AU118"} <= set(CAT.measures.by_code)
    assert "DU0011" not in CAT.measures.by_code


@pytest.mark.parametrize(
    "content",
    [
        'version = "1"',
        'version = "1"\n' + '[[code]]\ncode = "F1"\nname = "N"\nsource = "S"\n' * 2,
        'version = "1"\n[[code]]\ncode = "F1"\nname = "N"\nsource = "S"\nprogramme = "x"',
    ],
)
def test_a_broken_code_list_is_refused(content: str) -> None:
    with pytest.raises(BrokenResource):
        read_codes(read_text("codes.toml", content))
