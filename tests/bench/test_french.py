"""French documents are made by seed, read, and scored; words that were recognised are kept beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from bench.french import documents, main
from bench.recognised import Kept
from domain.company import Company
from pipeline.tools import Tools


class NoEngine:
    """A PDF with text needs none."""

    def recognize(self, sheet: object) -> None:
        raise AssertionError("the document has its own words")

    def find_text(self, pixels: object) -> None:
        raise AssertionError("the document has its own words")

    def confidence_upright(self, pixels: object) -> float:
        raise AssertionError("the document has its own words")


def test_the_same_seed_makes_the_same_documents() -> None:
    one, other = (list(documents("text", seed=3, count=2)) for _ in range(2))
    assert one == other
    assert [truth["document_type"] for _, _, truth in one] == [["invoice"], ["invoice"]]


def test_words_that_were_recognised_are_kept(tmp_path: Path) -> None:
    ((_, content, _),) = documents("text", seed=3, count=1)
    kept = Kept(folder=tmp_path, tools=Tools(engine=NoEngine(), company=Company()), today=date(2026, 11, 26))  # type: ignore[arg-type]
    first = kept.pages(content)
    assert len(list(tmp_path.glob("*.pages"))) == 1
    assert kept.pages(content) == first


def test_the_figures_of_a_set_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--set", "text", "--count", "2", "--words", str(tmp_path), "--wrong", "lines", "--json", str(tmp_path / "f.json")])
    printed = capsys.readouterr().out
    assert status == 0
    assert "text: 2 documents, 2 to be read" in printed
    assert "line items, F1" in printed
    assert "silent errors" in printed
    assert "calibration error" in printed


def test_a_bill_of_two_pages_is_photographed_page_by_page() -> None:
    ((_, content, _),) = documents("phone-pages", seed=3, count=1)
    assert len(pypdfium2.PdfDocument(content)) == 2
    assert content == next(documents("phone-pages", seed=3, count=1))[1]
