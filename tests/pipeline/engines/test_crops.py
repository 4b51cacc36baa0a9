"""Runs of text are cut out level, and what was read in them is cut into words."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines._crops import as_input, cut, is_standing, words_of
from pipeline.engines._decode import Character


def characters(text: str) -> list[Character]:
    return [Character(sign=sign, at=(i + 0.5) / len(text)) for i, sign in enumerate(text)]


def quad(left: float, top: float, right: float, bottom: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def test_a_word_ends_half_way_to_the_blank() -> None:
    assert [(text, round(start, 3), round(end, 3)) for text, start, end, _ in words_of(characters("AB CD"))] == [
        ("AB", 0.0, 0.4),
        ("CD", 0.6, 1.0),
    ]


def test_blanks_at_the_ends_belong_to_no_word() -> None:
    assert [text for text, *_ in words_of(characters("  TOTAL  8,80 "))] == ["TOTAL", "8,80"]


@given(st.text(alphabet="AB 1,€", max_size=30))
def test_words_follow_one_another_and_none_is_lost(text: str) -> None:
    found = list(words_of(characters(text)))
    edges = [edge for _, start, end, _ in found for edge in (start, end)]

    assert [word for word, *_ in found] == text.split()
    assert edges == sorted(edges)
    assert all(0 <= edge <= 1 for edge in edges)


def test_a_level_run_is_cut_as_it_stands() -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (60, 90, 3), np.uint8)
    crop = cut(pixels, quad(10, 20, 50, 40))

    assert crop.shape == (20, 40, 3)
    assert np.abs(crop.astype(int) - pixels[20:40, 10:50]).max() <= 1


def test_a_run_on_its_side_is_told_by_its_shape() -> None:
    assert list(is_standing(np.stack([quad(0, 0, 80, 20), quad(0, 0, 20, 80), quad(0, 0, 20, 25)]))) == [False, True, False]


def test_a_sloping_run_is_cut_level() -> None:
    pixels = np.full((200, 300, 3), 255, np.uint8)
    cv2.line(pixels, (50, 60), (250, 120), (0, 0, 0), 7)
    crop = cut(pixels, np.array([[54, 46], [254, 106], [246, 134], [46, 74]], np.float32))
    dark = np.flatnonzero((crop[:, 20:-20, 0] < 128).any(axis=1))

    assert dark.max() - dark.min() < 10


def test_a_word_is_as_sure_as_its_weakest_sign() -> None:
    signs = [Character("8", 0.2, 0.99), Character(",", 0.5, 0.4), Character("0", 0.8, 0.97)]

    assert [confidence for *_, confidence in words_of(signs)] == [0.4]


@pytest.mark.parametrize(("width", "height"), [(1, 1), (40, 20), (900, 30), (30000, 10), (3, 400)])
def test_the_recogniser_sees_few_different_widths(width: int, height: int) -> None:
    tensor, share = as_input(np.zeros((height, width, 3), np.uint8))

    assert tensor.shape[:3] == (1, 3, 48)
    assert 320 <= tensor.shape[3] <= 3200
    assert tensor.shape[3] % 32 == 0
    assert 0 < share <= 1
