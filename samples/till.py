"""How a till prints: its paper, words, and habits. One Till is one make of ticket; there are thousands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Literal

from domain.money import as_text
from samples.firms import plain

Align = Literal["left", "center", "right", "split"]

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed line. `scale` 2 is double width and height; "split" puts `right` at the right edge."""

    left: str = ""
    right: str = ""
    align: Align = "left"
    scale: int = 1
    bold: bool = False
    kind: Literal["text", "rule", "barcode", "inverse", "logo", "square", "arabic"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Habits of one till."""

    columns: int
    accents: bool
    decimal_mark: str
    euro: str
    rule: str
    date_style: str
    total_label: str
    total_scale: int
    tax_style: str
    line_style: str
    names: str
    ids: tuple[str, ...]
    number_label: str
    dotted: bool
    shows_count: bool
    shows_net: bool
    shows_loyalty: bool
    shows_eligible: bool
    shows_slip: bool
    shows_footer: bool
    date_first: bool

    def amount(self, value: Decimal, *, euro: bool = True) -> str:
        return as_text(value).replace(".", self.decimal_mark) + (self.euro if euro else "")

    def say(self, text: str) -> str:
        return text if self.accents else plain(text)

    def date(self, at: datetime) -> str:
        long = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
        styles = {
            "slash": f"{at:%d/%m/%Y}",
            "short": f"{at:%d/%m/%y}",
            "dash": f"{at:%d-%m-%Y}",
            "dot": f"{at:%d.%m.%Y}",
            "long": long,
            "day": f"{DAYS[at.weekday()].capitalize()} {long}",
            "iso": f"{at:%Y-%m-%d}",
        }
        return self.say(styles[self.date_style])

    def time(self, at: datetime) -> str:
        return f"{at:%H:%M}" if self.date_style != "long" else f"{at.hour}h{at.minute:02d}"


TOTAL_LABELS = (
    "TOTAL",
    "TOTAL TTC",
    "TOTAL A PAYER",
    "NET A PAYER",
    "TOTAL EUR",
    "MONTANT DU",
    "Total à payer",
    "TOTAL T.T.C.",
    "MONTANT TTC",
    "A PAYER",
    "Total",
    "TOTAL :",
)


def make_till(rng: Random) -> Till:
    """A till at random."""
    ids = rng.choice((("siret",), ("siret", "vat"), ("vat",), ("siren", "vat"), (), ("siret", "ape"), ("siret", "vat", "ape")))
    return Till(
        columns=rng.choice((30, 32, 36, 38, 40, 42, 44)),
        accents=rng.random() < 0.4,
        decimal_mark="," if rng.random() < 0.65 else ".",
        euro=rng.choices(("", " €", " EUR", "€", " E"), (34, 30, 14, 18, 4))[0],
        rule=rng.choice("-=*_."),
        date_style=rng.choices(("slash", "short", "dash", "dot", "long", "day", "iso"), (52, 18, 8, 8, 6, 4, 4))[0],
        total_label=rng.choice(TOTAL_LABELS),
        total_scale=rng.choice((1, 2, 2)),
        tax_style=rng.choice(("columns", "columns_gross_first", "sentence", "dont", "letters", "letters", "parenthesis", "none")),
        line_style=rng.choice(("amount", "quantity_first", "unit_below", "columns")),
        names=rng.choice(("trade", "both", "both", "legal_below")),
        ids=ids,
        number_label=rng.choice(("Ticket n°", "TICKET N°", "N° ticket :", "TICKET:", "Facture n°", "Note n°", "N° trans. ")),
        dotted=rng.random() < 0.2,
        shows_count=rng.random() < 0.5,
        shows_net=rng.random() < 0.4,
        shows_loyalty=rng.random() < 0.25,
        shows_eligible=rng.random() < 0.3,
        shows_slip=rng.random() < 0.35,
        shows_footer=rng.random() < 0.35,
        date_first=rng.random() < 0.5,
    )
