"""What was bought: the company's own past first, then the merchant's name and trade, then the words of the lines and the page.

The words stand in `category-words.csv`, one row for a category and the kind of witness that they are:

    name         an unmistakable merchant, wherever it is printed
    seller       a merchant only when it is the seller's own name ("ORANGE" is also a fruit)
    trade        a trade, in the seller's name or the first lines ("PAPETERIE", "HARDWARE")
    vague        a trade that says little ("TRADING")
    supermarket  a shop that sells a bit of everything: its lines must decide
    sure         words that stand on no other document ("NUITEE", "GAZOLE")
    strong       words that seldom stand on another ("TONER", "FLYER")
    word         words that speak for a category without deciding

Terms are in capitals without accents; a star at the end stands for any ending, and the words of a term follow one another.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.learned import features_of, model
from domain.facts import Facts
from domain.kinds import Category, DocumentType

Guesses = tuple[tuple[Category, float], ...]

_TABLE = Path(__file__).parent / "category-words.csv"

_HEAD_LINES = 6
"""Lines of a page in which a merchant says who it is."""

_ADDRESS = re.compile(
    r"\b(rue|avenue|av|bd|boulevard|chemin|route|place|all[ée]e|impasse|quai|cours|faubourg|jalan|jln|\w*stra(ss|ß)e|street|road)\b",
    re.IGNORECASE,
)
"""Streets bear the names of mills, schools and post offices; an address says nothing of the trade."""

_PAST_CONFIDENCE = 0.96
_BEST_CONFIDENCE = 0.95

# How much one witness speaks for a category, in natural logarithms of odds, by its kind and where it stands; set by hand. What
# was bought is what the lines say; the seller's trade says what it mostly sells. docs/decisions/0004-charts-as-data.md has figures.
_IN_SELLER = {"name": 4.5, "seller": 4.5, "trade": 2.8, "vague": 1.0, "supermarket": 1.4, "sure": 3.0, "strong": 2.0, "word": 0.4}
_IN_HEAD = {"name": 3.5, "trade": 1.8, "vague": 0.5, "supermarket": 1.2, "sure": 2.5, "strong": 1.6, "word": 0.3}
_IN_LINES = {"name": 0.8, "sure": 3.4, "strong": 3.0, "word": 0.9}
_IN_TEXT = {"name": 1.0, "sure": 2.5, "strong": 1.6, "word": 0.35}
_MOST = {"name": 5.0, "seller": 4.5, "trade": 3.5, "vague": 1.0, "supermarket": 1.4, "sure": 5.0, "strong": 4.0, "word": 1.6}
"""What all witnesses of one kind can add up to."""

LEARNED_WEIGHT = 0.6
"""How much the learned model counts beside the table; docs/decisions/0010-entries-an-accountant-signs.md has the figures."""
_MOST_AGAINST, _MOST_FOR = 2.0, 2.5
"""What the model can take from a category that the table has witnesses for, and give to one."""
_LEAST_GAIN = 1.0
_LEAST_LEARNED = 0.25
"""Below this probability of its best the model has nothing to go by."""

_OTHER_PRIOR = 1.2
"""Odds of `other` before any witness, against 0 for each category."""

_MIXED_SHOP = {Category.MEALS: 0.6, Category.GOODS: 0.2, Category.SMALL_EQUIPMENT: 0.1}
"""What supermarket receipts of a small firm mostly hold."""

_BY_TYPE = {
    DocumentType.BANK_STATEMENT: (Category.BANK_FEES, 3.0),
    DocumentType.PAYSLIP: (Category.PAYROLL, 5.0),
}


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    is_prefix: bool
    category: Category
    kind: str


def classify(facts: Facts, text: str, *, document_type: DocumentType, decided: Category | None = None) -> Guesses:
    """The categories that something speaks for, best first, with the probability of each; never empty.

    `decided` is what the company decided before for the same seller; it beats every word.
    """
    seller = facts.seller_name.value if facts.seller_name else ""
    odds = _odds(seller, _without_buyer(text, facts), "\n".join(line.description for line in facts.lines))
    if document_type in _BY_TYPE:
        category, weight = _BY_TYPE[document_type]
        odds[category] = odds.get(category, 0.0) + weight
    guesses = _probabilities(odds)
    joined = _probabilities(_with_learned(odds, learned_odds(seller, text, facts)))
    if joined[0][0] is not guesses[0][0]:  # where both agree, the same words make nothing surer
        guesses = joined
    if decided is None:
        return guesses
    rest = tuple((category, p * (1 - _PAST_CONFIDENCE)) for category, p in guesses if category is not decided)
    return ((decided, _PAST_CONFIDENCE), *rest)


def learned_odds(seller: str, text: str, facts: Facts) -> dict[Category, float]:
    """What the learned model of words says, in natural logarithms above an even guess; empty where it knows no word."""
    lines = "\n".join(line.description for line in facts.lines)
    known = model()
    page = "\n".join(line for line in _without_buyer(text, facts).splitlines() if not _ADDRESS.search(line))
    found = known.log_odds(features_of(seller, lines, page))
    if not found or max(found.values()) < math.log(_LEAST_LEARNED):
        return {}
    even = math.log(len(known.categories))
    return {category: odds + even for category, odds in found.items()}


def _with_learned(odds: Mapping[Category, float], learned: Mapping[Category, float]) -> dict[Category, float]:
    """The witnesses of the table, and beside them the model where it leans to a category."""
    joined = dict(odds)
    for category, gain in learned.items():
        if gain > _LEAST_GAIN or category in odds:
            joined[category] = odds.get(category, 0.0) + LEARNED_WEIGHT * min(max(gain, -_MOST_AGAINST), _MOST_FOR)
    return joined


def _odds(seller: str, text: str, lines: str) -> dict[Category, float]:
    page = [line for line in text.splitlines() if not _ADDRESS.search(line)]
    head = "\n".join(page[:_HEAD_LINES])
    rest = "\n".join(page[_HEAD_LINES:])
    best: dict[tuple[Category, tuple[str, ...]], tuple[float, str]] = {}
    for where, weights in ((seller, _IN_SELLER), (head, _IN_HEAD), (lines, _IN_LINES), (rest, _IN_TEXT)):
        for term in _longest_in(where):
            if weight := weights.get(term.kind):
                witness = (term.category, term.words)
                best[witness] = max(best.get(witness, (0.0, "")), (weight, term.kind))
    return _summed(best)


def _summed(witnesses: Mapping[tuple[Category, tuple[str, ...]], tuple[float, str]]) -> dict[Category, float]:
    """The odds of each category: its witnesses added up, each kind to its most."""
    by_kind: dict[tuple[Category, str], float] = defaultdict(float)
    for (category, _), (weight, kind) in witnesses.items():
        by_kind[category, kind] += weight
    odds: dict[Category, float] = defaultdict(float)
    for (category, kind), total in by_kind.items():
        odds[category] += min(_MOST[kind], total)
        if kind == "supermarket":
            odds[category] += _MIXED_SHOP.get(category, 0.0)
    return dict(odds)


def _without_buyer(text: str, facts: Facts) -> str:
    """The page without the lines that name the buyer, whose trade says nothing of what it bought."""
    if not facts.buyer_name:
        return text
    buyer = _folded(facts.buyer_name.value)
    return "\n".join(line for line in text.splitlines() if not buyer or buyer not in _folded(line))


def _probabilities(odds: Mapping[Category, float]) -> Guesses:
    """Softmax over what something speaks for and `other`, never quite certain."""
    scores = {**odds, Category.OTHER: odds.get(Category.OTHER, 0.0) + _OTHER_PRIOR}
    top = max(scores.values())
    weights = {category: math.exp(score - top) for category, score in scores.items()}
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple((category, min(_BEST_CONFIDENCE, weight / total)) for category, weight in ranked)


def _longest_in(text: str) -> Iterator[_Term]:
    """The terms of a text, without those inside a longer one: "PETIT DEJEUNER" is no "DEJEUNER"."""
    words = _folded(text).split()
    found = [(at, at + len(term.words), term) for at in range(len(words)) for term in _starting(words, at)]
    end = 0
    for start, stop in sorted({(start, -stop) for start, stop, _ in found}):
        if -stop > end:
            yield from (term for first, last, term in found if (first, last) == (start, -stop))
            end = -stop


def _starting(words: list[str], at: int) -> Iterator[_Term]:
    starts, word = _table(), words[at]
    for term in (*starts.get(word, ()), *starts.get(word[:3] + "*", ())):
        if _stands(term, words, at):
            yield term


def _stands(term: _Term, words: list[str], at: int) -> bool:
    *first, last = term.words
    here = words[at : at + len(term.words)]
    if len(here) < len(term.words) or here[:-1] != first:
        return False
    return here[-1].startswith(last) if term.is_prefix else here[-1] == last


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[_Term, ...]]:
    """The terms by their first word, or by its first three letters and a star when it is a prefix."""
    found: dict[str, list[_Term]] = defaultdict(list)
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for text in row["terms"].split(";"):
                term = _Term(tuple(text.strip(" *").split()), text.strip().endswith("*"), Category(row["category"]), row["kind"])
                only_prefix = term.is_prefix and len(term.words) == 1
                found[term.words[0][:3] + "*" if only_prefix else term.words[0]].append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def _folded(text: str) -> str:
    """Capitals without accents, everything that is no letter or digit a blank."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).upper()
    return re.sub(r"[^A-Z0-9]+", " ", plain).strip()
