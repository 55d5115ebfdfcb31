"""What an engine is given beside a text, and what its answers come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.core import inline
from app.core.glossary import Glossary
from app.core.model import Key, State, Term, Unit
from app.engines import Engine, Parts, Request, Result
from app.errors import EngineError
from app.store.jobs import Failure
from app.store.workspace import Workspace
from app.workflow import recall
from app.workflow.drafting.planning import Draft
from app.workflow.fixing import readable
from app.workflow.ingest import Issue

NEIGHBOURS = 2  # on each side


@dataclass
class Answers:
    """What a group of results comes to: drafts to save, segments that failed, and what befell the engine itself."""

    drafts: dict[Key, Draft] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    end: EngineError | None = None  # it concerns all segments alike
    characters: int = 0  # of the sources that got an answer


def requests(
    workspace: Workspace, issue: Issue, units: Mapping[str, Unit], *, engine: Engine, locale: str
) -> Iterator[Request]:
    """A request for each unit by its name, made when the engine takes it. Terms are always there, as what is to be
    kept is protected for engines that know of none; the rest where the engine heeds it."""
    labels = issue.document.labels
    around = Surroundings(issue) if engine.traits.context else None
    terms = workspace.glossaries.of(locale)
    for name, unit in units.items():
        yield Request(
            id=name,
            parts=inline.to_parts(unit.source, labels=labels),
            before=around.before(unit) if around else (),
            after=around.after(unit) if around else (),
            terms=_terms(terms, unit.source, labels=labels),
            examples=recall.examples(workspace, unit.source, locale=locale) if around else (),
        )


class Surroundings:
    """The visible text of the segments around each, as the issue has them."""

    def __init__(self, issue: Issue) -> None:
        self._texts = [inline.visible(segment.source) for segment in issue.segments]
        self._standing = issue.parsed.standing

    def before(self, unit: Unit) -> tuple[str, ...]:
        at = self._place(unit)
        return tuple(self._texts[max(0, at - NEIGHBOURS) : at])

    def after(self, unit: Unit) -> tuple[str, ...]:
        at = self._place(unit)
        return tuple(self._texts[at + 1 : at + 1 + NEIGHBOURS])

    def _place(self, unit: Unit) -> int:
        """Of a unit that stands in several places, the first."""
        return self._standing[unit.id][0]


def _terms(glossary: Glossary, source: str, *, labels: frozenset[str]) -> tuple[Term, ...]:
    found = (term for place in glossary.find(source, labels=labels) for term in place.terms)
    return tuple(dict.fromkeys(found))


def drafted(unit: Unit, parts: Parts, *, issue: Issue, locale: str) -> Unit:
    """A unit as the draft that an engine made of it, put into the forms of its locale."""
    return readable(replace(unit, target=inline.from_parts(parts), state=State.DRAFT), issue, locale=locale)


def answers(group: Iterable[Result], *, issue: Issue, units: Mapping[str, Unit], locale: str) -> Answers:
    """What a group comes to. A failure of the engine as a whole is told once, and no segment's."""
    found = Answers()
    for result in group:
        unit = units[result.id]
        if result.parts is not None:
            flags = f" flags={','.join(result.flags)}" if result.flags else ""
            target = drafted(unit, result.parts, issue=issue, locale=locale).target
            found.drafts[unit.key] = (target, f"engine={result.engine} route={result.route}{flags}")
            found.characters += len(inline.visible(unit.source))
        elif result.error is not None and result.error.engine_wide:
            found.end = found.end or result.error
        elif result.error is not None:
            found.failures.append(Failure(unit.id, unit.source, result.error.sentence))
    return found
