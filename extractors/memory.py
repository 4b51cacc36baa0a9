"""What a validated document teaches about its seller: the words beside or above each value, so that the next one is read by them.

A layout is a tuple of (field, anchor), plain text that can be exported and explained: `("amount_due", "beside NET A PAYER")`,
`("seller_name", "is AU BON MOULIN")`. It fills what was left empty and settles what was doubtful; what a sum proves it never
touches, and a doubt that it settles keeps its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.facts import AMOUNTS, DATES, Facts, Found, Value
from domain.geometry import Place, union
from domain.page import Line, Transcript
from extractors.blocks import cells_of, words_between
from extractors.labels import normalise
from locales.dates import find_dates
from locales.numbers import find_amounts

Layout = tuple[tuple[str, str], ...]

PLACED = ("invoice_number", "order_number", *DATES, *AMOUNTS)
NAMED = ("seller_name", "seller_address")
BESIDE, BELOW, IS = "beside ", "below ", "is "
MOST_WORDS = 4
"""Words of an anchor: more would hold what changes from one document to the next."""
PROVEN = 0.9
"""A value as sure as this stands, whatever other documents of the seller look like."""
SETTLED = 0.9
LIKELIER = 0.5
"""A value that is read again where it stood before: so much of its doubt remains."""
_NUMBER = re.compile(r"[\w./-]*\d[\w./-]*")


def learn(transcript: Transcript, facts: Facts) -> Layout:
    """The anchors of a document whose values are known to be right; a value that is printed nowhere has none."""
    learned = []
    for field in PLACED:
        found = facts.get(field)
        anchor = _anchor_of(transcript, field, found.value) if found else None
        if anchor:
            learned.append((field, anchor))
    learned += [(field, f"{IS}{found.value}") for field in NAMED if (found := facts.get(field))]
    return tuple(learned)


def recall(transcript: Transcript, facts: Facts, layout: Layout) -> Facts:
    """The facts with what the layout adds to them; `facts` were read in the same transcript."""
    given: dict[str, Found[Value]] = {}
    for field, anchor in layout:
        remembered = _read(transcript, field, anchor)
        better = _settled(field, facts.get(field), remembered) if remembered else None
        if better:
            given[field] = better
    return facts.having(**_closing(facts, given))


def _settled(field: str, found: Found[Value] | None, remembered: Found[Value]) -> Found[Value] | None:
    """The fact after the memory has spoken; None where it has nothing to say."""
    if found is None:
        return remembered
    if found.value == remembered.value:
        return replace(found, confidence=1 - (1 - found.confidence) * LIKELIER, reason=f"{found.reason}; {remembered.reason}")
    if found.confidence >= PROVEN:
        return None
    return replace(remembered, reason=f"{remembered.reason}, where {found.value} seemed likelier before")


def _closing(facts: Facts, given: Mapping[str, Found[Value]]) -> Mapping[str, Found[Value]]:
    """What may be given: amounts that break a sum which closed are none of it."""
    after = facts.having(**given)
    if _closes(facts) and not _closes(after):
        return {field: found for field, found in given.items() if field not in AMOUNTS}
    return given


def _closes(facts: Facts) -> bool:
    net, tax, total = facts.total_without_tax, facts.total_tax, facts.total_with_tax
    return bool(net and tax and total) and net.value + tax.value == total.value  # type: ignore[union-attr]


# ------------------------------------------------------------ learning


def _anchor_of(transcript: Transcript, field: str, value: Value) -> str | None:
    """The words left of the value's first place on the page, else the cell above it."""
    for number, line in enumerate(transcript.lines):
        for start, _, read in _values(line, field):
            if read != _comparable(value):
                continue
            beside = _last_words(line.text[:start])
            if beside:
                return BESIDE + beside
            above = _above(transcript.lines[max(0, number - 2) : number], line, start)
            if above:
                return BELOW + above
    return None


def _last_words(text: str) -> str:
    """The label that ends a text: its last words without figures."""
    words = [word for word in normalise(re.split(r"\d[\d.,/ ]*", text)[-1]).split() if any(map(str.isalpha, word))]
    label = " ".join(words[-MOST_WORDS:])
    return label if len(label.replace(" ", "")) >= 3 else ""


def _above(lines: Sequence[Line], line: Line, start: int) -> str:
    box = words_between(line, start, start + 1)[0].box
    for upper in reversed(lines):
        for cell in cells_of(upper):
            if cell.page == line.page and cell.box.overlap_x(box) > 0.4 and (label := _last_words(cell.text)):
                return label
    return ""


# ------------------------------------------------------------ remembering


def _read(transcript: Transcript, field: str, anchor: str) -> Found[Value] | None:
    why = f"as on a validated document of this seller, {anchor.lower()}"
    if anchor.startswith(IS):
        return Found(value=anchor.removeprefix(IS), confidence=0.97, reason="the name by which this seller was validated before")
    how, label = (BESIDE, anchor.removeprefix(BESIDE)) if anchor.startswith(BESIDE) else (BELOW, anchor.removeprefix(BELOW))
    for number, line in enumerate(transcript.lines):
        for start, end, value in _values(line, field):
            beside = how == BESIDE and _last_words(line.text[:start]) == label
            if beside or (how == BELOW and _above(transcript.lines[max(0, number - 2) : number], line, start) == label):
                box = union(word.box for word in words_between(line, start, end))
                return Found(value=value, confidence=SETTLED, place=Place(page=line.page, box=box), reason=why)
    return None


def _values(line: Line, field: str) -> Iterator[tuple[int, int, Value]]:
    """Everything on the line that the field could be: start, end, value."""
    text = line.text
    if field in DATES:
        yield from ((found.start, found.end, found.value) for found in find_dates(text))
    elif field in AMOUNTS:
        yield from ((found.start, found.end, found.value) for found in find_amounts(text) if found.decimals == 2 or found.grouped)
    else:
        yield from ((found.start(), found.end(), found[0].strip("./-")) for found in _NUMBER.finditer(text))


def _comparable(value: Value) -> Value:
    return value if isinstance(value, date | Decimal) else str(value).replace(" ", "")
