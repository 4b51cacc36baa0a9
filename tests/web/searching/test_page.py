"""The search page: the sentence understood, taken apart, narrowed and summed up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from starlette.datastructures import QueryParams

from domain.kinds import DocumentType
from domain.reading import Reading, TypeGuess
from tests.web.made import Browser, an_invoice
from web.searching.address import read_address

HandIn = Callable[..., str]


@pytest.fixture
def shelf(handed_in: HandIn) -> None:
    handed_in(an_invoice("EDF", number="E-1", net="500.00", tax="100.00", total="600.00"), name="e1.pdf")
    handed_in(an_invoice("EDF", number="E-2", net="50.00", tax="10.00", total="60.00"), name="e2.pdf")
    handed_in(replace(an_invoice("Orange", number="O-1"), document_type=TypeGuess(value=DocumentType.RECEIPT, confidence=1)), name="o.pdf")


def chips(page: str) -> dict[str, str]:
    """Words → the address without them."""
    parts = re.findall(r'<li class="chip">.*?<summary[^>]*>([^<]+)</summary>.*?</details>\s*<a href="([^"]+)"', page, re.DOTALL)
    return {unescape(words): unescape(address) for words, address in parts}


def test_what_was_understood_is_shown_in_chips(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf de plus de 500 €").text

    assert set(chips(page)) == {"EDF", "Facture", "au moins 500,00\xa0€"}


def test_the_totals_line_counts_and_sums_all_that_matched(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf").text

    assert "<strong>2 factures</strong>" in page
    assert '<span class="money">660,00\xa0€</span>' in page


def test_a_chip_taken_away_widens_the_answer(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf de plus de 500 €").text
    assert "<strong>1 facture</strong>" in page

    wider = browser.get(chips(page)["au moins 500,00\xa0€"]).text

    assert "<strong>2 factures</strong>" in wider
    assert set(chips(wider)) == {"EDF", "Facture"}


def test_a_facet_narrows_the_answer_and_can_be_taken_away_again(browser: Browser, shelf: None) -> None:
    page = browser.get("/search").text
    address = re.search(r'<a href="([^"]*document_type=receipt)"', page)
    assert address

    narrowed = browser.get(unescape(address[1])).text

    assert "<strong>1 ticket</strong>" in narrowed
    assert "<strong>3 documents</strong>" in browser.get(chips(narrowed)["Ticket"]).text


def test_an_average_is_given_when_it_is_asked_for(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=moyenne des factures edf").text

    assert "2 factures" in page
    assert 'en moyenne <span class="money">330,00\xa0€</span> TTC' in page


def test_words_found_in_the_text_are_marked(browser: Browser, shelf: None) -> None:
    assert "<mark>Farine</mark>" in browser.get("/search?q=farine").text


def test_nothing_found_says_how_to_go_on(browser: Browser, shelf: None) -> None:
    assert "Aucun document ne correspond" in browser.get("/search?q=zanzibar").text


def test_a_month_filter_covers_the_whole_month(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?month=2026-03").text

    assert "1 mars 2026 – 31 mars 2026" in chips(page)
    assert "<strong>3 documents</strong>" in page
    assert "<strong>0 document</strong>" in browser.get("/search?month=2026-02").text


@pytest.mark.parametrize(
    "address",
    [
        "document_type=nonsense",
        "month=2026-13",
        "month=x",
        "without=nothing",
        "page=0",
        "page=-1",
        "page=x",
        "page=²",
        "sort=up",
        "page=99999999999999",
    ],
)
def test_an_address_of_another_kind_is_passed_over(browser: Browser, shelf: None, address: str) -> None:
    assert browser.get(f"/search?{address}").status_code == 200


def test_an_address_says_all_that_was_asked() -> None:
    asked = read_address(QueryParams("q=edf&without=seller&category=meals&page=2"))

    assert asked.address(page=2) == "/search?q=edf&without=seller&category=meals&page=2"
    assert read_address(QueryParams(asked.address(page=2).partition("?")[2])) == asked


def dated(seller: str, day: date, total: str, currency: str = "EUR") -> Reading:
    reading = an_invoice(seller, number=f"N-{day}-{total}", total=total)
    assert reading.facts.issue_date
    assert reading.facts.currency
    issued, paid_in = replace(reading.facts.issue_date, value=day), replace(reading.facts.currency, value=currency)
    return replace(reading, facts=replace(reading.facts, issue_date=issued, currency=paid_in))


def bars_of(page: str) -> dict[str, str]:
    """What a bar says → where it leads."""
    return {unescape(words): unescape(where) for where, words in re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"><title>', page)}


def test_the_amounts_of_each_month_are_plotted_and_a_month_narrows_the_search(browser: Browser, handed_in: HandIn) -> None:
    for name, reading in {
        "a": dated("EDF", date(2026, 1, 31), "600.00"),
        "b": dated("EDF", date(2026, 3, 1), "150.00"),
        "c": dated("EDF", date(2026, 3, 2), "50.00"),
        "d": dated("Orange", date(2026, 2, 2), "9.00"),
    }.items():
        handed_in(reading, name=f"{name}.pdf")

    bars = bars_of(browser.get("/search?q=edf en 2026").text)

    assert list(bars) == ["janvier 2026: 600,00\xa0€", "février 2026: 0,00\xa0€", "mars 2026: 200,00\xa0€"]
    march = browser.get(bars["mars 2026: 200,00\xa0€"]).text
    assert "<strong>2 documents</strong>" in march
    assert bars_of(march) == {}  # one month is no plot


def test_each_currency_has_a_plot_of_its_own(browser: Browser, handed_in: HandIn) -> None:
    for month in (1, 2):
        handed_in(dated("Naftal", date(2026, month, 3), "5000.00", "DZD"), name=f"dz{month}.pdf")
        handed_in(dated("EDF", date(2026, month, 3), "50.00"), name=f"fr{month}.pdf")

    page = browser.get("/search").text

    assert len(bars_of(page)) == 4
    assert {"plot-EUR", "plot-DZD"} == set(re.findall(r'aria-labelledby="(plot-...)"', page))


def test_a_hit_shows_its_first_page_and_offers_a_look_beside_the_list(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=edf").text

    [first, *_] = re.findall(r'<a class="document-link" href="/documents/([0-9a-f-]+)', page)

    assert f'src="/documents/{first}/pages/1?size=thumb"' in page
    assert f'hx-get="/documents/{first}/preview"' in page
    assert 'id="preview"' in page
