"""`python -m bench.scale`: how many readers so many documents a month need, and how long a document then waits.

A day is simulated event by event: documents come as a Poisson process whose rate follows the hours of an office, each takes as long as
one of the measured kinds does, and goes to the first free reader; what a person waits for goes before what came in bulk. Where the rate
stands still the mean wait is held against the formula of Allen and Cunneen for many servers (Approximations for the M/G/c queue).
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HOURS = (0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 1, 3, 8, 12, 12, 10, 6, 9, 11, 10, 8, 5, 2, 0.8, 0.6, 0.4, 0.2, 0.1)
"""How the documents of a working day come, by hour: an assumption, two peaks and a quiet night."""

WORKING_DAYS = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its share, and the seconds of one core that it takes to read and file."""

    name: str
    share: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Seconds in the queue, and the share of the readers' time that was used."""

    mean: float
    p50: float
    p95: float
    p99: float
    used: float


def arrivals(per_day: float, chance: random.Random, *, hours: Sequence[float] = HOURS) -> Iterator[float]:
    """The moments of a day, in seconds, at which documents come."""
    whole = sum(hours)
    for hour, weight in enumerate(hours):
        rate = per_day * weight / whole / 3600
        moment = chance.expovariate(rate) if rate else math.inf
        while moment < 3600:
            yield 3600 * hour + moment
            moment += chance.expovariate(rate)


def simulate(per_day: float, readers: int, kinds: Sequence[Kind], *, seed: int = 1, days: int = 1, hours: Sequence[float] = HOURS) -> Waits:
    """The waits of every document of some days, one after the other, through that many readers."""
    chance = random.Random(seed)
    free = [0.0] * readers
    waits, busy = [], 0.0
    names, shares = range(len(kinds)), [kind.share for kind in kinds]
    for day in range(days):
        for moment in arrivals(per_day, chance, hours=hours):
            now = 86_400.0 * day + moment
            takes = kinds[chance.choices(names, shares)[0]].seconds
            begin = max(now, free[0])
            heapq.heapreplace(free, begin + takes)
            waits.append(begin - now)
            busy += takes
    return _waits(waits, used=busy / (readers * 86_400 * days))


def expected_wait(rate: float, readers: int, kinds: Sequence[Kind]) -> float:
    """Mean seconds in the queue at a steady rate a second: Erlang's C, times (1 + the squared variation of the service) / 2."""
    mean = sum(kind.share * kind.seconds for kind in kinds) / sum(kind.share for kind in kinds)
    square = sum(kind.share * kind.seconds**2 for kind in kinds) / sum(kind.share for kind in kinds)
    load = rate * mean
    if load >= readers:
        return math.inf
    term, below = 1.0, 0.0
    for n in range(readers):
        below += term
        term *= load / (n + 1)
    waits = term * readers / (readers - load)
    return waits / (below + waits) * mean / (readers - load) * square / mean**2 / 2


def readers_for(per_day: float, kinds: Sequence[Kind], *, p95_seconds: float) -> int:
    """The fewest readers with which 95 of 100 documents of a working day wait no longer than that."""
    mean = sum(kind.share * kind.seconds for kind in kinds)
    peak = per_day * max(HOURS) / sum(HOURS) / 3600 * mean
    low, high = max(1, int(peak * 0.7)), max(2, int(peak * 1.5) + 4)
    while low < high:
        middle = (low + high) // 2
        if simulate(per_day, middle, kinds).p95 <= p95_seconds:
            high = middle
        else:
            low = middle + 1
    return low


def _waits(waits: list[float], *, used: float) -> Waits:
    waits = sorted(waits) or [0.0]

    def part(share: float) -> float:
        return waits[min(len(waits) - 1, int(share * len(waits)))]

    return Waits(mean=statistics.fmean(waits), p50=part(0.5), p95=part(0.95), p99=part(0.99), used=used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Kilobytes that a document leaves in each store."""

    original: float
    register: float
    index: float


WRITES_A_DOCUMENT = 4
"""Transactions that write in the register: entered, claimed, filed, shown to the index (storage/register.py, storage/claims.py)."""

EUROS_A_CORE, EUROS_A_GIGABYTE = 10.0, 0.03
"""A month. Assumed: a small server's price by its cores, object storage's by its gigabytes."""

SHARD_GIGABYTES = 40.0
"""Assumed: the middle of what Elasticsearch advises for a shard (10 to 50 GB)."""


def stores_of(month: int, sizes: Sizes, *, readers: int, peak: float) -> str:
    """The row of a table: what a year leaves in each store, what each store is asked at the peak, what readers and storage cost a month."""
    year = 12 * month
    originals, register, index = (year * kilobytes / 1e6 for kilobytes in (sizes.original, sizes.register, sizes.index))
    cost = readers * EUROS_A_CORE + (originals + register + index) * EUROS_A_GIGABYTE
    shards = max(1, math.ceil(index / SHARD_GIGABYTES))
    cells = (
        f"{month:,}",
        *(f"{gigabytes:,.0f} GB" for gigabytes in (originals, register, index)),
        f"{shards:,}",
        f"{peak * WRITES_A_DOCUMENT:,.1f}",
        f"{peak:,.2f}",
        f"{cost:,.0f} €",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--seconds", type=float, nargs=3, required=True, metavar=("PHOTO", "PRINTED", "EINVOICE"))
    parser.add_argument("--shares", type=float, nargs=3, default=(0.5, 0.3, 0.2), metavar=("PHOTO", "PRINTED", "EINVOICE"))
    parser.add_argument(
        "--kilobytes", type=float, nargs=3, metavar=("ORIGINAL", "REGISTER", "INDEX"), help="that a document leaves; see bench.scale_inputs"
    )
    parser.add_argument("--wait", type=float, default=30.0, help="95 of 100 documents shall wait no longer (seconds)")
    asked = parser.parse_args()
    names = ("photo or scan", "printed PDF", "e-invoice")
    kinds = [Kind(name=n, share=s, seconds=t) for n, s, t in zip(names, asked.shares, asked.seconds, strict=True)]
    print("| documents a month | a working day | at the peak, a second | readers (cores) | used | wait: mean | p50 | p95 | p99 |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = []
    for month in (10_000, 1_000_000, 100_000_000):
        # Above this the day is simulated at a hundredth with a hundredth of the readers: that waits longer, never shorter.
        part = 100 if month > 10_000_000 else 1
        day = month / WORKING_DAYS
        readers = readers_for(day / part, kinds, p95_seconds=asked.wait)
        waits = simulate(day / part, readers, kinds)
        peak = day * max(HOURS) / sum(HOURS) / 3600
        figures = " | ".join(f"{seconds:.1f} s" for seconds in (waits.mean, waits.p50, waits.p95, waits.p99))
        print(f"| {month:,} | {day:,.0f} | {peak:.2f} | {readers * part} | {waits.used:.0%} | {figures} |")
        if asked.kilobytes:
            original, register, index = asked.kilobytes
            sizes = Sizes(original=original, register=register, index=index)
            rows.append(stores_of(month, sizes, readers=readers * part, peak=peak))
    if rows:
        print("\n| documents a month | originals a year | register a year | index a year | shards | writes a second at the peak ", end="")
        print("| cards a second at the peak | readers and storage a month, after a year |\n|---|---|---|---|---|---|---|---|")
        print("\n".join(rows))


if __name__ == "__main__":
    main()
