"""The embedded search engine: SQLite with FTS5, in one file beside the register. Safe with several threads and processes."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

from search.index import Answer, FacetValue, Hit, IndexCard
from search.query import Query
from search.sentence import fold
from search.terms import terms

# bm25 weights of the columns number, seller, lines, text: a number or a name that matches says more than a word of the text.
_WEIGHTS = "12.0, 8.0, 3.0, 1.0"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS card (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, company TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    received_on TEXT NOT NULL, text TEXT NOT NULL, lines TEXT NOT NULL, document_type TEXT, seller_name TEXT, seller_key TEXT,
    buyer_name TEXT, invoice_number TEXT, issue_date TEXT, due_date TEXT, total_with_tax TEXT, cents INTEGER, amount_due TEXT,
    currency TEXT, category TEXT, payment_method TEXT, submitted_by TEXT NOT NULL, submitted_key TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS card_day ON card (company, issue_date DESC, id DESC);
CREATE INDEX IF NOT EXISTS card_seller ON card (company, seller_key);
CREATE INDEX IF NOT EXISTS card_cents ON card (company, cents);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (number, seller, lines, text, tokenize="ascii tokenchars '.'", prefix='2 3');
"""
_FACETS = {
    "document_type": "document_type",
    "seller": "seller_name",
    "month": "substr(issue_date, 1, 7)",
    "status": "status",
    "category": "category",
}
_ORDERS = {
    "date_desc": "issue_date IS NULL, issue_date DESC, id DESC",
    "date_asc": "issue_date IS NULL, issue_date, id",
    "amount_desc": "cents IS NULL, cents DESC, id DESC",
    "amount_asc": "cents IS NULL, cents, id",
}
_COLUMNS = tuple(f.name for f in fields(IndexCard))


