"""Where one issue stands: states, words, findings and the last change in each locale; how its source has moved on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.model import Catalog, State, Unit
from app.errors import UsageError
from app.store import activity
from app.store.activity import Kind, Wanted
from app.store.workspace import Workspace
from app.workflow import history
from app.workflow.checking import Found, findings_of
from app.workflow.ingest import Issue, ingest
from app.workflow.status import Progress, progress_of
from app.workflow.update import Updated, merged, update

REVISION = "PO-Revision-Date"
REVISION_FORMAT = "%Y-%m-%d %H:%M%z"  # gettext's, "2026-10-02 14:05+0200"


@dataclass(frozen=True)
class Standing:
    """An issue in one locale. `changed` is in milliseconds since 1970, 0 when nobody knows; `by` may be ""."""

    progress: Progress
    words: Mapping[State, int]
    findings: tuple[Found, ...]
    changed: int = 0
    by: str = ""


@dataclass(frozen=True)
class Movement:
    """What an update would do, because the source is newer than the catalogs of `locales`."""

    locales: tuple[str, ...] = ()  # whose catalogs are behind
    missing: tuple[str, ...] = ()  # that have no catalog yet
    new: tuple[Unit, ...] = ()
    changed: tuple[Unit, ...] = ()  # `previous_source` is what they were
    gone: tuple[Unit, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.locales or self.missing)


def standings(workspace: Workspace, slug: str) -> Iterator[Standing]:
    """The issue in every locale; a file that cannot be read is a `problem` of its progress."""
    for locale in workspace.config.locales:
        progress = progress_of(workspace, slug, locale, findings=True)
        if progress.problem:
            yield Standing(progress, {}, ())
            continue
        catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
        findings = findings_of(workspace, slug, locale=locale)
        changed, by = _last_change(workspace, slug, locale, catalog)
        yield Standing(progress, _words(workspace, slug, catalog), tuple(findings), changed, by)


def movement(workspace: Workspace, slug: str) -> Movement:
    """How the source differs from what the catalogs were made from. UsageError when it cannot be read."""
    issue = ingest(workspace, slug)
    behind: list[tuple[str, Catalog, Catalog]] = []
    missing = []
    for locale in workspace.config.locales:
        try:
            stored = workspace.catalogs.load(workspace.catalog_path(slug, locale))
        except UsageError:
            continue
        if stored.catalog is None:
            missing.append(locale)
        elif (after := merged(issue, stored.catalog, locale=locale)) != stored.catalog:
            behind.append((locale, stored.catalog, after))
    if not behind:
        return Movement(missing=tuple(missing))
    _, before, after = behind[0]
    return _moved(before, after, locales=tuple(locale for locale, _, _ in behind), missing=tuple(missing))


def bring_up_to_date(workspace: Workspace, slug: str, *, person: str) -> list[Updated]:
    """Update every catalog of the issue; what could not be read is a `problem`. DiskError when one cannot be saved."""
    done = list(update(workspace, [slug], locales=workspace.config.locales))
    if any(one.changed for one in done):
        history.note(workspace, person, Kind.UPDATE, slug)
    return done


def _moved(before: Catalog, after: Catalog, *, locales: tuple[str, ...], missing: tuple[str, ...]) -> Movement:
    came = [unit for unit in after.units if unit.key not in before.by_key]
    changed = [unit for unit in came if unit.previous_source is not None]
    were = {unit.previous_source for unit in changed}
    gone = [unit for unit in before.units if unit.key not in after.by_key and unit.source not in were]
    new = [unit for unit in came if unit.previous_source is None]
    return Movement(locales, missing, tuple(new), tuple(changed), tuple(gone))


def _words(workspace: Workspace, slug: str, catalog: Catalog | None) -> Counter[State]:
    words: Counter[State] = Counter()
    if catalog is None:
        issue: Issue = ingest(workspace, slug)
        words[State.EMPTY] = sum(len(source.split()) for source in {segment.source for segment in issue.segments})
    for unit in catalog.units if catalog else ():
        words[unit.state] += len(unit.source.split())
    return words


def _last_change(workspace: Workspace, slug: str, locale: str, catalog: Catalog | None) -> tuple[int, str]:
    """When and by whom: as the history has it, or as the catalog says where another program changed it later."""
    last = activity.find(workspace.database, Wanted(slug=slug, locale=locale), limit=1)
    at, by = (last[0].at, last[0].person) if last else (0, "")
    said = dict(catalog.headers).get(REVISION, "") if catalog else ""
    try:
        revised = int(datetime.strptime(said, REVISION_FORMAT).timestamp() * 1000)
    except ValueError:
        return at, by
    return (revised, "") if revised > at + 60_000 else (at, by)  # the header counts minutes
