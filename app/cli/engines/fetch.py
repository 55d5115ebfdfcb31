"""`passeur engines fetch`: models for the engine on this machine, after asking."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.arguments import chosen_locales, locale_option, open_workspace
from app.cli.output import progress_bar, say
from app.errors import UsageError
from app.wording import Message

MEGABYTE = 1_000_000


@click.command("fetch")
@locale_option
@click.option("--yes", "-y", is_flag=True, help="Fetch without asking, as a script has to.")
@click.pass_obj
def command(root: Path, locales: tuple[str, ...], yes: bool) -> None:
    """Fetch the models that the engine fxtranslate needs; it drafts on this machine and sends no text anywhere.

    First it asks Mozilla's server which models there are, says how large they are and where they come from, and
    fetches nothing until you agree. What breaks off goes on where it was the next time.

    \b
    Example:  passeur engines fetch -l en -l es
    """
    from app.workflow import models

    workspace = open_workspace(root)
    plan = models.plan(workspace, chosen_locales(workspace, locales))
    for error in plan.refused:
        say(str(error))
    if plan.packages:
        for package in plan.packages:
            say(f"{package.name}: {_megabytes(package.size)}, version {package.version}")
        _agree(f"{_megabytes(plan.size)} from {plan.host} into {plan.folder}", yes=yes)
        sizes = {package.name: package.size for package in plan.packages}
        with progress_bar() as bar:
            models.fetch(plan, lambda name, done: bar.show(name, done=done, total=sizes[name]))
        say(f"Fetched into {plan.folder}.")
    elif not plan.refused:
        say(f"Nothing to fetch: {plan.folder} has what is needed.")
    if plan.refused and locales:
        raise SystemExit(3)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"


def _agree(what: str, *, yes: bool) -> None:
    """Returns when somebody agrees, and ends the command otherwise."""
    if yes:
        say(f"Fetching {what}.")
    elif not sys.stdin.isatty():
        raise UsageError(
            Message("Nothing was fetched: nobody is here to agree to {what}.", what=what), fix=Message("Add --yes.")
        )
    elif not click.confirm(f"Fetch {what}?", err=True):
        raise SystemExit(0)
