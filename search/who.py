"""The people and firms of a sentence: sellers that the company knows, and the colleague who sent a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from search import what
from search.idle import IDLE
from search.names import FIRST_NAMES, TOWNS
from search.sentence import TAKEN, Sentence, fold

# Sellers whose name is also a word of the language: they count only where the sentence treats them as a name.
_ORDINARY = frozenset("orange total metro free paul la poste bureau point mobile air express relay vert bleu".split())
_ENDED = re.compile(r"([a-z]{3,})(?:cloud|energies|telecom|mobile|group|groupe|france|bank|banque|assurances?|express)(?!\w)")
# « Durand » is the Cabinet Durand, but « Lyon » is not the Ibis Lyon.
_TRADES = frozenset(
    "cabinet boulangerie garage hotel restaurant societe sarl ste ets etablissements maison groupe pharmacie imprimerie".split()
)
# First words of firms' names that say too little by themselves.
_VAGUE = frozenset("total bureau point maroc grand petit espace centre maison".split()) | _TRADES
_FEASTS = frozenset("noel paques toussaint ramadan aid pentecote ascension halloween".split())
_SENT = "(?:envoye|soumis|depose|transmis|ajoute|scanne|photographie|saisi|televerse)(?:e?s?)?"
_NAME = r"([a-z]+(?:-[a-z]+)?)"
_PERSON = re.compile(
    rf"(?:\b(?:{_SENT} (?:par|de)|rembourse(?:e?s?|r) a"
    r"|(?:sent|submitted|uploaded|added|scanned) by|de la part de|de|par|by|from|of) |\bd')"
    rf"{_NAME}(?: {_NAME})?(?!\w)"
)
_SENT_BY = re.compile(rf"\b(?:{_SENT} |rembourse|de la part|(?:sent|submitted|uploaded|added|scanned) by)")
# « que Thomas a déposé », « combien Karim a-t-il dépensé »
_SUBJECT = re.compile(
    rf"(?<!\w){_NAME} (?:a|has|did)(?:-t-(?:il|elle))?(?: deja)? "
    rf"(?:{_SENT}|(?:depense|paye|regle|achete|avance|commande|engage|rembourse)(?:e?s?)|pris(?:es?)?|offert(?:e?s?)|fait(?:e?s?)"
    rf"|sent|submitted|spent|spend|submit)(?!\w)"
)
_OWNER = re.compile(r"(?<!\w)([a-z]+(?:-[a-z]+)?)'s(?!\w)")


def find_seller(sentence: Sentence, sellers: Iterable[str]) -> str | None:
    """Takes the longest known seller out of the sentence, misspelt or not, and gives its name as the company knows it."""
    known = tuple(dict.fromkeys(s for s in (x.strip() for x in sellers) if s))
    return _exact(sentence, known) or _misspelt(sentence, known) or _begun(sentence, known) or _short(sentence, known)


_AND_ALSO = re.compile(rf"{TAKEN} *(?:et|ou|,|&|and|or) *(?:(?:de |d'|chez |from ))?{TAKEN}")


def find_sellers(sentence: Sentence, sellers: Iterable[str]) -> tuple[str | None, tuple[str, ...]]:
    """The seller; or none, and the names of several that are asked for together: no one filter says « Orange et SFR »."""
    known = tuple(sellers)
    first = find_seller(sentence, known)
    before = sentence.folded
    second = find_seller(sentence, known) if first and re.search(r"(?<!\w)(?:et|ou|and|or)(?!\w)|[,&]", before) else None
    if first and second and _AND_ALSO.search(sentence.folded):
        return None, (second, first) if sentence.folded.find(TAKEN) < before.find(TAKEN) else (first, second)
    sentence.folded = before
    return first, ()


def find_person(sentence: Sentence) -> str | None:
    """Takes « de Karim », "by Sophie", "Sophie's" out of the sentence: a first name, or a word with a capital that nothing explains."""
    for pattern in (_SUBJECT, _PERSON, _OWNER):
        place = 0
        while match := pattern.search(sentence.folded, place):
            place = match.start() + 1
            if not _is_person(sentence, match, sure=bool(_SENT_BY.match(match.group(0)))):
                continue
            start, end = match.span(1)
            if pattern is _PERSON and match.group(2) and sentence.text[match.start(2)].isupper():
                end = match.end(2)
            sentence.blank(match.start(), end if pattern is _PERSON else match.end())
            name = sentence.text[start:end]
            return name if name[:1].isupper() else name.capitalize()
    return _bare_first_name(sentence)


def _is_person(sentence: Sentence, match: re.Match[str], *, sure: bool) -> bool:
    name = match.group(1)
    if sure or name.partition("-")[0] in FIRST_NAMES:
        return name not in IDLE
    # « facture de Castorama »: a seller not yet known, rather than a colleague; the words find both.
    if re.search(
        r"(?:facture|fact|avoir|devis|contrat|livraison|commande|invoice|bill|quote)s?\.? *$", sentence.words_before(match.start())
    ):
        return False
    if sentence.text[slice(*match.span(1))].isupper() and not sentence.text.isupper():
        return False  # « de TVA »
    return sentence.text[match.start(1)].isupper() and name not in TOWNS | _FEASTS and name not in IDLE


def _bare_first_name(sentence: Sentence) -> str | None:
    """« notes d'essence karim »: a first name that stands alone at the end of what is left."""
    left = [word for word in sentence.words() if word.group() not in IDLE]
    if len(left) != 1 or TAKEN not in sentence.folded or left[0].group() not in FIRST_NAMES:
        return None
    sentence.blank(*left[0].span())
    name = sentence.text[slice(*left[0].span())]
    return name if name[:1].isupper() else name.capitalize()


