from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from extractors.numbers_of_firms import iban_of_rib, numbers_in, siren_of


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(number.kind, number.value, number.valid) for number in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("N° TVA : FR 40 303 265 045", "FR40303265045"),
        ("TVA intracom FR40303265045", "FR40303265045"),
        ("USt-IdNr.:DE 813 129 242", "DE813129242"),
        ("BTW BE 0428.759.497", "BE0428759497"),
        ("NL 004495445B01", "NL004495445B01"),
        ("ATU13585627", "ATU13585627"),
        ("CHE-100.155.212 MWST", "CHE100155212"),
        ("P.IVA IT 00743110157", "IT00743110157"),
        ("GB 980 7806 84", "GB980780684"),
    ],
)
def test_vat_ids_are_read_as_each_country_prints_them(text: str, value: str) -> None:
    assert told(text) == [("vat", value, True)]


def test_siret_siren_and_vat_id_are_told_apart_on_one_line() -> None:
    text = "SIRET 732 829 320 00074 - RCS Paris 732 829 320 - TVA FR44732829320"
    assert told(text) == [("siret", "73282932000074", True), ("siren", "732829320", True), ("vat", "FR44732829320", True)]


def test_a_shop_of_the_post_office_has_its_own_check() -> None:
    assert told("SIRET 35600000049837") == [("siret", "35600000049837", True)]


def test_damaged_digits_are_mended_when_the_check_then_passes() -> None:
    (number,) = numbers_in("TVA FR4O3O3265045")
    assert (number.value, number.valid, number.repaired) == ("FR40303265045", True, True)


def test_an_id_that_no_mending_makes_valid_stays_as_it_is() -> None:
    (number,) = numbers_in("TVA FR41303265045")
    assert (number.value, number.valid, number.repaired) == ("FR41303265045", False, False)


@pytest.mark.parametrize(
    "text", ["WEEE-Reg.-Nr. DE 39697378", "Steuernummer:DE31350021038", "Tel 05251/87180", "FRAIS 12,50", "De 9 à 12 h"]
)
def test_what_only_looks_like_an_id_is_none(text: str) -> None:
    assert [kind for kind, _, _ in told(text) if kind == "vat"] == []


def test_an_iban_is_read_through_its_blanks() -> None:
    assert told("IBAN : FR14 2004 1010 0505 0001 3M02 606 BIC PSSTFRPP") == [("iban", "FR1420041010050500013M02606", True)]


def test_an_iban_whose_check_fails_is_kept_as_doubtful() -> None:
    assert told("IBAN FR14 2004 1010 0505 0001 3002 607") == [("iban", "FR1420041010050500013002607", False)]


def test_a_rib_becomes_its_iban() -> None:
    assert told("20041 01005 0500013M026 06") == [("iban", "FR1420041010050500013M02606", True)]
    assert iban_of_rib("20041", "01005", "0500013M026", "99") is None


def test_no_siren_hides_in_the_vat_id_of_monaco() -> None:
    (number,) = numbers_in("TVA FR53000004605")
    assert siren_of(number) is None


@given(st.integers(min_value=10**7, max_value=10**8 - 1))
def test_any_siren_is_read_with_and_without_blanks(stem: int) -> None:
    siren = f"{stem}{luhn.calc_check_digit(str(stem))}"
    for text in (f"SIREN {siren}", f"SIREN {siren[:3]} {siren[3:6]} {siren[6:]}"):
        assert ("siren", siren, True) in told(text)


@given(st.text(max_size=80))
def test_any_line_is_read_without_a_fault(text: str) -> None:
    for number in numbers_in(text):
        assert 0 <= number.start < number.end <= len(text)
