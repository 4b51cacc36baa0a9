"""Identifiers of firms in a line of text: VAT ids, SIREN, SIRET and IBAN, with what their check digits say.

Pure functions over one printed line; whose identifier it is, and how sure, is told by finders/identifiers.py. A damaged
character (O for 0, I or l for 1, S for 5, B for 8…) is mended only when the number then passes a check that it failed.

Sources: SIREN and SIRET, décret 73-314 and Luhn's rule, La Poste by the sum of its digits; VAT ids, Council Directive
2006/112/EC art. 215 and each state's own digits (python-stdnum); IBAN, ISO 13616 with ISO 7064 MOD 97-10; RIB key,
Banque de France.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import iban
from stdnum.ch import uid
from stdnum.eu import vat
from stdnum.fr import siren, siret
from stdnum.gb import vat as gb_vat

from extractors.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An identifier in a line, from `start` to `end` of its text. `before` is the text that leads to it: its label, perhaps."""

    kind: str  # "vat", "siren", "siret" or "iban"
    value: str
    valid: bool
    start: int
    end: int
    before: str
    repaired: bool = False


_DIGITS = str.maketrans("OQDIL|SBZG", "0001115826")
_LIKE_A_DIGIT = r"[0-9OQDIL|SBZG]"

# The body of each country's VAT id, behind its prefix (European Commission, VIES, question 11).
_VAT_BODIES = {
    "AT": r"U\d{8}", "BE": r"[01]\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"\d{9}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"[0-9A-HJ-NP-Z]{2}\d{9}", "GB": r"\d{9}(?:\d{3})?", "HR": r"\d{11}", "HU": r"\d{8}",
    "IE": r"\d[0-9A-Z+*]\d{5}[A-Z]{1,2}", "IT": r"\d{11}", "LT": r"(?:\d{9}|\d{12})", "LU": r"\d{8}", "LV": r"\d{11}",
    "MT": r"\d{8}", "NL": r"\d{9}B\d{2}", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}", "SI": r"\d{8}",
    "SK": r"\d{10}", "XI": r"\d{9}(?:\d{3})?", "CHE": r"\d{9}",
}  # fmt: skip
_VAT_START = re.compile(
    r"(?:(?<![A-Z0-9])|(?<=TVA)|(?<=VAT)|(?<=NR)|(?<=INTRA)|(?<=COM))(?P<country>" + "|".join(_VAT_BODIES) + r")(?![A-Z]{3})"
)
_SEPARATORS = " .-/:"
_SIRET = re.compile(
    rf"(?:(?<![0-9A-Z])|(?<=SIRET))(?:{_LIKE_A_DIGIT}{{3}}[ .-]?){{3}}{_LIKE_A_DIGIT}{{3}} ?{_LIKE_A_DIGIT}{{2}}(?![0-9A-Z])"
)
# A card terminal prints the merchant's number of seven digits, or the bank's of five, before the SIRET: nothing else is on the line.
_BEHIND_A_MERCHANT = re.compile(r"\s*(?:\d{5}|\d{7})(?P<siret>\d{14})\s*")
_SIREN = re.compile(rf"(?<![0-9A-Z.,])(?:{_LIKE_A_DIGIT}{{3}}[ .-]?){{2}}{_LIKE_A_DIGIT}{{3}}(?![0-9A-Z]|[.,]\d)")
_IBAN_START = re.compile(r"(?<![A-Z0-9])(?P<country>[A-Z]{2}) ?(?=[0-9OILSB]{2})")
_RIB = re.compile(r"(?<!\d)(\d{5})[ -]+(\d{5})[ -]+([0-9A-Z]{11})[ -]+(\d{2})(?!\d)")


def numbers_in(text: str) -> Iterator[Number]:
    """Every identifier of the line; where a SIRET stands no SIREN is told, nor inside a VAT id or an IBAN."""
    flat = plain(text)
    taken: list[Number] = []
    for find in (_ibans, _vat_ids, _sirets, _sirens):
        for number in find(flat):
            if not any(number.start < other.end and other.start < number.end for other in taken):
                taken.append(number)
    yield from sorted(taken, key=lambda number: number.start)


def siren_of(number: Number) -> str | None:
    """The SIREN inside a French VAT id or a SIRET; None where there is none (Monaco has VAT ids without)."""
    if number.kind in ("siret", "siren"):
        return number.value[:9]
    if number.kind == "vat" and number.value.startswith("FR") and not number.value[4:].startswith("000"):
        return number.value[4:]
    return None


def iban_of_rib(bank: str, branch: str, account: str, key: str) -> str | None:
    """The IBAN of a French account given by its RIB, None when the key does not fit.

    >>> iban_of_rib("20041", "01005", "0500013M026", "06")
    'FR1420041010050500013M02606'
    >>> iban_of_rib("20041", "01005", "0500013M026", "07") is None
    True
    """
    figures = account.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789"))
    if 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(figures)) % 97 != int(key):
        return None
    body = f"{bank}{branch}{account}{key}"
    check = 98 - int("".join(str(int(c, 36)) for c in f"{body}FR00")) % 97
    return f"FR{check:02d}{body}"


