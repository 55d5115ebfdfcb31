"""The text of a page, pasted or scraped -> its report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.errors import UsageError
from app.importing import comments, copies, furniture, lead, neighbours, related
from app.importing.lines import Line, lines_of
from app.importing.parting import Spaced, Starts, cleaned, part
from app.importing.report import REASONS, ImportedBlock, Report
from app.importing.shapes import shaped
from app.wording import Message


def clean(text: str, *, keep: Collection[str] = frozenset(), origin: str = "") -> Report:
    """What of a page's text is the issue, and what is not. `keep`: reasons whose blocks come back, as paragraphs.

    Raises UsageError for a reason that is none of REASONS.
    """
    refuse_unknown(keep)
    found = lines_of(text)
    copied = copies.sources([line.words for line in found])
    lines, date = lead.with_title(_with_reasons(found, copied), copied)
    pieces = _parted(lines)
    pieces = [replace(piece, reason=reason) for piece, reason in zip(pieces, copies.label(pieces), strict=True)]
    blocks = tuple(_block(piece, keep) for piece in _with_kinds(pieces))
    title = next((block.text for block in blocks if block.kind == "title"), "")
    return Report(title, date, origin, blocks)


def refuse_unknown(reasons: Collection[str]) -> None:
    """UsageError for a reason that is none of REASONS."""
    if unknown := sorted(set(reasons) - set(REASONS)):
        raise UsageError(
            Message("No block is left out for {reason}.", reason=repr(unknown[0])),
            fix=Message("Reasons are: {names}.", names=", ".join(REASONS)),
        )


def _with_reasons(lines: Sequence[Line], copied: Sequence[int | None]) -> list[Line]:
    reasons = neighbours.label(lines, [furniture.reason_of(line) for line in lines])
    reasons = related.label(lines, copied, reasons)
    reasons = comments.label(lines, copied, reasons)
    return [replace(line, reason=reason) for line, reason in zip(lines, reasons, strict=True)]


def _parted(lines: Sequence[Line]) -> list[Line]:
    kept = [line for line in lines if line.reason is None]
    starts, spaced = Starts(kept), Spaced(kept)
    pieces: list[Line] = []
    for line in lines:
        if line.reason is not None or line.kind != "paragraph":
            pieces.append(replace(cleaned(line.raw, gap=line.gap), kind=line.kind, reason=line.reason))
        else:
            pieces += part(line, starts, spaced)
    return [piece if piece.text else _bare_remark(piece) for piece in pieces]


def _bare_remark(piece: Line) -> Line:
    return replace(piece, text=piece.raw, clean_ups=(), reason=piece.reason or "screen-reader remark", kind="paragraph")


def _with_kinds(pieces: Sequence[Line]) -> list[Line]:
    kept = iter(shaped([piece for piece in pieces if piece.reason is None]))
    return [next(kept) if piece.reason is None else piece for piece in pieces]


def _block(line: Line, keep: Collection[str]) -> ImportedBlock:
    reason = None if line.reason in keep else line.reason
    kind = "paragraph" if line.kind == lead.STANDFIRST else line.kind
    return ImportedBlock(kind, line.text, reason, line.clean_ups, line.raw)
