"""Lines of goods and services."""

from __future__ import annotations

from decimal import Decimal

from domain.facts import InvoiceLine
from extractors.finders import lines
from tests.extractors.printed import locale, printed


def read(text: str) -> tuple[InvoiceLine, ...]:
    some = [c.value for c in lines.find(printed(text), locale()) if c.field == "lines"]
    assert len(some) <= 1
    return some[0] if some and isinstance(some[0], tuple) else ()


INVOICE = """
    Désignation                 Qté    PU HT     TVA   Montant HT
    Porte chêne massif            2   450,00    10 %      900,00
    posée et peinte
    Quincaillerie                 1    62,00    20 %       62,00
                                       Total HT           962,00
"""


def test_columns_are_read_under_their_heading() -> None:
    door, fittings = read(INVOICE)
    assert (door.quantity, door.unit_price, door.tax_rate, door.amount) == (Decimal(2), Decimal("450.00"), Decimal(10), Decimal("900.00"))
    assert (fittings.description, fittings.tax_rate, fittings.amount) == ("Quincaillerie", Decimal(20), Decimal("62.00"))


def test_a_description_that_goes_on_below_belongs_to_its_line() -> None:
    assert read(INVOICE)[0].description == "Porte chêne massif posée et peinte"


def test_a_discount_in_percent_is_no_rate_and_closes_the_product() -> None:
    text = """
        Description             Quantité   Prix unitaire   Rem.   Prix HT
        Nougat de l'Abbaye      20         4,55 €          10%    81,90 €
        Total HT                                                  81,90 €
    """
    (line,) = read(text)
    assert (line.quantity, line.unit_price, line.tax_rate) == (Decimal(20), Decimal("4.55"), None)


def test_a_ticket_has_a_price_at_the_right_of_each_line() -> None:
    text = "PAIN 1,10\nBEURRE 2,40\nREMISE -0,50\nTOTAL 3,00"
    assert [(line.description, line.amount) for line in read(text)] == [
        ("PAIN", Decimal("1.10")),
        ("BEURRE", Decimal("2.40")),
        ("REMISE", Decimal("-0.50")),
    ]


def test_what_follows_the_total_is_no_line() -> None:
    assert len(read("PAIN 1,10\nTOTAL 1,10\nESPECES 2,00\nRENDU 0,90")) == 1


def test_the_sum_of_the_lines_is_a_witness_of_a_printed_total() -> None:
    found = [c for c in lines.find(printed("PAIN 1,10\nBEURRE 2,40\nTOTAL 3,50"), locale()) if c.witness == "lines"]
    assert {c.value for c in found if c.field == "total_with_tax"} == {Decimal("3.50")}


def test_without_a_total_there_are_no_lines_of_a_ticket() -> None:
    assert read("PAIN 1,10\nBEURRE 2,40") == ()


def test_a_line_whose_one_was_lost_has_the_quantity_that_its_price_tells() -> None:
    _, fittings = read(INVOICE.replace("Quincaillerie                 1    62,00", "Quincaillerie                      62,00"))
    assert (fittings.quantity, fittings.unit_price) == (Decimal(1), Decimal("62.00"))
