"""Runs the revisions over the connection that `storage.revisions` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from ikbt_desktop.models import Base
from ikbt_desktop.models.base import CleanText, Json, UtcDateTime


def _render(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write a revision with plain column types: it must stand when the models have moved on."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.String(27)"
    if kind == "type" and isinstance(item, CleanText | Json):
        return "sa.Text()"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=_render,
        render_as_batch=True,
    )
    context.run_migrations()


_run(context.config.attributes["connection"])
