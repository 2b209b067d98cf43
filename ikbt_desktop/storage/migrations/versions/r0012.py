"""A follow-up is open until its form is entered or somebody gives it up, however long it takes."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    # Said to SQLite itself: Alembic would rebuild the table that everything points at.
    op.execute("ALTER TABLE treatment ADD COLUMN follow_up_end TEXT DEFAULT '{}' NOT NULL")
    # A follow-up whose form is there was met; every other one is open again, the old ones too.
    op.execute(
        "UPDATE treatment SET follow_up_until = NULL WHERE EXISTS ("
        "SELECT 1 FROM measurement WHERE measurement.patient_id = treatment.patient_id"
        " AND measurement.is_current AND measurement.answered_on > treatment.ended_on"
        " AND measurement.answered_on >= date(treatment.follow_up_until, '-14 days'))"
    )
