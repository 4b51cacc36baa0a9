"""`justif extract`: documents in, one JSON line each, in the order given, and nothing stored."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

from tqdm import tqdm

from domain.contract import as_contract
from domain.problem import ReadError
from domain.reading import Reading
from justif.assemble import make_tools
from justif.guard import GuardedReader
from justif.output import emit
from justif.paths import take
from justif.settings import Settings
from pipeline.tools import Tools

_AHEAD = 4
"""Documents a job that may be read before their turn to be printed."""


def extract(paths: Sequence[str], *, settings: Settings, jobs: int, today: date) -> bool:
    """Print a line for each document as soon as it and those before it are read; True when all could be."""
    all_read = True
    with tqdm(total=len(paths), unit="doc", disable=None) as bar:
        for path, readings in zip(paths, _readings(paths, settings=settings, jobs=jobs, today=today), strict=True):
            for reading in readings:
                emit(as_contract(reading, path=path))
                all_read = all_read and reading.error is None
            bar.update()
    return all_read


def _readings(paths: Sequence[str], *, settings: Settings, jobs: int, today: date) -> Iterator[tuple[Reading, ...]]:
    """The readings of each path, in order, a few ahead of the one that is waited for."""
    shared = settings.model_copy(update={"threads": max(1, settings.threads // jobs)})
    tools = make_tools(settings)
    with _readers(shared, jobs) as readers, ThreadPoolExecutor(jobs) as pool:
        waiting: deque[Future[tuple[Reading, ...]]] = deque()
        for path in paths:
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
            waiting.append(pool.submit(_read, path, readers, settings, tools, today))
            while waiting and waiting[0].done():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(path: str, readers: queue.SimpleQueue[GuardedReader], settings: Settings, tools: Tools, today: date) -> tuple[Reading, ...]:
    try:
        upload = take(path, max_megabytes=settings.max_megabytes)
    except ReadError as error:
        return (Reading(error=error.problem),)
    reader = readers.get()
    try:
        return reader(upload, tools, today=today)
    finally:
        readers.put(reader)


@contextmanager
def _readers(settings: Settings, jobs: int) -> Iterator[queue.SimpleQueue[GuardedReader]]:
    readers = [GuardedReader(settings) for _ in range(jobs)]
    free: queue.SimpleQueue[GuardedReader] = queue.SimpleQueue()
    for reader in readers:
        free.put(reader)
    try:
        yield free
    finally:
        for reader in readers:
            reader.close()
