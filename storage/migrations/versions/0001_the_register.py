"""The register: documents, their readings, corrections and history, and the validated entries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.Column("submitted_by", sa.String(), server_default="", nullable=False),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("rejected_reason", sa.String(), server_default="", nullable=False),
        sa.Column("decided_by", sa.String(), server_default="", nullable=False),
        sa.Column("validated_at", sa.String(length=32), nullable=True),
        sa.Column("entry_number", sa.Integer(), nullable=True),
        sa.Column("seller_name", sa.String(), nullable=True),
        sa.Column("invoice_number", sa.String(), nullable=True),
        sa.Column("issue_date", sa.String(length=10), nullable=True),
        sa.Column("total_with_tax", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("indexed_revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.Float(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_company_invoice_number"), ["company", "invoice_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_company_original"), ["company", "original"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_company_state_received_at"), ["company", "state", "received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_state_received_at"), ["state", "received_at"], unique=False)

    op.create_table(
        "corrections",
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_corrections_document_id")),
        sa.PrimaryKeyConstraint("document_id", "field", name=op.f("pk_corrections")),
    )
    op.create_table(
        "entries",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("journal", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("validated_at", sa.String(length=32), nullable=False),
        sa.Column("validated_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_entries_document_id")),
        sa.PrimaryKeyConstraint("company", "year", "journal", "number", name=op.f("pk_entries")),
        sa.UniqueConstraint("document_id", name=op.f("uq_entries_document_id")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("field", sa.String(), server_default="", nullable=False),
        sa.Column("before", sa.String(), server_default="", nullable=False),
        sa.Column("after", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_events_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_document_id"), ["document_id"], unique=False)

    op.create_table(
        "readings",
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_readings_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_readings")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _make_entries_final()


def _make_entries_final() -> None:
    """A validated entry is never changed nor deleted, by nobody (PCG art. 1031-3)."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER entries_refuse_{verb.lower()} BEFORE {verb} ON entries "
            "BEGIN SELECT RAISE(ABORT, 'a validated entry is final'); END"
        )
