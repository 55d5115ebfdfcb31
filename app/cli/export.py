"""`passeur export`: issues put together in each locale."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, locale_option, open_workspace
from app.cli.output import progress_bar, say, say_problems


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
    from app.workflow.exports import Order, export_all

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    order = Order(formats, Fallback(fallback), output)
    blocked = False
    problems: list[str] = []
    with progress_bar() as bar:
        for number, one in enumerate(export_all(workspace, slugs, locales=wanted, order=order), 1):
            bar.show("Exporting", done=number, total=len(slugs) * len(wanted))
            for file in one.files:
                say(f"{file.path}{_gaps(file.from_source, file.from_drafts)}")
            if one.blocked:
                blocked = True
                say("\n  ".join(one.blocked))
            if one.problem:
                problems.append(one.problem)
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
