"""The check sum of whole files is SHA-256, however the file was cut."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.storage.digest import Sha256


@given(pieces=st.lists(st.binary(max_size=200)))
def test_pieces_weigh_what_the_whole_weighs(pieces: list[bytes]) -> None:
    digest = Sha256()
    for piece in pieces:
        digest.update(piece)
    assert digest.hexdigest() == hashlib.sha256(b"".join(pieces)).hexdigest()
