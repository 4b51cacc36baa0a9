"""The samples are read as their expected JSON says, and no wrong figure is shown as certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.dataset import Case, load_sets
from bench.run import Extraction, extract
from bench.score import Score

ROOT = Path(__file__).parent.parent.parent
CASES = load_sets(ROOT / "samples")["samples"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def read() -> Extraction:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUSTIF_STEP_SECONDS", "170")  # a busy machine is no reason to give a sample up
        return extract([case.path for case in CASES])


def scored(read: Extraction, cases: tuple[Case, ...]) -> Score:
    score = Score()
    for case in cases:
        score.add(case, read.readings.get(str(case.path), []))
    return score


def test_every_sample_is_read_and_split_as_it_should_be(read: Extraction) -> None:
    score = scored(read, CASES)

    assert (score.unread, score.parts_right) == (0, len(CASES))
    assert read.exit_status == 0


@pytest.mark.parametrize("case", [c for c in CASES if c.path.suffix == ".xml" or "facturx" in c.path.name], ids=lambda c: str(c.path.name))
def test_an_e_invoice_is_read_exactly(read: Extraction, case: Case) -> None:
    score = scored(read, (case,))

    assert {name: tally for name, tally in score.fields.items() if tally.accuracy < 1} == {}
    assert score.tax_rows[0] == score.tax_rows[1]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c.path.name))
def test_no_wrong_figure_is_shown_as_certain(read: Extraction, case: Case) -> None:
    assert scored(read, (case,)).silent_errors == []


@pytest.mark.parametrize("field", ["total_with_tax", "issue_date", "currency", "seller_vat_id"])
def test_what_matters_most_is_right_on_nineteen_of_twenty(read: Extraction, field: str) -> None:
    tally = scored(read, CASES).fields[field]

    assert tally.accuracy >= 0.95


def test_nine_fields_in_ten_are_right(read: Extraction) -> None:
    tallies = scored(read, CASES).fields.values()

    assert sum(t.right + t.rightly_empty for t in tallies) >= 0.9 * sum(t.judged for t in tallies)
