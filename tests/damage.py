"""What may happen to the clinic's file from outside: each row of the study's table of damage.

A harm is given the closed file as it is and as it was a while ago, and gives what stands there
afterwards. `PAGES` names where in a page a bit is turned: its text, the random start, its seal.
"""

import random
from collections.abc import Callable, Mapping

PAGE, START, SEAL = 4096, 16, 64
Harm = Callable[[bytes, bytes], bytes]
PLACES = (0, PAGE - SEAL - START, PAGE - SEAL)


def cut(size: int) -> Harm:
    """Leave the first bytes; a negative size leaves all but the last."""
    return lambda now, _older: now[:size]


def flip(page: int, place: int, bit: int = 0) -> Harm:
    """Turn one bit; pages are counted from 1 as SQLite does, negative ones from the end."""

    def _flip(now: bytes, _older: bytes) -> bytes:
        count = len(now) // PAGE
        at = ((page if page > 0 else count + 1 + page) - 1) * PAGE + place
        changed = bytearray(now)
        changed[at] ^= 1 << bit
        return bytes(changed)

    return _flip


def middle(place: int) -> Harm:
    """Turn one bit in the page in the middle."""
    return lambda now, older: flip(len(now) // PAGE // 2, place)(now, older)


def lose_salt(now: bytes, _older: bytes) -> bytes:
    """The first 16 bytes are gone."""
    return bytes(16) + now[16:]


def swap_pages(now: bytes, _older: bytes) -> bytes:
    """The last two pages change places."""
    return now[: -2 * PAGE] + now[-PAGE:] + now[-2 * PAGE : -PAGE]


def put_older_file_back(_now: bytes, older: bytes) -> bytes:
    """The whole file as it was."""
    return older


def put_page_back(number: int) -> Harm:
    """One page as it was, counted from 1."""

    def _put(now: bytes, older: bytes) -> bytes:
        at = (number - 1) * PAGE
        return now[:at] + older[at : at + PAGE] + now[at + PAGE :]

    return _put


def changed_pages(now: bytes, older: bytes) -> list[int]:
    """The pages that differ between the two, counted from 1."""
    return [
        at // PAGE + 1
        for at in range(0, min(len(now), len(older)), PAGE)
        if now[at : at + PAGE] != older[at : at + PAGE]
    ]


def random_flips(size: int, count: int, seed: int = 7) -> list[int]:
    """Bits to turn, anywhere but in the salt (which costs nothing) and counted from the start."""
    chance = random.Random(seed)
    return [chance.randrange(16 * 8, size * 8) for _ in range(count)]


REFUSED: Mapping[str, Harm] = {
    "emptied": cut(0),
    "one byte": cut(1),
    "fifteen bytes": cut(15),
    "a hundred bytes": cut(100),
    "cut at a page": cut(-8 * PAGE),
    "one byte short": cut(-1),
    "a bit of the first page": flip(1, 20),
    "a bit of the first page's random start": flip(1, PLACES[1]),
    "a bit of the first page's seal": flip(1, PLACES[2]),
}
"""What no program can open: it says so before anybody is let in."""

UNSOUND: Mapping[str, Harm] = {
    **{f"a bit of a page at {place}": middle(place) for place in PLACES},
    "two pages swapped": swap_pages,
    "a bit of the last page": flip(-1, 100),
}
"""What can be opened and is not whole."""
