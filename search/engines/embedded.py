"""The embedded search engine: SQLite with FTS5 for the words, columns in memory for filters, counts and order.

One file beside the register, safe with several threads and processes. Every search first catches up with what other
processes have filed: rows have ever-growing ids, and rows that went are logged.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from search.columns import NONE, Columns, Ints, Mask
from search.engines._embedded_file import DROP, SCHEMA, VERSION, cards_of, column_row, forget, insert, numbered, spellings
from search.fusion import fused
from search.index import FACETS, Answer, FacetValue, Hit, IndexCard, MonthFigure, Suggestion, latest_months
from search.keys import mills, money, name_key
from search.query import Query
from search.synonyms import widened
from search.terms import parted, snippet, terms, tolerant

# Columns number, seller, lines, text: a number or a name that matches says more than a word of the text.
_WEIGHTS = "12.0, 8.0, 3.0, 1.0"
_COLUMN_OF = {name: name for name in FACETS} | {"seller": "seller_name", "amount": "band"}
_MOST_FACET_VALUES = 24
# Above this many hits their exact rank no longer helps anybody: they are shown by date.
_MOST_RANKED = 5_000
# Above what fusion gives the best of all, so that it decides where words of the text do not.
_PREFERENCE = 0.03


class EmbeddedIndex:
    """A SearchIndex in one SQLite file; each thread has its own connection, all share the columns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._lock = threading.RLock()
        self._columns = Columns()
        self._seen = (0, 0)  # last row id, last turn of the log of rows that went
        path.parent.mkdir(parents=True, exist_ok=True)
        self._make()

    def put(self, cards: Iterable[IndexCard]) -> None:
        with self._writing() as db:
            for card in cards:
                forget(db, card.document_id)
                insert(db, card)

    def remove(self, document_id: str) -> None:
        with self._writing() as db:
            forget(db, document_id)

    def clear(self) -> None:
        with self._writing() as db:
            db.execute("INSERT INTO gone (id) SELECT id FROM card")
            db.execute("INSERT INTO words (words) VALUES ('delete-all')")
            db.execute("DELETE FROM card")

    def problems(self) -> tuple[str, ...]:
        found = [str(row[0]) for row in self._connection().execute("PRAGMA quick_check")]
        return tuple(line for line in found if line != "ok")

    @contextmanager
    def renewal(self) -> Iterator[None]:
        self.clear()
        yield

    def is_empty(self) -> bool:
        return self._connection().execute("SELECT 1 FROM card LIMIT 1").fetchone() is None

    def search(self, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0, only_by: str | None = None) -> Answer:
        db = self._connection()
        wanted, barred = parted(query.text)
        with self._lock:
            self._catch_up(db)
            visible = self._visible(company, only_by)
            rows = self._filtered(query, visible, today)
            if query.invoice_number:
                rows = np.intersect1d(rows, self._columns.rows_of(numbered(db, company, query.invoice_number)))
            rows, scores = self._worded(db, self._without(db, rows, barred), query.text, wanted, np.flatnonzero(visible))
            if query.wording and query.category and not query.sort:
                scores = self._preferring(db, query.wording, rows, scores)
            shown = self._ordered(rows, scores, query.sort)
            if query.limit is not None and query.sort:
                shown = shown[: query.limit]
            chosen = shown[offset : offset + limit]
            page = self._columns["id"][chosen].tolist()
            facets, sums, months = self._facets(rows), self._columns.sums(rows), self._columns.monthly(rows)
            score = dict(zip(rows.tolist(), scores, strict=True))
            score_of = {i: score[row] for i, row in zip(page, chosen.tolist(), strict=True)}
        passages = {word for term in _stand_ins([*wanted, *terms(query.wording)]) for word in term.split()}
        hits = tuple(
            Hit(card=card, score=score_of[row_id], snippet=snippet(card.text or card.lines, passages))
            for row_id, card in cards_of(db, page)
        )
        return Answer(
            hits=hits,
            total=len(rows),
            sums={currency: money(total) for currency, (total, _) in sums.items()},
            priced={currency: count for currency, (_, count) in sums.items()},
            facets=facets,
            months=latest_months(
                MonthFigure(month=month, currency=currency, total=money(total), count=count) for month, currency, total, count in months
            ),
        )

    def sellers(self, *, company: str, only_by: str | None = None) -> tuple[str, ...]:
        with self._lock:
            self._catch_up(self._connection())
            rows = np.flatnonzero(self._visible(company, only_by))
            return tuple(word for word, _ in self._columns.counts("seller_name", rows, most=100_000))

    def suggest(self, beginning: str, *, company: str, limit: int = 8, only_by: str | None = None) -> tuple[Suggestion, ...]:
        key = name_key(beginning)
        if not key:
            return ()
        named = (name for name in self.sellers(company=company, only_by=only_by) if f" {key}" in f" {name_key(name)}")
        found = [Suggestion(kind="seller", text=name) for name in islice(named, limit)]
        numbers = self._numbers(key.replace(" ", ""), company, only_by, limit - len(found))
        return (*found, *(Suggestion(kind="number", text=number) for number in numbers))

    def _numbers(self, key: str, company: str, only_by: str | None, limit: int) -> list[str]:
        own = "" if only_by is None else " AND submitted_by = :by"
        sql = f"""SELECT DISTINCT invoice_number FROM card WHERE company = :company AND number_key >= :key AND number_key < :key || '~'{own}
                  ORDER BY number_key LIMIT :limit"""
        rows = self._connection().execute(sql, {"company": company, "key": key, "by": only_by, "limit": limit})
        return [row["invoice_number"] for row in rows]

    # ------------------------------------------------------------ finding

    def _visible(self, company: str, only_by: str | None) -> Mask:
        mask = self._columns.alive & self._columns.having("company", company)
        return mask if only_by is None else mask & self._columns.having("submitted_by", only_by)

    def _facets(self, rows: Ints) -> dict[str, tuple[FacetValue, ...]]:
        return {
            name: tuple(FacetValue(value=word, count=n) for word, n in self._columns.counts(column, rows, most=_MOST_FACET_VALUES))
            for name, column in _COLUMN_OF.items()
        }

    def _filtered(self, query: Query, visible: Mask, today: date) -> Ints:
        """Rows that pass every filter but the words."""
        columns, mask = self._columns, visible.copy()
        for name in ("document_type", "status", "category", "payment_method", "currency"):
            value = getattr(query, name)
            if value:
                mask &= columns.having(name, value)
        if query.seller:
            mask &= columns.among("seller_name", _alike(columns.codes["seller_name"].words, query.seller))
        if query.submitted_by:
            key = name_key(query.submitted_by)
            mask &= columns.among(
                "submitted_key", [n for n, word in enumerate(columns.codes["submitted_key"].words) if key in word.split()]
            )
        for name, least, most in (
            ("issued", _day(query.date_from), _day(query.date_to)),
            ("mills", mills(query.amount_min), mills(query.amount_max)),
        ):
            if least is not None or most is not None:
                mask &= columns[name] != NONE
            if least is not None:
                mask &= columns[name] >= least
            if most is not None:
                mask &= columns[name] <= most
        if query.payment_status:
            mask &= self._payment(query.payment_status, today)
        return np.flatnonzero(mask)

    def _payment(self, status: str, today: date) -> Mask:
        """Paid: by cash or card at the till, or nothing left to pay. Unpaid: an invoice that is not; overdue: its due date is past."""
        paid: Mask = self._columns["is_paid"] == 1
        if status == "paid":
            return paid
        unpaid: Mask = ~paid & (self._columns["is_payable"] == 1)
        if status == "overdue":
            due = self._columns["due"]
            unpaid &= (due != NONE) & (due < today.toordinal())
        return unpaid

    def _without(self, db: sqlite3.Connection, rows: Ints, barred: list[str]) -> Ints:
        """The rows that hold none of these words."""
        if not barred:
            return rows
        kept: Ints = np.setdiff1d(rows, self._holding(db, _any_of(barred), rows))
        return kept

    def _worded(self, db: sqlite3.Connection, rows: Ints, text: str, wanted: list[str], visible: Ints) -> tuple[Ints, list[float]]:
        """Those of the rows that hold the words, from the strictest reading to the loosest, with their scores."""
        if not wanted:
            return rows, [0.0] * len(rows)
        for match in self._matches(db, text, wanted, visible):
            both = self._holding(db, match, rows)
            if len(both):
                return both, self._scores(db, wanted, match, both)
        return rows[:0], []

    def _preferring(self, db: sqlite3.Connection, wording: str, rows: Ints, scores: list[float]) -> list[float]:
        """First the cards that bear the words by which their kind was named, or what stands for them."""
        bearing = set(self._holding(db, _any_of(_stand_ins(terms(wording))), rows).tolist())
        return [score + _PREFERENCE * (row in bearing) for row, score in zip(rows.tolist(), scores, strict=True)]

    def _matches(self, db: sqlite3.Connection, text: str, wanted: list[str], visible: Ints) -> Iterator[str]:
        """FTS5 expressions, the strictest first: every word, or what stands for it; as beginnings; with an error; any of them.

        An error is forgiven in words that none of the visible cards bears: those of hidden ones must not matter.
        """
        yield " AND ".join(f"({_any_of(group)})" for group in widened(wanted))
        yield " AND ".join(f'"{word}"*' for word in wanted)
        forgiven = {word for word in tolerant(text) if not len(self._holding(db, f'"{word}"', visible))}
        spelt = [spellings(db, word) if word in forgiven else (word,) for word in wanted]
        yield " AND ".join(f"({_any_of(words)})" for words in spelt)
        yield _any_of(dict.fromkeys([*(word for words in spelt for word in words), *_stand_ins(wanted)]))

    def _holding(self, db: sqlite3.Connection, match: str, rows: Ints) -> Ints:
        cursor = db.cursor()
        cursor.row_factory = None
        ids = np.fromiter((i for (i,) in cursor.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,))), np.int64)
        holds = np.zeros(self._columns.size, np.bool_)
        holds[self._columns.rows_of(ids)] = True
        both: Ints = rows[holds[rows]]
        return both

    def _scores(self, db: sqlite3.Connection, wanted: list[str], match: str, rows: Ints) -> list[float]:
        """Cards that hold the very words go before those that hold a word which stands for them."""
        scores, exact = self._weighed(db, match, rows), _all_of(wanted)
        if len(rows) > _MOST_RANKED or all(len(group) == 1 for group in widened(wanted)):
            return scores
        itself = self._holding(db, exact, rows)
        if not len(itself):
            return scores
        both = fused(_ranked(rows, scores), _ranked(itself, self._weighed(db, exact, itself)))
        return [both[row] for row in rows.tolist()]

    def _weighed(self, db: sqlite3.Connection, match: str, rows: Ints) -> list[float]:
        if len(rows) > _MOST_RANKED:
            return [0.0] * len(rows)
        ids = self._columns["id"][rows].tolist()
        ranked = dict(db.execute(f"SELECT rowid, -bm25(words, {_WEIGHTS}) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
                                 (match, ids[0], ids[-1])))  # fmt: skip
        return [ranked.get(i, 0.0) for i in ids]

    def _ordered(self, rows: Ints, scores: list[float], sort: str | None) -> Ints:
        """Rows in the order asked; without one the best first, then the latest. Ties go to what came last, so that pages are stable."""
        issued, priced = self._columns["issued"][rows], self._columns["mills"][rows]
        keys = {
            "date_desc": -issued,
            "date_asc": np.where(issued == NONE, -NONE, issued),
            "amount_desc": -priced,
            "amount_asc": np.where(priced == NONE, -NONE, priced),
        }
        if sort in keys:
            order: Ints = np.lexsort((-rows, keys[sort]))
        else:
            order = np.lexsort((-rows, -issued, -np.asarray(scores, float)))
        ordered: Ints = rows[order]
        return ordered

    # ------------------------------------------------------------ keeping up

    def _make(self) -> None:
        db = self._connection()
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            db.executescript(f"BEGIN IMMEDIATE; {DROP} {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")

    def _catch_up(self, db: sqlite3.Connection) -> None:
        """Take in the rows that came and went since last time, whichever process filed them."""
        last_id, last_turn = self._seen
        db.execute("BEGIN")
        try:
            came = db.execute(_COLUMNS_SQL, (last_id,)).fetchall()
            went = db.execute("SELECT turn, id FROM gone WHERE turn > ? ORDER BY turn", (last_turn,)).fetchall()
        finally:
            db.execute("COMMIT")
        if came:
            self._columns.add([column_row(row) for row in came])
        if went:
            self._columns.remove([row["id"] for row in went])
        self._seen = (came[-1]["id"] if came else last_id, went[-1]["turn"] if went else last_turn)

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


_COLUMNS_SQL = """
SELECT id, company, document_type, seller_name, substr(issue_date, 1, 7) AS month, status, category, currency, payment_method,
       submitted_by, issue_date, due_date, total_with_tax, amount_due
FROM card WHERE id > ? ORDER BY id
"""


def open_engine(url: str) -> EmbeddedIndex:
    """The index in the file that the URL names, such as `embedded:///var/lib/justif/index.sqlite`."""
    return EmbeddedIndex(Path(url.partition("://")[2]))


def _stand_ins(wanted: Sequence[str]) -> list[str]:
    return [term for group in widened(wanted) for term in group]


def _all_of(words: Iterable[str]) -> str:
    return " AND ".join(f'"{word}"' for word in words)


def _any_of(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _ranked(rows: Ints, scores: list[float]) -> list[int]:
    return [row for _, row in sorted(zip(scores, rows.tolist(), strict=True), key=lambda pair: (-pair[0], -pair[1]))]


def _alike(words: Sequence[str], name: str) -> list[int]:
    """Codes of the sellers that bear the name, or whose name holds it as whole words."""
    key = f" {name_key(name)} "
    return [n for n, word in enumerate(words) if n and key in f" {name_key(word)} "]


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
