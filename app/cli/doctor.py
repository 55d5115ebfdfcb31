"""`passeur doctor`: what works here, what is missing and the command that adds it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from app.cli.arguments import is_workspace, json_option, open_workspace
from app.cli.output import print_json

SIGNS = {True: "ok     ", None: "missing", False: "wrong  "}


@click.command()
@json_option
@click.pass_obj
def command(root: Path, as_json: bool) -> None:
    """Say what works here, what is missing and the command that adds it. Exit 1 when something is wrong.

    \b
    Example:  passeur doctor
    """
    from app.workflow.doctor import doctor

    found = list(doctor(open_workspace(root) if is_workspace(root) else None))
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            fix = f"\n         {one.fix}" if one.fix else ""
            click.echo(f"{SIGNS[one.ok]}  {one.subject}: {one.message}{fix}")
    if any(one.ok is False for one in found):
        raise SystemExit(1)
