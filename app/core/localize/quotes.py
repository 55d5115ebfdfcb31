"""French quotation marks, and those inside them, as the locale's pair; the space inside them gone.

`quotes.json` has a line for each way to quote: outer pair, inner pair, locales (*: all others). It is CLDR's
`delimiters`, which Babel lacks, but for Spanish and Arabic, which are printed with « » as often; a house may differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import SPACE, Draft, unspaced

MARKS = re.compile(rf"[«“]{SPACE}{{0,4}}|{SPACE}{{0,4}}[»”]")  # with the space inside
STRAIGHT = re.compile('"')  # that engines put in their place
OPEN, CLOSE = "«“", "»”"
Style = tuple[str, str, str, str]  # opening and closing marks, outer and inner


def rule(draft: Draft) -> Iterator[Edit]:
    found = list(MARKS.finditer(draft.target)) or list(STRAIGHT.finditer(draft.target))
    marks = [_mark(match) for match in found]
    depths = _depths(marks, [_mark(match) for match in MARKS.finditer(draft.source)])
    if depths is None:
        return
    style = style_of(draft.locale)
    for index, (match, mark, depth) in enumerate(zip(found, marks, depths, strict=True)):
        if depth == 0 and mark in "“”" and style[0] in "“«":
            continue  # as right as the locale's own
        closes = index % 2 if mark == '"' else mark in CLOSE
        yield Edit(*unspaced(draft, match), style[2 * (depth % 2) + closes])


def _mark(match: re.Match[str]) -> str:
    return match[0].strip()


def _depths(marks: Sequence[str], in_source: Sequence[str]) -> list[int] | None:
    """How deep each mark stands, 0 for the outer ones; None where that is not certain.

    It is where all are paired and of kinds that the source has; where an engine put another pair for each of the
    source's; and where one lacks its partner, in the segment before or after, as it does in the source.
    """
    pairs = len(in_source) // 2
    if pairs and list(in_source) == ["«", "»"] * pairs and list(marks) in (["“", "”"] * pairs, ['"'] * 2 * pairs):
        return [0] * len(marks)
    if set(marks) <= set(in_source) and (depths := _walk(marks)) is not None:
        return depths
    if list(marks) != list(in_source) or "“" in marks:
        return None
    begun, unended = _walk(["«", *marks]), _walk([*marks, "»"])
    return begun[1:] if begun else unended[:-1] if unended else None


def _walk(marks: Sequence[str]) -> list[int] | None:
    open_marks: list[str] = []
    depths = []
    for mark in marks:
        if mark in OPEN:
            depths.append(len(open_marks))
            open_marks.append(mark)
        elif open_marks and CLOSE[OPEN.index(open_marks.pop())] == mark:
            depths.append(len(open_marks))
        else:
            return None
    return None if open_marks else depths


@lru_cache(maxsize=64)
def style_of(locale: str) -> Style:
    """The marks of a locale, of its language if it has none of its own."""
    lines = json.loads(files(__package__).joinpath("quotes.json").read_text(encoding="utf-8"))
    styles: dict[str, Style] = {name: (*marks,) for *marks, names in lines for name in names.split()}
    regional = locale.replace("-", "_")
    return styles.get(regional) or styles.get(language(locale)) or styles["*"]
