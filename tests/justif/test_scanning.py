"""The folder of the office scanner: whole files are taken once, and lie in done/ afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.upload import Upload
from justif.scanning import Watched

PDF = b"%PDF-1.7 a scan"


@pytest.fixture
def taken() -> list[Upload]:
    return []


@pytest.fixture
def watched(tmp_path: Path, taken: list[Upload]) -> Watched:
    return Watched(tmp_path, taken.append, max_megabytes=1)


def test_a_file_is_taken_once_it_lies_still(tmp_path: Path, watched: Watched, taken: list[Upload]) -> None:
    (tmp_path / "scan.pdf").write_bytes(PDF)
    assert watched.look() == 0
    (tmp_path / "scan.pdf").write_bytes(PDF + b" more")
    assert watched.look() == 0
    assert watched.look() == 1
    assert watched.look() == 0

    assert [(upload.name, upload.content) for upload in taken] == [("scan.pdf", PDF + b" more")]
    assert [path.name for path in (tmp_path / "done").iterdir()] == ["scan.pdf"]
    assert not (tmp_path / "scan.pdf").exists()


def test_files_that_are_not_whole_yet_are_left_alone(tmp_path: Path, watched: Watched, taken: list[Upload]) -> None:
    for name in ("scan.pdf.part", ".hidden.pdf", "scan.tmp"):
        (tmp_path / name).write_bytes(PDF)
    (tmp_path / "empty.pdf").touch()

    assert [watched.look() for _ in range(3)] == [0, 0, 0]
    assert taken == []


def test_a_second_file_of_the_same_name_does_not_push_out_the_first(tmp_path: Path, watched: Watched) -> None:
    for content in (PDF, PDF + b" two"):
        (tmp_path / "scan.pdf").write_bytes(content)
        watched.look()
        watched.look()

    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == ["scan (2).pdf", "scan.pdf"]


def test_what_is_no_document_is_set_apart(tmp_path: Path, watched: Watched, taken: list[Upload]) -> None:
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04 word/")
    (tmp_path / "huge.pdf").write_bytes(PDF + b"x" * 1_000_001)
    watched.look()

    assert watched.look() == 0
    assert sorted(path.name for path in (tmp_path / "refused").iterdir()) == ["huge.pdf", "notes.docx"]
    assert taken == []


def test_when_it_cannot_be_kept_the_file_stays_for_the_next_look(tmp_path: Path) -> None:
    def fail(_: Upload) -> None:
        raise OSError("disk full")

    watched = Watched(tmp_path, fail, max_megabytes=1)
    (tmp_path / "scan.pdf").write_bytes(PDF)
    watched.look()
    with pytest.raises(OSError, match="disk full"):
        watched.look()

    assert (tmp_path / "scan.pdf").exists()
