"""The command line as the contract fixes it: data on standard output, words on standard error, and the exit status."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from justif.cli import run

SAMPLES = Path("samples")
INVOICE = SAMPLES / "facture-ubl.xml"
"""An e-invoice is read in milliseconds, so the road is short and the commands are quick."""


@dataclass
class Outcome:
    status: int
    out: bytes
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Justif:
    """The program, in a home of its own."""

    home: Path
    capture: pytest.CaptureFixture[bytes]
    patch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, text: str = "", **settings: str) -> Outcome:
        with self.patch.context() as patch:
            for name, value in ({"home": str(self.home)} | settings).items():
                patch.setenv(f"JUSTIF_{name.upper()}", value)
            patch.setattr(sys, "stdin", io.StringIO(text))
            self.capture.readouterr()
            status = run([str(argument) for argument in arguments])
        out, err = self.capture.readouterr()
        assert b"Traceback" not in err
        return Outcome(status, out, err.decode())

    def id_of(self, name: str) -> str:
        (one,) = (row["id"] for row in self("list").rows if row["name"] == name)
        return str(one)


@pytest.fixture
def justif(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Justif:
    return Justif(tmp_path / "home", capfdbinary, monkeypatch)


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where two invoices have been read, by the real program in a process of its own."""
    home = tmp_path_factory.mktemp("read") / "home"
    command = [sys.executable, "-m", "justif.cli", "ingest", "--wait", str(INVOICE), str(SAMPLES / "facture-cii.xml")]
    subprocess.run(command, check=True, env=os.environ | {"JUSTIF_HOME": str(home)}, capture_output=True, timeout=120)
    return home


@pytest.fixture
def read(justif: Justif, read_home: Path) -> Justif:
    """The program with those two invoices; what a test does to them no other test sees."""
    shutil.copytree(read_home, justif.home)
    return justif


# ------------------------------------------------------------ extract


