"""Originals in memory, for tests and trials: gone with the process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from storage.objects import PROBE, DamagedObjectError, MissingObjectError


class MemoryStore:
    """Objects in a dictionary."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self._objects[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        if sha256 not in self._objects:
            raise MissingObjectError(sha256)
        content = self._objects[sha256]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DamagedObjectError(sha256)
        return content

    def has(self, sha256: str) -> bool:
        return sha256 in self._objects

    def problems(self) -> tuple[str, ...]:
        self.get(self.put(PROBE))
        return ()

    def names(self) -> Iterator[str]:
        yield from tuple(self._objects)


def open_store(url: str) -> MemoryStore:
    """A new empty store; `memory:` says it all."""
    return MemoryStore()
