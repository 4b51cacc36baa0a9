"""Takes documents out of the queue, one after the other, and has each read under guard. The queue is the register itself.

Any number of workers may run, in one process (`justif serve`) or several (`justif work`): a document belongs to one of
them at a time, and what a killed one held is taken up by the next.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from domain.document import Document
from domain.problem import Problem, UnavailableError
from justif.assemble import make_filing
from justif.guard import GuardedReader
from justif.logs import about
from justif.settings import Settings
from justif.watching import Watch
from pipeline.filing import Filing
from storage.claims import LEASE_SECONDS, Claims
from storage.owner import own_name

logger = logging.getLogger(__name__)

_IDLE_SECONDS = 0.5
_TROUBLE_SECONDS = 5.0


class Worker:
    """One reader of the queue, until `stop` is set; `on_read` is told of each original that was read, `on_idle` that none waits.

    `arrived` is set where something is handed in to this very process: whoever is idle looks at once, and else from time to time.
    """

    def __init__(
        self,
        filing: Filing,
        *,
        stop: threading.Event,
        on_read: Callable[[tuple[Document, ...]], None] | None = None,
        on_idle: Callable[[], None] | None = None,
        arrived: threading.Event | None = None,
    ) -> None:
        self.filing = filing
        self._arrived = arrived or threading.Event()
        self._stop = stop
        self._on_read = on_read
        self._on_idle = on_idle
        self._owner = own_name()

    def run(self) -> None:
        """Until `stop` is set. Trouble with a store (a full disk, a locked register) is waited out."""
        while not self._stop.is_set():
            try:
                busy = self.read_next()
            except Exception:
                logger.exception("the stores do not answer; trying again in %d s", _TROUBLE_SECONDS)
                self._stop.wait(_TROUBLE_SECONDS)
                continue
            if not busy and not self._stop.is_set():
                if self._on_idle:
                    self._on_idle()
                self._arrived.wait(_IDLE_SECONDS)
                self._arrived.clear()

    def read_next(self, document_id: str | None = None) -> bool:
        """Read the document that has waited longest, or that very one; False when none is free."""
        document = self._claims.take(owner=self._owner, document_id=document_id)
        if document is None:
            return False
        with about(document.id), self._holding(document):
            filed = self._read(document)
        if self._on_read:
            self._on_read(filed)
        return True

    def _read(self, document: Document) -> tuple[Document, ...]:
        try:
            return self.filing.read_claimed(document, owner=self._owner)
        except UnavailableError:
            self._give_back(document)
            raise
        except Exception:
            if self._stop.is_set():
                self._claims.give_back(document.id, owner=self._owner)
                raise
            logger.exception("our own fault, document=%s", document.id)
            what = "Justif itself failed on this document."
            problem = Problem(code="internal", what=what, where=document.name, remedy="Report it, with the lines of the log.")
            return self.filing.give_up(document, problem, owner=self._owner)

    def _give_back(self, document: Document) -> None:
        """Put the document back into the queue. Where the register itself is silent, wait for it: nobody died, so none is to be counted."""
        while not self._stop.is_set():
            try:
                self._claims.give_back(document.id, owner=self._owner)
            except UnavailableError:
                self._stop.wait(_TROUBLE_SECONDS)
            else:
                return

    @contextmanager
    def _holding(self, document: Document) -> Iterator[None]:
        """Renew the claim while the document is being read."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(LEASE_SECONDS / 4):
                try:
                    self._claims.renew(document.id, owner=self._owner)
                except Exception:
                    logger.exception("the claim on document %s was not renewed", document.id)

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    @property
    def _claims(self) -> Claims:
        return self.filing.stores.register.claims


class Workshop:
    """Several workers in threads of this process, each with a reading process of its own."""

    def __init__(self, settings: Settings, *, jobs: int = 1, arrived: threading.Event | None = None) -> None:
        self._stop, self._arrived = threading.Event(), arrived or threading.Event()
        shared = settings.model_copy(update={"threads": max(1, settings.threads // jobs)})
        watch = Watch(settings)
        self._readers = [GuardedReader(shared) for _ in range(jobs)]
        workers = [
            Worker(make_filing(settings, reader=r), stop=self._stop, on_read=watch, on_idle=r.get_ready, arrived=self._arrived)
            for r in self._readers
        ]
        self._threads = [threading.Thread(target=worker.run) for worker in workers]

    def __enter__(self) -> Workshop:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What is being read now goes back into the queue."""
        self._stop.set()
        self._arrived.set()
        for reader in self._readers:
            reader.close()
        for thread in self._threads:
            thread.join()
