"""How long does an accounts file of a large year take, and how much memory? Part of `make bench-accounts`.

A register is filled with 33 400 entries of three lines, and the FEC is written from it as the command and the page do.
"""

from __future__ import annotations

import json
import resource
import tempfile
import time
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import insert

from accounting.files import file_of
from domain.company import Company
from domain.contract import as_entry
from domain.entry import EntryLine, JournalEntry
from storage.register import Register, open_register
from storage.rows import time_text
from storage.tables import documents, entries

ENTRIES = 33_400
FIRM = Company(name="Essai SARL", identifiers=("732829320",))
_NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def fill(register: Register, count: int) -> None:
    """Entries of 2026 straight into the tables, numbered as the books would."""
    kept = {"company": "default", "original": "x", "name": "x", "state": "validated", "received_at": time_text(_NOON)}
    with register.database.writing() as connection:
        connection.execute(insert(documents), [kept | {"id": f"{at:020}"} for at in range(1, count + 1)])
        connection.execute(insert(entries), [_row(at) for at in range(1, count + 1)])


def _row(at: int) -> dict[str, object]:
    label = f"Fournisseur {at % 500} F{at}"
    lines = (
        EntryLine(account="607", debit=Decimal("100.00"), label=label),
        EntryLine(account="44566", debit=Decimal("20.00"), label=label),
        EntryLine(account="401", credit=Decimal("120.00"), auxiliary=f"FOURNISSEUR{at % 500}", label=label),
    )
    entry = JournalEntry(journal="AC", date=date(2026, 1 + at % 12, 1 + at % 28), reference=f"F{at}", label=label, lines=lines)
    record = as_entry(entry) | {"seller_name": f"Fournisseur {at % 500}", "vat": [["vat_services", "20", "100.00", "20.00", "20.00"]]}
    return {
        "company": "default",
        "year": 2026,
        "journal": "AC",
        "number": at,
        "date": entry.date.isoformat(),
        "document_id": f"{at:020}",
        "sequence": 1,
        "kind": "purchase",
        "record": record,
        "validated_at": time_text(_NOON),
        "validated_by": "bench",
    }


def measure(register: Register) -> dict[str, float | int]:
    """Lines, seconds on the clock and of the processor, and by how much the process grew at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clock, processor = time.perf_counter(), time.process_time()
    made = file_of("fec", register.books.of_year("default", 2026), company=FIRM, year=2026)
    lines = sum(1 for _ in made.content)
    return {
        "lines": lines,
        "seconds": round(time.perf_counter() - clock, 2),
        "processor_seconds": round(time.process_time() - processor, 2),
        "grown_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(f"sqlite:///{folder}/register.sqlite")
        fill(register, ENTRIES)
        print(json.dumps({"fec": measure(register)}))
        register.database.close()


if __name__ == "__main__":
    main()