def _vat_ids(flat: str) -> Iterator[Number]:
    for start in _VAT_START.finditer(flat):
        country = start["country"]
        read = _run(flat, start.end(), 12)
        found = [number for length in range(len(read), 1, -1) if (number := _vat_id(flat, start, country, read[:length]))]
        if found:
            yield max(found, key=lambda number: (number.valid, not number.repaired))


def _vat_id(flat: str, start: re.Match[str], country: str, read: list[tuple[str, int]]) -> Number | None:
    end = read[-1][1]
    if end < len(flat) and flat[end].isalnum():
        return None
    body = "".join(character for character, _ in read)
    mended = _mended_body(country, body)
    for candidate in dict.fromkeys((body, mended)):
        if re.fullmatch(_VAT_BODIES[country], candidate) and (candidate == body or _is_vat(country + candidate)):
            return Number(
                kind="vat",
                value=country + candidate,
                valid=_is_vat(country + candidate),
                start=start.start(),
                end=end,
                before=flat[: start.start()],
                repaired=candidate != body,
            )
    return None


def _mended_body(country: str, body: str) -> str:
    keep = 2 if country == "FR" else 0
    # A French key of two letters is rare; two digits misread are not.
    head = body[:keep].translate(_DIGITS) if keep else ""
    return head + body[keep:].translate(_DIGITS)


def _is_vat(value: str) -> bool:
    if value.startswith("CHE"):
        return bool(uid.is_valid(value))
    if value.startswith(("GB", "XI")):
        return bool(gb_vat.is_valid(value[2:]))
    return bool(vat.is_valid(value))


def _sirets(flat: str) -> Iterator[Number]:
    for found in _SIRET.finditer(flat):
        yield _national("siret", found, flat)
    glued = _BEHIND_A_MERCHANT.fullmatch(flat)
    if glued and siren.is_valid(glued["siret"][:9]) and siret.is_valid(glued["siret"]):
        yield Number(
            kind="siret",
            value=glued["siret"],
            valid=True,
            start=glued.start("siret"),
            end=glued.end("siret"),
            before=flat[: glued.start("siret")],
            repaired=True,
        )


def _sirens(flat: str) -> Iterator[Number]:
    for found in _SIREN.finditer(flat):
        yield _national("siren", found, flat)


def _national(kind: str, found: re.Match[str], flat: str) -> Number:
    raw = re.sub(r"[ .-]", "", found[0])
    digits = raw.translate(_DIGITS)
    is_valid = siret.is_valid if kind == "siret" else siren.is_valid
    return Number(
        kind=kind,
        value=digits,
        valid=bool(is_valid(digits)),
        start=found.start(),
        end=found.end(),
        before=flat[: found.start()],
        repaired=raw != digits,
    )


def _ibans(flat: str) -> Iterator[Number]:
    for start in _IBAN_START.finditer(flat):
        read = _run(flat, start.end(), 32)
        for length in range(len(read), 11, -1):
            number = _iban(flat, start, read[:length])
            if number:
                yield number
                break
    for found in _RIB.finditer(flat):
        value = iban_of_rib(*found.groups())
        if value:
            yield Number(kind="iban", value=value, valid=True, start=found.start(), end=found.end(), before=flat[: found.start()])


def _iban(flat: str, start: re.Match[str], read: list[tuple[str, int]]) -> Number | None:
    end = read[-1][1]
    if end < len(flat) and flat[end].isalnum():
        return None
    body = "".join(character for character, _ in read)
    for candidate in dict.fromkeys((body, body[:2].translate(_DIGITS) + body[2:], body.translate(_DIGITS))):
        value = start["country"] + candidate
        if iban.is_valid(value):
            return Number(
                kind="iban", value=value, valid=True, start=start.start(), end=end, before=flat[: start.start()], repaired=candidate != body
            )
    if start["country"] == "FR" and len(body) == 25 and body.isdigit():
        return Number(kind="iban", value=f"FR{body}", valid=False, start=start.start(), end=end, before=flat[: start.start()])
    return None


def _run(flat: str, at: int, longest: int) -> list[tuple[str, int]]:
    """Letters and digits from there on, each with the offset behind it, past single separators."""
    read: list[tuple[str, int]] = []
    blanks = 0
    for offset in range(at, len(flat)):
        character = flat[offset]
        if character.isascii() and (character.isalnum() or character in "|+*"):
            read.append((character, offset + 1))
            blanks = 0
        elif character in _SEPARATORS and blanks < 2:
            blanks += 1
        else:
            break
        if len(read) == longest:
            break
    return read
