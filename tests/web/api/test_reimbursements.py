"""What people advanced, told to programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.people import Role, Scope
from pipeline.conclude import conclude
from pipeline.filing import Filing
from tests.web.api.conftest import Program
from tests.web.made import an_invoice


@pytest.fixture
def filing(filing: Filing) -> Filing:
    return replace(filing, concluder=conclude)


@pytest.fixture
def owed(filing: Filing, handed_in: Callable[..., str]) -> str:
    """A validated document that Anne paid."""
    one = handed_in(an_invoice())
    filing.correct(one, {"paid_by": "staff"}, by="Anne")
    filing.validate(one, by="Zoé")
    return one


def test_an_advance_is_listed_paid_back_once_and_taken_back(program: Program, owed: str) -> None:
    caller = program(name="Zoé")
    told = caller.get("/reimbursements").json()
    assert (told["owed"], told["claimed"]) == ({"EUR": "120.00"}, {})
    assert [(row["document_id"], row["person"], row["amount"], row["stage"]) for row in told["items"]] == [(owed, "Anne", "120.00", "owed")]

    said = {"documents": [owed], "on": "2026-11-20", "means": "cash"}
    assert caller.post("/reimbursements", json=said).json() == {"done": [owed], "refused": []}
    again = caller.post("/reimbursements", json=said).json()
    assert (again["done"], again["refused"][0]["code"]) == ([], "already_paid")
    assert caller.get("/reimbursements").json() == {"items": [], "owed": {}, "claimed": {}}
    (row,) = caller.get("/reimbursements", params={"repaid": True}).json()["items"]
    assert (row["repaid_on"], row["repaid_by"], row["means"], row["entry"]) == ("2026-11-20", "Zoé", "cash", "CA 1")

    assert caller.post("/reimbursements/undo", json={"documents": [owed]}).json()["done"] == [owed]
    assert caller.get("/reimbursements").json()["owed"] == {"EUR": "120.00"}


def test_staff_see_their_own_and_pay_nothing_back(program: Program, owed: str) -> None:
    anne, paul = program(Role.STAFF, name="Anne"), program(Role.STAFF, name="Paul")

    assert len(anne.get("/reimbursements").json()["items"]) == 1
    assert paul.get("/reimbursements").json() == {"items": [], "owed": {}, "claimed": {}}
    assert anne.post("/reimbursements", json={"documents": [owed], "on": "2026-11-20"}).status_code == 403


@pytest.mark.parametrize("scope", [Scope.READ, Scope.SUBMIT, Scope.EXPORT])
def test_a_token_that_may_not_decide_pays_nothing_back(program: Program, owed: str, scope: Scope) -> None:
    caller = program(name="Zoé", scopes=frozenset({scope}))

    assert caller.post("/reimbursements", json={"documents": [owed], "on": "2026-11-20"}).status_code == 403
    assert caller.post("/reimbursements/undo", json={"documents": [owed]}).status_code == 403


def test_another_company_has_no_such_document(program: Program, owed: str) -> None:
    caller = program(name="Ali", companies=("other",))

    assert caller.get("/reimbursements").json()["items"] == []
    assert caller.post("/reimbursements", json={"documents": [owed], "on": "2026-11-20"}).status_code == 404
