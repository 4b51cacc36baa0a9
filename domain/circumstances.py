"""What an entry depends on that no document says: who paid, which vehicle, what the accountant decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.company import Vehicle
from domain.money import ZERO


class PaidBy(StrEnum):
    """Whose account the money is owed to, or came from; the value is the purpose of the account in the chart.

    The supplier's is the default even for a receipt that is paid: the bank line is then matched with it when it comes.
    """

    SUPPLIER = "supplier"
    BANK = "bank"
    CASH = "cash"
    STAFF = "staff"
    ASSOCIATE = "associate"
    OWNER = "owner"

    @property
    def journal(self) -> str:
        return {PaidBy.BANK: "BQ", PaidBy.CASH: "CA", PaidBy.STAFF: "NDF", PaidBy.ASSOCIATE: "OD", PaidBy.OWNER: "OD"}.get(self, "AC")


class ReverseCharge(StrEnum):
    """The buyer owes the VAT; the value is the purpose of the account that owes it (PCG art. 1214-44)."""

    EU = "vat_due_eu"
    OTHER = "vat_due_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The accountant's word on a purchase; the defaults are the cautious reading.

    `reverse_charge_rate` in percent, None for the normal rate of the country. `deposit_net` and `deposit_tax` were paid
    before and are taken off the final invoice; `is_deposit` books an advance as such. `tip` was given above the total.
    `discount_after` makes a credit note a discount granted later instead of a return of goods. `deducts_tax` is false for
    a company that deducts no VAT (France: franchise en base, CGI art. 293 B).
    """

    paid_by: PaidBy = PaidBy.SUPPLIER
    vehicle: Vehicle = Vehicle.PASSENGER
    reverse_charge: ReverseCharge | None = None
    reverse_charge_rate: Decimal | None = None
    is_deposit: bool = False
    deposit_net: Decimal = ZERO
    deposit_tax: Decimal = ZERO
    tip: Decimal = ZERO
    discount_after: bool = False
    deducts_tax: bool = True


USUAL = Circumstances()
