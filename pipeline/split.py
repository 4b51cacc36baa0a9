"""One photo, several receipts: each becomes a sheet of its own, laid flat; a single sheet on a table is laid flat too.

Text is never cut away. Where some lies beside every sheet that was found, it is a sheet of its own if it lies apart and is enough for
one; else the picture stays whole. A scan, which is paper from edge to edge, is left alone.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.marks import FEWEST, Numbers, find_marks, lie_apart
from pipeline.papers.find import apart, find_outlines, lying_on
from pipeline.papers.flatten import flatten
from pipeline.papers.grow import grown
from pipeline.papers.order import in_reading_order
from pipeline.papers.outline import Outline
from pipeline.papers.part import sheets_of_text
from pipeline.papers.reach import reach_out
from pipeline.papers.shapes import is_all_paper, is_even, lights
from pipeline.papers.text import NEAR, RUNS, Quads, gathered, goes_on, holding_runs, holding_text, left_out, lie_around
from pipeline.papers.view import View, look
from pipeline.recognize import OcrEngine
from pipeline.sheet import Sheet
from pipeline.way import Points

log = logging.getLogger(__name__)

WHOLE = 0.9
"""Share of the picture from which a sheet is the picture."""

STRAY = 2
"""Runs of text beside the sheets that may be a brand on the table or the grain of its wood."""

MOST_BESIDE = 0.6
"""Share of the runs of text that may lie beside the sheets that were found. Beside true ones lay a fifth at most, on 50 generated pictures;
beside a spot of a marking pen on a scan, and beside the light fields between the rules of a receipt, 0.86."""

GRAIN = 0.2
"""Share of the marks on a sheet that may be the grain of a ground on which a smaller sheet lies: then the detector is asked."""

LIGHT = 6
"""Light marks beside the sheets, from which they may be a title printed white on a dark band: such titles had 33 and 39, clear pictures
0 to 4, but where the ground has a grain."""

FADED = 0.2
"""Share of the marks of ink that may lie beside a sheet: more may be print too faint for the detector."""

DOUBTFUL, SURE = 0.6, 0.75
"""Score under which a light shape may be two sheets that touch; and from which one that leaves a run or two out is believed."""

COARSE, FINE = 736, 1280
"""Longest side of the picture in which text is sought beside one sheet, and beside several, whose letters are smaller."""

TINY, OVERLAP = 8.5, 160
"""Pixels of a run's height under which the detector misses most runs (on 100 pictures those that it found were 9 to 25 high in the
middle), and by which the tiles overlap in which it then looks closer."""


def split(sheet: Sheet, engine: OcrEngine) -> tuple[Sheet, ...]:
    """The sheets of paper in a picture, flat, in reading order; the sheet itself when in doubt."""
    view = look(sheet.pixels)
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
    found = find_outlines(view)
    likely = apart(found, view)
    if likely and likely[0].area > WHOLE * view.area:
        return ()
    marks = find_marks(sheet.pixels)
    ink = marks.middles * view.scale
    papers = [reach_out(paper, view) for paper in holding_text(likely, ink)]
    light, _ = lights(view)
    if not papers and (len(ink) < FEWEST or is_all_paper(view) or (is_even(light) and not lie_apart(marks))):
        return ()
    beside = np.count_nonzero(left_out(papers, ink, around=_close(view)))
    if (
        papers
        and beside <= FEWEST // 4
        and not _any_doubtful(papers)
        and not any(lying_on(paper, found, ink, view, lost=GRAIN) for paper in papers)
        and np.count_nonzero(left_out(papers, _light_ink(sheet, view), around=_close(view))) < LIGHT
    ):
        return tuple(papers)
    runs = _runs(sheet, view, engine, side=COARSE if len(papers) == 1 else FINE)
    middles = runs.mean(axis=1)
    papers = [one for paper in papers for one in (lying_on(paper, found, middles, view) or [paper])]
    small = [paper for paper in likely if not any(other.holds(paper.contour, around=2 * _close(view)).any() for other in papers)]
    papers = holding_runs([*papers, *small], runs)
    stray = int(np.count_nonzero(left_out(papers, middles, around=_close(view))))
    if len(papers) == 1 and stray <= STRAY and _is_cut_off(papers[0], ink, view):
        papers, stray = [], len(runs)
    if papers and stray <= STRAY and not _any_doubtful(papers, SURE if stray else DOUBTFUL):
        return _with_all_text(papers, view, runs)
    by_text = sheets_of_text(runs, view, light)
    if papers and stray <= STRAY:
        better = _better(by_text, papers, stray) and not np.count_nonzero(left_out(by_text, middles, around=_close(view)))
        return tuple(by_text) if better else _with_all_text(papers, view, runs)
    if len(by_text) > 1 and len(papers) == 1:
        runs = _runs(sheet, view, engine, side=FINE)
        by_text = sheets_of_text(runs, view, light)
    if len(by_text) >= max(1, len(papers)) and _hold_all(by_text, runs, ink if not papers and len(by_text) == 1 else ink[:0], view):
        return tuple(by_text)
    return _with_all_text(papers, view, runs)


def _light_ink(sheet: Sheet, view: View) -> Points:
    """Middles of marks that are lighter than what is around them, in pixels of the view."""
    seen = look(sheet.pixels, side=FINE)
    return find_marks(np.subtract(255, seen.pixels, dtype=np.uint8)).middles * (view.scale / seen.scale)


def _is_cut_off(paper: Outline, ink: Points, view: View) -> bool:
    """Whether print too faint for the detector goes on beyond a side of a lone paper: that is the edge of a shadow, or of glare."""
    beside = ink[left_out([paper], ink, around=_close(view))]
    return len(beside) > max(FEWEST, FADED * len(ink)) and goes_on(paper, beside)


def _any_doubtful(papers: Sequence[Outline], least: float = DOUBTFUL) -> bool:
    return any(paper.score < least for paper in papers)


def _better(by_text: Sequence[Outline], papers: Sequence[Outline], stray: int) -> bool:
    """Whether sheets found by their text are to be taken for papers found by their light: where one of these may be two sheets that touch,
    or leaves a run out: then it may be a sheet without its shaded corner, and with a piece of the ground."""
    if _any_doubtful(papers) and len(by_text) > len(papers):
        return True
    return stray > 0 and len(by_text) == len(papers) and all(paper.score == 1.0 for paper in by_text)


def _hold_all(papers: Sequence[Outline], runs: Quads, ink: Points, view: View) -> bool:
    """Whether sheets that were found by their text leave nothing out: print too faint for the detector still has marks of ink.

    So has checked cloth, all around a sheet of which each side is seen.
    """
    if len(papers) == 1 and papers[0].area > WHOLE * view.area:
        return False
    if np.count_nonzero(left_out(papers, runs.mean(axis=1), around=_close(view))) > STRAY:
        return False
    faded = ink[left_out(papers, ink, around=_close(view))]
    if len(faded) <= max(FEWEST, FADED * len(ink)):
        return True
    return papers[0].score == 1.0 and len(runs) >= RUNS and lie_around(papers[0], faded)


def _with_all_text(papers: Sequence[Outline], view: View, runs: Quads) -> tuple[Outline, ...]:
    """The papers, and the groups of runs that lie apart from them; none when text lies close beside a paper: it was not seen whole."""
    if not papers:
        return ()
    far, close, middles = NEAR * max(view.width, view.height), _close(view), runs.mean(axis=1)
    if np.mean(left_out(papers, middles, around=close)) > MOST_BESIDE:
        log.info("most of the text lies on no sheet that was found, the picture stays whole")
        return ()
    papers = grown(papers, runs, left_out(papers, middles, around=close), view)
    away = left_out(papers, middles, around=far)
    others = gathered(runs[left_out(papers, middles, around=close)], view)
    if np.count_nonzero(left_out([*papers, *others], middles, around=close) & ~away) > STRAY:
        log.info("text lies beside the sheets that were found, the picture stays whole")
        return ()
    if np.count_nonzero(left_out([*papers, *others], middles, around=far)) > STRAY:
        return ()
    return (*papers, *others)


def _runs(sheet: Sheet, view: View, engine: OcrEngine, *, side: int) -> Quads:
    """The runs of text of the whole picture, in pixels of the view; looked at closer where hardly any is seen, or only tiny ones."""
    return _runs_of(sheet, engine, side) * view.scale


def _runs_of(sheet: Sheet, engine: OcrEngine, side: int) -> Quads:
    """The runs of text, in pixels of the picture."""
    scale = min(1.0, side / max(sheet.width, sheet.height))
    # At FINE the detector is shown the picture itself: it makes a copy of that size, and knows the picture again when it is to be read.
    seen = look(sheet.pixels, side=side) if side < FINE else View(sheet.pixels, 1.0)
    runs = np.asarray(engine.find_text(seen.pixels), float).reshape(-1, 4, 2) / seen.scale
    if scale < 1.0 and (len(runs) < RUNS or scale * float(np.median(_heights(runs))) < TINY):
        return _runs_of(sheet, engine, FINE) if side < FINE else _closer(sheet, engine)
    return runs


def _closer(sheet: Sheet, engine: OcrEngine) -> Quads:
    """The runs of text in pixels of the picture, sought in tiles at twice the size."""
    seen = look(sheet.pixels, side=2 * FINE)
    found = [np.zeros((0, 4, 2))]
    for top, above, below in _tiles(seen.height):
        for left, before, after in _tiles(seen.width):
            tile = seen.pixels[top : top + FINE, left : left + FINE]
            runs = np.asarray(engine.find_text(tile), float).reshape(-1, 4, 2) + np.array([left, top])
            middles = runs.mean(axis=1)
            found.append(runs[((middles >= [before, above]) & (middles < [after, below])).all(axis=1)])
    return np.concatenate(found) / seen.scale


def _tiles(length: int) -> list[tuple[int, float, float]]:
    """Where tiles of FINE pixels begin that cover a length, and from where to where runs are taken from each: half their overlap."""
    count = max(1, math.ceil((length - OVERLAP) / (FINE - OVERLAP)))
    starts = [round(n * max(0, length - FINE) / max(1, count - 1)) for n in range(count)]
    borders = [-math.inf, *((one + FINE + other) / 2 for one, other in pairwise(starts)), math.inf]
    return [(start, borders[n], borders[n + 1]) for n, start in enumerate(starts)]


def _heights(runs: Quads) -> Numbers:
    """How high each run is: the shorter of its sides, whichever way it stands."""
    sides = np.linalg.norm(np.roll(runs, -1, axis=1) - runs, axis=2)
    return np.asarray(np.minimum(sides[:, 0], sides[:, 1]))


def _close(view: View) -> float:
    """Within this distance of a sheet, text is on it."""
    return 0.01 * max(view.width, view.height)
