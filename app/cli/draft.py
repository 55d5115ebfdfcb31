"""`passeur draft`: empty units get drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.output import Bar, counted, print_json, progress_bar, say, say_problems
from app.cli.renamed import say_renames
from app.errors import UsageError

if TYPE_CHECKING:
    from app.workflow.draft import DraftProgress


@click.command()
@issues_argument
@locale_option
@click.option(
    "--engine", "-e", help="auto, none, apertium, google, mymemory, libretranslate, … Else what passeur.yaml says."
)
@click.option("--dry-run", is_flag=True, help="Say what would be drafted and what would be sent where; change nothing.")
@json_option
@click.pass_obj
def command(
    root: Path, issues: tuple[str, ...], locales: tuple[str, ...], engine: str | None, dry_run: bool, as_json: bool
) -> None:
    """Fill the empty units of ISSUES (all): approved matches first, then an engine.

    What is done is saved as it comes: run it again and it goes on. Exit 3 when an engine failed.

    \b
    Example:  passeur draft 2026-11-lettre-des-communs -l es --engine apertium
    """
    from app.workflow.draft import Drafter
    from app.workflow.renames import follow

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    if not dry_run:
        workspace.sweep()
        say_renames(follow(workspace, slugs))
    done: list[DraftProgress] = []
    problems: list[str] = []
    with Drafter(workspace, engine=engine) as drafter, progress_bar() as bar:
        for slug in slugs:
            for locale in wanted:
                try:
                    if dry_run:
                        done.append(drafter.estimate(slug, locale))
                    else:
                        done += _drafted(drafter.draft(slug, locale), bar=bar)
                except UsageError as error:  # the other catalogs are still drafted
                    problems.append(str(error))
                    continue
                if not as_json:
                    say(_told(done[-1], dry_run=dry_run))
    if as_json:
        print_json([_as_json(one) for one in done])
    if problems:
        say_problems(problems)
        raise SystemExit(2)
    named = engine not in (None, "none") and not dry_run
    if any(one.failures or (named and one.reason) for one in done):
        raise SystemExit(3)


def _drafted(steps: Iterator[DraftProgress], *, bar: Bar) -> list[DraftProgress]:
    """The last step of a run; the bar shows the others."""
    last = []
    for step in steps:
        bar.show(f"{step.locale}/{step.issue}", done=step.done + len(step.failures), total=step.total)
        last = [step]
    return last


def _told(one: DraftProgress, *, dry_run: bool) -> str:
    """A line for the person: what was done, by what, what stays empty and why."""
    name = f"{one.locale}/{one.issue}"
    if not one.total:
        return f"{name}: nothing is empty."
    if dry_run:
        by = f"{one.engine} would read {one.characters:,} characters" if one.engine else one.reason
        return f"{name}: {counted(one.total, 'empty unit')}; {one.from_memory} from memory; {by}"
    parts = [f"{one.from_memory} from memory", f"{one.from_engine} by {one.engine}" if one.engine else ""]
    text = f"{name}: {', '.join(part for part in parts if part)}"
    if one.left:
        text += f"; {one.left} stay empty"
    reasons = [one.reason] if one.reason else list(one.failures[:5])
    return "\n  ".join([text, *reasons])


def _as_json(one: DraftProgress) -> dict[str, object]:
    return {
        "issue": one.issue,
        "locale": one.locale,
        "empty": one.total,
        "from_memory": one.from_memory,
        "from_engine": one.from_engine,
        "left": one.left,
        "engine": one.engine,
        "characters": one.characters,
        "failures": list(one.failures),
        "reason": one.reason,
    }
