"""Card slips that stand alone: a proof of payment without goods or VAT."""

from __future__ import annotations

from random import Random

from domain.money import as_text
from samples.sales import Sale
from samples.tickets import fitted, slip_rows
from samples.till import Row, Till
from samples.truth import Truth, Value


def print_slip(rng: Random, sale: Sale, till: Till) -> tuple[tuple[Row, ...], Truth]:
    """The slip, and what stands on it: neither VAT nor a number of its own, and paid by card."""
    rows = tuple(part for row in slip_rows(rng, sale, till) for part in fitted(row, till.columns))
    fields: dict[str, Value] = {
        "seller_name": list(sale.firm.names),
        "issue_date": f"{sale.at:%Y-%m-%d}",
        "currency": "EUR",
        "total_with_tax": as_text(sale.total),
        "total_without_tax": None,
        "total_tax": None,
        "payment_method": "card",
        "seller_vat_id": None,
        "seller_iban": None,
        "due_date": None,
    }
    if till.columns > 30:
        fields |= {"seller_siret": sale.firm.siret, "seller_siren": sale.firm.siren}
    return rows, Truth(document_type=("receipt",), fields=fields, tax_breakdown=())
