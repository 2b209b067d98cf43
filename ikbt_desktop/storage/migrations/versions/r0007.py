"""Tries to reach a patient after the assessment is signed, for the contact that it promised."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    op.add_column(
        "contact_attempt",
        sa.Column("follow_up", sa.Boolean(), nullable=False, server_default="0"),
    )
