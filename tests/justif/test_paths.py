"""From a path to an upload: whatever is typed, the answer is bytes or words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain.problem import ReadError
from justif.paths import documents_in, take


def refused(path: str) -> str:
    with pytest.raises(ReadError) as caught:
        take(path, max_megabytes=1)
    return caught.value.problem.code


def test_a_file_is_taken_whole_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "facture.pdf").write_bytes(b"%PDF-1.7")
    upload = take(str(tmp_path / "facture.pdf"), max_megabytes=1)
    assert (upload.name, upload.content) == ("facture.pdf", b"%PDF-1.7")


def test_what_is_no_readable_file_is_said_in_words(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.pdf").write_bytes(bytes(1_000_001))
    assert refused(str(tmp_path / "absent.pdf")) == "no_such_file"
    assert refused(str(tmp_path)) == "is_folder"
    assert refused(str(tmp_path / "pipe")) == "no_file"
    assert refused("/dev/zero") == "no_file"
    assert refused(str(tmp_path / "large.pdf")) == "too_large"
    assert refused("a\x00b") == "not_opened"
    assert refused("") == "no_such_file"
    assert refused("x" * 5000) == "not_opened"


def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/re\xe7u.pdf"
    Path(os.fsdecode(path)).write_bytes(b"%PDF-1.7")
    assert take(os.fsdecode(path), max_megabytes=1).content == b"%PDF-1.7"


def test_a_folder_gives_the_documents_in_it_and_below_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/two.pdf", "one.pdf", ".hidden.pdf", ".git/three.pdf", "b/picture.PNG"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" if name.endswith("PNG") else b"%PDF-1.7")
    (tmp_path / "notes.txt").write_text("no document")
    (tmp_path / "truth.json").write_text("{}")
    found = [str(Path(path).relative_to(tmp_path)) for path in documents_in([str(tmp_path)])]
    assert found == ["one.pdf", "b/picture.PNG", "b/two.pdf"]


def test_a_file_named_outright_is_taken_whatever_it_is(tmp_path: Path) -> None:
    assert list(documents_in(["notes.txt", "absent.pdf"])) == ["notes.txt", "absent.pdf"]
