from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.language import classify


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "BOULANGERIE DU MARCHE\n2 BAGUETTE 2,40\nTOTAL 2,40\nESPECES 5,00\nRENDU 2,60\nMERCI DE VOTRE VISITE"),
        ("fr", "Facture n° 12\nConditions de règlement : à réception\nNet à payer 120,00 €"),
        ("fr", "CARTE BANCAIRE\nMONTANT 45,00 EUR\nDEBIT\nTICKET CLIENT A CONSERVER"),
        ("en", "TAX INVOICE\nCASHIER: USER\nQTY DESCRIPTION AMOUNT\nTOTAL 12.50\nCASH 20.00\nCHANGE 7.50\nTHANK YOU"),
        ("en", "YIN MA (M) SDN BHD\nJALAN UDANG SIAR 2\nTOTAL RM 12.50\nGOODS SOLD ARE NOT RETURNABLE"),
        ("en", "Invoice\nBill to: Acme Ltd\nAmount due: 1,200.00\nPlease pay within 30 days"),
        ("de", "KASSENBON\nVOLLMILCH 1,09 B\nSUMME EUR 3,58\nBar 5,00\nRückgeld 1,42\nVielen Dank für Ihren Einkauf"),
        ("de", "Rechnung Nr. 12\nNettobetrag 100,00\nMwSt 19 % 19,00\nZahlbar bis 12.03.2025"),
        ("ar", "فاتورة رقم 12\nالمبلغ الإجمالي 1200 دج\nشكرا لزيارتكم"),
    ],
)
def test_a_document_is_in_its_language(language: str, text: str) -> None:
    best, probability = classify(text)[0]
    assert best == language
    assert probability > 0.7


def test_figures_speak_no_language() -> None:
    assert classify("12,50 13,20\n25,70") == ()
    assert classify("") == ()


def test_one_word_is_less_sure_than_a_page() -> None:
    assert classify("Merci")[0][1] < classify("Merci de votre visite, à bientôt dans votre magasin")[0][1]


@given(st.text(max_size=200))
def test_probabilities_sum_to_one_or_there_is_none(text: str) -> None:
    guesses = classify(text)
    assert not guesses or abs(sum(probability for _, probability in guesses) - 1) < 1e-6
    assert list(guesses) == sorted(guesses, key=lambda guess: -guess[1])
