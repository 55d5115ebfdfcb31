"""Question marks, exclamation marks, commas and semicolons of scripts that have their own: `？`, `،`, Greek `;`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.edits import MASK, Edit
from app.core.locales import language
from app.core.localize.draft import Draft, unspaced

KANA_OR_KANJI, ARABIC, GREEK = (
    "\u3040-\u30ff\u3400-\u9fff々",
    "\u0620-\u064a\u066e-\u06d3",
    "\u0370-\u03ff\u1f00-\u1fff",
)
# Language -> the characters that tell its script, and its own marks for those of French.
OWN = {
    "ja": (KANA_OR_KANJI, {"?": "？", "!": "！", ",": "、"}),
    "zh": (KANA_OR_KANJI, {"?": "？", "!": "！", ",": "，", ";": "；"}),
    "ar": (ARABIC, {"?": "؟", ",": "،", ";": "؛"}),
    "fa": (ARABIC, {"?": "؟", ",": "،", ";": "؛"}),
    "ur": (ARABIC, {"?": "؟", ",": "،", ";": "؛"}),
    "el": (GREEK, {"?": ";"}),
}
CLOSERS = "»”」』）)"


def rule(draft: Draft) -> Iterator[Edit]:
    script, own = OWN.get(language(draft.locale), ("", {}))
    kept = "".join(mark for mark in own if mark in draft.source)
    if kept:
        shape = rf"(?<=[{script}{CLOSERS}])[{kept}](?=[\s{script}{CLOSERS}«“「『{MASK}]|\Z)"
        yield from (Edit(*unspaced(draft, match), own[match[0]]) for match in re.finditer(shape, draft.target))
