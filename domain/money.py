"""Money: decimals, rounded half up to the currency's minor unit where a rule says so, and nowhere else."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

# ISO 4217 minor units that are not 2, for the currencies our countries and their neighbours use. The contract
# prints two decimals at least, so a currency without decimals rounds to whole units and prints ".00".
_MINOR_UNITS = {"XOF": 0, "XAF": 0, "JPY": 0, "KRW": 0, "CLP": 0, "TND": 3, "LYD": 3, "KWD": 3, "BHD": 3, "JOD": 3, "OMR": 3, "IQD": 3}

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def minor_units(currency: str | None) -> int:
    """Decimals of a currency (ISO 4217); 2 when it is unknown."""
    return _MINOR_UNITS.get(currency or "", 2)


def rounded(amount: Decimal, currency: str | None = None) -> Decimal:
    """The amount, half up, in the currency's minor unit (EN 16931 BR-CO-17).

    >>> rounded(Decimal("2.345"))
    Decimal('2.35')
    >>> rounded(Decimal("-2.345"))
    Decimal('-2.35')
    >>> rounded(Decimal("1250.4"), "XOF")
    Decimal('1250')
    """
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_UP)


def as_text(amount: Decimal, currency: str | None = None) -> str:
    """An amount as the contract prints it: a point, two decimals, three where the currency has three.

    >>> as_text(Decimal("671.15")), as_text(Decimal("1250"), "XOF"), as_text(Decimal("1.5"), "TND")
    ('671.15', '1250.00', '1.500')
    """
    return f"{amount.quantize(Decimal(1).scaleb(-max(2, minor_units(currency))), rounding=ROUND_HALF_UP):f}"


def as_percent(rate: Decimal) -> str:
    """A rate in percent as people write it, without useless zeros.

    >>> as_percent(Decimal("20.00")), as_percent(Decimal("1E+1")), as_percent(Decimal("5.50"))
    ('20 %', '10 %', '5.5 %')
    """
    return f"{rate.normalize():f} %"


def one_digit_apart(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are printed alike but for one digit.

    >>> one_digit_apart(Decimal("521.72"), Decimal("521.76")), one_digit_apart(Decimal("52.17"), Decimal("521.76"))
    (True, False)
    """
    left, right = str(one), str(other)
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1
