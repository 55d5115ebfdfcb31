"""Inline codes of the source stand in the target too, in any order, opened and closed.

Losing or adding a code span, image, footnote, HTML tag or variable is an error: it changes what the issue does.
Bold, italic and strikethrough are warnings, since some languages mark otherwise (ja and zh often put 「」 for italics).
Links are told by `links`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.core.checks.addresses import destination
from app.core.checks.context import Context
from app.core.model import Finding, InlineCode, Severity, Unit

NAME = "inline codes"
EMPHASIS = frozenset({"bold", "italic", "strike"})
IGNORED = frozenset({"link", "url", "break", "escape"})
WORDS = {
    "bold": "bold text",
    "italic": "text in italics",
    "strike": "struck-out text",
    "image": "image",
    "code": "code",
    "html": "HTML tag",
    "footnote": "footnote call",
    "variable": "variable",
}
TAG = re.compile(r"</?([A-Za-z][\w:-]*)")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    source = [code for code in context.source_codes if _counts(code)]
    target = [code for code in context.target_codes if _counts(code)]
    for code in _surplus(source, target):
        yield _finding(
            code,
            f"{_named(code)} of the source is missing: put it into the target.",
            source_span=_span(code, context.source_codes),
            suggestion=code.text if code.role == "alone" else None,
        )
    for code in _surplus(target, source):
        yield _finding(
            code,
            f"{_named(code)} is not in the source: take it out of the target.",
            target_span=_span(code, context.target_codes),
        )


def _counts(code: InlineCode) -> bool:
    """A pair counts once, by its opening code; a closing tag counts where nothing opened it."""
    return code.kind not in IGNORED and (code.role != "close" or code.pair < 0)


def _surplus(codes: list[InlineCode], others: list[InlineCode]) -> Iterator[InlineCode]:
    left = Counter(map(_identity, others))
    for code in codes:
        left[_identity(code)] -= 1
        if left[_identity(code)] < 0:
            yield code


def _identity(code: InlineCode) -> tuple[str, ...]:
    """What must be the same on both sides."""
    if code.kind in EMPHASIS:
        return (code.kind,)
    if code.kind == "image":
        return (code.kind, destination(code) or code.text)
    if code.kind == "html":
        tag = TAG.match(code.text)
        return (code.kind, tag[0].lower() if tag else code.text, code.role)
    return (code.kind, code.text)


def _named(code: InlineCode) -> str:
    words = WORDS.get(code.kind, code.kind)
    if code.kind == "html" and code.role == "alone" and TAG.match(code.text):
        return f"The {words} {code.text} (not paired with another)"
    return f"The {words} {code.text}" if code.role == "alone" else f"A {words}"


def _span(code: InlineCode, codes: tuple[InlineCode, ...]) -> tuple[int, int]:
    return (code.start, codes[code.pair].end if code.pair >= 0 else code.end)


def _finding(
    code: InlineCode,
    message: str,
    *,
    source_span: tuple[int, int] | None = None,
    target_span: tuple[int, int] | None = None,
    suggestion: str | None = None,
) -> Finding:
    severity = Severity.WARNING if code.kind in EMPHASIS else Severity.ERROR
    return Finding(NAME, severity, message, source_span, target_span, suggestion)
