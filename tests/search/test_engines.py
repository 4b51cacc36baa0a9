"""What every search engine promises; the same tests run over each of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.index import FACETS, MONTHS, SearchIndex, Suggestion
from search.query import Query
from tests.search.cards import CARDS, TODAY, asked, card, counted, found
from tests.search.conftest import Opening


@pytest.fixture
def index(opening: Opening) -> SearchIndex:
    opened = opening()
    opened.put(CARDS)
    return opened


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("electricite", "edf"),
        ("L'ÉLECTRICITÉ", "edf"),
        ("l’électricité", "edf"),
        ("d'abonnement", "edf"),
        ("ABONNEMENTS", "edf"),
        ("perceuses", "till"),
        ("nougats abbaye", "moulin"),
        ("FA 2017 0010", "moulin"),
        ("FA-2017-0010", "moulin"),
        ("fa20170010", "moulin"),
        ("FA/2017/0010", "moulin"),
        ("0010", "moulin"),
        ("1 234,56", "till"),
        ("1\u202f234,56 €", "till"),
        ("1234.56", "till"),
        ("1.234,56", "till"),
        ("671,15", "moulin"),
        ("leroy", "till"),
        ("Karim", "till"),
        ("moulin.pdf", "moulin"),
    ],
)
def test_words_are_found_however_they_are_written(index: SearchIndex, text: str, wanted: str) -> None:
    assert found(index, text) == [wanted]


@pytest.mark.parametrize(
    "text", ["perseuse", "perceue", "percseuse", "perceusse", "pecreuse", "oerceuse", "electrcite", "visseusse perceuse"]
)
def test_one_wrong_letter_in_a_word_of_five_is_forgiven(index: SearchIndex, text: str) -> None:
    assert found(index, text)[0] in ("till", "edf")
    assert len(found(index, text)) == 1


@pytest.mark.parametrize("text", ["perzeusz", "merti", "0011", "1234,57"])
def test_two_wrong_letters_short_words_and_figures_are_not_forgiven(index: SearchIndex, text: str) -> None:
    index.put([card("short", text="merle")])

    assert "short" not in found(index, "mele"), "four letters bear no error"
    assert found(index, text) == []


def test_a_word_that_is_right_brings_nothing_that_only_resembles_it(index: SearchIndex) -> None:
    index.put([card("cradle", text="berceuse")])

    assert found(index, "perceuse") == ["till"]


@pytest.mark.parametrize("text", ["p", "per", "perce", "perceuse vis", "ler", "fa-20", "nougat abb"])
def test_while_typing_the_beginning_of_a_word_is_enough(index: SearchIndex, text: str) -> None:
    assert set(found(index, text)) & {"till", "moulin"}


def test_every_word_must_stand_in_a_hit_where_one_holds_them_all(index: SearchIndex) -> None:
    index.put([card("screw", text="perceuse vis"), card("drill", text="perceuse")])

    assert set(found(index, "perceuse visseuse")) == {"till"}


def test_where_no_hit_holds_them_all_any_of_the_words_will_do(index: SearchIndex) -> None:
    assert set(found(index, "perceuse nougat")) == {"till", "moulin"}


@pytest.mark.parametrize(
    ("text", "bears"),
    [("telecom", "Forfait mobile 20 Go"), ("déplacements", "Billet TGV Lyon-Paris"), ("encre", "Toner noir"), ("site", "nom de domaine")],
)
def test_a_word_of_the_trade_finds_what_documents_call_it(index: SearchIndex, text: str, bears: str) -> None:
    index.put([card("called", text=bears)])

    assert found(index, text) == ["called"]


def test_the_very_word_goes_before_one_that_stands_for_it(index: SearchIndex) -> None:
    index.put([card("meant", text="toner toner toner", issue_date=TODAY), card("said", text="cartouches d'encre et papier")])

    assert found(index, "encre") == ["said", "meant"]


def test_who_asks_for_the_narrower_word_does_not_get_the_wider(index: SearchIndex) -> None:
    index.put([card("plane", text="vol Paris-Alger"), card("train", text="train Paris-Lyon")])

    assert found(index, "train") == ["train"]


def test_within_a_category_the_documents_that_bear_its_wording_come_first(index: SearchIndex) -> None:
    index.put(
        [card("taxi", category="travel", text="course de taxi", issue_date=TODAY), card("rail", category="travel", text="TGV Paris-Lyon")]
    )

    assert found(index, category="travel", wording="train") == ["rail", "taxi"]
    assert found(index, category="travel", wording="train", sort="date_desc") == ["taxi", "rail"]
    assert asked(index, category="travel", wording="bateau").total == 2, "it filters nothing"


def test_words_behind_a_minus_must_not_stand_in_a_hit(index: SearchIndex) -> None:
    assert found(index, "-EDF", document_type="invoice") == ["moulin"]
    assert found(index, "perceuse -visseuse") == []


# ---------------------------------------------------------------- order


def test_a_number_that_stands_in_its_field_comes_before_one_in_the_text(index: SearchIndex) -> None:
    index.put([card("reminder", text="Rappel de la facture FA-2017-0010 et de FA-2017-0010", issue_date=date(2026, 1, 1))])

    assert found(index, "FA-2017-0010") == ["moulin", "reminder"]


def test_the_seller_weighs_more_than_a_line_and_a_line_more_than_the_text(index: SearchIndex) -> None:
    index.put([card("text", text="Bricorama vend des vis et des clous"), card("line", lines="carte Bricorama de fidélité annuelle"),
               card("seller", seller_name="Bricorama")])  # fmt: skip

    assert found(index, "bricorama") == ["seller", "line", "text"]


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("amount_desc", ["till", "moulin", "edf", "bare"]),
        ("amount_asc", ["edf", "moulin", "till", "bare"]),
        ("date_desc", ["till", "edf", "moulin", "bare"]),
        ("date_asc", ["moulin", "edf", "till", "bare"]),
    ],
)
def test_an_order_is_kept_and_what_has_no_value_comes_last(index: SearchIndex, sort: str, wanted: list[str]) -> None:
    index.put([card("bare")])

    assert found(index, sort=sort) == wanted


def test_the_largest_comes_first_and_a_limit_is_kept(index: SearchIndex) -> None:
    assert found(index, sort="amount_desc", limit=2) == ["till", "moulin"]


def test_pages_of_an_answer_follow_each_other_without_gap_or_repeat(index: SearchIndex) -> None:
    index.put([card(f"n{n:02}", seller_name="Naftal", text="gazole", issue_date=date(2026, 1, 1 + n % 3)) for n in range(25)])

    for query in (Query(seller="Naftal"), Query(text="gazole"), Query(seller="Naftal", sort="date_asc")):
        pages = [index.search(query, company="default", today=TODAY, limit=10, offset=start) for start in (0, 10, 20, 30)]
        ids = [hit.card.document_id for page in pages for hit in page.hits]

        assert len(ids) == len(set(ids)) == 25
        assert {page.total for page in pages} == {25}


# ---------------------------------------------------------------- filters


def test_filters_narrow_and_both_ends_of_a_range_are_included(index: SearchIndex) -> None:
    day, amount = date(2025, 3, 12), Decimal("612.40")

    assert found(index, seller="EDF", date_from=day, date_to=day, amount_min=amount, amount_max=amount) == ["edf"]
    assert found(index, date_from=day + timedelta(days=1), date_to=date(2026, 5, 1)) == []
    assert found(index, amount_min=Decimal("612.41"), amount_max=Decimal("671.14")) == []


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("document_type", "receipt", ["till"]),
        ("category", "energy", ["edf"]),
        ("payment_method", "card", ["till"]),
        ("submitted_by", "karim", ["till"]),
        ("seller", "leroy merlin", ["till"]),
        ("seller", "Merlin", ["till"]),
        ("seller", "Mer", []),
        ("invoice_number", "fa 2017 0010", ["moulin"]),
        ("invoice_number", "FA-2017", []),
        ("currency", "DZD", []),
        ("status", "validated", []),
    ],
)
def test_each_filter_holds_by_itself(index: SearchIndex, name: str, value: str, wanted: list[str]) -> None:
    assert found(index, **{name: value}) == wanted


def test_an_unpaid_invoice_past_its_due_date_is_overdue(index: SearchIndex) -> None:
    index.put([card("settled", amount_due=Decimal(0), due_date=date(2026, 1, 1)), card("soon", due_date=TODAY)])

    assert found(index, payment_status="overdue") == ["moulin"]
    assert set(found(index, payment_status="paid")) == {"till", "settled"}
    assert set(found(index, payment_status="unpaid")) == {"edf", "moulin", "soon"}


# ---------------------------------------------------------------- totals and facets


def test_totals_count_all_that_matched_not_only_the_page_shown(index: SearchIndex) -> None:
    index.put([card("dinars", currency="DZD", total_with_tax=Decimal("35000.10")), card("bare")])

    answer = index.search(Query(), company="default", today=TODAY, limit=1)

    assert len(answer.hits) == 1
    assert answer.total == 5
    assert answer.sums == {"EUR": Decimal("2518.11"), "DZD": Decimal("35000.10")}
    assert answer.priced == {"EUR": 3, "DZD": 1}


def test_sums_are_exact_to_the_smallest_coin(index: SearchIndex) -> None:
    index.put([card(f"cent{n}", seller_name="Cent", total_with_tax=Decimal("0.10")) for n in range(30)])

    index.put([card("millimes", seller_name="Cent", total_with_tax=Decimal("0.105"), currency="TND")])

    assert asked(index, seller="Cent").sums == {"EUR": Decimal("3.00"), "TND": Decimal("0.105")}


def test_sums_are_split_by_month_and_currency(index: SearchIndex) -> None:
    index.put([
        card("march", issue_date=date(2025, 3, 31), total_with_tax=Decimal("0.10")),
        card("back", issue_date=date(2025, 3, 1), total_with_tax=Decimal("-20.00"), document_type="credit_note"),
        card("dinars", issue_date=date(2025, 3, 2), total_with_tax=Decimal("35000.10"), currency="DZD"),
        card("undated", total_with_tax=Decimal("7.00")),
        card("unpriced", issue_date=date(2025, 3, 2)),
    ])  # fmt: skip

    months = [(each.month, each.currency, each.total, each.count) for each in asked(index).months]

    assert months == [
        ("2017-11", "EUR", Decimal("671.15"), 1),
        ("2025-03", "DZD", Decimal("35000.10"), 1),
        ("2025-03", "EUR", Decimal("592.50"), 3),
        ("2026-05", "EUR", Decimal("1234.56"), 1),
    ]
    assert [each.month for each in asked(index, "perceuse").months] == ["2026-05"]
    assert asked(index, "nowhere").months == ()


def test_of_many_months_the_latest_are_told(index: SearchIndex) -> None:
    many = [
        card(f"m{year}-{month}", seller_name="Many", issue_date=date(year, month, 1), total_with_tax=Decimal(1))
        for year in (2020, 2021, 2022)
        for month in range(1, 13)
    ]
    index.put(many)

    months = [each.month for each in asked(index, seller="Many").months]

    assert (months[0], months[-1], len(months)) == ("2021-01", "2022-12", MONTHS)


def test_facets_count_over_all_that_matched(index: SearchIndex) -> None:
    index.put([card("credit", document_type="credit_note", total_with_tax=Decimal("-15.00"), seller_name="EDF", status="validated")])

    answer = asked(index)

    assert set(answer.facets) == set(FACETS)
    assert counted(answer, "document_type") == {"invoice": 2, "receipt": 1, "credit_note": 1}
    assert counted(answer, "seller") == {"EDF": 2, "Au Bon Moulin": 1, "Leroy Merlin": 1}
    assert counted(answer, "month") == {"2025-03": 1, "2017-11": 1, "2026-05": 1}
    assert counted(answer, "status") == {"to_validate": 3, "validated": 1}
    assert counted(answer, "category") == {"energy": 1, "small_equipment": 1}
    assert counted(answer, "amount") == {"500..1000": 2, "1000..5000": 1, "..20": 1}
    assert counted(asked(index, "perceuse"), "seller") == {"Leroy Merlin": 1}


def test_the_most_frequent_value_of_a_facet_comes_first(index: SearchIndex) -> None:
    index.put([card(f"more{n}", seller_name="Naftal") for n in range(3)])

    assert asked(index).facets["seller"][0].value == "Naftal"


# ---------------------------------------------------------------- passages


def test_the_passage_that_matched_is_marked(index: SearchIndex) -> None:
    (hit,) = asked(index, "nougat").hits

    assert "«Nougat»" in hit.snippet
    assert hit.score > 0


def test_a_long_text_is_shown_around_what_matched(index: SearchIndex) -> None:
    index.put([card("long", text="avant " * 300 + "échafaudages " + "après " * 300)])

    (hit,) = asked(index, "échafaudage").hits

    assert "«échafaudages»" in hit.snippet
    assert len(hit.snippet) < 400


# ---------------------------------------------------------------- who may see


def test_another_company_is_never_seen(index: SearchIndex) -> None:
    answer = asked(index, seller="EDF")

    assert answer.total == 1
    assert answer.sums == {"EUR": Decimal("612.40")}
    assert counted(answer, "seller") == {"EDF": 1}
    assert found(index, "marteau") == []
    assert found(index, invoice_number="FA-2017-9999") == []
    assert "Leroy Merlin" not in index.sellers(company="autre")
    assert index.suggest("FA-2017", company="default") == (Suggestion(kind="number", text="FA-2017-0010"),)
    assert index.suggest("ler", company="autre") == ()


def test_a_word_of_another_company_changes_nothing_in_what_is_forgiven(index: SearchIndex) -> None:
    index.put([card("theirs", company="autre", text="perseuse")])

    assert found(index, "perseuse") == ["till"]


def test_who_may_see_only_his_own_sees_nothing_else(index: SearchIndex) -> None:
    answer = index.search(Query(), company="default", today=TODAY, only_by="Karim")

    assert [hit.card.document_id for hit in answer.hits] == ["till"]
    assert answer.total == 1
    assert answer.sums == {"EUR": Decimal("1234.56")}
    assert counted(answer, "seller") == {"Leroy Merlin": 1}
    assert index.search(Query(text="nougat"), company="default", today=TODAY, only_by="Karim").total == 0
    assert index.sellers(company="default", only_by="Karim") == ("Leroy Merlin",)
    assert index.suggest("fa", company="default", only_by="Karim") == ()
    assert index.suggest("edf", company="default", only_by="Karim") == ()
    assert index.search(Query(), company="default", today=TODAY, only_by="").total == 0, "nobody's name is not everybody"


# ---------------------------------------------------------------- suggestions


def test_sellers_and_numbers_are_suggested_by_their_beginning(index: SearchIndex) -> None:
    index.put([card("edf2", seller_name="EDF"), card("edition", seller_name="Éditions du Moulin", invoice_number="ED-77")])

    assert index.suggest("ed", company="default") == (
        Suggestion(kind="seller", text="EDF"),
        Suggestion(kind="seller", text="Éditions du Moulin"),
        Suggestion(kind="number", text="ED-77"),
    )
    assert {each.text for each in index.suggest("MOU", company="default")} == {"Au Bon Moulin", "Éditions du Moulin"}
    assert index.suggest("fa 2017 00", company="default") == (Suggestion(kind="number", text="FA-2017-0010"),)
    assert len(index.suggest("ed", company="default", limit=1)) == 1
    assert index.suggest("  ", company="default") == ()


def test_the_sellers_come_by_how_often_they_sell(index: SearchIndex) -> None:
    index.put([card("m2", seller_name="Leroy Merlin")])

    assert index.sellers(company="default")[0] == "Leroy Merlin"
    assert set(index.sellers(company="default")) == {"EDF", "Au Bon Moulin", "Leroy Merlin"}


# ---------------------------------------------------------------- keeping


def test_a_card_put_again_replaces_the_former(index: SearchIndex) -> None:
    index.put([card("edf", seller_name="EDF", status="validated", text="gaz")])

    assert found(index, "electricite") == []
    assert found(index, status="validated") == ["edf"]
    assert asked(index).total == 3


def test_what_is_removed_or_cleared_is_gone(index: SearchIndex) -> None:
    index.remove("edf")
    index.remove("never there")
    assert found(index, seller="EDF") == []
    assert not index.is_empty()

    index.clear()
    assert asked(index).total == 0
    assert index.is_empty()
    assert index.sellers(company="default") == ()


def test_an_index_made_anew_holds_what_was_put_meanwhile_and_nothing_else(index: SearchIndex) -> None:
    with index.renewal():
        index.put([card("edf", seller_name="EDF"), card("new", seller_name="Naftal")])

    assert set(found(index)) == {"edf", "new"}


def test_a_card_comes_back_as_it_was_put(index: SearchIndex) -> None:
    whole = card(
        "whole",
        seller_name="Naftal",
        buyer_name="Nous",
        invoice_number="N-1",
        issue_date=TODAY,
        due_date=TODAY,
        lines="gazole\nhuile",
        total_with_tax=Decimal("1.234"),
        amount_due=Decimal("1.00"),
        currency="TND",
        category="fuel",
        payment_method="cash",
    )
    index.put([whole])

    assert asked(index, seller="Naftal").hits[0].card == whole


def test_what_another_process_files_is_seen_at_once(index: SearchIndex, opening: Opening) -> None:
    other = opening()
    assert found(other, seller="EDF") == ["edf"]

    index.put([card("late", seller_name="EDF", text="gaz")])
    index.remove("edf")

    assert found(other, seller="EDF") == ["late"]


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "NEAR(", "*", "(((", "-", "- -", "😀", "x" * 10_000, "AND OR NOT", "\x00", "a~1 b^2 /x/", "field:value"]
)
def test_nothing_that_is_typed_is_an_error(index: SearchIndex, text: str) -> None:
    assert asked(index, text).total >= 0
    assert isinstance(index.suggest(text, company="default"), tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_text_at_all_is_an_error(index: SearchIndex, text: str) -> None:
    assert asked(index, text).total >= 0
    assert asked(index, seller=text, submitted_by=text, invoice_number=text).total >= 0
    assert isinstance(index.suggest(text, company="default"), tuple)
