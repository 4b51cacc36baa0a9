from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.document_type import classify
from domain.facts import Facts, Found
from domain.kinds import DocumentType, PaymentMethod
from tests.classifiers.texts import texts

NOTHING = Facts()
SAMPLES = tuple(texts(24, seed=11))


def kind(text: str, facts: Facts = NOTHING) -> DocumentType:
    return classify(text, facts)[0].value


@pytest.mark.parametrize("wanted", list(DocumentType))
def test_texts_of_every_kind_are_told(wanted: DocumentType) -> None:
    """By their words alone: at least 22 of 24, in French mostly, in English and German too."""
    told = [kind(text) for truth, text in SAMPLES if truth is wanted]
    assert sum(one is wanted for one in told) >= 22, told


def test_what_it_is_sure_of_is_right() -> None:
    """Of the guesses above 0.9, 98 in 100 are right at least; and the sure are the most."""
    sure = [(classify(text, NOTHING)[0], truth) for truth, text in SAMPLES]
    sure = [(guess, truth) for guess, truth in sure if guess.confidence > 0.9]
    assert len(sure) > len(SAMPLES) / 2
    assert sum(guess.value is truth for guess, truth in sure) >= 0.98 * len(sure)


def test_confidence_grows_with_being_right() -> None:
    right: dict[bool, list[bool]] = defaultdict(list)
    for truth, text in SAMPLES:
        guess = classify(text, NOTHING)[0]
        right[guess.confidence > 0.7].append(guess.value is truth)
    unsure = right[False] or [False]
    assert sum(right[True]) / len(right[True]) >= sum(unsure) / len(unsure)


def test_a_pro_forma_invoice_is_a_quote() -> None:
    assert kind("FACTURE PROFORMA N° 12\nTotal TTC 120,00\nCe document ne constitue pas une facture") is DocumentType.QUOTE


def test_an_invoice_may_speak_of_orders_and_deliveries() -> None:
    text = "Facture n° 12\nVotre bon de commande n° 7\nNotre bon de livraison n° 8\nTotal TTC 120,00\nÉchéance 12/03/2025"
    assert kind(text) is DocumentType.INVOICE


def test_a_reminder_speaks_of_invoices() -> None:
    text = "Objet : relance\nMadame, Monsieur,\nNotre facture n° 12 reste impayée.\nVeuillez agréer nos salutations distinguées."
    assert kind(text) is DocumentType.LETTER


def test_the_verb_avoir_makes_no_credit_note() -> None:
    assert kind("Facture n° 12\nNous vous remercions d'avoir choisi notre maison\nNet à payer 12,00") is DocumentType.INVOICE


def test_an_invoice_below_zero_is_a_credit_note() -> None:
    negative = Facts(total_with_tax=Found(value=Decimal("-120.00"), confidence=0.9))
    assert kind("Facture n° 12\nAvoir sur retour\nTotal TTC -120,00", negative) is DocumentType.CREDIT_NOTE


def test_money_taken_at_the_till_makes_a_receipt() -> None:
    paid = Facts(
        total_with_tax=Found(value=Decimal("12.00"), confidence=0.9),
        payment_method=Found(value=PaymentMethod.CARD, confidence=0.9),
    )
    assert kind("CAFE DES ARTS\n2 CAFE 12,00\nTOTAL 12,00\nCB 12,00", paid) is DocumentType.RECEIPT


def test_a_text_that_calls_itself_nothing_is_other_and_unsure() -> None:
    guess = classify("lorem ipsum", NOTHING)[0]
    assert guess.value is DocumentType.OTHER
    assert guess.confidence < 0.5


@given(st.text(max_size=200))
def test_every_kind_gets_a_probability(text: str) -> None:
    guesses = classify(text, NOTHING)
    assert {guess.value for guess in guesses} == set(DocumentType)
    assert abs(sum(guess.confidence for guess in guesses) - 1) < 0.01


def test_who_is_billed_makes_no_invoice_of_a_credit_note() -> None:
    text = """
        Atelier Numérique Ponant
        17 rue du Faubourg
        Facturé à 44000 Nantes
        Transports de la Combe
        NOTE DE CRÉDIT n° AV-75121
        Date : 26/08/2023
        Avoir sur la facture n° FA-2023-0273
        Désignation Qté P.U. HT TVA Montant HT
        Cartouche d'encre noire 1 30,13 20 % 30,13
        Total HT 30,13 €
        TVA 6,03 €
        Total TTC 36,16 €
    """
    assert kind(text) is DocumentType.CREDIT_NOTE
