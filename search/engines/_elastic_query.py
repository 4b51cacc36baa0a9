"""A Query as a request to Elasticsearch: filters, the readings of the words from the strictest to the loosest, figures over all hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from search.engines._elastic_index import WORDS
from search.index import FACETS, MONTHS
from search.keys import mills, name_key, number_key
from search.query import Query
from search.synonyms import widened
from search.terms import parted, terms, tolerant

Clause = dict[str, Any]

_NOTHING: Clause = {"match_none": {}}
_EXACT_FIRST = 1000.0
"""Far above any score of words: what holds the very words goes before what holds a word that stands for one of them."""
_KIND_FIRST = 100_000.0
"""Above even that: what bears the words by which its kind was named."""
_MOST_FACET_VALUES = 24
_LONGEST_FORGIVEN = 24
_LONGEST_TERM = 255  # the server cuts longer ones when it indexes
_MOST_WORDS = 100
_FIELD_OF = {name: name for name in FACETS} | {"seller": "seller_name", "amount": "band"}
_SORTS: dict[str, Clause] = {
    "date_desc": {"issue_date": {"order": "desc", "missing": "_last"}},
    "date_asc": {"issue_date": {"order": "asc", "missing": "_last"}},
    "amount_desc": {"mills": {"order": "desc", "missing": "_last"}},
    "amount_asc": {"mills": {"order": "asc", "missing": "_last"}},
}


def filters(query: Query, *, company: str, today: date, only_by: str | None) -> Clause:
    """What a hit must be, whatever its words."""
    _, barred = parted(query.text)
    wanted = [*seen_by(company, only_by), *_equal(query), *_ranges(query), *_parties(query), *_payment(query.payment_status, today)]
    return {"filter": wanted, "must_not": [_anywhere(word) for word in barred[:_MOST_WORDS]]}


def seen_by(company: str, only_by: str | None) -> list[Clause]:
    """The documents of a company, and of them those of one person where one is named."""
    own = [] if only_by is None else [{"term": {"submitted_by": only_by}} if only_by else _NOTHING]
    return [{"term": {"company": company}}, *own]


def readings(text: str) -> Iterator[list[Clause]]:
    """What the words ask for, the strictest reading first; each is a list of clauses that must all hold. One empty list without words.

    Every word, or what stands for it; as beginnings; with one typing error; any of them.
    """
    wanted = parted(text)[0][:_MOST_WORDS]
    if not wanted:
        yield []
        return
    yield [_any(_anywhere(term) for term in group) for group in widened(wanted)]
    yield [_any(_beginning(word)) for word in wanted]
    forgiven = tolerant(text)
    spelt = [_any(_misspelt(word)) if word in forgiven and len(word) <= _LONGEST_FORGIVEN else _anywhere(word) for word in wanted]
    yield spelt
    yield [_any(spelt)]


def stand_ins(wanted: Sequence[str]) -> list[str]:
    """The terms, and those that stand for them."""
    return [term for group in widened(wanted[:_MOST_WORDS]) for term in group]


def request(query: Query, fixed: Clause, words: Sequence[Clause]) -> Clause:
    """The query of one reading."""
    wanted, _ = parted(query.text)
    helps: list[Clause] = []
    if any(len(group) > 1 for group in widened(wanted)):
        exact = {"bool": {"filter": [_anywhere(word) for word in wanted[:_MOST_WORDS]]}}
        helps.append({"constant_score": {"filter": exact, "boost": _EXACT_FIRST}})
    if query.wording:
        helps.append(
            {"constant_score": {"filter": _any(_anywhere(term) for term in stand_ins(terms(query.wording))), "boost": _KIND_FIRST}}
        )
    if wanted:
        helps.append({"match": {"french": {"query": query.text[:1000], "boost": 0.1}}})
    return {"bool": {"must": list(words), "should": helps, **fixed}}


def order(query: Query) -> list[Clause]:
    """The order asked; without one the best first, then the latest. Ties go to what came last, so that pages are stable."""
    last: Clause = {"turn": "desc"}
    if query.sort in _SORTS:
        return [_SORTS[query.sort], last]
    return [{"_score": "desc"}, _SORTS["date_desc"], last]


def figures() -> Clause:
    """Facets and sums over everything that matched."""
    facets = {name: _counted(field, _MOST_FACET_VALUES) for name, field in _FIELD_OF.items()}
    money = {"total": {"sum": {"field": "mills"}}, "priced": {"value_count": {"field": "mills"}}}
    return facets | {"currency": _counted("currency", 500) | {"aggs": money}, "monthly": _monthly(money)}


def _monthly(money: Clause) -> Clause:
    """Sums by currency in each of the latest months that bear an amount."""
    by_month: Clause = {"field": "month", "size": MONTHS, "order": {"_key": "desc"}}
    months: Clause = {"terms": by_month, "aggs": {"currency": _counted("currency", 500) | {"aggs": money}}}
    return {"filter": {"bool": {"filter": [{"exists": {"field": "mills"}}, {"exists": {"field": "currency"}}]}}, "aggs": {"months": months}}


def sellers(count: int) -> Clause:
    return {"sellers": _counted("seller_name", count)}


def seller_begins(key: str) -> Clause:
    """A word of the seller's name begins like this, or several do one after the other."""
    return {"match_phrase_prefix": {"seller_key": {"query": key, "max_expansions": 1000}}}


