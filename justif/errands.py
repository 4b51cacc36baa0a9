"""What is done beside the reading, again and again: look into the watched folder and the mailbox, tell other programs what happened."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.problem import ReadError
from justif.mailbox import box_of, empty
from justif.scanning import Watched
from justif.settings import Settings
from justif.telling import deliver
from pipeline.filing import Filing
from storage.people import People

logger = logging.getLogger(__name__)

WATCH_SECONDS, MAIL_SECONDS, TELL_SECONDS = 2.0, 60.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    name: str
    every_seconds: float
    run: Callable[[], object]


def errands_of(settings: Settings, filing: Filing, people: People) -> tuple[Errand, ...]:
    """What the settings ask for."""
    found = [Errand(name="webhooks", every_seconds=TELL_SECONDS, run=lambda: deliver(filing.stores.register.outbox))]
    if settings.watch:
        company, by = filing.company(settings.company), "scanner"
        watched = Watched(
            settings.watch,
            lambda upload: filing.receive(upload, company=company, submitted_by=by),
            max_megabytes=settings.max_megabytes,
        )
        found.append(Errand(name="watched folder", every_seconds=WATCH_SECONDS, run=watched.look))
    if settings.mailbox:
        found.append(Errand(name="mailbox", every_seconds=MAIL_SECONDS, run=lambda: _empty(settings, filing, people)))
    return tuple(found)


class Errands:
    """Each errand in a thread of its own, until the end of the `with`: a server that does not answer keeps no other waiting."""

    def __init__(self, errands: Sequence[Errand]) -> None:
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._go, args=(errand,), daemon=True) for errand in errands]

    def __enter__(self) -> Errands:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        ends = time.monotonic() + 5
        for thread in self._threads:
            thread.join(max(0.0, ends - time.monotonic()))

    def _go(self, errand: Errand) -> None:
        while not self._stop.is_set():
            try:
                errand.run()
            except ReadError as error:
                logger.warning("%s: %s", errand.name, error.problem.code)
            except Exception:
                logger.exception("%s: our own fault", errand.name)
            self._stop.wait(errand.every_seconds)


def _empty(settings: Settings, filing: Filing, people: People) -> None:
    box = box_of(settings.mailbox, settings.mailbox_password.get_secret_value())
    company = filing.company(settings.company)
    for _ in empty(box, filing, people, company=company, max_bytes=settings.max_megabytes * 1_000_000):
        pass
