"""The power fails at any moment: what was handed in is there, once, and is read when Justif starts again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

INVOICE = Path("samples/facture-ubl.xml").read_bytes()
DOCUMENTS = 24


class Justif:
    """The program as a user starts it, in processes that can be killed."""

    def __init__(self, home: Path) -> None:
        self._environment = os.environ | {"JUSTIF_HOME": str(home)}

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "justif.cli", *map(str, arguments)]
        return subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)

    def rows(self, *arguments: str | Path) -> list[dict[str, Any]]:
        out, _ = self.start(*arguments).communicate(timeout=240)
        return [json.loads(line) for line in out.splitlines()]

    def status(self, *arguments: str | Path) -> int:
        process = self.start(*arguments)
        process.communicate(timeout=240)
        return process.returncode


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Invoices that differ in a comment only, so that each has bytes of its own and reads in no time."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(DOCUMENTS):
        (folder / f"{n:02}.xml").write_bytes(INVOICE + f"\n<!-- {n} -->".encode())
    return folder


@pytest.mark.parametrize("seed", range(3))
def test_everything_is_there_once_however_often_it_was_killed(tmp_path: Path, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    justif = Justif(tmp_path / "home")
    for _ in range(4):
        process = justif.start("ingest", "--wait", folder)
        time.sleep(chance.uniform(0.3, 6.0))
        kill(process)
    rows = justif.rows("ingest", "--wait", folder)
    assert Counter(row["state"] for row in rows[DOCUMENTS:]) == {"to_validate": DOCUMENTS}
    listed = justif.rows("list")
    assert sorted(row["name"] for row in listed) == [f"{n:02}.xml" for n in range(DOCUMENTS)]
    assert justif.status("verify") == 0


def test_what_was_said_to_be_safe_is_read_by_whoever_works_next(tmp_path: Path, folder: Path) -> None:
    justif = Justif(tmp_path / "home")
    ingesting = justif.start("ingest", folder)
    assert ingesting.stdout
    safe = [json.loads(ingesting.stdout.readline())["id"] for _ in range(5)]
    kill(ingesting)
    working = justif.start("work")
    try:
        assert _until(lambda: {row["id"] for row in justif.rows("list", "--state", "to_validate")} >= set(safe))
    finally:
        kill(working)


def test_a_killed_reader_leaves_its_document_to_the_next(tmp_path: Path, folder: Path) -> None:
    justif = Justif(tmp_path / "home")
    justif.rows("ingest", folder)
    for _ in range(3):
        working = justif.start("work")
        time.sleep(2.5)
        kill(working)
    working = justif.start("work", "--jobs", "2")
    try:
        assert _until(lambda: len(justif.rows("list", "--state", "to_validate")) == DOCUMENTS)
    finally:
        kill(working)
    assert justif.status("verify") == 0


def test_a_killed_validation_books_once_or_not_at_all(tmp_path: Path, folder: Path) -> None:
    justif = Justif(tmp_path / "home")
    justif.rows("ingest", "--wait", folder)
    ids = [row["id"] for row in justif.rows("list")]
    process = justif.start("validate", *ids, "--by", "Anne")
    time.sleep(1.5)
    kill(process)
    justif.status("validate", *ids, "--by", "Anne")
    booked = justif.rows("list", "--state", "validated")
    assert len(booked) == DOCUMENTS
    year = (booked[0]["issue_date"] or "")[:4]
    lines = justif.start("export", "csv", "--year", year).communicate(timeout=60)[0].decode().splitlines()[1:]
    numbers = sorted({int(line.split(",")[1]) for line in lines})
    assert numbers == list(range(1, DOCUMENTS + 1))


def _until(holds: Any, *, seconds: float = 120.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.5)
    return False
