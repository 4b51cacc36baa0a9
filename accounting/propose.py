"""From the facts of a purchase to a journal entry that balances, in the chart of the company's country.

What is not certain is not booked: no entry without a date, a total, figures that agree and the currency of the books, or its
rate from a person; and no VAT is deducted that the document does not show, or that the law does not let the company deduct (it
then stays in the expense, PCG art. 1221).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accounting.amounts import Amounts, amounts_of
from accounting.asked import asked_above_total
from accounting.auxiliary import auxiliary_of
from accounting.chart import Account, NoAccountError, as_booked, company_account, country_pack
from accounting.origin import is_foreign_tax, owes_tax_itself
from domain.circumstances import USUAL, Circumstances, PaidBy, ReverseCharge
from domain.company import Company
from domain.entry import EntryLine, ForeignAmount, JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from domain.money import ZERO, rounded
from domain.seller import NOTHING_SEEN, Seen

GOODS = frozenset(
    {Category.GOODS, Category.RAW_MATERIALS, Category.ENERGY, Category.WATER, Category.FUEL, Category.OFFICE_SUPPLIES}
    | {Category.SMALL_EQUIPMENT, Category.EQUIPMENT, Category.DOCUMENTATION, Category.GIFTS}
)
"""What is delivered, electricity and gas too, and not done: its VAT is due, and deducted, with the delivery (CGI art. 256 II, 269)."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A sum on the debit side of an account when positive, on the credit side when negative."""

    purpose: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A purchase and everything that decides how it is booked; `spent` are its amounts in a currency that is not the books'."""

    facts: Facts
    category: Category
    company: Company
    on: date
    amounts: Amounts
    circumstances: Circumstances
    currency: str
    spent: Amounts | None = None

    @property
    def country(self) -> str:
        return self.company.country

    def account(self, purpose: str) -> Account:
        """The account of a purpose on the day of the document. Raises NoAccountError."""
        return company_account(purpose, company=self.company, on=self.on)

    @property
    def is_asset(self) -> bool:
        """Whether the accountant's own account is one of fixed assets, class 2 of every plan here."""
        return (self.circumstances.account or "").startswith("2") or self.circumstances.asset is not None

    @property
    def vat(self) -> str:
        """The purpose of the account of the VAT that may be deducted."""
        if self.is_asset:
            return "vat_assets"
        waits = self.circumstances.holds_tax and self.category not in GOODS and not self.circumstances.paid_by.is_the_firm
        return "vat_waiting" if waits else self.account(self.category).vat


def propose(
    facts: Facts,
    *,
    document_type: DocumentType,
    category: Category,
    company: Company,
    circumstances: Circumstances = USUAL,
    seen: Seen = NOTHING_SEEN,
) -> JournalEntry | None:
    """The entry of a purchase, or None when it cannot be booked safely.

    `seen` tells the auxiliary account of the seller, and from when on the books are open: a late document is dated on that day and
    keeps its own date in the label (PCG art. 1031-4).
    """
    case = _case(facts, document_type=document_type, category=category, company=company, circumstances=circumstances)
    if case is None:
        return None
    try:
        return _entry(case, seen)
    except NoAccountError:
        return None


def _case(facts: Facts, *, document_type: DocumentType, category: Category, company: Company, circumstances: Circumstances) -> _Case | None:
    pack = country_pack(company.country)
    if not document_type.is_bookable or facts.issue_date is None:
        return None
    spent = facts.currency.value if facts.currency else pack.CURRENCY
    if spent != pack.CURRENCY and circumstances.exchange_rate is None:
        return None
    on = facts.issue_date.value
    amounts = amounts_of(
        facts,
        document_type=document_type,
        currency=spent,
        rounding=pack.tables.limit("rounding", on) or ZERO,
        rates=pack.rates(on),
    )
    if amounts is None:
        return None
    is_abroad = spent != pack.CURRENCY
    booked = _converted(amounts, circumstances.exchange_rate or Decimal(1), pack.CURRENCY) if is_abroad else amounts
    return _Case(
        facts=facts,
        category=as_booked(category, country=company.country, on=on, net=booked.net) if circumstances.asset is None else category,
        company=company,
        on=on,
        amounts=booked,
        circumstances=circumstances,
        currency=pack.CURRENCY,
        spent=amounts if is_abroad else None,
    )


def _converted(amounts: Amounts, rate: Decimal, currency: str) -> Amounts:
    """The amounts in the currency of the books; what rounding leaves over stays in the net."""
    gross, tax = rounded(amounts.gross * rate, currency), rounded((amounts.tax or ZERO) * rate, currency)
    due = rounded(amounts.due * rate, currency) if amounts.due is not None else None
    return replace(amounts, gross=gross, net=gross - tax, tax=tax if amounts.tax is not None else None, difference=ZERO, due=due)


