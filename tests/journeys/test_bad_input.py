"""What nobody should type and no disk should do: a sentence each, the input kept, work goes on.

Most of it is shown where it is handled. This table names the tests by line of the list; one test
below sees to it that each of them is there.

impossible dates             test_an_impossible_day_is_said_at_every_field_of_a_day_and_stays
                             test_an_impossible_day_is_explained_and_stays
                             test_a_visit_that_cannot_be_booked_says_why_at_the_field
                             test_a_date_ahead_is_refused_at_its_field_and_the_digits_stay
                             test_an_end_that_has_not_come_is_refused_at_its_field
wrong check digits           test_a_wrong_number_says_which_part_is_wrong_and_stays
                             test_a_mistyped_key_is_said_at_the_field_and_kept
digits of other scripts      test_every_fault_of_an_identity_number_is_told_apart
                             test_digits_of_other_scripts_answer_nothing
NUL and bidi characters, 1 MB pastes, in the fields of every form that saves
                             test_what_shows_other_than_it_says_or_is_too_long_is_refused_and_stays
NUL and bidi characters      test_what_cannot_be_kept_is_told_at_its_field_and_stays
                             test_signs_that_make_a_text_show_other_than_it_says_are_refused
1 MB pastes                  test_what_cannot_be_kept_is_told_at_its_field_and_stays
                             test_a_megabyte_without_a_space_is_pasted_whole_and_at_once
                             test_a_megabyte_pasted_at_the_desk_is_kept_on_the_screen_and_explained
<img src=…> in a name        test_markup_in_a_name_is_shown_as_letters_on_every_page
                             test_user_text_is_text_and_never_markup
% and " in the search        test_odd_signs_in_the_search_find_nothing_and_break_nothing
                             test_a_percent_sign_in_the_search_is_a_percent_sign
figures beyond all measure, of other scripts, with an exponent or none at all
                             test_what_is_no_figure_or_beyond_all_measure_is_said_at_its_field_and_stays
answers out of range         test_a_digit_outside_the_scale_changes_nothing_and_is_said
                             test_empty_is_not_zero_and_a_digit_that_the_form_lacks_changes_nothing
answers of wrong length      test_answers_that_the_form_cannot_hold_are_refused_and_nothing_is_kept
a password mistyped ten x    test_ten_wrong_passwords_delay_but_never_lock_out
missing or damaged files     test_a_clinic_that_does_not_open_says_why_and_opens_once_it_is_mended
                             test_a_file_harmed_while_nobody_had_it_open_is_told_above_every_page
a full disk                  test_a_full_disk_keeps_the_referral_form_and_registers_later
                             test_a_full_disk_keeps_the_feedback_unsigned_and_signs_it_later
                             test_a_full_disk_gives_up_the_reserve_and_says_save_again
                             test_a_disk_that_is_nearly_full_is_told_to_everybody_until_there_is_room
                             test_a_disk_that_is_full_to_the_last_byte_costs_no_word
                             test_a_full_disk_never_stops_the_lock
                             test_nobody_leaves_words_behind_that_the_disk_did_not_take
                             test_a_full_disk_leaves_the_older_file_as_it_was
a full disk, a read-only folder, a file that is gone, under every form that saves
                             test_a_save_that_is_refused_keeps_every_word_and_saves_when_the_fault_is_over
                             test_a_disk_that_turns_read_only_under_the_open_file_costs_no_word
                             test_keys_that_the_database_could_not_take_are_as_before_and_change_at_the_next_try
                             test_a_code_that_the_disk_does_not_take_stays_with_what_was_typed_and_holds_later
a full disk, a read-only folder, a stick that is gone, under every file that leaves
                             test_a_file_that_cannot_be_written_is_said_leaves_nothing_and_is_saved_later
a read-only folder           test_a_folder_that_cannot_be_written_is_said_at_sign_in
                             test_a_read_only_folder_is_told_as_such
                             test_an_export_to_a_closed_folder_says_so
the same row in two windows  test_who_comes_second_is_told_sees_theirs_and_may_keep_ones_own
                             test_the_same_screening_in_two_windows_shows_both_texts_and_lets_one_choose
                             test_two_people_at_the_same_case_see_both_texts_and_choose
                             test_two_editors_are_compared_and_mine_can_be_kept
                             test_whoever_comes_second_is_told_keeps_every_word_and_writes_over_nothing_unseen
                             test_rules_changed_meanwhile_are_shown_and_my_figures_wait_to_be_tried_again
                             test_a_program_changed_meanwhile_is_shown_and_my_form_waits_beside_it
a kill while typing          test_feedback_half_written_at_a_power_cut_is_there_again
                             test_a_wizard_at_a_power_cut_opens_with_its_words_and_cursor
"""

