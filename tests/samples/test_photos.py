"""Pictures by seed: the sets share none, the truth is where the picture is, and each level is what it says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageOps

from samples import fonts
from samples.conditions import LEVELS, Level, conditions
from samples.photos import main, shoot
from samples.subjects import KINDS

pytestmark = pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")


def test_the_same_number_gives_the_same_picture() -> None:
    first, second = (shoot("dev", 3, level="easy", kind="receipt") for _ in range(2))
    assert first.content == second.content
    assert first.row == second.row


def test_the_sets_share_no_picture() -> None:
    rows = [shoot(name, 5, level="clean", kind="receipt").row for name in ("train", "dev", "final")]
    assert len({json.dumps(row["fields"]) for row in rows}) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "level"), [*((kind, "medium") for kind in KINDS if kind != "long"), ("receipt", "easy"), ("receipt", "hard")]
)
def test_every_kind_is_photographed(kind: str, level: Level) -> None:
    shot = shoot("dev", 1, level=level, kind=kind)
    row = shot.row
    shown = ImageOps.exif_transpose(Image.open(io.BytesIO(shot.content)))
    assert shown.size == (row["width"], row["height"])
    assert row["level"] == level
    assert len({sheet["part"] for sheet in row["sheets"] if sheet["part"]}) == row["receipts"]
    assert kind == "blank" or any(word["seen"] for word in row["sheets"][0]["words"])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3))
def test_words_are_darker_or_lighter_than_the_paper_round_them(number: int) -> None:
    """What is said to be a word has ink inside, and the strip above its line has less."""
    shot = shoot("dev", number, level="easy", kind="receipt")
    grey = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(shot.content))).convert("L"), np.float32)
    inked = [
        spread(grey, word["quad"]) > 25 for word in shot.row["sheets"][0]["words"] if word["seen"] and any(map(str.isalnum, word["text"]))
    ]
    assert np.mean(inked) > 0.97


def spread(grey: np.ndarray[tuple[int, int], np.dtype[np.float32]], quad: list[list[float]]) -> float:
    """How far the darkest and the lightest of a word are apart."""
    (left, top), (right, bottom) = np.min(quad, axis=0).astype(int), np.max(quad, axis=0).astype(int)
    inside = grey[max(0, top) : bottom + 1, max(0, left) : right + 1]
    return float(np.percentile(inside, 95) - np.percentile(inside, 5))


def test_the_command_writes_pictures_and_their_truth(tmp_path: Path) -> None:
    assert main(["--set", "train", "--count", "2", "--level", "clean", "--kind", "receipt", "--out", str(tmp_path)]) == 0
    rows = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["train-00000.jpg", "train-00001.jpg"]
    assert all((tmp_path / row["file"]).stat().st_size > 10000 for row in rows)


def test_a_harder_level_is_taken_with_less_care() -> None:
    shots = {level: [conditions(Random(seed), level) for seed in range(200)] for level in LEVELS if level != "clean"}
    blur = [np.mean([shot.blur + shot.motion for shot in shots[level]]) for level in shots]
    tilt = [np.mean([shot.tilt for shot in shots[level]]) for level in shots]
    assert blur == sorted(blur)
    assert tilt == sorted(tilt)
    assert not any(shot.messenger or shot.cut for shot in shots["medium"])


def test_what_is_never_scanned_is_photographed_though_the_lot_says_scan() -> None:
    """Picture 16 of the training set is a scan, as long as it shows what is scanned."""
    assert shoot("train", 16, kind="several").row["level"] == "easy"
