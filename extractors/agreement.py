"""How many independent ways lead to the chosen total: the best evidence there is.

A way counts once, however many of its sums agree: the label, the lines, the tax table, net and tax, what was paid, the sum in words.
What such agreement is worth is not said here but fitted to documents with truth (training/calibration.py). Ways to another total
were tried too and weighed nothing: they have taken from its probability already (choose.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.facts import Facts
from extractors.candidate import Candidate, by_fields
from extractors.totals import CLEARLY, NAMES, totals

WAYS = (
    NAMES,
    ("lines",),
    ("tax table", "tax at rate"),
    ("net and tax",),
    ("card", "payments together", "cash less change", "cash without change", "paid less change"),
    ("in words",),
)
MOST = 4
"""Ways beyond so many add nothing: few documents have more."""


def ways_to_total(candidates: Iterable[Candidate], facts: Facts) -> int:
    """How many of the ways lead to the total that was chosen among the candidates, MOST at most.

    One at most where a label names another total and none names this: a digit that sums have mended is a person's to look at.
    """
    if facts.total_with_tax is None:
        return 0
    options = totals(by_fields(candidates))
    own = next((option for option in options if option.value == facts.total_with_tax.value), None)
    if own is None:
        return 0
    named = [option for option in options if option.is_led_to(NAMES, least=CLEARLY)]
    return min(1 if named and own not in named else MOST, sum(own.is_led_to(way, least=CLEARLY) for way in WAYS))
