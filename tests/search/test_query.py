"""A sentence is understood as its author meant it, and nothing that is typed is an error."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.understanding import TESTS, TODAY, Case, cases, differences, sellers
from search.query import Query, parse_query

SELLERS = sellers()
# Whatever the words, and in whatever order: pieces of what people type, dates and amounts that do not exist.
PIECES = (
    *(word for case in cases(TESTS / "queries-own.jsonl") for word in case.sentence.split()),
    *("31/02/2026", "99/99/9999", "0000-00-00", "semaine 99", "T9", "du 31 au 30 février", "10^9", "-5 €", "1.2.3,4", "9" * 18 + " €"),
)
CASES = [case for path in sorted(TESTS.glob("queries*.jsonl")) for case in cases(path) if case.part not in ("unseen", "open")]


@pytest.mark.parametrize("case", CASES, ids=[case.sentence for case in CASES])
def test_a_sentence_is_understood(case: Case) -> None:
    assert differences(case) == {}


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    assert isinstance(parse_query(text, today=TODAY, sellers=SELLERS), Query)


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "1 " * 5_000, "de " * 3_000, "'; DROP TABLE documents; --", "🧾" * 500, "\x00\x1f\ud800", "31/02/2026"]
)
def test_hostile_sentences_are_only_words(text: str) -> None:
    assert isinstance(parse_query(text, today=TODAY, sellers=SELLERS), Query)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31)))
def test_the_last_month_ends_the_day_before_this_month_begins(today: date) -> None:
    last, this = (parse_query(f"factures {when}", today=today) for when in ("du mois dernier", "de ce mois-ci"))

    assert last.date_to is not None
    assert this.date_from is not None
    assert (this.date_from - last.date_to).days == 1


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("facture FA 2017 0010", Query(document_type="invoice", invoice_number="FA 2017 0010")),
        ("iPhone 15", Query(text="iPhone 15")),
        ("hôtel de Lyon", Query(text="Lyon", category="lodging")),
        ("tickets de karim", Query(document_type="receipt", submitted_by="Karim")),
        ("facture de Castorama", Query(document_type="invoice", text="Castorama")),
        ("factures du mois", Query(document_type="invoice", date_from=date(2026, 11, 1), date_to=date(2026, 11, 30))),
        ("mars dernier", Query(date_from=date(2026, 3, 1), date_to=date(2026, 3, 31))),
        ("novembre dernier", Query(date_from=date(2025, 11, 1), date_to=date(2025, 11, 30))),
        ("les achats du 15", Query(date_from=date(2026, 11, 15), date_to=date(2026, 11, 15))),
        ("avant le 25", Query(date_to=date(2026, 10, 24))),
        ("factures de plus de 60 jours", Query(document_type="invoice", date_to=date(2026, 9, 21))),
        ("deux mille cinq cents euros", Query(amount_min=Decimal("2500.00"), amount_max=Decimal("2500.00"), currency="EUR")),
        ("quatre-vingt-dix euros", Query(amount_min=Decimal("90.00"), amount_max=Decimal("90.00"), currency="EUR")),
        ("les factures Orange et SFR", Query(document_type="invoice", text="Orange SFR")),
        ("vendredi 13", Query(date_from=date(2026, 11, 13), date_to=date(2026, 11, 13))),
        ("première quinzaine de mars", Query(date_from=date(2026, 3, 1), date_to=date(2026, 3, 15))),
        ("facturs EDF de févrié", Query(seller="EDF", document_type="invoice", date_from=date(2026, 2, 1), date_to=date(2026, 2, 28))),
        ("cadeaux de Noël", Query(category="gifts", text="Noël")),
        ("carte grise", Query(text="carte grise")),
        ("pas plus de 60 €", Query(amount_max=Decimal("60.00"), currency="EUR")),
        ("commande 4500123", Query(document_type="purchase_order", invoice_number="4500123")),
        ("factures sauf celles de Engie", Query(document_type="invoice", text="-Engie")),
    ],
)
def test_forms_of_everyday_are_understood(text: str, understood: Query) -> None:
    assert parse_query(text, today=TODAY, sellers=SELLERS) == understood


def test_years_that_do_not_touch_are_not_joined() -> None:
    query = parse_query("factures 2022 et 2025", today=TODAY)

    assert (query.date_from, query.date_to) != (date(2022, 1, 1), date(2025, 12, 31))
