"""One photo, several receipts: each becomes a sheet of its own, laid flat; a single sheet on a table is laid flat too.

Text is never cut away. Where some lies beside every sheet that was found, it is a sheet of its own if it lies apart and is enough for
one; else the picture stays whole. A scan, which is paper from edge to edge, is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.marks import FEWEST, find_marks, lie_apart
from pipeline.papers.find import SHARED, apart, lying_on, outlines_of
from pipeline.papers.flatten import flatten
from pipeline.papers.grow import grown
from pipeline.papers.notch import is_stepped, parted_at_notches
from pipeline.papers.order import in_reading_order
from pipeline.papers.outline import Outline, overlap
from pipeline.papers.part import parts_of, sheets_of_text
from pipeline.papers.reach import reach_out
from pipeline.papers.shapes import Contour, Grey, is_all_paper, is_even, lights, shapes
from pipeline.papers.text import NEAR, RUNS, Quads, gathered, goes_on, holding_runs, holding_text, left_out, lie_around
from pipeline.papers.view import View, look
from pipeline.recognize import OcrEngine
from pipeline.seek import COARSE, FINE, runs_in, with_tiny_text
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
    light, white = lights(view)
    contours = tuple(shapes(view, light, white))
    found = outlines_of(contours, view, white)
    likely = apart(found, view)
    is_whole = bool(likely) and likely[0].area > WHOLE * view.area
    marks = find_marks(sheet.pixels)
    ink = marks.middles * view.scale
    papers = [] if is_whole else [reach_out(paper, view) for paper in holding_text(likely, ink)]
    if not papers and (len(ink) < FEWEST or is_all_paper(view) or (is_even(light) and not lie_apart(marks))):
        return ()
    stepped = is_stepped(contours, ink, view, white)
    if is_whole and not stepped:
        return ()
    beside = np.count_nonzero(left_out(papers, ink, around=_close(view)))
    is_clear = (
        bool(papers)
        and beside <= FEWEST // 4
        and not _any_doubtful(papers)
        and not any(lying_on(paper, found, ink, view, lost=GRAIN) for paper in papers)
        and np.count_nonzero(left_out(papers, _light_ink(sheet, view), around=_close(view))) < LIGHT
    )
    if is_clear and not stepped:
        return tuple(papers)
    light_shapes = _Light(contours=contours if stepped else (), found=found, likely=likely, light=light, white=white)
    more = _by_text_too(papers, light_shapes, ink, sheet, view, engine, is_whole=is_whole)
    return tuple(papers) if is_clear and len(more) <= len(papers) else more


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Light:
    """What was found by light: shapes that may be several sheets, all that looks like paper, the likeliest of it; where it was sought."""

    contours: tuple[Contour, ...]
    found: Sequence[Outline]
    likely: Sequence[Outline]
    light: Grey
    white: Grey


def _by_text_too(
    papers: list[Outline], seen: _Light, ink: Points, sheet: Sheet, view: View, engine: OcrEngine, *, is_whole: bool
) -> tuple[Outline, ...]:
    """The outlines when the detector has told where text stands: those by light, those parted, or those that text alone gives."""
    found, likely, light, white, stepped = seen.found, seen.likely, seen.light, seen.white, bool(seen.contours)
    runs = runs_in(sheet, view, engine, side=COARSE if len(papers) == 1 and not stepped else FINE)
    small = [paper for paper in likely if not any(other.holds(paper.contour, around=2 * _close(view)).any() for other in papers)]
    runs = with_tiny_text([*papers, *small], runs, sheet, view, engine)
    middles = runs.mean(axis=1)
    parts = parted_at_notches(seen.contours, runs, view, white)
    if is_whole and not parts:
        return ()
    papers = [one for paper in papers for one in (lying_on(paper, found, middles, view) or [paper])]
    papers = holding_runs([*papers, *small], runs)
    is_doubtful = _any_doubtful(papers)
    if stepped or is_doubtful:
        papers = _with_parts(papers, parts, runs, view)
        papers = _with_parts(papers, [parts_of(paper, runs, view, light) for paper in papers if paper.score < SURE], runs, view)
    stray = _count_left(papers, runs, view)
    if len(papers) == 1 and stray <= STRAY and _is_cut_off(papers[0], ink, view):
        papers, stray = [], len(runs)
    if papers and stray <= STRAY and not is_doubtful and not (stray and _any_doubtful(papers, SURE)):
        return _with_all_text(papers, view, runs)
    by_text = sheets_of_text(runs, view, light)
    if papers and stray <= STRAY:
        better = _better(by_text, papers, stray, is_doubtful) and not _count_left(by_text, runs, view)
        return tuple(by_text) if better else _with_all_text(papers, view, runs)
    if len(by_text) > 1 and len(papers) == 1:
        runs = runs_in(sheet, view, engine, side=FINE)
        by_text = sheets_of_text(runs, view, light)
    if len(by_text) >= max(1, len(papers)) and _hold_all(by_text, runs, ink if not papers and len(by_text) == 1 else ink[:0], view):
        return tuple(by_text)
    return _with_all_text(papers, view, runs)


def _light_ink(sheet: Sheet, view: View) -> Points:
    """Middles of marks that are lighter than what is around them, in pixels of the view."""
    seen = look(sheet.pixels, side=FINE)
    return find_marks(np.subtract(255, seen.pixels, dtype=np.uint8)).middles * (view.scale / seen.scale)


def _with_parts(papers: list[Outline], parts: Sequence[Sequence[Outline]], runs: Quads, view: View) -> list[Outline]:
    """The papers, those that are several sheets parted; never so that a run of text is left out that was held before."""
    taken: list[Outline] = []
    for sheets in parts:
        if any(overlap(sheet, other, view) > SHARED for sheet in sheets for other in taken):
            continue
        kept = [paper for paper in papers if not any(overlap(sheet, paper, view) > SHARED for sheet in sheets)]
        if len(kept) + len(sheets) > len(papers) and _count_left(kept + list(sheets), runs, view) <= _count_left(papers, runs, view):
            papers, taken = [*kept, *sheets], [*taken, *sheets]
    return papers


def _count_left(papers: Sequence[Outline], runs: Quads, view: View) -> int:
    """How many runs lie on none of the papers."""
    return int(np.count_nonzero(left_out(papers, runs.mean(axis=1), around=_close(view))))


def _is_cut_off(paper: Outline, ink: Points, view: View) -> bool:
    """Whether print too faint for the detector goes on beyond a side of a lone paper: that is the edge of a shadow, or of glare."""
    beside = ink[left_out([paper], ink, around=_close(view))]
    return len(beside) > max(FEWEST, FADED * len(ink)) and goes_on(paper, beside)


def _any_doubtful(papers: Sequence[Outline], least: float = DOUBTFUL) -> bool:
    return any(paper.score < least for paper in papers)


def _better(by_text: Sequence[Outline], papers: Sequence[Outline], stray: int, is_doubtful: bool) -> bool:
    """Whether sheets found by their text are to be taken for papers found by their light: where one of these may be two sheets that touch,
    or leaves a run out: then it may be a sheet without its shaded corner, and with a piece of the ground."""
    if is_doubtful and len(by_text) > len(papers):
        return True
    return stray > 0 and len(by_text) == len(papers) and all(paper.score == 1.0 for paper in by_text)


def _hold_all(papers: Sequence[Outline], runs: Quads, ink: Points, view: View) -> bool:
    """Whether sheets that were found by their text leave nothing out: print too faint for the detector still has marks of ink.

    So has checked cloth, all around a sheet of which each side is seen.
    """
    if len(papers) == 1 and papers[0].area > WHOLE * view.area:
        return False
    if _count_left(papers, runs, view) > STRAY:
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


def _close(view: View) -> float:
    """Within this distance of a sheet, text is on it."""
    return 0.01 * max(view.width, view.height)
