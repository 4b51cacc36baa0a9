"""Lines that bow or fan out are drawn level from the marks alone, and every point leads back to where it was seen."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.marks import find_marks
from pipeline.sheet import Pixels, plain_sheet
from pipeline.straighten import Bend, bend_of, moved, straightened

WIDTH, HEIGHT = 900, 1200


def page(*, fan: float = 0.0, bow: float = 0.0) -> Pixels:
    """A page of twelve lines; at its corners they are moved by `fan` pixels, and by `bow` at both sides, more than in the middle."""
    flat = np.full((HEIGHT, WIDTH, 3), 245, np.uint8)
    for row in range(12):
        text = f"ARTICLE {row} DU JOUR    {row},50 EUR"
        cv2.putText(flat, text, (60, 130 + 85 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (40, 40, 40), 3, cv2.LINE_AA)
    cv2.circle(flat, (800, 90), 8, (230, 0, 0), -1)
    rows, columns = np.indices(flat.shape[:2]).astype(np.float32)
    u, v = columns / (WIDTH / 2) - 1, rows / (HEIGHT / 2) - 1
    above = rows - fan * u * v - bow * u * u
    return np.asarray(cv2.remap(flat, columns, above, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def red_spot(pixels: Pixels) -> tuple[float, float]:
    rows, columns = np.nonzero((pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 80))
    return float(columns.mean()) + 0.5, float(rows.mean()) + 0.5


def unlevel(pixels: Pixels) -> float:
    """How far the feet of the letters of one line are apart, in the lines above and below: the worse of both."""
    boxes = find_marks(pixels).boxes
    feet = boxes[boxes[:, 3] - boxes[:, 1] > 20, 3]
    first, last = feet[feet < feet.min() + 75], feet[feet > feet.max() - 75]
    return max(float(np.percentile(line, 85) - np.percentile(line, 15)) for line in (first, last))


@pytest.mark.parametrize(("fan", "bow"), [(25, 0), (-25, 0), (0, 30), (0, -30), (20, 20)])
def test_lines_that_fan_out_or_bow_are_drawn_level_and_lead_back(fan: float, bow: float) -> None:
    sheet = plain_sheet(page(fan=fan, bow=bow), page=1)
    bend = bend_of(find_marks(sheet.pixels), 0.0)
    assert bend is not None

    flat = straightened(sheet, bend)

    assert unlevel(sheet.pixels) > 12
    assert unlevel(flat.pixels) < 6
    assert flat.to_shown.lead([red_spot(flat.pixels)])[0] == pytest.approx(red_spot(sheet.pixels), abs=2)


@pytest.mark.parametrize(("fan", "bow", "tilt"), [(0, -40, 40), (-25, 30, 40), (45, -40, -25)])
def test_lines_that_bend_and_slope_are_drawn_level_though_no_slope_was_seen(fan: float, bow: float, tilt: float) -> None:
    """The slope of straight lines through bent print may be far off: here none was found, and they fall by `tilt` at both sides."""
    bent = page(fan=fan, bow=bow)
    rows, columns = np.indices(bent.shape[:2]).astype(np.float32)
    above = rows - tilt * (columns / (WIDTH / 2) - 1)
    sloping = cv2.remap(bent, columns, above, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    sheet = plain_sheet(np.asarray(sloping, np.uint8), page=1)
    bend = bend_of(find_marks(sheet.pixels), 0.0)
    assert bend is not None
    assert unlevel(straightened(sheet, bend).pixels) < 6


def test_marks_are_moved_as_their_pixels_are() -> None:
    sheet = plain_sheet(page(fan=25, bow=20), page=1)
    marks = find_marks(sheet.pixels)
    bend = bend_of(marks, 0.0)
    assert bend is not None

    seen, told = find_marks(straightened(sheet, bend).pixels), moved(marks, bend, sheet)

    assert np.sort(told.middles[:, 1])[[0, -1]] == pytest.approx(np.sort(seen.middles[:, 1])[[0, -1]], abs=6)


def test_straight_lines_are_left_alone() -> None:
    assert bend_of(find_marks(page()), 0.0) is None


def test_a_few_marks_say_nothing_of_lines() -> None:
    pixels = page(bow=30)
    pixels[200:] = 245
    assert bend_of(find_marks(pixels), 0.0) is None


def test_nothing_is_moved_over_the_edge_of_the_sheet() -> None:
    """A bow of forty pixels moves the corners of a sheet without a margin beyond its upper and lower edge."""
    sheet = plain_sheet(page(bow=40), page=1)
    bend = Bend(np.array([0, 0, 40.0, 0, 0, 0]), np.array([WIDTH / 2, HEIGHT / 2]), np.array([WIDTH / 2, HEIGHT / 2]))

    flat = straightened(sheet, bend)

    border = flat.to_shown.lead(np.array([[0, 0], [flat.width / 2, 0], [0, flat.height], [flat.width / 2, flat.height]], float))
    assert border[:2, 1].max() <= 1
    assert border[2:, 1].min() >= HEIGHT - 1
