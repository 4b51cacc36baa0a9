"""`justif migrate-to`: everything an installation keeps, carried to other stores (or back), without loss.

Run it as often as it takes: originals that are there already are not sent again, and the register is copied in one transaction, or not
at all. Nothing is deleted where it came from. At the end every original and every row is counted and compared by hash on both sides.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from tqdm import tqdm

from domain.kinds import State
from domain.problem import refused
from justif.assemble import make_filing
from justif.output import emit, say
from justif.settings import Settings
from storage.database import Database
from storage.objects import ObjectStore
from storage.tables import documents, metadata

_ROWS = 500


def settings_in(file: Path) -> Settings:
    """The settings of a file of lines `JUSTIF_NAME=value`; nothing of this process's own environment."""
    lines = [line.partition("=") for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    told = {name.strip().removeprefix("export "): value.strip().strip("'\"") for name, _, value in lines}
    own = {name: os.environ.pop(name) for name in tuple(os.environ) if name.startswith("JUSTIF_")}
    try:
        os.environ.update(told)
        return Settings()
    finally:
        for name in told:
            os.environ.pop(name, None)
        os.environ.update(own)


def move(here: Settings, there: Settings) -> bool:
    """Carry everything over, then compare; True when both sides are equal."""
    source, target = make_filing(here), make_filing(there)
    reading = len(source.stores.register.list(state=State.READING))
    if reading:
        raise refused("busy", what=f"{reading} documents are being read.", where="register", remedy="Stop the workers first.")
    sent = _send_originals(source.stores.register.originals(), source.stores.objects, target.stores.objects)
    rows = _copy_register(source.stores.register.database, target.stores.register.database)
    indexed = target.reindex()
    emit({"originals_sent": sent, "rows_copied": rows, "indexed": indexed})
    wrong = list(differences(source.stores.register.database, target.stores.register.database))
    for problem in target.verify():
        wrong.append(f"{problem.where}: {problem.what}")
    for line in wrong:
        emit({"wrong": line})
    count = len(target.stores.register.originals())
    say(f"{count} originals and every row of the register are there, equal by hash." if not wrong else f"{len(wrong)} things differ.")
    return not wrong


def differences(here: Database, there: Database) -> Iterator[str]:
    """Tables that do not hold the same rows on both sides, by count and by hash."""
    for table in metadata.sorted_tables:
        before, after = _fingerprint(here, table), _fingerprint(there, table)
        if before != after:
            yield f"{table.name}: {before[0]} rows here, {after[0]} there, or other ones"


def _send_originals(names: frozenset[str], source: ObjectStore, target: ObjectStore) -> int:
    """Each is verified when it is read and again when it is written; what was sent before a break is not sent again."""
    sent = 0
    for name in tqdm(sorted(names), unit="original", disable=None):
        if not target.has(name):
            target.put(source.get(name))
            sent += 1
    return sent


def _copy_register(source: Database, target: Database) -> int:
    """Every row, in one transaction; nothing when the target holds the same rows already. Raises RefusedError when it holds others."""
    if not list(differences(source, target)):
        return 0
    with source.reading() as reading, target.writing() as writing:
        if writing.execute(select(func.count()).select_from(documents)).scalar():
            what = "The register there holds other documents already."
            raise refused("not_empty", what=what, where="register", remedy="Name an empty database, or finish with the one it came from.")
        copied = sum(_copy(reading, writing, table) for table in metadata.sorted_tables)
        _continue_counting(writing)
        return copied


def _copy(reading: Connection, writing: Connection, table: Table) -> int:
    rows = [dict(row) for row in reading.execute(select(table)).mappings()]
    for first in range(0, len(rows), _ROWS):
        writing.execute(insert(table), rows[first : first + _ROWS])
    return len(rows)


def _continue_counting(connection: Connection) -> None:
    """PostgreSQL counts ids by itself: let it go on after the last one that was copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        counted = [column for column in table.primary_key if column.autoincrement is True or column.name == "id"]
        if len(table.primary_key) == 1 and counted and counted[0].type.python_type is int:
            last = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last}, false)"))


def _fingerprint(database: Database, table: Table) -> tuple[int, str]:
    """How many rows there are, and one hash over all of them in the order of their keys."""
    hashes = []
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=_ROWS).execute(select(table)).mappings():
            hashes.append(hashlib.sha256(_plain(dict(row)).encode()).hexdigest())
    return len(hashes), hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()


def _plain(row: dict[str, Any]) -> str:
    """A row as text. The index of the other side has its own idea of what it has seen, and a NUL is a blank on PostgreSQL."""
    kept = {name: value for name, value in row.items() if name != "indexed_revision"}
    return json.dumps(kept, sort_keys=True, default=str, ensure_ascii=False).replace("\\u0000", " ")
