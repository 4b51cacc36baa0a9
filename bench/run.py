"""Runs `justif extract` over many documents as anybody would, and watches its clock and its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.dataset import Json

PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one run gave. `seconds` are by document, in order, without the start; memory is in megabytes, of all its
    processes, noted after each document that was recognised: before the first of them the engine is not open."""

    readings: dict[str, list[Json]]
    seconds: dict[str, float]
    start_seconds: float
    peak_megabytes: float
    megabytes_after: tuple[float, ...]
    exit_status: int

    def growth(self, start: int = 20, end: int = 60) -> float | None:
        """Megabytes gained between two recognised documents, counted from 1; the last one when there are fewer than `end`."""
        if len(self.megabytes_after) <= start:
            return None
        return self.megabytes_after[min(end, len(self.megabytes_after)) - 1] - self.megabytes_after[start - 1]


def extract(paths: Sequence[Path], *, command: Sequence[str] = (sys.executable, "-m", "justif.cli", "extract")) -> Extraction:
    """One run over all the paths. A document's time is its own count where it gives one, else the wait for its line."""
    names = [str(path) for path in paths]
    started = time.monotonic()
    process = subprocess.Popen([*command, *names], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    notes = _Notes(begun=started)
    with MemoryWatch(process.pid) as watch:
        assert process.stdout is not None
        for line in process.stdout:
            notes.take(json.loads(line), watch.megabytes)
        status = process.wait()
    return Extraction(
        readings=notes.readings,
        seconds=notes.seconds,
        start_seconds=notes.start_seconds,
        peak_megabytes=watch.peak,
        megabytes_after=tuple(notes.megabytes),
        exit_status=status,
    )


@dataclass(slots=True)
class _Notes:
    """The lines as they come."""

    begun: float
    readings: dict[str, list[Json]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: list[float] = field(default_factory=list)
    start_seconds: float = 0.0
    engine_runs: bool = False

    def take(self, reading: Json, megabytes: float) -> None:
        path, now = reading["path"], time.monotonic()
        if path in self.readings:
            # Another receipt of the same photo: its line ends the document anew.
            self.seconds[path] += now - self.begun
        else:
            self.seconds[path] = self._own_seconds(reading, now - self.begun)
            if reading.get("source") == "ocr":
                self.megabytes.append(megabytes)
        self.begun = now
        self.readings.setdefault(path, []).append(reading)

    def _own_seconds(self, reading: Json, waited: float) -> float:
        """The wait for a line; the first line, and the first that needed recognition, also waited for the start of
        the program and of the engine, so there the document's own count is taken."""
        own = (reading.get("timings_ms") or {}).get("total")
        recognised = reading.get("source") == "ocr"
        if own is None or (self.readings and (self.engine_runs or not recognised)):
            return waited
        self.engine_runs = self.engine_runs or recognised
        self.start_seconds += max(0.0, waited - own / 1000)
        return float(own) / 1000


class MemoryWatch:
    """Samples the resident memory of a process and all its descendants, ten times a second."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.megabytes = 0.0
        self.peak = 0.0

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            self.megabytes = sum(map(_resident_megabytes, descendants(self._pid)))
            self.peak = max(self.peak, self.megabytes)


def descendants(pid: int) -> set[int]:
    """The process and every process under it."""
    parents = {int(entry.name): _parent(entry) for entry in PROC.iterdir() if entry.name.isdigit()}
    family = {pid}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0  # it ended meanwhile


def _resident_megabytes(pid: int) -> float:
    try:
        pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
