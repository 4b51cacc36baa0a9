"""Every value says why it was taken, and what else it might have been."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from domain.company import Company
from domain.upload import Upload
from pipeline.explain import explain
from pipeline.tools import Tools
from tests.bench.test_french import NoEngine


def test_candidates_reasons_and_choices_are_told() -> None:
    sample = Path("samples/facture-bureau.pdf")
    tools = Tools(engine=NoEngine(), company=Company())  # type: ignore[arg-type]
    told = "\n".join(explain(Upload(name=sample.name, content=sample.read_bytes()), tools, today=date(2026, 11, 26)))
    assert told.startswith("facture-bureau.pdf\n  document type: invoice")
    assert "because: " in told
    assert "tax_breakdown:" in told
    assert "lines, whose sum is one of the totals:" in told
    assert "check holds: " in told
