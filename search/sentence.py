"""A sentence being understood: its letters folded for matching, and what has been taken out of it so far."""

from __future__ import annotations

import re
import unicodedata

TAKEN = "\x1f"
"""Stands for every character that was understood; no word, no blank, so nothing matches across it."""

LONGEST = 2_000
"""Characters that are looked at: nobody types more, and the time to understand stays bounded."""


_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


class Sentence:
    """The words of a person, which the finders take away one after the other.

    `folded` has the length of `text`, in small letters without accents, so that places in one are places in the other.
    """

    def __init__(self, text: str) -> None:
        self.text = "".join(" " if c.isspace() or c == TAKEN else c for c in unicodedata.normalize("NFC", text)[:LONGEST])
        self.folded = self._typed = fold(self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, which nobody else will see any more."""
        match = pattern.search(self.folded)
        if match and match.end() > match.start():
            self.blank(*match.span())
        return match

    def blank(self, start: int, end: int) -> None:
        self.folded = self.folded[:start] + TAKEN * (end - start) + self.folded[end:]

    def respell(self, start: int, end: int, word: str) -> None:
        """Put the right word in the place of a misspelt one."""
        self.text = self.text[:start] + word + self.text[end:]
        self.folded = self.folded[:start] + word + self.folded[end:]
        self._typed = self._typed[:start] + word + self._typed[end:]

    def words_before(self, place: int) -> str:
        """What was typed before a place, folded, whether it has been understood or not."""
        return self._typed[:place]

    def words(self) -> tuple[re.Match[str], ...]:
        """The words that are left, over `folded`."""
        return tuple(_WORD.finditer(self.folded))

    def typed_words(self) -> tuple[re.Match[str], ...]:
        """All words, over `text`, whether they have been understood or not."""
        return tuple(_WORD.finditer(self.text))


def fold(text: str) -> str:
    """Small letters without accents, character by character, so that the length stays.

    >>> fold("L’Électricité de MARS")
    "l'electricite de mars"
    """
    return "".join(_folded(c) for c in text)


def _folded(character: str) -> str:
    if character in "’‘`´ʼ":
        return "'"
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else character


def one_of(words: str) -> str:
    """A pattern for any of the words, parted by `|`; longer ones first, so that they win."""
    return "(?:" + "|".join(sorted(words.split("|"), key=len, reverse=True)) + ")"


def pattern_of(alternatives: str) -> str:
    """A pattern written over several lines, as one group; the first alternative that matches wins."""
    return "(?:" + re.sub(r"\s*\n\s*", "", alternatives) + ")"
