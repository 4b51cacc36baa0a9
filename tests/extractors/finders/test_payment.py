"""How it was paid, and what the payment proves."""

from __future__ import annotations

import pytest

from domain.kinds import PaymentMethod
from extractors.finders import payment
from tests.extractors.printed import locale, printed


def proofs(text: str, language: str = "fr") -> set[tuple[str, str]]:
    return {(str(c.value), c.witness) for c in payment.find(printed(text), locale(language)) if c.field == "total_with_tax"}


def method(text: str) -> object:
    some = [c for c in payment.find(printed(text), locale()) if c.field == "payment_method"]
    return max(some, key=lambda c: c.score).value if some else None


def test_cash_less_change_is_the_total() -> None:
    assert ("23.11", "cash less change") in proofs("TOTAL 23,11\nESPECES 30,00\nRENDU 6,89")


def test_change_may_be_printed_negative() -> None:
    assert ("7.16", "cash less change") in proofs("Bar 10,00\nRückgeld -2,84", "de")


def test_a_word_that_pays_in_another_language_pays_nothing_here() -> None:
    assert method("Consommations bar 1 23,61\nRèglement : Carte bancaire") is PaymentMethod.CARD


def test_what_was_handed_over_is_no_total() -> None:
    assert ("30.00", "handed over") in proofs("TOTAL 23,11\nESPECES 30,00\nRENDU 6,89")


def test_what_the_card_paid_is_a_total() -> None:
    assert proofs("CARTE BANCAIRE 59,50") == {("59.50", "card")}


def test_a_voucher_and_a_card_make_the_total_together() -> None:
    assert ("71.00", "payments together") in proofs("TOTAL 71,00\nTICKET RESTAURANT 19,00\nCB 52,00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ESPECES 30,00\nRENDU 6,89", PaymentMethod.CASH),
        ("CB SANS CONTACT 12,00", PaymentMethod.CARD),
        ("Mode de règlement : virement", PaymentMethod.TRANSFER),
        ("Montant prélevé le 27/03/2024 22,87 €", PaymentMethod.DIRECT_DEBIT),
        ("REGLEMENT CHEQUE 40,00", PaymentMethod.CHEQUE),
        ("REÇU 50,00\nA RENDRE 4,50", PaymentMethod.CASH),
        ("Merci de votre visite", None),
    ],
)
def test_the_method_is_the_one_that_is_named(text: str, expected: object) -> None:
    assert method(text) == expected
