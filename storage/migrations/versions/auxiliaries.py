"""Sellers of entries from before sellers had accounts of their own: each keeps the auxiliary that it was booked under."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from domain.contract import from_record
from domain.seller import LATEST, keys_of

revision = "auxiliaries"
down_revision = "people"
branch_labels = None
depends_on = None

BOOKED = """
    SELECT entries.company, entries.record AS entry, readings.record AS reading
    FROM entries JOIN readings ON readings.document_id = entries.document_id
    WHERE entries.kind = 'purchase' ORDER BY entries.company, entries.validated_at, entries.journal, entries.number
"""


def upgrade() -> None:
    """The first seller that was booked under an auxiliary keeps it; what is known by a key already stays as it is."""
    connection = op.get_bind()
    taken = {(row.company, row.auxiliary) for row in connection.execute(sa.text("SELECT company, auxiliary FROM sellers"))}
    known = {(row.company, row.key) for row in connection.execute(sa.text("SELECT company, key FROM seller_keys"))}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for row in connection.execute(sa.text(BOOKED)).mappings():
        auxiliary = next((line["auxiliary"] for line in _read(row["entry"])["lines"] if line.get("auxiliary")), None)
        facts = from_record(_read(row["reading"])).facts
        mine = [(row["company"], key) for key in keys_of(facts)]
        place = (row["company"], auxiliary or "")
        if not auxiliary or not mine or place in taken or any(key in known for key in mine):
            continue
        if place in found and not any(keys.get(key) == place for key in mine):
            continue  # another seller of the same name: it gets an account of its own when it is booked next
        record = found.setdefault(place, {"name": facts.seller_name.value if facts.seller_name else "", "totals": [], "ibans": []})
        record["totals"] += [f"{facts.total_with_tax.value:f}"] if facts.total_with_tax else []
        record["ibans"] += [facts.seller_iban.value] if facts.seller_iban and facts.seller_iban.value not in record["ibans"] else []
        for key in mine:
            keys.setdefault(key, place)
    _put(connection, found, keys)


def _put(connection: sa.Connection, found: dict[tuple[str, str], dict[str, Any]], keys: dict[tuple[str, str], tuple[str, str]]) -> None:
    sellers = sa.table("sellers", sa.column("company"), sa.column("auxiliary"), sa.column("record", sa.JSON))
    for (company, auxiliary), told in found.items():
        record = told | {"category": None, "said": {}, "layout": {}, "totals": told["totals"][-LATEST:]}
        connection.execute(sa.insert(sellers).values(company=company, auxiliary=auxiliary, record=record))
    for (company, key), (_, auxiliary) in keys.items():
        one = sa.text("INSERT INTO seller_keys (company, key, auxiliary) VALUES (:company, :key, :auxiliary)")
        connection.execute(one, {"company": company, "key": key, "auxiliary": auxiliary})


def _read(record: Any) -> dict[str, Any]:
    """SQLite gives the text of a JSON column, PostgreSQL what is in it."""
    told: dict[str, Any] = json.loads(record) if isinstance(record, str) else record
    return told
