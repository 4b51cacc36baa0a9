"""Bills of a telephone and of an energy supplier: many dates and numbers, and one amount that is taken from the bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.money import as_text
from samples.firms import Firm, buyer, seller
from samples.identifiers import digits, spaced
from samples.look import Look
from samples.pen import Pen
from samples.sums import Item, RateRow, rows_from_net
from samples.truth import Truth, Value

LEFT, RIGHT = 42.0, 553.0
BRANDS = {
    "telecom": ("Ondaline Télécom", "Ligne Claire Mobile", "Fibrelia Pro"),
    "energy": ("Voltane Énergie", "Lumen & Gaz", "Hélia Électricité"),
    "water": ("Eaux du Plateau", "Régie des Eaux de la Combe", "Source & Réseaux"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A bill of a supplier by subscription. `sections` names the part of the bill that each item stands in."""

    kind: str
    brand: str
    seller: Firm
    buyer: Firm
    number: str
    issue_date: date
    debit_date: date
    period: tuple[date, date]
    sections: tuple[tuple[str, tuple[Item, ...]], ...]
    references: tuple[tuple[str, str], ...]
    previous: Decimal

    @property
    def rows(self) -> tuple[RateRow, ...]:
        return rows_from_net([item for _, items in self.sections for item in items])

    @property
    def net(self) -> Decimal:
        return sum((row.base for row in self.rows), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((row.tax for row in self.rows), Decimal(0))


def make_bill(rng: Random, kind: str) -> Bill:
    """A bill of that kind, one of BRANDS, dated while subscriptions of energy bore 5.5 % (until July 2025)."""
    issue = date(2023, 1, 3) + timedelta(days=rng.randrange(880))
    firm = seller(rng)
    return Bill(
        kind=kind,
        brand=rng.choice(BRANDS[kind]),
        seller=firm,
        buyer=buyer(rng),
        number=f"{rng.choice(('', 'F', 'FT'))}{digits(rng, 10)}",
        issue_date=issue,
        debit_date=issue + timedelta(days=rng.choice((10, 14, 15, 18))),
        period=(issue - timedelta(days=31), issue - timedelta(days=1)),
        sections={"telecom": _telecom, "energy": _energy, "water": _water}[kind](rng),
        references=_references(rng, kind),
        previous=Decimal(rng.randint(2000, 20000)) / 100,
    )


def _telecom(rng: Random) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    lines = [_line("Forfait mobile pro illimité", 1, rng.randint(1290, 3490)), _line("Box fibre 2 Gb/s", 1, rng.randint(2490, 4290))]
    beyond = [_line("Communications vers l'étranger", 1, rng.randint(30, 1200)), _line("Messages surtaxés", rng.randint(1, 6), 60)]
    return (("Vos abonnements", tuple(lines[: rng.randint(1, 2)])), ("Hors forfait", tuple(beyond[: rng.randint(0, 2)])))


def _energy(rng: Random) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    used = rng.randint(180, 3900)
    fixed = (
        _line("Abonnement 12 kVA", 1, rng.randint(1490, 2190), "5.5"),
        _line("Contribution tarifaire d'acheminement", 1, rng.randint(300, 690), "5.5"),
    )
    power = Item(
        description="Consommation heures pleines",
        quantity=Decimal(used),
        unit_price=Decimal(rng.randint(1290, 2090)) / 10000,
        rate=Decimal(20),
        unit="kWh",
    )
    excise = Item(
        description="Accise sur l'électricité", quantity=Decimal(used), unit_price=Decimal("0.02250"), rate=Decimal(20), unit="kWh"
    )
    return (("Abonnement", fixed), ("Consommation", (power,)), ("Taxes et contributions", (excise,)))


def _water(rng: Random) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Water at 5.5 %, drains at 10 % (CGI art. 278-0 bis and 279)."""
    used = Decimal(rng.randint(12, 420))
    supply = Item(
        description="Consommation eau potable",
        quantity=used,
        unit_price=Decimal(rng.randint(140, 260)) / 100,
        rate=Decimal("5.5"),
        unit="m3",
    )
    levy = Item(
        description="Redevance pollution", quantity=used, unit_price=Decimal(rng.randint(22, 42)) / 100, rate=Decimal("5.5"), unit="m3"
    )
    drains = Item(
        description="Collecte et traitement", quantity=used, unit_price=Decimal(rng.randint(110, 240)) / 100, rate=Decimal(10), unit="m3"
    )
    fixed = _line("Abonnement compteur 15 mm", 1, rng.randint(1800, 4900), "5.5")
    return (("Distribution de l'eau", (fixed, supply)), ("Assainissement", (drains,)), ("Organismes publics", (levy,)))


def _line(name: str, quantity: int, cents: int, rate: str = "20") -> Item:
    return Item(description=name, quantity=Decimal(quantity), unit_price=Decimal(cents) / 100, rate=Decimal(rate))


def _references(rng: Random, kind: str) -> tuple[tuple[str, str], ...]:
    if kind == "telecom":
        return (
            ("N° client", digits(rng, 8)),
            ("N° de ligne", f"06 39 98 {rng.randint(10, 99)} {rng.randint(10, 99)}"),
            ("N° de contrat", digits(rng, 9)),
        )
    if kind == "water":
        return (
            ("Référence abonné", digits(rng, 9)),
            ("Compteur n°", f"D{digits(rng, 2)}FA{digits(rng, 6)}"),
            ("Ancien index", digits(rng, 4)),
        )
    # A delivery point has fourteen digits, as a SIRET has.
    return (
        ("Référence client", spaced(digits(rng, 10), 1, 3)),
        ("Point de livraison (PDL)", digits(rng, 14)),
        ("Compteur n°", digits(rng, 6)),
    )


def draw_bill(bill: Bill, look: Look) -> bytes:
    """The PDF, on two pages: what is to pay, then the detail."""
    pen = Pen(look.family, title=f"Facture {bill.number}")
    pen.box(0, 0, 595, 74, fill=look.color)
    pen.text(LEFT, 46, bill.brand, size=20, bold=True, color=(1, 1, 1))
    pen.text(RIGHT, 46, "Votre facture", size=14, color=(1, 1, 1), align="right")
    pen.lines(330, 120, [bill.buyer.trade_name, bill.buyer.street, f"{bill.buyer.postcode} {bill.buyer.town}"], size=10)
    facts = [
        ("Facture n°", bill.number),
        ("Date de facture :", look.date(bill.issue_date)),
        *((f"{name} :", text) for name, text in bill.references),
    ]
    y = pen.lines(LEFT, 120, [f"{name} {text}" for name, text in facts], size=look.size, step=1.5)
    first, last = bill.period
    pen.lines(LEFT, y + 6, [f"Période du {look.date(first)} au {look.date(last)}"], size=look.size)
    _summary(pen, bill, look, 250)
    _legal(pen, bill)
    pen.new_page()
    pen.text(LEFT, 50, f"Détail de votre facture {bill.number}", size=12, bold=True, color=look.color)
    _detail(pen, bill, look, 84)
    _legal(pen, bill)
    return pen.finish()


def _summary(pen: Pen, bill: Bill, look: Look, y: float) -> None:
    rows = [("Total de la facture précédente", bill.previous), ("Votre règlement, merci", -bill.previous), ("Solde antérieur", Decimal(0))]
    for label, value in rows:
        pen.text(LEFT, y, label, size=look.size)
        pen.text(RIGHT, y, look.amount(value, "EUR"), size=look.size, align="right")
        y += 16
    pen.rule(LEFT, y - 8, RIGHT - LEFT)
    for label, value in (("Total HT", bill.net), ("Montant TVA", bill.tax), ("Total TTC de la période", bill.net + bill.tax)):
        pen.text(LEFT, y + 6, label, size=look.size + 1)
        pen.text(RIGHT, y + 6, look.amount(value, "EUR"), size=look.size + 1, align="right")
        y += 18
    pen.box(LEFT, y + 4, RIGHT - LEFT, 46, fill=(0.94, 0.95, 0.97), edge=look.color)
    pen.text(LEFT + 10, y + 24, "Montant à payer TTC", size=13, bold=True, color=look.color)
    pen.text(RIGHT - 10, y + 24, look.amount(bill.net + bill.tax, "EUR"), size=13, bold=True, align="right", color=look.color)
    pen.text(LEFT + 10, y + 42, f"Prélevé automatiquement le {look.date(bill.debit_date)}", size=look.size)


def _detail(pen: Pen, bill: Bill, look: Look, y: float) -> None:
    for title, items in bill.sections:
        if not items:
            continue
        pen.text(LEFT, y, title, size=look.size + 1, bold=True)
        for x, head in ((330.0, "Quantité"), (410.0, "Prix unit. HT"), (470.0, "TVA"), (RIGHT, "Montant HT")):
            pen.text(x, y, head, size=look.size - 1.5, align="right", color=(0.4, 0.4, 0.4))
        y += 16
        for item in items:
            price = f"{item.unit_price:.5f}" if item.unit == "kWh" else as_text(item.unit_price)
            cells = ((330.0, f"{item.quantity} {item.unit}".strip()), (410.0, price.replace(".", look.decimal_mark)))
            pen.text(LEFT + 8, y, item.description, size=look.size)
            for x, text in (*cells, (470.0, f"{item.rate} %".replace(".", ",")), (RIGHT, look.amount(item.amount, "EUR", mark=False))):
                pen.text(x, y, text, size=look.size, align="right")
            y += 15
        y += 10
    pen.text(LEFT, y, "TVA par taux", size=look.size + 1, bold=True)
    for row in bill.rows:
        y += 16
        base, tax = (look.amount(value, "EUR") for value in (row.base, row.tax))
        pen.text(LEFT + 8, y, f"TVA à {as_text(row.rate).replace('.', ',')} % sur {base}", size=look.size)
        pen.text(RIGHT, y, tax, size=look.size, align="right")


def _legal(pen: Pen, bill: Bill) -> None:
    firm = bill.seller
    pen.rule(LEFT, 790, RIGHT - LEFT)
    pen.text(
        297,
        802,
        f"{bill.brand} - {firm.legal_form} au capital de {firm.capital} € - {firm.street}, {firm.postcode} {firm.town}",
        size=6.5,
        align="center",
    )
    pen.text(297, 812, f"RCS {firm.town} {spaced(firm.siren, 3)} - N° TVA intracommunautaire {firm.vat_id}", size=6.5, align="center")
    pen.text(
        297, 822, "Tout retard de paiement entraîne une indemnité forfaitaire de 40 € et 15 € de frais de rejet.", size=6, align="center"
    )


def truth_of_bill(bill: Bill) -> Truth:
    """The truth of a drawn bill."""
    gross = bill.net + bill.tax
    fields: dict[str, Value] = {
        "seller_name": bill.brand,
        "seller_address": bill.seller.address,
        "seller_siren": bill.seller.siren,
        "seller_siret": None,
        "seller_vat_id": bill.seller.vat_id,
        "buyer_name": bill.buyer.trade_name,
        "invoice_number": bill.number,
        "issue_date": bill.issue_date.isoformat(),
        "due_date": bill.debit_date.isoformat(),
        "currency": "EUR",
        "total_without_tax": as_text(bill.net),
        "total_tax": as_text(bill.tax),
        "total_with_tax": as_text(gross),
        "amount_due": as_text(gross),
        "payment_method": "direct_debit",
    }
    rows = tuple(row.as_truth("EUR") for row in bill.rows)
    return Truth(document_type=("invoice",), fields=fields, tax_breakdown=rows, category=(bill.kind,))
