"""Finding patients: one walk along an index for each key typed, however many patients there are."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    Text,
    bindparam,
    case,
    delete,
    func,
    insert,
    join,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ikbt_desktop.clinic.lifecycles import ReferralState, RiskCaseState, TreatmentState
from ikbt_desktop.models import (
    AuditEntry,
    Patient,
    PatientWord,
    Referral,
    RiskCase,
    Section,
    Treatment,
    User,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage import masked
from ikbt_desktop.storage.collation import search_key, sort_key
from ikbt_desktop.storage.unit_of_work import UnitOfWork

SHORT = 4
"""Beginnings of so many signs have rows of their own: they match too many words to be sorted."""

OPEN_REFERRAL = (
    ReferralState.RECEIVED,
    ReferralState.REVIEWING,
    ReferralState.VISIT_BOOKED,
    ReferralState.ASSESSED,
    ReferralState.WAITING,
    ReferralState.RUNNING,
)
_RECENT_LOG = 5_000  # rows of the log that are looked through for the last patients opened
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[-+ ](?=[0-9])")
_WITHOUT_RINGS = str.maketrans("åäö", "aao")
_FALLBACK = "~"  # before a word without rings and dots, which is searched only when all else fails
_LAST = "\U0010ffff"
_WHOLE = 10  # so many digits are a whole number
_CENTURIES = ("19", "20", "18")


@dataclass(frozen=True)
class Seam:
    """Where one page of the list ends and the next begins."""

    sort_key: str
    patient_id: str


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """One line of the list, as far as the patient alone tells it; a protected one is masked."""

    id: str
    identity_kind: str
    identity_digits: str
    family_name: str
    given_name: str
    birth_date: date | None
    protected: bool
    sort_key: str

    @property
    def seam(self) -> Seam:
        """Where the page that ends here ends."""
        return Seam(self.sort_key, self.id)


@dataclass(frozen=True, slots=True)
class TreatmentNow:
    """The treatment that matters in a list."""

    id: str
    program_code: str
    state: str
    starts_on: date
    section_count: int
    open_section: int | None
    next_feedback_on: date | None
    clinician: str


@dataclass(frozen=True, slots=True)
class ReferralNow:
    """The newest referral of a patient."""

    id: str
    state: str
    received_on: date
    own_wait_from: date | None
    own_wait_until: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What else a list or a banner says of a patient."""

    treatment: TreatmentNow | None
    referral: ReferralNow | None
    risk_case_id: str | None
    risk_urgency: str | None


@dataclass(frozen=True, slots=True)
class ListedPatient:
    """A whole line of the list."""

    patient: FoundPatient
    standing: Standing


@dataclass(frozen=True)
class History:
    """Since when a patient is known, and since when a referral of theirs has been open."""

    registered_at: datetime
    open_referral_since: date | None


# --- the words -------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    joined = _BETWEEN_DIGITS.sub("", search_key(text))
    return _WORD.findall(joined)


def _number_words(digits: str) -> set[str]:
    parts = _WORD.findall(search_key(digits))
    words = {"".join(parts), *parts}
    if re.fullmatch("[0-9]{12}", digits):
        words |= {digits[2:], digits[8:]}
    return words


def words_of(*, family_name: str, given_name: str, identity_digits: str) -> frozenset[str]:
    """The whole words by which a patient is found, folded."""
    names = {*_words(family_name), *_words(given_name)}
    return frozenset(names | _number_words(identity_digits))


def rows_of(words: Iterable[str]) -> frozenset[str]:
    """The words with their short beginnings, and the forms that are a last resort."""
    plain = set(words)
    bare = {_FALLBACK + word.translate(_WITHOUT_RINGS) for word in plain if set(word) & set("åäö")}
    rows = plain | {word[:length] for word in plain for length in range(1, SHORT + 1)}
    return frozenset(rows | bare)


def name_key(*, family_name: str, given_name: str) -> str:
    """The place of a name in the Swedish order: family name first."""
    return f"{sort_key(family_name)} {sort_key(given_name)}"


def _words_of(patient: Patient) -> frozenset[str]:
    return words_of(
        family_name=patient.family_name,
        given_name=patient.given_name,
        identity_digits=patient.identity_digits,
    )


def enter(work: UnitOfWork, patient: Patient) -> None:
    """Make the patient findable; called when one is registered and when a name was changed.

    A protected person is found by the whole number alone, and stands last in the list.
    """
    forget(work, patient)
    if patient.protected_identity:
        patient.search_key, patient.sort_key = "", masked.BEHIND + patient.id
        work.flush()
        return
    words = _words_of(patient)
    patient.search_key = "".join(f" {word}" for word in sorted(words))
    patient.sort_key = name_key(family_name=patient.family_name, given_name=patient.given_name)
    work.flush()
    rows = [
        {"word": word, "sort_key": patient.sort_key, "patient_id": patient.id}
        for word in sorted(rows_of(words))
    ]
    work.session.execute(insert(PatientWord), rows)


