"""Keys on paper: groups of five signs without look-alikes, each group checking itself.

Each group is four signs of key and one check sign, computed in the field of 32 elements from the
signs and the group's place: every single wrong sign, every swap of two neighbours and every swap
of two groups next to each other is noticed.
"""

from ikbt_desktop.errors import MistypedKey

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_GROUP = 4


def _times(a: int, b: int) -> int:
    """Multiply in GF(32), modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def _check(values: list[int], place: int) -> int:
    total = place % 32
    for value in values:
        total = _times(total, 2) ^ value
    return _times(total, 2)


def printed(key: bytes) -> str:
    """The key as groups for the paper, e.g. 8 groups for 20 bytes, 13 for 32."""
    signs = -(-len(key) * 8 // 5)
    signs += -signs % _GROUP
    number = int.from_bytes(key, "big") << (signs * 5 - len(key) * 8)
    values = [(number >> (5 * (signs - 1 - i))) & 31 for i in range(signs)]
    groups = [values[i : i + _GROUP] for i in range(0, signs, _GROUP)]
    return "-".join(
        "".join(_SIGNS[v] for v in [*group, _check(group, place)])
        for place, group in enumerate(groups, start=1)
    )


def typed(text: str, *, size: int) -> bytes:
    """The key of `size` bytes that was typed; spaces, hyphens and case do not matter.

    Raises:
        MistypedKey: naming the first group that does not check, or that is missing or too much.

    """
    signs = "".join(text.split()).replace("-", "").upper().translate(_LOOKALIKES)
    wanted = -(-size * 8 // (5 * _GROUP))
    groups = [signs[i : i + _GROUP + 1] for i in range(0, len(signs), _GROUP + 1)]
    number = 0
    for place, group in enumerate(groups[:wanted], start=1):
        values = [_SIGNS.find(sign) for sign in group]
        if len(group) != _GROUP + 1 or -1 in values or values[-1] != _check(values[:-1], place):
            raise MistypedKey(place)
        for value in values[:-1]:
            number = number << 5 | value
    if len(groups) != wanted:
        raise MistypedKey(min(len(groups), wanted) + 1)
    spare = wanted * _GROUP * 5 - size * 8
    if number & ((1 << spare) - 1):
        raise MistypedKey(wanted)
    return (number >> spare).to_bytes(size, "big")
