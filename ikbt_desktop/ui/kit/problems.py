"""The words for every error that a user can be told about: what is wrong and what to do.

``describe(error)`` gives a `Problem`. A new class in `errors.py` needs a row here; a test sees to
it. Sentences never hold patient data, and never blame.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType

from PySide6.QtCore import QLocale

from ikbt_desktop import errors
from ikbt_desktop.clinic.identity_problems import Problem as IdentityProblem
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.ui.kit import refusals
from ikbt_desktop.ui.kit.language import mark, say

_HERE, _REFUSALS = "problems", "refusals"


@dataclass(frozen=True)
class Problem:
    """What the screen shows; `field` names the field that it belongs to, where there is one."""

    title: str
    sentence: str
    field: str = ""


Words = tuple[str, str]

_WORDS: Mapping[type[errors.IkbtError], Words] = MappingProxyType(
    {
        errors.InvalidAnswers: (
            mark("problems", "The answer does not fit the form"),
            mark("problems", "Compare item {item} with the paper and type a digit that it has."),
        ),
        errors.InvalidIdentity: (
            mark("problems", "The identity number is not right"),
            mark("problems", "Compare the number with the referral, digit by digit."),
        ),
        errors.InvalidValue: (
            mark("problems", "One value cannot be kept as written"),
            mark("problems", "What you wrote is still here. Change it and try again."),
        ),
        errors.BrokenResource: (
            mark("problems", "A file of the program cannot be used"),
            mark(
                "problems",
                "{file}, {key}: {reason}. Install the program again or restore the file.",
            ),
        ),
        errors.NotPermitted: (
            mark("problems", "Your role does not include this"),
            mark("problems", "Ask a colleague with that role. The attempt is noted in the log."),
        ),
        errors.ReasonNeeded: (
            mark("problems", "The record opens for a reason"),
            mark("problems", "Open the patient first and say why; the reason stands in the log."),
        ),
        errors.ShutOut: (
            mark("problems", "You are no longer signed in"),
            mark(
                "problems",
                "Your way in or your role was changed. Sign in again; if that does not work, ask "
                "an administrator.",
            ),
        ),
        errors.MoveRefused: (
            mark("problems", "That step cannot be taken from here"),
            mark(
                "problems",
                "Somebody may have changed it meanwhile. Open it again to see where it stands.",
            ),
        ),
        errors.Incomplete: (
            mark("problems", "Something is still missing"),
            mark("problems", "Fill in what is marked as missing and try again."),
        ),
        errors.RuleRefused: (
            mark("problems", "A clinical rule says no"),
            mark("problems", "Rule {rule} is not met. Open the rule to read what it asks for."),
        ),
        errors.NotFound: (
            mark("problems", "It is not there any more"),
            mark(
                "problems",
                "Somebody may have moved or removed it. Go back to the list and look again.",
            ),
        ),
        errors.StaleRecord: (
            mark("problems", "Changed elsewhere meanwhile"),
            mark(
                "problems",
                "{changed_by} changed the same thing {changed_at}. Compare and choose.",
            ),
        ),
        errors.AlreadySigned: (
            mark("problems", "The text is signed"),
            mark(
                "problems",
                "A signed text is never changed. Write a new version; both stay readable.",
            ),
        ),
        errors.WrongCredentials: (
            mark("problems", "Signing in did not work"),
            mark("problems", "Check the user name and the password."),
        ),
        errors.TooManyAttempts: (
            mark("problems", "Too many attempts"),
            mark("problems", "Wait {seconds} seconds and try again. Nothing is lost."),
        ),
        errors.WeakPassword: (
            mark("problems", "Choose another password"),
            mark(
                "problems",
                "It needs at least {minimum} characters. A sentence of a few words works well.",
            ),
        ),
        errors.TooLittleMemory: (
            mark("problems", "The computer has too little memory free"),
            mark(
                "problems",
                "Close other programs and try again. Trying a password takes {megabytes} MB.",
            ),
        ),
        errors.DeviceCodeNeeded: (
            mark("problems", "This computer needs its code"),
            mark("problems", "Type the device code from the clinic's paper."),
        ),
        errors.WrongRecoveryKey: (
            mark("problems", "The key does not fit this clinic"),
            mark("problems", "Check that the paper belongs to this clinic and is the latest one."),
        ),
        errors.MistypedKey: (
            mark("problems", "One group of the key is mistyped"),
            mark("problems", "Compare group {group} with the paper."),
        ),
        errors.ClinicMissing: (
            mark("problems", "A part of the clinic is missing"),
            mark(
                "problems",
                "The database does not lie beside its keys. Restore a backup.",
            ),
        ),
        errors.ClinicDamaged: (
            mark("problems", "The clinic's files are damaged"),
            mark(
                "problems",
                "Restore the latest backup and compare it with what was done since.",
            ),
        ),
        errors.KeysInDoubt: (
            mark("problems", "The key file is not the one that the program wrote last"),
            mark(
                "problems",
                "An administrator signs in and decides first. Until then no way in is changed.",
            ),
        ),
        errors.NewerClinic: (
            mark("problems", "The clinic was last opened by a newer version"),
            mark(
                "problems",
                "Install the newest version of the program on this computer. Nothing was changed.",
            ),
        ),
        errors.ClinicLocked: (
            mark("problems", "The program was locked meanwhile"),
            mark("problems", "Unlock it, look at what was done, and try again."),
        ),
        errors.ClinicInUse: (
            mark("problems", "The clinic is already open"),
            mark(
                "problems",
                "Close the other window of the program, or wait until the other computer is done.",
            ),
        ),
        errors.DiskFull: (
            mark("problems", "The disk is full"),
            mark(
                "problems",
                "What you wrote is still here, nothing is half-saved. Make room and try again.",
            ),
        ),
        errors.DiskFailing: (
            mark("problems", "The disk does not do what it is asked"),
            mark(
                "problems",
                "What you wrote is still here, nothing is half-saved. Try again; if it comes back, "
                "make a backup on another disk and have this one looked at.",
            ),
        ),
        errors.FolderReadOnly: (
            mark("problems", "The folder cannot be written"),
            mark(
                "problems",
                "You can read but not save. What you wrote is still here.",
            ),
        ),
        errors.UnsuitableFolder: (
            mark("problems", "The folder does not suit a clinic"),
            mark("problems", "Choose a folder on this computer's own disk."),
        ),
        errors.UnsafeSetup: (
            mark("problems", "The computer did not pass the safety test"),
            mark(
                "problems",
                "Patient data stay closed. Install the program again.",
            ),
        ),
        errors.BackupUnusable: (
            mark("problems", "The backup cannot be used"),
            mark("problems", "Choose another backup."),
        ),
        errors.AttachmentRefused: (
            mark("problems", "The file cannot be attached"),
            mark("problems", "Choose a PDF or a picture of the referral."),
        ),
        errors.UnprintableText: (
            mark("problems", "The text holds signs that cannot be printed"),
            mark("problems", "Replace these signs: {signs}"),
        ),
        errors.DocumentTooLong: (
            mark("problems", "The document is too long"),
            mark(
                "problems",
                "It would run over {limit} pages. Shorten the longest text and try again.",
            ),
        ),
    }
)

# A better sentence where the reason is known.
_REASONS: Mapping[tuple[type[errors.IkbtError], str], str] = MappingProxyType(
    {
        (errors.InvalidAnswers, "length"): mark(
            "problems",
            "The number of answers differs from the form. Check that it is the right form.",
        ),
        (errors.WeakPassword, "common"): mark(
            "problems",
            "It is on the list of common passwords. A sentence of a few words works well.",
        ),
        (errors.WeakPassword, "too_long"): mark(
            "problems", "It is longer than can be kept. Shorten it a little."
        ),
        (errors.ClinicMissing, "vanished"): mark(
            "problems",
            "The clinic's file was moved or removed while the program was open. Nothing is saved "
            "until it lies in its place again. What you wrote is still here.",
        ),
        (errors.ClinicMissing, "keys"): mark(
            "problems",
            "The keys do not lie beside the database. Restore a backup.",
        ),
        (errors.UnsafeSetup, "cipher"): mark(
            "problems",
            "The encryption library is missing or too old. Install the program again.",
        ),
        (errors.UnsafeSetup, "provider"): mark(
            "problems",
            "The cryptography that the encryption library brings is too old. Install the newest "
            "version of the program.",
        ),
        (errors.UnsafeSetup, "sqlite"): mark(
            "problems",
            "The database library has a fault that can damage files. Install the newest version "
            "of the program.",
        ),
        (errors.UnsafeSetup, "settings"): mark(
            "problems",
            "The database did not take its safety settings. Restart the computer, then install "
            "the program again.",
        ),
        (errors.UnsafeSetup, "walls"): mark(
            "problems",
            "The database would let a statement through that it must refuse. Install the program "
            "again.",
        ),
        (errors.UnsafeSetup, "plaintext"): mark(
            "problems",
            "The clinic's file is not encrypted. Do not use it; restore the latest backup.",
        ),
        (errors.UnsafeSetup, "folder"): mark(
            "problems",
            "Other accounts of this computer can read the clinic's folder. Let this account own "
            "it, or move it to a disk that keeps access rights.",
        ),
        (errors.UnsafeSetup, "core_dumps"): mark(
            "problems",
            "The system would write the memory to the disk after a crash. Ask whoever looks "
            "after the computer to switch core dumps off.",
        ),
        (errors.ClinicInUse, "account"): mark(
            "problems",
            "It is open in the account {account} of this computer. Change to that account and "
            "close it, or wait until they are done.",
        ),
        (errors.DiskFull, "reserve"): mark(
            "problems",
            "What you wrote is still here. The program has just given up its own reserve on the "
            "disk: save again now, then make room.",
        ),
        (errors.DiskFull, "file"): mark(
            "problems", "No file was left there. Choose another place, or make room and try again."
        ),
        (errors.FolderReadOnly, "file"): mark(
            "problems", "No file was left there. Choose another folder."
        ),
        (errors.ClinicDamaged, "keys"): mark(
            "problems",
            "The key file was damaged or changed from outside. Restore the latest backup: it "
            "holds the keys too.",
        ),
        (errors.ClinicDamaged, "seal"): mark(
            "problems",
            "The key file was changed from outside. An administrator signs in, sees what differs "
            "and can put the right one back.",
        ),
        (errors.ClinicDamaged, "size"): mark(
            "problems",
            "The database has been emptied. Nothing new was made in its place. Restore the "
            "latest backup and compare it with what was done since.",
        ),
        (errors.ClinicDamaged, "sqlite 26"): mark(
            "problems",
            "The database's first page is damaged, or the file belongs to another clinic. It is "
            "not your password. Restore the latest backup and compare it with what was done since.",
        ),
        (errors.UnsuitableFolder, "network"): mark(
            "problems",
            "A network folder can damage the database. Choose a folder on this computer.",
        ),
        (errors.UnsuitableFolder, "synced"): mark(
            "problems",
            "A folder that is copied to the cloud can damage the database. Choose another one.",
        ),
        (errors.UnsuitableFolder, "demo"): mark(
            "problems",
            "Training data and the clinic's data are never mixed. Choose another folder.",
        ),
        (errors.BackupUnusable, "missing"): mark(
            "problems", "It is not there. Plug in the disk that holds it, or choose another one."
        ),
        (errors.BackupUnusable, "not_a_backup"): mark(
            "problems", "The file is not a backup of this program. Choose another one."
        ),
        (errors.BackupUnusable, "damaged"): mark(
            "problems",
            "It is damaged, so nothing was taken from it. Choose another backup, and tell the "
            "administrator: the disk may be failing.",
        ),
        (errors.BackupUnusable, "other_clinic"): mark(
            "problems", "It belongs to another clinic. Choose one of this clinic's."
        ),
        (errors.BackupUnusable, "older_keys"): mark(
            "problems",
            "It was sealed with keys that the clinic has changed since. Use the recovery key, or "
            "choose a newer backup.",
        ),
        (errors.BackupUnusable, "other_keys"): mark(
            "problems",
            "It is whole, but made with other keys than the clinic has now. Use the recovery key "
            "of that time, or choose another backup.",
        ),
        (errors.BackupUnusable, "demo"): mark(
            "problems", "Backups of the training clinic and of a real one are never mixed."
        ),
        (errors.AttachmentRefused, "size"): mark(
            "problems", "The file is too large. Scan it again in grey or with fewer pages."
        ),
        (errors.AttachmentRefused, "empty"): mark(
            "problems", "The file is empty. Scan the referral again."
        ),
        (errors.AttachmentRefused, "unreadable"): mark(
            "problems",
            "The file cannot be read. Open it in another program to see that it is whole.",
        ),
        (errors.InvalidValue, "empty"): mark("problems", "Write something here."),
        (errors.InvalidValue, "required"): mark("problems", "Write something here."),
        (errors.InvalidValue, "missing"): mark("problems", "Write something here."),
        (errors.InvalidValue, "too_long"): mark(
            "problems", "The text is longer than can be kept. Shorten it a little."
        ),
        (errors.InvalidValue, "not_a_date"): mark(
            "problems", "That date is not in the calendar. Write it like 2026-10-08."
        ),
        (errors.InvalidValue, "other_number"): mark(
            "problems", "This is not the patient's whole number. Compare it with the decision."
        ),
        (errors.InvalidValue, "no_decision"): mark(
            "problems",
            "This is no number of a decision. Write the reference number from IVO's letter, "
            "digits and signs alone.",
        ),
        (errors.InvalidValue, "future"): mark("problems", "The date lies ahead. Check the year."),
        (errors.InvalidValue, "past"): mark("problems", "The date has passed. Check the year."),
        (errors.InvalidValue, "format"): mark(
            "problems", "It is not written the way it must be. Compare with the source."
        ),
        (errors.InvalidValue, "no_day"): mark(
            "problems", "That is no date. Write it like 2026-10-08, 8/10 or today."
        ),
        (errors.InvalidValue, "no_time"): mark(
            "problems", "That is no time of day. Write it like 9:30."
        ),
        (errors.InvalidValue, "no_phone"): mark(
            "problems", "That is no phone number. Write it like 070-123 45 67, abroad with + first."
        ),
        (errors.InvalidValue, "no_email"): mark(
            "problems", "That is no e-mail address. Write it like name@example.se."
        ),
        (errors.InvalidValue, "no_code"): mark(
            "problems", "That is no diagnosis code. Write it like F32.1."
        ),
        (errors.InvalidValue, "range"): mark(
            "problems", "The number is outside what is possible. Check it."
        ),
        (errors.InvalidValue, "unknown"): mark("problems", "Choose one from the list."),
        (errors.InvalidValue, "area_code"): mark(
            "problems", "The area code does not exist. Check the first digits."
        ),
        (errors.InvalidValue, "control_sign"): mark(
            "problems", "There is an invisible control sign in the text. Type it by hand."
        ),
        (errors.InvalidValue, "oneself"): mark(
            "problems", "You cannot shut yourself out. Ask another administrator to do it."
        ),
        (errors.InvalidValue, "last"): mark(
            "problems", "This is the last one. Add another before you remove it."
        ),
        (errors.WeakPassword, "same"): mark(
            "problems", "It is the password you have now. Choose another one."
        ),
        (errors.InvalidValue, "too_early"): mark(
            "problems", "It may still be needed. It can be removed in {limit} days at the earliest."
        ),
        (errors.InvalidValue, "day_of_month"): mark(
            "problems", "{day} {month} does not exist, {month} has {last_day} days."
        ),
        (errors.InvalidValue, "taken"): mark(
            "problems", "It is already in use. Choose another one."
        ),
        (errors.StaleRecord, ""): mark(
            "problems",
            "Somebody changed the same thing meanwhile. Compare and choose what applies.",
        ),
    }
)

_IDENTITY: Mapping[IdentityProblem, str] = MappingProxyType(
    {
        IdentityProblem.EMPTY: mark("problems", "Write the number from the referral."),
        IdentityProblem.FOREIGN_DIGITS: mark(
            "problems", "The digits are of another script. Type them with 0–9."
        ),
        IdentityProblem.LETTERS: mark(
            "problems", "There are letters in the number. Only a reserve number has letters."
        ),
        IdentityProblem.SIGNS: mark(
            "problems", "There are signs that do not belong. Write digits and one hyphen."
        ),
        IdentityProblem.SEPARATOR: mark(
            "problems", "The hyphen or plus stands before the last four digits."
        ),
        IdentityProblem.TOO_SHORT: mark(
            "problems", "Digits are missing. Write ten or twelve digits."
        ),
        IdentityProblem.TOO_LONG: mark(
            "problems", "There are too many digits. Write ten or twelve digits."
        ),
        IdentityProblem.ELEVEN_DIGITS: mark(
            "problems", "There are eleven digits. Write ten or twelve."
        ),
        IdentityProblem.CENTURY: mark("problems", "The century is not right. It is 18, 19 or 20."),
        IdentityProblem.MONTH: mark("problems", "The month is not in the calendar: 01 to 12."),
        IdentityProblem.DAY: mark(
            "problems", "The day is not in that month. Compare with the referral."
        ),
        IdentityProblem.BIRTH_NUMBER_000: mark(
            "problems", "The birth number is never 000. Compare with the referral."
        ),
        IdentityProblem.CHECK_DIGIT: mark(
            "problems",
            "The check digit does not fit. Compare the last four digits with the referral.",
        ),
        IdentityProblem.FUTURE: mark("problems", "The birth date lies ahead. Check the year."),
        IdentityProblem.ORGANISATION_NUMBER: mark(
            "problems", "This is an organisation number. Write the patient's own number."
        ),
        IdentityProblem.INTERIM_NUMBER: mark(
            "problems",
            "This is a temporary number of a school or an authority. Register a reserve number.",
        ),
        IdentityProblem.RESERVE_LETTERS: mark(
            "problems", "The letters of the reserve number are not right. Compare with the source."
        ),
        IdentityProblem.RESERVE_CENTURY: mark(
            "problems", "The century of the reserve number is not right. Compare with the source."
        ),
        IdentityProblem.RESERVE_DATE: mark(
            "problems", "The date of the reserve number is not right. Compare with the source."
        ),
        IdentityProblem.RESERVE_CHECK_DIGIT: mark(
            "problems", "The last sign of the reserve number does not fit. Compare with the source."
        ),
        IdentityProblem.RESERVE_FORMAT: mark(
            "problems", "A reserve number is written like 22950606-FH20."
        ),
        IdentityProblem.ORDINARY_NUMBER: mark(
            "problems", "This is an ordinary personal number. Write it in its own field."
        ),
    }
)


def describe(error: errors.IkbtError) -> Problem:
    """The words for an error in the language of the screen; KeyError when a class has none."""
    title, sentence = _WORDS[type(error)]
    facts = _facts(error)
    sentence = _REASONS.get((type(error), _reason(error)), sentence)
    if isinstance(error, errors.InvalidIdentity) and error.reason in set(IdentityProblem):
        sentence = _IDENTITY[IdentityProblem(error.reason)]
    named = error.field if isinstance(error, errors.InvalidValue) else ""
    told = _refusal(error) or say(_HERE, sentence).format(**facts)
    return Problem(_title(error) or say(_HERE, title), told, named)


# What the computer did, and not the person: without its title the sentence would not say what.
_OF_THE_COMPUTER = (
    errors.DiskFull,
    errors.DiskFailing,
    errors.FolderReadOnly,
    errors.ClinicMissing,
    errors.ClinicInUse,
)


def alone(error: errors.IkbtError) -> str:
    """The words where the title has no place, or another one stands: they say the whole."""
    problem = describe(error)
    if isinstance(error, _OF_THE_COMPUTER):
        return f"{problem.title}. {problem.sentence}"
    return problem.sentence


def who_was_first(error: errors.StaleRecord) -> str:
    """Who saved the same thing meanwhile, and when, as far as it is known."""
    known = error.changed_by is not None and error.changed_at is not None
    told = (
        say("problems", "{changed_by} changed the same thing {changed_at}.")
        if known
        else say("problems", "Somebody else changed the same thing meanwhile.")
    )
    return told.format(**_facts(error))


def _title(error: errors.IkbtError) -> str:
    own = refusals.TITLES.get(error.rule) if isinstance(error, errors.RuleRefused) else None
    return say(_REFUSALS, own) if own is not None else ""


def _refusal(error: errors.IkbtError) -> str:
    """The sentence for exactly this refusal, or nothing."""
    found: str | None = None
    match error:
        case errors.RuleRefused():
            alone = refusals.ANY_RULE.get(error.reason)
            found = refusals.RULES.get((error.rule, error.reason), alone)
        case errors.InvalidValue():
            found = refusals.VALUES.get(error.reason)
        case errors.MoveRefused():
            found = refusals.MOVES.get((error.lifecycle, error.state))
        case _:
            pass
    return say(_REFUSALS, found) if found is not None else ""


def _reason(error: errors.IkbtError) -> str:
    if isinstance(error, errors.StaleRecord):
        return "" if error.changed_by is None or error.changed_at is None else "known"
    if isinstance(error, errors.ClinicMissing):
        return error.what
    if isinstance(error, errors.ClinicInUse):
        return "account" if error.account else ""
    if isinstance(error, errors.ClinicDamaged):
        return error.what if error.what == "keys" and error.detail != "seal" else error.detail
    return str(getattr(error, "reason", ""))


def _facts(error: errors.IkbtError) -> dict[str, str]:
    if not is_dataclass(error):
        return {}
    facts = {field.name: str(getattr(error, field.name)) for field in fields(error)}
    if isinstance(error, errors.InvalidValue):
        facts |= {name: str(value) for name, value in error.facts.items()}
        if "month" in error.facts:
            facts["month"] = QLocale().standaloneMonthName(error.facts["month"])
    if isinstance(error, errors.StaleRecord) and error.changed_at is not None:
        facts["changed_at"] = error.changed_at.astimezone(LOCAL).strftime("%H:%M")
    return facts
