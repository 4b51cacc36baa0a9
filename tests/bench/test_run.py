"""A run is watched from outside: its lines, its clock, its memory and that of its children."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.run import Extraction, descendants, extract

PROGRAM = """
import json, sys
hold = bytearray(60_000_000)
for path in sys.argv[1:]:
    for part in range(2 if "two" in path else 1):
        source = "pdf-text" if "text" in path else "ocr"
        print(json.dumps({"path": path, "part": part, "source": source, "timings_ms": {"total": 7}}), flush=True)
import time; time.sleep(0.5)
sys.exit(1)
"""


def run(*names: str) -> Extraction:
    return extract([Path(name) for name in names], command=(sys.executable, "-c", PROGRAM))


def test_every_line_is_kept_under_its_path() -> None:
    found = run("a.jpg", "two.jpg")
    assert [len(lines) for lines in found.readings.values()] == [1, 2]
    assert list(found.readings) == list(found.seconds) == ["a.jpg", "two.jpg"]
    assert found.exit_status == 1


def test_the_start_of_the_program_is_no_documents_time() -> None:
    found = run("a.jpg", "b.jpg")
    assert found.seconds["a.jpg"] == 0.007
    assert found.start_seconds > 0


def test_memory_counts_what_the_program_holds() -> None:
    assert run("a.jpg").peak_megabytes > 50


def test_memory_is_noted_once_the_engine_is_open() -> None:
    assert len(run("text.pdf", "a.jpg", "b.jpg").megabytes_after) == 2


def test_growth_is_measured_between_two_documents() -> None:
    after = tuple(float(number) for number in range(100, 180))
    found = Extraction(readings={}, seconds={}, start_seconds=0, peak_megabytes=0, megabytes_after=after, exit_status=0)
    assert found.growth() == 40
    assert found.growth(start=200) is None


def test_descendants_are_found_from_the_process_table() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    try:
        assert {os.getpid(), child.pid} <= descendants(os.getpid())
    finally:
        child.kill()
        child.wait()
