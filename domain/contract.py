"""A Reading as the JSON that other programs rely on, and back.

`as_contract` gives exactly the keys of the published command line. `as_record` adds what the register must not lose
(reasons, doubts, the transcript, page views, the boxes of words) under the key `"justif"`; `from_record` reads it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from domain.checks import Check
from domain.entry import EntryLine, ForeignAmount, JournalEntry
from domain.facts import FIELDS, Facts, Found, InvoiceLine, TaxRow, parse_value
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType, Source
from domain.money import as_text
from domain.problem import Problem
from domain.quality import Quality
from domain.reading import CategoryGuess, PageView, Reading, TypeGuess
from domain.wordmap import PageWords

Json = dict[str, Any]


def as_contract(reading: Reading, *, path: str) -> Json:
    """The object that `justif extract` prints; `path` is repeated as it was given."""
    currency = reading.facts.currency.value if reading.facts.currency else None
    out: Json = {"path": path}
    if reading.part is not None:
        out["part"] = reading.part
    return out | {
        "error": str(reading.error) if reading.error else None,
        "document_type": _guess(reading.document_type),
        "language": reading.language,
        "source": reading.source,
        "pages": reading.pages,
        "fields": {name: _found(reading.facts.get(name), currency) for name in FIELDS},
        "tax_breakdown": [
            {"rate": as_text(row.rate), "base": as_text(row.base, currency), "amount": as_text(row.amount, currency)}
            for row in reading.facts.tax_breakdown
        ],
        "lines": [_line(line, currency) for line in reading.facts.lines],
        "category": _category(reading.category),
        "entry": as_entry(reading.entry, currency) if reading.entry else None,
        "checks": [{"code": c.code, "ok": c.ok, "message": c.message} for c in reading.checks],
        "needs_review": reading.needs_review,
        "timings_ms": dict(reading.timings_ms),
    }


def as_record(reading: Reading) -> Json:
    """Everything of a reading, for the register."""
    error = reading.error
    return as_contract(reading, path="") | {
        "justif": {
            "reasons": {name: found.reason for name in FIELDS if (found := reading.facts.get(name))},
            "doubts": list(reading.doubts),
            "flaws": list(reading.flaws),
            "qualities": [_quality(one) for one in reading.qualities],
            "notes": list(reading.notes),
            "likeness": reading.likeness,
            "text": reading.text,
            "views": [[v.number, v.width, v.height, v.turn_degrees] for v in reading.views],
            "words": [[words.page, words.packed] for words in reading.words],
            "said": dict(reading.said),
            "foreign": foreign_amounts(reading.entry) if reading.entry else [],
            "problem": [error.code, error.what, error.where, error.remedy] if error else None,
        }
    }


def from_record(record: Json) -> Reading:
    """The reading that `as_record` wrote; boxes come back in whole pixels."""
    extra = record["justif"]
    category, kind, entry = record["category"], record["document_type"], record["entry"]
    return Reading(
        pages=record["pages"],
        document_type=TypeGuess(value=DocumentType(kind["value"]), confidence=kind["confidence"]) if kind else None,
        language=record["language"],
        source=Source(record["source"]) if record["source"] else None,
        facts=_facts(record),
        category=CategoryGuess(
            value=Category(category["value"]),
            confidence=category["confidence"],
            account=category["account"],
            label=category["label"],
        )
        if category
        else None,
        entry=from_entry(entry, foreign=extra.get("foreign", ())) if entry else None,
        said=tuple(extra.get("said", {}).items()),
        checks=tuple(Check(code=c["code"], ok=c["ok"], message=c["message"]) for c in record["checks"]),
        doubts=tuple(extra["doubts"]),
        flaws=tuple(extra.get("flaws", ())),
        qualities=tuple(Quality(**row | {"cut": tuple(row["cut"])}) for row in extra.get("qualities", ())),
        notes=tuple(extra.get("notes", ())),
        likeness=extra.get("likeness", ""),
        timings_ms=tuple(record["timings_ms"].items()),
        views=tuple(PageView(number=n, width=w, height=h, turn_degrees=t) for n, w, h, t in extra["views"]),
        words=tuple(PageWords(page=page, packed=packed) for page, packed in extra.get("words", ())),  # older records have none
        text=extra["text"],
        part=record.get("part"),
        error=Problem(**dict(zip(("code", "what", "where", "remedy"), extra["problem"], strict=True))) if extra["problem"] else None,
    )


def value_text(value: object, currency: str | None = None) -> str:
    """A value as the contract prints it."""
    if isinstance(value, Decimal):
        return as_text(value, currency)
    return value.isoformat() if isinstance(value, date) else str(value)


def _quality(quality: Quality) -> Json:
    return {name: round(value, 3) if isinstance(value, float) else list(value) for name, value in asdict(quality).items()}


def _guess(guess: TypeGuess | None) -> Json | None:
    return {"value": guess.value, "confidence": round(guess.confidence, 3)} if guess else None


def _category(guess: CategoryGuess | None) -> Json | None:
    if not guess:
        return None
    return {"value": guess.value, "account": guess.account, "label": guess.label, "confidence": round(guess.confidence, 3)}


def _found(found: Found[Any] | None, currency: str | None) -> Json | None:
    if found is None:
        return None
    box = found.place.box if found.place else None
    return {
        "value": value_text(found.value, currency),
        "confidence": round(found.confidence, 3),
        "page": found.place.page if found.place else None,
        "box": [round(box.left), round(box.top), round(box.right), round(box.bottom)] if box else None,
    }


def _line(line: InvoiceLine, currency: str | None) -> Json:
    return {
        "description": line.description,
        "quantity": _plain(line.quantity),
        "unit_price": _plain(line.unit_price, at_least=2),
        "tax_rate": as_text(line.tax_rate) if line.tax_rate is not None else None,
        "amount": as_text(line.amount, currency) if line.amount is not None else None,
    }


def _plain(number: Decimal | None, *, at_least: int = 0) -> str | None:
    """A number without an exponent or useless zeros, with so many decimals at least."""
    if number is None:
        return None
    exponent = number.normalize().as_tuple().exponent
    decimals = max(at_least, -exponent if isinstance(exponent, int) else 0)
    return f"{number:.{decimals}f}"


def as_entry(entry: JournalEntry, currency: str | None = None) -> Json:
    """An entry as the contract prints it."""
    return {
        "journal": entry.journal,
        "date": entry.date.isoformat(),
        "reference": entry.reference,
        "label": entry.label,
        "lines": [
            {
                "account": line.account,
                "auxiliary": line.auxiliary,
                "debit": as_text(line.debit, currency),
                "credit": as_text(line.credit, currency),
                "label": line.label,
            }
            for line in entry.lines
        ],
    }


def _facts(record: Json) -> Facts:
    reasons = record["justif"]["reasons"]
    found = {
        name: Found(
            value=parse_value(name, f["value"]),
            confidence=f["confidence"],
            place=Place(page=f["page"], box=Box(*f["box"])) if f["box"] else None,
            reason=reasons.get(name, ""),
        )
        for name, f in record["fields"].items()
        if f
    }
    rows = tuple(TaxRow(**{key: Decimal(row[key]) for key in ("rate", "base", "amount")}) for row in record["tax_breakdown"])
    lines = tuple(
        InvoiceLine(
            description=line["description"],
            **{k: Decimal(line[k]) if line[k] is not None else None for k in ("quantity", "unit_price", "tax_rate", "amount")},
        )
        for line in record["lines"]
    )
    return Facts(tax_breakdown=rows, lines=lines).having(**found)


def foreign_amounts(entry: JournalEntry) -> list[list[str] | None]:
    """What the lines were in the document's own currency, which the contract does not print; empty where none was."""
    amounts = [[f"{line.foreign.amount:f}", line.foreign.currency] if line.foreign else None for line in entry.lines]
    return amounts if any(amounts) else []


def from_entry(entry: Json, *, foreign: Sequence[Sequence[str] | None] = ()) -> JournalEntry:
    """The entry that `as_entry` wrote, with what `foreign_amounts` gave."""
    amounts = foreign or [None] * len(entry["lines"])
    return JournalEntry(
        journal=entry["journal"],
        date=date.fromisoformat(entry["date"]),
        reference=entry["reference"],
        label=entry["label"],
        lines=tuple(
            EntryLine(
                account=line["account"],
                auxiliary=line["auxiliary"],
                debit=Decimal(line["debit"]),
                credit=Decimal(line["credit"]),
                label=line["label"],
                foreign=ForeignAmount(amount=Decimal(spent[0]), currency=spent[1]) if spent else None,
            )
            for line, spent in zip(entry["lines"], amounts, strict=True)
        ),
    )
