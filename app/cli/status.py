"""`passeur status`: how far every issue is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.output import print_json

if TYPE_CHECKING:
    from app.workflow.status import Progress

COLUMNS = ("segments", "words", "empty", "draft", "stale", "needs_work", "approved", "errors", "warnings")


@click.command()
@issues_argument
@locale_option
@json_option
@click.pass_obj
def command(root: Path, issues: tuple[str, ...], locales: tuple[str, ...], as_json: bool) -> None:
    """Show how far ISSUES (all) are in each locale.

    \b
    Example:  passeur status --json
    """
    from app.workflow.status import status

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    found = list(status(workspace, slugs, wanted, findings=True))
    if as_json:
        print_json({"issues": [one.as_json() for one in found]})
    else:
        click.echo("\n".join(_table(found)))
    if any(one.problem for one in found):
        raise SystemExit(2)


def _table(found: Sequence[Progress]) -> list[str]:
    """One line a catalog, numbers under their names."""
    width = max((len(one.issue) for one in found), default=5)
    names = [name.replace("_", " ") for name in COLUMNS]
    lines = [f"{'issue':{width}}  locale  " + "  ".join(names)]
    for one in found:
        numbers = "  ".join(
            f"{getattr(one, key):>{len(name)}}" for key, name in zip(COLUMNS, names, strict=True) if not one.problem
        )
        lines.append(f"{one.issue:{width}}  {one.locale:6}  {one.problem or numbers}")
    return lines
