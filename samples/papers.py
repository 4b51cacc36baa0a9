"""Draws a Paper in a Look on A4, over several pages where it must, and says what stands on it."""

from __future__ import annotations

from decimal import Decimal

from domain.money import as_text
from samples.firms import Firm
from samples.identifiers import spaced
from samples.look import Look
from samples.pen import HEIGHT, WIDTH, Pen
from samples.spelling import in_words
from samples.sums import Item
from samples.trade import INTENTIONS, Paper

LEFT, RIGHT = 42.0, WIDTH - 42.0
LINES_A_PAGE = 18
NOTICE = (
    "En cas de retard de paiement, pénalités au taux de 3 fois le taux d'intérêt légal et indemnité forfaitaire pour frais de"
    " recouvrement de 40 €. Pas d'escompte pour paiement anticipé."
)


def draw_paper(paper: Paper, look: Look) -> bytes:
    """The PDF, with its text."""
    pen = Pen(look.family, title=f"{paper.title} {paper.number}")
    pages = [paper.items[i : i + LINES_A_PAGE] for i in range(0, len(paper.items), LINES_A_PAGE)]
    carried = Decimal(0)
    for place, items in enumerate(pages, start=1):
        y = _head(pen, paper, look) if place == 1 else _short_head(pen, paper, look)
        y = _table(pen, paper, look, items, y, carried)
        carried += sum((item.amount for item in items), Decimal(0))
        if place < len(pages):
            pen.text(RIGHT, y + 14, f"À reporter {look.amount(carried, paper.currency)}", size=look.size, align="right")
        _foot(pen, paper, look, f"Page {place}/{len(pages)}" if len(pages) > 1 else "")
        if place < len(pages):
            pen.new_page()
    if paper.kind == "delivery_note":
        _reception(pen, look, y)
    else:
        _settlement(pen, paper, look, _totals(pen, paper, look, y + 16))
    return pen.finish()


def _head(pen: Pen, paper: Paper, look: Look) -> float:
    seller_x, other_x = (330.0, LEFT) if look.mirrored else (LEFT, 330.0)
    pen.disc(seller_x + 12, 50, 12, fill=look.color)
    pen.text(seller_x + 32, 55, paper.seller.trade_name, size=15, bold=True, color=look.color)
    y = pen.lines(seller_x, 80, _seller_lines(paper.seller, look), size=look.size)
    y = max(y, _buyer(pen, paper, look, other_x)) + 22
    title = f"{paper.title} n° {paper.number}" if look.number_in_title else paper.title
    pen.text(LEFT, y, title, size=17, bold=True, color=look.color)
    return _references(pen, paper, look, y + 18)


def _seller_lines(firm: Firm, look: Look) -> list[str]:
    lines = [firm.street, f"{firm.postcode} {firm.town}", f"Tél. : {firm.phone}"]
    if firm.country != "fr":
        return lines + [f"{label} : {value}" for label, value in firm.registrations]
    return lines if look.ids_in_footer else lines + _french_ids(firm, look)


def _french_ids(firm: Firm, look: Look) -> list[str]:
    out = []
    if look.shows_siret:
        out.append(f"SIRET : {spaced(firm.siret, 3, 3, 3, 5)}")
    if look.shows_rcs:
        out.append(f"RCS {firm.town} {spaced(firm.siren, 3)}")
    if look.shows_vat:
        out.append(f"TVA intracommunautaire : {spaced(firm.vat_id, 4, 3) if look.grid == 'boxes' else firm.vat_id}")
    return out


def _buyer(pen: Pen, paper: Paper, look: Look, x: float) -> float:
    firm, y = paper.buyer, 92.0
    abroad = paper.seller.country != "fr"
    if look.shows_buyer_label or abroad:
        pen.text(x, y, "Doit :" if abroad else look.labels["buyer"], size=look.size - 1, color=look.color)
    y = pen.lines(x, y + 15, [firm.trade_name, firm.street, f"{firm.postcode} {firm.town}"], size=look.size + 1)
    if abroad:
        return pen.lines(x, y, [f"{label} : {value}" for label, value in firm.registrations], size=look.size)
    return pen.lines(x, y, [f"N° TVA client : {firm.vat_id}"], size=look.size - 0.5) if look.shows_buyer_vat else y


