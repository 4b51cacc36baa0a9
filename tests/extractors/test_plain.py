from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.plain import labels_pattern, plain


@given(st.text())
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("printed", ["N° FACTURE", "No Facture :", "N. facture", "NUMERO FACTURE", "n°facture", "Numéro-facture"])
def test_a_number_is_announced_in_many_ways(printed: str) -> None:
    assert labels_pattern(("NO FACTURE",)).search(plain(printed))


def test_a_label_is_a_whole_word() -> None:
    assert not labels_pattern(("TEL",)).search("TORTELLINI")
    assert not labels_pattern(("CLIENT",)).search("CLIENTELE")


def test_an_abbreviation_may_bear_dots() -> None:
    assert labels_pattern(("TVA INTRA",)).search("T.V.A. INTRA : FR")


def test_no_label_matches_nothing() -> None:
    assert not labels_pattern(()).search("FACTURE")
