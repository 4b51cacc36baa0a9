"""One photo, several receipts: each becomes a sheet of its own, laid flat; a single sheet on a table is laid flat too.

Text is never cut away. Where some lies beside every sheet that was found, it is a sheet of its own if it lies apart and is enough for
one; else the picture stays whole. A scan, which is paper from edge to edge, is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from pipeline.marks import FEWEST, find_marks
from pipeline.papers.find import find_papers
from pipeline.papers.flatten import flatten
from pipeline.papers.order import in_reading_order
from pipeline.papers.outline import Outline
from pipeline.papers.reach import reach_out
from pipeline.papers.text import NEAR, Quads, gathered, holding_runs, holding_text, left_out
from pipeline.papers.view import View, look
from pipeline.recognize import OcrEngine
from pipeline.sheet import Sheet

log = logging.getLogger(__name__)

WHOLE = 0.9
"""Share of the picture from which a sheet is the picture."""

STRAY = 2
"""Runs of text beside the sheets that may be a brand on the table or the grain of its wood."""


def split(sheet: Sheet, engine: OcrEngine) -> tuple[Sheet, ...]:
    """The sheets of paper in a picture, flat, in reading order; the sheet itself when in doubt."""
    view = look(sheet.pixels)
    papers = papers_of(sheet, view, engine)
    return tuple(flatten(sheet, paper.scaled(1 / view.scale)) for paper in in_reading_order(papers)) or (sheet,)


def papers_of(sheet: Sheet, view: View, engine: OcrEngine) -> tuple[Outline, ...]:
    """The outlines that together hold all the text of the picture; none where it is to stay whole."""
    found = find_papers(view)
    if not found or _area(found[0]) > WHOLE * view.area:
        return ()
    marks = find_marks(sheet.pixels)
    papers = [reach_out(paper, view) for paper in holding_text(found, marks, view.scale)]
    around = 0.01 * max(view.width, view.height)
    if not papers:
        return ()
    if np.count_nonzero(left_out(papers, marks.middles * view.scale, around=around)) <= FEWEST // 4:
        return tuple(papers)
    return _with_all_text(papers, view, engine.find_text(sheet.pixels).astype(float) * view.scale)


def _with_all_text(papers: Sequence[Outline], view: View, runs: Quads) -> tuple[Outline, ...]:
    """The papers, and the groups of runs that lie apart from them; none when text lies close beside a paper: it was not seen whole."""
    far = NEAR * max(view.width, view.height)
    papers, middles = holding_runs(papers, runs), runs.mean(axis=1)
    if not papers:
        return ()
    beside = left_out(papers, middles, around=0.01 * max(view.width, view.height))
    apart = left_out(papers, middles, around=far)
    if np.count_nonzero(beside & ~apart) > STRAY:
        log.info("text lies beside the sheets that were found, the picture stays whole")
        return ()
    others = gathered(runs[apart], view)
    if np.count_nonzero(left_out([*papers, *others], middles, around=far)) > STRAY:
        return ()
    return (*papers, *others)


def _area(paper: Outline) -> float:
    x, y = paper.corners.T
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)