class EmbeddedIndex:
    """A SearchIndex in one SQLite file; each thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection().executescript(_SCHEMA)

    def put(self, cards: Iterable[IndexCard]) -> None:
        with self._writing() as db:
            for card in cards:
                self._put_one(db, card)

    def remove(self, document_id: str) -> None:
        with self._writing() as db:
            self._forget(db, document_id)

    def clear(self) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM words")
            db.execute("DELETE FROM card")

    def search(self, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0) -> Answer:
        where, values = _conditions(query, company, today)
        wanted = terms(query.text)
        db = self._connection()
        for match in _matches(wanted):
            source, bound = _source(match)
            total, sums = _totals(db, f"FROM {source} WHERE {where}", (*bound, *values))
            if total or match is None:
                break
        top = min(limit, query.limit) if query.limit and query.sort is None else limit
        order = _ORDERS.get(query.sort or "", "score DESC, " + _ORDERS["date_desc"] if match else _ORDERS["date_desc"])
        if query.sort and query.limit:
            top = max(0, min(limit, query.limit - offset))
        score = f"-bm25(words, {_WEIGHTS})" if match else "0.0"
        rows = db.execute(
            f"SELECT card.*, {score} AS score FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", (*bound, *values, top, offset)
        ).fetchall()
        facets = {name: _facet(db, column, f"FROM {source} WHERE {where}", (*bound, *values)) for name, column in _FACETS.items()}
        hits = tuple(Hit(card=_card(row), score=row["score"], snippet=_snippet(row["text"] or row["lines"], wanted)) for row in rows)
        return Answer(hits=hits, total=total, sums=sums, facets=facets)

    def sellers(self, *, company: str) -> tuple[str, ...]:
        rows = self._connection().execute(
            "SELECT seller_name FROM card WHERE company = ? AND seller_name IS NOT NULL"
            " GROUP BY seller_key ORDER BY count(*) DESC, seller_name",
            (company,),
        )
        return tuple(row["seller_name"] for row in rows)

    def _put_one(self, db: sqlite3.Connection, card: IndexCard) -> None:
        self._forget(db, card.document_id)
        row = {name: _stored(getattr(card, name)) for name in _COLUMNS} | {
            "seller_key": _key(card.seller_name),
            "submitted_key": _key(card.submitted_by) or "",
            "cents": None if card.total_with_tax is None else int((card.total_with_tax * 100).to_integral_value()),
        }
        names = ", ".join(row)
        cursor = db.execute(f"INSERT INTO card ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        number = " ".join(filter(None, (card.invoice_number, card.name)))
        amounts = " ".join(str(a) for a in (card.total_with_tax, card.amount_due) if a is not None)
        parties = " ".join(filter(None, (card.seller_name, card.buyer_name, card.submitted_by)))
        columns = (number, parties, f"{card.lines} {amounts}", card.text)
        db.execute(
            "INSERT INTO words (rowid, number, seller, lines, text) VALUES (?, ?, ?, ?, ?)",
            (cursor.lastrowid, *(" ".join(terms(column)) for column in columns)),
        )

    def _forget(self, db: sqlite3.Connection, document_id: str) -> None:
        row = db.execute("SELECT id FROM card WHERE document_id = ?", (document_id,)).fetchone()
        if row:
            db.execute("DELETE FROM words WHERE rowid = ?", (row["id"],))
            db.execute("DELETE FROM card WHERE id = ?", (row["id"],))

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")  # the register can rebuild what a power cut loses
            self._local.db = db
        return db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = self._connection()
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.rollback()
            raise
        db.commit()


def open_engine(url: str) -> EmbeddedIndex:
    """The index in the file that the URL names, such as `embedded:///var/lib/justif/index.sqlite`."""
    return EmbeddedIndex(Path(url.partition("://")[2]))


def _conditions(query: Query, company: str, today: date) -> tuple[str, list[object]]:
    """The SQL condition of everything but the words, and its values."""
    simple = {
        "document_type": query.document_type,
        "status": query.status,
        "category": query.category,
        "payment_method": query.payment_method,
    }
    parts: list[tuple[str, object]] = [("company = ?", company)]
    parts += [(f"{column} = ?", value) for column, value in simple.items() if value]
    parts += [("currency = ?", query.currency)] if query.currency else []
    parts += [("issue_date >= ?", query.date_from.isoformat())] if query.date_from else []
    parts += [("issue_date <= ?", query.date_to.isoformat())] if query.date_to else []
    parts += [("cents >= ?", int(query.amount_min * 100))] if query.amount_min is not None else []
    parts += [("cents <= ?", int(query.amount_max * 100))] if query.amount_max is not None else []
    parts += [("(seller_key = ? OR seller_key LIKE ?1)".replace("?1", "?"), _key(query.seller))] if query.seller else []
    parts += [("instr(submitted_key, ?) > 0", _key(query.submitted_by))] if query.submitted_by else []
    parts += (
        [("upper(replace(invoice_number, ' ', '')) = ?", query.invoice_number.replace(" ", "").upper())] if query.invoice_number else []
    )
    values: list[object] = []
    for sql, value in parts:
        values += [value, f"%{value}%"] if "LIKE" in sql else [value]
    conditions = [sql for sql, _ in parts]
    if query.payment_status:
        conditions.append(_payment_condition(query.payment_status))
        values += [today.isoformat()] if query.payment_status == "overdue" else []
    return " AND ".join(conditions), values


def _payment_condition(status: str) -> str:
    """Paid: by cash or card at the till, or nothing left to pay. Unpaid: anything else; overdue: and its due date is past."""
    paid = "(payment_method IN ('cash', 'card') OR document_type = 'receipt' OR CAST(amount_due AS REAL) = 0)"
    if status == "paid":
        return f"coalesce({paid}, 0)"
    unpaid = f"NOT coalesce({paid}, 0) AND document_type IN ('invoice', 'credit_note')"
    return f"({unpaid} AND due_date < ?)" if status == "overdue" else f"({unpaid})"


def _matches(wanted: list[str]) -> Iterator[str | None]:
    """FTS5 expressions from the strictest: every word, the last one as a prefix; then any of them. None without words."""
    if not wanted:
        yield None
        return
    quoted = [f'"{word}"' for word in wanted]
    yield " AND ".join(quoted)
    yield " AND ".join(f"{word}*" for word in quoted)
    yield " OR ".join(f"{word}*" if len(word) > 5 else word for word in quoted)


def _source(match: str | None) -> tuple[str, tuple[str, ...]]:
    if match is None:
        return "card", ()
    return "words JOIN card ON card.id = words.rowid AND words MATCH ?", (match,)


def _totals(db: sqlite3.Connection, source: str, values: tuple[object, ...]) -> tuple[int, dict[str, Decimal]]:
    rows = db.execute(f"SELECT currency, count(*) AS n, sum(cents) AS cents {source} GROUP BY currency", values).fetchall()
    sums = {row["currency"]: Decimal(row["cents"]) / 100 for row in rows if row["currency"] and row["cents"] is not None}
    return sum(row["n"] for row in rows), sums


def _facet(db: sqlite3.Connection, column: str, source: str, values: tuple[object, ...]) -> tuple[FacetValue, ...]:
    rows = db.execute(
        f"SELECT {column} AS value, count(*) AS n {source} AND {column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT 24", values
    )
    return tuple(FacetValue(value=row["value"], count=row["n"]) for row in rows)


def _snippet(text: str, wanted: list[str]) -> str:
    """About thirty words around the first that matched, the matches between « and »."""
    words = text.split()
    marked = [any(part in wanted for part in terms(word)) for word in words]
    first = max(0, marked.index(True) - 8) if True in marked else 0
    shown = [f"«{word}»" if hit else word for word, hit in zip(words[first : first + 30], marked[first : first + 30], strict=True)]
    return ("… " if first else "") + " ".join(shown) + (" …" if first + 30 < len(words) else "")


def _key(name: str | None) -> str | None:
    return " ".join(re.findall(r"[a-z0-9]+", fold(name))) if name else None


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _card(row: sqlite3.Row) -> IndexCard:
    values = {name: row[name] for name in _COLUMNS}
    for name in ("received_on", "issue_date", "due_date"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("total_with_tax", "amount_due"):
        values[name] = Decimal(values[name]) if values[name] is not None else None
    return IndexCard(**values)
