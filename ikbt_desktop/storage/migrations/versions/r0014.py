"""A unit may be renamed and retired; what it was called stays to be read."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    # Said to SQLite itself: Alembic would rebuild the table that everything points at.
    op.execute("ALTER TABLE unit ADD COLUMN former_names TEXT DEFAULT '[]' NOT NULL")
    op.execute("ALTER TABLE unit ADD COLUMN retired_at VARCHAR(27)")
