"""From the facts of a purchase to a journal entry that balances, in the chart of the company's country.

What is not certain is not booked: no entry without a date, a total, figures that agree and the currency of the books; and no
VAT is deducted that the document does not show, or that the law does not let the company deduct (it then stays in the expense,
PCG art. 1221).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.amounts import Amounts, amounts_of
from accounting.asked import asked_above_total
from accounting.auxiliary import auxiliary_of
from accounting.chart import NoAccountError, account_of, as_booked, country_pack
from accounting.origin import is_foreign_tax, owes_tax_itself
from domain.circumstances import USUAL, Circumstances, PaidBy, ReverseCharge
from domain.company import Company
from domain.entry import EntryLine, JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from domain.money import ZERO, rounded


@dataclass(frozen=True, slots=True)
class _Move:
    """A sum on the debit side of an account when positive, on the credit side when negative."""

    purpose: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A purchase and everything that decides how it is booked."""

    facts: Facts
    category: Category
    country: str
    on: date
    amounts: Amounts
    circumstances: Circumstances
    currency: str


def propose(
    facts: Facts,
    *,
    document_type: DocumentType,
    category: Category,
    company: Company,
    circumstances: Circumstances = USUAL,
    auxiliaries: Mapping[str, str] | None = None,
) -> JournalEntry | None:
    """The entry of a purchase, or None when it cannot be booked safely.

    `auxiliaries` are the codes that the company gave its suppliers before, by SIREN or by name; a new supplier's code is
    made from its name.
    """
    case = _case(facts, document_type=document_type, category=category, company=company, circumstances=circumstances)
    if case is None:
        return None
    try:
        return _entry(case, _auxiliary(facts, auxiliaries or {}))
    except NoAccountError:
        return None


def _case(facts: Facts, *, document_type: DocumentType, category: Category, company: Company, circumstances: Circumstances) -> _Case | None:
    pack = country_pack(company.country)
    if not document_type.is_bookable or facts.issue_date is None:
        return None
    if facts.currency is not None and facts.currency.value != pack.CURRENCY:
        return None
    on = facts.issue_date.value
    amounts = amounts_of(
        facts,
        document_type=document_type,
        currency=pack.CURRENCY,
        rounding=pack.tables.limit("rounding", on) or ZERO,
        rates=pack.rates(on),
    )
    if amounts is None:
        return None
    booked = as_booked(category, country=company.country, on=on, net=amounts.net)
    return _Case(
        facts=facts,
        category=booked,
        country=company.country,
        on=on,
        amounts=amounts,
        circumstances=circumstances,
        currency=pack.CURRENCY,
    )


def _entry(case: _Case, auxiliary: str) -> JournalEntry:
    moves = [*_purchase(case), *_beside_the_total(case)]
    moves.append(_Move(_counterpart(case), -sum((move.amount for move in moves), ZERO)))
    sums: dict[str, Decimal] = {}
    for move in moves:
        sums[move.purpose] = sums.get(move.purpose, ZERO) + move.amount
    sign = -1 if case.amounts.is_refund else 1
    label = _label(case.facts)
    return JournalEntry(
        journal=case.circumstances.paid_by.journal,
        date=case.on,
        reference=case.facts.invoice_number.value if case.facts.invoice_number else "",
        label=label,
        lines=tuple(_line(case, purpose, amount * sign, label, auxiliary) for purpose, amount in sums.items() if amount),
    )


def _purchase(case: _Case) -> Iterator[_Move]:
    """The expense and the VAT on it; what may not be deducted stays in the expense."""
    is_foreign = is_foreign_tax(case.facts, country=case.country, on=case.on)
    deducted = ZERO if is_foreign else _deducted(case, case.amounts.tax or ZERO)
    vat = account_of(case.category, country=case.country, on=case.on).vat
    yield _Move(_expense(case), case.amounts.gross - deducted - case.amounts.difference)
    yield _Move(vat, deducted - case.circumstances.deposit_tax)
    yield _Move("deposit_paid", -case.circumstances.deposit_net)
    yield from _reverse_charge(case, vat)


def _reverse_charge(case: _Case, vat: str) -> Iterator[_Move]:
    """The VAT that the buyer owes, and deducts as far as it may (CGI art. 283, art. 271)."""
    kind = case.circumstances.reverse_charge or (
        ReverseCharge.EU if not case.amounts.tax and owes_tax_itself(case.facts, country=case.country) else None
    )
    rate = case.circumstances.reverse_charge_rate or country_pack(case.country).tables.normal_rate(case.on)
    if kind is None or rate is None or case.amounts.tax:
        return
    owed = rounded(case.amounts.gross * rate / 100, case.currency)
    deducted = _deducted(case, owed)
    yield _Move(vat, deducted)
    yield _Move(_expense(case), owed - deducted)
    yield _Move(kind, -owed)


def _beside_the_total(case: _Case) -> Iterator[_Move]:
    """Cents of rounding, stamp duty on cash, and the tip."""
    yield _rounding(case.amounts.difference)
    yield _Move("tip", case.circumstances.tip)
    asked = asked_above_total(case.amounts, country=case.country, on=case.on)
    yield _Move("stamp_duty", asked.stamp_duty)
    yield _rounding(asked.rounding)


def _rounding(cents: Decimal) -> _Move:
    return _Move("rounding_loss" if cents > 0 else "rounding_gain", cents)


def _expense(case: _Case) -> str:
    if case.circumstances.is_deposit:
        return "deposit_paid"
    if case.amounts.is_refund and case.circumstances.discount_after:
        return "discount_after"
    return str(case.category)


def _deducted(case: _Case, tax: Decimal) -> Decimal:
    if not case.circumstances.deducts_tax:
        return ZERO
    tables = country_pack(case.country).tables
    percent = tables.deductible_percent(case.category, case.on, vehicle=case.circumstances.vehicle)
    return rounded(tax * percent / 100, case.currency)


def _counterpart(case: _Case) -> str:
    """Who is owed: the one who paid, or the supplier, who has an account of its own for fixed assets."""
    if case.circumstances.paid_by is not PaidBy.SUPPLIER:
        return str(case.circumstances.paid_by)
    if case.circumstances.is_deposit:
        return "supplier"
    return account_of(case.category, country=case.country, on=case.on).supplier


def _line(case: _Case, purpose: str, amount: Decimal, label: str, auxiliary: str) -> EntryLine:
    """One side of one account, a positive amount being a debit."""
    return EntryLine(
        account=account_of(purpose, country=case.country, on=case.on).number,
        debit=max(amount, ZERO),
        credit=max(-amount, ZERO),
        label=label,
        auxiliary=auxiliary if purpose.startswith("supplier") else None,
    )


def _auxiliary(facts: Facts, known: Mapping[str, str]) -> str:
    keys = [found.value for found in (facts.seller_siren, facts.seller_name) if found]
    return next((known[key] for key in keys if key in known), auxiliary_of(facts.seller_name.value if facts.seller_name else None))


def _label(facts: Facts) -> str:
    words = [found.value for found in (facts.seller_name, facts.invoice_number) if found]
    return " ".join(" ".join(words).split()) or "Achat"
