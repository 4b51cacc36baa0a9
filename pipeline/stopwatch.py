"""How long each step of the road takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

STEPS = ("load", "preprocess", "ocr", "extract", "classify")
"""The steps that the contract names, in their order."""


class Stopwatch:
    """Milliseconds by step. A step may be taken several times, a page each."""

    def __init__(self) -> None:
        self._seconds = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] += time.perf_counter() - started

    def timings_ms(self) -> tuple[tuple[str, int], ...]:
        """Every step of the contract, then their total."""
        total = sum(self._seconds.values())
        return (*((name, round(spent * 1000)) for name, spent in self._seconds.items()), ("total", round(total * 1000)))
