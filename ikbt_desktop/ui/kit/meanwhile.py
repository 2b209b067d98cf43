"""What to say when somebody else saved the same thing first: who, what differs, and the way on."""

from collections.abc import Iterable

from ikbt_desktop.errors import StaleRecord
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.language import say

_LONGEST = 300


def line(field: str, theirs: str, mine: str) -> str:
    """One field as the other wrote it and as it is typed here."""
    said = say("Meanwhile", "{field}: theirs ”{theirs}”, yours ”{mine}”")
    return said.format(field=field.replace("&", ""), theirs=_short(theirs), mine=_short(mine))


def lines(fields: Iterable[tuple[str, str, str]]) -> list[str]:
    """A line for each (field, theirs, mine) that differs."""
    return [line(*field) for field in fields if field[1].strip() != field[2].strip()]


def sentence(error: StaleRecord, different: Iterable[str] = ()) -> str:
    """Who was first, what is otherwise, and that the same press lets mine hold."""
    who = problems.who_was_first(error)
    on = say("Meanwhile", "What you wrote is still here: press once more if it is to hold.")
    return "\n".join([who, *different, on])


def _short(text: str) -> str:
    plain = " ".join(text.split()) or say("Meanwhile", "nothing")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]} …"
