"""Documents with their truth, from folders: a truth.jsonl beside its files, or a NAME.expected.json beside each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one reading should say. A list of values means any of them; None that the field must stay empty.

    `strict` holds a data set's own strings (company, address), to be met to the letter.
    `cash_rounding`: the till rounds to five cents, and the truth is what was paid (the SROIE receipts of Malaysia).
    """

    fields: Json
    document_types: tuple[str, ...] = ()
    tax_breakdown: tuple[Json, ...] | None = None
    lines: tuple[Json, ...] | None = None
    categories: tuple[str, ...] = ()
    cash_rounding: bool = False
    strict: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document and its units: one, or one for each receipt of a photo."""

    path: Path
    units: tuple[Unit, ...]


def load_sets(folder: Path) -> dict[str, tuple[Case, ...]]:
    """The sets of a folder by name: itself, or its subfolders. Raises FileNotFoundError when there is no truth in it."""
    own = tuple(_cases(folder))
    if own:
        return {folder.resolve().name: own}
    sets = {child.name: tuple(_cases(child)) for child in sorted(folder.iterdir()) if child.is_dir()} if folder.is_dir() else {}
    found = {name: cases for name, cases in sets.items() if cases}
    if not found:
        raise FileNotFoundError(f"{folder} holds no truth.jsonl and no *.expected.json")
    return found


def _cases(folder: Path) -> Iterator[Case]:
    listed = folder / "truth.jsonl"
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Case(path=folder / row["file"], units=_units(row))
        return
    for file in sorted(folder.glob("*.expected.json")):
        name = file.name.removesuffix(".expected.json")
        documents = [path for path in folder.glob(f"{name}.*") if path != file]
        if len(documents) == 1:
            yield Case(path=documents[0], units=_units(json.loads(file.read_text(encoding="utf-8"))))


def _units(row: Json) -> tuple[Unit, ...]:
    return tuple(unit_of(part) for part in row.get("parts") or [row])


def unit_of(row: Json) -> Unit:
    """What a row of truth.jsonl, or one of its parts, says."""
    rows, lines = row.get("tax_breakdown"), row.get("lines")
    return Unit(
        fields=row["fields"],
        document_types=tuple(row.get("document_type", ())),
        tax_breakdown=None if rows is None else tuple(rows),
        lines=None if lines is None else tuple(lines),
        categories=tuple(row.get("category", ())),
        cash_rounding="original" in row,
        strict=row.get("original"),
    )
