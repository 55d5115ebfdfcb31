"""What engines answer about a sample, and what their answers come to in numbers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app import engines
from app.core.model import Finding, Severity, State, Unit
from app.engines import Engine, Result
from app.store.workspace import Workspace
from app.wording import NOTHING, Message
from app.workflow.checking import unit_findings
from app.workflow.comparing import sample
from app.workflow.drafting import asking
from app.workflow.effort import distance, likeness, rate
from app.workflow.ingest import Issue

Progress = Callable[[str, int, int], None]  # the engine, how many segments it has answered, of how many


@dataclass(frozen=True)
class Answer:
    """What one engine made of a segment."""

    engine: str
    target: str = ""  # "" when it failed
    problem: Message = NOTHING
    findings: tuple[Finding, ...] = ()  # of our checks


@dataclass(frozen=True)
class Trial:
    """One segment and what each engine made of it."""

    segment: str
    source: str
    note: str  # what it is: "heading 2"
    approved: str  # its target when that is approved, else ""
    answers: tuple[Answer, ...]  # one an engine, in the order of `Comparison.scores`


@dataclass(frozen=True)
class Score:
    """One engine over the whole sample."""

    engine: str
    route: str
    gist: bool
    sends_to: str
    characters: int
    seconds: float  # the time until the last answer, its start included
    price: float | None  # US dollars; None: nobody knows
    failed: int
    errors: int  # findings of our checks
    warnings: int
    checks: dict[str, int]  # findings by the name of the check
    edits: float | None  # HTER to the approved targets, 0 to 100; None where nothing is approved
    likeness: float | None  # chrF++ to them, 0 to 100
    agreement: float | None  # chrF++ with the answers of the others, 0 to 100; None where there are none


@dataclass(frozen=True)
class Comparison:
    """What came of a sample of one issue in one locale."""

    issue: str
    locale: str
    source_locale: str
    scores: tuple[Score, ...]
    trials: tuple[Trial, ...]


def compare(
    workspace: Workspace, slug: str, locale: str, *, tried: Sequence[Engine], most: int, progress: Progress
) -> Comparison:
    """Ask each engine for the same segments, `most` of them; nothing is saved. UsageError as `ingest`.

    Answers that are known from before are not used, as the time would be another.
    """
    issue, units = sample.units(workspace, slug, locale, most=most)
    runs = [_Run(workspace, issue, units, engine=engine, locale=locale, progress=progress) for engine in tried]
    trials = tuple(
        Trial(
            unit.id,
            unit.source,
            unit.notes[0] if unit.notes else "",
            unit.target if unit.state is State.APPROVED else "",
            tuple(run.answers[unit.id] for run in runs),
        )
        for unit in units
    )
    scores = tuple(run.score(trials) for run in runs)
    return Comparison(slug, locale, workspace.config.source_locale, scores, trials)


class _Run:
    """One engine at the sample."""

    def __init__(
        self,
        workspace: Workspace,
        issue: Issue,
        units: Sequence[Unit],
        *,
        engine: Engine,
        locale: str,
        progress: Progress,
    ) -> None:
        self._engine, self._locale, self._source = engine, locale, workspace.config.source_locale
        self._characters = sample.characters(units)
        self.answers: dict[str, Answer] = {}
        by_id = {unit.id: unit for unit in units}
        requests = sample.requests(workspace, issue, units, engine=engine, locale=locale)
        begun = time.monotonic()
        for result in engines.run(engine, requests, source=self._source, target=locale):
            self.answers[result.id] = self._answer(result, by_id[result.id], issue=issue)
            progress(engine.id, len(self.answers), len(units))
        self._seconds = time.monotonic() - begun

    def _answer(self, result: Result, unit: Unit, *, issue: Issue) -> Answer:
        if result.parts is None:
            return Answer(self._engine.id, problem=result.error.sentence if result.error else NOTHING)
        drafted = asking.drafted(unit, result.parts, issue=issue, locale=self._locale)
        return Answer(self._engine.id, drafted.target, findings=unit_findings(drafted, issue, locale=self._locale))

    def score(self, trials: Sequence[Trial]) -> Score:
        engine = self._engine
        findings = [one for answer in self.answers.values() for one in answer.findings]
        answered = [trial for trial in trials if self.answers[trial.segment].target]
        known = [
            distance(self.answers[trial.segment].target, trial.approved, locale=self._locale)
            for trial in answered
            if trial.approved
        ]
        shared = [
            likeness(self.answers[trial.segment].target, other.target)
            for trial in answered
            for other in trial.answers
            if other.engine != engine.id and other.target
        ]
        return Score(
            engine=engine.id,
            route=engine.route(self._source, self._locale) or "",
            gist=engine.gist(self._source, self._locale),
            sends_to=engine.sends_to,
            characters=self._characters,
            seconds=self._seconds,
            price=sample.cost(engine, self._characters),
            failed=len(trials) - len(answered),
            errors=sum(one.severity is Severity.ERROR for one in findings),
            warnings=sum(one.severity is Severity.WARNING for one in findings),
            checks=dict(Counter(one.check for one in findings)),
            edits=rate(known) if known else None,
            likeness=_mean([one.likeness for one in known]),
            agreement=_mean(shared),
        )


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
