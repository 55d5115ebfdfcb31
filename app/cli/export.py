"""`passeur export`: issues put together in each locale."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, locale_option, open_workspace
from app.cli.output import say, say_problems
from app.errors import BlockedError, UsageError


@click.command()
@issues_argument
@locale_option
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    help="markdown, html or text; may be repeated. Else all that each issue can have.",
)
@click.option(
    "--fallback",
    type=click.Choice(["fail", "source", "draft"]),
    default="fail",
    help="What fills units that are not approved: nothing (the export stops), the source, or drafts.",
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Another folder than dist.")
@click.pass_obj
def command(
    root: Path,
    issues: tuple[str, ...],
    locales: tuple[str, ...],
    formats: tuple[str, ...],
    fallback: str,
    output: Path | None,
) -> None:
    """Put ISSUES (all) together in each locale, under dist/<locale>/. Exit 1 when units block one.

    \b
    Example:  passeur export 2026-09-lettre-des-communs -l en -f html
    """
    from app.core.model import Fallback
    from app.workflow.export import export, formats_of, write
    from app.workflow.ingest import ingest

    workspace = open_workspace(root)
    blocked = False
    problems: list[str] = []
    for slug in chosen_issues(workspace, issues):
        for locale in chosen_locales(workspace, locales):
            try:
                for name in formats or formats_of(ingest(workspace, slug)):
                    exported = export(workspace, slug, locale, format=name, fallback=Fallback(fallback))
                    path = write(workspace, exported, output=output)
                    say(f"{path}{_gaps(exported.from_source, exported.from_drafts)}")
            except BlockedError as error:  # the other locales are still exported
                blocked = True
                say("\n  ".join((error.message, *error.reasons, error.fix)))
            except UsageError as error:
                problems.append(str(error))
    if problems:
        say_problems(problems)
        raise SystemExit(2)
    if blocked:
        raise SystemExit(1)


def _gaps(from_source: int, from_drafts: int) -> str:
    parts = [
        text
        for number, text in ((from_source, f"{from_source} in French"), (from_drafts, f"{from_drafts} not approved"))
        if number
    ]
    return f" ({', '.join(parts)})" if parts else ""
