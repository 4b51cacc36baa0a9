"""A bent sheet keeps its lengths, and the way back from the picture meets the way there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from samples.bend import RING, Bend, bent
from samples.conditions import Level, bend_of, conditions
from samples.leaf import Leaf, Printed
from samples.optics import Lens, seen
from samples.phototruth import slope_degrees
from samples.scene import Laid, photograph


def noise() -> np.random.Generator:
    return np.random.default_rng(4)


def test_folding_and_curling_stretch_no_paper() -> None:
    surface = bent(noise(), 80, 200, Bend(curl=50, folds=((0.3, 25.0),), direction=12))
    steps = np.linalg.norm(np.diff(surface.points[RING:-RING, RING:-RING], axis=0), axis=-1)
    assert np.allclose(steps, surface.step[1], rtol=0.02)


def test_no_sheet_is_under_the_table() -> None:
    for seed in range(20):
        surface = bent(np.random.default_rng(seed), 80, 150, bend_of(Random(seed), "hard", thermal=True))
        assert surface.points[RING:-RING, RING:-RING, 2].min() == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("seed", range(8))
def test_the_way_back_meets_the_way_there(seed: int) -> None:
    surface = bent(np.random.default_rng(seed), 80, 150, bend_of(Random(seed), "medium", thermal=True))
    mesh = seen(Lens(width=1200, height=1600, focal=1200, distance=190, tilt=14, azimuth=seed * 40, roll=seed * 20), surface, (80, 150))
    across, down = mesh.back((0, 0, 1200, 1600))
    nodes = np.stack([across - RING, down - RING], axis=-1) * surface.step
    inside = (nodes > 0).all(axis=-1) & (nodes < [80, 150]).all(axis=-1)
    y, x = np.nonzero(inside)
    there = mesh.at(nodes[y, x])
    miss = np.hypot(there[:, 0] - x - 0.5, there[:, 1] - y - 0.5)
    assert inside.mean() > 0.2
    assert np.percentile(miss, 99) < 0.5


def test_a_camera_turned_a_quarter_sees_the_text_turned_back() -> None:
    surface = bent(noise(), 80, 150, Bend())
    slopes = [
        slope_degrees(seen(Lens(width=1600, height=1600, focal=1200, distance=300, roll=roll), surface, (80, 150))) for roll in (0, 90, 180)
    ]
    assert slopes[:2] == pytest.approx([0, -90], abs=0.1)
    assert abs(slopes[2]) == pytest.approx(180, abs=0.1)


@pytest.mark.parametrize("level", ["easy", "medium"])
def test_marks_on_the_paper_are_found_where_the_truth_says(level: Level) -> None:
    """Black dots on white paper, photographed: each is within a pixel and a half of its place."""
    pixels = np.full((1200, 800, 3), 255, np.uint8)
    places = [(x, y) for x in range(100, 800, 150) for y in range(100, 1200, 200)]
    for x, y in places:
        pixels[y - 9 : y + 9, x - 9 : x + 9] = 0
    leaf = Leaf(pixels=pixels, width_mm=80.0, words=(Printed(text="x", box=(0, 0, 1, 1)),))
    for seed in range(3):
        rng = Random(seed)
        shot = replace(conditions(rng, level), long_side=1600, glare=0.0, motion=0.0)
        photo = photograph(np.random.default_rng(seed), [Laid(leaf=leaf, bend=bend_of(rng, level, thermal=True))], shot)
        dark = 255 - photo.pixels.astype(np.float32).mean(axis=2)
        for x, y in photo.meshes[0].at(places).tolist():
            patch = dark[int(y) - 28 : int(y) + 29, int(x) - 28 : int(x) + 29]
            weight = np.where(patch > (patch.min() + patch.max()) / 2, 1.0, 0.0)
            down, across = np.indices(patch.shape)
            assert abs((weight * across).sum() / weight.sum() + 0.5 + int(x) - 28 - x) < 1.5
            assert abs((weight * down).sum() / weight.sum() + 0.5 + int(y) - 28 - y) < 1.5
