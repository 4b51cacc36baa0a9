"""What is asked and how it was paid: the amount due, cash, the currency of the books, an entry that balances."""

from __future__ import annotations

from collections.abc import Iterator

from accounting.asked import asked_above_total
from accounting.case import Case, Rule
from domain.checks import Check
from domain.entry import JournalEntry
from domain.kinds import PaymentMethod
from domain.money import as_text


def _entry_balances(case: Case) -> Iterator[Check]:
    if entry := case.entry:
        sign = "=" if entry.debit == entry.credit else "≠"
        words = f"{_terms(entry, 'debit')} {sign} {_terms(entry, 'credit')}"
        yield Check(code="entry_balances", ok=entry.debit == entry.credit, message=words)


def _terms(entry: JournalEntry, side: str) -> str:
    amounts = [amount for line in entry.lines if (amount := line.debit if side == "debit" else line.credit)]
    return " + ".join(as_text(amount) for amount in amounts)


def _amount_due(case: Case) -> Iterator[Check]:
    """Less asked than the total is a part paid before; more is stamp duty, or cents of rounding, or a figure to look at."""
    amounts = case.amounts
    if amounts is None or amounts.due is None or not case.is_in_books_currency:
        return
    asked = asked_above_total(amounts, country=case.country, on=case.on)
    due, total = as_text(amounts.due), as_text(amounts.gross)
    gap = amounts.due - amounts.gross
    if asked.stamp_duty:
        reason = f"{due} − {total} = {as_text(gap)}, stamp duty on cash"
    elif gap == 0:
        reason = f"{due} = {total}"
    elif asked.rounding:
        reason = f"{due} − {total} = {as_text(gap)}, rounding"
    elif asked.unexplained:
        reason = f"{due} − {total} = {as_text(gap)} asked above the total, for no reason that is known"
    else:
        reason = f"{total} − {due} = {as_text(-gap)} paid or deducted before"
    yield Check(code="amount_due_explained", ok=not asked.unexplained, message=reason)


def _cash_limit(case: Case) -> Iterator[Check]:
    """France: C. mon. fin. art. D112-3; Algeria: no deduction above it, CTCA art. 30; Morocco: CGI art. 106."""
    method, total, limit = case.facts.payment_method, case.facts.total_with_tax, case.limit("cash_payment")
    if method and method.value is PaymentMethod.CASH and total and limit is not None and case.is_in_books_currency:
        ok = total.value <= limit
        words = f"{as_text(total.value)} in cash is {'within' if ok else 'above'} the limit of {as_text(limit)}"
        yield Check(code="cash_limit", ok=ok, message=words)


def _currency_of_the_books(case: Case) -> Iterator[Check]:
    """The rate is a person's to tell (that of the day, or of customs): none is ever supposed."""
    if not case.facts.currency or case.is_in_books_currency or not case.document_type.is_bookable:
        return
    spent, kept, rate = case.facts.currency.value, case.pack.CURRENCY, case.circumstances.exchange_rate
    if rate is None:
        words = f"{spent} is not {kept}: no entry is proposed without the day's rate; tell it as exchange_rate"
        yield Check(code="currency_of_the_books", ok=True, message=words)
    elif case.entry and case.facts.total_with_tax:
        total = case.facts.total_with_tax.value
        words = f"{as_text(total)} {spent} × {rate.normalize():f} = {as_text(total * rate)} {kept}"
        yield Check(code="currency_of_the_books", ok=True, message=words)


RULES: tuple[Rule, ...] = (_entry_balances, _amount_due, _cash_limit, _currency_of_the_books)
