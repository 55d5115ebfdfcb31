"""`passeur glossary`: the terms of a locale checked, taken in and given out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.arguments import chosen_locales, json_option, locale_option, open_workspace
from app.cli.output import counted, print_json, say
from app.errors import BlockedError, UsageError
from app.wording import Message

PLACE = Message("{file}:{line}: {reason}")


@click.group()
def command() -> None:
    """The terms of each locale: locales/<locale>/glossary.csv.

    \b
    Example:  passeur glossary import de terms.csv --dry-run
    """


@command.command()
@locale_option
@click.pass_obj
def check(root: Path, locales: tuple[str, ...]) -> None:
    """Read every glossary; exit 1 when a line is no term.

    \b
    Example:  passeur glossary check --locale de
    """
    workspace = open_workspace(root)
    broken: list[Message] = []
    for locale in chosen_locales(workspace, locales):
        try:
            number = len(workspace.glossaries.of(locale).terms)
            say(f"{locale}: {counted(number, 'term')}")
        except UsageError as error:
            broken.append(Message("{error}", error=str(error)))
    if broken:
        raise BlockedError(Message("A glossary cannot be read."), reasons=tuple(broken))


@command.command()
@click.argument("locale")
@click.option("--format", "kind", type=click.Choice(["csv", "tbx"]), default="csv", help="csv (the default) or tbx.")
@click.pass_obj
def export(root: Path, locale: str, kind: str) -> None:
    """Write the terms of LOCALE to standard output.

    \b
    Example:  passeur glossary export de --format tbx > terms.tbx
    """
    from app.workflow import term_files

    workspace = open_workspace(root)
    chosen_locales(workspace, [locale])
    sys.stdout.buffer.write(term_files.write(workspace, locale, kind=kind).data)


@command.command("import")
@click.argument("locale")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
@json_option
@click.pass_obj
def take_in(root: Path, locale: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Add the terms of a CSV or TBX FILE to the glossary of LOCALE; exit 1 when a line is no term.

    \b
    Example:  passeur glossary import de terms.csv --dry-run
    """
    from app.workflow import glossary, term_files

    workspace = open_workspace(root)
    chosen_locales(workspace, [locale])
    plan = term_files.plan(workspace, locale, term_files.read(file), name=file.name)
    if not dry_run:
        glossary.take_in(workspace, locale, plan.terms)
    if as_json:
        bad = [{"line": line, "reason": str(reason)} for line, reason in plan.bad]
        numbers = {"added": len(plan.added), "changed": len(plan.changed), "same": len(plan.same)}
        print_json({**numbers, "bad": bad})
    else:
        would = "would be " if dry_run else ""
        same, changed = len(plan.same), len(plan.changed)
        say(f"{counted(len(plan.added), 'term')} {would}added, {changed:,} {would}changed, {same:,} the same.")
    if plan.bad:
        reasons = tuple(PLACE.filled(file=file.name, line=str(line), reason=reason) for line, reason in plan.bad)
        raise BlockedError(Message("Some lines are no terms and were left out."), reasons=reasons)
