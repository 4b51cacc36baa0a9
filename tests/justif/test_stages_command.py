"""`justif show-stages` refuses in words what it cannot draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from justif.cli import run
from justif.commands import NEEDS_ATTENTION, NOT_POSSIBLE


def test_a_file_that_is_no_picture_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lettre.txt"
    file.write_text("Bonjour")

    assert run(["show-stages", str(file)]) == NEEDS_ATTENTION
    assert "none of the formats" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show-stages", str(tmp_path / "absent.jpg")]) == NOT_POSSIBLE
    assert "absent.jpg" in capsys.readouterr().err
