"""What was understood, part by part: each part is a chip that can be changed in place or taken away; facets narrow it further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from search.index import Answer
from search.query import Query
from web.language import Speech
from web.searching.address import AGGREGATES, Asked, is_month
from web.words import CATEGORIES, DOCUMENT_TYPES, N_, PAYMENT_METHODS, PAYMENT_STATUSES, SORTS, STATES

_AGGREGATES = {"sum": N_("Sum"), "count": N_("How many"), "average": N_("Average")}
WORDS: Mapping[str, Mapping[Any, str]] = {
    "document_type": DOCUMENT_TYPES,
    "category": CATEGORIES,
    "payment_method": PAYMENT_METHODS,
    "payment_status": PAYMENT_STATUSES,
    "status": STATES,
    "sort": SORTS,
    "aggregate": {name: _AGGREGATES[name] for name in AGGREGATES},
}
LABELS = {
    "seller": N_("Supplier"),
    "document_type": N_("Kind"),
    "invoice_number": N_("Document number"),
    "date_from": N_("From"),
    "date_to": N_("Until"),
    "amount_min": N_("At least"),
    "amount_max": N_("At most"),
    "currency": N_("Currency"),
    "status": N_("State"),
    "payment_status": N_("Paid or not"),
    "payment_method": N_("Payment"),
    "category": N_("Category"),
    "submitted_by": N_("Handed in by"),
    "aggregate": N_("Question"),
    "sort": N_("Order"),
    "limit": N_("How many at most"),
    "text": N_("Words"),
}
# The parts that one chip shows together.
PARTS = (
    ("seller",),
    ("document_type",),
    ("invoice_number",),
    ("date_from", "date_to"),
    ("amount_min", "amount_max", "currency"),
    ("status",),
    ("payment_status",),
    ("payment_method",),
    ("category",),
    ("submitted_by",),
    ("aggregate",),
    ("sort", "limit"),
    ("text",),
)
TITLES = {
    "status": N_("State"),
    "document_type": N_("Kind"),
    "seller": N_("Supplier"),
    "category": N_("Category"),
    "amount": N_("Amount"),
    "month": N_("Month"),
}
SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing to fill in: `kind` is text, date, number or choice; `choices` leads from values to words."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part of the query in words, the address without it, and the form that changes it: what it keeps and what it asks."""

    words: str
    address: str
    kept: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that would narrow the answer, how often it occurs, and the address that adds it."""

    words: str
    count: int
    address: str


def chips(speech: Speech, asked: Asked, query: Query) -> tuple[Chip, ...]:
    """What was understood; the words alone are no news when they are the whole sentence."""
    shown = [(names, words) for names in PARTS if (words := _words(speech, asked, query, names))]
    return tuple(_chip(speech, asked, query, names, words) for names, words in shown)


def _chip(speech: Speech, asked: Asked, query: Query, names: tuple[str, ...], words: str) -> Chip:
    own = frozenset(names)
    hidden = own | ({"month"} if "date_from" in own else set()) | ({"amount"} if "amount_min" in own else set())
    return Chip(
        words=words,
        address=asked.lacking(own).address(),
        kept=tuple(asked.pairs(but=hidden)),
        parts=tuple(_part(speech, query, name) for name in names),
    )


def _part(speech: Speech, query: Query, name: str) -> Part:
    value = getattr(query, name)
    choices = tuple((str(each), speech.say(word)) for each, word in WORDS.get(name, {}).items())
    kind = "choice" if choices else "date" if name.startswith("date") else "number" if name == "limit" else "text"
    text = speech.amount(value) if name.startswith("amount") and value is not None else str(value if value is not None else "")
    return Part(name=name, label=speech.say(LABELS[name]), kind=kind, value=text, choices=choices)


def _words(speech: Speech, asked: Asked, query: Query, names: tuple[str, ...]) -> str:
    if names[0] == "date_from":
        return _dates(speech, query)
    if names[0] == "amount_min":
        return _amounts(speech, query)
    if names[0] == "sort":
        return _order(speech, query)
    if names[0] == "text":
        return speech.say("words: %s") % query.text if query.text and query.text != asked.sentence else ""
    return word(speech, names[0], getattr(query, names[0]))


def facets(speech: Speech, asked: Asked, query: Query, answer: Answer) -> list[tuple[str, list[Facet]]]:
    """The ways to narrow the answer, those that are chosen already left out; months and amounts in their own order."""
    shown = []
    for name, title in TITLES.items():
        if asked.added.get(name) or (name in Query.__slots__ and getattr(query, name)):
            continue
        values = answer.facets[name][:SHOWN]
        if name in ("month", "amount"):
            values = tuple(sorted(values, key=lambda each: _place(each.value), reverse=name == "month"))
        links = [
            Facet(words=_facet_word(speech, name, v.value), count=v.count, address=asked.adding(name, v.value).address()) for v in values
        ]
        if len(links) > 1:
            shown.append((speech.say(title), links))
    return shown


def _place(value: str) -> int:
    return int(value.replace("-", "").partition("..")[0] or 0)


def _facet_word(speech: Speech, name: str, value: str) -> str:
    if name == "month" and is_month(value):
        return speech.month(date(int(value[:4]), int(value[5:]), 1))
    if name == "amount":
        return _band(speech, *value.split(".."))
    return word(speech, name, value)


def _band(speech: Speech, least: str, most: str) -> str:
    if not least:
        return speech.say("under %s") % speech.number(int(most))
    return f"{speech.number(int(least))} – {speech.number(int(most))}" if most else speech.say("%s and more") % speech.number(int(least))


def word(speech: Speech, kind: str, value: str | None) -> str:
    """The word for a value of a closed list; a value of no list is its own."""
    return speech.say(WORDS.get(kind, {}).get(value, value)) if value else ""


def _dates(speech: Speech, query: Query) -> str:
    start, end = speech.day(query.date_from), speech.day(query.date_to)
    if start and end:
        return start if start == end else f"{start} – {end}"
    return speech.say("from %s") % start if start else speech.say("until %s") % end if end else ""


def _amounts(speech: Speech, query: Query) -> str:
    least, most = (speech.money(amount, query.currency) for amount in (query.amount_min, query.amount_max))
    if least and most:
        return least if least == most else f"{least} – {most}"
    return speech.say("at least %s") % least if least else speech.say("at most %s") % most if most else query.currency or ""


def _order(speech: Speech, query: Query) -> str:
    words = word(speech, "sort", query.sort)
    first = speech.count("the first one", "the first %(num)s", query.limit) if query.limit else ""
    return ", ".join(part for part in (words, first) if part)
