"""The country that CONTRIBUTING walks through is really carried out: its files are copied out of the page, and it books."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import locales

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^ *```(python|csv)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILES = ("be.py", "be.csv", "be-rates.csv", "be-deduction.csv", "be-limits.csv")

PROGRAM = """
import sys
from pathlib import Path
import locales.countries, locales.tables
folder = Path(sys.argv[1])
locales.countries.__path__.append(str(folder))
locales.tables._FOLDER = folder
from datetime import date
from decimal import Decimal
from accounting.propose import propose
from domain.company import Company
from domain.facts import Facts, Found, TaxRow
from domain.kinds import Category, DocumentType
def found(value): return Found(value=value, confidence=0.9)
def book(category, net, tax):
    facts = Facts(seller_name=found("Brouwer"), issue_date=found(date(2026, 3, 2)), currency=found("EUR"),
        total_without_tax=found(net), total_tax=found(tax), total_with_tax=found(net + tax),
        tax_breakdown=(TaxRow(rate=Decimal(21), base=net, amount=tax),), seller_vat_id=found("BE0428759497"))
    entry = propose(facts, document_type=DocumentType.INVOICE, category=category, company=Company(country="be"))
    return " ".join(f"{'D' if line.debit else 'C'} {line.account} {line.debit or line.credit}" for line in entry.lines)
print(book(Category.FEES, Decimal("100.00"), Decimal("21.00")))
print(book(Category.LODGING, Decimal("100.00"), Decimal("21.00")))
"""


def blocks() -> dict[str, str]:
    """The files of the page by their names, without the margin of the list that they stand in."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = page[page.index("## Add a country") : page.index("## Add a finder")]
    found = [re.sub(r"^ {3}", "", text, flags=re.MULTILINE) for _, text in BLOCK.findall(section)]
    return dict(zip(FILES, found, strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in blocks().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_names_every_file_that_it_shows() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert all(f"`{name}`" in page or f"/{name}`" in page for name in FILES)


def test_the_country_of_the_page_books_an_invoice(folder: Path) -> None:
    """In a process of its own: a country that is not there must not stay in the registry of the other tests."""
    home = str(Path(locales.__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], capture_output=True, text=True, cwd=home, timeout=60, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines() == ["D 613 100.00 D 411 21.00 C 440 121.00", "D 613 121.00 C 440 121.00"]
