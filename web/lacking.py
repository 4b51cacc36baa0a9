"""What the books of a fiscal year lack before it is closed or leaves: documents that wait for a person, and those that are not read."""

from __future__ import annotations

from dataclasses import dataclass

from domain.company import FiscalYear
from domain.figures import Figure
from domain.kinds import State
from web.desk import Visit

_UNREAD = (State.RECEIVED, State.READING, State.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """`waiting` bear a date of the year, or none that was read; `unread` counts by state those of which nothing is known."""

    waiting: tuple[Figure, ...]
    unread: dict[State, int]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.unread)


def lacking(visit: Visit, fiscal: FiscalYear) -> Lacking:
    """For the company that is at hand."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    counts = register.counts(code)
    return Lacking(
        waiting=register.figures.unbooked(code, first=fiscal.start, last=fiscal.end),
        unread={state: counts[state] for state in _UNREAD if counts[state]},
    )
