"""Reading under guard: whatever a document does to the process that reads it, the next one is read."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from domain.company import Company
from domain.page import Page
from domain.reading import Reading
from domain.upload import Upload
from justif.guard import GuardedReader, StoppedError, _Deadline
from justif.reading_process import KINDNESS
from justif.settings import Settings
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Tools

PROGRAM = """
import os, signal, sys, time
from multiprocessing.connection import Connection
from domain.reading import Reading
from justif.orders import Done, Step, Warm

connection = Connection(int(sys.argv[1]))
served = warmed = 0
while True:
    order = connection.recv()
    if isinstance(order, Warm):
        warmed += 1
        connection.send(Step(name="opened"))
        continue
    served += 1
    name = order.upload.name
    if name == "hangs":
        time.sleep(60)
    if name == "slow":
        for _ in range(8):
            time.sleep(0.25)
            connection.send(Step(name="ocr"))
    if name == "swells":
        held = b"x" * 600_000_000
        time.sleep(60)
    if name == "crashes" or (name == "crashes unless it is the first" and served > 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "warm?":
        connection.send(Done(readings=(Reading(pages=warmed),)))
    elif name == "our fault":
        connection.send(Done(fault="Traceback: a bug"))
    else:
        connection.send(Done(readings=(Reading(pages=served, text=str(os.getpid())),)))
"""


class NoEngine:
    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("the reading process has an engine of its own")

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("the reading process has an engine of its own")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuardedReader]:
    (tmp_path / "scripted_reading.py").write_text(PROGRAM)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(Path.cwd()), *sys.path])
    settings = Settings(step_seconds=1.0, memory_megabytes=400, recycle_documents=3)
    reader = GuardedReader(settings, program="scripted_reading")
    yield reader
    reader.close()


def read(reader: GuardedReader, name: str) -> Reading:
    tools = Tools(engine=NoEngine(), company=Company())
    (reading,) = reader(Upload(name=name, content=b""), tools, today=date(2026, 11, 23))
    return reading


def code(reading: Reading) -> str | None:
    return reading.error.code if reading.error else None


def test_one_process_reads_many_documents(reader: GuardedReader) -> None:
    assert [read(reader, "fine").pages for _ in range(3)] == [1, 2, 3]


def test_the_process_is_replaced_after_so_many_documents(reader: GuardedReader) -> None:
    assert [read(reader, "fine").pages for _ in range(4)] == [1, 2, 3, 1]


def test_a_tired_process_is_replaced_while_nothing_waits(reader: GuardedReader) -> None:
    first = int([read(reader, "fine").text for _ in range(3)][-1])
    reader.get_ready()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert read(reader, "warm?").pages == 1


def test_who_is_ready_stays_as_it_is(reader: GuardedReader) -> None:
    reader.get_ready()
    first = read(reader, "fine").text
    reader.get_ready()
    assert read(reader, "warm?").pages == 1
    assert read(reader, "fine").text == first


def test_a_process_that_dies_at_its_start_is_not_started_over_and_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dying.py").write_text(f"open({str(tmp_path / 'deaths')!r}, 'a').write('x')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    reader = GuardedReader(Settings(), program="dying")
    deadline = time.monotonic() + 60
    while not (tmp_path / "deaths").exists() and time.monotonic() < deadline:
        reader.get_ready()
        time.sleep(0.05)
    for _ in range(20):
        reader.get_ready()
        time.sleep(0.05)
    assert (tmp_path / "deaths").read_text() == "x"
    reader.close()


def test_a_closed_reader_starts_nothing(reader: GuardedReader) -> None:
    reader.close()
    reader.get_ready()
    assert reader._child is None


def test_an_engine_that_does_not_open_is_told_by_the_picture_that_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the process that got ready, which goes on reading what needs no engine."""
    monkeypatch.setenv("JUSTIF_MODELS", str(tmp_path))
    reader, xml, picture = GuardedReader(Settings()), Path("samples/facture-ubl.xml"), Path("samples/ticket-supermarche.jpg")
    reader.get_ready()
    try:
        for path, expected in ((xml, None), (picture, "models_incomplete")):
            tools = Tools(engine=NoEngine(), company=Company())
            (reading,) = reader(Upload(name=path.name, content=path.read_bytes()), tools, today=date(2026, 11, 26))
            assert code(reading) == expected
    finally:
        reader.close()


def test_a_document_that_hangs_is_given_up_and_the_next_one_is_read(reader: GuardedReader) -> None:
    read(reader, "fine")  # the first document also waits for the process to start
    reading = read(reader, "hangs")
    assert code(reading) == "too_slow"
    assert reading.needs_review
    assert read(reader, "fine").error is None


def test_a_long_document_that_gets_on_is_not_given_up(reader: GuardedReader) -> None:
    read(reader, "fine")
    assert read(reader, "slow").error is None


def test_a_document_that_eats_memory_is_given_up_and_the_next_one_is_read(reader: GuardedReader) -> None:
    assert code(read(reader, "swells")) == "too_much_memory"
    assert read(reader, "fine").error is None


def test_a_document_that_crashes_its_reader_is_given_up_and_the_next_one_is_read(reader: GuardedReader) -> None:
    assert code(read(reader, "crashes")) == "crashed"
    assert read(reader, "fine").error is None


def test_a_document_that_suffers_from_those_before_it_gets_a_fresh_process(reader: GuardedReader) -> None:
    read(reader, "fine")
    assert read(reader, "crashes unless it is the first").error is None


def test_a_fault_of_ours_marks_that_document_alone(reader: GuardedReader) -> None:
    assert code(read(reader, "our fault")) == "internal"
    assert read(reader, "fine").pages == 2


def test_closing_ends_a_reading_in_its_middle_without_blaming_the_document(reader: GuardedReader) -> None:
    read(reader, "fine")
    threading.Timer(0.3, reader.close).start()
    with pytest.raises(StoppedError):
        read(reader, "hangs")


def test_no_process_outlives_its_guard(reader: GuardedReader) -> None:
    pid = int(read(reader, "fine").text)
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_time_that_the_machine_gave_to_others_does_not_count_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    now, queued = [100.0], [5.0]
    monkeypatch.setattr("justif.guard.time.monotonic", lambda: now[0])
    monkeypatch.setattr("justif.guard._queued_seconds", lambda process: queued[0])
    deadline = _Deadline(10.0, os.getpid())
    deadline.push()

    now[0], queued[0] = 115.0, 13.0  # eight of the fifteen seconds in the queue
    assert not deadline.has_passed()

    now[0] = 119.0
    assert deadline.has_passed()

    now[0], queued[0] = 141.0, 1_000.0
    assert deadline.has_passed()


def test_who_waits_for_a_page_goes_before_the_reading() -> None:
    reader, sample = GuardedReader(Settings()), Path("samples/facture-ubl.xml")
    try:
        reader(Upload(name=sample.name, content=sample.read_bytes()), Tools(engine=NoEngine(), company=Company()), today=date(2026, 11, 26))
        children = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
        kindest = max(os.getpriority(os.PRIO_PROCESS, int(child)) for child in children)
    finally:
        reader.close()

    assert kindest == min(19, os.getpriority(os.PRIO_PROCESS, 0) + KINDNESS)
