"""The groups of an e-invoice that repeat: VAT by rate (BG-23), lines (BG-25), allowances and charges (BG-20, BG-21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from domain.facts import InvoiceLine, TaxRow
from domain.money import ZERO
from extractors.einvoice.parse import Element
from extractors.einvoice.values import Paths, amount_of, text_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Where the rows of a group stand, and the paths of their cells from there."""

    rows: str
    cells: Mapping[str, Paths]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTable:
    """Cells of `taxes`: rate, base, amount. Of `lines`: description, quantity, unit_price, price_base, tax_rate, amount.

    Of `allowances` and `charges`: description, tax_rate, amount.
    """

    taxes: Group
    lines: Group
    allowances: Group
    charges: Group


def tax_rows_of(root: Element, table: RowTable, *, currency: str) -> tuple[TaxRow, ...]:
    """VAT by rate, in the order of the invoice. Categories that are exempt may leave out their rate: it is nought."""
    return tuple(row for node in _nodes(root, table.taxes, currency=currency) if (row := _tax_row(node, table.taxes)))


def lines_of(root: Element, table: RowTable) -> tuple[InvoiceLine, ...]:
    """The lines, then each allowance and charge of the whole document as a line of its own, an allowance negative.

    So the amounts of the lines make the total without tax (BR-CO-13). Lines that only comment are left out. Without
    any line of goods there is none at all, since allowances alone would pass for the whole.
    """
    lines = [line for node in _nodes(root, table.lines) if (line := _line(node, table.lines))]
    if not lines:
        return ()
    lines += [_adjustment(node, table.allowances, sign=-1) for node in _nodes(root, table.allowances)]
    lines += [_adjustment(node, table.charges, sign=1) for node in _nodes(root, table.charges)]
    return tuple(lines)


def _nodes(root: Element, group: Group, *, currency: str = "") -> Iterator[Element]:
    return iter(cast("list[Element]", root.xpath(group.rows, currency=currency)))


def _amount(node: Element, group: Group, cell: str) -> Decimal | None:
    return amount_of(text_at(node, group.cells[cell]))


def _tax_row(node: Element, group: Group) -> TaxRow | None:
    rate, base = _amount(node, group, "rate") or ZERO, _amount(node, group, "base")
    amount = _amount(node, group, "amount")
    if amount is None and rate == 0:
        amount = ZERO
    return TaxRow(rate=rate, base=base, amount=amount) if base is not None and amount is not None else None


def _line(node: Element, group: Group) -> InvoiceLine | None:
    quantity, amount = _amount(node, group, "quantity"), _amount(node, group, "amount")
    if quantity is None and amount is None:
        return None
    return InvoiceLine(
        description=text_at(node, group.cells["description"]),
        quantity=quantity,
        unit_price=_price_of_one(node, group),
        tax_rate=_amount(node, group, "tax_rate"),
        amount=amount,
    )


def _price_of_one(node: Element, group: Group) -> Decimal | None:
    """BT-146 over BT-149: prices may stand for a hundred or a thousand pieces."""
    price, pieces = _amount(node, group, "unit_price"), _amount(node, group, "price_base")
    return price / pieces if price is not None and pieces and pieces != 1 else price


def _adjustment(node: Element, group: Group, *, sign: int) -> InvoiceLine:
    amount = _amount(node, group, "amount")
    return InvoiceLine(
        description=text_at(node, group.cells["description"]),
        tax_rate=_amount(node, group, "tax_rate"),
        amount=None if amount is None else amount * sign,
    )
