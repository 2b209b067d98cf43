"""What every record has in common: an id, a birth time in UTC, clean text, and the two locks."""

import json
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Dialect, MetaData, String, Text, event
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    declared_attr,
    mapped_column,
)
from sqlalchemy.types import TypeDecorator

from ikbt_desktop.errors import InvalidValue

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_UTC_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def new_id() -> str:
    """A fresh record id: a random UUID as 32 hexadecimal digits."""
    return uuid.uuid4().hex


def utc_text(moment: datetime) -> str:
    """The stored form of a moment: UTC, fixed width, so that text order is time order.

    Raises:
        ValueError: the moment has no time zone.

    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    utc = moment.astimezone(UTC)
    return f"{utc.year:04d}{utc.strftime(_UTC_FORMAT[2:])}"


def utc_moment(text: str) -> datetime:
    """The moment that `utc_text` wrote."""
    return datetime.fromisoformat(text)  # many times quicker than strptime; the Z makes it UTC


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time; aware going in, aware UTC coming out, exact to the microsecond."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write UTC; refuse a naive time."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """Read aware UTC."""
        return None if value is None else utc_moment(value)


def clean_text(text: str, *, field: str, length: int | None = None) -> str:
    """The text in NFC with line ends as "\\n".

    Raises:
        InvalidValue: NUL or a lone surrogate ("control_sign"), or more than `length` signs.

    """
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise InvalidValue(field, "control_sign")
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if length is not None and len(clean) > length:
        raise InvalidValue(field, "too_long")
    return clean


class CleanText(TypeDecorator[str]):
    """Text in NFC without NUL or lone surrogates; checked when set, and again when written.

    `length`, if given, is the greatest number of signs.
    """

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Catch what no attribute saw: bulk inserts and criteria of queries."""
        return None if value is None else clean_text(value, field="text", length=self.length)


def _clean_tree(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value, field="text")
    if isinstance(value, Mapping):
        return {_clean_tree(key): _clean_tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_tree(item) for item in value]
    return value


def canonical_json(value: Any) -> str:
    """JSON that is always written alike: sorted keys, no spaces, no NaN, clean strings."""
    return json.dumps(
        _clean_tree(value),
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


class Json(TypeDecorator[Any]):
    """A small tree of plain values. Set it anew to change it: inner changes are not noticed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, _dialect: Dialect) -> str | None:
        """Write canonical JSON."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> Any | None:
        """Read the tree."""
        return None if value is None else json.loads(value)


class Registry(DeclarativeBase):
    """Holds every table of the clinic; constraints are named, so that migrations find them."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: CleanText(),
        datetime: UtcDateTime(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
    }

    def __repr__(self) -> str:
        """Name the class and nothing else: a record's data must never reach a log."""
        return f"<{type(self).__name__}>"


class Base(Registry):
    """A record: its id, and when it was made (set by `UnitOfWork.add` from the clock)."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """The class name in lower case with underscores: `FeedbackNote` is `feedback_note`."""
        name = cls.__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class Versioned:
    """An editable record; its `version` counts the saves, and a stale save is refused."""

    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let the mapper compare and raise the version at each save."""
        return {"version_id_col": cls.version}


class Signed:
    """A record that the database itself refuses to change or remove once it is signed.

    `open_after_signing` names the columns that may still move (a tick "sent"); all else is fixed.
    """

    open_after_signing: ClassVar[frozenset[str]] = frozenset()

    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    signed_by_id: Mapped[str | None] = mapped_column(String(32))
    signed_by_name: Mapped[str | None] = mapped_column(CleanText())
    signed_role: Mapped[str | None] = mapped_column(String(32))


class SignedWith:
    """A part of a signed record: once that is signed, the database refuses to add or change it.

    `signed_with` names the table of the whole, whose id stands in the column `<table>_id`.
    """

    signed_with: ClassVar[str]


class Discardable:
    """A record that may be removed, such as a draft; the database refuses it for all others."""


@event.listens_for(Base, "init", propagate=True)
def _give_id(_target: Base, _args: Any, kwargs: dict[str, Any]) -> None:
    """Give a new record its id at once, so that others can point at it before it is written."""
    kwargs.setdefault("id", new_id())


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _clean_when_set(_class: type, key: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Check a text the moment that it is set, while its field still has a name."""
    columns = getattr(attribute.property, "columns", ())
    if not columns or not isinstance(columns[0].type, CleanText):
        return
    length = columns[0].type.length

    def _clean(_target: Any, value: Any, _old: Any, _initiator: Any) -> Any:
        return clean_text(value, field=key, length=length) if isinstance(value, str) else value

    event.listen(attribute, "set", _clean, retval=True)
