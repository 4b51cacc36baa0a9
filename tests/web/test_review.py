"""One document on the desk: what is shown, what can be corrected, and when it becomes final."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from domain.document import Document
from domain.kinds import DocumentType
from domain.problem import Problem
from domain.reading import Reading, TypeGuess
from pipeline.filing import Filing
from tests.web.made import Browser, an_invoice

HandIn = Callable[..., str]


def stored(filing: Filing, one: str) -> Document:
    found = filing.stores.register.get(one)
    assert found
    return found


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the form of values, untouched."""
    form = page[page.index('<form id="fields"') : page.index("</form>", page.index('<form id="fields"'))]
    values = dict(re.findall(r'<input id="f-\w+" name="(\w+)" value="([^"]*)"', form))
    for name, choices in re.findall(r'<select id="f-\w+" name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', choices)
        values[name] = chosen[1] if chosen else ""
    return values | dict(re.findall(r'<textarea id="f-\w+" name="(\w+)"[^>]*>([^<]*)</textarea>', form))


def test_every_value_with_a_place_has_its_box_on_the_page(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}").text

    boxed = set(re.findall(r'<rect class="box[^"]*" data-field="(\w+)"', page))
    assert boxed == {"seller_name", "invoice_number", "issue_date", "seller_vat_id", "total_without_tax", "total_tax", "total_with_tax"}
    assert 'viewBox="0 0 827 1169"' in page


def test_values_stand_in_the_form_the_french_way(browser: Browser, handed_in: HandIn) -> None:
    values = form_of(browser.get(f"/documents/{handed_in(an_invoice(net='2901.75', tax='580.35', total='3482.10'))}").text)

    assert values["total_with_tax"] == "3\u202f482,10"
    assert values["issue_date"] == "14/03/2026"
    assert values["payment_method"] == "transfer"


def test_a_doubtful_value_is_marked_with_its_reason(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}").text

    assert 'class="box doubtful" data-field="seller_vat_id"' in page
    assert "Sûr à 41 % · no check digit to confirm it" in page


def test_the_entry_is_a_balanced_table(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}").text

    entry = page[page.index('id="entry"') : page.index('id="tax"')]
    assert re.findall(r"<td><code>(\w+)</code>", entry) == ["607", "44566", "401"]
    assert "Achats de marchandises" in entry
    assert "Équilibrée" in entry
    assert entry.count("120,00") == 3


def test_checks_show_their_arithmetic(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}").text

    assert "HT + TVA = TTC" in page
    assert "100,00 + 20,00 = 120,00" in page


