"""The sentences of documents: no hole, no fact left untold, nothing unchecked in the files."""

import shutil
from pathlib import Path

import pytest

from ikbt_desktop import paths
from ikbt_desktop.errors import BrokenResource, InvalidValue
from ikbt_desktop.exports import wording
from ikbt_desktop.exports.pdf.words import unprintable
from ikbt_desktop.exports.wording import Draft, Language

SHIPPED = wording.shipped()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "documents", tmp_path / "documents"))


def _change(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("kind", Draft)
def test_every_draft_exists_in_swedish_and_takes_its_facts(kind: Draft) -> None:
    facts = {name: f"[{name}]" for name in SHIPPED.fields(kind)}
    text = wording.draft(kind, facts)
    for value in facts.values():
        assert value in text
    assert "{" not in text


@pytest.mark.parametrize(
    "kind", [Draft.PATIENT_SUITABLE, Draft.PATIENT_UNSUITABLE, Draft.PATIENT_WAIT]
)
def test_letters_to_patients_exist_in_english_with_the_same_facts(kind: Draft) -> None:
    assert SHIPPED.fields(kind, Language.ENGLISH) == SHIPPED.fields(kind)


@pytest.mark.parametrize(
    "kind", [Draft.PATIENT_SUITABLE, Draft.PATIENT_UNSUITABLE, Draft.PATIENT_WAIT]
)
def test_every_letter_to_a_patient_has_the_clinics_crisis_text(kind: Draft) -> None:
    assert "crisis" in SHIPPED.fields(kind)


def _facts() -> dict[str, str]:
    return dict.fromkeys(SHIPPED.fields(Draft.ACKNOWLEDGEMENT), "x")


def test_a_missing_fact_is_refused() -> None:
    facts = _facts()
    del facts["next_step"]
    with pytest.raises(InvalidValue) as caught:
        wording.draft(Draft.ACKNOWLEDGEMENT, facts)
    assert (caught.value.field, caught.value.reason) == ("next_step", "missing")


def test_an_empty_fact_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        wording.draft(Draft.ACKNOWLEDGEMENT, {**_facts(), "next_step": " \n"})
    assert (caught.value.field, caught.value.reason) == ("next_step", "empty")


def test_an_unknown_fact_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        wording.draft(Draft.ACKNOWLEDGEMENT, {**_facts(), "colour": "red"})
    assert (caught.value.field, caught.value.reason) == ("colour", "unknown")


def test_a_fact_that_looks_like_a_field_stays_as_written() -> None:
    text = wording.draft(Draft.ACKNOWLEDGEMENT, {**_facts(), "next_step": "{clinic_phone} %s {0}"})
    assert "{clinic_phone} %s {0}" in text


def test_the_shipped_sentences_are_plain_and_printable() -> None:
    templates = [*SHIPPED.drafts.values()]
    templates += [template for labels in SHIPPED.labels.values() for template in labels.values()]
    for template in templates:
        assert unprintable(template.text) == ""
        assert "!" not in template.text
        assert "vänligen" not in template.text.lower()


def test_a_field_that_is_not_declared_names_file_and_key(folder: Path) -> None:
    _change(folder / "drafts.toml", "{next_step}", "{next_stop}")
    with pytest.raises(BrokenResource) as caught:
        wording.load(folder)
    assert caught.value.file == "drafts.toml"
    assert caught.value.key.endswith(".fields")


def test_a_stray_brace_is_refused(folder: Path) -> None:
    _change(folder / "page.toml", "Sida {page}", "Sida {Page}")
    with pytest.raises(BrokenResource) as caught:
        wording.load(folder)
    assert (caught.value.file, caught.value.key) == ("page.toml", "sv.page")


def test_languages_that_differ_are_refused(folder: Path) -> None:
    _change(folder / "page.toml", 'page = "Page {page} of {pages}"', 'page = "Page {page}"')
    with pytest.raises(BrokenResource) as caught:
        wording.load(folder)
    assert caught.value.key == "en.page"


def test_an_unknown_key_in_a_draft_is_refused(folder: Path) -> None:
    _change(folder / "drafts.toml", 'language = "sv"', 'language = "sv"\nlangauge = "sv"')
    with pytest.raises(BrokenResource) as caught:
        wording.load(folder)
    assert caught.value.reason == "unknown key"


def test_a_missing_draft_is_refused(folder: Path) -> None:
    _change(folder / "drafts.toml", 'kind = "acknowledgement"', 'kind = "record-wait"')
    with pytest.raises(BrokenResource):
        wording.load(folder)


def test_an_unknown_kind_is_refused(folder: Path) -> None:
    _change(folder / "drafts.toml", 'kind = "acknowledgement"', 'kind = "farewell"')
    with pytest.raises(BrokenResource) as caught:
        wording.load(folder)
    assert caught.value.reason == "unknown word"