def forget(work: UnitOfWork, patient: Patient) -> None:
    """Take away the words under which the patient was entered last."""
    if not patient.search_key:
        return
    work.session.execute(
        delete(PatientWord).where(
            PatientWord.word.in_(rows_of(patient.search_key.split())),
            PatientWord.sort_key == patient.sort_key,
            PatientWord.patient_id == patient.id,
        )
    )


_COLUMNS = (
    Patient.id,
    Patient.identity_kind,
    masked.identity_digits,
    masked.family_name,
    masked.given_name,
    masked.birth_date,
    Patient.protected_identity,
    Patient.sort_key,
)


# --- the whole line ----------------------------------------------------------------------------

_T, _R = aliased(Treatment, name="treatment_now"), aliased(Referral, name="referral_now")
# SQLite plans a statement anew at every run where a limit, or what a partial index asks for, is a
# parameter: those are written out. Of a subquery for one value it takes the first row unasked.
_OPEN = literal_column(f"'{RiskCaseState.OPEN}'", Text)
_UNDER_WAY = (TreatmentState.RUNNING, TreatmentState.PAUSED, TreatmentState.PLANNED)


def _place(table: str) -> ColumnElement[int]:
    """Where a row lies: the way to it is half as long as by its id, whose index is walked first."""
    return literal_column(f"{table}.rowid", Integer)


def _current_treatment() -> ScalarSelect[int]:
    """Running before paused before planned before ended; the newest of equals."""
    weight = case(
        (Treatment.state == TreatmentState.RUNNING, 3),
        (Treatment.state == TreatmentState.PAUSED, 2),
        (Treatment.state == TreatmentState.PLANNED, 1),
        else_=0,
    )
    return (
        select(_place("treatment"))
        .select_from(Treatment)
        .where(
            Treatment.patient_id == Patient.id,
            Treatment.state != TreatmentState.VOIDED,
            Treatment.guardian_id.is_(None),  # a guardian's program is not the patient's
        )
        .order_by(weight.desc(), Treatment.assigned_at.desc(), Treatment.id)
        .correlate(Patient)
        .scalar_subquery()
    )


def _newest_referral() -> ScalarSelect[int]:
    return (
        select(_place("referral"))
        .select_from(Referral)
        .where(Referral.patient_id == Patient.id)
        .order_by(Referral.received_on.desc(), Referral.created_at.desc(), Referral.id)
        .correlate(Patient)
        .scalar_subquery()
    )


def _open_section() -> ColumnElement[int]:
    """Of a treatment that is under way: nobody asks it of another, and most have ended."""
    number = (
        select(func.max(Section.number))
        .where(Section.treatment_id == _T.id, Section.opened_on.is_not(None))
        .correlate(_T)
        .scalar_subquery()
    )
    return case((_T.state.in_(_UNDER_WAY), number))


def _open_risk(column: InstrumentedAttribute[str]) -> ScalarSelect[str]:
    return (
        select(column)
        .where(RiskCase.patient_id == Patient.id, RiskCase.state == _OPEN)
        .correlate(Patient)
        .scalar_subquery()
    )


def _lines(start: Any) -> Select[*tuple[Any, ...]]:
    """One statement a page: the database joins what belongs to a line faster than we could ask."""
    return (
        select(
            *_COLUMNS,
            _T.id,
            _T.program_code,
            _T.state,
            _T.starts_on,
            _T.section_count,
            _open_section(),
            _T.next_feedback_on,
            User.name,
            _R.id,
            _R.state,
            _R.received_on,
            _R.own_wait_from,
            _R.own_wait_until,
            _open_risk(RiskCase.id),
            _open_risk(RiskCase.urgency),
        )
        .select_from(start)
        .outerjoin(_T, _place("treatment_now") == _current_treatment())
        .outerjoin(User, User.id == _T.clinician_id)
        .outerjoin(_R, _place("referral_now") == _newest_referral())
    )


_PATIENT = slice(0, len(_COLUMNS))
_TREATMENT = slice(_PATIENT.stop, _PATIENT.stop + 8)
_REFERRAL = slice(_TREATMENT.stop, _TREATMENT.stop + 5)


def _listed(row: Row[*tuple[Any, ...]]) -> ListedPatient:
    treatment, referral = row[_TREATMENT], row[_REFERRAL]
    return ListedPatient(
        FoundPatient(*row[_PATIENT]),
        Standing(
            treatment=None if treatment[0] is None else TreatmentNow(*treatment),
            referral=None if referral[0] is None else ReferralNow(*referral),
            risk_case_id=row[-2],
            risk_urgency=row[-1],
        ),
    )


