"""The weekly feedback: what is new beside the text, advice before signing, five things at once."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikbt_desktop.clinic import feedback_advice, figures
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.feedback_advice import Advice
from ikbt_desktop.clinic.lifecycles import FeedbackState, TreatmentState
from ikbt_desktop.clinic.programs import Channel, Program, ensure_feedback_recorded
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import MONTHS, WEEKDAYS, local_day
from ikbt_desktop.errors import AlreadySigned, Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import (
    CareContact,
    Draft,
    FeedbackNote,
    Guardian,
    Measurement,
    Patient,
    Phrase,
    Section,
    Treatment,
    User,
    WeekReport,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fee_accounts, fields
from ikbt_desktop.services.drafts import LONGEST
from ikbt_desktop.services.measurements import MeasurementRow
from ikbt_desktop.services.treatment_weeks import (
    DRAFT,
    WeekReportView,
    draft_subject,
    late_days,
    report_view,
    set_next_step,
)
from ikbt_desktop.storage.list_tasks import given_names_of_others
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

KVA_CODES = ("DU011", "ZV051")
"""rules.md F: cognitive-behavioural treatment, and care at a distance; no national iKBT code."""

VARIABLES = (
    *("förnamn", "avsnitt", "nästa avsnitt", "nästa datum", "behandlare"),
    "MADRS-S förändring",
)
"""What stands in braces in a phrase and is filled in; the change of any measure by its name."""

_NAME = re.compile(r"[0-9a-zåäöéü_-]{1,40}")


@dataclass(frozen=True)
class NoteView:
    """One version of one week's feedback."""

    id: str
    section: int
    channel: str  # "message" | "phone"
    text: str
    author: str
    signed_at: datetime | None
    minutes: int
    version_number: int
    replaces_id: str | None
    correction_reason: str
    replaced: bool  # a newer version exists


@dataclass(frozen=True)
class NewSince:
    """One measure of "Nytt sedan sist": now against last time."""

    instrument: str
    now: MeasurementRow
    last: MeasurementRow | None
    most_changed: tuple[tuple[str, int], ...]  # (topic, change), at most three


@dataclass(frozen=True)
class Desk:
    """The feedback desk for one patient and week."""

    treatment_id: str
    patient_id: str
    given_name: str
    section: int
    section_title: str
    next_section: int | None
    due_on: date | None
    late_days: int | None
    since: date
    measures: tuple[NewSince, ...]
    missing_measures: tuple[str, ...]
    report: WeekReportView | None
    previous: NoteView | None
    agreed_before: tuple[tuple[str, bool], ...]
    draft_text: str
    draft_cursor: int
    draft_saved_at: datetime | None
    next_due_on: date
    fee: int
    fee_reason: str
    editable: bool  # this person may write here


@dataclass(frozen=True)
class PhraseView:
    """A ready sentence behind `;name`."""

    id: str
    name: str
    text: str
    own: bool


@dataclass(frozen=True)
class SignedNote:
    """What signing did: the text to paste, and what else happened."""

    note: NoteView
    contact_id: str
    opened_section: int | None
    next_due_on: date | None
    fee: int


