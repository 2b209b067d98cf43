"""Reception registers a referral with the keyboard alone; whatever is typed, nothing is lost."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import DiskFull, FolderReadOnly, IkbtError
from ikbt_desktop.services.drafts import Draft, Drafts
from ikbt_desktop.services.referrals import NewReferral, ReferralRow, Referrals
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.chip import Chip
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.reception.scan_drop import ScanDrop
from tests.clinics import Clinic, invented_number
from tests.ui.reception.robot import Reception, register

NEW = Place(View.REFERRALS, detail="new")
BORN = date(1984, 6, 15)
YOUNG = date(2011, 3, 4)
SCAN = b"%PDF-1.7\n%invented\n"


def opened(qtbot: QtBot, clinic: Clinic, **how: object) -> Reception:
    file = how.get("file")
    return Reception(qtbot, clinic, place=NEW, file=file if isinstance(file, Path) else None)


def fill_in(robot: Reception, *, born: date = BORN) -> None:
    """The fields that must be there, by keyboard."""
    robot.fill("identity", invented_number(born).formatted)
    robot.fill("family_name", "Exempelsson")
    robot.fill("given_name", "Karin")
    robot.fill("referrer", "Vårdcentralen Ekliden")
    robot.fill("received_on", "igår")


# --- the whole way ---------------------------------------------------------------------------


def test_a_referral_is_registered_by_keyboard_alone(qtbot: QtBot, clinic: Clinic) -> None:
    robot = Reception(qtbot, clinic)
    robot.ctrl(Qt.Key.Key_N)
    assert robot.focused.objectName() == "identity"
    fill_in(robot)
    robot.fill("question", "Nedstämd sedan i våras, sover dåligt.")
    robot.fill("phone", "070-174 06 05")
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert (row.name, row.identity, row.referrer) == (
        "Exempelsson, Karin",
        invented_number(BORN).formatted,
        "Vårdcentralen Ekliden",
    )
    assert (clinic.clock.today - row.received_on).days == 1
    question = clinic.clinician.referrals.detail(row.id).question
    assert question == "Nedstämd sedan i våras, sover dåligt."
    assert robot.said == [("Remissen för Karin Exempelsson är registrerad.", None)]
    assert robot.page.view.selected_key == row.id
    assert robot.focused is robot.page.view


def test_after_registering_the_form_is_empty_and_no_draft_is_left(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.ctrl(Qt.Key.Key_Return)
    assert clinic.reception.drafts.find("referral_form", "new") is None
    robot.page.new_referral()
    assert robot.text("identity") == robot.text("family_name") == ""
    assert robot.error("identity") == ""


# --- minors ----------------------------------------------------------------------------------


def young(robot: Reception) -> None:
    """Somebody of fifteen, with the first guardian typed."""
    fill_in(robot)
    robot.fill("identity", invented_number(YOUNG).formatted)
    robot.fill("guardian1_given_name", "Vera")
    robot.fill("guardian1_family_name", "Exempelsson")
    robot.form.relations["guardian1_relation"].field.setFocus()
    QTest.keyClick(robot.form.relations["guardian1_relation"].field, Qt.Key.Key_Down)
    robot.fill("guardian1_phone", "070-174 06 05")


def test_guardians_are_asked_for_by_the_number_of_a_minor_alone(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    assert not robot.block("guardian1_given_name").isVisible()
    robot.fill("identity", invented_number(YOUNG).formatted)
    assert robot.block("guardian1_given_name").isVisible()
    robot.ctrl(Qt.Key.Key_Return)  # nobody must be named: a young person may come alone
    assert len(clinic.reception.referrals.page()) == 1


def test_guardians_and_region_are_registered_with_the_referral(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    young(robot)
    robot.fill("region", "Region Gotland")
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    family = clinic.reception.guardians.of_patient(row.patient_id)
    (guardian,) = family.guardians
    assert (guardian.name, guardian.relation, guardian.phone) == (
        "Vera Exempelsson",
        "mother",
        "070-174 06 05",
    )
    assert clinic.reception.caseload.details(row.patient_id).region == "Region Gotland"
    robot.page.new_referral()
    assert robot.text("guardian1_given_name") == robot.text("region") == ""


def test_a_half_named_guardian_is_told_at_its_fields_and_nothing_is_registered(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    young(robot)
    robot.fill("guardian2_phone", "12")
    robot.ctrl(Qt.Key.Key_Return)
    assert clinic.reception.referrals.page() == ()
    assert robot.error("guardian2_given_name")
    assert robot.error("guardian2_phone")
    assert robot.form.relations["guardian2_relation"].error == "Välj relationen."
    assert robot.focused.objectName() == "guardian2_given_name"
    assert robot.form.errors == (
        "guardian2_given_name",
        "guardian2_family_name",
        "guardian2_relation",
        "guardian2_phone",
    )


def test_guardians_are_kept_in_the_draft(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    young(robot)
    robot.form.keep()
    again = opened(qtbot, clinic)
    assert again.text("guardian1_given_name") == "Vera"
    field = again.form.relations["guardian1_relation"].field
    assert isinstance(field, ComboBox)
    assert field.value == "mother"
    assert again.block("guardian1_given_name").isVisible()


def test_a_number_that_turns_out_to_be_an_adults_takes_no_guardians_along(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    young(robot)
    robot.fill("guardian2_phone", "12")
    robot.fill("identity", invented_number(BORN).formatted)
    assert not robot.block("guardian1_given_name").isVisible()
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert clinic.reception.guardians.of_patient(row.patient_id).guardians == ()


def test_a_known_young_patients_guardians_are_named(qtbot: QtBot, clinic: Clinic) -> None:
    first = opened(qtbot, clinic)
    young(first)
    first.ctrl(Qt.Key.Key_Return)
    robot = opened(qtbot, clinic)
    robot.fill("identity", invented_number(YOUNG).formatted)
    robot.look_for_duplicates()
    (found, _) = robot.form._found_duplicates()
    robot.form._recognise(found[0])
    assert "Redan registrerade: Vera Exempelsson" in robot.words()


# --- more of the form ------------------------------------------------------------------------


def test_a_self_referral_asks_for_no_referrer(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.form.source.answer("self_referral")
    assert not robot.block("referrer").isVisible()
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert (row.source, row.referrer) == ("self_referral", None)


def test_known_referrers_are_offered_and_others_can_be_typed(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic)
    robot = opened(qtbot, clinic)
    robot.fill("referrer", "eklid")
    assert "↓ tar Vårdcentralen Ekliden" in robot.words(robot.block("referrer"))
    robot.press(Qt.Key.Key_Tab)
    assert robot.text("referrer") == "eklid"
    robot.tab_to("referrer")
    robot.press(Qt.Key.Key_Down)
    assert robot.text("referrer") == "Vårdcentralen Ekliden"


def test_a_referrer_who_is_new_is_known_the_next_time(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.ctrl(Qt.Key.Key_Return)
    robot.page.new_referral()
    robot.tab_to("referrer")
    robot.press(Qt.Key.Key_Down)
    assert robot.text("referrer") == "Vårdcentralen Ekliden"


# --- the number ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["19840615-2382", "198406152382", "840615-2382", "8406152382", " 19840615 - 2382\n"],
)
def test_every_written_form_is_understood_at_once(
    qtbot: QtBot, clinic: Clinic, written: str
) -> None:
    robot = opened(qtbot, clinic)
    robot.paste("identity", written)
    assert "Kvinna, 42 år, född 1984-06-15" in robot.words(robot.block("identity"))
    assert robot.error("identity") == ""


def test_a_number_that_is_still_typed_is_not_called_wrong(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    told = []
    for sign in "19840615-2382":
        robot.type(sign)
        told.append(robot.error("identity"))
    assert told == [""] * len(told)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("19840615-2383", "Kontrollsiffran stämmer inte"),
        ("19841315-2382", "Månaden"),
        ("19840632-2382", "Dagen"),
        ("١٩٨٤٠٦١٥-٢٣٨٢", "0–9"),
        ("19840615-2382-1", "bindestreck"),
        ("198406152382198406152382", "för många"),
        ("19840615", "Siffror saknas"),
        ("19840615\u202e-2383", "Kontrollsiffran"),
        ("9" * 1_000_000, "för många"),
        ("<b>1984</b>", "tecken"),
    ],
)
def test_a_wrong_number_says_which_part_is_wrong_and_stays(
    qtbot: QtBot, clinic: Clinic, written: str, part: str
) -> None:
    robot = opened(qtbot, clinic)
    robot.paste("identity", written)
    assert part.casefold() in robot.error("identity").casefold()
    assert robot.text("identity") == written
    assert "1 fel att rätta" in robot.words()


def test_a_coordination_number_is_recognised_by_itself(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    robot.paste("identity", "19840675-2389")
    words = robot.words(robot.block("identity"))
    assert robot.error("identity") == "" or "Kontroll" in robot.error("identity")
    for check in "0123456789":
        robot.paste("identity", f"19840675-238{check}")
        if not robot.error("identity"):
            words = robot.words(robot.block("identity"))
    assert "Samordningsnummer" in words
    assert "född 1984-06-15" in words


def test_a_reserve_number_is_an_explicit_choice(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.paste("identity", "VGR-1984-X7")
    assert robot.error("identity")
    robot.tab_to("reserve")
    robot.press(Qt.Key.Key_Space)
    assert robot.error("identity") == ""
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert row.identity == "VGR-1984-X7"


# --- duplicates ------------------------------------------------------------------------------


def test_duplicates_show_under_the_number_before_any_name(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    robot.paste("identity", invented_number(BORN).formatted)
    robot.look_for_duplicates()
    words = robot.words(robot.form.duplicates)
    assert "Kan vara samma person som" in words
    assert "Exempelsson, Karin" in words
    assert "Samma nummer. Registrerad 2026. Öppen remiss sedan 4 okt." in words


def test_a_slip_in_one_digit_finds_the_neighbour(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic, "Exempelsson", "Karin", born=BORN)
    right = invented_number(BORN).digits
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    robot = opened(qtbot, clinic)
    robot.paste("identity", wrong)
    robot.look_for_duplicates()
    assert "En siffra skiljer." in robot.words(robot.form.duplicates)
    assert "Kontrollsiffran" in robot.error("identity")


def test_the_same_name_and_birth_date_is_found_with_another_number(
    qtbot: QtBot, clinic: Clinic
) -> None:
    register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    robot.paste("identity", invented_number(BORN, serial=646).formatted)
    robot.look_for_duplicates()
    assert not robot.form.duplicates.isVisible()
    robot.fill("family_name", "Exempelsson")
    robot.fill("given_name", "Karin")
    robot.look_for_duplicates()
    assert "Samma namn och födelsedatum." in robot.words(robot.form.duplicates)


def test_the_same_person_gets_the_referral_and_no_second_record(
    qtbot: QtBot, clinic: Clinic
) -> None:
    first = register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    robot.paste("identity", invented_number(BORN).formatted)
    robot.look_for_duplicates()
    robot.tab_to("duplicate_same_0")
    robot.press(Qt.Key.Key_Return)
    assert (robot.text("family_name"), robot.text("given_name")) == ("Exempelsson", "Karin")
    assert "Remissen läggs till hos" in robot.words(robot.form.duplicates)
    robot.fill("referrer", "Kvinnokliniken")
    robot.fill("received_on", "idag")
    robot.ctrl(Qt.Key.Key_Return)
    rows = clinic.reception.referrals.page()
    assert {row.patient_id for row in rows} == {first.patient_id}
    assert len(rows) == 2


def test_the_number_of_another_is_refused_with_the_way_out(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.ctrl(Qt.Key.Key_Return)
    assert "Samma person" in robot.error("identity")
    assert robot.focused.objectName() == "identity"
    assert len(clinic.reception.referrals.page()) == 1


def test_a_changed_number_takes_the_choice_back(qtbot: QtBot, clinic: Clinic) -> None:
    first = register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    robot.paste("identity", invented_number(BORN).formatted)
    robot.look_for_duplicates()
    robot.click("duplicate_same_0")
    robot.paste("identity", invented_number(date(1971, 8, 30)).formatted)
    robot.fill("referrer", "Kvinnokliniken")
    robot.fill("received_on", "idag")
    robot.ctrl(Qt.Key.Key_Return)
    others = [r for r in clinic.reception.referrals.page() if r.patient_id != first.patient_id]
    assert [row.identity for row in others] == [invented_number(date(1971, 8, 30)).formatted]


def test_the_record_of_a_duplicate_opens_and_the_form_is_kept(qtbot: QtBot, clinic: Clinic) -> None:
    first = register(clinic, "Exempelsson", "Karin", born=BORN)
    robot = opened(qtbot, clinic)
    robot.paste("identity", invented_number(BORN).formatted)
    robot.look_for_duplicates()
    robot.click("duplicate_open_0")
    assert robot.went == [Place(View.PATIENT, patient_id=first.patient_id)]
    assert opened(qtbot, clinic).text("identity") == invented_number(BORN).formatted


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2026-11-31", "31 november finns inte, november har 30 dagar."),
        ("29/2", "29 februari finns inte, februari har 28 dagar."),
        ("2027-01-05", "framåt"),
        ("1998-01-05", "mer än fem år"),
        ("i somras", "skriv"),
    ],
)
def test_an_impossible_day_is_explained_and_stays(
    qtbot: QtBot, clinic: Clinic, written: str, sentence: str
) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.paste("received_on", written)
    robot.ctrl(Qt.Key.Key_Return)
    assert sentence.casefold() in robot.error("received_on").casefold()
    assert robot.text("received_on") == written
    assert clinic.reception.referrals.page() == ()


@pytest.mark.parametrize(
    ("field", "written", "how"),
    [
        ("received_on", "8 okt", "2026-10-08, 8/10 eller idag"),
        ("phone", "ring efter lunch", "070-123 45 67"),
        ("email", "karin@", "namn@exempel.se"),
        ("diagnosis_code", "depression", "F32.1"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(
    qtbot: QtBot, clinic: Clinic, field: str, written: str, how: str
) -> None:
    robot = opened(qtbot, clinic)
    robot.paste(field, written)
    robot.press(Qt.Key.Key_Tab)
    assert how in robot.error(field)
    assert robot.text(field) == written


def test_ctrl_enter_on_an_empty_form_counts_and_goes_to_the_first_error(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = opened(qtbot, clinic)
    robot.tab_to("email")
    robot.ctrl(Qt.Key.Key_Return)
    assert "5 fel att rätta" in robot.words()
    assert robot.focused.objectName() == "identity"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("family_name", "Exem\x00pel"),
        ("given_name", "Karin\u202egnällspik"),
        ("family_name", "x" * 1_000_000),
        ("question", "x" * 1_000_000),
        ("question", "NUL \x00 mitt i"),
        ("email", "karin"),
        ("phone", "١٢٣٤٥٦٧"),
        ("phone", "123"),
        ("diagnosis_code", "depression"),
        ("referrer", "y" * 500),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field_and_stays(
    qtbot: QtBot, clinic: Clinic, field: str, text: str
) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.paste(field, text)
    before = robot.text(field)
    robot.ctrl(Qt.Key.Key_Return)
    assert robot.error(field)
    assert robot.text(field) == before
    assert len(before) == len(text)
    assert robot.focused.objectName() == field
    assert clinic.reception.referrals.page() == ()


def test_markup_in_a_name_is_a_name(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.paste("given_name", "<img src=x>")
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert row.name == "Exempelsson, <img src=x>"
    robot.open(row)
    assert "Exempelsson, <img src=x>" in robot.words(robot.page.pane)
    names = [w for w in robot.page.pane.findChildren(Label) if "<img" in w.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in names)


@pytest.mark.parametrize(("error", "word"), [(DiskFull(), "full"), (FolderReadOnly(), "spara")])
def test_a_full_or_read_only_disk_is_told_with_everything_kept(
    qtbot: QtBot,
    clinic: Clinic,
    monkeypatch: pytest.MonkeyPatch,
    error: IkbtError,
    word: str,
) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)

    def refuse(_self: Referrals, _new: NewReferral) -> ReferralRow:
        raise error

    monkeypatch.setattr(Referrals, "register", refuse)
    robot.ctrl(Qt.Key.Key_Return)
    assert word in robot.trouble("form_trouble")
    assert robot.text("family_name") == "Exempelsson"


# --- the paper -------------------------------------------------------------------------------


def test_a_scan_is_picked_and_kept_in_the_clinic(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    scan = tmp_path / "remiss.pdf"
    scan.write_bytes(SCAN)
    robot = opened(qtbot, clinic, file=scan)
    fill_in(robot)
    robot.click("scan_pick")
    assert "remiss.pdf" in robot.words(robot.form.scan)
    robot.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    (paper,) = clinic.clinician.referrals.detail(row.id).attachments
    assert (paper.title, paper.media_type) == ("remiss.pdf", "application/pdf")


def test_a_scan_is_dropped_on_the_form(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> None:
    scan = tmp_path / "remiss.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    robot = opened(qtbot, clinic)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    robot.form.dropEvent(drop)
    assert robot.form.scan.scan is not None
    assert robot.form.scan.scan.title == "remiss.png"


@pytest.mark.parametrize(
    ("sentence", "content"),
    [("PDF eller en bild", b"PK\x03\x04"), ("tom", b""), ("läsa", None)],
)
def test_a_paper_of_the_wrong_kind_is_refused_and_the_form_stays(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path, sentence: str, content: bytes | None
) -> None:
    scan = tmp_path / "papper"
    if content is not None:
        scan.write_bytes(content)
    robot = opened(qtbot, clinic, file=scan)
    fill_in(robot)
    robot.click("scan_pick")
    robot.ctrl(Qt.Key.Key_Return)
    assert sentence in robot.form.scan.error
    assert clinic.reception.referrals.page() == ()
    assert robot.text("family_name") == "Exempelsson"


# --- drafts ----------------------------------------------------------------------------------


def test_the_form_is_kept_within_two_seconds_and_found_again(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    robot.fill("family_name", "Exempelsson")
    robot.tab_to("question")
    robot.type("Sover då")
    qtbot.waitUntil(lambda: _kept(clinic, "Sover då"), timeout=2_000)
    again = opened(qtbot, clinic)
    assert again.text("question") == "Sover då"
    assert again.text("family_name") == "Exempelsson"


def _kept(clinic: Clinic, text: str) -> bool:
    draft = clinic.reception.drafts.find("referral_form", "new")
    return draft is not None and text in draft.text


def test_esc_and_cancel_keep_what_is_typed(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    robot.fill("identity", "19840615-23")
    robot.press(Qt.Key.Key_Escape)
    assert not robot.form.isVisible()
    assert _kept(clinic, "19840615-23")
    robot.page.new_referral()
    assert robot.text("identity") == "19840615-23"
    robot.click("form_cancel")
    assert opened(qtbot, clinic).text("identity") == "19840615-23"


def test_clear_empties_the_form_and_can_be_undone(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    robot.click("form_empty")
    assert robot.text("family_name") == ""
    assert clinic.reception.drafts.find("referral_form", "new") is None
    ((sentence, undo),) = robot.said
    assert sentence == "Formuläret är tömt."
    assert callable(undo)
    undo()
    assert robot.text("family_name") == "Exempelsson"
    assert _kept(clinic, "Exempelsson")


def test_a_chosen_paper_is_asked_for_again_after_a_restart(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    scan = tmp_path / "remiss.pdf"
    scan.write_bytes(SCAN)
    robot = opened(qtbot, clinic, file=scan)
    robot.click("scan_pick")
    robot.page.keep()
    assert "remiss.pdf sparas inte med utkastet" in opened(qtbot, clinic).words()


def test_a_draft_that_cannot_be_kept_is_told(
    qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot = opened(qtbot, clinic)

    def refuse(_self: Drafts, _kind: str, _subject: str, _text: str) -> Draft:
        raise DiskFull

    monkeypatch.setattr(Drafts, "keep", refuse)
    robot.fill("family_name", "Exempelsson")
    robot.page.keep()
    assert "Utkastet är inte sparat" in robot.trouble("form_trouble")
    assert robot.text("family_name") == "Exempelsson"


def test_drafts_are_ones_own(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    robot.fill("family_name", "Exempelsson")
    robot.page.keep()
    other = Reception(qtbot, clinic, who=Role.COORDINATOR, place=NEW)
    assert other.text("family_name") == ""


# --- size and language -----------------------------------------------------------------------


def _too_small(root: QWidget) -> list[str]:
    """Labels and buttons with less room than their words ask for."""
    small = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, Label | Button | Chip) and widget.isVisible() and widget.text():
            room, asked = widget.size(), widget.minimumSizeHint()
            wraps = isinstance(widget, Label) and widget.wordWrap()
            tall = widget.heightForWidth(widget.width()) if wraps else asked.height()
            if room.height() < tall or (not wraps and room.width() < asked.width()):
                small.append(widget.text())
    return small


@pytest.mark.parametrize("chosen", ["sv", "en"])
@pytest.mark.parametrize(
    ("size", "scale"), [((1182, 617), 1.0), ((970, 568), 1.0), ((1258, 617), 2.0)]
)
def test_no_word_is_clipped(
    qtbot: QtBot, clinic: Clinic, size: tuple[int, int], scale: float, chosen: str
) -> None:
    register(clinic, "Exempelsson", "Karin", born=BORN)
    theme.current().choose(scale=scale)
    language.install(chosen)
    robot = Reception(qtbot, clinic, place=NEW, size=size)
    robot.paste("identity", invented_number(BORN).formatted)
    robot.paste("received_on", "2026-11-31")
    robot.look_for_duplicates()
    QTest.qWait(10)
    assert _too_small(robot.page) == []
    robot.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert _too_small(robot.page) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_words_of_the_scan_stand_level_with_its_icon_and_button(
    qtbot: QtBot, clinic: Clinic, scale: float
) -> None:
    theme.current().choose(scale=scale)
    robot = Reception(qtbot, clinic, place=NEW, size=(1182, 617))
    drop = robot.page.findChild(ScanDrop)
    assert drop is not None
    QApplication.processEvents()
    words = next(one for one in drop.findChildren(Label) if "skannade" in one.text())
    icon = next(one for one in drop.findChildren(IconMark) if one.isVisible())
    middles = [one.mapTo(drop, one.rect().center()).y() for one in (words, icon, drop.pick)]
    assert max(middles) - min(middles) <= 1, middles


def test_the_form_covers_the_list_where_there_is_no_room(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic)
    wide = Reception(qtbot, clinic, place=NEW)
    assert wide.page.view.isVisible()
    assert wide.form.isVisible()
    theme.current().choose(scale=2.0)
    small = Reception(qtbot, clinic, place=NEW, size=(1258, 617))
    assert not small.page.view.isVisible()
    assert small.form.width() == 1258


def test_the_form_changes_language_and_keeps_what_is_typed(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    fill_in(robot)
    language.install("en")
    QApplication.processEvents()
    assert "Register referral" in robot.words()
    assert robot.text("family_name") == "Exempelsson"


# --- units -----------------------------------------------------------------------------------


def choose_unit(robot: Reception, name: str) -> None:
    box = robot.page.findChild(ComboBox, "unit")
    assert box is not None
    assert box.isVisible()
    box.setCurrentText(name)
    box.activated.emit(box.currentIndex())


def test_a_clinic_that_is_one_unit_is_not_asked_for_it(qtbot: QtBot, clinic: Clinic) -> None:
    robot = opened(qtbot, clinic)
    box = robot.page.findChild(ComboBox, "unit")
    assert box is not None
    assert not box.isVisible()


def test_a_new_patient_comes_to_the_chosen_unit_and_the_choice_is_kept(
    qtbot: QtBot, clinic: Clinic
) -> None:
    clinic.administrator.units.add("Södra")
    robot = opened(qtbot, clinic)
    choose_unit(robot, "Södra")
    fill_in(robot)
    robot.page.keep()
    again = opened(qtbot, clinic)
    box = again.page.findChild(ComboBox, "unit")
    assert box is not None
    assert box.currentText() == "Södra"
    again.ctrl(Qt.Key.Key_Return)
    (row,) = clinic.reception.referrals.page()
    assert clinic.coordinator.caseload.details(row.patient_id).unit == "Södra"


def test_the_unit_of_a_known_patient_is_not_asked_for(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic, born=BORN)
    clinic.administrator.units.add("Södra")
    robot = opened(qtbot, clinic)
    robot.fill("identity", invented_number(BORN).formatted)
    robot.look_for_duplicates()
    box = robot.page.findChild(ComboBox, "unit")
    assert box is not None
    assert box.isVisible()
    robot.tab_to("duplicate_same_0")
    robot.press(Qt.Key.Key_Return)
    assert not box.isVisible()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_what_the_number_says_never_makes_the_form_wider_than_its_pane(
    qtbot: QtBot, clinic: Clinic, code: str
) -> None:
    language.install(code)
    robot = Reception(qtbot, clinic, place=NEW, size=(1182, 617))
    robot.paste("identity", invented_number(BORN).formatted)
    QApplication.processEvents()
    field = robot.page.findChild(QWidget, "identity")
    holder = field
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    assert holder is not None
    assert holder.horizontalScrollBar().maximum() == 0


def test_what_the_number_says_stands_at_the_middle_of_its_field(
    qtbot: QtBot, clinic: Clinic
) -> None:
    robot = Reception(qtbot, clinic, place=NEW, size=(1182, 617))
    robot.paste("identity", invented_number(BORN).formatted)
    QApplication.processEvents()
    said = next(one for one in robot.page.findChildren(Label) if one.text().startswith("Kvinna"))
    field = robot.page.findChild(QWidget, "identity")
    assert isinstance(field, QWidget)
    middles = [one.mapTo(robot.page, one.rect().center()).y() for one in (said, field)]
    assert abs(middles[0] - middles[1]) <= 1
    assert said.alignment() & Qt.AlignmentFlag.AlignVCenter
