"""Truth is found as one list or beside each document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.dataset import load_sets

ROW = {"file": "a.jpg", "fields": {"total_with_tax": "1.00"}, "document_type": ["receipt"], "tax_breakdown": []}


def test_a_list_names_the_files_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "truth.jsonl").write_text(json.dumps(ROW) + "\n")
    ((name, cases),) = load_sets(tmp_path).items()
    assert name == tmp_path.name
    assert cases[0].path == tmp_path / "a.jpg"
    assert cases[0].units[0].document_types == ("receipt",)
    assert cases[0].units[0].tax_breakdown == ()


def test_truth_may_lie_beside_each_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a.expected.json").write_text(json.dumps({"fields": {}}))
    ((case,),) = load_sets(tmp_path).values()
    assert case.path.name == "a.pdf"
    assert case.units[0].tax_breakdown is None


def test_a_folder_of_folders_gives_a_set_for_each_that_has_truth(tmp_path: Path) -> None:
    for name in ("receipts", "xml"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "truth.jsonl").write_text(json.dumps(ROW) + "\n")
    (tmp_path / "empty").mkdir()
    assert list(load_sets(tmp_path)) == ["receipts", "xml"]


def test_a_photo_of_two_receipts_has_two_units(tmp_path: Path) -> None:
    row = {"file": "two.jpg", "fields": {}, "parts": [{"fields": {"total_with_tax": "1"}}, {"fields": {"total_with_tax": "2"}}]}
    (tmp_path / "truth.jsonl").write_text(json.dumps(row) + "\n")
    ((case,),) = load_sets(tmp_path).values()
    assert [unit.fields["total_with_tax"] for unit in case.units] == ["1", "2"]


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_folder_without_truth_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        load_sets(tmp_path / name)
