"""`passeur engines compare`: a sample drafted by several engines, in numbers and as a page for judging."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.arguments import IssueName, chosen_locales, json_option, locale_option, open_workspace
from app.cli.foreseen import money, summed
from app.cli.output import counted, print_json, progress_bar, say, say_problems
from app.errors import EngineError, UsageError
from app.wording import Message

if TYPE_CHECKING:
    from app.engines import Engine
    from app.store.workspace import Workspace
    from app.workflow.comparing import Comparison, Score

SEGMENTS = 20
COLUMNS = ("seconds", "characters", "cost", "failed", "errors", "warnings", "HTER", "chrF", "agreement")


@click.command()
@click.argument("issue", type=IssueName())
@locale_option
@click.option(
    "--engines", "names", metavar="A,B", default="", help="These; else those of this machine and the one that drafts."
)
@click.option(
    "--segments", type=click.IntRange(1, 1000), default=SEGMENTS, show_default=True, help="How many, at most."
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The page; else dist/LOCALE/ISSUE.compare.html."
)
@click.option("--yes", "-y", is_flag=True, help="Send text to servers without asking.")
@json_option
@click.pass_obj
def compare(
    root: Path,
    issue: str,
    locales: tuple[str, ...],
    names: str,
    segments: int,
    output: Path | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Draft a sample of ISSUE with several engines; write a page to judge the drafts without knowing whose they are.

    No catalog is changed. HTER (edits in 100 words) and chrF (likeness) are to targets that are approved already;
    agreement is the likeness to what the other engines said. Exit 3 when an engine failed.

    \b
    Example:  passeur engines compare 2026-11-lettre-des-communs -l es --engines apertium,libretranslate
    """
    workspace = open_workspace(root)
    slug, wanted = workspace.resolve(issue), chosen_locales(workspace, locales)
    if output and len(wanted) > 1:
        raise UsageError(Message("A page is about one locale."), fix=Message("Name it: `-l {name}`.", name=wanted[0]))
    asked = [name.strip() for name in names.split(",") if name.strip()]
    told: list[dict[str, Any]] = []
    problems = []
    for locale in wanted:
        page = output or workspace.root / "dist" / locale / f"{slug}.compare.html"
        try:
            found = _compare(workspace, slug, locale, names=asked, most=segments, page=page, asks=not (yes or asked))
        except EngineError as error:  # the other locales are still compared
            problems.append(str(error))
            continue
        told.append({**asdict(found), "page": str(page)})
        if not as_json:
            click.echo("\n".join(_table(found)))
            say(f"A page for judging: {page}")
    if as_json:
        print_json(told)
    say_problems(problems)
    if problems or any(score["failed"] for one in told for score in one["scores"]):
        raise SystemExit(3)


def _compare(
    workspace: Workspace, slug: str, locale: str, *, names: Sequence[str], most: int, page: Path, asks: bool
) -> Comparison:
    from app.store import atomic
    from app.workflow import comparing

    engines = comparing.candidates(workspace, locale, names)
    try:
        _agree(workspace, slug, locale, engines=engines, most=most, asks=asks)
        with progress_bar() as bar:
            found = comparing.compare(
                workspace,
                slug,
                locale,
                tried=engines,
                most=most,
                progress=lambda name, done, total: bar.show(f"{locale} {name}", done=done, total=total),
            )
    finally:
        for engine in engines:
            engine.close()
    atomic.write(page, comparing.page(found))
    return found


def _agree(workspace: Workspace, slug: str, locale: str, *, engines: Sequence[Engine], most: int, asks: bool) -> None:
    """Say where text will go before any does; on a terminal who named no engine is asked. click.Abort for a no."""
    from app.workflow.comparing import estimates

    going = [one for one in estimates(workspace, slug, locale, tried=engines, most=most) if one.sends_to]
    for line in summed(going):
        say(line)
    if going and asks and sys.stdin.isatty():
        click.confirm("Send it?", abort=True, err=True)


def _table(found: Comparison) -> list[str]:
    """One line an engine, numbers under their names; then what went wrong."""
    rows = [("engine", *COLUMNS), *((_name(score), *_numbers(score)) for score in found.scores)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    title = f"{found.locale}/{found.issue}: {counted(len(found.trials), 'segment')}"
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return [title, *lines, *_problems(found)]


def _name(score: Score) -> str:
    return f"{score.engine} (gist)" if score.gist else score.engine


def _numbers(score: Score) -> tuple[str, ...]:
    shares = ("" if number is None else f"{number:.0f}" for number in (score.edits, score.likeness, score.agreement))
    counts = (score.failed, score.errors, score.warnings)
    return (f"{score.seconds:.1f}", f"{score.characters:,}", money(score.price), *map(str, counts), *shares)


def _problems(found: Comparison) -> list[str]:
    """For each engine that failed the first reason that it gave."""
    first: dict[str, str] = {}
    for trial in found.trials:
        for answer in trial.answers:
            if answer.problem:
                first.setdefault(answer.engine, answer.problem)
    return [f"{engine}: {problem}" for engine, problem in first.items()]
