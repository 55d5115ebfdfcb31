"""`passeur import`: clean foreign input into a source issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import json_option, open_workspace
from app.cli.output import counted, print_json, say

if TYPE_CHECKING:
    from app.importing import ImportedBlock, Report

EXCERPT = 70  # characters of a block shown in the report
EXAMPLES = 2  # blocks shown for each reason


@click.command()
@click.argument("file", metavar="FILE|URL")
@click.option("--slug", help="The issue's name; else made from its title.")
@click.option("--keep", multiple=True, metavar="REASON", help="Keep what is left out for this reason, e.g. comments.")
@click.option("--dry-run", is_flag=True, help="Show what would be kept and left out; write nothing.")
@click.option("--verbose", "-v", is_flag=True, help="Show every block that is left out, and the text that is kept.")
@json_option
@click.pass_obj
def command(
    root: Path, file: str, slug: str | None, keep: tuple[str, ...], dry_run: bool, verbose: bool, as_json: bool
) -> None:
    """Clean a web page (address or file), e-mail (.eml), Word document (.docx) or text into source_issues/<slug>.md.

    Menus, comments, related articles, second copies, sign-up and cookie lines are left out; the report says what and
    why.

    \b
    Example:  passeur import page.html --slug 2026-11-invitee --dry-run
              passeur import https://exemple.fr/lettre-de-novembre
    """
    from app.workflow.bring_in import bring_in

    workspace = open_workspace(root)
    say(f"Reading {file}")
    done = bring_in(workspace, file, slug=slug, keep=keep, dry_run=dry_run)
    if as_json:
        print_json({"issue": done.slug, "path": done.path, "format": done.format.value, **_as_json(done.report)})
        return
    say(f"It is {done.format.label}: {done.report.title or 'without a title'}")
    for line in _lines(done.report, verbose=verbose, source_locale=workspace.config.source_locale):
        say(line)
    say(f"{'Would write' if dry_run else 'Wrote'} {done.path}")
    if not dry_run:
        say(f"Next: passeur update {done.slug}")


def _as_json(report: Report) -> dict[str, object]:
    return {
        "title": report.title,
        "date": report.date,
        "author": report.author,
        "canonical": report.canonical,
        "language": report.language,
        "remarks": list(report.remarks),
        "kept": [{"kind": block.kind, "text": block.text or block.markdown} for block in report.kept],
        "left_out": [{"reason": block.reason, "text": block.text or block.markdown} for block in report.left_out],
    }


def _lines(report: Report, *, verbose: bool, source_locale: str) -> Iterator[str]:
    """What was kept, counted; what was left out, by reason."""
    kinds = Counter(block.kind for block in report.kept)
    yield f"Kept: {', '.join(counted(number, kind) for kind, number in kinds.items())}"
    if verbose:
        yield from (f"  {block.kind}: {_excerpt(block)}" for block in report.kept)
    reasons = sorted(report.left_out, key=lambda block: block.reason or "")
    for reason, group in groupby(reasons, key=lambda block: block.reason):
        blocks = list(group)
        yield f"Left out, {reason}: {counted(len(blocks), 'block')}"
        shown = blocks if verbose else blocks[:EXAMPLES]
        yield from (f"  {_excerpt(block)}" for block in shown)
        if len(shown) < len(blocks):
            yield f"  … and {len(blocks) - len(shown)} more"
    if report.left_out and not verbose:
        yield "All of it: --verbose or --json; to keep what has a reason: --keep REASON."
    yield from report.remarks
    language = report.language.replace("_", "-").partition("-")[0].lower()
    if language and language != source_locale.partition("_")[0].partition("-")[0].lower():
        yield f"Careful: it says it is in “{report.language}”; this workspace's sources are in “{source_locale}”."


def _excerpt(block: ImportedBlock) -> str:
    text = " ".join((block.text or block.markdown).split())
    return f"{text[:EXCERPT]}{'…' if len(text) > EXCERPT else ''}"
