"""The command line: one function a command, thin; data goes to standard output, words for people to standard error.

Exit status: 0 done, 1 something needs attention (it says what), 2 not understood or not possible.
"""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from domain.problem import RefusedError, UnavailableError, UnknownDocumentError
from justif import books_commands, people_commands, service_commands, stages_command
from justif.commands import (
    NEEDS_ATTENTION,
    NOT_POSSIBLE,
    ByOption,
    CompanyOption,
    DocumentId,
    JobsOption,
    Paths,
    command,
    open_filing,
    open_settings,
    user,
)
from justif.company_commands import company_app
from justif.output import emit, say, say_problem
from justif.settings import Settings
from justif.user_commands import user_app

logger = logging.getLogger(__name__)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads receipts and invoices, files them, and proposes balanced journal entries, on your own machine.",
)
app.add_typer(company_app, name="company")
books_commands.add_to(app)
stages_command.add_to(app)
app.add_typer(user_app, name="user")
service_commands.add_to(app)
people_commands.add_to(app)


def main() -> None:
    """The program: whatever happens, words and an exit status, never a stack trace."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """One command; its exit status."""
    try:
        app(args=arguments, prog_name="justif")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else NEEDS_ATTENTION
    except RefusedError as refusal:
        say_problem(refusal.problem)
        return NEEDS_ATTENTION
    except UnknownDocumentError as unknown:
        say(f"{unknown}: There is no such document. `justif list` names them.")
        return NOT_POSSIBLE
    except ValidationError as error:
        for wrong in error.errors():
            say(f"JUSTIF_{'_'.join(str(piece) for piece in wrong['loc']).upper()}: {wrong['msg']}.")
        return NOT_POSSIBLE
    except UnavailableError as silent:
        say(f"The server of the {silent} does not answer. `justif doctor` says more.")
        return NOT_POSSIBLE
    except OSError as error:
        say(f"{error.filename or 'Justif'}: {error.strerror or error}.")
        return NOT_POSSIBLE
    except Exception:
        return _own_fault()
    return 0


def _own_fault() -> int:
    """Tell the log what happened, and the person where the log is."""
    log = Settings().home / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now().astimezone().isoformat()}\n{traceback.format_exc()}\n")
        say(f"Justif itself failed. What happened stands in {log}.")
    except OSError:
        say(f"Justif itself failed: {sys.exc_info()[1]!r}.")
    return NOT_POSSIBLE


# ------------------------------------------------------------ reading


@command(app, "extract")
def extract_command(paths: Paths, jobs: JobsOption = 1) -> bool:
    """Read documents and print one JSON object for each, one per line, in the order given. Stores nothing."""
    from justif.extracting import extract

    return extract(paths, settings=open_settings(), jobs=jobs, today=date.today())


@command(app, "parse-query")
def parse_query_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A search; - reads one a line from standard input.")],
    today: Annotated[datetime | None, typer.Option("--today", formats=["%Y-%m-%d"])] = None,
    sellers: Annotated[Path | None, typer.Option("--sellers", help="The sellers that the company knows, one a line.")] = None,
) -> None:
    """Print what is understood of a search in natural language, as JSON."""
    from search.query import parse_query

    known = sellers.read_text("utf-8", "replace").split("\n") if sellers else []
    names = [name.strip() for name in known if name.strip()]
    day = today.date() if today else date.today()
    for query in (line.rstrip("\r\n") for line in sys.stdin) if text == "-" else (text,):
        emit(parse_query(query, today=day, sellers=names).as_json())


@command(app, "explain")
def explain_command(path: Annotated[str, typer.Argument(metavar="PATH", show_default=False)]) -> bool:
    """Say why each value of a document was taken: the candidates, their scores, and the reasons. Stores nothing."""
    from justif.explaining import explain

    return explain(path, settings=open_settings(), today=date.today())


# ------------------------------------------------------------ filing


@command(app, "ingest")
def ingest_command(
    paths: Paths,
    wait: Annotated[bool, typer.Option("--wait", help="Read them too, and print a line again for each that has been read.")] = False,
    company: CompanyOption = None,
    by: ByOption = None,
    jobs: JobsOption = 1,
) -> bool:
    """Hand documents in (files, and folders with all they hold). A line is printed as soon as an original is safe."""
    from justif.ingesting import ingest

    settings = open_settings()
    return ingest(paths, settings=settings, company=settings.company_of(company), wait=wait, by=by or user(), jobs=jobs)


@command(app, "list")
def list_command(
    state: Annotated[str | None, typer.Option("--state", help="received, reading, to_validate, validated, rejected or failed.")] = None,
    company: CompanyOption = None,
) -> None:
    """Print the documents of a company, the latest received first."""
    from domain.kinds import State
    from domain.listing import list_row

    if state is not None and state not in tuple(State):
        raise typer.BadParameter(f"{state!r} is not one of {', '.join(State)}", param_hint="--state")
    settings = open_settings()
    for document in open_filing(settings).stores.register.list(company or settings.company, State(state) if state else None):
        emit(list_row(document))


@command(app, "show")
def show_command(document_id: DocumentId) -> bool:
    """Print what was read in a document, what a person corrected included."""
    from justif.documents import show

    return show(open_filing(open_settings()), document_id)


@command(app, "original")
def original_command(document_id: DocumentId) -> bool:
    """Write the untouched bytes of a document to standard output."""
    from justif.documents import write_original

    return write_original(open_filing(open_settings()), document_id)


@command(app, "correct")
def correct_command(
    document_id: DocumentId,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", show_default=False)],
    by: ByOption = None,
) -> None:
    """Write your values over those read; the entry and the checks follow. An empty VALUE clears the field."""
    from domain.listing import contract_of

    pairs = [value.partition("=") for value in values]
    for name, sign, _ in pairs:
        if not sign:
            raise typer.BadParameter(f"{name!r} is not FIELD=VALUE", param_hint="FIELD=VALUE")
    emit(contract_of(open_filing(open_settings()).correct(document_id, {name: value for name, _, value in pairs}, by=by or user())))


@command(app, "validate")
def validate_command(document_ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)], by: ByOption = None) -> bool:
    """Book the proposed entries, for ever."""
    from justif.documents import decide_each

    filing = open_filing(open_settings())
    return decide_each(document_ids, lambda one: filing.validate(one, by=by or user()))


@command(app, "reject")
def reject_command(
    document_ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", help="Why it stays out of the books.")],
    by: ByOption = None,
) -> bool:
    """Keep documents out of the books."""
    from justif.documents import decide_each

    filing = open_filing(open_settings())
    return decide_each(document_ids, lambda one: filing.reject(one, reason=reason, by=by or user()))


@command(app, "retry")
def retry_command(document_ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)]) -> bool:
    """Put documents into the queue again; your corrections will still hold."""
    from justif.documents import decide_each

    return decide_each(document_ids, open_filing(open_settings()).retry)


@command(app, "search")
def search_command(
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000)] = 20,
    company: CompanyOption = None,
) -> None:
    """Search the documents of a company in your own words."""
    from justif.documents import search

    settings = open_settings()
    search(open_filing(settings), text, company=company or settings.company, limit=limit, today=date.today())


# ------------------------------------------------------------ the accounts


@command(app, "check-fec")
def check_fec_command(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> bool:
    """Check an accounts file; one problem a line, as `line: column: rule: message`."""
    from justif.exporting import check_file

    return check_file(file)


# ------------------------------------------------------------ care


@command(app, "reindex")
def reindex_command() -> None:
    """Make the search index anew from the register."""
    say(f"{open_filing(open_settings()).reindex()} documents are in the index.")


@command(app, "verify")
def verify_command() -> bool:
    """Look whether every original is untouched, the register sound, and the index in step; one problem a line."""
    from justif.documents import verify

    return verify(open_filing(open_settings()))


@command(app, "doctor")
def doctor_command() -> bool:
    """Look whether this machine has all that Justif needs."""
    from justif.doctor import examine

    return examine(open_settings())


@command(app, "serve")
def serve_command(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen at.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="The port to listen at.")] = None,
    jobs: JobsOption = 1,
    open_browser: Annotated[bool, typer.Option("--open", help="Open them in this machine's browser too.")] = False,
) -> bool:
    """Open the pages, and read what is handed in."""
    from justif.serving import serve

    settings = open_settings()
    port = settings.port if port is None else port
    return serve(settings, host=host or settings.host, port=port, jobs=jobs, open_browser=open_browser)


if __name__ == "__main__":
    main()
