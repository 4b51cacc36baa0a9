"""The accountant's desk: the piles in their order, what is green validated together, what was signed taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.checks import Check
from domain.queues import TWIN
from domain.reading import Reading
from domain.upload import Upload
from pipeline.filing import Filing
from tests.web.made import TODAY, Browser, an_invoice, conclude, show
from web.app import create_app
from web.desk import Habits

HandIn = Callable[..., str]


def two_others(handed_in: HandIn) -> list[str]:
    """Two documents that nothing speaks against, and that are not alike."""
    large = an_invoice("Beta", number="B-1", net="300.00", tax="60.00", total="360.00")
    return [handed_in(an_invoice("Alpha", number="A-1"), name="a.pdf"), handed_in(large, name="b.pdf")]


@pytest.fixture
def patient(filing: Filing) -> Iterator[Browser]:
    """A browser at a desk where a validation can be taken back for a minute."""
    app = create_app(filing, show=show, today=lambda: TODAY, habits=Habits(grace_seconds=60))
    with TestClient(app, base_url="http://localhost", headers={"Accept-Language": "fr"}, follow_redirects=False) as client:
        yield Browser(client)


def listed(page: str) -> list[str]:
    return re.findall(r'class="document-link" href="/documents/(\w+)', page)


def test_the_piles_say_how_much_waits(browser: Browser, handed_in: HandIn) -> None:
    handed_in(name="good.pdf")
    handed_in(an_invoice(number="W-1", total="999.00"), name="wrong.pdf")

    page = browser.get("/desk").text

    assert re.findall(r"<b>(\d)</b>", page)[:3] == ["2", "1", "1"]


def test_a_pile_shows_its_own_documents_in_the_wished_order(browser: Browser, handed_in: HandIn) -> None:
    small = handed_in(an_invoice("Alpha", number="A-1"), name="a.pdf")
    large = handed_in(an_invoice("Zoé", number="Z-1", net="900.00", tax="180.00", total="1080.00"), name="z.pdf")
    handed_in(an_invoice(number="W-1", total="999.00"), name="wrong.pdf")

    assert listed(browser.get("/desk?queue=green&order=amount").text) == [large, small]
    assert listed(browser.get("/desk?queue=green&order=seller").text) == [small, large]


def test_going_on_keeps_to_the_pile(browser: Browser, handed_in: HandIn) -> None:
    one, other = (
        handed_in(an_invoice("Alpha", number="A-1"), name="a.pdf"),
        handed_in(an_invoice("Beta", number="B-1", net="300.00", tax="60.00", total="360.00"), name="b.pdf"),
    )
    handed_in(an_invoice("Aaa", number="C-1", total="999.00"), name="wrong.pdf")

    answer = browser.post(f"/documents/{one}/validate?queue=green&order=seller")

    assert answer.headers["location"] == f"/documents/{other}?queue=green&order=seller&done={one}"


def test_a_twin_stands_beside_the_document_it_copies(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    first, second = handed_in(name="a.pdf"), handed_in(name="b.pdf", content=b"another photograph")
    document = filing.stores.register.get(second)
    assert document
    assert document.reading
    assert document.reading.doubts == (TWIN + first,)

    page = browser.get("/desk?queue=duplicate").text

    assert page.index(f"/documents/{second}") < page.index(f"/documents/{first}")
    browser.post(f"/documents/{second}/reject?queue=duplicate", {"reason": "Identique"})
    assert "pair" not in browser.get("/desk?queue=duplicate").text.replace("pairs", "")


def test_what_is_signed_can_be_taken_back_and_is_not_booked(patient: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in()
    patient.post(f"/documents/{one}/validate")
    page = patient.get(f"/documents/{one}").text
    assert "L’écriture sera comptabilisée dans quelques secondes" in page
    assert "<fieldset disabled>" in page

    answer = patient.post(f"/documents/{one}/undo")

    assert answer.headers["location"] == f"/documents/{one}?note=withdrawn"
    assert "<fieldset>" in patient.get(f"/documents/{one}").text
    assert filing.stores.register.books.years("default") == ()


def test_what_is_booked_says_that_it_is_too_late(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()
    browser.post(f"/documents/{one}/validate")

    assert browser.post(f"/documents/{one}/undo").headers["location"] == f"/documents/{one}?note=too_late"


def test_green_documents_are_validated_together_and_doubtful_ones_are_not(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    ids = two_others(handed_in)
    wrong = handed_in(an_invoice(number="W-1", total="999.00"), name="wrong.pdf")
    assert wrong not in browser.get("/desk/together").text

    browser.client.post("/desk/together", data={"token": browser.token, "ids": [*ids, wrong]})

    states = [document.state for one in (*ids, wrong) if (document := filing.stores.register.get(one))]
    assert states == ["validated", "validated", "to_validate"]


def test_what_is_green_says_what_only_calls_for_a_look(browser: Browser, filing: Filing) -> None:
    told = Check(code="on_a_working_day", ok=False, message="2026-03-14 is a Saturday or Sunday")

    def advised(reading: Reading, **rest: Any) -> Reading:
        concluded = conclude(reading, **rest)
        return replace(concluded, checks=(*concluded.checks, told))

    clerk = replace(filing, concluder=advised)
    clerk.read_document(clerk.receive(Upload(name="facture.pdf", content=b"facture")).id)

    assert "14/03/2026 est un samedi ou un dimanche" in browser.get("/desk/together").text


def test_what_was_signed_together_is_taken_back_together(patient: Browser, handed_in: HandIn, filing: Filing) -> None:
    ids = two_others(handed_in)
    patient.get("/desk/together")
    answer = patient.client.post("/desk/together", data={"token": patient.token, "ids": ids})
    assert "2 pièces validées." in patient.get(answer.headers["location"]).text

    patient.client.post("/desk/undo", data={"token": patient.token, "ids": ids})

    assert filing.stores.register.queues.waiting("default") == 2


def test_the_time_a_decision_took_is_kept_where_it_is_believable(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    for name, seconds in (("a.pdf", "12.5"), ("b.pdf", "99999"), ("c.pdf", "nan"), ("d.pdf", "")):
        browser.post(f"/documents/{handed_in(an_invoice(name, number=name), name=name)}/validate", {"seconds": seconds})

    assert filing.stores.register.slips.handling("default") == (1, 12.5)


def test_a_preview_shows_the_page_without_leaving_the_list(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}/preview").text

    assert "<html" not in page
    assert "?size=card" in page


def test_comments_and_who_looks_after_it_stand_with_the_document(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()
    browser.post(f"/documents/{one}/comment", {"text": "Demander le bon de commande"})
    browser.post(f"/documents/{one}/assign", {"person": "Zoé"})

    page = browser.get(f"/documents/{one}").text
    assert "Demander le bon de commande" in page
    assert 'name="person" value="Zoé"' in page
    assert listed(browser.get("/desk?person=Zo%C3%A9").text) == [one]
    assert listed(browser.get("/desk?person=Max").text) == []


def test_every_value_says_why(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/documents/{handed_in()}").text

    assert "Lu page 1, dans son cadre" in page
    assert "HT + TVA = TTC – concorde : 100,00 + 20,00 = 120,00" in page


def test_a_category_says_that_it_is_as_last_time(browser: Browser, handed_in: HandIn) -> None:
    browser.post(f"/documents/{handed_in(name='a.pdf')}/validate")

    assert (
        "Comme la dernière fois pour ce fournisseur" in browser.get(f"/documents/{handed_in(an_invoice(number='X2'), name='b.pdf')}").text
    )


@pytest.mark.parametrize("address", ["/desk?queue=nonsense&order=nonsense&page=-3", "/desk/together?done=x&done=../x"])
def test_an_address_that_lies_shows_the_usual_desk(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 200


def test_words_of_a_page_fill_the_fields_as_each_is_typed(browser: Browser, handed_in: HandIn) -> None:
    from domain.wordmap import PageWords

    packed = (
        "10 10 60 30 Moulin\n10 50 30 70 3\n36 50 90 70 482,10\n10 90 30 110 14\n36 90 80 110 mars\n86 90 130 110 2026\n300 50 340 70 99"
    )
    one = handed_in(replace(an_invoice(), words=(PageWords(page=1, packed=packed),)))

    def picked(word: int, field: str) -> str:
        return str(browser.get(f"/documents/{one}/pick?page=1&word={word}&field={field}").json()["text"])

    assert picked(0, "seller_name") == "Moulin"
    assert picked(2, "total_with_tax") == "3\u202f482,10"
    assert picked(4, "issue_date") == "14/03/2026"
    assert picked(6, "total_with_tax") == "99,00"
    assert browser.get(f"/documents/{one}/words").json()["1"][0] == [10, 10, 60, 30]
    assert browser.get(f"/documents/{one}/pick?page=1&word=77").status_code == 404
