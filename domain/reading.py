"""The whole of what Justif understood of one document, and proposes."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.checks import Check
from domain.entry import JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType, Source
from domain.problem import Problem
from domain.quality import Quality
from domain.wordmap import PageWords


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeGuess:
    """A document type and the probability that it is right."""

    value: DocumentType
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryGuess:
    """What was bought, and the account of the company's chart that it maps to."""

    value: Category
    confidence: float
    account: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page as a person is shown it: its number in the original, its size, and the clockwise turn that made it upright."""

    number: int
    width: int
    height: int
    turn_degrees: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document read; `error` set and everything else empty when it could not be.

    `part` counts the documents of one picture from 1, None when there is but one. `text` is the transcript, for the
    index, and `words` its words with their boxes, page by page. `doubts` say in words why
    a person should look; `needs_review` is true when there is one. `said` is a person's word on what no document says, by the
    names of domain/circumstances.py. `flaws` are what is wrong with its pictures, and become doubts; `qualities` the figures
    of those that read badly; `notes` what was left out of it.
    `likeness` are the bits of its first page by which another photograph of it is known again.
    """

    pages: int = 0
    document_type: TypeGuess | None = None
    language: str | None = None
    source: Source | None = None
    facts: Facts = field(default_factory=Facts)
    category: CategoryGuess | None = None
    entry: JournalEntry | None = None
    checks: tuple[Check, ...] = ()
    doubts: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    qualities: tuple[Quality, ...] = ()
    notes: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    timings_ms: tuple[tuple[str, int], ...] = ()
    views: tuple[PageView, ...] = ()
    words: tuple[PageWords, ...] = ()
    text: str = ""
    likeness: str = ""
    part: int | None = None
    error: Problem | None = None

    @property
    def needs_review(self) -> bool:
        return bool(self.doubts) or self.error is not None
