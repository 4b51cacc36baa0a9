"""Marks of a trip: what was found, cut away, turned, read and lost, on pictures that are computed here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest

from bench.photo_boxes import box_fits
from bench.photo_kept import Kept, hash_of_code
from bench.photo_memory import megabytes_above
from bench.photo_report import Ablation, Report, as_figures, as_tables
from bench.photo_road import ReadSheet, Trip
from bench.photo_score import Marks, geometry, marks
from bench.photo_slope import placing, slope_of_print
from bench.photo_steps import STEPS, without
from bench.photo_truth import PictureTruth, Points, ReadWord, character_errors
from bench.photos import pictures_of


def box(left: float, top: float, right: float, bottom: float) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def sheet_row(left: float, part: int, texts: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """A flat sheet of 200 × 400 pixels with words of 60 × 20 at those places."""
    words = [{"text": text, "quad": box(left + x, y, left + x + 60, y + 20), "seen": True} for text, (x, y) in texts.items()]
    net = [[left + x, y] for y in (0, 100, 200, 300, 400) for x in (0, 100, 200)]
    return {
        "part": part,
        "role": "receipt",
        "outline": box(left, 0, left + 200, 400),
        "mesh": {"rows": 5, "columns": 3, "points": net},
        "quarter_turns": 0,
        "skew_degrees": 2.0,
        "words": words,
    }


def picture(*sheets: dict[str, Any], receipts: int = 1) -> PictureTruth:
    row = {"file": "a.jpg", "level": "medium", "kind": "receipt", "width": 600, "height": 400, "receipts": receipts, "sheets": list(sheets)}
    return PictureTruth(row, Path())


ONE = {"TOTAL": (20.0, 50.0), "12,40": (120.0, 52.0), "MERCI": (60.0, 200.0)}


def trip(outline: list[list[float]], *, angle: float = 2.0, words: tuple[ReadWord, ...] = (), parts: int = 1) -> Trip:
    border: Points = np.array(outline, float)
    read = ReadSheet(border=border, angle=angle, words=words)
    return Trip(outlines=(border,), sheets=(read,), parts=parts, seconds=2.0, preparing_seconds=0.1, readings=())


READ = (ReadWord(text="MERCI", x=90, y=210), ReadWord(text="12,4O", x=150, y=62), ReadWord(text="TOTAL", x=50, y=60))


def test_characters_are_compared_line_by_line_on_the_paper() -> None:
    assert character_errors(picture(sheet_row(0, 1, ONE)).sheets, READ) == (1, 15)


def test_a_word_beside_every_line_is_an_error() -> None:
    assert character_errors(picture(sheet_row(0, 1, ONE)).sheets, (*READ, ReadWord(text="xyz", x=90, y=350))) == (4, 15)


def test_what_cannot_be_seen_need_not_be_read() -> None:
    row = sheet_row(0, 1, ONE)
    row["words"][1]["seen"] = False
    assert character_errors(picture(row).sheets, READ) == (0, 10)


def test_rules_and_leaders_are_no_characters() -> None:
    rows = picture(sheet_row(0, 1, {"-----": (20.0, 50.0), "TOTAL...9": (20.0, 100.0)})).sheets
    assert character_errors(rows, (ReadWord(text="TOTAL9", x=50, y=110),)) == (0, 6)


def test_a_sign_between_blanks_may_be_read_as_part_of_the_word_before() -> None:
    sheets = picture(sheet_row(0, 1, {"Date": (5.0, 50.0), ":": (66.0, 52.0), "3.5.26": (130.0, 50.0)})).sheets
    assert character_errors(sheets, (ReadWord(text="Date:", x=45, y=60), ReadWord(text="3.5.26", x=160, y=60))) == (0, 10)
    assert character_errors(sheets, (ReadWord(text="Date", x=35, y=60), ReadWord(text="3:5.26", x=160, y=60))) == (1, 10)


def test_stars_around_a_word_and_a_cross_for_an_x_are_no_errors() -> None:
    """Stars stand higher than the word, and a blank apart."""
    row = sheet_row(0, 1, {"**": (20.0, 50.0), "2x160": (130.0, 50.0)})
    row["words"][0]["quad"] = box(20, 50, 45, 58)
    words = (ReadWord(text="2", x=135, y=60), ReadWord(text="×160", x=165, y=60))
    assert character_errors(picture(row).sheets, words) == (0, 5)
    assert character_errors(picture(row).sheets, (ReadWord(text="**2x160", x=130, y=60),)) == (0, 5)


def test_a_word_at_the_edge_of_a_sheet_belongs_to_no_line_of_the_sheet_beside_it() -> None:
    rows = sheet_row(0, 1, {"PAYER": (135.0, 50.0)}), sheet_row(200, 2, {"CARTE": (2.0, 52.0)})
    words = (ReadWord(text="PAYER", x=165, y=60), ReadWord(text="CARTE", x=232, y=62))
    assert character_errors(picture(*rows, receipts=2).sheets, words) == (0, 10)
    assert character_errors(picture(*rows, receipts=2).sheets, (*words, ReadWord(text="x", x=205, y=62))) == (1, 10)


def test_low_words_and_words_with_tails_share_a_line() -> None:
    row = sheet_row(0, 1, {"au": (10.0, 55.0), "place": (80.0, 50.0), "Dijon": (140.0, 50.0)})
    row["words"][0]["quad"] = box(10, 62, 60, 70)
    row["words"][1]["quad"] = box(80, 62, 130, 76)
    row["words"][2]["quad"] = box(140, 50, 195, 70)
    assert len(picture(row).sheets[0].rows) == 1


def test_words_of_a_stamp_that_leans_are_judged_each_where_it_stands() -> None:
    """The next line's first word lies as high as the last one of this line."""
    row = sheet_row(0, 1, {"RIF": (10.0, 100.0), "OUTILS": (80.0, 88.0), "LA": (20.0, 124.0), "CAISSE": (90.0, 112.0)})
    texts = {"RIF": (40, 110), "OUTILS": (110, 98), "LA": (50, 134), "CAISSE": (120, 122)}
    words = [ReadWord(text=text, x=x, y=y) for text, (x, y) in texts.items()]
    assert character_errors(picture(row).sheets, words) == (0, 17)


