"""Every issue of an archive in turn: what stayed as it was is told from the record, the rest is worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from app.core.model import Config
from app.store.seen import Numbers
from app.store.workspace import Workspace
from app.workflow.spread import Spread
from app.workflow.unchanged import Unchanged, UpToDate

TOGETHER = 500  # issues looked up at once: memory stays the same however many there are


class Told(Protocol):
    """What is told of one catalog."""

    @property
    def locale(self) -> str: ...


Result = TypeVar("Result", bound=Told)


class Task(NamedTuple):
    """An issue, and those of its catalogs that are to be worked on."""

    slug: str
    locales: tuple[str, ...]


@dataclass(frozen=True)
class Done(Generic[Result]):
    """What became of a task: a result for each locale, and which catalogs are up to date now."""

    results: tuple[Result, ...]
    up_to_date: UpToDate


Work = Callable[[Sequence[Task], Workspace, str], Sequence[Done[Result]]]  # (tasks, workspace, recipe for `look`)


def each(
    workspace: Workspace,
    slugs: Sequence[str],
    *,
    locales: Sequence[str],
    work: Work[Result],
    known: Callable[[str, str, Numbers], Result],
    enough: Callable[[Numbers], bool] = lambda numbers: True,
    write: bool = True,
) -> Iterator[Result]:
    """One result a catalog, issue by issue in order, on all cores when there is much to do.

    `known` makes it of slug, locale and numbers of a catalog that is as it was left, if those are `enough`; `work`,
    which is pickled, does the others. Without `write` the record stays as it is.
    """
    with Unchanged(workspace, write=write) as unchanged:
        somewhere = partial(_work, work=work, root=workspace.root, config=workspace.config, recipe=unchanged.recipe)
        with Spread(somewhere) as spread:
            for start in range(0, len(slugs), TOGETHER):
                some = slugs[start : start + TOGETHER]
                found = {
                    slug: {locale: one for locale, one in numbers.items() if enough(one)}
                    for slug, numbers in unchanged.numbers(some, locales).items()
                }
                left = {slug: tuple(name for name in locales if name not in found.get(slug, ())) for slug in some}
                done = spread.run([Task(*task) for task in left.items() if task[1]])
                for slug in some:
                    new: Mapping[str, Result] = {}
                    if left[slug]:
                        one = next(done)
                        unchanged.remember(slug, one.up_to_date)
                        new = {result.locale: result for result in one.results}
                    yield from (new.get(name) or known(slug, name, found[slug][name]) for name in locales)


def _work(
    tasks: Sequence[Task], *, work: Work[Result], root: Path, config: Config, recipe: str
) -> Sequence[Done[Result]]:
    return work(tasks, Workspace(root, config), recipe)
