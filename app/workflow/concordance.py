"""How words were said before: approved units that have them, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.folding import Span, spans
from app.store.index import Hit
from app.store.index.finding import pieces
from app.store.workspace import Workspace

MOST = 50
REACH = 140  # characters shown around the first word, of texts that are longer

Runs = list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """A unit as it is shown: (kind, text) runs of kind "text", "mark" for the words, "cut" where text is left out."""

    hit: Hit
    source: Runs
    target: Runs


@dataclass(frozen=True)
class Concordance:
    lines: tuple[Line, ...]
    more: bool  # than are shown
    behind: int  # catalogs that are still to be read


def concordance(workspace: Workspace, text: str, *, locale: str | None = None, limit: int = MOST) -> Concordance:
    """Approved units with `text` in source or target, later catalogs first; with all of its words where none has it."""
    asked = text.strip()
    hits = workspace.index.concordance(asked, locale=locale, limit=limit + 1) if asked else []
    lines = tuple(_line(hit, asked) for hit in hits[:limit])
    return Concordance(lines, len(hits) > limit, workspace.index.behind if asked else 0)


def _line(hit: Hit, asked: str) -> Line:
    texts = (hit.source, hit.target)
    found = [spans(text, asked) for text in texts]
    if not any(found):  # the words are there, though not together
        found = [_disjoint([span for piece in pieces(asked) for span in spans(text, piece)]) for text in texts]
    source, target = map(_marked, texts, found)
    return Line(hit, source, target)


def _marked(text: str, found: list[Span]) -> Runs:
    start, end = _window(text, found)
    runs: Runs = [("cut", "…")] if start else []
    done = start
    for first, last in found:
        if start <= first and last <= end:
            runs += [("text", text[done:first]), ("mark", text[first:last])]
            done = last
    runs.append(("text", text[done:end]))
    runs += [("cut", "…")] if end < len(text) else []
    return [run for run in runs if run[1]]


def _window(text: str, found: list[Span]) -> Span:
    """The part that is shown, cut between words."""
    first, last = found[0] if found else (0, 0)
    start = 0 if first <= REACH else text.find(" ", first - REACH, first) + 1 or first - REACH
    end = len(text) if len(text) - last <= REACH else text.rfind(" ", last, last + REACH)
    return start, end if end > last else min(len(text), last + REACH)


def _disjoint(found: list[Span]) -> list[Span]:
    """In order, without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
