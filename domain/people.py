"""The people around the documents: who they are, what they may be, and the things that they may want to do.

Which role may do what is decided in one place, web/people/rights.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the books of their companies."""

    STAFF = "staff"
    """Hands documents in, and sees their own."""
    READER = "reader"
    """Sees everything of their companies and changes nothing."""
    ACCOUNTANT = "accountant"
    """Decides on documents and keeps the books of their companies."""
    ADMINISTRATOR = "administrator"
    """Belongs to every company, and lets people in."""


class Action(StrEnum):
    """What may be asked of Justif, at a document or at a company."""

    SUBMIT = "submit"
    SEE = "see"
    SEARCH = "search"
    ANNOTATE = "annotate"
    CORRECT = "correct"
    VALIDATE = "validate"
    REJECT = "reject"
    RETRY = "retry"
    EXPORT = "export"
    KEEP_BOOKS = "keep_books"
    """Set up the books of a company: accounts, periods, automation."""
    ADMINISTER = "administer"
    """Let people in and out, and say which other programs are told what."""


class Scope(StrEnum):
    """What a program may be allowed by the person whose token it bears; never more than that person."""

    READ = "read"
    SUBMIT = "submit"
    DECIDE = "decide"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in. `name` signs what they do and never changes: a document is theirs when it was submitted under it.

    `companies` are codes; an administrator belongs to every company, named or not.
    """

    id: str
    name: str
    role: Role
    companies: tuple[str, ...] = ()
    email: str = ""
    is_active: bool = True

    def belongs_to(self, company: str) -> bool:
        return self.role is Role.ADMINISTRATOR or company in self.companies
