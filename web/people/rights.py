"""Who may do what: the one place that decides it, for the pages and for the programs alike.

The command line asks nobody: whoever may read the files of Justif on this machine has every right already.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.document import Document
from domain.people import Action, Role, Scope, User

_EVERYTHING = frozenset(Action)
RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.STAFF: frozenset({Action.SUBMIT, Action.SEE, Action.SEARCH, Action.ANNOTATE, Action.CORRECT}),
    Role.READER: frozenset({Action.SEE, Action.SEARCH, Action.EXPORT}),
    Role.ACCOUNTANT: _EVERYTHING - {Action.ADMINISTER},
    Role.ADMINISTRATOR: _EVERYTHING,
}
SCOPES: Mapping[Scope, frozenset[Action]] = {
    Scope.READ: frozenset({Action.SEE, Action.SEARCH}),
    Scope.SUBMIT: frozenset({Action.SUBMIT}),
    Scope.DECIDE: frozenset({Action.ANNOTATE, Action.CORRECT, Action.VALIDATE, Action.REJECT, Action.RETRY}),
    Scope.EXPORT: frozenset({Action.EXPORT}),
}

OWNER = User(id="", name="", role=Role.ADMINISTRATOR)
"""Whoever sits at a machine on which nobody signs in."""


def may(user: User, action: Action, document: Document | None = None, *, company: str | None = None) -> bool:
    """Whether the user may do that to the document, or to the company where no document is meant.

    >>> may(User(id="1", name="Anne", role=Role.READER, companies=("moulin",)), Action.EXPORT, company="moulin")
    True
    """
    where = document.company if document else company
    if not user.is_active or action not in RIGHTS[user.role] or (where is not None and not user.belongs_to(where)):
        return False
    return document is None or not sees_own_only(user) or document.submitted_by == user.name


def sees_own_only(user: User) -> bool:
    """Whether the documents of others are hidden from the user."""
    return user.role is Role.STAFF


def scopes_allow(scopes: frozenset[Scope], action: Action) -> bool:
    """Whether a token with these scopes reaches the action at all."""
    return any(action in SCOPES[scope] for scope in scopes)
