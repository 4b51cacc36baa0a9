"""Invented identifiers pass the very checks that readers make."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.fr import siren, siret, tva
from stdnum.ma import ice
from stdnum.sn import ninea

from samples import identifiers

seeds = st.integers(0, 2**32).map(Random)


@given(seeds)
def test_french_numbers_have_the_right_keys(rng: Random) -> None:
    number = identifiers.siren(rng)
    assert siren.is_valid(number)
    assert siret.is_valid(identifiers.siret(rng, number))
    assert tva.is_valid(identifiers.french_vat_id(number))


@given(seeds)
def test_french_firms_are_fictitious(rng: Random) -> None:
    assert identifiers.siren(rng).startswith("999")


@given(seeds)
def test_an_iban_passes_both_of_its_keys(rng: Random) -> None:
    number = identifiers.french_iban(rng)
    assert iban.is_valid(number)
    bank, branch, account, key = (int(part) for part in (number[4:9], number[9:14], number[14:25], number[25:]))
    assert (89 * bank + 15 * branch + 3 * account + key) % 97 == 0


@given(seeds)
def test_african_numbers_have_the_right_keys(rng: Random) -> None:
    assert ice.is_valid(identifiers.ice(rng))
    assert ninea.is_valid(identifiers.ninea(rng))


@given(st.text("0123456789", min_size=1, max_size=20))
def test_luhn_digit_makes_any_number_pass(body: str) -> None:
    assert luhn.is_valid(body + identifiers.luhn_digit(body))


@given(st.text("0123456789", max_size=30), st.integers(1, 5))
def test_spacing_changes_no_digit(number: str, group: int) -> None:
    assert identifiers.spaced(number, group).replace(" ", "") == number
