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
from app.wording import Message

NAME = "inline codes"
EMPHASIS = frozenset({"bold", "italic", "strike"})
IGNORED = frozenset({"link", "url", "break", "escape"})
WORDS = {  # as the sentence calls a code that begins with it
    "bold": Message("Bold text"),
    "italic": Message("Text in italics"),
    "strike": Message("Struck-out text"),
    "image": Message("The image {text}"),
    "code": Message("The code {text}"),
    "html": Message("The HTML tag {text}"),
    "footnote": Message("The footnote call {text}"),
    "variable": Message("The variable {text}"),
}
UNPAIRED = Message("The HTML tag {text} (not paired with another)")
TAG = re.compile(r"</?([A-Za-z][\w:-]*)")


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    source = [code for code in context.source_codes if _counts(code)]
    target = [code for code in context.target_codes if _counts(code)]
    for code in _surplus(source, target):
        yield _finding(
            code,
            Message("{code} of the source is missing: put it into the target.", code=_named(code)),
            source_span=_span(code, context.source_codes),
            suggestion=code.text if code.role == "alone" else None,
        )
    for code in _surplus(target, source):
        yield _finding(
            code,
            Message("{code} is not in the source: take it out of the target.", code=_named(code)),
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


def _named(code: InlineCode) -> Message:
    is_unpaired = code.kind == "html" and code.role == "alone" and TAG.match(code.text)
    return (UNPAIRED if is_unpaired else WORDS[code.kind]).filled(text=code.text)


def _span(code: InlineCode, codes: tuple[InlineCode, ...]) -> tuple[int, int]:
    return (code.start, codes[code.pair].end if code.pair >= 0 else code.end)


def _finding(
    code: InlineCode,
    message: Message,
    *,
    source_span: tuple[int, int] | None = None,
    target_span: tuple[int, int] | None = None,
    suggestion: str | None = None,
) -> Finding:
    severity = Severity.WARNING if code.kind in EMPHASIS else Severity.ERROR
    return Finding(NAME, severity, message, source_span, target_span, suggestion)
