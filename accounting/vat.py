"""The VAT in an entry by rate, and the summary of a period in the boxes of a country's return: a preparation, never the return.

An entry's VAT follows from what it books: the tax of each rate as printed, and of it the share that stands on the account of
deductible VAT. Which box a share goes to is a table beside the country (`fr-return.csv`, `dz-return.csv`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.chart import NoAccountError, company_account, country_pack
from accounting.origin import seller_country
from accounting.propose import GOODS
from domain.company import Company
from domain.entry import JournalEntry, ValidatedEntry, VatShare
from domain.facts import Facts, TaxRow
from domain.kinds import Category
from domain.money import ZERO, rounded

DEDUCTIBLE = ("vat_services", "vat_assets", "vat_purchases", "vat_transport", "vat_waiting")
DUE = ("vat_due_eu", "vat_due_other")


def vat_shares(entry: JournalEntry, facts: Facts, *, company: Company, category: Category | None = None) -> tuple[VatShare, ...]:
    """The VAT that an entry books, by account and rate; the shares of one account add up to what stands on it.

    `category` and the seller's country tell which line of the return takes what the buyer owes.
    """
    on = facts.issue_date.value if facts.issue_date else entry.date
    shares: list[VatShare] = []
    for kind in DUE:
        if due := -_on_account(entry, kind, company=company, on=on):
            nature = _nature(kind, facts, category=category, country=company.country)
            shares.extend(_reverse_charge(kind, due, nature=nature, company=company, on=on))
    owed = {share.rate: share for share in shares}
    for kind in DEDUCTIBLE:
        if booked := _on_account(entry, kind, company=company, on=on):
            rows = _rows(facts, entry, company=company, on=on) if not owed else [_as_row(share) for share in owed.values()]
            shares.extend(_spread(kind, booked, rows, currency=country_pack(company.country).CURRENCY))
    return tuple(shares)


def _on_account(entry: JournalEntry, kind: str, *, company: Company, on: date) -> Decimal:
    """Debit less credit on the account of a purpose; zero where the plan has none."""
    try:
        number = company_account(kind, company=company, on=on).number
    except NoAccountError:
        return ZERO
    return sum((line.debit - line.credit for line in entry.lines if line.account == number), ZERO)


def _nature(kind: str, facts: Facts, *, category: Category | None, country: str) -> str:
    """Goods or services of a seller abroad, a seller at home, or "" where the seller's country or the category is not known."""
    seller = seller_country(facts)
    if kind == "vat_due_other" and seller == country:
        return "home"
    if category is None or (kind == "vat_due_other" and seller is None):
        return ""
    return "goods" if category in GOODS else "services"


def _reverse_charge(kind: str, due: Decimal, *, nature: str, company: Company, on: date) -> Iterator[VatShare]:
    rate = country_pack(company.country).tables.normal_rate(on) or Decimal(0)
    yield VatShare(kind=kind, rate=rate, base=rounded(due * 100 / rate) if rate else ZERO, tax=due, nature=nature)


def _as_row(share: VatShare) -> TaxRow:
    return TaxRow(rate=share.rate, base=share.base, amount=share.tax)


def _rows(facts: Facts, entry: JournalEntry, *, company: Company, on: date) -> list[TaxRow]:
    """The tax rows as printed, or the one row that the totals make, signed as the entry is."""
    sign = -1 if _on_any(entry, company=company, on=on) < 0 else 1
    rows = [row for row in facts.tax_breakdown if row.amount]
    if not rows and facts.total_tax:
        rows = [_single(abs(facts.total_tax.value), facts, company=company, on=on)]
    return [TaxRow(rate=row.rate, base=sign * abs(row.base), amount=sign * abs(row.amount)) for row in rows]


def _on_any(entry: JournalEntry, *, company: Company, on: date) -> Decimal:
    return sum((_on_account(entry, kind, company=company, on=on) for kind in DEDUCTIBLE), ZERO)


