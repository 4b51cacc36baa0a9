"""Places on a page: one geometry for every room.

Unit: pixels of the page as a person is shown it, origin at the top left, x to the right, y down; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, edges included on the left and top. Raises ValueError when it is inside out."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if self.left > self.right or self.top > self.bottom:
            raise ValueError(f"a box must have left ≤ right and top ≤ bottom: {self}")

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def center_x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def center_y(self) -> float:
        return (self.top + self.bottom) / 2

    def overlap_y(self, other: Box) -> float:
        """Share of the lower of the two heights that both cover vertically, in [0, 1]."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self.height, other.height)
        return max(0.0, shared / smaller) if smaller > 0 else float(self.top <= other.center_y <= self.bottom)

    def overlap_x(self, other: Box) -> float:
        """Share of the narrower of the two widths that both cover horizontally, in [0, 1]."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        smaller = min(self.width, other.width)
        return max(0.0, shared / smaller) if smaller > 0 else float(self.left <= other.center_x <= self.right)

    def iou(self, other: Box) -> float:
        """Intersection over union, in [0, 1]; 0 when both are empty."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        shared = max(0.0, wide) * max(0.0, high)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0

    def clipped(self, width: float, height: float) -> Box:
        """The part that lies on a page of that size."""
        left, right = sorted((min(max(self.left, 0.0), width), min(max(self.right, 0.0), width)))
        top, bottom = sorted((min(max(self.top, 0.0), height), min(max(self.bottom, 0.0), height)))
        return Box(left, top, right, bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands: the page, from 1, and its box on the shown page."""

    page: int
    box: Box

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError("pages count from 1")


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them. Raises ValueError when there is none."""
    every = tuple(boxes)
    if not every:
        raise ValueError("no box to unite")
    return Box(
        min(b.left for b in every),
        min(b.top for b in every),
        max(b.right for b in every),
        max(b.bottom for b in every),
    )
