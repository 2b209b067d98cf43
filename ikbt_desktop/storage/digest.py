"""The check sum of whole files, by the library of the keys: it uses what the processor can do."""

from cryptography.hazmat.primitives import hashes


class Sha256:
    """Fed piece by piece."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SHA256())

    def update(self, piece: bytes) -> None:
        """Take the next piece."""
        self._hash.update(piece)

    def hexdigest(self) -> str:
        """The sum of all pieces; asked once."""
        return self._hash.finalize().hex()
