"""The running program: lets people in, locks behind them, and ends in order."""

import dataclasses
import logging
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ikbt_desktop import diagnostics
from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import BrokenResource, IkbtError, WrongCredentials
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.administration import (
    LOCK_AFTER,
    LOCK_LONGEST,
    LOCK_MINUTES,
    LOCK_SHORTEST,
    SCREEN_HIDDEN,
)
from ikbt_desktop.services.backups import Told, Why
from ikbt_desktop.services.kept_keys import OtherKeys
from ikbt_desktop.services.key_copies import State
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import OpenCount
from ikbt_desktop.services.sign_in import Clock, Entry
from ikbt_desktop.ui import backup_words, key_pages, leaving
from ikbt_desktop.ui.backup_keeper import BackupKeeper
from ikbt_desktop.ui.copies import CopyMarker
from ikbt_desktop.ui.crash_dialog import CrashDialog
from ikbt_desktop.ui.entry.closing_page import ClosingPage
from ikbt_desktop.ui.entry.demo_page import DemoPage
from ikbt_desktop.ui.entry.first_start import FirstStart
from ikbt_desktop.ui.entry.front import Front, settings
from ikbt_desktop.ui.entry.lock_page import LockPage
from ikbt_desktop.ui.entry.new_password_page import NewPasswordPage
from ikbt_desktop.ui.entry.security_dialog import SecurityDialog
from ikbt_desktop.ui.entry.sign_in_page import EntryFrame, SignInPage
from ikbt_desktop.ui.key_pages import SecretPage
from ikbt_desktop.ui.kit import background, collector, ear, language, theme
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.theme import Scheme
from ikbt_desktop.ui.leaving import certainly
from ikbt_desktop.ui.lock_warning import LockWarning
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place
from ikbt_desktop.ui.watch import computer as computers
from ikbt_desktop.ui.watch import screen_guard
from ikbt_desktop.ui.watch.computer import Computer
from ikbt_desktop.ui.watch.idle_watch import WARN_SECONDS, IdleWatch
from ikbt_desktop.ui.watch.screen_guard import Hide, ScreenGuard

if TYPE_CHECKING:
    from ikbt_desktop.services.destruction import Destroyed
    from ikbt_desktop.ui.destruction_page import DestructionPage
    from ikbt_desktop.ui.key_file_page import KeyFilePage
    from ikbt_desktop.ui.new_paper_page import NewPaperPage
    from ikbt_desktop.ui.paper_page import Chosen
    from ikbt_desktop.ui.rotation_page import RotationPage

Result = TypeVar("Result")
_log = logging.getLogger(__name__)
_PATIENCE = 30.0
_SIGN_SEEN_MS = 50  # by then the window says that it is at work


class Training(Protocol):
    """Makes the training clinic unless it is there; `afresh` throws the old one away first."""

    def __call__(
        self, folder: DataFolder, clock: Clock, known: Catalogue, *, afresh: bool
    ) -> None: ...


class _Crashes(QObject):
    """Brings a crash report from any thread to the window's."""

    reported = Signal(str)


@dataclass(frozen=True)
class _Left:
    """What a lock remembers: whose work it was, where it stood, and where the cursor was."""

    login: str
    person: str
    title: str
    user_id: str
    role: Role
    place: Place
    field: str
    cursor: int
    words: str = dataclasses.field(default="", repr=False)
    """What the field held, only where the disk could not take it."""


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


