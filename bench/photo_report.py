"""The figures of many marks, for people and for programs."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.dataset import Json
from bench.photo_score import Marks
from bench.read import percentile
from bench.score import share

LEVELS = ("clean", "easy", "medium", "hard")
LARGE = (11.0, 14.0)
"""Megapixels that count as twelve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """The marks of some pictures with one step of preparation left out."""

    step: str
    marks: tuple[Marks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`memory` in megabytes above the picture, of some large ones."""

    marks: tuple[Marks, ...]
    memory: tuple[float, ...]
    ablations: tuple[Ablation, ...]


def as_figures(report: Report) -> Json:
    """Every figure by name; None where nothing was measured. Times in milliseconds."""
    found = report.marks
    photos = [one for one in found if one.level != "clean"]
    outlines = [one.outline for one in photos if one.outline is not None]
    skews = [skew for one in found for skew in one.skews]
    medium = [one for one in found if one.level == "medium"]
    slopes = [slope for one in found for slope in one.slopes]
    known_boxes = sum(one.known_boxes for one in found)
    large = [one.preparing_seconds * 1000 for one in found if LARGE[0] <= one.megapixels <= LARGE[1]]
    return {
        "count": len(found),
        "outline_median": _median(outlines),
        "outline_share_over_90": _share(value >= 0.9 for value in outlines),
        "words_cut_away": share(sum(one.cut_words for one in found), sum(one.words for one in found)),
        "orientation_right": _share(right for one in found for right in one.upright),
        "skew_median_degrees": _median(skews),
        "skew_p95_degrees": _p95(skews),
        "slope_median_degrees": _median(slopes),
        "slope_p95_degrees": _p95(slopes),
        "uneven_p95_degrees": _p95([one for mark in found for one in mark.uneven]),
        "number_right": _share(one.found == one.documents for one in found),
        "none_lost": _share(one.lost == 0 for one in found),
        "clean_against_bare": _compared([one for one in found if one.level == "clean"]),
        "boxes_fit": share(sum(one.fitting_boxes for one in found), known_boxes) if known_boxes else None,
        "boxes_near": share(sum(one.near_boxes for one in found), known_boxes) if known_boxes else None,
        "medium": _level(medium),
        "medium_against_bare": _against_bare(medium),
        "preparing_ms_median": _median([one.preparing_seconds * 1000 for one in found]),
        "preparing_ms_median_12_megapixels": _median(large),
        "preparing_share": _median([one.preparing_seconds / one.seconds for one in found]),
        "memory_megabytes_worst": max(report.memory, default=None),
        "road_ms_median": _median([one.seconds * 1000 for one in found]),
        "road_ms_p95": _p95([one.seconds * 1000 for one in found]),
        "levels": {level: _level([one for one in found if one.level == level]) for level in LEVELS},
        "kinds": {kind: _kind([one for one in found if one.kind == kind]) for kind in sorted({one.kind for one in found})},
    }


def error_rate(marks: Iterable[Marks]) -> float:
    """Errors a character of all together."""
    marks = list(marks)
    return share(sum(one.errors for one in marks), sum(one.characters for one in marks))


def _against_bare(found: Sequence[Marks]) -> float | None:
    """Errors with preparation for each error without, on the same pictures."""
    compared = [one for one in found if one.bare_errors is not None]
    bare = sum(one.bare_errors or 0 for one in compared)
    return sum(one.errors for one in compared) / bare if bare else None


def _compared(found: Sequence[Marks]) -> Json | None:
    """How many pictures were read worse with preparation than without, to the same number of errors, and better."""
    signs = [(one.errors > one.bare_errors) - (one.errors < one.bare_errors) for one in found if one.bare_errors is not None]
    return {"worse": signs.count(1), "equal": signs.count(0), "better": signs.count(-1)} if signs else None


def _level(found: Sequence[Marks]) -> Json:
    compared = [one for one in found if one.bare_errors is not None]
    return {
        "count": len(found),
        "error_rate": error_rate(found),
        "error_rate_median": _median([one.rate for one in found]),
        "bare_error_rate": share(sum(one.bare_errors or 0 for one in compared), sum(one.characters for one in compared))
        if compared
        else None,
        "bare_error_rate_median": _median([one.bare_rate for one in compared if one.bare_rate is not None]),
        "outline_median": _median([one.outline for one in found if one.outline is not None]),
        "number_right": _share(one.found == one.documents for one in found),
    }


def _kind(found: Sequence[Marks]) -> Json:
    return {
        "count": len(found),
        "error_rate": error_rate(found),
        "outline_median": _median([one.outline for one in found if one.outline is not None]),
        "number_right": _share(one.found == one.documents for one in found),
        "none_lost": _share(one.lost == 0 for one in found),
        "road_ms_median": _median([one.seconds * 1000 for one in found]),
    }


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None


def _p95(values: Sequence[float]) -> float | None:
    return percentile(values, 95) if values else None


def _share(holds: Iterable[bool]) -> float | None:
    known = list(holds)
    return sum(known) / len(known) if known else None


def as_tables(report: Report) -> str:
    """The figures beside what they should be."""
    figures = as_figures(report)
    blocks = [_aims(figures), _levels(figures["levels"]), _kinds(figures["kinds"])]
    if report.ablations:
        blocks.append(_ablations(report.ablations))
    return "\n\n".join("\n".join(block) for block in blocks)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _plain(unit: str, places: int) -> Callable[[float | None], str]:
    return lambda value: "–" if value is None else f"{value:.{places}f}{unit}"


def _rates(which: str) -> Callable[[Json], str]:
    return lambda level: f"{_percent(level[which + 'error_rate'])} · {_percent(level[which + 'error_rate_median'])}"


def _counts(compared: Json | None) -> str:
    return " · ".join(str(count) for count in compared.values()) if compared else "–"


_AIMS: tuple[tuple[str, str, Callable[[Any], str], str], ...] = (
    ("outline: area in common, median", "outline_median", _plain("", 3), "≥ 0.97"),
    ("outline: pictures over 0.90", "outline_share_over_90", _percent, "≥ 95 %"),
    ("words cut away", "words_cut_away", lambda v: "–" if v is None else f"{v:.2%}", "≤ 0.5 %"),
    ("orientation right", "orientation_right", _percent, "≥ 99.5 %"),
    ("fine skew: slope of the print, median", "slope_median_degrees", _plain("°", 2), "≤ 0.2°"),
    ("fine skew: slope of the print, p95", "slope_p95_degrees", _plain("°", 2), "≤ 0.6°"),
    ("root mean square of a sheet's lines, p95", "uneven_p95_degrees", _plain("°", 2), ""),
    ("middle line against the paper's, median", "skew_median_degrees", _plain("°", 2), ""),
    ("middle line against the paper's, p95", "skew_p95_degrees", _plain("°", 2), ""),
    ("number of documents right", "number_right", _percent, "≥ 97 %"),
    ("no document lost", "none_lost", _percent, "≥ 99 %"),
    ("boxes of words with 0.8 in common", "boxes_fit", _percent, ""),
    ("boxes of words within 5 pixels", "boxes_near", _percent, ""),
    ("medium: characters wrong · median picture", "medium", _rates(""), "≤ 2 %"),
    ("medium: the same without preparation", "medium", _rates("bare_"), ""),
    ("medium: errors for each without preparation", "medium_against_bare", _plain("", 2), "≤ 0.5"),
    ("clean scans read worse, as well, better", "clean_against_bare", _counts, "0 worse"),
    ("preparation, median of all", "preparing_ms_median", _plain(" ms", 0), ""),
    ("preparation at 12 megapixels, median", "preparing_ms_median_12_megapixels", _plain(" ms", 0), "≤ 120 ms"),
    ("preparation, share of the document", "preparing_share", _percent, "≤ 10 %"),
    ("memory above the picture, worst", "memory_megabytes_worst", _plain(" MB", 0), "≤ 400 MB"),
    ("whole road, median", "road_ms_median", _plain(" ms", 0), "≤ 2000 ms"),
    ("whole road, p95", "road_ms_p95", _plain(" ms", 0), "≤ 4000 ms"),
)


def _aims(figures: Json) -> list[str]:
    head = f"{figures['count']} pictures"
    return [f"{head:44}{'measured':>14}   aim", *(f"{label:44}{show(figures[name]):>14}   {aim}" for label, name, show, aim in _AIMS)]


def _levels(levels: Json) -> list[str]:
    lines = ["characters read wrong (all together, median picture), with preparation and without"]
    lines.append(f"  {'level':10}{'pictures':>9}{'with':>9}{'median':>9}{'without':>10}{'median':>9}{'outline':>9}{'number':>9}")
    for level, row in levels.items():
        if row["count"]:
            lines.append(
                f"  {level:10}{row['count']:>9}{_percent(row['error_rate']):>9}{_percent(row['error_rate_median']):>9}"
                f"{_percent(row['bare_error_rate']):>10}{_percent(row['bare_error_rate_median']):>9}"
                f"{_plain('', 3)(row['outline_median']):>9}{_percent(row['number_right']):>9}"
            )
    return [*lines, "  aim: medium ≤ 2 %, and at least halved against without"]


def _kinds(kinds: Json) -> list[str]:
    lines = [f"  {'kind':10}{'pictures':>9}{'errors':>9}{'outline':>9}{'number':>9}{'none lost':>11}{'road':>10}"]
    for kind, row in kinds.items():
        lines.append(
            f"  {kind:10}{row['count']:>9}{_percent(row['error_rate']):>9}{_plain('', 3)(row['outline_median']):>9}"
            f"{_percent(row['number_right']):>9}{_percent(row['none_lost']):>11}{_plain(' ms', 0)(row['road_ms_median']):>10}"
        )
    return lines


_COLUMNS: tuple[tuple[str, int, Callable[[Sequence[Marks]], str]], ...] = (
    ("errors", 8, lambda marks: _percent(error_rate(marks))),
    ("median", 8, lambda marks: _percent(_median([mark.rate for mark in marks]))),
    ("upright", 9, lambda marks: _percent(_share(right for mark in marks for right in mark.upright))),
    ("skew p95", 10, lambda marks: _plain("°", 2)(_p95([slope for mark in marks for slope in mark.slopes]))),
    ("number", 8, lambda marks: _percent(_share(mark.found == mark.documents for mark in marks))),
    ("outline", 9, lambda marks: _plain("", 3)(_mean([mark.outline for mark in marks if mark.outline is not None]))),
    ("cut away", 10, lambda marks: f"{share(sum(mark.cut_words for mark in marks), sum(mark.words for mark in marks)):.2%}"),
    ("boxes fit", 11, lambda marks: _percent(share(sum(mark.fitting_boxes for mark in marks), sum(mark.known_boxes for mark in marks)))),
    ("preparing", 11, lambda marks: _plain(" ms", 0)(_median([mark.preparing_seconds * 1000 for mark in marks]))),
)
"""What the table of steps tells: head, width, and the figure of some marks."""


def _ablations(ablations: Sequence[Ablation]) -> list[str]:
    lines = [f"what each step adds, on {len(ablations[0].marks)} pictures: without it"]
    lines.append(f"  {'left out':22}" + "".join(f"{head:>{width}}" for head, width, _ in _COLUMNS) + f"{'worse, better':>15}")
    whole = {mark.picture: mark.errors for mark in ablations[0].marks}
    for one in ablations:
        row = "".join(f"{figure(one.marks):>{width}}" for _, width, figure in _COLUMNS)
        apart = [mark.errors - whole[mark.picture] for mark in one.marks]
        lines.append(f"  {one.step:22}{row}{f'{sum(n > 0 for n in apart)}, {sum(n < 0 for n in apart)}':>15}")
    return [*lines, "  worse, better: pictures with more errors of characters, and with fewer"]
