"""A sentence is understood as its author meant it, and nothing that is typed is an error."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import Query, parse_query

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
SELLERS = tuple((HERE / "sellers.txt").read_text(encoding="utf-8").split("\n"))
CASES = [json.loads(line) for line in (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["query"] for case in CASES])
def test_a_sentence_is_understood(case: dict[str, object]) -> None:
    assert parse_query(str(case["query"]), today=TODAY, sellers=SELLERS).as_json() == case["expected"]


@given(st.text(max_size=300))
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
