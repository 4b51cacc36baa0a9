"""The search index on Elasticsearch 9 (or 8.19), through its official client.

`elasticsearch://USER:PASSWORD@HOST:PORT/NAME?tls=off&api_key=…&ca=/path&shards=1&replicas=0`. NAME is an alias. Behind it stands one index;
while the index is made anew a second one, behind NAME-next, hears everything as well, and takes the name over when it is complete.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError, TransportError

from domain.problem import UnavailableError
from search.engines import _elastic_query as ask
from search.engines._elastic_index import MAPPING, VERSION, card_of, document_of, settings
from search.index import FACETS, Answer, FacetValue, Hit, IndexCard, MonthFigure, Suggestion, latest_months
from search.keys import money, name_key
from search.query import Query
from search.terms import parted, snippet, terms

logger = logging.getLogger(__name__)

_BULK_CARDS = 200
_BUSY = (429, 503)
_PATIENCE_SECONDS = 60.0
_MOST_SELLERS = 10_000
_LONGEST_BEGINNING = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the URL says."""

    url: str
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca: str = ""
    shards: int = 1
    replicas: int = 0


class ElasticIndex:
    """A SearchIndex on a server. Raises UnavailableError where it does not answer. Safe for several threads and processes."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._name = f"{address.name}-v{VERSION}"
        trust: dict[str, Any] = {"ca_certs": address.ca} if address.ca else {}
        self._client = Elasticsearch(
            address.url,
            basic_auth=(address.user, address.password) if address.user else None,
            api_key=address.api_key or None,
            **trust,
            request_timeout=30,
            retry_on_status=(502, 504),
            max_retries=2,
        )
        self._is_there = False

    # ------------------------------------------------------------ keeping

    def put(self, cards: Iterable[IndexCard]) -> None:
        with self._open():
            places = self._written()
            some = iter(cards)
            while batch := tuple(islice(some, _BULK_CARDS)):
                turn = time.time_ns()
                documents = [(card.document_id, document_of(card, turn=turn + n)) for n, card in enumerate(batch)]
                for place in places:
                    self._bulk(place, documents)

    def remove(self, document_id: str) -> None:
        with self._open():
            for place in self._written():
                with suppress(NotFoundError):
                    self._client.delete(index=place, id=document_id, refresh=True)

    def clear(self) -> None:
        with self._open(), self.renewal():
            pass

    @contextmanager
    def renewal(self) -> Iterator[None]:
        """Fill a new index while the old one answers; what is put meanwhile goes to both. Cut off, it leaves the old one as it was."""
        with self._open():
            self._drop_next()
            new = f"{self._name}-{uuid.uuid4().hex[:12]}"
            self._client.indices.create(index=new, **self._body(f"{self._name}-next"))
            yield
            old = self._behind(self._name)
            changes: list[dict[str, Any]] = [{"remove_index": {"index": place}} for place in old]
            changes += [{"add": {"index": new, "alias": self._name}}, {"remove": {"index": new, "alias": f"{self._name}-next"}}]
            self._client.indices.update_aliases(actions=changes)

    def drop(self) -> None:
        """Take everything that bears the name off the server."""
        with self._open():
            for place in self._written():
                self._client.indices.delete(index=place)
            self._client.indices.delete_index_template(name=self._name)
            self._is_there = False

    def is_empty(self) -> bool:
        with self._open():
            return int(self._client.count(index=self._name)["count"]) == 0

    def problems(self) -> tuple[str, ...]:
        """What is not as it should be with the server, in words; asked by `justif doctor`."""
        with self._open():
            health = self._client.cluster.health(index=self._name, timeout="1s")
        if health["status"] == "red":
            return (f"the index {self._name} is red: {health['unassigned_shards']} shards have no place",)
        return ()

    # ------------------------------------------------------------ finding

    def search(self, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0, only_by: str | None = None) -> Answer:
        size = limit if query.limit is None or not query.sort else max(0, min(limit, query.limit - offset))
        fixed = ask.filters(query, company=company, today=today, only_by=only_by)
        with self._open():
            for words in ask.readings(query.text):
                found = self._client.search(
                    index=self._name,
                    query=ask.request(query, fixed, words),
                    sort=ask.order(query),
                    aggs=ask.figures(),
                    track_total_hits=True,
                    track_scores=True,
                    from_=offset,
                    size=size,
                    source={"includes": ["card"]},
                ).body
                if found["hits"]["total"]["value"]:
                    break
        return _answer(query, found)

    def sellers(self, *, company: str, only_by: str | None = None) -> tuple[str, ...]:
        return self._sellers(ask.seen_by(company, only_by), _MOST_SELLERS)

    def suggest(self, beginning: str, *, company: str, limit: int = 8, only_by: str | None = None) -> tuple[Suggestion, ...]:
        key, own = name_key(beginning)[:_LONGEST_BEGINNING], ask.seen_by(company, only_by)
        if not key:
            return ()
        named = self._sellers([*own, ask.seller_begins(key)], limit)
        found = [Suggestion(kind="seller", text=name) for name in named]
        numbers = self._numbers([*own, {"prefix": {"number_key": key.replace(" ", "")}}], limit - len(found))
        return (*found, *(Suggestion(kind="number", text=number) for number in numbers))

    def _sellers(self, wanted: list[dict[str, Any]], count: int) -> tuple[str, ...]:
        with self._open():
            found = self._client.search(index=self._name, query={"bool": {"filter": wanted}}, aggs=ask.sellers(count), size=0)
        return tuple(bucket["key"] for bucket in found["aggregations"]["sellers"]["buckets"])

    def _numbers(self, wanted: list[dict[str, Any]], count: int) -> tuple[str, ...]:
        if count < 1:
            return ()
        with self._open():
            found = self._client.search(
                index=self._name,
                query={"bool": {"filter": wanted}},
                sort=[{"number_key": "asc"}],
                collapse={"field": "invoice_number"},
                size=count,
                source={"includes": ["invoice_number"]},
            )
        return tuple(hit["_source"]["invoice_number"] for hit in found["hits"]["hits"])

    # ------------------------------------------------------------ inside

    @contextmanager
    def _open(self) -> Iterator[None]:
        """The index is there, and what can pass is told from what cannot."""
        try:
            if not self._is_there:
                self._make()
                self._is_there = True
            yield
        except NotFoundError:
            self._is_there = False  # somebody deleted it: the next call makes it anew, and the register fills it
            raise
        except ApiError as error:
            if error.status_code in (*_BUSY, 502, 504):
                raise UnavailableError("index") from error
            raise
        except TransportError as error:
            raise UnavailableError("index") from error

    def _make(self) -> None:
        """The template, by which an index that an operator makes has the right fields too, and the first index behind the name."""
        body = {key: value for key, value in self._body("").items() if key != "aliases"}
        self._client.indices.put_index_template(name=self._name, index_patterns=[f"{self._name}-*"], template=body, priority=200)
        if not self._client.indices.exists_alias(name=self._name):
            try:
                self._client.indices.create(index=f"{self._name}-first", **self._body(self._name))
            except BadRequestError as error:
                if error.error != "resource_already_exists_exception":  # another process was faster
                    raise

    def _body(self, alias: str) -> dict[str, Any]:
        made = settings(shards=self._address.shards, replicas=self._address.replicas)
        return {"settings": made, "mappings": MAPPING, "aliases": {alias: {}}}

    def _behind(self, alias: str) -> list[str]:
        try:
            return list(self._client.indices.get_alias(name=alias))
        except NotFoundError:
            return []

    def _written(self) -> list[str]:
        """Every index that must hear of a change."""
        return [*self._behind(self._name), *self._behind(f"{self._name}-next")]

    def _drop_next(self) -> None:
        for left_over in self._behind(f"{self._name}-next"):
            self._client.indices.delete(index=left_over)

    def _bulk(self, place: str, documents: list[tuple[str, dict[str, Any]]]) -> None:
        """Send, and send again what the server was too busy to take: less of it, and more slowly. Raises UnavailableError in the end."""
        pause, room, end = 0.1, len(documents), time.monotonic() + _PATIENCE_SECONDS
        while documents:
            refused = self._sent(place, documents[:room])
            documents = refused + documents[room:]
            if not refused:
                continue
            if time.monotonic() > end:
                raise UnavailableError("index")
            logger.info("the index takes no more for now: %d cards wait %.1f s", len(documents), pause)
            time.sleep(pause)
            pause, room = min(2 * pause, 5.0), max(1, room // 2)

    def _sent(self, place: str, documents: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
        """Those that the server was too busy for."""
        operations = [line for one, document in documents for line in ({"index": {"_id": one}}, document)]
        try:
            items = self._client.bulk(index=place, operations=operations, refresh=True)["items"]
        except ApiError as error:
            if error.status_code in _BUSY:
                return documents
            raise
        results = [item["index"] for item in items]
        for result in results:
            if result["status"] >= 400 and result["status"] not in _BUSY:
                raise ValueError(f"Elasticsearch refuses {result['_id']}: {result['error']['type']}: {result['error']['reason'][:300]}")
        return [document for document, result in zip(documents, results, strict=True) if result["status"] in _BUSY]


def _answer(query: Query, found: dict[str, Any]) -> Answer:
    wanted, _ = parted(query.text)
    passages = {word for term in ask.stand_ins([*wanted, *terms(query.wording)]) for word in term.split()}
    figures = found["aggregations"]
    priced = {bucket["key"]: bucket for bucket in figures["currency"]["buckets"] if bucket["priced"]["value"]}
    return Answer(
        hits=tuple(_hit(hit, passages, scored=bool(wanted)) for hit in found["hits"]["hits"]),
        total=found["hits"]["total"]["value"],
        sums={currency: money(round(bucket["total"]["value"])) for currency, bucket in priced.items()},
        priced={currency: int(bucket["priced"]["value"]) for currency, bucket in priced.items()},
        facets={name: tuple(FacetValue(value=b["key"], count=b["doc_count"]) for b in figures[name]["buckets"]) for name in FACETS},
        months=latest_months(_monthly(figures["monthly"]["months"]["buckets"])),
    )


def _monthly(months: list[dict[str, Any]]) -> Iterator[MonthFigure]:
    for month in months:
        for bucket in month["currency"]["buckets"]:
            total, count = money(round(bucket["total"]["value"])), int(bucket["priced"]["value"])
            yield MonthFigure(month=month["key"], currency=bucket["key"], total=total, count=count)


def _hit(hit: dict[str, Any], passages: set[str], *, scored: bool) -> Hit:
    card = card_of(hit["_source"])
    return Hit(card=card, score=(hit["_score"] or 0.0) if scored else 0.0, snippet=snippet(card.text or card.lines, passages))


def open_engine(url: str) -> ElasticIndex:
    """The index behind an `elasticsearch://` URL; nothing is asked of the server yet."""
    return ElasticIndex(address_of(url))


def address_of(url: str) -> Address:
    """What an URL says. Raises ValueError with what is wrong.

    >>> address_of("elasticsearch://localhost:9200/justif?tls=off").url
    'http://localhost:9200'
    """
    parts = urlsplit(url)
    said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    name = parts.path.strip("/") or "justif"
    if not parts.hostname or name != name.lower() or "/" in name:
        raise ValueError("an Elasticsearch URL is elasticsearch://USER:PASSWORD@HOST:PORT/name, the name in small letters")
    scheme = "http" if said.get("tls") == "off" else "https"
    return Address(
        url=f"{scheme}://{parts.hostname}:{parts.port or 9200}",
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        api_key=said.get("api_key", ""),
        ca=said.get("ca", ""),
        shards=int(said.get("shards", 1)),
        replicas=int(said.get("replicas", 0)),
    )
