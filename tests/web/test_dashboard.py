"""The overview: figures that add up, each of which opens its documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.facts import Found
from domain.kinds import DocumentType
from domain.reading import Reading, TypeGuess
from tests.web.made import Browser, an_invoice

HandIn = Callable[..., str]


def bill(number: str, total: str, *, issued: date = date(2026, 11, 3), due: date | None = None, seller: str = "EDF") -> Reading:
    net = Decimal(total) / Decimal("1.2")
    made = an_invoice(seller, number=number, net=f"{net:.2f}", tax=f"{Decimal(total) - net:.2f}", total=total)
    facts = made.facts.having(issue_date=Found(value=issued, confidence=0.99))
    return replace(made, facts=facts.having(due_date=Found(value=due, confidence=0.99)) if due else facts)


def behind(browser: Browser, address: str) -> list[str]:
    return re.findall(r'class="document-link" href="/documents/(\w+)"', browser.get(address).text)


def test_what_was_spent_in_a_month_opens_its_documents(browser: Browser, handed_in: HandIn) -> None:
    november = handed_in(bill("1", "120.00"), name="1")
    handed_in(bill("2", "360.00", issued=date(2026, 10, 5)), name="2")

    page = browser.get("/dashboard").text

    assert "novembre 2026: 120,00" in page
    assert "octobre 2026: 360,00" in page
    assert behind(browser, "/dashboard/documents?month=2026-11") == [november]


def test_a_credit_note_gives_back_what_was_spent(browser: Browser, handed_in: HandIn) -> None:
    handed_in(bill("1", "360.00"), name="1")
    handed_in(replace(bill("2", "120.00"), document_type=TypeGuess(value=DocumentType.CREDIT_NOTE, confidence=0.9)), name="2")

    assert "novembre 2026: 240,00" in browser.get("/dashboard").text


def test_what_is_due_is_told_by_when(browser: Browser, handed_in: HandIn) -> None:
    late = handed_in(bill("1", "120.00", due=date(2026, 11, 20)), name="1")
    soon = handed_in(bill("2", "240.00", due=date(2026, 11, 28)), name="2")
    later = handed_in(bill("3", "360.00", due=date(2026, 12, 20)), name="3")

    assert behind(browser, "/dashboard/documents?due=overdue") == [late]
    assert behind(browser, "/dashboard/documents?due=7") == [soon]
    assert set(behind(browser, "/dashboard/documents?due=30")) == {soon, later}
    assert browser.get("/dashboard/documents?due=999").status_code == 404


def test_amounts_of_several_currencies_are_not_added_up(browser: Browser, handed_in: HandIn) -> None:
    for number in ("1", "2"):
        handed_in(bill(number, "120.00" if number == "1" else "240.00"), name=number)
    dinars = bill("3", "99999.00")
    handed_in(replace(dinars, facts=dinars.facts.having(currency=Found(value="DZD", confidence=0.99))), name="3")

    page = browser.get("/dashboard").text

    assert "novembre 2026: 360,00" in page
    assert "DZD" in page


def test_an_amount_far_from_what_its_supplier_asks_is_pointed_out(browser: Browser, handed_in: HandIn) -> None:
    for month in range(5, 10):
        handed_in(bill(str(month), f"{100 + month}.00", issued=date(2026, month, 3)), name=str(month))
    odd = handed_in(bill("x", "1080.00"), name="x")

    assert behind(browser, "/dashboard/documents?odd=1") == [odd]


def test_only_what_is_validated_counts_for_the_vat(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(bill("1", "120.00"), name="1")
    handed_in(bill("2", "360.00"), name="2")
    browser.post(f"/documents/{one}/validate")

    vat = browser.get("/dashboard").text.split('id="vat-title"')[1].split("</section>")[0]

    assert "20,00" in vat


def test_the_time_saved_is_measured_against_typing(browser: Browser, handed_in: HandIn) -> None:
    assert "dès la première pièce" in browser.get("/dashboard").text
    browser.post(f"/documents/{handed_in(bill('1', '120.00'), name='1')}/validate", {"seconds": "12"})

    assert "12 s par pièce, contre 180 s de saisie" in browser.get("/dashboard").text
