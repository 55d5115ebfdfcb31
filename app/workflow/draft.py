"""Empty units become drafts: approved matches first, then an engine; what is done is saved as it comes."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from app import engines
from app.core import inline
from app.core.memory import Memory
from app.core.model import Catalog, Key, State, Unit
from app.engines import Cancel, Engine, Request, Result
from app.errors import EngineError, UsageError
from app.store import memories
from app.store.activity import Kind
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.fixing import readable
from app.workflow.ingest import Issue, ingest
from app.workflow.update import merged, update_catalog

Draft = tuple[str, str]  # target, origin
NO_ENGINE = Message("No engine is used: what the memory does not know stays empty.")
SAVE_EVERY = 1.0  # seconds between saves: what a kill can cost


@dataclass(frozen=True)
class DraftProgress:
    """How far the drafting of one catalog is. The last one of a run tells its result."""

    issue: str
    locale: str
    total: int = 0  # empty units when it began
    from_memory: int = 0
    from_engine: int = 0
    engine: str = ""
    failures: tuple[str, ...] = ()  # sentences, one for each unit that stays empty
    reason: str = ""  # why no engine was used, or why it was stopped
    characters: int = 0  # text an engine has or would have to read

    @property
    def done(self) -> int:
        return self.from_memory + self.from_engine

    @property
    def left(self) -> int:
        return self.total - self.done


class Drafter:
    """Drafts catalogs of one workspace; keeps its engines warm from one to the next. A context manager.

    `by`, the name of a person, puts what is drafted into the history, all of one catalog as one batch.
    """

    def __init__(
        self, workspace: Workspace, *, engine: str | None = None, cancel: Cancel | None = None, by: str = ""
    ) -> None:
        self.workspace = workspace
        self.by = by
        self._batch = ""
        self.name = engine or workspace.config.engine
        self.cancel = cancel
        self._engines: dict[str, Engine | None] = {}
        self._memories: dict[str, Memory] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for engine in filter(None, self._engines.values()):
            engine.close()

    def draft(self, slug: str, locale: str) -> Iterator[DraftProgress]:
        """Fill the empty units of one catalog, which is brought up to date first. Yields after every save.

        Engine failures are told in the progress, never raised: the units they concern stay empty.
        """
        update_catalog(self.workspace, ingest(self.workspace, slug), locale=locale)
        self._batch = secrets.token_hex(8)
        issue, empty, remembered = self._prepare(slug, locale)
        progress = DraftProgress(slug, locale, total=len(empty))
        if remembered:
            progress = replace(progress, from_memory=self._save(slug, locale, drafts=remembered))
            yield progress
        rest = [unit for unit in empty if unit.key not in remembered]
        if rest:
            yield from self._from_engine(issue, locale, rest=rest, progress=progress)
        elif not remembered:
            yield progress

    def estimate(self, slug: str, locale: str) -> DraftProgress:
        """What a run would do; nothing is saved and no text is sent."""
        _, empty, remembered = self._prepare(slug, locale)
        rest = [unit for unit in empty if unit.key not in remembered]
        progress = DraftProgress(
            slug,
            locale,
            total=len(empty),
            from_memory=len(remembered),
            characters=sum(len(inline.visible(unit.source)) for unit in rest),
        )
        try:
            engine = self._engine(locale)
        except EngineError as error:
            return replace(progress, reason=str(error))
        return replace(progress, engine=engine.id) if engine else replace(progress, reason=NO_ENGINE)

    def known(self, issue: Issue, locale: str) -> int:
        """How many units of an issue that has no catalog yet would be drafted from memory."""
        catalog = merged(issue, None, locale=locale)
        return len(_remembered(self._memory(locale), catalog.units, catalog=catalog))

    def _prepare(self, slug: str, locale: str) -> tuple[Issue, list[Unit], dict[Key, Draft]]:
        issue = ingest(self.workspace, slug)
        stored = self.workspace.catalogs.load(self.workspace.catalog_path(slug, locale))
        catalog = merged(issue, stored.catalog, locale=locale)
        empty = [unit for unit in catalog.units if unit.state is State.EMPTY]
        memory = self._memory(locale) if empty else Memory.build([])
        return issue, empty, _remembered(memory, empty, catalog=catalog)

    def _memory(self, locale: str) -> Memory:
        if locale not in self._memories:
            self._memories[locale] = Memory.build(_approved(self.workspace, locale))
        return self._memories[locale]

    def _engine(self, locale: str) -> Engine | None:
        if locale not in self._engines:
            config = self.workspace.config
            self._engines[locale] = engines.choose(
                self.name, source=config.source_locale, target=locale, settings=config.engines
            )
        return self._engines[locale]

    def _from_engine(
        self, issue: Issue, locale: str, *, rest: list[Unit], progress: DraftProgress
    ) -> Iterator[DraftProgress]:
        source = self.workspace.config.source_locale
        try:
            engine = self._engine(locale)
        except EngineError as error:
            yield replace(progress, reason=str(error))
            return
        if engine is None:
            yield replace(progress, reason=NO_ENGINE)
            return
        labels = issue.document.labels
        units = {str(number): unit for number, unit in enumerate(rest)}
        requests = [Request(id=id_, parts=inline.to_parts(unit.source, labels=labels)) for id_, unit in units.items()]
        progress = replace(progress, engine=engine.id)
        results = engines.run(engine, requests, source=source, target=locale, cancel=self.cancel)
        try:
            for group in _grouped(results):
                progress = self._kept(group, issue=issue, units=units, progress=progress)
                yield progress
        except EngineError as error:
            yield replace(progress, reason=str(error), failures=(*progress.failures, str(error)))

    def _kept(
        self, group: list[Result], *, issue: Issue, units: Mapping[str, Unit], progress: DraftProgress
    ) -> DraftProgress:
        """Save what a group brought, and count it."""
        drafts, failures, reason = _sorted(group, units=units)
        drafts = {key: (_tidy(key, target, issue, progress.locale), origin) for key, (target, origin) in drafts.items()}
        saved = self._save(progress.issue, progress.locale, drafts=drafts) if drafts else 0
        return replace(
            progress,
            from_engine=progress.from_engine + saved,
            failures=progress.failures + failures,
            reason=progress.reason or reason,
        )

    def _save(self, slug: str, locale: str, *, drafts: Mapping[Key, Draft]) -> int:
        """Write drafts into units that are still empty; how many there were."""
        filled: list[tuple[Unit, Unit]] = []

        def changed(catalog: Catalog | None) -> Catalog:
            held = catalog or Catalog(locale=locale)
            units = tuple(_filled(unit, drafts) for unit in held.units)
            filled[:] = [(old, new) for old, new in zip(held.units, units, strict=True) if new is not old]
            return replace(held, units=units)

        self.workspace.catalogs.change(self.workspace.catalog_path(slug, locale), changed)
        if self.by:
            history.record_all(
                self.workspace, self.by, slug, locale, changes=filled, kind=Kind.DRAFT, batch=self._batch
            )
        return len(filled)


def draft(
    workspace: Workspace, slug: str, locale: str, *, engine: str | None = None, by: str = ""
) -> Iterator[DraftProgress]:
    """Draft one catalog with an engine of its own; see `Drafter.draft`."""
    with Drafter(workspace, engine=engine, by=by) as drafter:
        yield from drafter.draft(slug, locale)


def _tidy(key: Key, target: str, issue: Issue, locale: str) -> str:
    """An engine's target without the white space that it carried over from the source and that nobody writes."""
    context, source = key
    unit = Unit(source=source, target=target, context=context, state=State.DRAFT)
    return readable(unit, issue, locale=locale).target


