"""Sessions on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import json_option, open_workspace
from app.cli.output import print_json, say
from app.cli.user import moments


@click.command()
@click.argument("name")
@click.option("--end", is_flag=True, help="End them all.")
@json_option
@click.pass_obj
def sessions(root: Path, name: str, end: bool, as_json: bool) -> None:
    """Show where NAME is signed in, or sign them out everywhere.

    \b
    Example:  passeur user sessions ben --end
    """
    from app.workflow.people import own, rights

    workspace = open_workspace(root)
    account = rights.find(workspace, name)
    if end:
        ended = rights.end_sessions(workspace, account, by=rights.COMMAND_LINE)
        say(f"{account.name} is signed out everywhere: sessions ended: {ended}.")
        return
    found = own.open_sessions(workspace, account.person)
    shown = [
        {"browser": one.agent, "since": moments.shown(one.created), "last_seen": moments.shown(one.seen)}
        for one in found
    ]
    if as_json:
        print_json({"sessions": shown})
        return
    for one in shown:
        click.echo(f"since {one['since']}  last seen {one['last_seen']}  {one['browser']}")
