"""Amounts that are unusual for their supplier: far from the middle of what that supplier asked so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from domain.figures import Figure

ENOUGH = 4
"""Fewer documents of a supplier do not make a habit."""

FAR = Decimal(6)
"""So many times the median absolute deviation (Hampel 1974: 3 for a normal law; suppliers' bills have long tails)."""

LEAST_SHARE = Decimal("0.25")
"""A subscription that costs the same each month has no deviation at all: a quarter of its price is the least that is told."""


def unusual(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that lie far from the median of their supplier and currency, the farthest first."""
    by_seller: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.seller_name and figure.total is not None:
            by_seller[figure.seller_name, figure.currency].append(figure)
    odd = [found for group in by_seller.values() if len(group) >= ENOUGH for found in _odd(group)]
    return tuple(figure for _, figure in sorted(odd, key=lambda pair: (-pair[0], pair[1].document_id)))


def _odd(group: list[Figure]) -> Iterable[tuple[Decimal, Figure]]:
    middle = median(figure.spent for figure in group)
    spread = median(abs(figure.spent - middle) for figure in group)
    limit = max(FAR * spread, LEAST_SHARE * abs(middle))
    for figure in group:
        if (distance := abs(figure.spent - middle)) > limit:
            yield distance, figure
