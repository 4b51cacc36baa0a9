from __future__ import annotations

import pytest

from extractors.blocks import cells
from extractors.letterhead import clean_address, clean_name, joined, read_letterhead, unglued
from tests.extractors.printed import locale, printed


def told(text: str, language: str = "fr") -> tuple[str, str]:
    head = read_letterhead(cells(printed(text)), locale(language))
    return (head.name.text if head.name else "", head.address.text if head.address else "")


def test_a_french_bakery() -> None:
    receipt = """
        BOULANGERIE DU MARCHE
        12 RUE DES ORMES
        25000 BESANCON
        TEL : 03 81 55 12 34
        TICKET 00412
        12/03/2025 08:14
        BAGUETTE TRADITION               1,20
        TOTAL                            1,20
    """
    assert told(receipt) == ("BOULANGERIE DU MARCHE", "12 RUE DES ORMES, 25000 BESANCON")


def test_a_malaysian_firm_under_its_sign() -> None:
    receipt = """
        NASI LEMAK BINTANG
        BINTANG TIMUR CATERING SDN BHD
        (884210-K)
        NO.12, JALAN MELATI 3/4,
        40150 SHAH ALAM, SELANGOR.
        TEL: 03-5511 2233
        TAX INVOICE
        TABLE 12
    """
    assert told(receipt, "en") == ("BINTANG TIMUR CATERING SDN BHD", "NO.12, JALAN MELATI 3/4, 40150 SHAH ALAM, SELANGOR.")


def test_a_german_market_with_a_slogan() -> None:
    receipt = """
        Frische erleben
        Kaufgut Neumann GmbH
        Lindenweg 41
        33098 Soest
        Tel. 05251-871871
        VOLLMILCH 3,5%        1,09 B
        SUMME EUR             1,09
    """
    assert told(receipt, "de") == ("Kaufgut Neumann GmbH", "Lindenweg 41, 33098 Soest")


def test_a_letterhead_set_on_one_line() -> None:
    line = "Menuiserie Perrin SARL - 12 rue des Ormes - 25000 Besançon"
    assert told(f"        {line}\n        Facture F-2025-12") == ("Menuiserie Perrin SARL", "12 rue des Ormes, 25000 Besançon")


def test_a_name_that_runs_over_two_lines() -> None:
    receipt = """
        TANJUNG ELECTRICAL &
        HARDWARE SUPPLY
        NO 8, JALAN KENARI 2,
        47100 PUCHONG, SELANGOR
        TEL: 03-5511 2233
    """
    assert told(receipt, "en")[0] == "TANJUNG ELECTRICAL & HARDWARE SUPPLY"


def test_the_sign_over_the_door_is_not_joined_to_the_registered_name() -> None:
    receipt = """
        MARCHÉ FRAIS
        SA MARFRADIS
        103 rue Victor Hugo
        13006 MARSEILLE
        Tél. 03 53 01 11 92
    """
    assert told(receipt)[0] in ("MARCHÉ FRAIS", "SA MARFRADIS")


def test_a_name_that_is_said_twice_is_said_once() -> None:
    """A logo over the name in print: the line that says more."""
    receipt = """
        PHARMACIE DES HALLES
        SA PHARMACIE DES HALLES
        3 PLACE DU MARCHE
        35000 RENNES
        TEL 02 99 12 34 56
    """
    assert told(receipt) == ("SA PHARMACIE DES HALLES", "3 PLACE DU MARCHE, 35000 RENNES")


def test_a_name_that_is_misread_once_is_no_longer_name() -> None:
    receipt = """
        Getranke Hofmann
        Getränke Hoffmann
        Lindenweg 41
        33098 Soest
        Tel. 05251-871871
    """
    assert told(receipt, "de")[0] == "Getränke Hoffmann"


def test_an_empty_page_has_neither() -> None:
    assert told("") == ("", "")


def test_a_page_of_figures_has_no_name() -> None:
    assert told("12,50\n\n13,20\n\n25,70")[0] == ""


@pytest.mark.parametrize(
    ("printed_name", "name"),
    [
        ("GARDENIA BAKERIES (KL) SDN BHD (139386 X)", "GARDENIA BAKERIES (KL) SDN BHD"),
        ("YIN MA (M) SDN.BHD.(974306-T)", "YIN MA (M) SDN.BHD."),
        ("*** LE PETIT CAFE ***", "LE PETIT CAFE"),
        ("Menuiserie Perrin Tél. 03 81 55 12 34", "Menuiserie Perrin"),
        ("99 SPEED MART S/8", "99 SPEED MART S/B"),
    ],
)
def test_a_name_is_cleaned_of_what_follows_it(printed_name: str, name: str) -> None:
    assert clean_name(printed_name) == name


def test_the_telephone_is_cut_from_the_address() -> None:
    assert clean_address("81750 Johor Bahru, Johor. Tel No.: 07-387 3322") == "81750 Johor Bahru, Johor."


def test_lines_keep_their_own_signs() -> None:
    assert joined(["LOT 3,", "JALAN 4.", "SHAH ALAM", "SELANGOR"]) == "LOT 3, JALAN 4. SHAH ALAM, SELANGOR"


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("SWC ENTERPRISE SDNBHD", "SWC ENTERPRISE SDN BHD"),
        ("toom BaumarktGmbH", "toom Baumarkt GmbH"),
        ("McDonald's", "McDonald's"),
        ("SUPERMARKET", "SUPERMARKET"),
    ],
)
def test_only_known_words_are_parted(glued: str, parted: str) -> None:
    assert unglued(glued, locale("en")) == parted
