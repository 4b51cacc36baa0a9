"""The companies: what each told of itself, and the history of it, which nobody rewrites."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.guards import refuse

revision = "companies"
down_revision = "desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "companies",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_companies")),
    )
    op.create_table(
        "company_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), server_default="", nullable=False),
        sa.Column("after", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_events")),
    )
    op.create_index(op.f("ix_company_events_company"), "company_events", ["company"], unique=False)
    for verb in ("UPDATE", "DELETE"):
        refuse(verb, "company_events", "the history of a company is not rewritten")
