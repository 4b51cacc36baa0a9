"""Reading amounts as they are printed: in French, English, German or Arabic hands, and damaged by recognition.

One reader (`parse_amount`) for a text that is an amount, one finder (`find_amounts`) for amounts in running text. What an
amount means is for others. Nothing here raises on odd text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

BLANKS = " \u00a0\u202f\u2009\u2007"
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬−–", "01234567890123456789,.--")
# Currencies printed without decimals, where a dot or comma before three digits separates thousands.
WHOLE_CURRENCIES = frozenset({"XOF", "XAF", "JPY", "KRW", "CLP"})

_GROUP = rf"[{BLANKS}.,'’]"
_NUMBER = re.compile(
    rf"""
    (?<![^\s$€£:(@+-])\.(?P<hundredths>\d\d)(?![\w.,%])   # tills print ten sen as `.10`
    |
    (?P<whole>\d{{1,3}}(?:(?P<sep>{_GROUP})\d{{3}}(?:(?P=sep)\d{{3}})*)(?!\d)|\d+)
    (?:
        (?P<point>[.,;])(?P<gap>[{BLANKS}]?)(?P<fraction>\d{{1,4}})(?!\d)
      | [{BLANKS}]?(?P<middle>[€E])[{BLANKS}]?(?P<cents>\d{{2}})(?![\d.,])
      | [.,](?P<dash>[-–—]{{1,2}})
    )?
    """,
    re.VERBOSE,
)
_SIGN_BEFORE = re.compile(r"(?<![\w)])([-(])[^\w,.()-]{0,3}$")
_SIGN_AFTER = re.compile(r"\s?-(?![\w-])")
# A letter that recognition took for the last digit, or for a digit between digits: 40.0c, 1O.50, 2l,90.
_DAMAGED = re.compile(
    r"(?<=[.,]\d)[OoDQ°Il|CcSBZ](?!\w)|(?<=\d)[OoIl|](?=[\d.,]\d)|(?<=[.,])[Oo](?=[\dOo](?!\w))"
    r"|(?<![A-Za-z\d])(?:[OoIl|](?=[.,]\d\d(?!\d))|[Il|](?=\d{1,3}[.,]\d\d(?!\d)))"
)
_REPAIR = str.maketrans("OoDQ°CcIl|SBZ", "0000000111582")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAmount:
    """An amount in a text: where, its value, the decimals printed, and whether a damaged character was repaired."""

    start: int
    end: int
    value: Decimal
    decimals: int
    repaired: bool = False
    grouped: bool = False


def parse_amount(text: str, *, currency: str | None = None, decimal: str | None = None) -> Decimal | None:
    """The amount that the whole text is, signs and currency marks aside; None when it is not one.

    `decimal` is the sign that other amounts of the page use ("," or "."): it tells 1.250 from 1,250.

    >>> parse_amount("1 234,56 €"), parse_amount("1'234.56"), parse_amount("(12,50)"), parse_amount("12€50")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('-12.50'), Decimal('12.50'))
    >>> parse_amount("1.250", currency="XOF"), parse_amount("1.789"), parse_amount("1.250", decimal=",")
    (Decimal('1250'), Decimal('1.789'), Decimal('1250'))
    >>> parse_amount("FR44 732 829 320") is None
    True
    """
    found = list(find_amounts(text, currency=currency, decimal=decimal))
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    rest = re.sub(
        r"(?i)€|\$|£|\*|=|\.{2,}|[-−–()+#:]|\b(?:eur|euros?|e|rm|usd|gbp|chf|mad|dhs?|da|dzd|f ?cfa|xof|xaf|f|tnd|dt)\b", " ", rest
    )
    return found[0].value if not rest.strip() else None


def find_amounts(text: str, *, currency: str | None = None, decimal: str | None = None) -> Iterator[PrintedAmount]:
    """Every number of the text that can be read as an amount, whole numbers too, from left to right.

    Dates, hours and references are numbers as well: whoever asks must mask them first.
    """
    plain = text.translate(_EASTERN)
    view = _DAMAGED.sub(lambda m: m.group().translate(_REPAIR), plain)
    position = 0
    while match := _NUMBER.search(view, position):
        read = _read(match, currency=currency, decimal=decimal)
        start, end = match.start(), match.start() + read[1]
        position = max(end, match.start() + 1)
        before, after = _SIGN_BEFORE.search(view[:start]), _SIGN_AFTER.match(view[end:])
        negative = bool(before and (before.group(1) == "-" or view[end:].lstrip(BLANKS + "€EUR*").startswith(")"))) or bool(after)
        yield PrintedAmount(
            start=start,
            end=end,
            value=-read[0] if negative else read[0],
            decimals=max(0, -int(read[0].as_tuple().exponent)),
            repaired=plain[start:end] != view[start:end],
            grouped=read[2],
        )


def _read(match: re.Match[str], *, currency: str | None, decimal: str | None) -> tuple[Decimal, int, bool]:
    """Value, characters used, and whether thousands were grouped."""
    whole, separator, point = match["whole"], match["sep"], match["point"]
    if match["hundredths"] is not None:
        return Decimal(f"0.{match['hundredths']}"), len(match.group()), False
    if match["cents"] is not None or match["dash"] is not None:
        return Decimal(f"{_digits(whole)}.{match['cents'] or '00'}"), len(match.group()), separator is not None
    fraction = match["fraction"] or ""
    if separator in (".", ",", "'", "’") and separator == point:
        # 1.234.5 is no number of ours: take the groups and leave the rest.
        return Decimal(_digits(whole)), len(whole), True
    if (
        separator is None
        and point in (".", ",")
        and len(fraction) == 3
        and not match["gap"]
        and _is_thousands(whole, point, currency, decimal)
    ):
        return Decimal(whole + fraction), len(match.group()), True
    if separator in (".", ",") and point is None and whole.count(separator) == 1 and not _is_thousands(whole, separator, currency, decimal):
        left, _, right = whole.partition(separator)
        return Decimal(f"{left}.{right}"), len(whole), False
    if fraction and (not match["gap"] or len(fraction) == 2):
        return Decimal(f"{_digits(whole)}.{fraction}"), len(match.group()), separator is not None
    return Decimal(_digits(whole)), len(whole), separator is not None


def _is_thousands(whole: str, point: str, currency: str | None, decimal: str | None) -> bool:
    """Whether the sign before three last digits separates thousands, by the currency and by the page's other amounts."""
    if whole.startswith("0"):
        return False
    return currency in WHOLE_CURRENCIES or (decimal is not None and point != decimal)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def decimal_sign(text: str) -> str | None:
    """The sign before decimals on this page, by majority of the numbers with exactly two; None when there is none.

    >>> decimal_sign("Total 12,50 TVA 2,08 1.250")
    ','
    """
    signs = re.findall(r"\d([.,])\d\d(?![\d.,])", text.translate(_EASTERN))
    if not signs:
        return None
    return "," if signs.count(",") >= signs.count(".") else "."
