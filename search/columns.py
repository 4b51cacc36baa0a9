"""The filterable side of the cards as columns in memory: counting a hundred thousand of them takes a millisecond.

SQLite counts rows one after the other, so that facets over many hits would cost a tenth of a second each. The columns hold small
codes instead of words, follow the table by its ever-growing row ids and the log of rows that are gone, and cost some sixty
bytes a card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

CODED = (
    "company", "document_type", "seller_name", "month", "status", "category", "currency", "payment_method", "submitted_key", "submitted_by",
    "band",
)  # fmt: skip
NUMBERS = ("id", "issued", "due", "mills", "is_paid", "is_payable")
NONE = -(2**62)
"""Stands for a date or an amount that the card does not have."""


@dataclass(slots=True)
class Codes:
    """Words and their numbers, 0 for none."""

    words: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})

    def code(self, word: str | None) -> int:
        if not word:
            return 0
        known = self.numbers.get(word)
        if known is None:
            known = self.numbers[word] = len(self.words)
            self.words.append(word)
        return known


class Columns:
    """One row a card, in the order of the row ids. Not safe for several threads at once: its owner holds a lock."""

    def __init__(self) -> None:
        self.size = 0
        self.codes = {name: Codes() for name in CODED}
        self._data: dict[str, Ints] = {name: np.zeros(1024, np.int64) for name in (*CODED, *NUMBERS)}
        self._alive: Mask = np.zeros(1024, np.bool_)

    def __getitem__(self, name: str) -> Ints:
        return self._data[name][: self.size]

    @property
    def alive(self) -> Mask:
        return self._alive[: self.size]

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Append rows, whose ids are greater than all before."""
        first, last = self.size, self.size + len(rows)
        if last > len(self._alive):
            self._grow(max(last, 2 * len(self._alive)))
        for name in CODED:
            code = self.codes[name].code
            self._data[name][first:last] = [code(row[name]) for row in rows]
        for name in NUMBERS:
            self._data[name][first:last] = [row[name] for row in rows]
        self._alive[first:last] = True
        self.size = last

    def remove(self, ids: Sequence[int]) -> None:
        self._alive[: self.size][self.rows_of(ids)] = False

    def rows_of(self, ids: Sequence[int] | Ints) -> Ints:
        """The rows that hold these ids; ids that were never seen are left out."""
        wanted = np.asarray(ids, np.int64)
        rows = np.searchsorted(self["id"], wanted)
        rows = np.minimum(rows, max(self.size - 1, 0))
        return rows[self["id"][rows] == wanted] if self.size else rows[:0]

    def having(self, name: str, word: str) -> Mask:
        """Rows whose coded column has just that word; no row has none."""
        number = self.codes[name].numbers.get(word) if word else None
        return self[name] == number if number is not None else np.zeros(self.size, np.bool_)

    def among(self, name: str, numbers: Sequence[int]) -> Mask:
        """Rows whose coded column has one of these codes."""
        wanted = np.zeros(len(self.codes[name].words), np.bool_)
        wanted[list(numbers)] = True
        found: Mask = wanted[self[name]]
        return found

    def counts(self, name: str, rows: Ints, *, most: int) -> tuple[tuple[str, int], ...]:
        """The words of a column and how many of these rows have them, the most frequent first."""
        words = self.codes[name].words
        every = np.bincount(self[name][rows], minlength=len(words))
        every[0] = 0
        top = np.argsort(-every, kind="stable")[:most]
        return tuple((words[i], int(every[i])) for i in top if every[i])

    def sums(self, rows: Ints) -> dict[str, tuple[int, int]]:
        """By currency: the exact sum of the amounts, in thousandths, and how many they are."""
        known = rows[self["mills"][rows] != NONE]
        currencies = self["currency"][known]
        words = self.codes["currency"].words
        parts = {words[code]: self["mills"][known[currencies == code]] for code in np.unique(currencies) if code}
        return {currency: (int(mills.sum()), len(mills)) for currency, mills in parts.items()}

    def monthly(self, rows: Ints) -> list[tuple[str, str, int, int]]:
        """Month, currency, exact sum of the amounts in thousandths and how many they are, in the order of months and currencies."""
        known = rows[(self["mills"][rows] != NONE) & (self["month"][rows] > 0) & (self["currency"][rows] > 0)]
        months, currencies = self.codes["month"].words, self.codes["currency"].words
        cell = self["month"][known] * len(currencies) + self["currency"][known]
        counts = np.bincount(cell, minlength=len(months) * len(currencies))
        totals = np.zeros(len(counts), np.int64)
        np.add.at(totals, cell, self["mills"][known])
        cells = [(int(at), *divmod(int(at), len(currencies))) for at in np.flatnonzero(counts)]
        return sorted((months[month], currencies[currency], int(totals[at]), int(counts[at])) for at, month, currency in cells)

    def _grow(self, capacity: int) -> None:
        self._data = {name: np.concatenate([values, np.zeros(capacity - len(values), np.int64)]) for name, values in self._data.items()}
        self._alive = np.concatenate([self._alive, np.zeros(capacity - len(self._alive), np.bool_)])


def day_number(day: str | date | None) -> int:
    """A date as the number of its day, NONE without one."""
    if not day:
        return NONE
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()
