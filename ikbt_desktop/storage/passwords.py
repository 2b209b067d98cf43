"""What may be a password: long enough, and not what everybody tries first."""

import itertools
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from ikbt_desktop.errors import WeakPassword
from ikbt_desktop.storage import common_passwords

MINIMUM_ALONE = 15  # NIST SP 800-63B-4: the password is the only factor
MINIMUM_WITH_DEVICE_CODE = 10
MAXIMUM = 128
_LONG, _SEVERAL, _MIXED = 20, 4, 14  # a long phrase: of four words, or of many different signs

# Words that guessers begin with; alone or joined they make no password, whatever figures follow.
_TRIED_FIRST = (
    *("password", "passord", "losenord", "lösenord", "hemligt", "hemlig", "secret", "letmein"),
    *("welcome", "valkommen", "välkommen", "admin", "administrator", "administratör", "login"),
    *("inloggning", "test", "demo", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbnm"),
    *("abc", "abcd", "abcdef", "iloveyou", "jagalskardig", "älskar", "dragon", "monkey", "hej"),
    *("hejhej", "hejsan", "sverige", "sweden", "stockholm", "goteborg", "göteborg", "malmo"),
    *("malmö", "fotboll", "football", "sommar", "summer", "vinter", "winter", "host", "höst"),
    *("autumn", "var", "vår", "spring", "januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december", "mandag", "måndag"),
    *("tisdag", "onsdag", "torsdag", "fredag", "lordag", "lördag", "sondag", "söndag"),
    *("klinik", "kliniken", "mottagning", "mottagningen", "psykiatri", "patient", "journal"),
    *("qwertyuiopå", "asdfghjklöä", "asdfghjklö", "zxcvbn", "qwert", "asdf", "zxcv"),
    *("ikbt", "kbt", "internet", "desktop", "behandling", "psykolog", "terapi"),
)
_DISGUISES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})


def normalised(password: str) -> bytes:
    """What is hashed: NFKC, so that another keyboard's å is the same å.

    Raises:
        WeakPassword: the text cannot be encoded at all.

    """
    try:
        return unicodedata.normalize("NFKC", password).encode()
    except UnicodeEncodeError as error:
        raise WeakPassword("common", MINIMUM_ALONE) from error


def _joined_from(letters: str, words: frozenset[str]) -> bool:
    reachable = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        reachable[end] = any(
            reachable[end - len(word)] and letters.endswith(word, 0, end)
            for word in words
            if len(word) <= end
        )
    return reachable[-1]


def _monotonous(text: str) -> bool:
    if len(set(text)) < 5:
        return True
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(text)}
    return len(steps - {-9, 9}) == 1


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _core(text: str) -> str:
    """Without the figures and signs at either end."""
    letters = [place for place, sign in enumerate(text) if sign.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _guessable(text: str, *, login: str, clinic_name: str) -> bool:
    folded = text.casefold()
    own = {_letters(word) for word in f"{clinic_name} {login}".casefold().split()}
    own |= {_letters(clinic_name.casefold()), _letters(login.casefold())}
    words = frozenset(_TRIED_FIRST) | {word for word in own if len(word) >= 3}
    common = common_passwords.known()
    plain, disguised = _letters(folded), _letters(_core(folded).translate(_DISGUISES))
    return (
        common.holds(folded)
        or _monotonous(folded)
        or any(
            letters and (_joined_from(letters, words) or common.one_or_two_stems(letters))
            for letters in (plain, disguised)
        )
    )


def ensure_good(password: str, *, login: str, clinic_name: str = "", with_device: bool) -> None:
    """Raise `WeakPassword` unless the password is long enough and not among the first guesses."""
    minimum = MINIMUM_WITH_DEVICE_CODE if with_device else MINIMUM_ALONE
    text = normalised(password).decode()
    if len(text) > MAXIMUM:
        raise WeakPassword("too_long", minimum)
    if len(text) < minimum:
        raise WeakPassword("short", minimum)
    if _guessable(text, login=login, clinic_name=clinic_name):
        raise WeakPassword("common", minimum)


class Strength(StrEnum):
    """How good a password is while it is being typed, from the worst."""

    EMPTY = "empty"
    SHORT = "short"
    TOO_LONG = "too_long"
    COMMON = "common"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True)
class Judgement:
    """What to say at the field; `missing` is how many characters it lacks."""

    strength: Strength
    missing: int = 0


def judged(
    password: str, *, login: str = "", clinic_name: str = "", with_device: bool
) -> Judgement:
    """The same rules as `ensure_good`, in words for whoever is typing; about a tenth of a ms."""
    try:
        text = normalised(password).decode()
        ensure_good(password, login=login, clinic_name=clinic_name, with_device=with_device)
    except WeakPassword as weak:
        if not password:
            return Judgement(Strength.EMPTY, weak.minimum)
        if weak.reason == "short":
            return Judgement(Strength.SHORT, weak.minimum - len(text))
        return Judgement(Strength.TOO_LONG if weak.reason == "too_long" else Strength.COMMON)
    words = {word for word in text.casefold().split() if len(word) >= 3}
    several = len(text) >= _LONG and (len(words) >= _SEVERAL or len(set(text)) >= _MIXED)
    return Judgement(Strength.GOOD if several else Strength.FAIR)
