"""How the purchase was paid, and what the payment proves: cash less change is the total, and so is what the card paid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.geometry import Place
from domain.kinds import PaymentMethod
from domain.money import one_digit_apart
from domain.page import Transcript
from extractors.candidate import Candidate
from extractors.figures import Figure, Figures, read_figures
from extractors.finders.amounts import called_like_payments
from extractors.labels import normalise
from extractors.locale import Locale

FIELDS = ("payment_method", "total_with_tax")

METHODS: tuple[tuple[str, PaymentMethod], ...] = (
    ("cash", PaymentMethod.CASH),
    ("card", PaymentMethod.CARD),
    ("cheque", PaymentMethod.CHEQUE),
    ("transfer", PaymentMethod.TRANSFER),
    ("direct_debit", PaymentMethod.DIRECT_DEBIT),
    ("other_payment", PaymentMethod.OTHER),
)
# Labels that say "paid" without saying how: the change or another line tells.
_VAGUE = frozenset({
    "RECU", "PERCU", "MONTANT RECU", "DONNE", "REMIS", "SOMME RECUE", "VERSE", "TENDERED", "AMOUNT TENDERED", "AMT TENDERED", "PAID",
        "RECEIVED", "AMOUNT RECEIVED",
    "PAID AMOUNT", "TENDER", "PAY AMOUNT", "PAYMENT", "TOTAL PAID", "CUSTOMER S PAYMENT", "PAYMENT RECEIVED", "TOTAL TENDERED", "RECEIVE",
        "GEGEBEN", "GEGEBEN EUR",
    "BEZAHLT", "ERHALTEN",
})  # fmt: skip

_TO_THE_CENT = frozenset({"card", "cheque", "transfer"})
"""Ways to pay that give no change, and are seldom used for a part."""

# What a terminal prints around the amount (EMV book 4 names the application and the authorisation): two of these make a slip.
_SLIP = tuple(
    map(re.compile, (r"\bA\d{12,14}\b", r"NO AUTO", r"TICKET CLIENT|A CONSERVER", r"\bCARTE BANCAIRE\b", r"\bDEBIT\b", r"X{4,}\d{4}"))
)
_SLIP_AMOUNT = frozenset({"MONTANT", "MONTANT REEL", "MONTANT EUR", "MONTANT TRANSACTION", "TOTAL TRANSACTION"})


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """The method, and the totals that the payment proves."""
    figures = read_figures(transcript, locale)
    goods = called_like_payments(figures)
    # `DONT ELIGIBLE TR 6.33` says what vouchers might have paid, not that they did.
    rows = (row for row in figures.rows if row.number not in goods and not any("ELIGIBLE" in hit.label for hit in row.labels))
    figures = replace(figures, rows=tuple(rows))
    yield from _methods(figures)
    yield from _proofs(figures)


def _methods(figures: Figures) -> Iterable[Candidate]:
    changed = any(f.label and f.label.names("change") and f.value for f in figures.money)
    totals = {f.value for f in figures.money if f.label and f.label.names("total_with_tax", "amount_due")}
    for row in figures.rows:
        paid = {figure.label.label: figure.value for figure in row.money if figure.label}
        for hit in row.labels:
            for field, method in METHODS:
                if not hit.names(field) or hit.label in _VAGUE:
                    continue
                score = 0.9 if hit.label in paid else 0.55
                if field in _TO_THE_CENT and totals and hit.label in paid:
                    # `CARTE MESSAGE 2,28` is an article, where `CHEQUE 63,16` is the total.
                    score = 0.95 if paid[hit.label] in totals else 0.6
                if row.names("payment_method"):
                    score = max(score, 0.8)
                if field == "cash" and changed:
                    score = max(score, 0.93)
                box = row.line.words[hit.first].box
                yield Candidate(
                    field="payment_method",
                    value=method,
                    score=score,
                    place=Place(page=row.line.page, box=box),
                    reason=f"{hit.label} is printed",
                )
    if changed:
        yield Candidate(field="payment_method", value=PaymentMethod.CASH, score=0.6, reason="change was given")


def _proofs(figures: Figures) -> Iterable[Candidate]:
    handed = [f for f in figures.money if f.label and f.label.names("cash") and f.value > 0 and _last(f)]
    changes = [f for f in figures.money if f.label and f.label.names("change") and _last(f)]
    given = [c for c in changes if c.value]
    given = given or [rest for cash in handed if (rest := _bare_change(cash, figures))]
    for cash in handed:
        for change in given:
            total = cash.value - abs(change.value)
            if total > 0 and change.line >= cash.line - 1:
                yield _proof(total, "cash less change", f"{cash.value} − {abs(change.value)}", cash)
        if not given:
            yield _proof(cash.value, "cash without change", f"{cash.value} in cash", cash)
        elif abs(cash.value) not in {cash_.value - abs(c.value) for cash_ in handed for c in given}:
            yield _proof(cash.value, "handed over", f"{cash.value} was handed over", cash)
    for change in given:
        yield _proof(abs(change.value), "change", "this is the change", change)
        above = [f for f in figures.money if change.line - 4 <= f.line < change.line and f.value > abs(change.value)]
        for paid in above:
            total = paid.value - abs(change.value)
            if any(f.value == total and f.line <= paid.line for f in figures.money):
                yield _proof(total, "paid less change", f"{paid.value} − {abs(change.value)}", change)
    for figure in figures.money:
        if figure.label and figure.label.names("card", "cheque", "other_payment") and _last(figure) and figure.value > 0:
            yield _proof(figure.value, "card", f"{figure.label.label} {figure.value}", figure)
    yield from _together(figures, given)
    yield from _of_a_slip(figures)


def _bare_change(cash: Figure, figures: Figures) -> Figure | None:
    """The change under the cash though its label is lost (`DRE 27.52 EUR` for RENDRE): the rest stands above, or all its digits but one.

    Where the cash itself stands above it was paid to the cent, and what follows is something else.
    """
    above = [f for f in figures.money if f.line < cash.line]
    if any(f.value == cash.value for f in above):
        return None
    named = [f.value for f in above if f.label and f.label.names("total_with_tax", "amount_due")]
    for row in figures.rows:
        rest = row.money[0] if len(row.money) == 1 else None
        if rest is None or not cash.line < row.number <= cash.line + 2 or rest.label or not 0 < rest.value < cash.value:
            continue
        total = cash.value - rest.value
        if any(f.value == total for f in above) or any(one_digit_apart(value, total) for value in named):
            return rest
    return None


def _together(figures: Figures, given: Sequence[Figure]) -> Iterable[Candidate]:
    """Several payments without change make the total: a meal voucher and a card, say."""
    paid = {
        f.line: f
        for f in figures.money
        if f.label and f.label.names("cash", "card", "cheque", "other_payment") and _last(f) and f.value > 0
    }
    parts = list(paid.values())
    if len(parts) >= 2 and not given and len({f.value for f in parts}) == len(parts):
        total = sum((f.value for f in parts), Decimal(0))
        if any(f.value == total for f in figures.money):
            yield _proof(total, "payments together", " + ".join(str(f.value) for f in parts), parts[0])


def _of_a_slip(figures: Figures) -> Iterable[Candidate]:
    """The one amount of a card terminal's slip, which says so in many words: `MONTANT = 12,50 EUR`."""
    text = " ".join(normalise(row.line.text) for row in figures.rows)
    if sum(bool(words.search(text)) for words in _SLIP) < 2:
        return
    for figure in figures.money:
        if figure.label and figure.label.label in _SLIP_AMOUNT and _last(figure) and figure.value > 0:
            yield _proof(figure.value, "card", f"the amount of a card slip, {figure.value}", figure)


def _last(figure: Figure) -> bool:
    return figure.order == figure.crowd - 1


def _proof(total: Decimal, witness: str, why: str, figure: Figure) -> Candidate:
    score = 0.9 if figure.label and not figure.label.mended else 0.75
    return Candidate(field="total_with_tax", value=total, score=score, place=None, reason=why, witness=witness)