def find_misspelt(sentence: Sentence, spelt: Mapping[str, str]) -> str | None:
    """Takes a word that is one letter off a word of the trade (two in nine letters or more) out of the sentence: its value."""
    for match in sentence.words():
        word = match.group()
        if len(word) < 6 or not word.isalpha() or word in spelt:  # spelt right, it had a reason to stay: « qui a facturé »
            continue
        allowed = 2 if len(word) >= 10 else 1
        near = [(OSA.distance(word, right, score_cutoff=allowed), right) for right in spelt if right[0] == word[0]]
        best = min(near, default=(99, ""))
        if best[0] <= allowed:
            sentence.blank(*match.span())
            return spelt[best[1]]
    return None


def respell(sentence: Sentence, names: Iterable[str]) -> None:
    """Puts the name in the place of a word that is one letter off it."""
    for match in reversed(sentence.words()):
        word = match.group()
        near = [name for name in names if len(word) >= 5 and word not in names and OSA.distance(word, name, score_cutoff=1) <= 1]
        if near:
            sentence.respell(*match.span(), near[0])


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


# Words after which a small letter still begins a firm's name: « facture orange », « payé à orange », « impayés orange ».
_CALLS = re.compile(
    r"(?<!\w)(?:factures?|fact?\.?|avoirs?|recus?|devis|chez|fournisseur|tickets?|tiquets?|tikets?|abonnements?|forfaits?|internet|fibre|mobiles?|telephon\w+|contrats?|courriers?"
    r"|lettres?|impayee?s?|payee?s?|reglee?s?|validee?s?|paiements?|virements?|prelevements?|depenses?|achats?|commandes?|relances?|bl|rib"
    r"|a|par|from|to|with|invoices?|receipts?|bills?|contracts?|quotes?)\s*$"
)


def _is_named(sentence: Sentence, match: re.Match[str]) -> bool:
    """An ordinary word is a name when it has a capital inside the sentence, or follows a word that calls for a name."""
    before = sentence.folded[: match.start()]
    capital = sentence.text[match.start()].isupper() and (before.strip(f" {TAKEN}") != "" or TAKEN in before)
    direct = _CALLS.search(sentence.words_before(match.start()))
    last = before.split()[-1:]
    near = last and any(OSA.distance(last[0], right, score_cutoff=1) <= 1 for right in what.SPELT_TYPES)
    return capital or bool(direct) or bool(near) or before.strip() == ""


