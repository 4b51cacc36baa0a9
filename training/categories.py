"""Learn which words go with which category, for classifiers/learned.py; the weights come out the same to the byte.

Documents are made up from the vocabulary (category-words.csv): a few terms of a category where they usually stand, words of invoices
that say nothing, words of another category as a distraction, and slips of recognition; and from the tickets and papers of samples/.
Before it trains on everything it prints how often documents are told right whose terms were kept out. Needs scikit-learn, which the
product itself does not.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from classifiers.learned import features_of, from_json, to_json
from samples.sales import KINDS, make_sale
from samples.tickets import print_ticket
from samples.till import make_till
from samples.trade import make_paper

CLASSIFIERS = Path(__file__).parent.parent / "classifiers"
MADE_UP_EACH = 260
FROM_SAMPLES = 900
NOTHING = 500
_RAREST = 3
"""Documents that a word must stand on to become a feature."""

_SAYS_NOTHING = (
    "FACTURE;DATE;CLIENT;TOTAL TTC;TOTAL HT;TVA;MONTANT;REFERENCE;QUANTITE;PRIX UNITAIRE;MERCI DE VOTRE VISITE;SIRET;RCS;CARTE BANCAIRE;"
    "NET A PAYER;PAGE;ECHEANCE;CONDITIONS DE REGLEMENT;PENALITES DE RETARD;RUE DE LA GARE;AVENUE VICTOR HUGO;PLACE DE LA MAIRIE;ZONE"
    " ARTISANALE;TELEPHONE;EMAIL;SARL;SAS;VIREMENT;IBAN;COMMANDE;LIVRAISON;ADRESSE;MARSEILLE;LYON;PARIS;TOULOUSE;NANTES;LOT;REMISE;PORT;"
    "DESIGNATION;UNITE;ARTICLES;TICKET;CAISSE;ESPECES;RENDU;HEURE;NUMERO;INVOICE;AMOUNT;SUBTOTAL;TAX;THANK YOU"
).split(";")
_NAMES = "DURAND;MARTIN;BERNARD;PETIT;ROBERT;MOREAU;LAURENT;SIMON;MICHEL;GARCIA;ROUX;FABRE;BLANC;GUERIN;CHEVALIER;PERRIN".split(";")
_SLIPS = {"O": "0", "I": "L", "E": "F", "M": "RN", "S": "5", "A": "4", "U": "V", "B": "8"}


@dataclass(frozen=True, slots=True)
class Example:
    found: frozenset[str]
    category: str


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    kind: str


def train() -> None:
    """Train, say how well terms that were kept out are told, write the weights beside the model."""
    terms = _terms()
    kept, unseen = _parted(terms)
    measured = from_json(_fit(_made_up(kept, Random("measure")) + _of_samples(Random("samples"))))
    tried = [one for one in _made_up(unseen, Random("unseen")) if one.category != "other"]
    right = [_best(measured.log_odds(one.found)) == one.category for one in tried]
    print(f"documents of unseen terms told right: {np.mean(right):.4f} of {len(right)}", file=sys.stderr)
    text = _fit(_made_up(terms, Random("train")) + _of_samples(Random("samples")))
    (CLASSIFIERS / "category-weights.json").write_text(text, encoding="utf-8")


def _best(odds: dict[Any, float]) -> str:
    return str(max(odds, key=lambda category: (odds[category], category))) if odds else ""


def _terms() -> dict[str, tuple[Term, ...]]:
    """The vocabulary by category."""
    found: dict[str, list[Term]] = {}
    with (CLASSIFIERS / "category-words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["category"], []).extend(Term(text.strip(" *"), row["kind"]) for text in row["terms"].split(";"))
    return {category: tuple(terms) for category, terms in sorted(found.items())}


def _parted(terms: dict[str, tuple[Term, ...]]) -> tuple[dict[str, tuple[Term, ...]], dict[str, tuple[Term, ...]]]:
    """Three terms in four to learn from, the fourth to measure with."""
    return (
        {category: tuple(t for at, t in enumerate(all_of) if at % 4) for category, all_of in terms.items()},
        {category: all_of[::4] for category, all_of in terms.items()},
    )


def _made_up(terms: dict[str, tuple[Term, ...]], rng: Random) -> list[Example]:
    examples = [_document(terms, category, rng) for category in terms for _ in range(MADE_UP_EACH)]
    return examples + [Example(features_of(_a_name(rng), "", " ".join(rng.sample(_SAYS_NOTHING, 9))), "other") for _ in range(NOTHING)]


def _document(terms: dict[str, tuple[Term, ...]], category: str, rng: Random) -> Example:
    """Names and trades stand in the seller's name, words in the lines; one document in four has a word of another category too."""
    of_seller = [t for t in terms[category] if t.kind in ("name", "seller", "trade")]
    of_lines = [t for t in terms[category] if t.kind in ("sure", "strong", "word")] or of_seller
    seller = _slipped(rng.choice(of_seller).text, rng) if of_seller and rng.random() < 0.55 else _a_name(rng)
    bought = [_slipped(rng.choice(of_lines).text, rng) for _ in range(rng.randint(1, 4))] if rng.random() < 0.85 or not of_seller else []
    if rng.random() < 0.25:
        other = rng.choice([name for name in terms if name != category])
        bought.append(rng.choice(terms[other]).text)
    noise = rng.sample(_SAYS_NOTHING, rng.randint(4, 10))
    return Example(features_of(seller, "\n".join(bought), "\n".join([seller, *noise, *bought])), category)


