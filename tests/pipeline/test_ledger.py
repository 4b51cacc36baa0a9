"""Final entries: taken back by a reversal, paid, and frozen with their period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from domain.circumstances import PaidBy
from domain.company import Company
from domain.document import Document
from domain.entry import ValidatedEntry
from domain.facts import Facts, Found, TaxRow
from domain.kinds import DocumentType, State
from domain.problem import RefusedError
from domain.reading import Reading, TypeGuess
from domain.upload import Upload
from pipeline.advances import open_advances
from pipeline.filing import Filing
from pipeline.ledger import close, pay, reverse, unpay
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from tests.web.made import NoEngine

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def an_invoice(number: str = "F1", *, on: date = date(2026, 3, 2), seller: str = "Maître Durand") -> Reading:
    facts = Facts(
        seller_name=Found(value=seller, confidence=0.9),
        invoice_number=Found(value=number, confidence=0.9),
        issue_date=Found(value=on, confidence=0.9),
        currency=Found(value="EUR", confidence=0.9),
        total_without_tax=Found(value=Decimal("100.00"), confidence=0.9),
        total_tax=Found(value=Decimal("20.00"), confidence=0.9),
        total_with_tax=Found(value=Decimal("120.00"), confidence=0.9),
        tax_breakdown=(TaxRow(rate=Decimal(20), base=Decimal("100.00"), amount=Decimal("20.00")),),
    )
    kind = TypeGuess(value=DocumentType.INVOICE, confidence=0.9)
    return Reading(pages=1, document_type=kind, facts=facts, text=f"{seller}\nHonoraires de conseil juridique\n{number}")


class Script:
    def __init__(self) -> None:
        self.reading = an_invoice()

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        return (self.reading,)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def filing(tmp_path: Path, script: Script) -> Iterator[Filing]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    yield Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=script)
    register.database.close()


def read(filing: Filing, script: Script, reading: Reading, *, company: Company | None = None) -> Document:
    script.reading = reading
    number = reading.facts.invoice_number
    content = f"{number.value if number else ''}{company.code if company else ''}".encode()
    receipt = filing.receive(Upload(name="f.pdf", content=content), company=company)
    return filing.read_document(receipt.id)[0]


def booked(filing: Filing, year: int = 2026) -> list[ValidatedEntry]:
    return list(filing.stores.register.books.of_year("default", year))


def moves(entry: ValidatedEntry) -> str:
    return " · ".join(f"D {line.account} {line.debit}" if line.debit else f"C {line.account} {line.credit}" for line in entry.entry.lines)


def test_a_reversal_is_the_entry_on_its_other_sides_and_the_document_waits_again(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    again = reverse(filing, document.id, reason="wrong account", by="Ali")

    first, second = booked(filing)
    assert moves(second) == moves(first).replace("D ", "x ").replace("C ", "D ").replace("x ", "C ")
    assert (second.number, second.kind, second.reverses, second.document_id) == (2, "reversal", "AC 1", document.id)
    assert (again.state, again.entry_number) == (State.TO_VALIDATE, None)
    assert again.reading
    assert again.reading.entry


def test_after_a_reversal_the_new_entry_gets_the_next_number(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    reverse(filing, document.id, reason="wrong category", by="Zoé")
    filing.correct(document.id, {"category": "training"}, by="Zoé")
    filing.validate(document.id, by="Zoé")

    assert [(entry.journal, entry.number, entry.kind) for entry in booked(filing)] == [
        ("AC", 1, "purchase"),
        ("AC", 2, "reversal"),
        ("AC", 3, "purchase"),
    ]
    assert booked(filing)[2].entry.lines[0].account == "6185"
    assert [event.what for event in filing.stores.register.history(document.id)] == [
        "received",
        "read",
        "validated",
        "reversed",
        "corrected",
        "validated",
    ]


def test_only_a_standing_entry_is_reversed_and_only_with_a_reason(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    with pytest.raises(RefusedError, match="no validated entry"):
        reverse(filing, document.id, reason="x", by="Zoé")
    filing.validate(document.id, by="Zoé")
    with pytest.raises(RefusedError, match="says why"):
        reverse(filing, document.id, reason=" ", by="Zoé")
    reverse(filing, document.id, reason="wrong", by="Zoé")
    with pytest.raises(RefusedError, match="no validated entry"):
        reverse(filing, document.id, reason="again", by="Zoé")


def test_a_closed_period_takes_no_entry_any_more(filing: Filing, script: Script) -> None:
    """PCG art. 1031-4: a late operation is booked on the first open day with its own date stated."""
    waiting = read(filing, script, an_invoice("F1", on=date(2026, 3, 2)))
    assert close(filing, "default", "2026-03", by="Zoé") == date(2026, 3, 31)

    after = filing.stores.register.get(waiting.id)
    assert after
    assert after.reading
    assert after.reading.entry
    assert after.reading.entry.date == date(2026, 4, 1)
    assert "pièce du 02/03/2026" in after.reading.entry.label
    filing.validate(waiting.id, by="Zoé")
    (entry,) = booked(filing)
    assert (entry.entry.date, entry.document_date) == (date(2026, 4, 1), date(2026, 3, 2))


def test_the_reversal_of_a_closed_entry_bears_the_first_open_day(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    close(filing, "default", "2026-03", by="Zoé")
    reverse(filing, document.id, reason="wrong", by="Zoé")

    assert [entry.entry.date for entry in booked(filing)] == [date(2026, 3, 2), date(2026, 4, 1)]


@pytest.mark.parametrize("period", ["2026-11", "2026", "2027-01", "mars", "2026-13", "2026-3"])
def test_a_period_that_is_not_over_or_no_period_is_not_closed(filing: Filing, period: str) -> None:
    with pytest.raises(RefusedError):
        close(filing, "default", period, by="Zoé")


def test_a_period_is_closed_once_and_only_for_its_company(filing: Filing, script: Script) -> None:
    close(filing, "default", "2026-03", by="Zoé")
    with pytest.raises(RefusedError, match="closed up to"):
        close(filing, "default", "2026-02", by="Zoé")
    other = Company(code="autre")
    document = read(filing, script, an_invoice(), company=other)
    assert document.reading
    assert document.reading.entry
    assert document.reading.entry.date == date(2026, 3, 2)


def test_an_employee_who_advanced_the_money_is_repaid(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.correct(document.id, {"paid_by": "staff"}, by="Zoé")
    filing.validate(document.id, by="Zoé")
    pay(filing, document.id, on=date(2026, 3, 31), paid_by=PaidBy.BANK, by="Zoé")

    claim, repaid = sorted(booked(filing), key=lambda entry: entry.kind, reverse=True)
    assert (claim.journal, moves(claim)) == ("NDF", "D 6226 100.00 · D 44566 20.00 · C 421 120.00")
    assert (repaid.journal, moves(repaid)) == ("BQ", "D 421 120.00 · C 512 120.00")
    with pytest.raises(RefusedError, match="paid already"):
        pay(filing, document.id, on=date(2026, 3, 31), paid_by=PaidBy.BANK, by="Zoé")


def test_on_receipts_the_tax_of_a_service_waits_for_its_payment(filing: Filing, script: Script) -> None:
    """CGI art. 269, 2-c: due, and deducted, when the service is paid."""
    filing.companies.tell("default", {"vat_regime": "receipts"}, by="Zoé")
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    pay(filing, document.id, on=date(2026, 4, 10), paid_by=PaidBy.BANK, by="Zoé")

    purchase, payment = sorted(booked(filing), key=lambda entry: entry.kind, reverse=True)
    assert moves(purchase) == "D 6226 100.00 · D 4458 20.00 · C 401 120.00"
    assert moves(payment) == "D 401 120.00 · C 512 120.00 · D 44566 20.00 · C 4458 20.00"


def test_the_next_document_of_a_seller_gets_what_was_decided_before(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice("F1", seller="Zxqw"))
    filing.correct(document.id, {"category": "training", "account": "6183", "paid_by": "cash", "deductible_percent": "50"}, by="Zoé")
    filing.validate(document.id, by="Zoé")

    entry = read(filing, script, an_invoice("F2", on=date(2026, 5, 4), seller="ZXQW SARL")).reading
    assert entry
    assert entry.entry
    assert entry.entry.journal == "CA"
    assert [(line.account, line.debit) for line in entry.entry.lines[:2]] == [("6183", Decimal("110.00")), ("44566", Decimal("10.00"))]


def test_a_habit_of_one_company_is_none_of_another(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice("F1"))
    filing.correct(document.id, {"category": "gifts"}, by="Zoé")
    filing.validate(document.id, by="Zoé")

    other = read(filing, script, an_invoice("F2"), company=Company(code="autre")).reading
    assert other
    assert other.category
    assert other.category.value != "gifts"


def test_a_new_photograph_or_the_e_invoice_of_the_same_purchase_is_pointed_out(filing: Filing, script: Script) -> None:
    first = read(filing, script, an_invoice("F1"))
    twin = an_invoice("F1")
    script.reading = replace(twin, facts=twin.facts.having(seller_name=Found(value="MAITRE DURAND", confidence=0.5)))
    receipt = filing.receive(Upload(name="photo.jpg", content=b"another photograph"))
    (again,) = filing.read_document(receipt.id)

    assert again.reading
    assert f"perhaps the same document as {first.id}" in again.reading.doubts


def test_a_payment_is_taken_back_by_its_opposite_and_may_be_booked_again(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.correct(document.id, {"paid_by": "staff"}, by="Zoé")
    filing.validate(document.id, by="Zoé")
    pay(filing, document.id, on=date(2026, 3, 31), paid_by=PaidBy.BANK, by="Zoé")
    unpay(filing, document.id, by="Ali")
    with pytest.raises(RefusedError, match="No payment"):
        unpay(filing, document.id, by="Ali")
    pay(filing, document.id, on=date(2026, 4, 2), paid_by=PaidBy.CASH, by="Zoé")

    entries = filing.stores.register.books.of_document(document.id)
    assert [(entry.name, entry.kind, entry.reverses) for entry in entries] == [
        ("NDF 1", "purchase", ""),
        ("BQ 1", "payment", "NDF 1"),
        ("BQ 2", "reversal", "BQ 1"),
        ("CA 1", "payment", "NDF 1"),
    ]
    assert moves(entries[2]) == "C 421 120.00 · D 512 120.00"
    assert [event.what for event in filing.stores.register.history(document.id)][-3:] == ["paid", "unpaid", "paid"]


def test_what_is_paid_is_reversed_only_after_its_payment(filing: Filing, script: Script) -> None:
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    pay(filing, document.id, on=date(2026, 3, 31), paid_by=PaidBy.BANK, by="Zoé")
    with pytest.raises(RefusedError, match="payment of this entry"):
        reverse(filing, document.id, reason="wrong", by="Zoé")
    unpay(filing, document.id, by="Zoé")

    assert reverse(filing, document.id, reason="wrong", by="Zoé").state is State.TO_VALIDATE


@pytest.mark.parametrize("source", [PaidBy.SUPPLIER, PaidBy.STAFF, PaidBy.ASSOCIATE, PaidBy.OWNER])
def test_the_firm_pays_from_its_own_money_only(filing: Filing, script: Script, source: PaidBy) -> None:
    document = read(filing, script, an_invoice())
    filing.validate(document.id, by="Zoé")
    with pytest.raises(RefusedError, match="does not pay from there"):
        pay(filing, document.id, on=date(2026, 3, 31), paid_by=source, by="Zoé")


def advanced_before(filing: Filing, script: Script, paid_by: str, *, then: Filing | None = None) -> Document:
    """The second document of a seller, whose first one a person had paid."""
    first = read(filing, script, an_invoice("F1", seller="Zxqw"))
    filing.correct(first.id, {"category": "training", "account": "6183", "paid_by": paid_by}, by="Zoé")
    filing.validate(first.id, by="Zoé")
    return read(then or filing, script, an_invoice("F2", on=date(2026, 5, 4), seller="ZXQW SARL"))


@pytest.mark.parametrize(("paid_by", "account"), [("staff", "421"), ("associate", "4551")])
def test_who_validates_that_somebody_paid_as_last_time_says_so(filing: Filing, script: Script, paid_by: str, account: str) -> None:
    second = advanced_before(filing, script, paid_by)
    assert second.reading
    assert second.reading.entry
    assert [line.account for line in second.reading.entry.lines] == ["6183", "44566", account]
    assert second.id not in [each.document_id for each in open_advances(filing, "default")]

    filing.validate(second.id, by="Zoé")

    assert second.id in [each.document_id for each in open_advances(filing, "default")]
    assert [(word.field, word.value, word.by) for word in filing.stores.register.corrections(second.id)] == [("paid_by", paid_by, "Zoé")]


@pytest.mark.parametrize("said", ["", "supplier"])
def test_what_is_said_of_this_document_beats_who_paid_last_time(filing: Filing, script: Script, said: str) -> None:
    second = filing.correct(advanced_before(filing, script, "staff").id, {"paid_by": said}, by="Karim")
    assert second.reading
    assert second.reading.entry
    assert [line.account for line in second.reading.entry.lines] == ["6183", "44566", "401"]

    filing.validate(second.id, by="Zoé")

    assert second.id not in [each.document_id for each in open_advances(filing, "default")]


@pytest.mark.parametrize(("paid_by", "state"), [("staff", State.TO_VALIDATE), ("supplier", State.VALIDATED)])
def test_nothing_is_booked_alone_because_somebody_paid_last_time(filing: Filing, script: Script, paid_by: str, state: State) -> None:
    alone = replace(filing, automate_under=Decimal(100_000))

    assert advanced_before(filing, script, paid_by, then=alone).state is state
