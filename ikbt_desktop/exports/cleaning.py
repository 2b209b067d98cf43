"""What leaves the program carries no sign that works unseen: one rule for paper and for tables."""

import re
import unicodedata

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def clean(words: str) -> str:
    """Composed letters, plain line breaks, and no sign that works unseen.

    Control characters, direction marks, zero-width signs and soft hyphens are taken away: they
    have no ink of their own and could turn or hide what stands beside them.
    """
    composed = _BREAKS.sub("\n", unicodedata.normalize("NFC", words)).replace("\t", " ")
    return "".join(
        sign for sign in composed if sign == "\n" or unicodedata.category(sign) not in _UNSEEN
    )
