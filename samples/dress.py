"""What shops print around a sale: logo, opening hours, web address, loyalty, notices. None of it is a figure of the sale."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from samples.firms import plain
from samples.identifiers import digits
from samples.sales import Sale
from samples.till import Row, Till

HOURS = (
    "Ouvert du lundi au samedi|de 8h30 à 20h00",
    "Ouvert 7j/7 de 9h à 19h30",
    "Lundi - Vendredi 9h-12h 14h-18h",
    "HORAIRES : 8H - 20H NON STOP",
)
NOTICES = (
    "Echange ou remboursement sous 15 jours|sur présentation du ticket",
    "Ticket à conserver|Garantie 2 ans pièces et main d'oeuvre",
    "Ni repris ni échangé",
    "Dont éco-participation {small} €",
    "Pensez à trier : ce ticket ne se recycle pas",
    "Suivez-nous : @{handle}",
    "WIFI gratuit - code {code}",
    "Votre avis compte !|www.{handle}.example/avis",
    "Service client : 09 70 00 {four}|(appel non surtaxé)",
    "Médiateur de la consommation :|voir affichage en caisse",
    "Dernière impression {code}",
    "Ce jour vous avez été servi par CAMILLE",
    "Ticket dématérialisé sur demande",
    "POINTS CUMULES : {code}",
)
OFFERS = (
    "BON D'ACHAT -5 EUR dès 50 EUR|valable jusqu'au 31/12",
    "2ème café offert|le mardi matin",
    "JEU CONCOURS|Gagnez un panier garni",
    "CARTE DE FIDELITE : 10 achetés = 1 offert",
)


def dressed(rng: Random, rows: Sequence[Row], sale: Sale, till: Till) -> tuple[Row, ...]:
    """The rows with what the shop adds at the head and the foot."""
    handle = "".join(char for char in plain(sale.firm.trade_name).lower() if char.isalnum())[:14]
    facts = {
        "small": f"0,{rng.randint(1, 60):02d}",
        "handle": handle,
        "code": digits(rng, 6),
        "four": f"{rng.randint(10, 99)} {rng.randint(10, 99)}",
    }
    head, body, foot = list[Row](), list(rows), list[Row]()
    if rng.random() < 0.45:
        head.append(Row(kind="logo", left=sale.firm.trade_name))
        if rng.random() < 0.6:  # the logo stands for the first row
            body = body[1:]
    if rng.random() < 0.3:
        head += _said(rng.choice(HOURS), till, facts)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        foot += [Row(), *_said(rng.choice(NOTICES), till, facts)]
    if rng.random() < 0.2:
        foot += [Row(), Row(left=till.rule * till.columns), *_said(rng.choice(OFFERS), till, facts)]
    if sale.kind in ("restaurant", "cafe") and rng.random() < 0.3:  # to be filled in by hand
        foot += [
            Row(),
            Row(left=till.say("Pourboire : ............")),
            Row(left=till.say("Total réglé : ..........")),
            Row(left="Signature :"),
        ]
    if rng.random() < 0.22:
        foot += [Row(), Row(kind="square", left=digits(rng, 8))]
    return (*head, *body, *foot)


def _said(text: str, till: Till, facts: dict[str, str]) -> list[Row]:
    """Centred lines, cut at the paper's width."""
    return [Row(left=till.say(part.format(**facts))[: till.columns], align="center") for part in text.split("|")]
