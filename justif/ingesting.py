"""`justif ingest`: originals made safe one after the other, and read as well where the caller waits."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from tqdm import tqdm

from domain.company import Company
from domain.document import Document
from domain.kinds import State
from domain.problem import Problem, ReadError
from justif.assemble import make_filing
from justif.output import emit, say_problem
from justif.paths import documents_in, take
from justif.settings import Settings
from justif.worker import Workshop
from pipeline.filing import Filing, Receipt

_LOOK_SECONDS = 0.1
_A_FEW = 10
"""Whoever hands in more at once waits with the rest of it behind the photograph that somebody takes meanwhile."""
_WAITING = (State.RECEIVED, State.READING)


def ingest(paths: Sequence[str], *, settings: Settings, company: Company, wait: bool, by: str, jobs: int) -> bool:
    """True when every document could be taken in, and read where `wait` asks for it."""
    filing = make_filing(settings)
    taken: list[tuple[str, Receipt]] = []
    missed = 0
    for number, path in enumerate(documents_in(paths)):
        try:
            upload = take(path, max_megabytes=settings.max_megabytes)
            receipt = filing.receive(upload, company=company, submitted_by=by, priority=int(number >= _A_FEW))
        except ReadError as error:
            missed += 1
            emit(_row(path) | {"state": State.FAILED.value, "error": str(error)})
            say_problem(error.problem)
            continue
        taken.append((path, receipt))
        emit(_row(path, id=receipt.id, original=receipt.original, state=receipt.state, duplicate_of=receipt.duplicate_of))
    all_read = _wait(filing, taken, settings=settings, jobs=jobs) if wait and taken else True
    return all_read and not missed


def _wait(filing: Filing, taken: list[tuple[str, Receipt]], *, settings: Settings, jobs: int) -> bool:
    """Read the queue, beside whoever else reads it, until our documents have been read."""
    all_read = True
    workshop = nullcontext() if settings.broker else Workshop(settings, jobs=jobs)  # the workers of the broker read
    with workshop, tqdm(total=len(taken), unit="doc", disable=None) as bar:
        for path, receipt in taken:
            for document in _read(filing, receipt):
                row = _row(path, id=document.id, original=document.original, state=document.state)
                emit(row | {"duplicate_of": receipt.duplicate_of})
                all_read = all_read and _tell(document.problem)
            bar.update()
    return all_read


def _read(filing: Filing, receipt: Receipt) -> Iterator[Document]:
    """The documents of an original, once none of them waits any more."""
    register = filing.stores.register
    while True:
        document = register.get(receipt.id)
        parts = register.parts(document) if document else ()
        if all(part.state not in _WAITING for part in parts):
            yield from parts
            return
        time.sleep(_LOOK_SECONDS)


def _tell(problem: Problem | None) -> bool:
    if problem:
        say_problem(problem)
    return problem is None


def _row(path: str, **known: Any) -> dict[str, Any]:
    return {"path": path, "id": None, "original": None, "state": None, "duplicate_of": None} | known
