"""How a card lies in Elasticsearch: the template of the index, and a card as its document and back.

Words are cut by `search.terms` before they are sent, so that every engine finds the same; the French analyser of the server works beside
them, on the text as it was read, and helps to rank. Amounts are whole thousandths: their sums are exact up to nine billion units.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from search.index import IndexCard, band_of
from search.keys import is_paid, mills, name_key, number_key
from search.terms import terms

VERSION = 1
"""Raised whenever cards are kept in another way: an index of another version is not read, and the register fills a new one."""

WORDS = {"number": 12, "seller": 8, "lines": 3, "text": 1}
"""The fields that hold words: a number or a name that matches says more than a word of the text."""

_KEYWORDS = ("company", "status", "document_type", "seller_name", "month", "category", "band", "currency", "payment_method", "submitted_by")
_LONGEST = 8000  # characters of a keyword; Lucene takes no term of more than 32 766 bytes
_WORDS_FIELD = {"type": "text", "analyzer": "whitespace"}
_KEYWORD = {"type": "keyword", "ignore_above": _LONGEST}
_ARTICLES = ("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu")

ANALYSIS = {
    "filter": {
        "french_elision": {"type": "elision", "articles": list(_ARTICLES), "articles_case": True},
        "french_stem": {"type": "stemmer", "language": "light_french"},
    },
    "analyzer": {
        "french_text": {
            "type": "custom",
            "tokenizer": "standard",
            "filter": ["french_elision", "lowercase", "asciifolding", "french_stem"],
        }
    },
}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": dict.fromkeys((*_KEYWORDS, "invoice_number", "number_key"), _KEYWORD)
    | dict.fromkeys((*WORDS, "seller_key", "submitted_key"), _WORDS_FIELD)
    | {"french": {"type": "text", "analyzer": "french_text"}}
    | {name: {"type": "date", "format": "yyyy-MM-dd"} for name in ("issue_date", "due_date")}
    | {name: {"type": "boolean"} for name in ("is_paid", "is_payable")}
    | {name: {"type": "long"} for name in ("mills", "turn")}
    | {"card": {"type": "object", "enabled": False}},
}


def settings(*, shards: int, replicas: int) -> dict[str, Any]:
    return {"number_of_shards": shards, "number_of_replicas": replicas, "max_result_window": 100_000, "analysis": ANALYSIS}


def document_of(card: IndexCard, *, turn: int) -> dict[str, Any]:
    """What is indexed of a card. `turn` grows with each putting, so that what came last goes first among equals."""
    amounts = " ".join(f"{a:.2f}" for a in (card.total_with_tax, card.amount_due) if a is not None)
    indexed = {
        "number": " ".join(filter(None, (card.invoice_number, number_key(card.invoice_number), card.name))),
        "seller": " ".join(filter(None, (card.seller_name, card.buyer_name, card.submitted_by))),
        "lines": f"{card.lines} {amounts}",
        "text": card.text,
    }
    return {
        **{name: " ".join(terms(words)) for name, words in indexed.items()},
        **{name: getattr(card, name) for name in _KEYWORDS if name not in ("month", "band")},
        "french": f"{card.lines}\n{card.text}",
        "month": card.issue_date.isoformat()[:7] if card.issue_date else None,
        "band": None if card.total_with_tax is None else band_of(card.total_with_tax),
        "mills": mills(card.total_with_tax),
        "invoice_number": card.invoice_number,
        "number_key": number_key(card.invoice_number),
        "seller_key": name_key(card.seller_name),
        "submitted_key": name_key(card.submitted_by),
        "issue_date": _stored(card.issue_date),
        "due_date": _stored(card.due_date),
        "is_paid": is_paid(payment_method=card.payment_method, document_type=card.document_type, amount_due=card.amount_due),
        "is_payable": card.document_type in ("invoice", "credit_note"),
        "turn": turn,
        "card": {f.name: _stored(getattr(card, f.name)) for f in fields(card)},
    }


def card_of(source: dict[str, Any]) -> IndexCard:
    """The card of a document, as it was put."""
    values = dict(source["card"])
    for name in ("received_on", "issue_date", "due_date"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("total_with_tax", "amount_due"):
        values[name] = Decimal(values[name]) if values[name] is not None else None
    return IndexCard(**values)


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