# --- asking ----------------------------------------------------------------------------------

_Values = Callable[[str], Any]


@dataclass(frozen=True)
class _Search:
    """What is looked for. The words are values; `shape` alone decides the statement."""

    shape: tuple[bool, ...]
    """For each word whether it is longer than the beginnings that have rows of their own."""
    values: Mapping[str, str]

    @classmethod
    def of(cls, text: str, *, fallback: bool) -> "_Search | None":
        """The longest word, which fewest have, leads; None when there is no word at all."""
        words = sorted(set(_words(text)), key=lambda word: (-len(word), word))
        if not words:
            return None
        if fallback:
            words[0] = _FALLBACK + words[0].translate(_WITHOUT_RINGS)
        longest, *others = words
        values = {"word": longest, "end": longest + _LAST}
        for place, word in enumerate(others):
            values[f"also_{place}"] = word[:SHORT]
            values[f"whole_{place}"] = f" {word}"
        return cls(tuple(len(word) > SHORT for word in words), values)


def _also(place: int, value: _Values) -> ColumnElement[bool]:
    """The patient has this word too, or its short beginning: one step to a row beside the last."""
    other = aliased(PatientWord)
    return (
        select(other.word)
        .where(
            other.word == value(f"also_{place}"),
            other.sort_key == PatientWord.sort_key,
            other.patient_id == PatientWord.patient_id,
        )
        .exists()
    )


def _wholly(places: list[int], value: _Values) -> ColumnElement[bool]:
    """The long words as they are written: asked last, because it reads the patient."""
    asked = aliased(Patient)
    has = (func.instr(asked.search_key, value(f"whole_{place}")) > 0 for place in places)
    return select(asked.id).where(asked.id == PatientWord.patient_id, *has).exists()


def _hits(shape: tuple[bool, ...], value: _Values) -> Select[str, str]:
    query = select(PatientWord.sort_key, PatientWord.patient_id)
    longest, *others = shape
    if longest:
        between = (PatientWord.word >= value("word")) & (PatientWord.word < value("end"))
        query = query.where(between).distinct()
    else:
        query = query.where(PatientWord.word == value("word"))
    query = query.where(*(_also(place, value) for place in range(len(others))))
    long = [place for place, is_long in enumerate(others) if is_long]
    return query.where(_wholly(long, value)) if long else query


def matching(text: str, *, fallback: bool = False) -> Select[str, str] | None:
    """Sort key and id of the patients who have all the words; None when there is no word at all.

    `fallback` finds Åsa by "asa".
    """
    search = _Search.of(text, fallback=fallback)
    return None if search is None else _hits(search.shape, search.values.__getitem__)


def _written(name: str) -> BindParameter[int]:
    return bindparam(name, type_=Integer, literal_execute=True)


_EVERYBODY: tuple[bool, ...] = ()


@lru_cache(maxsize=64)
def _page(shape: tuple[bool, ...], *, goes_on: bool, hides: bool) -> Select[*tuple[Any, ...]]:
    """The statement of a page, made once for each shape: words, seam and limits are parameters."""
    if shape == _EVERYBODY:
        key, patient_id, hits = Patient.sort_key, Patient.id, select(Patient.sort_key, Patient.id)
    else:
        key, patient_id = PatientWord.sort_key, PatientWord.patient_id
        hits = _hits(shape, bindparam)
    if hides:
        hits = hits.where(patient_id.not_in(bindparam("hidden", expanding=True)))
    hits = hits.order_by(key, patient_id).limit(_written("limit")).offset(_written("offset"))
    if goes_on:
        hits = hits.where(tuple_(key, patient_id) > tuple_(bindparam("key"), bindparam("id")))
    hit = hits.subquery("hit")
    # By sort key and id, not by id alone: neighbours in the list are neighbours in that index.
    whole = join(hit, Patient, (Patient.sort_key == hit.c[0]) & (Patient.id == hit.c[1]))
    return _lines(whole).order_by(hit.c[0], hit.c[1])


