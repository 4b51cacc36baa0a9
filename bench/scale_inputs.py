"""What a document costs on an installation that has read some: seconds by kind and stage, bytes of its original, its rows and its card.

    python -m bench.scale_inputs HOME

Read from the register itself (`timings_ms` of every reading) and from the sizes of the files; nothing is assumed. What an empty database
takes is shared out among the documents too: with few of them their bytes come out too high. bench/scale.py reckons with it.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.document import Document
from domain.kinds import Source
from storage.register import open_register

KINDS = {Source.OCR: "photo or scan", Source.PDF_TEXT: "printed PDF"}
E_INVOICE = "e-invoice"
STAGES = ("load", "preprocess", "ocr", "extract", "classify", "total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What was measured: medians of seconds by kind and stage, how many of each kind, mean bytes a document of each store."""

    seconds: dict[str, dict[str, float]]
    count: dict[str, int]
    original_bytes: float
    register_bytes: float
    index_bytes: float


def inputs_of(home: Path) -> Inputs:
    """The inputs of an embedded installation. Raises ValueError where it holds no document that was read."""
    register = open_register(f"sqlite:///{home / 'register.sqlite'}")
    documents = [document for document in register.list() if document.reading and not document.reading.error]
    register.database.close()
    if not documents:
        raise ValueError(f"no document was read in {home}")
    originals = [path.stat().st_size for path in (home / "originals").rglob("*") if path.is_file() and len(path.name) == 64]
    timings: dict[str, list[dict[str, int]]] = defaultdict(list)
    for document in documents:
        timings[_kind(document)].append(dict(document.reading.timings_ms) if document.reading else {})
    return Inputs(
        seconds={kind: {stage: _median(rows, stage) for stage in STAGES} for kind, rows in timings.items()},
        count={kind: len(rows) for kind, rows in timings.items()},
        original_bytes=statistics.fmean(originals),
        register_bytes=_size(home / "register.sqlite") / len(documents),
        index_bytes=_size(home / "index.sqlite") / len(documents),
    )


def _kind(document: Document) -> str:
    source = document.reading.source if document.reading else None
    return KINDS.get(source, E_INVOICE) if source else E_INVOICE


def _median(rows: Sequence[dict[str, int]], stage: str) -> float:
    """Seconds, of those that went through the stage; nought where none did."""
    return statistics.median([row[stage] for row in rows if stage in row] or [0]) / 1000


def _size(database: Path) -> int:
    """Bytes of the pages that are in use: the file and its log hold more."""
    with sqlite3.connect(database) as connection:
        pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    return int((pages - free) * size)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale_inputs", description=__doc__)
    parser.add_argument("home", type=Path, metavar="HOME")
    measured = inputs_of(parser.parse_args().home)
    print("| seconds, median | " + " | ".join(f"{kind} ({measured.count[kind]})" for kind in measured.seconds) + " |")
    print("|---|" + "---|" * len(measured.seconds))
    for stage in STAGES:
        print(f"| {stage} | " + " | ".join(f"{stages[stage]:.2f}" for stages in measured.seconds.values()) + " |")
    for name in ("original", "register", "index"):
        print(f"{name}: {getattr(measured, f'{name}_bytes') / 1000:.1f} kB a document")


if __name__ == "__main__":
    main()
