"""A reviewer joins two segments or parts one; the catalogs of every locale follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.core import segmentation
from app.core.model import Boundary, Document, Segment, segment_id
from app.errors import ConflictError, PasseurError, UsageError
from app.store.activity import Kind
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.ingest import Issue, ingest
from app.workflow.update import Updated, update_catalog

Span = tuple[int, int]  # of a block's text


@dataclass(frozen=True)
class Places:
    """Where a segment can end: between its words, or at the end of the one that it can be joined with."""

    segment: Segment
    offsets: tuple[int, ...]  # of its source, each the end of a word
    joined: tuple[int, ...]  # those of them where a reviewer decided that it does not end
    following: Segment | None  # what it can be joined with


@dataclass(frozen=True)
class Redrawn:
    """What a decision changed: the segments that stand there now, in order, and how the locales followed."""

    segments: tuple[Segment, ...]
    offset: int  # where the two that were joined meet in the new source, or the one was parted in the old
    locales: tuple[Updated, ...]


def places(workspace: Workspace, slug: str, segment: str) -> Places:
    """Where the segment named `segment` can be parted and joined; ConflictError when it has left the issue."""
    issue = ingest(workspace, slug)
    # a sentence that stands in several places may be the last of its paragraph in the first of them
    neighbours = [(one, _follower(workspace, issue, number)) for number, one in _named(issue, segment)]
    found, following = next((pair for pair in neighbours if pair[1]), neighbours[0])
    block = issue.document.blocks[found.block]
    partings = segmentation.partings(block, found)
    decided = segmentation.decided(issue.document, workspace.read_boundaries(slug))[found.block]
    kept = [gap for gap, parted in decided.items() if not parted]
    return Places(
        segment=found,
        offsets=tuple(partings),
        joined=tuple(at for at, cut in partings.items() if any(gap.start <= cut < gap.end for gap in kept)),
        following=following,
    )


def join(workspace: Workspace, slug: str, segment: str, *, following: str, by: str = "") -> Redrawn:
    """Make one segment of `segment` and the one named `following` that comes after it, in every locale; `by`, the name
    of a person, puts it into the history.

    ConflictError: they do not stand side by side (any more). UsageError: something stands between them.
    """
    with workspace.boundaries_held(slug):
        issue = ingest(workspace, slug)
        sides = [(one, other) for one, other in pairwise(issue.segments) if _is(one, segment) and _is(other, following)]
        if not sides:
            raise _moved(Message("These sentences do not stand side by side any more: their source has changed."))
        one, other = next((pair for pair in sides if pair[0].block == pair[1].block), sides[0])
        decision = _joining(workspace, issue, one, other)
        whole = (one.start, other.end)
        if decision is None or not _decide(workspace, issue, one, decision, wanted=lambda spans: whole in spans):
            raise UsageError(
                Message("These sentences cannot be joined: they do not follow each other in one paragraph."),
                fix=Message(
                    "A paragraph's end, a line break, a number or an emoji that stands alone keeps them apart."
                ),
            )
        redrawn = _redrawn(workspace, slug, one, span=whole, offset=len(one.source))
    _note(workspace, slug, redrawn, kind=Kind.JOIN, by=by)
    return redrawn


def part(workspace: Workspace, slug: str, segment: str, *, offset: int, by: str = "") -> Redrawn:
    """End the segment named `segment` after `offset` characters of its source, in every locale; `by` as in `join`.

    ConflictError when it has left the issue, UsageError when it cannot be parted there.
    """
    with workspace.boundaries_held(slug):
        issue = ingest(workspace, slug)
        _, one = _named(issue, segment)[0]
        block = issue.document.blocks[one.block]
        cut = segmentation.partings(block, one).get(offset)

        def wanted(spans: Sequence[Span]) -> bool:
            inner = [span for span in spans if one.start <= span[0] and span[1] <= one.end]
            return len(inner) == 2 and cut is not None and inner[0][1] <= cut <= inner[1][0]

        decision = None if cut is None else segmentation.boundary(block, cut, parted=True)
        if decision is None or not _decide(workspace, issue, one, decision, wanted=wanted):
            raise UsageError(
                Message("This sentence cannot be parted there."),
                fix=Message("Choose a place between two words, outside links and bold, with words on both sides."),
            )
        redrawn = _redrawn(workspace, slug, one, span=(one.start, one.end), offset=offset)
    _note(workspace, slug, redrawn, kind=Kind.PART, by=by)
    return redrawn


def _note(workspace: Workspace, slug: str, redrawn: Redrawn, *, kind: Kind, by: str) -> None:
    if by:
        sources = " | ".join(segment.source for segment in redrawn.segments)
        history.note(workspace, by, kind, slug, source=sources)


def _is(segment: Segment, name: str) -> bool:
    """Whether `name` is the segment's, or that of its place where a reviewer asked it to differ."""
    return name in (segment.id, segment_id(segment.context, segment.source))


