from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from search import unknown
from search.query import Query, parse_query
from search.sentence import Sentence

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("à combien s'élèvent les loyers", Query(category="rent", aggregate="sum")),
        ("on cherche désespérément le bon de livraison du parquet", Query(document_type="delivery_note", text="parquet")),
        ("rappelle-moi les tickets de restaurant", Query(document_type="receipt", category="meals")),
        ("quelles dépenses Karim a-t-il faites en espèces ?", Query(payment_method="cash", submitted_by="Karim")),
    ],
)
def test_what_is_only_said_along_is_not_looked_for(text: str, understood: Query) -> None:
    assert parse_query(text, today=TODAY) == understood


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ramettes de mars 2025", "ramettes"),
        ("licence autocad en 2025", "autocad"),
        ("facture stylos et laser", "stylos laser"),
        ("les factures de gants et de casques", "gants casques"),
    ],
)
def test_a_thing_stays_to_be_looked_for(text: str, kept: str) -> None:
    assert set(kept.split()) <= set(parse_query(text, today=TODAY).text.split())


def test_words_alone_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "_pipeline", lambda: pytest.fail("spaCy was asked"))

    assert parse_query("perceuse visseuse", today=TODAY).text == "perceuse visseuse"
    assert parse_query("factures EDF de mars 2025", today=TODAY, sellers=("EDF",)).seller == "EDF"


def test_many_at_once_are_told_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _: parse_query("à combien s'élèvent les loyers", today=TODAY), range(64)))

    assert {query.text for query in told} == {""}


def test_words_that_were_typed_are_not_kept() -> None:
    for number in range(200):
        sentence = Sentence(f"combien les factures zq{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}x{'uvw'[number % 3]}")
        sentence.blank(0, 7)
        unknown.take_unknown(sentence, may_name=True)

    vocabulary = unknown._pipeline().vocab
    assert not any(word.startswith("zq") for word in vocabulary.strings)
