"""Papers that are not booked: a bank statement and a letter, full of dates and amounts all the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.money import as_text
from samples.firms import Firm, buyer, seller
from samples.identifiers import spaced
from samples.look import Look
from samples.pen import Pen
from samples.truth import Truth

LEFT, RIGHT = 48.0, 547.0
MOVES = (
    "PRLV SEPA ONDALINE TELECOM",
    "VIR RECU CLIENT",
    "CARTE 14/03 STATION DES ALPES",
    "CHEQUE N° 0004412",
    "FRAIS TENUE DE COMPTE",
    "VIR LOYER BUREAUX",
    "PRLV URSSAF",
    "CARTE PAPETERIE PLUME",
    "REMISE CHEQUES",
    "COTISATION CARTE",
)
NONE_BOOKED = Truth(document_type=("other",), fields={"total_with_tax": None, "total_tax": None, "invoice_number": None}, tax_breakdown=())


def draw_statement(rng: Random, look: Look) -> tuple[bytes, Truth]:
    """A month of an account, whose holder is the firm that keeps the books."""
    holder = buyer(rng)
    last = date(2024, 1, 31) + timedelta(days=rng.randrange(600))
    pen = Pen(look.family, title="Relevé de compte")
    pen.text(LEFT, 56, "Banque du Littoral", size=17, bold=True, color=look.color)
    pen.text(LEFT, 92, "RELEVÉ DE COMPTE", size=14, bold=True)
    pen.lines(
        LEFT, 112, [f"Période du {look.date(last - timedelta(days=30))} au {look.date(last)}", f"IBAN : {spaced(holder.iban, 4)}"], size=9
    )
    pen.lines(350, 92, [holder.trade_name, holder.street, f"{holder.postcode} {holder.town}"], size=10)
    for x, text in ((LEFT, "Date"), (LEFT + 62, "Valeur"), (LEFT + 124, "Libellé des opérations")):
        pen.text(x, 176, text, size=9, bold=True)
    pen.text(450, 176, "Débit", size=9, bold=True, align="right")
    pen.text(RIGHT, 176, "Crédit", size=9, bold=True, align="right")
    balance = Decimal(rng.randint(90000, 900000)) / 100
    pen.text(LEFT + 124, 196, f"ANCIEN SOLDE CRÉDITEUR AU {look.date(last - timedelta(days=31))}", size=9)
    pen.text(RIGHT, 196, look.amount(balance, "EUR", mark=False), size=9, align="right")
    y = 214.0
    for place in range(rng.randint(8, 22)):
        day = last - timedelta(days=max(0, 29 - place))
        value, credit = Decimal(rng.randint(300, 190000)) / 100, rng.random() < 0.3
        balance += value if credit else -value
        for x, text in ((LEFT, look.date(day)), (LEFT + 124, rng.choice(MOVES))):
            pen.text(x, y, text, size=8.5)
        pen.text(LEFT + 62, y, look.date(day + timedelta(days=1)), size=8.5)
        pen.text(RIGHT if credit else 450, y, look.amount(value, "EUR", mark=False), size=8.5, align="right")
        y += 15
    pen.rule(LEFT, y - 4, RIGHT - LEFT)
    pen.text(LEFT + 124, y + 12, f"NOUVEAU SOLDE AU {look.date(last)}", size=9, bold=True)
    pen.text(RIGHT, y + 12, look.amount(balance, "EUR"), size=9, bold=True, align="right")
    return pen.finish(), Truth(document_type=("bank_statement",), fields=NONE_BOOKED.fields, tax_breakdown=())


LETTERS = (
    (
        "Objet : relance, facture {number} du {day}",
        "Sauf erreur de notre part, la facture citée en objet, d'un montant de {amount}, reste impayée à ce jour. Nous vous"
        " remercions de bien vouloir régler cette somme sous huit jours, ou de nous dire ce qui s'y oppose.",
    ),
    (
        "Objet : changement de notre adresse",
        "Nos bureaux déménagent à compter du {day}. Merci de noter notre nouvelle adresse pour toute correspondance. Nos"
        " coordonnées bancaires ne changent pas : n'acceptez aucun message qui prétendrait le contraire.",
    ),
)


def draw_letter(rng: Random, look: Look) -> tuple[bytes, Truth]:
    """A letter from one firm to another."""
    sender, receiver = seller(rng), buyer(rng)
    day = date(2024, 1, 5) + timedelta(days=rng.randrange(800))
    subject, body = rng.choice(LETTERS)
    facts = {
        "number": f"FA-{day.year}-{rng.randint(1, 999):04d}",
        "day": look.date(day - timedelta(days=40)),
        "amount": as_text(Decimal(rng.randint(9000, 400000)) / 100).replace(".", ",") + " €",
    }
    pen = Pen(look.family, title="Lettre")
    pen.lines(LEFT, 70, _block(sender), size=10)
    pen.lines(340, 140, _block(receiver), size=10)
    pen.text(340, 216, f"{sender.town}, le {look.date(day)}", size=10)
    pen.text(LEFT, 260, subject.format(**facts), size=10, bold=True)
    pen.text(LEFT, 296, "Madame, Monsieur,", size=10)
    y = pen.wrapped(LEFT, 322, body.format(**facts), width=RIGHT - LEFT, size=10)
    y = pen.wrapped(
        LEFT,
        y + 14,
        "Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos salutations distinguées.",
        width=RIGHT - LEFT,
        size=10,
    )
    pen.text(360, y + 40, "La direction", size=10)
    return pen.finish(), Truth(document_type=("letter",), fields={"total_tax": None}, tax_breakdown=())


def _block(firm: Firm) -> list[str]:
    return [firm.trade_name, firm.street, f"{firm.postcode} {firm.town}"]
