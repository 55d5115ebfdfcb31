"""Which blocks of a page stay, why the others go, and what each is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.importing import comments, copies, furniture, neighbours, related
from app.importing.credits import credit_end
from app.importing.dates import find_date
from app.importing.html.body import Body
from app.importing.html.metadata import TITLE_PARTS, Metadata
from app.importing.html.runs import Image
from app.importing.html.settling import Block, written
from app.importing.lines import Line, words_of
from app.importing.phrases import phrases
from app.importing.report import ImportedBlock

SURE = frozenset(["table", "code", "rule", "image", "note", "caption"])  # kinds that no set phrase can be
HEADING_TOP = 2  # the title is the only heading of level 1
FORWARDED = re.compile(
    r"(?:-+\s?(?:Forwarded message|Message transféré|Message d'origine).{0,20}-+\s+)?(?:De|From|Von)\s?:\s.{1,300}?"
    r"(?:Envoyé|Date|Sent|Gesendet)\s?:.{1,600}?(?:Objet|Sujet|Subject|Betreff)\s?:",
    re.DOTALL,
)
FORWARD_REACH = 10  # blocks
BYLINE_WORDS = 8
POSTAL_CODE = re.compile(r"\b\d{5}\b")
ADDRESS_WORDS = 25
BYLINE_REACH = 6  # blocks after the title in which its date and author may stand


class Judged(NamedTuple):
    title: str
    date: str | None
    blocks: tuple[ImportedBlock, ...]


def judge(
    blocks: Sequence[Block], votes: Sequence[bool], where: Body, *, about: Metadata, labels: frozenset[str],
    keep: Collection[str],
) -> Judged:  # fmt: skip
    """The blocks as the report has them. `keep`: reasons whose blocks come back."""
    title_at = _title(blocks, where, about)
    if title_at is not None:
        where.reach(title_at, blocks, votes)
    reasons = [_reason(block, where.reason_of(at, block, title_at=title_at)) for at, block in enumerate(blocks)]
    reasons = _with_forwarding(blocks, reasons)
    lines = [
        _line(block, reason, sure=at == title_at or block.kind in SURE)
        for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True))
    ]
    reasons = _by_phrases(lines, blocks, reasons, title_at)
    reasons = _with_bylines(lines, reasons, title_at, about)
    lines = [replace(line, reason=reason) for line, reason in zip(lines, reasons, strict=True)]
    reasons = copies.label(lines)
    reasons = _with_frame_of_mail(lines, reasons, blocks, title_at)
    kinds = _kinds(blocks, reasons, title_at)
    kept = [(block, kind) for block, kind, reason in zip(blocks, kinds, reasons, strict=True) if reason is None]
    top = min((block.context.level for block, kind in kept if kind == "heading" and block.context.level), default=1)
    found = tuple(
        _imported(block, kind, None if reason in keep else reason, labels=labels, top=top)
        for block, kind, reason in zip(blocks, kinds, reasons, strict=True)
    )
    dates = (find_date(line.text) for line, reason in zip(lines, reasons, strict=True) if reason == "publication line")
    title = blocks[title_at].text if title_at is not None else ""
    return Judged(" ".join(title.split()), next((one for one in dates if one), None), found)


def _reason(block: Block, markup: str) -> str | None:
    """A button in a part that has a name goes with that part."""
    vague = block.reason == "form" and markup not in ("", "around the text")
    return (markup if vague else block.reason or markup) or None


def _with_forwarding(blocks: Sequence[Block], reasons: Sequence[str | None]) -> list[str | None]:
    """The head of a forwarded message within the text, and the few words that its sender wrote over it."""
    for at, block in enumerate(blocks[:FORWARD_REACH]):
        if FORWARDED.match(block.text):
            return [reason or ("forwarding note" if place <= at else None) for place, reason in enumerate(reasons)]
    return list(reasons)


def _line(block: Block, reason: str | None, *, sure: bool) -> Line:
    """`sure`: no set phrase can say what it is."""
    text = " ".join(block.text.split()) or "—"
    return Line(text, text, 1, (), reason, "title" if sure else "paragraph")


def _title(blocks: Sequence[Block], where: Body, about: Metadata) -> int | None:
    """The heading that says what the head of the page says, in the body rather than over it; else its only h1."""
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading" and not block.reason]
    headings.sort(key=lambda at: (not where.holds(blocks[at]), where.is_marked(blocks[at])))
    for title in about.titles:
        whole = {words_of(title), *map(words_of, _shorter(title))} - {()}
        for at in headings:
            if words_of(blocks[at].raw) in whole:
                return at
    top = [at for at in headings if blocks[at].context.level == 1 and not where.is_marked(blocks[at])]
    return top[0] if len(top) == 1 or (top and where.holds(blocks[top[0]])) else None


def _shorter(title: str) -> list[str]:
    """The title without what follows, or stands before, a stroke: there sites put their names."""
    places = [match.span() for match in TITLE_PARTS.finditer(title)]
    return [title[:start] for start, _ in reversed(places)] + [title[end:] for _, end in places]


def _by_phrases(
    lines: Sequence[Line], blocks: Sequence[Block], reasons: Sequence[str | None], title_at: int | None
) -> list[str | None]:
    """Set phrases say what a block is where the markup does not; a vague reason gives way to theirs."""
    copied = copies.sources([line.words for line in lines])
    open_ = {at for at, block in enumerate(blocks) if block.kind not in SURE and at != title_at}
    found = [
        furniture.reason_of(line) or reason if at in open_ and reason in (None, "around the text") else reason
        for at, (line, reason) in enumerate(zip(lines, reasons, strict=True))
    ]
    for labelled in (
        neighbours.label(lines, found), related.label(lines, copied, found), comments.label(lines, copied, found)
    ):  # fmt: skip
        found = [
            one or (label if at in open_ else None) for at, (one, label) in enumerate(zip(found, labelled, strict=True))
        ]
    return found


def _with_frame_of_mail(
    lines: Sequence[Line], reasons: Sequence[str | None], blocks: Sequence[Block], title_at: int | None
) -> list[str | None]:
    """What mails carry around their text: the sender's logo, links to networks as images, the sender's address."""
    found = list(reasons)
    last = max((at for at, line in enumerate(lines) if found[at] is None and line.is_prose), default=len(lines))
    for at, block in enumerate(blocks):
        if found[at] is not None:
            continue
        if title_at is not None and at < title_at and block.kind == "paragraph" and not lines[at].is_prose:
            found[at] = "around the text"
        images = [run.image for run in block.runs if run.image]
        if block.kind == "image" and images:
            named = words_of(" ".join(image.alt for image in images))
            known = phrases("sharing", "network")
            if named and all((word,) in known for word in named):
                found[at] = "sharing"
            elif title_at is not None and all(_is_banner(image, over=at < title_at) for image in images):
                found[at] = "around the text"
        elif at > last and POSTAL_CODE.search(block.text) and len(lines[at].words) <= ADDRESS_WORDS:
            beside = (*reasons[at - 1 : at], *reasons[at + 1 : at + 2])
            found[at] = "around the text" if any(beside) else None
    return found


def _is_banner(image: Image, *, over: bool) -> bool:
    """A portrait of the author; `over` the title also a logo, or what no words describe."""
    told = f"{image.alt} {image.url}".lower()
    return "avatar" in told or (over and (not image.alt or "logo" in told))


def _with_bylines(
    lines: Sequence[Line], reasons: Sequence[str | None], title_at: int | None, about: Metadata
) -> list[str | None]:
    found = list(reasons)
    start = title_at if title_at is not None else -1
    author = words_of(about.author)
    for at in range(max(0, start - 3), min(len(lines), start + 1 + BYLINE_REACH)):
        line = lines[at]
        told = furniture.is_byline(line) or (author and line.words == author)
        dated = at > start and find_date(line.text) and len(line.words) <= BYLINE_WORDS and not line.ends_a_sentence
        if at != start and found[at] is None and line.kind != "title" and (told or dated):
            found[at] = "publication line"
    return found


def _kinds(blocks: Sequence[Block], reasons: Sequence[str | None], title_at: int | None) -> list[str]:
    kinds = [block.kind for block in blocks]
    for at, block in enumerate(blocks):
        if reasons[at] is None and block.kind in ("paragraph", "caption") and _is_credit(block.text):
            kinds[at] = "image credit"
    if title_at is not None:
        kinds[title_at] = "title"
    if (subtitle := _subtitle(blocks, kinds, reasons)) is not None:
        kinds[subtitle] = "paragraph"
    if not any(kind == "heading" and reason is None for kind, reason in zip(kinds, reasons, strict=True)):
        kept = [at for at, reason in enumerate(reasons) if reason is None]
        for at, following in itertools.pairwise(kept):
            if kinds[at] == kinds[following] == "paragraph" and _is_bold_line(blocks[at]):
                kinds[at] = "heading"
    return kinds


def _subtitle(blocks: Sequence[Block], kinds: Sequence[str], reasons: Sequence[str | None]) -> int | None:
    """A heading right under the title that ranks below the one after it."""
    kept = [at for at, reason in enumerate(reasons) if reason is None]
    headings = [at for at in kept if kinds[at] in ("title", "heading")]
    if len(headings) < 3 or kinds[headings[0]] != "title" or kept.index(headings[1]) != kept.index(headings[0]) + 1:
        return None
    is_sentence = blocks[headings[1]].text.endswith((".", "…"))
    return headings[1] if is_sentence or blocks[headings[1]].context.level > blocks[headings[2]].context.level else None


def _is_bold_line(block: Block) -> bool:
    """How mails write headings: a short line in bold, in no list or quotation."""
    words = [run for run in block.runs if run.text.strip()]
    line = Line(block.text, block.text)
    return bool(words) and all(run.style.bold for run in words) and line.is_headline and not block.context.within


def _is_credit(text: str) -> bool:
    return credit_end(text, lambda _: False) == len(text)


def _imported(block: Block, kind: str, reason: str | None, *, labels: frozenset[str], top: int) -> ImportedBlock:
    level = min(6, HEADING_TOP + max(0, (block.context.level or top) - top))
    markdown = written(replace(block, kind=kind), labels=labels)
    within = block.within
    return ImportedBlock(kind, block.text, reason, block.clean_ups, block.raw, markdown, within, level)
