from __future__ import annotations

from dataclasses import replace

import pytest

from domain.geometry import Box
from extractors.candidate import Candidate
from extractors.finders import parties
from extractors.finders.parties import FIELDS, find
from extractors.letterhead import Letterhead, Printed
from tests.extractors.printed import locale, printed

INVOICE = """
    Menuiserie Perrin
    12 rue des Ormes                          Facturé à :
    25000 Besançon                            Boulangerie Aubry
    Tél. 03 81 55 12 34                       3 place du Marché
                                              39100 Dole

    Facture n° F-2025-12

    Désignation              Quantité         Prix HT
    Porte en chêne                  1          850,00

    Menuiserie Perrin SARL au capital de 8 000 € - RCS Besançon 732 829 320
"""


def found(text: str, language: str = "fr") -> dict[str, Candidate]:
    ordered = sorted(find(printed(text), locale(language)), key=lambda candidate: candidate.score)
    return {candidate.field: candidate for candidate in ordered}


BILL = """
    Lumière du Jura                           Votre facture

    Facture n° 7158261662
    Période du 14/07/2023 au 13/08/2023
    Total HT                                       665,79
    Montant à payer TTC                            795,61

    Lumière du Jura - SA au capital de 10 000 € - 4 rue du Moulin, 39000 Lons
    RCS Lons 732 829 320 - TVA FR44732829320
"""


def values(text: str, language: str = "fr") -> dict[str, object]:
    return {field: candidate.value for field, candidate in found(text, language).items()}


def test_an_invoice_has_a_seller_and_a_buyer() -> None:
    assert values(INVOICE) == {
        "seller_name": "Menuiserie Perrin SARL",
        "seller_address": "12 rue des Ormes, 25000 Besançon",
        "buyer_name": "Boulangerie Aubry",
    }


def test_the_footer_that_agrees_makes_the_name_surer() -> None:
    without = INVOICE.replace("Menuiserie Perrin SARL au capital de 8 000 €", "Merci")
    assert found(INVOICE)["seller_name"].score > found(without)["seller_name"].score


def test_the_window_of_the_envelope_names_the_buyer() -> None:
    invoice = """
        Menuiserie Perrin
        12 rue des Ormes
        25000 Besançon
                                              Boulangerie Aubry
                                              3 place du Marché
                                              39100 Dole


        Facture n° F-2025-12



        Total 850,00
    """
    assert values(invoice)["buyer_name"] == "Boulangerie Aubry"
    assert values(invoice)["seller_name"] == "Menuiserie Perrin"


def test_a_receipt_has_no_buyer() -> None:
    receipt = """
        BOULANGERIE DU MARCHE
        12 RUE DES ORMES
        25000 BESANCON
        BAGUETTE              1,20
    """
    assert "buyer_name" not in values(receipt)


def test_a_client_number_names_no_buyer() -> None:
    assert "buyer_name" not in values("Client n° 4411\nCode client : 4411\nClient : 4411 22")


def test_a_label_may_name_the_seller() -> None:
    assert values("Émetteur : Transports Girard\nFacture 12")["seller_name"] == "Transports Girard"


def test_the_name_is_found_where_it_stands() -> None:
    place = found(INVOICE)["buyer_name"].place
    assert place is not None
    assert place.box.iou(Box(440, 64, 610, 80)) > 0


def test_a_bare_page_bears_no_party() -> None:
    assert values("12,50\n13,20") == {}


def test_only_its_own_fields_are_proposed() -> None:
    assert {candidate.field for candidate in find(printed(INVOICE), locale())} <= set(FIELDS)


def test_a_utility_names_itself_in_large_print_and_in_the_footer() -> None:
    assert values(BILL)["seller_name"] == "Lumière du Jura"
    assert values(BILL)["seller_address"] == "4 rue du Moulin, 39000 Lons"


def test_a_sign_that_was_glued_to_a_word_still_parts_the_formalities() -> None:
    glued = BILL.replace("Jura - SA", "Jura-SA").replace("€ - 4", "€- 4").replace("39000 Lons", "39000Lons")
    assert values(glued)["seller_name"] == "Lumière du Jura"
    assert values(glued)["seller_address"] == "4 rue du Moulin, 39000 Lons"


def test_an_unlikely_address_at_the_head_leaves_that_of_the_footer_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    page = printed(BILL)
    unlikely = Printed(text="39000 Lons RCS Lons 732 829 320", lines=page.lines[-1:], probability=0.3)
    monkeypatch.setattr(parties, "read_letterhead", lambda cells, locale: Letterhead(name=None, address=unlikely))

    best = max((c for c in find(page, locale()) if c.field == "seller_address"), key=lambda c: c.score)
    assert (best.value, best.score) == ("4 rue du Moulin, 39000 Lons", 0.8)


def test_of_two_footers_the_one_that_was_read_better_gives_the_address() -> None:
    dim, clear = printed(BILL.replace("Moulin", "Moutin")), printed(BILL)
    first = [replace(line, words=tuple(replace(word, confidence=0.8) for word in line.words)) for line in dim.lines]
    both = replace(dim, lines=(*first, *(replace(line, page=2) for line in clear.lines)))

    best = max((c for c in find(both, locale()) if c.field == "seller_address"), key=lambda c: c.score)
    assert best.value == "4 rue du Moulin, 39000 Lons"


def test_the_block_with_the_buyers_vat_id_is_the_buyers() -> None:
    invoice = """
                                              Conseil Aubépine
                                              35 rue Victor Hugo
                                              67000 Strasbourg

        Les Jardins de Sologne
        123 rue de la République
        06300 Nice
        N° TVA client : FR40303265045

        Facture n° FV16466
    """
    assert values(invoice)["buyer_name"] == "Les Jardins de Sologne"
    assert values(invoice)["seller_address"] == "35 rue Victor Hugo, 67000 Strasbourg"


def test_a_way_to_pay_over_the_shop_of_a_card_slip_is_no_seller() -> None:
    for way in ("CARTE BANCAIRE", "CARTEBANCAIRE", "SANS CONTACT", "CB CONTACT"):
        slip = f"""
            {way}
            A0000000421010
            LE 12/03/2025 A 08:14:22
            GARAGE DES TILLEULS
            25000 BESANCON
            MONTANT = 81,08 EUR
            DEBIT
            TICKET CLIENT A CONSERVER
        """
        assert values(slip)["seller_name"] == "GARAGE DES TILLEULS"


def test_the_name_that_a_firm_had_before_is_not_its_name() -> None:
    receipt = """
        BINTANG TIMUR RESTAURANTS SDN BHD
        (65351-M)
        FORMERLY KNOWN AS
        GOLDEN GATE BINTANG RESTAURANTS SDN BHD
        LEVEL 6, BANGUNAN TH
        NO.3, JALAN SS21/39, 47400 PETALING JAYA
        SELANGOR
    """
    assert values(receipt, "en")["seller_name"] == "BINTANG TIMUR RESTAURANTS SDN BHD"


def test_who_stood_at_the_till_is_not_the_seller() -> None:
    receipt = """
        BEST BAZAAR MALAYSIA SDN BHD (308282-A)
        LOT LG 26, SUBANG PARADE
        47500 SUBANG JAYA, SELANGOR
        SOLD BY: BD1187 MUHAMMAD SHARIF
    """
    assert values(receipt, "en")["seller_name"] == "BEST BAZAAR MALAYSIA SDN BHD"
