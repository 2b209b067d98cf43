"""Backups as the administrator meets them: made, rehearsed, checked, placed and brought back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import DiskFull
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.backups import State, Why
from ikbt_desktop.storage import backup, restore
from ikbt_desktop.ui.administration.backups_room import BackupsRoom
from ikbt_desktop.ui.kit import background, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.label import Label
from tests.clinics import PASSWORD, Clinic, entry
from tests.services.test_key_lines import two_lines
from tests.ui.administration.robot import Steward

__all__ = ["two_lines"]


@pytest.fixture
def admin(qtbot: QtBot, clinic: Clinic) -> Steward:
    steward = Steward(qtbot, clinic.administrator, "backups")
    settle(steward)
    return steward


def settle(steward: Steward) -> None:
    """Until what goes on aside was told, and what that asked for too."""
    for _ in range(3):
        background.wait()
        for _ in range(3):
            QApplication.processEvents()
    steward.qtbot.waitUntil(lambda: not background.is_busy())


def press(steward: Steward, name: str) -> None:
    steward.press(name)
    settle(steward)


def room(steward: Steward) -> BackupsRoom:
    assert isinstance(steward.room, BackupsRoom)
    return steward.room


def enabled(steward: Steward, name: str) -> bool:
    field = steward.field(name)
    assert isinstance(field, Button)
    return field.isEnabled()


def test_before_the_first_backup_the_room_says_so_and_offers_one(admin: Steward) -> None:
    assert "Ingen säkerhetskopia än" in admin.words()
    assert "Alla kopior ligger på klinikens egen disk" in admin.words()
    assert not enabled(admin, "restore_backup")
    press(admin, "make_backup")
    assert admin.told == ["Säkerhetskopierat och kontrollerat: 0 patienter, 0 signerade texter."]
    assert room(admin).table.rowCount() == 1
    assert enabled(admin, "restore_backup")


def test_a_rehearsal_makes_the_copies_trusted(admin: Steward) -> None:
    press(admin, "make_backup")
    assert "Kopiorna går att lita på" not in admin.words()
    press(admin, "drill_backup")
    assert "Kopiorna går att lita på" in admin.words()
    assert "Senast återläst idag 09:30: 0 patienter, 0 signerade texter." in admin.words()


def test_a_place_is_added_told_of_and_taken_away(admin: Steward, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox" / "kopior"
    place.mkdir(parents=True)
    room(admin).choose_folder = lambda _: str(place)
    press(admin, "add_place")
    assert str(place) in admin.words()
    assert "en synktjänst laddar upp den" in admin.words()
    press(admin, "make_backup")
    assert len(backup.found_in(place)) == 1
    room(admin).choose_folder = lambda _: str(tmp_path / "none")
    press(admin, "add_place")
    told = admin.field("backup_trouble").accessibleName()
    assert told.startswith(f"{tmp_path / 'none'} blev ingen plats för kopior")
    assert "Mappen finns inte." in told
    press(admin, "remove_place_1")
    assert f"{place}\n" not in admin.words()


def test_a_place_that_is_gone_is_told_and_the_others_get_their_copy(
    admin: Steward, tmp_path: Path
) -> None:
    place = tmp_path / "usb"
    place.mkdir()
    room(admin).choose_folder = lambda _: str(place)
    press(admin, "add_place")
    place.rmdir()
    press(admin, "make_backup")
    assert f"En plats fick ingen kopia: {place}" in admin.words()
    assert "Finns inte just nu." in admin.words()


def test_a_full_disk_is_told_and_the_old_copies_stay(
    admin: Steward, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(admin, "make_backup")

    def _full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "ensure_room", _full)
    press(admin, "make_backup")
    trouble = admin.field("backup_trouble")
    assert trouble.isVisibleTo(admin.page)
    assert room(admin).table.rowCount() == 1
    assert enabled(admin, "make_backup")


def test_a_damaged_copy_is_marked_and_cannot_be_restored(admin: Steward, clinic: Clinic) -> None:
    press(admin, "make_backup")
    (path,) = backup.found_in(clinic.folder.backups)
    path.write_bytes(path.read_bytes()[:-20])
    room(admin).refresh()
    settle(admin)
    assert clinic.administrator.backups.copies()[0].state is State.DAMAGED
    assert not enabled(admin, "restore_backup")
    press(admin, "check_backup")
    assert "Den är skadad" in admin.words()


def test_work_on_a_copy_can_be_cancelled_and_leaves_nothing(admin: Steward, clinic: Clinic) -> None:
    button = admin.field("make_backup")
    assert isinstance(button, Button)
    button.press()
    assert admin.field("backup_progress").isVisibleTo(admin.page)
    room(admin)._cancel()
    settle(admin)
    assert not admin.field("backup_progress").isVisibleTo(admin.page)
    assert admin.told == ["Avbrutet. Inget halvfärdigt lämnades kvar."]
    assert not (clinic.folder.root / "backup-work").exists()
    assert enabled(admin, "make_backup")


def test_a_restore_shows_what_is_lost_asks_why_and_sends_everybody_out(
    admin: Steward, clinic: Clinic
) -> None:
    press(admin, "make_backup")
    clinic.clock.move(hours=1)
    clinic.administrator.administration.set_preference("language", "en")
    out: list[object] = []
    admin.page.replaced.connect(out.append)
    press(admin, "restore_backup")
    assert "Återställa kopian från idag 09:30?" in admin.words()
    assert "3 poster nyare än kopian går förlorade" in admin.words()
    assert "Ändrade: Egen inställning" in admin.words()
    press(admin, "restore_now")
    assert "Skriv varför. Det står i loggen." in admin.words()
    assert out == []
    assert not restore.is_under_way(clinic.folder)
    admin.write(restore_reason="fel patient slogs ihop")
    press(admin, "restore_now")
    assert len(out) == 1
    assert restore.is_under_way(clinic.folder)


def test_what_a_restore_set_aside_stays_a_month_and_goes_with_a_reason(
    admin: Steward, clinic: Clinic
) -> None:
    """Nothing removes it by itself; who removed it, and why, stands in the log first."""
    assert "Undanlagt vid återställning" not in admin.words()
    aside = clinic.folder.root / "replaced-20261005T073000Z-n0007"
    aside.mkdir()
    (aside / "clinic.db").write_bytes(bytes(2_000_000))
    room(admin).refresh()
    settle(admin)
    assert "Kliniken som den var före återställningen 2026-10-05 09:30" in admin.words()
    assert "2 MB, krypterat. Får tas bort från 2026-11-04." in admin.words()
    assert not enabled(admin, "ask_remove_aside_0")
    clinic.clock.move(days=31)
    clinic.administrator.administration.set_preference("language", "sv")
    room(admin).refresh()
    settle(admin)
    press(admin, "ask_remove_aside_0")
    press(admin, "remove_aside_0")
    assert "Skriv varför det får tas bort." in admin.words()
    assert aside.exists()
    admin.write(aside_reason_0="allt är jämfört med journalen")
    press(admin, "remove_aside_0")
    assert not aside.exists()
    assert admin.told == ["Borttaget för gott. Det står i loggen."]
    assert "Undanlagt vid återställning" not in admin.words()
    row = next(line for line in clinic.log() if line.action == Action.DESTROY)
    assert (row.kind, row.reason) == ("set_aside", "allt är jämfört med journalen")


def test_leaving_the_question_restores_nothing(admin: Steward, clinic: Clinic) -> None:
    press(admin, "make_backup")
    press(admin, "restore_backup")
    press(admin, "restore_cancel")
    assert "Platser" in admin.words()
    assert not restore.is_under_way(clinic.folder)


def test_a_file_from_elsewhere_is_proved_before_anything_is_asked(
    admin: Steward, tmp_path: Path
) -> None:
    other = tmp_path / "semester.ikbtbackup"
    other.write_bytes(b"no backup at all")
    room(admin).choose_file = lambda _: str(other)
    press(admin, "restore_other_file")
    assert "Filen är ingen säkerhetskopia från det här programmet." in admin.words()


@pytest.mark.parametrize(("size", "scale"), [((1366, 640), 1.0), ((1366, 640), 2.0)])
def test_nothing_is_clipped_whatever_the_size(
    admin: Steward, clinic: Clinic, size: tuple[int, int], scale: float
) -> None:
    clinic.clinician.backups.make_by_itself(Why.EXIT)
    theme.current().choose(scale=scale)
    admin.page.resize(*size)
    room(admin).refresh()
    settle(admin)
    for label in admin.page.findChildren(Label):
        if label.isVisibleTo(admin.page) and label.text():
            assert label.width() > 0
            assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()


def test_a_copy_made_with_other_keys_is_called_so_and_what_opens_it_is_told(
    qtbot: QtBot, two_lines: Clinic
) -> None:
    alva = entry(two_lines.folder, two_lines.clock).sign_in("alva", PASSWORD)
    steward = Steward(qtbot, alva, "backups")
    settle(steward)
    shown = room(steward)
    other = next(copy for copy in alva.backups.copies() if copy.state is State.OTHER_KEYS)
    assert shown.list.select_key(str(other.path))
    assert not enabled(steward, "restore_backup")
    assert "Kopian är gjord med andra nycklar än de nuvarande" in shown._line.accessibleName()
    assert "Den återställningsnyckel som gäller nu öppnar den" in shown._line.accessibleName()
    key = alva.administration.renew_recovery_key().recovery_key
    alva.administration.confirm_recovery_key(key)
    steward.room.refresh()
    settle(steward)
    assert shown.list.select_key(str(other.path))
    assert "den tidens återställningsblad" in shown._line.accessibleName()
    alva.close()
