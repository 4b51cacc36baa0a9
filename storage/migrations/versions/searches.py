"""The searches that people keep, and their latest ones."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.guards import separate

revision = "searches"
down_revision = "books"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_saved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
        sa.UniqueConstraint("company", "person", "address", name=op.f("uq_searches_company_person_address")),
    )
    separate("searches")
