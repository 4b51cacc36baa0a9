"""The books: sellers and their accounts, closings, and entries that can be reversed; the database itself refuses what is not allowed."""

import json

import sqlalchemy as sa
from alembic import op

from storage.migrations.guards import refuse, separate

revision = "books"
down_revision = "servers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sellers",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("auxiliary", sa.String(length=17), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("company", "auxiliary", name=op.f("pk_sellers")),
    )
    op.create_table(
        "seller_keys",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("auxiliary", sa.String(length=17), nullable=False),
        sa.PrimaryKeyConstraint("company", "key", name=op.f("pk_seller_keys")),
    )
    op.create_index(op.f("ix_seller_keys_company_auxiliary"), "seller_keys", ["company", "auxiliary"], unique=False)
    op.create_table(
        "closings",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("company", "until", name=op.f("pk_closings")),
    )
    op.create_index(op.f("ix_documents_company_total_with_tax"), "documents", ["company", "total_with_tax"], unique=False)
    _rebuild_entries()
    _guard()
    for table in ("sellers", "seller_keys", "closings", "entries"):
        separate(table)


def _rebuild_entries() -> None:
    """A document may have several entries: its first, the reversal of it, and a new one."""
    op.rename_table("entries", "entries_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_entries", "uq_entries_document_id", "fk_entries_document_id"):
            op.execute(f"ALTER TABLE entries_before DROP CONSTRAINT {name}")
    op.create_table(
        "entries",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("journal", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("validated_at", sa.String(length=32), nullable=False),
        sa.Column("validated_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_entries_document_id")),
        sa.PrimaryKeyConstraint("company", "year", "journal", "number", name=op.f("pk_entries")),
        sa.UniqueConstraint("document_id", "sequence", name=op.f("uq_entries_document_id_sequence")),
    )
    op.create_index(op.f("ix_entries_company_date"), "entries", ["company", "date"], unique=False)
    _carry_over(op.get_bind())
    op.drop_table("entries_before")


def _carry_over(connection: sa.Connection) -> None:
    columns = ("company", "year", "journal", "number", "document_id", "record", "validated_at", "validated_by")
    rows = connection.execute(sa.text(f"SELECT {', '.join(columns)} FROM entries_before ORDER BY number")).mappings().all()
    # The column's own type writes the record: PostgreSQL takes no text for JSON.
    typed = (sa.column(name, sa.JSON) if name == "record" else sa.column(name) for name in (*columns, "date", "sequence", "kind"))
    entries = sa.table("entries", *typed)
    for row in rows:
        record = json.loads(row["record"]) if isinstance(row["record"], str) else row["record"]
        carried = dict(row) | {"record": record, "date": record["date"], "sequence": 1, "kind": "purchase"}
        connection.execute(sa.insert(entries).values(**carried))


def _guard() -> None:
    """A validated entry is never changed nor deleted, nor one added to a closed period (PCG art. 1031-3, 1031-4)."""
    for verb in ("UPDATE", "DELETE"):
        refuse(verb, "entries", "a validated entry is final")
        refuse(verb, "events", "the history of a document is not rewritten")
        refuse(verb, "closings", "a closed period stays closed")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TRIGGER entries_refuse_truncate BEFORE TRUNCATE ON entries EXECUTE FUNCTION entries_refuse_delete()")
    closed = "EXISTS (SELECT 1 FROM closings WHERE closings.company = NEW.company AND closings.until >= NEW.date)"
    refuse("INSERT", "entries", "this period is closed", when=closed)
    last = "(SELECT MAX(number) FROM entries WHERE company = NEW.company AND year = NEW.year AND journal = NEW.journal)"
    refuse("INSERT", "entries", "entries are numbered without a gap", when=f"NEW.number <> COALESCE({last}, 0) + 1", name="entries_number")
