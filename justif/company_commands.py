"""`justif company`: the companies whose books are kept here, and what each told of itself."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from justif.commands import ByOption, command, open_filing, open_settings, user
from justif.output import emit

company_app = typer.Typer(no_args_is_help=True, help="The companies whose books are kept here.")

Code = Annotated[str, typer.Argument(metavar="CODE", show_default=False)]
Told = Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", show_default=False)]


@command(company_app, "list")
def list_command() -> None:
    """Print the companies, that of JUSTIF_COMPANY first."""
    filing = open_filing()
    for code in filing.companies.codes():
        emit(_row(filing.company(code)))


@command(company_app, "show")
def show_command(code: Annotated[str | None, typer.Argument(metavar="[CODE]", show_default=False)] = None) -> None:
    """Print what is known of a company, and who told it."""
    filing = open_filing()
    company = filing.company(code)
    history = filing.companies.history(company.code)
    told = [{"when": e.when.isoformat(), "who": e.who, "field": e.field, "before": e.before, "after": e.after} for e in history]
    emit(_row(company) | {"history": told})


@command(company_app, "set")
def set_command(
    values: Told,
    company: Annotated[str | None, typer.Option("--company", help="Code of the company; that of JUSTIF_COMPANY by default.")] = None,
    by: ByOption = None,
) -> None:
    """Tell what a company is and does: name, identifiers, country, closing_month, vat_regime, vehicle, accounts, review_above…"""
    _tell(company or open_settings().company, values, by=by)


@command(company_app, "add")
def add_command(code: Code, values: Told, by: ByOption = None) -> None:
    """Begin the books of another company, which share nothing with those of the others."""
    _tell(code, values, by=by, is_new=True)


def _tell(code: str, values: list[str], *, by: str | None, is_new: bool = False) -> None:
    pairs = [value.partition("=") for value in values]
    for name, sign, _ in pairs:
        if not sign:
            raise typer.BadParameter(f"{name!r} is not FIELD=VALUE", param_hint="FIELD=VALUE")
    told = {name.strip(): value for name, _, value in pairs}
    emit(_row(open_filing().companies.tell(code, told, by=by or user(), is_new=is_new)))


def _row(company: Any) -> dict[str, Any]:
    from domain.company import as_words

    return {"code": company.code} | as_words(company)
