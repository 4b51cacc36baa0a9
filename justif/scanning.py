"""The folder in which the office scanner lays its files: each is handed in once it lies still, and moved to `done/` beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from domain.problem import ReadError
from domain.upload import Upload
from justif.paths import take
from pipeline.formats.kinds import kind_of

logger = logging.getLogger(__name__)

DONE, REFUSED = "done", "refused"
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
Sign = tuple[int, int]


class Watched:
    """One look after the other, some seconds apart; a file that is the same at two of them is whole."""

    def __init__(self, folder: Path, hand_in: Callable[[Upload], object], *, max_megabytes: int) -> None:
        self._folder = folder
        self._hand_in = hand_in
        self._max_megabytes = max_megabytes
        self._seen: dict[Path, Sign] = {}

    def look(self) -> int:
        """Take every file that has come to rest; how many were taken."""
        present = {path: sign for path in self._files() if (sign := _sign(path))}
        resting = [path for path, sign in sorted(present.items()) if self._seen.get(path) == sign and sign[0] > 0]
        self._seen = {path: sign for path, sign in present.items() if path not in resting}
        return sum(self._take(path) for path in resting)

    def _files(self) -> list[Path]:
        """Files of the folder itself; hidden ones and those whose name says that they are not whole yet are left alone."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return [p for p in self._folder.iterdir() if p.is_file() and not p.name.startswith(".") and p.suffix.lower() not in UNFINISHED]

    def _take(self, path: Path) -> bool:
        """Handed in before it is moved: a crash between the two only makes the same bytes come twice, which are one document."""
        try:
            upload = take(str(path), max_megabytes=self._max_megabytes)
            kind_of(upload.content, name=upload.name)
        except ReadError as error:
            logger.warning("a file of the watched folder is refused: %s", error.problem.code)
            _move(path, self._folder / REFUSED)
            return False
        self._hand_in(upload)
        _move(path, self._folder / DONE)
        return True


def _sign(path: Path) -> Sign | None:
    try:
        status = path.stat()
    except OSError:  # another worker has moved it
        return None
    return (status.st_size, status.st_mtime_ns)


def _move(path: Path, folder: Path) -> None:
    """Into the folder, under a name that is free there."""
    folder.mkdir(exist_ok=True)
    target, count = folder / path.name, 1
    while target.exists():
        count += 1
        target = folder / f"{path.stem} ({count}){path.suffix}"
    try:
        path.rename(target)
    except FileNotFoundError:
        logger.info("another worker moved a file of the watched folder first")
