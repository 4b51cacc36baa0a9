"""The commands of the books: reversing, paying, closing, the VAT of a period, and every file that leaves for another program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from justif.commands import ByOption, CompanyOption, DocumentId, OutputOption, YearOption, command, open_filing, user

export_app = typer.Typer(no_args_is_help=True, help="Write what was validated, for the accountant's other programs.")

PeriodOption = Annotated[str, typer.Option("--period", help="A month such as 2025-03, or the fiscal year that closes in 2025.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.add_typer(export_app, name="export")

    @command(app, "reverse")
    def reverse_command(
        document_id: DocumentId,
        reason: Annotated[str, typer.Option("--reason", help="What was wrong.")],
        by: ByOption = None,
    ) -> None:
        """Take a validated entry back by the opposite one; correct the document and validate it again."""
        from domain.listing import list_row
        from justif.output import emit
        from pipeline.ledger import reverse

        emit(list_row(reverse(open_filing(), document_id, reason=reason, by=by or user())))

    @command(app, "pay")
    def pay_command(
        document_id: DocumentId,
        on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the payment.")],
        paid_by: Annotated[str, typer.Option("--from", help="bank, cash or mobile_money.")] = "bank",
        by: ByOption = None,
    ) -> None:
        """Book the payment of what a validated entry owes."""
        from domain.circumstances import PaidBy
        from domain.listing import list_row
        from justif.output import emit
        from pipeline.ledger import pay

        if paid_by not in (PaidBy.BANK, PaidBy.CASH, PaidBy.MOBILE_MONEY):
            raise typer.BadParameter(f"{paid_by!r} is not bank, cash or mobile_money", param_hint="--from")
        emit(list_row(pay(open_filing(), document_id, on=on.date(), paid_by=PaidBy(paid_by), by=by or user())))

    @command(app, "close")
    def close_command(period: PeriodOption, company: CompanyOption = None, by: ByOption = None) -> None:
        """Freeze the books up to the end of a period, for ever."""
        from justif.output import emit
        from pipeline.ledger import close

        filing = open_filing()
        code = filing.company(company).code
        emit({"company": code, "closed_until": close(filing, code, period, by=by or user()).isoformat()})

    @command(app, "vat")
    def vat_command(period: PeriodOption, company: CompanyOption = None) -> None:
        """Prepare the VAT of a period: by rate, and in the boxes of the country's return. It is no return."""
        from justif.exporting import print_vat

        filing = open_filing()
        print_vat(filing, company=filing.company(company), period=period)


@command(export_app, "fec")
def export_fec_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the accounts file of a fiscal year (FEC, LPF art. A47 A-1)."""
    _export("fec", year, company, output)


@command(export_app, "description")
def export_description_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the description that goes with the FEC."""
    _export("description", year, company, output)


@command(export_app, "csv")
def export_csv_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the entries of a fiscal year as a table."""
    _export("csv", year, company, output)


@command(export_app, "general")
def export_general_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the entries for any program that imports text: semicolons, French headers and figures."""
    _export("general", year, company, output)


@command(export_app, "ebp")
def export_ebp_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the entries as EBP imports them."""
    _export("ebp", year, company, output)


@command(export_app, "sage")
def export_sage_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the entries as Sage imports them (PNM)."""
    _export("sage", year, company, output)


@command(export_app, "balance")
def export_balance_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the trial balance of a fiscal year as a table."""
    _export("balance", year, company, output)


@command(export_app, "ledger")
def export_ledger_command(year: YearOption, company: CompanyOption = None, output: OutputOption = None) -> None:
    """Write the ledger of a fiscal year as a table."""
    _export("ledger", year, company, output)


@command(export_app, "vouchers")
def export_vouchers_command(
    year: YearOption,
    output: Annotated[Path, typer.Option("--output", help="The zip file to write.")],
    company: CompanyOption = None,
) -> bool:
    """Write the originals of a fiscal year into a zip file, each named by its entry."""
    from justif.exporting import export_vouchers

    filing = open_filing()
    return export_vouchers(filing, company=filing.company(company), year=year, output=output)


def _export(form: str, year: int, company: str | None, output: Path | None) -> None:
    from accounting.files import file_of
    from justif.exporting import write

    filing = open_filing()
    firm = filing.company(company)
    write(file_of(form, filing.stores.register.books.of_year(firm.code, year), company=firm, year=year).content, output)
