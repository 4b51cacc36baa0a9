"""The tables of a country, read from the CSV files beside its module: accounts, VAT rates, deductible shares, limits, stamp duty.

Every row says from when to when it holds and where it was read, so that a rate or a threshold never stands in code and an
old document is judged by the law of its day. A module of locales/countries/ opens its tables and lends their questions:

    CODE = "fr"
    _TABLES = Tables(country=CODE, plan="fr")
    rates = _TABLES.rates
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Protocol

_FOLDER = Path(__file__).parent / "countries"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account and what it is for.

    `purpose` is a category of the contract, or a part that an account plays in an entry ("supplier", "cash"…). `vat` and
    `supplier` are the purposes of the accounts that go with it; `source` cites the plan.
    """

    purpose: str
    account: str
    label: str
    vat: str
    supplier: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """A VAT rate in percent; `area` is "" where it holds in the whole country, `kind` is "normal", "reduced"…"""

    rate: Decimal
    kind: str
    area: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A line of the VAT return: which shares it takes (purposes of accounts; a rate, or any) and which figure of them.

    `natures` confines it to what is bought ("goods", "services", "home", or "unknown" where nobody told); none for any. `certainty`
    says how its code and name are known: "transcribed" where copies of the official form agree, "secondary" where other programs write
    it so, "unknown" where no line was found for it, and then `code` is empty or names those among which a person must choose.
    """

    code: str
    label: str
    kinds: tuple[str, ...]
    natures: tuple[str, ...]
    rate: Decimal | None
    figure: str
    certainty: str
    source: str

    def takes(self, kind: str, rate: Decimal, nature: str) -> bool:
        return kind in self.kinds and self.rate in (None, rate) and (not self.natures or (nature or "unknown") in self.natures)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention that a kind of document must bear: the fields or the words (a pattern over capitals) that show it.

    `when_taxed` confines it to documents with VAT, or without; `above` to those whose net is higher. `takes_deduction` where the
    law refuses the VAT without it.
    """

    mention: str
    fields: tuple[str, ...]
    pattern: str
    when_taxed: bool | None
    above: Decimal | None
    takes_deduction: bool
    source: str


