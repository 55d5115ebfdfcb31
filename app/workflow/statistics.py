"""What the history adds up to: words approved by week, and how much of the drafts people had to change."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.store import activity
from app.store.activity import Turn
from app.store.workspace import Workspace
from app.workflow.versions import effort

WEEKS = 12
MOST = 50_000  # changes that are counted: the newest

Key = tuple[str, str, str]  # slug, locale, segment


@dataclass(frozen=True)
class Effort:
    """How far approved targets are from the drafts of one engine."""

    origin: str  # of one of its drafts
    targets: int
    unchanged: int  # of them
    median: int  # of the share that was edited, in a hundred


@dataclass(frozen=True)
class Statistics:
    """Words of the source, by the week in which they were last approved; what was taken back does not count."""

    weeks: tuple[date, ...]  # their Mondays
    by_locale: Mapping[str, tuple[int, ...]]  # those with any, a number a week
    own: tuple[int, ...]  # what one person approved
    engines: tuple[Effort, ...]  # the most used first
    whole: bool  # False: there was more than MOST

    @property
    def so_far(self) -> dict[str, tuple[int, ...]]:
        """Words approved by the end of each week, counted from the first."""
        return {locale: _summed(words) for locale, words in self.by_locale.items()}


def figures(workspace: Workspace, *, person: str, today: date) -> Statistics:
    """The last WEEKS weeks, the one of `today` included. `own` is of the person with this name."""
    monday = today - timedelta(days=today.weekday())
    weeks = tuple(monday - timedelta(weeks=ago) for ago in reversed(range(WEEKS)))
    since = int(datetime(weeks[0].year, weeks[0].month, weeks[0].day).timestamp() * 1000)
    turns = activity.turns(workspace.database, since=since, limit=MOST + 1)
    standing = _standing(turns)
    by_locale: dict[str, list[int]] = defaultdict(lambda: [0] * WEEKS)
    own = [0] * WEEKS
    for turn in standing.values():
        week = min((date.fromtimestamp(turn.at / 1000) - weeks[0]).days // 7, WEEKS - 1)
        by_locale[turn.locale][week] += turn.words
        own[week] += turn.words if turn.person == person else 0
    return Statistics(
        weeks=weeks,
        by_locale={locale: tuple(words) for locale, words in sorted(by_locale.items())},
        own=tuple(own),
        engines=_engines(workspace, standing, since=since),
        whole=len(turns) <= MOST,
    )


def _standing(turns: Iterable[Turn]) -> dict[Key, Turn]:
    """The last approval of each unit, unless it was taken back."""
    found: dict[Key, Turn] = {}
    for turn in turns:
        key = (turn.slug, turn.locale, turn.segment)
        if turn.approved:
            found[key] = turn
        else:
            found.pop(key, None)
    return found


def _engines(workspace: Workspace, standing: Mapping[Key, Turn], *, since: int) -> tuple[Effort, ...]:
    drafts = dict(activity.drafts_since(workspace.database, since))
    efforts: dict[tuple[str, bool], list[int]] = defaultdict(list)
    origins: dict[tuple[str, bool], str] = {}
    for key, turn in standing.items():
        draft = drafts.get(key)
        if draft is None:
            continue
        engine = _engine(draft.origin)
        origins.setdefault(engine, draft.origin)
        efforts[engine].append(effort(draft.target, turn.target))
    found = [
        Effort(origins[engine], len(ones), ones.count(0), round(statistics.median(ones)))
        for engine, ones in efforts.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.targets, one.origin)))


def _engine(origin: str) -> tuple[str, bool]:
    """The engine, and whether it went through a third language."""
    said = dict(part.split("=", 1) for part in origin.split() if "=" in part)
    return said.get("engine", ""), "," in said.get("route", "")


def _summed(numbers: Iterable[int]) -> tuple[int, ...]:
    total = 0
    sums = []
    for number in numbers:
        total += number
        sums.append(total)
    return tuple(sums)
