"""Updates as an independent judge sees them: issues edited at random, and what each new segment truly comes from."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from edited_issues import EDITS, edited
from issues_in_parts import Draft, Part, parts, read, written
from rapidfuzz import fuzz

from app.core.merge import merge
from app.core.model import Catalog, Segment, State, Unit

DATA = Path(__file__).parent.parent / "data" / "edits"
ISSUES = [*sorted((DATA / "issues").glob("*.md")), DATA / "base.md"]
LOCALE = "fr"  # as the source: a target is its source after a tag, and so are the numbers put into it
TAG = re.compile(r"\bzk[a-j]{3}\b")


@dataclass(frozen=True)
class Truth:
    """What a new segment comes from: old sources that it must have, or may have, and its state if it has them."""

    must: frozenset[str]
    may: frozenset[str]
    state: State


def update(segments: Sequence[Segment], previous: Catalog | None) -> Catalog:
    return merge(segments, previous, locale=LOCALE, path="source_issues/lettre.md")


def tag(number: int) -> str:
    return "zk" + "".join("abcdefghij"[int(digit)] for digit in f"{number:03d}")


@cache
def issue(path: Path) -> str:
    return written(parts(path.read_text("utf-8")))


@cache
def approved(path: Path, by: str) -> Catalog:
    catalog = update(read(issue(path), by), None)
    units = (
        replace(unit, target=f"{tag(number)} {unit.source}", state=State.APPROVED)
        for number, unit in enumerate(catalog.units)
    )
    return replace(catalog, units=tuple(units))


@cache
def newcomers(path: Path) -> tuple[str, ...]:
    """Sentences of the other issues that are like none of this one."""
    own = [sentence.text for part in parts(issue(path)) for sentence in part.sentences]
    others = (part for other in ISSUES if other != path for part in parts(issue(other)))
    texts = [s.text for part in others if part.kind in ("paragraph", "list item") for s in part.sentences]
    alike = ("Lire la suite", "Voir l’offre")
    return tuple(
        text
        for text in texts
        if not any(words in text for words in alike) and not any(fuzz.ratio(text, old) > 61 for old in own)
    )


def drafted(path: Path, *, edits: int, seed: int, only: str = "") -> Draft | None:
    some = random.Random(seed).sample(newcomers(path), 40)
    return edited(issue(path), newcomers=some, edits=edits, seed=seed, only=only)


STATES = (State.STALE, State.APPROVED, State.STALE, State.STALE)  # by how much was changed


def by_sentence(draft: Draft) -> Iterator[tuple[str, Truth]]:
    for part in draft.parts:
        for sentence in part.sentences:
            origins = frozenset(sentence.origins)
            yield sentence.text, Truth(origins, origins, STATES[sentence.change])


def by_paragraph(draft: Draft, old: list[Part]) -> Iterator[tuple[str, Truth]]:
    """A block must have the one most of it comes from, or those it is joined from; it may have any it has much of."""
    texts = {sentence.text: text for text, sentences in _blocks(old) for sentence in sentences}
    for text, sentences in _blocks(draft.parts):
        of_new: Counter[str] = Counter()
        of_old: Counter[str] = Counter()
        for sentence in sentences:
            for origin in sentence.origins:
                of_new[texts[origin]] += len(sentence.text) / len(text) / len(sentence.origins)
                kept = min(1, len(sentence.text) / len(origin)) if len(sentence.origins) == 1 else 1
                of_old[texts[origin]] += kept * len(origin) / len(texts[origin])
        most = {block for block in of_new if of_new[block] >= 0.6 and of_old[block] >= 0.5}
        joined = {block for block in of_new if of_old[block] >= 0.7 and sum(of_new.values()) > 0.8}
        may = {block for block in of_new if of_new[block] >= 0.2 or of_old[block] >= 0.5}
        whole = [sentence.origins for sentence in sentences] == [(one,) for one in _sentences(old, most)]
        state = STATES[max(sentence.change for sentence in sentences)] if whole else State.STALE
        yield text, Truth(frozenset(most or joined), frozenset(may), state)


def _sentences(old: list[Part], blocks: set[str]) -> list[str]:
    return [sentence.text for text, sentences in _blocks(old) if text in blocks for sentence in sentences]


def _blocks(found: Sequence[Part]) -> Iterator[tuple[str, tuple[object, ...]]]:
    for part in found:
        rows = [(cell,) for cell in part.sentences] if part.kind.startswith("table") else [part.sentences]
        for row in rows:
            yield " ".join(sentence.text for sentence in row), row


def verdicts(path: Path, by: str, draft: Draft) -> Iterator[tuple[str, str]]:
    """ "right", or in what way not, for each segment that is new; with what it is about."""
    before = approved(path, by)
    sources = {tag(number): unit.source for number, unit in enumerate(before.units)}
    units = {unit.source: unit for unit in update(read(written(draft.parts), by), before).units}
    told = by_sentence(draft) if by == "sentence" else by_paragraph(draft, parts(issue(path)))
    truths: dict[str, Truth] = {}
    for text, truth in told:
        held = truths.get(text, truth)
        truths[text] = Truth(held.must | truth.must, held.may | truth.may, truth.state)
    for text, unit in units.items():
        found = {sources[name] for name in TAG.findall(unit.target)}
        found |= {unit.previous_source} & set(sources.values())  # a part may have its own sentence of a target
        if text in sources.values():
            same = unit.state is State.APPROVED and found == {text}
            yield ("right" if same else "lost what is the same"), text
        elif text in truths:
            yield _verdict(unit, found, truths[text], standing=units), text


def _verdict(unit: Unit, found: set[str], truth: Truth, *, standing: dict[str, Unit]) -> str:
    must = {source for source in truth.must if source not in standing}  # a copy of what still stands may be empty
    same_words = {re.sub(r"\(\S*\)", "", source) for source in truth.may}
    if any(source not in truth.may and re.sub(r"\(\S*\)", "", source) not in same_words for source in found):
        return "a neighbour's target"
    if must and not found:
        return "missed"
    if len(found) < len(must):
        return "partly missed"
    return "right" if not found or unit.state is truth.state else "another state"


@pytest.mark.parametrize("by", ["sentence", "paragraph"])
@pytest.mark.parametrize("kind", EDITS)
def test_one_edit_is_understood(kind: str, by: str) -> None:
    for path in ISSUES:
        if draft := drafted(path, edits=1, seed=len(kind), only=kind):
            assert [verdict for verdict in verdicts(path, by, draft) if verdict[0] != "right"] == []


@pytest.mark.parametrize(("by", "missed"), [("sentence", 0.02), ("paragraph", 0.06)])
def test_of_ten_edits_at_once_few_are_missed_and_next_to_none_takes_a_neighbours_target(by: str, missed: float) -> None:
    found: Counter[str] = Counter()
    changed = 0
    for path in ISSUES:
        for seed in range(8):
            if draft := drafted(path, edits=10, seed=seed):
                old = approved(path, by).by_key
                told = [verdict for verdict, text in verdicts(path, by, draft) if (None, text) not in old]
                changed += len(told)
                found.update(told)
    assert changed > 250
    assert found["lost what is the same"] == 0
    assert found["a neighbour's target"] <= 0.005 * changed, found
    assert found["missed"] + found["partly missed"] + found["another state"] <= missed * changed, found
