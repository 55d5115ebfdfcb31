"""A word written twice in a row, as "the the"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.checks.context import Context, without_codes
from app.core.locales import UNSPACED_WORDS
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "doubled words"
DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)(?:\s+)(\1)(?![\w'’-])", re.IGNORECASE)
DOUBLING = UNSPACED_WORDS | {"vi"}  # Vietnamese doubles words to soften them
RIGHT = {
    "ca": "molt que",
    "de": "die das der den dem sie wir",
    "en": "had that is bye very",
    "es": "nos muy",
    "fr": "nous vous",
    "it": "piano man via",
    "nl": "dat die",
    "pt": "se nos",
}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    if context.language in DOUBLING or DOUBLED.search(unit.source):
        return
    right = RIGHT.get(context.language, "").split()
    for match in DOUBLED.finditer(without_codes(unit.target, context.target_codes, words="0")):
        if match[1].casefold() not in right:
            yield Finding(
                NAME,
                Severity.WARNING,
                Message("“{word}” stands twice in a row: take one out.", word=match[1]),
                target_span=match.span(),
                suggestion=match[1],
            )