def page(
    work: UnitOfWork,
    text: str,
    *,
    fallback: bool = False,
    after: Seam | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[ListedPatient, ...]:
    """One page in Swedish order; `after` is quicker than `offset` far down the list."""
    search = _Search.of(text, fallback=fallback) if text.strip() else _Search(_EVERYBODY, {})
    if search is None:
        return ()
    values: dict[str, Any] = {**search.values, "limit": limit, "offset": offset}
    if after is not None:
        values |= {"offset": 0, "key": after.sort_key, "id": after.patient_id}
    if work.hidden:
        values["hidden"] = sorted(work.hidden)
    query = _page(search.shape, goes_on=after is not None, hides=bool(work.hidden))
    # Asked of the connection: the rows are values, of which a session need not keep account.
    return tuple(map(_listed, work.session.connection().execute(query, values).all()))


def count(work: UnitOfWork, text: str, *, fallback: bool = False) -> int:
    """How many patients `page` would give in all."""
    if not text.strip():
        return work.count(Patient)
    hits = matching(text, fallback=fallback)
    if hits is None:
        return 0
    return work.session.scalar(select(func.count()).select_from(hits.subquery())) or 0


_LINES = _lines(Patient)


def by_ids(work: UnitOfWork, ids: Sequence[str]) -> tuple[ListedPatient, ...]:
    """These patients, in the order of the ids."""
    rows = map(_listed, work.session.execute(_LINES.where(Patient.id.in_(ids))))
    found = {line.patient.id: line for line in rows}
    return tuple(found[patient_id] for patient_id in ids if patient_id in found)


def numbers_in(text: str) -> frozenset[str]:
    """The whole numbers in what was typed, as they may be kept: a century is tried before ten."""
    words = {word.upper() for word in _words(text) if len(word) >= _WHOLE}
    return frozenset(words | {century + word for century in _CENTURIES for word in words})


def of_protected(text: str) -> Select[str] | None:
    """The id of the protected person whose whole number was typed; None when none was typed."""
    numbers = numbers_in(text)
    if not numbers:
        return None
    return select(Patient.id).where(
        Patient.identity_digits.in_(sorted(numbers)), Patient.protected_identity
    )


def protected(work: UnitOfWork, text: str) -> tuple[ListedPatient, ...]:
    """The masked line of the protected person whose whole number was typed."""
    query = of_protected(text)
    return () if query is None else by_ids(work, list(work.session.scalars(query)))


def blocked(work: UnitOfWork, text: str) -> str | None:
    """The patient who is blocked for the actor and whose whole number was typed."""
    numbers = numbers_in(text)
    if not numbers or not work.hidden:
        return None
    found = work.session.connection().execute(
        select(Patient.id).where(
            Patient.identity_digits.in_(sorted(numbers)), Patient.id.in_(sorted(work.hidden))
        )
    )
    return found.scalar()


def recently_opened(work: UnitOfWork, *, user_id: str, limit: int) -> tuple[str, ...]:
    """The patients that this person opened last, newest first."""
    newest = select(func.max(AuditEntry.seq)).scalar_subquery()
    last = func.max(AuditEntry.seq)
    rows = work.session.execute(
        select(AuditEntry.patient_id, last)
        .where(
            AuditEntry.seq > newest - _RECENT_LOG,
            AuditEntry.user_id == user_id,
            AuditEntry.action == Action.READ,
            AuditEntry.kind.in_(("patient", "protected")),
            AuditEntry.patient_id.is_not(None),
        )
        .group_by(AuditEntry.patient_id)
        .order_by(last.desc())
        .limit(limit)
    )
    return tuple(patient_id for patient_id, _ in rows if patient_id)


# --- duplicates ------------------------------------------------------------------------------


def with_numbers(work: UnitOfWork, numbers: Iterable[str]) -> tuple[FoundPatient, ...]:
    """The patients who have one of these numbers."""
    query = select(*_COLUMNS).where(Patient.identity_digits.in_(sorted(numbers)))
    return tuple(FoundPatient(*row) for row in work.session.execute(query.order_by(Patient.id)))


def with_number_written(work: UnitOfWork, number: str) -> tuple[FoundPatient, ...]:
    """The patients whose number has the same letters and digits, however it was parted."""
    word = "".join(_WORD.findall(search_key(number)))
    query = (
        select(*_COLUMNS)
        .join(PatientWord, PatientWord.patient_id == Patient.id)
        .where(PatientWord.word == word)
        .order_by(Patient.id)
        .limit(20)
    )
    return tuple(FoundPatient(*row) for row in work.session.execute(query))


def with_name(
    work: UnitOfWork, *, family_name: str, given_name: str, born: date | None
) -> tuple[FoundPatient, ...]:
    """The patients of this name, and of this birth date if one is known."""
    key = name_key(family_name=family_name, given_name=given_name)
    query = select(*_COLUMNS).where(Patient.sort_key == key)
    if born is not None:
        query = query.where(Patient.birth_date == born)
    query = query.order_by(Patient.created_at.desc(), Patient.id).limit(20)
    return tuple(FoundPatient(*row) for row in work.session.execute(query))


def histories(work: UnitOfWork, ids: Sequence[str]) -> Mapping[str, History]:
    """How long each of these patients has been known."""
    since = (
        select(func.min(Referral.received_on))
        .where(Referral.patient_id == Patient.id, Referral.state.in_(OPEN_REFERRAL))
        .correlate(Patient)
        .scalar_subquery()
    )
    query = select(Patient.id, Patient.created_at, since).where(Patient.id.in_(ids))
    return {row[0]: History(row[1], row[2]) for row in work.session.execute(query)}
