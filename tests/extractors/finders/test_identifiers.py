from __future__ import annotations

from extractors.finders.identifiers import FIELDS, find
from tests.extractors.printed import locale, printed


def found(text: str, *, own: tuple[str, ...] = (), language: str = "fr") -> dict[str, str]:
    """The best candidate of each field."""
    best = sorted(find(printed(text), locale(language, own=own)), key=lambda candidate: candidate.score)
    return {candidate.field: str(candidate.value) for candidate in best}


def scores(text: str) -> dict[str, float]:
    return {c.field: c.score for c in sorted(find(printed(text), locale()), key=lambda c: c.score)}


def test_the_footer_names_the_seller() -> None:
    """Menuiserie Perrin SARL au capital de 8 000 € - SIRET 732 829 320 00074 - TVA FR44732829320"""
    assert found(str(test_the_footer_names_the_seller.__doc__)) == {
        "seller_siret": "73282932000074",
        "seller_siren": "732829320",
        "seller_vat_id": "FR44732829320",
    }


def test_what_stands_with_the_buyer_is_the_buyers() -> None:
    facts = found("""
        Menuiserie Perrin                Facturé à :
        TVA : FR44732829320              Boulangerie Aubry
                                         3 place du Marché
                                         39100 Dole
                                         FR40303265045
    """)
    assert facts["seller_vat_id"] == "FR44732829320"
    assert facts["buyer_vat_id"] == "FR40303265045"


def test_a_label_can_give_the_number_to_the_buyer() -> None:
    facts = found("""
        TVA : FR44732829320
        N° TVA client         FR40303265045
    """)
    assert (facts["seller_vat_id"], facts["buyer_vat_id"]) == ("FR44732829320", "FR40303265045")


def test_the_firms_own_number_is_never_the_sellers() -> None:
    text = "N° TVA FR40303265045  SIRET 732 829 320 00074"
    facts = found(text, own=("303265045",))
    assert facts["buyer_vat_id"] == "FR40303265045"
    assert "seller_vat_id" not in facts
    assert facts["seller_siren"] == "732829320"


def test_a_telephone_number_is_no_siren() -> None:
    assert found("Tél. 732 829 320") == {}
    assert found("Code client 732829320") == {}


def test_a_bar_code_of_fourteen_digits_is_no_siret() -> None:
    assert found("73282932000074  EAU DE SOURCE  0,95") == {}


def test_a_test_number_is_kept_when_the_vat_id_agrees() -> None:
    assert scores("TVA : FR11999999998 - SIRET : 99999999800010")["seller_siret"] > 0.8


def test_a_number_whose_check_fails_is_doubtful() -> None:
    assert scores("SIRET 732 829 320 00075")["seller_siret"] < 0.5


def test_the_printer_in_the_footer_is_not_the_seller() -> None:
    facts = found("""
        Menuiserie Perrin - SIREN 732 829 320
        Imprimé par Rotoffset - RCS Lyon 303 265 045
    """)
    assert facts["seller_siren"] == "732829320"


def test_two_sirens_are_two_doubts() -> None:
    one = scores("SIREN 732 829 320")["seller_siren"]
    two = scores("SIREN 732 829 320\n        RCS Lyon 303 265 045")["seller_siren"]
    assert two < 0.7 < one


def test_a_german_tax_number_is_no_vat_id() -> None:
    assert found("Steuernummer:DE31350021038", language="de") == {}


def test_the_account_that_is_debited_is_not_the_sellers() -> None:
    assert "seller_iban" not in found("Prélevé sur votre compte FR14 2004 1010 0505 0001 3M02 606")
    assert found("Domiciliation IBAN FR14 2004 1010 0505 0001 3M02 606")["seller_iban"] == "FR1420041010050500013M02606"


def test_only_its_own_fields_are_proposed() -> None:
    text = "TVA FR44732829320 IBAN FR14 2004 1010 0505 0001 3M02 606 SIRET 732 829 320 00074"
    assert {candidate.field for candidate in find(printed(text), locale())} <= set(FIELDS)


def test_a_siret_behind_the_number_of_the_merchant_is_told_from_it() -> None:
    assert found("GARAGE DU VIADUC\n427729073282932000074")["seller_siret"] == "73282932000074"
    assert found("GARAGE DU VIADUC\n3000473282932000074")["seller_siret"] == "73282932000074"
    assert found("GARAGE DU VIADUC\n427729073282932000075") == {}
    assert found("GARAGE DU VIADUC\n42772907328293200007411") == {}


def test_a_siret_that_lost_a_digit_is_put_right_by_the_siren_beside_it() -> None:
    assert found("SIRET : 73 829 320 00074 - RCS Nice 732 829 320")["seller_siret"] == "73282932000074"
    assert found("SIRET : 732 829 321 00074 - TVA FR44732829320")["seller_siret"] == "73282932000074"
    assert "seller_siret" not in found("SIRET : 73 829 320 00071 - RCS Nice 732 829 320")


def test_a_siret_glued_to_its_label_is_read() -> None:
    assert found("SIRET73282932000074")["seller_siret"] == "73282932000074"


def test_the_code_of_an_article_under_ringgit_is_no_siren() -> None:
    assert found("DESCRIPTION  QTY  AMOUNT RM\n120000143  1  16.00  16.00 S", language="en") == {}