import errno
import os
import re
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableView, QWidget

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage import ballast
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.vault import ClinicKeys
from ikbt_desktop.ui.entry.lock_page import LockPage
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.pages import Place, View
from tests import damage
from tests.clinics import PASSWORD, Template, invented_number
from tests.damage import Harm
from tests.journeys.robot import PATIENT_TABS, settle
from tests.ui.shell.robot import Program
from tests.ui.treatment.ward import Stages

_TESTS = Path(__file__).resolve().parents[1]
_NAME = "<img src=/etc/hostname>&amp;<b>"


def test_each_test_of_the_table_is_there() -> None:
    assert __doc__ is not None
    named = set(re.findall(r"\btest_[a-z0-9_]+", __doc__))
    written = {
        name
        for file in _TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 30
    assert named - written == set()


# --- the clinic does not open ----------------------------------------------------------------


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * (path.stat().st_size // 256))


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(64)
        file.write(b"\xff" * 64)


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("which", "harm", "words"),
    [
        ("database", Path.unlink, "Databasen ligger inte bredvid sina nycklar"),
        ("keys", Path.unlink, "Nyckelfilen är borta eller skadad"),
        ("database", _nothing, "Databasen har tömts"),
        ("database", _garbage, "Felet är inte ditt lösenord. Återställ senaste säkerhetskopian"),
        ("database", _first_page, "Databasens första sida är skadad"),
        ("database", _half, "Klinikens filer är skadade"),
        ("keys", _nothing, "Databasen är orörd. Ta nyckelfilen som fanns före"),
        ("keys", _garbage, "Nyckelfilen är borta eller skadad"),
        ("keys", _half, "Nyckelfilen är borta eller skadad"),
    ],
)
def test_a_clinic_that_does_not_open_says_why_and_opens_once_it_is_mended(
    program: Program, which: str, harm: Callable[[Path], None], words: str
) -> None:
    path: Path = getattr(program.application._entry.folder, which)
    whole = path.read_bytes()
    harm(path)
    harmed = path.read_bytes() if path.exists() else None
    program.application.begin()
    page = program.sign_in_page
    if not page._trouble.isVisible():
        program.try_password("maria", PASSWORD)
    assert page._trouble.isVisible()
    assert words in page._trouble.accessibleName()
    assert program.front.shown is page
    assert (path.read_bytes() if path.exists() else None) == harmed
    path.write_bytes(whole)
    program.sign_in("maria")
    assert program.window_is_open


def root_page(path: Path, keys: ClinicKeys, table: str) -> int:
    bare = connect(path, keys)
    query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    number = bare.execute(query, (table,)).fetchone()[0]
    bare.close()
    return int(number)


@pytest.mark.parametrize(
    ("harm", "title", "what_to_do"),
    [
        (None, "Databasen är skadad.", "senaste säkerhetskopian ska"),
        (
            damage.lose_salt,
            "Databasen är inte den som programmet lämnade.",
            "säg till administratören idag",
        ),
        (
            damage.put_older_file_back,
            "rader saknas i slutet av åtkomstloggen",
            "säg till administratören",
        ),
    ],
    ids=["damaged", "changed", "set back"],
)
def test_a_file_harmed_while_nobody_had_it_open_is_told_above_every_page(
    program: Program, clinic_template: Template, harm: Harm | None, title: str, what_to_do: str
) -> None:
    path = program.application._entry.folder.database
    # By itself: a page of a table that nobody asks for on the way in.
    harm = harm or damage.flip(root_page(path, clinic_template.keys, "attachment"), 500)
    older = path.read_bytes()
    program.sign_in("rut")
    program.application.switch_user()
    path.write_bytes(harm(path.read_bytes(), older))
    window = program.sign_in("maria")
    notice = window._notice
    for view in (View.REFERRALS, View.PATIENTS, View.TODAY):
        program.go(view)
        assert notice.isVisible()
        assert title in notice.accessibleName()
        assert what_to_do in notice.accessibleName()


def test_a_folder_that_cannot_be_written_is_said_at_sign_in(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    root = str(program.application._entry.folder.root)

    def refuse(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if str(path).startswith(root) and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *rest, **more)

    with monkeypatch.context() as closed:
        closed.setattr(os, "open", refuse)
        program.try_password("maria", "fel lösenord som är långt")
        page = program.sign_in_page
        assert "Det går inte att skriva i mappen" in page._trouble.accessibleName()
        assert page.login.text() == "maria"
    program.sign_in("maria")
    assert program.window_is_open


# --- the disk is full ------------------------------------------------------------------------


@contextmanager
def full_disk(folder: DataFolder) -> Iterator[None]:
    """No file may grow any more, as when the disk has no room left."""
    journal = folder.database.with_name(f"{folder.database.name}-wal")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


def _fill_in(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle()
    program.write("identity", invented_number(date(1988, 5, 12)).formatted)
    program.write("family_name", "Exempelsson")
    program.write("given_name", "Karin")
    program.write("referrer", "Vårdcentralen Ekliden")
    program.write("received_on", "igår")
    program.write("question", "Sover dåligt.")
    settle()


def _ctrl_enter(program: Program, name: str) -> None:
    QTest.keyClick(program.field(name), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def _messages(program: Program) -> str:
    found = program.front.findChildren(InlineMessage)
    return "\n".join(one.accessibleName() for one in found if one.isVisible())


def _services(program: Program) -> Services:
    assert program.application.services is not None
    return program.application.services


def test_a_full_disk_keeps_the_referral_form_and_registers_later(program: Program) -> None:
    program.sign_in("rut")
    _fill_in(program)
    with full_disk(program.application._entry.folder):
        _ctrl_enter(program, "family_name")
        assert "Disken är full" in _messages(program)
        assert program.text_of("family_name") == "Exempelsson"
    assert _services(program).referrals.page() == ()
    assert _services(program).caseload.page() == ()
    _ctrl_enter(program, "family_name")
    (row,) = _services(program).referrals.page()
    assert row.name == "Exempelsson, Karin"


def test_a_full_disk_gives_up_the_reserve_and_says_save_again(program: Program) -> None:
    program.sign_in("rut")
    folder = program.application._entry.folder
    assert ballast.ensure(folder, size=1_000_000)
    _fill_in(program)
    with full_disk(folder):
        _ctrl_enter(program, "family_name")
        assert "släppt sin egen reserv" in _messages(program)
        assert program.text_of("family_name") == "Exempelsson"
        assert not folder.ballast.exists()
    _ctrl_enter(program, "family_name")
    assert [row.name for row in _services(program).referrals.page()] == ["Exempelsson, Karin"]


@pytest.mark.parametrize("reserve", [True, False])
def test_a_disk_that_is_nearly_full_is_told_to_everybody_until_there_is_room(
    program: Program, monkeypatch: pytest.MonkeyPatch, *, reserve: bool
) -> None:
    window = program.sign_in("rut")
    folder, free = program.application._entry.folder, 317 * 1024 * 1024
    if reserve:
        ballast.ensure(folder, size=1_000_000)
    monkeypatch.setattr(ballast, "room", lambda _: ballast.Room(free, folder.ballast.exists()))
    window.refresh_figures()
    assert window._notice.isVisible()
    said = window._notice.accessibleName()
    assert "Disken är nästan full: 317 MB kvar." in said
    assert ("reserv är förbrukad" in said) is not reserve
    program.go(View.PATIENTS)
    assert window._notice.isVisible()
    monkeypatch.undo()
    window.refresh_figures()
    assert not window._notice.isVisible()


def _at_the_desk(program: Program, stages: Stages) -> QPlainTextEdit:
    program.sign_in("maria")
    program.window.go(Place(View.FEEDBACK, stages.patient_id, stages.treatment_id))
    settle()
    editor = program.field("feedback_text")
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    return editor


def test_a_full_disk_keeps_the_feedback_unsigned_and_signs_it_later(
    in_treatment: Program, stages: Stages
) -> None:
    program, words = in_treatment, "Hej Åsa! Du gick ut varje dag."
    editor = _at_the_desk(program, stages)
    notes = _services(program).feedback_notes
    before = notes.history(stages.treatment_id)
    with full_disk(program.application._entry.folder):
        editor.setPlainText(words)
        _ctrl_enter(program, "feedback_text")
        assert "Disken är full" in _messages(program)
        assert editor.toPlainText() == words
    assert notes.history(stages.treatment_id) == before
    _ctrl_enter(program, "feedback_text")
    program.until(lambda: len(notes.history(stages.treatment_id)) == len(before) + 1)
    assert words in [note.text for note in notes.history(stages.treatment_id)]


def test_a_full_disk_never_stops_the_lock(in_treatment: Program, stages: Stages) -> None:
    program, words = in_treatment, "Hej Åsa! Ord som inte får plats."
    editor = _at_the_desk(program, stages)
    with full_disk(program.application._entry.folder):
        editor.setPlainText(words)
        program.press_lock()
        assert isinstance(program.front.shown, LockPage)
        assert program.application.services is None
        said = [label.text() for label in _labels(program.front)]
        assert "De sista orden gick inte att spara före låset." in said
        assert not any("Ord som" in text for text in said)
    program.unlock()
    program.until(lambda: program.window_is_open)
    again = program.field("feedback_text")
    assert isinstance(again, QPlainTextEdit)
    assert again.toPlainText() == words
    assert program.window.keep()
    draft = _services(program).feedback_notes.desk(stages.treatment_id)
    assert draft.draft_text == words


def test_nobody_leaves_words_behind_that_the_disk_did_not_take(
    in_treatment: Program, stages: Stages
) -> None:
    program = in_treatment
    editor = _at_the_desk(program, stages)
    with full_disk(program.application._entry.folder):
        editor.setPlainText("Hej Åsa! Ord som inte får plats.")
        program.go(View.PATIENTS)
        assert program.window.place.view == "feedback"
        assert "Disken är full" in _messages(program)
        assert "Ord som" in editor.toPlainText()
    program.go(View.PATIENTS)
    assert program.window.place.view == "patients"
    draft = _services(program).feedback_notes.desk(stages.treatment_id)
    assert "Ord som" in draft.draft_text


def test_a_megabyte_pasted_at_the_desk_is_kept_on_the_screen_and_explained(
    in_treatment: Program, stages: Stages
) -> None:
    program = in_treatment
    editor = _at_the_desk(program, stages)
    before = _services(program).feedback_notes.history(stages.treatment_id)
    QApplication.clipboard().setText("x" * 1_000_000)
    editor.paste()
    _ctrl_enter(program, "feedback_text")
    assert len(editor.toPlainText()) == 1_000_000
    assert _messages(program)
    assert _services(program).feedback_notes.history(stages.treatment_id) == before
    editor.setPlainText("Hej Åsa!")
    _ctrl_enter(program, "feedback_text")
    assert len(_services(program).feedback_notes.history(stages.treatment_id)) == len(before) + 1


# --- a name that is markup -------------------------------------------------------------------


def test_markup_in_a_name_is_shown_as_letters_on_every_page(program: Program) -> None:
    window = program.sign_in("maria")
    row = _services(program).referrals.register(
        NewReferral(
            identity=invented_number(date(1988, 5, 12)),
            family_name=_NAME,
            given_name="<i>Åsa</i>",
            source="referral",
            received_on=program.clock.today,
            referrer="<u>Ekliden</u>",
            question="<img src=/etc/hostname> och <b>fet</b>",
        )
    )
    places = [
        *(Place(view) for view in (View.REFERRALS, View.PATIENTS, View.TODAY)),
        Place(View.REFERRALS, record_id=row.id),
        *(Place(View.PATIENT, row.patient_id, detail=tab) for tab in PATIENT_TABS),
    ]
    shown = 0
    for place in places:
        window.go(place)
        settle()
        labels = _labels(window)
        shown += sum(_NAME in label.text() for label in labels)
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
        risky = [tip for tip in _tips(window) if "<img" in tip or "<i>" in tip]
        assert risky == [], place
    assert shown > len(PATIENT_TABS)  # the banner on each tab, and more
    assert window.banner.accessibleName().startswith(_NAME)
    assert _NAME not in program.front.windowTitle()


def _labels(whole: QWidget) -> list[QLabel]:
    return [label for label in whole.findChildren(QLabel) if label.isVisible()]


def _tips(whole: QWidget) -> list[str]:
    found = [widget.toolTip() for widget in whole.findChildren(QWidget)]
    for view in whole.findChildren(QTableView):
        model = view.model()
        found += [
            str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    return [tip for tip in found if tip]
