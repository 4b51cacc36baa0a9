"""Where the untouched originals lie, by the SHA-256 of their bytes. A store is a module here, reached by its URL scheme.

ObjectStoreError
├── MissingObjectError     no object of that name
└── DamagedObjectError     its bytes are no longer those that were put

A store across the network raises UnavailableError (domain/problem.py) where it does not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, cast, runtime_checkable

from domain import plugins

PROBE = b"Justif was here."
"""What is put to see whether a store takes anything."""


class ObjectStoreError(Exception):
    """The store cannot do what was asked."""


class MissingObjectError(ObjectStoreError):
    """No object of that name."""


class DamagedObjectError(ObjectStoreError):
    """The bytes no longer have the SHA-256 that names them."""


class ObjectStore(Protocol):
    """Originals, written once and never changed."""

    def put(self, content: bytes) -> str:
        """Keep the bytes, safe on disk when this returns, and give their SHA-256. Twice the same bytes are one object."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes, verified. Raises MissingObjectError or DamagedObjectError."""
        ...

    def has(self, sha256: str) -> bool: ...

    def problems(self) -> tuple[str, ...]:
        """What is not as it should be with the store itself, in words; a small object is put to try it."""
        ...

    def names(self) -> Iterator[str]:
        """Every SHA-256 in the store, in no particular order."""
        ...


@runtime_checkable
class PictureLinks(Protocol):
    """A store from whose server a browser may fetch pictures of pages itself, where it was told so."""

    @property
    def pictures_at(self) -> str:
        """The server as a browser calls it ("https://s3.example"), "" where pictures go through us."""
        ...

    def picture_link(self, name: str, make: Callable[[], bytes]) -> str:
        """An address that shows the picture of that name for some minutes; `make` gives its JPEG where the store has none yet."""
        ...


def open_objects(url: str) -> ObjectStore:
    """The store behind an URL such as `folder:///var/lib/justif/originals`: the module of that scheme opens it."""
    scheme = url.partition(":")[0]
    return cast(ObjectStore, plugins.load("storage.objects", scheme).open_store(url))
