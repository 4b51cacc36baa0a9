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


def test_the_change_is_known_though_its_label_is_cut() -> None:
    assert ("22.48", "cash less change") in proofs("SOUS-TOTAL 22,48\nESPECES 50,00\nDRE 27,52")
    assert ("95.50", "cash less change") in proofs("TOTAL TTC 95.58\nMONTANT RECU 100.00\nA rend 4.50")


def test_what_follows_cash_that_was_paid_to_the_cent_is_no_change() -> None:
    ways = proofs("TVA 0,60\nTOTAL 10,60\nESPECES 10,60\nHT 10,00")
    assert ("10.60", "cash without change") in ways
    assert ("0.60", "cash less change") not in ways


def test_a_payment_of_the_total_beats_an_article_that_is_called_like_one() -> None:
    assert method("CARTE MESSAGE 2,28\nTOTAL TTC 63,16\nCHEQUE 63,16") is PaymentMethod.CHEQUE


def test_what_vouchers_could_have_paid_was_not_paid_by_them() -> None:
    assert method("TOTAL 11,94\nDONT ELIGIBLE TR 11,94\nREGLEMENT CB 11,94") is PaymentMethod.CARD


def test_goods_that_are_called_like_a_payment_pay_nothing() -> None:
    text = "CARTE MESSAGE 3X2.05 6.15\nLIQUIDE VAISSELLE 2.20\nTOTAL 8.35\nESPECES 8.35"
    assert method(text) is PaymentMethod.CASH
    assert proofs(text) == {("8.35", "cash without change")}
    assert method("VASE VERRE 6.15\nTOTAL 6.15\nCARTE CREDIT AGRICOLE 6.15") is PaymentMethod.CARD


def test_what_vouchers_might_have_paid_is_no_payment() -> None:
    text = "TOTAL 6.33\nDONT ELIGIBLE TR 6.33\nCARTE BANCAIRE 6.33"
    assert method(text) is PaymentMethod.CARD
    assert method("TOTAL 6.33\nDONT ELIGIBLE TR 6.33") is None
