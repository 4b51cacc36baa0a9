"""The learned model of words: small, read with NumPy alone, and no surer than it may be."""

from __future__ import annotations

import math
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.learned import features_of, from_json, model, to_json
from domain.kinds import Category


def best(seller: str, lines: str = "") -> Category:
    odds = model().log_odds(features_of(seller, lines, ""))
    return max(odds, key=lambda category: odds[category])


@pytest.mark.parametrize(
    ("seller", "lines", "category"),
    [
        ("PAPETERIES DU PORT", "", Category.OFFICE_SUPPLIES),
        ("SARL MARTIN", "ASSURANCES MULTIRISQUES", Category.INSURANCE),
        ("RESTAURATION DU LAC", "", Category.MEALS),
        ("ETS PETIT", "HONORAIRE COMPTABLES", Category.FEES),
    ],
)
def test_a_bent_word_still_speaks(seller: str, lines: str, category: Category) -> None:
    assert best(seller, lines) is category


def test_words_that_it_never_met_say_nothing() -> None:
    assert model().log_odds(features_of("ZXQW", "BRLGH", "")) == {}


def test_every_category_is_known_to_it() -> None:
    assert set(model().categories) == set(Category)


def test_the_weights_are_small() -> None:
    path = resources.files("classifiers").joinpath("category-weights.json")
    assert len(path.read_bytes()) < 1_000_000


@given(st.text(max_size=80), st.text(max_size=200))
def test_its_probabilities_add_up_for_any_text(seller: str, lines: str) -> None:
    odds = model().log_odds(features_of(seller, lines, lines))
    assert not odds or abs(sum(map(math.exp, odds.values())) - 1) < 1e-9


def test_weights_come_back_as_they_were_written_but_for_the_rounding() -> None:
    weights = np.array([[1.0, -0.5], [0.25, 0.0]])
    read = from_json(to_json(["w:A", "w:B"], ["goods", "other"], weights, np.array([0.1, -0.1])))

    assert np.abs(read.weights - weights).max() <= 1 / 127
    assert to_json(["w:A", "w:B"], ["goods", "other"], weights, np.array([0.1, -0.1])) == to_json(
        ["w:A", "w:B"], ["goods", "other"], weights, np.array([0.1, -0.1])
    )