def _entry(case: _Case, seen: Seen) -> JournalEntry:
    moves = [*_purchase(case), *_beside_the_total(case)]
    moves.append(_Move(_counterpart(case), -sum((move.amount for move in moves), ZERO)))
    sums: dict[str, Decimal] = {}
    for move in moves:
        sums[move.purpose] = sums.get(move.purpose, ZERO) + move.amount
    sign = -1 if case.amounts.is_refund else 1
    date_of_entry = max(case.on, seen.open_from) if seen.open_from else case.on
    label = _label(case.facts) + (f" (pièce du {case.on:%d/%m/%Y})" if date_of_entry != case.on else "")
    auxiliary = seen.auxiliary or auxiliary_of(case.facts.seller_name.value if case.facts.seller_name else None)
    return JournalEntry(
        journal=case.circumstances.paid_by.journal,
        date=date_of_entry,
        reference=case.facts.invoice_number.value if case.facts.invoice_number else "",
        label=label,
        lines=tuple(_line(case, purpose, amount * sign, label, auxiliary) for purpose, amount in sums.items() if amount),
    )


def _purchase(case: _Case) -> Iterator[_Move]:
    """The expense and the VAT on it; what may not be deducted stays in the expense."""
    is_foreign = case.spent is not None or is_foreign_tax(case.facts, country=case.country, on=case.on)
    deducted = ZERO if is_foreign else _deducted(case, case.amounts.tax or ZERO)
    yield _Move(_expense(case), case.amounts.gross - deducted - case.amounts.difference)
    yield _Move(case.vat, deducted - case.circumstances.deposit_tax)
    yield _Move("deposit_paid", -case.circumstances.deposit_net)
    yield from _reverse_charge(case)


def _reverse_charge(case: _Case) -> Iterator[_Move]:
    """The VAT that the buyer owes, and deducts as far as it may (CGI art. 283, art. 271)."""
    seems_eu = not case.amounts.tax and owes_tax_itself(case.facts, country=case.country)
    kind = case.circumstances.reverse_charge or (ReverseCharge.EU if seems_eu else None)
    rate = case.circumstances.reverse_charge_rate or country_pack(case.country).tables.normal_rate(case.on)
    if kind is None or rate is None or case.amounts.tax or case.circumstances.owes_no_tax:
        return
    owed = rounded(case.amounts.gross * rate / 100, case.currency)
    deducted = _deducted(case, owed)
    yield _Move("vat_assets" if case.is_asset else case.account(case.category).vat, deducted)
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
    return str(case.circumstances.asset or case.category)


def _deducted(case: _Case, tax: Decimal) -> Decimal:
    percent = case.circumstances.deductible_percent
    if not case.circumstances.deducts_tax:
        return ZERO
    if percent is None:
        what = str(case.circumstances.asset or case.category)
        percent = country_pack(case.country).tables.deductible_percent(what, case.on, vehicle=case.circumstances.vehicle)
    return rounded(tax * percent / 100, case.currency)


def _counterpart(case: _Case) -> str:
    """Who is owed: the one who paid, or the supplier, who has an account of its own for fixed assets."""
    if case.circumstances.paid_by is not PaidBy.SUPPLIER:
        return str(case.circumstances.paid_by)
    if case.circumstances.is_deposit:
        return "supplier"
    return "supplier_assets" if case.is_asset else case.account(case.category).supplier


def _line(case: _Case, purpose: str, amount: Decimal, label: str, auxiliary: str) -> EntryLine:
    """One side of one account, a positive amount being a debit."""
    is_expense = purpose == _expense(case) and not case.circumstances.is_deposit
    number = case.circumstances.account if is_expense and case.circumstances.account else case.account(purpose).number
    return EntryLine(
        account=number,
        debit=max(amount, ZERO),
        credit=max(-amount, ZERO),
        label=label,
        auxiliary=auxiliary if purpose.startswith("supplier") else None,
        foreign=_foreign(case) if purpose == _counterpart(case) else None,
    )


def _foreign(case: _Case) -> ForeignAmount | None:
    """What the document asks in its own currency, beside the line of who is owed."""
    if case.spent is None or case.facts.currency is None:
        return None
    return ForeignAmount(amount=case.spent.gross, currency=case.facts.currency.value)


def _label(facts: Facts) -> str:
    words = [found.value for found in (facts.seller_name, facts.invoice_number) if found]
    return " ".join(" ".join(words).split()) or "Achat"
