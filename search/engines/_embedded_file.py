"""The file of the embedded engine: its tables, how a card is put into them, taken out and read back, and its words' spellings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from search.columns import NONE, day_number
from search.index import IndexCard, band_of
from search.keys import is_paid, mills, name_key, number_key
from search.terms import terms

SCHEMA = """
CREATE TABLE IF NOT EXISTS card (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL UNIQUE, company TEXT NOT NULL, name TEXT NOT NULL,
    status TEXT NOT NULL, received_on TEXT NOT NULL, text TEXT NOT NULL, lines TEXT NOT NULL, document_type TEXT, seller_name TEXT,
    buyer_name TEXT, invoice_number TEXT, number_key TEXT, issue_date TEXT, due_date TEXT, total_with_tax TEXT, amount_due TEXT,
    currency TEXT, category TEXT, payment_method TEXT, submitted_by TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS card_number ON card (company, number_key);
CREATE TABLE IF NOT EXISTS gone (turn INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    number, seller, lines, text, content='', tokenize="ascii tokenchars '.'", prefix='2 3'
);
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (words, row);
"""
# Raised whenever cards are kept in another way: an index of another version is emptied, and the register fills it anew.
VERSION = 3
DROP = "DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS vocabulary; DROP TABLE IF EXISTS card; DROP TABLE IF EXISTS gone;"
_FIELDS = tuple(f.name for f in fields(IndexCard))
_LONGEST_FORGIVEN = 24


def insert(db: sqlite3.Connection, card: IndexCard) -> None:
    row = {name: _stored(getattr(card, name)) for name in _FIELDS} | {"number_key": number_key(card.invoice_number)}
    cursor = db.execute(f"INSERT INTO card ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    db.execute("INSERT INTO words (rowid, number, seller, lines, text) VALUES (?, ?, ?, ?, ?)", (cursor.lastrowid, *_indexed(card)))


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """The words are indexed but not kept, which saves a third of the file: to take them out, they are worked out again."""
    row = db.execute("SELECT * FROM card WHERE document_id = ?", (document_id,)).fetchone()
    if row:
        db.execute("INSERT INTO gone (id) VALUES (?)", (row["id"],))
        gone = ("delete", row["id"], *_indexed(_card(row)))
        db.execute("INSERT INTO words (words, rowid, number, seller, lines, text) VALUES (?, ?, ?, ?, ?, ?)", gone)
        db.execute("DELETE FROM card WHERE id = ?", (row["id"],))


def _indexed(card: IndexCard) -> tuple[str, str, str, str]:
    """The terms of a card, for each column of the full text."""
    number = " ".join(filter(None, (card.invoice_number, number_key(card.invoice_number), card.name)))
    amounts = " ".join(f"{a:.2f}" for a in (card.total_with_tax, card.amount_due) if a is not None)
    parties = " ".join(filter(None, (card.seller_name, card.buyer_name, card.submitted_by)))
    number, parties, lines, text = (" ".join(terms(column)) for column in (number, parties, f"{card.lines} {amounts}", card.text))
    return number, parties, lines, text


def numbered(db: sqlite3.Connection, company: str, number: str) -> list[int]:
    """Ids of the cards that bear this number, however it is spaced and hyphenated."""
    sql = "SELECT id FROM card WHERE company = ? AND number_key = ? ORDER BY id"
    return [row["id"] for row in db.execute(sql, (company, number_key(number)))]


def spellings(db: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """The word, and those of the index that are one error away."""
    near = sorted({word, *_edits(word)} if len(word) <= _LONGEST_FORGIVEN else {word})
    found: list[str] = [word]
    for first in range(0, len(near), 400):
        some = near[first : first + 400]
        found += [row[0] for row in db.execute(f"SELECT term FROM vocabulary WHERE term IN ({', '.join('?' * len(some))})", some)]
    return tuple(dict.fromkeys(found))


def _edits(word: str) -> Iterator[str]:
    """Every string one letter added, left out, changed or swapped away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)


def cards_of(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, IndexCard]]:
    rows = {row["id"]: row for row in db.execute(f"SELECT * FROM card WHERE id IN ({','.join('?' * len(ids))})", list(ids))}
    return [(i, _card(rows[i])) for i in ids if i in rows]


def _card(row: sqlite3.Row) -> IndexCard:
    values = {name: row[name] for name in _FIELDS}
    for name in ("received_on", "issue_date", "due_date"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("total_with_tax", "amount_due"):
        values[name] = Decimal(values[name]) if values[name] is not None else None
    return IndexCard(**values)


def column_row(row: sqlite3.Row) -> dict[str, Any]:
    due = row["amount_due"]
    amount_due = None if due is None else Decimal(due)
    paid = is_paid(payment_method=row["payment_method"], document_type=row["document_type"], amount_due=amount_due)
    return dict(row) | {
        "issued": day_number(row["issue_date"]),
        "due": day_number(row["due_date"]),
        "mills": NONE if row["total_with_tax"] is None else mills(Decimal(row["total_with_tax"])),
        "submitted_key": name_key(row["submitted_by"]),
        "band": None if row["total_with_tax"] is None else band_of(Decimal(row["total_with_tax"])),
        "is_paid": int(paid),
        "is_payable": int(row["document_type"] in ("invoice", "credit_note")),
    }


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
