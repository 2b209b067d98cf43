"""The passwords that guessers try first, read when somebody first chooses one."""

import gzip
from dataclasses import dataclass
from functools import cache

from ikbt_desktop import paths

_STEM = range(4, 10)


@dataclass(frozen=True)
class Common:
    """Whole passwords of ten signs or more, and the words that shorter ones are made of."""

    whole: frozenset[str]
    stems: frozenset[str]

    def holds(self, folded: str) -> bool:
        """Whether the password itself is on the list."""
        return folded in self.whole

    def one_or_two_stems(self, letters: str) -> bool:
        """Whether the letters are no more than one or two of the most common words."""
        return letters in self.stems or any(
            letters[:cut] in self.stems and letters[cut:] in self.stems
            for cut in _STEM
            if cut < len(letters)
        )


@cache
def known() -> Common:
    """The shipped lists: half a megabyte, three milliseconds."""
    packed = (paths.resources() / "passwords" / "common.txt.gz").read_bytes()
    whole, _, stems = gzip.decompress(packed).decode().partition("\n\n")
    return Common(frozenset(whole.split("\n")), frozenset(stems.split("\n")))
