"""Why was this value taken? Every candidate of every field with its score and reason, and what the choice made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.facts import FIELDS, Found, InvoiceLine, TaxRow, Value
from domain.page import Page
from domain.reading import Reading
from domain.upload import Upload
from extractors.candidate import Candidate
from extractors.extract import candidates
from extractors.locale import open_locale
from extractors.totals import probabilities, totals
from pipeline.flat import flattened
from pipeline.layout import transcribe
from pipeline.read import recognised, understand
from pipeline.tools import Tools

SHOWN = 6
"""Candidates of a field that are worth a line."""


def explain(upload: Upload, tools: Tools, *, today: date) -> Iterator[str]:
    """Lines for a person, a document after the other. Raises ReadError when the document cannot be read."""
    for place, pages in enumerate(recognised(upload, tools, today=today), start=1):
        yield f"{upload.name}" + (f", document {place}" if place > 1 else "")
        yield from _of_document(pages, understand(pages, tools, today=today), tools, today)


def _of_document(pages: tuple[Page, ...], reading: Reading, tools: Tools, today: date) -> Iterator[str]:
    locale = open_locale(
        language=reading.language or "fr", country=tools.company.country, own_identifiers=tools.company.identifiers, today=today
    )
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates(transcribe(flattened(pages)), locale):
        by_field[candidate.field].append(candidate)
    if reading.document_type:
        yield f"  document type: {reading.document_type.value} ({reading.document_type.confidence:.2f})"
    for field in FIELDS:
        yield from _of_field(field, reading.facts.get(field), by_field[field])
        if field == "total_with_tax":
            yield from _of_totals(by_field)
    yield from _of_rows(reading.facts.tax_breakdown, by_field["tax_breakdown"])
    yield from _of_lines(reading.facts.lines)
    yield from (f"  check {'holds' if check.ok else 'FAILS'}: {check.message}" for check in reading.checks)
    yield from (f"  to look at: {doubt}" for doubt in reading.doubts) if reading.doubts else ("  nothing to look at",)


def _of_field(field: str, found: Found[Value] | None, some: Sequence[Candidate]) -> Iterator[str]:
    if found is None and not some:
        return
    chosen = f"{found.value} ({found.confidence:.2f}) because: {found.reason}" if found else "left empty, as nothing was likely enough"
    yield f"  {field}: {chosen}"
    if field == "total_with_tax":
        return
    for candidate in sorted(some, key=lambda c: -c.score)[:SHOWN]:
        yield f"      {candidate.score:.2f}  {candidate.value}  {candidate.reason}"


def _of_totals(by_field: Mapping[str, Sequence[Candidate]]) -> Iterator[str]:
    """Every amount that may be the total, how likely it is beside the others, and the ways that lead to it."""
    options = totals(by_field)
    ranked = sorted(zip(probabilities(options), options, strict=True), key=lambda pair: -pair[0])
    for likely, total in ranked[:SHOWN]:
        ways = ", ".join(f"{name} {strength:.2f}" for name, strength in sorted(total.witnesses.items(), key=lambda way: -way[1]))
        yield f"      {likely:.2f}  {total.value}  {ways}"


def _of_rows(chosen: Sequence[TaxRow], some: Sequence[Candidate]) -> Iterator[str]:
    rows = [candidate for candidate in some if isinstance(candidate.value, TaxRow)]
    if rows:
        yield "  tax_breakdown:"
    for candidate in sorted(rows, key=lambda c: (c.value not in chosen, -c.score))[: SHOWN + len(chosen)]:
        row = candidate.value
        assert isinstance(row, TaxRow)
        mark = "taken" if row in chosen else "left "
        yield f"      {mark} {candidate.score:.2f}  {row.rate:f} % of {row.base} = {row.amount}  ({candidate.witness}) {candidate.reason}"


def _of_lines(lines: Sequence[InvoiceLine]) -> Iterator[str]:
    if lines:
        yield "  lines, whose sum is one of the totals:"
    for line in lines:
        yield f"      {line.quantity or '?'} × {line.unit_price or '?'} = {line.amount}  {line.description}"
