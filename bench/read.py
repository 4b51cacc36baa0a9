"""How well and how fast Justif reads, as `make bench` prints it.

    python -m bench.read [FOLDER...] [--limit N] [--bare N] [--json FILE]

Without a folder: the real documents of ../shared/data where that is, which are kept beside the checkout and not in it;
else samples/. Each set of each folder is one row of the tables; all are read in one run of `justif extract`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bench.bare import Comparison, compare
from bench.dataset import Case, Json, load_sets
from bench.overview import overview
from bench.run import Extraction, extract
from bench.score import Score, share
from domain.facts import FIELDS

HERE = Path(__file__).resolve().parent.parent
STEPS = ("load", "preprocess", "ocr", "extract", "classify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All the figures of a run."""

    scores: Mapping[str, Score]
    seconds: Mapping[str, Sequence[float]]
    steps: Mapping[str, float]
    extraction: Extraction
    comparison: Comparison | None


def main(arguments: list[str] | None = None) -> int:
    """The command; 2 when a folder holds no truth."""
    given = _parser().parse_args(arguments)
    try:
        sets = _sets(given.folders or [_default_folder()], given.limit)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    report = measure(sets, bare=given.bare)
    print(as_tables(report))
    if given.json:
        given.json.write_text(json.dumps(as_json(report), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.read", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, help="documents a set at most")
    parser.add_argument("--bare", type=int, default=12, help="pictures to compare with bare recognition; 0 leaves it out")
    parser.add_argument("--json", type=Path, help="a file for the same figures as JSON")
    return parser


def _default_folder() -> Path:
    real = HERE.parent / "shared" / "data"
    return real if real.is_dir() else HERE / "samples"


def _sets(folders: Sequence[Path], limit: int | None) -> dict[str, tuple[Case, ...]]:
    return {name: cases[:limit] for folder in folders for name, cases in load_sets(folder).items()}


def measure(sets: Mapping[str, tuple[Case, ...]], *, bare: int) -> Report:
    """Read everything once, score it, and compare some of it with bare recognition."""
    paths = [case.path for cases in sets.values() for case in cases]
    extraction = extract(paths)
    scores, seconds = {}, {}
    for name, cases in sets.items():
        score = scores[name] = Score()
        for case in cases:
            score.add(case, extraction.readings.get(str(case.path), []))
        seconds[name] = [extraction.seconds[str(case.path)] for case in cases if str(case.path) in extraction.seconds]
    return Report(
        scores=scores,
        seconds=seconds,
        steps=_step_shares(extraction),
        extraction=extraction,
        comparison=compare(_pictures(extraction, bare), today=date.today()) if bare else None,
    )


def _step_shares(extraction: Extraction) -> dict[str, float]:
    """The share of each step in all the time that the documents count."""
    spent = dict.fromkeys(STEPS, 0.0)
    for readings in extraction.readings.values():
        for step in STEPS:
            spent[step] += (readings[-1].get("timings_ms") or {}).get(step, 0)
    return {step: share(value, sum(spent.values())) for step, value in spent.items()}


def _pictures(extraction: Extraction, count: int) -> list[Path]:
    """Documents that were recognised, spread over the run."""
    recognised = [Path(path) for path, readings in extraction.readings.items() if readings[0].get("source") == "ocr"]
    return recognised[:: max(1, len(recognised) // count)][:count] if recognised else []


def as_tables(report: Report) -> str:
    """The figures for people."""
    blocks = ["\n".join(_fields_table(name, score)) for name, score in report.scores.items()]
    return "\n\n".join([*blocks, "\n".join(overview(report.scores)), "\n".join(_speed_table(report)), "\n".join(_machine_lines(report))])


def _fields_table(name: str, score: Score) -> list[str]:
    lines = [f"{name}: {score.documents} documents", f"  {'field':20}{'judged':>8}{'right':>9}{'precision':>11}{'recall':>9}"]
    for label in (*FIELDS, *sorted(set(score.fields) - set(FIELDS))):
        if tally := score.fields.get(label):
            found, printed = tally.right + tally.wrong + tally.wrongly_found, tally.right + tally.wrong + tally.missing
            lines.append(
                f"  {label:20}{tally.judged:>8}{tally.accuracy:>9.1%}{_percent(tally.right, found):>11}{_percent(tally.right, printed):>9}"
            )
    for label, (right, judged) in (("VAT rows", score.tax_rows), ("document type", score.types), ("category", score.categories)):
        if judged:
            lines.append(f"  {label:20}{judged:>8}{share(right, judged):>9.1%}")
    lines.append(f"  silent errors {len(score.silent_errors)} of {score.units}  {' '.join(score.silent_errors[:6])}")
    lines.append(f"  flagged {share(score.flagged, score.units):.1%}, needlessly {share(score.needless_flags, score.units):.1%}")
    lines.append(f"  unread {score.unread}, number of documents in the file right {share(score.parts_right, score.documents):.1%}")
    return lines


def _percent(part: int, whole: int) -> str:
    """A share for people; of nothing there is none."""
    return f"{part / whole:.1%}" if whole else "–"


def _speed_table(report: Report) -> list[str]:
    lines = [f"{'seconds a document':20}{'median':>8}{'p95':>8}{'worst':>8}"]
    for name, seconds in report.seconds.items():
        if seconds:
            lines.append(f"{name:20}{statistics.median(seconds):>8.2f}{percentile(seconds, 95):>8.2f}{max(seconds):>8.2f}")
    return lines


def _machine_lines(report: Report) -> list[str]:
    run = report.extraction
    growth = run.growth()
    lines = [
        f"start-up {run.start_seconds:.1f} s, peak memory {run.peak_megabytes:.0f} MB, growth between recognised documents 20 and 60 "
        + ("not measured" if growth is None else f"{growth:+.0f} MB"),
        "time by step: " + ", ".join(f"{step} {part:.1%}" for step, part in report.steps.items()),
    ]
    if report.comparison:
        lines.append(
            f"the whole road takes {report.comparison.ratio:.2f} times bare recognition, on {report.comparison.documents} documents"
        )
    return lines


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 95), percentile([1.0, 2.0, 3.0], 50)
    (4.0, 2.0)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-percent * len(ordered) // 100) - 1))]


def as_json(report: Report) -> Json:
    """The figures for programs."""
    run, comparison = report.extraction, report.comparison
    return {
        "sets": {
            name: asdict(score)
            | {"accuracy": {field: tally.accuracy for field, tally in score.fields.items()}}
            | {"median_seconds": statistics.median(seconds), "p95_seconds": percentile(seconds, 95)}
            for (name, score), seconds in zip(report.scores.items(), report.seconds.values(), strict=True)
            if seconds
        },
        "start_seconds": run.start_seconds,
        "peak_megabytes": run.peak_megabytes,
        "growth_megabytes": run.growth(),
        "steps": dict(report.steps),
        "ratio_to_bare_recognition": comparison.ratio if comparison else None,
        "exit_status": run.exit_status,
    }


if __name__ == "__main__":
    sys.exit(main())
