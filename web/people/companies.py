"""Which companies' books a person may open, and which of them lie open."""

from __future__ import annotations

from domain.people import Role, User
from pipeline.filing import Filing


def companies_of(filing: Filing, user: User | None) -> tuple[str, ...]:
    """Their codes: every one for an administrator, the usual company first."""
    if user is None:
        return ()
    return filing.companies.codes() if user.role is Role.ADMINISTRATOR else user.companies


def chosen_company(filing: Filing, user: User | None, wanted: str) -> str:
    """The code that was wanted where it may be had, else the usual one, else the user's first."""
    usual = filing.tools.company.code
    if wanted and wanted != usual and wanted in companies_of(filing, user):
        return wanted
    return usual if user is None or user.belongs_to(usual) or not user.companies else user.companies[0]
