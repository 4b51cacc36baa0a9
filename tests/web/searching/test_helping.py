"""Help while typing: suggestions, spelling, saved searches, links, tables, and hits that open at what matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from domain.geometry import Box
from domain.reading import PageView
from domain.wordmap import PageWords
from tests.web.made import Browser, an_invoice
from web.searching.places import places_of

HandIn = Callable[..., str]


@pytest.fixture
def shelf(handed_in: HandIn) -> None:
    handed_in(an_invoice("EDF", number="E-1", net="500.00", tax="100.00", total="600.00"), name="e1.pdf")
    handed_in(an_invoice("EDF", number="E-2", net="50.00", tax="10.00", total="60.00"), name="e2.pdf")
    handed_in(an_invoice("Leroy Merlin", number="LM-1"), name="=lm.pdf")


def suggested(browser: Browser, typed: str) -> list[tuple[str, str]]:
    return [(each["text"], each["kind"]) for each in browser.get(f"/search/suggest?q={typed}").json()]


def test_a_supplier_a_number_and_a_kind_are_suggested_while_typing(browser: Browser, shelf: None) -> None:
    assert ("EDF", "fournisseur") in suggested(browser, "ed")
    assert ("LM-1", "numéro") in suggested(browser, "lm")
    assert ("Énergie", "sorte") in suggested(browser, "ener")


def test_only_the_end_of_what_is_typed_is_completed(browser: Browser, shelf: None) -> None:
    assert ("factures Leroy Merlin", "fournisseur") in suggested(browser, "factures ler")


def test_what_was_asked_before_is_suggested_again(browser: Browser, shelf: None) -> None:
    browser.get("/search?q=factures edf de plus de 500 €")

    assert ("factures edf de plus de 500 €", "déjà cherché") in suggested(browser, "fact")
    assert ("factures edf de plus de 500 €", "déjà cherché") in suggested(browser, "")


@pytest.mark.parametrize("typed", ["", " ", "%25", "'", "x" * 600, "😀 ed", "(", "\\"])
def test_nothing_that_is_typed_breaks_the_suggestions(browser: Browser, shelf: None, typed: str) -> None:
    assert browser.get(f"/search/suggest?q={typed}").status_code == 200


def test_a_search_is_saved_found_again_and_forgotten(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf").text
    assert "Recherches enregistrées" not in page

    browser.post("/searches", {"name": "L’électricité", "query": "q=factures edf"})
    page = browser.get("/search").text

    assert '<a href="/search?q=factures+edf">L’électricité</a>' in page
    drop = re.search(r'action="(/searches/\d+/drop)"', page)
    assert drop
    browser.post(drop[1], {"query": ""})
    assert "L’électricité" not in browser.get("/search").text


def test_a_misspelt_word_is_put_right(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=farinne").text

    assert re.search(r'Vouliez-vous dire <a href="/search\?q=farine">farine</a>', page)
    assert "Vouliez-vous dire" not in browser.get("/search?q=farine").text


def test_a_part_is_changed_in_its_chip(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf de plus de 500 €").text
    assert '<input name="amount_min" type="text" value="500,00"' in page

    changed = browser.get("/search?q=factures edf de plus de 500 €&amount_min=50&amount_max=100&currency=EUR").text

    assert "50,00\xa0€ – 100,00\xa0€" in changed
    assert "<strong>1 facture</strong>" in changed


def test_a_part_that_is_emptied_in_its_chip_is_gone(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf de plus de 500 €&amount_min=&amount_max=&currency=").text

    assert "au moins" not in page
    assert "<strong>2 factures</strong>" in page


def test_the_link_to_a_search_keeps_the_day_it_was_asked(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures du mois dernier").text
    link = re.search(r'id="permalink" href="([^"]+)"', browser.get("/search?q=factures de mars").text)
    assert link

    assert "on=2026" in link[1]
    assert "octobre" not in page
    assert "févr." in browser.get("/search?q=factures du mois dernier&on=2025-03-10").text


def test_any_answer_is_taken_along_as_a_table(browser: Browser, shelf: None) -> None:
    answer = browser.get("/search.csv?q=factures")
    rows = answer.content.decode("utf-8-sig").splitlines()

    assert answer.headers["content-type"].startswith("text/csv")
    assert rows[0].startswith("Date;Type de pièce;Fournisseur;")
    assert len(rows) == 4
    assert any("EDF;E-1;600.00;EUR" in row for row in rows)


def test_no_cell_of_the_table_is_a_formula(browser: Browser, shelf: None) -> None:
    assert "'=lm.pdf" in browser.get("/search.csv?q=leroy merlin").text


def test_an_amount_band_narrows_the_answer(browser: Browser, shelf: None) -> None:
    page = browser.get("/search?q=factures edf").text
    band = re.search(r'href="(/search\?[^"]*amount=500\.\.1000[^"]*)"', page)
    assert band

    assert "<strong>1 facture</strong>" in browser.get(unescape(band[1])).text


def test_where_nothing_answers_what_comes_near_is_shown_as_such(browser: Browser, shelf: None) -> None:
    assert "Voici ce qui s’en approche" not in browser.get("/search?q=factures edf").text
    assert "Voici ce qui s’en approche" in browser.get("/search?q=reçus farine").text


def test_a_hit_opens_at_the_page_and_box_that_matched(browser: Browser, handed_in: HandIn) -> None:
    views = (PageView(number=1, width=100, height=100), PageView(number=2, width=100, height=100))
    words = (PageWords(page=1, packed="10 10 90 30 Bonjour"), PageWords(page=2, packed="10 20 60 35 Échafaudages\n70 20 90 35 loués"))
    one = handed_in(
        replace(an_invoice("Kiloutou", number="K-1"), views=views, words=words, text="Bonjour Échafaudages loués"), name="k.pdf"
    )

    opening = re.search(rf'href="(/documents/{one}/found\?find=[^"]+)"', browser.get("/search?q=échafaudage").text)
    assert opening

    address, _, place = browser.get(unescape(opening[1])).headers["location"].partition("#")
    page = browser.get(address).text

    assert place == "found"
    assert '<rect class="match" id="found" x="10' in page.partition('id="page-2"')[2]


def test_the_boxes_of_the_words_that_matched_are_known(handed_in: HandIn) -> None:
    words = (PageWords(page=2, packed="10 20 60 35 Échafaudages\n70 20 90 35 loués"),)

    assert places_of(replace(an_invoice("K"), words=words), "échafaudage") == {2: (Box(10, 20, 60, 35),)}
    assert places_of(replace(an_invoice("K"), words=words), "") == {}