def _references(pen: Pen, paper: Paper, look: Look, y: float) -> float:
    label = look.labels["number"] if paper.kind == "invoice" else "N°"
    facts = [] if look.number_in_title else [(label, paper.number)]
    facts.append((look.labels["date"], look.date(paper.issue_date)))
    if paper.due_date:
        facts.append((look.labels["due"], look.date(paper.due_date)))
    if paper.order_number:
        facts.append((look.labels["order"], paper.order_number))
    if paper.delivery_date:
        facts.append((look.labels["delivery"], look.date(paper.delivery_date)))
    if paper.corrects:
        facts.append(("Avoir sur la facture n°", paper.corrects))
    if look.grid == "boxes":
        return _reference_boxes(pen, facts, look, y)
    return pen.lines(LEFT, y, [f"{label} {value}" for label, value in facts], size=look.size, step=1.5) + 6


def _reference_boxes(pen: Pen, facts: list[tuple[str, str]], look: Look, y: float) -> float:
    """Labels in one row, values below: the reader must look down, not right."""
    width = (RIGHT - LEFT) / len(facts)
    for place, (label, value) in enumerate(facts):
        pen.box(LEFT + place * width, y - 10, width, 30, edge=(0.6, 0.6, 0.6))
        pen.text(LEFT + (place + 0.5) * width, y, label.rstrip(" :")[:26], size=look.size - 2, align="center", color=look.color)
        pen.text(LEFT + (place + 0.5) * width, y + 14, value, size=look.size, align="center")
    return y + 34


def _short_head(pen: Pen, paper: Paper, look: Look) -> float:
    pen.text(LEFT, 50, f"{paper.seller.trade_name}  -  {paper.title} {paper.number} (suite)", size=10, bold=True)
    return 76.0


def _table(pen: Pen, paper: Paper, look: Look, items: tuple[Item, ...], y: float, carried: Decimal) -> float:
    priced = paper.kind != "delivery_note"
    heads = [(LEFT + 4, "left", look.labels["item"]), (350.0, "right", "Qté")]
    if priced:
        heads += [(424.0, "right", "P.U. HT"), (466.0, "right", "TVA"), (RIGHT - 4, "right", "Montant HT")]
    pen.box(LEFT, y - 11, RIGHT - LEFT, 17, fill=look.color)
    for x, align, text in heads:
        pen.text(x, y, text, size=look.size, bold=True, align="right" if align == "right" else "left", color=(1, 1, 1))
    y += 19
    if carried:
        pen.text(LEFT + 4, y, "Report", size=look.size)
        pen.text(RIGHT - 4, y, look.amount(carried, paper.currency, mark=False), size=look.size, align="right")
        y += 16
    for place, item in enumerate(items):
        if look.grid == "zebra" and place % 2:
            pen.box(LEFT, y - 11, RIGHT - LEFT, 16, fill=(0.94, 0.95, 0.97))
        _item(pen, paper, look, item, y, priced)
        if look.grid in ("lines", "boxes"):
            pen.rule(LEFT, y + 5, RIGHT - LEFT, color=(0.8, 0.8, 0.8))
        y += 16 if not item.discount else 27
    return y


def _item(pen: Pen, paper: Paper, look: Look, item: Item, y: float, priced: bool) -> None:
    pen.text(LEFT + 4, y, item.description, size=look.size)
    pen.text(350, y, quantity_text(item, look), size=look.size, align="right")
    if not priced:
        return
    pen.text(424, y, look.amount(item.unit_price, paper.currency, mark=False), size=look.size, align="right")
    pen.text(466, y, f"{item.rate.normalize():f}".replace(".", look.decimal_mark) + " %", size=look.size, align="right")
    pen.text(RIGHT - 4, y, look.amount(item.amount, paper.currency, mark=look.mark_in_table), size=look.size, align="right")
    if item.discount:
        pen.text(LEFT + 14, y + 11, f"Remise {look.amount(item.discount, paper.currency)} comprise", size=look.size - 1)


def quantity_text(item: Item, look: Look) -> str:
    """The quantity with its unit, when it has one."""
    text = f"{item.quantity.normalize():f}".replace(".", look.decimal_mark)
    return f"{text} {item.unit}" if item.unit not in ("", "u") else text


def _totals(pen: Pen, paper: Paper, look: Look, y: float) -> float:
    top = y
    if look.tax_table:
        _tax_table(pen, paper, look, y)
    for label, value, strong in total_lines(paper, look):
        if strong and look.boxed_total:
            pen.box(312, y - 12, RIGHT - 312, 18, fill=look.color)
        color = (1.0, 1.0, 1.0) if strong and look.boxed_total else (0.1, 0.1, 0.1)
        size = look.size + (1.5 if strong else 0)
        pen.text(320, y, label, size=size, bold=strong, color=color)
        pen.text(RIGHT - 4, y, look.amount(value, paper.currency), size=size, bold=strong, align="right", color=color)
        y += 20 if strong else 15
    return max(y, top + 20 + 14 * len(paper.rows)) + 8


