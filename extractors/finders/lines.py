"""Lines of goods and services: columns under their heading on invoices, description and price on tickets.

What a column holds is told by its heading, by alignment, and by quantity × price = amount. The sum of the lines is one
more witness of the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from domain.facts import InvoiceLine
from domain.geometry import Box
from domain.money import CENT, rounded
from domain.page import Transcript, Word
from extractors.candidate import Candidate
from extractors.figures import Figure, Figures, Row, label_box, read_figures
from extractors.locale import Locale

FIELDS = ("lines", "total_with_tax", "total_without_tax")

_CLOSING = ("total_with_tax", "total_without_tax", "amount_due", "subtotal", "total_tax")
_PAYING = ("cash", "card", "change", "rounding", "payment_method")
_NOT_GOODS = ("not_an_amount", "seller_siret", "seller_vat_id")
_NOISE = re.compile(r"^[\W\d_]+$|^(?:x|EUR|€|RM|[A-Z]{1,2}\*?|Unit\(s\)|Stk|PCE|U)$")
COLUMN_IN_HEIGHTS = 4.0
"""How far an amount may end left of the one above it: a page that is not level shifts its column from line to line."""
HIGHEST_COUNT = Decimal(100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Goods:
    """A line of goods with the row it ends on."""

    line: InvoiceLine
    row: int


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """All lines as one candidate, and their sum as a witness of the totals."""
    figures = read_figures(transcript, locale)
    heading = _heading(figures)
    goods = _under(heading, figures) if heading else ()
    headed = bool(goods)
    if not goods:
        goods = _on_ticket(figures)
    if not goods:
        return
    lines = tuple(item.line for item in goods)
    yield Candidate(
        field="lines", value=lines, score=0.85 if headed else 0.6, reason="lines under a heading" if headed else "lines before the total"
    )
    yield from _sums(goods, figures)


def _sums(goods: Sequence[_Goods], figures: Figures) -> Iterable[Candidate]:
    amounts = [item.line.amount for item in goods if item.line.amount is not None]
    printed = {figure.value for figure in figures.money if figure.line > goods[-1].row}
    whole = sum(amounts, Decimal(0))
    for start in range(len(amounts)):
        total = sum(amounts[start:], Decimal(0))
        if total <= 0 or total not in printed or (start and len(amounts) - start < 2):
            continue
        score = (1.0 if total == whole else 0.6) * (1.0 if len(amounts) - start > 1 else 0.6)
        why = f"{len(amounts) - start} lines make {total}"
        yield Candidate(field="total_with_tax", value=total, score=score, reason=why, witness="lines")
        yield Candidate(field="total_without_tax", value=total, score=0.3 * score, reason=why, witness="lines")


def _heading(figures: Figures) -> Row | None:
    """The line that names the columns of the goods: description or quantity, and an amount."""
    best: tuple[int, Row] | None = None
    for row in figures.rows:
        if row.money or len(row.labels) < 2:
            continue
        kinds = {field for hit in row.labels for field in hit.fields if field.startswith("column_")}
        named = sum(1 for kind in ("column_description", "column_quantity", "column_unit_price") if kind in kinds)
        if "column_amount" in kinds and named > (best[0] if best else 0):
            best = (named, row)
    return best[1] if best else None


def _under(heading: Row, figures: Figures) -> tuple[_Goods, ...]:
    columns = [(label_box(heading.line, hit), hit) for hit in heading.labels]
    described = next((box for box, hit in columns if hit.names("column_description")), None)
    goods: list[_Goods] = []
    before: list[str] = []
    edge: float | None = None
    for row in figures.rows[heading.number + 1 :]:
        if row.names(*_CLOSING) and (row.money or goods) and not _is_goods(row):
            break
        if row.line.page != heading.line.page and not goods:
            break
        amount = row.money[-1] if row.money else None
        if amount is not None and edge is not None and edge - amount.place.box.right > COLUMN_IN_HEIGHTS * row.line.box.height:
            continue  # "Remise 11,94 comprise" under a description: an amount left of their column is none of a line
        text = _description(row, until=_end_of_description(row))
        if amount is None:
            if goods and text and _beneath(row, described) and not row.labels:
                goods[-1] = replace(goods[-1], line=_longer(goods[-1].line, text))
            elif not goods and text and not row.labels and any(c.isalpha() for c in text):
                before.append(text)
            continue
        goods.append(_Goods(line=_solved(row, amount, text or " ".join(before[-1:])), row=row.number))
        before, edge = [], amount.place.box.right
    return tuple(item for item in goods if item.line.description)


def _end_of_description(row: Row) -> int | None:
    """The word at which the columns of numbers begin; « bidon 5 L » still stands in the description."""
    headed = [f.first for f in row.figures if f.column and f.first and "column_description" not in f.column]
    plainly = [f.first for f in row.figures if f.money or f.factor]
    return min(headed or plainly, default=None)


def _is_goods(row: Row) -> bool:
    """A row whose label is only a word of its description: figures in three columns or more."""
    return len([f for f in row.figures if f.column]) >= 3


def _beneath(row: Row, described: Box | None) -> bool:
    """Whether the row stands in the column of descriptions."""
    if described is None:
        return True
    return row.line.box.left <= described.right + described.width and row.line.box.left >= described.left - 3 * row.line.box.height


def _longer(line: InvoiceLine, text: str) -> InvoiceLine:
    return replace(line, description=f"{line.description} {text}".strip())


def _on_ticket(figures: Figures) -> tuple[_Goods, ...]:
    """Rows with a price at the right, above the first total; a row `2 x 0,75` belongs to its neighbour."""
    end = next((row.number for row in figures.rows if row.money and row.names(*_CLOSING) and not row.names("not_an_amount")), None)
    if end is None:
        return ()
    goods: list[_Goods] = []
    for row in figures.rows[:end]:
        if not row.money or row.names(*_PAYING, *_NOT_GOODS):
            continue
        amount = row.money[-1]
        text = _description(row, until=amount.first)
        if not any(c.isalpha() for c in text) and row.number:
            text = _description(figures.rows[row.number - 1], until=None) if not figures.rows[row.number - 1].money else ""
        negative = row.names("discount") and amount.value > 0
        line = _solved(row, amount, text)
        goods.append(_Goods(line=replace(line, amount=-amount.value) if negative else line, row=row.number))
    return tuple(goods)


def _description(row: Row, *, until: int | None) -> str:
    words: Sequence[Word] = row.line.words[:until]
    kept = [word.text for word in words]
    while kept and _NOISE.match(kept[-1]):
        kept.pop()
    return " ".join(kept).strip(" .:-*=_")


def _solved(row: Row, amount: Figure, text: str) -> InvoiceLine:
    """The line with what its numbers solve: quantity × price = amount, the rate beside its sign or under its heading."""
    rate = next((f.value for f in row.figures if f.percent and "column_rate" in f.column), None)
    if rate is None:
        rate = next((f.value for f in row.figures if f.percent and "column_discount" not in f.column and f.first > 0), None)
    quantity, price = _factors(row, amount)
    value = amount.value
    return InvoiceLine(description=text, quantity=quantity, unit_price=price, tax_rate=rate, amount=value)


def _factors(row: Row, amount: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and price: the pair that makes the amount, best where it stands under the heads that say so; else what the heads say."""
    others = [f for f in row.figures if f is not amount and not f.percent and f.value > 0]
    cuts = [f.value for f in row.figures if f.percent and ("column_discount" in f.column or row.names("discount"))]
    pairs = [pair for pair in permutations(others, 2) if _makes(*pair, amount, cuts)]
    if pairs:
        quantity, price = max(pairs, key=_well_placed)
        return quantity.value, price.value
    counted = next((f.value for f in others if "column_quantity" in f.column), None)
    priced = next((f.value for f in others if "column_unit_price" in f.column), None)
    prices = [f.value for f in others if f.money]
    if counted is not None and priced is None and len(prices) == 1:
        priced = prices[0]
    if counted is None and priced is None and len(others) == 1 and others[0].money and others[0].value == abs(amount.value):
        return Decimal(1), others[0].value
    if counted is None and priced == abs(amount.value):
        return Decimal(1), priced  # the 1 of its column was lost: one article costs what the line does
    return counted, priced


def _makes(quantity: Figure, price: Figure, amount: Figure, cuts: Sequence[Decimal]) -> bool:
    """Whether quantity × price is the amount, in full or less a discount in percent."""
    if quantity.value >= HIGHEST_COUNT or (quantity.money and not price.money) or (quantity.first > price.first and not quantity.factor):
        return False
    product = quantity.value * price.value
    return any(abs(rounded(p) - abs(amount.value)) <= CENT / 2 for p in (product, *(product * (100 - cut) / 100 for cut in cuts)))


def _well_placed(pair: tuple[Figure, Figure]) -> tuple[int, bool, int]:
    """A 4 of "Ramettes A4" times 10 makes 40 as well: heads tell, then a price that looks like one, then what stands further right."""
    quantity, price = pair
    return ("column_quantity" in quantity.column) + ("column_unit_price" in price.column), price.money, quantity.first