class Application(QObject):
    """One data folder and one window; at most one person signed in."""

    signed_in = Signal()
    locked = Signal()

    def __init__(
        self,
        front: Front,
        entry: Entry,
        *,
        clock: Clock = utc_now,
        make_training: Callable[[bool], None] | None = None,
        computer: Computer | None = None,
        hide: Hide | None = None,
        wall: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(front)
        self._front, self._entry, self._clock = front, entry, clock
        self._make_training = make_training
        self.services: Services | None = None
        self.window: MainWindow | None = None
        self._login = ""
        self._left: _Left | None = None
        self._unsaved: dict[str, _Left] = {}
        self._is_locking, self._is_given_up = False, False
        self._watch = IdleWatch(self, computer or Computer(self), clock=wall, monotonic=monotonic)
        self._watch.due.connect(self.lock)
        self._watch.counted.connect(self._say_countdown)
        self._warning = LockWarning(front)
        self._warning.went_on.connect(self._watch.go_on)
        self._guard = ScreenGuard(self, hide)
        self._copies = CopyMarker(self)
        ear.listen(self)
        self._keeper = BackupKeeper(self)
        self._keeper.progressed.connect(self._show_backup)
        self._keeper.left.connect(self._left_for_good)
        self._keeper.told.connect(self._refresh_status)
        self._is_closing = False
        front.may_close = self._may_close
        front.close_asked.connect(self.end)
        self._wire_entry()

    # --- the way in --------------------------------------------------------------------------

    def _wire_entry(self) -> None:
        page = self._front.sign_in
        if isinstance(page, DemoPage):
            page.person_chosen.connect(self._sign_in_demo)
            page.reset_asked.connect(self._reset_training)
            page.clinic.hide()
        else:
            page.sign_in_asked.connect(self._sign_in)
            page.recovery_asked.connect(self._ask_recovery)
            page.rescue_asked.connect(self._ask_rescue)
            page.keys_asked.connect(self._bring_keys_back)
            page.security_asked.connect(lambda: SecurityDialog(self._front).open())

    def begin(self) -> None:
        """Show what this folder needs: first start, its last step, or the sign-in."""
        if self._make_training is not None:
            self._prepare_training()
            return
        try:
            state = self._entry.state()
        except IkbtError as error:
            self._show_refusal(error)
            return
        if state == "ready":
            self._look_for_device_code()
            return
        first = FirstStart(self._entry)
        first.founded.connect(self._founded)
        first.papers_lost.connect(lambda: self._founded(""))
        if state == "untested_key":
            first.resume_untested()
        self._watch.begin()
        self._front.show_page(first)
        first.focus_first()

    def _show_refusal(self, error: IkbtError) -> None:
        page = self._front.sign_in
        page.show_error(error)
        if isinstance(page, SignInPage) and self._entry.lacks_keys():
            page.offer_keys()

    def _bring_keys_back(self) -> None:
        """The key file is lost or cut, the database stands."""
        page = self._front.sign_in
        assert isinstance(page, SignInPage)

        def welcome(found: OtherKeys) -> None:
            when = f"{found.written.astimezone(LOCAL):%Y-%m-%d %H:%M}"
            page.show_keys_back(when, found.backup)
            page.focus_first()

        background.run(
            page,
            lambda _: self._after_leaving().bring_keys_back(),
            done=welcome,
            failed=page.show_error,
        )

    def _look_for_device_code(self) -> None:
        """A keyring may take its time: the page stands meanwhile and asks if it must."""
        page = self._front.sign_in
        if isinstance(page, SignInPage):
            background.run(
                page,
                lambda _: self._entry.needs_device_code(),
                done=lambda needed: page.ask_for_device_code() if needed else None,
                failed=page.show_error,
            )

    def _founded(self, login: str) -> None:
        self._show_sign_in()
        page = self._front.sign_in
        if isinstance(page, SignInPage):
            page.login.setText(login or page.login.text())
        page.focus_first()

    def _prepare_training(self) -> None:
        self._train(afresh=False)

    def _train(self, *, afresh: bool) -> None:
        make = self._make_training
        assert make is not None
        background.run(
            self,
            lambda _: make(afresh),
            done=lambda _: self._show_persons(),
            failed=self._front.sign_in.show_error,
        )

    def _show_persons(self) -> None:
        page = self._front.sign_in
        if isinstance(page, DemoPage):
            page.show_persons(
                [(one.login, one.name, one.role) for one in self._entry.demo_persons()]
            )

    def _reset_training(self) -> None:
        page = self._front.sign_in
        if isinstance(page, DemoPage):
            page.show_waiting()
            self._train(afresh=True)

    def _sign_in(self, login: str, password: str, device_code: str) -> None:
        self._login, self._is_given_up = login, False
        self._let_in(
            lambda: self._after_leaving().sign_in(login, password, device_code=device_code or None),
            refused=self._show_refusal,
        )

    def _let_in(
        self, sign_in: Callable[[], Services], *, refused: Callable[[IkbtError], None]
    ) -> None:
        """Open the door aside; what was left behind is looked through while the person waits."""
        background.run(self, lambda _: _warmed(sign_in()), done=self._open, failed=refused)
        QTimer.singleShot(_SIGN_SEEN_MS, self, _rest)

    def _after_leaving(self) -> Entry:
        """The way in, once whoever was here before let go. Waits: off the screen's thread."""
        self._keeper.cancel()
        self._keeper.wait()
        return self._entry

    def _sign_in_demo(self, login: str) -> None:
        self._login, self._is_given_up = login, False
        self._let_in(lambda: self._after_leaving().sign_in_demo(login), refused=self._refuse_demo)

    def _refuse_demo(self, error: IkbtError) -> None:
        shown = self._front.shown
        page = shown if isinstance(shown, LockPage) else self._front.sign_in
        page.show_error(error)

    def _show_sign_in(self) -> None:
        self._watch.end()
        self._warning.put_away()
        self._front.show_page(self._front.sign_in)

    def _ask_recovery(self) -> None:
        page = key_pages.paper_page(self._entry, self._entry.password_rules())
        page.given_up.connect(self._show_sign_in)

        def recover(who: "Chosen") -> None:
            self._login, self._is_given_up = who.login, False
            background.run(
                page,
                lambda _: self._after_leaving().recover(
                    who.recovery_key,
                    login=who.login,
                    new_password=who.password,
                    device_code=who.device_code,
                    appointed=who.appointed,
                    new_code=who.new_code,
                ),
                done=self._open,
                failed=page.show_error,
            )

        page.chosen.connect(recover)
        self._watch.begin()
        self._front.show_page(page)
        page.focus_first()

    def _ask_rescue(self) -> None:
        """The files are damaged or gone: let an administrator bring a backup back."""
        page = key_pages.rescue_page(self._entry.rescue())
        page.given_up.connect(self._show_sign_in)

        def welcome(made: str) -> None:
            sign_in = self._front.sign_in
            self._show_sign_in()
            if isinstance(sign_in, SignInPage):
                sign_in.show_restored(made)
                sign_in.focus_first()

        def welcome_saved() -> None:
            sign_in = self._front.sign_in
            self._show_sign_in()
            if isinstance(sign_in, SignInPage):
                sign_in.show_saved()
                sign_in.focus_first()

        page.restored.connect(welcome)
        page.saved.connect(welcome_saved)
        self._watch.begin()
        self._front.show_page(page)
        page.focus_first()

    # --- inside ------------------------------------------------------------------------------

    def _open(self, services: Services) -> None:
        if self._is_given_up:  # somebody locked while the door was still being opened
            services.close(locking=True)
            shown = self._front.shown
            if isinstance(shown, LockPage):
                shown.button.set_busy("")
            return
        self.services = services
        collector.let_in()
        self._watch.begin()
        self._front.sign_in.clear()
        if services.actor.may(Permission.MANAGE_USERS):
            self._ask_about_keys(services)
        else:
            self._go_in()

    def _go_in(self) -> None:
        services = self.services
        assert services is not None
        if services.must_change_password:
            self._ask_password(forced=True)
        else:
            self._show_window()

    def _ask_about_keys(self, services: Services) -> None:
        """First what is wrong with the key file, then a recovery key that was used: no way past."""
        page: KeyFilePage | NewPaperPage
        try:
            if services.key_file.compare().state is not State.KEPT:
                page = key_pages.key_file_page(services.key_file)
                page.decided.connect(lambda: self._settle_keys(services))
            elif services.keys.must_renew_paper():
                page = key_pages.new_paper_page(services)
                page.done.connect(self._go_in)
            else:
                self._go_in()
                return
        except IkbtError as error:
            self.switch_user()
            self._front.sign_in.show_error(error)
            return
        page.given_up.connect(self.switch_user)
        self._front.show_page(page)
        page.focus_first()

    def _settle_keys(self, services: Services) -> None:
        """The administrator has decided: the banner need not send anybody to the administrator."""
        settled = replace(services.notices, key_file=State.KEPT)
        self.services = replace(services, notices=settled)
        self._ask_about_keys(self.services)

    def _ask_password(self, *, forced: bool) -> None:
        services = self.services
        assert services is not None
        if not forced and self.window is not None:
            self._remember_place()
            self.window.keep()
            self.window.let_go()
            self.window = None  # it goes when another page fills its place
        rules = services.administration.password_rules(login=self._login)
        page = NewPasswordPage(rules, one_time=forced)

        def change(new: str, old: str) -> None:
            background.run(
                page,
                lambda _: services.administration.change_own_password(old, new),
                done=lambda _: self._show_window() if self.services is services else None,
                failed=page.show_error,
            )

        page.chosen.connect(change)
        page.given_up.connect(self.switch_user if forced else self._show_window)
        self._front.show_page(page)
        page.focus_first()

    def _show_window(self) -> None:
        services = self.services
        assert services is not None
        self._apply_preferences(services)
        self._keep_machine_facts(services)
        window = self.window = MainWindow(services)
        window.lock_asked.connect(self.lock)
        window.switch_asked.connect(self.switch_user)
        window.services_renewed.connect(self._take_services)
        window.quit_asked.connect(self._front.close)
        window.shut_out.connect(self._put_out)
        window.password_asked.connect(lambda: self._ask_password(forced=False))
        window.replaced.connect(self._replace)
        window.keys_change_asked.connect(self._change_keys)
        window.destruction_asked.connect(self._destroy)
        window.language_asked.connect(self._choose_language)
        window.look_asked.connect(self._choose_look)
        self._front.set_subtitle(services.clinic_name)
        self._front.show_page(window)
        left = self._unsaved.pop(services.actor.user_id, self._left)
        self._left = None
        same = left is not None and left.user_id == services.actor.user_id
        if left is not None and same and left.role is services.actor.role:
            window.go(left.place)
            self._return_cursor(left)
        else:
            window.begin()
        self._watch.begin()
        self._keeper.begin(services)
        self.signed_in.emit()

    def _take_services(self, services: Services) -> None:
        self.services = services

    def _keep_machine_facts(self, services: Services) -> None:
        """The clinic's name and who was here last; nothing of a training clinic."""
        if self._front.demo:
            return
        kept = settings()
        kept.setValue("clinic", services.clinic_name)
        kept.setValue("login", self._login)
        kept.setValue("person", services.actor.name)
        kept.setValue("signed_in", self._local().strftime("%Y-%m-%d %H:%M"))
        with suppress(IkbtError):  # what is wrong with the file, its pages say
            drill = services.backups.standing().drill
            # Only the day: how many patients there are, nobody reads before signing in.
            read_back = "" if drill is None or not drill.whole else backup_words.day(drill.at)
            kept.setValue("read_back", read_back)

    def _apply_preferences(self, services: Services) -> None:
        own = services.administration
        language.install(str(own.preference("language", language.chosen())))
        theme.current().choose(
            scheme=Scheme(str(own.preference("scheme", Scheme.SYSTEM.value))),
            scale=float(own.preference("scale", theme.current().scale)),
        )
        clinic = own.clinic()
        minutes = int(clinic.settings.get(LOCK_MINUTES, LOCK_AFTER))
        # A training clinic has nobody to hide, and is shown to others.
        hidden = bool(clinic.settings.get(SCREEN_HIDDEN, True)) and not self._front.demo
        self._guard.set_on(on=hidden)
        self._watch.minutes = min(max(minutes, LOCK_SHORTEST), LOCK_LONGEST)

    def _choose_language(self, code: str) -> None:
        self._remember_place()
        left, self._left = self._left, None
        language.install(code)
        self._prefer("language", code)
        if self.window is not None and left is not None:
            self.window.show_anew()
            self._return_cursor(left)
            self._watch.look()

    def _choose_look(self, scheme: str | None, scale: float | None) -> None:
        theme.current().choose(scheme=None if scheme is None else Scheme(scheme), scale=scale)
        if scheme is not None:
            self._prefer("scheme", scheme)
        if scale is not None:
            self._prefer("scale", scale)

    def _prefer(self, key: str, value: object) -> None:
        if self.services is not None:
            with suppress(IkbtError):  # a preference is no reason to stop anybody's work
                self.services.administration.set_preference(key, value)

    def _local(self) -> datetime:
        return self._clock().astimezone(LOCAL)

    # --- locking -----------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everything at once, keep what is written, let go of the database.

        Nothing can stop it: a step that goes wrong is noted, and the next one is taken.
        """
        if self._is_locking:
            return
        self._is_locking = True
        try:
            self._lock()
        finally:
            self._is_locking = False

    def _lock(self) -> None:
        services, window = self.services, self.window
        if services is None:
            self._drop_secrets()
            return
        certainly(self._remember_place)
        if self._left is None:  # only a one-time password so far: there is no place to return to
            self.switch_user()
            return
        words = leaving.words(QApplication.focusWidget())
        page = self._lock_page(services)
        # Before anything is kept: who walks by may not wait for a disk.
        self._front.cover(page)
        leaving.hide_windows(self._front)
        kept = self._keep_or_hold(window, words)
        counts = certainly(lambda: self._contacts(services)) or OpenCount(pressing=0, soft=0)
        page.tell(
            saved_at=self._local().strftime("%H:%M") if kept else "",
            contacts=counts.pressing,
            follow_ups=counts.soft,
        )
        self._front.set_subtitle(say("Application", "locked"))
        self._front.show_page(page)
        certainly(lambda: self._leave(Why.LOCK))
        page.focus_first()
        self.locked.emit()

    def _lock_page(self, services: Services) -> LockPage:
        page = LockPage(
            person=services.actor.name,
            title=services.actor.title,
            clinic=services.clinic_name,
            saved_at=self._local().strftime("%H:%M"),
            locked_at=self._local().strftime("%H:%M"),
            contacts=0,
            training=self._front.demo,
        )
        page.unlock_asked.connect(self._unlock)
        page.switch_asked.connect(self.switch_user)
        page.backup_given_up.connect(self._keeper.cancel)
        return page

    def _cover_keys(self, first: FirstStart) -> None:
        """The clinic's keys are on the screen: its first password brings them back."""
        page = LockPage(
            person=first.person,
            title="",
            clinic="",
            saved_at=self._local().strftime("%H:%M"),
            locked_at=self._local().strftime("%H:%M"),
            contacts=0,
            training=False,
        )
        page.switch.hide()

        def uncover(password: str) -> None:
            if not first.proves(password):
                page.show_error(WrongCredentials())
                return
            self._front.show_page(first)
            first.focus_first()
            self._watch.begin()

        page.unlock_asked.connect(uncover)
        self._watch.end()
        self._warning.put_away()
        self._front.show_page(page, keeping=True)
        page.focus_first()

    def _keep_or_hold(self, window: MainWindow | None, words: str) -> bool:
        """What no disk takes waits in memory for its writer, and is shown to nobody else."""
        if window is None or certainly(lambda: window.keep() and window.unsaved is None):
            return True
        if self._left is not None and self._left.field:
            self._left = self._unsaved[self._left.user_id] = replace(self._left, words=words)
        return False

    def _drop_secrets(self) -> None:
        """Nobody is in, but a key or a password may stand half typed."""
        self._is_given_up = True
        leaving.hide_windows(self._front)
        shown = self._front.shown
        if isinstance(shown, FirstStart) and shown.shows_keys:
            self._cover_keys(shown)
        elif isinstance(shown, SecretPage) and shown.is_at_work:
            return
        elif isinstance(shown, NewPasswordPage | SecretPage) or _goes_at_lock(shown):
            self._show_sign_in()
        elif isinstance(shown, LockPage):
            shown.password.clear()
        self._front.sign_in.clear()

    def _contacts(self, services: Services) -> OpenCount:
        try:
            return services.risk_cases.open_counts()
        except IkbtError:
            return OpenCount(pressing=0, soft=0)

    def _remember_place(self) -> None:
        services, window = self.services, self.window
        if services is None or window is None:
            return
        focused = QApplication.focusWidget()
        if focused is None or not window.isAncestorOf(focused):
            focused = self._front.focusWidget()
        inside = window.isAncestorOf(focused)
        self._left = _Left(
            login=self._login,
            person=services.actor.name,
            title=services.actor.title,
            user_id=services.actor.user_id,
            role=services.actor.role,
            place=window.place,
            field=focused.objectName() if inside else "",
            cursor=leaving.cursor(focused) if inside else 0,
        )

    def _return_cursor(self, left: _Left) -> None:
        window = self.window
        if window is None or window.page is None or not left.field:
            return
        field = window.page.findChild(QWidget, left.field)
        if isinstance(field, QWidget):
            field.setFocus()
            if left.words:
                leaving.write_again(field, left.words)
            leaving.set_cursor(field, left.cursor)

    def _unlock(self, password: str) -> None:
        left = self._left
        if left is None:
            self.switch_user()
            return
        self._login, self._is_given_up = left.login, False
        page = self._front.shown
        assert isinstance(page, LockPage)
        if self._front.demo:
            self._sign_in_demo(left.login)
            return
        self._let_in(
            lambda: self._after_leaving().sign_in(left.login, password), refused=page.show_error
        )

    def switch_user(self) -> None:
        """Somebody else wants to sign in; what was written is kept."""
        if self.window is not None:
            certainly(self._remember_place)
            self._keep_or_hold(self.window, leaving.words(QApplication.focusWidget()))
        leaving.hide_windows(self._front)
        self._leave(None)
        self._left = None
        self._front.set_subtitle("")
        page = self._front.sign_in
        page.clear()
        self._front.show_page(page)
        page.focus_first()
        if isinstance(page, SignInPage):  # it is another name that comes
            page.login.setFocus()
            page.login.selectAll()

    def _put_out(self, error: IkbtError) -> None:
        """Whoever was removed meanwhile is out; nothing is held for them."""
        services = self.services
        if services is None:
            return
        leaving.hide_windows(self._front)
        self._leave(None)
        self._left = None
        self._unsaved.pop(services.actor.user_id, None)
        self._front.set_subtitle("")
        page = self._front.sign_in
        page.clear()
        self._show_sign_in()
        page.show_error(error)

    def _leave(self, why: Why | None) -> bool:
        """Log it and let go of the database; True while a last backup goes on aside."""
        self._watch.end()
        self._warning.put_away()
        if self.window is not None:
            self.window.let_go()
        self.window = None
        services, self.services = self.services, None
        certainly(leaving.clear_clipboard)
        if services is None:
            return False
        try:
            return self._keeper.leave(services, why)
        except IkbtError as error:
            # The database is let go of all the same: a full disk may not hold a door open.
            _log.warning("leaving was not logged", extra={"error": type(error).__name__})
            return False

    def end(self) -> None:
        """The window closes: keep, log, let go."""
        if self.window is not None:
            self.window.keep()
            self.window.deleteLater()
        self._leave(None)
        self._keeper.wait()

    # --- the last backup ---------------------------------------------------------------------

    def _may_close(self) -> bool:
        """Whether the window may go now. Asked a second time, it goes without a backup."""
        shown = self._front.shown
        if isinstance(shown, SecretPage) and shown.is_at_work:
            return False  # ended in a minute; killed all the same, the next sign-in ends it
        if self._is_closing:
            self._keeper.cancel()
            return not self._keeper.is_leaving
        if self.services is None and not self._keeper.is_leaving:
            return True
        if self.window is not None and not self.window.keep():
            return True  # as before: what could not be kept was said where it was written
        leaving.hide_windows(self._front)
        application = QApplication.instance()
        if isinstance(application, QApplication) and application.isSavingSession():
            return True  # the computer is being shut down: it would not wait
        if self.services is not None and not self._leave(Why.EXIT):
            return True
        self._is_closing = True
        page = ClosingPage()
        page.given_up.connect(self._keeper.cancel)
        self._front.show_page(page)
        page.focus_first()
        return False

    def _show_backup(self, done: int, total: int) -> None:
        page = self._front.shown
        if isinstance(page, ClosingPage):
            page.show_progress(done, total)
        elif isinstance(page, LockPage) and self._keeper.is_leaving:
            page.show_backup(done, total)

    def _left_for_good(self) -> None:
        page = self._front.shown
        if isinstance(page, LockPage):
            page.hide_backup()
        if self._is_closing:
            self._front.close()

    def _replace(self, made_at: datetime | None) -> None:
        """A restored clinic waits: let go of the old one, move the new one in, and let people in.

        None where nothing waits yet: what can be read of a damaged file is saved at the door.

        What is being written is not kept: it would be kept in the file that goes.
        """
        leaving.hide_windows(self._front)
        self._leave(None)
        self._left = None
        self._keeper.wait()
        self._front.set_subtitle("")
        page = self._front.sign_in
        page.clear()
        self._front.show_page(page)
        try:
            self._entry.state()
        except IkbtError as error:
            page.show_error(error)
            return
        if made_at is None:
            self._ask_rescue()
            return
        page.focus_first()
        if isinstance(page, SignInPage):
            page.show_restored(f"{made_at.astimezone(LOCAL):%Y-%m-%d %H:%M}")

    # --- a change of all keys ----------------------------------------------------------------

    def _change_keys(self, order: RotationOrder) -> None:
        """Nobody is in while the keys change: there is nothing to lock, and nothing to read."""
        page = key_pages.rotation_page()
        self._work_alone(
            page,
            lambda services, told: services.change_keys(order, told.report),
            show=page.show_rotated,
        )

    def _destroy(self, work: "Callable[[Services, Told], Destroyed]") -> None:
        """Nobody is in while a record is destroyed, as while the keys change."""
        page = key_pages.destruction_page()
        self._work_alone(
            page, lambda services, told: work(services, told.report), show=page.show_destroyed
        )

    def _work_alone(
        self,
        page: "RotationPage | DestructionPage",
        work: Callable[[Services, background.Reporter], Result],
        *,
        show: Callable[[Result], None],
    ) -> None:
        services = self.services
        if services is None or self.window is None:
            return
        certainly(self._remember_place)
        self.window.keep()
        leaving.hide_windows(self._front)
        self._watch.end()
        self._warning.put_away()
        self.window = self.services = None
        running = self._keeper.stand_down()
        page.ended.connect(self._end_rotation)
        self._front.set_subtitle("")
        self._front.show_page(page)

        def do(told: background.Reporter) -> Result:
            for job in running:
                job.wait(_PATIENCE)
            return work(services, told)

        def done(result: Result) -> None:
            show(result)
            self._watch.begin()

        background.run(
            self,
            do,
            done=done,
            failed=lambda error: self._rotation_failed(services, error),
            progressed=page.show_progress,
        )

    def _rotation_failed(self, services: Services, error: IkbtError) -> None:
        """Nothing was changed, and the work goes on; or the next sign-in ends the change."""
        if services.door.is_open:
            self.services = services
            self._show_window()
            if self.window is not None:
                self.window.say_problem(error)
            return
        self._left = None
        self._show_sign_in()
        self._front.sign_in.show_error(error)

    def _end_rotation(self) -> None:
        self._left = None
        self._front.sign_in.clear()
        self._show_sign_in()
        self._front.sign_in.focus_first()

    def _refresh_status(self) -> None:
        if self.window is not None:
            self.window.refresh_figures()

    # --- idle --------------------------------------------------------------------------------

    def _say_countdown(self, left: int) -> None:
        if left <= WARN_SECONDS:
            words = say("Application", "Locks in %n second(s)", left)
            self._warning.count(left)
        else:
            words = say("Application", "Locks in %n min", -(-left // 60))
            if self._warning.isVisible():
                self._warning.put_away()
        if self.window is not None:
            self.window.show_lock_countdown(words)

    def hear(self, event: QEvent) -> bool:
        """A sign that somebody is there; and the lock's key, before any dialog sees it."""
        kind = event.type()
        if kind in ear.ACTIVITY:
            self._watch.touched()
            if self._warning.isVisible():
                QTimer.singleShot(0, self._watch.look)
        if not (isinstance(event, QKeyEvent) and _is_lock(event)):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # no dialog's own key: it comes as a plain key next
            return True
        if kind == QEvent.Type.KeyPress:
            QTimer.singleShot(0, self.lock)
            return True
        return False


def _goes_at_lock(page: QWidget | None) -> bool:
    return isinstance(page, EntryFrame) and page.goes_at_lock


def _rest() -> None:
    """Only while the sign stands there: whoever has come in does not wait for it."""
    if background.is_busy():
        collector.rest()


def _warmed(services: Services) -> Services:
    """Ask aside, while the sign says so, what the first page asks: its statements are then made."""
    may = services.actor.may
    with suppress(IkbtError):  # the page itself will say what is wrong
        if may(Permission.READ_REFERRAL):
            services.worklist.counts()
            services.referrals.counts()
        if may(Permission.LIST_PATIENTS):
            for text in ("", "a", "a b", "anna b", "andersson", "andersson b"):
                services.caseload.page(text=text, limit=1)
    return services


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def run(
    front: Front,
    folder: DataFolder,
    *,
    demo: bool,
    make_training: Training | None = None,
    known: Catalogue | None = None,
) -> Application | None:
    """Take over the shown window: read the data files, unless known, and show what is needed.

    None when a data file of the program is broken: the window says which.
    """
    try:
        read = known or catalogue.load()
    except BrokenResource as fault:
        _log.warning("a shipped data file is broken", extra={"error": type(fault).__name__})
        front.show_broken_file(fault)
        return None
    entry = Entry(
        folder,
        demo=demo,
        clock=utc_now,
        catalogue=read,
        workstation=platform.node() or "workstation",
    )
    make = None
    if demo and make_training is not None:
        chosen = make_training

        def make(afresh: bool) -> None:
            chosen(folder, utc_now, read, afresh=afresh)

    crashes = _Crashes(front)
    crashes.reported.connect(lambda report: CrashDialog(front, report).open())
    diagnostics.install_hooks(crashes.reported.emit)
    application = Application(
        front,
        entry,
        make_training=make,
        computer=computers.of_this_machine(front),
        hide=screen_guard.of_this_system(),
    )
    application.begin()
    collector.spare()
    return application
