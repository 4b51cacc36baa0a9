"""The desk: piles and sums without opening readings, signatures that may be taken back, names of uploads, who looks after what."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "desk"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_type", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("due_date", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("total_tax", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("amount_due", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("currency", sa.String(length=3), nullable=True))
        batch_op.add_column(sa.Column("certainty", sa.Float(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("queues", sa.String(), server_default="", nullable=False))
        for other in ("seller_name", "submitted_by"):
            batch_op.create_index(batch_op.f(f"ix_documents_company_{other}"), ["company", other], unique=False)
    op.create_table(
        "signatures",
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_signatures_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_signatures")),
    )
    op.create_index(op.f("ix_signatures_due"), "signatures", ["due"], unique=False)
    op.create_table(
        "upload_keys",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_upload_keys_document_id")),
        sa.PrimaryKeyConstraint("company", "key", name=op.f("pk_upload_keys")),
    )
    op.create_table(
        "assignments",
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_assignments_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_person"), "assignments", ["person"], unique=False)
    op.create_table(
        "handlings",
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_handlings_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_handlings")),
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """The new columns of the documents that are there, from their records."""
    rows = connection.execute(sa.text("SELECT document_id, record FROM readings")).all()
    change = sa.text(
        "UPDATE documents SET document_type = :document_type, due_date = :due_date, total_tax = :total_tax, amount_due = :amount_due,"
        " currency = :currency, certainty = :certainty, queues = :queues WHERE id = :id"
    )
    for one, kept in rows:
        record = json.loads(kept) if isinstance(kept, str) else kept
        connection.execute(change, {"id": one} | _columns(record))


def _columns(record: dict[str, Any]) -> dict[str, Any]:
    fields, doubts = record["fields"], record["justif"]["doubts"]
    values = {name: fields[name]["value"] if fields.get(name) else None for name in ("due_date", "total_tax", "amount_due", "currency")}
    key = [fields.get(name) for name in ("total_with_tax", "issue_date", "total_without_tax", "total_tax", "currency")]
    twin = [doubt.startswith("perhaps the same document as ") for doubt in doubts]
    failing = [check["code"] for check in record["checks"] if not check["ok"]]
    sums = ("tax_row_multiplies", "tax_rows_add_up", "tax_bases_add_up", "totals_add_up", "lines_add_up", "entry_balances")
    queues = [
        name
        for name, is_there in (
            ("green", record["entry"] and not doubts and not failing),
            ("doubtful", not all(twin)),
            ("duplicate", any(twin)),
            ("anomaly", any(code not in sums for code in failing)),
        )
        if is_there
    ]
    certainty = min([f["confidence"] for f in key if f]) if key[0] and key[1] else 0.0
    kind = record["document_type"]
    return values | {"document_type": kind["value"] if kind else None, "certainty": certainty, "queues": " ".join(queues)}


def downgrade() -> None:
    for table in ("handlings", "assignments", "upload_keys", "signatures"):
        op.drop_table(table)
    with op.batch_alter_table("documents", schema=None) as batch_op:
        for other in ("seller_name", "submitted_by"):
            batch_op.drop_index(batch_op.f(f"ix_documents_company_{other}"))
        for column in ("queues", "certainty", "currency", "amount_due", "total_tax", "due_date", "document_type"):
            batch_op.drop_column(column)
