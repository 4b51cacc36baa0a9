"""A wrong letter that was forgiven is put right in words; a word that is right is left alone."""

from __future__ import annotations

import pytest

from search.spelling import meant
from tests.search.cards import CARDS


@pytest.mark.parametrize(
    ("sentence", "words", "right"),
    [
        ("facture perseuse", "perseuse", "facture perceuse"),
        ("perceuses", "perceuses", ""),
        ("perce", "perce", ""),
        ("électrcité de mars", "électrcité", "électricité de mars"),
        ("zanzibar", "zanzibar", ""),
        ("", "", ""),
    ],
)
def test_a_misspelt_word_is_written_as_the_documents_write_it(sentence: str, words: str, right: str) -> None:
    assert meant(sentence, words, CARDS) == right
