"""One photo, several receipts: each becomes a sheet of its own, laid flat; a single sheet on a table is laid flat too.

A small network sees where sheets lie. Where it is not sure the detector tells where text stands, and text is never cut away: where some
lies beside every sheet, it is a sheet of its own if it lies apart and is enough for one; else the picture stays whole. A scan,
which is paper from edge to edge, is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from pipeline.marks import FEWEST, marks_of
from pipeline.papers.flatten import flatten
from pipeline.papers.grow import grown
from pipeline.papers.order import in_reading_order
from pipeline.papers.outline import Outline
from pipeline.papers.sighted import Paper, sighted
from pipeline.papers.text import NEAR, Quads, gathered, holds_runs, left_out
from pipeline.papers.view import View, is_all_paper, is_even, look_at
from pipeline.recognize import OcrEngine
from pipeline.seek import COARSE, FINE, runs_in
from pipeline.sheet import Sheet

log = logging.getLogger(__name__)

WHOLE, ALL = 0.9, 0.8
"""Shares of the picture from which a sheet is the picture; and from which, where it is not sure, all sheets together may be stripes of a
cloth as well."""

FAINT = 0.8
"""How well four corners fit a sheet at least whose print the network sees and the detector does not: nine had 0.86 to 0.95."""

STRAY = 2
"""Runs of text beside the sheets that may be a brand on the table or the grain of its wood."""

MOST_BESIDE = 0.6
"""Share of the runs of text that may lie beside the sheets that were found. Beside true ones lay a fifth at most, on 50 generated pictures;
beside a spot of a marking pen on a scan, and beside the light fields between the rules of a receipt, 0.86."""


def split(sheet: Sheet, engine: OcrEngine) -> tuple[Sheet, ...]:
    """The sheets of paper in a picture, flat, in reading order; the sheet itself when in doubt."""
    view = look_at(sheet.drawing)
    papers = papers_of(sheet, view, engine)
    return tuple(flatten(sheet, paper.scaled(1 / view.scale)) for paper in in_reading_order(papers)) or (sheet,)


def laid_flat(sheet: Sheet, engine: OcrEngine) -> Sheet:
    """A page among several of one file, laid flat where it is a photograph of one sheet; it stays whole where it shows more or none.

    A foot's breadth of perspective is enough for an amount at the right to slip to the height of the line above its label's.
    """
    found = split(sheet, engine)
    return found[0] if len(found) == 1 else sheet


def papers_of(sheet: Sheet, view: View, engine: OcrEngine) -> tuple[Outline, ...]:
    """The outlines that together hold all the text of the picture; none where it is to stay whole."""
    seen = sighted(view)
    printed = [paper for paper in seen.papers if paper.bears_print]
    blank = [paper for paper in seen.papers if not paper.bears_print]
    marked: list[Paper] = []
    if blank or not printed or not seen.sure:
        marks = marks_of(sheet.drawing)
        if marks.count < FEWEST:
            return ()
        # Out of focus print is no print to the network, and dust on a lid is ink to the eye of a threshold.
        ink = marks.middles * view.scale
        marked = [paper for paper in blank if np.count_nonzero(paper.outline.holds(ink)) >= FEWEST]
    papers = [*printed, *marked]
    if any(paper.outline.area > WHOLE * view.area for paper in papers):
        return ()
    if papers and seen.sure and not (printed and marked):
        return tuple(paper.outline for paper in papers)
    if is_all_paper(view) or is_even(view) or sum(paper.outline.area for paper in printed) > ALL * view.area:
        return ()
    runs = runs_in(sheet, view, engine, side=COARSE if len(papers) == 1 else FINE)
    return _with_all_text(_bearing_text(papers, runs), view, runs)


def _bearing_text(papers: Sequence[Paper], runs: Quads) -> list[Outline]:
    """The papers with print: the detector may miss what is faint, and the network take a spot of the ground for paper."""
    read = [holds_runs(paper.outline, runs) for paper in papers]
    if not any(read):
        return []
    faint = [paper.bears_print and paper.outline.score >= FAINT for paper in papers]
    return [paper.outline for paper, is_read, is_faint in zip(papers, read, faint, strict=True) if is_read or is_faint]


def _with_all_text(papers: Sequence[Outline], view: View, runs: Quads) -> tuple[Outline, ...]:
    """The papers, and the groups of runs that lie apart from them; none when text lies close beside a paper: it was not seen whole."""
    if not papers:
        return ()
    far, close, middles = NEAR * max(view.width, view.height), 0.01 * max(view.width, view.height), runs.mean(axis=1)
    beside = left_out(papers, middles, around=close)
    if np.count_nonzero(beside) > MOST_BESIDE * len(runs):
        log.info("most of the text lies on no sheet that was found, the picture stays whole")
        return ()
    papers = grown(papers, runs, beside, view)
    away = left_out(papers, middles, around=far)
    others = gathered(runs[left_out(papers, middles, around=close)], view)
    if np.count_nonzero(left_out([*papers, *others], middles, around=close) & ~away) > STRAY:
        log.info("text lies beside the sheets that were found, the picture stays whole")
        return ()
    if np.count_nonzero(left_out([*papers, *others], middles, around=far)) > STRAY:
        return ()
    return (*papers, *others)
