"""The dates of a sentence: days, months, quarters, weeks, ranges and their open ends, in French and English.

A range includes both ends. A month, a day or a quarter without a year is the latest one that has begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from search.sentence import Sentence, one_of

DAY = timedelta(days=1)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday", "samedi saturday", "dimanche sunday")
    )
    for name in names.split()
}
NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "un une one",
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
            "onze eleven",
            "douze twelve",
        ),
        start=1,
    )
    for name in names.split()
} | {"quinze": 15, "vingt": 20, "trente": 30, "quinzaine": 15, "fifteen": 15, "twenty": 20, "thirty": 30}
ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1e": 1, "first": 1, "1st": 1,
    "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2, "2nd": 2, "2nde": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "3rd": 3,
    "quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4, "4th": 4, "dernier": 4,
}  # fmt: skip

MONTH = one_of("|".join(MONTHS)) + r"\b\.?"
YEAR = r"(?:(?:19|20)\d\d)"
COUNT = rf"(?:\d{{1,3}}|{one_of('|'.join(NUMBERS))})"
ORDINAL = one_of("|".join(k for k in ORDINALS if k != "dernier"))
OF_YEAR = rf"(?:,? ?(?:de |of |en |in |l'annee )*({YEAR}))?"
DAY_OF_MONTH = r"(\d{1,2})(?:er|st|nd|rd|th)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `start` to `end`, both included; None where it is open."""

    start: date | None
    end: date | None


Reader = Callable[[tuple[str | None, ...], date], Span | None]


def find_dates(sentence: Sentence, today: date) -> Span | None:
    """Takes the dates out of the sentence; None when it holds none."""
    for pattern, closed in _RANGES:
        match = pattern.search(sentence.folded)
        if match and (span := closed(match, today)):
            sentence.blank(*match.span())
            return span
    return None


def read_period(text: str, today: date) -> Span | None:
    """A day, week, month, quarter, year … alone, such as "mars 2025" or "hier"; None when it is not one.

    >>> read_period("decembre", date(2026, 11, 21))
    Span(start=datetime.date(2025, 12, 1), end=datetime.date(2025, 12, 31))
    """
    text = text.strip()
    bare = re.sub(r"^(?:(?:le|la|les|the|au|du|en|on|in) |l')", "", text)
    for pattern, reader in _PERIODS:
        match = pattern.fullmatch(text) or pattern.fullmatch(bare)
        if match:
            try:
                span = reader(match.groups(), today)
            except (ValueError, OverflowError):
                span = None
            if span:
                return span
    return None


# ---------------------------------------------------------------- periods


def _one_day(day: date) -> Span:
    return Span(start=day, end=day)


def _month(year: int, month: int) -> Span:
    return Span(start=date(year, month, 1), end=date(year, month, calendar.monthrange(year, month)[1]))


def _months(year: int, first: int, last: int) -> Span:
    return Span(start=_month(year, first).start, end=_month(year, last).end)


