"""`passeur update`: bring catalogs up to date with their sources."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.output import counted, print_json, progress_bar, say, say_problems

if TYPE_CHECKING:
    from app.workflow.update import Updated


@click.command()
@issues_argument
@locale_option
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a catalog is behind its source.")
@json_option
@click.pass_obj
def command(root: Path, issues: tuple[str, ...], locales: tuple[str, ...], check: bool, as_json: bool) -> None:
    """Bring the catalogs of ISSUES (all) up to date with their sources.

    Targets are kept: approved where the source is the same, stale where it changed, obsolete where it left.

    \b
    Example:  passeur update 2026-11-lettre-des-communs -l en
    """
    from app.workflow.update import update

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    if not check:
        workspace.sweep()
    changed, problems = [], []
    with progress_bar() as bar:
        for number, one in enumerate(update(workspace, slugs, locales=wanted, check=check), 1):
            bar.show("Updating", done=number, total=len(slugs) * len(wanted))
            if one.problem:
                problems.append(one.problem)
            if one.changed:
                changed.append(one)
            if one.changed and not as_json:
                parts = [counted(one.segments, "segment"), f"{one.empty} empty", f"{one.stale} stale"]
                say(f"{one.locale}/{one.issue}: {'behind its source' if check else ', '.join(parts)}")
    total = len(slugs) * len(wanted)
    if as_json:
        unchanged = total - len(changed) - len(problems)
        print_json({"changed": [_as_json(one) for one in changed], "unchanged": unchanged})
    elif not changed:
        say(f"{counted(total - len(problems), 'catalog')} up to date.")
    if problems:
        say_problems(problems)
        raise SystemExit(2)
    if check and changed:
        raise SystemExit(1)


def _as_json(one: Updated) -> dict[str, object]:
    return {key: value for key, value in asdict(one).items() if key != "problem"}
