"""The whole way, once: the sample issues from source to reviewed and exported, in a copy of the workspace."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from app.core.model import Catalog, State
from app.store.activity import Kind
from app.store.workspace import Workspace
from app.workflow.bring_in import bring_in
from app.workflow.drafting import Drafter
from app.workflow.export import export, formats_of, write
from app.workflow.ingest import ingest
from app.workflow.review import Wish, open_review, save_all
from app.workflow.status import status
from app.workflow.update import update

INCOMING = "source_issues/incoming"  # raw pages to import
PERSON = "demo"  # who drafts and approves, as the history tells it
FINISHED = ".passeur/demo-finished"
Say = Callable[[str], None]


def prepare(samples: Path, place: Path, *, fresh: bool) -> bool:
    """Copy settings and sources of `samples` to `place`. True when the steps are still to be done there.

    What a finished demo left is used as it is, unless `fresh`; one that was interrupted goes on.
    """
    if fresh and place.exists():
        shutil.rmtree(place)
    if (place / FINISHED).exists():
        return False
    shutil.copytree(samples / "source_issues", place / "source_issues", dirs_exist_ok=True)
    shutil.copy(samples / "passeur.yaml", place / "passeur.yaml")
    for glossary in samples.glob("locales/*/glossary.csv"):
        target = place / glossary.relative_to(samples)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(glossary, target)
    return True


def finish(place: Path) -> None:
    """Note that every step was done."""
    (place / FINISHED).touch()


def demo(workspace: Workspace, samples: Workspace, *, say: Say) -> None:
    """Import, update, draft, review with the samples' own targets, and export; each step is told by `say`."""
    _import(workspace, say=say)
    _update(workspace, say=say)
    _draft(workspace, say=say)
    _review(workspace, samples, say=say)
    _export(workspace, say=say)


def _import(workspace: Workspace, *, say: Say) -> None:
    say("1. Import: text copied from a web page becomes an issue")
    for page in sorted((workspace.root / INCOMING).glob("*.txt")):
        if page.stem in workspace.slugs():
            continue
        done = bring_in(workspace, str(page), slug=page.stem)
        kept, left_out = len(done.report.kept), len(done.report.left_out)
        say(f"   {page.name} -> {done.path}: {kept} blocks kept, {left_out} left out, each with its reason")


def _update(workspace: Workspace, *, say: Say) -> None:
    say("2. Update: every issue is split into segments, one catalog for each issue and locale")
    done = list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    for slug in workspace.slugs():
        segments = next(one.segments for one in done if one.issue == slug)
        say(f"   {slug}: {segments} segments")


def _draft(workspace: Workspace, *, say: Say) -> None:
    say("3. Draft: empty units are filled, from approved matches first, then by an engine")
    with Drafter(workspace, by=PERSON) as drafter:
        for locale in workspace.config.locales:
            last = [list(drafter.draft(slug, locale))[-1] for slug in workspace.slugs()]
            made = sum(one.done for one in last)
            reason = next((one.reason for one in last if one.reason), "")
            by = next((one.engine for one in last if one.engine), "")
            say(f"   {locale}: {made} drafts{f' by {by}' if by else ''}{f'. {reason}' if reason else ''}")


def _review(workspace: Workspace, samples: Workspace, *, say: Say) -> None:
    say("4. Review: the samples' own targets are put in and approved, as a translator would")
    for slug in samples.slugs():
        for locale in samples.config.locales:
            catalog = samples.catalogs.load(samples.catalog_path(slug, locale)).catalog
            if catalog is not None:
                counts = _reviewed(workspace, slug, locale=locale, catalog=catalog)
                say(f"   {locale}/{slug}: {counts[0]} approved, {counts[1]} left for you")


def _reviewed(workspace: Workspace, slug: str, *, locale: str, catalog: Catalog) -> tuple[int, int]:
    """Approve what the samples approve, save what they hold besides; how many of each."""
    rows = open_review(workspace, slug, locale).rows
    given = [(row, catalog.by_key.get(row.unit.key)) for row in rows]
    wishes = [
        Wish(row.segment.id, unit.state, row.version, unit.target, unit.origin, unit.previous_source)
        for row, unit in given
        if unit and unit.state is not State.EMPTY
    ]
    approvals = [wish for wish in wishes if wish.state == State.APPROVED]
    others = [wish for wish in wishes if wish.state != State.APPROVED]
    save_all(workspace, slug, locale, others, by=PERSON, kind=Kind.SAVE, batch=secrets.token_hex(8))
    done = save_all(workspace, slug, locale, approvals, by=PERSON, batch=secrets.token_hex(8))
    return len(done.saved), len(rows) - len(done.saved)  # what cannot be approved waits for the person, too


def _export(workspace: Workspace, *, say: Say) -> None:
    say("5. Export: issues that are ready are put together in each locale")
    for progress in status(workspace):
        if progress.left or progress.problem:
            continue
        for name in formats_of(ingest(workspace, progress.issue)):
            path = write(workspace, export(workspace, progress.issue, progress.locale, format=name))
            say(f"   {path}")
