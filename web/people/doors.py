"""What each address of the pages asks of its visitor: the right, or nothing but to be known, or nothing at all.

An address that stands in no list is opened by administrators only; a test looks whether every address stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.people import Action

OPEN = frozenset(
    {
        "/sw.js",
        "/sync.js",
        "/manifest.webmanifest",
        "/healthz",
        "/readyz",
        "/metrics",
        "/static",
        "/preferences",
        "/sign-in",
        "/sign-in/second",
        "/sign-out",
        "/welcome/{secret}",
        "/calendar/{secret}.ics",
        "/sign-in/passkey",
        "/sign-in/passkey/options",
        "/sign-in/provider",
        "/sign-in/provider/back",
    }
)
"""For everybody: they tell nothing of anybody's documents."""

SIGNED_IN = frozenset(
    {
        ("GET", "/account"),
        ("POST", "/account/password"),
        ("POST", "/account/second"),
        ("POST", "/account/second/confirm"),
        ("POST", "/account/second/remove"),
        ("POST", "/account/sessions/{handle}/end"),
        ("POST", "/account/tokens"),
        ("POST", "/account/tokens/{token_id}/revoke"),
        ("POST", "/account/calendar"),
        ("POST", "/account/passkeys"),
        ("POST", "/account/passkeys/options"),
        ("POST", "/account/passkeys/{passkey_id}/forget"),
    }
)
"""For everybody who is known, and about nobody but themselves."""

RIGHTS: Mapping[tuple[str, str], Action] = {
    ("GET", "/"): Action.SEE,
    ("GET", "/queue"): Action.SEE,
    ("GET", "/documents/{document_id}"): Action.SEE,
    ("GET", "/documents/{document_id}/original"): Action.SEE,
    ("GET", "/documents/{document_id}/pages/{number}"): Action.SEE,
    ("POST", "/documents"): Action.SUBMIT,
    ("GET", "/capture"): Action.SUBMIT,
    ("GET", "/capture/{document_id}"): Action.SEE,
    ("GET", "/mine"): Action.SEE,
    ("GET", "/uploads/{key}"): Action.SUBMIT,
    ("PUT", "/uploads/{key}"): Action.SUBMIT,
    ("POST", "/documents/{document_id}/note"): Action.ANNOTATE,
    ("GET", "/dashboard"): Action.SEE,
    ("GET", "/dashboard/documents"): Action.SEE,
    ("GET", "/documents/{document_id}/arrange"): Action.VALIDATE,
    ("POST", "/documents/{document_id}/arrange"): Action.VALIDATE,
    ("GET", "/documents/{document_id}/searchable"): Action.SEE,
    ("GET", "/desk"): Action.VALIDATE,
    ("GET", "/desk/together"): Action.VALIDATE,
    ("POST", "/desk/together"): Action.VALIDATE,
    ("POST", "/desk/undo"): Action.VALIDATE,
    ("GET", "/documents/{document_id}/preview"): Action.SEE,
    ("GET", "/documents/{document_id}/words"): Action.SEE,
    ("GET", "/documents/{document_id}/pick"): Action.SEE,
    ("POST", "/documents/{document_id}/undo"): Action.VALIDATE,
    ("POST", "/documents/{document_id}/comment"): Action.ANNOTATE,
    ("POST", "/documents/{document_id}/assign"): Action.VALIDATE,
    ("POST", "/documents/{document_id}/correct"): Action.CORRECT,
    ("POST", "/documents/{document_id}/validate"): Action.VALIDATE,
    ("POST", "/documents/{document_id}/reject"): Action.REJECT,
    ("POST", "/documents/{document_id}/retry"): Action.RETRY,
    ("GET", "/search"): Action.SEARCH,
    ("GET", "/search.csv"): Action.SEARCH,
    ("GET", "/search/suggest"): Action.SEARCH,
    ("POST", "/searches"): Action.SEARCH,
    ("POST", "/searches/{number}/drop"): Action.SEARCH,
    ("GET", "/documents/{document_id}/found"): Action.SEE,
    ("GET", "/exports"): Action.EXPORT,
    ("GET", "/exports/vouchers"): Action.EXPORT,
    ("GET", "/exports/{form}"): Action.EXPORT,
    ("GET", "/books"): Action.EXPORT,
    ("GET", "/books/ledger"): Action.EXPORT,
    ("GET", "/books/vat"): Action.EXPORT,
    ("GET", "/books/entries/{document_id}"): Action.EXPORT,
    ("POST", "/books/entries/{document_id}/reverse"): Action.VALIDATE,
    ("POST", "/books/entries/{document_id}/pay"): Action.VALIDATE,
    ("POST", "/books/close"): Action.VALIDATE,
    ("POST", "/books/entries/{document_id}/unpay"): Action.VALIDATE,
    ("GET", "/reimbursements"): Action.EXPORT,
    ("GET", "/reimbursements.csv"): Action.SEE,
    ("POST", "/reimbursements"): Action.VALIDATE,
    ("POST", "/reimbursements/undo"): Action.VALIDATE,
    ("POST", "/documents/{document_id}/paid"): Action.CORRECT,
    ("GET", "/documents/{document_id}/circumstances"): Action.CORRECT,
    ("POST", "/documents/{document_id}/circumstances"): Action.CORRECT,
    ("GET", "/company"): Action.EXPORT,
    ("POST", "/company"): Action.VALIDATE,
    ("GET", "/webhooks"): Action.ADMINISTER,
    ("POST", "/webhooks"): Action.ADMINISTER,
    ("POST", "/webhooks/{webhook_id}/remove"): Action.ADMINISTER,
    ("GET", "/people"): Action.ADMINISTER,
    ("POST", "/people"): Action.ADMINISTER,
    ("POST", "/people/{user_id}"): Action.ADMINISTER,
    ("POST", "/people/{user_id}/link"): Action.ADMINISTER,
}


def right_of(method: str, path: str) -> Action | None:
    """The right that the route of that path asks for; None when being known, or nothing, is enough."""
    if path in OPEN or (method, path) in SIGNED_IN:
        return None
    return RIGHTS.get((method, path), Action.ADMINISTER)
