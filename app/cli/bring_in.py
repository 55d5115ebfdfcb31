"""`passeur import`: clean foreign text into a source issue."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import json_option, open_workspace
from app.cli.output import counted, print_json, say

if TYPE_CHECKING:
    from app.importing import Report

EXCERPT = 70  # characters of a block shown in the report


@click.command()
@click.argument("file")
@click.option("--slug", help="The issue's name; else made from its title.")
@click.option("--keep", multiple=True, metavar="REASON", help="Keep what is left out for this reason, e.g. comments.")
@click.option("--dry-run", is_flag=True, help="Show what would be kept and left out; write nothing.")
@json_option
@click.pass_obj
def command(root: Path, file: str, slug: str | None, keep: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Clean FILE, a text copied from a web page, into source_issues/<slug>.md.

    Comments, related articles, second copies, sign-up and cookie lines are left out; the report says what and why.

    \b
    Example:  passeur import page.txt --slug 2026-11-invitee --dry-run
    """
    from app.workflow.bring_in import bring_in

    done = bring_in(open_workspace(root), file, slug=slug, keep=keep, dry_run=dry_run)
    if as_json:
        print_json({"issue": done.slug, "path": done.path, **_as_json(done.report)})
        return
    for line in _lines(done.report):
        say(line)
    say(f"{'Would write' if dry_run else 'Wrote'} {done.path}")
    if not dry_run:
        say(f"Next: passeur update {done.slug}")


def _as_json(report: Report) -> dict[str, object]:
    return {
        "title": report.title,
        "date": report.date,
        "kept": [{"kind": block.kind, "text": block.text} for block in report.kept],
        "left_out": [{"reason": block.reason, "text": block.text} for block in report.left_out],
    }


def _lines(report: Report) -> list[str]:
    """What was kept, counted; what was left out, block by block."""
    kinds = Counter(block.kind for block in report.kept)
    lines = [f"Kept: {', '.join(counted(number, kind) for kind, number in kinds.items())}"]
    for block in report.left_out:
        text = " ".join(block.text.split())
        lines.append(f"Left out ({block.reason}): {text[:EXCERPT]}{'…' if len(text) > EXCERPT else ''}")
    return lines
