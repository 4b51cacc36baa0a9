"""From nodes of a parsed tree to values: texts by path, exact amounts and dates, identifiers without blanks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import cast

from lxml import etree

from extractors.einvoice.parse import Element

Paths = tuple[str, ...]
"""XPaths in order of preference, on names without namespace; `$currency` is the invoice's own currency."""

_DECIMAL = re.compile(r"[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


def texts_at(root: Element, paths: Paths, *, currency: str = "") -> tuple[str, ...]:
    """The texts at every path, blanks folded, empty ones left out."""
    found = (node for path in paths for node in cast("list[Element]", root.xpath(path, currency=currency)))
    return tuple(text for node in found if (text := folded("".join(cast("list[str]", node.xpath(".//text()"))))))


def text_at(root: Element, paths: Paths, *, currency: str = "") -> str:
    """The first of them, or nothing."""
    return next(iter(texts_at(root, paths, currency=currency)), "")


def folded(text: str) -> str:
    return " ".join(text.split())


def amount_of(text: str) -> Decimal | None:
    """An xsd:decimal; None for anything else, since a guess would be worse than nothing.

    >>> amount_of("12.50"), amount_of("-3"), amount_of("1,50"), amount_of("1e9"), amount_of("")
    (Decimal('12.50'), Decimal('-3'), None, None, None)
    """
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def date_of(text: str) -> date | None:
    """A date of CII (format 102, "20171113") or of UBL ("2017-11-13", with a time zone or not).

    >>> date_of("20171113"), date_of("2019-09-23+02:00"), date_of("20171340"), date_of("201711")
    (datetime.date(2017, 11, 13), datetime.date(2019, 9, 23), None, None)
    """
    match = _DATE.match(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def identifier_of(text: str) -> str:
    """An identifier without the blanks that people put in it.

    >>> identifier_of("fr 11 999 999 998")
    'FR11999999998'
    """
    return "".join(text.split()).upper()


def iban_of(text: str) -> str | None:
    """The account when it has the form of an IBAN (ISO 13616); a national account number is none.

    Its check digits are not asked for here: what the invoice states is kept, the checks say what is wrong with it.

    >>> iban_of("FR20 1242 1242 1242 1242 1242 124"), iban_of("00123456789")
    ('FR2012421242124212421242124', None)
    """
    account = identifier_of(text)
    return account if _IBAN.fullmatch(account) else None


def readable_text(root: Element, *, silent: re.Pattern[str]) -> str:
    """The words of the tree, one text a line, without what only machines read (elements whose name matches `silent`)."""
    texts: list[str] = []
    for element in root.iter(etree.Element):
        if len(element) == 0 and element.text and not silent.search(element.tag):
            text = folded(element.text[:4000])
            if len(text) > 1 and text not in texts[-3:] and not text.startswith("urn:"):
                texts.append(text)
    return "\n".join(texts)
