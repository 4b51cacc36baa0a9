"""The camera keeps what is printed, moves it as told, and never writes into the picture it was given."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from samples.camera import Shot, as_jpeg, as_scanned_pdf, photograph, scan
from samples.tables import TABLES, Picture

PAPER: Picture = np.full((600, 400, 3), 250, np.uint8)


def test_a_photograph_is_four_by_three_and_upright_for_one_paper() -> None:
    picture = photograph(np.random.default_rng(1), [PAPER], Shot(carelessness=0.2, long_side=400))
    assert picture.shape == (400, 300, 3)


def test_several_papers_lie_side_by_side_in_a_level_frame() -> None:
    picture = photograph(np.random.default_rng(1), [PAPER, PAPER], Shot(carelessness=0.2, long_side=400))
    assert picture.shape == (300, 400, 3)


def test_the_paper_covers_most_of_the_frame_and_the_table_the_rest() -> None:
    white, black = (np.full((600, 400, 3), tone, np.uint8) for tone in (255, 5))
    light = photograph(np.random.default_rng(3), [white], Shot(carelessness=0.1, long_side=400)).astype(int)
    dark = photograph(np.random.default_rng(3), [black], Shot(carelessness=0.1, long_side=400)).astype(int)
    covered = (np.abs(light - dark).mean(axis=2) > 60).mean()
    assert 0.35 < covered < 0.95


def test_a_scan_keeps_the_size_and_the_original() -> None:
    before = PAPER.copy()
    assert scan(np.random.default_rng(2), PAPER).shape == PAPER.shape
    assert np.array_equal(before, PAPER)


@pytest.mark.parametrize("make", TABLES)
def test_every_table_fills_the_frame(make: object) -> None:
    assert callable(make)
    surface = make(np.random.default_rng(1), 90, 60)
    assert surface.shape == (60, 90, 3)
    assert surface.std() > 0.5


def test_a_jpeg_may_say_that_it_lies_on_its_side() -> None:
    assert Image.open(io.BytesIO(as_jpeg(PAPER, orientation=6))).getexif()[0x0112] == 6


def test_a_scanned_pdf_has_a_page_for_each_picture() -> None:
    pdf = as_scanned_pdf([PAPER, PAPER])
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 2
    assert pdf == as_scanned_pdf([PAPER, PAPER])
