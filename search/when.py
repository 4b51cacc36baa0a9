"""The dates of a sentence: stretches of time, ranges and their open ends, in French and English. Both ends are included."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from search.periods import DAYS, PERIOD, last_days, read_period
from search.sentence import Sentence
from search.spans import COUNT, DAY, YEAR, Span, month_before, one_day


def find_dates(sentence: Sentence, today: date) -> Span | None:
    """Takes the dates out of the sentence; None when it holds none."""
    for pattern, closed in _RANGES:
        match = pattern.search(sentence.folded)
        if match and (span := closed(match, today)):
            sentence.blank(*match.span())
            return span
    return None


_THE = r"(?:le |la |les |l'|the |au |du |en |on |in |debut de |mois d[e'] ?){0,4}"


# ---------------------------------------------------------------- ranges


def _between(match: re.Match[str], today: date) -> Span | None:
    """From one period to another; the first may borrow its month or year from the second."""
    first, second = match.group(1).strip(), match.group(2).strip()
    end = read_period(second, today)
    if not end or not end.end or not end.start:
        return None
    start = _borrowed(first, second, end, today)
    if not start or not start.start:
        return None
    if start.start > end.end and not re.search(YEAR, first):
        start = Span(start=_year_back(start.start), end=None)
    return Span(start=start.start, end=end.end) if start.start and start.start <= end.end else None


def _borrowed(first: str, second: str, end: Span, today: date) -> Span | None:
    if not end.start or not end.end:
        return None
    bare = re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)?", first)
    if bare and (end.end - end.start).days > 31:
        return None  # « 03-2025 »
    if bare:
        try:
            return one_day(end.end.replace(day=int(bare.group(1))))
        except ValueError:
            return None
    if re.search(YEAR, second) and not re.search(YEAR, first):
        return read_period(f"{first} {end.start.year}", today) or read_period(first, today)
    return read_period(first, today)


def _both(match: re.Match[str], today: date) -> Span | None:
    """« avril et mai », « 2024 ou 2025 »: one stretch when the second follows the first, else no filter can say it."""
    parts = re.split(r"\s*(?:,|&|/|\bet\b|\bou\b|\band\b|\bor\b)\s*", match.group(0))
    spans: list[Span] = []
    year = re.search(rf"{YEAR}$", parts[-1])
    for part in parts:
        dated = f"{part} {year.group()}" if year and not re.search(YEAR, part) else part
        span = read_period(re.sub(r"^(?:de |du |d'|en |in )", "", dated), today)
        if not span or not span.start or not span.end or (spans and spans[-1].end != span.start - DAY):
            return None
        spans.append(span)
    return Span(start=spans[0].start, end=spans[-1].end)


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _since(match: re.Match[str], today: date) -> Span | None:
    period = read_period(match.group(1), today)
    return Span(start=period.start, end=None) if period else None


def _after(match: re.Match[str], today: date) -> Span | None:
    period = read_period(match.group(1), today)
    return Span(start=period.end + DAY, end=None) if period and period.end else None


def _before(match: re.Match[str], today: date) -> Span | None:
    period = read_period(match.group(1), today)
    return Span(start=None, end=period.start - DAY) if period and period.start else None


def _until(match: re.Match[str], today: date) -> Span | None:
    period = read_period(match.group(1), today)
    return Span(start=None, end=period.end) if period else None


def _since_days(match: re.Match[str], today: date) -> Span | None:
    return Span(start=last_days((match.group(1), match.group(2)), today).start, end=None)


def _younger(match: re.Match[str], today: date) -> Span | None:
    """« de moins de 3 mois », « de plus de 60 jours »."""
    since = last_days((match.group(2), match.group(3)), today)
    if match.group(1) == "moins" or not since.start:
        return Span(start=since.start, end=None)
    return Span(start=None, end=since.start - DAY)


def _bare_day(match: re.Match[str], today: date) -> Span | None:
    """« avant le 15 », « du 3 »: the latest month in which that day has come."""
    day = int(match.group(2))
    month = month_before(today, 0 if day <= today.day else 1)
    if not month.start or not month.end or not 1 <= day <= month.end.day:
        return None
    that = month.start.replace(day=day)
    before, after = Span(start=None, end=that - DAY), Span(start=that + DAY, end=None)
    return {"avant": before, "before": before, "apres": after, "depuis": Span(start=that, end=None)}.get(match.group(1), one_day(that))


def _within(match: re.Match[str], today: date) -> Span | None:
    return read_period(match.group(1), today)


_DURING = (
    r"(?:(?:courant|pendant|durant|during|within|throughout|(?:au|dans le|tout au) (?:cours|courant|long) (?:de|du|d')) ?"
    r"(?:le |la |l'|the )?)?"
)
_START = rf"({PERIOD}|\d{{1,2}}(?:er|st|nd|rd|th)?)"
_SINCE = r"(?:depuis|since|a partir d[eu]|a compter d[eu]|des(?= l[ae] | l')|starting from|starting|as of)"
_RANGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"\b(?:entre|between) {_THE}{_START} (?:et|and) {_THE}({PERIOD})\b", _between),
        (
            rf"\b(?:du|de|d'|from|depuis|a partir d[eu]|a compter d[eu]|des) ?{_THE}{_START} "
            rf"(?:jusqu'?(?:au|a|en)?|au|a|to|until|till|-) {_THE}({PERIOD})\b",
            _between,
        ),
        (rf"\b{_START} ?(?:-|–|—|au|to| a ) ?{_THE}({PERIOD})\b", _between),
        (rf"\b(?:depuis|since|for the last) ({COUNT}) {DAYS}\b", _since_days),
        (
            rf"\b{_SINCE} {_THE}({PERIOD})\b(?! (?:to|until|a|au)\b)",
            _since,
        ),
        (rf"\b(?:apres|posterieure?s?(?: a)?|after|past) {_THE}({PERIOD})\b", _after),
        (rf"\b(?:avant|d'ici|by) (?:a )?(?:la |the )?(?:fin|end)(?: of)? (?:de |du |d')?{_THE}({PERIOD})\b", _until),
        (rf"\b(?:avant(?! hier)|anterieure?s?(?: a)?|before|prior to) {_THE}({PERIOD})\b", _before),
        (rf"\b(?:jusqu'?(?:a|au|en)? ?|until |till |up to |through ){_THE}({PERIOD})\b", _until),
        (rf"(?<![\w/.-]){PERIOD}(?: ?(?:,|&|et|ou|and|or|/) ?(?:de |d'|en |in )?{PERIOD})+(?![\w/-])", _both),
        (rf"\b(?:de |d'il y a |il y a )?(moins|plus) de ({COUNT}) {DAYS}\b", _younger),
        (rf"(?<![\w/.-]){_DURING}({PERIOD})(?![\w/-])", _within),
        (r"\b(?:(avant|apres|depuis|before) )?(?:le|du|the) (\d{1,2})(?:er|th|st|nd|rd)?(?=\s*(?:$|[?!.]))", _bare_day),
    )
)
