"""The space that French sets before ; : ! ? and inside « », found where a language sets none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.edits import MASK

FRENCH = re.compile(
    rf"(?<=[\w.%€$»”)\]」』{MASK}])([ \u00a0\u202f\u2009]+)[:;!?](?![-)(:;=\w/])"  # not the smiley of "merci :)"
    r"|(?<=«)([ \u00a0\u202f\u2009]+)(?!$)|(?<=\S)([ \u00a0\u202f\u2009]+)(?=»)"
)
QUOTES_TURNED = frozenset(["cs", "da", "de", "hr", "hu", "pl", "sk", "sl", "sr"])  # »so«: the space stands outside
LIKE_FRENCH = frozenset({"fr", "br", "oc", "co"})  # languages that print these spaces, and figures as French does


def french(masked: str, language: str) -> Iterator[tuple[int, int]]:
    """Where such a space stands in a text without codes, in a language."""
    for match in FRENCH.finditer(masked) if language not in LIKE_FRENCH else ():
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        if group == 1 or language not in QUOTES_TURNED:
            yield match.span(group)
