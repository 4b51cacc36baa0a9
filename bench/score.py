"""How right are the readings? Fields, VAT rows and types against the truth, and the errors that nobody was told of.

A silent error is a wrong total, tax or date in a document that was not marked for review; it weighs most. A needless
flag is a mark on a document whose totals, tax and date were all right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from bench.dataset import Case, Json, Unit

AMOUNTS = frozenset({"total_without_tax", "total_tax", "total_with_tax", "amount_due"})
NAMES = frozenset({"seller_name", "buyer_name"})
IDENTIFIERS = frozenset({"seller_siren", "seller_siret", "seller_vat_id", "seller_iban", "buyer_vat_id", "invoice_number", "order_number"})
CRITICAL = ("total_with_tax", "total_tax", "issue_date")
LEGAL_FORMS = frozenset("sarl sas sasu sa eurl sci snc ei gmbh ag kg co ug ltd llc inc plc bv nv srl spa sdn bhd".split())

NAME_LIKENESS = 0.85
ADDRESS_LIKENESS = 0.80
TOKEN_LIKENESS = 75.0
CASH_STEP = Decimal("0.05")


@dataclass(slots=True)
class Tally:
    """Counts of one field over the documents whose truth speaks of it."""

    judged: int = 0
    right: int = 0
    rightly_empty: int = 0
    wrongly_found: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def accuracy(self) -> float:
        return share(self.right + self.rightly_empty, self.judged)

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.wrong + self.wrongly_found)

    @property
    def recall(self) -> float:
        return share(self.right, self.right + self.wrong + self.missing)

    def add(self, truth: object, *, found: bool, right: bool) -> None:
        """Count one field of one document."""
        self.judged += 1
        if truth is None:
            self.rightly_empty += right
            self.wrongly_found += found
            return
        self.right += right
        self.wrong += found and not right
        self.missing += not found


@dataclass(slots=True)
class Score:
    """The account of a set. `lines` and `strict` count those right, found and printed; `confidences` are of every value given."""

    documents: int = 0
    units: int = 0
    unread: int = 0
    parts_right: int = 0
    fields: dict[str, Tally] = field(default_factory=dict)
    tax_rows: list[int] = field(default_factory=lambda: [0, 0])
    types: list[int] = field(default_factory=lambda: [0, 0])
    lines: list[int] = field(default_factory=lambda: [0, 0, 0])
    strict: list[int] = field(default_factory=lambda: [0, 0, 0])
    confidences: list[tuple[str, float, bool]] = field(default_factory=list)
    categories: list[int] = field(default_factory=lambda: [0, 0])
    flagged: int = 0
    needless_flags: int = 0
    silent_errors: list[str] = field(default_factory=list)

    def add(self, case: Case, readings: Sequence[Json]) -> None:
        """Count one document; `readings` are its lines of `justif extract`."""
        read = [reading for reading in readings if not reading.get("error")]
        self.documents += 1
        self.parts_right += len(read) == len(case.units)
        for unit, reading in _paired(case.units, read):
            self.units += 1
            if reading is None:
                self.unread += 1
            self._add_unit(case, unit, reading or {})

    def _add_unit(self, case: Case, unit: Unit, reading: Json) -> None:
        verdicts = {}
        for name, truth in unit.fields.items():
            found = value_of(reading, name)
            right = is_right(unit, reading, name)
            self.fields.setdefault(name, Tally()).add(truth, found=found is not None, right=right)
            verdicts[name] = right, found
            if found is not None:
                self.confidences.append((name, float(reading["fields"][name].get("confidence", 1.0)), right))
        self._add_lists(unit, reading)
        self._add_strict(unit, verdicts)
        if not reading:
            return
        # Wrong is what stands there and is not so; what was not found is honest, though a flag for it is not needless.
        wrong = any(name in verdicts and not verdicts[name][0] and verdicts[name][1] is not None for name in CRITICAL)
        all_right = all(verdicts[name][0] for name in CRITICAL if name in verdicts)
        if reading.get("needs_review"):
            self.flagged += 1
            self.needless_flags += all_right
        elif wrong:
            self.silent_errors.append(case.path.name)

    def _add_lists(self, unit: Unit, reading: Json) -> None:
        if unit.tax_breakdown is not None:
            self.tax_rows[0] += tax_set(unit.tax_breakdown) == tax_set(reading.get("tax_breakdown") or ())
            self.tax_rows[1] += 1
        if unit.lines is not None:
            found, printed = reading.get("lines") or (), list(unit.lines)
            self.lines[0] += sum(_taken(line, printed) for line in found)
            self.lines[1] += len(found)
            self.lines[2] += len(unit.lines)
        for counts, known, key in ((self.types, unit.document_types, "document_type"), (self.categories, unit.categories, "category")):
            if known:
                counts[0] += (reading.get(key) or {}).get("value") in known
                counts[1] += 1

    def _add_strict(self, unit: Unit, verdicts: Json) -> None:
        """SROIE task 3: company and address to the letter, date and total by value."""
        if unit.strict is None:
            return
        for key, name in (("company", "seller_name"), ("address", "seller_address"), ("date", "issue_date"), ("total", "total_with_tax")):
            right, found = verdicts.get(name, (False, None))
            self.strict[1] += found is not None
            self.strict[2] += 1
            if found is None:
                continue
            if key in ("company", "address"):
                right = " ".join(found.split()) == " ".join(str(unit.strict[key]).split())
            self.strict[0] += right

    @property
    def strict_f1(self) -> float:
        right, found, printed = self.strict
        return share(2 * right, found + printed)

    @property
    def lines_f1(self) -> float:
        right, found, printed = self.lines
        return share(2 * right, found + printed)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the values given: ten equal bins of confidence, each as heavy as it is full
        (Naeini, Cooper and Hauskrecht, AAAI 2015)."""
        return calibration_error([(sure, right) for _, sure, right in self.confidences])


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The mean distance between what was promised and what was so.

    >>> round(calibration_error([(0.9, True)] * 9 + [(0.9, False)]), 3), calibration_error([(0.8, False)])
    (0.0, 0.8)
    """
    full: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in told:
        full.setdefault(min(bins - 1, int(sure * bins)), []).append((sure, right))
    gaps = [abs(sum(sure - right for sure, right in some)) for some in full.values()]
    return sum(gaps) / len(told) if told else 0.0


def same_line(truth: Json, found: Json) -> bool:
    """Whether a whole row is right: description, quantity, price and amount. What the truth leaves out is not judged."""
    if name_likeness(truth["description"], found.get("description") or "") < NAME_LIKENESS:
        return False
    return all(_same_number(truth[key], found.get(key)) for key in ("quantity", "unit_price", "amount") if truth.get(key) is not None)


def _same_number(truth: str, found: str | None) -> bool:
    try:
        return found is not None and abs(Decimal(found)) == abs(Decimal(truth))
    except InvalidOperation:
        return False


def _taken(line: Json, printed: list[Json]) -> bool:
    """Whether the line is one of the printed ones that are left, which is then used up."""
    same = next((truth for truth in printed if same_line(truth, line)), None)
    if same is None:
        return False
    printed.remove(same)
    return True


def value_of(reading: Json, name: str) -> str | None:
    """The value of a field in a line of `justif extract`, None when it is empty."""
    found = (reading.get("fields") or {}).get(name)
    return found["value"] if found else None


def is_right(unit: Unit, reading: Json, name: str) -> bool:
    """Whether the reading has this field right, empty where it should be included."""
    truth, found = unit.fields[name], value_of(reading, name)
    if truth is None or found is None:
        return truth is None and found is None and bool(reading)
    either_sign = "credit_note" in unit.document_types
    if any(equal(name, reading_of_truth, found, either_sign=either_sign) for reading_of_truth in _readings(truth)):
        return True
    return name == "total_with_tax" and unit.cash_rounding and _right_after_rounding(truth, found, value_of(reading, "amount_due"))


def equal(name: str, truth: str, found: str, *, either_sign: bool = False) -> bool:
    """Whether two values of a field say the same.

    >>> equal("total_with_tax", "12.5", "12.50"), equal("seller_siret", "999 194 897 00065", "99919489700065")
    (True, True)
    >>> equal("seller_name", "SARL L'Écluse", "L'ECLUSE"), equal("seller_name", "Le Moulin", "Le Moulinet Bleu")
    (True, False)
    """
    if name in AMOUNTS:
        return _same_amount(truth, found, either_sign=either_sign)
    if name in NAMES:
        return folded(truth) == folded(found) or name_likeness(truth, found) >= NAME_LIKENESS
    if name == "seller_address":
        return fuzz.ratio(folded(truth).replace(" ", ""), folded(found).replace(" ", "")) >= 100 * ADDRESS_LIKENESS
    if name in IDENTIFIERS:
        return re.sub(r"\s", "", truth).upper() == re.sub(r"\s", "", found).upper()
    return truth.upper() == found.upper()


def folded(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", plain.casefold()).split())


def name_likeness(one: str, other: str) -> float:
    """Likeness of two names in [0, 1]: shared words weigh by their length, legal forms nothing; a mere part is not enough."""
    left, right = _words(one), _words(other)
    total = sum(map(len, left)) + sum(map(len, right))
    shared, rest = 0.0, list(right)
    for word in sorted(left, key=len, reverse=True):
        best = max(rest, key=lambda candidate: fuzz.ratio(word, candidate), default="")
        likeness = fuzz.ratio(word, best)
        if best and likeness >= TOKEN_LIKENESS:
            shared += likeness / 100 * (len(word) + len(best))
            rest.remove(best)
    return max(share(shared, total), fuzz.ratio("".join(left), "".join(right)) / 100)


def tax_set(rows: Iterable[Json]) -> frozenset[tuple[Decimal | None, ...]]:
    """VAT rows without order and sign."""
    return frozenset(tuple(_absolute(row.get(key)) for key in ("rate", "base", "amount")) for row in rows)


def share(part: float, whole: float) -> float:
    """part ÷ whole, 0 of nothing."""
    return part / whole if whole else 0.0


def _readings(truth: Any) -> list[str]:
    return truth if isinstance(truth, list) else [truth]


def _paired(units: Sequence[Unit], readings: Sequence[Json]) -> list[tuple[Unit, Json | None]]:
    """Each unit with the reading that fits it best; one of each is a pair whatever it says."""
    if len(units) == 1:
        return [(units[0], readings[0] if readings else None)]
    left = list(readings)
    pairs: list[tuple[Unit, Json | None]] = []
    for unit in units:
        best = max(left, key=lambda reading: sum(is_right(unit, reading, name) for name in unit.fields), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((unit, best))
    return pairs


def _words(text: str) -> list[str]:
    words = folded(text).split()
    return [word for word in words if word not in LEGAL_FORMS] or words


def _amount(text: str | None) -> Decimal | None:
    try:
        return Decimal(str(text).strip())
    except InvalidOperation:
        return None


def _absolute(text: str | None) -> Decimal | None:
    amount = _amount(text)
    return None if amount is None else abs(amount)


def _same_amount(truth: str, found: str, *, either_sign: bool) -> bool:
    expected, amount = _amount(truth), _amount(found)
    if expected is None or amount is None:
        return False
    return abs(expected) == abs(amount) if either_sign or expected < 0 else expected == amount


def _right_after_rounding(truth: Any, total: str, due: str | None) -> bool:
    paid, printed, rounded = _amount(truth), _amount(total), _amount(due)
    return paid is not None and printed is not None and rounded == paid and abs(printed - paid) <= CASH_STEP
