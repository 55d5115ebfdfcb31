"""A source under another name keeps its catalogs: those without a source follow the issue that has their text."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import UsageError
from app.store import atomic
from app.store.workspace import SLUG, Workspace
from app.workflow.ingest import ingest

MOST = 0.5  # of the text, by characters, that both have
SOME = 0.25  # less than this, and two issues only share what every issue says

Shares = Mapping[tuple[str, str], float]  # (lost slug, new slug) -> how much of their text is the same, 0 to 1


@dataclass(frozen=True)
class Move:
    """A file that follows its source, as seen from the workspace; in the same folder."""

    path: str
    name: str  # the new one


@dataclass(frozen=True)
class Renames:
    """What became of catalogs that have no source, or with `check` would."""

    moves: tuple[Move, ...] = ()
    unclear: tuple[str, ...] = ()  # sentences about issues that may be renamed ones
    without_source: tuple[str, ...] = ()  # the catalogs that are left


def follow(workspace: Workspace, slugs: Sequence[str], *, everything: bool = False, check: bool = False) -> Renames:
    """Rename the catalogs of issues that go by another name now, one of `slugs`; with `check` nothing is done.

    An issue takes the catalogs whose text is mostly its own, in locales where it has none, if no other issue and no
    other catalogs are nearly as good. Nothing is ever overwritten. Catalogs without a source are listed when
    `everything` is looked at, or some of `slugs` has no catalog. DiskError.
    """
    locales = workspace.config.locales
    if not everything and all(os.path.exists(workspace.catalog_path(slug, x)) for slug in slugs for x in locales):
        return Renames()
    names = {locale: _slugs_in(workspace.root / "locales" / locale / "LC_MESSAGES") for locale in locales}
    here = set(workspace.slugs())
    lost = {slug: [x for x in locales if slug in names[x]] for slug in sorted(set().union(*names.values()) - here)}
    if not lost:
        return Renames()
    lacking = [slug for slug in slugs if any(slug not in found for found in names.values())]
    shares = {
        (old, new): share
        for (old, new), share in _shares(workspace, lost, lacking).items()
        if not any(new in names[locale] for locale in lost[old])
    }
    pairs = _clear(shares)
    moves = [move for old, new in pairs.items() for move in _moved(workspace, old, new, lost[old], check=check)]
    done = {move.path for move in moves}
    left = (workspace.catalog_path(slug, locale) for slug, found in lost.items() for locale in found)
    return Renames(
        moves=tuple(moves),
        unclear=tuple(_unclear(workspace, shares, pairs)),
        without_source=tuple(name for path in left if (name := workspace.relative(path)) not in done),
    )


def _slugs_in(folder: Path) -> set[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return set()
    return {name[:-3] for name in names if name.endswith(".po") and SLUG.fullmatch(name[:-3])}


def _shares(workspace: Workspace, lost: Mapping[str, Sequence[str]], lacking: Iterable[str]) -> Shares:
    """How much of their text lost catalogs and issues that lack some have in common."""
    old_texts = {slug: _text_of_catalog(workspace, slug, locales) for slug, locales in lost.items()}
    holders: dict[str, list[str]] = {}
    for slug, texts in old_texts.items():
        for text in texts:
            holders.setdefault(text, []).append(slug)
    shares: dict[tuple[str, str], float] = {}
    for new in lacking:
        texts = _text_of_issue(workspace, new)
        common: Counter[str] = Counter()
        for text in texts:
            common.update(dict.fromkeys(holders.get(text, ()), len(text)))
        for old, characters in common.items():
            shares[old, new] = 2 * characters / (_size(texts) + _size(old_texts[old]))
    return {pair: share for pair, share in shares.items() if share >= SOME}


def _text_of_catalog(workspace: Workspace, slug: str, locales: Sequence[str]) -> set[str]:
    """The sources of a catalog's units; none when no locale's can be read."""
    for locale in locales:
        try:
            catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
        except UsageError:
            continue
        if catalog:
            return {unit.source for unit in catalog.units}
    return set()


def _text_of_issue(workspace: Workspace, slug: str) -> set[str]:
    try:
        return {segment.source for segment in ingest(workspace, slug).segments}
    except UsageError:
        return set()


def _size(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _clear(shares: Shares) -> dict[str, str]:
    """Lost slug -> new slug, where each is the other's only good one once those that are clear are out of the way."""
    found: dict[str, str] = {}
    left = dict(shares)
    while chosen := {pair for pair, share in left.items() if share >= MOST and _stands_out(pair, left)}:
        found |= dict(chosen)
        olds, news = set(found), set(found.values())
        left = {(old, new): share for (old, new), share in left.items() if old not in olds and new not in news}
    return found


def _stands_out(pair: tuple[str, str], shares: Shares) -> bool:
    """True for a pair that differs at most half as much as any other pair that either of the two is in."""
    rivals = [
        share for other, share in shares.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1])
    ]
    return all(share < shares[pair] and 1 - share >= 2 * (1 - shares[pair]) for share in rivals)


def _moved(workspace: Workspace, old: str, new: str, locales: Sequence[str], *, check: bool) -> Iterator[Move]:
    """The files of `old` that go by the name of `new` now: what reviewers decided, then its catalogs."""
    decisions, renamed = workspace.boundaries_path(old), workspace.boundaries_path(new)
    if decisions.exists() and not renamed.exists() and (check or atomic.rename(decisions, renamed)):
        yield Move(workspace.relative(decisions), renamed.name)
    for locale in locales:
        path, to = workspace.catalog_path(old, locale), workspace.catalog_path(new, locale)
        if check or workspace.catalogs.move(path, to):
            yield Move(workspace.relative(path), to.name)


def _unclear(workspace: Workspace, shares: Shares, pairs: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each issue that may be a renamed one."""
    open_ = {pair: share for pair, share in shares.items() if pair[0] not in pairs and pair[1] not in pairs.values()}
    for new in dict.fromkeys(pair[1] for pair in open_):
        likely = ", ".join(f"{old} ({share:.0%} of the text)" for (old, name), share in open_.items() if name == new)
        yield (
            f"{workspace.relative(workspace.source_path(new))} may be a new name of {likely}; that is not clear enough "
            f"to rename catalogs. If it is, rename them to {new}.po yourself."
        )
