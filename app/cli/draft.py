"""`passeur draft`: empty units get drafts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, json_option, locale_option, open_workspace
from app.cli.foreseen import as_json as estimate_as_json
from app.cli.foreseen import in_words, summed
from app.cli.output import Bar, print_json, progress_bar, say, say_problems
from app.cli.renamed import say_renames
from app.errors import UsageError

if TYPE_CHECKING:
    from app.workflow.drafting import Drafter, DraftProgress, Estimate

Catalogs = Sequence[tuple[str, str]]  # slug, locale


@click.command()
@issues_argument
@locale_option
@click.option("--engine", "-e", help="auto, none, or one that `passeur engines` lists. Else what passeur.yaml says.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent where, its cost and time; change nothing.")
@click.option("--yes", "-y", is_flag=True, help="Send text to the engine's server without asking.")
@json_option
@click.pass_obj
def command(
    root: Path,
    issues: tuple[str, ...],
    locales: tuple[str, ...],
    engine: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Fill the empty units of ISSUES (all): approved matches first, then an engine.

    What is done is saved as it comes: run it again and it goes on. Exit 3 when an engine failed.

    \b
    Example:  passeur draft 2026-11-lettre-des-communs -l es --engine apertium
    """
    from app.workflow.drafting import Drafter
    from app.workflow.renames import follow

    workspace = open_workspace(root)
    slugs, wanted = chosen_issues(workspace, issues), chosen_locales(workspace, locales)
    catalogs = [(slug, locale) for slug in slugs for locale in wanted]
    with Drafter(workspace, engine=engine) as drafter:
        if dry_run:
            problems = _foresee(drafter, catalogs, as_json=as_json)
            failed = False
        else:
            workspace.sweep()
            say_renames(follow(workspace, slugs))
            _agree(drafter, catalogs, asks=not (yes or engine))
            done, problems = _draft(drafter, catalogs, as_json=as_json)
            named = engine not in (None, "none")
            failed = any(one.failures or one.stopped or (named and one.reason) for one in done)
    if problems:
        say_problems(problems)
        raise SystemExit(2)
    if failed:
        raise SystemExit(3)


def _foresee(drafter: Drafter, catalogs: Catalogs, *, as_json: bool) -> list[str]:
    """Tell what drafting would take; what is wrong with files that cannot be read."""
    found, problems = _estimates(drafter, catalogs)
    if as_json:
        print_json([estimate_as_json(one) for one in found])
    else:
        for line in [*map(in_words, found), *summed(found)]:
            say(line)
    return problems


def _estimates(drafter: Drafter, catalogs: Catalogs) -> tuple[list[Estimate], list[str]]:
    found, problems = [], []
    for slug, locale in catalogs:
        try:
            found.append(drafter.estimate(slug, locale))
        except UsageError as error:  # the other catalogs are still told
            problems.append(str(error))
    return found, problems


def _agree(drafter: Drafter, catalogs: Catalogs, *, asks: bool) -> None:
    """Say where text will go before any does; on a terminal, ask for what nobody agreed to. click.Abort for a no."""
    from app.store.people import LOCAL
    from app.workflow import consent

    if not any(drafter.sends_to(locale) for locale in {locale for _, locale in catalogs}):
        return
    going = [one for one in _estimates(drafter, catalogs)[0] if one.sends_to and one.requests]
    for line in summed(going):
        say(line)
    needed = {consent.needed(drafter.workspace, one.locale) for one in going} - {""}
    if needed and asks and sys.stdin.isatty():
        click.confirm("Send it?", abort=True, err=True)
        for host in needed:
            consent.give(drafter.workspace, host, by=LOCAL.name)


def _draft(drafter: Drafter, catalogs: Catalogs, *, as_json: bool) -> tuple[list[DraftProgress], list[str]]:
    from app.workflow import jobs

    done: list[DraftProgress] = []
    problems: list[str] = []
    with progress_bar() as bar:
        for slug, locale in catalogs:
            if jobs.alive(drafter.workspace, slug, locale):
                say(f"{locale}/{slug}: is being drafted in the background; left to that.")
                continue
            try:
                done += _drafted(drafter.draft(slug, locale), bar=bar)
            except UsageError as error:  # the other catalogs are still drafted
                problems.append(str(error))
                continue
            if not as_json:
                say(_told(done[-1]))
    if as_json:
        print_json([_as_json(one) for one in done])
    return done, problems


def _drafted(steps: Iterator[DraftProgress], *, bar: Bar) -> list[DraftProgress]:
    """The last step of a run; the bar shows the others."""
    last = []
    for step in steps:
        bar.show(f"{step.locale}/{step.issue}", done=step.done + len(step.failures), total=step.total)
        last = [step]
    return last


def _told(one: DraftProgress) -> str:
    """A line for the person: what was done, by what, what stays empty and why."""
    name = f"{one.locale}/{one.issue}"
    if not one.total:
        return f"{name}: nothing is empty."
    settled = f" ({one.settled} approved, as they stood in the same context)" if one.settled else ""
    parts = [f"{one.from_memory} from memory{settled}", f"{one.from_engine} by {one.engine}" if one.engine else ""]
    text = f"{name}: {', '.join(part for part in parts if part)}"
    if one.left:
        text += f"; {one.left} stay empty"
    reasons = [one.reason] if one.reason else list(map(str, one.failures[:5]))
    return "\n  ".join([text, *reasons])


def _as_json(one: DraftProgress) -> dict[str, object]:
    return {
        "issue": one.issue,
        "locale": one.locale,
        "empty": one.total,
        "from_memory": one.from_memory,
        "approved": one.settled,
        "from_engine": one.from_engine,
        "left": one.left,
        "engine": one.engine,
        "characters": one.characters,
        "failures": list(map(str, one.failures)),
        "reason": one.reason,
    }
