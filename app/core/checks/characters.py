"""Characters that hide or reorder text: control characters, lone surrogates, bidirectional overrides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.core.checks.context import Context
from app.core.model import Finding, Severity, Unit
from app.wording import Message

NAME = "characters"
# Overrides and isolates can make a target read otherwise than it is stored (Unicode TR 36); plain marks (U+200E,
# U+200F) are how Arabic and Hebrew are typed. Tab and line ends are `white space`'s.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff\ud800-\udfff]")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    known = set(UNSAFE.findall(unit.source))
    for match in UNSAFE.finditer(unit.target):
        if match[0] not in known:
            name = unicodedata.name(match[0], "a control character")
            yield Finding(
                NAME,
                Severity.WARNING,
                Message(
                    "An invisible or broken character, {code} ({name}), stands here: take it out.",
                    code=f"U+{ord(match[0]):04X}",
                    name=name.lower(),
                ),
                target_span=match.span(),
                suggestion="",
            )
