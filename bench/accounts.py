"""How well does Justif book a year of purchases it has not seen? `make bench-accounts`.

A made-up year of a small French firm: a hundred suppliers (year-sellers.csv, written before the weights that it measures), each with
its months, its words and what an accountant books; every document goes the whole way from facts to entry with a real register, and
the accountant corrects what is wrong and validates. Told: accounts right at first sight and from the second document of a seller on,
with VAT and journal as well, and the time of a proposal.

A third of the suppliers (every third row) was kept out: no weight was set on them and their mistakes were never listed. All were written by
the same hand, and the totals of that third were printed at each run, so it is no blind test.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from accounting.auxiliary import auxiliary_of
from accounting.chart import account_for
from domain.circumstances import circumstances_of
from domain.company import Company
from domain.document import Document, document_id
from domain.entry import Booking, JournalEntry
from domain.facts import Facts, Found, InvoiceLine, TaxRow
from domain.kinds import Category, DocumentType, State
from domain.money import rounded
from domain.reading import Reading, TypeGuess
from domain.seller import Seen, keys_of
from pipeline.conclude import conclude
from samples.identifiers import siren
from storage.register import Decision, Register, open_register

SELLERS = Path(__file__).with_name("year-sellers.csv")
YEAR = 2026
FIRM = Company(name="Essai SARL", identifiers=("732829320",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A document of the year, and what the accountant makes of it."""

    reading: Reading
    category: Category
    account: str
    said: tuple[tuple[str, str], ...]
    seller: str
    is_held_out: bool


@dataclass(slots=True)
class Score:
    """How many documents there were, and of how many the account, the VAT and the journal were right."""

    documents: int = 0
    accounts: int = 0
    whole: int = 0

    def add(self, *, account: bool, whole: bool) -> None:
        self.documents += 1
        self.accounts += account
        self.whole += whole

    def shares(self) -> dict[str, float | int]:
        count = max(1, self.documents)
        return {"documents": self.documents, "accounts": round(self.accounts / count, 4), "vat_and_journal": round(self.whole / count, 4)}


def purchases() -> tuple[Purchase, ...]:
    """The year in the order of its days, the same each time."""
    with SELLERS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    made = [one for at, row in enumerate(rows) for one in _of_seller(row, Random(f"year {row['seller']}"), is_held_out=at % 3 == 2)]
    return tuple(sorted(made, key=lambda one: (_day(one.reading), one.seller)))


def _of_seller(row: dict[str, str], rng: Random, *, is_held_out: bool) -> Iterator[Purchase]:
    number, category = siren(rng), Category(row["category"])
    said: tuple[tuple[str, str], ...] = (("paid_by", row["paid_by"]),) if row["paid_by"] else ()
    said += (("account", row["account"]),) if row["account"] else ()
    for month in row["months"].split():
        facts = _facts(row, rng, date(YEAR, int(month), rng.randint(1, 28)), number)
        net = facts.total_without_tax or facts.total_with_tax
        account = row["account"] or account_for(category, company=FIRM, on=date(YEAR, 1, 1), net=net.value if net else None).number
        kind = DocumentType.RECEIPT if row["paid_by"] else DocumentType.INVOICE
        reading = Reading(pages=1, document_type=TypeGuess(value=kind, confidence=0.95), facts=facts, text=_text(row, facts, rng, kind))
        yield Purchase(reading=reading, category=category, account=account, said=said, seller=row["seller"], is_held_out=is_held_out)


def _facts(row: dict[str, str], rng: Random, day: date, number: str) -> Facts:
    """As they are read: three invoices in ten without the seller's number, one name in eight with a slip of recognition."""
    net = rounded(Decimal(row["price"]) * Decimal(rng.randint(70, 140)) / 100)
    rate = Decimal(row["rate"]) if row["rate"] else None
    tax = rounded(net * rate / 100) if rate else Decimal("0.00")
    name = row["seller"] if rng.random() > 0.125 else _misread(row["seller"], rng)
    lines = tuple(InvoiceLine(description=text, quantity=Decimal(1)) for text in row["lines"].split("|"))
    return Facts(
        seller_name=Found(value=name, confidence=0.9),
        seller_siren=Found(value=number, confidence=0.9) if rng.random() < 0.7 else None,
        invoice_number=Found(value=f"{rng.randint(100, 99999)}", confidence=0.9),
        issue_date=Found(value=day, confidence=0.95),
        currency=Found(value="EUR", confidence=0.95),
        total_without_tax=Found(value=net, confidence=0.95) if rate else None,
        total_tax=Found(value=tax, confidence=0.95) if rate else None,
        total_with_tax=Found(value=net + tax, confidence=0.95),
        tax_breakdown=(TaxRow(rate=rate, base=net, amount=tax),) if rate else (),
        lines=lines if rng.random() < 0.8 else (),
    )


