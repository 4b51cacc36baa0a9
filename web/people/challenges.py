"""The numbers that a device signs to prove that it holds a passkey: each is given out once, and taken once within five minutes."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LASTS_SECONDS = 300
MOST = 1_000


@dataclass(slots=True, kw_only=True)
class Challenges:
    """Kept in the memory of the process that serves the pages; safe among threads."""

    clock: Callable[[], float] = time.monotonic
    _open: dict[bytes, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self) -> bytes:
        challenge = secrets.token_bytes(32)
        with self._lock:
            while len(self._open) >= MOST:  # the oldest leave first: a flood opens nothing
                self._open.pop(next(iter(self._open)))
            self._open[challenge] = self.clock() + LASTS_SECONDS
        return challenge

    def take(self, challenge: bytes) -> bool:
        """Whether it was given out, and not taken yet."""
        with self._lock:
            return self._open.pop(challenge, 0.0) > self.clock()
