"""The words of the calendar in French and English, and stretches of days: one day, a month, a week."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from search.sentence import one_of

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
MONTH_NAMES = ("janvier", "fevrier", "avril", "juillet", "septembre", "octobre", "novembre", "decembre")
"""Months whose names are long enough to be told when one letter is wrong; « march » and « juin » have neighbours."""

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
# « 12 mars 26 »: two figures behind the name of a month are a year of this century.
OR_SHORT = rf"(?:,? ?(?:de |of |en |in |l'annee )*({YEAR}|'?2\d(?![\d/.,-])))?"
DAY_OF_MONTH = r"(\d{1,2})(?:er|e|eme|st|nd|rd|th)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `start` to `end`, both included; None where it is open."""

    start: date | None
    end: date | None


def one_day(day: date) -> Span:
    return Span(start=day, end=day)


def one_month(year: int, month: int) -> Span:
    return Span(start=date(year, month, 1), end=date(year, month, calendar.monthrange(year, month)[1]))


def some_months(year: int, first: int, last: int) -> Span:
    return Span(start=one_month(year, first).start, end=one_month(year, last).end)


def month_before(today: date, count: int) -> Span:
    index = today.year * 12 + today.month - 1 - count
    return one_month(index // 12, index % 12 + 1)


def one_week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(start=monday, end=monday + timedelta(days=6))


def full_year(text: str) -> int:
    text = text.lstrip("'")
    return int(text) + 2000 if len(text) == 2 else int(text)


def latest_year(today: date, month: int, day: int = 1) -> int:
    """The year in which that day last came."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def counted(text: str | None) -> int:
    return 1 if text is None else NUMBERS[text] if text in NUMBERS else int(text)
