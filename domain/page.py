"""What stands on the pages: words with their boxes, lines in reading order, the transcript of a document."""

from __future__ import annotations

from dataclasses import dataclass

from domain.geometry import Box, union
from domain.kinds import Source
from domain.quality import Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of characters without a blank. `confidence` is the recogniser's, in [0, 1]; 1 for a PDF's own text.

    `flat` is its box on the sheet that was made level for recognition, where lines run across and columns down; None where
    that is the page itself.
    """

    text: str
    box: Box
    confidence: float = 1.0
    flat: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words of one page in no particular order, with the size of the shown page in pixels.

    `turn_degrees` (0, 90, 180 or 270, clockwise) is how far the original pixels are turned to be shown. `flaws` say what is wrong
    with the picture, where it read badly, and `quality` has its figures; None where nobody had to look. `likeness` are the bits by which
    another photograph of it is known again, "" where there is no photograph.
    """

    number: int
    width: int
    height: int
    words: tuple[Word, ...]
    source: Source
    turn_degrees: int = 0
    flaws: tuple[str, ...] = ()
    quality: Quality | None = None
    likeness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that a person reads in one go, left to right; never empty."""

    page: int
    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a line has at least one word")

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return union(word.box for word in self.words)

    @property
    def confidence(self) -> float:
        """The weakest word's."""
        return min(word.confidence for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A document as read: its pages, and all its lines in reading order, from the first page to the last."""

    pages: tuple[Page, ...]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
