"""A sheet that was moved by many steps is drawn once from its picture, each point where the steps lead."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.drawing import Drawing, Picture, whole
from pipeline.pixels import Pixels
from pipeline.way import Matrix, Mesh, Way

WIDTH, HEIGHT = 900, 1200


def spotted() -> Pixels:
    """A grey picture with a blue spot at (700, 250)."""
    pixels = np.full((HEIGHT, WIDTH, 3), 200, np.uint8)
    cv2.circle(pixels, (699, 249), 12, (0, 0, 255), -1)
    return pixels


def spot(pixels: Pixels) -> tuple[float, float]:
    rows, columns = np.nonzero((pixels[:, :, 2] > 215) & (pixels[:, :, 0] < 150))
    return float(columns.mean()) + 0.5, float(rows.mean()) + 0.5


def shift(x: float, y: float) -> Matrix:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]])


def turned(degrees: float) -> Matrix:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    turn = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
    return np.asarray(shift(WIDTH / 2, HEIGHT / 2) @ turn @ shift(-WIDTH / 2, -HEIGHT / 2))


def bow() -> Mesh:
    """Points of the upper edge and of the lower one lead 20 pixels down, those between lead farther."""
    across, down = np.meshgrid(np.linspace(0, WIDTH, 17), np.linspace(0, HEIGHT, 17))
    return Mesh(np.stack([across, down + 20 * np.sin(np.pi * down / HEIGHT)], axis=-1), WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "steps",
    [
        (shift(30.5, -40.25),),
        (turned(7.0),),
        (bow(),),
        (turned(-3.0), bow(), shift(12, 9), np.diag([2.0, 2.0, 1.0])),
        (np.diag([0.5, 0.5, 1.0]), turned(-4.0)),
    ],
)
def test_each_point_is_drawn_from_where_the_steps_lead(steps: tuple[Matrix | Mesh, ...]) -> None:
    drawing = whole(spotted())
    for step in steps:
        drawing = drawing.after(step, 2 * WIDTH, 2 * HEIGHT)

    assert drawing.way.lead([spot(drawing.pixels)])[0] == pytest.approx((699.5, 249.5), abs=0.6)


def test_many_steps_blur_no_more_than_one() -> None:
    """A fine grid, led around and back to where it was, is as sharp as after one step to and fro."""
    grid = np.full((400, 400, 3), 255, np.uint8)
    grid[::4] = 0
    once = whole(grid).after(shift(0.5, 0.5), 380, 380)
    often = whole(grid)
    for by in (0.3, -0.7, 0.4, 0.5):
        often = often.after(shift(by, by), 380, 380)

    assert np.abs(often.pixels.astype(int) - once.pixels).max() <= 1


@given(st.integers(0, 3), st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_the_picture_is_the_very_pixels(quarters: int, left: int, top: int) -> None:
    pixels = np.random.default_rng(3).integers(0, 255, (60, 90, 3), np.uint8)
    back = {
        0: shift(0, 0),
        1: np.array([[0, 1, 0], [-1, 0, 30], [0, 0, 1.0]]),
        2: np.array([[-1, 0, 50], [0, -1, 30], [0, 0, 1.0]]),
        3: np.array([[0, -1, 50], [1, 0, 0], [0, 0, 1.0]]),
    }[quarters]
    size = (50, 30) if quarters % 2 == 0 else (30, 50)
    part = whole(pixels).after(shift(left, top), 50, 30).after(back, *size)

    assert part.is_part
    assert np.array_equal(part.pixels, np.rot90(pixels[top : top + 30, left : left + 50], -quarters))


def test_what_is_drawn_anew_is_no_part() -> None:
    drawing = whole(spotted())
    assert not drawing.after(shift(0.5, 0), 100, 100).is_part
    assert not drawing.after(shift(-5, 0), 100, 100).is_part
    assert not drawing.after(np.diag([-1.0, 1.0, 1.0]) @ shift(-100, 0), 100, 100).is_part
    assert not drawing.after(bow(), WIDTH, HEIGHT).is_part


def test_a_small_drawing_is_the_drawing_made_small() -> None:
    """Whether the drawing was made before or not."""
    drawing = whole(spotted()).after(turned(5.0), WIDTH, HEIGHT)
    before = drawing.small(0.3)
    after = cv2.resize(drawing.pixels, before.shape[1::-1], interpolation=cv2.INTER_AREA)

    assert np.abs(before.astype(int) - after).mean() < 1
    assert spot(before) == pytest.approx(spot(drawing.small(0.3)), abs=0.7)


def test_a_fine_pattern_that_is_drawn_small_becomes_its_mean() -> None:
    """Every other pixel alone would be all black, or all white."""
    stripes = np.zeros((1200, 1200, 3), np.uint8)
    stripes[:, ::2] = 255
    small = Drawing(Picture(stripes), Way((np.array([[4.0, 0.02, 30], [-0.02, 4.0, 60], [0, 0, 1]]),)), 200, 200).pixels

    assert np.abs(small.astype(int) - 127).max() <= 3


def test_beyond_the_picture_its_edge_goes_on() -> None:
    drawing = whole(np.full((50, 50, 3), 77, np.uint8)).after(shift(-20, -20), 100, 100)
    assert (drawing.pixels == 77).all()