class FeedbackNotes:
    """Write, check, sign, correct."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    def _next_due(self, today: date) -> date:
        """FB-1: so many days after the one given today."""
        return today + timedelta(days=self._catalogue.limits.feedback_days)

    # --- the desk ----------------------------------------------------------------------------

    def desk(self, treatment_id: str, *, section: int | None = None) -> Desk:
        """What is new since last time, and the draft; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            desk = self._desk(work, treatment, section)
            work.log(
                Action.READ,
                kind="feedback_desk",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
                details={"section": desk.section},
            )
            work.commit()
        return desk

    def _desk(self, work: UnitOfWork, treatment: Treatment, section: int | None) -> Desk:
        patient = work.get(Patient, treatment.patient_id)
        number = section or _open_section(work, treatment)
        today = local_day(work.now())
        notes = _notes(work, treatment)
        previous = _previous(notes, number)
        given = _first_version(notes, previous)
        since = given.written_on if given else treatment.starts_on
        report = work.first(
            WeekReport, treatment_id=treatment.id, section_number=number, order_by=("-reported_on",)
        )
        draft = _draft(work, treatment, number)
        charge = fee_accounts.next_charge(work, treatment, self._catalogue, on=today)
        program = self._catalogue.program(treatment.program_code, treatment.program_version)
        measures = self._new_since(work, treatment, since, after=given)
        before = work.first(
            WeekReport,
            treatment_id=treatment.id,
            section_number=number - 1,
            order_by=("-reported_on",),
        )
        return Desk(
            treatment_id=treatment.id,
            patient_id=patient.id,
            given_name=_addressed(work, treatment),
            section=number,
            section_title=program.section(number).title,
            next_section=number + 1 if number < treatment.section_count else None,
            due_on=treatment.next_feedback_on,
            late_days=late_days(treatment, today),
            since=since,
            measures=measures,
            missing_measures=_missing(program, measures),
            report=report_view(report) if report else None,
            previous=_view(previous, notes) if previous else None,
            agreed_before=report_view(before).agreed if before else (),
            draft_text=draft.text if draft else "",
            draft_cursor=draft.cursor if draft else 0,
            draft_saved_at=draft.changed_at if draft else None,
            next_due_on=self._next_due(today),
            fee=charge.amount,
            fee_reason=charge.reason,
            editable=self._may_write(treatment),
        )

    def _may_write(self, treatment: Treatment) -> bool:
        return (
            self._workplace.actor.may(Permission.WRITE_FEEDBACK)
            and treatment.state == TreatmentState.RUNNING
        )

    def _new_since(
        self,
        work: UnitOfWork,
        treatment: Treatment,
        since: date,
        *,
        after: FeedbackNote | None = None,
    ) -> tuple[NewSince, ...]:
        rows = work.find(
            Measurement,
            patient_id=treatment.patient_id,
            is_current=True,
            order_by=("-answered_on", "-created_at"),
        )
        found: dict[str, list[Measurement]] = {}
        for row in rows:
            found.setdefault(row.instrument, []).append(row)
        return tuple(
            self._compared(*pair[:2])
            for pair in found.values()
            if _is_new(pair[0], since, after) and pair[0].treatment_id == treatment.id
        )

    def _compared(self, now: Measurement, last: Measurement | None = None) -> NewSince:
        changes: list[tuple[str, int]] = []
        if last is not None:
            topics = self._catalogue.instrument(now.instrument, now.instrument_version).items
            for item, one, other in zip(topics, now.answers, last.answers, strict=False):
                if one is not None and other is not None and one != other:
                    changes.append((item.topic, one - other))
        changes.sort(key=lambda change: -abs(change[1]))
        return NewSince(
            instrument=now.instrument,
            now=MeasurementRow.of(now),
            last=MeasurementRow.of(last) if last else None,
            most_changed=tuple(changes[:3]),
        )

    def keep_draft(self, treatment_id: str, section: int, text: str, *, cursor: int) -> datetime:
        """Keep the text encrypted; gives the time."""
        if len(text) > LONGEST:
            raise InvalidValue("text", "too_long")
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id)
            _section(work, treatment, section)
            draft = _draft(work, treatment, section)
            if draft is None:
                draft = work.add(
                    Draft(
                        user_id=work.actor.user_id,
                        kind=DRAFT,
                        subject_id=draft_subject(treatment.id, section),
                        patient_id=treatment.patient_id,
                        text=text,
                        cursor=cursor,
                        changed_at=work.now(),
                    )
                )
            draft.text, draft.cursor, draft.changed_at = text, cursor, work.now()
            work.log(
                Action.CHANGE, kind="draft", record_id=draft.id, patient_id=treatment.patient_id
            )
            work.commit()
            return draft.changed_at

    def advice(self, treatment_id: str, text: str) -> tuple[Advice, ...]:
        """The check before signing; never stops anything."""
        with open_reading(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id)
            patient = work.get(Patient, treatment.patient_id)
            others = given_names_of_others(
                work, clinician_id=treatment.clinician_id, patient_id=patient.id
            )
            name = _addressed(work, treatment)
            if treatment.guardian_id is not None:
                others |= {patient.given_name.split()[0]}  # a mix-up with the young patient
        return feedback_advice.check(
            text, self._catalogue.advice, given_name=name, other_names=others
        )

    # --- phrases -----------------------------------------------------------------------------

    def phrases(self, prefix: str = "") -> tuple[PhraseView, ...]:
        """Phrases whose name begins so, the person's own first."""
        wanted = prefix.strip().casefold()
        with open_reading(self._workplace, Permission.WRITE_FEEDBACK) as work:
            me = work.actor.user_id
            rows = [
                row
                for row in work.find(Phrase, order_by=("name",))
                if row.owner_id in {None, me} and row.name.casefold().startswith(wanted)
            ]
            found = [PhraseView(row.id, row.name, row.text, row.owner_id == me) for row in rows]
        return tuple(sorted(found, key=lambda phrase: (not phrase.own, phrase.name)))

    def fill_phrase(self, phrase_id: str, treatment_id: str) -> str:
        """The phrase with its variables filled; an unknown one stays in braces."""
        with open_reading(self._workplace, Permission.WRITE_FEEDBACK) as work:
            phrase = work.get(Phrase, phrase_id)
            treatment = work.get(Treatment, treatment_id)
            number, name = _open_section(work, treatment), _addressed(work, treatment)
            facts = {
                "förnamn": name.split()[0] if name else "",
                "avsnitt": str(number),
                "nästa avsnitt": str(min(number + 1, treatment.section_count)),
                "nästa datum": spoken(self._next_due(local_day(work.now()))),
                "behandlare": work.get(User, treatment.clinician_id).name,
            } | self._change_facts(work, treatment)
            text = phrase.text
        for name, value in facts.items():
            if value:
                text = text.replace("{" + name + "}", value)
        return text

    def _change_facts(self, work: UnitOfWork, treatment: Treatment) -> dict[str, str]:
        """ "{MADRS-S förändring}" and its like: the change since the last form, in points."""
        facts: dict[str, str] = {}
        for new in self._new_since(work, treatment, treatment.starts_on):
            if new.last is None or new.now.total is None or new.last.total is None:
                continue
            change = new.now.total - new.last.total
            name = self._catalogue.instrument(new.instrument).name
            facts[f"{name} förändring"] = f"{figures.signed(change)} p"
        return facts

    def save_phrase(
        self, *, name: str, text: str, own: bool, phrase_id: str | None = None
    ) -> PhraseView:
        """Make a phrase, or change the one of `phrase_id`, which may take another name.

        Raises `InvalidValue` for a name that `;` cannot find or that another one has: no phrase
        takes the place of one that its owner did not have in sight.
        """
        short = name.strip().casefold()
        if not _NAME.fullmatch(short):
            raise InvalidValue("name", "phrase_name")
        words = fields.prose(text, "text", required=True)
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            owner = work.actor.user_id if own else None
            namesake = work.first(Phrase, name=short, owner_id=owner)
            if namesake is not None and namesake.id != phrase_id:
                raise InvalidValue("name", "phrase_taken")
            if phrase_id is None:
                phrase = work.add(Phrase(name=short, text=words, owner_id=owner))
            else:
                phrase = work.get(Phrase, phrase_id)
                if phrase.owner_id != owner:
                    raise InvalidValue("name", "not_own")
                phrase.name, phrase.text = short, words
            work.log(
                Action.CREATE if phrase_id is None else Action.CHANGE,
                kind="phrase",
                record_id=phrase.id,
            )
            work.commit()
            return PhraseView(phrase.id, phrase.name, phrase.text, own)

    def discard_phrase(self, phrase_id: str) -> None:
        """Remove one of the person's own phrases."""
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            phrase = work.get(Phrase, phrase_id)
            if phrase.owner_id != work.actor.user_id:
                raise InvalidValue("name", "not_own")
            work.log(Action.DISCARD, kind="phrase", record_id=phrase.id)
            work.discard(phrase)
            work.commit()

    # --- signing -----------------------------------------------------------------------------

    def sign(
        self, treatment_id: str, section: int, text: str, *, channel: str, minutes: int
    ) -> SignedNote:
        """One transaction: lock the text, open the next section, next due day, contact and fee.

        Raises `Incomplete` (empty text), `AlreadySigned`, `RuleRefused` (paused, ended),
        `InvalidValue` (minutes).
        """
        way = Channel(channel)
        words = fields.prose(text, "text", length=fields.QUESTION)
        if not words:
            raise Incomplete(("text",))
        if not 0 <= minutes <= 600:
            raise InvalidValue("minutes", "range")
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id)
            _ensure_running(treatment)
            ensure_feedback_recorded(way, words)
            if any(note.section_number == section for note in _notes(work, treatment)):
                raise AlreadySigned("feedback_note")
            _ensure_open(work, treatment, section)
            note = self._signed(work, treatment, section, text=words, channel=way, minutes=minutes)
            opened = self._open_next(work, treatment, section)
            contact = self._contact(work, treatment, note)
            draft = _draft(work, treatment, section)
            if draft is not None:
                work.discard(draft)
            work.log(
                Action.SIGN,
                kind="feedback_note",
                record_id=note.id,
                patient_id=treatment.patient_id,
                version=note.version_number,
                details={"section": section, "channel": way.value, "fee": contact.fee},
            )
            work.commit()
            return SignedNote(
                note=_view(note, [note]),
                contact_id=contact.id,
                opened_section=opened,
                next_due_on=treatment.next_feedback_on,
                fee=contact.fee,
            )

    def _signed(
        self,
        work: UnitOfWork,
        treatment: Treatment,
        section: int,
        *,
        text: str,
        channel: Channel,
        minutes: int,
    ) -> FeedbackNote:
        actor, now = work.actor, work.now()
        return work.add(
            FeedbackNote(
                treatment_id=treatment.id,
                patient_id=treatment.patient_id,
                section_number=section,
                author_id=actor.user_id,
                channel=channel.value,
                text=text,
                state=FeedbackState.SIGNED.value,
                written_on=local_day(now),
                minutes=minutes,
                version_number=1,
                signed_at=now,
                signed_by_id=actor.user_id,
                signed_by_name=actor.name,
                signed_role=actor.role.value,
            )
        )

    def _open_next(self, work: UnitOfWork, treatment: Treatment, section: int) -> int | None:
        """Signing is what opens the next section (product.md F49); gives its number."""
        today = local_day(work.now())
        rows = work.find(Section, treatment_id=treatment.id, order_by=("number",))
        this = next(row for row in rows if row.number == section)
        this.done_on = today
        following = next((row for row in rows if row.number == section + 1), None)
        if following is not None and following.opened_on is None:
            following.opened_on = today
        waiting = any(row.done_on is None for row in rows)
        treatment.next_feedback_on = self._next_due(today) if waiting else None
        set_next_step(work, treatment)
        return following.number if following is not None else None

    def _contact(self, work: UnitOfWork, treatment: Treatment, note: FeedbackNote) -> CareContact:
        today = local_day(work.now())
        charge = fee_accounts.next_charge(work, treatment, self._catalogue, on=today)
        fee_accounts.ensure_period(work, treatment.patient_id, charge)
        return work.add(
            CareContact(
                treatment_id=treatment.id,
                patient_id=treatment.patient_id,
                feedback_note_id=note.id,
                on=today,
                channel=note.channel,
                minutes=note.minutes,
                fee=charge.amount,
                fee_reason=charge.reason,
                kva_codes=list(KVA_CODES),
                # A phone call has been made; only a message waits to be pasted.
                sent_at=work.now() if note.channel == Channel.PHONE else None,
            )
        )

    def tick_sent(self, contact_id: str) -> None:
        """The text has been pasted into Stöd och behandling."""
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            contact = work.get(CareContact, contact_id)
            if contact.sent_at is None:
                contact.sent_at = work.now()
            work.log(
                Action.CHANGE,
                kind="care_contact",
                record_id=contact.id,
                patient_id=contact.patient_id,
                details={"sent": True},
            )
            work.commit()

    def amend(self, note_id: str, text: str, *, reason: str) -> NoteView:
        """Correct a signed text by a new signed version; both stay readable, no new fee."""
        words = fields.prose(text, "text", length=fields.QUESTION)
        why = fields.prose(reason, "reason")
        missing = tuple(name for name, value in (("text", words), ("reason", why)) if not value)
        if missing:
            raise Incomplete(missing)
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            old = work.get(FeedbackNote, note_id)
            if work.first(FeedbackNote, replaces_id=old.id) is not None:
                raise AlreadySigned("feedback_note")
            actor, now = work.actor, work.now()
            new = work.add(
                FeedbackNote(
                    treatment_id=old.treatment_id,
                    patient_id=old.patient_id,
                    section_number=old.section_number,
                    author_id=actor.user_id,
                    channel=old.channel,
                    text=words,
                    state=FeedbackState.SIGNED.value,
                    written_on=local_day(now),
                    minutes=0,
                    version_number=old.version_number + 1,
                    replaces_id=old.id,
                    correction_reason=why,
                    signed_at=now,
                    signed_by_id=actor.user_id,
                    signed_by_name=actor.name,
                    signed_role=actor.role.value,
                )
            )
            work.log(
                Action.CORRECT,
                kind="feedback_note",
                record_id=new.id,
                patient_id=new.patient_id,
                version=new.version_number,
                details={"replaces": old.id},
            )
            work.commit()
            return _view(new, [new])

    def history(self, treatment_id: str) -> tuple[NoteView, ...]:
        """All versions, newest first; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            notes = _notes(work, treatment)
            views = tuple(_view(note, notes) for note in notes)
            work.log(
                Action.READ,
                kind="feedback_note",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            work.commit()
        return views


def _draft(work: UnitOfWork, treatment: Treatment, section: int) -> Draft | None:
    return work.first(
        Draft,
        user_id=work.actor.user_id,
        kind=DRAFT,
        subject_id=draft_subject(treatment.id, section),
    )


def _notes(work: UnitOfWork, treatment: Treatment) -> list[FeedbackNote]:
    return work.find(
        FeedbackNote,
        treatment_id=treatment.id,
        order_by=("-section_number", "-version_number"),
    )


def _previous(notes: list[FeedbackNote], section: int) -> FeedbackNote | None:
    return next((note for note in notes if note.section_number < section), None)


def _first_version(notes: list[FeedbackNote], note: FeedbackNote | None) -> FeedbackNote | None:
    """The feedback as it was given: a later correction does not make the forms since then old."""
    if note is None:
        return None
    return next(
        one
        for one in reversed(notes)
        if one.section_number == note.section_number and one.replaces_id is None
    )


def _open_section(work: UnitOfWork, treatment: Treatment) -> int:
    """The section that waits for its feedback; the last one when all are done."""
    rows = work.find(Section, treatment_id=treatment.id, order_by=("number",))
    waiting = [row.number for row in rows if row.opened_on is not None and row.done_on is None]
    return waiting[0] if waiting else treatment.section_count


def _ensure_open(work: UnitOfWork, treatment: Treatment, number: int) -> None:
    """Feedback is given on what the patient has before them, not on what is still locked."""
    row = _section(work, treatment, number)
    if row.opened_on is None or row.opened_on > local_day(work.now()):
        raise RuleRefused("FB-1", "section_locked")


def _section(work: UnitOfWork, treatment: Treatment, number: int) -> Section:
    row = work.first(Section, treatment_id=treatment.id, number=number)
    if row is None:
        raise InvalidValue("section", "range", {"low": 1, "high": treatment.section_count})
    return row


def _ensure_running(treatment: Treatment) -> None:
    if treatment.state != TreatmentState.RUNNING:
        raise RuleRefused("FB-1", f"treatment_{treatment.state}")


def _addressed(work: UnitOfWork, treatment: Treatment) -> str:
    """The given name of whoever works in the program: the patient, or a guardian."""
    if treatment.guardian_id is not None:
        return work.get(Guardian, treatment.guardian_id).given_name
    return work.get(Patient, treatment.patient_id).given_name


def _is_new(kept: Measurement, since: date, after: FeedbackNote | None) -> bool:
    """What was entered after the last feedback is new, whichever day it was filled in."""
    if after is None or after.signed_at is None:
        return kept.answered_on >= since
    return kept.created_at > after.signed_at


def _missing(program: Program, measures: tuple[NewSince, ...]) -> tuple[str, ...]:
    wanted = program.risk_measure or next(iter(program.primary), None)
    entered = {measure.instrument for measure in measures}
    return (wanted,) if wanted is not None and wanted not in entered else ()


def _view(note: FeedbackNote, notes: list[FeedbackNote]) -> NoteView:
    return NoteView(
        id=note.id,
        section=note.section_number,
        channel=note.channel,
        text=note.text,
        author=note.signed_by_name or "",
        signed_at=note.signed_at,
        minutes=note.minutes,
        version_number=note.version_number,
        replaces_id=note.replaces_id,
        correction_reason=note.correction_reason,
        replaced=any(other.replaces_id == note.id for other in notes),
    )


def spoken(day: date) -> str:
    """As in a sentence to a Swedish patient: "torsdag 15 oktober"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
