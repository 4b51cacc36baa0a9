"""What a worker of the broker does: thin tasks by document id. Each may run twice or at once with another: the register lets one in.

read      one document, by the very Worker that also reads without a broker
follow    tell the index what it has not seen
sweep     ring again for what stands still; the scheduler rings for this one
"""

from __future__ import annotations

import logging
import random
import signal
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from domain.problem import UnavailableError
from justif.assemble import make_filing
from justif.guard import GuardedReader
from justif.queues import FOLLOW, READ, SWEEP, SWEEP_SECONDS, WorkersBell, bells, make_app
from justif.settings import Settings
from justif.watching import Watch
from justif.worker import Worker

if TYPE_CHECKING:
    from celery import Celery

logger = logging.getLogger(__name__)

_TRIES = 8
"""Then the sweeper takes over."""

_RING_AT_ONCE = 1000


class Bench:
    """What the tasks of one worker process share, made when the first one needs it and kept until the process ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def bell(self) -> WorkersBell:
        return WorkersBell(self._settings)

    @cached_property
    def reader(self) -> GuardedReader:
        return GuardedReader(self._settings)

    @cached_property
    def worker(self) -> Worker:
        filing = make_filing(self._settings, reader=self.reader, bell=self.bell)
        return Worker(filing, stop=threading.Event(), on_read=Watch(self._settings))

    def read(self, document_id: str) -> None:
        self.worker.read_next(document_id)
        self.reader.get_ready()

    def follow(self) -> None:
        self.worker.filing.follow()

    def sweep(self, waiting_bells: int) -> int:
        """Ring for documents that stand still and whose bell must be lost, as there are fewer bells than documents; how many."""
        filing = self.worker.filing
        filing.resume()
        claims = filing.stores.register.claims
        missing = claims.waiting() - waiting_bells
        if missing <= 0:
            return 0
        standing = claims.standing(seconds=SWEEP_SECONDS, limit=min(missing, _RING_AT_ONCE))
        for document_id, priority in standing:
            self.bell.waiting(document_id, priority=priority)
        return len(standing)


def make_tasks(settings: Settings) -> Celery:
    """The application with its tasks."""
    app, bench = make_app(settings), Bench(settings)

    def read(task: Any, document_id: str) -> None:
        _patiently(task, lambda: bench.read(document_id))

    def follow(task: Any) -> None:
        _patiently(task, bench.follow)

    def sweep(task: Any) -> None:
        _patiently(task, lambda: _tell(bench.sweep(bells(app))))

    for name, function, tries in ((READ, read, _TRIES), (FOLLOW, follow, 0), (SWEEP, sweep, 0)):
        app.task(name=name, bind=True, max_retries=tries)(function)
    return app


def _patiently(task: Any, do: Callable[[], object]) -> None:
    """Errors that can pass are tried again, later each time and never all at the same moment; others are marked where they belong."""
    try:
        do()
    except UnavailableError as error:
        logger.warning("%s does not answer; %s waits", error, task.name)
        tried = task.request.retries
        if tried < (task.max_retries or 0):
            raise task.retry(exc=error, countdown=min(2.0**tried, 60.0) * random.uniform(0.5, 1.0)) from error


def _tell(count: int) -> None:
    if count:
        logger.warning("%d documents stood still and were rung for again", count)


def work(settings: Settings, *, jobs: int, only: str = "") -> None:
    """Serve the queues until told to stop; what is being done is then finished first."""
    if settings.metrics_port:
        _tell_prometheus(settings.metrics_port)
    shared = settings.model_copy(update={"threads": max(1, settings.threads // jobs)})
    app = make_tasks(shared)
    every = [queue.name for queue in app.conf.task_queues]
    wanted = [name for name in every if name.endswith(f"-{only}")] if only else every
    level = settings.log_level.lower()
    app.worker_main(
        ["worker", f"--concurrency={jobs}", f"--queues={','.join(wanted)}", f"--loglevel={level}", "--without-gossip", "--without-mingle"]
    )


def _tell_prometheus(port: int) -> None:
    """The processes of the pool count in a folder that they share; this one tells what is in it."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_http_server(port, registry=registry)


def schedule(settings: Settings) -> None:
    """Ring for the sweeper, time and again, until told to stop."""
    from celery.apps.beat import Beat

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    Beat(app=make_app(settings), loglevel=settings.log_level, quiet=True).run()
