"""Rows of a tax table, whatever the order of its columns: a line is a row when base × rate = tax.

Tables of tills print net, tax and gross in any order, letters in place of rates, or only the tax; the arithmetic tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product

from domain.checks import tax_of
from domain.facts import TaxRow
from domain.money import CENT, minor_units, one_digit_apart, rounded
from domain.page import Transcript
from extractors.candidate import Candidate
from extractors.figures import Figure, Figures, Row, read_figures
from extractors.labels import normalise
from extractors.locale import Locale
from extractors.rates import COMMON_RATES

FIELDS = ("tax_breakdown", "total_tax", "total_without_tax", "total_with_tax")

HIGHEST = Decimal(30)


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """One candidate a row, and the totals that the row with the sums prints."""
    figures = read_figures(transcript, locale)
    own = locale.country.rates(locale.today) if locale.country else ()
    rates = tuple(dict.fromkeys((*own, *_printed_rates(figures), *COMMON_RATES)))
    known: set[TaxRow] = set()
    words = frozenset(locale.words("TAX_WORDS"))
    for row in figures.rows:
        if row.names("discount"):
            continue  # 10 % off 30,10 multiplies as well
        row = _with_wrapped(row, figures, words)
        solved = solve(row, figures, rates)
        if solved is None:
            yield from _at_rate(row, words)
            yield from _untaxed(row)
            continue
        tax_row, score, why = solved
        place = next((figure.place for figure in row.money if figure.value == tax_row.amount), None)
        known.add(tax_row)
        witness = "sum" if _is_sum(row) else "row"
        yield Candidate(field="tax_breakdown", value=tax_row, score=score, place=place, reason=why, witness=witness)
    yield from _across(figures, known)
    yield from _together(figures, known)
    if not known and not _printed_rates(figures):
        yield from _unsaid(figures, own)


def _with_wrapped(row: Row, figures: Figures, words: frozenset[str]) -> Row:
    """The row with the tax that a narrow roll set on the line below it, alone: `TVA (1) 10,00% sur 115,37`, then `10,49`."""
    below = figures.rows[row.number + 1] if row.number + 1 < len(figures.rows) else None
    open_ended = len(row.money) == 1 and any(f.percent for f in row.figures) and words & set(normalise(row.line.text).split())
    if below is None or not open_ended or below.labels or len(below.figures) != 1 or len(below.line.words) != 1:
        return row
    merged = replace(row, figures=(*row.figures, *below.money))
    return merged if below.money and solve(merged, figures, _rates_of(row.figures)) else row


def _untaxed(row: Row) -> Iterable[Candidate]:
    """A line `Total 0 % 26,61`, or `ZRL 3,59 0,00` under headings of a tax table: goods without tax are a row as well."""
    money, rated = row.money, any(f.percent and f.value == 0 for f in row.figures)
    if not money or money[0].value <= 0:
        return
    # Beside a rate of nought, other figures may follow: the totals stand in a column of their own on the same line.
    alone = len(money) <= 2 and not any(f.value for f in money[1:])
    if (rated and (alone or money[1].value == 0)) or (alone and len(money) == 2 and "column_tax" in money[1].column):
        base = money[0]
        untaxed = TaxRow(rate=Decimal(0), base=base.value, amount=Decimal("0.00"))
        yield Candidate(
            field="tax_breakdown", value=untaxed, score=0.8, place=base.place, reason=f"{base.value} without tax", witness="row"
        )


def _across(figures: Figures, solved: set[TaxRow]) -> Iterable[Candidate]:
    """A tax on a line of its own, and the net that makes it at a rate printed somewhere on another."""
    taxes = [f for f in figures.money if f.label and f.label.names("total_tax") and f.value > 0 and f.crowd == 1 and f.how == "beside"]
    for tax in taxes[:4]:
        for rate in (r for r in _printed_rates(figures) if r):
            for net in figures.money:
                if net.value > tax.value and net.line != tax.line and abs(tax_of(net.value, rate) - tax.value) < CENT:
                    row = TaxRow(rate=rate, base=net.value, amount=tax.value)
                    if row not in solved:
                        solved.add(row)
                        why = f"{net.value} × {rate:f} % = {tax.value}"
                        yield Candidate(field="tax_breakdown", value=row, score=0.8, place=tax.place, reason=why, witness="across")
            yield Candidate(
                field="tax_breakdown",
                value=TaxRow(rate=rate, base=rounded(tax.value * 100 / rate), amount=tax.value),
                score=0.7,
                place=tax.place,
                reason=f"{rate:f} % makes {tax.value}",
                witness="tax at some rate",
            )


def _together(figures: Figures, solved: set[TaxRow]) -> Iterable[Candidate]:
    """A labelled tax and a labelled total with what lies between them printed too: `Amount (SR) 39.62`, `Tax (SR) 2.38`, `Total 42.00`.

    Three figures that add up, one of them a usual rate of another and of no other rate: the label of the net need not be known,
    nor the rate be printed. Only where no row was found: a document of several rates adds up in other ways as well.
    """
    if solved:
        return
    taxes = {f.value: f for f in figures.money if f.label and f.how and f.label.names("total_tax") and f.value}
    totals = {f.value for f in figures.money if f.label and f.how and f.label.names("total_with_tax", "amount_due")}
    values = {f.value: f for f in figures.money if not (f.label and f.label.names("cash", "change", "subtotal", "rounding"))}
    for tax, total in product(taxes, totals):
        net = values.get(total - tax)
        if net is None or net.value * tax <= 0 or 3 * abs(tax) > abs(net.value):
            continue
        fitting = [rate for rate in COMMON_RATES if abs(tax_of(net.value, rate, figures.currency) - tax) <= CENT]
        if len(fitting) == 1:
            row, why = TaxRow(rate=fitting[0], base=net.value, amount=tax), f"{net.value} + {tax} = {total} at {fitting[0]:f} %"
            yield Candidate(field="tax_breakdown", value=row, score=0.8, place=taxes[tax].place, reason=why, witness="across")


def _unsaid(figures: Figures, rates: Sequence[Decimal]) -> Iterable[Candidate]:
    """A net and a tax where no rate is printed at all, and one rate of the country alone leads from one to the other."""
    labelled = [f for f in figures.money if f.label and f.value > 0 and f.how]
    nets = {f.value: f for f in labelled if f.label and f.label.names("total_without_tax")}
    taxes = {f.value: f for f in labelled if f.label and f.label.names("total_tax")}
    for net, tax in product(nets, taxes):
        fitting = [rate for rate in rates if rate and abs(tax_of(net, rate, figures.currency) - tax) <= CENT]
        if len(fitting) == 1:
            row = TaxRow(rate=fitting[0], base=net, amount=tax)
            why = f"{net} × {fitting[0]:f} % = {tax}, and at no other rate"
            yield Candidate(field="tax_breakdown", value=row, score=0.75, place=taxes[tax].place, reason=why, witness="across")


def _at_rate(row: Row, words: frozenset[str]) -> Iterable[Candidate]:
    """A line `TVA 20 % 13,51`: the tax and its rate, while the base stands elsewhere; it is estimated here and never shown."""
    rated = rated_amount(row)
    if rated is None:
        return
    rate, tax = rated
    if (tax.label and tax.label.names("total_tax")) or words & set(normalise(row.line.text).split()):
        estimate = TaxRow(rate=rate, base=rounded(tax.value * 100 / rate), amount=tax.value)
        yield Candidate(
            field="tax_breakdown",
            value=estimate,
            score=0.85,
            place=tax.place,
            reason=f"{rate:f} % makes {tax.value}",
            witness="tax at rate",
        )


def rated_amount(row: Row) -> tuple[Decimal, Figure] | None:
    """The one rate and the one amount of a line that has no more of either."""
    rates = _rates_of(row.figures)
    return (rates[0], row.money[0]) if len(rates) == 1 and len(row.money) == 1 and row.money[0].value else None


def grace_of(currency: str | None) -> Decimal:
    """How far a printed tax may lie from its rate by rounding: a cent, or a unit where there are no cents."""
    return Decimal(1) if minor_units(currency) == 0 else CENT


def _printed_rates(figures: Figures) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(_rates_of(figures.every)))


def _rates_of(figures: Iterable[Figure]) -> list[Decimal]:
    """The rates of VAT that are printed with their sign."""
    return [f.value.normalize() for f in figures if f.percent and 0 < f.value <= HIGHEST]


def _is_sum(row: Row) -> bool:
    """A line named as a total closes the table; it is not one of its rows."""
    first = row.labels[0] if row.labels else None
    rated = any(figure.percent for figure in row.figures) or (first is not None and first.names("total_tax"))
    return row.names("total_with_tax") and not rated


def solve(row: Row, figures: Figures, rates: Sequence[Decimal]) -> tuple[TaxRow, float, str] | None:
    """The tax row that a line is, with a score and the reason; None when its figures do not multiply."""
    money = row.money
    if not 2 <= len(money) <= 6:
        return None
    printed = [f.value.normalize() for f in row.figures if f.percent and 0 <= f.value <= HIGHEST]
    grace = grace_of(figures.currency)
    for rate in printed:
        found = _with_rate(money, rate, grace, figures.currency)
        if found:
            return found
    bare = [f.value.normalize() for f in row.figures if _may_be_rate(f) and f.value.normalize() in rates]
    for rate in (*bare, *rates):
        found = _with_gross(money, rate, grace, figures.currency, bare=rate in bare)
        if found:
            return found
    return _by_columns(money, bare, grace, figures.currency)


def _may_be_rate(figure: Figure) -> bool:
    """A rate without its sign; ten pieces at 52 584 make 525 840 as 10 % of it make 52 584, and are no rate."""
    return figure.value > 0 and not figure.percent and not {"column_quantity", "column_unit_price", "column_amount"} & set(figure.column)


def _with_rate(money: Sequence[Figure], rate: Decimal, grace: Decimal, currency: str | None) -> tuple[TaxRow, float, str] | None:
    """A printed rate: net, tax and gross if all three are there, else net and tax, else gross and tax."""
    if found := _with_gross(money, rate, grace, currency, bare=True) or _multiplied(money, rate, Decimal(0), currency):
        return found
    if found := _mended(money, rate, grace, currency) or _multiplied(money, rate, grace, currency):
        return found
    for gross, tax in permutations(money, 2):
        base = gross.value - tax.value
        if 0 < abs(tax.value) < abs(gross.value) and abs(tax_of(base, rate, currency) - tax.value) <= grace:
            return TaxRow(rate=rate, base=base, amount=tax.value), 0.85, f"{gross.value} holds {rate:f} % = {tax.value}"
    return None


def _multiplied(money: Sequence[Figure], rate: Decimal, grace: Decimal, currency: str | None) -> tuple[TaxRow, float, str] | None:
    """A net and its tax, within so much of rounding."""
    for net, tax in permutations(money, 2):
        if abs(tax.value) < abs(net.value) and abs(tax_of(net.value, rate, currency) - tax.value) <= grace and net.value * tax.value >= 0:
            return TaxRow(rate=rate, base=net.value, amount=tax.value), 0.93, f"{net.value} × {rate:f} % = {tax.value}"
    return None


def _mended(money: Sequence[Figure], rate: Decimal, grace: Decimal, currency: str | None) -> tuple[TaxRow, float, str] | None:
    """Net, tax and gross at a printed rate that agree but for one digit of one of them: `5,50 % 119,91 6,50 126,50` says 6,59."""
    if len(money) != 3 or not rate:
        return None
    tax, net, gross = sorted((f.value for f in money), key=abs)
    for base, amount, misread, mended in ((net, gross - net, tax, gross - net), (gross - tax, tax, net, gross - tax)):
        if one_digit_apart(misread, mended) and abs(tax_of(base, rate, currency) - amount) <= grace:
            return TaxRow(rate=rate, base=base, amount=amount), 0.75, f"{gross} − {gross - mended} = {mended}, one digit from {misread}"
    return None


def _with_gross(
    money: Sequence[Figure], rate: Decimal, grace: Decimal, currency: str | None, *, bare: bool
) -> tuple[TaxRow, float, str] | None:
    for net, tax, gross in permutations(money, 3):
        if not abs(tax.value) < abs(net.value) <= abs(gross.value) or net.value + tax.value != gross.value or not tax.value:
            continue
        if abs(tax_of(net.value, rate, currency) - tax.value) <= grace:
            return (
                TaxRow(rate=rate, base=net.value, amount=tax.value),
                0.98 if bare else 0.94,
                f"{net.value} + {tax.value} = {gross.value} at {rate:f} %",
            )
    return None


def _by_columns(money: Sequence[Figure], bare: Sequence[Decimal], grace: Decimal, currency: str | None) -> tuple[TaxRow, float, str] | None:
    """A rate without its sign, as GST summaries print it, under headings that say net and tax."""
    for rate in bare:
        rest = [f for f in money if f.value.normalize() != rate] or money
        for net, tax in permutations(rest, 2):
            headed = "column_base" in net.column and "column_tax" in tax.column
            if (
                0 < abs(tax.value) < abs(net.value)
                and abs(tax_of(net.value, rate, currency) - tax.value) <= grace
                and (headed or len(rest) == 2)
            ):
                why = f"{net.value} × {rate:f} = {tax.value}"
                return TaxRow(rate=rate, base=net.value, amount=tax.value), 0.9 if headed else 0.8, why
    return None
