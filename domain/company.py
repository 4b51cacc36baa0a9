"""The firm whose documents are read: whose books these are, its habits, and which identifiers are its own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class VatRegime(StrEnum):
    """How the firm stands towards VAT.

    `debits`: the VAT of services is deducted with the invoice. `receipts`: only once the service is paid, as its supplier owes it
    then (CGI art. 269, 2-c); it waits in an account of its own. `franchise`: none is deducted (CGI art. 293 B).
    """

    DEBITS = "debits"
    RECEIPTS = "receipts"
    FRANCHISE = "franchise"


class Vehicle(StrEnum):
    """Passenger car or utility vehicle: the VAT of the one is deducted less (CGI ann. II art. 206 IV 2 6°, art. 298 4)."""

    PASSENGER = "passenger"
    UTILITY = "utility"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalYear:
    """First and last day of twelve months of accounts; it bears the year of its last day."""

    start: date
    end: date

    @property
    def year(self) -> int:
        return self.end.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A firm and its habits.

    `identifiers` (SIREN, VAT number, NIF, ICE, NINEA, IBAN…, without blanks) are never taken for a seller's.
    `country` is the ISO 3166 code, in lower case, of its country pack; `code` names it on the command line.
    `closing_month` is the last month of its fiscal year, None where nobody said (the calendar year, and no document is called
    too old for it). `accounts` are its own numbers by purpose or category, in place of those of the chart. `review_above`
    sends every larger total to a person; the two rules are off until they are asked for.
    """

    code: str = "default"
    name: str = ""
    country: str = "fr"
    identifiers: tuple[str, ...] = ()
    closing_month: int | None = None
    vat_regime: VatRegime = VatRegime.DEBITS
    vehicle: Vehicle = Vehicle.PASSENGER
    accounts: tuple[tuple[str, str], ...] = ()
    review_above: Decimal | None = None
    flags_weekends: bool = False
    flags_round_sums: bool = False

    def __post_init__(self) -> None:
        if self.closing_month is not None and not 1 <= self.closing_month <= 12:
            raise ValueError(f"{self.closing_month} is no month from 1 to 12")

    def fiscal_year_of(self, day: date) -> FiscalYear:
        """The fiscal year in which a day lies.

        >>> Company(closing_month=6).fiscal_year_of(date(2025, 7, 1))
        FiscalYear(start=datetime.date(2025, 7, 1), end=datetime.date(2026, 6, 30))
        """
        return self.fiscal_year(day.year + (day.month > self._last_month))

    def fiscal_year(self, year: int) -> FiscalYear:
        """The fiscal year that closes in a year (FEC: the closing date names the file)."""
        end = date(year, self._last_month, calendar.monthrange(year, self._last_month)[1])
        before = date(year - 1, self._last_month, calendar.monthrange(year - 1, self._last_month)[1]) if year > 1 else date.min
        return FiscalYear(start=before + timedelta(days=1), end=end)

    @property
    def siren(self) -> str:
        """The SIREN, which its SIRET begins with and its French VAT number ends with; empty when none is known.

        >>> Company(identifiers=("FR44732829320",)).siren, Company(identifiers=("73282932000074",)).siren, Company().siren
        ('732829320', '732829320', '')
        """
        for identifier in self.identifiers:
            if match := re.fullmatch(r"(?:FR[0-9A-Z]{2})?(\d{9})(?:\d{5})?", identifier.replace(" ", "").upper()):
                return match[1]
        return ""

    @property
    def _last_month(self) -> int:
        return self.closing_month or 12


FIELDS = (
    "name",
    "country",
    "identifiers",
    "closing_month",
    "vat_regime",
    "vehicle",
    "accounts",
    "review_above",
    "flags_weekends",
    "flags_round_sums",
)
"""What a firm may be told of, by the names that the command line, the form and the register use."""


def as_words(company: Company) -> dict[str, str]:
    """A company's habits as text, by field; empty for what is not told.

    >>> as_words(Company(accounts=(("staff", "4211"),), review_above=Decimal("500")))["accounts"]
    'staff=4211'
    """
    return {
        "name": company.name,
        "country": company.country,
        "identifiers": " ".join(company.identifiers),
        "closing_month": str(company.closing_month or ""),
        "vat_regime": company.vat_regime.value,
        "vehicle": company.vehicle.value,
        "accounts": " ".join(f"{purpose}={number}" for purpose, number in company.accounts),
        "review_above": f"{company.review_above:f}" if company.review_above is not None else "",
        "flags_weekends": "yes" if company.flags_weekends else "no",
        "flags_round_sums": "yes" if company.flags_round_sums else "no",
    }


def from_words(code: str, words: Mapping[str, str]) -> Company:
    """The company that such text tells; what is left out has its default. Raises ValueError, its second argument the field."""
    told = {field: text.strip() for field, text in words.items()}
    for field in told:
        if field not in FIELDS:
            raise ValueError(f"there is no {field}; there are: {', '.join(FIELDS)}", field)
    return Company(
        code=code,
        name=" ".join(told.get("name", "").split()),
        country=told.get("country", "").lower() or "fr",
        identifiers=tuple(dict.fromkeys(re.sub(r"[.\-/]", "", told.get("identifiers", "")).upper().split())),
        closing_month=_month(told.get("closing_month", "")),
        vat_regime=VatRegime(_one_of("vat_regime", told.get("vat_regime", ""), VatRegime) or VatRegime.DEBITS),
        vehicle=Vehicle(_one_of("vehicle", told.get("vehicle", ""), Vehicle) or Vehicle.PASSENGER),
        accounts=_accounts(told.get("accounts", "")),
        review_above=_amount(told.get("review_above", "")),
        flags_weekends=_yes("flags_weekends", told.get("flags_weekends", "")),
        flags_round_sums=_yes("flags_round_sums", told.get("flags_round_sums", "")),
    )


def _month(text: str) -> int | None:
    if text and not (text.isdecimal() and 1 <= int(text) <= 12):
        raise ValueError(f"{text!r} is no month from 1 to 12", "closing_month")
    return int(text) if text else None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text) if text else None
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not an amount such as 1500.00", "review_above") from error
    if amount is not None and not (amount.is_finite() and 0 <= amount < Decimal("1e15")):
        raise ValueError(f"{text!r} is not an amount such as 1500.00", "review_above")
    return amount


def _accounts(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.partition("=") for pair in text.replace(",", " ").split()]
    for purpose, sign, number in pairs:
        if not (purpose and sign and re.fullmatch(r"[0-9]{2,12}[A-Z0-9]{0,8}", number)):
            raise ValueError(f"{purpose + sign + number!r} is not purpose=account such as staff=421", "accounts")
    return tuple(sorted({purpose: number for purpose, _, number in pairs}.items()))


def _one_of(field: str, text: str, allowed: type[StrEnum]) -> str:
    if text and text not in list(allowed):
        raise ValueError(f"{text!r} is not one of {', '.join(allowed)}", field)
    return text


def _yes(field: str, text: str) -> bool:
    if text.lower() not in ("", "no", "yes"):
        raise ValueError(f"{text!r} is neither yes nor no", field)
    return text.lower() == "yes"
