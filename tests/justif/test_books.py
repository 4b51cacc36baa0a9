"""The books on the command line: companies, reversal, payment, closing, VAT, and every file that leaves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounting.check_fec import check_fec
from justif.cli import run

Run = Callable[..., tuple[int, list[dict[str, Any]], bytes]]


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two e-invoices of different companies, read by the real program."""
    home = tmp_path_factory.mktemp("books") / "home"
    environment = os.environ | {"JUSTIF_HOME": str(home)}
    for arguments in (
        ["company", "set", "name=Essai SARL", "identifiers=732829320", "--by", "Zoé"],
        ["company", "add", "autre", "name=Autre SAS", "closing_month=6", "--by", "Zoé"],
        ["ingest", "--wait", "samples/facture-ubl.xml"],
        ["ingest", "--wait", "samples/facture-cii.xml", "--company", "autre"],
    ):
        subprocess.run([sys.executable, "-m", "justif.cli", *arguments], check=True, env=environment, capture_output=True, timeout=120)
    return home


@pytest.fixture
def justif(read_home: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    home = tmp_path / "home"
    shutil.copytree(read_home, home)
    monkeypatch.setenv("JUSTIF_HOME", str(home))

    def command(*arguments: str) -> tuple[int, list[dict[str, Any]], bytes]:
        capfdbinary.readouterr()
        status = run(list(arguments))
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        rows = [json.loads(line) for line in out.splitlines()] if out.startswith(b"{") else []
        return status, rows, out

    return command


def the_document(justif: Run, company: str = "default") -> str:
    _, (row,), _ = justif("list", "--company", company)
    return str(row["id"])


def test_companies_are_listed_with_what_they_told(justif: Run) -> None:
    _, rows, _ = justif("company", "list")
    assert [(row["code"], row["name"], row["closing_month"]) for row in rows] == [
        ("default", "Essai SARL", ""),
        ("autre", "Autre SAS", "6"),
    ]
    _, (shown,), _ = justif("company", "show")
    assert [event["who"] for event in shown["history"]] == ["Zoé"] * len(shown["history"])
    assert justif("company", "set", "identifiers=732829321")[0] == 1
    assert justif("company", "set", "nonsense")[0] == 2


def test_the_books_of_two_companies_are_never_mixed(justif: Run) -> None:
    tables, ids = {}, {company: the_document(justif, company) for company in ("default", "autre")}
    for company, closing_month in (("default", 12), ("autre", 6)):
        assert justif("validate", ids[company], "--by", "Zoé")[0] == 0
        _, (row,), _ = justif("list", "--company", company)
        year, month = int(row["issue_date"][:4]), int(row["issue_date"][5:7])
        closes = str(year + (month > closing_month))
        tables[company] = justif("export", "csv", "--year", closes, "--company", company)[2]
        fec = justif("export", "fec", "--year", closes, "--company", company)[2]
        assert list(check_fec(fec.splitlines(keepends=True))) == []

    assert ids["default"].encode() in tables["default"]
    assert ids["autre"].encode() in tables["autre"]
    assert ids["default"].encode() not in tables["autre"]
    assert ids["autre"].encode() not in tables["default"]


def test_an_entry_is_reversed_corrected_and_booked_anew(justif: Run) -> None:
    one = the_document(justif)
    justif("validate", one, "--by", "Zoé")
    status, (row,), _ = justif("reverse", one, "--reason", "mauvais compte", "--by", "Ali")
    assert (status, row["state"]) == (0, "to_validate")
    assert justif("reverse", one, "--reason", "encore", "--by", "Ali")[0] == 1
    _, (again,), _ = justif("validate", one, "--by", "Zoé")
    assert again["entry_number"] == 3


def test_the_payment_of_an_entry_is_booked_in_the_bank(justif: Run) -> None:
    one = the_document(justif)
    justif("validate", one, "--by", "Zoé")
    _, (row,), _ = justif("list")
    day = row["issue_date"]
    assert justif("pay", one, "--on", day, "--by", "Zoé")[0] == 0
    assert justif("pay", one, "--on", day, "--by", "Zoé")[0] == 1
    assert justif("pay", one, "--on", day, "--from", "moon")[0] == 2
    assert b"\nBQ," in justif("export", "csv", "--year", day[:4])[2]


def test_a_closed_period_stays_closed(justif: Run) -> None:
    status, (row,), _ = justif("close", "--period", "2025-03", "--by", "Zoé")
    assert (status, row["closed_until"]) == (0, "2025-03-31")
    assert justif("close", "--period", "2025-03")[0] == 1
    assert justif("close", "--period", "mars")[0] == 1


def test_the_vat_of_a_period_is_prepared_in_boxes(justif: Run) -> None:
    one = the_document(justif)
    justif("validate", one, "--by", "Zoé")
    _, (row,), _ = justif("list")
    _, rows, _ = justif("vat", "--period", row["issue_date"][:7])
    boxes = {row["box"]: row for row in rows if "box" in row}
    assert boxes["20"]["amount"] != "0.00"
    assert boxes["20"]["entries"][0]["document"] == one
    assert rows[-1]["deductible"] == boxes["20"]["amount"]


@pytest.mark.parametrize("form", ["fec", "description", "csv", "general", "ebp", "sage", "balance", "ledger"])
def test_every_file_leaves_whole(justif: Run, form: str, tmp_path: Path) -> None:
    one = the_document(justif)
    justif("validate", one, "--by", "Zoé")
    _, (row,), _ = justif("list")
    year, target = row["issue_date"][:4], tmp_path / "out"
    assert justif("export", form, "--year", year, "--output", str(target))[0] == 0
    assert target.read_bytes() == justif("export", form, "--year", year)[2]
    assert len(target.read_bytes().splitlines()) >= 3


def test_the_vouchers_lie_in_a_zip_named_by_their_entries(justif: Run, tmp_path: Path) -> None:
    one = the_document(justif)
    justif("validate", one, "--by", "Zoé")
    _, (row,), _ = justif("list")
    target = tmp_path / "pieces.zip"
    assert justif("export", "vouchers", "--year", row["issue_date"][:4], "--output", str(target))[0] == 0
    with zipfile.ZipFile(target) as archive:
        (name,) = archive.namelist()
        assert archive.read(name) == Path("samples/facture-ubl.xml").read_bytes()
    assert name.startswith("AC-00001_")
    assert name.endswith(".xml")
