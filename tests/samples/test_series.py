"""A series is a data set: the files it names are there, and the same seed makes the same ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samples import fonts
from samples.make import main
from samples.series import LEVELS, MAKERS, Camera, write_series

pytestmark = pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("camera", LEVELS)
def test_every_kind_passes_every_camera(tmp_path: Path, kind: str, camera: Camera) -> None:
    names = list(write_series(tmp_path, seed=2, count=1, kind=kind, camera=camera))
    rows = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in rows] == names
    assert (tmp_path / names[0]).stat().st_size > 5000
    assert rows[0]["level"] == LEVELS[camera]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        main(["--seed", "5", "--count", "1", "--camera", "phone", "--output", str(tmp_path / folder)])
    first, second = (sorted((tmp_path / folder).iterdir()) for folder in ("a", "b"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_another_seed_gives_another_document(tmp_path: Path) -> None:
    rows = []
    for seed in ("1", "2"):
        main(["--seed", seed, "--count", "1", "--kind", "invoice", "--output", str(tmp_path / seed)])
        rows.append(json.loads((tmp_path / seed / "truth.jsonl").read_text(encoding="utf-8")))
    assert rows[0]["fields"] != rows[1]["fields"]
