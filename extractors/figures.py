"""The figures of a document: every number that may be an amount, with the label that names it. Read once, shared by finders.

A label names the figure beside it on its right, or the figure below it when its own line has none, or the figures of its
column. Dates, hours, telephone numbers and codes are masked first; rates, quantities and unit prices are kept but marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from domain.geometry import Box, Place, union
from domain.money import minor_units
from domain.page import Line, Transcript
from extractors.blocks import cells_of
from extractors.finders.currency import likely_currency
from extractors.labels import LabelHit, find_labels, normalise
from extractors.locale import Locale
from extractors.rates import COMMON_RATES
from locales.dates import find_dates
from locales.numbers import decimal_sign, find_amounts

_MASKS = (
    re.compile(r"\d{1,2}\s?[:hH]\s?\d{2}(?:\s?[:mM]\s?\d{2})?(?!\d|[.,]\d)"),  # an hour
    re.compile(r"(?<!\d)(?:\+\d{2}\s?|0)\d(?:[\s.\-/]?\d{2}){4}(?![\d,.]\d)"),  # a French telephone number
    re.compile(r"[A-Za-z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,}"),  # an account number
    re.compile(r"(?<![\d.,])\d{7,}(?![.,]\d)"),  # a bar code, a reference
    re.compile(r"#\S*\d\S*|\b[A-Z]{1,4}[-/]?\d{4,}\S*"),  # a code
    re.compile(
        r"\d+(?:[.,]\d+)?\s?(?:[xX×*]\s?\d+(?:[.,]\d+)?\s?)?(?:cm|mm|ml|cl|gr?|mg|oz|pcs|MB|GB|GO|W|V|PT|ANS|JOURS|JRS|DAYS)\b(?!\s?[.,]\d)",
        re.IGNORECASE,
    ),  # a size, a weight, a number of days
)  # fmt: skip
_PERCENT = re.compile(r"\s?(?:%|％|pct\b|o/o)")
# What a small % becomes in a photograph, behind a rate with its decimals: `5,50 96`, `5,5 %6`, `20,00 9/0`.
_DAMAGED_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}[.,]\d{1,2})(\s?(?:%\s?6|[9°0o]\s?/\s?[0o])(?![\d.,])|\s96(?![\d.,%]))")
_UNIT = re.compile(r"\s?(?:€|eur)?\s?/?\s?(?:kg|l|litres?|liters?|km|kwh|m3|m²|ltr|unit\w*|stk|lt|heures?|h)\b", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(
    r"\s?(?:€|eur(?:os?)?\b|£|\$|rm\b|f\s?cfa\b|fcfa\b|xof\b|xaf\b|da\b|dzd\b|dhs?\b|mad\b|usd\b|gbp\b|chf\b|e(?!\w))", re.IGNORECASE
)
_CURRENCY_BEFORE = re.compile(r"(?:€|eur|£|\$|rm|myr|da|dzd|dhs?|mad|usd|gbp|chf|f\s?cfa|fcfa|xof|xaf)\s?[:=]?\s?-?$", re.IGNORECASE)
# Labels that stand between `TOTAL TTC DE VOTRE` and its amount, as FACTURE does, name something else.
_NAMING_NO_AMOUNT = frozenset({"invoice_number"})
_INCLUDED = re.compile(r"\b(?:INC\w*|INK\w*|TOUTES)\b")
_TIMES = re.compile(r"\s?[xX×*@](?![A-Za-z])|\s?(?:stk|pcs|unit)\b", re.IGNORECASE)
_TIMES_BEFORE = re.compile(r"(?:(?<![A-Za-z])[xX×@]|\d\s?\*)\s?(?:€|eur|rm|\$)?\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number on a line, with what stands around it.

    `label` is what names it and `how` the way: "beside", "below", "column", or "" without one. `order` counts the money
    figures that share a label on the line, from 0, of `crowd`. `mark` says that a currency stands at it.
    """

    value: Decimal
    decimals: int
    line: int
    first: int
    last: int
    place: Place
    money: bool = False
    percent: bool = False
    factor: bool = False
    mark: bool = False
    repaired: bool = False
    grouped: bool = False
    confidence: float = 1.0
    label: LabelHit | None = None
    how: str = ""
    order: int = 0
    crowd: int = 1
    column: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line with its labels and figures. `plain` is its text; `words` counts words with letters that no label covers."""

    number: int
    line: Line
    labels: tuple[LabelHit, ...]
    figures: tuple[Figure, ...]

    @property
    def money(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.money)

    def names(self, *fields: str) -> bool:
        """Whether one of its labels may name one of these."""
        return any(label.names(*fields) for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All rows of a document, with the sign before decimals and the currency that most of it uses."""

    rows: tuple[Row, ...]
    currency: str | None
    decimal: str | None

    @property
    def every(self) -> tuple[Figure, ...]:
        return tuple(figure for row in self.rows for figure in row.figures)

    @property
    def money(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.every if figure.money)


