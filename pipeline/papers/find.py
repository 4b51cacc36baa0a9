"""The sheets of a picture: of all shapes that may be paper, the likeliest that do not lie on each other."""

from __future__ import annotations

from pipeline.papers.outline import Outline, outline_of, overlap
from pipeline.papers.shapes import lights, shapes
from pipeline.papers.view import View

SHARED = 0.2
"""Share of a sheet that another may cover: receipts overlap a little."""


def find_papers(view: View) -> tuple[Outline, ...]:
    """The likeliest outlines, the best first."""
    light, white = lights(view)
    found = [outline for shape in shapes(view, light, white) if (outline := outline_of(shape, view, white))]
    chosen: list[Outline] = []
    for outline in sorted(found, key=lambda o: -o.score):
        if all(overlap(outline, other, view) < SHARED for other in chosen):
            chosen.append(outline)
    return tuple(chosen)
