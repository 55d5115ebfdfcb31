"""Percentages: `50 %` of the source as `50%`, or `%50`, where the locale has it so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.edits import MASK, Edit
from app.core.localize.draft import SPACE, Draft
from app.core.localize.figures import ANY_FIGURE, EITHER_FIGURE, both_forms, plain
from app.core.numbers.cldr import data_of

IN_SOURCE = re.compile(rf"({ANY_FIGURE}){MASK}*{SPACE}%")
IN_TARGET = re.compile(rf"(?<!%){EITHER_FIGURE}({MASK}*)({SPACE})%")
PATTERN = re.compile(r"(?P<before>%\s?)?[#,]*0(?P<between>\s)?")  # "#,##0 %", "%#,##0"


def rule(draft: Draft) -> Iterator[Edit]:
    form = PATTERN.search(str(data_of(draft.locale).percent_formats[None].pattern))
    if form is None or form["between"]:
        return
    known = both_forms((plain(match[1]) for match in IN_SOURCE.finditer(draft.source)), draft.locale)
    for match in IN_TARGET.finditer(draft.target) if known else ():
        if plain(match[1]) not in known:
            continue
        if not form["before"]:
            yield Edit(*match.span(3), "")
        elif not match[2]:
            yield Edit(match.start(), match.end(), form["before"] + match[1])
