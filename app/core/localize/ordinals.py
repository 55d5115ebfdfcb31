"""Ordinals in digits: `3e` left from the source as `3rd`, `3.`; where gender decides, as in Spanish, it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import LETTERS, Draft
from app.core.numbers.cldr import data_of

FRENCH = re.compile(rf"(?<![{LETTERS}\d_.,:/-])(\d{{1,3}})(?:er|re|ère|e|ème|ième|nde?)(?![{LETTERS}\d_-])")
ENDINGS = {  # CLDR's ordinal plural category -> what follows the digits
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
    "de": {"other": "."},
    "nl": {"other": "e"},
}


def rule(draft: Draft) -> Iterator[Edit]:
    endings = ENDINGS.get(language(draft.locale))
    known = {match[0] for match in FRENCH.finditer(draft.source)}
    for match in FRENCH.finditer(draft.target) if endings else ():
        ending = endings[data_of(draft.locale).ordinal_form(int(match[1]))] if endings else ""
        stopped = ending == "." and draft.target.startswith(".", match.end())
        if match[0] in known and not stopped:
            yield Edit(match.start(), match.end(), match[1] + ending)
