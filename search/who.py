"""The people and firms of a sentence: sellers that the company knows, and the colleague who sent a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from search.sentence import TAKEN, Sentence, fold

# Sellers whose name is also a word of the language: they count only where the sentence treats them as a name.
_ORDINARY = frozenset(
    [
        "orange",
        "total",
        "metro",
        "free",
        "paul",
        "uber",
        "la",
        "poste",
        "poste",
        "bureau",
        "point",
        "mobile",
        "carrefour",
        "air",
        "express",
        "relay",
        "vert",
        "bleu",
    ]
)
# « Durand » is the Cabinet Durand, but « Lyon » is not the Ibis Lyon.
_TRADES = frozenset(
    "cabinet boulangerie garage hotel restaurant societe sarl ste ets etablissements maison groupe pharmacie imprimerie".split()
)
_PERSON = re.compile(
    r"(?:\b(?:(?:envoye|soumis|depose|transmis|ajoute|scanne|photographie|saisi|recu)(?:e?s?)? (?:par|de)"
    r"|(?:sent|submitted|uploaded|added|scanned) by|de la part de|de|par|by|from|of) |\bd')([a-z][a-z'-]+)(?: ([a-z][a-z'-]+))?(?!\w)"
)
_SENT_BY = re.compile(r"\b(?:envoye|soumis|depose|transmis|ajoute|scanne|photographie|saisi|sent|submitted|uploaded|added|scanned)")
_OWNER = re.compile(r"\b([a-z][a-z-]+)'s\b")


def find_seller(sentence: Sentence, sellers: Iterable[str]) -> str | None:
    """Takes the longest known seller out of the sentence, misspelt or not, and gives its name as the company knows it."""
    known = tuple(dict.fromkeys(s for s in (x.strip() for x in sellers) if s))
    return _exact(sentence, known) or _misspelt(sentence, known) or _short(sentence, known)


def find_person(sentence: Sentence) -> str | None:
    """Takes « de Karim », "by Sophie", "Sophie's" out of the sentence: a word with a capital that nothing else explains."""
    for match in _PERSON.finditer(sentence.folded):
        start, end = match.span(1)
        name = sentence.text[start:end]
        if not name[:1].isupper() and not _SENT_BY.match(match.group(0)):
            continue
        if match.group(2) and sentence.text[match.start(2)].isupper():
            end = match.end(2)
            name = sentence.text[start:end]
        sentence.blank(match.start(), end)
        return name if name[:1].isupper() else name.capitalize()
    owner = _OWNER.search(sentence.folded)
    if owner and sentence.text[owner.start(1)].isupper():
        sentence.blank(*owner.span())
        return sentence.text[owner.start(1) : owner.end(1)]
    return None


@lru_cache(maxsize=64)
def _patterns(known: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each seller's name as a pattern in which blanks, hyphens and dots may be left out; the longest first."""
    parts = {name: re.findall(r"[a-z0-9]+", fold(name)) for name in known}
    ordered = sorted((name for name in known if parts[name]), key=lambda name: -len(name))
    return tuple((name, re.compile(r"(?<!\w)" + r"[\s.'&-]*".join(map(re.escape, parts[name])) + r"(?!\w)")) for name in ordered)


def _exact(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    for name, pattern in _patterns(known):
        for match in pattern.finditer(sentence.folded):
            if fold(name) in _ORDINARY and not _is_named(sentence, match):
                continue
            sentence.blank(*match.span())
            return name
    return None


def _is_named(sentence: Sentence, match: re.Match[str]) -> bool:
    """An ordinary word is a name when it has a capital inside the sentence, or follows a word that calls for a name."""
    before = sentence.folded[: match.start()]
    capital = sentence.text[match.start()].isupper() and (before.strip(f" {TAKEN}") != "" or TAKEN in before)
    direct = re.search(r"(?:factures?|fact\.?|avoirs?|recus?|devis|chez|fournisseur|invoices?|receipts?|bills?)\s*$", before)
    return capital or bool(direct) or before.strip() == ""


def _misspelt(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    """The seller that a run of one to four words resembles most: about one wrong letter in six."""
    words = [w for w in sentence.words() if TAKEN not in w.group()]
    best: tuple[float, int, int, str] | None = None
    for name, _ in _patterns(known):
        folded = " ".join(re.findall(r"[a-z0-9]+", fold(name)))
        if len(folded) < 4:
            continue
        size = folded.count(" ") + 1
        for count in {max(1, size - 1), size, size + 1}:
            for first in range(len(words) - count + 1):
                run = words[first : first + count]
                text = " ".join(w.group() for w in run)
                if (text[0] != folded[0] and len(folded) < 8) or abs(len(text) - len(folded)) > 2 or not re.search("[a-z]", text):
                    continue
                likeness = max(fuzz.ratio(text, folded), fuzz.ratio(text.replace(" ", ""), folded.replace(" ", "")))
                enough = 79 if len(folded) >= 8 else 83 if len(folded) >= 6 else 88
                if likeness >= enough and (best is None or likeness > best[0]) and text not in _ORDINARY:
                    best = (likeness, run[0].start(), run[-1].end(), name)
    if best is None:
        return None
    sentence.blank(best[1], best[2])
    return best[3]


def _short(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    """A seller called by a part of its name that no other seller shares and that is no ordinary word: « Ibis », « Durand »."""
    owners: dict[str, set[str]] = {}
    for name in known:
        for word in set(re.findall(r"[a-z0-9]{4,}", fold(name))):
            owners.setdefault(word, set()).add(name)
    for match in sentence.words():
        word = match.group()
        if len(owners.get(word, ())) != 1 or not sentence.text[match.start()].isupper():
            continue
        (name,) = owners[word]
        if fold(name).split()[0] != word and word in _ORDINARY:
            continue
        if word in _ORDINARY and not _is_named(sentence, match):
            continue
        first, *others = re.findall(r"[a-z0-9]+", fold(name))
        if word != first and (first not in _TRADES or word not in others[:1]):
            continue
        sentence.blank(*match.span())
        return name
    return None