class Country(Protocol):
    """What a module of locales/countries/ offers."""

    @property
    def CODE(self) -> str: ...  # noqa: N802 - a constant of a module, seen through the protocol
    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def CURRENCY(self) -> str: ...  # noqa: N802
    @property
    def LANGUAGES(self) -> tuple[str, ...]: ...  # noqa: N802
    @property
    def rates(self) -> Callable[[date], tuple[Decimal, ...]]: ...
    @property
    def tables(self) -> Tables: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables of one country; `plan` names the table of accounts, which countries of one zone share."""

    country: str
    plan: str

    def rates(self, on: date) -> tuple[Decimal, ...]:
        """The VAT rates in force that day, in percent: those of the whole country first, highest first; zero is left out."""
        rows = sorted(self.rate_rows(on), key=lambda row: (row.area != "", -row.rate))
        return tuple(dict.fromkeys(row.rate for row in rows))

    def rate_rows(self, on: date) -> tuple[RateRow, ...]:
        return tuple(
            RateRow(rate=Decimal(row["rate"]), kind=row["kind"], area=row["area"], source=row["source"])
            for row in _in_force(f"{self.country}-rates", on)
        )

    def normal_rate(self, on: date) -> Decimal | None:
        """The rate that applies where no text says otherwise."""
        return next((row.rate for row in self.rate_rows(on) if row.kind == "normal" and not row.area), None)

    def account(self, purpose: str, on: date) -> AccountRow | None:
        """The account for a purpose, in the plan of that day."""
        return next((row for row in self.accounts(on) if row.purpose == purpose), None)

    def accounts(self, on: date) -> tuple[AccountRow, ...]:
        columns = ("purpose", "account", "label", "vat", "supplier", "source")
        return tuple(AccountRow(**{name: row[name] for name in columns}) for row in _in_force(self.plan, on))

    def purposes(self) -> tuple[str, ...]:
        """Everything that the plan has an account for, on any day."""
        return tuple(dict.fromkeys(row["purpose"] for row in _rows(self.plan)))

    def deductible_percent(self, category: str, on: date, *, vehicle: str) -> Decimal:
        """How much of the VAT of a category may be deducted, in percent; 100 unless the table says less.

        `vehicle` is "passenger" or "utility"; a row that names none holds for both.
        """
        for row in _in_force(f"{self.country}-deduction", on):
            if row["category"] == category and row["vehicle"] in ("", vehicle):
                return Decimal(row["percent"])
        return Decimal(100)

    def limit(self, name: str, on: date) -> Decimal | None:
        """A threshold of the law or of practice, in the country's currency unless its name says otherwise."""
        return next((Decimal(row["value"]) for row in _in_force(f"{self.country}-limits", on) if row["name"] == name), None)

    def mentions(self, document_type: str, on: date) -> tuple[MentionRow, ...]:
        """What the law of that day asks of a kind of document; none where the country has no table of it."""
        return tuple(
            MentionRow(
                mention=row["mention"],
                fields=tuple(row["fields"].split()),
                pattern=row["pattern"],
                when_taxed={"yes": True, "no": False}.get(row["taxed"]),
                above=Decimal(row["above"]) if row["above"] else None,
                takes_deduction=row["takes_deduction"] == "yes",
                source=row["source"],
            )
            for row in _in_force(f"{self.country}-mentions", on)
            if row["document_type"] == document_type
        )

    def return_rows(self, on: date) -> tuple[ReturnRow, ...]:
        """The lines of the VAT return in force that day, in their order; none where the country has no table of them."""
        return tuple(
            ReturnRow(
                code=row["code"],
                label=row["label"],
                kinds=tuple(row["kinds"].split()),
                natures=tuple(row["natures"].split()),
                rate=Decimal(row["rate"]) if row["rate"] else None,
                figure=row["figure"],
                certainty=row["certainty"],
                source=row["source"],
            )
            for row in _in_force(f"{self.country}-return", on)
        )

    def stamp_duty(self, paid: Decimal, on: date) -> Decimal | None:
        """The duty on a sum settled in cash; None where there is none at all.

        The bracket's rate applies to the whole sum; with a step, a step begun counts whole (Algeria: 1 DA per 100 DA or
        part of it, code du timbre art. 100-I).
        """
        brackets = _in_force(f"{self.country}-stamp", on)
        if not brackets:
            return None
        for row in brackets:
            if Decimal(row["above"]) < paid and (not row["up_to"] or paid <= Decimal(row["up_to"])):
                return _duty(paid, row)
        return Decimal(0)


def _duty(paid: Decimal, row: dict[str, str]) -> Decimal:
    step = Decimal(row["step"]) if row["step"] else None
    base = (paid / step).to_integral_value(ROUND_CEILING) * step if step else paid
    duty = (base * Decimal(row["percent"]) / 100).quantize(_CENT, rounding=ROUND_HALF_UP)
    if row["minimum"]:
        duty = max(duty, Decimal(row["minimum"]))
    return min(duty, Decimal(row["maximum"])) if row["maximum"] else duty


@lru_cache(maxsize=512)
def _in_force(table: str, on: date) -> tuple[dict[str, str], ...]:
    """Rows of a table that hold that day."""
    day = on.isoformat()
    return tuple(
        row
        for row in _rows(table)
        if (not row["valid_from"] or row["valid_from"] <= day) and (not row["valid_to"] or day <= row["valid_to"])
    )


@lru_cache(maxsize=64)
def _rows(table: str) -> tuple[dict[str, str], ...]:
    """Rows of a table; none when the country has no such table."""
    path = _FOLDER / f"{table}.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
