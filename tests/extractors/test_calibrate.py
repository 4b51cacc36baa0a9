"""Confidences are probabilities: curves that never fall, one for each family of fields."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import FIELDS, Facts, Found
from domain.kinds import Source
from extractors.calibrate import FAMILIES, along, calibrated, curve_of, of_total


def test_every_field_belongs_to_a_family_but_the_total_that_has_ways() -> None:
    assert set(FAMILIES) == set(FIELDS) - {"total_with_tax"}


@given(st.floats(0, 1), st.integers(0, 4))
def test_a_total_is_never_promised_for_certain(confidence: float, ways: int) -> None:
    assert 0 < of_total(confidence, ways) < 1


@given(st.floats(0, 1), st.integers(0, 3))
def test_a_way_more_makes_a_total_surer(confidence: float, ways: int) -> None:
    assert of_total(confidence, ways + 1) >= of_total(confidence, ways)


@pytest.mark.parametrize("field", FAMILIES)
@pytest.mark.parametrize("source", [Source.OCR, Source.PDF_TEXT])
def test_a_curve_rises_and_promises_nothing_for_certain(field: str, source: Source) -> None:
    curve = curve_of(field, source)
    assert all(left <= right and low <= high for (left, low), (right, high) in pairwise(curve))
    assert all(0 < told < 1 for _, told in curve)


@given(st.floats(0, 1))
def test_a_confidence_stays_a_probability(confidence: float) -> None:
    assert 0 <= along(curve_of("issue_date", Source.OCR), confidence) <= 1


def test_only_the_confidence_changes() -> None:
    total = Found(value=Decimal("12.00"), confidence=0.5, reason="beside TOTAL")
    after = calibrated(Facts(total_with_tax=total), Source.OCR, 1).total_with_tax
    assert after is not None
    assert (after.value, after.reason) == (total.value, total.reason)
