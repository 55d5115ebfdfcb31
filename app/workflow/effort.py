"""The effort that people spent on drafts: how far what they approved is from what an engine had written.

HTER is the translation edit rate (words inserted, deleted, replaced, or moved in a block, for a hundred words of the
approved target) of a draft against what a person made of it; chrF++ is the likeness of the two in characters and words,
100 for the same. Both as sacreBLEU counts them.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from app.core.model import pair_digest
from app.errors import DiskError
from app.store import distances
from app.store.distances import Distance
from app.store.workspace import Workspace

if TYPE_CHECKING:
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

log = logging.getLogger(__name__)

BY_CHARACTER = frozenset({"ja", "zh"})  # written without spaces: each ideograph and each run of kana is a word
MOST_WORDS = 60  # in longer texts moves count as edits of words: to look for moves takes seconds there


class Drafted(NamedTuple):
    """An approved target and the draft that it was made from."""

    locale: str
    engine: str
    route: str  # as the engine names it; "" for the memory, which names issues there
    draft: str
    target: str


@dataclass(frozen=True)
class Effort:
    """What became of an engine's drafts in one locale: by route, as two models of one engine are not alike."""

    locale: str
    engine: str
    route: str
    targets: int  # approved
    unchanged: int  # of them, letter for letter what the draft was
    measured: int  # of them; what follows is about these
    edits: float  # HTER, 0 to 100
    likeness: float  # chrF++, 0 to 100: the mean

    @property
    def gist(self) -> bool:
        """True when the drafts went through a third language."""
        return "," in self.route


def efforts(workspace: Workspace, found: Iterable[Drafted], *, seconds: float) -> tuple[Effort, ...]:
    """By locale, the most used engine first. What was not measured before is measured now and kept, the last that was
    found first and for `seconds` at most: the rest waits for the next time."""
    drafts = list(found)
    groups: dict[tuple[str, str, str], list[Drafted]] = defaultdict(list)
    for one in drafts:
        groups[one.locale, one.engine, one.route].append(one)
    known = _measured(workspace, drafts[::-1], seconds=seconds)
    summed = [_summed(group, known) for group in groups.values()]
    return tuple(sorted(summed, key=lambda one: (one.locale, -one.targets, one.engine, one.route)))


def distance(draft: str, target: str, *, locale: str) -> Distance:
    """How far a target is from its draft. Case does not count among the edits, as is usual for this rate."""
    edit_rate, _ = _metrics(locale.split("_")[0] in BY_CHARACTER)
    words = [edit_rate.tokenizer(text).split() for text in (draft, target)]
    if draft == target:
        edits, length = 0, len(words[1])
    elif max(map(len, words)) > MOST_WORDS:
        edits, length = Levenshtein.distance(*words), len(words[1])
    else:
        score = edit_rate.sentence_score(draft, [target])
        edits, length = round(score.num_edits), round(score.ref_length)
    return Distance(edits, length, likeness(draft, target))


def likeness(one: str, other: str) -> float:
    """chrF++ of two texts, 0 to 100."""
    return 100.0 if one == other else _metrics(False)[1].sentence_score(one, [other]).score


def rate(found: Iterable[Distance]) -> float:
    """Edits for a hundred words of all targets together. More edits than words are as bad as a text written anew."""
    edits, words = map(sum, zip(*((one.edits, one.words) for one in found), strict=True))
    return min(100.0, 100 * edits / (words or 1))


def _summed(group: list[Drafted], known: Mapping[str, Distance]) -> Effort:
    first = group[0]
    found = [known[digest] for one in group if (digest := _digest(one)) in known]
    return Effort(
        first.locale,
        first.engine,
        first.route,
        targets=len(group),
        unchanged=sum(one.draft == one.target for one in group),
        measured=len(found),
        edits=rate(found) if found else 0.0,
        likeness=sum(one.likeness for one in found) / (len(found) or 1),
    )


def _measured(workspace: Workspace, wanted: list[Drafted], *, seconds: float) -> Mapping[str, Distance]:
    pairs = {_digest(one): one for one in wanted}
    known = distances.known(workspace.database, pairs)
    new: dict[str, Distance] = {}
    end = time.monotonic() + seconds
    for digest, one in pairs.items():
        if digest in known:
            continue
        if time.monotonic() > end:
            break
        new[digest] = distance(one.draft, one.target, locale=one.locale)
    try:
        distances.keep(workspace.database, new)
    except DiskError as error:
        log.warning("how far targets are from their drafts is not kept: %s", error)
    return {**known, **new}


def _digest(one: Drafted) -> str:
    return pair_digest(one.draft, one.target)


@cache
def _metrics(by_character: bool) -> tuple[TER, CHRF]:
    from sacrebleu.metrics.chrf import CHRF  # takes 0.15 s
    from sacrebleu.metrics.ter import TER

    return TER(normalized=True, asian_support=by_character), CHRF(word_order=2)
