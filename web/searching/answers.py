"""The line that answers a question: "14 invoices, 3,482.10 € with tax", "on average 248.72 €"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.kinds import DocumentType
from search.index import Answer
from search.query import Query
from web.language import Speech


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Marks two forms for the catalogue, as `N_` marks one."""
    return one, many


NOUNS: Mapping[str, tuple[str, str]] = {
    DocumentType.INVOICE: ngettext("%(num)s invoice", "%(num)s invoices"),
    DocumentType.CREDIT_NOTE: ngettext("%(num)s credit note", "%(num)s credit notes"),
    DocumentType.RECEIPT: ngettext("%(num)s receipt", "%(num)s receipts"),
    DocumentType.QUOTE: ngettext("%(num)s quote", "%(num)s quotes"),
    DocumentType.PURCHASE_ORDER: ngettext("%(num)s purchase order", "%(num)s purchase orders"),
    DocumentType.DELIVERY_NOTE: ngettext("%(num)s delivery note", "%(num)s delivery notes"),
    DocumentType.BANK_STATEMENT: ngettext("%(num)s bank statement", "%(num)s bank statements"),
    DocumentType.PAYSLIP: ngettext("%(num)s payslip", "%(num)s payslips"),
    DocumentType.CONTRACT: ngettext("%(num)s contract", "%(num)s contracts"),
    DocumentType.LETTER: ngettext("%(num)s letter", "%(num)s letters"),
}
_DOCUMENTS = ngettext("%(num)s document", "%(num)s documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How many, how much (one text a currency), and what they mean: a total, or an average."""

    count: str
    amounts: tuple[str, ...]
    is_average: bool
    unpriced: str = ""


def line_of(speech: Speech, query: Query, answer: Answer) -> Line:
    """The answer in words. An average counts the documents that bear an amount; those that bear none are told."""
    one, many = NOUNS.get(query.document_type or "", _DOCUMENTS)
    is_average = query.aggregate == "average"
    amounts = averages(answer) if is_average else answer.sums
    missing = answer.total - sum(answer.priced.values())
    return Line(
        count=speech.count(one, many, answer.total),
        amounts=tuple(speech.money(amount, currency) for currency, amount in amounts.items()),
        is_average=is_average,
        unpriced=speech.count("%(num)s without an amount", "%(num)s without an amount", missing) if query.aggregate and missing else "",
    )


def averages(answer: Answer) -> dict[str, Decimal]:
    """The mean by currency of the documents that bear an amount."""
    return {currency: total / answer.priced[currency] for currency, total in answer.sums.items()}
