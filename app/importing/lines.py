"""The text of a page as lines, each with the words by which recognisers compare it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from app.importing.report import CleanUp

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Chinese and Japanese write no spaces: each of their characters counts as a word, so that their copies are found too.
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]\s]*\Z")
HEADING_LIMIT = 14  # words
HEADING_CHARACTERS = 110

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text, folded: case, width and punctuation do not count."""
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@dataclass(frozen=True)
class Line:
    """A line of the page, or a part of one. Positions of `clean_ups` count in `raw`."""

    raw: str
    text: str
    gap: int = 0  # blank lines before it
    clean_ups: tuple[CleanUp, ...] = ()
    reason: str | None = None
    kind: str = "paragraph"

    @cached_property
    def words(self) -> Words:
        return words_of(self.text)

    @property
    def ends_a_sentence(self) -> bool:
        return bool(SENTENCE_END.search(self.text[-8:]))

    @property
    def is_prose(self) -> bool:
        """A paragraph by its look: long, or ended as a sentence is, a lone short question or exclamation excepted."""
        if len(self.words) > 30:
            return True
        if not self.ends_a_sentence or len(self.words) < 4:
            return False
        return self.text.rstrip("\"'”’»)] \u00a0\u202f")[-1:] in ".…。" or len(self.words) > 20 or self._has_inner_end

    @property
    def is_headline(self) -> bool:
        """Short, without the punctuation that ends a paragraph; a question or an exclamation may be one."""
        return (
            0 < len(self.words) <= HEADING_LIMIT
            and len(self.text) <= HEADING_CHARACTERS
            and self.text[-1] not in ".,;:…。、"
            and not self._has_inner_end
            and not self.text[0].islower()
        )

    @property
    def is_cut(self) -> bool:
        """Ends in the middle of a sentence, as a teaser does."""
        if self.text.endswith(("…", "...", "[…]", "[...]", "(…)")):
            return len(self.words) > 5
        return len(self.words) > 18 and not self.ends_a_sentence and self.text[-1] not in ":;"

    @property
    def _has_inner_end(self) -> bool:
        return bool(re.search(r"[^\W\d][.!?…][\"”»)]?\s+[^\W\d_a-z]", self.text[:-1]))


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, each with the number of blank lines before it."""
    lines, gap = [], 0
    for raw in LINE_BREAK.split(text):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, stripped, gap))
        gap = 0 if stripped else gap + 1
    return lines
