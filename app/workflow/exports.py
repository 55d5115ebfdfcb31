"""Many issues are exported, on all cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.core.model import Config, Fallback
from app.errors import BlockedError, UsageError
from app.store import atomic
from app.store.workspace import Workspace
from app.workflow.export import export, formats_of, place
from app.workflow.ingest import ingest
from app.workflow.spread import Spread


@dataclass(frozen=True)
class File:
    """An export on the disk."""

    path: Path
    from_source: int  # gaps filled with the source
    from_drafts: int  # targets used though nobody approved them


@dataclass(frozen=True)
class Outcome:
    """What became of one issue in one locale."""

    files: tuple[File, ...] = ()
    blocked: tuple[str, ...] = ()  # sentences that say what stands in the way, and the way out
    problem: str = ""  # why the source or the catalog cannot be read


@dataclass(frozen=True)
class Order:
    """How issues are to be exported."""

    formats: tuple[str, ...] = ()  # none: all that an issue can have
    fallback: Fallback = Fallback.FAIL
    output: Path | None = None


def export_all(
    workspace: Workspace, slugs: Sequence[str], *, locales: Sequence[str], order: Order
) -> Iterator[Outcome]:
    """Export and save `slugs` in `locales`, issue by issue in order; one that is blocked stops no other. DiskError."""
    with Spread(partial(_work, root=workspace.root, config=workspace.config, order=order)) as spread:
        yield from spread.run([(slug, locale) for slug in slugs for locale in locales])


def _work(tasks: Sequence[tuple[str, str]], *, root: Path, config: Config, order: Order) -> list[Outcome]:
    workspace = Workspace(root, config)
    saves: dict[Path, bytes] = {}
    outcomes = [_exported(workspace, *task, order=order, saves=saves) for task in tasks]
    atomic.write_together(saves)
    return outcomes


def _exported(workspace: Workspace, slug: str, locale: str, *, order: Order, saves: dict[Path, bytes]) -> Outcome:
    """What becomes of an issue once its `saves` are written, to which it adds."""
    files: list[File] = []
    try:
        for name in order.formats or formats_of(ingest(workspace, slug)):
            done = export(workspace, slug, locale, format=name, fallback=order.fallback)
            path = place(workspace, done, output=order.output)
            saves[path] = done.data
            files.append(File(path, done.from_source, done.from_drafts))
    except BlockedError as error:
        return Outcome(tuple(files), blocked=(error.message, *error.reasons, error.fix))
    except UsageError as error:
        return Outcome(tuple(files), problem=str(error))
    return Outcome(tuple(files))
