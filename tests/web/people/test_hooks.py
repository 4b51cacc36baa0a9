"""Administrators say which programs are told what happens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from domain.people import Role
from pipeline.filing import Filing
from tests.web.made import Browser

Opens = Callable[..., Browser]
URL = "https://erp.example/justif"


def test_a_program_is_told_of_a_decision_from_now_on(signed_in: Opens, handed_in: Callable[..., str], filing: Filing) -> None:
    browser = signed_in("Anne", Role.ADMINISTRATOR)
    browser.get("/webhooks")
    shown = browser.post("/webhooks", {"url": URL, "events": "rejected"})
    assert re.search(r"whsec_[\w+/=]+", shown.text)
    assert "whsec_" not in browser.get("/webhooks").text
    one = handed_in()

    browser.post(f"/documents/{one}/reject", {"reason": "deux fois"})

    delivery = filing.stores.register.outbox.take()
    assert delivery
    assert (delivery.url, "document.rejected" in delivery.body, "Anne" in delivery.body) == (URL, True, True)
    page = browser.get("/webhooks").text
    assert one in page
    (hook,) = filing.stores.register.outbox.list("default")
    assert browser.post(f"/webhooks/{hook.id}/remove").status_code == 303
    assert filing.stores.register.outbox.list("default") == ()


@pytest.mark.parametrize(("url", "events"), [("ftp://erp.example", "rejected"), ("erp.example", "rejected"), (URL, ""), (URL, "exploded")])
def test_an_address_that_is_none_and_an_event_that_is_none_are_complained_of(
    signed_in: Opens, filing: Filing, url: str, events: str
) -> None:
    browser = signed_in("Anne", Role.ADMINISTRATOR)
    browser.get("/webhooks")

    assert browser.post("/webhooks", {"url": url, "events": events}).status_code == 422
    assert filing.stores.register.outbox.list("default") == ()


def test_nobody_else_says_so(signed_in: Opens) -> None:
    browser = signed_in("Anne", Role.ACCOUNTANT)
    browser.get("/account")

    assert browser.get("/webhooks").status_code == 403
    assert browser.post("/webhooks", {"url": URL, "events": "rejected"}).status_code == 403
