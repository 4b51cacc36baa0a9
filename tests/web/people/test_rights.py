"""Who may do what, as a table: each role, each action, at one's own company and another's, one's own documents and others'."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.document import Document
from domain.kinds import State
from domain.people import Action, Role, Scope, User
from web.people.rights import OWNER, SCOPES, may, scopes_allow

# One column an action; c = at one's companies, a = all their documents, o = one's own documents there, - = never.
TABLE = """
               submit see search annotate correct validate reject retry export keep_books administer
staff          c      o   c      o        o       -        -      -     -      -          -
reader         -      a   c      -        -       -        -      -     c      -          -
accountant     c      a   c      a        a       a        a      a     c      c          -
administrator  c      a   c      a        a       a        a      a     c      c          c
"""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CASES = [(Role(row[0]), Action(action), mark) for row in ROWS for action, mark in zip(HEAD, row[1:], strict=True)]


def a_user(role: Role, **changes: object) -> User:
    return replace(User(id="1", name="Anne", role=role, companies=("moulin",)), **changes)  # type: ignore[arg-type]


def a_document(company: str, by: str) -> Document:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    return Document(id="d", original="0" * 64, company=company, name="a.pdf", state=State.TO_VALIDATE, received_at=now, submitted_by=by)


def test_the_table_speaks_of_every_role_and_every_action() -> None:
    assert {(role, action) for role, action, _ in CASES} == {(role, action) for role in Role for action in Action}


@pytest.mark.parametrize(("role", "action", "mark"), CASES)
def test_a_role_may_do_at_its_own_company_what_the_table_says(role: Role, action: Action, mark: str) -> None:
    user = a_user(role)

    assert may(user, action, company="moulin") is (mark != "-")
    if mark != "c":
        assert may(user, action, a_document("moulin", "Anne")) is (mark in "ao")
        assert may(user, action, a_document("moulin", "Paul")) is (mark == "a")


@pytest.mark.parametrize(("role", "action", "mark"), CASES)
def test_at_another_company_only_an_administrator_may_do_anything(role: Role, action: Action, mark: str) -> None:
    user = a_user(role)

    allowed = role is Role.ADMINISTRATOR and mark != "-"
    assert may(user, action, company="other") is allowed
    assert may(user, action, a_document("other", "Anne")) is allowed


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_who_was_let_out_may_do_nothing_at_all(role: Role, action: Action) -> None:
    assert not may(a_user(role, is_active=False), action, a_document("moulin", "Anne"))


def test_a_token_reaches_what_its_scopes_name_and_no_people() -> None:
    assert scopes_allow(frozenset({Scope.READ}), Action.SEE)
    assert not scopes_allow(frozenset({Scope.READ}), Action.VALIDATE)
    assert not scopes_allow(frozenset(), Action.SEE)
    assert not any(Action.ADMINISTER in actions for actions in SCOPES.values())


def test_where_nobody_signs_in_the_owner_of_the_machine_may_do_everything() -> None:
    assert all(may(OWNER, action, company="any") for action in Action)
