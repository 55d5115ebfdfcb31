"""Assembly: a document and the targets of its segments become the issue in a locale.

composing  targets into the source text, any subset of them
  nesting    which blocks stand inside others
  writing, html, flow, writers
             a target as its place needs it: Markdown, HTML, lines of plain text, values between quotes
  places     signs escaped that Markdown would read as structure
  splices    what replaces what
paragraphs  a few targets that surely leave the tree of blocks as it is, told quickly
structure  the most targets that leave the tree of blocks as it is; the others are findings
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.assembly.composing import Composer, Mark
from app.core.assembly.paragraphs import stay_within
from app.core.assembly.structure import fitting
from app.core.documents.outline import outline, own_outline
from app.core.events import encodable
from app.core.model import Assembled, Catalog, Document, Fallback, Finding, Segment, Severity, State, Unit
from app.wording import Message

__all__ = ["assemble", "surely_fit"]

_FINDING = Finding(
    check="structure",
    severity=Severity.ERROR,
    message=Message(
        "This target would change the structure of the issue: a list, heading, table or quotation begins or ends "
        "in it. Write it without such signs; until then the source stands in its place."
    ),
    final=True,
)


def assemble(
    document: Document,
    segments: Sequence[Segment],
    catalog: Catalog,
    *,
    fallback: Fallback = Fallback.FAIL,
    mark: Mark | None = None,
) -> Assembled:
    """The issue with the targets of the catalog put in; what has no usable target keeps the source.

    A target is usable when approved; with Fallback.DRAFT when there is one. `missing` lists the others in every case.
    It and `findings` name units: a place that was let differ has an id of its own.
    `mark` wraps the text of each segment of the running text (not of titles, front matter and attributes).
    """
    targets: dict[int, str] = {}
    missing: list[str] = []
    drafts = 0
    for index, segment in enumerate(segments):
        unit = catalog.unit_of(segment)
        target = _usable(unit, fallback)
        if not target:
            missing.append(unit.id if unit else segment.id)
            continue
        drafts += unit is not None and unit.state is not State.APPROVED
        if segment.source not in (target, unit.target if unit else ""):
            targets[index] = target
    composer = Composer(document, segments, targets, locale=catalog.locale)
    accepted = _fitting(composer, targets)
    broken = (catalog.unit_of(segments[index]) for index in targets if index not in accepted)
    findings: dict[str, tuple[Finding, ...]] = {unit.id: (_FINDING,) for unit in broken if unit}
    return Assembled(
        text=composer.compose(accepted, mark=mark),
        findings=findings,
        missing=tuple(missing),
        from_source=len(missing),
        from_drafts=drafts,
    )


def surely_fit(document: Document, segments: Sequence[Segment], units: Mapping[int, Unit], *, locale: str) -> bool:
    """Whether the targets of `units` (by index of their segments) leave the tree of blocks as it is, told from their
    paragraphs. False: only `assemble` can tell."""
    targets = {index: _usable(unit, Fallback.DRAFT) for index, unit in units.items()}
    return stay_within(document, segments, {i: target for i, target in targets.items() if target}, locale=locale)


def _usable(unit: Unit | None, fallback: Fallback) -> str:
    if unit is None or not (unit.state is State.APPROVED or fallback is Fallback.DRAFT):
        return ""
    return encodable(unit.target.replace("\0", "\ufffd")).strip(" \t\r\n")


def _fitting(composer: Composer, targets: dict[int, str]) -> frozenset[int]:
    if not targets:
        return frozenset()
    document = composer.document
    expected = own_outline(document)

    def fits(chosen: frozenset[int]) -> bool:
        return outline(composer.compose(chosen), document) == expected

    def suspects() -> frozenset[int]:
        found = composer.excerpts(frozenset(targets))
        return frozenset().union(*(i for i, old, new in found if outline(new, document) != outline(old, document)))

    return fitting(sorted(targets), fits, suspects=suspects, size=len(document.text))
