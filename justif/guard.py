"""Reading under guard: in a child process that is given up when it shows no sign of life, or takes too much memory.

A child costs seconds to start and reads many documents; it is replaced after a death, after so many documents, and when
its memory has grown: while nothing waits to be read, if that comes first.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from domain.problem import Problem
from domain.reading import Reading
from domain.upload import Upload
from justif.orders import Done, Order, Step, Warm
from justif.settings import Settings
from justif.watching import READER_MEMORY
from pipeline.tools import Tools

logger = logging.getLogger(__name__)

_START_SECONDS = 180.0  # importing and opening the engine, on a busy machine with a cold disk
_LOOK_SECONDS = 0.05
_MEGABYTE = 1_000_000
_TIRED = 0.8
"""A child that keeps this share of the memory limit between two documents is replaced before the next."""


class StoppedError(Exception):
    """The reader was closed: the document is as unread as before."""


class ChildLostError(Exception):
    """The child ended, or had to be ended, before it gave an answer; `problem` says why."""

    def __init__(self, problem: Problem, *, may_be_its_past: bool) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.may_be_its_past = may_be_its_past
        """Whether documents before this one may be to blame, so that a fresh child deserves a try."""


class GuardedReader:
    """A Reader as the filing wants it. Used by one thread at a time; `close` ends the child."""

    def __init__(self, settings: Settings, *, program: str = "justif.reading_process") -> None:
        self._settings = settings
        self._program = program
        self._child: _Child | None = None
        self._stopped = False

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        order = Order(upload=upload, company=tools.company, today=today)
        try:
            return self._read(order)
        except ChildLostError as lost:
            logger.warning("gave up reading: %s", lost.problem.code)
            if not lost.may_be_its_past:
                return (Reading(error=lost.problem),)
        try:
            return self._read(order)
        except ChildLostError as lost:
            logger.warning("gave up reading a second time: %s", lost.problem.code)
            return (Reading(error=lost.problem),)

    def get_ready(self) -> None:
        """Start the child and open its engine now, while nothing waits: a photograph that starts them itself takes five seconds longer.

        A child that died meanwhile is left to the next document, which says what is wrong; none is started over and over.
        """
        if self._child and self._child.is_dead():
            return
        with contextlib.suppress(StoppedError):
            self._rested().warm()

    def close(self) -> None:
        """End now, also in the middle of a document: who waits for it gets StoppedError."""
        self._stopped = True
        if child := self._child:
            child.kill()

    def _read(self, order: Order) -> tuple[Reading, ...]:
        child = self._rested()
        try:
            done = child.read(order)
        except ChildLostError as lost:
            self._replace()
            if self._stopped:
                raise StoppedError from lost
            raise
        if done.fault:
            logger.error("our own fault:\n%s", done.fault)
            return (Reading(error=_our_fault(order.upload)),)
        return done.readings

    def _rested(self) -> _Child:
        """The child, a fresh one where there is none or it is tired."""
        if self._child and self._child.is_tired():
            logger.info("the reading process is replaced")
            self._replace()
        if self._stopped:
            raise StoppedError
        if self._child is None:
            self._child = _Child(self._settings, self._program)
        if self._stopped:  # closed while it was being started: `close` saw no child
            self._replace()
            raise StoppedError
        return self._child

    def _replace(self) -> None:
        if self._child:
            self._child.end()
            self._child = None


@dataclass(slots=True)
class _Deadline:
    """When patience ends: pushed on by every sign of life.

    Time in which the child was ready to run and the machine ran others does not count, up to three times the patience: on a
    busy machine a sound photograph took 18 seconds where it takes two on an idle one.
    """

    seconds: float
    process: int
    at: float = 0.0
    allowed: float = 0.0
    queued_before: float = 0.0

    def push(self, seconds: float | None = None) -> None:
        self.allowed = self.seconds if seconds is None else seconds
        self.at = time.monotonic() + self.allowed
        self.queued_before = _queued_seconds(self.process)

    def has_passed(self) -> bool:
        if time.monotonic() <= self.at:
            return False
        queued = _queued_seconds(self.process) - self.queued_before
        return time.monotonic() > self.at + min(max(queued, 0.0), 3 * self.allowed)


class _Child:
    """One child process and our end of the socket."""

    def __init__(self, settings: Settings, program: str) -> None:
        self._settings = settings
        self._served = 0
        self._warm = False
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", program, str(theirs.fileno())]
        # The very modules that this process uses, and nothing from the folder that the user happens to stand in.
        modules = os.pathsep.join(entry for entry in sys.path if entry)
        environment = os.environ | {"PYTHONPATH": modules, "JUSTIF_THREADS": str(settings.threads)}
        with theirs:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=2, pass_fds=[theirs.fileno()], env=environment, process_group=0
            )
        self._connection: Connection[Order | Warm, Done | Step] = Connection(ours.detach())

    def is_tired(self) -> bool:
        limit = self._settings.memory_megabytes * _MEGABYTE * _TIRED
        return self._served >= self._settings.recycle_documents or self._memory() > limit or self.is_dead()

    def is_dead(self) -> bool:
        return self._process.poll() is not None

    def warm(self) -> None:
        """Ask once for an open engine, without waiting for it. A child that cannot hear any more is found dead at the next order."""
        if not self._warm:
            self._warm = True
            with contextlib.suppress(ConnectionError):
                self._connection.send(Warm())

    def read(self, order: Order) -> Done:
        """The answer to an order. Raises ChildLostError."""
        deadline = _Deadline(self._settings.step_seconds, self._process.pid)
        deadline.push(_START_SECONDS if not self._served else None)
        self._served += 1
        try:
            self._connection.send(order)
            while True:
                message = self._next(order, deadline)
                if isinstance(message, Done):
                    READER_MEMORY.set(self._memory())
                    logger.info("document %d of its reading process, memory %d MB", self._served, self._memory() // _MEGABYTE)
                    return message
                deadline.push(_START_SECONDS if message.name == "ready" else None)
        except (EOFError, ConnectionError) as error:
            raise self._lost(_crashed(order.upload), its_past=True) from error

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        self.kill()
        self._connection.close()

    def _next(self, order: Order, deadline: _Deadline) -> Done | Step:
        while not self._connection.poll(_LOOK_SECONDS):
            if deadline.has_passed():
                raise self._lost(_too_slow(order.upload, self._settings.step_seconds), its_past=False)
            if self._memory() > self._settings.memory_megabytes * _MEGABYTE:
                raise self._lost(_too_big(order.upload, self._settings.memory_megabytes), its_past=True)
        return self._connection.recv()

    def _lost(self, problem: Problem, *, its_past: bool) -> ChildLostError:
        return ChildLostError(problem, may_be_its_past=its_past and self._served > 1)

    def _memory(self) -> int:
        """Resident bytes, 0 where they cannot be known."""
        try:
            with open(f"/proc/{self._process.pid}/statm", encoding="ascii") as file:  # noqa: PTH123 — looked at twenty times a second
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0


def _queued_seconds(process: int) -> float:
    """How long the thread of the process that waited most has waited for a processor; 0 where that cannot be known.

    The second figure of Linux's schedstat, in nanoseconds.
    """
    try:
        waits = [int(task.joinpath("schedstat").read_text().split()[1]) for task in Path(f"/proc/{process}/task").iterdir()]
    except (OSError, IndexError, ValueError):
        return 0.0
    return max(waits, default=0) / 1e9


def _too_slow(upload: Upload, seconds: float) -> Problem:
    what = f"Reading stood still for {seconds:.0f} seconds and was given up."
    return Problem(code="too_slow", what=what, where=upload.name, remedy="Send a simpler copy: a scan or a photo of the pages.")


def _too_big(upload: Upload, megabytes: int) -> Problem:
    what = f"Reading took more than {megabytes} MB of memory and was given up."
    return Problem(code="too_much_memory", what=what, where=upload.name, remedy="Send a smaller copy.")


def _crashed(upload: Upload) -> Problem:
    what = "Reading broke off: a library that decodes this kind of file failed."
    return Problem(code="crashed", what=what, where=upload.name, remedy="Send another copy: a PDF printed anew, a scan or a photo.")


def _our_fault(upload: Upload) -> Problem:
    what = "Justif itself failed on this document."
    remedy = "Report it, with the lines of the log; enter its values by hand meanwhile."
    return Problem(code="internal", what=what, where=upload.name, remedy=remedy)
