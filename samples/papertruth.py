"""What stands on a drawn Paper: the fields that its Look prints, and only those."""

from __future__ import annotations

from domain.money import as_text
from samples.look import Look
from samples.papers import shows_due
from samples.sums import Item
from samples.trade import Paper
from samples.truth import Truth, Value


def truth_of(paper: Paper, look: Look) -> Truth:
    """The truth of a drawn paper."""
    priced = paper.kind != "delivery_note"
    fields: dict[str, Value] = {
        "seller_name": list(paper.seller.names),
        "seller_address": paper.seller.address,
        "buyer_name": paper.buyer.trade_name,
        "invoice_number": paper.number,
        "issue_date": paper.issue_date.isoformat(),
        "order_number": paper.order_number or None,
        "due_date": paper.due_date.isoformat() if paper.due_date else None,
    }
    if paper.seller.country == "fr":
        fields |= _french(paper, look)
    fields |= _amounts(paper, look) if priced else {"total_with_tax": None, "total_tax": None, "total_without_tax": None}
    return Truth(
        document_type=(paper.kind,),
        fields=fields,
        tax_breakdown=tuple(row.as_truth(paper.currency) for row in paper.rows) if priced else (),
        lines=tuple(_line(item, paper) for item in paper.items) if priced else None,
        category=paper.category if priced and paper.kind != "quote" else (),
    )


def _french(paper: Paper, look: Look) -> dict[str, Value]:
    firm = paper.seller
    out: dict[str, Value] = {
        "seller_siret": firm.siret if look.shows_siret else None,
        "seller_vat_id": firm.vat_id if look.shows_vat else None,
        "buyer_vat_id": paper.buyer.vat_id if look.shows_buyer_vat else None,
    }
    if look.shows_siret or look.shows_rcs or look.shows_vat:
        out["seller_siren"] = firm.siren
    shown = look.shows_iban and paper.payment == "transfer" and paper.kind in ("invoice", "credit_note")
    return out | {"seller_iban": firm.iban if shown else None}


def _amounts(paper: Paper, look: Look) -> dict[str, Value]:
    out: dict[str, Value] = {
        "currency": paper.currency,
        "total_without_tax": as_text(paper.net, paper.currency),
        "total_tax": as_text(paper.tax, paper.currency),
        "total_with_tax": as_text(paper.gross, paper.currency),
    }
    if shows_due(paper, look):
        out["amount_due"] = as_text(paper.due, paper.currency)
    if paper.kind != "quote":
        out["payment_method"] = paper.payment
    return out


def _line(item: Item, paper: Paper) -> dict[str, str]:
    return {
        "description": item.description,
        "quantity": f"{item.quantity.normalize():f}",
        "unit_price": as_text(item.unit_price, paper.currency),
        "tax_rate": as_text(item.rate),
        "amount": as_text(item.amount, paper.currency),
    }
