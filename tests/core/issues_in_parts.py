"""Issues taken apart into blocks and sentences, each of which knows what it comes from, and put together again."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.core import documents
from app.core.model import Segment
from app.core.segmentation import segment

INSIDE_ANOTHER = ("image text", "image title", "link title")


@dataclass(frozen=True)
class Sentence:
    """A sentence now, the old sentences that it comes from, and the most that was done to it."""

    text: str
    origins: tuple[str, ...] = ()
    change: int = 0  # 0 none, 1 surface, 2 figures, 3 words


@dataclass(frozen=True)
class Part:
    """A block and its sentences; the cells of a row."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass
class Draft:
    """An issue while it is edited."""

    parts: list[Part]
    newcomers: list[str]  # sentences about other things
    random: random.Random
    done: list[str] = field(default_factory=list)

    def spots(self, kinds: str = "paragraph|list item|quotation|heading") -> list[tuple[int, int]]:
        """Places of the sentences that still are what they were."""
        return [
            (p, s)
            for p, part in enumerate(self.parts)
            if re.match(kinds, part.kind)
            for s, sentence in enumerate(part.sentences)
            if sentence.change == 0 and len(sentence.origins) == 1
        ]

    def put(self, p: int, s: int, *sentences: Sentence, count: int = 1) -> None:
        old = self.parts[p]
        new = old.sentences[:s] + sentences + old.sentences[s + count :]
        self.parts[p : p + 1] = [replace(old, sentences=new)] if new else []


def read(text: str, by: str = "sentence") -> tuple[Segment, ...]:
    return segment(documents.parse(text), by=by)  # type: ignore[arg-type]


def parts(text: str) -> list[Part]:
    """The blocks of an issue in which every sentence is its own origin."""
    document = documents.parse(text)
    found: dict[object, Part] = {}
    for piece in segment(document):
        kind = document.blocks[piece.block].kind
        if kind in INSIDE_ANOTHER:
            continue
        place = (kind, piece.line) if kind.startswith("table") else piece.block
        before = found.get(place, Part(kind, ()))
        found[place] = replace(before, sentences=(*before.sentences, Sentence(piece.source, (piece.source,))))
    return list(found.values())


def written(parts: Iterable[Part]) -> str:
    """The issue as Markdown."""
    front = [part for part in parts if part.kind.startswith("front")]
    lines = ["---", *(f'{part.kind.partition(": ")[2]}: "{part.sentences[0].text}"' for part in front), "---"]
    text = "\n".join(lines) if front else ""
    before = ""
    for part in parts:
        if part in front:
            continue
        close = part.kind == before == "list item" or (part.kind.startswith("table") and before.startswith("table"))
        text += ("\n" if close else "\n\n") + _block(part)
        before = part.kind
    return text.lstrip() + "\n"


def _block(part: Part) -> str:
    texts = [sentence.text for sentence in part.sentences]
    match part.kind.split():
        case ["heading", level]:
            return "#" * int(level) + " " + " ".join(texts)
        case ["list", _]:
            return "- " + " ".join(texts)
        case ["quotation"]:
            return "> " + " ".join(texts)
        case ["table", "header"]:
            return "| " + " | ".join(texts) + " |\n|" + " --- |" * len(texts)
        case ["table", _]:
            return "| " + " | ".join(texts) + " |"
    return " ".join(texts)
