"""Which risk case a document tells of."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    # Said to SQLite itself: Alembic would rebuild the table, with every document in it.
    op.execute(
        "ALTER TABLE document ADD COLUMN risk_case_id VARCHAR(32)"
        " CONSTRAINT fk_document_risk_case_id_risk_case REFERENCES risk_case (id)"
    )
