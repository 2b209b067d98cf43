"""One open risk case a patient, each flag a row of its own, the code that was accepted."""

import json
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. There is no way back: a backup is taken first."""
    op.add_column(
        "clinic_profile",
        sa.Column("escalation_after", sa.Integer(), nullable=False, server_default="2"),
    )
    op.add_column(
        "risk_case", sa.Column("number", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column(
        "risk_case", sa.Column("kva_codes", sa.Text(), nullable=False, server_default="[]")
    )
    op.create_table(
        "risk_flag",
        sa.Column("risk_case_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("measurement_id", sa.String(length=32), nullable=True),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.String(27), nullable=False),
        sa.Column("retracted_at", sa.String(27), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name="fk_risk_flag_measurement_id_measurement"
        ),
        sa.ForeignKeyConstraint(
            ["risk_case_id"], ["risk_case.id"], name="fk_risk_flag_risk_case_id_risk_case"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_risk_flag"),
    )
    op.create_index("uq_risk_flag_number", "risk_flag", ["risk_case_id", "number"], unique=True)
    # The numbers of signed cases are written too: the walls stand again after the last revision.
    op.execute("DROP TRIGGER IF EXISTS wall_risk_case_update")
    op.execute(
        "UPDATE risk_case SET number = (SELECT count(*) FROM risk_case AS other"
        " WHERE other.patient_id = risk_case.patient_id"
        " AND (other.opened_at, other.rowid) <= (risk_case.opened_at, risk_case.rowid))"
    )
    _give_each_flag_its_row()
    op.drop_column("risk_case", "flags")
    op.create_index(
        "uq_risk_case_open",
        "risk_case",
        ["patient_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index("uq_risk_case_number", "risk_case", ["patient_id", "number"], unique=True)


def _give_each_flag_its_row() -> None:
    connection = op.get_bind()
    cases = connection.execute(sa.text("SELECT id, flags FROM risk_case")).all()
    flags = sa.table("risk_flag", *map(sa.column, _COLUMNS))
    for case_id, kept in cases:
        for number, flag in enumerate(json.loads(kept), start=1):
            connection.execute(flags.insert().values(_row(case_id, number, flag)))


_COLUMNS = (
    "id",
    "created_at",
    "risk_case_id",
    "number",
    "origin",
    "measurement_id",
    "measured_on",
    "instrument",
    "name",
    "rule",
    "item",
    "value",
    "previous",
    "reason",
    "raised_at",
    "retracted_at",
)


def _row(case_id: str, number: int, flag: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "created_at": flag["raised_at"],
        "risk_case_id": case_id,
        "number": number,
        "reason": flag.get("reason", ""),
        **{
            key: flag[key]
            for key in (
                "origin",
                "instrument",
                "name",
                "rule",
                "item",
                "value",
                "previous",
                "raised_at",
                "retracted_at",
            )
        },
        **_form(flag["origin"]),
    }


def _form(origin: str) -> dict[str, Any]:
    """The form behind a flag of a weekly entry is the origin's own; others are not known."""
    kind, _, form_id = origin.partition(":")
    if kind != "measurement":
        return {}
    day = op.get_bind().scalar(
        sa.text("SELECT answered_on FROM measurement WHERE id = :id"), {"id": form_id}
    )
    return {} if day is None else {"measurement_id": form_id, "measured_on": day}
