"""Make sample documents.

python -m samples.make                                     rebuild the files that lie in samples/
python -m samples.make --seed 7 --count 100 --output DIR   any number of others, with truth.jsonl
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples.series import LEVELS, MAKERS, write_series


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when everything was written."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.make", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, help="folder of a series; without it the samples themselves are rebuilt")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--kind", choices=sorted(MAKERS), default="receipt")
    parser.add_argument("--camera", choices=sorted(LEVELS), default="clean")
    given = parser.parse_args(arguments)
    if given.output is None:
        parser.error("--output is missing")
    for name in write_series(given.output, seed=given.seed, count=given.count, kind=given.kind, camera=given.camera):
        print(name, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