def _month_before(today: date, count: int) -> Span:
    index = today.year * 12 + today.month - 1 - count
    return _month(index // 12, index % 12 + 1)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(start=monday, end=monday + timedelta(days=6))


def _full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _latest(today: date, month: int, day: int = 1) -> int:
    """The year in which that day last came."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _count(text: str | None) -> int:
    return 1 if text is None else NUMBERS[text] if text in NUMBERS else int(text)


def _named_day(groups: tuple[str | None, ...], today: date) -> Span:
    day, name, year = int(groups[0] or 0), groups[1] or "", groups[2]
    month = MONTHS[name.rstrip(".")]
    return _one_day(date(int(year) if year else _latest(today, month, day), month, day))


def _english_day(groups: tuple[str | None, ...], today: date) -> Span:
    return _named_day((groups[1], groups[0], groups[2]), today)


def _numeric_day(groups: tuple[str | None, ...], today: date) -> Span:
    day, month, year = int(groups[0] or 0), int(groups[1] or 0), groups[2]
    return _one_day(date(_full_year(year) if year else _latest(today, month, day), month, day))


def _iso_day(groups: tuple[str | None, ...], today: date) -> Span:
    return _one_day(date(*(int(g or 0) for g in groups)))


def _named_month(groups: tuple[str | None, ...], today: date) -> Span:
    part, name, year, last = groups
    month = MONTHS[(name or "").rstrip(".")]
    latest = today.year - 1 if last and month == today.month else _latest(today, month)
    whole = _month(int(year) if year else latest, month)
    return _part_of(part, whole)


def _part_of(part: str | None, whole: Span) -> Span:
    """The first ten days, the ten in the middle, or the rest of a month."""
    if not part or not whole.start:
        return whole
    if part.startswith(("debut", "early")):
        return Span(start=whole.start, end=whole.start + 9 * DAY)
    if part.startswith("mi"):
        return Span(start=whole.start + 10 * DAY, end=whole.start + 19 * DAY)
    return Span(start=whole.start + 20 * DAY, end=whole.end)


def _numeric_month(groups: tuple[str | None, ...], today: date) -> Span:
    return _month(_full_year(groups[1] or ""), int(groups[0] or 0))


def _year(groups: tuple[str | None, ...], today: date) -> Span:
    return _months(int(groups[0] or 0), 1, 12)


def _part_of_year(number: int, year: str | None, months: int, today: date) -> Span | None:
    if not 1 <= number <= 12 // months:
        return None
    first = (number - 1) * months + 1
    return _months(_full_year(year) if year else _latest(today, first), first, first + months - 1)


def _quarter(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _part_of_year(ORDINALS.get(groups[0] or "") or int(groups[0] or 0), groups[1], 3, today)


def _half(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _part_of_year(ORDINALS.get(groups[0] or "") or int(groups[0] or 0), groups[1], 6, today)


def _week_number(groups: tuple[str | None, ...], today: date) -> Span:
    week = int(groups[0] or 0)
    year = int(groups[1]) if groups[1] else today.year if week <= today.isocalendar().week else today.year - 1
    return _week(date.fromisocalendar(year, week, 1))


def _this(unit: str, today: date, back: int = 0) -> Span | None:
    """The week, month, quarter, half or year that holds today, or the one so many before it."""
    if unit.startswith(("semaine", "week")):
        return _week(today - timedelta(weeks=back))
    if unit.startswith(("mois", "month")):
        return _month_before(today, back)
    if unit.startswith(("an", "year", "exercice")):
        return _months(today.year - back, 1, 12)
    size = 6 if unit.startswith(("semestre", "half")) else 3
    index = today.year * (12 // size) + (today.month - 1) // size - back
    return _part_of_year(index % (12 // size) + 1, str(index // (12 // size)), size, today)


def _this_unit(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _this(groups[0] or "", today)


def _last_unit(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _this(groups[0] or "", today, back=1)


def _ago(groups: tuple[str | None, ...], today: date) -> Span | None:
    count, unit = _count(groups[0]), groups[1] or ""
    return _one_day(today - count * DAY) if unit.startswith(("jour", "day")) else _this(unit, today, back=count)


def _last_days(groups: tuple[str | None, ...], today: date) -> Span:
    count, unit = _count(groups[0]), groups[1] or ""
    if unit.startswith(("jour", "day")):
        return Span(start=today - count * DAY, end=today)
    if unit.startswith(("semaine", "week")):
        return Span(start=today - timedelta(weeks=count), end=today)
    months = count * (12 if unit.startswith(("an", "year")) else 1)
    index = today.year * 12 + today.month - 1 - months
    month = _month(index // 12, index % 12 + 1)
    last = month.end.day if month.end else 28
    return Span(start=date(index // 12, index % 12 + 1, min(today.day, last)), end=today)


def _weekday(groups: tuple[str | None, ...], today: date) -> Span:
    """The latest such day before today; today itself when it is said without « dernier »."""
    back = (today.weekday() - WEEKDAYS[groups[0] or ""]) % 7
    return _one_day(today - (back or (7 if groups[1] else 0)) * DAY)


_SEASONS = {"printemps": 3, "spring": 3, "ete": 6, "summer": 6, "automne": 9, "autumn": 9, "fall": 9, "hiver": 12, "winter": 12}


def _season(groups: tuple[str | None, ...], today: date) -> Span:
    """Meteorological seasons: three whole months; the winter of a year begins in December of the year before."""
    name, year = groups[0] or "", groups[1]
    first = _SEASONS[name]
    if first == 12:
        start = int(year) - 1 if year else _latest(today, 12)
        return Span(start=date(start, 12, 1), end=_month(start + 1, 2).end)
    return _months(int(year) if year else _latest(today, first), first, first + 2)


def _week_of(span: Span) -> Span:
    return _week(span.start) if span.start else span


def _weekend(groups: tuple[str | None, ...], today: date) -> Span:
    """Saturday and Sunday: those that have begun, or with « dernier » those of the week before."""
    week = _week(today)
    sunday = week.end or today
    begun = today >= sunday - DAY
    back = 7 if groups[0] or not begun else 0
    return Span(start=sunday - (back + 1) * DAY, end=sunday - back * DAY)


def _word_day(back: int) -> Reader:
    return lambda groups, today: _one_day(today - back * DAY)


_UNIT = r"(semaines?|mois|annees?|ans?|trimestres?|semestres?|exercices?|weeks?|months?|years?|quarters?)"
_DAYS = r"(jours?|semaines?|mois|ans?|annees?|days?|weeks?|months?|years?)"
_LAST = r"(?:dernier|derniere|passee?|precedente?|ecoulee?)"
_PERIOD_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"{DAY_OF_MONTH} ({MONTH}){OF_YEAR}", _named_day),
    (rf"({MONTH}) {DAY_OF_MONTH}(?!\d)(?:,? ({YEAR}))?", _english_day),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso_day),
    (r"(20\d\d)-(0[1-9]|1[0-2])", lambda g, today: _month(int(g[0] or 0), int(g[1] or 0))),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", _numeric_day),
    (r"(0?[1-9]|1[0-2])[/.-]((?:20)\d\d)", _numeric_month),
    (r"(0[1-9]|1[0-2])/(1[3-9]|2\d|3\d)", _numeric_month),
    (r"(\d{1,2})/(\d{1,2})()", lambda g, today: _numeric_day((g[0], g[1], None), today)),
    (rf"(?:mois d[e'] ?)?(debut |mi[- ]|fin |early |mid[- ]|late |end of )?({MONTH}){OF_YEAR}( {_LAST})?", _named_month),
    (rf"({ORDINAL}) trimestre{OF_YEAR}", _quarter),
    (rf"({ORDINAL}) (?:trim\.?|quarter){OF_YEAR}", _quarter),
    (rf"dernier(?:e)? (?:trimestre|trim\.?)(?: de| of| en)? (?:l'annee )?({YEAR})", lambda g, today: _part_of_year(4, g[0], 3, today)),
    (rf"dernier(?:e)? semestre(?: de| of| en)? (?:l'annee )?({YEAR})", lambda g, today: _part_of_year(2, g[0], 6, today)),
    (rf"(?:derniere|dernier|precedente?) {_UNIT}", _last_unit),
    (rf"[tq]([1-4]) ?(?:de |of |/|-)?({YEAR}|\d\d(?!\d))?", _quarter),
    (rf"({ORDINAL}) semestre{OF_YEAR}", _half),
    (rf"({ORDINAL}) half{OF_YEAR}", _half),
    (rf"[sh]([12]) ?(?:de |of |/|-)?({YEAR})", _half),
    (rf"(?:semaine|week|sem\.?) (?:n[o°] ?|numero )?(\d{{1,2}}){OF_YEAR}", _week_number),
    (
        rf"(?:semaine|week) (?:du|of|of the) (?:lundi |monday )?{DAY_OF_MONTH} ({MONTH}){OF_YEAR}",
        lambda g, today: _week_of(_named_day(g, today)),
    ),
    (r"(?:semaine|week) (?:du|of) (\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d\d))?", lambda g, today: _week_of(_numeric_day(g, today))),
    (rf"(?:ce |le |the |this )?week-? ?end( {_LAST})?", _weekend),
    (r"(?:last|previous) (week-? ?end)", _weekend),
    (r"aujourd'? ?hui|ce jour|today", _word_day(0)),
    (r"avant[- ]hier|(?:the )?day before yesterday", _word_day(2)),
    (r"hier|la veille|yesterday", _word_day(1)),
    (rf"(?:les |the )?({COUNT}) (?:derniers?|dernieres?) {_DAYS}", _last_days),
    (rf"(?:les |the )?(?:derniers?|dernieres?|last|past) ({COUNT}) {_DAYS}", _last_days),
    (rf"(?:cette|cet|ce|this|current) {_UNIT}(?:[- ]ci| en cours)?", _this_unit),
    (r"debut (?:de l'|du |de la |d'|de )(annee|mois|semaine|trimestre|semestre)", _this_unit),
    (
        r"(?:de l'|du |de la )(annee|mois|semaine|trimestre|semestre)"
        r"(?= *(?:$|[^\w\s]| (?!d[eu] |d'|derni|passe|prec|ecoul|en cours|cour|\d|n[o°])))",
        _this_unit,
    ),
    (rf"{_UNIT} (?:en cours|courante?|actuelle?)", _this_unit),
    (rf"{_UNIT} {_LAST}", _last_unit),
    (rf"(?:last|previous) {_UNIT}(?:'?s)?", _last_unit),
    (rf"il y a ({COUNT}) {_DAYS}", _ago),
    (rf"({COUNT}) {_DAYS} ago", _ago),
    (rf"(?:last )?({one_of('|'.join(WEEKDAYS))})( {_LAST})?", _weekday),
    # « été » is also a participle: the season has an article, or a year.
    (rf"(?:cet |cette |ce |this |last |l')({one_of('|'.join(_SEASONS))}){OF_YEAR}(?: {_LAST})?", _season),
    (rf"({one_of('|'.join(s for s in _SEASONS if s not in ('ete', 'fall')))}){OF_YEAR}(?: {_LAST})?", _season),
    (rf"(ete|fall)(?:,? ?(?:de |of |en |in |l'annee )*({YEAR})| {_LAST})", _season),
    (rf"(?:annee |year |exercice )?({YEAR})", _year),
)
_PERIODS = tuple((re.compile(pattern), reader) for pattern, reader in _PERIOD_TABLE)

# The same patterns without their groups, to find a period inside a sentence.
_PERIOD = "(?:" + "|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern, _ in _PERIOD_TABLE) + ")"
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
    if bare:
        try:
            return _one_day(end.end.replace(day=int(bare.group(1))))
        except ValueError:
            return None
    if re.search(YEAR, second) and not re.search(YEAR, first):
        return read_period(f"{first} {end.start.year}", today) or read_period(first, today)
    return read_period(first, today)


def _both(match: re.Match[str], today: date) -> Span | None:
    """« avril et mai », « 2024 ou 2025 »: one stretch when the second follows the first, else no filter can say it."""
    parts = re.split(r"\s*(?:,|&|\bet\b|\bou\b|\band\b|\bor\b)\s*", match.group(0))
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
    return Span(start=_last_days((match.group(1), match.group(2)), today).start, end=None)


def _younger(match: re.Match[str], today: date) -> Span | None:
    """« de moins de 3 mois », « de plus de 60 jours »."""
    since = _last_days((match.group(2), match.group(3)), today)
    if match.group(1) == "moins" or not since.start:
        return Span(start=since.start, end=None)
    return Span(start=None, end=since.start - DAY)


def _bare_day(match: re.Match[str], today: date) -> Span | None:
    """« avant le 15 », « du 3 »: the latest month in which that day has come."""
    day = int(match.group(2))
    month = _month_before(today, 0 if day <= today.day else 1)
    if not month.start or not month.end or not 1 <= day <= month.end.day:
        return None
    that = month.start.replace(day=day)
    before, after = Span(start=None, end=that - DAY), Span(start=that + DAY, end=None)
    return {"avant": before, "before": before, "apres": after, "depuis": Span(start=that, end=None)}.get(match.group(1), _one_day(that))


def _within(match: re.Match[str], today: date) -> Span | None:
    return read_period(match.group(1), today)


_START = rf"({_PERIOD}|\d{{1,2}}(?:er|st|nd|rd|th)?)"
_SINCE = r"(?:depuis|since|a partir d[eu]|a compter d[eu]|des(?= l[ae] | l')|starting from|starting|as of)"
_RANGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"\b(?:entre|between) {_THE}{_START} (?:et|and) {_THE}({_PERIOD})\b", _between),
        (rf"\b(?:du|de|d'|from|depuis) ?{_THE}{_START} (?:jusqu'?(?:au|a|en)?|au|a|to|until|till|-) {_THE}({_PERIOD})\b", _between),
        (rf"\b{_START} ?(?:-|–|—|au|to) ?{_THE}({_PERIOD})\b", _between),
        (rf"\b(?:depuis|since|for the last) ({COUNT}) {_DAYS}\b", _since_days),
        (
            rf"\b{_SINCE} {_THE}({_PERIOD})\b(?! (?:to|until|a|au)\b)",
            _since,
        ),
        (rf"\b(?:apres|posterieures? a|posterieurs? a|after) {_THE}({_PERIOD})\b", _after),
        (rf"\b(?:avant|anterieures? a|anterieurs? a|before) {_THE}({_PERIOD})\b", _before),
        (rf"\b(?:jusqu'?(?:a|au|en)? ?|until |till |up to |through ){_THE}({_PERIOD})\b", _until),
        (rf"(?<![\w/.-]){_PERIOD}(?: ?(?:,|&|et|ou|and|or) (?:de |d'|en |in )?{_PERIOD})+(?![\w/-])", _both),
        (rf"\b(?:de |d'il y a |il y a )?(moins|plus) de ({COUNT}) {_DAYS}\b", _younger),
        (rf"(?<![\w/.-])({_PERIOD})(?![\w/-])", _within),
        (r"\b(?:(avant|apres|depuis|before) )?(?:le|du|the) (\d{1,2})(?:er|th|st|nd|rd)?(?=\s*(?:$|[?!.]))", _bare_day),
    )
)