def _remembered(memory: Memory, empty: Iterable[Unit], *, catalog: Catalog) -> dict[Key, Draft]:
    """Drafts from earlier issues: what stood in the same context first, then what has the same source anywhere."""
    settled = memory.in_context(catalog.units)
    drafts = {}
    for unit in empty:
        same = settled.get(unit.key)
        match = same or memory.exact(unit.source)
        if match:
            drafts[unit.key] = (match.target, f"engine=memory route={match.issue}{' match=context' if same else ''}")
    return drafts


def _filled(unit: Unit, drafts: Mapping[Key, Draft]) -> Unit:
    if unit.state is not State.EMPTY or unit.key not in drafts:
        return unit
    target, origin = drafts[unit.key]
    return replace(unit, target=target, state=State.DRAFT, origin=origin)


def _approved(workspace: Workspace, locale: str) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """What was imported, then slug and units of every issue in a locale; files that cannot be read are passed over
    here, as `status`, `check` and the memory's page name them."""
    with suppress(UsageError):
        imported = memories.read(workspace, locale)
        yield "memory.tmx", tuple(Unit(pair.source, pair.target, State.APPROVED) for pair in imported)
    for slug in workspace.slugs():
        try:
            catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
        except UsageError:
            continue
        if catalog:
            yield slug, catalog.units


def _grouped(results: Iterable[Result]) -> Iterator[list[Result]]:
    """Results as they come, in groups that are a second old at most."""
    group: list[Result] = []
    since = time.monotonic()
    for result in results:
        group.append(result)
        if time.monotonic() - since >= SAVE_EVERY:
            yield group
            group, since = [], time.monotonic()
    if group:
        yield group


def _sorted(group: list[Result], *, units: Mapping[str, Unit]) -> tuple[dict[Key, Draft], tuple[str, ...], str]:
    """Targets to save, sentences on what failed, and the reason when the whole engine failed."""
    drafts: dict[Key, Draft] = {}
    failures: list[str] = []
    reason = ""
    for result in group:
        unit = units[result.id]
        if result.parts is not None:
            target = inline.from_parts(result.parts)
            flags = f" flags={','.join(result.flags)}" if result.flags else ""
            drafts[unit.key] = (target, f"engine={result.engine} route={result.route}{flags}")
        elif result.error is not None:
            failures.append(Message("“{source}”: {problem}", source=unit.source[:60], problem=str(result.error)))
            reason = reason or (str(result.error) if result.error.engine_wide else "")
    return drafts, tuple(failures), reason
