"""Papers that firms send each other: invoices, credit notes, quotes, delivery notes. Not yet drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.money import rounded
from samples.firms import Firm, buyer, named, seller
from samples.sums import Item, RateRow, rows_from_net
from samples.words import HOTELS, SERVICES

TITLES = {
    "invoice": ("FACTURE", "Facture", "FACTURE", "Facture de vente"),
    "credit_note": ("AVOIR", "Facture d'avoir", "NOTE DE CRÉDIT"),
    "quote": ("DEVIS", "Devis", "FACTURE PRO FORMA", "Proposition commerciale - DEVIS"),
    "delivery_note": ("BON DE LIVRAISON", "Bon de livraison"),
}
PREFIXES = {
    "invoice": ("FA-", "F", "FV", "FAC", ""),
    "credit_note": ("AV-", "AV"),
    "quote": ("DE-", "D", "PRO-"),
    "delivery_note": ("BL-", "BL"),
}
INTENTIONS = {"transfer": "Virement", "cheque": "Chèque", "direct_debit": "Prélèvement", "card": "Carte bancaire", "cash": "Espèces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A commercial document. Amounts are positive on a credit note too; its kind gives the sign.

    `deposit` was paid before and lowers what is due; `stamp` is the duty on cash, added after tax.
    """

    kind: str
    title: str
    number: str
    issue_date: date
    seller: Firm
    buyer: Firm
    items: tuple[Item, ...]
    category: tuple[str, ...]
    payment: str
    currency: str = "EUR"
    due_date: date | None = None
    order_number: str = ""
    delivery_date: date | None = None
    deposit: Decimal = Decimal(0)
    stamp: Decimal = Decimal(0)
    corrects: str = ""

    @property
    def rows(self) -> tuple[RateRow, ...]:
        return rows_from_net(self.items, self.currency)

    @property
    def net(self) -> Decimal:
        return sum((row.base for row in self.rows), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((row.tax for row in self.rows), Decimal(0))

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    @property
    def due(self) -> Decimal:
        return self.gross - self.deposit + self.stamp


def make_paper(rng: Random, kind: str) -> Paper:
    """A French document of that kind, one of TITLES."""
    issue = date(2023, 1, 2) + timedelta(days=rng.randrange(1390))
    number = (
        f"{rng.choice(PREFIXES[kind])}{rng.choice((f'{issue.year}-', f'{issue:%y%m}', ''))}{rng.randint(1, 99999):0{rng.choice((4, 5))}d}"
    )
    items, category = _ordered(rng, goods_only=kind == "delivery_note")
    gross = sum((row.gross for row in rows_from_net(items)), Decimal(0))
    deposit = rounded(gross * Decimal(rng.choice((10, 20, 30))) / 100) if kind == "invoice" and rng.random() < 0.2 else Decimal(0)
    return Paper(
        kind=kind,
        title=rng.choice(TITLES[kind]),
        number=number,
        issue_date=issue,
        seller=seller(rng),
        buyer=buyer(rng),
        items=items,
        category=category,
        payment=rng.choices(("transfer", "cheque", "direct_debit", "card"), (64, 14, 16, 6))[0],
        due_date=issue + timedelta(days=rng.choice((0, 15, 30, 30, 45, 60))) if kind == "invoice" else None,
        order_number=rng.choice(
            ("", f"PO{rng.randint(100, 9999)}", f"CDE-{issue.year}-{rng.randint(1, 999):03d}", f"45000{rng.randint(10000, 99999)}")
        ),
        delivery_date=issue - timedelta(days=rng.randint(1, 9)) if rng.random() < 0.4 else None,
        deposit=deposit,
        corrects=f"FA-{issue.year}-{rng.randint(1, 999):04d}" if kind == "credit_note" else "",
    )


def make_stay(rng: Random) -> Paper:
    """A stay at a hotel: rooms and breakfast at 10 %, the bar at 20 %, the tax of the town outside VAT."""
    nights, arrival = rng.randint(1, 5), date(2023, 2, 1) + timedelta(days=rng.randrange(1300))
    items = [
        _night("Nuitée chambre simple", nights, rng.randint(6200, 13900), "10"),
        _night("Petit déjeuner buffet", nights, rng.randint(900, 1690), "10"),
        _night("Consommations bar", 1, rng.randint(350, 2900), "20"),
        _night("Taxe de séjour", nights, rng.randint(80, 320), "0"),
    ]
    leave = arrival + timedelta(days=nights)
    return Paper(
        kind="invoice",
        title=rng.choice(("FACTURE", "Note d'hôtel - Facture")),
        number=f"{rng.choice(('', 'H', 'F'))}{leave.year}{rng.randint(1, 99999):05d}",
        issue_date=leave,
        seller=named(seller(rng), rng.choice(HOTELS)),
        buyer=buyer(rng),
        items=tuple(items if rng.random() < 0.6 else [items[0], items[1], items[3]]),
        category=("lodging",),
        payment="card",
        delivery_date=leave,
    )


def _night(name: str, quantity: int, cents: int, rate: str) -> Item:
    return Item(description=name, quantity=Decimal(quantity), unit_price=Decimal(cents) / 100, rate=Decimal(rate))


def _ordered(rng: Random, *, goods_only: bool) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Lines without tax, and the categories that they may be filed under."""
    items, categories = [], []
    choice = [service for service in SERVICES if not goods_only or service[5] not in ("h", "mois", "jour")]
    for name, low, high, rate, category, unit in rng.sample(choice, k=rng.choices((1, 2, 3, 4, 5, 8), (25, 25, 20, 15, 10, 5))[0]):
        quantity = Decimal(rng.choice((1, 1, 2, 3, 5, 10, 24))) if unit != "h" else Decimal(rng.randint(2, 60)) / 2
        price = Decimal(rng.randint(low, high)) / 100
        discount = rounded(quantity * price * Decimal(rng.choice((5, 10))) / 100) if rng.random() < 0.08 else Decimal(0)
        items.append(Item(description=name, quantity=quantity, unit_price=price, rate=Decimal(rate), unit=unit, discount=discount))
        categories.append(category)
    return tuple(items), tuple(dict.fromkeys(categories))
