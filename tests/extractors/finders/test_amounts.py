"""Totals by their labels, and what speaks against an amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.finders import amounts
from tests.extractors.printed import locale, printed


def witnesses(text: str, value: str, field: str = "total_with_tax") -> set[str]:
    return {c.witness for c in amounts.find(printed(text), locale()) if c.field == field and c.value == Decimal(value)}


@pytest.mark.parametrize(
    ("text", "witness"),
    [
        ("TOTAL TTC 12,50", "label firm"),
        ("TOTAL 12,50", "label total"),
        ("MONTANT 12,50", "label weak"),
        ("NET A PAYER 12,50", "label due"),
        ("TOTAL HT 12,50", "label net"),
        ("TVA 12,50", "label tax"),
        ("SOUS TOTAL 12,50", "subtotal"),
        ("REMISE 12,50", "discount"),
        ("RENDU 12,50", "change"),
        ("ACOMPTE 12,50", "deposit"),
        ("TOTAL ELIGIBLE TR 12,50", "not an amount"),
        ("SOLDE PRECEDENT 12,50", "not an amount"),
    ],
)
def test_the_label_says_what_an_amount_may_be(text: str, witness: str) -> None:
    assert witness in witnesses(text, "12.50")


def test_the_foot_of_a_tax_summary_is_no_total() -> None:
    assert not witnesses("Total : 88,80 5,33", "5.33") & {"label total", "last total"}


def test_a_rounding_leads_from_one_total_to_the_next() -> None:
    text = "TOTAL 31,47\nARRONDI -0,02\nTOTAL A PAYER 31,45"
    assert "after rounding" in witnesses(text, "31.45")
    assert "before rounding" in witnesses(text, "31.47")


def test_a_rounding_too_large_to_be_one_is_the_rounded_total() -> None:
    assert "label firm" in witnesses("ARRONDI 20,00", "20.00")


def test_a_deposit_explains_why_less_is_due() -> None:
    text = "Total TTC 1 381,20\nAcompte versé 400,00\nNET A PAYER 981,20"
    assert "explains what is due" in witnesses(text, "1381.20")
    assert "arithmetic" in witnesses(text, "981.20", "amount_due")


def test_a_stamp_duty_adds_to_what_is_due() -> None:
    text = "Total TTC 59 500,00\nDroit de timbre 595,00\nNet à payer 60 095,00"
    assert "arithmetic" in witnesses(text, "60095.00", "amount_due")


def test_what_was_owed_before_stands_above_the_total_and_adds_to_what_is_due() -> None:
    text = "Solde de la facture précédente 45,00\nTotal TTC de la facture 39,00\nTotal à payer 84,00"
    assert "explains what is due" in witnesses(text, "39.00")
    assert "arithmetic" in witnesses(text, "84.00", "amount_due")


def test_the_last_total_before_the_payment_stands_out() -> None:
    text = "TOTAL 40,00\nTOTAL 38,00\nCB 38,00\nTOTAL 99,00"
    assert "last total" in witnesses(text, "38.00")
    assert "last total" not in witnesses(text, "99.00")


def test_the_sum_in_words_is_a_second_reading() -> None:
    text = "Net à payer 1 080,00\nArrêtée la présente facture à la somme de mille quatre-vingts euros"
    assert "in words" in witnesses(text, "1080.00")


def test_words_between_label_and_amount_weaken_it() -> None:
    clear = max(c.score for c in amounts.find(printed("TOTAL 12,00"), locale()) if c.witness == "label total")
    vague = max(c.score for c in amounts.find(printed("TOTAL COFFRET CINEMA 12,00"), locale()) if c.witness == "label total")
    assert vague < clear
