"""A sale on a till's paper: the printed rows, and the truth about what they say.

The habits that lead readers astray are printed on purpose: counts of articles, cash given and change, sums eligible
for meal vouchers, loyalty points, the capital in the footer, dates of validity, a card slip under the ticket.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from domain.money import as_text
from samples.identifiers import digits, spaced
from samples.sales import CATEGORIES, Sale
from samples.sums import Item
from samples.taxtable import code_of, tax_rows, taxes_as_printed
from samples.till import Row, Till
from samples.truth import Truth, Value

THANKS = ("Merci de votre visite", "MERCI ET A BIENTOT", "Merci de votre confiance", "A bientôt !", "MERCI DE VOTRE VISITE, A BIENTOT")


def print_ticket(rng: Random, sale: Sale, till: Till) -> tuple[tuple[Row, ...], Truth]:
    """The rows from top to bottom, and what stands on them."""
    rows = [*_head(sale, till)]
    if till.date_first:
        rows += _when(rng, sale, till)
    rows += _place(rng, sale, till)
    rows += _goods(sale, till)
    rows += _totals(rng, sale, till)
    rows += tax_rows(sale, till)
    rows += _payment(rng, sale, till)
    if not till.date_first:
        rows += _when(rng, sale, till)
    rows += _foot(rng, sale, till)
    return tuple(part for row in rows for part in fitted(row, till.columns)), _truth(sale, till)


def fitted(row: Row, columns: int) -> Iterator[Row]:
    """The row, or several where the paper is too narrow for it, as a till breaks its lines."""
    if row.scale > 1 or row.kind != "text" or len(row.left) + len(row.right) + bool(row.right) <= columns:
        yield row
        return
    for part in textwrap.wrap(row.left, columns):
        yield replace(row, left=part, right="")
    if row.right:
        yield replace(row, left="", align="split")


def _head(sale: Sale, till: Till) -> Iterator[Row]:
    firm = sale.firm
    boxed = till.columns % 4 == 0 and till.names == "both"
    yield Row(left=till.say(firm.trade_name), align="center", scale=2, bold=True, kind="inverse" if boxed else "text")
    if till.names != "trade":
        yield Row(left=till.say(f"{firm.legal_form} {firm.legal_name}"), align="center")
    yield Row(left=till.say(firm.street), align="center")
    yield Row(left=till.say(f"{firm.postcode} {firm.town.upper()}"), align="center")
    if till.columns > 34:
        yield Row(left=f"{till.say('Tél')}. {firm.phone}", align="center")
    yield from _ids(sale, till)
    yield Row()


def _ids(sale: Sale, till: Till) -> Iterator[Row]:
    firm = sale.firm
    printed = {
        "siret": f"SIRET {spaced(firm.siret, 3, 3, 3, 5) if till.columns > 36 else firm.siret}",
        "siren": f"RCS {till.say(firm.town)} {spaced(firm.siren, 3)}",
        "vat": f"{'TVA intra.' if till.columns > 34 else 'TVA'} {firm.vat_id}",
        "ape": "APE 4711D",
    }
    for name in till.ids:
        yield Row(left=printed[name], align="center")


def _when(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    when = f"{till.date(sale.at)} {till.time(sale.at)}"
    if sale.number and len(till.number_label) + len(sale.number) + len(when) + 3 < till.columns:
        yield Row(left=when, right=f"{till.number_label}{sale.number}", align="split")
    else:
        yield Row(left=f"Date : {when}" if till.columns > 36 else when)
        yield Row(left=f"{till.number_label}{sale.number}")
    yield Row(left=f"Caisse {rng.randint(1, 9)}", right=f"{till.say('Opérateur')} {rng.randint(1, 40):02d}", align="split")
    yield Row(left=till.rule * till.columns, kind="text")


def _place(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    if sale.kind in ("restaurant", "cafe"):
        yield Row(left=f"TABLE {rng.randint(1, 40)}", right=f"COUVERTS {rng.randint(1, 6)}", align="split")
    for label, value in sale.details:
        yield Row(left=label, right=value, align="split")
    if sale.kind in ("supermarket", "diy", "clothing") and till.line_style == "columns":
        yield Row(left="ARTICLE", right="MONTANT", align="split")


def _goods(sale: Sale, till: Till) -> Iterator[Row]:
    coded = till.tax_style in ("letters", "digits")
    for item in sale.items:
        tail = f" {rate_code(sale, till, item.rate)}" if coded else ""
        yield from _item(item, till, tail)
    yield Row(left=till.rule * till.columns)


def rate_code(sale: Sale, till: Till, rate: Decimal) -> str:
    """The till's code for a rate of the sale."""
    return code_of(till.tax_style, [row.rate for row in sale.rows].index(rate))


