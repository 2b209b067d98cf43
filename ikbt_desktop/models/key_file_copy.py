"""The copy of the key file that lies inside the encrypted file, to compare with the one beside."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base


class KeyFileCopy(Base):
    """One row a saved key file; the newest is the one that should lie beside the database."""

    content: Mapped[str] = mapped_column(Text())
