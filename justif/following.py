"""Behind the pages, the search index follows the register in a thread of its own: who hands a document in waits for neither.

The register marks what the index has not seen. A process that is killed before its thread came to it leaves the mark, and the
next start, the next change or the next look finds it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from domain.problem import UnavailableError

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 5.0
"""How long what another process changed, or what the index refused, waits at most."""


class Follower:
    """A Bell for a process that reads beside its pages: `changed` rings, and the thread tells the index, until the end of the `with`.

    `arrived` is set when something was handed in: those who read beside the pages look at once.
    """

    def __init__(self, *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._rung, self._ended = threading.Event(), threading.Event()
        self.arrived = threading.Event()
        self._look_seconds = look_seconds
        self._follow: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def waiting(self, document_id: str, *, priority: int = 0) -> None:
        """Whoever reads looks into the register by himself, and sooner for this."""
        self.arrived.set()

    def changed(self) -> bool:
        self._rung.set()
        return True

    def over(self, follow: Callable[[], object]) -> Follower:
        """Follow by this (`Filing.follow`), which comes later than the bell that its filing holds."""
        self._follow = follow
        return self

    def __enter__(self) -> Follower:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What rang last is still told."""
        self._ended.set()
        self._rung.set()
        self._thread.join(30)

    def _run(self) -> None:
        ends = False
        while not ends:
            ends = self._ended.is_set()  # looked at before the last time, so that nothing rings between that and the end
            self._rung.wait(0 if ends else self._look_seconds)
            self._rung.clear()
            try:
                self._follow()
            except UnavailableError as silent:
                logger.warning("the %s does not answer; the search is told later", silent)
                self._ended.wait(self._look_seconds)
            except Exception:
                logger.exception("the search index does not follow; it is told later")
                self._ended.wait(self._look_seconds)
