"""What may be a password: long enough, and not what everybody tries first."""

import itertools
import unicodedata

from ikbt_desktop.errors import WeakPassword

MINIMUM_ALONE = 15  # NIST SP 800-63B-4: the password is the only factor
MINIMUM_WITH_DEVICE_CODE = 10
MAXIMUM = 128

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


def ensure_good(password: str, *, login: str, clinic_name: str = "", with_device: bool) -> None:
    """Raise `WeakPassword` unless the password is long enough and not among the first guesses."""
    minimum = MINIMUM_WITH_DEVICE_CODE if with_device else MINIMUM_ALONE
    text = normalised(password).decode()
    if len(text) > MAXIMUM:
        raise WeakPassword("too_long", minimum)
    if len(text) < minimum:
        raise WeakPassword("short", minimum)
    folded = text.casefold()
    own = {_letters(word) for word in f"{clinic_name} {login}".casefold().split()}
    own |= {_letters(clinic_name.casefold()), _letters(login.casefold())}
    words = frozenset(_TRIED_FIRST) | {word for word in own if len(word) >= 3}
    plain, disguised = _letters(folded), _letters(_core(folded).translate(_DISGUISES))
    guessable = any(letters and _joined_from(letters, words) for letters in (plain, disguised))
    if guessable or _monotonous(folded):
        raise WeakPassword("common", minimum)
