"""Invoices of Algeria, Morocco and Senegal: their identifiers, currencies, stamp duties and customs of writing.

Rates: Algeria 19 and 9 % (LF 2017), Morocco 20 and 10 % (LF 2024), Senegal 18 % (CGI art. 369). Stamp duty on cash:
Algeria's brackets of 2025 (LF 2025 art. 46), Morocco 0.25 %, Senegal 1 % from 4 October 2025.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from random import Random

from domain.money import rounded
from samples import identifiers
from samples.firms import Firm
from samples.identifiers import digits
from samples.sums import Item, rows_from_net
from samples.trade import Paper

PLACES = {
    "dz": (("16000", "Alger"), ("31000", "Oran"), ("25000", "Constantine"), ("15000", "Tizi Ouzou")),
    "ma": (("20000", "Casablanca"), ("10000", "Rabat"), ("40000", "Marrakech"), ("90000", "Tanger")),
    "sn": (("BP 2140", "Dakar"), ("BP 118", "Thiès"), ("BP 77", "Saint-Louis")),
}
NAMES = {
    "dz": ("Etoile Bureautique", "Djurdjura Matériaux", "Sahel Informatique", "Numidia Emballage"),
    "ma": ("Atlas Fournitures", "Bouregreg Services", "Rif Équipement", "Sous Conseil"),
    "sn": ("Baobab Distribution", "Teranga Bureau", "Ndar Logistique", "Cap Vert Énergie"),
}
STREETS = ("rue des Frères", "avenue de l'Indépendance", "cité des Oliviers", "boulevard de la Corniche", "rue du Port")
CURRENCIES = {"dz": "DZD", "ma": "MAD", "sn": "XOF"}
RATES = {"dz": ("19", "19", "9"), "ma": ("20", "20", "10"), "sn": ("18",)}
# A price in euros times this gives an everyday price.
LEVELS = {"dz": 140, "ma": 11, "sn": 650}
GOODS = (
    ("Ramette papier A4", 4, 6, "office_supplies"),
    ("Toner imprimante laser", 45, 80, "office_supplies"),
    ("Chaise de bureau", 60, 140, "small_equipment"),
    ("Entretien climatiseur", 25, 60, "maintenance"),
    ("Ciment sac 50 kg", 6, 9, "raw_materials"),
    ("Carton d'emballage", 1, 3, "raw_materials"),
    ("Prestation de conseil (jour)", 180, 350, "fees"),
    ("Transport régional", 40, 120, "transport"),
)


def make_abroad(rng: Random, country: str) -> Paper:
    """An invoice of that country: dz, ma or sn."""
    items, category = _ordered(rng, country)
    seller, buyer = rng.sample(NAMES[country], k=2)
    currency = CURRENCIES[country]
    gross = sum((row.gross for row in rows_from_net(items, currency)), Decimal(0))
    payment = rng.choices(("transfer", "cheque", "cash"), (45, 25, 30))[0]
    issue = date(2025, 3, 1) + timedelta(days=rng.randrange(590))
    return Paper(
        kind="invoice",
        title=rng.choice(("FACTURE", "Facture", "FACTURE DE VENTE")),
        number=rng.choice(
            (
                f"{rng.randint(1, 900):04d}/{issue.year}",
                f"FV-{issue:%y}-{rng.randint(1, 9999):05d}",
                f"F{issue.year}{rng.randint(1, 999):03d}",
            )
        ),
        issue_date=issue,
        seller=_firm(rng, country, seller),
        buyer=_firm(rng, country, buyer),
        items=items,
        category=category,
        payment=payment,
        currency=currency,
        due_date=issue + timedelta(days=30) if rng.random() < 0.4 else None,
        order_number=f"BC-{rng.randint(1, 999):03d}" if rng.random() < 0.4 else "",
        stamp=stamp_duty(gross, country, on=issue) if payment == "cash" else Decimal(0),
    )


def stamp_duty(gross: Decimal, country: str, *, on: date) -> Decimal:
    """The duty on a sum paid in cash.

    >>> [stamp_duty(Decimal(sum), "dz", on=date(2026, 1, 5)) for sum in (300, 450, 33970, 950000)]
    [Decimal('0'), Decimal('5.00'), Decimal('510.00'), Decimal('19000.00')]
    >>> stamp_duty(Decimal(12000), "ma", on=date(2026, 1, 5))
    Decimal('30.00')
    >>> stamp_duty(Decimal(12000), "sn", on=date(2026, 1, 5)), stamp_duty(Decimal(12000), "sn", on=date(2025, 5, 1))
    (Decimal('120'), Decimal('0'))
    """
    if country == "sn":
        return rounded(gross / 100, "XOF") if on >= date(2025, 10, 4) else Decimal(0)
    if country == "ma":
        return rounded(gross * Decimal("0.0025"))
    if gross <= 300:
        return Decimal(0)
    rate = Decimal(1) if gross <= 30000 else Decimal("1.5") if gross <= 100000 else Decimal(2)
    hundreds = (gross / 100).to_integral_value(ROUND_CEILING)
    return max(Decimal(5), rounded(hundreds * rate)).quantize(Decimal("0.01"))


def _ordered(rng: Random, country: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    items, categories = [], []
    for name, low, high, category in rng.sample(GOODS, k=rng.randint(1, 4)):
        price = Decimal(rng.randint(low * LEVELS[country], high * LEVELS[country]))
        quantity = Decimal(rng.choice((1, 2, 5, 10, 20)))
        items.append(Item(description=name, quantity=quantity, unit_price=price, rate=Decimal(rng.choice(RATES[country]))))
        categories.append(category)
    return tuple(items), tuple(dict.fromkeys(categories))


def _firm(rng: Random, country: str, name: str) -> Firm:
    postcode, town = rng.choice(PLACES[country])
    return Firm(
        trade_name=name,
        legal_name=name,
        legal_form="SARL",
        street=f"{rng.randint(1, 90)} {rng.choice(STREETS)}",
        postcode=postcode,
        town=town,
        iban=_iban(rng, country),
        phone={"dz": "021 00 ", "ma": "0522 00 ", "sn": "33 800 "}[country] + f"{rng.randint(10, 99)} {rng.randint(10, 99)}",
        country=country,
        registrations=_registrations(rng, country, town),
    )


def _registrations(rng: Random, country: str, town: str) -> tuple[tuple[str, str], ...]:
    if country == "dz":
        year = rng.randint(5, 22)
        register = f"16/00-{digits(rng, 7)}B{year:02d}"
        return (("RC", register), ("NIF", f"0{digits(rng, 14)}"), ("NIS", f"0{digits(rng, 14)}"), ("AI", digits(rng, 11)))
    if country == "ma":
        number = identifiers.ice(rng)
        return (
            ("ICE", number),
            ("IF", digits(rng, 8)),
            ("RC", f"{rng.randint(10000, 400000)} {town}"),
            ("Patente", digits(rng, 8)),
            ("CNSS", digits(rng, 7)),
        )
    return (
        ("NINEA", f"{identifiers.ninea(rng)} 2{rng.choice('ABCDEG')}2"),
        ("RCCM", f"SN-DKR-{rng.randint(2008, 2023)}-B-{digits(rng, 5)}"),
    )


def _iban(rng: Random, country: str) -> str:
    if country == "ma":
        return identifiers.iban("MA", digits(rng, 24))
    return identifiers.iban("SN", f"SN0{digits(rng, 21)}") if country == "sn" else ""