@lru_cache(maxsize=4)
def read_figures(transcript: Transcript, locale: Locale) -> Figures:
    """The figures of a document, labelled."""
    currency = likely_currency(transcript, locale)
    decimal = decimal_sign(transcript.text)
    rows = [_read(number, line, locale, currency, decimal) for number, line in enumerate(transcript.lines)]
    rows = [_beside(row) for row in rows]
    rows = _below(rows)
    return Figures(rows=tuple(_columns(rows)), currency=currency, decimal=decimal)


def _read(number: int, line: Line, locale: Locale, currency: str | None, decimal: str | None) -> Row:
    text, spans = _spread(line)
    text = _DAMAGED_PERCENT.sub(_percent, text)
    masked = _mask(text, locale)
    figures = []
    for found in find_amounts(masked, currency=currency, decimal=decimal):
        first, last = _covered(spans, found.start, found.end)
        before, after = text[: found.start], text[found.end :]
        percent = bool(_PERCENT.match(after))
        mark = bool(_CURRENCY_AFTER.match(after) or _CURRENCY_BEFORE.search(before))
        unit = bool(_UNIT.match(after)) and not percent
        factor = unit or bool(_TIMES.match(after) or _TIMES_BEFORE.search(before))
        box = union(word.box for word in line.words[first : last + 1])
        figures.append(
            Figure(
                value=found.value,
                decimals=found.decimals,
                line=number,
                first=first,
                last=last,
                place=Place(page=line.page, box=box),
                money=not percent and not factor and _is_money(found.decimals, found.grouped, abs(found.value), mark, currency),
                percent=percent,
                factor=factor,
                mark=mark,
                repaired=found.repaired,
                grouped=found.grouped,
                confidence=min(word.confidence for word in line.words[first : last + 1]),
            )
        )
    return Row(number=number, line=line, labels=find_labels(line, locale), figures=tuple(figures))


def _percent(damaged: re.Match[str]) -> str:
    """A usual rate with its sign mended, as long as before."""
    usual = Decimal(damaged[1].replace(",", ".")) in COMMON_RATES
    return damaged[1] + "%".ljust(len(damaged[2])) if usual else damaged[0]


def _is_money(decimals: int, grouped: bool, value: Decimal, mark: bool, currency: str | None) -> bool:
    """Two decimals make an amount; fewer need a currency beside them, or one that has none."""
    units = minor_units(currency)
    if decimals == 2 and units:
        return True
    if units == 0:
        return decimals == 0 and (mark or grouped or value >= 25)
    if units == 3 and decimals == 3:
        return True
    return mark and decimals < 2


def _spread(line: Line) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of the line, three blanks where words lie too far apart to be one number, and where each word stands in it."""
    spans, text, before = [], "", None
    for word in line.words:
        if before is not None:
            text += "   " if word.box.left - before.right > 0.9 * min(before.height, word.box.height) else " "
        spans.append((len(text), len(text) + len(word.text)))
        text += word.text
        before = word.box
    return text, tuple(spans)


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    touched = [number for number, (a, b) in enumerate(spans) if a < end and start < b]
    return touched[0], touched[-1]


def _mask(text: str, locale: Locale) -> str:
    """The text with everything that is surely no amount struck out, place for place."""
    spans = [(found.start, found.end) for found in find_dates(text, today=locale.today) if found.form != "compact"]
    for pattern in _MASKS:
        spans += [match.span() for match in pattern.finditer(text)]
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _beside(row: Row) -> Row:
    """Each figure is named by the nearest label on its left; a count's label names the first figure after it only."""
    named: list[Figure] = []
    for figure in row.figures:
        label = _nearest(row, figure)
        if label and label.names("not_an_amount") and any(f.label is label for f in named):
            label = None
        named.append(replace(figure, label=label, how="beside") if label else figure)
    return replace(row, figures=tuple(_numbered(figure, named) for figure in named))


