"""One run: a catalog is brought up to date, filled from the memory, and what is left is put to an engine."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

from app import engines
from app.core import inline
from app.core.model import Unit
from app.engines import Cancel, Engine, Result
from app.errors import EngineError
from app.store.workspace import Workspace
from app.workflow import recall
from app.workflow.drafting import asking, planning, saving
from app.workflow.drafting.planning import NO_ENGINE, Plan
from app.workflow.drafting.progress import DraftProgress, Estimate
from app.workflow.drafting.reading import Reading, Stop
from app.workflow.ingest import Issue, ingest
from app.workflow.recall import Kind
from app.workflow.update import merged, update_catalog

MILLION = 1_000_000


class Drafter:
    """Drafts catalogs of one workspace; keeps its engines warm from one to the next. A context manager.

    `engine` is one's name, else what passeur.yaml says. `by`, the name of a person, puts what is drafted into the
    history, all of one catalog as one batch.
    """

    def __init__(
        self, workspace: Workspace, *, engine: str | None = None, cancel: Cancel | None = None, by: str = ""
    ) -> None:
        self.workspace = workspace
        self.name = engine or workspace.config.engine
        self.cancel = cancel
        self.by = by
        self._engines: dict[str, Engine | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for engine in filter(None, self._engines.values()):
            engine.close()

    def draft(self, slug: str, locale: str, *, only: Collection[str] | None = None) -> Iterator[DraftProgress]:
        """Fill the empty units of one catalog, which is brought up to date first; of `only` these segments where some
        are named. Yields what is planned, then after every save.

        Engine failures are told in the progress, never raised: the units they concern stay empty.
        """
        update_catalog(self.workspace, ingest(self.workspace, slug), locale=locale)
        batch = secrets.token_hex(8)
        planned = planning.plan(self.workspace, slug, locale, only=only)
        progress = DraftProgress(slug, locale, total=len(planned.empty))
        yield progress
        if planned.remembered:
            progress = self._from_memory(planned, progress, batch=batch)
            yield progress
        if planned.rest:
            yield from self._from_engine(planned, progress, batch=batch)

    def estimate(self, slug: str, locale: str) -> Estimate:
        """What a run would do and take; nothing is saved and no text is sent."""
        planned = planning.plan(self.workspace, slug, locale)
        characters = sum(len(inline.visible(unit.source)) for unit in planned.rest)
        found = Estimate(slug, locale, len(planned.empty), len(planned.remembered), characters=characters)
        try:
            engine = self._engine(locale)
        except EngineError as error:
            return replace(found, reason=error.sentence)
        if engine is None:
            return replace(found, reason=NO_ENGINE)
        price = engine.traits.price
        return replace(
            found,
            engine=engine.id,
            sends_to=engine.sends_to,
            seconds=characters / engine.traits.speed,
            price=None if price is None else price * characters / MILLION,
        )

    def sends_to(self, locale: str) -> str:
        """The host that gets the text of this locale; "" when it stays on this machine, or no engine is there."""
        try:
            engine = self._engine(locale)
        except EngineError:
            return ""
        return engine.sends_to if engine else ""

    def known(self, issue: Issue, locale: str) -> int:
        """How many units of an issue that has no catalog yet would be drafted from memory."""
        catalog = merged(issue, None, locale=locale)
        return len(recall.for_units(self.workspace, catalog, catalog.units, locale=locale))

    def _engine(self, locale: str) -> Engine | None:
        if locale not in self._engines:
            config = self.workspace.config
            self._engines[locale] = engines.choose(
                self.name, source=config.source_locale, target=locale, settings=config.engines
            )
        return self._engines[locale]

    def _from_memory(self, planned: Plan, progress: DraftProgress, *, batch: str) -> DraftProgress:
        slug, locale = progress.issue, progress.locale
        drafts = {key: (found.target, found.origin) for key, found in planned.remembered.items()}
        saved = saving.save(self.workspace, slug, locale, drafts=drafts, by=self.by, batch=batch)
        if not self.workspace.config.approve_in_context:
            return replace(progress, from_memory=saved)
        sure = {key: drafts[key] for key, found in planned.remembered.items() if found.kind is Kind.CONTEXT}
        settled = saving.approve(self.workspace, slug, locale, drafts=sure, by=self.by, batch=batch)
        return replace(progress, from_memory=saved, settled=settled)

    def _from_engine(self, planned: Plan, progress: DraftProgress, *, batch: str) -> Iterator[DraftProgress]:
        locale = progress.locale
        try:
            engine = self._engine(locale)
        except EngineError as error:
            yield replace(progress, reason=error.sentence)
            return
        if engine is None:
            yield replace(progress, reason=NO_ENGINE)
            return
        units = {str(number): unit for number, unit in enumerate(planned.rest)}
        requests = asking.requests(self.workspace, planned.issue, units, engine=engine, locale=locale)
        source = self.workspace.config.source_locale
        answers = self.workspace.answers
        stop = Stop(self.cancel)
        results = engines.run(engine, requests, source=source, target=locale, cancel=stop, answers=answers)
        progress = replace(progress, engine=engine.id)
        with Reading(results, stop=stop) as reading:
            try:
                for group in reading.groups():
                    progress = self._kept(group, planned.issue, units, progress=progress, batch=batch)
                    yield progress
            except EngineError as error:
                yield replace(progress, reason=error.sentence, stopped=True, retryable=error.retryable, wait=error.wait)
            except (KeyboardInterrupt, SystemExit, GeneratorExit):  # what came is not lost when somebody stops us
                self._kept(reading.rest(), planned.issue, units, progress=progress, batch=batch)
                raise

    def _kept(
        self, group: list[Result], issue: Issue, units: Mapping[str, Unit], *, progress: DraftProgress, batch: str
    ) -> DraftProgress:
        """Save what a group brought, and count it."""
        found = asking.answers(group, issue=issue, units=units, locale=progress.locale)
        saved = 0
        if found.drafts:
            saved = saving.save(
                self.workspace, issue.slug, progress.locale, drafts=found.drafts, by=self.by, batch=batch
            )
        progress = replace(
            progress,
            from_engine=progress.from_engine + saved,
            failures=(*progress.failures, *found.failures),
            characters=progress.characters + found.characters,
        )
        if found.end is None or progress.stopped:
            return progress
        end = found.end
        return replace(progress, reason=end.sentence, stopped=True, retryable=end.retryable, wait=end.wait)


def draft(
    workspace: Workspace, slug: str, locale: str, *, engine: str | None = None, by: str = ""
) -> Iterator[DraftProgress]:
    """Draft one catalog with an engine of its own; see `Drafter.draft`."""
    with Drafter(workspace, engine=engine, by=by) as drafter:
        yield from drafter.draft(slug, locale)
