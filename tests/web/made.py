"""What the tests of the pages are made of: readings, a script in place of the reader, and a browser without pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
from fastapi.testclient import TestClient

from domain.checks import check_sums
from domain.company import Company
from domain.entry import EntryLine, JournalEntry
from domain.facts import Facts, Found, InvoiceLine, TaxRow
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType, PaymentMethod, Source
from domain.page import Page
from domain.problem import unreadable
from domain.reading import CategoryGuess, PageView, Reading, TypeGuess
from domain.seller import NOTHING_SEEN, Seen
from domain.upload import Upload
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Tools

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class NoEngine:
    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("nothing is recognised here")

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nothing is recognised here")


def at(left: float, top: float, right: float, bottom: float) -> Place:
    return Place(page=1, box=Box(left, top, right, bottom))


def an_invoice(
    seller: str = "Au Bon Moulin", *, number: str = "FA-2017-0010", net: str = "100.00", tax: str = "20.00", total: str = "120.00"
) -> Reading:
    """A French invoice whose VAT number is doubtful."""
    facts = Facts(
        seller_name=Found(value=seller, confidence=0.97, place=at(50, 60, 420, 95)),
        invoice_number=Found(value=number, confidence=0.99, place=at(600, 60, 780, 90)),
        issue_date=Found(value=date(2026, 3, 14), confidence=0.98, place=at(600, 100, 780, 130)),
        currency=Found(value="EUR", confidence=0.99),
        seller_vat_id=Found(value="FR11999999998", confidence=0.41, place=at(50, 1000, 300, 1030), reason="no check digit to confirm it"),
        total_without_tax=Found(value=Decimal(net), confidence=0.99, place=at(600, 800, 780, 830)),
        total_tax=Found(value=Decimal(tax), confidence=0.99, place=at(600, 840, 780, 870)),
        total_with_tax=Found(value=Decimal(total), confidence=0.99, place=at(600, 880, 780, 910)),
        payment_method=Found(value=PaymentMethod.TRANSFER, confidence=0.9),
        tax_breakdown=(TaxRow(rate=Decimal("20.00"), base=Decimal(net), amount=Decimal(tax)),),
        lines=(InvoiceLine(description="Farine T65, 25 kg", quantity=Decimal(4), unit_price=Decimal("25.00"), amount=Decimal(net)),),
    )
    return Reading(
        pages=1,
        document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.98),
        language="fr",
        source=Source.OCR,
        facts=facts,
        text=f"{seller}\nFacture {number}\nFarine T65\nTotal TTC {total}",
        views=(PageView(number=1, width=827, height=1169),),
        timings_ms=(("total", 1480),),
    )


def conclude(
    reading: Reading, *, company: Company, today: date, category: Category | None, seen: Seen = NOTHING_SEEN, **_: object
) -> Reading:
    """Net, tax and total on three lines where they agree; no entry else."""
    facts = reading.facts
    checks = check_sums(facts)
    net, tax, total = facts.total_without_tax, facts.total_tax, facts.total_with_tax
    entry = None
    kind = reading.document_type
    if net and tax and total and net.value + tax.value == total.value and kind and kind.value.is_bookable:
        lines = (
            EntryLine(account="607", debit=net.value, label="Achats de marchandises"),
            EntryLine(account="44566", debit=tax.value, label="TVA déductible"),
            EntryLine(account="401", auxiliary="AUBONMOULIN", credit=total.value, label="Fournisseurs"),
        )
        entry = JournalEntry(journal="AC", date=TODAY, reference="FA-2017-0010", label="Au Bon Moulin", lines=lines)
    guess = CategoryGuess(value=category or Category.GOODS, confidence=0.9, account="607", label="Achats de marchandises")
    doubts = () if all(check.ok for check in checks) else ("the sums do not agree",)
    return replace(reading, category=guess, entry=entry, checks=checks, doubts=doubts)


@dataclass
class Script:
    """What the reader gives for each file, by its name; an invoice where nothing is written down."""

    readings: dict[str, Reading] = field(default_factory=dict)

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        return (self.readings.get(upload.name) or an_invoice(),)


def show(upload: Upload, number: int, *, turn_degrees: int = 0) -> Pixels:
    if upload.content.startswith(b"unshowable"):
        raise unreadable("damaged", what="This picture is damaged.", where=upload.name, remedy="Send it again.")
    return np.full((1169, 827, 3), 255, np.uint8)


class Browser:
    """A visitor: keeps cookies, and sends the token of the page it was on, as a browser does."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.token = ""

    def get(self, address: str, **options: Any) -> Any:
        answer = self.client.get(address, **options)
        if found := re.search(r'name="token" value="([^"]+)"', answer.text):
            self.token = found[1]
        return answer

    def post(self, address: str, values: Mapping[str, str | list[str]] | None = None, **options: Any) -> Any:
        if not self.token:
            self.get("/")
        return self.client.post(address, data={"token": self.token, **(values or {})}, **options)

    def hand_in(self, *files: tuple[str, bytes], answer: str = "") -> Any:
        return self.post("/documents", {"answer": answer}, files=[("files", (name, content)) for name, content in files])