def total_lines(paper: Paper, look: Look) -> list[tuple[str, Decimal, bool]]:
    """The column of totals: label, amount, whether it stands out."""
    labels = look.labels
    out = [(labels["net"], paper.net, False)]
    if look.tax_table:
        out.append((labels["tax"], paper.tax, False))
    else:
        # A single rate needs no more than its own line.
        out += [(f"TVA {row.rate.normalize():f} %".replace(".", ","), row.tax, False) for row in paper.rows]
        if len(paper.rows) > 1:
            out.append(("Total TVA", paper.tax, False))
    out.append((labels["gross"], paper.gross, True))
    if paper.deposit:
        out.append((labels["deposit"], -paper.deposit, False))
    if paper.stamp:
        out.append(("Droit de timbre", paper.stamp, False))
    if shows_due(paper, look):
        out.append(("Net à votre crédit" if paper.kind == "credit_note" else labels["due_amount"], paper.due, True))
    return out


def shows_due(paper: Paper, look: Look) -> bool:
    """Whether an amount to pay is printed besides the total."""
    return bool(paper.deposit or paper.stamp) or (look.boxed_total and paper.kind in ("invoice", "credit_note"))


def _tax_table(pen: Pen, paper: Paper, look: Look, y: float) -> None:
    for x, text in ((LEFT + 40, "Taux"), (LEFT + 120, "Base HT"), (LEFT + 200, "Montant TVA")):
        pen.text(x, y, text, size=look.size - 0.5, bold=True, align="right")
    pen.rule(LEFT, y + 4, 206)
    for place, row in enumerate(paper.rows, start=1):
        below = y + 15 * place
        pen.text(LEFT + 40, below, as_text(row.rate).replace(".", look.decimal_mark) + " %", size=look.size, align="right")
        pen.text(LEFT + 120, below, look.amount(row.base, paper.currency, mark=False), size=look.size, align="right")
        pen.text(LEFT + 200, below, look.amount(row.tax, paper.currency, mark=False), size=look.size, align="right")


def _settlement(pen: Pen, paper: Paper, look: Look, y: float) -> None:
    abroad = paper.seller.country != "fr"
    if abroad:
        words = in_words(paper.due, paper.currency)
        y = pen.wrapped(LEFT, y, f"Arrêtée la présente facture à la somme de : {words}.", width=RIGHT - LEFT, size=look.size) + 4
    if paper.kind == "quote":
        y = pen.lines(LEFT, y, ["Validité de l'offre : 30 jours.", "Bon pour accord, date et signature :"], size=look.size)
        return
    y = pen.lines(LEFT, y, [f"{look.labels['payment']} {INTENTIONS[paper.payment]}"], size=look.size)
    if (look.shows_iban or abroad) and paper.payment == "transfer" and paper.seller.iban:
        y = pen.lines(LEFT, y, [f"IBAN : {spaced(paper.seller.iban, 4)}"], size=look.size)
    if look.shows_notice and paper.kind == "invoice" and not abroad:
        pen.wrapped(LEFT, y + 6, NOTICE, width=RIGHT - LEFT, size=look.size - 2)
    if abroad:
        pen.stamp(430, y + 40, [paper.seller.trade_name.upper()[:22], "LA DIRECTION"], color=(0.2, 0.25, 0.6))


def _reception(pen: Pen, look: Look, y: float) -> None:
    pen.lines(LEFT, y + 24, ["Reçu en bon état, le :", "Nom et signature du destinataire :", "Réserves :"], size=look.size, step=2)
    pen.text(RIGHT, y + 24, "Transporteur : Messageries du Val   Colis : 4   Poids : 38 kg", size=look.size, align="right")


def _foot(pen: Pen, paper: Paper, look: Look, page: str) -> None:
    firm = paper.seller
    pen.rule(LEFT, HEIGHT - 58, RIGHT - LEFT)
    if firm.country == "fr":
        legal = f"{firm.legal_form} {firm.legal_name} au capital de {firm.capital} € - {firm.street}, {firm.postcode} {firm.town}"
        pen.text(WIDTH / 2, HEIGHT - 46, legal, size=6.5, align="center")
        if look.ids_in_footer:
            pen.text(WIDTH / 2, HEIGHT - 36, " - ".join(_french_ids(firm, look)), size=6.5, align="center")
    if look.shows_print_date:
        pen.text(LEFT, HEIGHT - 24, f"Imprimé le {look.date(paper.issue_date)}", size=6)
    pen.text(RIGHT, HEIGHT - 24, page, size=7, align="right")
