"""What the review screen says of where segments end: which were joined or parted by a reviewer, which can be joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.core import segmentation
from app.core.model import Segment
from app.core.segmentation import Gap
from app.store.workspace import Workspace
from app.workflow.ingest import Issue

Place = tuple[int, int]  # of a segment: its block, and where it begins in the block's text


@dataclass(frozen=True)
class Mark:
    """What reviewers decided about a segment, and whether another one follows it in a block."""

    joined: bool = False  # it goes on where it would end
    begins: bool = False  # it begins, or ends, where it would not
    ends: bool = False
    followed: bool = False  # there, or in another place of the same sentence

    @property
    def parted(self) -> bool:
        return self.begins or self.ends


def marks(workspace: Workspace, issue: Issue) -> dict[Place, Mark]:
    """The mark of every segment, by its place."""
    gaps = segmentation.decided(issue.document, workspace.read_boundaries(issue.slug))
    followed = {one.id for one, other in pairwise(issue.segments) if one.block == other.block}
    return {(one.block, one.start): _mark(one, gaps[one.block], followed=one.id in followed) for one in issue.segments}


def _mark(segment: Segment, gaps: Mapping[Gap, bool], *, followed: bool) -> Mark:
    parted = [gap for gap, ends in gaps.items() if ends]
    return Mark(
        joined=any(segment.start < gap.start < segment.end for gap, ends in gaps.items() if not ends),
        begins=any(gap.start <= segment.start < gap.end for gap in parted),
        ends=any(gap.start <= segment.end < gap.end for gap in parted),
        followed=followed,
    )
