"""From a path that a person typed to an Upload. The path is repeated as it was given, and nothing else is made from it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from domain.problem import ReadError, unreadable
from domain.upload import Upload
from pipeline.formats.kinds import kind_of


def take(path: str, *, max_megabytes: int) -> Upload:
    """The bytes behind a path. Raises ReadError when it is no file, cannot be opened, or is too large."""
    try:
        return Upload(name=Path(path).name or path, content=_bytes(path, max_megabytes * 1_000_000))
    except FileNotFoundError as error:
        raise unreadable("no_such_file", what="There is no such file.", where=path, remedy="Check the path.") from error
    except PermissionError as error:
        raise unreadable("not_allowed", what="This file may not be opened.", where=path, remedy="Ask for the right to read it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable("not_opened", what=f"This file cannot be opened: {reason}.", where=path, remedy="Check the path.") from error


def _bytes(path: str, limit: int) -> bytes:
    handle = _open(path)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise unreadable("is_folder", what="This is a folder.", where=path, remedy="Name the files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("no_file", what="This is no ordinary file.", where=path, remedy="Name a document.")
        if status.st_size > limit:
            what = f"This file is larger than {limit // 1_000_000} MB."
            raise unreadable("too_large", what=what, where=path, remedy="Send a smaller copy, or raise JUSTIF_MAX_MEGABYTES.")
        return _read(handle, limit)
    finally:
        os.close(handle)


def _open(path: str) -> int:
    """Opened without waiting, to be looked at before reading: a pipe, a terminal or /dev/zero would never end."""
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)


def _read(handle: int, limit: int) -> bytes:
    with os.fdopen(os.dup(handle), "rb") as file:
        return file.read(limit)


def documents_in(paths: Iterable[str]) -> Iterator[str]:
    """The paths themselves, and for a folder the documents in it and below, in the order of their names.

    Inside a folder only files that begin as a document does are taken, and hidden ones are left alone.
    """
    for path in paths:
        if Path(path).is_dir():
            yield from _documents_below(path)
        else:
            yield path


def _documents_below(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(root, name)  # noqa: PTH118 — a Path would lose a leading ./
            if not name.startswith(".") and _looks_like_a_document(path):
                yield path


def _looks_like_a_document(path: str) -> bool:
    try:
        kind_of(_head(path), name=path)
    except ReadError:
        return False
    except OSError:
        return True  # it will be named, with the reason
    return True


def _head(path: str) -> bytes:
    """The beginning of an ordinary file, nothing of any other."""
    handle = _open(path)
    try:
        return _read(handle, 8192) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    finally:
        os.close(handle)
