"""What a validated document teaches about its seller: the words beside or above each value, so that the next one is read by them.

A layout is a tuple of (field, anchor), plain text that can be exported and explained: `("amount_due", "beside NET A PAYER")`,
`("seller_name", "is AU BON MOULIN")`. Where no words stand beside or above a value, the last words printed before it lead to it
(`after TOTAL SALES`), more weakly. An anchor is learned only if it leads to the value on the very page it was learned from, and
never from words that name something else, as SUBTOTAL does where it is also the total. It fills what was left empty and settles
what was doubtful; what a sum proves it never touches, and a doubt that it settles keeps its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from rapidfuzz import fuzz

from domain.facts import AMOUNTS, DATES, Facts, Found, Value
from domain.geometry import Place, union
from domain.page import Line, Transcript
from extractors.blocks import cells_of, words_between
from extractors.labels import normalise
from extractors.locale import open_locale
from extractors.plain import plain
from locales.dates import find_dates
from locales.numbers import find_amounts

Layout = tuple[tuple[str, str], ...]

PLACED = ("invoice_number", "order_number", *DATES, *AMOUNTS)
NAMED = ("seller_name", "seller_address")
BESIDE, BELOW, AFTER, IS = "beside ", "below ", "after ", "is "
MOST_WORDS = 4
"""Words of an anchor: more would hold what changes from one document to the next."""
PROVEN = 0.9
"""A value as sure as this stands, whatever other documents of the seller look like."""
SETTLED = 0.9
LOOSE = 0.6
"""As sure a value must be to stand against words that are only printed before it; what they give is no surer than LOOSELY."""
LOOSELY = 0.8
REACH = 3
"""Lines below some words in which a value is still the one after them."""
OTHERS = ("subtotal", "cash", "change", "discount", "rounding", "deposit", "tip", "service", "not_an_amount", "previous_balance")
"""What words beside an amount may name that is not it, though today it is as large."""
ALIKE = 85.0
"""Likeness of two texts, of 100, from which one is the other but for letters that were misread (rapidfuzz)."""
FEWEST_LETTERS = 5
LIKELIER = 0.5
"""A value that is read again where it stood before: so much of its doubt remains."""
_RATE = re.compile(r"@?\s?\d{1,2}(?:[.,]\d{1,2})?\s?%")
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
        remembered = _read(transcript, field, anchor, facts.get(field))
        if remembered and field in NAMED:
            better = _known_as(transcript, field, facts.get(field), remembered)
        else:
            better = _settled(facts.get(field), remembered) if remembered else None
        if better:
            given[field] = better
    return facts.having(**_closing(facts, given))


def _settled(found: Found[Value] | None, remembered: Found[Value]) -> Found[Value] | None:
    """The fact after the memory has spoken; None where it has nothing to say."""
    if found is None:
        return remembered
    if found.value == remembered.value:
        return replace(found, confidence=1 - (1 - found.confidence) * LIKELIER, reason=f"{found.reason}; {remembered.reason}")
    if found.confidence >= (PROVEN if remembered.confidence > LOOSELY else LOOSE):
        return None
    return replace(remembered, reason=f"{remembered.reason}, where {found.value} seemed likelier before")


def _known_as(transcript: Transcript, field: str, found: Found[Value] | None, remembered: Found[Value]) -> Found[Value] | None:
    """A name or an address after the memory has spoken: no sum proves them, so what a person said of them may outweigh a sure reading.

    A name does where it is printed here too, beside whatever else was taken for it. An address does where the one that was read is a
    piece of it; one with other numbers is a branch elsewhere, which the memory must not move.
    """
    if found is None or found.value == remembered.value:
        return _settled(found, remembered)
    read, known = plain(str(found.value)), plain(str(remembered.value))
    if field == "seller_name":
        outweighs = len(known) >= FEWEST_LETTERS and any(_says(plain(line.text), known) for line in transcript.lines)
    elif set(re.findall(r"\d+", read)) <= set(re.findall(r"\d+", known)):
        outweighs = len(read) < len(known) and fuzz.token_set_ratio(_spaced(read), _spaced(known)) >= ALIKE
    elif fuzz.ratio(read, known) < ALIKE:
        return None
    else:
        outweighs = False
    if not outweighs:
        return _settled(found, remembered)
    return replace(remembered, reason=f"{remembered.reason}, where {found.value} was read")


def _says(line: str, name: str) -> bool:
    """Whether a line holds a name, give or take a misread letter."""
    return len(line) >= len(name) - 1 and fuzz.partial_ratio(name, line) >= ALIKE


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


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
    """The first anchor that leads to the value again on its own page."""
    for anchor in dict.fromkeys(_anchors(transcript, field, value)):
        there = _read(transcript, field, anchor, Found(value=value, confidence=1.0))
        if there and _comparable(there.value) == _comparable(value):
            return anchor
    return None


def _anchors(transcript: Transcript, field: str, value: Value) -> Iterator[str]:
    """The words left of the value at each of its places on the page, else the cell above it, else the last words before it.

    An amount has words beside it wherever it stands before a cell above counts: the head of a column names what one article cost.
    """
    above, before = [], []
    for number, line in enumerate(transcript.lines):
        for start, _, read in _values(line, field):
            if read != _comparable(value):
                continue
            beside = _last_words(line.text[:start])
            if beside:
                if not _names_another(field, beside):
                    yield BESIDE + beside
                continue
            over = _above(transcript.lines[max(0, number - 2) : number], line, start)
            if over and field not in AMOUNTS:
                yield BELOW + over
            above += [BELOW + over] if over and not _names_another(field, over) else []
            last = next(filter(None, (_last_words(upper.text) for upper in reversed(_upper(transcript, number)))), "")
            before += [AFTER + last] if last and not _names_another(field, last) else []
    yield from above
    yield from before


def _upper(transcript: Transcript, number: int) -> Sequence[Line]:
    """The few lines above one, on its page."""
    return [line for line in transcript.lines[max(0, number - REACH) : number] if line.page == transcript.lines[number].page]


def _names_another(field: str, label: str) -> bool:
    return field in AMOUNTS and any(label.replace(" ", "").endswith(other) for other in _others())


@cache
def _others() -> tuple[str, ...]:
    """Labels of something else, in every language, without their blanks; short ones end too many words."""
    locale = open_locale(language="fr", country="fr", today=date.min)
    named = {label.replace(" ", "") for field in OTHERS for label in locale.labels(field)}
    own = {label.replace(" ", "") for field in AMOUNTS for label in locale.labels(field)}
    return tuple(sorted(label for label in named - own if len(label) >= FEWEST_LETTERS - 1))


def _last_words(text: str) -> str:
    """The label that ends a text: its last words without figures; a rate within it, `TOTAL INCL. GST @6% RM`, is none."""
    words = [word for word in normalise(re.split(r"\d[\d.,/ ]*", _RATE.sub(" ", text))[-1]).split() if any(map(str.isalpha, word))]
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


def _read(transcript: Transcript, field: str, anchor: str, found: Found[Value] | None) -> Found[Value] | None:
    """What stands where the value stood before. Of several values under one head none is it, unless one was read for it anyway."""
    why = f"as on a validated document of this seller, {anchor.lower()}"
    if anchor.startswith(IS):
        return Found(value=anchor.removeprefix(IS), confidence=0.97, reason="the name by which this seller was validated before")
    how = next(how for how in (BESIDE, BELOW, AFTER) if anchor.startswith(how))
    label = anchor.removeprefix(how)
    if how == AFTER:
        return _read_after(transcript, field, label, why)
    under: list[Found[Value]] = []
    for number, line in enumerate(transcript.lines):
        for start, end, value in _values(line, field):
            beside = how == BESIDE and _last_words(line.text[:start]) == label
            if beside or (how == BELOW and _above(transcript.lines[max(0, number - 2) : number], line, start) == label):
                there = _found(line, start, end, value, SETTLED, why)
                if beside:
                    return there
                under.append(there)
    alike = [there for there in under if found and there.value == found.value]
    return next(iter(alike), None) or (under[0] if len({there.value for there in under}) == 1 else None)


def _read_after(transcript: Transcript, field: str, label: str, why: str) -> Found[Value] | None:
    """The one value on the first line of values below the words, where nothing stands beside it; words printed twice lead nowhere."""
    leading = [number for number, line in enumerate(transcript.lines) if _last_words(line.text) == label]
    if len(leading) != 1:
        return None
    page = transcript.lines[leading[0]].page
    for line in transcript.lines[leading[0] + 1 : leading[0] + 1 + REACH]:
        values = list(_values(line, field)) if line.page == page else []
        if values:
            start, end, value = values[0]
            alone = len(values) == 1 and not _last_words(line.text[:start])
            return _found(line, start, end, value, LOOSELY, why) if alone else None
    return None


def _found(line: Line, start: int, end: int, value: Value, sure: float, why: str) -> Found[Value]:
    box = union(word.box for word in words_between(line, start, end))
    return Found(value=value, confidence=sure, place=Place(page=line.page, box=box), reason=why)


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
