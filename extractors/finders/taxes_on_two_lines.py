"""Rows of VAT whose net and tax stand on a line each, as tills print them where there is no table.

Total HT 10,00 %   55,35          Total HT   1 843
TVA 10,00 %         5,53          18 %         332
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from domain.checks import tax_of
from domain.facts import TaxRow
from domain.page import Transcript
from extractors.candidate import Candidate
from extractors.figures import Figure, Row, read_figures
from extractors.finders.taxes import grace_of, rated_amount
from extractors.locale import Locale

FIELDS = ("tax_breakdown",)

REACH = 3
"""Lines between a net and its tax, at most."""


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """A row for each net and tax that one printed rate joins; a cent off it proves no total, as a digit of either may be misread."""
    figures = read_figures(transcript, locale)
    grace = grace_of(figures.currency)
    for row in figures.rows:
        rated = rated_amount(row)
        if rated is None or row.names("discount", "total_without_tax"):
            continue
        rate, tax = rated
        for other in figures.rows[max(0, row.number - REACH) : row.number + REACH + 1]:
            net = _net(other, row, rate)
            if net is None or tax.value * net.value <= 0:
                continue
            off = abs(tax_of(net.value, rate, figures.currency) - tax.value)
            if off <= grace:
                one, why = TaxRow(rate=rate, base=net.value, amount=tax.value), f"{net.value} × {rate:f} % = {tax.value}"
                witness = "near row" if off else "row"
                yield Candidate(field="tax_breakdown", value=one, score=0.9, place=tax.place, reason=why, witness=witness)


def _net(other: Row, row: Row, rate: Decimal) -> Figure | None:
    """The net of another line: it is called so there, and its own rate, if it has one, is the same."""
    if other is row or len(other.money) != 1 or other.line.page != row.line.page:
        return None
    own = [f.value.normalize() for f in other.figures if f.percent]
    named = other.names("total_without_tax") or (not other.labels and other.number == row.number - 1 and not own)
    return other.money[0] if named and (not own or own == [rate]) else None
