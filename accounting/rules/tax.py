"""VAT: rates in force, tax that may be deducted, mentions without which it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accounting.case import Case, Rule
from accounting.folded import folded
from accounting.origin import foreign_rates, is_foreign_tax, owes_tax_itself, seller_country
from domain.checks import Check
from domain.kinds import Category, DocumentType
from domain.money import CENT, as_percent, as_text

# What a seller writes who charges no VAT: the meaning, as the article changes from the CGI to the CIBS on 2027-01-01.
_EXEMPTION = re.compile(
    r"TVA NON APPLICABLE|NON APPLICABLE|FRANCHISE|293 ?B|EXONER|EXEMPT|AUTOLIQUIDATION|REVERSE CHARGE|STEUERSCHULDNERSCHAFT"
    r"|NON ASSUJETTI|NON SOUMIS|HORS CHAMP|SANS TVA|ART(?:ICLE)? ?(?:259|261|262|283)|INTRA ?COMMUNAUTAIRE|TVA SUR LA MARGE|DEBOURS"
)

_WITHOUT_TAX = frozenset(
    {Category.INSURANCE, Category.BANK_FEES, Category.POSTAGE, Category.TAXES, Category.PAYROLL, Category.RENT, Category.TRAINING}
    | {Category.SUBSCRIPTIONS, Category.FEES, Category.TRAVEL, Category.GIFTS}
)
"""What is often sold without VAT, so that its absence is no sign of anything (CGI art. 261, 261 C, 261 D)."""


def _rates_in_force(case: Case) -> Iterator[Check]:
    """A printed rate stands for one in force within ±0.05 points, as in DGFiP's own control of accounting files."""
    if not case.is_in_books_currency or _is_abroad(case):
        return
    known, tolerance = case.pack.rates(case.on), case.limit("rate_tolerance_points") or Decimal(0)
    elsewhere = foreign_rates(case.facts, country=case.country, on=case.on)
    for rate in sorted({row.rate for row in case.facts.tax_breakdown if row.rate}):
        ok = any(abs(rate - other) <= tolerance for other in known)
        if not ok and elsewhere:
            words = f"{as_percent(rate)} is no rate of {case.pack.NAME}, but one of {', '.join(elsewhere).upper()}"
        elif ok:
            words = f"{as_percent(rate)} was in force in {case.pack.NAME} on {case.on}"
        else:
            words = f"{as_percent(rate)} was not in force in {case.pack.NAME} on {case.on}: {', '.join(map(as_percent, known))}"
        yield Check(code="rate_in_force", ok=ok or bool(elsewhere), message=words)


def _tax_within_rates(case: Case) -> Iterator[Check]:
    """The tax is never more than the highest rate of the net."""
    amounts = case.amounts
    if amounts is None or not amounts.tax or not case.is_in_books_currency or _is_abroad(case):
        return
    if foreign_rates(case.facts, country=case.country, on=case.on):
        return
    highest = max(case.pack.rates(case.on), default=None)
    if highest is not None:
        most = amounts.net * highest / 100
        ok = amounts.tax <= most + 2 * CENT * max(1, len(case.facts.tax_breakdown))
        words = f"{as_text(amounts.tax)} {'≤' if ok else '>'} {as_text(amounts.net)} × {as_percent(highest)} = {as_text(most)}"
        yield Check(code="tax_within_rates", ok=ok, message=words)


def _tax_not_shown(case: Case) -> Iterator[Check]:
    amounts = case.amounts
    if case.entry and amounts and amounts.tax is None:
        words = f"no VAT is shown: {as_text(amounts.gross)} is booked whole and nothing is deducted"
        yield Check(code="tax_not_shown", ok=True, message=words)


def _tax_of_another_country(case: Case) -> Iterator[Check]:
    amounts = case.amounts
    if case.entry and amounts and amounts.tax and is_foreign_tax(case.facts, country=case.country, on=case.on):
        words = f"{as_text(amounts.tax)} is the VAT of another country: it is not deducted here"
        yield Check(code="tax_of_another_country", ok=True, message=words)


