"""The page as a person sees it: cells (runs of words without a wide gap) and blocks (cells stacked above one another).

A line runs across the whole page, so on an invoice it joins the seller's street with the buyer's name. Everything that
asks "whose is it?" looks at cells and blocks instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from domain.geometry import Box, Place, union
from domain.page import Line, Transcript, Word

GAP_IN_HEIGHTS = 1.5
"""A blank wider than this many letter heights parts two cells; a blank between words is about a third of the height."""

SIGNS = "-–—|•·●■"
"""What parts the pieces of a line of formalities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Cells that stand above one another in one column, top to bottom; never empty."""

    page: int
    cells: tuple[Line, ...]

    @property
    def box(self) -> Box:
        return union(cell.box for cell in self.cells)

    @property
    def text(self) -> str:
        return "\n".join(cell.text for cell in self.cells)


def cells_of(line: Line) -> tuple[Line, ...]:
    """The line, parted at its wide gaps."""
    gap = GAP_IN_HEIGHTS * median(word.box.height for word in line.words)
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.box.left - groups[-1][-1].box.right <= gap:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(Line(page=line.page, words=tuple(group)) for group in groups)


def cells(transcript: Transcript) -> tuple[Line, ...]:
    """All cells of the document in reading order."""
    return tuple(cell for line in transcript.lines for cell in cells_of(line))


def blocks(every: Iterable[Line]) -> tuple[Block, ...]:
    """Cells stacked into blocks; each cell belongs to exactly one, and blocks come in the order of their first cells."""
    stacks: list[list[Line]] = []
    for cell in every:
        under = [stack for stack in stacks if _continues(stack[-1], cell)]
        if under:
            min(under, key=lambda stack: _gap(stack[-1], cell)).append(cell)
        else:
            stacks.append([cell])
    return tuple(Block(page=stack[0].page, cells=tuple(stack)) for stack in stacks)


def parts_of(line: Line) -> tuple[Line, ...]:
    """The line, parted at the signs between its pieces, `Perrin - 12 rue des Ormes`; recognition may glue one to a word, `€- 12 rue`."""
    groups: list[list[Word]] = [[]]
    for word in line.words:
        bare = word.text.strip(SIGNS)
        if word.text[0] in SIGNS:
            groups.append([])
        if bare:
            groups[-1].append(word if bare == word.text else replace(word, text=bare))
        if bare and word.text[-1] in SIGNS:
            groups.append([])
    return tuple(Line(page=line.page, words=tuple(group)) for group in groups if group)


def place_of(line: Line, start: int = 0, end: int | None = None) -> Place:
    """Where the characters from `start` to `end` of `line.text` stand: the box around their words."""
    return Place(page=line.page, box=union(word.box for word in words_between(line, start, end)))


def words_between(line: Line, start: int = 0, end: int | None = None) -> Sequence[Word]:
    """The words that hold at least one of those characters; all of them when none does."""
    stop = len(line.text) if end is None else end
    found, at = [], 0
    for word in line.words:
        if at < stop and at + len(word.text) > start:
            found.append(word)
        at += len(word.text) + 1
    return found or line.words


def _gap(upper: Line, lower: Line) -> float:
    return lower.box.top - upper.box.bottom


def _continues(upper: Line, lower: Line) -> bool:
    """Whether the lower cell follows in the same column: near, of like print, and aligned left, centred or right."""
    if upper.page != lower.page:
        return False
    above, below = upper.box, lower.box
    height = min(above.height, below.height)
    if not -0.6 * height <= below.top - above.bottom <= 1.1 * height or max(above.height, below.height) > 1.9 * height:
        return False
    aligned = min(abs(above.left - below.left), abs(above.center_x - below.center_x), abs(above.right - below.right))
    return aligned <= 1.2 * height and above.overlap_x(below) > 0.3
