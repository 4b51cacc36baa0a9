"""Receipts of tills in Algeria, Morocco, Senegal and Côte d'Ivoire: other currencies, identifiers and rates, a little Arabic.

Prices bear the tax. Rates as in abroad.py: Algeria 19 and 9 %, Morocco 20 and 10 %, West Africa 18 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from random import Random

from domain.money import as_text, minor_units, rounded
from samples import identifiers
from samples.firms import plain
from samples.identifiers import digits
from samples.sums import HUNDRED, Item, RateRow
from samples.till import Row
from samples.truth import Truth, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's tills: everyday prices are so many times those in euros, rounded to `step`."""

    currency: str
    rates: tuple[str, ...]
    level: int
    step: str
    marks: tuple[str, ...]
    towns: tuple[str, ...]
    names: tuple[str, ...]
    thanks: tuple[str, ...]


COUNTRIES = {
    "dz": Country(
        currency="DZD",
        rates=("19", "9"),
        level=140,
        step="5",
        marks=(" DA", " DZD", "", "DA"),
        towns=("Alger Centre", "Hydra", "Oran", "Constantine", "Béjaïa", "Tizi Ouzou"),
        names=("SUPERETTE EL BARAKA", "PATISSERIE YASMINE", "CAFETERIA LE MAURESQUE", "LIBRAIRIE DJURDJURA", "QUINCAILLERIE ES-SALEM"),
        thanks=("شكرا لزيارتكم", "مرحبا بكم"),
    ),
    "ma": Country(
        currency="MAD",
        rates=("20", "10"),
        level=11,
        step="0.50",
        marks=(" DH", " MAD", " Dhs", ""),
        towns=("Casablanca", "Rabat Agdal", "Marrakech Guéliz", "Tanger", "Fès", "Agadir"),
        names=("CAFE RESTAURANT L'OLIVIER", "MARCHE DU RIF", "STATION SOUSS SERVICES", "PHARMACIE AL AMAL", "SNACK CHEZ DRISS"),
        thanks=("شكرا على زيارتكم", "نتمنى لكم يوما سعيدا"),
    ),
    "sn": Country(
        currency="XOF",
        rates=("18",),
        level=650,
        step="25",
        marks=(" F", " FCFA", " F CFA", "", " XOF"),
        towns=("Dakar Plateau", "Almadies", "Thiès", "Saint-Louis"),
        names=("SUPERMARCHE TERANGA", "RESTAURANT LA CALEBASSE", "BOUTIQUE NDAR", "BOULANGERIE LES FILAOS"),
        thanks=(),
    ),
    "ci": Country(
        currency="XOF",
        rates=("18",),
        level=650,
        step="25",
        marks=(" F", " FCFA", " F CFA", ""),
        towns=("Abidjan Cocody", "Abidjan Plateau", "Bouaké", "Yamoussoukro"),
        names=("MAQUIS LE BAOBAB", "SUPERETTE AKWABA", "LIBRAIRIE DE LA LAGUNE", "PHARMACIE DU PONT"),
        thanks=(),
    ),
}

GOODS: tuple[tuple[str, int, int, int], ...] = (
    ("Café express", 90, 200, 1),
    ("Thé à la menthe", 80, 200, 1),
    ("Jus d'orange frais", 150, 350, 1),
    ("Eau minérale 1.5L", 40, 90, 1),
    ("Pain", 20, 60, 1),
    ("Plat du jour", 450, 1200, 1),
    ("Poulet braisé", 500, 1100, 1),
    ("Riz parfumé 5kg", 500, 900, 0),
    ("Huile 5L", 700, 1100, 0),
    ("Sucre 1kg", 80, 140, 0),
    ("Lait en poudre 400g", 300, 600, 0),
    ("Couscous 1kg", 120, 260, 0),
    ("Cahier 96 pages", 60, 160, 0),
    ("Stylo bille bleu", 30, 90, 0),
    ("Ampoule LED 9W", 150, 400, 0),
    ("Savon 200g", 60, 150, 0),
    ("Gasoil", 800, 5000, 0),
    ("Recharge téléphone", 200, 1000, 0),
)
"""Name, lowest and highest price in euro cents, and whether it is food served (the lower rate where there is one)."""

