"""What several machines need: who goes first, and on PostgreSQL the finality of entries and the separation of companies by row."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.guards import refuse

revision = "servers"
down_revision = "companies"
branch_labels = None
depends_on = None

OWN = "coalesce(current_setting('justif.company', true), '') IN ('', company)"
BY_COMPANY = ("documents", "entries", "upload_keys", "company_events")
BY_DOCUMENT = ("readings", "corrections", "events", "signatures", "assignments", "handlings")


def upgrade() -> None:
    op.add_column("documents", sa.Column("priority", sa.Integer(), server_default="0", nullable=False))
    op.create_index(op.f("ix_documents_state_priority"), "documents", ["state", "priority"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _make_entries_final()
        _separate_companies()


def _make_entries_final() -> None:
    """A validated entry is never changed nor deleted, by nobody (PCG art. 1031-3); emptying the table is refused as well."""
    for verb in ("UPDATE", "DELETE"):
        refuse(verb, "entries", "a validated entry is final")
    op.execute("CREATE TRIGGER entries_refuse_truncate BEFORE TRUNCATE ON entries EXECUTE FUNCTION entries_refuse_delete()")


def _separate_companies() -> None:
    """A transaction that says for which company it is sees and writes no row of another, whatever its query forgets."""
    for table in BY_COMPANY:
        _secure(table, OWN)
    for table in BY_DOCUMENT:
        _secure(table, f"EXISTS (SELECT 1 FROM documents WHERE documents.id = {table}.document_id)")


def _secure(table: str, rule: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_company ON {table} USING ({rule}) WITH CHECK ({rule})")
