"""Labels in a line of print: folded, allowed the damage that recognition does, and never found inside a longer word.

Short words need borders (`TEL` sits in TORTELL, `HT` in MENTHE); long ones may be glued to their neighbours, since their
letters alone tell them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from domain.page import Line
from extractors.blocks import cells_of
from extractors.locale import Language, Locale

_ARABIC = str.maketrans("أإآىة", "ااايه", "ـ")
_NUMBER_SIGN = re.compile(r"(?<![A-Z])(?:N[°º'*]|NR|NUM|NUMERO|NO\.|N0(?!\d)|NOS)(?![A-Z])\s*[.:]?")
_DOTTED = re.compile(r"(?<![A-Z])(?:[A-Z]\.\s?){2,}[A-Z]?(?![A-Z])|(?<![A-Z])[A-Z]\.[A-Z](?![A-Z])")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
# A word with digits for letters (T0TAL, TOTA1); the digits that follow a glued mark (TOTA1RM15) stay digits.
_MIXED = re.compile(r"([A-Z][A-Z0158]*[A-Z]|[A-Z]{4,}[0158])(\d*)")
_LETTERS = str.maketrans("0158", "OISB")
_DATES = ("issue_date", "due_date", "other_date")
LONGEST = 34
"""Letters of the longest window that is compared with labels."""


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Upper-case, accents gone, quotes to blanks, dotted letters joined, `N°` as `NO`, blanks collapsed.

    >>> normalise("Total T.T.C. :"), normalise("N° de facture"), normalise("Date d’échéance"), normalise("Größe")
    ('TOTAL TTC', 'NO DE FACTURE', 'DATE D ECHEANCE', 'GROSSE')
    """
    bare = unicodedata.normalize("NFKD", re.sub("[°º]", "\N{DEGREE SIGN}", text))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).upper().translate(_ARABIC)
    bare = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", bare)
    bare = _NUMBER_SIGN.sub("NO ", bare)
    bare = re.sub(r"[^\w%/€$£&+]|_", " ", bare)
    return " ".join(re.sub(r"^(ا)مل", r"\1لم", word) for word in bare.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelHit:
    """A label in a line: the fields it may name, the words it covers (first to last, both included), letters mended."""

    fields: tuple[str, ...]
    label: str
    first: int
    last: int
    mended: int = 0

    def names(self, *fields: str) -> bool:
        """Whether the label may name one of these."""
        return any(field in self.fields for field in fields)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of letters or of digits, the word it stands in, and the cell of the line that holds the word."""

    text: str
    word: int
    cell: int


class Lexicon:
    """All labels of some languages, without their blanks, each with the fields it names."""

    def __init__(self, labels: dict[str, tuple[str, ...]]) -> None:
        fields: dict[str, dict[str, None]] = defaultdict(dict)
        self.spelled: dict[str, str] = {}
        for field, spellings in labels.items():
            for spelling in spellings:
                key = spelling.replace(" ", "")
                fields[key][field] = None
                self.spelled.setdefault(key, spelling)
        self._fields = {key: tuple(names) for key, names in fields.items()}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._fields:
            self._by_length[len(key)].append(key)
        self._known: dict[str, tuple[str, int] | None] = {}

    def fields(self, key: str) -> tuple[str, ...]:
        return self._fields[key]

    def match(self, text: str) -> tuple[str, int] | None:
        """The label that the letters spell, and how many of them had to be mended."""
        if text in self._fields:
            return text, 0
        if len(text) < 5:
            return None
        if text not in self._known:
            self._known[text] = self._nearest(text)
        return self._known[text]

    def _nearest(self, text: str) -> tuple[str, int] | None:
        """Edits allowed: none up to four letters, one up to nine, two beyond; never two letters more or less."""
        allowed = 1 if len(text) <= 9 else 2
        near = [key for n in range(len(text) - 1, len(text) + 2) if n >= 5 for key in self._by_length.get(n, ())]
        best = process.extractOne(text, near, scorer=Levenshtein.distance, score_cutoff=allowed)
        if best is None or ("EXC" in best[0]) != ("EXC" in text):
            return None  # INCL. and EXCL. are two letters apart, and mean the opposite
        return best[0], int(best[1])


SHORT_ABROAD = 3
"""Letters up to which a label counts in its own language alone: BAR pays a German bill, and serves drinks on a French one."""
_EVERYWHERE = frozenset({"en"})
"""Tills print CASH and VAT in every country."""


@lru_cache(maxsize=16)
def _lexicon(languages: tuple[Language, ...]) -> Lexicon:
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    for place, language in enumerate(languages):
        at_home = place == 0 or language.CODE in _EVERYWHERE
        for field, spellings in language.LABELS.items():
            labels[field] |= dict.fromkeys(label for label in spellings if at_home or len(label) > SHORT_ABROAD)
    return Lexicon({field: tuple(spellings) for field, spellings in labels.items()})


def lexicon(locale: Locale) -> Lexicon:
    """The labels of a locale's languages, prepared once."""
    return _lexicon(locale.languages)


def find_labels(line: Line, locale: Locale) -> tuple[LabelHit, ...]:
    """The labels of a line from left to right; where they overlap, the longest that begins first."""
    known = lexicon(locale)
    pieces = _pieces(line)
    hits: list[LabelHit] = []
    at = 0
    while at < len(pieces):
        best = _longest(pieces, at, known)
        if best is None:
            at += 1
            continue
        hit, at = best
        hits.append(hit)
    return tuple(hits)


def _pieces(line: Line) -> list[_Piece]:
    pieces: list[_Piece] = []
    cells = [cell for cell, part in enumerate(cells_of(line)) for _ in part.words]
    for number, word in enumerate(line.words):
        for part in normalise(word.text).split():
            mixed = _MIXED.fullmatch(part)
            mended = mixed[1].translate(_LETTERS) if mixed and sum(c.isalpha() for c in mixed[1]) > len(mixed[1]) / 2 else part
            pieces += [_Piece(run, number, cells[number]) for run in _PIECE.findall(mended)]
    return pieces


def _are_heads(pieces: Sequence[_Piece], known: Lexicon) -> bool:
    """Whether the line is a row of three boxes or more without a figure, `Date | Échéance | Vos réf.`; `SUMME  EUR  12,07` is none.

    Two boxes are one if each of them names a date: `Date | Échéance` is not `Date d'échéance`.
    """
    if any(piece.text.isdigit() for piece in pieces):
        return False
    cells = [known.match("".join(piece.text for piece in pieces if piece.cell == cell)) for cell in (0, 1)]
    return pieces[-1].cell >= 2 or (pieces[-1].cell == 1 and all(cell and set(_DATES) & set(known.fields(cell[0])) for cell in cells))


def _may_be_one(pieces: Sequence[_Piece], line: Sequence[_Piece], known: Lexicon, *, mended: int) -> bool:
    """Whether pieces of a line can make one label: a row of heads has a label a box."""
    one_cell = pieces[0].cell == pieces[-1].cell
    if mended:
        return one_cell and len(pieces) <= 5
    return one_cell or all(len(piece.text) == 1 for piece in pieces) or not _are_heads(line, known)


def _longest(pieces: list[_Piece], at: int, known: Lexicon) -> tuple[LabelHit, int] | None:
    """The label that begins at a piece, and the piece after it: exact ones first, then the least mended.

    None is mended across a wide gap: the heads `N° | Date` of two boxes are not the `PO DATE` of one.
    """
    text, found = "", []
    for end in range(at, min(at + 12, len(pieces))):
        if pieces[end].text.isdigit():
            break  # no label goes on behind a number
        text += pieces[end].text
        if len(text) > LONGEST:
            break
        if end - at >= 6 and len(text) > 2 * (end - at + 1):
            break
        match = known.match(text)
        if match and _may_be_one(pieces[at : end + 1], pieces, known, mended=match[1]):
            found.append((match, end))
    if not found:
        return None
    (key, mended), end = max(found, key=lambda f: (len(f[0][0]) - 3 * f[0][1], -f[0][1]))
    hit = LabelHit(fields=known.fields(key), label=known.spelled[key], first=pieces[at].word, last=pieces[end].word, mended=mended)
    return hit, end + 1
