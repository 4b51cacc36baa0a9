"""Long lists of documents in pages, each begun where the last one ended: what comes in meanwhile neither repeats nor hides a row."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from sqlalchemy import and_, or_

from domain.document import Document
from domain.kinds import State
from storage.database import Database
from storage.rows import documents_of, every_document, time_text
from storage.tables import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Documents, the latest received first; `following` is where the next page begins, None at the end."""

    documents: tuple[Document, ...]
    following: str | None


def page_of(database: Database, *, company: str, state: State | None, submitted_by: str | None, after: str | None, limit: int) -> Page:
    """The page of at most `limit` documents that begins at `after`. Raises ValueError when that is no place in a list."""
    query = every_document().where(documents.c.company == company)
    query = query if state is None else query.where(documents.c.state == state.value)
    query = query if submitted_by is None else query.where(documents.c.submitted_by == submitted_by)
    if after is not None:
        at, one = _place(after)
        query = query.where(or_(documents.c.received_at < at, and_(documents.c.received_at == at, documents.c.id < one)))
    query = query.order_by(documents.c.received_at.desc(), documents.c.id.desc()).limit(limit + 1)
    with database.reading() as connection:
        found = tuple(documents_of(connection, query))
    more = len(found) > limit
    return Page(documents=found[:limit], following=_named(found[limit - 1]) if more else None)


def _named(last: Document) -> str:
    return base64.urlsafe_b64encode(f"{time_text(last.received_at)} {last.id}".encode()).decode().rstrip("=")


def _place(after: str) -> tuple[str, str]:
    try:
        at, _, one = base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True).decode("ascii").partition(" ")
    except (binascii.Error, ValueError) as error:
        raise ValueError("this is no place in the list") from error
    if not at or not one:
        raise ValueError("this is no place in the list")
    return at, one
