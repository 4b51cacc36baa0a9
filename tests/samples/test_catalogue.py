"""Each sample lies in its folder with its truth, and the generator still says the same of it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import samples.make
from domain.facts import FIELDS, parse_value
from domain.kinds import Category, DocumentType
from samples import fonts
from samples.catalogue import NoEncoderError, Sample, build
from samples.catalogue import samples as every_sample
from samples.make import as_json, expected_name

FOLDER = Path(samples.make.__file__).parent
SAMPLES = tuple(every_sample())
names = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@names
def test_a_sample_lies_beside_its_truth_and_in_the_list(sample: Sample) -> None:
    assert (FOLDER / sample.name).stat().st_size > 0
    assert (FOLDER / expected_name(sample.name)).exists()
    assert f"`{sample.name}`" in (FOLDER / "ORIGINS.md").read_text(encoding="utf-8")


@names
def test_the_truth_speaks_the_words_of_the_contract(sample: Sample) -> None:
    truth = json.loads((FOLDER / expected_name(sample.name)).read_text(encoding="utf-8"))
    for unit in truth.get("parts", [truth]):
        assert set(unit["document_type"]) <= set(DocumentType)
        assert set(unit.get("category", [])) <= set(Category)
        assert set(unit["fields"]) <= set(FIELDS)
        for field, value in unit["fields"].items():
            for reading in value if isinstance(value, list) else [value]:
                assert reading is None or parse_value(field, reading)


@names
def test_the_sums_of_the_truth_agree(sample: Sample) -> None:
    truth = json.loads((FOLDER / expected_name(sample.name)).read_text(encoding="utf-8"))
    for unit in truth.get("parts", [truth]):
        rows, fields = unit["tax_breakdown"], unit["fields"]
        if rows:
            gross = sum(Decimal(row["base"]) + Decimal(row["amount"]) for row in rows)
            assert gross == Decimal(fields["total_with_tax"])


def test_the_folder_holds_nothing_that_is_not_listed() -> None:
    known = {sample.name for sample in SAMPLES} | {expected_name(sample.name) for sample in SAMPLES} | {"ORIGINS.md"}
    found = {file.name for file in FOLDER.iterdir() if file.is_file() and file.suffix != ".py"}
    assert found == known


def test_all_samples_together_stay_small() -> None:
    assert sum((FOLDER / sample.name).stat().st_size for sample in SAMPLES) < 6_000_000


@pytest.mark.slow
@pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")
@names
def test_building_a_sample_again_gives_the_same_truth(sample: Sample) -> None:
    try:
        _, truth = build(sample)
    except NoEncoderError:
        pytest.skip("no program here writes HEIC")
    assert as_json(truth) == (FOLDER / expected_name(sample.name)).read_text(encoding="utf-8")
