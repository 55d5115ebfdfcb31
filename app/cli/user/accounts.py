"""Accounts and invitations on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from app.cli.arguments import json_option, locale_option, open_workspace
from app.cli.output import print_json, say
from app.cli.user import moments
from app.errors import UsageError
from app.store.people import Role
from app.wording import Message

LINK_HELP = "Where people reach the server."

role_argument = click.argument("role", type=click.Choice([role.value for role in Role]))
role_option = click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.TRANSLATOR.value, show_default=True
)
address_option = click.option("--address", default="http://127.0.0.1:8642", show_default=True, help=LINK_HELP)


@click.command()
@click.argument("name")
@role_option
@locale_option
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead.")
@address_option
@click.pass_obj
def add(root: Path, name: str, role: str, locales: tuple[str, ...], password_stdin: bool, address: str) -> None:
    """Make an account; prints a link by which NAME chooses a password, good once and for a day.

    \b
    Example:  passeur user add ana --role administrator
              passeur user add ben --locale de --password-stdin < password.txt
    """
    from app.workflow.people import rights

    workspace = open_workspace(root)
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    if password_stdin and not password:
        raise UsageError(Message("No password came from standard input."))
    made = rights.add(workspace, name, Role(role), locales=locales, password=password, by=rights.COMMAND_LINE)
    say(f"{made.name} may sign in as {made.role.value}.")
    if not password:
        _print_link(rights.reset(workspace, made, by=rights.COMMAND_LINE), address=address)


@click.command(name="list")
@json_option
@click.pass_obj
def list_(root: Path, as_json: bool) -> None:
    """Show all accounts.

    \b
    Example:  passeur user list --json
    """
    from app.workflow.people import rights

    found = rights.everybody(open_workspace(root))
    people: list[dict[str, Any]] = [
        {
            "name": one.account.name,
            "role": one.account.role.value,
            "locales": list(one.account.locales),
            "authenticator": bool(one.account.totp),
            "sessions": one.sessions,
            "last_seen": moments.shown(one.seen),
            "closed": one.account.closed,
        }
        for one in found
    ]
    if as_json:
        print_json({"people": people})
        return
    if not people:
        say("There are no accounts: `passeur serve` is for one person on this machine.")
    for one in people:
        standing = "closed" if one["closed"] else f"last seen {one['last_seen'] or 'never'}"
        click.echo(f"{one['name']:20}  {one['role']:13}  {','.join(one['locales']) or '-':12}  {standing}")


@click.command()
@click.argument("name")
@role_argument
@locale_option
@click.pass_obj
def role(root: Path, name: str, role: str, locales: tuple[str, ...]) -> None:
    """Give NAME another ROLE or other locales. Another role signs them out everywhere.

    \b
    Example:  passeur user role ben translator --locale de --locale en
    """
    from app.workflow.people import rights

    workspace = open_workspace(root)
    account = rights.find(workspace, name)
    rights.change(workspace, account, Role(role), locales=locales, by=rights.COMMAND_LINE)
    say(f"{account.name} is {role}{' for ' + ', '.join(locales) if locales else ''}.")


@click.command()
@role_option
@locale_option
@click.option("--note", default="", help="For whom it is; administrators see it.")
@address_option
@click.pass_obj
def invite(root: Path, role: str, locales: tuple[str, ...], note: str, address: str) -> None:
    """Print a link by which somebody chooses a name and a password, good once and for a day.

    \b
    Example:  passeur user invite --role translator --locale de --note "Ben, from March"
    """
    from app.workflow.people import invitations, rights

    workspace = open_workspace(root)
    secret = invitations.invite(workspace, Role(role), locales=locales, note=note, by=rights.COMMAND_LINE)
    _print_link(secret, address=address)


@click.command()
@click.argument("name")
@address_option
@click.pass_obj
def reset(root: Path, name: str, address: str) -> None:
    """Void NAME's password, authenticator, sessions and tokens; prints a link to choose a password anew.

    \b
    Example:  passeur user reset ana
    """
    from app.workflow.people import rights

    workspace = open_workspace(root)
    account = rights.find(workspace, name)
    _print_link(rights.reset(workspace, account, by=rights.COMMAND_LINE), address=address)


@click.command()
@click.argument("name")
@click.pass_obj
def close(root: Path, name: str) -> None:
    """End NAME's account, sessions and tokens for good. What they did stays in the history.

    \b
    Example:  passeur user close ben
    """
    from app.workflow.people import rights

    workspace = open_workspace(root)
    account = rights.find(workspace, name)
    rights.close(workspace, account, by=rights.COMMAND_LINE)
    say(f"The account {account.name} is closed.")


def _print_link(secret: str, *, address: str) -> None:
    say("This link is good once, within a day:")
    click.echo(f"{address.rstrip('/')}/invitation/{secret}")
