"""What an entry depends on that no document says: who paid, which vehicle, what the accountant decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from domain.company import Company, VatRegime, Vehicle
from domain.money import ZERO


class PaidBy(StrEnum):
    """Whose account the money is owed to, or came from; the value is the purpose of the account in the chart.

    The supplier's is the default even for a receipt that is paid: the bank line is then matched with it when it comes.
    """

    SUPPLIER = "supplier"
    BANK = "bank"
    MOBILE_MONEY = "mobile_money"
    CASH = "cash"
    STAFF = "staff"
    ASSOCIATE = "associate"
    OWNER = "owner"

    @property
    def journal(self) -> str:
        return _JOURNALS[self]

    @property
    def is_the_firm(self) -> bool:
        """Whether the firm's own money is gone already."""
        return self is not PaidBy.SUPPLIER

    @property
    def is_advance(self) -> bool:
        """Whether a person paid with their own money, which the firm owes them until it is paid back.

        A sole trader's private account is not owed to anybody: their money is the firm's (PCG 108).
        """
        return self in (PaidBy.STAFF, PaidBy.ASSOCIATE)


MEANS = (PaidBy.BANK, PaidBy.CASH, PaidBy.MOBILE_MONEY)
"""From where the firm pays what it owes."""

_JOURNALS = {
    PaidBy.SUPPLIER: "AC",
    PaidBy.BANK: "BQ",
    PaidBy.MOBILE_MONEY: "BQ",
    PaidBy.CASH: "CA",
    PaidBy.STAFF: "NDF",
    PaidBy.ASSOCIATE: "OD",
    PaidBy.OWNER: "OD",
}


class ReverseCharge(StrEnum):
    """The buyer owes the VAT; the value is the purpose of the account that owes it (PCG art. 1214-44)."""

    EU = "vat_due_eu"
    OTHER = "vat_due_other"


class Asset(StrEnum):
    """Which fixed asset a purchase of equipment is; the value is its purpose in the chart."""

    VEHICLE = "asset_vehicle"
    FURNITURE = "asset_furniture"
    TOOL = "asset_tool"
    SOFTWARE = "asset_software"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The accountant's word on a purchase; the defaults are the cautious reading.

    `reverse_charge_rate` in percent, None for the normal rate of the country; `owes_no_tax` denies a reverse charge that the
    document seems to ask for. `deposit_net` and `deposit_tax` were paid before and are taken off the final invoice; `is_deposit`
    books an advance as such. `tip` was given above the total. `discount_after` makes a credit note a discount granted later
    instead of a return of goods. `deducts_tax` is false for a company that deducts no VAT (France: franchise en base, CGI art.
    293 B); `deductible_percent` stands for the law's share when the use of the thing asks for another; `holds_tax` books the VAT
    of services aside until they are paid (CGI art. 269, 2-c). `exchange_rate` is the worth of one unit of the document's
    currency in that of the books. `account` replaces the one of the category.
    """

    paid_by: PaidBy = PaidBy.SUPPLIER
    vehicle: Vehicle = Vehicle.PASSENGER
    reverse_charge: ReverseCharge | None = None
    reverse_charge_rate: Decimal | None = None
    owes_no_tax: bool = False
    is_deposit: bool = False
    deposit_net: Decimal = ZERO
    deposit_tax: Decimal = ZERO
    tip: Decimal = ZERO
    discount_after: bool = False
    deducts_tax: bool = True
    deductible_percent: Decimal | None = None
    holds_tax: bool = False
    exchange_rate: Decimal | None = None
    account: str | None = None
    asset: Asset | None = None


USUAL = Circumstances()


def circumstances_of(company: Company, *words: Mapping[str, str]) -> Circumstances:
    """What a company's habits say of a purchase, and over them the words of persons, the later ones over the earlier."""
    usual = replace(
        USUAL,
        vehicle=company.vehicle,
        deducts_tax=company.vat_regime is not VatRegime.FRANCHISE,
        holds_tax=company.vat_regime is VatRegime.RECEIPTS,
    )
    said = {name: value for told in words for name, value in told.items() if value}
    return replace(usual, **{key: parsed for name, value in said.items() for key, parsed in parse_word(name, value).items()})


def parse_word(name: str, value: str) -> dict[str, Any]:
    """What one word says, by the fields of Circumstances. Raises KeyError for a name that there is not, ValueError for its value.

    >>> parse_word("reverse_charge", "no"), parse_word("tip", "5.00")
    ({'owes_no_tax': True, 'reverse_charge': None}, {'tip': Decimal('5.00')})
    """
    return WORDS[name](value.strip())


_LEARNED = ("paid_by", "vehicle", "reverse_charge", "reverse_charge_rate", "account", "deductible_percent")


def learned_of(said: Mapping[str, str]) -> dict[str, str]:
    """Those of the words that hold for the next document of the same seller too.

    >>> learned_of({"paid_by": "staff", "account": "6064", "tip": "5"})
    {'paid_by': 'staff', 'account': '6064'}
    """
    return {name: said[name] for name in _LEARNED if name in said}


ADVANCES = tuple(paid_by.value for paid_by in PaidBy if paid_by.is_advance)
"""What `paid_by` says where a person advanced the money."""


def _choice(field: str, choices: Mapping[str, Any]) -> Callable[[str], dict[str, Any]]:
    def parse(text: str) -> dict[str, Any]:
        if text not in choices:
            raise ValueError(f"{text!r} is not one of {', '.join(choices)}")
        return {field: choices[text]}

    return parse


def _number(field: str, *, most: str = "1e15", above: str = "0") -> Callable[[str], dict[str, Any]]:
    def parse(text: str) -> dict[str, Any]:
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"{text!r} is not a number such as 12.50") from error
        if not number.is_finite() or not Decimal(above) <= number <= Decimal(most):
            raise ValueError(f"{text!r} is not a number from {above} to {most}")
        return {field: number}

    return parse


def _account(text: str) -> dict[str, Any]:
    if not re.fullmatch(r"[1-9][0-9]{1,11}[A-Z0-9]{0,8}", text):
        raise ValueError(f"{text!r} is no account such as 6064")
    return {"account": text}


def _reverse_charge(text: str) -> dict[str, Any]:
    kinds = {"eu": ReverseCharge.EU, "other": ReverseCharge.OTHER, "no": None}
    if text not in kinds:
        raise ValueError(f"{text!r} is not one of {', '.join(kinds)}")
    return {"owes_no_tax": text == "no", "reverse_charge": kinds[text]}


_YES = {"yes": True, "no": False}

WORDS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "paid_by": _choice("paid_by", {p.value: p for p in PaidBy}),
    "vehicle": _choice("vehicle", {v.value: v for v in Vehicle}),
    "reverse_charge": _reverse_charge,
    "reverse_charge_rate": _number("reverse_charge_rate", most="100"),
    "is_deposit": _choice("is_deposit", _YES),
    "deposit_net": _number("deposit_net"),
    "deposit_tax": _number("deposit_tax"),
    "tip": _number("tip"),
    "discount_after": _choice("discount_after", _YES),
    "deductible_percent": _number("deductible_percent", most="100"),
    "exchange_rate": _number("exchange_rate", above="0.000000001"),
    "account": _account,
    "asset": _choice("asset", {a.name.lower(): a for a in Asset}),
}
"""What a person may say of a purchase beside the fields of the document, by name."""