def _counted(field: str, count: int) -> Clause:
    """The most frequent values. Each shard is asked for many more than are shown, so that the counts are right on several."""
    return {"terms": {"field": field, "size": count, "shard_size": count + 2000}}


def _equal(query: Query) -> Iterator[Clause]:
    for name in ("document_type", "status", "category", "payment_method", "currency"):
        if value := getattr(query, name):
            yield {"term": {name: value}}
    if query.invoice_number:
        yield {"term": {"number_key": number_key(query.invoice_number) or ""}}


def _ranges(query: Query) -> Iterator[Clause]:
    days = {"gte": query.date_from and query.date_from.isoformat(), "lte": query.date_to and query.date_to.isoformat()}
    amounts = {"gte": mills(query.amount_min), "lte": mills(query.amount_max)}
    for field, ends in (("issue_date", days), ("mills", amounts)):
        if known := {end: value for end, value in ends.items() if value is not None}:
            yield {"range": {field: known}}


def _parties(query: Query) -> Iterator[Clause]:
    for field, name in (("seller_key", query.seller), ("submitted_key", query.submitted_by)):
        if name:
            key = name_key(name)
            yield {"match_phrase": {field: key}} if key else _NOTHING


def _payment(status: str | None, today: date) -> Iterator[Clause]:
    """An invoice that is not paid is unpaid, and overdue when its due date is past."""
    if status:
        yield {"term": {"is_paid": status == "paid"}}
    if status in ("unpaid", "overdue"):
        yield {"term": {"is_payable": True}}
    if status == "overdue":
        yield {"range": {"due_date": {"lt": today.isoformat()}}}


def _any(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _anywhere(term: str) -> Clause:
    """The term, or the phrase where it holds blanks, in any of the fields, weighed by the field."""
    kind = "match_phrase" if " " in term else "term"
    value = "query" if " " in term else "value"
    return _any({kind: {field: {value: term, "boost": weight}}} for field, weight in WORDS.items())


def _beginning(word: str) -> Iterator[Clause]:
    if len(word) > _LONGEST_TERM:
        return iter((_NOTHING,))
    return ({"prefix": {field: {"value": word, "boost": weight}}} for field, weight in WORDS.items())


def _misspelt(word: str) -> Iterator[Clause]:
    for field, weight in WORDS.items():
        yield {"fuzzy": {field: {"value": word, "fuzziness": 1, "transpositions": True, "max_expansions": 1000, "boost": weight}}}
