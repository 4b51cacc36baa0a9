"""Several receipts in one photo become several sheets, and one receipt is never cut in two."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from domain.geometry import Box
from domain.page import Page
from pipeline.marks import find_marks, slope_degrees
from pipeline.papers.view import look
from pipeline.recognize import Quads
from pipeline.seek import COARSE, _tiles, runs_in
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.split import laid_flat, split


class Finder:
    """Finds a run of text wherever a letter stands: what lies on the table here is plain."""

    def find_text(self, pixels: Pixels) -> Quads:
        left, top, right, bottom = find_marks(pixels).boxes.T
        return np.stack([left, top, right, top, right, bottom, left, bottom], axis=1).reshape(-1, 4, 2).astype(np.float32)

    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("nothing is read to split a picture")

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nothing is read to split a picture")


class LineFinder(Finder):
    """Finds whole lines, as a detector does, in a copy that is 1280 pixels long at most."""

    def find_text(self, pixels: Pixels) -> Quads:
        seen = look(pixels, side=1280)
        ink = np.zeros(seen.pixels.shape[:2], np.uint8)
        for left, top, right, bottom in find_marks(seen.pixels).boxes.astype(int):
            ink[top:bottom, left - 8 : right + 8] = 1
        _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
        left, top, width, height = stats[1:, :4].T
        right, bottom = left + width, top + height
        return (np.stack([left, top, right, top, right, bottom, left, bottom], axis=1).reshape(-1, 4, 2) / seen.scale).astype(np.float32)


def receipt(title: str, width: int = 420, height: int = 760) -> Pixels:
    pixels = np.full((height, width, 3), 245, np.uint8)
    for row in range(10):
        text = title if row == 0 else f"ARTICLE {row}  {row},50"
        cv2.putText(pixels, text, (40, 80 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (40, 40, 40), 2, cv2.LINE_AA)
    return pixels


def table(*receipts: tuple[Pixels, float, float, float]) -> Pixels:
    """Receipts on a dark table, each with its middle and the degrees by which it is turned."""
    grain = np.random.default_rng(5).integers(60, 90, (1200, 1800, 1), np.uint8)
    pixels = np.repeat(grain, 3, axis=2)
    for paper, x, y, degrees in receipts:
        height, width = paper.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        matrix[:, 2] += [x - width / 2, y - height / 2]
        warped = cv2.warpAffine(paper, matrix, (1800, 1200))
        mask = cv2.warpAffine(np.full(paper.shape[:2], 255, np.uint8), matrix, (1800, 1200))
        pixels = np.where(mask[..., None] > 128, warped, pixels)
    return pixels


def print_without_border(pixels: Pixels, *, left: int) -> None:
    """Ten lines of text on the bare table: a receipt whose paper is as dark as what it lies on."""
    for row in range(10):
        cv2.putText(pixels, f"SANS BORD {row},90", (left, 300 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2, cv2.LINE_AA)


def middles(pixels: Pixels) -> list[tuple[float, float]]:
    """Where the middle of each part lies on the shown page."""
    found = []
    for part in split(plain_sheet(pixels, page=1), Finder()):
        box = part.shown(Box(0, 0, part.width, part.height))
        found.append((box.center_x, box.center_y))
    return found


def test_two_receipts_side_by_side_are_two_sheets_from_left_to_right() -> None:
    found = middles(table((receipt("DROITE"), 1300, 560, 0), (receipt("GAUCHE"), 450, 640, 0)))

    assert found == [pytest.approx((450, 640), abs=12), pytest.approx((1300, 560), abs=12)]


def test_a_long_receipt_comes_before_the_short_one_on_its_right_that_begins_higher() -> None:
    found = middles(table((receipt("COURT", 420, 460), 1300, 330, 0), (receipt("LONG", 420, 900), 450, 680, 0)))

    assert [x < 900 for x, _ in found] == [True, False]


def test_rows_come_before_columns() -> None:
    small = receipt("PETIT", 400, 460)
    found = middles(table((small, 1300, 900, 0), (small, 400, 880, 0), (small, 1250, 300, 0), (small, 450, 320, 0)))

    assert [(x > 900, y > 600) for x, y in found] == [(False, False), (True, False), (False, True), (True, True)]


@pytest.mark.parametrize("degrees", [-11, 7, 14])
def test_a_receipt_that_lies_askew_is_cut_level(degrees: float) -> None:
    parts = split(plain_sheet(table((receipt("UN"), 450, 600, degrees), (receipt("DEUX"), 1300, 600, 0)), page=1), Finder())

    assert len(parts) == 2
    assert abs(parts[0].width - 438) < 14  # with a narrow margin
    assert abs(parts[0].height - 778) < 14


def test_one_receipt_on_a_table_is_laid_flat() -> None:
    (part,) = split(plain_sheet(table((receipt("SEUL"), 900, 600, 8)), page=1), Finder())

    assert abs(slope_degrees(find_marks(part.pixels))) < 0.5
    assert abs(part.width - 438) < 14
    assert (part.shown_width, part.shown_height) == (1800, 1200)


def test_a_page_of_several_is_laid_flat_where_it_is_a_photograph_of_one_sheet() -> None:
    flat = laid_flat(plain_sheet(table((receipt("SEULE"), 900, 600, 8)), page=2), Finder())

    assert abs(slope_degrees(find_marks(flat.pixels))) < 0.5
    assert (flat.page, flat.shown_width, flat.shown_height) == (2, 1800, 1200)


def test_a_page_of_several_that_shows_two_sheets_or_is_a_scan_stays_whole() -> None:
    two = plain_sheet(table((receipt("UN"), 450, 600, 0), (receipt("DEUX"), 1300, 600, 0)), page=1)
    scan = plain_sheet(np.full((1200, 900, 3), 255, np.uint8), page=1)

    assert laid_flat(two, Finder()) is two
    assert laid_flat(scan, Finder()) is scan


def test_a_scan_on_white_stays_whole() -> None:
    page = np.full((1200, 1800, 3), 255, np.uint8)
    page[200:960, 100:520], page[200:960, 1000:1420] = receipt("UN"), receipt("DEUX")
    sheet = plain_sheet(page, page=1)

    assert split(sheet, Finder()) == (sheet,)


class Unasked(Finder):
    """A detector that nobody may ask."""

    def find_text(self, pixels: Pixels) -> Quads:
        raise AssertionError("there is no sheet to be sought here")


def test_no_sheet_is_sought_on_a_scan_of_grey_paper_from_edge_to_edge() -> None:
    """Detection is a quarter of reading, and would find that nothing lies beside the text."""
    pixels = cv2.resize(receipt("TICKET"), (1200, 2170))
    pixels = np.asarray(np.maximum(pixels, 60) * 0.85, np.uint8)
    sheet = plain_sheet(pixels, page=1)

    assert split(sheet, Unasked()) == (sheet,)


def test_a_blank_card_beside_a_receipt_is_no_second_receipt() -> None:
    sheet = plain_sheet(table((receipt("UN"), 450, 600, 0), (np.full((500, 400, 3), 240, np.uint8), 1300, 600, 0)), page=1)

    assert len(split(sheet, Finder())) == 1


def test_the_half_of_a_receipt_that_lies_in_shadow_belongs_to_it() -> None:
    """The lower part lies in a shadow as dark as the table: only the upper part is seen as paper."""
    pixels = table((receipt("HAUT", 420, 760), 500, 560, 0))
    pixels[560:940, 290:710] = pixels[560:940, 290:710] // 3

    (part,) = split(plain_sheet(pixels, page=1), LineFinder())

    seen = part.shown(Box(0, 0, part.width, part.height))
    assert seen.left == pytest.approx(290, abs=30)
    assert seen.right == pytest.approx(710, abs=30)
    assert seen.top == pytest.approx(180, abs=30)
    assert 810 < seen.bottom < 1000  # the last line ends at 805


def test_two_receipts_that_end_in_one_shadow_stay_two() -> None:
    """Their lower lines lie together, beside no sheet that was seen; each goes back to the receipt above it."""
    pixels = table((receipt("UN"), 440, 560, 0), (receipt("DEUX"), 940, 560, 0))
    pixels[560:1000, 200:1200] = pixels[560:1000, 200:1200] // 3

    parts = split(plain_sheet(pixels, page=1), LineFinder())

    seen = [part.shown(Box(0, 0, part.width, part.height)) for part in parts]
    assert [box.center_x for box in seen] == [pytest.approx(440, abs=30), pytest.approx(940, abs=30)]
    assert all(box.bottom > 810 for box in seen)


def test_a_receipt_of_which_no_border_is_seen_is_not_drawn_into_the_one_beside_it() -> None:
    pixels = table((receipt("UN"), 450, 600, 0))
    print_without_border(pixels, left=700)

    parts = split(plain_sheet(pixels, page=1), LineFinder())

    assert len(parts) == 2
    assert abs(parts[0].width - 438) < 30


def test_a_light_spot_on_a_page_of_text_is_no_sheet() -> None:
    """The gloss of a marking pen on a grey scan; above and below it the receipt goes on."""
    pixels = np.full((1200, 1800, 3), 205, np.uint8)
    pixels[500:640, 700:1150] = 252
    for row in range(16):
        if row in (6, 8):
            continue
        cv2.putText(pixels, f"ARTICLE {row}  {row},50", (720, 90 + 70 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (30, 30, 30), 2, cv2.LINE_AA)
    sheet = plain_sheet(pixels, page=1)

    assert split(sheet, Finder()) == (sheet,)


class Blind(Finder):
    """A detector that sees no text."""

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)


def test_a_picture_of_specks_without_any_text_stays_whole() -> None:
    """The grain of a table is ink to the eye of a threshold, and no text to the detector."""
    pixels = np.full((1200, 1800, 3), 120, np.uint8)
    pixels[:, :900] = 80
    for x, y in np.random.default_rng(2).integers([10, 10], [1790, 1190], (900, 2)).tolist():
        cv2.circle(pixels, (x, y), 5, (40, 40, 40), -1)
    sheet = plain_sheet(pixels, page=1)

    assert split(sheet, Blind()) == (sheet,)


class EveryLine(LineFinder):
    """Finds lines that are darker than their ground, and lighter ones."""

    def find_text(self, pixels: Pixels) -> Quads:
        return np.concatenate([super().find_text(pixels), super().find_text(np.subtract(255, pixels, dtype=np.uint8))])


def test_a_title_white_on_a_band_as_dark_as_the_table_is_not_cut_away() -> None:
    """The band has no edge to be seen, and its letters are no ink to the eye of a threshold."""
    pixels = np.full((1200, 1800, 3), 70, np.uint8)
    pixels[300:1060, 600:1020] = receipt("FACTURE")
    cv2.putText(pixels, "COMPAGNIE DES EAUX", (640, 270), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (250, 250, 250), 3, cv2.LINE_AA)

    (part,) = split(plain_sheet(pixels, page=1), EveryLine())

    seen = part.shown(Box(0, 0, part.width, part.height))
    assert seen.top < 238
    assert seen.bottom == pytest.approx(1060, abs=30)


def test_light_fields_between_the_rules_of_a_receipt_are_no_sheets() -> None:
    """Each holds a line or two, and most of the text stands close beside them."""
    pixels = np.full((1200, 1800, 3), 205, np.uint8)
    pixels[260:390, 700:1150] = pixels[680:810, 700:1150] = 252
    for row in range(16):
        cv2.putText(pixels, f"ARTICLE {row}  {row},50", (720, 90 + 70 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (30, 30, 30), 2, cv2.LINE_AA)

    (part,) = split(plain_sheet(pixels, page=1), Finder())

    seen = part.shown(Box(0, 0, part.width, part.height))
    assert seen.left < 720
    assert seen.top < 60
    assert seen.right > 1080
    assert seen.bottom > 1150


def test_text_apart_from_every_sheet_is_a_sheet_of_its_own() -> None:
    pixels = table((receipt("UN"), 450, 600, 0))
    print_without_border(pixels, left=1200)

    parts = split(plain_sheet(pixels, page=1), Finder())

    assert len(parts) == 2
    apart = parts[1].shown(Box(0, 0, parts[1].width, parts[1].height))
    assert 700 < apart.left < 1200
    assert apart.right > 1540


@pytest.mark.parametrize("value", [0, 127, 255])
def test_a_plain_picture_is_one_sheet(value: int) -> None:
    sheet = plain_sheet(np.full((300, 200, 3), value, np.uint8), page=1)

    assert split(sheet, Finder()) == (sheet,)


class ShortSighted(Finder):
    """Sees no line in a small copy, and tells of each picture that it is shown how large it was."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, ...]] = []

    def find_text(self, pixels: Pixels) -> Quads:
        self.shown.append(pixels.shape[:2])
        return super().find_text(pixels) if max(pixels.shape[:2]) > 1000 else np.zeros((0, 4, 2), np.float32)


