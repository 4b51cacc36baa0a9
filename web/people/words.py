"""The words of the pages about people: roles, and what a program's token is for."""

from __future__ import annotations

from domain.people import Role, Scope
from web.words import N_

ROLES: dict[Role, str] = {
    Role.STAFF: N_("Staff: their own documents"),
    Role.READER: N_("Reader: sees everything, changes nothing"),
    Role.ACCOUNTANT: N_("Accountant"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

SCOPES: dict[Scope, str] = {
    Scope.READ: N_("look and search"),
    Scope.SUBMIT: N_("hand documents in"),
    Scope.DECIDE: N_("correct, validate and reject"),
    Scope.EXPORT: N_("take the books out"),
}
