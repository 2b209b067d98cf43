"""A clinic's own forms, programs and rules: checked, versioned, and never lost."""

import dataclasses
from pathlib import Path

import pytest

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.data_files import DataFile, FileKind
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.rule_figures import TRIED
from ikbt_desktop.errors import (
    AlreadySigned,
    BrokenResource,
    Incomplete,
    NotFound,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import FileOrder, KeptFile
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import kept_files
from ikbt_desktop.services.own_files import OwnFiles
from ikbt_desktop.storage.unit_of_work import open_work
from tests.clinic.test_catalogue import TRIAL
from tests.clinics import Clinic, shipped

FORM, WORDING, PROGRAM = FileKind.INSTRUMENT, FileKind.WORDING, FileKind.PROGRAM
CRITERIA, LIMITS = FileKind.CRITERIA, FileKind.LIMITS


def own_files(clinic: Clinic) -> OwnFiles:
    """The administrator's verbs over what is in force now."""
    return clinic.services("alva").own_files


def put(clinic: Clinic, text: str, kind: FileKind = FORM, *, reason: str = "Beslutat") -> None:
    services = clinic.services("alva")
    read = services.own_files.read(kind, text)
    if kind in TRIED:
        services.rule_trials.put_in_force(services.rule_trials.run(read), reason=reason)
    else:
        services.own_files.put_in_force(read, reason=reason)


def shipped_text(kind: FileKind, code: str, *changes: tuple[str, str]) -> str:
    text = shipped().files[kind, code].text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# --- keeping and reading ---------------------------------------------------------------------


def test_a_form_of_the_clinics_own_is_used_like_the_others(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    known = clinic.services("maria").catalogue
    assert known.instruments["trial"].score((2, 2, 0)).total == 6
    assert known.files[FORM, "trial"].own
    assert "trial" not in clinic.catalogue.instruments


def test_reading_a_file_keeps_nothing(clinic: Clinic) -> None:
    read = own_files(clinic).read(FORM, TRIAL)
    assert isinstance(read.content, Instrument)
    assert (read.file.code, read.file.version, read.replaces) == ("trial", "1", "")
    assert "trial" not in clinic.services("maria").catalogue.instruments


@pytest.mark.parametrize(
    ("change", "key", "reason", "line"),
    [
        (("low = 3", "low = 4"), "band[2].low", "must be 3: no gap, no overlap", "low = 4"),
        (("total = 2", "total = 3"), "example[2].total", "the rules give 2", "total = 3"),
        (('"risk_item"', '"fara"'), "risk[1].flag", "must be one of", 'flag = "fara"'),
        (('version = "1"\n', ""), "version", "missing", None),
        (('"trial"', '"../trial"'), "code", "small letters", 'code = "../trial"'),
        (('topic = "Ett"', 'topc = "Ett"'), "item[1].topic", "missing", "[[item]]"),
        (('"Prov"', '"Prov\u202e"'), "", "hidden sign", None),
    ],
)
def test_a_refusal_names_file_key_and_line(
    clinic: Clinic,
    tmp_path: Path,
    *,
    change: tuple[str, str],
    key: str,
    reason: str,
    line: str | None,
) -> None:
    path = tmp_path / "egen skattning.toml"
    path.write_text(TRIAL.replace(*change, 1), encoding="utf-8")
    with pytest.raises(BrokenResource) as caught:
        own_files(clinic).read_path(FORM, path)
    fault = caught.value
    assert (fault.file, fault.key) == ("egen skattning.toml", key)
    assert reason in fault.reason
    written = path.read_text(encoding="utf-8").splitlines()
    assert (written[fault.line - 1] if fault.line else None) == line


def test_a_file_that_is_no_toml_names_its_line(clinic: Clinic, tmp_path: Path) -> None:
    path = tmp_path / "trasig.toml"
    path.write_text(TRIAL.replace("minimum = 0", "minimum = = 0"), encoding="utf-8")
    with pytest.raises(BrokenResource) as caught:
        own_files(clinic).read_path(FORM, path)
    assert caught.value.line == TRIAL.splitlines().index("minimum = 0") + 1


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff\xfe", b"a" * 900_000, b"#" * 250_000])
def test_a_file_that_is_no_text_is_refused(clinic: Clinic, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bild.toml"
    path.write_bytes(content)
    with pytest.raises(BrokenResource):
        own_files(clinic).read_path(FORM, path)
    with pytest.raises(BrokenResource):
        own_files(clinic).read_path(FORM, tmp_path / "finns inte.toml")


def test_a_version_is_written_once(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    changed = TRIAL.replace('word = "hög"', 'word = "mycket hög"')
    with pytest.raises(BrokenResource) as caught:
        own_files(clinic).read(FORM, changed)
    assert caught.value.key == "version"
    with pytest.raises(BrokenResource):  # nor may a shipped version get another content
        own_files(clinic).read(FORM, shipped_text(FORM, "gad-7", ("source = ", "source = ''  #")))


def test_the_file_itself_refuses_to_change_what_is_kept(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    for model, column in ((KeptFile, "text"), (FileOrder, "act")):
        with open_work(clinic.workplace("alva"), Permission.EDIT_CATALOGUE) as work:
            setattr(work.find(model)[0], column, "annat")
            with pytest.raises(AlreadySigned):
                work.flush()


# --- ordering --------------------------------------------------------------------------------


def test_who_when_and_why_stand_in_history_and_log(clinic: Clinic) -> None:
    put(clinic, TRIAL, reason="Vi har köpt formuläret")
    clinic.clock.move(days=3)
    own_files(clinic).take_out_of_use(FORM, "trial", reason="Används inte")
    newest, first = own_files(clinic).history(FORM, "trial")
    assert (newest.act, newest.reason) == ("out_of_use", "Används inte")
    assert (first.act, first.version, first.by) == ("in_force", "1", "Alva Påhittsson")
    assert (newest.at - first.at).days == 3
    rows = [line for line in clinic.log() if line.kind == "data_file"]
    assert [row.reason for row in rows] == ["Används inte", "Vi har köpt formuläret"]


def test_a_reason_is_needed(clinic: Clinic) -> None:
    files = own_files(clinic)
    with pytest.raises(Incomplete):
        files.put_in_force(files.read(FORM, TRIAL), reason="  ")
    assert own_files(clinic).history(FORM, "trial") == ()


def test_what_is_out_of_use_is_not_chosen_but_still_known(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    own_files(clinic).take_out_of_use(FORM, "trial", reason="Används inte")
    known = clinic.services("maria").catalogue
    assert "trial" not in known.instruments
    assert known.instrument("trial", "1").name == known.instrument("trial").name == "Prov"
    state = own_files(clinic).state(FORM, "trial")
    assert (state.in_force, state.own, state.orders) == (None, False, 2)
    own_files(clinic).put_back(FORM, "trial", "1", reason="Används igen")
    assert "trial" in clinic.services("maria").catalogue.instruments
    assert own_files(clinic).text_of(FORM, "trial", "1") == TRIAL


def test_an_order_over_one_that_was_not_seen_is_stale(clinic: Clinic) -> None:
    files = own_files(clinic)
    files.put_in_force(files.read(FORM, TRIAL), reason="Första", orders=0)
    with pytest.raises(StaleRecord):
        own_files(clinic).take_out_of_use(FORM, "trial", reason="Andra", orders=0)


def test_what_is_needed_stays_in_use(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    with_trial = shipped_text(
        PROGRAM,
        "depressionshjalpen",
        ('version = "2.0"', 'version = "2.0-k1"'),
        ('secondary = ["phq-9", "gad-7", "eq-5d-5l"]', 'secondary = ["trial"]'),
    )
    put(clinic, with_trial, PROGRAM)
    files = own_files(clinic)
    for kind, code, reason in (
        (FORM, "trial", "used_by_program"),
        (FORM, "madrs-s", "needed_by_rules"),
        (CRITERIA, "intake", "needed_by_rules"),
    ):
        with pytest.raises(RuleRefused) as caught:
            files.take_out_of_use(kind, code, reason="Bort")
        assert caught.value.reason == reason
    for verb in (files.take_out_of_use, files.use_shipped):
        with pytest.raises(NotFound):
            verb(FORM, "okänd", reason="Bort")
    with pytest.raises(NotFound):
        files.put_back(FORM, "gad-7", "2026-1", reason="Det är inte klinikens")
    with pytest.raises(NotFound):
        files.text_of(FORM, "gad-7", "1999-1")
    with pytest.raises(NotFound):
        files.state(FORM, "okänd")


def test_the_last_program_stays_in_use(clinic: Clinic) -> None:
    *others, last = shipped().programs
    for code in others:
        own_files(clinic).take_out_of_use(PROGRAM, code, reason="Ges inte här")
    assert list(clinic.services("maria").catalogue.programs) == [last]
    with pytest.raises(RuleRefused):
        own_files(clinic).take_out_of_use(PROGRAM, last, reason="Ges inte här")
    own_files(clinic).use_shipped(PROGRAM, others[0], reason="Ges igen")
    assert set(clinic.services("maria").catalogue.programs) == {others[0], last}


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_only_the_administrator_orders(clinic: Clinic, login: str) -> None:
    files = clinic.services(login).own_files
    read = files.read(FORM, TRIAL)
    for verb in (
        lambda: files.put_in_force(read, reason="Jag vill"),
        lambda: files.take_out_of_use(PROGRAM, "stresshjalpen", reason="Jag vill"),
        lambda: files.use_shipped(PROGRAM, "stresshjalpen", reason="Jag vill"),
        lambda: files.states(FORM),
        lambda: files.history(FORM, "trial"),
    ):
        with pytest.raises(NotPermitted):
            verb()
    assert clinic.refusals() == 5


def test_a_version_of_before_an_upgrade_is_told_apart(clinic: Clinic) -> None:
    put(clinic, shipped_text(LIMITS, "limits", ('version = "2026-1"', 'version = "k1"')), LIMITS)
    state = own_files(clinic).state(LIMITS, "limits")
    assert (state.in_force, state.own, state.shipped, state.based_on) == (
        "k1",
        True,
        "2026-1",
        "2026-1",
    )
    assert not state.is_overtaken
    assert dataclasses.replace(state, shipped="2027-1").is_overtaken


# --- what once held --------------------------------------------------------------------------


def test_an_old_version_is_found_by_its_code_and_version(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    put(clinic, TRIAL.replace('version = "1"', 'version = "2"').replace('"hög"', '"svår"'))
    known = clinic.services("maria").catalogue
    assert known.instruments["trial"].bands[-1].word == "svår"
    assert known.instrument("trial", "2").bands[-1].word == "svår"
    assert known.instrument("trial", "1").bands[-1].word == "hög"
    assert known.instrument("trial").version == known.instrument("trial", "3").version == "2"
    with pytest.raises(NotFound):
        known.instrument("okänd")


def test_the_catalogue_can_be_seen_as_it_was(clinic: Clinic) -> None:
    changed = shipped_text(
        CRITERIA,
        "intake",
        ('version = "2026-1"', 'version = "2026-1-k1"'),
        ("hours_at_least = 1", "hours_at_least = 2"),
    )
    put(clinic, changed, CRITERIA)
    put(clinic, TRIAL)
    put(clinic, TRIAL.replace('version = "1"', 'version = "2"'))
    known = clinic.services("maria").catalogue
    assert known.criteria.thresholds.hours_at_least == 2
    then = known.as_it_was(
        criteria="2026-1",
        programs={"sovhjalpen": shipped().programs["sovhjalpen"].version},
        instruments={"trial": "1"},
    )
    assert then.criteria.thresholds.hours_at_least == 1
    assert then.criteria.version == "2026-1"
    assert then.instruments["trial"].version == "1"
    assert known.criteria_of("2026-1-k1").thresholds.hours_at_least == 2
    assert known.limits_of("2026-1") == known.limits
    assert known.fee_profile("no-fee").amount == 0
    assert known.has(CRITERIA, "intake", "2026-1")
    with pytest.raises(NotFound):
        known.as_it_was(criteria="1999-1")


def test_a_shipped_version_is_found_when_the_program_has_moved_on(clinic: Clinic) -> None:
    with open_work(clinic.workplace("maria"), Permission.CHANGE_OWN_SIGN_IN) as work:
        for _ in range(2):  # the second sign-in has nothing to keep
            kept_files.keep_shipped(work, shipped(), program="iKBT Desktop 1.0.0")
        assert work.count(KeptFile) == len(shipped().files)
        work.commit()
    text = shipped_text(FORM, "gad-7", ('version = "2026-1"', 'version = "2027-1"'))
    later = {**shipped().files, (FORM, "gad-7"): DataFile(FORM, "gad-7", "2027-1", text)}
    upgraded = dataclasses.replace(shipped(), files=later)
    known = kept_files.of_clinic(clinic.workplace("maria"), upgraded).catalogue
    assert known.instrument("gad-7", "2026-1").version == "2026-1"
    assert known.has(FORM, "gad-7", "2026-1")
    assert known.files[FORM, "gad-7"].version == "2027-1"


def test_a_version_that_cannot_be_read_any_more_gives_way_to_the_one_in_use() -> None:
    unreadable = DataFile(FORM, "gad-7", "2019-1", "old = true\n")
    known = dataclasses.replace(shipped(), kept=(unreadable,))
    assert known.instrument("gad-7", "2019-1").version == "2026-1"


# --- a version that no longer passes ---------------------------------------------------------


def test_a_version_that_no_longer_passes_gives_way_to_the_one_before(clinic: Clinic) -> None:
    first = shipped_text(PROGRAM, "sovhjalpen", ('version = "', 'version = "k1 '))
    second = first.replace('"k1 ', '"k2 ').replace("secondary = [", 'secondary = ["trial", ')
    put(clinic, first, PROGRAM)
    put(clinic, TRIAL)
    put(clinic, second, PROGRAM)
    assert clinic.services("alva").notices.own_files == ()
    # As after an upgrade that checks more: the form that the program names is not there.
    with open_work(clinic.workplace("alva"), Permission.EDIT_CATALOGUE) as work:
        work.add(
            FileOrder(kind="instrument", code="trial", act="out_of_use", reason="-", number=99)
        )
        work.log(Action.CHANGE, kind="data_file")
        work.commit()
    services = clinic.services("alva")
    assert services.catalogue.programs["sovhjalpen"].version.startswith("k1 ")
    (rejected,) = services.notices.own_files
    assert rejected.file.version.startswith("k2 ")
    assert rejected.instead.startswith("k1 ")
    assert rejected.fault.key == "primary"


def test_without_an_earlier_version_the_shipped_one_holds() -> None:
    text = shipped_text(LIMITS, "limits", ('version = "2026-1"', 'version = "k2"'))
    broken = DataFile(LIMITS, "limits", "k2", f"ny_nyckel = 1\n{text}", own=True)
    standing = catalogue.Standing((LIMITS, "limits"), (broken,))
    known, rejected = catalogue.laid_over(shipped(), (standing,), ())
    assert known.limits.version == "2026-1"
    assert (rejected[0].instead, rejected[0].fault.line) == ("2026-1", 1)


# --- wordings --------------------------------------------------------------------------------


def wording(count: int) -> str:
    numbers = range(1, count + 1)
    rows = [f'[[item]]\nnumber = {n}\nwording = "Fråga {n}?"\n' for n in numbers]
    head = 'code = "trial"\nversion = "1"\nrights = "köpt"\nsource = "avtal"\n'
    return head + "".join(rows)


def test_the_wording_of_a_form_is_kept_beside_it_and_scores_nothing(clinic: Clinic) -> None:
    put(clinic, TRIAL)
    put(clinic, wording(3), WORDING)
    form = clinic.services("maria").catalogue.instruments["trial"]
    assert [item.wording for item in form.items] == ["Fråga 1?", "Fråga 2?", "Fråga 3?"]
    assert form.version == "1"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (wording(4), "item"),
        (wording(0), "item"),
        (wording(3).replace("number = 2", "number = 3"), "item[2].number"),
    ],
)
def test_a_wording_that_does_not_fit_is_refused(clinic: Clinic, text: str, key: str) -> None:
    with pytest.raises(BrokenResource) as caught:
        own_files(clinic).read(WORDING, wording(3))
    assert caught.value.key == "code"
    put(clinic, TRIAL)
    with pytest.raises(BrokenResource) as caught:
        own_files(clinic).read(WORDING, text)
    assert caught.value.key == key


def test_the_course_check_is_the_clinics_to_change(clinic: Clinic) -> None:
    """Every limit of the check is the clinic's choice, so the clinic may choose another."""
    own = clinic.administrator.own_files
    text = clinic.catalogue.files[FileKind.COURSE_CHECK, "course-check"].text
    changed = text.replace('version = "2026-1"', 'version = "egen-1"').replace(
        "week = 4", "week = 5"
    )
    assert own.read(FileKind.COURSE_CHECK, changed).content == dataclasses.replace(
        clinic.catalogue.course_check, version="egen-1", week=5
    )
    with pytest.raises(BrokenResource) as caught:
        own.read(FileKind.COURSE_CHECK, changed.replace('"madrs-s"', '"madrs-x"'))
    assert caught.value.key == "deterioration"