def test_a_found_outline_a_tenth_too_long_has_ten_elevenths_in_common() -> None:
    found = marks(picture(sheet_row(100, 1, ONE)), trip(box(80, 0, 300, 400)))
    assert found.outline == pytest.approx(200 / 220, abs=0.01)
    assert found.cut_words == 0


def test_a_word_outside_what_was_read_is_cut_away() -> None:
    found = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 150)))
    assert (found.words, found.cut_words) == (3, 1)


@pytest.mark.parametrize(("angle", "upright", "skew"), [(2.0, True, 0.0), (2.5, True, 0.5), (92.0, False, 0.0), (-178.0, False, 0.0)])
def test_the_direction_of_lines_tells_orientation_and_skew(angle: float, upright: bool, skew: float) -> None:
    found = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400), angle=angle))
    assert found.upright == (upright,)
    assert found.skews[0] == pytest.approx(skew)


def test_the_slope_of_the_print_is_that_of_its_lines_where_they_are_read() -> None:
    """A sheet read as it lies in the picture, but for lines of which the lower ones slope: each counts by its length."""
    words = {"TOTAL": (20.0, 50.0), "12,40": (120.0, 50.0), "MERCI": (20.0, 200.0), "BEAUCOUP": (120.0, 200.0), "ICI": (20.0, 300.0)}
    sheet = picture(sheet_row(0, 1, words)).sheets[0]

    def fanned(points: Points) -> Points:
        return np.stack([points[:, 0], points[:, 1] + 0.0002 * points[:, 0] * points[:, 1]], axis=1)

    placed = placing(fanned, 200, 400)
    np.testing.assert_allclose(fanned(placed(np.array([[150.0, 210.0]]))), [[150.0, 210.0]], atol=1e-6)
    slope, uneven = slope_of_print(sheet, placed, 200, 400) or (0.0, 0.0)
    assert slope == pytest.approx(-np.degrees(np.arctan(0.0002 * 210)), abs=0.1)
    assert abs(slope) * 0.7 < uneven < abs(slope) * 1.1


def test_a_sheet_of_which_no_print_was_kept_has_no_slope() -> None:
    sheet = picture(sheet_row(300, 1, ONE)).sheets[0]
    assert slope_of_print(sheet, lambda points: points, 200, 400) is None


def test_of_two_receipts_read_as_one_one_is_lost() -> None:
    two = picture(sheet_row(0, 1, ONE), sheet_row(300, 2, ONE), receipts=2)
    assert marks(two, trip(box(0, 0, 600, 400))).lost == 1


def test_characters_of_a_file_of_several_pages_are_not_judged() -> None:
    row = picture(sheet_row(0, 1, ONE)).row | {"pages": 2}
    found = marks(PictureTruth(row, Path()), trip(box(0, 0, 200, 400), words=READ))
    assert (found.errors, found.characters, found.outline) == (0, 0, None)


def test_memory_that_is_taken_for_a_while_is_told() -> None:
    found = megabytes_above(lambda: np.ones(40_000_000, np.uint8).sum())
    assert found is None or found > 30


