"""What the first page shows: a page of issues with their progress, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.store.workspace import Workspace
from app.workflow.status import Progress, glance
from app.workflow.titles import title_of

PAGE = 50  # issues
LOOKING = 0.15  # seconds that a page may spend on looking for errors
REACH = 100  # the last issues by name: those among which the queue is chosen
WAITING = 6  # entries of the queue

ORDERS = ("last", "first", "left")  # by name, the last or the first on top; by how much is left


@dataclass(frozen=True)
class Line:
    """An issue and where each locale stands."""

    slug: str
    title: str
    cells: tuple[Progress, ...]


@dataclass(frozen=True)
class Overview:
    """One page of the issues; `page` counts from 1."""

    lines: tuple[Line, ...]
    order: str
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """An entry of somebody's queue."""

    slug: str
    title: str
    progress: Progress


def overview(workspace: Workspace, *, order: str = ORDERS[0], page: int = 1) -> Overview:
    """The page of that number, or the one next to it that there is."""
    order = order if order in ORDERS else ORDERS[0]
    slugs = _ordered(workspace, order)
    pages = max(1, -(-len(slugs) // PAGE))
    page = min(max(page, 1), pages)
    shown = slugs[(page - 1) * PAGE : page * PAGE]
    found = glance(workspace, shown, workspace.config.locales, seconds=LOOKING)
    lines = [
        Line(slug, title_of(workspace, slug), tuple(cells)) for slug, cells in groupby(found, key=lambda one: one.issue)
    ]
    return Overview(tuple(lines), order, page, pages, len(slugs))


def queue(workspace: Workspace, locales: Sequence[str]) -> list[Waiting]:
    """What is left in `locales` of the last issues: what readers may have in a wrong or old form first."""
    slugs = workspace.slugs()[: -REACH - 1 : -1]
    waiting = [one for one in glance(workspace, slugs, locales) if one.left and not one.problem]
    first = sorted(waiting, key=lambda one: (not (one.stale or one.errors), slugs.index(one.issue), -one.left))
    return [Waiting(one.issue, title_of(workspace, one.issue), one) for one in first[:WAITING]]


def _ordered(workspace: Workspace, order: str) -> list[str]:
    slugs = workspace.slugs()
    if order == "left":
        left: Counter[str] = Counter()
        for one in glance(workspace, slugs, workspace.config.locales):
            left[one.issue] += one.left
        return sorted(slugs, key=lambda slug: -left[slug])
    return slugs if order == "first" else slugs[::-1]
