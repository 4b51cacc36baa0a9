"""The VAT block of a ticket in the manners of different tills, and which of its figures can be known from the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.money import as_text
from samples.sales import Sale
from samples.till import Row, Till
from samples.truth import Value

HEADS = {
    "columns": ("TVA %", "HT", "TVA", "TTC"),
    "columns_gross_first": ("Taux", "TTC", "TVA", "HT"),
    "letters": ("Code Taux", "H.T.", "TVA", "TTC"),
    "digits": ("T  TAUX", "HT", "TVA", "TTC"),
    "rate_last": ("Base HT", "TVA", "TTC", "Taux"),
}
"""The head of each table by style; the other styles have none."""

MORE_STYLES = ("digits", "rate_last", "labelled", "sum")
"""Styles that the samples of this folder were not printed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTaxes:
    """The part of the truth that the VAT block bears."""

    fields: dict[str, Value]
    breakdown: tuple[dict[str, str], ...] | None


def tax_rows(sale: Sale, till: Till) -> Iterator[Row]:
    """The rows of the till's style."""
    style = till.tax_style
    if style == "none":
        return
    if style in HEADS:
        yield Row(left=_columns(till, *HEADS[style]))
    for place, row in enumerate(sale.rows):
        rate = f"{as_text(row.rate)}".replace(".", till.decimal_mark)
        base, tax, gross = (till.amount(value, euro=False) for value in (row.base, row.tax, row.gross))
        if style == "columns":
            yield Row(left=_columns(till, f"{rate}%", base, tax, gross))
        elif style == "columns_gross_first":
            yield Row(left=_columns(till, f"{rate}%", gross, tax, base))
        elif style in ("letters", "digits"):
            yield Row(left=_columns(till, f"{code_of(style, place)} {rate}%", base, tax, gross))
        elif style == "rate_last":
            yield Row(left=_columns(till, base, tax, gross, f"{rate}%"))
        elif style == "labelled":
            yield Row(left=f"Total HT {rate}%", right=base, align="split")
            yield Row(left=f"TVA {rate}%", right=tax, align="split")
        elif style == "sum":
            yield Row(left=f"{rate}% : {base} HT + {tax} TVA", right=gross, align="split")
        elif style == "sentence":
            yield Row(left=f"TVA {rate}% HT {base}", right=f"TVA {tax}", align="split")
        elif style == "dont":
            yield Row(left=f"Dont TVA {rate}%", right=till.amount(row.tax), align="split")
        else:
            yield Row(left=f"TVA ({place + 1}) {rate}% sur {gross}", right=tax, align="split")
    yield Row()


def taxes_as_printed(sale: Sale, till: Till) -> PrintedTaxes:
    """Net and tax are judged where the paper bears them; rows whose base is not printed are judged only when one
    rate makes the base plain."""
    net, tax = (sum(values, Decimal(0)) for values in zip(*[(row.base, row.tax) for row in sale.rows], strict=True))
    if till.tax_style == "none":
        if till.shows_net:
            return PrintedTaxes(fields={"total_without_tax": as_text(net)}, breakdown=None)
        return PrintedTaxes(fields={"total_without_tax": None, "total_tax": None}, breakdown=())
    fields: dict[str, Value] = {"total_tax": as_text(tax)}
    complete = till.tax_style not in ("dont", "parenthesis")
    if complete or (till.shows_net and till.tax_style == "dont"):
        fields["total_without_tax"] = as_text(net)
    rows = tuple(row.as_truth("EUR") for row in sale.rows)
    return PrintedTaxes(fields=fields, breakdown=rows if complete or len(rows) == 1 or till.tax_style == "parenthesis" else None)


def code_of(style: str, place: int) -> str:
    """The till's code for the rate in that place, the lowest first: a letter, or a digit."""
    return "123456"[place] if style == "digits" else "ABCDEF"[place]


def _columns(till: Till, first: str, *others: str) -> str:
    width = (till.columns - 9) // 3
    return first.ljust(9) + "".join(f" {other.rjust(width - 1)}" for other in others)
