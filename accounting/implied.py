"""What a document itself lets suppose of its circumstances, before anybody says anything: as words, which a person's word replaces."""

from __future__ import annotations

import re
from datetime import date

from accounting.chart import country_pack
from accounting.folded import folded
from accounting.origin import seller_country
from accounting.propose import GOODS
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from locales.abroad import EUROPEAN_UNION

_REVERSE_CHARGE = re.compile(r"\b(?:AUTO ?LIQUIDATION|AUTO ?LIQUIDE[ER]?|REVERSE CHARGE|STEUERSCHULDNERSCHAFT)\b")
_DEPOSIT = re.compile(r"\b(?:FACTURE D ACOMPTE|FACTURE ACOMPTE|DEPOSIT INVOICE)\b")
_HEAD_LINES = 12
"""Lines of a page in which a document says what it is."""


def implied(facts: Facts, *, text: str, document_type: DocumentType, category: Category, country: str, on: date) -> dict[str, str]:
    """Words such as {"reverse_charge": "other"}.

    The bank takes its own fees. A buyer owes the VAT where the seller charges none and says so (CGI art. 283, 2 nonies and
    the like), or where a seller outside the Union did a service (CGI art. 283-1). A deposit invoice says that it is one.
    """
    words = {}
    if category is Category.BANK_FEES:
        words["paid_by"] = "bank"
    if kind := _reverse_charge(facts, text=text, category=category, country=country, on=on):
        words["reverse_charge"] = kind
    if country == "sn" and re.search(r"\b\d{7,9} ?[01][A-HJ-NP-WZ]\d\b", folded(text)):
        words["deductible_percent"] = "0"  # the COFI of a supplier that passes on no VAT; see accounting/rules/mentions.py
    head = "\n".join(text.splitlines()[:_HEAD_LINES])
    if document_type is DocumentType.INVOICE and _DEPOSIT.search(folded(head)):
        words["is_deposit"] = "yes"
    return words


def _reverse_charge(facts: Facts, *, text: str, category: Category, country: str, on: date) -> str:
    charged = facts.total_tax.value if facts.total_tax else sum((row.amount for row in facts.tax_breakdown), start=0)
    tables = country_pack(country).tables
    if charged or country not in EUROPEAN_UNION or tables.account("vat_due_other", on) is None:
        return ""
    seller = seller_country(facts)
    is_service_from_afar = seller is not None and seller not in EUROPEAN_UNION and category not in GOODS
    if is_service_from_afar and facts.total_tax is not None:
        return "other"
    if not _REVERSE_CHARGE.search(folded(text)):
        return ""
    return "eu" if seller in EUROPEAN_UNION and seller != country else "other"
