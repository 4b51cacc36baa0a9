"""The due dates in a calendar: who has its address sees what its owner may see, and nothing once there is a newer one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from icalendar import Calendar

from domain.facts import Found
from domain.kinds import PaymentMethod
from domain.people import Role
from domain.reading import Reading
from tests.web.made import Browser, an_invoice

Opens = Callable[..., Browser]
HandedIn = Callable[..., str]


def due(on: date, **changes: object) -> Reading:
    reading = an_invoice(number=f"FA-{on}")
    facts = replace(reading.facts, due_date=Found(value=on, confidence=0.99), **changes)  # type: ignore[arg-type]
    return replace(reading, facts=facts)


def feed(browser: Browser) -> str:
    browser.get("/account")
    found = re.search(r"http://localhost(/calendar/[\w-]+\.ics)", browser.post("/account/calendar").text)
    assert found
    return found[1]


def events(browser: Browser, address: str) -> list[tuple[str, date]]:
    answer = browser.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    return [(str(event["summary"]), event.decoded("dtstart")) for event in Calendar.from_ical(answer.text).walk("VEVENT")]


def test_invoices_that_are_owed_stand_in_it_and_others_do_not(signed_in: Opens, stranger: Opens, handed_in: HandedIn) -> None:
    browser = signed_in()
    one = handed_in(due(date(2026, 12, 13)), name="a.pdf")
    handed_in(due(date(2026, 12, 14), payment_method=Found(value=PaymentMethod.CARD, confidence=0.9)), name="paid.pdf")
    handed_in(due(date(2026, 12, 15), amount_due=Found(value=Decimal(0), confidence=0.9)), name="nothing.pdf")
    handed_in(due(date(2025, 12, 15)), name="old.pdf")
    handed_in(an_invoice(), name="without.pdf")
    address = feed(browser)

    anyone = stranger()
    assert events(anyone, address) == [("Au Bon Moulin · 120,00\xa0€", date(2026, 12, 13))]
    assert f"UID:{one}@justif" in anyone.get(address).text
    assert browser.get("/account").text.count(address) == 0, "it is shown once"


def test_a_new_address_ends_the_old_one(signed_in: Opens, stranger: Opens) -> None:
    browser = signed_in()
    first, second = feed(browser), feed(browser)

    assert stranger().get(first).status_code == 404
    assert stranger().get(second).status_code == 200
    assert stranger().get("/calendar/guess.ics").status_code == 404


def test_staff_see_their_own_due_dates_and_a_stranger_to_the_company_none(signed_in: Opens, stranger: Opens, handed_in: HandedIn) -> None:
    handed_in(due(date(2026, 12, 13)))  # by Anne

    anne, paul, eve = signed_in("Anne", Role.STAFF), signed_in("Paul", Role.STAFF), signed_in("Eve", Role.ACCOUNTANT, ("other",))
    assert [len(events(stranger(), feed(browser))) for browser in (anne, paul, eve)] == [1, 0, 0]
