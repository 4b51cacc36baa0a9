"""What a guard and its reading process say to each other.

A module of its own, as the process runs as `__main__`, whose classes no other process can name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.company import Company
from domain.reading import Reading
from domain.upload import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Read this, for that company."""

    upload: Upload
    company: Company
    today: date


@dataclass(frozen=True, slots=True)
class Warm:
    """Get ready to read pictures. No answer is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A sign of life: a step of the road begins."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the order gave, or the traceback of our own fault."""

    readings: tuple[Reading, ...] = ()
    fault: str = ""
