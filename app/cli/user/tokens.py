"""Tokens on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.arguments import json_option, locale_option, open_workspace
from app.cli.output import print_json
from app.cli.user import moments
from app.store.people import LOCAL, Person

if TYPE_CHECKING:
    from app.store.workspace import Workspace


@click.command()
@click.argument("name", required=False)
@click.option("--label", required=True, help="What it is for.")
@locale_option
@click.option("--read-only", is_flag=True, help="It changes nothing.")
@click.option("--days", default=90, show_default=True, help="How long it is good for.")
@click.pass_obj
def token(root: Path, name: str | None, label: str, locales: tuple[str, ...], read_only: bool, days: int) -> None:
    """Print a token with which scripts call the API in NAME's name; it is not shown again.

    NAME is left out where there are no accounts. With --locale the token sees and changes those locales only.

    \b
    Example:  passeur user token ana --label "nightly export" --locale de --read-only
    """
    from app.workflow.people import tokens

    workspace = open_workspace(root)
    owner = _owner(workspace, name)
    click.echo(tokens.make(workspace, owner, label, locales=locales, read_only=read_only, days=days))


@click.command()
@click.argument("name", required=False)
@click.option("--revoke", default="", metavar="ID", help="Take this one back.")
@json_option
@click.pass_obj
def tokens(root: Path, name: str | None, revoke: str, as_json: bool) -> None:
    """Show NAME's tokens, or take one back.

    \b
    Example:  passeur user tokens ana --revoke 3f8a91c2
    """
    from app.workflow.people import tokens as of_people

    workspace = open_workspace(root)
    owner = _owner(workspace, name)
    found = of_people.everything(workspace, owner)
    if revoke:
        of_people.revoke(workspace, owner, of_people.named(found, revoke).digest)
        return
    shown: list[dict[str, Any]] = [
        {
            "id": one.digest[: of_people.ID_LENGTH],
            "label": one.label,
            "locales": list(one.locales),
            "read_only": one.read_only,
            "expires": moments.shown(one.expires),
            "last_used": moments.shown(one.used or 0),
        }
        for one in found
    ]
    if as_json:
        print_json({"tokens": shown})
        return
    for one in shown:
        limits = ",".join(one["locales"]) or "all locales"
        reads = ", reads only" if one["read_only"] else ""
        click.echo(f"{one['id']}  {one['label']}  {limits}{reads}  until {one['expires']}")


def _owner(workspace: Workspace, name: str | None) -> Person:
    from app.store import accounts
    from app.workflow.people import rights

    if name is None and not accounts.any_there(workspace.database):
        return LOCAL
    return rights.find(workspace, name or "").person
