"""The stretches of time that a few words name: days, weeks, months, quarters, seasons …, in French and English.

A month, a day or a quarter without a year is the latest one that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from search.sentence import one_of, pattern_of
from search.spans import (
    COUNT,
    DAY,
    DAY_OF_MONTH,
    MONTH,
    MONTHS,
    OF_YEAR,
    OR_SHORT,
    ORDINAL,
    ORDINALS,
    WEEKDAYS,
    YEAR,
    Span,
    counted,
    full_year,
    latest_year,
    month_before,
    one_day,
    one_month,
    one_week,
    some_months,
)

Reader = Callable[[tuple[str | None, ...], date], Span | None]


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


def _named_day(groups: tuple[str | None, ...], today: date) -> Span:
    day, name, year = int(groups[0] or 0), groups[1] or "", groups[2]
    month = MONTHS[name.rstrip(".")]
    return one_day(date(full_year(year) if year else latest_year(today, month, day), month, day))


def _english_day(groups: tuple[str | None, ...], today: date) -> Span:
    return _named_day((groups[1], groups[0], groups[2]), today)


def _numeric_day(groups: tuple[str | None, ...], today: date) -> Span:
    day, month, year = int(groups[0] or 0), int(groups[1] or 0), groups[2]
    return one_day(date(full_year(year) if year else latest_year(today, month, day), month, day))


def _iso_day(groups: tuple[str | None, ...], today: date) -> Span:
    return one_day(date(*(int(g or 0) for g in groups)))


def _named_month(groups: tuple[str | None, ...], today: date) -> Span:
    part, name, year, last = groups
    month = MONTHS[(name or "").rstrip(".")]
    latest = today.year - 1 if last and month == today.month else latest_year(today, month)
    whole = one_month(full_year(year) if year else latest, month)
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


def _fortnight(groups: tuple[str | None, ...], today: date) -> Span:
    """The first fortnight of a month ends on the 15th, the second begins on the 16th."""
    whole = _named_month((None, groups[1], groups[2], None), today)
    start, end = whole.start or today, whole.end or today
    return Span(start=start, end=start + 14 * DAY) if ORDINALS[groups[0] or ""] == 1 else Span(start=start + 15 * DAY, end=end)


def _numeric_month(groups: tuple[str | None, ...], today: date) -> Span:
    return one_month(full_year(groups[1] or ""), int(groups[0] or 0))


def _year(groups: tuple[str | None, ...], today: date) -> Span:
    return some_months(int(groups[0] or 0), 1, 12)


def _part_of_year(number: int, year: str | None, months: int, today: date) -> Span | None:
    if not 1 <= number <= 12 // months:
        return None
    first = (number - 1) * months + 1
    return some_months(full_year(year) if year else latest_year(today, first), first, first + months - 1)


def _edge_of_year(groups: tuple[str | None, ...], today: date) -> Span | None:
    """« début 2026 », « fin 2025 »: its first or its last quarter."""
    return _part_of_year(4 if (groups[0] or "").startswith(("fin", "end", "late")) else 1, groups[1], 3, today)


def _first_months(groups: tuple[str | None, ...], today: date) -> Span | None:
    """« les deux premiers mois de 2026 », « les trois derniers mois de 2025 », counted in months or quarters."""
    count = counted(groups[0]) * (3 if (groups[2] or "").startswith(("trim", "quarter")) else 1)
    year = int(groups[3]) if groups[3] else today.year
    if not 1 <= count <= 12:
        return None
    return some_months(year, 13 - count, 12) if (groups[1] or "").startswith(("dern", "last")) else some_months(year, 1, count)


def _quarter(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _part_of_year(ORDINALS.get(groups[0] or "") or int(groups[0] or 0), groups[1], 3, today)


def _half(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _part_of_year(ORDINALS.get(groups[0] or "") or int(groups[0] or 0), groups[1], 6, today)


def _week_number(groups: tuple[str | None, ...], today: date) -> Span:
    week = int(groups[0] or 0)
    year = int(groups[1]) if groups[1] else today.year if week <= today.isocalendar().week else today.year - 1
    return one_week(date.fromisocalendar(year, week, 1))


def _this(unit: str, today: date, back: int = 0) -> Span | None:
    """The week, month, quarter, half or year that holds today, or the one so many before it."""
    if unit.startswith(("semaine", "week")):
        return one_week(today - timedelta(weeks=back))
    if unit.startswith(("mois", "month")):
        return month_before(today, back)
    if unit.startswith(("an", "year", "exercice")):
        return some_months(today.year - back, 1, 12)
    size = 6 if unit.startswith(("semestre", "half")) else 3
    index = today.year * (12 // size) + (today.month - 1) // size - back
    return _part_of_year(index % (12 // size) + 1, str(index // (12 // size)), size, today)


def _this_unit(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _this(groups[0] or "", today)


def _last_unit(groups: tuple[str | None, ...], today: date) -> Span | None:
    return _this(groups[0] or "", today, back=1)


def _ago(groups: tuple[str | None, ...], today: date) -> Span | None:
    count, unit = counted(groups[0]), groups[1] or ""
    return one_day(today - count * DAY) if unit.startswith(("jour", "day")) else _this(unit, today, back=count)


def last_days(groups: tuple[str | None, ...], today: date) -> Span:
    """So many days back from today, today included; hours are told in days."""
    count, unit = counted(groups[0]), groups[1] or ""
    if unit.startswith(("heure", "hour")):
        count, unit = -(-count // 24), "jours"
    if unit.startswith(("jour", "day")):
        return Span(start=today - count * DAY, end=today)
    if unit.startswith(("semaine", "week")):
        return Span(start=today - timedelta(weeks=count), end=today)
    months = count * (12 if unit.startswith(("an", "year")) else 1)
    index = today.year * 12 + today.month - 1 - months
    month = one_month(index // 12, index % 12 + 1)
    last = month.end.day if month.end else 28
    return Span(start=date(index // 12, index % 12 + 1, min(today.day, last)), end=today)


def _weekday(groups: tuple[str | None, ...], today: date) -> Span:
    """The latest such day before today; today itself when it is said without « dernier »."""
    back = (today.weekday() - WEEKDAYS[groups[0] or ""]) % 7
    return one_day(today - (back or (7 if groups[1] else 0)) * DAY)


_SEASONS = {"printemps": 3, "spring": 3, "ete": 6, "summer": 6, "automne": 9, "autumn": 9, "fall": 9, "hiver": 12, "winter": 12}


def _weekday_of(groups: tuple[str | None, ...], today: date) -> Span:
    """« mardi de la semaine dernière »."""
    monday = one_week(today).start or today
    return one_day(monday - (7 - WEEKDAYS[groups[0] or ""]) * DAY)


def _weekday_and_number(groups: tuple[str | None, ...], today: date) -> Span | None:
    """« vendredi 13 »: the latest 13th that was a Friday."""
    for back in range(400):
        day = today - back * DAY
        if day.day == int(groups[1] or 0) and day.weekday() == WEEKDAYS[groups[0] or ""]:
            return one_day(day)
    return None


_FEASTS = {
    "noel": (12, 25), "christmas": (12, 25), "jour de l'an": (1, 1), "nouvel an": (1, 1), "new year": (1, 1), "toussaint": (11, 1),
    "saint-valentin": (2, 14), "saint-sylvestre": (12, 31), "armistice": (11, 11), "assomption": (8, 15), "fete du travail": (5, 1),
}  # fmt: skip


def _feast(groups: tuple[str | None, ...], today: date) -> Span:
    month, day = _FEASTS[groups[0] or ""]
    return one_day(date(int(groups[1]) if groups[1] else latest_year(today, month, day), month, day))


def _season(groups: tuple[str | None, ...], today: date) -> Span:
    """Meteorological seasons: three whole months; the winter of a year begins in December of the year before."""
    name, year = groups[0] or "", groups[1]
    first = _SEASONS[name]
    if first == 12:
        start = int(year) - 1 if year else latest_year(today, 12)
        return Span(start=date(start, 12, 1), end=one_month(start + 1, 2).end)
    return some_months(int(year) if year else latest_year(today, first), first, first + 2)


def _week_of(span: Span) -> Span:
    return one_week(span.start) if span.start else span


def _weekend(groups: tuple[str | None, ...], today: date) -> Span:
    """Saturday and Sunday: those that have begun, or with « dernier » those of the week before."""
    week = one_week(today)
    sunday = week.end or today
    begun = today >= sunday - DAY
    back = 7 if groups[0] or not begun else 0
    return Span(start=sunday - (back + 1) * DAY, end=sunday - back * DAY)


def _word_day(back: int) -> Reader:
    return lambda groups, today: one_day(today - back * DAY)


_UNIT = r"(semaines?|mois|annees?|ans?|trimestres?|semestres?|exercices?|weeks?|months?|years?|quarters?)"
DAYS = r"(heures?|hours?|jours?|semaines?|mois|ans?|annees?|days?|weeks?|months?|years?)"
_LAST = r"(?:derniere?s?|passee?s?|precedente?s?|ecoulee?s?|d'avant)"
_PARTS = r"mois|months?|trimestres?|quarters?"
_DAY_NAME = rf"(?:{one_of('|'.join(WEEKDAYS))},? )?"
_ENGLISH_MONTH = one_of("january|february|march|april|may|june|july|august|september|october|november|december")
_PERIOD_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"{_DAY_NAME}(?:le )?{DAY_OF_MONTH} (?:of )?({MONTH}){OR_SHORT}(?: {_LAST})?", _named_day),
    (rf"{_DAY_NAME}({MONTH}) (?:the )?(?!2\d(?:\b|$)){DAY_OF_MONTH}(?!\d)(?:,? ({YEAR}))?", _english_day),
    (rf"({_ENGLISH_MONTH}) (?:the )?{DAY_OF_MONTH}(?!\d)(?:,? ({YEAR}))?", _english_day),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso_day),
    (r"(20\d\d)[-/](0[1-9]|1[0-2])", lambda g, today: one_month(int(g[0] or 0), int(g[1] or 0))),
    (rf"{_DAY_NAME}(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d\d)", _numeric_day),
    (r"(0?[1-9]|1[0-2])[/.-]((?:20)\d\d)", _numeric_month),
    (r"(0[1-9]|1[0-2])/(1[3-9]|2\d|3\d)", _numeric_month),
    (rf"{_DAY_NAME}(\d{{1,2}})/(\d{{1,2}})()", lambda g, today: _numeric_day((g[0], g[1], None), today)),
    (rf"(?:mois d[e'] ?)?(debut |mi[- ]|fin |early |mid[- ]|late |end of )?(?:the month of )?({MONTH}){OR_SHORT}( {_LAST})?", _named_month),
    (rf"(?:la |the )?({ORDINAL}) (?:quinzaine|fortnight|half) (?:de |d'|of |du mois de |du mois d')({MONTH}){OR_SHORT}", _fortnight),
    (rf"({pattern_of('debut|fin|early|late|end of')}) (?:de |d')?(?:l'annee |annee )?({YEAR})", _edge_of_year),
    (
        rf"(?:les |the )?(?:({COUNT}) )?(premiere?s?|derniere?s?|first|last) ({_PARTS}) (?:de |of )(?:l'annee )?({YEAR})",
        _first_months,
    ),
    (rf"(?:les |the )?({COUNT}) (premiere?s?|first) ({_PARTS})(?: (?:de l'|of the |de cette |of this )(?:annee|year))?()", _first_months),
    (
        rf"(?:les |the )?(first|last) ({COUNT}) ({_PARTS}) of ({YEAR})",
        lambda g, today: _first_months((g[1], g[0], g[2], g[3]), today),
    ),
    (rf"({ORDINAL}) trimestre{OF_YEAR}", _quarter),
    (rf"({ORDINAL}) (?:trim\.?|quarter){OF_YEAR}", _quarter),
    (rf"dernier(?:e)? (?:trimestre|trim\.?)(?: de| of| en)? (?:l'annee )?({YEAR})", lambda g, today: _part_of_year(4, g[0], 3, today)),
    (rf"dernier(?:e)? semestre(?: de| of| en)? (?:l'annee )?({YEAR})", lambda g, today: _part_of_year(2, g[0], 6, today)),
    (rf"(?:derniere|dernier|precedente?) {_UNIT}", _last_unit),
    (rf"([1-4]) ?(?:er|e|eme)?[ -]?[tq](?: ?(?:de |of |/|-)?({YEAR}|\d\d(?!\d)))?", _quarter),
    (rf"(?:trimestre|quarter) (?:n[o°] ?)?([1-4]){OF_YEAR}", _quarter),
    (rf"(?:semestre|half) (?:n[o°] ?)?([12]){OF_YEAR}", _half),
    (rf"({ORDINAL}) sem\.?{OF_YEAR}", _half),
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
    (rf"({one_of('|'.join(WEEKDAYS))}) (?:de la |of )?(?:semaine (?:derniere|passee|precedente)|last week)", _weekday_of),
    (rf"({one_of('|'.join(WEEKDAYS))}) (?:le |the )?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d/.-])", _weekday_and_number),
    (r"aujourd'? ?hui|ce jour|ce matin|cet apres[- ]midi|ce soir|today|this (?:morning|afternoon|evening)|tonight", _word_day(0)),
    (r"(?<!plat )(?<!menu )(?:du jour|de la journee)(?! d)", _word_day(0)),
    (r"avant[- ]hier|(?:the )?day before yesterday", _word_day(2)),
    (r"hier|la veille|yesterday", _word_day(1)),
    (rf"(?:les |the )?({COUNT}) (?:derniers?|dernieres?) {DAYS}", last_days),
    (rf"(?:les |the )?(?:derniers?|dernieres?|last|past) ({COUNT}) {DAYS}", last_days),
    (rf"(?:cette|cet|ce|this|current) {_UNIT}(?:[- ]ci| en cours| so far)?", _this_unit),
    (r"debut (?:de l'|du |de la |d'|de )(annee|mois|semaine|trimestre|semestre)", _this_unit),
    (r"(?:beginning|start) of (?:the |this )?(year|month|week|quarter)", _this_unit),
    (r"(?:year)[ -]to[ -]date|ytd", lambda g, today: Span(start=date(today.year, 1, 1), end=today)),
    (
        r"(?:de l'|du |de la )(annee|mois|semaine|trimestre|semestre)"
        r"(?= *(?:$|[^\w\s]| (?!d[eu] |d'|derni|passe|prec|ecoul|en cours|cour|\d|n[o°])))",
        _this_unit,
    ),
    (rf"{_UNIT} (?:en cours|courante?|actuelle?)", _this_unit),
    (rf"{_UNIT} {_LAST}", _last_unit),
    (rf"(?:last|previous) {_UNIT}(?:'?s)?", _last_unit),
    (rf"il y a ({COUNT}) {DAYS}", _ago),
    (rf"({COUNT}) {DAYS} ago", _ago),
    (rf"(?:last )?({one_of('|'.join(WEEKDAYS))})( {_LAST})?", _weekday),
    # « cadeaux de Noël » are no presents of that day.
    (rf"(?<!de )(?<!d')(?<!clients )(?<!client )(?<!cadeaux )(?<!cadeau )({one_of('|'.join(_FEASTS))}){OF_YEAR}", _feast),
    # « été » is also a participle: the season has an article, or a year.
    (rf"(?:cet |cette |ce |this |last |l')({one_of('|'.join(_SEASONS))}){OF_YEAR}(?: {_LAST})?", _season),
    (rf"({one_of('|'.join(s for s in _SEASONS if s not in ('ete', 'fall')))}){OF_YEAR}(?: {_LAST})?", _season),
    (rf"(ete|fall)(?:,? ?(?:de |of |en |in |l'annee )*({YEAR})| {_LAST})", _season),
    (rf"(?:annee |year |exercice )?({YEAR})", _year),
)
_PERIODS = tuple((re.compile(pattern), reader) for pattern, reader in _PERIOD_TABLE)

# The same patterns without their groups, to find a period inside a sentence.
PERIOD = "(?:" + "|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern, _ in _PERIOD_TABLE) + ")"
