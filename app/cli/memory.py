"""`passeur memory`: the memory exchanged with other programs, and its index made anew."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.arguments import chosen_locales, json_option, open_workspace
from app.cli.output import counted, print_json, say


@click.group()
def command() -> None:
    """Approved targets of every issue, and what was imported.

    \b
    Example:  passeur memory export de > memory-de.tmx
    """


@command.command()
@click.pass_obj
def rebuild(root: Path) -> None:
    """Make the index of all units anew from the catalogs; no target is touched.

    \b
    Example:  passeur memory rebuild
    """
    workspace = open_workspace(root)
    number = workspace.index.rebuild()
    workspace.index.close()
    say(f"{counted(number, 'file')} read.")


@command.command()
@click.argument("locale")
@click.pass_obj
def export(root: Path, locale: str) -> None:
    """Write the memory of LOCALE to standard output, as TMX 1.4b.

    \b
    Example:  passeur memory export de > memory-de.tmx
    """
    from app.workflow import memory

    workspace = open_workspace(root)
    chosen_locales(workspace, [locale])
    memory.export(workspace, locale, sys.stdout.buffer)
    workspace.index.close()


@command.command("import")
@click.argument("locale")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
@json_option
@click.pass_obj
def take_in(root: Path, locale: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Add the matches of a TMX FILE to locales/LOCALE/memory.tmx.

    \b
    Example:  passeur memory import de agency.tmx --dry-run
    """
    from app.workflow import memory

    workspace = open_workspace(root)
    chosen_locales(workspace, [locale])
    work = memory.plan if dry_run else memory.take_in
    with file.open("rb") as opened:
        done = work(workspace, locale, opened, name=file.name)
    workspace.index.close()
    if as_json:
        print_json({"added": done.added, "same": done.same, "left_out": done.left_out})
        return
    verb = "would be added" if dry_run else "added"
    say(f"{counted(done.added, 'match') if done.added == 1 else f'{done.added:,} matches'} {verb}.")
    say(f"{done.same:,} there already, {done.left_out:,} without a text in both languages.")