def _single(tax: Decimal, facts: Facts, *, company: Company, on: date) -> TaxRow:
    """One rate for the whole: the one in force that net and tax come nearest to."""
    total = facts.total_with_tax
    net = abs(facts.total_without_tax.value) if facts.total_without_tax else (abs(total.value) - tax if total else ZERO)
    known = country_pack(company.country).rates(on)
    rate = min(known, key=lambda each: abs(net * each / 100 - tax), default=Decimal(0))
    return TaxRow(rate=rate, base=net, amount=tax)


def _spread(kind: str, booked: Decimal, rows: list[TaxRow], *, currency: str) -> Iterator[VatShare]:
    """What stands on the account, over the rates in proportion to their tax; the last takes what rounding leaves."""
    whole = sum((row.amount for row in rows), ZERO)
    if not rows or not whole:
        yield VatShare(kind=kind, rate=Decimal(0), base=ZERO, tax=booked, deducted=booked)
        return
    left = booked
    for at, row in enumerate(rows):
        part = left if at == len(rows) - 1 else rounded(booked * row.amount / whole, currency)
        left -= part
        yield VatShare(kind=kind, rate=row.rate, base=row.base, tax=row.amount, deducted=part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A line of the return: its code and name, the sum, and the entries that make it (journal, number, document, sum).

    `certainty` says how the line is known: see ReturnRow.
    """

    code: str
    label: str
    certainty: str
    amount: Decimal
    entries: tuple[tuple[str, int, str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """A rate in the summary: the base, the tax, what is deducted of it and what is due, each with its entries."""

    kind: str
    rate: Decimal
    base: Decimal
    tax: Decimal
    deducted: Decimal
    entries: tuple[tuple[str, int, str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The VAT of a period: by rate, and in the boxes of the return where the country has a table of them."""

    first: date
    last: date
    rates: tuple[RateLine, ...]
    boxes: tuple[Box, ...]

    @property
    def deductible(self) -> Decimal:
        """What the period lets deduct; what waits for payment is not in it."""
        return sum((line.deducted for line in self.rates if line.kind in DEDUCTIBLE and line.kind != "vat_waiting"), ZERO)

    @property
    def due(self) -> Decimal:
        """What the buyer owes itself; the tax on its sales is not kept here."""
        return sum((line.tax for line in self.rates if line.kind in DUE), ZERO)


def summarise(booked: Iterable[ValidatedEntry], *, company: Company, first: date, last: date) -> Summary:
    """The summary of the entries of a period."""
    shares = [(entry, share) for entry in booked for share in entry.vat]
    rates = tuple(_rate_lines(shares))
    return Summary(first=first, last=last, rates=rates, boxes=tuple(_boxes(shares, company=company, on=last)))


def _rate_lines(shares: list[tuple[ValidatedEntry, VatShare]]) -> Iterator[RateLine]:
    keys = sorted({(share.kind, share.rate) for _, share in shares}, key=lambda key: (key[0], -key[1]))
    for kind, rate in keys:
        here = [(entry, share) for entry, share in shares if (share.kind, share.rate) == (kind, rate)]
        yield RateLine(
            kind=kind,
            rate=rate,
            base=sum((share.base for _, share in here), ZERO),
            tax=sum((share.tax for _, share in here), ZERO),
            deducted=sum((share.deducted for _, share in here), ZERO),
            entries=tuple((e.journal, e.number, e.document_id, s.tax if kind in DUE else s.deducted) for e, s in here),
        )


def _boxes(shares: list[tuple[ValidatedEntry, VatShare]], *, company: Company, on: date) -> Iterator[Box]:
    for row in country_pack(company.country).tables.return_rows(on):
        here = [(entry, _figure(share, row.figure)) for entry, share in shares if row.takes(share.kind, share.rate, share.nature)]
        total = sum((amount for _, amount in here), ZERO)
        yield Box(
            code=row.code,
            label=row.label,
            certainty=row.certainty,
            amount=total,
            entries=tuple((entry.journal, entry.number, entry.document_id, amount) for entry, amount in here),
        )


def _figure(share: VatShare, figure: str) -> Decimal:
    return {"base": share.base, "tax": share.tax, "deducted": share.deducted}[figure]
