"""Where the text of a page is: the body finder says which blocks are of it, the tree what holds them."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from app.importing.html.marks import Mark
from app.importing.html.settling import Block
from app.importing.lines import Line, Words, words_of

SHINGLE = 3  # words
ENOUGH = 0.6  # share of a block's words that the body finder must give back
PROSE = 4
LITTLE = 0.25  # of the words of the body
LEAD = 8  # blocks that may stand between the title and the body: standfirst, image, author
ROOT_SHARE = 0.85  # of the words of the body stand in its root
MOST = 0.4  # a part of the page that holds more of the body is no menu, whatever its name
ARTICLES = frozenset(["article", "post", "hentry", "h-entry", "single-post"])


def voted(text: str, blocks: Sequence[Block]) -> list[bool]:
    """For each block whether trafilatura takes it for the body. It sees the page's HTML as it came.

    Chosen by measurement on tests/data/importing/web: it found more of the text and less of the rest than
    readability-lxml, resiliparse, jusText and newspaper4k.
    """
    import trafilatura  # a third of what a child process takes to start; mails and documents do without it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    body = trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    known = _shingles(words_of(body))
    return [_share(words_of(block.raw), known) >= ENOUGH for block in blocks]


def _weight(raw: str) -> int:
    """Its words; those of sentences count more than those of menus and boxes."""
    line = Line(raw, raw)
    return len(line.words) * (PROSE if line.is_prose else 1)


def _shingles(words: Words) -> frozenset[Words]:
    return frozenset(words[at : at + size] for size in range(1, SHINGLE + 1) for at in range(len(words) - size + 1))


def _share(words: Words, known: Collection[Words]) -> float:
    if not words:
        return 0.0
    size = min(SHINGLE, len(words))
    shingles = [words[at : at + size] for at in range(len(words) - size + 1)]
    return sum(one in known for one in shingles) / len(shingles)


class Body:
    """Where the text of a page is."""

    def __init__(
        self, blocks: Sequence[Block], votes: Sequence[bool], *, articles: Collection[int], leaves: Collection[int]
    ) -> None:
        """By element: which say they are an article, and which hold a single text and so are no body."""
        self._words = [_weight(block.raw) for block in blocks]
        chosen = [at for at, vote in enumerate(votes) if vote and not blocks[at].reason]
        self._weights: Counter[int] = Counter()
        for at in chosen:
            for key in blocks[at].over:
                self._weights[key] += self._words[at]
        self._total = sum(self._words[at] for at in chosen)
        self._marked = self._count_marked(blocks, chosen)
        self._root = self._find_root(blocks, chosen, leaves)
        self._frame = self._find_frame(blocks, articles)
        self._find_first(blocks)

    def _find_first(self, blocks: Sequence[Block]) -> None:
        self._first = next((at for at, block in enumerate(blocks) if self.holds(block)), 0)

    def reach(self, title_at: int, blocks: Sequence[Block], votes: Sequence[bool]) -> None:
        """The body's element grows to hold the title too, where that brings in little else."""
        over = next((block.over for block in blocks if self.holds(block)), ())
        around = set(blocks[title_at].over)
        frame = next((key for key in over[over.index(self._frame) :] if key in around), 0) if over else 0
        more = sum(
            self._words[at]
            for at, (block, vote) in enumerate(zip(blocks, votes, strict=True))
            if frame in block.over and not (self.holds(block) or vote or block.reason or self.is_marked(block))
        )
        if frame and more - self._words[title_at] <= LITTLE * self._total:
            self._frame = frame
            self._find_first(blocks)

    def holds(self, block: Block) -> bool:
        """Whether the block stands in the body's element."""
        return self._frame in block.over

    def is_marked(self, block: Block) -> bool:
        """Whether markup says that the block is no text of the issue."""
        return bool(self._marks(block))

    def _marks(self, block: Block) -> list[Mark]:
        return [mark for mark in block.context.marks if self._marked[mark.key] <= MOST * max(1, self._total)]

    def reason_of(self, at: int, block: Block, *, title_at: int | None) -> str:
        """Why the markup says that a block is not of the text, or ""."""
        marks = self._marks(block)
        if marks and at != title_at:
            return marks[0].reason
        if not self._total or self.holds(block) or at == title_at:
            return ""
        between = title_at is not None and title_at < at < self._first
        return "" if between and self._first - at <= LEAD else "around the text"

    def _count_marked(self, blocks: Sequence[Block], chosen: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for at in chosen:
            for mark in blocks[at].context.marks:
                found[mark.key] += self._words[at]
        return found

    def _find_root(self, blocks: Sequence[Block], chosen: Sequence[int], leaves: Collection[int]) -> int:
        """The innermost element that holds nearly all of what was chosen."""
        enough = ROOT_SHARE * self._total
        holders = {key for at in chosen for key in blocks[at].over if self._weights[key] >= enough} - set(leaves)
        depth = {key: len(blocks[at].over) - place for at in chosen for place, key in enumerate(blocks[at].over)}
        return max(holders, key=lambda key: depth[key], default=0)

    def _find_frame(self, blocks: Sequence[Block], articles: Collection[int]) -> int:
        """The article around the root; the root itself where there is none."""
        over = next((block.over for block in blocks if self._root in block.over), ())
        return next((key for key in over[over.index(self._root) :] if key in articles), self._root) if over else 0