def test_extract_prints_a_line_a_document_in_the_order_given(justif: Justif, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    paths = [INVOICE, tmp_path / "absent.pdf", tmp_path / "empty.pdf", SAMPLES / "facture-cii.xml", tmp_path]
    outcome = justif("extract", *paths)
    assert [row["path"] for row in outcome.rows] == [str(path) for path in paths]
    assert [bool(row["error"]) for row in outcome.rows] == [False, True, True, False, True]
    assert outcome.status == 1


def test_extract_of_what_can_be_read_ends_well_and_stores_nothing(justif: Justif) -> None:
    outcome = justif("extract", INVOICE)
    assert outcome.status == 0
    (row,) = outcome.rows
    assert row["source"] == "ubl"
    assert row["fields"]["total_with_tax"]["value"]
    assert list(row["timings_ms"]) == ["load", "preprocess", "ocr", "extract", "classify", "total"]
    assert not (justif.home / "register.sqlite").exists()
    assert not (justif.home / "originals").exists()


def test_several_jobs_print_the_same_lines_in_the_same_order(justif: Justif) -> None:
    paths = [SAMPLES / name for name in ("facture-ubl.xml", "facture-cii.xml", "avoir-ubl.xml")] * 3
    one, three = justif("extract", *paths), justif("extract", *paths, "--jobs", "3")
    assert [row["fields"] for row in three.rows] == [row["fields"] for row in one.rows]
    assert [row["path"] for row in three.rows] == [str(path) for path in paths]


def test_odd_file_names_are_repeated_as_they_were_given(justif: Justif, tmp_path: Path) -> None:
    names = ["quo\"te's.xml", "new\nline.xml", "semi;colon $HOME `id`.xml", "re\udce7u.xml", "-dash.xml", "été.xml"]
    paths = [str(tmp_path / name) for name in names]
    for path in paths:
        Path(path).write_bytes(INVOICE.read_bytes())
    outcome = justif("extract", *paths)
    assert (outcome.status, [row["path"] for row in outcome.rows]) == (0, paths)


def test_extract_without_a_path_is_not_understood(justif: Justif) -> None:
    assert justif("extract").status == 2
    assert justif("extract", INVOICE, "--jobs", "0").status == 2
    assert justif("no-such-command").status == 2


# ------------------------------------------------------------ ingest, list, show, original


def test_ingest_says_when_an_original_is_safe_and_again_when_it_has_been_read(justif: Justif) -> None:
    outcome = justif("ingest", "--wait", INVOICE)
    safe, read = outcome.rows
    assert list(safe) == ["path", "id", "original", "state", "duplicate_of"]
    assert (safe["state"], read["state"]) == ("received", "to_validate")
    assert safe["original"] == hashlib.sha256(INVOICE.read_bytes()).hexdigest()
    assert (safe["id"], safe["duplicate_of"]) == (read["id"], None)


def test_without_waiting_the_document_waits(justif: Justif) -> None:
    (row,) = justif("ingest", INVOICE).rows
    assert row["state"] == "received"
    (listed,) = justif("list", "--state", "received").rows
    assert listed["id"] == row["id"]
    shown = justif("show", row["id"])
    assert shown.status == 1
    assert "not been read yet" in shown.err


def test_the_same_bytes_twice_are_recognised(justif: Justif, tmp_path: Path) -> None:
    (tmp_path / "copy.xml").write_bytes(INVOICE.read_bytes())
    first, second = justif("ingest", INVOICE, tmp_path / "copy.xml").rows
    assert second["duplicate_of"] == first["id"] == second["id"]
    assert len(justif("list").rows) == 1
    (other,) = justif("ingest", INVOICE, "--company", "other").rows
    assert other["duplicate_of"] is None
    assert len(justif("list", "--company", "other").rows) == 1


def test_a_folder_is_taken_in_with_the_documents_below(justif: Justif, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("facture-ubl.xml", "facture-cii.xml"):
        (tmp_path / "in" / "deep" / name).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "in" / "notes.txt").write_text("no document")
    outcome = justif("ingest", tmp_path / "in")
    assert [Path(row["path"]).name for row in outcome.rows] == ["facture-cii.xml", "facture-ubl.xml"]


def test_a_document_that_cannot_be_read_keeps_its_original_and_says_why(justif: Justif, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    outcome = justif("ingest", "--wait", tmp_path / "broken.pdf", tmp_path / "absent.pdf")
    assert outcome.status == 1
    safe, absent, failed = outcome.rows
    assert (absent["id"], absent["state"]) == (None, "failed")
    assert failed["state"] == "failed"
    assert justif("original", safe["id"]).out == b"%PDF-1.7 and then nothing"
    shown = justif("show", safe["id"])
    assert (shown.status, bool(shown.rows[0]["error"])) == (1, True)
    (retried,) = justif("retry", safe["id"]).rows
    assert retried["state"] == "received"


def test_list_and_show_print_the_keys_of_the_contract(read: Justif) -> None:
    one = read.id_of("facture-ubl.xml")
    listed = read("list").rows[0]
    keys = "id original part name state received_at document_type seller_name issue_date total_with_tax currency needs_review"
    assert list(listed) == keys.split()
    (extracted,) = read("extract", INVOICE).rows
    (shown,) = read("show", one).rows
    assert list(shown) == list(extracted)
    assert shown["fields"] == extracted["fields"]
    assert read("list", "--state", "lost").status == 2


def test_the_original_comes_back_untouched(read: Justif) -> None:
    assert read("original", read.id_of("facture-ubl.xml")).out == INVOICE.read_bytes()


# ------------------------------------------------------------ decisions


def test_what_a_person_says_is_shown_booked_and_exported(read: Justif, tmp_path: Path) -> None:
    one = read.id_of("facture-ubl.xml")
    (shown,) = read("correct", one, "seller_name=Au bon moulin", "category=meals", "--by", "Anne").rows
    assert shown["fields"]["seller_name"]["value"] == "Au bon moulin"
    assert read("show", one).rows == [shown]
    booked = read("validate", one, "--by", "Anne")
    assert (booked.status, booked.rows[0]["state"], booked.rows[0]["entry_number"]) == (0, "validated", 1)
    year = shown["entry"]["date"][:4]
    file = tmp_path / f"732829320FEC{year}1231.txt"
    assert read("export", "fec", "--year", year, "--output", file).status == 0
    assert read("export", "fec", "--year", year).out == file.read_bytes()
    assert read("check-fec", file).status == 0
    assert len(file.read_text().splitlines()) == 1 + len(shown["entry"]["lines"])
    assert b"Au bon moulin" in read("export", "csv", "--year", year).out


def test_what_is_final_is_refused_with_status_1(read: Justif) -> None:
    one = read.id_of("facture-ubl.xml")
    assert read("validate", one, "--by", "Anne").status == 0
    for again in (
        ["validate", one, "--by", "Anne"],
        ["correct", one, "total_with_tax=1.00"],
        ["reject", one, "--reason", "no", "--by", "Anne"],
        ["retry", one],
    ):
        refused = read(*again)
        assert refused.status == 1
        assert "validated" in refused.err


def test_an_entry_that_does_not_balance_is_not_validated(read: Justif) -> None:
    one = read.id_of("facture-ubl.xml")
    (shown,) = read("correct", one, "total_with_tax=1.00").rows
    assert shown["entry"] is None
    assert shown["needs_review"]
    refused = read("validate", one, "--by", "Anne")
    assert (refused.status, refused.out) == (1, b"")


def test_a_rejected_document_says_why(read: Justif) -> None:
    one = read.id_of("facture-ubl.xml")
    (row,) = read("reject", one, "--reason", "private", "--by", "Anne").rows
    assert row["state"] == "rejected"
    assert read("reject", one).status == 2


def test_one_refusal_keeps_no_other_document_waiting(read: Justif) -> None:
    first, second = read.id_of("facture-ubl.xml"), read.id_of("facture-cii.xml")
    read("validate", first, "--by", "Anne")
    outcome = read("validate", first, second, "--by", "Anne")
    assert (outcome.status, [row["id"] for row in outcome.rows]) == (1, [second])


@pytest.mark.parametrize(
    "arguments",
    [["show"], ["original"], ["validate", "--by", "A"], ["reject", "--reason", "x"], ["correct"], ["retry"]],
    ids=lambda arguments: str(arguments[0]),
)
def test_an_unknown_id_is_said_to_be_unknown_with_status_2(justif: Justif, arguments: list[str]) -> None:
    values = ["total_with_tax=1.00"] if arguments[0] == "correct" else []
    outcome = justif(arguments[0], "nobody", *values, *arguments[1:])
    assert (outcome.status, outcome.out) == (2, b"")
    assert "no such document" in outcome.err


@pytest.mark.parametrize("value", ["total_with_tax=twelve", "colour=red", "issue_date=31/12/2026"])
def test_a_value_that_cannot_be_is_refused(read: Justif, value: str) -> None:
    assert read("correct", read.id_of("facture-ubl.xml"), value).status == 1


def test_a_correction_without_a_value_is_not_understood(read: Justif) -> None:
    assert read("correct", read.id_of("facture-ubl.xml"), "total_with_tax").status == 2


# ------------------------------------------------------------ search and care


def test_a_filed_document_is_found_again_also_after_the_index_was_made_anew(read: Justif) -> None:
    one = read.id_of("facture-ubl.xml")
    seller = read("show", one).rows[0]["fields"]["seller_name"]["value"]
    before = read("search", seller)
    assert one in [row["id"] for row in before.rows]
    assert list(before.rows[0]) == ["id", "score", "name", "seller_name", "issue_date", "total_with_tax", "snippet"]
    for leftover in read.home.glob("index.sqlite*"):
        leftover.unlink()
    assert read("search", seller).rows == []
    assert read("reindex").status == 0
    assert read("search", seller).rows == before.rows


def test_verify_finds_an_original_that_was_changed(read: Justif) -> None:
    assert read("verify").status == 0
    original = next(path for path in (read.home / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(b"a forgery")
    outcome = read("verify")
    assert (outcome.status, [row["code"] for row in outcome.rows]) == (1, ["original_damaged"])


def test_a_search_is_understood_one_or_many_at_a_time(justif: Justif, tmp_path: Path) -> None:
    (tmp_path / "sellers.txt").write_text("EDF\nOrange\n")
    words = "factures EDF de mars 2025 de plus de 500 €"
    one = justif("parse-query", words, "--today", "2026-11-21", "--sellers", tmp_path / "sellers.txt")
    assert (one.rows[0]["seller"], one.rows[0]["date_from"], one.rows[0]["amount_min"]) == ("EDF", "2025-03-01", "500.00")
    many = justif("parse-query", "-", "--today", "2026-11-21", "--sellers", tmp_path / "sellers.txt", text=f"{words}\n\nhier\n")
    assert len(many.rows) == 3
    assert many.rows[0] == one.rows[0]
    assert justif("parse-query", "hier", "--today", "yesterday").status == 2


def test_a_setting_that_cannot_be_is_named(justif: Justif) -> None:
    outcome = justif("list", port="http")
    assert outcome.status == 2
    assert "JUSTIF_PORT" in outcome.err


def test_a_home_that_cannot_be_is_said_in_words(justif: Justif) -> None:
    justif.home.write_text("a file where the home should be")
    outcome = justif("list")
    assert outcome.status == 2
    assert outcome.err


def test_every_command_of_the_contract_has_a_help_text(justif: Justif) -> None:
    commands = (
        "extract parse-query ingest list show original correct validate reject search export check-fec reindex verify doctor serve work"
    )
    listed = justif("--help").out.decode()
    assert [name for name in commands.split() if name not in listed] == []