def test_an_untouched_form_changes_nothing(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()
    before = stored(filing, one)

    browser.post(f"/documents/{one}/correct", form_of(browser.get(f"/documents/{one}").text))

    assert stored(filing, one) == before


def test_a_correction_works_the_entry_out_anew(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in(an_invoice(total="999.00"))
    page = browser.get(f"/documents/{one}").text
    assert "Aucune écriture sûre" in page

    answer = browser.post(f"/documents/{one}/correct", form_of(page) | {"total_with_tax": "120,00"})

    assert answer.headers["location"] == f"/documents/{one}?note=corrected"
    reading = stored(filing, one).reading
    assert reading
    assert reading.facts.total_with_tax
    assert reading.facts.total_with_tax.value == Decimal("120.00")
    assert reading.entry
    assert "recalculés" in browser.get(answer.headers["location"]).text


def test_a_correction_is_written_in_the_history_with_its_author(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()
    browser.post("/preferences", {"person": "Zoé"})
    browser.post(f"/documents/{one}/correct", {"invoice_number": "FA-2017-0011"})

    page = browser.get(f"/documents/{one}").text
    assert "Zoé a modifié N° de pièce" in page
    assert "<del>FA-2017-0010</del> → <ins>FA-2017-0011</ins>" in page


def test_type_and_category_can_be_corrected(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()

    browser.post(f"/documents/{one}/correct", {"document_type": "quote", "category": "meals"})

    reading = stored(filing, one).reading
    assert reading
    assert reading.document_type
    assert reading.document_type.value == "quote"
    assert reading.category
    assert reading.category.value == "meals"


def test_an_emptied_field_is_cleared(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()

    browser.post(f"/documents/{one}/correct", {"seller_vat_id": " "})

    reading = stored(filing, one).reading
    assert reading
    assert reading.facts.seller_vat_id is None


def test_what_is_no_amount_is_complained_of_and_kept_in_the_form(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()
    before = stored(filing, one)

    answer = browser.post(f"/documents/{one}/correct", {"total_with_tax": "1.234", "invoice_number": "changed"})

    assert answer.status_code == 422
    assert "Écrivez le montant sans ambiguïté" in answer.text
    assert form_of(answer.text)["total_with_tax"] == "1.234"
    assert stored(filing, one) == before


def test_one_click_validates_and_opens_the_next_document(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one, other = handed_in(name="a.pdf"), handed_in(name="b.pdf")

    answer = browser.post(f"/documents/{one}/validate", form_of(browser.get(f"/documents/{one}").text))

    assert stored(filing, one).state == "validated"
    assert answer.headers["location"] == f"/documents/{other}?done={one}"
    assert "Validé : écriture n° 1." in browser.get(answer.headers["location"]).text


def test_after_the_last_document_the_validated_one_stays(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()

    assert browser.post(f"/documents/{one}/validate").headers["location"] == f"/documents/{one}"


def test_a_validated_document_is_final_and_shows_its_number(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()
    browser.post(f"/documents/{one}/validate")
    before = stored(filing, one)

    page = browser.get(f"/documents/{one}").text
    assert "Écriture n° 1, validée par le comptable" in page
    assert "<fieldset disabled>" in page
    assert 'id="validate"' not in page
    refused = browser.post(f"/documents/{one}/correct", {"total_with_tax": "1"})
    assert refused.status_code == 409
    assert "L’écriture est définitive" in refused.text
    assert browser.post(f"/documents/{one}/validate").status_code == 409
    assert browser.post(f"/documents/{one}/reject", {"reason": "trop tard"}).status_code == 409
    assert stored(filing, one) == before


def test_without_a_balanced_entry_nothing_is_validated(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in(an_invoice(total="999.00"))

    answer = browser.post(f"/documents/{one}/validate")

    assert answer.status_code == 409
    assert "pas d’écriture équilibrée" in answer.text
    assert stored(filing, one).state == "to_validate"


def test_a_document_that_is_not_booked_is_not_called_ready(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(replace(an_invoice(), document_type=TypeGuess(value=DocumentType.QUOTE, confidence=0.9)))

    assert "Prêt à valider" not in browser.get("/queue").text
    assert "Ce type de pièce ne se comptabilise pas." in browser.get(f"/documents/{one}").text


def test_nobody_signs_an_entry_he_has_not_seen(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in(an_invoice(total="999.00"))

    answer = browser.post(f"/documents/{one}/validate", {"total_with_tax": "120"})

    assert answer.headers["location"] == f"/documents/{one}?note=looked"
    assert stored(filing, one).state == "to_validate"
    assert "relisez-la, puis validez" in browser.get(answer.headers["location"]).text


def test_a_rejection_needs_a_reason(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()

    answer = browser.post(f"/documents/{one}/reject", {"reason": "  "})

    assert answer.status_code == 422
    assert "Dites pourquoi en quelques mots." in answer.text
    assert stored(filing, one).state == "to_validate"


def test_a_rejected_document_says_who_and_why_and_can_be_taken_up_again(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()
    browser.post(f"/documents/{one}/reject", {"reason": "ticket personnel"})

    page = browser.get(f"/documents/{one}").text
    assert "Rejeté par le comptable : ticket personnel" in page
    browser.post(f"/documents/{one}/retry")
    assert stored(filing, one).state == "received"


def test_a_document_that_could_not_be_read_can_be_entered_by_hand(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    problem = Problem(code="damaged", what="This picture is damaged.", where="f.jpg", remedy="Send it again.")
    one = handed_in(Reading(error=problem))
    values = {"document_type": "receipt", "total_without_tax": "10", "total_tax": "2", "total_with_tax": "12", "seller_name": "Épicerie"}

    assert browser.get(f"/documents/{one}").status_code == 200
    browser.post(f"/documents/{one}/correct", values)

    document = stored(filing, one)
    assert document.state == "to_validate"
    assert document.reading
    assert document.reading.entry


def test_a_document_not_read_yet_shows_itself_when_it_is(browser: Browser) -> None:
    (arrival,) = browser.hand_in(("a.pdf", b"a"), answer="json").json()

    page = browser.get(f"/documents/{arrival['id']}").text

    assert "Lecture en cours" in page
    assert 'data-moving="yes"' in page


def test_an_invoice_without_pictures_shows_its_text(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in(replace(an_invoice(), views=()))}").text

    assert '<pre class="paper">Au Bon Moulin' in page


def test_an_english_reader_reads_english(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}", headers={"Accept-Language": "en-GB"}).text

    assert '<html lang="en" dir="ltr">' in page
    assert "Proposed entry" in page
    assert form_of(page)["issue_date"] == "2026-03-14"
