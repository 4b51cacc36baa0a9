from __future__ import annotations

import json

import numpy as np
import pytest

from extractors.roles.features import LOOKED_AT, features
from extractors.roles.model import ADDRESS, NAME, forest, from_json, roles
from tests.extractors.printed import locale, printed
from training.letterheads import letterheads


def test_probabilities_of_a_line_sum_to_one() -> None:
    lines = printed("CAFE DES ARTS\n3 rue Pasteur\n39100 DOLE\nMerci").lines
    told = roles(lines, locale())
    assert told.shape == (4, 4)
    assert np.allclose(told.sum(axis=1), 1)


def test_no_lines_have_no_roles() -> None:
    assert roles((), locale()).shape == (0, 4)


def test_a_tree_asks_and_a_leaf_answers() -> None:
    told = {"roots": [0], "feature": [1, 0, 0], "threshold": [0.5, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, -2, 2]}
    tree = from_json(json.dumps({**told, "start": [0.0], "depth": 1}))
    assert tree.value[tree.left[0]] == -2
    assert tree.probabilities(np.array([[9.0, 0.0], [9.0, 1.0]])).shape == (2, 1)


def test_the_features_are_as_many_as_the_trees_ask_for() -> None:
    lines = printed("CAFE DES ARTS\n3 rue Pasteur").lines
    assert features(lines, locale()).shape[1] > forest().feature.max()


@pytest.mark.parametrize("language", ["fr", "de"])
def test_letterheads_never_seen_are_told(language: str) -> None:
    """Made up with another seed than those of the training: 90 % of the names and addresses at least."""
    heads = [head for head in letterheads(80, seed=4242) if head.language == language]
    right = []
    for head in heads:
        told = roles(head.lines[:LOOKED_AT], locale(language)).argmax(axis=1)
        wanted = np.array(head.roles[:LOOKED_AT])
        asked = (wanted == NAME) | (wanted == ADDRESS)
        right.append(float((told[asked] == wanted[asked]).mean()) if asked.any() else 1.0)
    assert np.mean(right) >= 0.9


def test_made_up_letterheads_follow_from_the_seed() -> None:
    assert list(letterheads(4, seed=3)) == list(letterheads(4, seed=3))
