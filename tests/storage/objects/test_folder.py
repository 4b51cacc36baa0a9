"""What only a folder has: files, their rights, and what a crash leaves."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.objects import DamagedObjectError, MissingObjectError
from storage.objects.folder import FolderStore, open_store


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_an_original_is_read_only_and_lies_under_its_first_digits(tmp_path: Path) -> None:
    name = FolderStore(tmp_path).put(b"a receipt")
    place = tmp_path / name[:2] / name[2:4] / name
    assert place.read_bytes() == b"a receipt"
    assert place.stat().st_mode & 0o777 == 0o444


def test_a_damaged_original_is_told_from_a_good_one(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    name = store.put(b"a receipt")
    place = tmp_path / name[:2] / name[2:4] / name
    place.chmod(0o644)
    place.write_bytes(b"a forgery")
    with pytest.raises(DamagedObjectError):
        store.get(name)


def test_handing_the_bytes_in_again_heals_a_damaged_original(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    name = store.put(b"a receipt")
    place = tmp_path / name[:2] / name[2:4] / name
    place.chmod(0o644)
    place.write_bytes(b"")
    assert store.get(store.put(b"a receipt")) == b"a receipt"


def test_a_name_from_outside_never_becomes_another_path(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not yours")
    store = FolderStore(tmp_path / "originals")
    for name in ("../secret", "secret", "", "/etc/passwd", "A" * 64):
        with pytest.raises(MissingObjectError):
            store.get(name)


def test_a_write_that_is_cut_short_leaves_no_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    store = FolderStore(tmp_path)
    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        store.put(b"a receipt")
    assert files(tmp_path) == []


def test_what_a_dead_process_left_unfinished_is_swept_away_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    old, new = tmp_path / "unfinished" / "old", tmp_path / "unfinished" / "new"
    old.write_bytes(b"half a rec")
    new.write_bytes(b"half a rec")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    store = FolderStore(tmp_path)
    assert not old.exists()
    assert new.exists()
    assert list(store.names()) == []


def test_many_writers_of_the_same_bytes_do_not_disturb_each_other(tmp_path: Path) -> None:
    store = open_store(f"folder://{tmp_path}")
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: store.put(b"the same receipt" * 1000), range(40)))
    assert len(names) == 1
    assert len(files(tmp_path)) == 1