def _tax_deducted_in_part(case: Case) -> Iterator[Check]:
    """Fuel, passenger cars, hotels, transport of persons: what the law lets a firm deduct."""
    amounts = case.amounts
    if not (case.entry and case.category and amounts and amounts.tax) or is_foreign_tax(case.facts, country=case.country, on=case.on):
        return
    percent = case.deductible_percent
    if percent < 100:
        deducted = as_text(amounts.tax * percent / 100)
        words = f"{as_text(amounts.tax)} × {as_percent(percent)} = {deducted} may be deducted for {case.category}"
        yield Check(code="tax_deducted_in_part", ok=True, message=words)


def _owed_by_the_buyer(case: Case) -> Iterator[Check]:
    amounts, rate = case.amounts, case.pack.tables.normal_rate(case.on)
    if case.entry and amounts and rate and owes_tax_itself(case.facts, country=case.country):
        seller, owed = str(seller_country(case.facts)).upper(), as_text(amounts.gross * rate / 100)
        words = f"a seller of {seller} charged no VAT: {as_text(amounts.gross)} × {as_percent(rate)} = {owed} is owed here"
        yield Check(code="tax_owed_by_buyer", ok=True, message=words)


def _exemption_is_named(case: Case) -> Iterator[Check]:
    """An invoice without VAT says why (CGI ann. II art. 242 nonies A, I 12°)."""
    tax = case.facts.total_tax
    is_silent = case.category in _WITHOUT_TAX or case.document_type is not DocumentType.INVOICE or not case.text.strip()
    if tax is None or tax.value != 0 or case.country != "fr" or is_silent or not case.is_in_books_currency or _is_abroad(case):
        return
    named = _EXEMPTION.search(folded(case.text)) is not None
    words = "no VAT, and the invoice says why" if named else "no VAT, and the invoice does not say why"
    yield Check(code="exemption_named", ok=named, message=words)


def _meal_needs_an_invoice(case: Case) -> Iterator[Check]:
    """Above 150 € without tax a restaurant must write its customer's name, or the VAT is not deducted (BOI 3 E-1-06)."""
    amounts, limit = case.amounts, case.limit("meal_receipt_net")
    if not case.is_in_books_currency:
        return  # tax of another state is not deducted here, whoever is named
    if case.category is Category.MEALS and amounts and amounts.tax and limit is not None and case.document_type is DocumentType.RECEIPT:
        ok = amounts.net <= limit or case.facts.buyer_name is not None
        sign = "≤" if amounts.net <= limit else ">"
        words = f"{as_text(amounts.net)} {sign} {as_text(limit)}" + (
            "" if ok else ": ask the restaurant for an invoice in the company's name"
        )
        yield Check(code="meal_needs_invoice", ok=ok, message=words)


def _asset_or_charge(case: Case) -> Iterator[Check]:
    """Above 500 € without tax, what is used for more than a year is an asset (BOI-BIC-CHG-20-30-10)."""
    amounts, limit = case.amounts, case.limit("small_equipment_net")
    if case.entry and case.category is Category.SMALL_EQUIPMENT and amounts and limit is not None and amounts.net > limit:
        words = f"{as_text(amounts.net)} > {as_text(limit)}: an asset if one thing in it is used for more than a year"
        yield Check(code="asset_or_charge", ok=True, message=words)


def _is_abroad(case: Case) -> bool:
    return seller_country(case.facts) not in (None, case.country)


RULES: tuple[Rule, ...] = (
    _rates_in_force,
    _tax_within_rates,
    _tax_not_shown,
    _tax_of_another_country,
    _tax_deducted_in_part,
    _owed_by_the_buyer,
    _exemption_is_named,
    _meal_needs_an_invoice,
    _asset_or_charge,
)
