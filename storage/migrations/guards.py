"""Triggers that refuse what no program may do to the books, on SQLite and on PostgreSQL."""

from __future__ import annotations

from alembic import op


def refuse(verb: str, table: str, why: str, *, when: str = "", name: str = "") -> None:
    """Before `verb` ("INSERT", "UPDATE" or "DELETE") on a row of the table, and where `when` holds, abort with the words `why`.

    `when` may speak of NEW and OLD. Nothing is made on other databases, whose keys and whose single writer still hold.
    """
    name = name or f"{table}_refuse_{verb.lower()}"
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        condition = f"WHEN {when} " if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{why}'); END")
    elif dialect == "postgresql":
        body = f"IF {when or 'TRUE'} THEN RAISE EXCEPTION '{why}'; END IF; RETURN {'OLD' if verb == 'DELETE' else 'NEW'};"
        op.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END; $$ LANGUAGE plpgsql")
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def separate(table: str) -> None:
    """On PostgreSQL: a transaction that says for which company it is sees and writes no row of another in this table."""
    if op.get_bind().dialect.name != "postgresql":
        return
    rule = "coalesce(current_setting('justif.company', true), '') IN ('', company)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_company ON {table} USING ({rule}) WITH CHECK ({rule})")
