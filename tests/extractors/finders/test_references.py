from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.choose import LEAST
from extractors.finders.references import FIELDS, find
from tests.extractors.printed import locale, printed


def found(text: str, language: str = "fr") -> dict[str, str]:
    ordered = sorted(find(printed(text), locale(language)), key=lambda candidate: candidate.score)
    return {candidate.field: str(candidate.value) for candidate in ordered}


def score(text: str) -> float:
    return max((c.score for c in find(printed(text), locale()) if c.field == "invoice_number"), default=0.0)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Facture n° F-2025-0012", "F-2025-0012"),
        ("FACTURE N°: 2025/118", "2025/118"),
        ("Facture FA-2017-0010", "FA-2017-0010"),
        ("N° de facture : 10 123 456 789", "10 123 456 789"),
        ("Numéro de facture FV00231 du 12/03/2025", "FV00231"),
        ("Avoir n° AV-2017-0005", "AV-2017-0005"),
        ("Invoice No : CS 24198", "CS 24198"),
        ("INV No.: 1075214Cashier: Thandar", "1075214"),
        ("Rechnungsnr. 2025-77", "2025-77"),
        ("Ticket n° 004512", "004512"),
        ("N° trans, 6800351", "6800351"),
        ("Facture n° 0965000207 Menuiserie du Plateau", "0965000207"),
        ("FACTURE DE VENTE n° F2025512", "F2025512"),
    ],
)
def test_the_number_stands_behind_its_label(line: str, number: str) -> None:
    assert found(line)["invoice_number"] == number


def test_the_number_stands_under_its_label() -> None:
    text = """
        N° facture        Date             Code client
        F-2025-12         12/03/2025       C-4411
    """
    assert found(text) == {"invoice_number": "F-2025-12"}


@pytest.mark.parametrize(
    "line",
    [
        "Facture du 12/03/2025",
        "Date de facture : 30 mai 2025",
        "Service facture 0965000207",
        "Total facture 120,00",
        "N° client : 4411",
        "N° de contrat 778-12",
        "Compteur n° 118 226",
        "Tél. 03 81 55 12 34",
        "SIRET 732 829 320 00074",
        "Facture acquittée",
        "Avoir client : 12,50",
    ],
)
def test_other_numbers_are_left_alone(line: str) -> None:
    assert "invoice_number" not in found(line)


def test_the_invoice_that_a_credit_note_cancels_is_not_its_number() -> None:
    assert found("Avoir n° A-7\nAnnule la facture n° F-99") == {"invoice_number": "A-7"}


def test_a_ticket_number_is_less_sure_than_an_invoice_number() -> None:
    assert score("Ticket n° 004512") < score("Facture n° 004512")


def test_what_is_numbered_is_surer_than_a_bare_title() -> None:
    assert score("Facture 12") < score("Facture 2025-0012") < score("Facture n° 2025-0012")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Votre référence         PO445", "PO445"),
        ("Bon de commande n° BC-118", "BC-118"),
        ("Commande n° 7788", "7788"),
        ("PO Number: 4500012345", "4500012345"),
    ],
)
def test_the_order_is_the_buyers_reference(line: str, number: str) -> None:
    assert found(line) == {"order_number": number}


@given(st.text(max_size=60))
def test_any_line_is_read_without_a_fault(text: str) -> None:
    line = " ".join(text.split())
    assert {candidate.field for candidate in find(printed(f"Facture {line}"), locale())} <= set(FIELDS)


def test_a_number_of_its_own_stands_under_the_title() -> None:
    assert found("BON DE LIVRAISON\nN° BL-2026-87068") == {"invoice_number": "BL-2026-87068"}


def test_a_number_that_begins_like_a_label_stays_whole() -> None:
    text = """
        Bon de commande n°
        CDE-2026-368
    """
    assert found(text) == {"order_number": "CDE-2026-368"}


@pytest.mark.parametrize(
    "text",
    [
        "FACTURE\nRéf. : FA-240605658\nLe 4 juin 2024",
        "Facture de vente\nLe 4 juin 2024\nN° FA-240605658",
        """
        Facture de vente
        Réf.                    Le               À régler avant le      Livré le
        FA-240605658            02/10/2026       01/11/2026             24/09/2026
        """,
    ],
)
def test_a_bare_reference_near_under_the_title_is_the_number(text: str) -> None:
    assert found(text)["invoice_number"] == "FA-240605658"


def test_the_reference_of_the_other_party_is_no_number_of_the_document() -> None:
    assert "invoice_number" not in found("FACTURE\nV/Réf. : 4711-A")


def test_a_number_that_begins_like_a_label_without_a_hyphen_stays_whole_too() -> None:
    assert found("Votre commande : PO6782") == {"order_number": "PO6782"}


def test_a_number_glued_to_its_sign_is_read() -> None:
    assert found("Facture n°FV96717") == {"invoice_number": "FV96717"}


def test_a_date_beside_the_title_is_no_number() -> None:
    assert found("Date de facture : 24/08/24   113 rue du Moulin") == {}


def test_a_number_ends_where_its_cell_does() -> None:
    """The buyer's street stands at the same height: its house number is no group of the invoice's."""
    assert found("Facture n° 4548533682                    87 allée des Platanes") == {"invoice_number": "4548533682"}
    assert found("Facture n° 454 853 368                    87") == {"invoice_number": "454 853 368"}


def test_ten_figures_are_a_telephones_unless_they_are_said_to_be_a_number() -> None:
    assert found("Facture n° 0370476880") == {"invoice_number": "0370476880"}
    assert found("Ticket n° 0370476880") == {"invoice_number": "0370476880"}
    assert score("Facture 0370476880") < LEAST
    assert found("Facture n° 03 70 47 68 80") == {}
