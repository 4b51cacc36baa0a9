"""How well French documents are read, as `make bench-french` prints it: made by seed, with their truth, in three sets.

    python -m bench.french [--seed N] [--count N] [--set NAME] [--words FOLDER] [--wrong FIELD] [--json FILE]

Documents of every kind of samples/series.py, as PDFs with text, as office scans, and as photos by telephone of medium
difficulty; receipts as photos, and as hard ones. Nothing is tuned on the seed FINAL, which is read at the end of a piece of work alone;
confidences are fitted to the seed TAUGHT alone (`--confidences training/data/confidences.csv.xz`, then `make train`).
Recognition is done once for each file: its words are kept in a folder, and only what follows is measured anew.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from tempfile import gettempdir
from unittest.mock import patch

from bench.dataset import Case, Json, unit_of
from bench.overview import overview
from bench.recognised import Kept
from bench.reliability import reliability_plot
from bench.score import Score, calibration_error, share
from domain.contract import as_record
from domain.facts import FIELDS, Facts
from domain.kinds import Source
from domain.problem import ReadError
from justif.assemble import make_tools
from justif.settings import Settings
from pipeline.read import understand
from pipeline.tools import Tools
from samples.photos import shoot
from samples.series import MAKERS, Camera, develop
from training.calibration import Told, save_told
from training.receipts import load_receipts, page_of, truth_of

DEVELOPMENT, FINAL, TAUGHT = 11, 97, 5
TODAY = date(2026, 11, 26)

PRINTED = ("invoice", "invoice", "invoice", "telecom", "energy", "hotel", "credit_note", "quote")
FACTURX = Path(__file__).resolve().parents[2] / "shared" / "data" / "facturx"
"""Factur-X of FNFE, kept beside the checkout and not in it; read here by their print alone, as if they bore no XML."""
ABROAD = ("algeria", "morocco", "senegal")
SETS: Mapping[str, tuple[tuple[str, ...], Camera]] = {
    "text": (PRINTED, "clean"),
    "scan": (PRINTED, "scan"),
    "phone": (PRINTED, "phone"),
    "phone-pages": (("energy", "telecom"), "pages"),
    "receipts": (("receipt", "receipt", "receipt", "receipt", "card_slip"), "phone"),
    "abroad": (ABROAD, "clean"),
    "abroad-scan": (ABROAD, "scan"),
    "unbooked": (("statement", "letter", "delivery_note"), "clean"),
}
HARD = "receipts-hard"
"""Receipts as careless or unlucky people photograph them (samples/conditions.py): crumpled, dark, blurred, faded, sent by a messenger."""
EVERY = (*SETS, HARD)
COUNTS = {"text": 80, "scan": 24, "phone": 24, "phone-pages": 16, "receipts": 60, "abroad": 30, "abroad-scan": 9, "unbooked": 24, HARD: 40}
TAUGHT_COUNTS = {"text": 160, "scan": 96, "phone": 96, "receipts": 120, "abroad": 60, "abroad-scan": 60, "unbooked": 72}
"""Documents of the seed TAUGHT to which the curves of confidence are fitted: no figure is measured on any of them."""


@dataclass(slots=True)
class Set:
    """The account of a set, and how long its pages took to be understood, in milliseconds."""

    score: Score = field(default_factory=Score)
    milliseconds: list[float] = field(default_factory=list)
    readings: list[tuple[Case, list[Json]]] = field(default_factory=list)


def documents(name: str, *, seed: int, count: int) -> Iterator[tuple[str, bytes, Json]]:
    """Name, bytes and truth of each document of a set."""
    if name == HARD:
        for number in range(1000 * seed, 1000 * seed + count):
            shot = shoot("train", number, level="hard", kind="receipt")
            yield shot.row["file"], shot.content, shot.row
        return
    kinds, camera = SETS[name]
    for place in range(count):
        kind = kinds[place % len(kinds)]
        rng = Random(f"{kind} {camera} {seed} {place}")
        specimen = MAKERS[kind](rng)
        content, suffix = develop(rng, specimen, camera)
        yield f"{kind}-{place:03d}{suffix}", content, specimen.truth.as_expected()


def read_set(given: Sequence[tuple[str, bytes, Json]], kept: Kept, tools: Tools) -> Set:
    """Understand and score the documents of a set."""
    out = Set()
    for name, content, truth in given:
        case = Case(path=Path(name), units=tuple(unit_of(part) for part in truth.get("parts") or [truth]))
        readings = []
        for pages in kept.pages(content):
            started = time.perf_counter()
            try:
                readings.append(as_record(understand(pages, tools, today=TODAY)))
            except ReadError as error:
                readings.append({"error": str(error.problem)})
            out.milliseconds.append(1000 * (time.perf_counter() - started) / max(1, len(pages)))
        out.score.add(case, readings)
        out.readings.append((case, readings))
    return out


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    given = _parser().parse_args(arguments)
    tools = make_tools(Settings())
    kept = Kept(folder=given.words, tools=tools, today=TODAY)
    sets = {}
    unnamed = TAUGHT_COUNTS if given.confidences else EVERY
    wanted = dict.fromkeys(given.set or ([] if given.folder else unnamed)) | {str(folder): folder for folder in given.folder or ()}
    if not given.set and not given.folder and not given.confidences:
        if FACTURX.is_dir():
            wanted["facturx without its XML"] = FACTURX
        else:
            print(f"Factur-X without its XML is not measured: there is no {FACTURX}")
    if given.confidences:
        _keep_promises(given.confidences, wanted, given, kept, tools)
        return 0
    for name, folder in wanted.items():
        sets[name] = read_set(_of(name, folder, given), kept, tools)
        print("\n".join(as_table(name, sets[name])), flush=True)
        if given.wrong:
            print("\n".join(_wrong(sets[name], given.wrong)))
    print("\n".join(together(sets)))
    print("\n" + "\n".join(overview({name: one.score for name, one in sets.items()})))
    if given.plot:
        told = [(sure, right) for one in sets.values() for _, sure, right in one.score.confidences]
        given.plot.write_text(reliability_plot({f"{len(told)} values": told}), encoding="utf-8")
    if given.json:
        given.json.write_text(json.dumps({name: as_json(one) for name, one in sets.items()}, indent=1) + "\n", encoding="utf-8")
    return 0


def _of(name: str, folder: Path | None, given: argparse.Namespace) -> Sequence[tuple[str, bytes, Json]]:
    if folder:
        return _listed(folder)
    if given.confidences:
        return made(name, TAUGHT, given.count or TAUGHT_COUNTS.get(name) or COUNTS[name], given.words)
    return made(name, given.seed, given.count, given.words)


def _keep_promises(place: Path, wanted: Mapping[str, Path | None], given: argparse.Namespace, kept: Kept, tools: Tools) -> None:
    """The pairs that training/calibration.py fits its curves to: those of the sets, and of the receipts that are learned from."""
    told: list[Told] = []
    agreed: list[int] = []

    def noted(facts: Facts, _source: Source, ways: int) -> Facts:
        agreed.append(ways)
        return facts

    with patch("extractors.extract.calibrated", noted):
        for name, folder in wanted.items():
            for one in _of(name, folder, given):
                agreed.clear()
                for case, readings in read_set([one], kept, tools).readings:
                    told += _promises(case, readings, agreed)
        for receipt in load_receipts():
            agreed.clear()
            case = Case(path=Path(receipt["file_name"]), units=(truth_of(receipt),))
            told += _promises(case, [as_record(understand((page_of(receipt),), tools, today=TODAY))], agreed)
    save_told(place, told)


def _promises(case: Case, readings: Sequence[Json], agreed: Sequence[int]) -> Iterator[Told]:
    for unit, reading, ways in zip(case.units, readings, agreed, strict=False):
        own = Score()
        own.add(Case(path=case.path, units=(unit,)), [reading])
        source = "ocr" if reading.get("source") == "ocr" else "text"
        for label, sure, right in own.confidences:
            yield label, source, sure, right, ways if label == "total_with_tax" else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.french", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=DEVELOPMENT, help=f"{DEVELOPMENT} for development, {FINAL} for the end")
    parser.add_argument("--count", type=int, help="documents a set")
    parser.add_argument("--set", action="append", choices=sorted(EVERY))
    parser.add_argument("--folder", action="append", type=Path, help="a folder with a truth.jsonl, instead of the sets")
    parser.add_argument("--words", type=Path, default=Path(gettempdir()) / "justif-words", help="where recognised words are kept")
    parser.add_argument("--wrong", metavar="FIELD", help="print the errors of this field")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path, help="draw what confidences promise against what was so, as SVG")
    parser.add_argument(
        "--confidences", type=Path, help=f"write what was promised on documents of seed {TAUGHT}, before calibration, and whether it was so"
    )
    return parser


def made(name: str, seed: int, count: int | None, folder: Path) -> Sequence[tuple[str, bytes, Json]]:
    """The documents of a set, made once: taking photographs costs more than reading them."""
    count = count or COUNTS[name]
    place = folder / f"{name}-{seed}-{count}"
    listed = place / "truth.jsonl"
    if not listed.exists():
        place.mkdir(parents=True, exist_ok=True)
        rows = []
        for file, content, truth in documents(name, seed=seed, count=count):
            (place / file).write_bytes(content)
            rows.append(json.dumps({"file": file} | truth, ensure_ascii=False))
        listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return _listed(place)


def _listed(place: Path) -> Sequence[tuple[str, bytes, Json]]:
    """The documents of a folder with their truth.jsonl."""
    rows = [json.loads(line) for line in (place / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row["file"], (place / row["file"]).read_bytes(), row) for row in rows]


def as_table(name: str, one: Set) -> list[str]:
    """The figures of a set for people."""
    score = one.score
    lines = [f"\n{name}: {score.documents} documents, {score.units} to be read"]
    for label in FIELDS:
        if tally := score.fields.get(label):
            faults = f"wrong {tally.wrong}, missing {tally.missing}, invented {tally.wrongly_found}"
            lines.append(f"  {label:20}{tally.judged:>5}{tally.accuracy:>8.1%}  {faults}")
    for label, (right, judged) in (("VAT rows", score.tax_rows), ("document type", score.types)):
        if judged:
            lines.append(f"  {label:20}{judged:>5}{share(right, judged):>8.1%}")
    if score.lines[2]:
        lines.append(f"  {'line items, F1':20}{score.lines[2]:>5}{score.lines_f1:>8.1%}")
    if score.strict[2]:
        lines.append(f"  {'SROIE task 3, F1':20}{score.strict[2]:>5}{score.strict_f1:>8.1%}")
    lines.append(f"  silent errors {len(score.silent_errors)} of {score.units}  {' '.join(score.silent_errors[:8])}")
    lines.append(f"  flagged {share(score.flagged, score.units):.1%}, needlessly {share(score.needless_flags, score.units):.1%}")
    lines.append(f"  calibration error {score.calibration_error:.3f}, {statistics.median(one.milliseconds):.0f} ms a page (median)")
    return lines


def together(sets: Mapping[str, Set]) -> list[str]:
    """What holds for all sets."""
    scores = [one.score for one in sets.values()]
    units = sum(score.units for score in scores)
    told = [(sure, right) for score in scores for _, sure, right in score.confidences]
    times = [ms for one in sets.values() for ms in one.milliseconds]
    return [
        f"\nall sets: {units} documents",
        f"  silent errors {share(sum(len(score.silent_errors) for score in scores), units):.2%}",
        f"  needless flags {share(sum(score.needless_flags for score in scores), units):.1%}",
        f"  document type {share(sum(score.types[0] for score in scores), sum(score.types[1] for score in scores)):.1%}",
        f"  calibration error {calibration_error(told):.3f} of {len(told)} values",
        f"  understanding takes {statistics.median(times):.0f} ms a page (median)",
    ]


def as_json(one: Set) -> Json:
    """The figures of a set for programs."""
    score = one.score
    return {
        "accuracy": {name: tally.accuracy for name, tally in score.fields.items()},
        "tax_rows": share(*score.tax_rows),
        "lines_f1": score.lines_f1,
        "types": share(*score.types),
        "silent_errors": score.silent_errors,
        "needless_flags": share(score.needless_flags, score.units),
        "calibration_error": score.calibration_error,
        "milliseconds": statistics.median(one.milliseconds),
    }


def _wrong(one: Set, name: str) -> Iterator[str]:
    """The documents that have a field wrong; `lines`, `rows`, `type` and `flags` are asked for in the same way."""
    for case, readings in one.readings:
        for unit, reading in zip(case.units, readings, strict=False):
            own = Score()
            own.add(Case(path=case.path, units=(unit,)), [reading])
            if said := _said(own, name, unit, reading):
                yield f"    {case.path.name}: {said}"


def _said(own: Score, name: str, unit: object, reading: Json) -> str:
    from bench.dataset import Unit

    assert isinstance(unit, Unit)
    if name == "lines" and own.lines[2] and own.lines_f1 < 1:
        return f"{own.lines_f1:.2f}\n      found {reading.get('lines')}\n      truth {list(unit.lines or ())}"
    if name == "rows" and own.tax_rows[1] > own.tax_rows[0]:
        return f"found {reading.get('tax_breakdown')} truth {list(unit.tax_breakdown or ())}"
    if name == "type" and own.types[1] > own.types[0]:
        return f"{reading.get('document_type')} instead of {unit.document_types}"
    if name == "flags" and own.needless_flags:
        return "; ".join(reading["justif"]["doubts"])
    if name == "silent" and own.silent_errors:
        return f"{[(key, reading['fields'].get(key), unit.fields.get(key)) for key in ('total_with_tax', 'total_tax', 'issue_date')]}"
    tally = own.fields.get(name)
    if tally and tally.accuracy < 1:
        found = (reading.get("fields") or {}).get(name)
        return f"{found and (found['value'], found['confidence'])} instead of {unit.fields[name]!r}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
