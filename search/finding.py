"""Finding what a sentence asks for, on whichever engine: the exact answer, or, where there is none, what comes near it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.money import as_text
from search.index import Answer, Hit, SearchIndex
from search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer and the query that it answers; `near` when nothing answered what was asked, and kind and category were let go."""

    answer: Answer
    query: Query
    near: bool = False


def find(
    index: SearchIndex, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0, only_by: str | None = None
) -> Found:
    """The exact answer. Where nothing answers, the words that named a kind or category are looked for like any others."""
    answer = index.search(query, company=company, today=today, limit=limit, offset=offset, only_by=only_by)
    looser = replace(query, document_type=None, category=None, text=f"{query.wording} {query.text}".strip(), wording="")
    if answer.total or query.aggregate or not looser.text or looser == query:
        return Found(answer=answer, query=query)
    near = index.search(looser, company=company, today=today, limit=limit, offset=offset, only_by=only_by)
    return Found(answer=near, query=looser, near=True) if near.total else Found(answer=answer, query=query)


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as programs are told of it: the line of `justif search`."""
    card = hit.card
    return {
        "id": card.document_id,
        "score": round(hit.score, 4),
        "name": card.name,
        "seller_name": card.seller_name,
        "issue_date": card.issue_date.isoformat() if card.issue_date else None,
        "total_with_tax": as_text(card.total_with_tax, card.currency) if card.total_with_tax is not None else None,
        "snippet": hit.snippet,
    }
