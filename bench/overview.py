"""The figures by which reading is judged, one line a set: what is right, what nobody was told of, what promises were worth."""

from __future__ import annotations

from collections.abc import Mapping

from bench.score import Score, share

NAMED = {
    "total": "total_with_tax",
    "net": "total_without_tax",
    "tax": "total_tax",
    "date": "issue_date",
    "number": "invoice_number",
    "seller": "seller_name",
    "address": "seller_address",
}
HEADS = (*NAMED, "VAT rows", "lines F1", "strict F1", "type", "silent", "needless", "calibr.")


def overview(scores: Mapping[str, Score]) -> list[str]:
    """A table in percent, the error of calibration as it is; a dash where nothing was judged."""
    wide = max([len("of 100"), *map(len, scores)])
    return [
        f"{'of 100':{wide}}" + "".join(f"{head:>10}" for head in HEADS),
        *(f"{name:{wide}}" + "".join(f"{cell:>10}" for cell in _cells(score)) for name, score in scores.items()),
    ]


def _cells(score: Score) -> list[str]:
    tallies = [score.fields.get(name) for name in NAMED.values()]
    shares = [(tally.right + tally.rightly_empty, tally.judged) if tally else (0, 0) for tally in tallies]
    shown = [_percent(share(right, judged), judged) for right, judged in (*shares, score.tax_rows)]
    shown += [_percent(score.lines_f1, score.lines[2]), _percent(score.strict_f1, score.strict[2])]
    shown += [_percent(share(*score.types), score.types[1])]
    shown += [_percent(share(count, score.units), score.units) for count in (len(score.silent_errors), score.needless_flags)]
    return [*shown, f"{score.calibration_error:.3f}" if score.confidences else "–"]


def _percent(part: float, judged: int) -> str:
    return f"{100 * part:.1f}" if judged else "–"
