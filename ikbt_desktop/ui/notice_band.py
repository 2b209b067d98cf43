"""What is wrong with the files, the disk, the clock or the backups: over every page till mended."""

from ikbt_desktop.clinic.catalogue import Rejected
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui import rooms
from ikbt_desktop.ui.kit import fault_words, problems
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import say

Trouble = tuple[str, str]
"""A title and a sentence."""


class NoticeBand(InlineMessage):
    """Says one thing at a time, the worst first; what an act met stands until the next page."""

    def __init__(self, services: Services) -> None:
        super().__init__(Tone.TROUBLE)
        self._services = services
        self._backup_trouble: Trouble | None = None
        self._room_trouble: Trouble | None = None
        self._clock_fault = services.clock_fault
        self.stand()

    def renew(self, services: Services) -> None:
        """Others tell from now on; what stands is said when the next page comes."""
        self._services = services

    def stand(self) -> None:
        """Say what is wrong, or nothing: what was said of the page before is over."""
        self.setVisible(self._stands())
        self.say_what_stands()

    def say_problem(self, error: IkbtError) -> None:
        """What an act met."""
        problem = problems.describe(error)
        self.say(problem.title, problem.sentence)
        self.show()

    def hear_backups(self, trouble: Trouble | None) -> None:
        """For whoever keeps them."""
        if trouble != self._backup_trouble:
            self._backup_trouble = trouble
            self.stand()

    def hear_room(self, trouble: Trouble | None) -> None:
        """A disk that is nearly full stays in front of everybody: anyone's words may be next."""
        if trouble != self._room_trouble:
            self._room_trouble = trouble
            self.stand()

    def look_at_clock(self) -> None:
        """A clock that is set back while one works is told of at the next look."""
        if self._services.clock_fault != self._clock_fault:
            self._clock_fault = self._services.clock_fault
            self.stand()

    def _stands(self) -> bool:
        notices = self._services.notices
        files = notices.log_whole and notices.file_as_left and notices.keys_as_kept
        wrong = not files or self._clock_fault != ""
        return wrong or bool(self._rejected()) or bool(self._room_trouble or self._backup_trouble)

    def _rejected(self) -> tuple[Rejected, ...]:
        """The clinic's own files that fell away; for the one who can mend them."""
        may = self._services.actor.may(Permission.EDIT_CATALOGUE)
        return self._services.notices.own_files if may else ()

    def say_what_stands(self) -> None:
        """The first of what is wrong, in the language that now holds; else the words stay."""
        notices, n = self._services.notices, self._services.notices.tail_lost
        if not notices.file_sound:
            self.say(
                self.tr("The database is damaged."),
                self.tr(
                    "Parts of it cannot be read. Write nothing new here, and tell the "
                    "administrator now: the latest backup is to be restored."
                ),
            )
        elif notices.tail_lost:
            self.say(
                self.tr("The last work before the program stopped is gone."),
                say("NoticeBand", "%n row(s) (is|are) missing at the end of the access log.", n)
                + " "
                + self.tr(
                    "The file clinic.db-wal was removed after a crash, or an older copy was put in "
                    "place. Look whether the latest work is there; the newest backup may hold it: "
                    "tell the administrator today."
                ),
            )
        elif not notices.log_whole:
            self.say(
                self.tr("The access log does not hold together."),
                self.tr("Rows are missing or changed. Tell the head of unit today; go on working."),
            )
        elif not notices.file_as_left:
            self.say(
                self.tr("The database is not the one that the program left."),
                self.tr(
                    "The file was replaced or changed from outside, perhaps by an older copy. Look "
                    "whether the latest work is there, and tell the administrator today."
                ),
            )
        elif not notices.keys_as_kept:
            self.say(
                self.tr("The key file is not the one that the clinic kept."),
                self.tr("Somebody may have changed it. Tell the administrator today."),
            )
        elif self._room_trouble is not None:
            self.say(*self._room_trouble)
        elif self._rejected():
            self._say_rejected(self._rejected()[0])
        elif self._clock_fault == "behind":
            self.say(
                self.tr("The computer's clock is behind."),
                self.tr("Deadlines may be counted wrongly. Set the clock before you go on."),
            )
        elif self._clock_fault:
            self.say(
                self.tr("The computer's clock may be ahead: it says {day}.").format(
                    day=f"{rooms.local_time(self._services):%Y-%m-%d}"
                ),
                self.tr(
                    "If the date is wrong, deadlines are too: set the clock, then lock and unlock. "
                    "No old backup is removed meanwhile."
                ),
            )
        elif self._backup_trouble is not None:
            self.say(*self._backup_trouble)

    def _say_rejected(self, rejected: Rejected) -> None:
        told = fault_words.sentence(rejected.fault)
        held = self.tr("Version {version} holds instead.").format(version=rejected.instead)
        mend = self.tr("Mend it under Administration, Programs and forms or Rules.")
        self.say(
            self.tr("A file of the clinic's own no longer passes the check."),
            " ".join(part for part in (told, held if rejected.instead else "", mend) if part),
        )
