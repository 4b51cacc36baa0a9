"""Words are read on a sheet that was made level; their lines and columns are told there, and what is found is shown on the page.

On a photo that lies askew the upright boxes of a page's words overlap: at 20° a line of a receipt reaches over three of its
neighbours. On the sheet the same lines lie apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.facts import FIELDS, Facts
from domain.geometry import Box, Place, union
from domain.page import Page, Word

FEWEST, STANDING = 6, 0.7
"""A sheet lies on its side when so large a share of at least so many words is higher than wide; short words often are."""


def flattened(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with each word where it stands on its sheet; a page whose words know of no sheet is as it was."""
    return tuple(_flat(page) for page in pages)


def led_back(facts: Facts, level: Sequence[Page], pages: Sequence[Page]) -> Facts:
    """The facts of flattened pages with their places on the pages as shown: around the words that stand there."""
    moved = {}
    for name in FIELDS:
        found = facts.get(name)
        if found is not None and found.place is not None:
            moved[name] = replace(found, place=_shown(found.place, level, pages))
    return facts.having(**moved)


def _flat(page: Page) -> Page:
    known = [word.flat for word in page.words if word.flat]
    boxes = known if len(known) == len(page.words) else [word.box for word in page.words]
    step = _step_along(page.words, boxes)
    if not boxes or (boxes is not known and not step):
        return page
    if step:
        boxes = _turned(boxes, down=step > 0)
    words = tuple(Word(text=word.text, box=box, confidence=word.confidence) for word, box in zip(page.words, boxes, strict=True))
    around = union(boxes)
    # The sheet's own size is not told; print has like margins on both sides.
    width, height = round(around.right + max(0.0, around.left)), round(around.bottom + max(0.0, around.top))
    return replace(page, words=words, width=max(1, width), height=max(1, height))


def _step_along(words: Sequence[Word], boxes: Sequence[Box]) -> int:
    """Which way standing print runs: 1 down, -1 up, 0 where print lies. Words of one run follow each other as they are read."""
    telling = [box for word, box in zip(words, boxes, strict=True) if sum(map(str.isalnum, word.text)) >= 3]
    if len(telling) < FEWEST or sum(box.height > box.width for box in telling) < STANDING * len(telling):
        return 0
    steps = [
        after.center_y - before.center_y
        for before, after in pairwise(boxes)
        if before.overlap_x(after) > 0.5 and abs(after.center_y - before.center_y) < 2 * (before.height + after.height)
    ]
    return 1 if sum(step > 0 for step in steps) >= sum(step < 0 for step in steps) else -1


def _turned(boxes: Sequence[Box], *, down: bool) -> list[Box]:
    """The boxes of a sheet on its side, set upright: where print runs down its lines follow from right to left."""
    around = union(boxes)
    if down:
        return [Box(box.top, around.right - box.right, box.bottom, around.right - box.left) for box in boxes]
    return [Box(around.bottom - box.bottom, box.left, around.bottom - box.top, box.right) for box in boxes]


def _shown(place: Place, level: Sequence[Page], pages: Sequence[Page]) -> Place:
    for flat, shown in zip(level, pages, strict=True):
        if flat.number == place.page and flat is not shown:
            inside = [word.box for before, word in zip(flat.words, shown.words, strict=True) if _within(before.box, place.box)]
            return Place(page=place.page, box=union(inside)) if inside else place
    return place


def _within(box: Box, around: Box) -> bool:
    return around.left - 1 <= box.center_x <= around.right + 1 and around.top - 1 <= box.center_y <= around.bottom + 1
