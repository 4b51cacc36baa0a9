"""Marks kept beside the pictures: a bench that was broken off goes on where it stopped, and nothing is measured twice.

They are kept under a hash of the code that they depend on, so that a change of the product is measured anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench.photo_score import Marks

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pipeline", "extractors", "classifiers", "domain", "locales")
OWN = "bench/photo*.py"

TUPLES = ("upright", "skews", "slopes", "uneven")


def hash_of_code(root: Path = ROOT) -> str:
    """Twelve signs that change with any Python file of the road or of this bench."""
    found = [path for room in ROOMS for path in (root / room).rglob("*.py")] + list(root.glob(OWN))
    whole = hashlib.sha256()
    for path in sorted(found):
        whole.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


class Kept:
    """The marks of one way of measuring, a file for each picture. `fresh` looks at none that are there."""

    def __init__(self, folder: Path, way: str, *, code: str, fresh: bool = False) -> None:
        self._folder = folder / "marks" / code / way
        self._fresh = fresh

    def marks(self, picture: str, measure: Callable[[], Marks]) -> Marks:
        """Those of a picture, measured where none are kept."""
        path = self._folder / f"{picture}.json"
        if path.exists() and not self._fresh:
            return _as_marks(path)
        found = measure()
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(asdict(found)) + "\n", encoding="utf-8")
        beside.replace(path)
        return found


def _as_marks(path: Path) -> Marks:
    row = json.loads(path.read_text(encoding="utf-8"))
    return Marks(**(row | {name: tuple(row[name]) for name in TUPLES}))
