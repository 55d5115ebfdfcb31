"""`passeur check`: what is wrong in the targets, for people, scripts and CI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_issues, chosen_locales, issues_argument, locale_option, open_workspace
from app.cli.output import counted, print_json, say, say_problems
from app.errors import UsageError

if TYPE_CHECKING:
    from app.core.model import Finding
    from app.workflow.checking import Found

EXCERPT = 50  # characters
LEVELS = {"error": "error", "accepted": "notice", "warning": "warning"}  # GitHub's words


@click.command()
@issues_argument
@locale_option
@click.option("--fix", is_flag=True, help="First mend what is safe to mend: white space nobody writes. States stay.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How findings are printed."
)
@click.pass_obj
def command(root: Path, issues: tuple[str, ...], locales: tuple[str, ...], form: str, fix: bool) -> None:
    """Report what is wrong in the targets of ISSUES (all). Exit 1 when there are errors.

    Errors block approval and export, warnings do not.

    \b
    Example:  passeur check --format github
    """
    from app.workflow.checking import findings_of
    from app.workflow.fixing import fix as fix_catalog

    workspace = open_workspace(root)
    found: list[Found] = []
    problems: list[str] = []
    mended = 0
    for slug in chosen_issues(workspace, issues):
        for locale in chosen_locales(workspace, locales):
            try:
                mended += fix_catalog(workspace, slug, locale=locale) if fix else 0
                found += findings_of(workspace, slug, locale=locale)
            except UsageError as error:  # the other catalogs are still checked
                problems.append(str(error))
    WRITERS[form](found)
    if fix:
        say(f"{counted(mended, 'target')} mended.")
    say_problems(problems)
    severities = Counter(item.finding.severity.value for item in found)
    errors, accepted = severities["error"], severities["accepted"]
    said = f"{counted(errors, 'error')}, {counted(severities['warning'], 'warning')}"
    say(f"{said}, {accepted} accepted with a reason." if accepted else f"{said}.")
    if problems:
        raise SystemExit(2)
    if errors:
        raise SystemExit(1)


def _text(found: Sequence[Found]) -> None:
    for item in found:
        finding = item.finding
        click.echo(
            f"{item.path}:{item.line}: {item.locale} {finding.severity.value} [{finding.check}] {finding.message}"
            f" In “{_excerpt(item.unit.target)}”{_accepted(finding)}"
        )


def _accepted(finding: Finding) -> str:
    return f" Accepted: {finding.reason} ({finding.person})" if finding.reason else ""


def _excerpt(target: str) -> str:
    """Which of the sentences of a line it is."""
    line = " ".join(target.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def _json(found: Sequence[Found]) -> None:
    print_json(
        [
            {
                "issue": item.issue,
                "locale": item.locale,
                "segment": item.unit.id,
                "file": item.path,
                "line": item.line,
                "catalog": item.catalog,
                "check": item.finding.check,
                "severity": item.finding.severity.value,
                "message": item.finding.message,
                "reason": item.finding.reason,
                "person": item.finding.person,
                "source": item.unit.source,
                "target": item.unit.target,
            }
            for item in found
        ]
    )


def _github(found: Sequence[Found]) -> None:
    """Workflow commands that GitHub shows beside the line."""
    for item in found:
        finding = item.finding
        title = _escaped(f"{item.locale}: {finding.check}").replace(",", "%2C").replace(":", "%3A")
        place = f"file={item.path},line={item.line},title={title}"
        command = LEVELS[finding.severity.value]
        click.echo(f"::{command} {place}::{_escaped(finding.message + _accepted(finding))}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


WRITERS: dict[str, Callable[[Sequence[Found]], None]] = {"text": _text, "json": _json, "github": _github}
