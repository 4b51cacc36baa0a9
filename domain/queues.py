"""Which piles of the accountant's desk a document belongs on, and how sure one can be of it: for the order of the work."""

from __future__ import annotations

from enum import StrEnum

from domain.checks import ADVISORY
from domain.reading import Reading


class Queue(StrEnum):
    """A pile of documents that wait for a decision. A document may lie on several."""

    GREEN = "green"
    DOUBTFUL = "doubtful"
    DUPLICATE = "duplicate"
    ANOMALY = "anomaly"


class Order(StrEnum):
    """In which order a pile is gone through."""

    CERTAIN = "certain"
    SELLER = "seller"
    AMOUNT = "amount"
    AGE = "age"


TWIN = "perhaps the same document as "
"""How the doubt begins that names another document, by its id."""

KEY_FIELDS = ("total_with_tax", "issue_date", "total_without_tax", "total_tax", "currency")
_NEEDED = frozenset({"total_with_tax", "issue_date"})
# Sums that disagree say that something was read wrong; any other rule that fails says that the document itself is odd.
_SUMS = frozenset({"tax_row_multiplies", "tax_rows_add_up", "tax_bases_add_up", "totals_add_up", "lines_add_up", "entry_balances"})
_TOLD_ELSEWHERE = frozenset({"duplicate"})


def queues_of(reading: Reading) -> tuple[Queue, ...]:
    """The piles of a document that waits for a decision.

    GREEN asks for an entry, no doubt and no failing check: below the calibrated threshold of a key field there is a doubt.
    """
    failing = [check.code for check in reading.checks if not check.ok and check.code not in ADVISORY]
    found = {
        Queue.GREEN: reading.entry is not None and not reading.doubts and not failing,
        Queue.DOUBTFUL: any(not doubt.startswith(TWIN) for doubt in reading.doubts),
        Queue.DUPLICATE: any(doubt.startswith(TWIN) for doubt in reading.doubts),
        Queue.ANOMALY: any(code not in _SUMS | _TOLD_ELSEWHERE for code in failing),
    }
    return tuple(queue for queue, is_there in found.items() if is_there)


def certainty_of(reading: Reading) -> float:
    """The confidence of the weakest key field, in [0, 1]; 0 where the total or the date is missing."""
    found = {name: reading.facts.get(name) for name in KEY_FIELDS}
    return min((f.confidence if f else 0.0 for name, f in found.items() if f or name in _NEEDED), default=0.0)


def twins_of(reading: Reading) -> tuple[str, ...]:
    """Ids of the documents that this one is perhaps a copy of."""
    return tuple(doubt.removeprefix(TWIN) for doubt in reading.doubts if doubt.startswith(TWIN))
