"""Units, blocks and doors; the kind of a protection, and no protected name in the search."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    op.create_table(
        "unit",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("name", name="uq_unit_name"),
    )
    # Said to SQLite itself: Alembic would rebuild the tables that everything points at.
    op.execute(
        'ALTER TABLE "user" ADD COLUMN unit_id VARCHAR(32)'
        " CONSTRAINT fk_user_unit_id_unit REFERENCES unit (id)"
    )
    op.execute(
        "ALTER TABLE patient ADD COLUMN unit_id VARCHAR(32)"
        " CONSTRAINT fk_patient_unit_id_unit REFERENCES unit (id)"
    )
    op.add_column("patient", sa.Column("protection", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "access_block",
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=True),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("placed_by_name", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.String(27), nullable=True),
        sa.Column("lifted_by_name", sa.Text(), nullable=False),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name="fk_access_block_patient_id_patient"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_access_block_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_access_block"),
    )
    op.create_index(
        "ix_access_block_standing",
        "access_block",
        ["patient_id"],
        sqlite_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "opening",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(27), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("through_block", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name="fk_opening_patient_id_patient"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_opening_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_opening"),
    )
    op.create_index("ix_opening_user_patient", "opening", ["user_id", "patient_id", "until"])
    _hide_the_protected()


def _hide_the_protected() -> None:
    """Who was ticked as protected had no kind: the milder. They leave the words of the search."""
    op.execute("UPDATE patient SET protection = 'marked' WHERE protected_identity")
    op.execute(
        "DELETE FROM patient_word"
        " WHERE patient_id IN (SELECT id FROM patient WHERE protected_identity)"
    )
    op.execute(
        "UPDATE patient SET search_key = '', sort_key = '\uffff' || id WHERE protected_identity"
    )
