"""What was begun in a browser and is to be taken up once, soon."""

import sqlalchemy as sa
from alembic import op

revision = "begun"
down_revision = "auxiliaries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begun",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begun")),
    )
    with op.batch_alter_table("begun", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_begun_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_begun_kind_expires_at"), ["kind", "expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("begun")
