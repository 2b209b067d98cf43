"""Brings the file's schema to what this program knows, all or nothing, walls included.

Whether a file is old tells `HEAD`, so that Alembic is imported only when one is made or upgraded.
"""

import importlib
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from ikbt_desktop.storage.audit_trail import walls

# The number of revisions, kept in the file as user_version: a file with more is newer than us.
HEAD = 14
_REVISIONS = "ikbt_desktop.storage.revisions"


def engine_over(connection: dbapi2.Connection) -> Engine:
    """An engine over the one connection that is already open."""
    engine = create_engine(
        "sqlite:///clinic",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(opened: Any) -> None:
        opened.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _raise_walls(connection: Connection) -> None:
    """Set up the triggers anew: rebuilding a table, as Alembic's batch mode does, loses them."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in found.fetchall():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in walls().values():
        connection.exec_driver_sql(statement)


def to_revision(connection: dbapi2.Connection, number: int) -> None:
    """Bring a file to an older revision's schema, without its walls: to be filled, then upgraded.

    A file that is newer already stays as it is.
    """
    revisions = importlib.import_module(_REVISIONS)
    with engine_over(connection).begin() as opened:
        revisions.upgrade(opened, number)
        opened.exec_driver_sql(f"PRAGMA user_version = {number}")


def to_head(connection: dbapi2.Connection) -> None:
    """Upgrade in one transaction: revisions, walls and the schema number stand together."""
    revisions = importlib.import_module(_REVISIONS)
    with engine_over(connection).begin() as opened:
        revisions.upgrade(opened)
        _raise_walls(opened)
        opened.exec_driver_sql(f"PRAGMA user_version = {HEAD}")
