"""The words of a sentence that no rule knows: said along, the name of a colleague, or what is looked for?

A small tagger of spaCy answers, over the sentence in which one mark stands for each run of words that the rules understood: « à combien
s'élèvent les § de § ». It has learned from sentences drawn by `training/sentences.py`, on which the same rules worked. The
rules come first; what it is not sure of stays a word to look for, and so does every word of the trade.

spaCy takes about a second to import: it is asked only where such words are left, and `ready` loads it in good time. Of its languages the
one without rules is enough, for words and marks come ready made; French alone takes longer to import than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from search.idle import IDLE
from search.names import TOWNS
from search.sentence import TAKEN, Sentence, fold
from search.synonyms import is_of_the_trade

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WEIGHTS = Path(__file__).parent / "weights" / "unknown.bin"
LABELS = ("idle", "known", "person", "thing")
MARK = "§"
SURE = 0.99
"""Below it a word stays. Of 847 sentences, eight words that were only said along got 0.9994 or more, « inscription » got 0.96."""
_WIDTH = 48
_TAGGER: dict[str, Any] = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [2000, 200, 1500, 200],
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": _WIDTH, "depth": 3, "window_size": 1, "maxout_pieces": 2},
    },
}
_TOKEN = re.compile(rf"{TAKEN}[{TAKEN} ]*|[^\W_]+(?:[-./][^\W_]+)*'?|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word that is left, as it was typed, and its place; or the mark of words that were understood, without a place."""

    text: str
    place: tuple[int, int] | None = None


def tokens(sentence: Sentence) -> tuple[Token, ...]:
    """The sentence as the tagger reads it."""
    return tuple(
        Token(text=MARK) if match.group()[0] == TAKEN else Token(text=sentence.text[slice(*match.span())], place=match.span())
        for match in _TOKEN.finditer(sentence.folded)
    )


def take_unknown(sentence: Sentence, *, may_name: bool) -> str | None:
    """Takes the words that were only said along out of the sentence, and the colleague where one `may_name`: their name.

    Nothing is asked where no rule understood anything, or where nobody speaks (« licence autocad »): then all words are looked for.
    """
    if TAKEN not in sentence.folded or not any(_is_doubtful(word) for word in sentence.words()):
        return None
    read = tokens(sentence)
    if not any(token.place and fold(token.text) in IDLE for token in read):
        return None
    person = None
    for token, label in _told(read):
        if label == "idle" and token.place and _may_go(token.text):
            sentence.blank(*token.place)
        elif label == "person" and token.place and may_name and not person and _may_be_called(token.text):
            sentence.blank(*token.place)
            person = token.text
    return person


def ready() -> None:
    """Load the tagger now, so that no search waits for it."""
    with _ASKED:
        _pipeline()


def blank() -> Language:
    """The pipeline, not yet taught."""
    import spacy

    language = spacy.blank("xx")
    language.add_pipe("tagger", config={"model": _TAGGER})
    return language


def document(language: Language, words: list[str], tags: list[str] | None = None) -> Doc:
    """The words for the tagger, without accents; with what each is, for training."""
    from spacy.tokens import Doc

    doc = Doc(language.vocab, words=words, tags=tags)
    for token in doc:
        token.norm_ = fold(token.text)
    return doc


_ASKED = Lock()


@cache
def _pipeline() -> Language:
    language = blank()
    tagger: Any = language.get_pipe("tagger")
    tagger.from_bytes(WEIGHTS.read_bytes())
    return language


def _told(read: tuple[Token, ...]) -> Iterator[tuple[Token, str]]:
    """The tokens of which the tagger is sure, each with its label."""
    with _ASKED, _pipeline().memory_zone():  # else every word that was ever typed would be kept
        language = _pipeline()
        tagger: Any = language.get_pipe("tagger")
        chances = tagger.model.predict([document(language, [token.text for token in read])])[0].tolist()
        labels = tuple(tagger.labels)
    for token, row in zip(read, chances, strict=True):
        best = max(range(len(labels)), key=row.__getitem__)
        if row[best] >= SURE:
            yield token, labels[best]


def _is_doubtful(word: re.Match[str]) -> bool:
    return len(word.group()) > 2 and word.group() not in IDLE and not is_of_the_trade(word.group())


# « rappelle-moi », « auriez-vous »
_SAID = re.compile(r"[^\W\d_]{3,}(?:-(?:moi|nous|vous|je|tu|on|ils?|elles?|le|les))?")


def _may_go(word: str) -> bool:
    return bool(_SAID.fullmatch(word)) and not is_of_the_trade(fold(word))


def _may_be_called(word: str) -> bool:
    return word.isalpha() and word[:1].isupper() and not word.isupper() and fold(word) not in TOWNS