def _a_name(rng: Random) -> str:
    return " ".join((rng.choice(("SARL", "SAS", "ETS", "")), rng.choice(_NAMES), rng.choice(("ET FILS", "SERVICES", "", "GROUPE"))))


def _slipped(text: str, rng: Random) -> str:
    """One term in eight is misread in one sign."""
    places = [at for at, sign in enumerate(text) if sign in _SLIPS]
    if rng.random() > 0.125 or not places:
        return text
    at = rng.choice(places)
    return text[:at] + _SLIPS[text[at]] + text[at + 1 :]


def _of_samples(rng: Random) -> list[Example]:
    return list(_tickets(rng)) + list(_papers(rng))


def _tickets(rng: Random) -> Iterator[Example]:
    for _ in range(FROM_SAMPLES // 2):
        rows, truth = print_ticket(rng, make_sale(rng, rng.choice(KINDS)), make_till(rng))
        text = "\n".join(" ".join(str(cell) for cell in (row.left, row.right)) for row in rows)
        name = truth.fields.get("seller_name")
        for category in truth.category[:1]:
            yield Example(features_of(name[0] if isinstance(name, list) else str(name or ""), "", text), category)


def _papers(rng: Random) -> Iterator[Example]:
    for _ in range(FROM_SAMPLES // 2):
        paper = make_paper(rng, "invoice")
        lines = "\n".join(item.description for item in paper.items)
        category, count = Counter(paper.category).most_common(1)[0] if paper.category else ("", 0)
        if count:
            yield Example(features_of(paper.seller.trade_name, lines, f"{paper.title}\n{lines}"), category)


def _fit(examples: Sequence[Example]) -> str:
    """The weights as JSON. Everything is in a fixed order, and the solver begins at nought: the same file each time."""
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for one in examples for name in one.found)
    features = sorted(name for name, count in counts.items() if count >= _RAREST)
    at = {name: place for place, name in enumerate(features)}
    rows = np.zeros((len(examples), len(features)), dtype=np.float64)
    for number, one in enumerate(examples):
        known = [at[name] for name in one.found if name in at]
        rows[number, known] = 1 / np.sqrt(max(1, len(known)))
    learned = LogisticRegression(C=12.0, max_iter=60, tol=1e-3).fit(rows, np.array([one.category for one in examples]))
    weights: npt.NDArray[np.float64] = np.asarray(learned.coef_.T, dtype=np.float64)
    return to_json(features, [str(c) for c in learned.classes_], weights, np.asarray(learned.intercept_, dtype=np.float64))
