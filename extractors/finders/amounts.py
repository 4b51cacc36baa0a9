"""Totals by their labels, and the circumstances that speak for an amount or against it. Which set of them agrees is for choose.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.checks import tax_of
from domain.money import CENT
from domain.page import Transcript
from extractors.candidate import Candidate
from extractors.figures import Figure, Figures, Row, read_figures
from extractors.finders.taxes import solve
from extractors.locale import Locale
from extractors.rates import COMMON_RATES
from locales.words import find_words_amount

FIELDS = ("total_with_tax", "total_without_tax", "total_tax", "amount_due")

# What a label makes of the amount beside it: the first that fits, the strongest words first.
_AGAINST: tuple[tuple[str, str], ...] = (
    ("not_an_amount", "not an amount"),
    ("previous_balance", "not an amount"),
    ("subtotal", "subtotal"),
    ("discount", "discount"),
    ("deposit", "deposit"),
    ("rounding", "rounding"),
    ("change", "change"),
    ("tip", "tip"),
    ("service", "service"),
    ("charge", "charge"),
    ("stamp_duty", "stamp duty"),
    ("withholding", "withholding"),
)
ADJUSTMENTS = ("rounding", "deposit", "stamp_duty", "withholding", "discount", "tip", "service", "charge", "previous_balance")
PAYMENTS = ("transfer", "cheque", "card", "cash", "direct_debit")


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """Labelled totals and their circumstances; a value may come many times, each time with another witness."""
    figures = read_figures(transcript, locale)
    solved = {row.number for row in figures.rows if solve(row, figures, COMMON_RATES) or _sums_a_table(row)}
    totals = [figure for figure in figures.money if _is_total(figure) and figure.line not in solved]
    for figure in figures.money:
        if figure.label and (figure.line not in solved or figure.crowd == 1):
            yield from _labelled(figure, figures.rows[figure.line])
    yield from _sum_rows(figures, solved)
    yield from _circumstances(figures, totals)
    yield from _adjustments(figures)
    yield from _in_words(transcript, figures)


def _sums_a_table(row: Row) -> bool:
    """A line `Total: 88.80 5.33` at the foot of a tax summary: net and tax at a usual rate, or no tax at all. It is no total."""
    if len(row.money) != 2:
        return False
    net, tax = (f.value for f in row.money)
    return tax == 0 or (0 < tax < net / 3 and any(abs(tax_of(net, rate) - tax) <= CENT for rate in COMMON_RATES))


def _is_total(figure: Figure) -> bool:
    return figure.label is not None and figure.label.names("total_with_tax", "amount_due") and figure.order == figure.crowd - 1


def _labelled(figure: Figure, row: Row) -> Iterable[Candidate]:
    label = figure.label
    assert label is not None
    clear = (1.0 if not label.mended else 0.8) * (1.0 if figure.how == "beside" else 0.6) * (0.9 if figure.repaired else 1.0)
    if figure.order < figure.crowd - 1:
        clear *= 0.3
    if _strangers(figure, row) > 1:
        clear *= 0.6
    why = f"{figure.how} {label.label}"
    if label.names("rounding") and abs(figure.value) >= 1:
        # No rounding is that large: the line gives the total after it.
        yield _candidate("total_with_tax", figure, clear, why, "label firm")
        return
    for field, witness in _AGAINST:
        if label.names(field):
            yield _candidate("total_with_tax", figure, clear, why, witness)
            break
    if label.names(
        "not_an_amount", "previous_balance", "subtotal", "discount", "deposit", "rounding", "change", "cash"
    ) and not label.names("amount_due"):
        return
    if label.names("amount_due") and row.names("change"):
        return  # CHANGE/BALANCE
    if label.names("amount_due"):
        yield _candidate("amount_due", figure, 0.9 * clear, why, "label")
        yield _candidate("total_with_tax", figure, clear, why, "label due")
    elif label.names("total_with_tax"):
        kind = "label firm" if label.names("total_firm") else "label weak" if label.names("total_weak") else "label total"
        yield _candidate("total_with_tax", figure, clear, why, kind)
    elif label.names("total_without_tax"):
        yield _candidate("total_without_tax", figure, 0.9 * clear, why, "label")
        yield _candidate("total_with_tax", figure, clear, why, "label net")
    elif label.names("total_tax"):
        yield _candidate("total_tax", figure, 0.85 * clear, why, "label")
        yield _candidate("total_with_tax", figure, clear, why, "label tax")


def called_like_payments(figures: Figures) -> frozenset[int]:
    """The lines of goods whose names begin like a payment, `LIQUIDE VAISSELLE 2.20`, `CARTE MESSAGE 6.15`.

    They stand above every total, and a word follows that belongs to no label.
    """
    first = min((f.line for f in figures.money if f.label and f.label.names("total_with_tax", "amount_due", "subtotal")), default=0)
    paid = [f for f in figures.money if f.line < first and f.label and f.label.names(*PAYMENTS, "other_payment")]
    return frozenset(f.line for f in paid if _strangers(f, figures.rows[f.line]))


def _strangers(figure: Figure, row: Row) -> int:
    """Words with letters between the label and its figure that no label covers: `TOTAL DVD PROMO 12,00` is no total."""
    assert figure.label is not None
    between = row.line.words[figure.label.last + 1 : figure.first] if figure.how == "beside" else ()
    return sum(1 for word in between if sum(c.isalpha() for c in word.text) >= 4)


def _candidate(field: str, figure: Figure, score: float, why: str, witness: str) -> Candidate:
    value = figure.value
    return Candidate(field=field, value=value, score=min(1.0, score), place=figure.place, reason=why, witness=witness)


def _sum_rows(figures: Figures, solved: set[int]) -> Iterable[Candidate]:
    """A line `Total 624.90 46.25 671.15`: three figures, the two smaller making the largest."""
    for row in figures.rows:
        money = row.money
        if len(money) != 3 or not row.names("total_with_tax", "total_without_tax"):
            continue
        gross = max(money, key=lambda f: abs(f.value))
        net, tax = sorted((f for f in money if f is not gross), key=lambda f: -abs(f.value))
        if net.value + tax.value == gross.value:
            why = f"{net.value} + {tax.value} = {gross.value}"
            yield _candidate("total_with_tax", gross, 1.0, why, "sum row")
            yield _candidate("total_without_tax", net, 0.9, why, "label")
            yield _candidate("total_tax", tax, 0.9, why, "label")


def _circumstances(figures: Figures, totals: Sequence[Figure]) -> Iterable[Candidate]:
    """What can be seen of an amount without its label."""
    goods = called_like_payments(figures)
    paying = (r.number for r in figures.rows if r.money and r.names("cash", "card", "change") and not r.names("total_with_tax"))
    payment = next((number for number in paying if number not in goods), None)
    before = [f for f in totals if payment is None or f.line <= payment]
    if before:
        yield _candidate("total_with_tax", before[-1], 1.0, "the last total before the payment", "last total")
    handed = {f.value for f in figures.money if f.label and f.label.names("cash") and f.line not in goods}
    rest = [f for f in figures.money if f.value > 0 and f.value not in handed and not (f.label and f.label.names("not_an_amount"))]
    if rest:
        yield _candidate("total_with_tax", max(rest, key=lambda f: f.value), 1.0, "the largest amount", "largest")
    counts = Counter({value: len({f.line for f in figures.money if f.value == value}) for value in {f.value for f in figures.money}})
    for figure in figures.money:
        if figure.value > 0 and counts[figure.value] >= 2:
            yield _candidate(
                "total_with_tax", figure, min(1.0, counts[figure.value] / 4 + 0.25), f"printed {counts[figure.value]} times", "repeated"
            )
    for row in figures.rows:
        if len(row.money) == 1 and row.money[0].mark and not row.labels and _alone(row):
            yield _candidate("total_with_tax", row.money[0], 1.0, "alone on its line, with its currency", "alone")


def _alone(row: Row) -> bool:
    return len(row.line.text) <= len(str(row.money[0].value)) + 8


def _adjustments(figures: Figures) -> Iterable[Candidate]:
    """Pairs of totals that a printed rounding, deposit, stamp duty or discount explains."""
    totals = [f for f in figures.money if f.label and f.label.names("total_with_tax", "amount_due", "total_without_tax", "subtotal")]
    others = [(f, kind) for f in figures.money if f.label for kind in ADJUSTMENTS if f.label.names(kind) and f.value]
    paid = {f.value for f in figures.money if f.label and f.label.names(*PAYMENTS)}
    for before in totals:
        for after in totals:
            if before.value - after.value in paid and after.label and after.label.names("amount_due") and before.value > after.value >= 0:
                why = f"{before.value} − {before.value - after.value} = {after.value}"
                yield _candidate("amount_due", after, 0.97, why, "arithmetic")
                yield _candidate("total_with_tax", before, 1.0, why, "explains what is due")
            for other, kind in others:
                step = after.value - before.value
                # What was owed before is printed above the total, what changes the total below it.
                placed = before.line <= other.line or kind == "previous_balance"
                if not step or abs(step) != abs(other.value) or (other.value < 0 < step) or not placed:
                    continue
                why = f"{before.value} {'+' if step > 0 else '−'} {abs(step)} = {after.value}"
                if kind == "rounding" or (kind == "discount" and step < 0) or (kind in ("service", "tip", "charge") and step > 0):
                    yield _candidate("total_with_tax", after, 1.0, why, "after " + kind)
                    yield _candidate("total_with_tax", before, 1.0, why, "before " + kind)
                elif (kind in ("deposit", "withholding") and step < 0) or (kind in ("stamp_duty", "previous_balance") and step > 0):
                    yield _candidate("total_with_tax", before, 1.0, why, "explains what is due")
                    yield _candidate("total_with_tax", after, 1.0, why, "due after " + kind)
                    yield _candidate("amount_due", after, 0.97, why, "arithmetic")


def _in_words(transcript: Transcript, figures: Figures) -> Iterable[Candidate]:
    """The sum in words, French (compulsory on Algerian and Moroccan invoices by usage): a second reading of the total."""
    value: Decimal | None = find_words_amount(transcript.text)
    if value is not None:
        for figure in figures.money:
            if figure.value == value:
                yield _candidate("total_with_tax", figure, 1.0, "the sum in words", "in words")
                return
        yield Candidate(field="total_with_tax", value=value, score=0.8, reason="the sum in words", witness="in words")
