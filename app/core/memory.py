"""Approved targets for a source that is like one already translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple, Self, TypeVar

from rapidfuzz import fuzz, process

from app.core import inline
from app.core.model import Key, Match, State, Unit

APART = "front matter"  # its values are nobody's neighbours
LIMIT = 5_000  # characters compared: the distance is quadratic (10 s on 300,000)
SPARE = 20
MARKUP = 0.1  # how much of the score hangs on codes, case and white space being the same


Name = TypeVar("Name", bound=Hashable)

_DIGITS = re.compile(r"\d+")


class Setting(NamedTuple):
    """Where a source stands: two of the same setting are said in the same words, in every issue."""

    source: str
    kind: str  # "paragraph", "list item": the note without the sentence's place in its block
    heading: str  # above it, digits as 0: "Lettre n° 41" and "Lettre n° 42" head the same part
    before: str = ""  # the source that stands before it under that heading, digits as 0; "" where it begins the part
    after: str = ""  # the one that follows it there


class Surroundings(NamedTuple):
    """One place of a unit, as digests that tell whether another stands like it."""

    part: str  # kind and heading
    near: str  # these, and both neighbours

    @property
    def text(self) -> str:
        return f"{self.part}:{self.near}"


class Memory:
    """Approved pairs, looked up by source. Of several targets for one source the last approved one counts."""

    def __init__(self, matches: Iterable[Match], *, settings: Iterable[tuple[Setting, Match]] = ()) -> None:
        self._pairs = {match.source: match for match in matches}
        self._settled: dict[Setting, Match | None] = {}  # None where issues differ
        for setting, match in settings:
            other = self._settled.get(setting, match)
            self._settled[setting] = match if other and other.target == match.target else None

    @classmethod
    def build(cls, pairs: Iterable[tuple[str, Iterable[Unit]]]) -> Self:
        """A memory of the approved units of issues: pairs of a slug and its units."""
        found = [(setting, unit, issue) for issue, units in pairs for setting, unit in settings_of(units)]
        known = [
            (setting, Match(source=unit.source, target=unit.target, score=100, issue=issue))
            for setting, unit, issue in found
            if unit.state is State.APPROVED and unit.target and unit.plural is None
        ]
        return cls((match for _, match in known), settings=known)

    @cached_property
    def _seen(self) -> dict[str, str]:
        """What a reader sees of each source; made when likeness is asked for, as drafting asks for equals alone."""
        return {source: _seen(source) for source in self._pairs}

    def __len__(self) -> int:
        return len(self._pairs)

    def exact(self, source: str) -> Match | None:
        """The match whose source is this one, character by character."""
        return self._pairs.get(source)

    def in_context(self, units: Iterable[Unit]) -> dict[Key, Match]:
        """Matches for units of a new issue that stand where they stood before: same source, kind and heading.

        What translators know as a match of 101 %. Where earlier issues differ, or a unit stands in several places of
        which not all are known, there is none.
        """
        found: dict[Key, list[Match | None]] = {}
        for setting, unit in settings_of(units):
            found.setdefault(unit.key, []).append(self._settled.get(setting))
        agreed = {key: [match for match in matches if match] for key, matches in found.items() if all(matches)}
        return {key: matches[-1] for key, matches in agreed.items() if len({match.target for match in matches}) == 1}

    def similar(self, source: str, *, limit: int = 5, floor: int = 75) -> list[Match]:
        """Matches of at least `floor`, the best first; 100 only for the same source."""
        scores = _scores(source, self._seen, most=limit + SPARE, floor=floor) if limit > 0 else {}
        return _sorted(replace(self._pairs[key], score=score) for key, score in scores.items())[: max(0, limit)]


def ranked(source: str, known: Sequence[Match], *, limit: int = 5, floor: int = 75) -> list[Match]:
    """Those of some matches that are at least `floor` like `source`, the best first; 100 only for the same source.

    Of several with the same score and source the order stays.
    """
    seen = {source: _seen(source) for source in {match.source: None for match in known}}
    scores = _scores(source, seen, most=len(seen), floor=floor)
    return _sorted(replace(match, score=scores[match.source]) for match in known if match.source in scores)[:limit]


def nearest(source: str, texts: Mapping[Name, str], *, most: int) -> list[Name]:
    """The names of those texts that are most like a source by their letters alone: worth a closer look."""
    shortened = {name: text[:LIMIT] for name, text in texts.items()}
    return [name for _, _, name in process.extract(source[:LIMIT], shortened, scorer=fuzz.ratio, limit=most)]


def _scores(source: str, seen: Mapping[str, str], *, most: int, floor: int) -> dict[str, int]:
    """Source -> how like it is, for the `most` that are most so by what a reader sees of them."""
    # A little under the floor and over the limit: markup may still lift or lower what words alone rank.
    hits = process.extract(_seen(source), seen, scorer=fuzz.ratio, score_cutoff=max(0.0, floor - 1.0), limit=most)
    scores = {key: _score(source, key, words) for _, words, key in hits}
    if source in seen:
        scores[source] = 100
    return {key: score for key, score in scores.items() if score >= floor}


def _score(source: str, key: str, words: float) -> int:
    if key == source:
        return 100
    letters = fuzz.ratio(source[:LIMIT], key[:LIMIT])
    return min(99, int((1 - MARKUP) * words + MARKUP * letters))


def _sorted(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, match.source))


def matches(source: str, units: Iterable[Unit], *, limit: int = 5, floor: int = 75) -> list[Match]:
    """Matches among some units, the best first; only approved ones count."""
    return Memory.build([("", units)]).similar(source, limit=limit, floor=floor)


def settings_of(units: Iterable[Unit]) -> Iterator[tuple[Setting, Unit]]:
    """Every place of every unit with its setting, in the order of the document."""
    placed = sorted(
        ((line, number, unit) for number, unit in enumerate(units) for _, line in unit.places or (("", 0),)),
        key=lambda place: place[:2],
    )
    heading = before = ""
    for (_, _, unit), following in zip_longest(placed, [unit for _, _, unit in placed[1:]]):
        kinds = _kinds(unit)
        alone = kinds[0].startswith(APART)
        after = "" if alone else _as_neighbour(following)
        for kind in kinds:
            yield Setting(unit.source, kind, heading, before, after), unit
        heading = _even(unit.source) if _heads(unit) else heading
        before = _as_neighbour(unit)


def surroundings(units: Iterable[Unit]) -> dict[str, tuple[Surroundings, ...]]:
    """Unit id -> how each of its places is set; none where nothing is known of them."""
    found: dict[str, dict[Surroundings, None]] = {}
    for setting, unit in settings_of(units):
        if unit.notes or unit.places:
            part = f"{setting.kind}\n{setting.heading}"
            near = f"{part}\n{setting.before}\n{setting.after}"
            found.setdefault(unit.id, {}).setdefault(Surroundings(_digest(part), _digest(near)))
    return {name: tuple(places) for name, places in found.items()}


def _kinds(unit: Unit) -> list[str]:
    return [note.partition(", sentence ")[0] for note in unit.notes] or [""]


def _as_neighbour(unit: Unit | None) -> str:
    return "" if unit is None or _heads(unit) or _kinds(unit)[0].startswith(APART) else _even(unit.source)


def _heads(unit: Unit) -> bool:
    return _kinds(unit)[0].startswith("heading")


def _even(source: str) -> str:
    return _DIGITS.sub("0", source)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _seen(source: str) -> str:
    """What is compared: the words and figures as a reader sees them."""
    return " ".join(inline.visible(source[:LIMIT]).split())
