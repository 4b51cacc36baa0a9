"""Words become lines in reading order, on pages that lie level and on pages that do not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.layout import lines_of, tilt_degrees, transcribe

RECEIPT = (
    ("BOULANGERIE MARTIN",),
    ("12 RUE DES LILAS",),
    ("PAIN COMPLET", "2,10"),
    ("CROISSANT X4", "4,80"),
    ("CAFE", "1,90"),
    ("TOTAL TTC", "8,80"),
    ("CARTE BANCAIRE", "8,80"),
    ("MERCI DE VOTRE VISITE",),
)
"""Each line is what stands at the left, and what stands at the far right."""

CHARACTER, HEIGHT, PITCH, RIGHT_EDGE = 14.0, 26.0, 40.0, 620.0


def printed(lines: tuple[tuple[str, ...], ...]) -> list[tuple[str, float, float]]:
    """Words with the left end and the height of their middle on a level page."""
    words = []
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            x = 20.0 if column == 0 else RIGHT_EDGE - CHARACTER * len(text)
            for word in text.split():
                words.append((word, x, 50 + PITCH * row))
                x += CHARACTER * (len(word) + 1)
    return words


def page(lines: tuple[tuple[str, ...], ...], *, tilt: float = 0.0, number: int = 1) -> Page:
    """The page, turned by `tilt` degrees: each box is the upright one around the sloping word."""
    sine, cosine = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))
    words = []
    for text, left, middle in printed(lines):
        width = CHARACTER * len(text)
        x, y = left + width / 2, middle
        center = (400 + x * cosine - y * sine, 400 + x * sine + y * cosine)
        half = (width / 2 * cosine + HEIGHT / 2 * abs(sine), width / 2 * abs(sine) + HEIGHT / 2 * cosine)
        words.append(Word(text=text, box=Box(center[0] - half[0], center[1] - half[1], center[0] + half[0], center[1] + half[1])))
    words.sort(key=lambda word: hash(word.text))
    return Page(number=number, width=1600, height=1600, words=tuple(words), source=Source.OCR)


def texts(page: Page) -> list[str]:
    return [line.text for line in lines_of(page)]


EXPECTED = [" ".join(line) for line in RECEIPT]


def test_a_price_joins_its_label_across_the_page() -> None:
    assert texts(page(RECEIPT)) == EXPECTED


@pytest.mark.parametrize("tilt", [-12, -6, -4, -1.5, 1, 2.5, 4, 8, 14])
def test_a_tilted_receipt_keeps_its_lines(tilt: float) -> None:
    assert texts(page(RECEIPT, tilt=tilt)) == EXPECTED


@settings(max_examples=60, deadline=None)
@given(st.floats(min_value=-14, max_value=14))
def test_the_tilt_of_a_page_is_found_to_half_a_degree(tilt: float) -> None:
    assert tilt_degrees(page(RECEIPT, tilt=tilt).words) == pytest.approx(tilt, abs=0.5)


def test_three_words_say_nothing_of_the_tilt() -> None:
    assert tilt_degrees(page((("UN DEUX TROIS",),), tilt=5).words) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 1500), st.integers(1, 90), st.integers(1, 60)), max_size=60))
def test_every_word_stands_in_exactly_one_line(boxes: list[tuple[int, int, int, int]]) -> None:
    words = tuple(Word(text=f"w{i}", box=Box(x, y, x + w, y + h)) for i, (x, y, w, h) in enumerate(boxes))
    read = lines_of(Page(number=1, width=1600, height=1600, words=words, source=Source.OCR))

    assert sorted(word.text for line in read for word in line.words) == sorted(word.text for word in words)


def test_pages_come_in_their_order() -> None:
    transcript = transcribe([page((("PREMIERE",),), number=1), page((("SECONDE",),), number=2)])

    assert [(line.page, line.text) for line in transcript.lines] == [(1, "PREMIERE"), (2, "SECONDE")]


def test_an_empty_page_has_no_line() -> None:
    assert lines_of(Page(number=1, width=10, height=10, words=(), source=Source.OCR)) == ()


def test_words_too_close_in_height_to_tell_apart_do_not_swap_lines() -> None:
    """A small total under a tall one: each word goes with the nearest."""
    rows = (("TOTAL", "10,00"), ("TVA", "1,67"))

    assert texts(page(rows)) == ["TOTAL 10,00", "TVA 1,67"]
