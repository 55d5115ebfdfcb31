"""Nesting: which blocks stand inside others, and which segments belong to them."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.model import Document, Segment


class Nesting:
    """`members`: segments of a block, in order. `children`: blocks directly inside one. `roots`: those inside none.
    `family`: segments of a block and of all blocks inside it. Blocks and segments are named by their index."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.members: dict[int, list[int]] = {}
        for index in sorted(range(len(segments)), key=lambda index: (segments[index].block, segments[index].start)):
            self.members.setdefault(segments[index].block, []).append(index)
        self.roots: list[int] = []
        self.children: dict[int, list[int]] = {}
        around: list[int] = []
        for index, block in enumerate(document.blocks):
            while around and document.blocks[around[-1]].end <= block.start:
                around.pop()
            (self.children.setdefault(around[-1], []) if around else self.roots).append(index)
            around.append(index)
        self.family: dict[int, frozenset[int]] = {}
        for index in range(len(document.blocks) - 1, -1, -1):
            inner = (self.family[child] for child in self.children.get(index, ()))
            self.family[index] = frozenset(self.members.get(index, ())).union(*inner)
