"""How urgent a risk case and each of its flags is; until now only red flags opened one."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    # Said to SQLite itself: Alembic would rebuild the tables, with every signed row in them.
    op.execute("ALTER TABLE risk_case ADD COLUMN urgency TEXT DEFAULT 'red' NOT NULL")
    op.execute("ALTER TABLE risk_flag ADD COLUMN urgency TEXT DEFAULT 'red' NOT NULL")