def _named(issue: Issue, name: str) -> list[tuple[int, Segment]]:
    found = [(number, segment) for number, segment in enumerate(issue.segments) if _is(segment, name)]
    if not found:
        raise _moved(Message("This sentence is no longer in the issue: its source has changed."))
    return found


def _moved(message: Message) -> ConflictError:
    return ConflictError(message, fix=Message("Reload the page to see what took its place."))


def _follower(workspace: Workspace, issue: Issue, number: int) -> Segment | None:
    """The segment that the one of this number can be joined with."""
    one, *others = issue.segments[number : number + 2]
    return next((other for other in others if _joining(workspace, issue, one, other)), None)


def _joining(workspace: Workspace, issue: Issue, one: Segment, other: Segment) -> Boundary | None:
    """The decision that may make one of two neighbours."""
    block = issue.document.blocks[one.block]
    decision = segmentation.joining(block, one, other)
    if decision is None and one.block == other.block and workspace.config.segmentation == "paragraph":
        # rules that keep a whole paragraph together do so over its line breaks too
        decision = segmentation.boundary(block, one.end, parted=False)
    return decision


def _decide(
    workspace: Workspace,
    issue: Issue,
    segment: Segment,
    decision: Boundary,
    *,
    wanted: Callable[[Sequence[Span]], bool],
) -> bool:
    """Save what makes the spans of the segment's block as `wanted`; False, and nothing saved, when nothing does.

    Older decisions about the same place go. Where the rules by themselves do as wanted, none takes theirs.
    """
    older = [(one, _places(issue.document, one)) for one in workspace.read_boundaries(issue.slug)]
    places = _places(issue.document, decision)
    rest = tuple(one for one, found in older if not found or not found <= places)
    for decisions in (rest, (*rest, decision)):
        segments = segmentation.segment(
            issue.document, locale=issue.locale, by=workspace.config.segmentation, boundaries=decisions
        )
        if wanted([(one.start, one.end) for one in segments if one.block == segment.block]):
            workspace.write_boundaries(issue.slug, decisions)
            return True
    return False


def _places(document: Document, decision: Boundary) -> set[tuple[int, int]]:
    """Where a decision counts: (block, offset)."""
    found = segmentation.decided(document, [decision])
    return {(number, gap.start) for number, gaps in enumerate(found) for gap in gaps}


def _redrawn(workspace: Workspace, slug: str, segment: Segment, *, span: Span, offset: int) -> Redrawn:
    """Bring every catalog there is up to date; one that cannot be is told, and the next update does the rest."""
    issue = ingest(workspace, slug)
    found = (one for one in issue.segments if one.block == segment.block)
    return Redrawn(
        segments=tuple(one for one in found if span[0] <= one.start and one.end <= span[1]),
        offset=offset,
        locales=tuple(_follow(workspace, issue, locale) for locale in _locales(workspace, slug)),
    )


def _locales(workspace: Workspace, slug: str) -> list[str]:
    return [locale for locale in workspace.config.locales if workspace.catalog_path(slug, locale).exists()]


def _follow(workspace: Workspace, issue: Issue, locale: str) -> Updated:
    try:
        return update_catalog(workspace, issue, locale=locale)
    except PasseurError as error:
        return Updated(issue.slug, locale, problem=str(error))
