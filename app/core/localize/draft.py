"""What a rule reads: a source and a target in which inline codes are overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.core import inline
from app.core.edits import MASK
from app.core.locales import UNSPACED_WORDS, language
from app.core.model import InlineCode

SPACE = r"[ \u00a0\u202f\u2009]"
UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff、。，．・：；！？「」『』（）]"  # of a script without spaces between words
LETTERS = "A-Za-zÀ-ɏ"  # those that make a name of the digits beside them; kana, kanji and Arabic stand beside any
BEFORE = re.compile(rf"{UNSPACED}({SPACE}+)\Z")
AFTER = re.compile(rf"{SPACE}+(?={UNSPACED})")


class Draft(NamedTuple):
    """Every character of a code is MASK in both; places in `target` are places in the text it was made of."""

    source: str
    target: str
    locale: str


def seen(text: str, *, labels: frozenset[str]) -> str:
    """A source as its reader sees it: `&nbsp;` is the space that an engine was given."""
    return _without_codes(text, labels, lambda code: inline.unescape(code.text) if code.kind == "escape" else MASK)


def masked(text: str, *, labels: frozenset[str]) -> str:
    return _without_codes(text, labels, lambda code: MASK * len(code.text))


def _without_codes(text: str, labels: frozenset[str], shown: Callable[[InlineCode], str]) -> str:
    pieces, last = [], 0
    for code in inline.parse(text, labels=labels):
        pieces += [text[last : code.start], shown(code)]
        last = code.end
    return "".join([*pieces, text[last:]])


def unspaced(draft: Draft, match: re.Match[str]) -> tuple[int, int]:
    """Where a match begins and ends in the target, with the spaces that part it from a script without spaces."""
    start, end = match.span()
    if language(draft.locale) in UNSPACED_WORDS:
        before, after = BEFORE.search(draft.target[max(0, start - 3) : start]), AFTER.match(draft.target, end)
        start -= len(before[1]) if before else 0
        end = after.end() if after else end
    return start, end
