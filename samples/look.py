"""How a firm lays its invoices out: fonts, colours, words, formats. The counterpart of till.py for A4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from domain.money import minor_units
from samples.fonts import OFFICE, PROPORTIONAL
from samples.pen import Rgb
from samples.till import MONTHS

CURRENCY_MARKS = {"EUR": ("€", "€", "EUR", ""), "DZD": ("DA", "DZD"), "MAD": ("DH", "MAD", "Dhs"), "XOF": ("F CFA", "FCFA", "F")}
COLORS: tuple[Rgb, ...] = (
    (0.12, 0.25, 0.45),
    (0.45, 0.13, 0.16),
    (0.1, 0.38, 0.27),
    (0.2, 0.2, 0.22),
    (0.66, 0.36, 0.05),
    (0.3, 0.2, 0.45),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Habits of one firm's invoices."""

    family: str
    color: Rgb
    size: float
    mirrored: bool
    grid: str
    thousands: str
    decimal_mark: str
    mark: str
    mark_in_table: bool
    date_style: str
    labels: dict[str, str]
    tax_table: bool
    shows_buyer_vat: bool
    shows_buyer_label: bool
    shows_iban: bool
    ids_in_footer: bool
    shows_rcs: bool
    shows_siret: bool
    shows_vat: bool
    shows_notice: bool
    shows_print_date: bool
    boxed_total: bool
    number_in_title: bool

    def amount(self, value: Decimal, currency: str, *, mark: bool = True) -> str:
        """As this firm prints money."""
        places = minor_units(currency)
        text = f"{value:,.{places}f}".replace(",", "\0").replace(".", self.decimal_mark).replace("\0", self.thousands)
        return f"{text} {self.mark}" if mark and self.mark else text

    def date(self, day: date) -> str:
        styles = {
            "slash": f"{day:%d/%m/%Y}",
            "short": f"{day:%d/%m/%y}",
            "dot": f"{day:%d.%m.%Y}",
            "dash": f"{day:%d-%m-%Y}",
            "long": f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}",
        }
        return styles[self.date_style]


LABELS: dict[str, tuple[str, ...]] = {
    "number": ("N°", "Numéro :", "N° de facture :", "Réf. :", "N° document"),
    "date": ("Date", "Date :", "Date d'émission :", "Le", "Date du document"),
    "due": ("Échéance :", "Date d'échéance", "À régler avant le", "Payable le"),
    "order": ("Bon de commande n°", "Votre commande :", "Vos réf. :", "N° de commande"),
    "delivery": ("Date de livraison :", "Livré le", "Date de prestation"),
    "net": ("Total HT", "Total HT", "Montant HT", "Total hors taxes", "Total net HT"),
    "tax": ("TVA", "Total TVA", "Montant TVA", "T.V.A."),
    "gross": ("Total TTC", "Total TTC", "Montant TTC", "Total toutes taxes comprises", "TOTAL T.T.C."),
    "due_amount": ("Net à payer", "Reste à payer", "Solde à payer", "NET À PAYER"),
    "deposit": ("Acompte versé", "Déjà réglé", "À déduire acompte"),
    "buyer": ("Facturé à", "Client", "Adresse de facturation", "Destinataire :"),
    "payment": ("Mode de règlement :", "Règlement :", "Conditions de règlement :"),
    "item": ("Désignation", "Description", "Libellé", "Article"),
}


def make_look(rng: Random, currency: str = "EUR") -> Look:
    """A firm's habits at random."""
    comma = currency != "XOF" and rng.random() < 0.85
    thousands = rng.choice((" ", " ", "\u00a0", ".", "")) if comma else rng.choice((" ", ",", ""))
    if currency == "XOF":
        thousands = rng.choice((" ", " ", "."))
    return Look(
        family=rng.choice(tuple(PROPORTIONAL)),
        color=rng.choice(COLORS),
        size=rng.choice((8, 8.5, 9, 9.5)),
        mirrored=rng.random() < 0.25,
        grid=rng.choice(("lines", "zebra", "boxes", "bare")),
        thousands=thousands,
        decimal_mark="," if comma else ".",
        mark=rng.choice(CURRENCY_MARKS[currency]),
        mark_in_table=rng.random() < 0.4,
        date_style=rng.choices(("slash", "short", "dot", "dash", "long"), (55, 8, 10, 7, 20))[0],
        labels={name: rng.choice(words) for name, words in LABELS.items()},
        tax_table=rng.random() < 0.5,
        shows_buyer_vat=rng.random() < 0.4,
        shows_buyer_label=rng.random() < 0.6,
        shows_iban=rng.random() < 0.75,
        ids_in_footer=rng.random() < 0.7,
        shows_rcs=rng.random() < 0.7,
        shows_siret=rng.random() < 0.8,
        shows_vat=rng.random() < 0.92,
        shows_notice=rng.random() < 0.8,
        shows_print_date=rng.random() < 0.15,
        boxed_total=rng.random() < 0.5,
        number_in_title=rng.random() < 0.35,
    )


def office_look(rng: Random, currency: str = "EUR") -> Look:
    """A firm's habits from a wider wardrobe than the samples of this folder were given: more fonts, sizes and colours."""
    shade = rng.uniform(0.05, 0.5)
    color = tuple(min(0.75, max(0.02, shade + rng.gauss(0, 0.2))) for _ in range(3))
    return replace(
        make_look(rng, currency),
        family=rng.choice(tuple(OFFICE)),
        color=(color[0], color[1], color[2]) if rng.random() < 0.6 else rng.choice(COLORS),
        size=rng.choice((7.5, 8, 8.5, 9, 9.5, 10)),
    )
