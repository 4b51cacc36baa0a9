"""The auxiliary of a supplier stays the same, and two suppliers do not share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.auxiliary import LONGEST, SUNDRY, auxiliary_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("AU BON MOULIN", "AUBONMOULIN"),
        ("Au Bon Moulin SARL", "AUBONMOULIN"),
        ("Café de l'Été", "CAFEDELETE"),
        ("SNCF Connect & Tech", "SNCFCONNECTTECH"),
        ("Cœur d’Œuf", "COEURDOEUF"),
        ("SA", "SA"),
        (None, SUNDRY),
        ("  ", SUNDRY),
    ],
)
def test_the_code_is_the_name_in_capitals_without_its_legal_form(name: str | None, code: str) -> None:
    assert auxiliary_of(name) == code


def test_long_names_that_begin_alike_stay_apart() -> None:
    assert auxiliary_of("Boulangerie Pâtisserie Martin") != auxiliary_of("Boulangerie Pâtisserie Martel")


def test_names_in_arabic_stay_apart() -> None:
    first, second = auxiliary_of("شركة الأمل"), auxiliary_of("شركة النور")

    assert first != second
    assert SUNDRY not in (first, second)


@given(st.text())
def test_any_name_gives_a_short_code_of_capitals_and_digits(name: str) -> None:
    code = auxiliary_of(name)

    assert 1 <= len(code) <= LONGEST
    assert code.isascii()
    assert code.isalnum()
    assert code == code.upper()
