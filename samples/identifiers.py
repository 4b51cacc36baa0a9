"""Identifiers that pass their check digits and belong to nobody: the French ones begin with 999.

The rules are those that the readers check: Luhn for SIREN and SIRET, the key of the VAT number (CGI, annexe II,
art. 242 nonies A names it; the key is (12 + 3 × SIREN mod 97) mod 97), ISO 7064 for an IBAN, mod 97 for the ICE.
"""

from __future__ import annotations

from random import Random

FICTITIOUS_PREFIX = "999"
FICTITIOUS_BANK = "99998"


def digits(rng: Random, count: int) -> str:
    """That many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def luhn_digit(body: str) -> str:
    """The digit that makes body + digit pass Luhn's rule.

    >>> luhn_digit("73282932")
    '0'
    """
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def siren(rng: Random) -> str:
    """Nine digits that pass Luhn."""
    body = FICTITIOUS_PREFIX + digits(rng, 5)
    return body + luhn_digit(body)


def siret(rng: Random, siren: str) -> str:
    """The SIREN and an establishment number; the fourteen digits pass Luhn as well."""
    body = siren + "000" + rng.choice("123456789")
    return body + luhn_digit(body)


def french_vat_id(siren: str) -> str:
    """The VAT number of a SIREN.

    >>> french_vat_id("732829320")
    'FR44732829320'
    """
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def french_iban(rng: Random) -> str:
    """27 characters, with the RIB key inside and the ISO key in front."""
    branch, account = digits(rng, 5), digits(rng, 11)
    key = 97 - (89 * int(FICTITIOUS_BANK) + 15 * int(branch) + 3 * int(account)) % 97
    return iban("FR", f"{FICTITIOUS_BANK}{branch}{account}{key:02d}")


def iban(country: str, account: str) -> str:
    """The account with the two check digits of ISO 13616.

    >>> iban("FR", "20041010050500013M02606")
    'FR1420041010050500013M02606'
    """
    number = "".join(str(int(char, 36)) for char in account + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{account}"


def ice(rng: Random) -> str:
    """Moroccan ICE: nine digits of the firm, 0000, and two that make the whole divisible by 97."""
    body = "00" + digits(rng, 7) + "0000"
    return f"{body}{-int(body + '00') % 97:02d}"


def ninea(rng: Random) -> str:
    """Senegalese NINEA of seven digits: padded to nine, weights 1, 2, 1…, the sum ends in 0."""
    body = digits(rng, 6)
    total = sum(int(char) * weight for char, weight in zip("00" + body, (1, 2) * 4, strict=True))
    return body + str(-total % 10)


def spaced(number: str, *groups: int) -> str:
    """The number in groups, as people print it; the last size repeats.

    >>> spaced("73282932000074", 3, 3, 3, 5)
    '732 829 320 00074'
    >>> spaced("FR1420041010050500013M02606", 4)
    'FR14 2004 1010 0505 0001 3M02 606'
    """
    parts, rest, sizes = [], number, list(groups)
    while rest:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        parts.append(rest[:size])
        rest = rest[size:]
    return " ".join(parts)
