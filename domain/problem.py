"""A document that cannot be read, in words a person understands.

    ReadError                the document's fault; caught once, in pipeline/read.py, and kept as Reading.error
    RefusedError             what a person asked for is not allowed as things stand; each door says so in its own way
    UnknownDocumentError     no document has that id
    UnavailableError         a store does not answer now; the same may go through later

Anything else that is raised is our fault: it rises to the door, which logs it and marks that document `internal`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What happened, where, and what to do about it; `code` is for programs."""

    code: str
    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} ({self.where}) {self.remedy}"


class ReadError(Exception):
    """Raised while reading when the document itself is at fault."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class RefusedError(Exception):
    """Raised when a decision is not allowed: the document is already validated, its entry is missing, the value cannot be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class UnknownDocumentError(LookupError):
    """No document has that id."""


class UnavailableError(Exception):
    """A store or a service does not answer now: nothing is wrong with the document, and later the same may go through."""


def refused(code: str, *, what: str, where: str, remedy: str) -> RefusedError:
    """A RefusedError in one line."""
    return RefusedError(Problem(code=code, what=what, where=where, remedy=remedy))


def unreadable(code: str, *, what: str, where: str, remedy: str) -> ReadError:
    """A ReadError in one line."""
    return ReadError(Problem(code=code, what=what, where=where, remedy=remedy))