def _misread(name: str, rng: Random) -> str:
    slips = {"o": "0", "i": "l", "é": "e", "m": "rn", "s": "5", "a": "e", "u": "v"}
    places = [at for at, sign in enumerate(name) if sign.lower() in slips]
    if not places:
        return name
    at = rng.choice(places)
    return name[:at] + slips[name[at].lower()] + name[at + 1 :]


def _text(row: dict[str, str], facts: Facts, rng: Random, kind: DocumentType) -> str:
    name = facts.seller_name.value if facts.seller_name else ""
    total = facts.total_with_tax.value if facts.total_with_tax else ""
    street = rng.choice(("12 rue du Four", "3 avenue de la Gare", "ZA Les Paluds", "7 place de la Mairie", "45 boulevard Victor Hugo"))
    title = "FACTURE" if kind is DocumentType.INVOICE else "TICKET"
    head = [name, street, f"{rng.randint(13, 84)}{rng.randint(100, 900)} {rng.choice(('Aubagne', 'Aix', 'Toulon', 'Nice'))}"]
    return "\n".join([*head, title, "Client : Essai SARL", *row["lines"].split("|"), f"Total TTC {total}", "Merci de votre confiance"])


def _day(reading: Reading) -> date:
    return reading.facts.issue_date.value if reading.facts.issue_date else date.min


def measure(register: Register) -> dict[str, object]:
    """Go through the year; the figures by first sight and later, for the suppliers looked at and those kept out."""
    scores = {(when, who): Score() for when in ("first", "later") for who in ("seen", "held_out")}
    met: set[str] = set()
    wrong: list[dict[str, str]] = []
    taken: list[float] = []
    for number, one in enumerate(purchases()):
        started = time.perf_counter()
        proposed = _proposed(register, one.reading)
        taken.append((time.perf_counter() - started) * 1000)
        wanted = conclude(replace(one.reading, said=one.said), company=FIRM, today=date(YEAR, 12, 31), category=one.category)
        account = _account(proposed) == one.account
        when, who = "later" if one.seller in met else "first", "held_out" if one.is_held_out else "seen"
        scores[when, who].add(account=account, whole=account and _treatment(proposed.entry) == _treatment(wanted.entry))
        if not account and who == "seen":
            told = proposed.category.value if proposed.category else ""
            wrong.append({"when": when, "seller": one.seller, "wanted": one.category, "told": told, "account": _account(proposed)})
        met.add(one.seller)
        _validate(register, number, one)
    taken.sort()
    figures: dict[str, object] = {f"{when} {who}": score.shares() for (when, who), score in scores.items()}
    for when in ("first", "later"):
        both = [scores[when, who] for who in ("seen", "held_out")]
        figures[when] = Score(sum(s.documents for s in both), sum(s.accounts for s in both), sum(s.whole for s in both)).shares()
    figures["ms"] = {"median": round(taken[len(taken) // 2], 2), "p95": round(taken[int(len(taken) * 0.95)], 2)}
    figures["wrong"] = wrong
    return figures


def _proposed(register: Register, reading: Reading) -> Reading:
    seller = register.sellers.find("default", keys_of(reading.facts))
    name = reading.facts.seller_name.value if reading.facts.seller_name else None
    seen = Seen(seller=seller, auxiliary=seller.auxiliary if seller else auxiliary_of(name))
    return conclude(reading, company=FIRM, today=date(YEAR, 12, 31), seen=seen)


def _account(reading: Reading) -> str:
    """The account of the largest line that is no VAT and nobody's."""
    lines = [line for line in (reading.entry.lines if reading.entry else ()) if line.account[0] in "267" or line.account == "471"]
    return max(lines, key=lambda line: line.debit + line.credit).account if lines else ""


def _treatment(entry: JournalEntry | None) -> tuple[str, dict[str, Decimal]]:
    """Journal, and what is moved on accounts of VAT and of who is owed."""
    lines = entry.lines if entry else ()
    return (entry.journal if entry else "", {line.account: line.debit - line.credit for line in lines if line.account[0] in "45"})


def _validate(register: Register, number: int, one: Purchase) -> None:
    """The accountant corrects what is wrong and books it."""
    right = conclude(replace(one.reading, said=one.said), company=FIRM, today=date(YEAR, 12, 31), category=one.category)
    assert right.entry is not None
    assert circumstances_of(FIRM, dict(one.said))
    key = document_id(company="default", original=str(number))
    moment = register.now()
    made = Document(id=key, original=str(number), company="default", name=key, state=State.TO_VALIDATE, received_at=moment, reading=right)
    register.add(made, by="bench")
    booking = Booking(entry=right.entry, year=YEAR, by="bench", at=moment)
    register.decide(key, lambda document: Decision(document=replace(document, state=State.VALIDATED), bookings=(booking,)))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(f"sqlite:///{folder}/register.sqlite")
        figures = measure(register)
        register.database.close()
    wrong = figures.pop("wrong")
    assert isinstance(wrong, list)
    for one in wrong if "--wrong" in sys.argv else ():
        print(json.dumps(one, ensure_ascii=False), file=sys.stderr)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
