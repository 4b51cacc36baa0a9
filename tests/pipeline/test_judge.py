"""A picture is judged in figures, and a person hears of it in words only where reading suffered."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.judge import judge, judged
from pipeline.prepare import scaled
from pipeline.sheet import Pixels, Sheet, plain_sheet


def printed(*, ink: int = 40, paper: int = 235, size: float = 1.0, left: int = 60) -> Pixels:
    pixels = np.full((900, 700, 3), paper, np.uint8)
    for row in range(12):
        text = f"ARTICLE {row}   {row},50"
        cv2.putText(pixels, text, (left, 80 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, size, (ink, ink, ink), 2, cv2.LINE_AA)
    return pixels


def page(*, confidence: float) -> Page:
    return Page(number=1, width=700, height=900, words=(Word(text="TOTAL", box=Box(0, 0, 9, 9), confidence=confidence),), source=Source.OCR)


def told(pixels: Pixels, *, confidence: float = 0.4) -> str:
    return " ".join(judged(plain_sheet(pixels, page=1), page(confidence=confidence)).flaws)


def seen(sheet: Sheet) -> tuple[float, float, float]:
    quality = judge(sheet)
    assert quality is not None
    return quality.letters, quality.blur, quality.contrast


def test_letters_are_measured_in_pixels_of_the_page() -> None:
    assert seen(plain_sheet(printed(), page=1))[0] == pytest.approx(20, abs=4)


def test_blur_widens_the_edges_of_letters() -> None:
    sharp, blurred = printed(), cv2.GaussianBlur(printed(), (0, 0), 4)

    assert seen(plain_sheet(np.asarray(blurred, np.uint8), page=1))[1] > 3 * seen(plain_sheet(sharp, page=1))[1]


def test_a_blurred_picture_that_read_badly_is_told_with_the_height_of_its_letters() -> None:
    assert "blurred" in told(np.asarray(cv2.GaussianBlur(printed(), (0, 0), 5), np.uint8))


def test_too_small_print_is_told() -> None:
    """It was enlarged to be read; a person hears of the pixels that they sent."""
    small = cv2.resize(printed(), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    enlarged = scaled(plain_sheet(np.asarray(small, np.uint8), page=1), 4.0)

    assert "too small in the picture" in " ".join(judged(enlarged, page(confidence=0.4)).flaws)


def test_a_dark_picture_and_faint_print_are_told() -> None:
    assert "too dark" in told(printed(paper=60, ink=10))
    assert "faint" in told(printed(paper=235, ink=212))


def test_print_that_runs_out_of_the_picture_is_told_with_its_side() -> None:
    assert "cut off at the left" in told(printed(left=-12))


def test_a_picture_that_was_read_surely_is_not_blamed() -> None:
    assert told(np.asarray(cv2.GaussianBlur(printed(), (0, 0), 5), np.uint8), confidence=0.97) == ""


def test_a_picture_in_which_no_word_was_found_is_told_why() -> None:
    empty = replace(page(confidence=0.4), words=())
    found = judged(plain_sheet(printed(paper=60, ink=10), page=1), empty)

    assert "too dark" in " ".join(found.flaws)
    assert found.quality
    assert found.quality.paper < 70


def test_an_empty_picture_is_not_judged() -> None:
    assert judge(plain_sheet(np.full((300, 300, 3), 250, np.uint8), page=1)) is None
