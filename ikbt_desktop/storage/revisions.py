"""The shipped revisions of the schema, run by Alembic; imported only when one has to be run."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_SCRIPTS = Path(__file__).resolve().parent / "migrations"


def config_for(connection: Connection | None = None) -> Config:
    """Alembic's settings, made here: there is no file of them."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def count() -> int:
    """How many revisions the program ships with; a test holds it to `migrate.HEAD`."""
    return len(list(ScriptDirectory.from_config(config_for()).walk_revisions()))


def upgrade(connection: Connection, number: int | None = None) -> None:
    """Run every revision that the file has not seen, or those up to one."""
    command.upgrade(config_for(connection), "head" if number is None else f"{number:04d}")