def _item(item: Item, till: Till, tail: str) -> Iterator[Row]:
    amount = till.amount(item.amount, euro=till.line_style == "amount") + tail
    count, price = f"{item.quantity.normalize():f}", till.amount(item.unit_price, euro=False)
    if item.unit == "L":
        yield Row(left="CARBURANT", right=item.description, align="split")
        yield Row(left="VOLUME", right=f"{as_text(item.quantity).replace('.', till.decimal_mark)} L", align="split")
        yield Row(left="PRIX/L", right=f"{item.unit_price:.3f}".replace(".", till.decimal_mark) + " EUR/L", align="split")
    elif item.quantity == 1 and till.line_style != "quantity_first":
        yield Row(left=item.description, right=amount, align="split")
    elif till.line_style == "unit_below":
        yield Row(left=item.description)
        yield Row(left=f"   {count} x {price}", right=amount, align="split")
    elif till.line_style == "quantity_first":
        yield Row(left=f"{count} {item.description}", right=amount, align="split")
    else:
        room = till.columns - len(amount) - len(f" {count}X{price}") - 1
        yield Row(left=f"{item.description[:room]} {count}X{price}", right=amount, align="split")


def _totals(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    count = sum(int(item.quantity) for item in sale.items if item.amount > 0 and not item.unit)
    if till.shows_count and sale.kind in ("supermarket", "diy", "stationery", "clothing", "bookshop"):
        yield Row(
            left=rng.choice((f"NB ARTICLES : {count}", f"{count} ARTICLE(S)", f"TOTAL ARTICLES {count}", f"Nombre d'articles  {count}"))
        )
    if till.shows_net and till.tax_style in ("dont", "none"):
        net = sum((row.base for row in sale.rows), Decimal(0))
        yield Row(left="TOTAL HT", right=till.amount(net), align="split")
    cuts = sum((item.amount for item in sale.items if item.amount < 0), Decimal(0))
    if cuts and till.shows_count:
        yield Row(left=till.say("Total avant remise"), right=till.amount(sale.total - cuts), align="split")
        yield Row(left=till.say("Total remises"), right=till.amount(cuts), align="split")
    elif till.shows_loyalty:
        yield Row(left=rng.choice(("SOUS-TOTAL", "SOUS TOTAL", "S/TOTAL")), right=till.amount(sale.total), align="split")
    label = till.say(till.total_label)
    room = till.columns // till.total_scale
    amount = till.amount(sale.total)
    scale = till.total_scale if len(label) + len(amount) + 1 <= room else 1
    if till.dotted:
        label = label.ljust(till.columns // scale - len(amount) - 1, ".")
    yield Row(left=label, right=amount, align="split", scale=scale, bold=True)
    if till.shows_eligible and sale.kind in ("supermarket", "bakery"):
        part = sum((item.amount for item in sale.items if item.rate < 20), Decimal(0))
        yield Row(left=till.say("Dont éligible TR"), right=till.amount(part), align="split")
    yield Row()


def _payment(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    amount = till.amount(sale.given)
    if sale.payment == "cash":
        yield Row(left=till.say(rng.choice(("ESPECES", "Espèces", "REGLEMENT ESPECES", "ESP. EUR"))), right=amount, align="split")
        if sale.given > sale.total:
            change = till.amount(sale.given - sale.total)
            yield Row(left=till.say(rng.choice(("RENDU", "RENDU MONNAIE", "A RENDRE", "Monnaie rendue"))), right=change, align="split")
    else:
        words = {
            "card": ("CARTE BANCAIRE", "CB", "CB SANS CONTACT", "Carte bancaire", "CB EMV", "REGLEMENT CB"),
            "cheque": ("CHEQUE", "Chèque"),
            "other": ("TITRE RESTAURANT", "TICKET RESTAURANT", "Titre-restaurant"),
        }[sale.payment]
        yield Row(left=till.say(rng.choice(words)), right=amount, align="split")
    yield Row()
    if sale.payment == "card" and till.shows_slip:
        yield from slip_rows(rng, sale, till)


def slip_rows(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    """The card terminal's slip: a proof of payment, without VAT."""
    yield Row(left="CARTE BANCAIRE", align="center", bold=True)
    yield Row(left=rng.choice(("SANS CONTACT", "DEBIT", "VISA DEBIT")))
    yield Row(left="A0000000421010")
    yield Row(left=f"LE {sale.at:%d/%m/%y} A {sale.at:%H:%M:%S}")
    yield Row(left=till.say(sale.firm.trade_name))
    yield Row(left=f"{sale.firm.postcode} {till.say(sale.firm.town).upper()}")
    yield Row(left=f"{digits(rng, 7)}  {sale.firm.siret}" if till.columns > 30 else digits(rng, 7))
    yield Row(left=f"************{digits(rng, 4)}")
    yield Row(left=f"N° AUTO : {digits(rng, 6)}")
    yield Row(left="MONTANT =", right=f"{as_text(sale.total).replace('.', ',')} EUR", align="split", bold=True)
    yield Row(left=rng.choice(("TICKET CLIENT", "TICKET CLIENT A CONSERVER")), align="center")
    yield Row()


def _foot(rng: Random, sale: Sale, till: Till) -> Iterator[Row]:
    if till.shows_loyalty:
        yield Row(left=till.say("Points fidélité"), right=str(rng.randint(3, 900)), align="split")
        saved = Decimal(rng.randint(30, 700)) / 100
        yield Row(left=till.say("Vous avez économisé"), right=till.amount(saved), align="split")
        until = sale.at + timedelta(days=rng.randint(15, 60))
        yield Row(left=f"Bon valable jusqu'au {until:%d/%m/%Y}"[: till.columns])
    if sale.kind in ("restaurant", "cafe"):
        yield Row(left=rng.choice(("Prix nets, service compris", "SERVICE COMPRIS", "Service 15 % compris")), align="center")
    if till.columns == 36:
        yield Row(left="*** DUPLICATA ***", align="center")
    yield Row(left=till.say(rng.choice(THANKS)), align="center")
    if till.shows_footer:
        yield Row(left=till.say(f"{sale.firm.legal_form} au capital de {sale.firm.capital} €")[: till.columns], align="center")
    if rng.random() < 0.5:
        yield Row(kind="barcode", left=digits(rng, 12))


def _truth(sale: Sale, till: Till) -> Truth:
    fields: dict[str, Value] = {
        "seller_name": list(sale.firm.names),
        "seller_address": sale.firm.address,
        "issue_date": f"{sale.at:%Y-%m-%d}",
        "invoice_number": sale.number,
        "currency": "EUR",
        "total_with_tax": as_text(sale.total),
        "payment_method": sale.payment,
        "due_date": None,
        "seller_iban": None,
        "buyer_vat_id": None,
        "seller_vat_id": sale.firm.vat_id if "vat" in till.ids else None,
    }
    if "siret" in till.ids:
        fields["seller_siret"] = sale.firm.siret
    if {"siret", "siren", "vat"} & set(till.ids):
        fields["seller_siren"] = sale.firm.siren
    taxes = taxes_as_printed(sale, till)
    fields |= taxes.fields
    return Truth(document_type=("receipt",), fields=fields, tax_breakdown=taxes.breakdown, category=CATEGORIES[sale.kind])
