"""Make sample documents.

python -m samples.make                                     rebuild the files that lie in samples/
python -m samples.make --seed 7 --count 100 --output DIR   any number of others, with truth.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from samples.catalogue import NoEncoderError, build, samples
from samples.series import LEVELS, MAKERS, write_series
from samples.truth import Truth

LIST_HEAD = "## The documents\n\n| file | what it is |\n| --- | --- |\n"


def rebuild(folder: Path, *, only: Sequence[str] = ()) -> Iterator[str]:
    """Writes the samples with their expected JSON, and the list in ORIGINS.md; yields each name."""
    for sample in samples():
        if only and sample.name not in only:
            continue
        try:
            content, truth = build(sample)
        except NoEncoderError as error:
            print(f"{sample.name} stays as it is: {error}", file=sys.stderr)
            continue
        (folder / sample.name).write_bytes(content)
        (folder / expected_name(sample.name)).write_text(as_json(truth), encoding="utf-8")
        yield sample.name
    origins = folder / "ORIGINS.md"
    head, _, _ = origins.read_text(encoding="utf-8").partition(LIST_HEAD)
    rows = "".join(f"| `{sample.name}` | {sample.about} |\n" for sample in samples())
    origins.write_text(f"{head}{LIST_HEAD}{rows}", encoding="utf-8")


def expected_name(name: str) -> str:
    """The file beside a sample that holds its truth: facture-bureau.pdf → facture-bureau.expected.json."""
    return f"{Path(name).stem}.expected.json"


def as_json(truth: Truth) -> str:
    """The truth as it lies beside a sample."""
    return json.dumps(truth.as_expected(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when everything was written."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.make", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, help="folder of a series; without it the samples themselves are rebuilt")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="rebuild these samples alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--kind", choices=sorted(MAKERS), default="receipt")
    parser.add_argument("--camera", choices=sorted(LEVELS), default="clean")
    given = parser.parse_args(arguments)
    here = Path(__file__).parent
    names = (
        write_series(given.output, seed=given.seed, count=given.count, kind=given.kind, camera=given.camera)
        if given.output
        else rebuild(here, only=given.only)
    )
    for name in names:
        print(name, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