@lru_cache(maxsize=64)
def _spelt(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Names, and the ways to write them in folded letters: with their blanks, and without."""
    pairs = [(name, sep.join(re.findall(r"[a-z0-9]+", fold(name)))) for name in known for sep in (" ", "")]
    kept = [pair for pair in dict.fromkeys(pairs) if len(pair[1]) >= 4]
    return [name for name, _ in kept], [folded for _, folded in kept]


@lru_cache(maxsize=64)
def _owners(known: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Each word of four letters of the names, and the first word less the usual ending of a trade name (« ovh » of OVHcloud)."""
    owners: dict[str, set[str]] = {}
    for name in known:
        for word in re.findall(r"[a-z0-9]{4,}", fold(name)):
            owners.setdefault(word, set()).add(name)
        ended = _ENDED.match(fold(name))
        if ended:
            owners.setdefault(ended.group(1), set()).add(name)
    return {word: frozenset(names) for word, names in owners.items()}


def _misspelt(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    """The seller that a run of one to four words resembles most: about one wrong letter in six."""
    names, spelt = _spelt(known)
    words = [w for w in sentence.words() if w.group() not in IDLE or w.group() in ("la", "le", "de", "du", "boite")]
    best: tuple[float, int, int, str] | None = None
    for count in range(1, 5):
        for first in range(len(words) - count + 1):
            run = words[first : first + count]
            if run[0].group().isdigit() or run[-1].group().isdigit():
                continue  # « 20 carrefour »
            for text in dict.fromkeys((" ".join(w.group() for w in run), "".join(w.group() for w in run))):
                if len(text) > 40 or not re.search("[a-z]{2}", text) or text in _ORDINARY:
                    continue
                for folded, likeness, place in process.extract(text, spelt, scorer=fuzz.ratio, score_cutoff=79, limit=3):
                    enough = 79 if len(folded) >= 8 else 83 if len(folded) >= 6 else 88
                    far = (text[0] != folded[0] and len(folded) < 8) or abs(len(text) - len(folded)) > 2
                    if not far and likeness >= enough and (best is None or likeness > best[0]):
                        best = (likeness, run[0].start(), run[-1].end(), names[place])
    if best is None:
        return None
    sentence.blank(best[1], best[2])
    return best[3]


@lru_cache(maxsize=64)
def _beginnings(known: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The first two words of each longer name, where no other seller's name begins so."""
    parts = {name: re.findall(r"[a-z0-9]+", fold(name)) for name in known}
    begun = Counter(tuple(words[:2]) for words in parts.values())
    return tuple(
        (name, re.compile(rf"(?<!\w){re.escape(words[0])}[\s.'&-]+{re.escape(words[1])}(?!\w)"))
        for name, words in parts.items()
        if len(words) > 2 and begun[tuple(words[:2])] == 1 and len(words[0]) > 2 and len(words[1]) > 2
    )


def _begun(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    """« ibis lyon » is the Ibis Lyon Part-Dieu."""
    for name, pattern in _beginnings(known):
        match = pattern.search(sentence.folded)
        if match:
            sentence.blank(*match.span())
            return name
    return None


def _short(sentence: Sentence, known: tuple[str, ...]) -> str | None:
    """A seller called by a part of its name that no other seller shares and that is no ordinary word: « Ibis », « Durand »."""
    owners = _owners(known)
    for match in sentence.words():
        word = match.group()
        if len(owners.get(word, ())) != 1:
            continue
        (name,) = owners[word]
        cut = _ENDED.match(fold(name))
        if cut and cut.group(1) == word and word not in _ORDINARY:
            sentence.blank(*match.span())
            return name
        called = word not in _VAGUE and _CALLS.search(sentence.words_before(match.start()))
        if not sentence.text[match.start()].isupper() and not called:
            continue
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
