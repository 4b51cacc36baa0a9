"""Sales at a till: who sold what, when, and how it was paid. No word of how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from random import Random

from domain.money import rounded
from samples.firms import Firm, shop
from samples.identifiers import digits
from samples.sums import Item, RateRow, rows_from_gross
from samples.words import FUELS, GOODS

CATEGORIES: dict[str, tuple[str, ...]] = {
    "supermarket": ("goods", "meals", "office_supplies", "other"),
    "bakery": ("meals", "goods"),
    "restaurant": ("meals",),
    "cafe": ("meals",),
    "fuel": ("fuel",),
    "diy": ("small_equipment", "maintenance"),
    "stationery": ("office_supplies",),
    "pharmacy": ("other", "goods", "small_equipment"),
    "bookshop": ("documentation", "office_supplies"),
    "clothing": ("small_equipment", "goods", "other"),
    "parking": ("parking_tolls",),
    "toll": ("parking_tolls",),
    "taxi": ("travel", "transport"),
    "garage": ("vehicle", "maintenance"),
    "transport": ("travel", "transport"),
    "laundry": ("maintenance", "other"),
    "florist": ("gifts", "goods", "other"),
    "electronics": ("small_equipment", "equipment", "office_supplies"),
    "fast_food": ("meals",),
}
KINDS = tuple(CATEGORIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One ticket's worth. `payment` is the contract's word; `given` is what was handed over, more than the total for cash."""

    kind: str
    firm: Firm
    at: datetime
    number: str
    items: tuple[Item, ...]
    payment: str
    given: Decimal
    details: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def rows(self) -> tuple[RateRow, ...]:
        return rows_from_gross(self.items)


def make_sale(rng: Random, kind: str) -> Sale:
    """A sale of that kind, one of KINDS."""
    at = datetime(2023, 1, 2, 8) + timedelta(minutes=rng.randrange(0, 60 * 24 * 1390))
    at = at.replace(hour=rng.randint(8, 21))
    items, details = _bought(rng, kind, at)
    total = sum((item.amount for item in items), Decimal(0))
    payment = "card" if kind in ("fuel", "toll") or total > 300 else rng.choices(("card", "cash", "cheque", "other"), (60, 28, 6, 6))[0]
    if payment == "other" and kind not in ("restaurant", "cafe", "bakery", "supermarket", "fast_food"):
        payment = "card"
    return Sale(
        kind=kind,
        firm=shop(rng, kind),
        at=at,
        number=digits(rng, rng.randint(4, 8)),
        items=items,
        payment=payment,
        given=_handed_over(rng, total) if payment == "cash" else total,
        details=details,
    )


def _bought(rng: Random, kind: str, at: datetime) -> tuple[tuple[Item, ...], tuple[tuple[str, str], ...]]:
    if kind == "fuel":
        return _fuel(rng)
    if kind == "parking":
        leave = at + timedelta(minutes=rng.randint(25, 400))
        price = Decimal(rng.randrange(120, 2400, 20)) / 100
        return (_one("STATIONNEMENT", price, "20"),), (("ENTREE", f"{at:%d/%m/%Y %H:%M}"), ("SORTIE", f"{leave:%d/%m/%Y %H:%M}"))
    if kind == "toll":
        return (_one("PEAGE CLASSE 1", Decimal(rng.randrange(190, 4290, 10)) / 100, "20"),), (
            ("ENTREE", "VALMONT NORD"),
            ("SORTIE", "BEAULIEU SUD"),
        )
    if kind == "taxi":
        return (_one("COURSE", Decimal(rng.randrange(730, 6900, 10)) / 100, "10"),), (
            ("DISTANCE", f"{rng.randint(3, 38)},{rng.randint(0, 9)} km"),
        )
    return _goods(rng, kind), ()


def _goods(rng: Random, kind: str) -> tuple[Item, ...]:
    most = {"supermarket": 14, "restaurant": 7, "diy": 6, "garage": 4, "clothing": 3}.get(kind, 5)
    chosen = rng.sample(GOODS[kind], k=min(len(GOODS[kind]), rng.randint(1, most)))
    items = []
    for name, low, high, rate in chosen:
        quantity = Decimal(rng.choices((1, 2, 3, 4), (72, 18, 6, 4))[0])
        items.append(Item(description=name, quantity=quantity, unit_price=Decimal(rng.randint(low, high)) / 100, rate=Decimal(rate)))
    if kind in ("supermarket", "clothing", "diy") and rng.random() < 0.25:
        first = items[0]
        cut = -rounded(first.amount * Decimal(rng.choice((10, 20, 30))) / 100)
        items.insert(
            1, Item(description=rng.choice(("REMISE", "REMISE IMMEDIATE", "PROMO")), quantity=Decimal(1), unit_price=cut, rate=first.rate)
        )
    return tuple(items)


def _fuel(rng: Random) -> tuple[tuple[Item, ...], tuple[tuple[str, str], ...]]:
    litres = Decimal(rng.randrange(800, 6200)) / 100
    price = Decimal(rng.randrange(1549, 2099)) / 1000
    item = Item(description=rng.choice(FUELS), quantity=litres, unit_price=price, rate=Decimal(20), unit="L")
    return (item,), (("POMPE", str(rng.randint(1, 12))),)


def _one(name: str, price: Decimal, rate: str) -> Item:
    return Item(description=name, quantity=Decimal(1), unit_price=price, rate=Decimal(rate))


def _handed_over(rng: Random, total: Decimal) -> Decimal:
    """The exact sum, or the next handful of notes."""
    step = rng.choice((Decimal("0.01"), Decimal(5), Decimal(10), Decimal(20), Decimal(50)))
    return (total / step).quantize(Decimal(1), ROUND_UP) * step
