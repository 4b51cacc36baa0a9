"""How many of the kept sentences are understood with every key right, and how long that takes.

    python -m bench.understanding [FILE…]

Asked on the day and of the sellers of the tests. `text` is compared as a set of words without accents, all else as it is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from search.query import parse_query
from search.sentence import fold

TESTS = Path(__file__).parent.parent / "tests/search"
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, what its author means by it, and the part of its file, if parted: worked with, never looked at, or open (still wrong)."""

    sentence: str
    expected: dict[str, Any]
    part: str = ""


def cases(path: Path) -> tuple[Case, ...]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(Case(sentence=row["query"], expected=row["expected"], part=row.get("part", "")) for row in rows)


def sellers() -> tuple[str, ...]:
    return tuple((TESTS / "sellers.txt").read_text(encoding="utf-8").split("\n"))


def differences(case: Case) -> dict[str, tuple[Any, Any]]:
    """The keys that come out otherwise than meant: what was understood, and what was meant."""
    got = parse_query(case.sentence, today=TODAY, sellers=sellers()).as_json()
    return {key: (got[key], meant) for key, meant in case.expected.items() if _plain(key, got[key]) != _plain(key, meant)}


def _plain(key: str, value: Any) -> Any:
    return set(re.findall(r"[^\W_]+", fold(value))) if key == "text" else value


def milliseconds(some: Iterable[Case]) -> list[float]:
    """The processor time of each sentence, in order of size: what others do on the machine does not count."""
    known, times = sellers(), []
    for case in some:
        started = time.process_time()
        parse_query(case.sentence, today=TODAY, sellers=known)
        times.append((time.process_time() - started) * 1000)
    return sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(TESTS.glob("queries*.jsonl")))
    every: list[Case] = []
    for path in parser.parse_args().files:
        read = cases(path)
        every += read
        for part in sorted({case.part for case in read}):
            those = [case for case in read if case.part == part]
            right = sum(not differences(case) for case in those)
            print(f"{path.stem:16} {part:8} {right:4} of {len(those):4} = {100 * right / len(those):5.1f} %")
    times = milliseconds(every)
    p95 = times[int(0.95 * (len(times) - 1))]
    print(f"{statistics.median(times):.2f} ms median, {p95:.2f} ms p95, {times[-1]:.2f} ms longest, of one processor")


if __name__ == "__main__":
    main()
