"""The bench prints its figures for people and keeps them for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.bare import Comparison
from bench.dataset import Case, Unit
from bench.overview import overview
from bench.read import Report, as_json, as_tables, main
from bench.run import Extraction
from bench.score import Score


def report() -> Report:
    score = Score()
    lines = [{"error": None, "needs_review": False, "fields": {"total_with_tax": {"value": "1.00"}}}]
    score.add(Case(path=Path("a.jpg"), units=(Unit(fields={"total_with_tax": "2.00"}),)), lines)
    run = Extraction(readings={}, seconds={}, start_seconds=3.0, peak_megabytes=900.0, megabytes_after=(1.0,), exit_status=0)
    return Report(
        scores={"receipts": score},
        seconds={"receipts": [1.0, 2.0, 9.0]},
        steps={"load": 0.1, "ocr": 0.9},
        extraction=run,
        comparison=Comparison(documents=4, road_seconds=5.5, bare_seconds=5.0),
    )


def test_the_tables_show_accuracy_silent_errors_speed_and_memory() -> None:
    text = as_tables(report())
    assert "silent errors 1 of 1  a.jpg" in text
    assert "1.10 times bare recognition, on 4 documents" in text
    assert "peak memory 900 MB, growth between recognised documents 20 and 60 not measured" in text
    assert "receipts                2.00    9.00    9.00" in text


def test_one_table_has_a_line_for_each_set() -> None:
    head, line = overview({"receipts": report().scores["receipts"]})
    assert head.split()[2:4] == ["total", "net"]
    assert line.split() == ["receipts", "0.0", *["–"] * 10, "100.0", "0.0", "1.000"]


def test_the_same_figures_are_json() -> None:
    figures = json.loads(json.dumps(as_json(report())))
    assert figures["sets"]["receipts"]["accuracy"] == {"total_with_tax": 0.0}
    assert figures["ratio_to_bare_recognition"] == pytest.approx(1.1)


def test_a_folder_without_truth_is_an_error_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no truth.jsonl" in capsys.readouterr().err


@pytest.mark.slow
def test_the_bench_reads_real_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = Path(__file__).parents[2] / "samples"
    for name in ("facture-cii.xml", "facture-cii.expected.json"):
        (tmp_path / name).write_bytes((samples / name).read_bytes())
    assert main([str(tmp_path), "--bare", "0", "--json", str(tmp_path / "out.json")]) == 0
    assert "total_with_tax" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text())["sets"][tmp_path.name]["accuracy"]["total_with_tax"] == 1
