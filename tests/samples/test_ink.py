"""The box of a printed word is its ink: no side has room left, and no ink lies beside all boxes."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samples import fonts
from samples.graphics import logo
from samples.ink import words_drawn_at, words_in
from samples.thermal import draw_strip_with_words
from samples.till import Row

pytestmark = pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")

ROWS = (
    Row(left="Thé vert - fÿ", right="1,20"),
    Row(left="une ancre .", align="center", scale=2),
    Row(left="TOTAL  T.T.C.", right="12,40", scale=2, bold=True, align="split"),
)


@pytest.mark.parametrize("face", fonts.TILLS)
def test_boxes_of_a_strip_are_tight_to_the_ink_and_hold_all_of_it(face: str) -> None:
    pixels, words = draw_strip_with_words(Random(1), ROWS, columns=32, face=face)
    assert [word.text for word in words] == "Thé vert - fÿ 1,20 une ancre . TOTAL T.T.C. 12,40".split()
    grey = np.asarray(pixels.min(axis=2), np.float32)
    beside = grey.copy()
    for word in words:
        left, top, right, bottom = map(int, word.box)
        inside = grey[top:bottom, left:right]
        # The strip is blurred by less than a pixel, and a worn head prints a fifth of black.
        for side in (inside[:2], inside[-2:], inside[:, :2], inside[:, -2:]):
            assert np.ptp(side) > 12 or inside.size < 200, word
        beside[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3] = 255
    assert beside.min() > 200


def test_white_letters_on_black_have_boxes_of_their_own() -> None:
    pixels, words = draw_strip_with_words(Random(1), (Row(left="OUVERT 7J/7", kind="inverse"),), columns=32, face="dejavu")
    assert [word.text for word in words] == ["OUVERT", "7J/7"]
    for word in words:
        left, top, right, bottom = map(int, word.box)
        for beside in (pixels[top:bottom, left - 6 : left - 3], pixels[top:bottom, right + 3 : right + 6]):
            assert beside.max() < 140, word
        assert pixels[top:bottom, left : left + 3].max() > 160


def test_a_face_of_dots_has_no_boxes_as_high_as_its_cells() -> None:
    _, words = draw_strip_with_words(Random(1), (Row(left="none ÉTÉ"),), columns=32, face="terminus")
    low, high = ((word.box[3] - word.box[1]) for word in words)
    assert low < 0.7 * high


def test_a_word_ends_with_its_ink_and_not_where_the_next_letter_would_begin() -> None:
    face = fonts.face(fonts.TILLS["dejavu"][0], 60)
    (word,) = words_drawn_at("x.", face, 10, 10, (200, 100))
    assert word.box[2] < 10 + face.getlength("x.") - 5


def test_a_stretched_drawing_is_cut_between_its_words() -> None:
    face = fonts.face(fonts.TILLS["dejavu"][0], 20)
    drawn = Image.new("L", (200, 40), 255)
    ImageDraw.Draw(drawn).text((0, 5), "ab  cd", font=face, fill=0)
    wide = drawn.resize((600, 40), Image.Resampling.NEAREST)
    plain = [word.box for word in words_in(drawn, "ab  cd", face)]
    assert [word.box for word in words_in(wide, "ab  cd", face, across=3)] == [(3 * a, b, 3 * c, d) for a, b, c, d in plain]


def test_a_word_that_left_no_ink_is_not_there() -> None:
    face = fonts.face(fonts.TILLS["dejavu"][0], 20)
    assert [word.text for word in words_drawn_at("ab cd", face, 0, 5, (30, 40))] == ["ab"]
    assert not list(words_drawn_at(" ", face, 0, 5, (30, 40)))


@pytest.mark.parametrize("name", ["BRICO DEPOT", "Le Petit Marché", "AUX DELICES"])
def test_the_words_of_a_logo_lie_within_it(name: str) -> None:
    box, words = logo(name, 700, 160)
    assert words
    assert all(0 <= w.box[0] < w.box[2] <= box.width and 0 <= w.box[1] < w.box[3] <= box.height for w in words)
