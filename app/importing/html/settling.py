"""Pieces of the walk become blocks: parted where a reader sees a new paragraph, cleaned, written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.importing.html.elements import keys_over
from app.importing.html.runs import BREAK, Run, clean_ups_of, collapsed, raw_of, without
from app.importing.html.walk import Context, Piece
from app.importing.html.writing import markdown_of
from app.importing.parting import cleaned, tidy
from app.importing.report import CleanUp, Container

MARK = re.compile(r"(?:[-–—•◦▪‣●○■*·]|(\d{1,2})[.)])[ \t\u00a0]+(?=\S)")
WORD_NUMBER = re.compile(r"(\d{1,3})[.)]")
NOTE_MARK = re.compile(r"\s*[\[(]?(\w{1,3}|[*†‡§])[\])]?[.:)]?\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page, before anybody decided whether it is of the issue."""

    kind: str
    raw: str
    text: str
    clean_ups: tuple[CleanUp, ...]
    runs: tuple[Run, ...]
    markdown: str  # of what is written whole; else ""
    reason: str
    context: Context
    over: tuple[int, ...]  # the elements around it, inmost first
    within: tuple[Container, ...] = ()


def settle(pieces: Iterable[Piece], *, labels: frozenset[str]) -> list[Block]:
    """The blocks of the pieces, in order; pieces of nothing but white space are dropped."""
    found: list[Block] = []
    begun: set[int] = set()  # items that have their first block
    for piece in pieces:
        over = tuple(keys_over(piece.node))
        if not piece.runs:
            found.append(_whole(piece, over))
            continue
        for runs, kind, within in _paragraphs(piece):
            block = _block(piece, runs, kind=kind, within=within, over=over)
            if block is None:
                continue
            item = within[-1].key if within and block.kind == "list item" else 0
            if item in begun:
                block = replace(block, kind="paragraph")
            begun |= {item} - {0}
            found.append(block)
    return found


def _whole(piece: Piece, over: tuple[int, ...]) -> Block:
    return Block(piece.kind, piece.text, piece.text.strip("\n"), (), (), piece.markdown, piece.reason,
                 piece.context, over, piece.context.within)  # fmt: skip


def _paragraphs(piece: Piece) -> Iterator[tuple[list[Run], str, tuple[Container, ...]]]:
    """Two line breaks part paragraphs; lines that all begin with a mark are a list."""
    within = piece.context.within
    if (word_mark := _word_mark(piece)) and piece.kind == "paragraph":
        first = f"{number[1]}. " if (number := WORD_NUMBER.match(word_mark)) else "- "
        parent = piece.node.parent
        item = Container(-piece.node.mem_id, first, " " * len(first), -(parent.mem_id if parent else 1))
        yield piece.runs, "list item", (*within, item)
        return
    for runs in _split(collapsed(piece.runs), blank=True):
        lines = list(_split(runs, blank=False))
        marks = [MARK.match(raw_of(line)) for line in lines]
        marked = [at for at, mark in enumerate(marks) if mark]
        if len(marked) < 2 or marked != list(range(marked[0], len(lines))) or piece.kind not in ("paragraph", "note"):
            yield runs, piece.kind, within
            continue
        if marked[0]:
            yield _joined(lines[: marked[0]]), piece.kind, within
        for at in marked:
            mark = marks[at]
            assert mark is not None
            first = f"{mark[1]}. " if mark[1] else "- "
            item = Container(-id(lines[at]), first, " " * len(first), -id(lines))
            yield _with_mark_gone(lines[at], mark[0]), "list item", (*within, item)


def _word_mark(piece: Piece) -> str:
    """The bullet or number that Word put before an item of a list: it writes lists as paragraphs."""
    return "".join(run.text for run in piece.runs if run.gone == "list mark").strip()


def _split(runs: Iterable[Run], *, blank: bool) -> Iterator[list[Run]]:
    """The runs parted at breaks: at two or more of them (`blank`), or at each."""
    current: list[Run] = []
    breaks: list[Run] = []
    for run in runs:
        if run.text == BREAK or (breaks and not run.image and not run.text.strip() and not run.gone):
            breaks.append(run)
            continue
        number = sum(one.text == BREAK for one in breaks)
        if breaks and current:
            if number > 1 or not blank:
                yield current
                current = []
            else:
                current.append(breaks[0])
        breaks = []
        current.append(run)
    if current:
        yield current


def _joined(lines: list[list[Run]]) -> list[Run]:
    found = list(lines[0])
    for line in lines[1:]:
        found += [Run(BREAK), *line]
    return found


def _with_mark_gone(runs: list[Run], mark: str) -> list[Run]:
    """The mark's characters as runs of their own that a clean-up takes off."""
    found: list[Run] = []
    left = len(mark)
    for run in runs:
        taken, rest = run.text[:left], run.text[left:]
        left -= len(taken)
        found += [replace(run, text=taken, gone="list mark")] if taken else []
        found += [replace(run, text=rest)] if rest or run.image else []
    return found


def _block(
    piece: Piece, runs: list[Run], *, kind: str, within: tuple[Container, ...], over: tuple[int, ...]
) -> Block | None:
    runs = collapsed(runs)
    raw = raw_of(runs)
    shown = any(run.image for run in runs)
    if not raw.strip() and not shown:
        return None
    clean_ups = _clean_ups(runs, raw, kind)
    text = tidy(raw, clean_ups)
    reason = piece.reason
    if raw.strip() and not text.strip() and not shown:
        text, clean_ups, reason = raw, [], reason or _sole_reason(runs)
        runs = [replace(run, gone="") for run in runs]
    left = tuple(_trimmed(collapsed(without(runs, clean_ups))))
    if shown and not text.strip():
        kind = "image"
    return Block(kind, raw, text, tuple(clean_ups), left, "", reason, piece.context, over, within)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without breaks at the ends, where clean-ups took what stood before or after them."""
    words = [at for at, run in enumerate(runs) if run.text != BREAK]
    return runs[words[0] : words[-1] + 1] if words else []


def _clean_ups(runs: list[Run], raw: str, kind: str) -> list[CleanUp]:
    found = clean_ups_of(runs)
    if (
        kind == "note"
        and not any(one.start == 0 for one in found)
        and (match := NOTE_MARK.match(raw))
        and not match[1].isalpha()
    ):
        found.append(CleanUp("note mark", match[0], 0))
    taken = {place for one in found for place in range(one.start, one.start + len(one.removed))}
    found += [one for one in cleaned(raw).clean_ups if taken.isdisjoint(range(one.start, one.start + len(one.removed)))]
    return sorted(found, key=lambda one: one.start)


def _sole_reason(runs: list[Run]) -> str:
    """Why a block goes of which every character goes."""
    gone = {run.gone for run in runs if run.gone}
    return "screen-reader remark" if "screen-reader remark" in gone else "hidden text"


def written(block: Block, *, labels: frozenset[str]) -> str:
    """The Markdown of a block, its containers and marks aside."""
    if block.markdown:
        return block.markdown
    runs = block.runs
    if block.kind == "heading":
        runs = tuple(replace(run, text=run.text.replace(BREAK, " ")) for run in runs)
        words = [run for run in runs if run.text.strip()]
        if all(run.style.bold for run in words):
            runs = tuple(replace(run, style=replace(run.style, bold=False)) for run in runs)
    if block.kind in ("image credit", "caption") and all(run.style.italic for run in runs if run.text.strip()):
        runs = tuple(replace(run, style=replace(run.style, italic=False)) for run in runs)
    return markdown_of(runs, labels=labels, opens_line=block.kind not in ("heading", "title"))
