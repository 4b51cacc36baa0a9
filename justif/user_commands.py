"""`justif user`: who may sign in at the pages. Whoever may run these commands has the files of Justif, and so every right already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.people import Role, User
from domain.problem import refused
from justif.commands import command, open_filing, open_settings
from justif.output import emit, say

if TYPE_CHECKING:
    from storage.people import People

user_app = typer.Typer(no_args_is_help=True, help="The people who may sign in at the pages.")

Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="Their name, or their e-mail address.")]
RoleOption = Annotated[Role, typer.Option("--role", help="What they are to the books.")]
CompaniesOption = Annotated[
    list[str] | None, typer.Option("--company", help="Code of a company of theirs, once for each; that of JUSTIF_COMPANY by default.")
]
EmailOption = Annotated[str, typer.Option("--email", help="Their e-mail address: what is sent from there is theirs.")]


@command(user_app, "list")
def list_command() -> None:
    """Print who may sign in."""
    for user in _people().users.list():
        emit(_row(user))


@command(user_app, "add")
def add_command(name: Name, role: RoleOption = Role.STAFF, company: CompaniesOption = None, email: EmailOption = "") -> None:
    """Open an account, and print the link with which its owner chooses a password."""
    people = _people()
    user = people.users.add(name=name, role=role, companies=tuple(company or (open_settings().company,)), email=email)
    _emit_with_link(people, user)


@command(user_app, "set")
def set_command(
    name: Name,
    role: Annotated[Role | None, typer.Option("--role")] = None,
    company: CompaniesOption = None,
    email: Annotated[str | None, typer.Option("--email")] = None,
) -> None:
    """Change role, companies or address of an account."""
    people = _people()
    user = _known(people, name)
    changed = replace(
        user,
        role=role or user.role,
        companies=tuple(company) if company else user.companies,
        email=user.email if email is None else email,
    )
    people.users.change(changed)
    emit(_row(changed))


@command(user_app, "reset")
def reset_command(name: Name) -> None:
    """For who lost password or telephone: forget both, sign them out everywhere, and print a link to choose anew."""
    people = _people()
    user = _known(people, name)
    people.users.forget_proofs(user.id)
    _emit_with_link(people, user)


@command(user_app, "close")
def close_command(name: Name) -> None:
    """Sign somebody out everywhere, and let them in no more. What they did stays."""
    _set_active(name, False)


@command(user_app, "reopen")
def reopen_command(name: Name) -> None:
    """Let somebody in again."""
    _set_active(name, True)


def _set_active(name: str, is_active: bool) -> None:
    people = _people()
    user = replace(_known(people, name), is_active=is_active)
    people.users.change(user)
    emit(_row(user))


def _people() -> People:
    from justif.assemble import make_people

    return make_people(open_filing())


def _known(people: People, name: str) -> User:
    user = people.users.find(name)
    if user is None:
        raise refused("unknown_user", what="There is no such person.", where=name, remedy="`justif user list` names them.")
    return user


def _emit_with_link(people: People, user: User) -> None:
    from justif.serving import address_of

    link = f"{address_of(open_settings())}/welcome/{people.links.new(user.id)}"
    emit(_row(user) | {"link": link})
    say(f"Give the link to {user.name} by a way that nobody else reads. It opens once, within three days.")


def _row(user: User) -> dict[str, Any]:
    return {"name": user.name, "role": user.role.value, "companies": list(user.companies), "email": user.email, "active": user.is_active}
