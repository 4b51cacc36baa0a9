"""Dates of the document: the day it was issued, the day it must be paid. Which is which is told by labels, then by place.

Order of trust (from the way tickets and invoices are printed): a label that names the invoice's date, a bare `Date`, the line
that also bears the hour of the sale, any other date. Delivery, printing, validity and period dates are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from domain.geometry import Place, union
from domain.kinds import Source
from domain.page import Line, Transcript
from extractors.candidate import Candidate
from extractors.figures import label_box
from extractors.labels import LabelHit, find_labels
from extractors.locale import Locale
from locales.dates import PrintedDate, find_dates

FIELDS = ("issue_date", "due_date")
EARLIEST = date(1990, 1, 1)
FORWARD = timedelta(days=2)
"""A document may be dated a little ahead: time zones, and invoices written in the evening for the next day."""

SURELY_ISSUED, PAST = 0.9, 0.25
"""Nothing falls due before it is issued: where the day of issue is so sure, an earlier day counts for so little that it is left out."""

_HOUR = re.compile(r"(?<![\d.,])(?:[01]?\d|2[0-3])\s?[:hH]\s?[0-5]\d(?!\d{3})")
_BETWEEN = re.compile(r"^\s*(?:AU|TO|BIS|-|–|A|À|UNTIL)\s*$", re.IGNORECASE)
_BARE = frozenset({"DATE", "DATUM", "LE", "DU", "VOM", "DT", "FAIT A", "DATE TIME"})
_CLIPPED, CLIPPED = re.compile(r"\d([/.-])0\d\1\d"), 0.6
"""`7/04/2023`: who prints noughts before the month prints them before the day; one of sixty hard photographs had lost a 2."""
_FORMS = {"numeric": 1.0, "named": 1.0, "iso": 1.0, "short": 0.97, "spaced": 0.6, "compact": 0.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A date on a line, the label that names it, and what else the line bears."""

    printed: PrintedDate
    line: Line
    number: int
    place: Place
    label: LabelHit | None
    hour: bool
    period: bool
    clipped: bool = False


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """Every plausible date, for the field or fields it may be."""
    seen = [date_ for number in range(len(transcript.lines)) for date_ in _dates_of(transcript.lines, number, locale)]
    if any(page.source is Source.OCR for page in transcript.pages):
        seen = [replace(date_, clipped=bool(_CLIPPED.match(date_.line.text, date_.printed.start))) for date_ in seen]
    issued = [candidate for date_ in seen for candidate in _issue(date_, locale)]
    yield from issued
    best = max(issued, key=lambda candidate: candidate.score, default=None)
    for date_ in seen:
        for due in _due(date_):
            yield replace(due, score=PAST * due.score) if best and _is_past(date_, best) else due


def _is_past(seen: _Seen, issue: Candidate) -> bool:
    """Whether it is « Prélevé le 4 mars », of the bill before this one."""
    return issue.score >= SURELY_ISSUED and isinstance(issue.value, date) and seen.printed.value < issue.value


def _dates_of(lines: Sequence[Line], number: int, locale: Locale) -> Iterable[_Seen]:
    line = lines[number]
    printed = [found for found in find_dates(line.text, today=locale.today) if found.value >= EARLIEST]
    if not printed:
        return
    labels = find_labels(line, locale)
    periods = {end for one, two in pairwise(printed) if _BETWEEN.match(line.text[one.end : two.start]) for end in (one, two)}
    for found in printed:
        first, last = _words(line, found)
        before, after = line.text[: found.start], line.text[found.end :]
        yield _Seen(
            printed=found,
            line=line,
            number=number,
            place=Place(page=line.page, box=union(word.box for word in line.words[first : last + 1])),
            label=_label(labels, first, last, lines, number, locale),
            hour=bool(_HOUR.search(before + " " + after)),
            period=found in periods,
        )


def _words(line: Line, found: PrintedDate) -> tuple[int, int]:
    position, touched = 0, []
    for number, word in enumerate(line.words):
        if position < found.end and found.start < position + len(word.text):
            touched.append(number)
        position += len(word.text) + 1
    return touched[0], touched[-1]


_DATED = ("issue_date", "due_date", "other_date")


def _label(labels: Sequence[LabelHit], first: int, last: int, lines: Sequence[Line], number: int, locale: Locale) -> LabelHit | None:
    """The nearest label of dates on the left; else the head above, over the date, when the line itself names nothing."""
    left = [hit for hit in labels if hit.last <= first and hit.names(*_DATED)]
    if left:
        return left[-1]
    box = union(word.box for word in lines[number].words[first : last + 1])
    for above in reversed(lines[max(0, number - 2) : number]):
        if above.page != lines[number].page or any(True for _ in find_dates(above.text)):
            return None
        heads = [hit for hit in find_labels(above, locale) if hit.names(*_DATED)]
        over = [(shared, hit) for hit in heads if (shared := label_box(above, hit).overlap_x(box)) > 0.2]
        if over:
            return max(over, key=lambda pair: pair[0])[1]
    return None


def _issue(seen: _Seen, locale: Locale) -> Iterable[Candidate]:
    if seen.printed.value > locale.today + FORWARD:
        return
    score, why = _issue_score(seen)
    score *= _FORMS[seen.printed.form] * (0.97 if seen.printed.repaired else 1.0) * (0.98 if seen.printed.swapped else 1.0)
    score *= CLIPPED if seen.clipped else 1.0
    yield Candidate(field="issue_date", value=seen.printed.value, score=score, place=seen.place, reason=why, witness=why)


def _issue_score(seen: _Seen) -> tuple[float, str]:
    label = seen.label
    if label and not label.names("issue_date"):
        return (0.15 if label.mended else 0.05), f"beside {label.label}"
    if seen.period:
        return 0.08, "one end of a period"
    if label and label.label in _BARE:
        return (0.94 if seen.hour or label.label != "DU" else 0.7), f"beside {label.label}"
    if label:
        return 0.97, f"beside {label.label}"
    if seen.hour:
        return 0.9, "with the hour"
    return 0.7, "a date without a label"


def _due(seen: _Seen) -> Iterable[Candidate]:
    if seen.label and seen.label.names("due_date") and not seen.period:
        score = 0.93 if not seen.label.mended else 0.8
        yield Candidate(field="due_date", value=seen.printed.value, score=score, place=seen.place, reason=f"beside {seen.label.label}")