def test_the_report_shows_every_figure_with_its_aim() -> None:
    found = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400), words=READ), bare_errors=5)
    report = Report(marks=(found, found), memory=(90.0,), ablations=(Ablation(step="nothing", marks=(found,)),))
    figures = as_figures(report)
    assert figures["levels"]["medium"]["error_rate"] == pytest.approx(1 / 15)
    assert figures["levels"]["medium"]["bare_error_rate"] == pytest.approx(5 / 15)
    assert figures["preparing_share"] == pytest.approx(0.05)
    assert "≥ 0.97" in as_tables(report)


def test_a_report_tells_of_each_clean_scan_whether_preparation_helped() -> None:
    scan = replace(marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400), words=READ), bare_errors=1), level="clean")
    report = Report(marks=(scan, replace(scan, bare_errors=0), replace(scan, bare_errors=5), scan), memory=(), ablations=())
    assert as_figures(report)["clean_against_bare"] == {"worse": 1, "equal": 2, "better": 1}
    assert "1 · 2 · 1" in as_tables(report)


def test_only_the_pictures_that_are_asked_for_are_made(tmp_path: Path) -> None:
    asked: list[list[int]] = []

    def write(folder: Path, set_name: str, numbers: Sequence[int], **_: object) -> Iterator[str]:
        asked.append(list(numbers))
        with (folder / "truth.jsonl").open("a", encoding="utf-8") as truths:
            for number in numbers:
                row = sheet_row(0, 1, ONE)
                whole = {"level": "easy", "kind": "receipt", "width": 600, "height": 400, "receipts": 1, "sheets": [row]}
                truths.write(json.dumps(whole | {"file": f"{set_name}-{number:05d}.jpg"}) + "\n")
        return iter(())

    with mock.patch("bench.photos.write_set", write):
        assert [one.path.stem for one in pictures_of(tmp_path, "train", range(401, 403))] == ["train-00401", "train-00402"]
        assert [one.path.stem for one in pictures_of(tmp_path, "train", range(400, 402))] == ["train-00400", "train-00401"]
    assert asked == [[401, 402], [400]]


def test_a_report_of_no_large_picture_has_no_figure_for_it() -> None:
    found: Marks = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400)))
    assert as_figures(Report(marks=(found,), memory=(), ablations=()))["preparing_ms_median_12_megapixels"] is None


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_switched_off_is_one_of_the_road(step: str) -> None:
    with without(step):
        pass


def test_a_box_fits_the_printed_word_or_does_not() -> None:
    sheets = picture(sheet_row(0, 1, ONE)).sheets
    near = ReadWord(text="TOTAL", x=50, y=60, box=(18.0, 49.0, 83.0, 71.0))
    wide = ReadWord(text="12,40", x=150, y=62, box=(120.0, 52.0, 200.0, 72.0))
    misread = ReadWord(text="MERGI", x=90, y=210, box=(60.0, 200.0, 120.0, 220.0))
    assert box_fits(sheets, (near, wide, misread)) == (2, 1, 1)


def test_a_word_that_stands_twice_under_a_box_tells_nothing() -> None:
    sheets = picture(sheet_row(0, 1, ONE), sheet_row(0, 1, ONE)).sheets
    assert box_fits(sheets, (ReadWord(text="TOTAL", x=50, y=60, box=(20.0, 50.0, 80.0, 70.0)),)) == (0, 0, 0)


def test_without_reading_a_slip_on_its_own_sheet_is_of_the_same_document_and_a_sheet_on_its_head_lies() -> None:
    truth = picture(sheet_row(0, 1, ONE), sheet_row(300, 1, ONE))
    sheets = tuple(ReadSheet(border=np.array(box(left, 0, left + 200, 400), float), angle=-178.0, words=()) for left in (0, 300))
    found = geometry(truth, Trip(outlines=(), sheets=sheets, parts=2, seconds=1.0, preparing_seconds=1.0, readings=()))
    assert (found.found, found.upright, found.characters) == (1, (True, True), 0)


def test_marks_are_kept_until_they_are_asked_for_afresh_or_the_code_is_another(tmp_path: Path) -> None:
    first = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400), words=READ))
    other = marks(picture(sheet_row(0, 1, ONE)), trip(box(0, 0, 200, 400)))
    assert Kept(tmp_path, "read", code="a").marks("one", lambda: first) == first
    assert Kept(tmp_path, "read", code="a").marks("one", lambda: other) == first
    assert Kept(tmp_path, "read", code="a", fresh=True).marks("one", lambda: other) == other
    assert Kept(tmp_path, "read", code="b").marks("one", lambda: first) == first


def test_the_hash_changes_with_the_code(tmp_path: Path) -> None:
    (tmp_path / "pipeline").mkdir()
    file = tmp_path / "pipeline" / "split.py"
    file.write_text("A = 1\n")
    before = hash_of_code(tmp_path)
    file.write_text("A = 2\n")
    assert hash_of_code(tmp_path) != before
