"""What engines compare by: names and numbers without their accents, blanks and strokes, and amounts as whole thousandths."""

from __future__ import annotations

import re
from decimal import Decimal

from search.sentence import fold


def name_key(name: str | None) -> str:
    """The words of a name, folded.

    >>> name_key("Éts. Léon & Fils")
    'ets leon fils'
    """
    return " ".join(re.findall(r"[a-z0-9]+", fold(name))) if name else ""


def number_key(number: str | None) -> str | None:
    """A document's number however it is spaced and hyphenated.

    >>> number_key("FA-2017 0010")
    'fa20170010'
    """
    return "".join(re.findall(r"[a-z0-9]+", fold(number))) if number else None


def mills(amount: Decimal | None) -> int | None:
    """Thousandths, the smallest coin of any currency: whole numbers add up exactly."""
    return None if amount is None else int((amount * 1000).to_integral_value())


def money(thousandths: int) -> Decimal:
    """Two decimals, or three where the sum has them."""
    return Decimal(thousandths) / 1000 if thousandths % 10 else Decimal(thousandths // 10) / 100


def is_paid(*, payment_method: str | None, document_type: str | None, amount_due: Decimal | None) -> bool:
    """By cash or card at the till, or nothing left to pay."""
    return payment_method in ("cash", "card") or document_type == "receipt" or (amount_due is not None and amount_due == 0)
