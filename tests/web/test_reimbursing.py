"""Money that people advanced: who says so, what is owed to whom in which currency, paid back together, taken back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.advances import Advance, Stage, sums
from domain.circumstances import PaidBy
from domain.company import Company
from domain.facts import Found
from domain.people import Role
from domain.reading import Reading
from domain.upload import Upload
from pipeline.advances import open_advances, repaid_advances
from pipeline.filing import Filing
from pipeline.ledger import pay, unpay
from pipeline.read import conclude
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from tests.web.made import NOON, Browser, NoEngine, Script, an_invoice
from web.reimbursing import shares

Enter = Callable[..., Browser]
Claim = Callable[..., str]


@pytest.fixture
def filing(tmp_path: Path, script: Script) -> Iterator[Filing]:
    """With the entries that the product itself proposes."""
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    yield Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=script, concluder=conclude)
    register.database.close()


@pytest.fixture
def claim(filing: Filing, script: Script) -> Claim:
    """A document that its submitter paid: handed in, read, told and, where asked, validated."""

    def made(
        person: str = "Anne", *, reading: Reading | None = None, name: str = "a.jpg", paid_by: str = "staff", booked: bool = True
    ) -> str:
        script.readings[name] = reading or an_invoice(seller=f"Chez {name}")
        receipt = filing.receive(Upload(name=name, content=f"{person} {name}".encode()), submitted_by=person)
        filing.read_document(receipt.id)
        filing.correct(receipt.id, {"paid_by": paid_by}, by=person)
        if booked:
            filing.validate(receipt.id, by="Zoé")
        return receipt.id

    return made


def in_dollars() -> Reading:
    reading = an_invoice("Amtrak", net="50.00", tax="0.00", total="50.00")
    return replace(reading, facts=reading.facts.having(currency=Found(value="USD", confidence=0.99), total_tax=None, tax_breakdown=()))


def stages(filing: Filing, person: str | None = None) -> list[Stage]:
    found = (*open_advances(filing, "default", submitted_by=person), *repaid_advances(filing, "default", submitted_by=person))
    return [advance.stage for advance in found]


def test_an_advance_is_claimed_then_owed_then_repaid_and_owed_again(filing: Filing, claim: Claim) -> None:
    one = claim(booked=False)
    assert stages(filing) == [Stage.CLAIMED]
    filing.validate(one, by="Zoé")
    assert stages(filing) == [Stage.OWED]
    pay(filing, one, on=date(2026, 11, 20), paid_by=PaidBy.CASH, by="Zoé")
    (repaid,) = repaid_advances(filing, "default")
    assert (repaid.stage, repaid.amount, repaid.repaid_on, repaid.repaid_by, repaid.means, repaid.entry) == (
        Stage.REPAID,
        Decimal("120.00"),
        date(2026, 11, 20),
        "Zoé",
        PaidBy.CASH,
        "CA 1",
    )
    unpay(filing, one, by="Zoé")
    assert stages(filing) == [Stage.OWED]


def test_what_is_rejected_or_paid_by_the_firm_is_no_advance(filing: Filing, claim: Claim) -> None:
    filing.reject(claim(name="a.jpg", booked=False), reason="double", by="Zoé")
    claim(name="b.jpg", paid_by="bank")
    claim(name="c.jpg", paid_by="owner")

    assert stages(filing) == []


def test_amounts_of_several_currencies_are_never_added_up(filing: Filing, claim: Claim) -> None:
    claim(name="a.jpg")
    claim(name="b.jpg", reading=in_dollars(), booked=False)
    claim("Paul", name="c.jpg")
    found = open_advances(filing, "default")

    assert sums(found) == {"EUR": Decimal("240.00"), "USD": Decimal("50.00")}
    anne, paul = shares(found)
    assert (anne.person, anne.owed_sums, anne.claimed_sums) == ("Anne", {"EUR": Decimal("120.00")}, {"USD": Decimal("50.00")})
    assert (paul.person, paul.owed_sums, paul.claimed_sums) == ("Paul", {"EUR": Decimal("120.00")}, {})


def test_a_sum_leaves_out_what_has_no_amount_or_currency() -> None:
    one = Advance(document_id="1", person="A", title="t", issue_date=None, amount=Decimal(5), currency="", stage=Stage.CLAIMED)

    assert sums([one, replace(one, amount=None, currency="EUR")]) == {}


def test_staff_say_that_they_paid_and_see_what_they_are_owed(enter: Enter, filing: Filing, claim: Claim) -> None:
    one = claim(name="a.jpg", paid_by="", booked=False)
    anne = enter(Role.STAFF)
    page = anne.get("/mine").text
    assert "Qui a payé" in page
    assert "L’entreprise vous doit" not in page

    assert anne.post(f"/documents/{one}/paid", {"who": "me"}).headers["location"] == "/mine?note=who_paid"
    page = anne.get("/mine").text
    assert "en attente de validation" in page
    assert re.search(r'value="me" aria-pressed="true"', page)
    filing.validate(one, by="Zoé")
    page = anne.get("/mine").text
    assert re.search(r'L’entreprise vous doit.*?class="total"><bdi>120,00', page, re.DOTALL)
    assert "À rembourser" in page
    assert anne.post(f"/documents/{one}/paid", {"who": "firm"}).status_code == 409

    assert enter(Role.ACCOUNTANT, name="Zoé").post("/reimbursements", {"ids": one, "on": "2026-11-20", "means": "cash"}).status_code == 303
    page = anne.get("/mine").text
    assert "Remboursé le 20 nov. 2026\u00a0: Espèces (Zoé)" in page
    assert "L’entreprise vous doit" not in page


def test_the_word_of_the_accountant_who_paid_is_not_made_less_exact(enter: Enter, filing: Filing, claim: Claim) -> None:
    associate, cash = claim(name="a.jpg", paid_by="associate", booked=False), claim(name="b.jpg", paid_by="cash", booked=False)
    anne = enter(Role.STAFF)
    anne.post(f"/documents/{associate}/paid", {"who": "me"})
    anne.post(f"/documents/{cash}/paid", {"who": "firm"})
    assert filing.stores.register.advances.who_paid([associate, cash]) == {associate: "associate", cash: "cash"}

    anne.post(f"/documents/{associate}/paid", {"who": "firm"})
    anne.post(f"/documents/{cash}/paid", {"who": "me"})
    assert filing.stores.register.advances.who_paid([associate, cash]) == {associate: "", cash: "staff"}


def test_several_are_marked_at_once_and_taken_back_at_once(enter: Enter, filing: Filing, claim: Claim) -> None:
    ids = [claim(name=f"{letter}.jpg") for letter in "abc"]
    zoe = enter(Role.ACCOUNTANT, name="Zoé")
    assert zoe.get("/reimbursements").text.count('type="checkbox"') == 3
    answer = zoe.post("/reimbursements", {"ids": ids, "on": "2026-11-20", "means": "bank"})

    assert stages(filing) == [Stage.REPAID] * 3
    page = zoe.get(answer.headers["location"]).text
    assert "3 remboursements comptabilisés" in page
    assert zoe.post("/reimbursements/undo", {"ids": ids}).status_code == 303
    assert stages(filing) == [Stage.OWED] * 3
    kinds = [entry.kind for entry in filing.stores.register.books.of_year("default", 2026)]
    assert sorted(kinds) == ["payment"] * 3 + ["purchase"] * 3 + ["reversal"] * 3


def test_one_that_is_refused_stops_no_other_and_nothing_is_paid_twice(enter: Enter, filing: Filing, claim: Claim) -> None:
    paid, owed, claimed = claim(name="a.jpg"), claim(name="b.jpg"), claim(name="c.jpg", booked=False)
    zoe = enter(Role.ACCOUNTANT, name="Zoé")
    zoe.post("/reimbursements", {"ids": paid, "on": "2026-11-20"})
    answer = zoe.post("/reimbursements", {"ids": [paid, owed, claimed], "on": "2026-11-21"})

    assert answer.status_code == 409
    assert "déjà réglée" in answer.text
    assert "pas d’écriture validée" in answer.text
    assert {advance.document_id for advance in repaid_advances(filing, "default")} == {paid, owed}
    assert len([entry for entry in filing.stores.register.books.of_document(paid) if entry.kind == "payment"]) == 1


@pytest.mark.parametrize(
    "wrong", [{"on": "2026-11-24"}, {"on": "hier"}, {"on": "2026-11-20", "means": "staff"}, {"on": "2026-11-20", "means": "x"}]
)
def test_a_day_to_come_or_money_that_is_not_the_firms_is_refused(enter: Enter, filing: Filing, claim: Claim, wrong: dict[str, str]) -> None:
    one = claim()

    assert enter(Role.ACCOUNTANT).post("/reimbursements", {"ids": one} | wrong).status_code in (409, 422)
    assert stages(filing) == [Stage.OWED]


def test_a_suppliers_invoice_is_not_paid_here(enter: Enter, filing: Filing, claim: Claim) -> None:
    one = claim(paid_by="supplier")

    answer = enter(Role.ACCOUNTANT).post("/reimbursements", {"ids": one, "on": "2026-11-20"})
    assert answer.status_code == 409
    assert [entry.kind for entry in filing.stores.register.books.of_document(one)] == ["purchase"]


# Each role at each action on Anne's claim: whether it is Anne herself, another of the same firm, or somebody of another.
#         role           own  other  elsewhere
RIGHTS = """
list      staff          403  403    403
list      reader         200  200    200
list      accountant     200  200    200
list      administrator  200  200    200
tell      staff          303  404    404
tell      reader         403  403    403
tell      accountant     303  303    404
tell      administrator  303  303    303
settle    staff          403  403    403
settle    reader         403  403    403
settle    accountant     303  303    404
settle    administrator  303  303    303
undo      staff          403  403    403
undo      reader         403  403    403
undo      accountant     409  409    404
undo      administrator  409  409    409
"""
CASES = [
    (row[0], Role(row[1]), who, int(status))
    for row in map(str.split, RIGHTS.strip().splitlines())
    for who, status in zip(("own", "other", "elsewhere"), row[2:], strict=True)
]


@pytest.mark.parametrize(("action", "role", "who", "status"), CASES)
def test_who_may_do_what_with_an_advance(enter: Enter, claim: Claim, action: str, role: Role, who: str, status: int) -> None:
    one = claim("Anne", booked=action != "tell")
    visitor = enter(role, name="Anne" if who == "own" else "Paul", companies=("other",) if who == "elsewhere" else ("default",))
    acts: dict[str, Callable[[], Any]] = {
        "list": lambda: visitor.get("/reimbursements"),
        "tell": lambda: visitor.post(f"/documents/{one}/paid", {"who": "firm"}),
        "settle": lambda: visitor.post("/reimbursements", {"ids": one, "on": "2026-11-20"}),
        "undo": lambda: visitor.post("/reimbursements/undo", {"ids": one}),
    }
    visitor.get("/account")
    answer = acts[action]()

    assert answer.status_code == status
    if action == "list" and status == 200:
        assert ("Chez a.jpg" in answer.text) is (who != "elsewhere" or role is Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("role", "name", "companies", "seen"),
    [
        (Role.STAFF, "Anne", ("default",), {"Anne"}),
        (Role.STAFF, "Paul", ("default",), {"Paul"}),
        (Role.STAFF, "Anne", ("other",), set()),
        (Role.READER, "Rita", ("default",), {"Anne", "Paul"}),
        (Role.ACCOUNTANT, "Zoé", ("default",), {"Anne", "Paul"}),
        (Role.ACCOUNTANT, "Zoé", ("other",), set()),
    ],
)
def test_the_table_holds_what_its_reader_may_see(
    enter: Enter, claim: Claim, role: Role, name: str, companies: tuple[str, ...], seen: set[str]
) -> None:
    claim("Anne", name="a.jpg")
    claim("Paul", name="b.jpg")
    answer = enter(role, name=name, companies=companies).get("/reimbursements.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))

    assert {row["Personne"] for row in rows} == seen
    assert all((row["Montant"], row["Devise"], row["État"]) == ("120.00", "EUR", "À rembourser") for row in rows)


def test_a_name_in_the_table_is_no_formula_and_an_amount_given_back_stays_one(enter: Enter, claim: Claim) -> None:
    claim(name="a.jpg", reading=an_invoice("=cmd|' /C calc'!A0"))
    rows = enter(Role.ACCOUNTANT).get("/reimbursements.csv").text

    assert "'=cmd|" in rows
    assert ";=cmd" not in rows


def test_the_entries_of_a_document_offer_to_take_the_payment_back(enter: Enter, filing: Filing, claim: Claim) -> None:
    one = claim()
    zoe = enter(Role.ACCOUNTANT, name="Zoé")
    zoe.post("/reimbursements", {"ids": one, "on": "2026-11-20"})
    page = zoe.get(f"/books/entries/{one}").text
    assert f"/books/entries/{one}/unpay" in page
    assert f"/books/entries/{one}/reverse" not in page
    assert zoe.post(f"/books/entries/{one}/reverse", {"reason": "faux compte"}).status_code == 409

    assert zoe.post(f"/books/entries/{one}/unpay").status_code == 303
    assert f"/books/entries/{one}/reverse" in zoe.get(f"/books/entries/{one}").text
