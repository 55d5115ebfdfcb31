"""`passeur update`: bring catalogs up to date with their sources."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.output import counted, print_json, progress_bar, say


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
    from dataclasses import asdict

    from app.workflow.update import update

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    changed = []
    with progress_bar() as bar:
        for number, one in enumerate(update(workspace, slugs, locales=wanted, check=check), 1):
            bar.show("Updating", done=number, total=len(slugs) * len(wanted))
            if one.changed:
                changed.append(one)
            if one.changed and not as_json:
                parts = [counted(one.segments, "segment"), f"{one.empty} empty", f"{one.stale} stale"]
                say(f"{one.locale}/{one.issue}: {'behind its source' if check else ', '.join(parts)}")
    total = len(slugs) * len(wanted)
    if as_json:
        print_json({"changed": [asdict(one) for one in changed], "unchanged": total - len(changed)})
    elif not changed:
        say(f"{counted(total, 'catalog')} up to date.")
    if check and changed:
        raise SystemExit(1)