def _nearest(row: Row, figure: Figure) -> LabelHit | None:
    """The last label before the figure; `TOTAL` where it is followed by `INCL. GST` or `TVA INCLUSE`."""
    left = [hit for hit in row.labels if hit.last <= figure.first and not _NAMING_NO_AMOUNT.issuperset(hit.fields)]
    # `SUMME [3]   EUR   152,00`: what may only head a column stands between the label and its amount.
    left = [hit for hit in left if not all(field.startswith("column_") for field in hit.fields)] or left
    if len(left) >= 2 and left[-1].names("total_tax") and left[-2].names("total_with_tax"):
        between = normalise(" ".join(word.text for word in row.line.words[left[-2].last : left[-1].last + 1]))
        if _INCLUDED.search(between):
            return left[-2]
    return left[-1] if left else None


def _numbered(figure: Figure, figures: Sequence[Figure]) -> Figure:
    if not figure.money:
        return figure
    crowd = [f for f in figures if f.money and f.label is figure.label]
    return replace(figure, order=next(n for n, f in enumerate(crowd) if f is figure), crowd=len(crowd))


def _below(rows: list[Row]) -> list[Row]:
    """A figure without a label takes that of the line above it, when that line has labels and no figure."""
    out = list(rows)
    for above, row in pairwise(rows):
        if not above.labels or not row.money or any(f.label for f in row.money):
            continue
        if any(f.money or (f.label and not f.percent) for f in above.figures):
            continue  # its own figure, damaged perhaps, is beside it
        if above.line.page != row.line.page or row.line.box.top - above.line.box.bottom > 2.5 * row.line.box.height:
            continue
        named = [_under(figure, above) for figure in row.figures]
        out[row.number] = replace(row, figures=tuple(_numbered(figure, named) for figure in named))
    return out


def _under(figure: Figure, above: Row) -> Figure:
    """The label right above the figure; the only label of a line without a rival, wherever it stands."""
    if not figure.money or figure.label:
        return figure
    over = [hit for hit in above.labels if label_box(above.line, hit).overlap_x(figure.place.box) > 0.3]
    chosen = over[-1] if over else above.labels[0] if len(above.labels) == 1 else None
    return replace(figure, label=chosen, how="below") if chosen else figure


def _columns(rows: list[Row]) -> list[Row]:
    """Under a heading of two labels or more without an amount, each figure learns what its column is."""
    out, heading = [], None
    for row in rows:
        heads = [hit for hit in row.labels if any(field.startswith("column_") for field in hit.fields)]
        if len(heads) >= 2 and not row.money:
            heading = (row, heads)
            out.append(row)
            continue
        if heading and row.money:
            cells = [cell for cell in cells_of(row.line) for _ in cell.words]
            row = replace(row, figures=tuple(_headed(figure, cells[figure.first].box, *heading) for figure in row.figures))
        out.append(row)
    return out


def _headed(figure: Figure, cell: Box, heading: Row, heads: Sequence[LabelHit]) -> Figure:
    """The figure with what its column is called; a quantity with its unit, « 24 bidons », is aligned as a whole."""
    if heading.line.page != figure.place.page:
        return figure
    box = figure.place.box
    boxes = [(label_box(heading.line, hit), hit) for hit in heads]
    reach = max(box.width, 2 * box.height)
    near = [(gap, hit) for head, hit in boxes if (gap := min(_apart(head, box), _apart(head, cell))) < reach]
    if not near:
        return figure
    best = min(near, key=lambda pair: pair[0])[1]
    return replace(figure, column=tuple(field for field in best.fields if field.startswith("column_")))


def _apart(head: Box, box: Box) -> float:
    """How far a box is from standing under its head, to the right or centred."""
    return min(abs(head.right - box.right), abs(head.center_x - box.center_x))


def label_box(line: Line, hit: LabelHit) -> Box:
    """Where the label stands."""
    return union(word.box for word in line.words[hit.first : hit.last + 1])