STREETS = (
    "rue des Frères Bouadou",
    "avenue Hassan II",
    "boulevard Mohamed V",
    "rue Félix Faure",
    "boulevard Latrille",
    "cité 120 logements",
)
CASH = ("ESPECES", "Espèces", "ESP", "CASH", "MONTANT RECU")
CHANGE = ("MONNAIE", "Rendu", "A rendre", "الباقي")
TOTALS = ("TOTAL TTC", "NET A PAYER", "TOTAL", "MONTANT TTC", "TOTAL A PAYER")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one of these tills writes money and dates."""

    currency: str
    mark: str
    thousands: str
    decimal_mark: str
    date_format: str
    columns: int

    def amount(self, value: Decimal, *, mark: bool = True) -> str:
        text = f"{value:,.{minor_units(self.currency)}f}".replace(",", "\0").replace(".", self.decimal_mark).replace("\0", self.thousands)
        return text + (self.mark if mark else "")


def print_abroad(rng: Random, *, country: str | None = None) -> tuple[tuple[Row, ...], Truth, int]:
    """The rows of a receipt, what stands on it, and how many columns the paper has."""
    code = country or rng.choice(tuple(COUNTRIES))
    place = COUNTRIES[code]
    items = _bought(rng, place)
    total = sum((item.amount for item in items), Decimal(0))
    taxes = _taxes(items, place.currency)
    at = datetime(2023, 1, 3, 8) + timedelta(minutes=rng.randrange(60 * 24 * 1380))
    francs = place.currency == "XOF"
    habit = Habit(
        currency=place.currency,
        mark=rng.choice(place.marks),
        thousands=rng.choice((" ", ".", "") if francs else (" ", "", " ")),
        decimal_mark="," if rng.random() < 0.6 else ".",
        date_format=rng.choice(("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%Y-%m-%d")),
        columns=rng.choice((32, 36, 40, 42)),
    )
    name, number = rng.choice(place.names), digits(rng, rng.randint(4, 7))
    shows_tax = rng.random() < 0.75
    payment = rng.choices(("cash", "card", "other"), (70, 22, 8 if francs else 0))[0]
    rows = [
        *_head(rng, place, code, name),
        *_when(rng, habit, at, number),
        *_lines(rng, habit, items),
        *_sums(rng, habit, total, taxes if shows_tax else ()),
        *_paid(rng, habit, total, payment),
        *_foot(rng, place),
    ]
    truth = _truth(name, at, number, place.currency, total, taxes if shows_tax else (), payment)
    return tuple(row for row in rows), truth, habit.columns


def _bought(rng: Random, place: Country) -> tuple[Item, ...]:
    step = Decimal(place.step)
    items = []
    for name, low, high, served in rng.sample(GOODS, k=rng.randint(1, 9)):
        cents = rng.randint(low, high)
        price = max(step, (Decimal(cents) * place.level / 100 / step).quantize(Decimal(1)) * step)
        rate = place.rates[-1] if served else place.rates[0]
        quantity = Decimal(rng.choices((1, 2, 3, 6), (65, 22, 8, 5))[0])
        items.append(Item(description=name, quantity=quantity, unit_price=price, rate=Decimal(rate)))
    return tuple(items)


def _taxes(items: tuple[Item, ...], currency: str) -> tuple[RateRow, ...]:
    rows = []
    for rate in sorted({item.rate for item in items}):
        gross = sum((item.amount for item in items if item.rate == rate), Decimal(0))
        base = rounded(gross * HUNDRED / (HUNDRED + rate), currency)
        rows.append(RateRow(rate=rate, base=base, tax=rounded(gross, currency) - base))
    return tuple(rows)


def _head(rng: Random, place: Country, code: str, name: str) -> Iterator[Row]:
    yield Row(kind="logo", left=name) if rng.random() < 0.3 else Row(left=name, align="center", scale=rng.choice((1, 2)), bold=True)
    if place.thanks and rng.random() < 0.5:
        yield Row(kind="arabic", left=rng.choice(place.thanks))
    yield Row(left=f"{rng.randint(1, 120)}, {rng.choice(STREETS)}"[:32], align="center")
    yield Row(left=rng.choice(place.towns).upper(), align="center")
    for line in rng.sample(_numbers(rng, code), k=rng.randint(0, 2)):
        yield Row(left=line, align="center")
    yield Row()


def _numbers(rng: Random, code: str) -> list[str]:
    if code == "dz":
        return [f"RC : 16/00-{digits(rng, 7)}B{rng.randint(5, 22):02d}", f"NIF {digits(rng, 15)}", f"Tél : 021 {digits(rng, 6)}"]
    if code == "ma":
        return [f"ICE : {identifiers.ice(rng)}", f"IF {digits(rng, 8)}", f"Tél. 05 22 {digits(rng, 6)}", f"Patente {digits(rng, 8)}"]
    if code == "sn":
        return [f"NINEA {identifiers.ninea(rng)}", f"RCCM SN-DKR-{rng.randint(2008, 2023)}-B-{digits(rng, 5)}", f"Tel 33 8{digits(rng, 6)}"]
    return [
        f"NCC {digits(rng, 7)} {rng.choice('ABCDEG')}",
        f"RCCM CI-ABJ-{rng.randint(2008, 2023)}-B-{digits(rng, 5)}",
        f"Tel 27 22 {digits(rng, 6)}",
    ]


def _when(rng: Random, habit: Habit, at: datetime, number: str) -> Iterator[Row]:
    yield Row(left=f"{rng.choice(('Ticket N°', 'TICKET', 'Reçu n°', 'Facture N°'))} {number}")
    yield Row(left=f"{rng.choice(('Date', 'Le', 'DATE :'))} {at.strftime(habit.date_format)} {at:%H:%M}")
    if rng.random() < 0.5:
        yield Row(
            left=f"{rng.choice(('Caissier', 'Serveur', 'Vendeur'))} : {rng.choice(('Amine', 'Fatou', 'Karim', 'Awa', 'Salma', 'Kouadio'))}"
        )
    yield Row(left=rng.choice("-=*") * habit.columns)


def _lines(rng: Random, habit: Habit, items: tuple[Item, ...]) -> Iterator[Row]:
    style = rng.choice(("below", "first", "columns"))
    for item in items:
        count, amount = f"{item.quantity.normalize():f}", habit.amount(item.amount, mark=False)
        price = habit.amount(item.unit_price, mark=False)
        room = habit.columns - len(amount) - 1
        if style == "below":
            yield Row(left=item.description[: habit.columns])
            yield Row(left=f"  {count} x {price}", right=amount, align="split")
        elif style == "first":
            yield Row(left=f"{count} {item.description}"[:room], right=amount, align="split")
        else:
            tail = f" {count}*{price}"
            yield Row(left=f"{item.description[: room - len(tail)]}{tail}", right=amount, align="split")
    yield Row(left="-" * habit.columns)


def _sums(rng: Random, habit: Habit, total: Decimal, taxes: tuple[RateRow, ...]) -> Iterator[Row]:
    before = rng.random() < 0.5
    if taxes and before:
        yield from _tax_rows(habit, taxes)
    scale = rng.choice((1, 2))
    label, amount = rng.choice(TOTALS), habit.amount(total)
    if scale * (len(label) + len(amount) + 1) > habit.columns:
        scale = 1
    yield Row(left=label, right=amount, align="split", scale=scale, bold=True)
    if taxes and not before:
        yield Row()
        yield from _tax_rows(habit, taxes)


def _tax_rows(habit: Habit, taxes: tuple[RateRow, ...]) -> Iterator[Row]:
    net = sum((row.base for row in taxes), Decimal(0))
    yield Row(left="Total HT", right=habit.amount(net), align="split")
    for row in taxes:
        yield Row(left=f"TVA {row.rate.normalize():f} %", right=habit.amount(row.tax), align="split")


def _paid(rng: Random, habit: Habit, total: Decimal, payment: str) -> Iterator[Row]:
    if payment == "cash":
        note = {"DZD": 500, "MAD": 50, "XOF": 1000}[habit.currency]
        given = (total / note).quantize(Decimal(1), ROUND_UP) * note
        yield Row(left=rng.choice(CASH), right=habit.amount(given), align="split")
        if given > total:
            yield Row(left=rng.choice(CHANGE[:3]), right=habit.amount(given - total), align="split")
    elif payment == "card":
        yield Row(
            left=rng.choice(("CARTE BANCAIRE", "CB", "Carte CIB" if habit.currency == "DZD" else "Carte")),
            right=habit.amount(total),
            align="split",
        )
    else:
        yield Row(left=rng.choice(("WAVE", "ORANGE MONEY", "Wave")), right=habit.amount(total), align="split")
    yield Row()


def _foot(rng: Random, place: Country) -> Iterator[Row]:
    yield Row(left=rng.choice(("Merci de votre visite", "MERCI ET A BIENTOT", "Merci pour votre confiance")), align="center")
    if place.thanks and rng.random() < 0.6:
        yield Row(kind="arabic", left=rng.choice(place.thanks))
    if rng.random() < 0.25:
        yield Row(kind="barcode", left=digits(rng, 12))


def _truth(name: str, at: datetime, number: str, currency: str, total: Decimal, taxes: tuple[RateRow, ...], payment: str) -> Truth:
    fields: dict[str, Value] = {
        "seller_name": [name, plain(name)],
        "issue_date": f"{at:%Y-%m-%d}",
        "invoice_number": number,
        "currency": currency,
        "total_with_tax": as_text(rounded(total, currency), currency),
        "payment_method": payment,
        "due_date": None,
        "seller_iban": None,
    }
    if taxes:
        fields["total_without_tax"] = as_text(sum((row.base for row in taxes), Decimal(0)), currency)
        fields["total_tax"] = as_text(sum((row.tax for row in taxes), Decimal(0)), currency)
    else:
        fields |= {"total_without_tax": None, "total_tax": None}
    rows = tuple(row.as_truth(currency) for row in taxes)
    return Truth(document_type=("receipt",), fields=fields, tax_breakdown=rows)