def test_text_too_tiny_for_the_detector_is_looked_at_closer() -> None:
    """In a small copy no line is seen, in the picture itself none that is high enough to be trusted: then in tiles, at twice the size."""
    pixels = np.full((2000, 2560, 3), 240, np.uint8)
    for row in range(40):
        cv2.putText(pixels, f"article {row} du catalogue", (780, 380 + 32 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (30, 30, 30), 1)
    finder, sheet = ShortSighted(), plain_sheet(pixels, page=1)
    view = look(pixels)

    runs = runs_in(sheet, view, finder, side=COARSE)

    assert finder.shown[:2] == [(575, 736), (2000, 2560)]
    assert finder.shown[2:] == [(1280, 1280)] * 6
    assert runs.reshape(-1, 2).min(axis=0) / view.scale == pytest.approx([780, 370], abs=12)


def test_tiles_cover_a_length_and_each_run_is_taken_from_one_of_them() -> None:
    tiles = _tiles(2560)

    assert (tiles[0][0], tiles[-1][0] + 1280) == (0, 2560)
    assert all(start + 1280 - after >= 80 - 1 for start, _, after in tiles[:-1])
    assert [before for _, before, _ in tiles[1:]] == [after for _, _, after in tiles[:-1]]


def test_a_receipt_on_a_striped_cloth_as_light_as_itself_stays_whole() -> None:
    """Every second stripe is as light as the paper, whose border is not to be seen there: each stripe may be a sheet as well."""
    stripes = np.where(np.arange(1200) // 150 % 2 == 0, 238, 190).astype(np.uint8)
    pixels = np.ascontiguousarray(np.broadcast_to(stripes[:, None, None], (1200, 1800, 3)))
    for x, y in np.random.default_rng(2).integers([10, 10], [1790, 1190], (900, 2)).tolist():
        cv2.circle(pixels, (x, y), 5, (130, 130, 130), -1)
    pixels[220:1080, 600:1020] = 238
    for row in range(10):
        cv2.putText(pixels, f"ARTICLE {row}  {row},50", (640, 290 + 80 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (40, 40, 40), 2, cv2.LINE_AA)
    sheet = plain_sheet(pixels, page=1)

    assert split(sheet, LineFinder()) == (sheet,)


@pytest.mark.parametrize("lower", [120, 180])
def test_two_receipts_that_touch_are_one_light_shape_and_yet_two_sheets(lower: int) -> None:
    """Their shape has about four corners; a thin shadow runs between them, and no line of print across it."""
    pixels = table((receipt("GAUCHE"), 450, 500, 0))
    top = 120 + lower
    pixels[top : top + 760, 660:1080] = receipt("DROITE")
    pixels[top:880, 656:660] = 205

    parts = split(plain_sheet(pixels, page=1), LineFinder())

    left, right = (part.shown(Box(0, 0, part.width, part.height)) for part in parts)
    assert left.left == pytest.approx(240, abs=30)
    assert 588 < left.right < 690  # its print ends at 585, that of its neighbour begins at 700
    assert (right.left, right.right) == pytest.approx((660, 1080), abs=30)


class NearSighted(LineFinder):
    """Sees tiny print only where it is shown alone."""

    def find_text(self, pixels: Pixels) -> Quads:
        runs = super().find_text(pixels)
        return runs if max(pixels.shape[:2]) < 600 else runs[runs[:, 0, 0] < 0.6 * pixels.shape[1]]


def test_a_small_receipt_whose_print_is_too_tiny_for_the_detector_is_looked_at_alone() -> None:
    small = cv2.resize(receipt("PETIT"), (170, 300), interpolation=cv2.INTER_AREA)
    pixels = table((receipt("GRAND"), 450, 600, 0), (np.asarray(small, np.uint8), 1400, 600, 0))

    cv2.circle(pixels, (900, 1100), 60, (245, 245, 245), 30)  # something for which the detector is asked
    cv2.putText(pixels, "DANS L'OMBRE", (250, 1080), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (200, 200, 200), 2, cv2.LINE_AA)

    assert len(split(plain_sheet(pixels, page=1), NearSighted())) == 2
