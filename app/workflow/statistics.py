"""What the history adds up to: words approved by week, and how much of the drafts people had to change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.store import activity
from app.store.activity import Turn
from app.store.workspace import Workspace
from app.workflow.effort import Drafted, Effort, efforts

WEEKS = 12
MOST = 50_000  # changes that are counted: the newest
PATIENCE = 1.5  # seconds of a page for measuring what was never measured

Key = tuple[str, str, str]  # slug, locale, segment


@dataclass(frozen=True)
class Statistics:
    """Words of the source, by the week in which they were last approved; what was taken back does not count."""

    weeks: tuple[date, ...]  # their Mondays
    by_locale: Mapping[str, tuple[int, ...]]  # those with any, a number a week
    own: tuple[int, ...]  # what one person approved
    efforts: tuple[Effort, ...]
    whole: bool  # False: there was more than MOST

    @property
    def so_far(self) -> dict[str, tuple[int, ...]]:
        """Words approved by the end of each week, counted from the first."""
        return {locale: _summed(words) for locale, words in self.by_locale.items()}


def figures(workspace: Workspace, *, person: str, today: date, patience: float = PATIENCE) -> Statistics:
    """The last WEEKS weeks, the one of `today` included. `own` is of the person with this name; `patience` is how
    many seconds efforts may be measured."""
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
        efforts=efforts(workspace, _drafted(workspace, standing, since=since), seconds=patience),
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


def _drafted(workspace: Workspace, standing: Mapping[Key, Turn], *, since: int) -> Iterator[Drafted]:
    drafts = dict(activity.drafts_since(workspace.database, since))
    for key, turn in standing.items():
        if key in drafts:
            yield Drafted(turn.locale, *_engine(drafts[key].origin), drafts[key].target, turn.target)


@lru_cache(maxsize=1024)
def _engine(origin: str) -> tuple[str, str]:
    """The engine and its route."""
    said = dict(part.split("=", 1) for part in origin.split() if "=" in part)
    name = said.get("engine", "")
    return name, "" if name == "memory" else said.get("route", "")


def _summed(numbers: Iterable[int]) -> tuple[int, ...]:
    total = 0
    sums = []
    for number in numbers:
        total += number
        sums.append(total)
    return tuple(sums)
