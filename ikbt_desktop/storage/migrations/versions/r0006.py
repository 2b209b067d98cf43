"""The monthly check of the access log."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    op.create_table(
        "log_check",
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("occasions", sa.Integer(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("drawn_by_name", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(27), nullable=True),
        sa.Column("signed_by_id", sa.String(length=32), nullable=True),
        sa.Column("signed_by_name", sa.Text(), nullable=True),
        sa.Column("signed_role", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_check"),
        sa.UniqueConstraint("month", name="uq_log_check_month"),
    )
    op.create_table(
        "log_check_row",
        sa.Column("log_check_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("judged_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_check_id"], ["log_check.id"], name="fk_log_check_row_log_check_id_log_check"
        ),
        sa.ForeignKeyConstraint(
            ["seq"], ["audit_entry.seq"], name="fk_log_check_row_seq_audit_entry"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_log_check_row"),
        sa.UniqueConstraint("log_check_id", "seq", name="uq_log_check_row_log_check_id_seq"),
    )
    op.create_index("ix_log_check_row_log_check_id", "log_check_row", ["log_check_id"])
