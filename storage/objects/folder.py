"""Originals as read-only files in a folder, sharded by the first digits of their SHA-256. The default store.

A file appears whole or not at all: it is written beside its place, flushed to the disk, and only then given its name.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from storage.objects import PROBE, DamagedObjectError, MissingObjectError

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED_SECONDS = 3600.0  # a temporary file this old was left by a process that died


class FolderStore:
    """Objects under `root/ab/cd/abcd…`; safe for several processes at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._unfinished = root / "unfinished"
        self._unfinished.mkdir(parents=True, exist_ok=True)
        self._sweep()

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        if not self._is_sound(place, sha256):
            self._write(place, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            content = self._place(sha256).read_bytes()
        except FileNotFoundError as error:
            raise MissingObjectError(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DamagedObjectError(sha256)
        return content

    def has(self, sha256: str) -> bool:
        return _NAME.fullmatch(sha256) is not None and self._place(sha256).is_file()

    def problems(self) -> tuple[str, ...]:
        self.get(self.put(PROBE))
        return ()

    def names(self) -> Iterator[str]:
        for place in self._root.glob("??/??/*"):
            if _NAME.fullmatch(place.name):
                yield place.name

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise MissingObjectError(sha256)  # a name from outside never becomes another path
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _is_sound(self, place: Path, sha256: str) -> bool:
        try:
            return hashlib.sha256(place.read_bytes()).hexdigest() == sha256
        except FileNotFoundError:
            return False

    def _write(self, place: Path, content: bytes) -> None:
        for shard in (place.parent.parent, place.parent):
            shard.mkdir(exist_ok=True)
            _flush_folder(shard.parent)
        handle, temporary = tempfile.mkstemp(dir=self._unfinished)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            Path(temporary).replace(place)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _flush_folder(place.parent)

    def _sweep(self) -> None:
        for leftover in self._unfinished.iterdir():
            try:
                if time.time() - leftover.stat().st_mtime > _UNFINISHED_SECONDS:
                    leftover.unlink()
            except FileNotFoundError:
                continue  # another process was faster


def open_store(url: str) -> FolderStore:
    """The store of `folder:///var/lib/justif/originals`; the folder is made when it is missing."""
    return FolderStore(Path(url.partition("://")[2]))


def _flush_folder(folder: Path) -> None:
    """Names are data too: without this a crash may forget that the file was ever there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
