"""Code lists of EN 16931, as far as the contract tells them apart."""

from __future__ import annotations

from decimal import Decimal

from domain.kinds import DocumentType, PaymentMethod

# UNTDID 1001, the codes that EN 16931 (BT-3) lists as credit notes; 396 factored, 502 and 503 of the French reform
# (self-billed factored, prepayment).
CREDIT_NOTES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})

# UNTDID 1001: offers and pro formas are no voucher and are never booked.
QUOTES = frozenset({"310", "325"})

# UNTDID 4461 (BT-81). 1 and ZZZ say that the means is not defined: then the field stays empty.
_PAYMENT_METHODS = {
    **dict.fromkeys(("10",), PaymentMethod.CASH),
    **dict.fromkeys(("20", "21", "22", "23", "25", "26"), PaymentMethod.CHEQUE),
    **dict.fromkeys(("2", "4", "30", "31", "42", "45", "50", "51", "53", "56", "58"), PaymentMethod.TRANSFER),
    **dict.fromkeys(("48", "54", "55"), PaymentMethod.CARD),
    **dict.fromkeys(("3", "5", "49", "59"), PaymentMethod.DIRECT_DEBIT),
}
_UNDEFINED = frozenset({"", "1", "ZZZ"})


def document_type(code: str, *, total: Decimal | None, is_credit_note: bool = False) -> DocumentType:
    """The type behind a code of UNTDID 1001.

    An invoice over a negative total is a credit note: the French practice allows 380 with negative amounts.
    `is_credit_note` says that the syntax itself calls it one (UBL CreditNote).
    """
    if is_credit_note or code in CREDIT_NOTES:
        return DocumentType.CREDIT_NOTE
    if code in QUOTES:
        return DocumentType.QUOTE
    return DocumentType.CREDIT_NOTE if total is not None and total < 0 else DocumentType.INVOICE


def payment_method(code: str) -> PaymentMethod | None:
    """The group of a code of UNTDID 4461; None when the code itself says that nothing is defined.

    >>> payment_method("58"), payment_method("97"), payment_method("1")
    (<PaymentMethod.TRANSFER: 'transfer'>, <PaymentMethod.OTHER: 'other'>, None)
    """
    return None if code in _UNDEFINED else _PAYMENT_METHODS.get(code, PaymentMethod.OTHER)
