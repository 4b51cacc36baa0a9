"""Books what was signed once it can no longer be taken back: one thread beside the pages, for as long as they are open."""

from __future__ import annotations

import logging
import threading
from types import TracebackType

from pipeline.filing import Filing
from pipeline.signing import settle

logger = logging.getLogger(__name__)
_PAUSE_SECONDS = 1.0


class Booking:
    """`with Booking(filing):` settles every second. What a machine left behind when it was switched off is booked at once."""

    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="booking", daemon=True)

    def __enter__(self) -> Booking:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                settle(self._filing)
            except Exception:
                logger.exception("what was signed is not booked yet; trying again")
            self._stop.wait(_PAUSE_SECONDS)
