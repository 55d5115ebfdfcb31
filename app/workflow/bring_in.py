"""Foreign text becomes a source issue, with a report of what was left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from app import importing
from app.errors import UsageError
from app.importing import Report
from app.store import sources
from app.store.workspace import Workspace

LONGEST_SLUG = 60
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True)
class BroughtIn:
    """What an import made, or would make."""

    slug: str
    path: str  # relative to the workspace
    markdown: str
    report: Report


def bring_in(
    workspace: Workspace, name: str, *, slug: str | None = None, keep: Collection[str] = (), dry_run: bool = False
) -> BroughtIn:
    """Clean the text of file `name` into source_issues/<slug>.md; with `dry_run` nothing is written.

    `keep` names reasons ("comments", …) whose blocks stay. UsageError when the issue is there already, or nothing
    in the file is worth keeping; InputError when it is not text.
    """
    if ADDRESS.match(name):
        raise UsageError("Web addresses cannot be imported yet.", fix="Save the page's text to a file and import that.")
    path = Path(name)
    report = importing.clean(sources.read(path, name=name), keep=frozenset(keep), origin=path.name)
    if not report.kept:
        raise UsageError(f"{name} holds no text to keep.", fix="`--dry-run --json` shows what was left out and why.")
    slug = slug or slug_of(report.title or path.stem)
    markdown = importing.to_markdown(report, source_locale=workspace.config.source_locale)
    place = workspace.root / "source_issues" / f"{slug}.md"
    if not dry_run:
        place = workspace.write_source(slug, markdown)
    return BroughtIn(slug=slug, path=workspace.relative(place), markdown=markdown, report=report)


def slug_of(title: str) -> str:
    """A name for files and addresses: ASCII letters and digits, words joined by `-`."""
    ascii_ = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_.lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "issue"
