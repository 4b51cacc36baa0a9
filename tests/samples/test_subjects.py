"""What lies before the camera: documents of several sheets stay one, and what is no document is none."""

from __future__ import annotations

import io
from random import Random

import pypdfium2
import pytest

from samples import fonts
from samples.leaves import receipt_leaf
from samples.photos import shoot
from samples.subjects import subject

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")]


def test_a_receipt_and_its_card_slip_are_one_document() -> None:
    row = shoot("dev", 7, level="medium", kind="stapled").row
    assert [sheet["role"] for sheet in row["sheets"]] == ["slip", "receipt"]
    assert row["receipts"] == 1
    assert row["fields"]["total_with_tax"]


@pytest.mark.parametrize("kind", ["blank", "separator"])
def test_blank_and_separating_sheets_are_no_document(kind: str) -> None:
    row = shoot("dev", 7, level="clean", kind=kind).row
    assert (row["receipts"], row["sheets"][0]["part"]) == (0, 0)


def test_a_long_receipt_comes_in_two_shots_that_share_words() -> None:
    shot = shoot("dev", 9, level="easy", kind="long")
    upper, lower = ([word["text"] for word in sheet["words"]] for sheet in shot.row["sheets"])
    assert shot.row["receipts"] == 1
    assert len(pypdfium2.PdfDocument(io.BytesIO(shot.content))) == 2
    # Words that the edge of a shot cuts are in neither.
    assert set(upper[-12:]) & set(lower[:40])


def test_a_small_receipt_lies_somewhere_on_sixty_megapixels() -> None:
    row = shoot("dev", 2, level="clean", kind="wide").row
    assert row["width"] * row["height"] > 60e6


def test_several_receipts_are_as_many_parts_in_reading_order() -> None:
    for number in range(3):
        row = shoot("dev", number, level="easy", kind="several").row
        assert 2 <= row["receipts"] <= 8
        assert len(row["parts"]) == row["receipts"]
        tops = {sheet["part"]: min(y for _, y in sheet["outline"]) for sheet in row["sheets"]}
        assert tops[1] <= max(tops.values())


def test_receipts_come_from_france_and_from_africa() -> None:
    currencies = {str(leaf.truth.fields["currency"]) for leaf in (receipt_leaf(Random(seed)) for seed in range(60)) if leaf.truth}
    assert {"EUR", "XOF", "DZD", "MAD"} <= currencies


def test_every_kind_can_be_asked_for() -> None:
    assert subject(Random(1), "hard", "slip").kind == "slip"
