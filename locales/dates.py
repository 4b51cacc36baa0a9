"""Reading dates as they are printed, the day first, in French, English, German and Arabic. Nothing here raises on odd text.

Which date of a document is the issue date is for others.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

LANGUAGES = ("fr", "en", "de", "ar")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# The hour may be glued to the year: 14/03/20184:06:34PM, and 02.03.2015:59 is a quarter to four in 2020.
_YEAR = r"(?P<year>(?:19|20)\d\d(?=[^\d:]|$|\d{1,2}:\d\d|:(?:[01]\d|2[0-3]):\d\d|:(?!\d\d))|\d\d(?=\D|$|\d\d:\d\d))"
_LONG_YEAR = r"(?P<year>(?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d)"
# A letter that recognition put for a digit inside a date: 1O/O3/2018, l2.O6.17.
_DAMAGED = re.compile(r"(?<=[\d/.-])[OoQDIl|](?=[\d/.-])|(?<![A-Za-z\d])[OoIl|](?=\d[/.-])|(?<=\d[/.-]\d)[OoIl|](?=[/.-])")
_REPAIR = str.maketrans("OoQDIl|", "0000111")
_LETTERS = str.maketrans("01|", "OII")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date in a text: where, its value, and how firmly its form says "date".

    `form` is one of "numeric" (13/11/2017), "short" (two-digit year), "iso", "named" (13 nov. 2017), "spaced", "compact".
    `swapped` says that the month stood first, as the numbers allowed nothing else.
    """

    start: int
    end: int
    value: date
    form: str
    swapped: bool = False
    repaired: bool = False


def parse_date(text: str, *, language: str | None = None, day_first: bool = True, today: date | None = None) -> date | None:
    """The date that the text holds, None unless it holds exactly one.

    >>> parse_date("13 novembre 2017"), parse_date("13/11/17"), parse_date("4/22/2018"), parse_date("13NOV17")
    (datetime.date(2017, 11, 13), datetime.date(2017, 11, 13), datetime.date(2018, 4, 22), datetime.date(2017, 11, 13))
    >>> parse_date("01 23 45 67 89") is None
    True
    """
    found = {f.value for f in find_dates(text, language=language, day_first=day_first, today=today)}
    return found.pop() if len(found) == 1 else None


def find_dates(text: str, *, language: str | None = None, day_first: bool = True, today: date | None = None) -> Iterator[PrintedDate]:
    """Every date of the text, from left to right, telephone-like runs left aside.

    A two-digit year is of this century unless that lies more than a year after `today`.
    """
    plain = text.translate(_DIGITS)
    view = _DAMAGED.sub(lambda m: m.group().translate(_REPAIR), plain)
    taken: list[tuple[int, int]] = []
    found = []
    for form, pattern in _forms(language):
        for match in pattern.finditer(view):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            read = _read(match, form, day_first=day_first, today=today, months=_months(language))
            if read is None:
                continue
            taken.append((start, end))
            short = form == "numeric" and len(match["year"]) == 2
            repaired = plain[start:end] != view[start:end] or (form == "named" and match["month"] != match["month"].translate(_LETTERS))
            found.append(
                PrintedDate(start=start, end=end, value=read[0], form="short" if short else form, swapped=read[1], repaired=repaired)
            )
    yield from sorted(found, key=lambda f: f.start)


def _read(match: re.Match[str], form: str, *, day_first: bool, today: date | None, months: Mapping[str, int]) -> tuple[date, bool] | None:
    day, month = match["day"], match["month"]
    if form == "named":
        number = months.get(_folded(month))
        if number is None:
            return None
        month = str(number)
    year = _full_year(match["year"], today)
    d, m = int(day), int(month)
    if not day_first and form == "numeric" and d <= 12:
        d, m = m, d
    swapped = m > 12 >= d and form == "numeric"
    if swapped:
        d, m = m, d
    try:
        return date(year, m, d), swapped
    except ValueError:
        return None


def _full_year(text: str, today: date | None) -> int:
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    latest = today.year + 1 if today else 2069
    return year if year <= latest else year - 100


@cache
def _forms(language: str | None) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of a date, the firmest first: a later one never reads what an earlier one took."""
    names = "|".join(sorted((_damageable(name) for name in _spellings(language)), key=len, reverse=True))
    day, month = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|[12]\d|3[01])"
    flags = re.IGNORECASE
    return (
        (
            "iso",
            re.compile(
                r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>3[01]|[12]\d|0?[1-9])(?:(?![\d/-])|(?=\d\d:\d\d))"
            ),
        ),
        (
            "named",
            re.compile(rf"(?<!\d){day}(?:er|st|nd|rd|th|\.)?[\s.\-/,'’]{{0,3}}(?P<month>{names})\.?[\s.\-/,'’]{{0,3}}{_YEAR}", flags),
        ),
        ("named", re.compile(rf"(?<!\w)(?P<month>{names})\.?[\s\-]{{0,2}}{day}(?:st|nd|rd|th)?[\s,]{{1,3}}{_LONG_YEAR}", flags)),
        ("numeric", re.compile(rf"(?<![\d/])(?<!\d[.\-]){day}\s?(?P<sep>[/.\-])\s?{month}\s?(?P=sep)\s?{_YEAR}(?![/\-]\d|[.,]\d)")),
        # A number of the till before it, `REG #13-27/04/2018`: slashes and a whole year tell that the hyphen is none of the date's.
        ("numeric", re.compile(rf"(?<=\d-){day}/{month}/(?P<year>20\d\d)(?![\d/\-])")),
        ("spaced", re.compile(rf"(?<!\d)(?<!\d )(?P<day>0[1-9]|[12]\d|3[01]) (?P<month>0[1-9]|1[0-2]) {_LONG_YEAR}(?! ?\d\d )")),
        (
            "compact",
            re.compile(
                r"(?<![\w/.-])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:(?![\w/.-])|(?=/[0-2]\d[0-5]\d[0-5]\d(?!\d)))"
            ),
        ),
    )


@cache
def _months(language: str | None) -> Mapping[str, int]:
    chosen = (language,) if language in LANGUAGES else LANGUAGES
    return {name: number for code in chosen for name, number in importlib.import_module(f"locales.languages.{code}").MONTHS.items()}


@cache
def _spellings(language: str | None) -> tuple[str, ...]:
    """Month names as patterns meet them: with the accents that print puts on them, and without."""
    accented = {
        "FEVRIER": "FÉVRIER", "FEVR": "FÉVR", "FEV": "FÉV", "AOUT": "AOÛT", "AOU": "AOÛ", "DECEMBRE": "DÉCEMBRE", "DEC": "DÉC",
        "MARZ": "MÄRZ",
        "JANNER": "JÄNNER", "افريل": "أفريل", "اوت": "أوت", "اكتوبر": "أكتوبر", "ابريل": "أبريل", "جويليه": "جويلية",
    }  # fmt: skip
    names = tuple(_months(language))
    return names + tuple(accented[name] for name in names if name in accented)


def _damageable(name: str) -> str:
    """The pattern of a month's name, a digit allowed where recognition puts one for a letter: A0UT, JU1N."""
    return re.escape(name).replace("O", "[O0]").replace("I", "[I1|]")


def _folded(name: str) -> str:
    """Upper-case without accents, digits that were put for letters back; Arabic letters in their plain form."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).upper().translate(_LETTERS)
    return bare.translate(str.maketrans("أإآىة", "ااايه"))
