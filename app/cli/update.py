"""`passeur update`: bring catalogs up to date with their sources."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.output import counted, print_json, progress_bar, say, say_problems
from app.cli.renamed import say_renames

if TYPE_CHECKING:
    from app.workflow.renames import Renames
    from app.workflow.update import Updated


@click.command()
@issues_argument
@locale_option
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a catalog is behind its source.")
@json_option
@click.pass_obj
def command(root: Path, issues: tuple[str, ...], locales: tuple[str, ...], check: bool, as_json: bool) -> None:
    """Bring the catalogs of ISSUES (all) up to date with their sources.

    Targets are kept: approved where the source is the same, stale where it changed, obsolete where it left. A source
    that was renamed keeps its catalogs.

    \b
    Example:  passeur update 2026-11-lettre-des-communs -l en
    """
    from app.workflow.renames import follow
    from app.workflow.update import update

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    if not check:
        workspace.sweep()
    renames = follow(workspace, slugs, everything=not issues, check=check)
    say_renames(renames, check=check)
    changed, problems = [], []
    total = len(slugs) * len(wanted)
    with progress_bar() as bar:
        for number, one in enumerate(update(workspace, slugs, locales=wanted, check=check), 1):
            bar.show("Updating", done=number, total=total)
            if one.problem:
                problems.append(one.problem)
            if one.changed:
                changed.append(one)
            if one.changed and not as_json:
                parts = [counted(one.segments, "segment"), f"{one.empty} empty", f"{one.stale} stale"]
                say(f"{one.locale}/{one.issue}: {'behind its source' if check else ', '.join(parts)}")
    if as_json:
        print_json(_as_json(changed, renames, unchanged=total - len(changed) - len(problems)))
    elif not changed:
        say(f"{counted(total - len(problems), 'catalog')} up to date.")
    if problems:
        say_problems(problems)
        raise SystemExit(2)
    if check and (changed or renames.moves):
        raise SystemExit(1)


def _as_json(changed: list[Updated], renames: Renames, *, unchanged: int) -> dict[str, object]:
    catalogs = [{key: value for key, value in asdict(one).items() if key != "problem"} for one in changed]
    moves = [{"from": move.path, "to": str(Path(move.path).with_name(move.name))} for move in renames.moves]
    return {
        "changed": catalogs,
        "unchanged": unchanged,
        "renamed": moves,
        "without_source": list(renames.without_source),
    }
