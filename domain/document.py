"""A document in the books: where it came from, where it stands on its road, and what was read in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from domain.kinds import State
from domain.problem import Problem
from domain.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A row of the register.

    `original` is the SHA-256 of the untouched bytes, `part` counts the documents of one original from 1 (None while it
    holds one). Times are UTC. `entry_number` and `validated_at` are set for ever by the validation.
    """

    id: str
    original: str
    company: str
    name: str
    state: State
    received_at: datetime
    part: int | None = None
    submitted_by: str = ""
    reading: Reading | None = None
    problem: Problem | None = None
    rejected_reason: str = ""
    decided_by: str = ""
    validated_at: datetime | None = None
    entry_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a document: `what` is `received`, `read`, `failed`, `corrected`, `validated`, `rejected`,
    `retried`, `noted` (by who sent it), `commented`, `assigned`, `withdrawn` (a signature) or `arranged` (pages).

    A correction names its field, with the value before and after; the others tell in `after` what came of it.
    """

    when: datetime
    who: str
    what: str
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's word on a field, as the contract prints values; an empty value says that the document bears none."""

    field: str
    value: str
    by: str


def document_id(*, company: str, original: str, part: int | None = None) -> str:
    """The same bytes in the same company are the same document: 20 hexadecimal digits that follow from them."""
    return hashlib.sha256(f"{company}\n{original}\n{part or 1}".encode()).hexdigest()[:20]
