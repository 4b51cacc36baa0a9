"""Where nothing answers exactly, what comes near is shown, and said to be only near."""

from __future__ import annotations

import pytest

from search.finding import Found, find
from search.index import SearchIndex
from search.query import Query, parse_query
from tests.search.cards import CARDS, TODAY, card
from tests.search.conftest import Opening


@pytest.fixture
def index(opening: Opening) -> SearchIndex:
    opened = opening()
    opened.put([*CARDS, card("night", text="Nuitée chambre double à Lyon", seller_name="Ibis")])
    return opened


def find_in(index: SearchIndex, sentence: str) -> Found:
    return find(index, parse_query(sentence, today=TODAY), company="default", today=TODAY)


def test_a_document_without_its_category_is_found_by_the_words_that_name_it(index: SearchIndex) -> None:
    found = find_in(index, "hôtel à Lyon")

    assert found.near
    assert [hit.card.document_id for hit in found.answer.hits] == ["night"]
    assert found.query.category is None


def test_what_answers_exactly_is_never_widened(index: SearchIndex) -> None:
    assert not find_in(index, "factures d'énergie").near


def test_a_question_of_how_much_is_answered_exactly_or_not_at_all(index: SearchIndex) -> None:
    found = find_in(index, "combien avons-nous dépensé en hôtel ?")

    assert not found.near
    assert found.answer.total == 0


def test_other_filters_hold_for_what_comes_near_too(index: SearchIndex) -> None:
    assert find_in(index, "hôtel de l'année dernière").answer.total == 0


def test_the_words_that_named_a_kind_are_no_part_of_the_published_query() -> None:
    query = parse_query("factures d'électricité", today=TODAY)

    assert query.wording == "electricite"
    assert "wording" not in query.as_json()
    assert query == Query(document_type="invoice", category="energy")
