"""The address of a search says all of it, so that a link reproduces any search.

`q` is the sentence, `on` the day it was asked where that matters, `without` the parts of it that were taken away; the filters
that were added or changed by hand bear the names of the query's parts and win over the sentence.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from domain.kinds import Category, DocumentType, PaymentMethod, State
from search.query import Query, parse_query
from web.words import PAYMENT_STATUSES, SORTS

LONGEST = 500
_NAME = 120
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_BAND = re.compile(r"(\d{0,7})\.\.(\d{0,7})")
_AMOUNT = re.compile(r"-?\d{1,12}(?:[.,]\d{1,3})?")
_UNDER = Decimal("0.001")
AGGREGATES = ("sum", "count", "average")


def _among(values: object) -> Callable[[str], str | None]:
    known = frozenset(values)  # type: ignore[call-overload]
    return lambda text: text if text in known else None


def _free(text: str) -> str | None:
    return text.strip()[:_NAME] or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    plain = re.sub(r"[\s’']", "", text)
    return Decimal(plain.replace(",", ".")) if _AMOUNT.fullmatch(plain) else None


def _count(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text) else None


# A filter that may stand in the address → what reads its value; None is passed over.
FILTERS: Mapping[str, Callable[[str], Any]] = {
    "document_type": _among(DocumentType),
    "category": _among(Category),
    "status": _among(State),
    "payment_method": _among(PaymentMethod),
    "payment_status": _among(PAYMENT_STATUSES),
    "sort": _among(SORTS),
    "aggregate": _among(AGGREGATES),
    "currency": lambda text: text if re.fullmatch("[A-Z]{3}", text) else None,
    "seller": _free,
    "invoice_number": _free,
    "submitted_by": _free,
    "text": _free,
    "date_from": _day,
    "date_to": _day,
    "amount_min": _amount,
    "amount_max": _amount,
    "limit": _count,
    "month": lambda text: text if _MONTH.fullmatch(text) else None,
    "amount": lambda text: text if _BAND.fullmatch(text) and text != ".." else None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The address, understood."""

    sentence: str = ""
    without: frozenset[str] = frozenset()
    added: Mapping[str, str]
    page: int = 1
    on: date | None = None

    def pairs(self, *, but: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """What the address says, page by page the same, without the filters of these names."""
        pairs = [("q", self.sentence)] if self.sentence else []
        pairs += [("on", self.on.isoformat())] if self.on else []
        pairs += [("without", part) for part in sorted(self.without - but)]
        return pairs + sorted((name, value) for name, value in self.added.items() if name not in but)

    def address(self, *, page: int = 1, path: str = "/search") -> str:
        query = urlencode(self.pairs() + ([("page", str(page))] if page > 1 else []))
        return f"{path}?{query}" if query else path

    def adding(self, name: str, value: str) -> Asked:
        return replace(self, added={**self.added, name: value}, page=1)

    def lacking(self, names: frozenset[str]) -> Asked:
        """Without these parts, whether they were said or added."""
        gone = names | ({"month"} if "date_from" in names else set()) | ({"amount"} if "amount_min" in names else set())
        return replace(self, without=self.without | names, added={n: v for n, v in self.added.items() if n not in gone}, page=1)


def read_address(params: QueryParams) -> Asked:
    """What the address asks; parts that are not ours are passed over, and a filter that was emptied in a form takes its part away."""
    typed = {name: params[name][:LONGEST] for name in FILTERS if name in params}
    number = params.get("page", "1")
    emptied = {name for name, text in typed.items() if not text.strip()}
    return Asked(
        sentence=params.get("q", "").strip()[:LONGEST],
        without=(frozenset(params.getlist("without")) | emptied) & frozenset(Query.__slots__),
        added={name: text for name, text in typed.items() if FILTERS[name](text) is not None},
        page=min(int(number), 10_000) if number.isascii() and number.isdigit() and int(number[:6]) > 0 else 1,
        on=_day(params.get("on", "")),
    )


def understood(asked: Asked, *, today: date, sellers: tuple[str, ...]) -> Query:
    """The sentence, less what was taken away, with what was added."""
    query = parse_query(asked.sentence, today=asked.on or today, sellers=sellers)
    gone: dict[str, Any] = {part: "" if part == "text" else None for part in asked.without - {"wording"}}
    added: dict[str, Any] = {name: FILTERS[name](text) for name, text in asked.added.items() if name not in ("month", "amount")}
    added |= _month(asked.added.get("month", "")) | _band(asked.added.get("amount", ""))
    changed = gone | added
    if {"document_type", "category"} & changed.keys():
        changed["wording"] = ""
    return replace(query, **changed)


def is_month(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None


def _month(text: str) -> dict[str, Any]:
    if not is_month(text):
        return {}
    year, month = map(int, text.split("-"))
    return {"date_from": date(year, month, 1), "date_to": date(year, month, calendar.monthrange(year, month)[1])}


def _band(text: str) -> dict[str, Any]:
    """The bounds of a band of search/index.py; its upper edge belongs to the next one."""
    match = _BAND.fullmatch(text)
    if not match:
        return {}
    least, most = (Decimal(edge) if edge else None for edge in match.groups())
    return {"amount_min": least, "amount_max": most - _UNDER if most is not None else None}
