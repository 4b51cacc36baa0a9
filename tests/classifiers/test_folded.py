from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from classifiers.folded import folded


def test_a_number_sign_is_a_word() -> None:
    assert folded("N°12") == " NO 12 "


def test_dots_of_an_abbreviation_go() -> None:
    assert folded("T.V.A. 20 %") == " TVA 20 "


def test_arabic_letters_are_unified() -> None:
    assert folded("فاتورة") == folded("فاتوره")


@given(st.text(max_size=60))
def test_words_have_one_blank_around_each(text: str) -> None:
    line = folded(text)
    assert line.startswith(" ")
    assert line.endswith(" ")
    assert "  " not in line.strip()
